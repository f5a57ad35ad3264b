"""
JSON as SQL expressions: the text of an object is its parts, joined by ``||``.

Every part is text that is never null, or the whole object would be: what may be null says so with ``or_null``, and what
must not be null stops the statement with ``or_fail`` when it is, so that the field-by-field road can say which field.
"""

import enum
from collections.abc import Iterable, Sequence
from typing import Any

import graphql
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

MISSING = "no value for"
"""What the message of PostgreSQL's error begins with, after its own words, when a value that may not be null is."""

Text = sa.ColumnElement[str]
Parts = list[str | Text]


class Joined(sa.ColumnElement[str]):
    """Literal JSON and SQL expressions of JSON, side by side."""

    inherit_cache = False
    type = sa.Text()

    def __init__(self, parts: Sequence[str | Text]) -> None:
        merged: Parts = []
        for part in parts:
            if isinstance(part, str) and merged and isinstance(merged[-1], str):
                merged[-1] += part
            else:
                merged.append(part)
        self.parts = merged


@compiles(Joined)
def _joined(element: Joined, compiler: SQLCompiler, **kw: Any) -> str:
    texts = [literal(part) if isinstance(part, str) else compiler.process(part, **kw) for part in element.parts]
    return "(" + " || ".join(texts or ["''"]) + ")"


def literal(text: str) -> str:
    """Return an SQL literal. Backslashes mean themselves (``standard_conforming_strings``)."""
    return "'" + text.replace("'", "''") + "'"


def constant(text: str) -> Text:
    """Return text of ours, never a client's, as an expression."""
    return sa.literal_column(literal(text), sa.Text())


def or_null(expression: Text) -> Text:
    """Return JSON's null where there is nothing."""
    return sa.func.coalesce(expression, constant("null"), type_=sa.Text())


def or_fail(expression: Text, coordinate: str) -> Text:
    """Stop the statement where there is nothing; ``random`` keeps the planner from trying it out beforehand."""
    message = sa.func.concat(constant(f"{MISSING} {coordinate} "), sa.func.random())
    return sa.func.coalesce(expression, sa.cast(sa.cast(message, sa.Integer), sa.Text), type_=sa.Text())


def members(values: Iterable[tuple[str, Parts]]) -> Parts:
    """Return the JSON object of these keys, which are names in GraphQL and need no escaping, and values."""
    parts: Parts = ["{"]
    for key, value in values:
        parts += [f'{"" if len(parts) == 1 else ","}"{key}":', *value]
    return [*parts, "}"]


def listed(item: Text, *order: "sa.ColumnElement[Any]", where: "sa.ColumnElement[bool] | None" = None) -> Text:
    """
    Return the JSON array of ``item`` over the rows of the select that this stands in.

    Args:
        order: By default the order in which the select's source yields them.
        where: Leaves out items, and what they would cost.
    """
    comma = postgresql.aggregate_order_by(constant(","), *order) if order else constant(",")
    joined: sa.ColumnElement[Any] = sa.func.string_agg(item, comma)
    if where is not None:
        joined = sa.func.string_agg(item, comma).filter(where)
    return Joined(["[", sa.func.coalesce(joined, constant(""), type_=sa.Text()), "]"])


def scalar(kind: graphql.GraphQLOutputType, value: "sa.ColumnElement[Any]") -> Text:
    """Return a scalar's, enum's or list's JSON; null where the value is."""
    named = graphql.get_nullable_type(kind)
    if isinstance(value.type, sa.JSON) or isinstance(named, graphql.GraphQLList):
        return _json(value)
    if isinstance(named, graphql.GraphQLEnumType):
        return _enum(named, value)
    if named.name in _BARE:
        return sa.cast(value, sa.Text)
    if isinstance(value.type, sa.Uuid | sa.Date):
        return Joined(['"', sa.cast(value, sa.Text), '"'])
    if named.name in ("String", "ID"):
        return _json(sa.cast(value, sa.Text))
    return _json(value)


_BARE = ("Int", "Float", "Boolean")
"""Scalars whose JSON is what PostgreSQL writes; NaN and infinity are kept out of the tables."""


def _json(value: "sa.ColumnElement[Any]") -> Text:
    if isinstance(value.type, sa.JSON):
        return sa.cast(value, sa.Text)
    return sa.cast(sa.func.to_json(value), sa.Text)


def _enum(kind: graphql.GraphQLEnumType, value: "sa.ColumnElement[Any]") -> Text:
    """Return the name that GraphQL has for a stored value; mostly they are the same."""
    stored = {name: _stored(member.value) for name, member in kind.values.items()}
    if all(name == text for name, text in stored.items()):
        return Joined(['"', sa.cast(value, sa.Text), '"'])
    names = {text: constant(f'"{name}"') for name, text in stored.items()}
    return sa.case(names, value=sa.cast(value, sa.Text))


def _stored(value: Any) -> str:
    return str(value.value if isinstance(value, enum.Enum) else value)
