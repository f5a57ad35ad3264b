"""The transactions that fields read in: one for a whole query, or one for each field of a mutation's payload."""

import contextlib
import contextvars
from collections.abc import AsyncIterator, Iterator
from typing import Protocol

import asyncpg
import graphql

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


class BadValue(graphql.GraphQLError):
    """A value that was sent is none that the database has: too large a number, or text with U+0000 in it."""

    def __init__(self) -> None:
        """Say so; which value it was, the driver says in words that are not for callers."""
        super().__init__("A value is out of range, or has U+0000 in it.", extensions={"code": "BAD_VALUE"})


_NOT_SENT = "invalid input for query argument"
"""How the driver's own refusal of a value begins; what the server says begins otherwise."""

_shared: "contextvars.ContextVar[_Snapshot | None]" = contextvars.ContextVar("shared snapshot", default=None)


class _Snapshot:
    """
    The transaction that a query's root fields share, opened by the first of them that reads.

    Attributes:
        is_over: Whether the answer is complete. When a field fails at once, graphql-core answers before the fields beside
            it have begun; what they would open then, nobody would close.
    """

    def __init__(self, stack: contextlib.AsyncExitStack) -> None:
        self._stack = stack
        self._reading: reads.Reading | None = None
        self.is_over = False

    async def reading(self, context: Readable) -> reads.Reading:
        if self.is_over:
            raise reads.ReadingOver
        if self._reading is None:
            # Nothing is waited for here, so no other field can come between.
            self._reading = await self._stack.enter_async_context(context.database.read(context.scope))
        return self._reading


@contextlib.asynccontextmanager
async def one_snapshot() -> AsyncIterator[None]:
    """Let all root fields of a query, resolved inside the block, read in one transaction."""
    async with contextlib.AsyncExitStack() as stack:
        snapshot = _Snapshot(stack)
        token = _shared.set(snapshot)
        try:
            yield
        finally:
            snapshot.is_over = True
            _shared.reset(token)


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
