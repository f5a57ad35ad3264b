"""What can be done with key results."""

from uuid import UUID

import strawberry

from samsvar.domain import key_results as domain
from samsvar.domain import metrics as metric_domain
from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.key_results import KeyResultKind
from samsvar.graph.metrics import GoodDirection
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import key_results


@strawberry.input(description="A metric that doesn't exist yet; the unit of the key result will own it.")
class NewMetricInput:
    name: str = strawberry.field(description="What is counted.")
    measure: str = strawberry.field(default="", description='How it is counted: "%", "NOK", "s".')
    good_direction: GoodDirection = strawberry.field(default=GoodDirection.UP, description="Which way is good.")


@strawberry.input(description="A step of a milestone.")
class MilestoneStepInput:
    title: str = strawberry.field(description="What is reached.")
    share: float = strawberry.field(description="Its part of the way; all steps together are 1.")


@strawberry.input(
    description="What a key result is measured by. What isn't known yet may follow until the unit commits to it."
)
class KeyResultMeasureInput:
    kind: KeyResultKind = strawberry.field(description="How it is proven.")
    metric: strawberry.ID | None = strawberry.field(default=None, description="A metric that exists.")
    new_metric: NewMetricInput | None = strawberry.field(default=None, description="Or one that doesn't yet.")
    baseline: float | None = strawberry.field(default=None, description="Where the way begins.")
    target: float | None = strawberry.field(default=None, description="Where it ends; never the baseline.")
    stretch: float | None = strawberry.field(default=None, description="Beyond the target: a wish, never counted.")
    band_low: float | None = strawberry.field(default=None, description="The lower end of what is to be maintained.")
    band_high: float | None = strawberry.field(default=None, description="The upper end of what is to be maintained.")
    steps: list[MilestoneStepInput] = strawberry.field(default_factory=list, description="A milestone's, in order.")

    def measured(self) -> key_results.Measured:
        """Return what the operation needs."""
        return key_results.Measured(
            kind=domain.KeyResultKind(self.kind.name),
            metric=None if self.metric is None else inputs.own_id("Metric", self.metric, field="metric"),
            new_metric=None
            if self.new_metric is None
            else key_results.NewMetric(
                name=self.new_metric.name,
                measure=self.new_metric.measure,
                good_direction=metric_domain.GoodDirection(self.new_metric.good_direction.name),
            ),
            baseline=inputs.exact_or_none(self.baseline),
            target=inputs.exact_or_none(self.target),
            stretch=inputs.exact_or_none(self.stretch),
            band_low=inputs.exact_or_none(self.band_low),
            band_high=inputs.exact_or_none(self.band_high),
            steps=tuple((step.title, inputs.exact(step.share)) for step in self.steps),
        )


@strawberry.input(description="A new key result at the end of an objective.")
class DraftKeyResultInput:
    idempotency_key: str = inputs.idempotency_key()
    objective: strawberry.ID = strawberry.field(description="The objective that it proves.")
    title: str = strawberry.field(description="What it says.")
    measured: KeyResultMeasureInput = strawberry.field(description="What it is measured by.")
    weight: float = strawberry.field(default=1.0, description="How much it counts beside the others.")
    caretaker: strawberry.ID | None = strawberry.field(
        default=None, description="The unit that looks after it, when it isn't the objective's own."
    )

    def draft(self) -> key_results.DraftKeyResult:
        """Return what the operation needs."""
        return key_results.DraftKeyResult(
            objective=inputs.own_id("Objective", self.objective, field="objective"),
            title=self.title,
            measured=self.measured.measured(),
            weight=inputs.exact(self.weight),
            caretaker=None if self.caretaker is None else inputs.own_id("Unit", self.caretaker, field="caretaker"),
        )


