"""Check-ins: tables and statements."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Numeric,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from samsvar.persistence import schema

# Append-only (invariant 11). `value` repeats the measurement's so that a history reads one table; `reached_steps` are
# the places, from 0, of a milestone's reached steps.
check_ins = Table(
    "check_ins",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("key_result_id", Uuid, nullable=False),
    Column("objective_id", Uuid, nullable=False),
    Column("okr_set_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("cycle_id", Uuid, nullable=False),
    schema.is_open(),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("measurement_id", Uuid),
    Column("value", Numeric),
    Column("progress", Numeric),
    Column("reached_steps", ARRAY(SmallInteger)),
    Column("confidence", SmallInteger),
    Column("what_changed", Text, nullable=False, server_default=""),
    Column("obstacle", Text, nullable=False, server_default=""),
    Column("next_step", Text, nullable=False, server_default=""),
    Column("recorded_by_id", Uuid),
    Column("supersedes_id", Uuid),
    schema.created_at(),
    schema.within_organisation(
        ["key_result_id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        "key_results",
        ["id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="check_ins_key_result_fkey",
    ),
    schema.within_organisation(["measurement_id"], "measurements"),
    schema.within_organisation(["recorded_by_id"], "people"),
    schema.within_organisation(["supersedes_id"], "check_ins"),
    UniqueConstraint("organisation_id", "supersedes_id"),
    CheckConstraint("confidence between 0 and 10", name="confidence_within"),
    *schema.finite("value", "progress"),
    Index("check_ins_key_result_idx", "organisation_id", "key_result_id", "at", "id"),
    Index("check_ins_unit_idx", "organisation_id", "unit_id", "at"),
)


def is_superseded(check_in_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    """Return the condition that a check-in was corrected since."""
    newer = check_ins.alias("newer")
    return sa.exists().where(newer.c.supersedes_id == check_in_id)


def latest_of(key_result_id: sa.ColumnElement[UUID]) -> sa.Select[Any]:
    """Return a key result's newest check-in that still stands."""
    return (
        sa.select(check_ins)
        .where(check_ins.c.key_result_id == key_result_id, sa.not_(is_superseded(check_ins.c.id)))
        .order_by(check_ins.c.at.desc(), check_ins.c.id.desc())
        .limit(1)
    )
