"""
Reading: a few raw connections, and transactions that can only read what one reader may see.

A read is one round trip to begin (with the organisation and the reader's units set for this transaction alone), one for
each statement and one to end. The connections keep no state between reads, so none is reset. There are few of them: with
two cores, four connections give a tail latency ten times shorter than sixteen do.
"""

import asyncio
import collections
import contextlib
from collections.abc import AsyncIterator, Collection, Sequence
from typing import Any, Protocol
from uuid import UUID

import asyncpg


class Reader(Protocol):
    """Who reads."""

    @property
    def organisation_id(self) -> UUID:
        """The one organisation whose rows exist for this reader."""

    @property
    def reader_units(self) -> Collection[UUID]:
        """The units whose drafts, with those of all units below, this reader sees."""


class ReadingOver(Exception):
    """Something was asked for after the answer was complete; nobody waits for it."""


class Reading:
    """
    One reader's transaction: every statement in it sees the same snapshot.

    It begins when it is first asked for something. Fields that are resolved at the same time take turns.
    """

    def __init__(self, pool: "ReadPool", reader: Reader) -> None:
        """Prepare to read as ``reader``."""
        self._pool = pool
        self._reader = reader
        self._turn = asyncio.Lock()
        self._connection: asyncpg.Connection[asyncpg.Record] | None = None
        self._is_over = False
        self.statements = 0

    async def value(self, sql: str, parameters: Sequence[Any]) -> Any:  # noqa: ANN401 - whatever the column holds
        """Return the first column of the first row; None when there is none. Text comes as bytes when it is varchar."""
        async with self._turn:
            connection = self._connection or await self._begin()
            self.statements += 1
            try:
                return await connection.fetchval(sql, *parameters)
            except asyncpg.PostgresError:
                await self._fail()
                raise

    async def rows(self, sql: str, parameters: Sequence[Any]) -> "list[asyncpg.Record]":
        """Return all rows."""
        async with self._turn:
            connection = self._connection or await self._begin()
            self.statements += 1
            try:
                found: list[asyncpg.Record] = await connection.fetch(sql, *parameters)
            except asyncpg.PostgresError:
                await self._fail()
                raise
            return found

    async def _begin(self) -> "asyncpg.Connection[asyncpg.Record]":
        if self._is_over:
            raise ReadingOver
        self._connection = await self._pool.take()
        try:
            await self._connection.execute(_beginning(self._reader))
        except asyncpg.PostgresError:
            await self._fail()
            raise
        return self._connection

    async def _fail(self) -> None:
        """Leave a transaction that a statement has ended by failing: what is asked next gets a new one."""
        await self.end()

    async def close(self) -> None:
        """
        End for good, after the statement that is being answered.

        When one field fails, an answer may be complete while fields beside it are still being read.
        """
        async with self._turn:
            self._is_over = True
            await self.end()

    async def end(self) -> None:
        """End the transaction, failed or not, and give the connection back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                await connection.execute("commit")
            except BaseException:
                connection.terminate()
                raise
            finally:
                self._pool.give_back(connection)

    def abandon(self) -> None:
        """Give up: whatever the connection was doing, nobody waits for it any more."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.terminate()
            self._pool.give_back(connection)


def _beginning(reader: Reader) -> str:
    """
    Return the statements that begin a reader's transaction; of several at once only the simple protocol has no parameters.

    Only uuids get into the text, and each is written by ``UUID`` itself.
    """
    units = ",".join(map(_written, reader.reader_units))
    return (
        "begin isolation level repeatable read read only;"
        f"set local samsvar.organisation_id = '{_written(reader.organisation_id)}';"
        f"set local samsvar.reader_units = '{{{units}}}'"
    )


def _written(own_id: object) -> str:
    """Return an id as it may stand in a statement; whatever is not a UUID by now has to become one, or is refused."""
    return str(own_id if isinstance(own_id, UUID) else UUID(str(own_id)))


class ReadPool:
    """Connections for reading, opened when needed and replaced when they break."""

    def __init__(self, url: str, *, size: int = 4, statement_seconds: float = 10.0, statement_cache: int = 500) -> None:
        """
        Remember where to connect.

        Args:
            size: At most so many connections at a time.
            statement_seconds: A statement that takes longer is stopped.
            statement_cache: How many prepared statements a connection keeps; 0 behind a pooler that hands out
                connections by the transaction.
        """
        self._url = url
        self._size = size
        self._statement_seconds = statement_seconds
        self._statement_cache = statement_cache
        self._idle: list[asyncpg.Connection[asyncpg.Record]] = []
        self._taken = 0
        self._waiting: collections.deque[asyncio.Future[None]] = collections.deque()

    @contextlib.asynccontextmanager
    async def read(self, reader: Reader) -> AsyncIterator[Reading]:
        """Let ``reader`` read in one transaction, which ends with the block."""
        reading = Reading(self, reader)
        try:
            yield reading
        except Exception:
            with contextlib.suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                await reading.close()
            raise
        except BaseException:
            reading.abandon()
            raise
        else:
            await reading.close()

    async def take(self) -> "asyncpg.Connection[asyncpg.Record]":
        """Return a connection that nobody else uses; wait for one when all are in use."""
        if self._taken < self._size and not self._waiting:
            self._taken += 1
        else:
            await self._turn()
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
        try:
            return await self._open()
        except BaseException:
            self._pass_on()
            raise

    async def _turn(self) -> None:
        """Wait until a connection's place is passed on to this task."""
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._pass_on()
            raise

    def give_back(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        """Take a connection back, closed or not, and let the next task have its place."""
        if not connection.is_closed():
            self._idle.append(connection)
        self._pass_on()

    def _pass_on(self) -> None:
        """Give a place to the task that has waited longest; it is free when none waits."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._taken -= 1

    async def close(self) -> None:
        """Close the connections that nobody uses."""
        idle, self._idle = self._idle, []
        for connection in idle:
            await connection.close()

    async def _open(self) -> "asyncpg.Connection[asyncpg.Record]":
        connection = await asyncpg.connect(
            self._url,
            statement_cache_size=self._statement_cache,
            max_cached_statement_lifetime=0,
            max_cacheable_statement_size=0,
            server_settings={
                "application_name": "samsvar reads",
                "jit": "off",
                # Otherwise plans flip to custom ones as tables grow, and each execution plans anew.
                "plan_cache_mode": "force_generic_plan",
                "statement_timeout": str(int(self._statement_seconds * 1000)),
                "idle_in_transaction_session_timeout": "60000",
                "timezone": "UTC",
                "DateStyle": "ISO",
                "IntervalStyle": "iso_8601",
            },
        )
        # Answers are JSON in UTF-8 that goes out as it came in: they are cast to varchar, which no column is.
        await connection.set_type_codec(
            "varchar", schema="pg_catalog", encoder=str.encode, decoder=bytes, format="binary"
        )
        return connection
