"""Cycles of three to four months: tables and statements."""

from typing import Any

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

from samsvar.persistence import schema

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


def _word(value: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{value}'", Text())


def _number(value: int) -> sa.ColumnElement[int]:
    return sa.literal_column(str(value), sa.Integer())
