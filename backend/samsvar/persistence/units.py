"""Organisational units, today's tree and its history: tables and statements."""

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
from sqlalchemy.dialects.postgresql import ARRAY

from samsvar.persistence import schema

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
    CheckConstraint("valid_to is null or valid_to > valid_from", name="valid_in_order"),
    Index(
        "units_path_idx",
        "organisation_id",
        "path",
        unique=True,
        postgresql_ops={"path": "text_pattern_ops"},
    ),
    Index("units_parent_idx", "organisation_id", "parent_id"),
)

# What each unit was called and where it stood, day by day; the last version of a living unit has no end.
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
    schema.created_at(),
    schema.within_organisation(["unit_id"], "units"),
    schema.within_organisation(["parent_id"], "units"),
    UniqueConstraint("organisation_id", "unit_id", "valid_from"),
    CheckConstraint("valid_to is null or valid_to > valid_from", name="valid_in_order"),
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


def lasts(row: Any, day: sa.ColumnElement[dt.date]) -> sa.ColumnElement[bool]:
    """Return the condition that something is valid on a day, from its columns ``valid_from`` and ``valid_to``."""
    return sa.and_(row.valid_from <= day, sa.or_(row.valid_to.is_(None), row.valid_to > day))
