"""
What a declared field's resolver does: at the root it sends the one statement, below it takes the field-by-field road.

A root field is one that stands in a type made in Python: Query, or the payload of a mutation or subscription. Whatever
strawberry puts before a resolver (permissions, extensions) has happened when this is reached, on every road.
"""

import contextlib
import contextvars
import dataclasses
import weakref
from collections.abc import AsyncIterator, Iterator
from typing import Any, Protocol

import asyncpg
import graphql
import orjson
import strawberry
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from samsvar.graph.selection import declarations, fields, json_text
from samsvar.graph.selection.arguments import Given
from samsvar.graph.selection.plans import Plans, Statement
from samsvar.persistence import reads


class Readable(Protocol):
    """What the context of a request must offer for reading."""

    @property
    def database(self) -> "Database":
        """Where to read."""

    @property
    def scope(self) -> reads.Reader:
        """As whom to read."""


class Database(Protocol):
    """What reading needs of the database."""

    def read(self, reader: reads.Reader) -> contextlib.AbstractAsyncContextManager[reads.Reading]:
        """Let ``reader`` read in one transaction."""


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """The JSON of a whole selection, passed through the executor as it came from the database."""

    json: bytes


class ValueMissing(Exception):
    """A field that may not be null was; the field-by-field road says which one."""


class BadValue(graphql.GraphQLError):
    """A value that was sent is none that the database has: too large a number, or text with U+0000 in it."""

    def __init__(self) -> None:
        """Say so; which value it was, the driver says in words that are not for callers."""
        super().__init__("A value is out of range, or has U+0000 in it.", extensions={"code": "BAD_VALUE"})


_NOT_SENT = "invalid input for query argument"
"""How the driver's own refusal of a value begins; what the server says begins otherwise."""

_shared: "contextvars.ContextVar[_Snapshot | None]" = contextvars.ContextVar("shared snapshot", default=None)
_slowly: contextvars.ContextVar[bool] = contextvars.ContextVar("field by field", default=False)
_plans: "weakref.WeakKeyDictionary[Any, Plans]" = weakref.WeakKeyDictionary()


def plans_of(schema: strawberry.Schema) -> Plans:
    """Return the plans of a schema."""
    known = _plans.get(schema)
    if known is None:
        known = _plans[schema] = Plans(schema)
    return known


class _Snapshot:
    """The transaction that a query's root fields share, opened by the first of them that reads."""

    def __init__(self, stack: contextlib.AsyncExitStack) -> None:
        self._stack = stack
        self._reading: reads.Reading | None = None

    async def reading(self, context: Readable) -> reads.Reading:
        if self._reading is None:
            # Nothing is waited for here, so no other field can come between.
            self._reading = await self._stack.enter_async_context(context.database.read(context.scope))
        return self._reading


@contextlib.asynccontextmanager
async def one_snapshot() -> AsyncIterator[None]:
    """Let all root fields of a query, resolved inside the block, read in one transaction."""
    async with contextlib.AsyncExitStack() as stack:
        token = _shared.set(_Snapshot(stack))
        try:
            yield
        finally:
            _shared.reset(token)


@contextlib.contextmanager
def field_by_field() -> Iterator[None]:
    """Take the field-by-field road for everything inside the block: how tests compare the two."""
    token = _slowly.set(True)
    try:
        yield
    finally:
        _slowly.reset(token)


@contextlib.asynccontextmanager
async def reading_for(context: Readable) -> AsyncIterator[reads.Reading]:
    """Yield the transaction that this operation's fields share, or one of its own."""
    shared = _shared.get()
    if shared is not None:
        yield await shared.reading(context)
    else:
        async with context.database.read(context.scope) as reading:
            yield reading


@contextlib.contextmanager
def values_of_a_client() -> Iterator[None]:
    """Turn the database's refusal of a value into one that is written for who sent it."""
    try:
        yield
    except asyncpg.CharacterNotInRepertoireError as error:
        raise BadValue from error
    except asyncpg.DataError as error:
        if str(error).startswith(_NOT_SENT):
            raise BadValue from error
        raise


async def send(statement: Statement, given: Given, reading: reads.Reading) -> bytes | None:
    """
    Return the JSON of a root field, None for null.

    Raises:
        ValueMissing: A field that may not be null was.
        BadPage, BadValue: An argument can't be.
    """
    try:
        with values_of_a_client():
            data: bytes | None = await reading.value(statement.sql, statement.bound(given))
    except asyncpg.InvalidTextRepresentationError as error:
        if json_text.MISSING in str(error):
            raise ValueMissing(str(error)) from error
        raise
    return data


async def resolve(
    field: declarations.SelectionField, parent: object, info: strawberry.Info, arguments: dict[str, object]
) -> object:
    """Return what a declared field gives: an :class:`Answer` at the root, a value or found rows below."""
    from samsvar.graph.selection import rows_by_field

    if rows_by_field.is_found(parent) or _slowly.get():
        return await rows_by_field.resolve(field, parent, info, arguments)
    raw = info._raw_info
    try:
        statement = plans_of(info.schema).statement(
            raw.parent_type, raw.field_nodes, raw.operation, raw.fragments, raw.variable_values
        )
        async with reading_for(info.context) as reading:
            data = await send(statement, Given(raw.variable_values, info.context, parent), reading)
    except (fields.NotCompilable, ValueMissing):
        return await rows_by_field.resolve(field, parent, info, arguments)
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
