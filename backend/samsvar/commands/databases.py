"""The database that a command works with: the one that is set, or the embedded one."""

import asyncio
import contextlib
import dataclasses
import pathlib
from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit

import asyncpg

from samsvar import commands, settings
from samsvar.commands import stamps
from samsvar.connectors import embedded_postgres


class DatabaseUnusable(commands.CommandFailed):
    """The database that is set doesn't answer, or doesn't let us in; the message says which."""


@dataclasses.dataclass(frozen=True)
class Urls:
    """How to reach the database: as the role that serves, and as the one that owns, if we know it."""

    app: str
    owner: str | None


@contextlib.contextmanager
def reachable(chosen: settings.Settings) -> Iterator[Urls]:
    """
    Use the database for a while. An embedded one is started if need be, brought up to date, and stopped by its last user.

    Raises:
        EmbeddedPostgresFailed: It cannot be had; the message says what to do.
        DatabaseUnusable: The one that is set cannot be used.
    """
    if chosen.database_url:
        for url in filter(None, (chosen.database_url, chosen.owner_database_url)):
            asyncio.run(_refuse_unusable(url))
        yield Urls(chosen.database_url, chosen.owner_database_url)
        return
    with embedded_postgres.running(chosen.data_dir) as server:
        _bring_up_to_date(chosen.data_dir, server.url(embedded_postgres.OWNER_ROLE))
        yield Urls(server.url(embedded_postgres.APP_ROLE), server.url(embedded_postgres.OWNER_ROLE))


@contextlib.asynccontextmanager
async def connected(url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """
    Connect to a database for a while.

    Raises:
        DatabaseUnusable: It doesn't answer, or doesn't let us in.
    """
    try:
        connection = await asyncpg.connect(url, timeout=10)
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        where = f"{urlsplit(url).hostname}:{urlsplit(url).port or 5432}"
        raise DatabaseUnusable(f"The database at {where} cannot be used: {error or 'it does not answer'}.") from error
    try:
        yield connection
    finally:
        await connection.close()


async def _refuse_unusable(url: str) -> None:
    async with connected(url):
        pass


def _bring_up_to_date(data_dir: pathlib.Path, owner_url: str) -> None:
    migrations_as_they_are = stamps.digest((settings.CHECKOUT / "backend" / "migrations" / "versions").glob("*.py"))
    if stamps.noted(data_dir, "migrations") != migrations_as_they_are:
        from samsvar.persistence import migrations  # Takes longer to load than everything else here.

        migrations.upgrade(owner_url)
        stamps.note(data_dir, "migrations", migrations_as_they_are)
