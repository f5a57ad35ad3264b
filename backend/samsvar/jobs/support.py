"""Support from below, kept within a second of what people write: listens for marks, and settles them."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any, Final
from uuid import UUID

import asyncpg
import sqlalchemy as sa
import structlog

from samsvar.operations import supports
from samsvar.persistence import results
from samsvar.persistence.database import Database

_log = structlog.get_logger(__name__)

COALESCE_SECONDS: Final = 0.2
"""How long marks gather before they are taken together."""
LOOK_SECONDS: Final = 30.0
"""How often to look for marks that nobody told of: left while no worker listened, or after a failure."""
RECONNECT_SECONDS: Final = 1.0

Connect = Callable[[], Awaitable["asyncpg.Connection[Any]"]]


class SupportWorker:
    """
    Settles marks of all organisations, one organisation at a time.

    Any number may run, in any number of processes: they take turns at an organisation, and whoever stops in the middle
    leaves the marks to the next.
    """

    def __init__(self, database: Database, connect: Connect, *, clock: Callable[[], dt.datetime]) -> None:
        """
        Say where the figures are kept.

        Args:
            database: Where to read and write.
            connect: Opens the listening connection, and again when it is lost.
            clock: Tells the time of announcements.
        """
        self._database = database
        self._connect = connect
        self._clock = clock
        self._waiting: set[UUID] = set()
        self._told = asyncio.Event()

    async def run(self) -> None:
        """Work until cancelled. Whatever fails is logged, and tried again."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen(), name="listen for support marks")
            tasks.create_task(self._settle_when_told(), name="settle support marks")

    async def settle_all(self) -> int:
        """Settle whatever waits now; return how many marked objectives that were."""
        organisations = await supports.organisations_waiting(self._database)
        settled = 0
        for organisation_id in organisations:
            settled += await supports.settle(self._database, organisation_id, now=self._clock())
        return settled

    async def _settle_when_told(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), timeout=LOOK_SECONDS)
            await asyncio.sleep(COALESCE_SECONDS)
            self._told.clear()
            waiting, self._waiting = self._waiting, set()
            if not waiting:  # Nobody named an organisation: time to look by ourselves.
                waiting = await self._look()
            for organisation_id in sorted(waiting):
                await self._settle(organisation_id)

    async def _look(self) -> set[UUID]:
        try:
            return set(await supports.organisations_waiting(self._database))
        except (sa.exc.SQLAlchemyError, OSError, asyncpg.PostgresError) as error:
            _log.warning("marks could not be looked for", error=repr(error))
            return set()

    async def _settle(self, organisation_id: UUID) -> None:
        try:
            await supports.settle(self._database, organisation_id, now=self._clock())
        except (sa.exc.SQLAlchemyError, OSError, asyncpg.PostgresError) as error:
            # The marks are still there; the next round takes them.
            _log.warning("support was not settled", organisation=str(organisation_id), error=repr(error))

    async def _listen(self) -> None:
        while True:
            lost = asyncio.Event()
            try:
                connection = await self._connect()
                try:
                    connection.add_termination_listener(lambda _, lost=lost: lost.set())
                    await connection.add_listener(results.MARKS_CHANNEL, self._heard)
                    self._told.set()  # Marks may have been left before anybody listened.
                    await lost.wait()
                finally:
                    connection.terminate()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                _log.warning("the connection that listens for marks failed", error=repr(error))
            await asyncio.sleep(RECONNECT_SECONDS)

    def _heard(self, _connection: object, _pid: int, _channel: str, text: object) -> None:
        with contextlib.suppress(ValueError):
            self._waiting.add(UUID(str(text)))
            self._told.set()
