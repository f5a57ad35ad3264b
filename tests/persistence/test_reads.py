"""The read pool: one reader's rows in each transaction, few connections, and none that is lost."""

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator, Collection
from uuid import UUID

import asyncpg
import pytest

from samsvar.persistence import reads
from tests.conftest import Database

ME, OTHERS = UUID(int=1), UUID(int=2)
UNIT = UUID(int=3)
WHO = "select current_setting('samsvar.organisation_id', true) || ' ' || current_setting('samsvar.reader_units', true)"


@dataclasses.dataclass(frozen=True)
class Reader:
    organisation_id: UUID = ME
    reader_units: Collection[UUID] = ()


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[reads.ReadPool]:
    """Two connections."""
    opened = reads.ReadPool(database.url, size=2)
    yield opened
    await opened.close()


async def test_a_transaction_knows_its_reader_and_the_next_one_another(pool: reads.ReadPool) -> None:
    async with pool.read(Reader(ME, [UNIT, OTHERS])) as reading:
        assert await reading.value(WHO, []) == f"{ME} {{{UNIT},{OTHERS}}}"
    async with pool.read(Reader(OTHERS)) as reading:
        assert await reading.value(WHO, []) == f"{OTHERS} {{}}"


async def test_a_connection_that_is_given_back_knows_nobody(pool: reads.ReadPool) -> None:
    async with pool.read(Reader()) as reading:
        await reading.value("select 1", [])
    connection = await pool.take()
    assert (await connection.fetchval(WHO)).strip() == ""
    pool.give_back(connection)


async def test_nothing_but_ids_gets_into_the_statements_that_begin(pool: reads.ReadPool) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        async with pool.read(Reader("'; drop schema samsvar; --")) as reading:  # type: ignore[arg-type]
            await reading.value("select 1", [])


async def test_nothing_can_be_written(pool: reads.ReadPool) -> None:
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        async with pool.read(Reader()) as reading:
            await reading.value("delete from samsvar.units", [])


async def test_one_transaction_sees_one_snapshot(pool: reads.ReadPool) -> None:
    async with pool.read(Reader()) as reading:
        first = await reading.value("select now()", [])
        level = await reading.value("select current_setting('transaction_isolation')", [])
        assert (await reading.value("select now()", []), level) == (first, "repeatable read")


async def test_a_read_that_asks_nothing_takes_no_connection(pool: reads.ReadPool) -> None:
    async with pool.read(Reader()):
        pass
    assert not pool._idle


async def test_fields_that_are_resolved_at_the_same_time_take_turns(pool: reads.ReadPool) -> None:
    async with pool.read(Reader()) as reading:
        found = await asyncio.gather(*(reading.value("select $1::int", [number]) for number in range(20)))
    assert found == list(range(20))


async def test_thirty_two_readers_share_two_connections(pool: reads.ReadPool) -> None:
    async def read() -> tuple[int, int]:
        async with pool.read(Reader()) as reading:
            first = await reading.value("select pg_backend_pid() from pg_sleep(0.002)", [])
            await asyncio.sleep(0)
            return first, await reading.value("select pg_backend_pid()", [])

    found = await asyncio.wait_for(asyncio.gather(*(read() for _ in range(32 * 4))), timeout=30)
    assert all(first == second for first, second in found)
    assert len({first for first, _ in found}) == 2


async def test_readers_come_in_the_order_in_which_they_asked(pool: reads.ReadPool) -> None:
    order: list[int] = []

    async def read(number: int) -> None:
        async with pool.read(Reader()) as reading:
            await reading.value("select pg_sleep(0.001)", [])
            order.append(number)

    await asyncio.gather(*(read(number) for number in range(12)))
    assert all(abs(place - number) <= 2 for place, number in enumerate(order))


async def test_a_reader_who_goes_away_leaves_the_place_to_the_next(pool: reads.ReadPool) -> None:
    async def read(seconds: float) -> object:
        async with pool.read(Reader()) as reading:
            return await reading.value("select 1 from pg_sleep($1)", [seconds])

    busy = [asyncio.create_task(read(5)) for _ in range(2)]
    waiting = [asyncio.create_task(read(0)) for _ in range(3)]
    await asyncio.sleep(0.2)
    for task in [*busy, waiting[0]]:
        task.cancel()
    assert await asyncio.wait_for(asyncio.gather(*waiting[1:]), timeout=4) == [1, 1]
    assert await asyncio.wait_for(read(0), timeout=4) == 1


async def test_a_reader_who_goes_away_at_the_moment_of_the_turn_leaves_the_place_too(database: Database) -> None:
    pool = reads.ReadPool(database.url, size=1)
    held = await pool.take()
    next_one = asyncio.create_task(pool.take())
    await asyncio.sleep(0)
    pool.give_back(held)
    next_one.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await next_one
    pool.give_back(await asyncio.wait_for(pool.take(), timeout=4))
    await pool.close()


async def test_a_failed_statement_does_not_spoil_what_is_asked_next(pool: reads.ReadPool) -> None:
    async with pool.read(Reader()) as reading:
        with pytest.raises(asyncpg.DivisionByZeroError):
            await reading.value("select 1 / 0", [])
        assert await reading.value(WHO, []) == f"{ME} {{}}"


async def test_a_broken_connection_is_replaced(pool: reads.ReadPool, database: Database) -> None:
    async with pool.read(Reader()) as reading:
        before = await reading.value("select pg_backend_pid()", [])
    database.server.execute(f"select pg_terminate_backend({before})")
    await asyncio.sleep(0.1)
    async with pool.read(Reader()) as reading:
        assert await reading.value("select pg_backend_pid()", []) != before


async def test_a_server_that_is_not_there_is_said_and_costs_no_place() -> None:
    pool = reads.ReadPool("postgresql://nobody@127.0.0.1:1/none", size=1)
    for _ in range(3):
        with pytest.raises(OSError, match=r"Connect call failed|refused"):
            async with asyncio.timeout(4), pool.read(Reader()) as reading:
                await reading.value("select 1", [])


async def test_a_statement_that_takes_too_long_is_stopped(database: Database) -> None:
    pool = reads.ReadPool(database.url, size=1, statement_seconds=0.05)
    with pytest.raises(asyncpg.QueryCanceledError):
        async with pool.read(Reader()) as reading:
            await reading.value("select 1 from pg_sleep(1)", [])
    await pool.close()


async def test_json_comes_as_the_bytes_that_go_out(pool: reads.ReadPool) -> None:
    async with pool.read(Reader()) as reading:
        assert await reading.value("select 'æ'::varchar", []) == "æ".encode()
