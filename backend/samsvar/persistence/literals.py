"""
Words and numbers that are part of a statement instead of parameters.

A state is one of few, and lists of parameters would change the statement's shape with their length.
"""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa


def words(values: Collection[str]) -> list[sa.ColumnElement[str]]:
    """Return words of our own, as literals."""
    return [word(value) for value in values]


def word(value: str) -> sa.ColumnElement[str]:
    """Return a word of our own, as a literal."""
    return sa.literal_column("'" + value.replace("'", "''") + "'", sa.Text())


def number(value: int) -> sa.ColumnElement[int]:
    """Return a whole number, as a literal."""
    return sa.literal_column(str(value), sa.Integer())


def global_id(kind: str, own_id: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """Return the global id of a record, from its type in snake case and its uuid."""
    return word(f"{kind}_") + sa.cast(own_id, sa.Text())


def placed(ids: sa.ColumnElement[Any]) -> sa.TableValuedAlias:
    """Return the ids of an array as rows of ``id`` and ``place``, from 1 on."""
    return (
        sa.func.unnest(ids)
        .table_valued(sa.column("id", sa.Uuid), with_ordinality="place", name="placed")
        .render_derived()
    )
