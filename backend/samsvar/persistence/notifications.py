"""
What changed, told to every process that serves: PostgreSQL's LISTEN and NOTIFY.

`announce` is called inside the writing transaction, so that nobody hears of what was never stored. Each process
holds one listening connection (`Changes`) and hands what it hears to those who follow the organisation.

Nothing is promised: a change announced while the connection is down is lost. Whoever follows is told to read again
once it is back; the tables are the truth, and notifications only say when to look at them.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import datetime as dt
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final

import asyncpg
import orjson
import sqlalchemy as sa
import structlog
from sqlalchemy.ext import asyncio as sa_asyncio

from samsvar.persistence import statements

_log = structlog.get_logger(__name__)

CHANNEL: Final = "samsvar_changes"
SESSIONS_CHANNEL: Final = "samsvar_sessions_ended"

_NOTIFY: Final = statements.Statement(
    sa.select(sa.func.pg_notify(sa.bindparam("channel", type_=sa.Text()), sa.bindparam("text", type_=sa.Text())))
)

_LARGEST_PAYLOAD: Final = 7_999
"""Bytes; PostgreSQL refuses 8,000 and more."""

_WAITING_CHANGES: Final = 100
"""Changes that wait for one slow follower; then they become one: read again."""

_PROBE_SECONDS: Final = 15.0
_RECONNECT_SECONDS: Final = (0.2, 0.5, 1.0, 2.0, 5.0)


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """
    Records of one organisation that were written together.

    Attributes:
        organisation_id: Whose they are.
        kinds: Ids by the name of the GraphQL type: ``{"Objective": {...}}``.
        at: When they were written; None when that is not known.
        refetch: Something changed, and it is not known what: read again what is shown.
    """

    organisation_id: uuid.UUID
    kinds: Mapping[str, frozenset[uuid.UUID]] = dataclasses.field(default_factory=dict)
    at: dt.datetime | None = None
    refetch: bool = False


async def announce(
    connection: sa_asyncio.AsyncConnection,
    *,
    organisation_id: uuid.UUID,
    kinds: Mapping[str, Collection[uuid.UUID]],
    at: dt.datetime,
) -> None:
    """
    Tell every process, when the transaction of `connection` commits, which records were written in it.

    Where the ids don't fit into a notification, it says that something changed and not what.
    """
    text = payload(organisation_id=organisation_id, kinds=kinds, at=at)
    await _NOTIFY.rows(connection, channel=CHANNEL, text=text)


async def announce_refetch(
    connection: sa_asyncio.AsyncConnection, *, organisation_id: uuid.UUID, at: dt.datetime
) -> None:
    """Tell every process, when the transaction commits, that much was written: read again what is shown."""
    text = orjson.dumps({"organisation": organisation_id, "refetch": True, "at": at}, default=str).decode()
    await _NOTIFY.rows(connection, channel=CHANNEL, text=text)


async def announce_ended_sessions(connection: sa_asyncio.AsyncConnection, session_ids: Iterable[str]) -> None:
    """Tell every process, when the transaction commits, that these sessions are over: their streams are closed."""
    for session_id in session_ids:
        await _NOTIFY.rows(connection, channel=SESSIONS_CHANNEL, text=session_id)


def payload(*, organisation_id: uuid.UUID, kinds: Mapping[str, Collection[uuid.UUID]], at: dt.datetime) -> str:
    """Return what is sent for a change: JSON of fewer than 8,000 bytes."""
    full = orjson.dumps(
        {"organisation": organisation_id, "kinds": {kind: sorted(ids) for kind, ids in kinds.items()}, "at": at},
        default=str,  # The driver's uuids are of a class of their own.
    )
    if len(full) <= _LARGEST_PAYLOAD:
        return full.decode()
    return orjson.dumps({"organisation": organisation_id, "refetch": True, "at": at}, default=str).decode()


def parsed(text: str) -> Change:
    """
    Return the change that a payload states.

    Raises:
        ValueError: It is not one that `payload` wrote.
    """
    stated: dict[str, Any] = orjson.loads(text)
    try:
        return Change(
            organisation_id=uuid.UUID(stated["organisation"]),
            kinds={
                str(kind): frozenset(uuid.UUID(one) for one in ids) for kind, ids in stated.get("kinds", {}).items()
            },
            at=dt.datetime.fromisoformat(stated["at"]) if "at" in stated else None,
            refetch=bool(stated.get("refetch", False)),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"Not a change: {text[:100]}") from error


class _Follower:
    """One who waits for changes. What piles up is bounded: beyond that it is one change that says "read again"."""

    def __init__(self, organisation_id: uuid.UUID) -> None:
        self._organisation_id = organisation_id
        self._waiting: list[Change] = []
        self._arrived = asyncio.Event()

    def tell(self, change: Change) -> None:
        if len(self._waiting) >= _WAITING_CHANGES or (self._waiting and self._waiting[0].refetch):
            self._waiting = [Change(self._organisation_id, refetch=True, at=change.at)]
        else:
            self._waiting.append(change)
        self._arrived.set()

    async def next(self) -> Change:
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        return self._waiting.pop(0)


class Changes:
    """
    The one listening connection of this process, and those who follow.

    It connects again by itself when the connection is lost, and then tells every follower to read again.
    """

    def __init__(self, connect: Callable[[], Awaitable[asyncpg.Connection[Any]]]) -> None:
        """Use `connect` to open the connection, and again whenever it is lost."""
        self._connect = connect
        self._followers: dict[uuid.UUID, set[_Follower]] = {}
        self._on_session_end: dict[str, set[Callable[[], None]]] = {}
        self._task: asyncio.Task[None] | None = None
        self._listening = asyncio.Event()

    @property
    def is_listening(self) -> bool:
        """Whether the connection stands."""
        return self._listening.is_set()

    async def open(self) -> None:
        """Begin to listen; returns when the first connection stands, or after a second without one."""
        self._task = asyncio.create_task(self._listen(), name="listen for changes")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._listening.wait(), timeout=1)

    async def close(self) -> None:
        """Stop listening. Those who still follow hear nothing more."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def changes(self, organisation_id: uuid.UUID) -> AsyncIterator[Change]:
        """Yield what is announced for an organisation from now on, until the caller stops asking."""
        follower = _Follower(organisation_id)
        followers = self._followers.setdefault(organisation_id, set())
        followers.add(follower)
        try:
            while True:
                yield await follower.next()
        finally:
            followers.discard(follower)
            if not followers and self._followers.get(organisation_id) is followers:
                del self._followers[organisation_id]

    @contextlib.contextmanager
    def when_session_ends(self, session_id: str, act: Callable[[], None]) -> Iterator[None]:
        """Call `act` when the session is announced to be over, as long as the block lasts."""
        acts = self._on_session_end.setdefault(session_id, set())
        acts.add(act)
        try:
            yield
        finally:
            acts.discard(act)
            if not acts and self._on_session_end.get(session_id) is acts:
                del self._on_session_end[session_id]

    async def _listen(self) -> None:
        attempt = 0
        while True:
            lost = asyncio.Event()
            try:
                connection = await self._connect()
                try:
                    connection.add_termination_listener(lambda _, lost=lost: lost.set())
                    await connection.add_listener(CHANNEL, self._heard_change)
                    await connection.add_listener(SESSIONS_CHANNEL, self._heard_session_end)
                    self._listening.set()
                    if attempt:
                        self._tell_all_to_read_again()
                    attempt = 0
                    await self._until_lost(connection, lost)
                finally:
                    self._listening.clear()
                    connection.terminate()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                _log.warning("the listening connection failed", error=repr(error))
            attempt += 1
            await asyncio.sleep(_RECONNECT_SECONDS[min(attempt, len(_RECONNECT_SECONDS)) - 1])

    @staticmethod
    async def _until_lost(connection: asyncpg.Connection[Any], lost: asyncio.Event) -> None:
        """Return when the connection ends. A silent one is asked now and then: a cut cable says nothing."""
        while not lost.is_set():
            try:
                await asyncio.wait_for(lost.wait(), timeout=_PROBE_SECONDS)
            except TimeoutError:
                await connection.fetchval("select 1", timeout=5)

    def _heard_change(self, _connection: object, _pid: int, _channel: str, text: object) -> None:
        if not self._followers:
            return  # Every process hears of every write: nothing is read that nobody here waits for.
        try:
            change = parsed(str(text))
        except ValueError:
            _log.warning("a notification was not understood", text=str(text)[:200])
            return
        for follower in self._followers.get(change.organisation_id, ()):
            follower.tell(change)

    def _heard_session_end(self, _connection: object, _pid: int, _channel: str, session_id: object) -> None:
        for act in tuple(self._on_session_end.get(str(session_id), ())):
            act()

    def _tell_all_to_read_again(self) -> None:
        for organisation_id, followers in self._followers.items():
            for follower in followers:
                follower.tell(Change(organisation_id, refetch=True))
