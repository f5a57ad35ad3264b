"""Conditions that arguments make, where an argument that was left out filters nothing."""

from typing import Any

import sqlalchemy as sa

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
