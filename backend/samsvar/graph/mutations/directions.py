"""What can be done with mission, vision and strategies."""

from uuid import UUID

import strawberry

from samsvar.domain import directions as domain
from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.directions import DirectionKind
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import directions


@strawberry.input(description="A mission, a vision or a strategy that holds from today.")
class StateDirectionInput:
    idempotency_key: str = inputs.idempotency_key()
    kind: DirectionKind = strawberry.field(description="Which of them; there is one mission and one vision at a time.")
    title: str = strawberry.field(description="What it is called.")
    text: str = strawberry.field(default="", description="What it says.")
    horizon_years: int = strawberry.field(default=10, description="How many years it looks ahead, 1 to 30.")

    def draft(self) -> directions.StateDirection:
        """Return what the operation needs."""
        return directions.StateDirection(
            kind=domain.DirectionKind(self.kind.name),
            title=self.title,
            text=self.text,
            horizon_years=self.horizon_years,
        )


@strawberry.input(description="Other words for a direction, from today: a new version that supersedes this one.")
class ReviseDirectionInput:
    idempotency_key: str = inputs.idempotency_key()
    direction: strawberry.ID = strawberry.field(description="The version that holds.")
    title: str | None = strawberry.field(default=None, description="What it is called; left out, it stays.")
    text: str | None = strawberry.field(default=None, description="What it says; left out, it stays.")
    horizon_years: int | None = strawberry.field(
        default=None, description="How many years it looks ahead; left out, it stays."
    )
    reason: str = strawberry.field(description="Why it is changed; kept with the new version.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> directions.ReviseDirection:
        """Return what the operation needs."""
        return directions.ReviseDirection(
            direction=inputs.own_id("Direction", self.direction, field="direction"),
            title=self.title,
            text=self.text,
            horizon_years=self.horizon_years,
            reason=self.reason,
            expected_version=self.expected_version,
        )


@strawberry.input(description="The end of a direction that nothing follows.")
class RetireDirectionInput:
    idempotency_key: str = inputs.idempotency_key()
    direction: strawberry.ID = strawberry.field(description="The version that holds.")
    reason: str = strawberry.field(description="Why; kept with it.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> directions.RetireDirection:
        """Return what the operation needs."""
        return directions.RetireDirection(
            direction=inputs.own_id("Direction", self.direction, field="direction"),
            reason=self.reason,
            expected_version=self.expected_version,
        )


@strawberry.input(description="A retired direction that holds again.")
class RestoreDirectionInput:
    idempotency_key: str = inputs.idempotency_key()
    direction: strawberry.ID = strawberry.field(description="Its last version.")
    reason: str = strawberry.field(default="", description="Why; kept with the new version, if one is made.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> directions.RestoreDirection:
        """Return what the operation needs."""
        return directions.RestoreDirection(
            direction=inputs.own_id("Direction", self.direction, field="direction"),
            reason=self.reason,
            expected_version=self.expected_version,
        )


@strawberry.input(description="All strategies that hold in a new order.")
class ReorderStrategiesInput:
    idempotency_key: str = inputs.idempotency_key()
    order: list[strawberry.ID] = strawberry.field(description="Every strategy that holds, once.")

    def draft(self) -> directions.ReorderStrategies:
        """Return what the operation needs."""
        return directions.ReorderStrategies(order=inputs.own_ids("Direction", self.order, field="order"))


@strawberry.type
class DirectionPayload:
    direction_id: strawberry.Private[UUID | None] = None
    direction: links.Direction | None = selection.by_id(
        "direction_id", description="The version that holds now, or the one retired; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The direction that was stated.")
class StateDirectionPayload(DirectionPayload): ...


@strawberry.type(description="The new version.")
class ReviseDirectionPayload(DirectionPayload): ...


@strawberry.type(description="The direction that was retired.")
class RetireDirectionPayload(DirectionPayload): ...


@strawberry.type(description="The direction that holds again.")
class RestoreDirectionPayload(DirectionPayload): ...


@strawberry.type(description="The strategies in their new order.")
class ReorderStrategiesPayload:
    organisation_id: strawberry.Private[UUID | None] = None
    organisation: links.Organisation | None = selection.by_id(
        "organisation_id", description="Whose strategies they are; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type
class DirectionMutations:
    @strawberry.mutation(
        description="State a mission, a vision or a strategy.",
        extensions=[Requires(Right.STEER), ProblemsInPayload(StateDirectionPayload)],
    )
    async def state_direction(self, info: Info, input: StateDirectionInput) -> StateDirectionPayload:
        return StateDirectionPayload(direction_id=await inputs.perform(info, directions.state_direction, input))

    @strawberry.mutation(
        description="Let a new version supersede a direction. Moals that are not decided serve the new one.",
        extensions=[Requires(Right.STEER), ProblemsInPayload(ReviseDirectionPayload)],
    )
    async def revise_direction(self, info: Info, input: ReviseDirectionInput) -> ReviseDirectionPayload:
        return ReviseDirectionPayload(direction_id=await inputs.perform(info, directions.revise_direction, input))

    @strawberry.mutation(
        description="Let a direction no longer hold. It stays readable.",
        extensions=[Requires(Right.STEER), ProblemsInPayload(RetireDirectionPayload)],
    )
    async def retire_direction(self, info: Info, input: RetireDirectionInput) -> RetireDirectionPayload:
        return RetireDirectionPayload(direction_id=await inputs.perform(info, directions.retire_direction, input))

    @strawberry.mutation(
        description="Let a retired direction hold again: the same version on the day of its end, a new one later.",
        extensions=[Requires(Right.STEER), ProblemsInPayload(RestoreDirectionPayload)],
    )
    async def restore_direction(self, info: Info, input: RestoreDirectionInput) -> RestoreDirectionPayload:
        return RestoreDirectionPayload(direction_id=await inputs.perform(info, directions.restore_direction, input))

    @strawberry.mutation(
        description="Put the strategies into a new order.",
        extensions=[Requires(Right.STEER), ProblemsInPayload(ReorderStrategiesPayload)],
    )
    async def reorder_strategies(self, info: Info, input: ReorderStrategiesInput) -> ReorderStrategiesPayload:
        return ReorderStrategiesPayload(
            organisation_id=await inputs.perform(info, directions.reorder_strategies, input)
        )
