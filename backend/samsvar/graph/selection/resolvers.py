"""
What a declared field's resolver does: at the root it sends the one statement, below it takes the field-by-field road.

A root field is one that stands in a type made in Python: Query, or the payload of a mutation or subscription. Whatever
strawberry puts before a resolver (permissions, extensions) has happened when this is reached, on every road.
"""

import contextlib
import contextvars
import dataclasses
import weakref
from collections.abc import Iterator, Sequence
from typing import Any

import asyncpg
import orjson
import strawberry
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from samsvar.graph.selection import declarations, fields, json_text, readings, rows_by_field, within
from samsvar.graph.selection.arguments import Given
from samsvar.graph.selection.plans import Plans, Statement
from samsvar.persistence import reads


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """The JSON of a whole selection, passed through the executor as it came from the database."""

    json: bytes


class ValueMissing(Exception):
    """A field that may not be null was; the field-by-field road says which one."""


_slowly: contextvars.ContextVar[bool] = contextvars.ContextVar("field by field", default=False)
_plans: "weakref.WeakKeyDictionary[Any, Plans]" = weakref.WeakKeyDictionary()


def plans_of(schema: strawberry.Schema) -> Plans:
    """Return the plans of a schema."""
    known = _plans.get(schema)
    if known is None:
        known = _plans[schema] = Plans(schema)
    return known


@contextlib.contextmanager
def field_by_field() -> Iterator[None]:
    """Take the field-by-field road for everything inside the block: how tests compare the two."""
    token = _slowly.set(True)
    try:
        yield
    finally:
        _slowly.reset(token)


async def send(statement: Statement, values: Sequence[Any], reading: reads.Reading) -> bytes | None:
    """
    Return the JSON of a root field, None for null.

    Raises:
        ValueMissing: A field that may not be null was.
        BadValue: The database has no such value.
    """
    try:
        with readings.values_of_a_client():
            data: bytes | None = await reading.value(statement.sql, values)
    except asyncpg.InvalidTextRepresentationError as error:
        if json_text.MISSING in str(error):
            raise ValueMissing(str(error)) from error
        raise
    return data


async def resolve(
    field: declarations.SelectionField, parent: object, info: strawberry.Info, arguments: dict[str, object]
) -> object:
    """Return what a declared field gives: an :class:`Answer` at the root, a value or found rows below."""
    asked = within.asked(info)
    if rows_by_field.is_found(parent) or _slowly.get():
        return await rows_by_field.resolve(field, parent, asked, arguments)
    try:
        statement = plans_of(info.schema).statement(
            asked.parent_type, asked.nodes, asked.operation, asked.fragments, asked.variables
        )
        values = statement.bound(Given(asked.variables, asked.context, parent))
        async with readings.reading_for(asked.context) as reading:
            data = await send(statement, values, reading)
    except (fields.NotCompilable, ValueMissing):
        return await rows_by_field.resolve(field, parent, asked, arguments)
    return None if data is None else Answer(data)


class PassThrough(StrawberryGraphQLCoreExecutionContext):
    """strawberry's executor, which leaves answers of the database as they are; for ``execution_context_class``."""

    def complete_value(
        self, return_type: Any, field_details_list: Any, info: Any, path: Any, result: Any, position_context: Any
    ) -> Any:
        """Complete a value as GraphQL says, except an answer, which is complete."""
        if type(result) is Answer:
            return orjson.Fragment(result.json)
        return super().complete_value(return_type, field_details_list, info, path, result, position_context)
