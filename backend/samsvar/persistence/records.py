"""Rows become records: frozen dataclasses whose fields are named like the columns."""

import dataclasses
import enum
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

R = TypeVar("R")

_known_words: dict[type[Any], Mapping[str, Callable[[Any], Any]]] = {}


def columns(source: sa.FromClause, record: type[Any]) -> list[sa.ColumnElement[Any]]:
    """Return the columns of a table, or an alias, that a record has fields for."""
    return [source.c[field.name] for field in dataclasses.fields(record)]


async def one(connection: AsyncConnection, record: type[R], statement: sa.Executable) -> R | None:
    """Return the only row as a record; None when there is none."""
    row = (await connection.execute(statement)).mappings().one_or_none()
    return None if row is None else _record(record, row)


async def many(connection: AsyncConnection, record: type[R], statement: sa.Executable) -> list[R]:
    """Return all rows as records."""
    return [_record(record, row) for row in (await connection.execute(statement)).mappings()]


def _record(record: type[R], row: Mapping[Any, Any]) -> R:
    words = _words(record)
    return record(**{name: words[name](value) if name in words else value for name, value in row.items()})


def _words(record: type[Any]) -> Mapping[str, Callable[[Any], Any]]:
    """Return which fields are words of an enum."""
    if record not in _known_words:
        hints = typing.get_type_hints(record)
        _known_words[record] = {
            name: kind for name, kind in hints.items() if isinstance(kind, type) and issubclass(kind, enum.Enum)
        }
    return _known_words[record]
