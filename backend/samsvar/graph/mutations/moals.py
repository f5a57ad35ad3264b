"""What can be done with Moals."""

from uuid import UUID

import strawberry

from samsvar.domain import moals as domain
from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.moals import MoalState
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import moals


@strawberry.input(description="A Moal for the company or a division; any unit may propose one.")
class ProposeMoalInput:
    idempotency_key: str = inputs.idempotency_key()
    unit: strawberry.ID = strawberry.field(description="Whose goal it shall be: the company or a division.")
    proposed_by: strawberry.ID = strawberry.field(description="The unit that proposes it: one of yours.")
    year: int = strawberry.field(description="The year that it is for.")
    title: str = strawberry.field(description="What is wanted, in words.")
    why: str = strawberry.field(default="", description="Why it is wanted.")
    directions: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The directions that it serves."
    )

    def draft(self) -> moals.ProposeMoal:
        """Return what the operation needs."""
        return moals.ProposeMoal(
            unit=inputs.own_id("Unit", self.unit, field="unit"),
            proposed_by=inputs.own_id("Unit", self.proposed_by, field="proposedBy"),
            year=self.year,
            title=self.title,
            why=self.why,
            directions=inputs.own_ids("Direction", self.directions, field="directions"),
        )


@strawberry.input(description="Other words for a Moal.")
class ReviseMoalInput:
    idempotency_key: str = inputs.idempotency_key()
    moal: strawberry.ID = strawberry.field(description="The Moal.")
    year: int | None = strawberry.field(default=None, description="Its year; left out, it stays.")
    title: str | None = strawberry.field(default=None, description="What is wanted; left out, it stays.")
    why: str | None = strawberry.field(default=None, description="Why it is wanted; left out, it stays.")
    directions: list[strawberry.ID] | None = strawberry.field(
        default=None, description="All directions that it serves; left out, they stay."
    )
    reason: str = strawberry.field(default="", description="Why it is changed.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> moals.ReviseMoal:
        """Return what the operation needs."""
        return moals.ReviseMoal(
            moal=inputs.own_id("Moal", self.moal, field="moal"),
            year=self.year,
            title=self.title,
            why=self.why,
            directions=None
            if self.directions is None
            else inputs.own_ids("Direction", self.directions, field="directions"),
            reason=self.reason,
            expected_version=self.expected_version,
        )


@strawberry.input(description="The agreement of the unit that the Moal is for.")
class AgreeMoalInput:
    idempotency_key: str = inputs.idempotency_key()
    moal: strawberry.ID = strawberry.field(description="The Moal.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> moals.AgreeMoal:
        """Return what the operation needs."""
        return moals.AgreeMoal(
            moal=inputs.own_id("Moal", self.moal, field="moal"), expected_version=self.expected_version
        )


@strawberry.input(description="A Moal that was reached.")
class AchieveMoalInput:
    idempotency_key: str = inputs.idempotency_key()
    moal: strawberry.ID = strawberry.field(description="The Moal.")
    reason: str = strawberry.field(default="", description="By what one sees it.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> moals.AchieveMoal:
        """Return what the operation needs."""
        return moals.AchieveMoal(
            moal=inputs.own_id("Moal", self.moal, field="moal"),
            reason=self.reason,
            expected_version=self.expected_version,
        )


@strawberry.input(description="A Moal that is given up.")
class DropMoalInput:
    idempotency_key: str = inputs.idempotency_key()
    moal: strawberry.ID = strawberry.field(description="The Moal.")
    reason: str = strawberry.field(description="Why.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> moals.DropMoal:
        """Return what the operation needs."""
        return moals.DropMoal(
            moal=inputs.own_id("Moal", self.moal, field="moal"),
            reason=self.reason,
            expected_version=self.expected_version,
        )


@strawberry.input(description="A decision on a Moal that is taken back.")
class ReopenMoalInput:
    idempotency_key: str = inputs.idempotency_key()
    moal: strawberry.ID = strawberry.field(description="The Moal.")
    to: MoalState = strawberry.field(
        description="What it was before: PROPOSED when it was agreed, AGREED when achieved, either when dropped."
    )
    reason: str = strawberry.field(default="", description="Why.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> moals.ReopenMoal:
        """Return what the operation needs."""
        return moals.ReopenMoal(
            moal=inputs.own_id("Moal", self.moal, field="moal"),
            to=domain.MoalState(self.to.name),
            reason=self.reason,
            expected_version=self.expected_version,
        )


@strawberry.type
class MoalPayload:
    moal_id: strawberry.Private[UUID | None] = None
    moal: links.Moal | None = selection.by_id("moal_id", description="The Moal as it is now; null when refused.")
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The Moal that was proposed.")
class ProposeMoalPayload(MoalPayload): ...


@strawberry.type(description="The Moal that was revised.")
class ReviseMoalPayload(MoalPayload): ...


@strawberry.type(description="The Moal that was agreed.")
class AgreeMoalPayload(MoalPayload): ...


@strawberry.type(description="The Moal that was reached.")
class AchieveMoalPayload(MoalPayload): ...


@strawberry.type(description="The Moal that was given up.")
class DropMoalPayload(MoalPayload): ...


@strawberry.type(description="The Moal as it was before the decision.")
class ReopenMoalPayload(MoalPayload): ...


@strawberry.type
class MoalMutations:
    @strawberry.mutation(
        description="Propose a Moal for the company or a division.",
        extensions=[Requires(Right.PROPOSE_MOALS), ProblemsInPayload(ProposeMoalPayload)],
    )
    async def propose_moal(self, info: Info, input: ProposeMoalInput) -> ProposeMoalPayload:
        return ProposeMoalPayload(moal_id=await inputs.perform(info, moals.propose_moal, input))

    @strawberry.mutation(
        description="Find other words for a Moal: for who proposed it until it is agreed, and for its unit.",
        extensions=[Requires(Right.PROPOSE_MOALS, Right.STEER), ProblemsInPayload(ReviseMoalPayload)],
    )
    async def revise_moal(self, info: Info, input: ReviseMoalInput) -> ReviseMoalPayload:
        return ReviseMoalPayload(moal_id=await inputs.perform(info, moals.revise_moal, input))

    @strawberry.mutation(
        description="Agree to a Moal for the unit that it is for: OKRs contribute to it from now on.",
        extensions=[Requires(Right.STEER), ProblemsInPayload(AgreeMoalPayload)],
    )
    async def agree_moal(self, info: Info, input: AgreeMoalInput) -> AgreeMoalPayload:
        return AgreeMoalPayload(moal_id=await inputs.perform(info, moals.agree_moal, input))

    @strawberry.mutation(
        description="Say that a Moal was reached.",
        extensions=[Requires(Right.STEER), ProblemsInPayload(AchieveMoalPayload)],
    )
    async def achieve_moal(self, info: Info, input: AchieveMoalInput) -> AchieveMoalPayload:
        return AchieveMoalPayload(moal_id=await inputs.perform(info, moals.achieve_moal, input))

    @strawberry.mutation(
        description="Give a Moal up; who proposed it may withdraw it until it is agreed.",
        extensions=[Requires(Right.PROPOSE_MOALS, Right.STEER), ProblemsInPayload(DropMoalPayload)],
    )
    async def drop_moal(self, info: Info, input: DropMoalInput) -> DropMoalPayload:
        return DropMoalPayload(moal_id=await inputs.perform(info, moals.drop_moal, input))

    @strawberry.mutation(
        description="Take a decision on a Moal back: for its unit, and for who withdrew their own proposal.",
        extensions=[Requires(Right.PROPOSE_MOALS, Right.STEER), ProblemsInPayload(ReopenMoalPayload)],
    )
    async def reopen_moal(self, info: Info, input: ReopenMoalInput) -> ReopenMoalPayload:
        return ReopenMoalPayload(moal_id=await inputs.perform(info, moals.reopen_moal, input))
