"""Organisational units, today's tree and its history: tables and statements."""

import dataclasses
import datetime as dt
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Identity,
    Index,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.units import Unit, UnitKind
from samsvar.persistence import records, schema

# `path` is the materialised path of today's tree: the numbers of the units from the root down to this one, each
# followed by a slash ("1/7/42/"). A unit and all below it are one range: path ~>=~ '1/7/' and path ~<~ '1/7/~'.
units = Table(
    "units",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("number", BigInteger, Identity(always=True), nullable=False),
    schema.words("kind"),
    schema.words("name"),
    Column("parent_id", Uuid),
    schema.words("path"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(["parent_id"], "units"),
    UniqueConstraint("organisation_id", "number"),
    schema.one_of("kind", ("COMPANY", "DIVISION", "TEAM")),
    CheckConstraint("(kind = 'COMPANY') = (parent_id is null)", name="root_is_company"),
    CheckConstraint("parent_id is distinct from id", name="not_own_parent"),
    CheckConstraint("valid_to is null or valid_to >= valid_from", name="valid_in_order"),
    Index(
        "units_path_idx",
        "organisation_id",
        "path",
        unique=True,
        postgresql_ops={"path": "text_pattern_ops"},
    ),
    Index("units_parent_idx", "organisation_id", "parent_id"),
)

# What each unit was called and where it stood, day by day; the last version of a living unit has no end. What is
# planned begins on a day to come; once it has come, a job lets the row in `units` follow. A unit that was founded by
# mistake ends on its first day: nothing lasts on any day then.
unit_versions = Table(
    "unit_versions",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("unit_id", Uuid, nullable=False),
    schema.words("kind"),
    schema.words("name"),
    Column("parent_id", Uuid),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("reason", Text),
    Column("end_reason", Text),
    schema.created_at(),
    schema.within_organisation(["unit_id"], "units"),
    schema.within_organisation(["parent_id"], "units"),
    UniqueConstraint("organisation_id", "unit_id", "valid_from"),
    CheckConstraint("valid_to is null or valid_to >= valid_from", name="valid_in_order"),
)


def ancestors(path: sa.ColumnElement[str]) -> sa.Select[Any]:
    """Return the units above the one with a path, from the numbers in it."""
    numbers = sa.cast(sa.func.string_to_array(sa.func.rtrim(path, "/"), "/"), ARRAY(BigInteger))
    return sa.select(units).where(units.c.number == sa.func.any(numbers), units.c.path != path)


def is_below(path: sa.ColumnElement[str], above: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Return the condition that a path is below another: a range, because an index finds it under row level security."""
    return sa.and_(path.op("~>~")(above), path.op("~<~")(above.op("||")("~")))


def ids_within(path: sa.ColumnElement[str]) -> sa.Select[Any]:
    """Return the ids of the unit with a path and of all below it."""
    below = units.alias("within")
    return sa.select(below.c.id).where(below.c.path.op("~>=~")(path), below.c.path.op("~<~")(path.op("||")("~")))


def path_of(unit_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[str]:
    """Return a unit's path, which sorts units as the tree has them."""
    placed = units.alias("placed")
    return sa.select(placed.c.path).where(placed.c.id == unit_id).scalar_subquery()


def name_of(unit_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[str]:
    """Return what a unit is called today."""
    named = units.alias("named")
    return sa.select(named.c.name).where(named.c.id == unit_id).scalar_subquery()


def lasts(row: schema.Row, day: sa.ColumnElement[dt.date]) -> sa.ColumnElement[bool]:
    """Return the condition that something is valid on a day, from its columns ``valid_from`` and ``valid_to``."""
    return sa.and_(row.c.valid_from <= day, sa.or_(row.c.valid_to.is_(None), row.c.valid_to > day))


async def load(connection: AsyncConnection, organisation_id: UUID, unit_id: UUID) -> Unit | None:
    """Return a unit. Who is about to write it holds the lock on the organisation's units."""
    column = units.c
    return await records.one(
        connection,
        Unit,
        sa.select(*records.columns(units, Unit)).where(column.organisation_id == organisation_id, column.id == unit_id),
    )


async def company(connection: AsyncConnection, organisation_id: UUID) -> Unit:
    """Return the root of the tree."""
    found = await records.many(
        connection,
        Unit,
        sa.select(*records.columns(units, Unit)).where(
            units.c.organisation_id == organisation_id, units.c.parent_id.is_(None)
        ),
    )
    return found[0]


async def above(connection: AsyncConnection, organisation_id: UUID, unit: Unit) -> list[Unit]:
    """Return the units above one, the company first."""
    numbers = [int(number) for number in unit.path.split("/")[:-2]]
    column = units.c
    return await records.many(
        connection,
        Unit,
        sa.select(*records.columns(units, Unit))
        .where(column.organisation_id == organisation_id, column.number.in_(numbers))
        .order_by(column.path),
    )


async def directly_below(connection: AsyncConnection, organisation_id: UUID, unit_id: UUID) -> list[Unit]:
    """Return the units directly below one, also those that have ended."""
    column = units.c
    return await records.many(
        connection,
        Unit,
        sa.select(*records.columns(units, Unit))
        .where(column.organisation_id == organisation_id, column.parent_id == unit_id)
        .order_by(column.name, column.id),
    )


async def insert(
    connection: AsyncConnection,
    organisation_id: UUID,
    *,
    kind: UnitKind,
    name: str,
    parent: Unit | None,
    valid_from: dt.date,
) -> Unit:
    """Store a new unit and the first version of it; without a parent it is the company."""
    unplaced = await records.many(
        connection,
        Unit,
        sa.insert(units)
        .values(
            organisation_id=organisation_id,
            kind=kind,
            name=name,
            parent_id=parent and parent.id,
            valid_from=valid_from,
            path=sa.cast(sa.func.uuidv7(), Text),  # Its path ends with its number, which the database gives it now.
        )
        .returning(*records.columns(units, Unit)),
    )
    path = f"{parent.path if parent else ''}{unplaced[0].number}/"
    unit = dataclasses.replace(unplaced[0], path=path)
    await connection.execute(
        sa.update(units).where(units.c.organisation_id == organisation_id, units.c.id == unit.id).values(path=path)
    )
    await connection.execute(
        sa.insert(unit_versions).values(
            organisation_id=organisation_id,
            unit_id=unit.id,
            kind=kind,
            name=name,
            parent_id=unit.parent_id,
            valid_from=valid_from,
        )
    )
    return unit


async def store(connection: AsyncConnection, organisation_id: UUID, before: Unit, after: Unit) -> None:
    """Store a unit as it stands now, and the new paths of all below it."""
    await connection.execute(
        sa.update(units)
        .where(units.c.organisation_id == organisation_id, units.c.id == after.id)
        .values(
            name=after.name,
            parent_id=after.parent_id,
            path=after.path,
            valid_to=after.valid_to,
            version=after.version,
        )
    )
    if after.path != before.path:
        rest = sa.func.substr(units.c.path, len(before.path) + 1)
        await connection.execute(
            sa.update(units)
            .where(
                units.c.organisation_id == organisation_id,
                is_below(units.c.path, sa.literal(before.path)),
            )
            .values(path=sa.literal(after.path).op("||")(rest))
        )


def tree_on(day: sa.ColumnElement[dt.date]) -> sa.Select[Any]:
    """
    Return the versions of units that held on a day.

    Returns:
        The columns of ``unit_versions`` and ``place``, text arrays that sort as the tree of that day has the units.
    """
    version = unit_versions.alias("version")
    own_place = postgresql.array([version.c.name, sa.cast(version.c.unit_id, Text)])
    tree = (
        sa.select(version, own_place.label("place"))
        .where(version.c.parent_id.is_(None), lasts(version, day))
        .cte("tree", recursive=True, nesting=True)
    )
    below = tree.union_all(
        sa.select(version, tree.c.place.op("||")(own_place)).where(
            version.c.parent_id == tree.c.unit_id, lasts(version, day)
        )
    )
    return sa.select(below)
