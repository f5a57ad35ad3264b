"""Metrics and their measurements: tables and statements."""

import datetime as dt
from decimal import Decimal
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    Column,
    DateTime,
    Index,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.metrics import GoodDirection, Metric
from samsvar.persistence import records, schema, units
from samsvar.persistence.key_results import key_results
from samsvar.persistence.statements import Statement

# A metric outlives the key results that use it. `measure` is how its values are counted: "%", "NOK", "s", "antall".
metrics = Table(
    "metrics",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("owner_unit_id", Uuid, nullable=False),
    schema.words("name"),
    Column("measure", Text, nullable=False, server_default=""),
    Column("good_direction", Text, nullable=False, server_default="UP"),
    Column("source", Text, nullable=False, server_default="MANUAL"),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(["owner_unit_id"], "units"),
    schema.one_of("good_direction", ("UP", "DOWN", "STEADY")),
    schema.one_of("source", ("MANUAL", "IMPORT", "API")),
    Index("metrics_owner_idx", "organisation_id", "owner_unit_id"),
    Index("metrics_name_idx", "organisation_id", "name"),
)

# Append-only (invariant 11): a correction is a new row that supersedes the old one.
measurements = Table(
    "measurements",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("metric_id", Uuid, nullable=False),
    Column("measured_at", DateTime(timezone=True), nullable=False),
    Column("value", Numeric, nullable=False),
    schema.words("source"),
    Column("recorded_by_id", Uuid),
    Column("supersedes_id", Uuid),
    schema.created_at(),
    schema.within_organisation(["metric_id"], "metrics"),
    schema.within_organisation(["recorded_by_id"], "people"),
    schema.within_organisation(["supersedes_id"], "measurements"),
    UniqueConstraint("organisation_id", "supersedes_id"),
    schema.one_of("source", ("CHECK_IN", "IMPORT", "API")),
    *schema.finite("value"),
    Index("measurements_metric_idx", "organisation_id", "metric_id", "measured_at", "id"),
)


def measure_of(metric_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[str]:
    """Return what a metric's values are counted in; empty without a metric."""
    counted = metrics.alias("counted")
    measure = sa.select(counted.c.measure).where(counted.c.id == metric_id).scalar_subquery()
    return sa.func.coalesce(measure, sa.literal_column("''"), type_=Text())


def is_superseded(measurement_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    """Return the condition that a measurement was corrected since."""
    newer = measurements.alias("newer")
    return sa.exists().where(newer.c.supersedes_id == measurement_id)


async def load(connection: AsyncConnection, organisation_id: UUID, metric_id: UUID) -> tuple[Metric, str] | None:
    """
    Return a metric and its owner's path, held: nobody measures it until the transaction ends.

    So a key result that begins to use it, and a measurement that is under way, can't miss each other.
    """
    metric, unit = metrics.c, units.units.c
    found = await connection.execute(
        sa.select(*records.columns(metrics, Metric), unit.path)
        .join(units.units, (unit.organisation_id == metric.organisation_id) & (unit.id == metric.owner_unit_id))
        .where(metric.organisation_id == organisation_id, metric.id == metric_id)
        .with_for_update(of=metrics)
    )
    row = found.one_or_none()
    if row is None:
        return None
    fields = row._asdict()
    path: str = fields.pop("path")
    return Metric(**{**fields, "good_direction": GoodDirection(row.good_direction)}), path


async def insert(connection: AsyncConnection, organisation_id: UUID, metric: Metric) -> None:
    """Store a new metric."""
    await connection.execute(
        sa.insert(metrics).values(
            organisation_id=organisation_id,
            id=metric.id,
            owner_unit_id=metric.owner_unit_id,
            name=metric.name,
            measure=metric.measure,
            good_direction=metric.good_direction,
            source=metric.source,
        )
    )


async def store(connection: AsyncConnection, organisation_id: UUID, metric: Metric) -> None:
    """Store an edited metric."""
    await connection.execute(
        sa.update(metrics)
        .where(metrics.c.organisation_id == organisation_id, metrics.c.id == metric.id)
        .values(name=metric.name, measure=metric.measure, good_direction=metric.good_direction, version=metric.version)
    )


async def measure(
    connection: AsyncConnection,
    organisation_id: UUID,
    *,
    metric_id: UUID,
    value: Decimal,
    measured_at: dt.datetime,
    source: str,
    recorded_by_id: UUID | None,
    supersedes_id: UUID | None = None,
) -> UUID:
    """Store a measurement; return its id."""
    stored = await connection.execute(
        sa.insert(measurements)
        .values(
            organisation_id=organisation_id,
            metric_id=metric_id,
            value=value,
            measured_at=measured_at,
            source=source,
            recorded_by_id=recorded_by_id,
            supersedes_id=supersedes_id,
        )
        .returning(measurements.c.id)
    )
    own_id: UUID = stored.scalar_one()
    return own_id


_MEASURE_KEY_RESULT: Final = Statement(
    sa.insert(measurements)
    .from_select(
        ["organisation_id", "metric_id", "measured_at", "value", "source", "recorded_by_id"],
        sa.select(
            key_results.c.organisation_id,
            key_results.c.metric_id,
            sa.bindparam("measured_at", type_=DateTime(timezone=True)),
            sa.bindparam("value", type_=Numeric()),
            sa.bindparam("source", type_=Text()),
            sa.bindparam("recorded_by_id", type_=Uuid()),
        ).where(
            key_results.c.organisation_id == sa.bindparam("organisation_id"),
            key_results.c.id == sa.bindparam("key_result_id"),
            key_results.c.metric_id.is_not(None),
        ),
    )
    .returning(measurements.c.id, measurements.c.metric_id)
)


async def measure_key_result(
    connection: AsyncConnection,
    organisation_id: UUID,
    key_result_id: UUID,
    *,
    value: Decimal,
    measured_at: dt.datetime,
    source: str,
    recorded_by_id: UUID | None,
) -> tuple[UUID, UUID] | None:
    """Store a measurement of a key result's metric; return both ids, None when there is no metric (or key result)."""
    row = await _MEASURE_KEY_RESULT.row(
        connection,
        organisation_id=organisation_id,
        key_result_id=key_result_id,
        measured_at=measured_at,
        value=value,
        source=source,
        recorded_by_id=recorded_by_id,
    )
    return None if row is None else (row.id, row.metric_id)


async def metric_of(connection: AsyncConnection, organisation_id: UUID, measurement_id: UUID) -> UUID:
    """Return which metric a measurement is a value of."""
    found = await connection.execute(
        sa.select(measurements.c.metric_id).where(
            measurements.c.organisation_id == organisation_id, measurements.c.id == measurement_id
        )
    )
    metric_id: UUID = found.scalar_one()
    return metric_id
