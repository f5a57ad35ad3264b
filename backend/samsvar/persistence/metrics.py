"""Metrics and their measurements: tables and statements."""

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

from samsvar.persistence import schema

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
