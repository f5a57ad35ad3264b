"""
The database, as the rest of Samsvar reaches it.

Writing goes through SQLAlchemy Core, in transactions that begin by naming the organisation and the reader's units, so
that row level security holds for every statement in them and forgets them when they end.
"""

import contextlib
from collections.abc import AsyncIterator, Collection, Sequence
from typing import Any, Protocol
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from samsvar.persistence import migrations, reads, statements

WRITE_CONNECTIONS = 4
READ_CONNECTIONS = 4
STATEMENT_SECONDS = 300.0

SERIALIZATION_FAILURE = "40001"
FOREIGN_KEY_VIOLATION = "23503"
DEADLOCK = "40P01"
UNIQUE_VIOLATION = "23505"


class Reader(Protocol):
    """For whom rows are read and written: one organisation, and the units whose drafts are seen."""

    @property
    def organisation_id(self) -> UUID: ...

    @property
    def reader_units(self) -> Collection[UUID]: ...


class Database:
    """One PostgreSQL database, reached as the role that serves."""

    def __init__(
        self,
        url: str,
        *,
        write_connections: int = WRITE_CONNECTIONS,
        read_connections: int = READ_CONNECTIONS,
        statement_seconds: float = STATEMENT_SECONDS,
    ) -> None:
        """
        Say where the database is; connections are made when they are needed.

        Args:
            url: ``postgresql://`` URL of a role that neither owns the tables nor may bypass row level security.
            write_connections: How many transactions may be open at once; more wait.
            read_connections: How many reads, beside them.
            statement_seconds: A statement that takes longer is stopped; a server that people wait for says less.
        """
        self._reads = reads.ReadPool(url, size=read_connections, statement_seconds=statement_seconds)
        server_settings = {
            "jit": "off",
            "application_name": "samsvar",
            # As in reading: a plan for every call would cost more than most calls.
            "plan_cache_mode": "force_generic_plan",
            "statement_timeout": str(int(statement_seconds * 1000)),
        }
        self._engine = create_async_engine(
            migrations.for_sqlalchemy(url),
            pool_size=write_connections,
            max_overflow=0,
            connect_args={"server_settings": server_settings},
            json_serializer=statements.json_text,
            json_deserializer=orjson.loads,
        )

    def read(self, reader: Reader) -> contextlib.AbstractAsyncContextManager[reads.Reading]:
        """Open a transaction that only reads, and in which only the reader's rows exist."""
        return self._reads.read(reader)

    @contextlib.asynccontextmanager
    async def transaction(self, reader: Reader) -> AsyncIterator[AsyncConnection]:
        """Open a transaction in which only the reader's rows exist; it holds when the block ends, unless it raises."""
        async with self.entered(entering(reader)) as (connection, _):
            yield connection

    @contextlib.asynccontextmanager
    async def entered(self, first: sa.Executable) -> AsyncIterator[tuple[AsyncConnection, Any]]:
        """Open a transaction with a statement that names the organisation; gives what the statement returned, too."""
        async with self._engine.begin() as connection:
            yield connection, (await connection.execute(first)).scalar()

    @contextlib.asynccontextmanager
    async def snapshot(self, first: sa.Executable) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that only reads, and sees one moment however long it takes; begins like `entered`."""
        async with self._engine.connect() as connection:
            await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            async with connection.begin():
                await connection.execute(first)
                yield connection

    async def close(self) -> None:
        """Close all connections."""
        await self._reads.close()
        await self._engine.dispose()


def entering(reader: Reader) -> sa.Executable:
    """Return the statement that lets the rest of its transaction see the reader's rows, and no others."""
    units = "{" + ",".join(map(str, reader.reader_units)) + "}"
    return sa.select(
        sa.func.set_config("samsvar.organisation_id", str(reader.organisation_id), sa.true()),
        sa.func.set_config("samsvar.reader_units", units, sa.true()),
    )


async def value(connection: AsyncConnection, sql: str, parameters: Sequence[Any]) -> Any:  # noqa: ANN401 - any column
    """Return the first column of a statement's first row, in a transaction that writes; for what is written for readers."""
    sync = connection.sync_connection
    driver: Any = None if sync is None else sync.connection.driver_connection
    return await driver.fetchval(sql, *parameters)


def state_of(error: sa.exc.DBAPIError) -> str | None:
    """Return the SQLSTATE that a statement failed with."""
    return getattr(error.orig, "sqlstate", None)


def is_worth_retrying(error: sa.exc.DBAPIError) -> bool:
    """
    Return whether the same transaction, begun again, may well succeed: it met another one.

    That one may have removed what this one points at, or pointed at what this one removes: deeds look first, and find
    it out when they look again.
    """
    return state_of(error) in (SERIALIZATION_FAILURE, DEADLOCK, FOREIGN_KEY_VIOLATION)
