"""What can be done with cycles."""

import datetime as dt
from uuid import UUID

import strawberry

from samsvar.domain import cycles as domain
from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.cycles import CycleState
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import cycles


@strawberry.input(description="A new cycle of 80 to 130 days that overlaps with no other.")
class PlanCycleInput:
    idempotency_key: str = inputs.idempotency_key()
    name: str = strawberry.field(description="What it is called, such as 2026 T1.")
    starts_on: dt.date = strawberry.field(description="Its first day.")
    ends_on: dt.date = strawberry.field(description="Its last day.")

    def draft(self) -> cycles.PlanCycle:
        """Return what the operation needs."""
        return cycles.PlanCycle(name=self.name, starts_on=self.starts_on, ends_on=self.ends_on)


@strawberry.input(description="Another name or other days for a cycle.")
class RescheduleCycleInput:
    idempotency_key: str = inputs.idempotency_key()
    cycle: strawberry.ID = strawberry.field(description="The cycle.")
    name: str | None = strawberry.field(default=None, description="Its name; left out, it stays.")
    starts_on: dt.date | None = strawberry.field(
        default=None, description="Its first day; left out, it stays. It can't change once the cycle runs."
    )
    ends_on: dt.date | None = strawberry.field(default=None, description="Its last day; left out, it stays.")
    reason: str = strawberry.field(default="", description="Why.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> cycles.RescheduleCycle:
        """Return what the operation needs."""
        return cycles.RescheduleCycle(
            cycle=inputs.own_id("Cycle", self.cycle, field="cycle"),
            name=self.name,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            reason=self.reason,
            expected_version=self.expected_version,
        )


@strawberry.input(description="The next state of a cycle.")
class AdvanceCycleInput:
    idempotency_key: str = inputs.idempotency_key()
    cycle: strawberry.ID = strawberry.field(description="The cycle.")
    to: CycleState = strawberry.field(description="Its next state; ALIGNING may be left out.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> cycles.AdvanceCycle:
        """Return what the operation needs."""
        return cycles.AdvanceCycle(
            cycle=inputs.own_id("Cycle", self.cycle, field="cycle"),
            to=domain.CycleState(self.to.name),
            expected_version=self.expected_version,
        )


@strawberry.type
class CyclePayload:
    cycle_id: strawberry.Private[UUID | None] = None
    cycle: links.Cycle | None = selection.by_id("cycle_id", description="The cycle as it is now; null when refused.")
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The cycle that was planned.")
class PlanCyclePayload(CyclePayload): ...


@strawberry.type(description="The cycle that was rescheduled.")
class RescheduleCyclePayload(CyclePayload): ...


@strawberry.type(description="The cycle that went on.")
class AdvanceCyclePayload(CyclePayload): ...


@strawberry.type
class CycleMutations:
    @strawberry.mutation(
        description="Plan a cycle.",
        extensions=[Requires(Right.MANAGE_CYCLES), ProblemsInPayload(PlanCyclePayload)],
    )
    async def plan_cycle(self, info: Info, input: PlanCycleInput) -> PlanCyclePayload:
        return PlanCyclePayload(cycle_id=await inputs.perform(info, cycles.plan_cycle, input))

    @strawberry.mutation(
        description="Give a cycle another name or other days.",
        extensions=[Requires(Right.MANAGE_CYCLES), ProblemsInPayload(RescheduleCyclePayload)],
    )
    async def reschedule_cycle(self, info: Info, input: RescheduleCycleInput) -> RescheduleCyclePayload:
        return RescheduleCyclePayload(cycle_id=await inputs.perform(info, cycles.reschedule_cycle, input))

    @strawberry.mutation(
        description="Take a cycle to its next state. It never goes back.",
        extensions=[Requires(Right.MANAGE_CYCLES), ProblemsInPayload(AdvanceCyclePayload)],
    )
    async def advance_cycle(self, info: Info, input: AdvanceCycleInput) -> AdvanceCyclePayload:
        return AdvanceCyclePayload(cycle_id=await inputs.perform(info, cycles.advance_cycle, input))
