"""The job that forgets old idempotency keys goes on, whatever the database does."""

import asyncio
import contextlib
import datetime as dt

import pytest

from samsvar.jobs import forgetting
from samsvar.operations import idempotency
from samsvar.persistence.database import Database as Transactions
from tests.conftest import Database
from tests.factories.companies import NOW


async def test_a_failure_is_survived_and_the_next_round_is_done(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    transactions = Transactions(database.url)
    rounds: list[dt.datetime] = []

    async def forget(_database: Transactions, *, now: dt.datetime) -> int:
        rounds.append(now)
        if len(rounds) == 1:
            raise ConnectionError("The database restarts.")
        return 0

    monkeypatch.setattr(idempotency, "forget_old", forget)
    monkeypatch.setattr(forgetting, "LOOK_SECONDS", 0.01)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.5):
            await forgetting.forget_what_is_old(transactions, clock=lambda: NOW)
    assert len(rounds) > 1
