"""What can be done to carry objectives over into another cycle."""

from uuid import UUID

import strawberry

from samsvar.domain import carry_overs as domain
from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.carry_overs import BaselineRule
from samsvar.graph.context import Info
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import carry_overs


@strawberry.input(description="An objective of an earlier cycle, to be taken into a set of the same unit.")
class CarryOverObjectiveInput:
    idempotency_key: str = inputs.idempotency_key()
    objective: strawberry.ID = strawberry.field(description="The objective of the earlier cycle; it stays as it is.")
    okr_set: strawberry.ID = strawberry.field(description="The set that is being written.")
    baseline_rule: BaselineRule = strawberry.field(
        default=BaselineRule.RESTART_AT_CURRENT, description="Where the way of its key results begins."
    )
    why_again: str = strawberry.field(default="", description="Why again; asked for from the second time on.")

    def draft(self) -> carry_overs.CarryOverObjective:
        """Return what the operation needs."""
        return carry_overs.CarryOverObjective(
            objective=inputs.own_id("Objective", self.objective, field="objective"),
            okr_set=inputs.own_id("OkrSet", self.okr_set, field="okrSet"),
            baseline_rule=domain.BaselineRule[self.baseline_rule.name],
            why_again=self.why_again,
        )


@strawberry.type(description="The objective as it was taken over.")
class CarryOverObjectivePayload:
    objective_id: strawberry.Private[UUID | None] = None
    objective: links.Objective | None = selection.by_id(
        "objective_id", description="The new objective, with its key results; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type
class CarryOverMutations:
    @strawberry.mutation(
        description="Take an open objective of an earlier cycle over into a set that is being written.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(CarryOverObjectivePayload)],
    )
    async def carry_over_objective(self, info: Info, input: CarryOverObjectiveInput) -> CarryOverObjectivePayload:
        return CarryOverObjectivePayload(
            objective_id=await inputs.perform(info, carry_overs.carry_over_objective, input)
        )
