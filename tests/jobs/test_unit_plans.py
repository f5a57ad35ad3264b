"""The job that lets planned changes of units take effect, at each organisation's own midnight."""

import asyncio
import contextlib
import datetime as dt

import pytest
import sqlalchemy as sa

from samsvar.jobs import unit_plans
from samsvar.operations import organisations, units
from samsvar.persistence.database import Database as Transactions
from samsvar.persistence.units import units as table
from tests.conftest import Database
from tests.factories import companies
from tests.factories.companies import NOW, TODAY, Company


async def rounds(transactions: Transactions, at: dt.datetime) -> None:
    """Let the job look once or twice."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.5):
            await unit_plans.follow_plans(transactions, clock=lambda: at)


async def name_of(company: Company, unit: str) -> str:
    async with company.database.transaction(await company.samsvar()) as connection:
        found = await connection.execute(sa.select(table.c.name).where(table.c.id == company.units[unit]))
        return str(found.scalar_one())


async def test_the_day_begins_when_it_does_in_the_organisation(database: Database) -> None:
    transactions = Transactions(database.url)
    company = await companies.found(transactions)
    tomorrow = TODAY + dt.timedelta(days=1)
    draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=1, on=tomorrow)
    await units.rename_unit(await company.scope("Astrid"), draft, now=NOW)
    # Midnight in Oslo is an hour before that of UTC, in winter.
    await rounds(transactions, dt.datetime.combine(TODAY, dt.time(22, 59), dt.UTC))
    before = await name_of(company, "Kort")
    await rounds(transactions, dt.datetime.combine(TODAY, dt.time(23, 1), dt.UTC))
    assert (before, await name_of(company, "Kort")) == ("Kort", "Betaling")
    await transactions.close()


async def test_a_failure_is_survived_and_the_next_round_is_done(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    transactions = Transactions(database.url)
    asked: list[Transactions] = []

    async def every_id(reached: Transactions) -> list[object]:
        asked.append(reached)
        if len(asked) == 1:
            raise ConnectionError("The database restarts.")
        return []

    monkeypatch.setattr(organisations, "every_id", every_id)
    monkeypatch.setattr(unit_plans, "LOOK_SECONDS", 0.01)
    await rounds(transactions, NOW)
    assert len(asked) > 1
    await transactions.close()
