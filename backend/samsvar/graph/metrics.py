"""Metrics and their measurements in the graph."""

import datetime as dt
import enum
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry

from samsvar.graph import filters, links, paging, selection
from samsvar.graph.nodes import Node, OptionalCycleId, OptionalUnit
from samsvar.graph.selection import Row
from samsvar.persistence import metric_searches, metrics


@strawberry.enum(description="Where a metric had better go.")
class GoodDirection(enum.Enum):
    UP = strawberry.enum_value("UP", description="More is better.")
    DOWN = strawberry.enum_value("DOWN", description="Less is better.")
    STEADY = strawberry.enum_value("STEADY", description="It had better stay.")


@strawberry.enum(description="Where a value came from.")
class MeasurementSource(enum.Enum):
    CHECK_IN = strawberry.enum_value("CHECK_IN", description="Stated in a check-in.")
    IMPORT = strawberry.enum_value("IMPORT", description="Read from a file.")
    API = strawberry.enum_value("API", description="Sent by an integration.")


def _measurements(
    metric: Row,
    measurement: Row,
    since: Annotated[
        dt.datetime | None, strawberry.argument(description="Only what was measured then or later.")
    ] = None,
    include_superseded: Annotated[
        bool, strawberry.argument(description="Also those that were corrected since.")
    ] = False,
) -> sa.ColumnElement[bool]:
    standing = measurement.c.metric_id == metric.c.id
    if not include_superseded:
        standing = sa.and_(standing, sa.not_(metrics.is_superseded(measurement.c.id)))
    return standing if since is None else sa.and_(standing, measurement.c.measured_at >= since)


def _key_results(metric: Row, key_result: Row, cycle: OptionalCycleId = None) -> sa.ColumnElement[bool]:
    return sa.and_(key_result.c.metric_id == metric.c.id, filters.equals(key_result.c.cycle_id, cycle))


def _reached(metric: Row) -> sa.Select[Any]:
    return metric_searches.reached(metric.c.id)


@selection.type(description="What a metric had come to when a cycle ended, or so far in one that runs.")
class MetricReach:
    value: float = selection.column(description="Its last value in the cycle, in its measure.")
    measured_at: dt.datetime = selection.column(description="When that held.")
    cycle: links.Cycle = selection.to_one(lambda reach, cycle: cycle.c.id == reach.c.cycle_id, description="The cycle.")


@selection.type(metrics.metrics, description="Something that is measured. It outlives the key results that use it.")
class Metric(Node):
    id: strawberry.ID = selection.global_id()
    name: str = selection.column(description="What is measured.")
    measure: str = selection.column(description="What its values are counted in, such as %, NOK, s.")
    good_direction: GoodDirection = selection.column(description="Where it had better go.")
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    owner: links.Unit = selection.to_one(
        lambda metric, unit: unit.c.id == metric.c.owner_unit_id, description="The unit that answers for its values."
    )
    measurements: paging.Connection[links.Measurement] = selection.connection(
        _measurements,
        orders=lambda measurement: [measurement.c.measured_at.desc()],
        sizes=paging.PageSizes(default=50, largest=500),
        description="Its values, newest first; without those that were corrected since, unless asked for.",
    )
    key_results: list[links.KeyResult] = selection.to_many(_key_results, description="The key results that use it.")
    reached: list[MetricReach] = selection.to_many(
        source=_reached,
        order=lambda reach: [reach.c.starts_on.desc(), reach.c.cycle_id],
        description="What it had come to at the end of each cycle in which it was measured, latest cycle first.",
    )


@selection.type(metrics.measurements, description="A dated value of a metric. It is superseded, never edited.")
class Measurement(Node):
    id: strawberry.ID = selection.global_id()
    measured_at: dt.datetime = selection.column(description="When it held.")
    value: float = selection.column(description="In the metric's measure.")
    source: MeasurementSource = selection.column(description="Where it came from.")
    metric: links.Metric = selection.to_one(
        lambda measurement, metric: metric.c.id == measurement.c.metric_id, description="What was measured."
    )
    supersedes: links.Measurement | None = selection.to_one(
        lambda measurement, older: older.c.id == measurement.c.supersedes_id, description="The value that it corrects."
    )
    is_superseded: bool = selection.column(
        lambda measurement: metrics.is_superseded(measurement.c.id), description="Whether it was corrected since."
    )


@strawberry.input(description="Which metrics; all conditions that are given have to hold.")
class MetricFilter:
    unit: OptionalUnit = strawberry.field(default=None, description="Only those that this unit owns.")
    text: str | None = strawberry.field(default=None, description="Only those whose name has this text in it.")


def matching(
    metric: Row,
    filter: Annotated[MetricFilter | None, strawberry.argument(description="Which; all when left out.")] = None,
) -> sa.ColumnElement[bool]:
    """Return the condition of the root field: which metrics."""
    if filter is None:
        return sa.true()
    return sa.and_(filters.equals(metric.c.owner_unit_id, filter.unit), filters.contains(metric.c.name, filter.text))


def suggested(
    unit: Annotated[
        strawberry.ID, selection.identifies("Unit"), strawberry.argument(description="The unit that looks for one.")
    ],
    text: Annotated[str, strawberry.argument(description="What was typed so far; a wrong letter does no harm.")] = "",
    first: Annotated[int, strawberry.argument(description="At most so many, and never more than 50.")] = 12,
) -> sa.Select[Any]:
    """Return metrics that a unit may mean, the likeliest first."""
    return metric_searches.suggested(*map(filters.bound, (unit, text, first)))
