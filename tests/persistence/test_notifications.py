"""Changes are told to every process, after they are stored and in the organisation they belong to."""

import asyncio
import contextlib
import datetime as dt
import uuid
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from samsvar.persistence import notifications
from samsvar.persistence.database import Database

OURS, THEIRS = uuid.UUID(int=1), uuid.UUID(int=2)
NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)


class Reader:
    """Nobody in particular: notifications are not rows."""

    organisation_id = OURS
    reader_units: frozenset[uuid.UUID] = frozenset()


@pytest.fixture(scope="module")
async def writing(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def live(database_url: str) -> AsyncIterator[notifications.Changes]:
    """One process's listening connection."""
    opened = notifications.Changes(lambda: asyncpg.connect(database_url))
    await opened.open()
    yield opened
    await opened.close()


async def announce(writing: Database, organisation_id: uuid.UUID = OURS, ids: int = 1) -> None:
    async with writing.transaction(Reader()) as connection:
        await notifications.announce(
            connection,
            organisation_id=organisation_id,
            kinds={"Objective": [uuid.UUID(int=n) for n in range(ids)]},
            at=NOW,
        )


async def heard(changes: AsyncIterator[notifications.Change]) -> notifications.Change:
    return await asyncio.wait_for(anext(changes), timeout=10)


async def following(live: notifications.Changes, organisation_id: uuid.UUID = OURS) -> Any:
    """Return a follower who is already waiting, and the task that gives what it hears first."""
    changes = live.changes(organisation_id)
    first = asyncio.create_task(heard(changes))
    await asyncio.sleep(0)
    return changes, first


async def test_a_follower_hears_what_was_written(live: notifications.Changes, writing: Database) -> None:
    _, first = await following(live)
    await announce(writing)
    assert await first == notifications.Change(OURS, {"Objective": frozenset({uuid.UUID(int=0)})}, NOW)


async def test_every_process_hears_it(live: notifications.Changes, database_url: str, writing: Database) -> None:
    other = notifications.Changes(lambda: asyncpg.connect(database_url))
    await other.open()
    try:
        _, here = await following(live)
        _, there = await following(other)
        await announce(writing)
        assert await here == await there
    finally:
        await other.close()


async def test_nobody_hears_of_another_organisation(live: notifications.Changes, writing: Database) -> None:
    _, ours = await following(live)
    _, theirs = await following(live, THEIRS)
    await announce(writing, THEIRS)
    await theirs
    await announce(writing, OURS)
    assert (await ours).organisation_id == OURS


async def test_nobody_hears_of_what_was_undone(live: notifications.Changes, writing: Database) -> None:
    _, first = await following(live)
    with contextlib.suppress(ZeroDivisionError):
        async with writing.transaction(Reader()) as connection:
            await notifications.announce(connection, organisation_id=OURS, kinds={"Unit": [OURS]}, at=NOW)
            raise ZeroDivisionError
    await announce(writing)
    assert "Objective" in (await first).kinds


async def test_what_is_too_long_for_a_notification_says_read_again(
    live: notifications.Changes, writing: Database
) -> None:
    _, first = await following(live)
    await announce(writing, ids=1_000)
    assert await first == notifications.Change(OURS, at=NOW, refetch=True)


async def test_the_largest_payload_that_is_sent_whole_is_one_that_postgresql_takes(writing: Database) -> None:
    lengths = [
        len(notifications.payload(organisation_id=OURS, kinds={"U" * n: [OURS]}, at=NOW)) for n in range(7_800, 7_950)
    ]
    assert max(lengths) == 7_999
    async with writing.transaction(Reader()) as connection:
        await notifications.announce(
            connection, organisation_id=OURS, kinds={"U" * (7_800 + lengths.index(7_999)): [OURS]}, at=NOW
        )


async def test_what_piles_up_for_a_slow_follower_becomes_one_change(
    live: notifications.Changes, writing: Database
) -> None:
    changes, first = await following(live)
    _, last = await following(live, THEIRS)
    async with writing.transaction(Reader()) as connection:
        for n in range(150):
            kinds = {"Objective": [uuid.UUID(int=n)]}
            await notifications.announce(connection, organisation_id=OURS, kinds=kinds, at=NOW)
        await notifications.announce(connection, organisation_id=THEIRS, kinds={}, at=NOW)
    await last  # By now all have been heard; the first may have been taken before the others came.
    told = await first
    assert (told if told.refetch else await heard(changes)) == notifications.Change(OURS, at=NOW, refetch=True)
    await announce(writing)
    assert not (await heard(changes)).refetch


async def test_after_a_lost_connection_everybody_is_told_to_read_again(
    live: notifications.Changes, database: Any, writing: Database
) -> None:
    _, first = await following(live)
    killer = await asyncpg.connect(database.superuser_url)
    try:
        await killer.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query ilike 'listen%'",
            database.name,
        )
    finally:
        await killer.close()
    assert await first == notifications.Change(OURS, refetch=True)
    assert live.is_listening
    _, after = await following(live)
    await announce(writing)
    assert "Objective" in (await after).kinds


async def test_a_process_that_starts_before_the_database_listens_once_it_is_there(database_url: str) -> None:
    attempts = 0

    async def connect() -> Any:
        nonlocal attempts
        attempts += 1
        if attempts < 3:
            raise ConnectionRefusedError
        return await asyncpg.connect(database_url)

    live = notifications.Changes(connect)
    await live.open()
    try:
        assert live.is_listening
        assert attempts == 3
    finally:
        await live.close()


async def test_who_stops_following_is_forgotten(live: notifications.Changes) -> None:
    changes, first = await following(live)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    await changes.aclose()
    assert live._followers == {}


async def test_a_session_that_ends_anywhere_is_heard_of(live: notifications.Changes, writing: Database) -> None:
    ended, other = asyncio.Event(), asyncio.Event()
    with live.when_session_ends("one", ended.set), live.when_session_ends("two", other.set):
        async with writing.transaction(Reader()) as connection:
            await notifications.announce_ended_sessions(connection, ["one"])
        await asyncio.wait_for(ended.wait(), timeout=10)
    assert not other.is_set()
    assert live._on_session_end == {}


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"organisation": "x"}', '{"organisation": 1, "kinds": 2}'])
def test_what_we_did_not_write_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        notifications.parsed(text)