@strawberry.input(description="A key result as it is to be.")
class ReviseKeyResultInput:
    idempotency_key: str = inputs.idempotency_key()
    key_result: strawberry.ID = strawberry.field(description="The key result.")
    title: str | None = strawberry.field(default=None, description="What it says; left out, it stays.")
    measured: KeyResultMeasureInput | None = strawberry.field(
        default=None, description="What it is measured by, as a whole; left out, all of it stays."
    )
    weight: float | None = strawberry.field(default=None, description="How much it counts; left out, it stays.")
    caretaker: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="The unit that looks after it; left out, it stays; null, there is none."
    )
    reason: str = strawberry.field(default="", description="Why it is changed; needed once the unit has committed.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> key_results.ReviseKeyResult:
        """Return what the operation needs."""
        keeps = self.caretaker is strawberry.UNSET
        named = None if keeps else self.caretaker
        return key_results.ReviseKeyResult(
            key_result=inputs.own_id("KeyResult", self.key_result, field="keyResult"),
            expected_version=self.expected_version,
            title=self.title,
            measured=None if self.measured is None else self.measured.measured(),
            weight=inputs.exact_or_none(self.weight),
            caretaker=None if named is None else inputs.own_id("Unit", named, field="caretaker"),
            keeps_caretaker=keeps,
            reason=self.reason,
        )


@strawberry.input(description="The key results of an objective in a new order.")
class ReorderKeyResultsInput:
    idempotency_key: str = inputs.idempotency_key()
    objective: strawberry.ID = strawberry.field(description="The objective.")
    order: list[strawberry.ID] = strawberry.field(
        description="Its key results, the first one first; what came meanwhile and isn't named keeps its place."
    )

    def draft(self) -> key_results.ReorderKeyResults:
        """Return what the operation needs."""
        return key_results.ReorderKeyResults(
            objective=inputs.own_id("Objective", self.objective, field="objective"),
            order=inputs.own_ids("KeyResult", self.order, field="order"),
        )


@strawberry.input(description="A key result to be taken out of an OKR set that is still being written.")
class DropKeyResultInput:
    idempotency_key: str = inputs.idempotency_key()
    key_result: strawberry.ID = strawberry.field(description="The key result.")
    reason: str = strawberry.field(default="", description="Why.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> key_results.DropKeyResult:
        """Return what the operation needs."""
        return key_results.DropKeyResult(
            key_result=inputs.own_id("KeyResult", self.key_result, field="keyResult"),
            expected_version=self.expected_version,
            reason=self.reason,
        )


@strawberry.input(description="A key result that was dropped, to be brought back to its objective.")
class RestoreKeyResultInput:
    idempotency_key: str = inputs.idempotency_key()
    key_result: strawberry.ID = strawberry.field(description="The key result, by the id that it had.")

    def draft(self) -> key_results.RestoreKeyResult:
        """Return what the operation needs."""
        return key_results.RestoreKeyResult(key_result=inputs.own_id("KeyResult", self.key_result, field="keyResult"))


@strawberry.type
class KeyResultPayload:
    key_result_id: strawberry.Private[UUID | None] = None
    key_result: links.KeyResult | None = selection.by_id(
        "key_result_id", description="The key result as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The key result that was drafted.")
class DraftKeyResultPayload(KeyResultPayload): ...


@strawberry.type(description="The key result that was revised.")
class ReviseKeyResultPayload(KeyResultPayload): ...


@strawberry.type(description="The key result that is back.")
class RestoreKeyResultPayload(KeyResultPayload): ...


@strawberry.type
class KeyResultsPayload:
    objective_id: strawberry.Private[UUID | None] = None
    objective: links.Objective | None = selection.by_id(
        "objective_id", description="The objective as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The objective with its key results in their new order.")
class ReorderKeyResultsPayload(KeyResultsPayload): ...


@strawberry.type(description="The objective without the key result.")
class DropKeyResultPayload(KeyResultsPayload): ...


@strawberry.type
class KeyResultMutations:
    @strawberry.mutation(
        description="Write a new key result into an objective.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(DraftKeyResultPayload)],
    )
    async def draft_key_result(self, info: Info, input: DraftKeyResultInput) -> DraftKeyResultPayload:
        return DraftKeyResultPayload(key_result_id=await inputs.perform(info, key_results.draft_key_result, input))

    @strawberry.mutation(
        description="Change a key result; once the unit has committed to it, for a stated reason that stays in its history.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(ReviseKeyResultPayload)],
    )
    async def revise_key_result(self, info: Info, input: ReviseKeyResultInput) -> ReviseKeyResultPayload:
        return ReviseKeyResultPayload(key_result_id=await inputs.perform(info, key_results.revise_key_result, input))

    @strawberry.mutation(
        description="Put the key results of an objective into a new order.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(ReorderKeyResultsPayload)],
    )
    async def reorder_key_results(self, info: Info, input: ReorderKeyResultsInput) -> ReorderKeyResultsPayload:
        return ReorderKeyResultsPayload(objective_id=await inputs.perform(info, key_results.reorder_key_results, input))

    @strawberry.mutation(
        description="Take a key result out of an OKR set that is still being written.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(DropKeyResultPayload)],
    )
    async def drop_key_result(self, info: Info, input: DropKeyResultInput) -> DropKeyResultPayload:
        return DropKeyResultPayload(objective_id=await inputs.perform(info, key_results.drop_key_result, input))

    @strawberry.mutation(
        description=(
            "Bring a dropped key result back to its objective, with those of its links that can still be;"
            " for 30 days after it was dropped."
        ),
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(RestoreKeyResultPayload)],
    )
    async def restore_key_result(self, info: Info, input: RestoreKeyResultInput) -> RestoreKeyResultPayload:
        return RestoreKeyResultPayload(key_result_id=await inputs.perform(info, key_results.restore_key_result, input))
