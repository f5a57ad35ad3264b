"""
What a text that somebody is typing is like: asked of the worker, who has texts in memory and a model to read with.

Question and answer go through PostgreSQL's NOTIFY; nothing is stored. Whoever asks waits a moment, and does without where no worker
answers. The answer names objectives of the whole organisation, drafts of others too: it is for looking up under the asker's own policies.
"""

import asyncio
import contextlib
import dataclasses
import uuid
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final
from uuid import UUID

import asyncpg
import orjson
import structlog

_log = structlog.get_logger(__name__)

QUESTIONS_CHANNEL: Final = "samsvar_overlap_questions"
ANSWERS_CHANNEL: Final = "samsvar_overlap_answers"
LONGEST_TEXT: Final = 1_000
"""Characters of a text that are asked about: a notification holds 8,000 bytes."""
WAIT_SECONDS: Final = 1.5


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What in a cycle is like ``text``, which ``unit_id`` is writing; ``most`` objectives are wanted."""

    organisation_id: UUID
    cycle_id: UUID
    unit_id: UUID
    text: str
    most: int = 20
    id: UUID = dataclasses.field(default_factory=uuid.uuid4)

    def as_payload(self) -> str:
        """Return it as it is sent."""
        said = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return orjson.dumps({**said, "text": self.text[:LONGEST_TEXT]}, default=str).decode()


@dataclasses.dataclass(frozen=True, slots=True)
class Similar:
    """An objective like a text, or its key result, where that is nearer; ``score`` as findings have it."""

    objective_id: UUID
    key_result_id: UUID | None
    score: float
    is_same_text: bool


def question(payload: str) -> Question:
    """
    Return what a payload asks.

    Raises:
        ValueError: It is no question.
    """
    try:
        said = orjson.loads(payload)
        ids = {name: UUID(said[name]) for name in ("id", "organisation_id", "cycle_id", "unit_id")}
        return Question(**ids, text=str(said["text"]), most=int(said["most"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("Not a question.") from error


def answer(question_id: UUID, found: Sequence[Similar] | None) -> str:
    """Return an answer as it is sent; None says that nothing could be read."""
    rows = None if found is None else [dataclasses.astuple(each) for each in found]
    return orjson.dumps({"id": question_id, "found": rows}, default=str).decode()


class OverlapQuestions:
    """The asking side, one for each process that serves; connects when it is first asked, and again when the connection is lost."""

    def __init__(self, connect: Callable[[], Awaitable["asyncpg.Connection[Any]"]]) -> None:
        """Use `connect` to open the connection that asks and listens."""
        self._connect = connect
        self._connection: asyncpg.Connection[Any] | None = None
        self._opening = asyncio.Lock()
        self._waiting: dict[UUID, asyncio.Future[list[Similar] | None]] = {}

    async def ask(self, asked: Question, *, seconds: float = WAIT_SECONDS) -> list[Similar] | None:
        """Return what is most like a text, best first; None when nobody answers in time, or nobody can read."""
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[asked.id] = waiting
        try:
            async with asyncio.timeout(seconds):
                async with self._opening:  # A connection says one thing at a time.
                    connection = await self._connected()
                    await connection.execute("select pg_notify($1, $2)", QUESTIONS_CHANNEL, asked.as_payload())
                found: list[Similar] | None = await waiting
                return found
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            _log.warning("similar objectives could not be asked for", error=repr(error))
            return None
        except TimeoutError:
            return None
        finally:
            del self._waiting[asked.id]

    async def close(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await self._connection.close(timeout=1)
            self._connection = None

    async def _connected(self) -> "asyncpg.Connection[Any]":
        if self._connection is None or self._connection.is_closed():
            connection = await self._connect()
            await connection.add_listener(ANSWERS_CHANNEL, self._heard)
            self._connection = connection
        return self._connection

    def _heard(self, _connection: object, _pid: int, _channel: str, text: object) -> None:
        try:
            said = orjson.loads(str(text))
            waiting = self._waiting.get(UUID(said["id"]))
            if waiting is not None and not waiting.done():
                waiting.set_result(None if said["found"] is None else [_similar(*row) for row in said["found"]])
        except (ValueError, KeyError, TypeError):
            _log.warning("an answer was not understood", text=str(text)[:200])


def _similar(objective_id: str, key_result_id: str | None, score: float, is_same_text: bool) -> Similar:  # noqa: FBT001 - a row
    return Similar(UUID(objective_id), UUID(key_result_id) if key_result_id else None, score, is_same_text)
