"""What can be done with OKR sets."""

from uuid import UUID

import strawberry

from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import okr_sets


@strawberry.input(description="A draft of a unit's OKRs of a cycle.")
class OpenOkrSetInput:
    idempotency_key: str = inputs.idempotency_key()
    unit: strawberry.ID = strawberry.field(description="The unit whose OKRs they are.")
    cycle: strawberry.ID = strawberry.field(description="The cycle that they are for.")
    capacity_note: str = strawberry.field(default="", description="What the unit's people have room for.")

    def draft(self) -> okr_sets.OpenOkrSet:
        """Return what the operation needs."""
        return okr_sets.OpenOkrSet(
            unit=inputs.own_id("Unit", self.unit, field="unit"),
            cycle=inputs.own_id("Cycle", self.cycle, field="cycle"),
            capacity_note=self.capacity_note,
        )


@strawberry.input(description="What the unit's people have room for in the cycle.")
class NoteCapacityInput:
    idempotency_key: str = inputs.idempotency_key()
    okr_set: strawberry.ID = strawberry.field(description="The OKR set.")
    capacity_note: str = strawberry.field(description="In the unit's own words.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> okr_sets.NoteCapacity:
        """Return what the operation needs."""
        return okr_sets.NoteCapacity(
            okr_set=inputs.own_id("OkrSet", self.okr_set, field="okrSet"),
            capacity_note=self.capacity_note,
            expected_version=self.expected_version,
        )


@strawberry.input(description="An OKR set to be shown to everybody.")
class ProposeOkrSetInput:
    idempotency_key: str = inputs.idempotency_key()
    okr_set: strawberry.ID = strawberry.field(description="The OKR set.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> okr_sets.TurnOkrSet:
        """Return what the operation needs."""
        return okr_sets.TurnOkrSet(
            okr_set=inputs.own_id("OkrSet", self.okr_set, field="okrSet"), expected_version=self.expected_version
        )


@strawberry.input(description="An OKR set that was agreed with the others concerned.")
class AlignOkrSetInput:
    idempotency_key: str = inputs.idempotency_key()
    okr_set: strawberry.ID = strawberry.field(description="The OKR set.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> okr_sets.TurnOkrSet:
        """Return what the operation needs."""
        return okr_sets.TurnOkrSet(
            okr_set=inputs.own_id("OkrSet", self.okr_set, field="okrSet"), expected_version=self.expected_version
        )


@strawberry.input(description="An OKR set that the unit commits to.")
class CommitOkrSetInput:
    idempotency_key: str = inputs.idempotency_key()
    okr_set: strawberry.ID = strawberry.field(description="The OKR set.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> okr_sets.TurnOkrSet:
        """Return what the operation needs."""
        return okr_sets.TurnOkrSet(
            okr_set=inputs.own_id("OkrSet", self.okr_set, field="okrSet"), expected_version=self.expected_version
        )


@strawberry.input(description="An OKR set to be written again.")
class ReopenOkrSetInput:
    idempotency_key: str = inputs.idempotency_key()
    okr_set: strawberry.ID = strawberry.field(description="The OKR set.")
    reason: str = strawberry.field(default="", description="Why; a committed set needs one.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> okr_sets.ReopenOkrSet:
        """Return what the operation needs."""
        return okr_sets.ReopenOkrSet(
            okr_set=inputs.own_id("OkrSet", self.okr_set, field="okrSet"),
            expected_version=self.expected_version,
            reason=self.reason,
        )


@strawberry.type
class OkrSetPayload:
    okr_set_id: strawberry.Private[UUID | None] = None
    okr_set: links.OkrSet | None = selection.by_id(
        "okr_set_id", description="The OKR set as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The draft that was opened.")
class OpenOkrSetPayload(OkrSetPayload): ...


@strawberry.type(description="The OKR set with its note.")
class NoteCapacityPayload(OkrSetPayload): ...


@strawberry.type(description="The OKR set that everybody sees now.")
class ProposeOkrSetPayload(OkrSetPayload): ...


@strawberry.type(description="The OKR set that was aligned.")
class AlignOkrSetPayload(OkrSetPayload): ...


@strawberry.type(description="The OKR set that the unit commits to; or all that is missing.")
class CommitOkrSetPayload(OkrSetPayload): ...


@strawberry.type(description="The OKR set that may be written again.")
class ReopenOkrSetPayload(OkrSetPayload): ...


@strawberry.type
class OkrSetMutations:
    @strawberry.mutation(
        description="Open a draft of a unit's OKRs of a cycle; one per unit and cycle.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(OpenOkrSetPayload)],
    )
    async def open_okr_set(self, info: Info, input: OpenOkrSetInput) -> OpenOkrSetPayload:
        return OpenOkrSetPayload(okr_set_id=await inputs.perform(info, okr_sets.open_okr_set, input))

    @strawberry.mutation(
        description="Note what the unit has room for in the cycle.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(NoteCapacityPayload)],
    )
    async def note_capacity(self, info: Info, input: NoteCapacityInput) -> NoteCapacityPayload:
        return NoteCapacityPayload(okr_set_id=await inputs.perform(info, okr_sets.note_capacity, input))

    @strawberry.mutation(
        description="Show a draft to everybody.",
        extensions=[Requires(Right.REVISE_OKRS), ProblemsInPayload(ProposeOkrSetPayload)],
    )
    async def propose_okr_set(self, info: Info, input: ProposeOkrSetInput) -> ProposeOkrSetPayload:
        return ProposeOkrSetPayload(okr_set_id=await inputs.perform(info, okr_sets.propose_okr_set, input))

    @strawberry.mutation(
        description="Say that an OKR set was agreed with the others concerned.",
        extensions=[Requires(Right.COMMIT_OKRS), ProblemsInPayload(AlignOkrSetPayload)],
    )
    async def align_okr_set(self, info: Info, input: AlignOkrSetInput) -> AlignOkrSetPayload:
        return AlignOkrSetPayload(okr_set_id=await inputs.perform(info, okr_sets.align_okr_set, input))

    @strawberry.mutation(
        description="Commit the unit to its OKRs. What is missing is listed, each with the record to mend.",
        extensions=[Requires(Right.COMMIT_OKRS), ProblemsInPayload(CommitOkrSetPayload)],
    )
    async def commit_okr_set(self, info: Info, input: CommitOkrSetInput) -> CommitOkrSetPayload:
        return CommitOkrSetPayload(okr_set_id=await inputs.perform(info, okr_sets.commit_okr_set, input))

    @strawberry.mutation(
        description="Bring an OKR set one stage back: a committed or aligned one to proposed, a proposed one to draft.",
        extensions=[Requires(Right.COMMIT_OKRS), ProblemsInPayload(ReopenOkrSetPayload)],
    )
    async def reopen_okr_set(self, info: Info, input: ReopenOkrSetInput) -> ReopenOkrSetPayload:
        return ReopenOkrSetPayload(okr_set_id=await inputs.perform(info, okr_sets.reopen_okr_set, input))
