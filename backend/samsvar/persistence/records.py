"""Rows become records: frozen dataclasses whose fields are named like the columns."""

import dataclasses
import enum
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

R = TypeVar("R")

Reading = Callable[[Any], Any]

_known_readings: dict[type[Any], Mapping[str, Reading]] = {}


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
    readings = _readings(record)
    return record(**{name: readings[name](value) if name in readings else value for name, value in row.items()})


def _readings(record: type[Any]) -> Mapping[str, Reading]:
    """Return how the fields are read that aren't what the driver gives: words of an enum, and arrays."""
    if record not in _known_readings:
        readings = {name: _reading(kind) for name, kind in typing.get_type_hints(record).items()}
        _known_readings[record] = {name: reading for name, reading in readings.items() if reading is not None}
    return _known_readings[record]


def _reading(kind: object) -> Reading | None:
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind
    if isinstance(kind, types.UnionType):
        inner = next((reading for reading in map(_reading, typing.get_args(kind)) if reading is not None), None)
        return inner and (lambda value: None if value is None else inner(value))
    if typing.get_origin(kind) is tuple:
        item = _reading(typing.get_args(kind)[0])
        return tuple if item is None else lambda values: tuple(map(item, values))
    return None
