"""What can be done with metrics."""

import datetime as dt
from uuid import UUID

import strawberry

from samsvar.domain import metrics as domain
from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.metrics import GoodDirection
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import metrics


@strawberry.input(description="A new metric.")
class DefineMetricInput:
    idempotency_key: str = inputs.idempotency_key()
    unit: strawberry.ID = strawberry.field(description="The unit that owns it.")
    name: str = strawberry.field(description="What is counted.")
    measure: str = strawberry.field(default="", description='How it is counted: "%", "NOK", "s".')
    good_direction: GoodDirection = strawberry.field(default=GoodDirection.UP, description="Which way is good.")

    def draft(self) -> metrics.DefineMetric:
        """Return what the operation needs."""
        return metrics.DefineMetric(
            unit=inputs.own_id("Unit", self.unit, field="unit"),
            name=self.name,
            measure=self.measure,
            good_direction=domain.GoodDirection(self.good_direction.name),
        )


@strawberry.input(description="A metric in other words; its values stay what they are.")
class ReviseMetricInput:
    idempotency_key: str = inputs.idempotency_key()
    metric: strawberry.ID = strawberry.field(description="The metric.")
    name: str | None = strawberry.field(default=None, description="What is counted; left out, it stays.")
    measure: str | None = strawberry.field(default=None, description="How it is counted; left out, it stays.")
    good_direction: GoodDirection | None = strawberry.field(
        default=None, description="Which way is good; left out, it stays."
    )
    expected_version: int = inputs.expected_version()

    def draft(self) -> metrics.ReviseMetric:
        """Return what the operation needs."""
        return metrics.ReviseMetric(
            metric=inputs.own_id("Metric", self.metric, field="metric"),
            expected_version=self.expected_version,
            name=self.name,
            measure=self.measure,
            good_direction=None if self.good_direction is None else domain.GoodDirection(self.good_direction.name),
        )


@strawberry.input(description="A value of a metric, without a check-in.")
class RecordMeasurementInput:
    idempotency_key: str = inputs.idempotency_key()
    metric: strawberry.ID = strawberry.field(description="The metric.")
    value: float = strawberry.field(description="In the metric's own measure.")
    at: dt.datetime | None = strawberry.field(default=None, description="When it was measured; now if left out.")

    def draft(self) -> metrics.RecordMeasurement:
        """Return what the operation needs."""
        return metrics.RecordMeasurement(
            metric=inputs.own_id("Metric", self.metric, field="metric"), value=inputs.exact(self.value), at=self.at
        )


@strawberry.type
class MetricPayload:
    metric_id: strawberry.Private[UUID | None] = None
    metric: links.Metric | None = selection.by_id(
        "metric_id", description="The metric as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The metric that was defined.")
class DefineMetricPayload(MetricPayload): ...


@strawberry.type(description="The metric that was revised.")
class ReviseMetricPayload(MetricPayload): ...


@strawberry.type
class MeasurementPayload:
    measurement_id: strawberry.Private[UUID | None] = None
    measurement: links.Measurement | None = selection.by_id(
        "measurement_id", description="The measurement; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The measurement that was recorded.")
class RecordMeasurementPayload(MeasurementPayload): ...


@strawberry.type
class MetricMutations:
    @strawberry.mutation(
        description="Define a metric that a unit owns.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(DefineMetricPayload)],
    )
    async def define_metric(self, info: Info, input: DefineMetricInput) -> DefineMetricPayload:
        return DefineMetricPayload(metric_id=await inputs.perform(info, metrics.define_metric, input))

    @strawberry.mutation(
        description="Put a metric into other words.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(ReviseMetricPayload)],
    )
    async def revise_metric(self, info: Info, input: ReviseMetricInput) -> ReviseMetricPayload:
        return ReviseMetricPayload(metric_id=await inputs.perform(info, metrics.revise_metric, input))

    @strawberry.mutation(
        description="Record a value of a metric; every key result that follows it moves.",
        extensions=[Requires(Right.CHECK_IN), ProblemsInPayload(RecordMeasurementPayload)],
    )
    async def record_measurement(self, info: Info, input: RecordMeasurementInput) -> RecordMeasurementPayload:
        return RecordMeasurementPayload(measurement_id=await inputs.perform(info, metrics.record_measurement, input))
