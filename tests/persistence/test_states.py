"""The state that SQL reads with a row is the one that the domain would give."""

import datetime as dt
import random
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import states as rules
from samsvar.persistence import states
from samsvar.persistence.cycles import cycles
from samsvar.persistence.database import Database as Transactions
from samsvar.persistence.key_results import key_results
from samsvar.persistence.objectives import objectives
from tests.conftest import Database
from tests.factories import companies, plans

OSLO = dt.timedelta(hours=1)
STARTS, ENDS, _ = plans.CYCLES["running"]


@pytest.fixture(scope="module")
async def transactions(database: Database) -> AsyncIterator[Transactions]:
    """The module's database, as operations reach it."""
    reached = Transactions(database.url)
    yield reached
    await reached.close()


@pytest.mark.parametrize("check_in_weeks", [1, 2])
async def test_states_and_expectations_are_those_of_the_domain(transactions: Transactions, check_in_weeks: int) -> None:
    world = await plans.found(await companies.found(transactions))
    chance = random.Random(check_in_weeks)
    own: dict[UUID, dict[str, Any]] = {}
    for unit, aspirational in (("Kort", True), ("Konto", False)):
        objective, _ = await world.proven(unit, unit)
        for _ in range(60):
            key_result = await world.key_result(objective, "Chance", metric=None)
            own[key_result] = {
                "progress": chance.choice([None, *(Decimal(chance.randint(-20, 130)) / 100 for _ in range(4))]),
                "confidence": chance.choice([None, *range(11)]),
                "measured_at": chance.choice(
                    [None, dt.datetime(2025, 12, 1, 23, 30, tzinfo=dt.UTC) + dt.timedelta(days=chance.randint(0, 140))]
                ),
                "created_at": dt.datetime(2025, 12, 1, 23, 30, tzinfo=dt.UTC)
                + dt.timedelta(days=chance.randint(0, 140)),
                "kind": chance.choice(["INCREASE", "MAINTAIN"]),
                "is_aspirational": aspirational,
            }
        await world.sql(
            "update samsvar.objectives set kind = :kind where id = :id",
            kind="ASPIRATIONAL" if aspirational else "COMMITTED",
            id=objective,
        )
    await world.sql("update samsvar.organisations set check_in_weeks = :weeks", weeks=check_in_weeks)
    for own_id, row in own.items():
        await world.sql(
            "update samsvar.key_results set progress = :progress, confidence = :confidence,"
            " measured_at = :measured_at,"
            " created_at = :created_at, kind = :kind where id = :id",
            id=own_id,
            **{name: value for name, value in row.items() if name != "is_aspirational"},
        )
    seen = set()
    for today in (STARTS - dt.timedelta(days=1), STARTS, dt.date(2026, 2, 20), ENDS, ENDS + dt.timedelta(days=40)):
        day = sa.literal(today, sa.Date())
        async with transactions.transaction(await world.company.samsvar()) as connection:
            found = await connection.execute(
                sa.select(
                    key_results.c.id,
                    states.key_result_state(key_results, day),
                    states.key_result_expected_progress(key_results, day),
                )
            )
            for own_id, state, pace in found:
                if own_id not in own:
                    continue
                row = own[own_id]
                elapsed = rules.elapsed_share(STARTS, ENDS, today)
                expected = rules.expected_progress(elapsed, is_aspirational=bool(row["is_aspirational"]))
                expected = Decimal(1) if row["kind"] == "MAINTAIN" else expected
                assert abs(pace - expected) < Decimal("1e-9")
                measured_at = row["measured_at"]
                assert state == rules.progress_state(
                    progress=row["progress"],
                    expected=expected,
                    confidence=row["confidence"],
                    measured_at=None if measured_at is None else (measured_at + OSLO).date(),
                    created_on=(row["created_at"] + OSLO).date(),
                    starts_on=STARTS,
                    ends_on=ENDS,
                    today=today,
                    check_in_weeks=check_in_weeks,
                ), (row, today)
                seen.add(state)
    assert seen == set(rules.ProgressState)


@pytest.mark.parametrize(("drafted", "state"), [(STARTS, "STALE"), (dt.date(2026, 3, 1), "NOT_STARTED")])
async def test_nobody_was_silent_on_what_was_not_written_yet(
    transactions: Transactions, drafted: dt.date, state: str
) -> None:
    world = await plans.found(await companies.found(transactions))
    objective, key_result = await world.proven("Kort", "One")
    for table, own_id in (("objectives", objective), ("key_results", key_result)):
        await world.sql(f"update samsvar.{table} set created_at = :at where id = :id", at=drafted, id=own_id)
    today = sa.literal(dt.date(2026, 3, 2), sa.Date())
    async with transactions.transaction(await world.company.samsvar()) as connection:
        for read in (
            sa.select(states.key_result_state(key_results, today)).where(key_results.c.id == key_result),
            sa.select(states.objective_state(objectives, today)).where(objectives.c.id == objective),
        ):
            assert (await connection.execute(read)).scalar_one() == state


async def test_what_was_never_measured_in_a_cycle_that_is_over_is_not_measured(transactions: Transactions) -> None:
    world = await plans.found(await companies.found(transactions))
    objective, key_result = await world.proven("Kort", "One")
    last_day, after = (sa.literal(day, sa.Date()) for day in (ENDS, ENDS + dt.timedelta(days=1)))
    async with transactions.transaction(await world.company.samsvar()) as connection:
        for read, own_id, state in (
            (states.key_result_state(key_results, last_day), key_result, "NOT_STARTED"),
            (states.key_result_state(key_results, after), key_result, "NOT_MEASURED"),
            (states.objective_state(objectives, after), objective, "NOT_MEASURED"),
        ):
            table = objectives if own_id == objective else key_results
            assert (await connection.execute(sa.select(read).where(table.c.id == own_id))).scalar_one() == state


async def test_an_objectives_state_is_that_of_its_own_result(transactions: Transactions) -> None:
    world = await plans.found(await companies.found(transactions))
    objective, key_result = await world.proven("Kort", "One")
    await world.check_in(key_result, 45, confidence=8)
    for today, state in ((companies.TODAY, "ON_TRACK"), (companies.TODAY + dt.timedelta(days=15), "STALE")):
        async with transactions.transaction(await world.company.samsvar()) as connection:
            found = await connection.execute(
                sa.select(states.objective_state(objectives, sa.literal(today, sa.Date()))).where(
                    objectives.c.id == objective
                )
            )
            assert found.scalar_one() == state


async def test_a_cycles_elapsed_share_is_that_of_the_domain(transactions: Transactions) -> None:
    world = await plans.found(await companies.found(transactions))
    for today in (STARTS - dt.timedelta(days=9), STARTS, dt.date(2026, 3, 3), ENDS, ENDS + dt.timedelta(days=9)):
        async with transactions.transaction(await world.company.samsvar()) as connection:
            found = await connection.execute(
                sa.select(states.elapsed_share(cycles, sa.literal(today, sa.Date()))).where(
                    cycles.c.id == world.cycles["running"]
                )
            )
            assert abs(found.scalar_one() - rules.elapsed_share(STARTS, ENDS, today)) < Decimal("1e-9")
