"""What can be done with objectives."""

from uuid import UUID

import strawberry

from samsvar.domain import objectives as domain
from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.objectives import ObjectiveKind
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import objectives


@strawberry.input(description="A new objective at the end of an OKR set.")
class DraftObjectiveInput:
    idempotency_key: str = inputs.idempotency_key()
    okr_set: strawberry.ID = strawberry.field(description="The OKR set.")
    title: str = strawberry.field(description="What is wanted, in words; numbers belong to key results.")
    why: str = strawberry.field(default="", description="Why it is wanted.")
    kind: ObjectiveKind = strawberry.field(default=ObjectiveKind.COMMITTED, description="What counts as a success.")
    stands_alone_reason: str | None = strawberry.field(
        default=None, description="Why it contributes to nothing above, if that is so."
    )

    def draft(self) -> objectives.DraftObjective:
        """Return what the operation needs."""
        return objectives.DraftObjective(
            okr_set=inputs.own_id("OkrSet", self.okr_set, field="okrSet"),
            title=self.title,
            why=self.why,
            kind=domain.ObjectiveKind(self.kind.name),
            stands_alone_reason=self.stands_alone_reason,
        )


@strawberry.input(description="An objective in other words.")
class ReviseObjectiveInput:
    idempotency_key: str = inputs.idempotency_key()
    objective: strawberry.ID = strawberry.field(description="The objective.")
    title: str | None = strawberry.field(default=None, description="What is wanted; left out, it stays.")
    why: str | None = strawberry.field(default=None, description="Why it is wanted; left out, it stays.")
    kind: ObjectiveKind | None = strawberry.field(
        default=None, description="What counts as a success; left out, it stays."
    )
    stands_alone_reason: str | None = strawberry.field(
        default=None, description="Why it contributes to nothing above; left out, it stays; empty, it is taken away."
    )
    reason: str = strawberry.field(default="", description="Why it is changed; needed once the unit has committed.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> objectives.ReviseObjective:
        """Return what the operation needs."""
        return objectives.ReviseObjective(
            objective=inputs.own_id("Objective", self.objective, field="objective"),
            expected_version=self.expected_version,
            title=self.title,
            why=self.why,
            kind=None if self.kind is None else domain.ObjectiveKind(self.kind.name),
            stands_alone_reason=self.stands_alone_reason,
            reason=self.reason,
        )


@strawberry.input(description="The objectives of an OKR set in a new order.")
class ReorderObjectivesInput:
    idempotency_key: str = inputs.idempotency_key()
    okr_set: strawberry.ID = strawberry.field(description="The OKR set.")
    order: list[strawberry.ID] = strawberry.field(
        description="Its objectives, the first one first; what came meanwhile and isn't named keeps its place."
    )

    def draft(self) -> objectives.ReorderObjectives:
        """Return what the operation needs."""
        return objectives.ReorderObjectives(
            okr_set=inputs.own_id("OkrSet", self.okr_set, field="okrSet"),
            order=inputs.own_ids("Objective", self.order, field="order"),
        )


@strawberry.input(description="A unit that co-owns an objective.")
class CoOwnerInput:
    unit: strawberry.ID = strawberry.field(description="The unit.")
    share: float = strawberry.field(description="How much of it the unit brings, between 0 and 1.")


@strawberry.input(description="The units that co-own an objective with the one whose OKR set it stands in.")
class ShareObjectiveInput:
    idempotency_key: str = inputs.idempotency_key()
    objective: strawberry.ID = strawberry.field(description="The objective.")
    co_owners: list[CoOwnerInput] = strawberry.field(
        description="All of them, in place of those that were; what they leave is the owner's."
    )
    expected_version: int = inputs.expected_version()

    def draft(self) -> objectives.ShareObjective:
        """Return what the operation needs."""
        return objectives.ShareObjective(
            objective=inputs.own_id("Objective", self.objective, field="objective"),
            co_owners=tuple(
                (inputs.own_id("Unit", each.unit, field=f"coOwners.{index}.unit"), inputs.exact(each.share))
                for index, each in enumerate(self.co_owners)
            ),
            expected_version=self.expected_version,
        )


@strawberry.input(description="An objective to be taken out of an OKR set that is still being written.")
class DropObjectiveInput:
    idempotency_key: str = inputs.idempotency_key()
    objective: strawberry.ID = strawberry.field(description="The objective.")
    reason: str = strawberry.field(default="", description="Why.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> objectives.DropObjective:
        """Return what the operation needs."""
        return objectives.DropObjective(
            objective=inputs.own_id("Objective", self.objective, field="objective"),
            expected_version=self.expected_version,
            reason=self.reason,
        )


@strawberry.input(description="An objective that was dropped, to be brought back into its OKR set.")
class RestoreObjectiveInput:
    idempotency_key: str = inputs.idempotency_key()
    objective: strawberry.ID = strawberry.field(description="The objective, by the id that it had.")

    def draft(self) -> objectives.RestoreObjective:
        """Return what the operation needs."""
        return objectives.RestoreObjective(objective=inputs.own_id("Objective", self.objective, field="objective"))


@strawberry.type
class ObjectivePayload:
    objective_id: strawberry.Private[UUID | None] = None
    objective: links.Objective | None = selection.by_id(
        "objective_id", description="The objective as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The objective that was drafted.")
class DraftObjectivePayload(ObjectivePayload): ...


@strawberry.type(description="The objective that was revised.")
class ReviseObjectivePayload(ObjectivePayload): ...


@strawberry.type(description="The objective with its co-owners.")
class ShareObjectivePayload(ObjectivePayload): ...


@strawberry.type(description="The objective that is back.")
class RestoreObjectivePayload(ObjectivePayload): ...


@strawberry.type
class ObjectivesPayload:
    okr_set_id: strawberry.Private[UUID | None] = None
    okr_set: links.OkrSet | None = selection.by_id(
        "okr_set_id", description="The OKR set as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The OKR set in its new order.")
class ReorderObjectivesPayload(ObjectivesPayload): ...


@strawberry.type(description="The OKR set without the objective.")
class DropObjectivePayload(ObjectivesPayload): ...


@strawberry.type
class ObjectiveMutations:
    @strawberry.mutation(
        description="Write a new objective into an OKR set.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(DraftObjectivePayload)],
    )
    async def draft_objective(self, info: Info, input: DraftObjectiveInput) -> DraftObjectivePayload:
        return DraftObjectivePayload(objective_id=await inputs.perform(info, objectives.draft_objective, input))

    @strawberry.mutation(
        description="Put an objective into other words.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(ReviseObjectivePayload)],
    )
    async def revise_objective(self, info: Info, input: ReviseObjectiveInput) -> ReviseObjectivePayload:
        return ReviseObjectivePayload(objective_id=await inputs.perform(info, objectives.revise_objective, input))

    @strawberry.mutation(
        description="Put the objectives of an OKR set into a new order.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(ReorderObjectivesPayload)],
    )
    async def reorder_objectives(self, info: Info, input: ReorderObjectivesInput) -> ReorderObjectivesPayload:
        return ReorderObjectivesPayload(okr_set_id=await inputs.perform(info, objectives.reorder_objectives, input))

    @strawberry.mutation(
        description="Say which units co-own an objective.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(ShareObjectivePayload)],
    )
    async def share_objective(self, info: Info, input: ShareObjectiveInput) -> ShareObjectivePayload:
        return ShareObjectivePayload(objective_id=await inputs.perform(info, objectives.share_objective, input))

    @strawberry.mutation(
        description="Take an objective, with its key results and links, out of an OKR set that is still being written.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(DropObjectivePayload)],
    )
    async def drop_objective(self, info: Info, input: DropObjectiveInput) -> DropObjectivePayload:
        return DropObjectivePayload(okr_set_id=await inputs.perform(info, objectives.drop_objective, input))

    @strawberry.mutation(
        description=(
            "Bring a dropped objective back, with its key results, and those of its links that can still be;"
            " for 30 days after it was dropped."
        ),
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(RestoreObjectivePayload)],
    )
    async def restore_objective(self, info: Info, input: RestoreObjectiveInput) -> RestoreObjectivePayload:
        return RestoreObjectivePayload(objective_id=await inputs.perform(info, objectives.restore_objective, input))
