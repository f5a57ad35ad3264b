"""What is done with metrics: defined, put into other words, measured."""

import dataclasses
import datetime as dt
from decimal import Decimal
from uuid import UUID

from samsvar.domain import check_ins as check_in_rules
from samsvar.domain import numbers, refusals, texts
from samsvar.domain.metrics import GoodDirection, Metric
from samsvar.domain.rights import Right
from samsvar.operations import deeds, results
from samsvar.operations.deeds import Deed
from samsvar.operations.scopes import ActorKind
from samsvar.persistence import ends, ids, metrics
from samsvar.persistence import results as figures


@dataclasses.dataclass(frozen=True)
class DefineMetric:
    """A new metric; ``measure`` is how its values are counted: "%", "NOK", "s", "antall"."""

    unit: UUID
    name: str
    measure: str = ""
    good_direction: GoodDirection = GoodDirection.UP


@dataclasses.dataclass(frozen=True)
class ReviseMetric:
    """A metric in other words; what is None stays, and so do its values."""

    metric: UUID
    expected_version: int
    name: str | None = None
    measure: str | None = None
    good_direction: GoodDirection | None = None


@dataclasses.dataclass(frozen=True)
class RecordMeasurement:
    """A value of a metric, without a check-in; now, unless ``at`` says when."""

    metric: UUID
    value: Decimal
    at: dt.datetime | None = None


@deeds.deed
async def define_metric(deed: Deed, draft: DefineMetric) -> UUID:
    """Define a metric that a unit owns."""
    path = await ends.unit_path(deed.connection, deed.organisation_id, draft.unit)
    if path is None:
        raise refusals.NotFound(field="unit", kind="Unit")
    deed.rights.require(Right.DRAFT_OKRS, at=path, field="unit")
    return await define(
        deed, owner_unit_id=draft.unit, name=draft.name, measure=draft.measure, good_direction=draft.good_direction
    )


@deeds.deed
async def revise_metric(deed: Deed, draft: ReviseMetric) -> UUID:
    """Put a metric into other words."""
    metric, path = await load(deed, draft.metric)
    deed.rights.require(Right.DRAFT_OKRS, at=path, field="metric")
    await deed.require_version(metric, draft.expected_version)
    revised = metric.revised(
        name=metric.name if draft.name is None else draft.name,
        measure=metric.measure if draft.measure is None else draft.measure,
        good_direction=draft.good_direction or metric.good_direction,
    )
    await metrics.store(deed.connection, deed.organisation_id, revised)
    deed.wrote("Metric", metric.id, before=metric, after=revised, unit_id=metric.owner_unit_id)
    return metric.id


@deeds.deed
async def record_measurement(deed: Deed, draft: RecordMeasurement) -> UUID:
    """Record a value of a metric; every key result that follows it moves. Returns the measurement."""
    metric, path = await load(deed, draft.metric)
    deed.rights.require(Right.CHECK_IN, at=path, field="metric")
    at = check_in_rules.measured_at(draft.at, now=deed.now)
    measurement_id = await metrics.measure(
        deed.connection,
        deed.organisation_id,
        metric_id=metric.id,
        value=numbers.finite(draft.value, field="value"),
        measured_at=at,
        source=source_of(deed),
        recorded_by_id=deed.scope.actor.person_id,
    )
    held = await figures.hold_objectives(deed.connection, deed.organisation_id, metric_id=metric.id)
    if held:
        await results.recount(deed, held)
    deed.wrote(
        "Measurement", measurement_id, after={"value": draft.value, "measured_at": at}, unit_id=metric.owner_unit_id
    )
    deed.touch("Metric", metric.id)
    return measurement_id


async def define(
    deed: Deed, *, owner_unit_id: UUID, name: str, measure: str, good_direction: GoodDirection, field: str = ""
) -> UUID:
    """Define a metric as part of a deed; ``field`` is where in the input it stands."""
    within = f"{field}." if field else ""
    metric = Metric(
        id=await ids.fresh(deed.connection),
        owner_unit_id=owner_unit_id,
        name=texts.line(name, field=f"{within}name"),
        measure=texts.prose(measure, field=f"{within}measure"),
        good_direction=good_direction,
        source="API" if deed.scope.actor.kind is ActorKind.API_CLIENT else "MANUAL",
        version=1,
    )
    await metrics.insert(deed.connection, deed.organisation_id, metric)
    deed.wrote("Metric", metric.id, after=metric, unit_id=owner_unit_id)
    return metric.id


async def load(deed: Deed, metric_id: UUID, *, field: str = "metric") -> tuple[Metric, str]:
    """
    Return a metric and its owner's path, held.

    Raises:
        NotFound: There is none with this id.
    """
    found = await metrics.load(deed.connection, deed.organisation_id, metric_id)
    if found is None:
        raise refusals.NotFound(field=field, kind="Metric")
    return found


def source_of(deed: Deed) -> str:
    """Return where a measurement comes from, by who records it."""
    return {ActorKind.PERSON: "CHECK_IN", ActorKind.API_CLIENT: "API", ActorKind.SAMSVAR: "IMPORT"}[
        deed.scope.actor.kind
    ]
