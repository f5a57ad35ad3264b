"""Check-ins: tables and statements."""

import dataclasses
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
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.check_ins import CheckIn
from samsvar.persistence import records, schema
from samsvar.persistence.results import Followed

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


async def load(connection: AsyncConnection, organisation_id: UUID, check_in_id: UUID) -> CheckIn | None:
    """Return a check-in."""
    found = await connection.execute(
        sa.select(*records.columns(check_ins, CheckIn)).where(
            check_ins.c.organisation_id == organisation_id, check_ins.c.id == check_in_id
        )
    )
    row = found.one_or_none()
    if row is None:
        return None
    reached = row.reached_steps
    return CheckIn(**{**row._asdict(), "reached_steps": None if reached is None else tuple(reached)})


async def is_corrected(connection: AsyncConnection, organisation_id: UUID, check_in_id: UUID) -> bool:
    """Return whether a newer check-in stands in its place; its objective is held."""
    found = await connection.execute(
        sa.select(
            sa.exists().where(check_ins.c.organisation_id == organisation_id, check_ins.c.supersedes_id == check_in_id)
        )
    )
    return bool(found.scalar_one())


async def insert(connection: AsyncConnection, organisation_id: UUID, check_in: CheckIn, *, of: Followed) -> None:
    """Store a check-in of a key result, whose set is open."""
    await connection.execute(
        sa.insert(check_ins).values(
            organisation_id=organisation_id,
            objective_id=of.objective_id,
            okr_set_id=of.okr_set_id,
            unit_id=of.unit_id,
            cycle_id=of.cycle_id,
            is_open=True,
            **dataclasses.asdict(check_in),
        )
    )
