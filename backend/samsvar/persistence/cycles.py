"""Cycles of three to four months: tables and statements."""

import datetime as dt
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Index,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.cycles import Cycle
from samsvar.persistence import records, schema

# That cycles don't overlap is an exclusion constraint, in the migration (it needs btree_gist).
cycles = Table(
    "cycles",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    schema.words("name"),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("state", Text, nullable=False, server_default="PREPARING"),
    schema.version(),
    schema.created_at(),
    UniqueConstraint("organisation_id", "name"),
    UniqueConstraint("organisation_id", "starts_on"),
    schema.one_of("state", ("PREPARING", "PLANNING", "ALIGNING", "RUNNING", "REVIEWING", "CLOSED")),
    CheckConstraint("ends_on - starts_on + 1 between 80 and 130", name="length"),
    Index("cycles_running_key", "organisation_id", unique=True, postgresql_where=text("state = 'RUNNING'")),
)


def current() -> sa.Select[Any]:
    """Return the cycle that runs or is being reviewed; else the earliest that is to come; else the last."""
    ranks = {"RUNNING": 0, "REVIEWING": 1, "ALIGNING": 2, "PLANNING": 3, "PREPARING": 4, "CLOSED": 5}
    rank = sa.case(
        *((cycles.c.state == _word(state), _number(place)) for state, place in ranks.items()), else_=_number(len(ranks))
    )
    to_come = sa.case((cycles.c.state != _word("CLOSED"), cycles.c.starts_on))
    return sa.select(cycles).order_by(rank, to_come, cycles.c.starts_on.desc()).limit(1)


def open_to_links() -> sa.Select[Any]:
    """Return the ids of the cycles in which units still answer each other."""
    written = sa.not_(sa.or_(cycles.c.state == _word("REVIEWING"), cycles.c.state == _word("CLOSED")))
    return sa.select(cycles.c.id).where(written)


def starts_on_of(cycle_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[dt.date]:
    """Return the first day of a cycle."""
    begun = cycles.alias("begun")
    return sa.select(begun.c.starts_on).where(begun.c.id == cycle_id).scalar_subquery()


def _word(value: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{value}'", Text())


def _number(value: int) -> sa.ColumnElement[int]:
    return sa.literal_column(str(value), sa.Integer())


async def every(connection: AsyncConnection, organisation_id: UUID) -> list[Cycle]:
    """Return all cycles, in their order. Who is about to write one holds the lock on the organisation's cycles."""
    return await records.many(
        connection,
        Cycle,
        sa.select(*records.columns(cycles, Cycle))
        .where(cycles.c.organisation_id == organisation_id)
        .order_by(cycles.c.starts_on),
    )


async def load(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> Cycle | None:
    """Return a cycle."""
    return await records.one(
        connection,
        Cycle,
        sa.select(*records.columns(cycles, Cycle)).where(
            cycles.c.organisation_id == organisation_id, cycles.c.id == cycle_id
        ),
    )


async def insert(
    connection: AsyncConnection, organisation_id: UUID, *, name: str, starts_on: dt.date, ends_on: dt.date
) -> Cycle:
    """Store a new cycle."""
    stored = await records.many(
        connection,
        Cycle,
        sa.insert(cycles)
        .values(organisation_id=organisation_id, name=name, starts_on=starts_on, ends_on=ends_on)
        .returning(*records.columns(cycles, Cycle)),
    )
    return stored[0]


async def store(connection: AsyncConnection, organisation_id: UUID, cycle: Cycle) -> None:
    """Store an edited cycle."""
    await connection.execute(
        sa.update(cycles)
        .where(cycles.c.organisation_id == organisation_id, cycles.c.id == cycle.id)
        .values(
            name=cycle.name,
            starts_on=cycle.starts_on,
            ends_on=cycle.ends_on,
            state=cycle.state,
            version=cycle.version,
        )
    )
