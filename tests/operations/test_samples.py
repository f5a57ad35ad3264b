"""The sample company, and organisations of any size."""

import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from samsvar.commands import sample_company
from samsvar.operations.samples import companies, organisations, worlds
from samsvar.persistence.database import Database
from tests import conftest

ISSUER = "http://localhost:8601"


@pytest.fixture
async def database(fresh_database: conftest.Database) -> AsyncIterator[Database]:
    """An empty database, as the server reaches it."""
    database = Database(fresh_database.url)
    yield database
    await database.close()


async def rows(fresh_database: conftest.Database, query: str) -> list[tuple[Any, ...]]:
    connection = await asyncpg.connect(fresh_database.superuser_url)
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


class TestSampleCompany:
    # Months of different lengths, a leap day, and the turn of a year.
    @pytest.mark.parametrize("day", ["2026-11-22", "2027-01-01", "2028-02-29", "2026-12-31", "2027-07-15"])
    async def test_fits_any_day(self, database: Database, fresh_database: conftest.Database, day: str) -> None:
        now = dt.datetime.fromisoformat(f"{day}T09:00:00+00:00")
        assert await companies.load(database, sample_company.files(), issuer=ISSUER, now=now) is not None
        cycles = await rows(fresh_database, "select state, starts_on, ends_on from samsvar.cycles order by starts_on")
        assert [state for state, _, _ in cycles] == ["CLOSED", "CLOSED", "RUNNING", "PLANNING"]
        _, starts_on, ends_on = cycles[2]
        assert 59 <= (now.date() - starts_on).days < (ends_on - starts_on).days
        assert await rows(fresh_database, f"select id from samsvar.check_ins where at > '{now.isoformat()}'") == []

    async def test_is_loaded_once(self, database: Database) -> None:
        now = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
        assert await companies.load(database, sample_company.files(), issuer=ISSUER, now=now) is not None
        assert await companies.load(database, sample_company.files(), issuer=ISSUER, now=now) is None

    async def test_shows_what_a_company_lives_with(self, database: Database, fresh_database: conftest.Database) -> None:
        now = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
        await companies.load(database, sample_company.files(), issuer=ISSUER, now=now)
        states = {state for (state,) in await rows(fresh_database, "select distinct state from samsvar.contributions")}
        assert states == {"PROPOSED", "AGREED", "DECLINED"}
        asked = "select state from samsvar.contribution_requests order by state"
        assert await rows(fresh_database, asked) == [("ASKED",), ("ASKED",), ("DECLINED",)]
        lines = "select times, why_again <> '' from samsvar.carry_overs where from_key_result_id is null order by times"
        assert await rows(fresh_database, lines) == [(1, False), (1, False), (2, True)]
        reasons = "select count(*) from samsvar.audit_entries where deed = 'reviseKeyResult' and why <> ''"
        assert await rows(fresh_database, reasons) == [(1,)]
        kept = (
            "select (k ->> 'target')::numeric <> r.target from samsvar.commitments c,"
            " jsonb_array_elements(c.snapshot -> 'objectives') o, jsonb_array_elements(o -> 'keyResults') k"
            " join samsvar.key_results r on r.id = (k ->> 'id')::uuid where r.target is not null"
        )
        # What was committed to is kept as it was, before the one change since.
        assert [differs for (differs,) in await rows(fresh_database, kept)].count(True) == 1
        kinds = {kind for (kind,) in await rows(fresh_database, "select distinct kind from samsvar.key_results")}
        assert kinds == {"INCREASE", "DECREASE", "MAINTAIN", "MILESTONE", "BASELINE"}
        late = "select count(*) from samsvar.dependencies where state = 'ACCEPTED' and needed_by < '2026-11-22'"
        assert await rows(fresh_database, late) == [(1,)]
        drafts = await rows(fresh_database, "select count(*) from samsvar.okr_sets where state = 'DRAFT'")
        assert drafts == [(3,)]
        assert len(await rows(fresh_database, "select id from samsvar.units where valid_to is null")) == 21


class TestWorld:
    def test_calls_cycles_by_thirds_of_a_year_where_they_are_ones(self) -> None:
        world = worlds.World(sample_company.files(), dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC))
        assert world.cycles["running"].name == "3. tertial 2026"

    def test_calls_other_cycles_by_their_months(self) -> None:
        world = worlds.World(sample_company.files(), dt.datetime(2027, 1, 5, 9, tzinfo=dt.UTC))
        assert world.cycles["running"].name == "nov 2026–feb 2027"


class TestSampleOrganisation:
    async def test_has_the_size_that_was_asked_for(self, database: Database, fresh_database: conftest.Database) -> None:
        size = organisations.Size(teams=6, cycles=2, seed=7)
        now = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
        assert await organisations.load(database, size, issuer=None, now=now) is not None
        teams = "select count(*) from samsvar.units where kind = 'TEAM'"
        objectives = (
            "select count(*) from samsvar.objectives o join samsvar.units u on u.id = o.unit_id and u.kind = 'TEAM'"
        )
        assert await rows(fresh_database, teams) == [(6,)]
        assert await rows(fresh_database, objectives) == [(6 * 4 * 2,)]
        assert await rows(fresh_database, objectives.replace("objectives o", "key_results o")) == [(6 * 14 * 2,)]

    async def test_is_the_same_for_the_same_seed(self) -> None:
        now = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
        one, same, other = (
            organisations.ids_of_units(organisations.Size(teams=6, cycles=1, seed=seed), now) for seed in (7, 7, 8)
        )
        assert one == same
        assert one != other
