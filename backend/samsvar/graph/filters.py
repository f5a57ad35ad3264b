"""Conditions that arguments make, where an argument that was left out filters nothing."""

from typing import Any

import sqlalchemy as sa

from samsvar.persistence import units

Argument = Any
"""What a declaration's function is given for an argument: an SQL expression, or None when it was left out."""


def bound(argument: object) -> Argument:
    """Return an argument as what a declaration's function is given, whatever GraphQL's type of it says."""
    return argument


def among(column: "sa.ColumnElement[Any]", values: Argument) -> "sa.ColumnElement[bool]":
    """Return the condition that a column holds one of a list's values."""
    return sa.true() if values is None else column == sa.any_(values)


def equals(column: "sa.ColumnElement[Any]", value: Argument) -> "sa.ColumnElement[bool]":
    """Return the condition that a column holds a value."""
    return sa.true() if value is None else column == value


def contains(column: "sa.ColumnElement[str]", text: Argument) -> "sa.ColumnElement[bool]":
    """Return the condition that a text is somewhere in a column, whatever the case."""
    return sa.true() if text is None else sa.func.strpos(sa.func.lower(column), sa.func.lower(text)) > 0


def within(unit_id: "sa.ColumnElement[Any]", under: Argument) -> "sa.ColumnElement[bool]":
    """Return the condition that a unit is the one that was asked for or stands below it."""
    return sa.true() if under is None else unit_id.in_(units.ids_within(units.path_of(under)))
