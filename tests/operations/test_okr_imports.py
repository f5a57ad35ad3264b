"""Importing OKRs: everything once, nothing half-done, and again without a change."""

import datetime as dt
import json
import pathlib
from collections.abc import AsyncIterator

import asyncpg
import pytest

from samsvar.operations import okr_imports
from samsvar.persistence.database import Database
from tests import conftest

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
PUBLISHED = pathlib.Path(__file__).parents[3] / "shared" / "data" / "okr" / "gitlab.jsonl"


def line(external_id: str, team: str, **more: object) -> str:
    record = {"id": external_id, "org": "Nordlys", "cycle": "2026-Q4", "team": team, "level": "team", "parent": None}
    return json.dumps(record | {"objective": f"Mål {external_id}", "key_results": ["Feil fra 8% til 5%"]} | more)


FILE = [
    line("1", "Ledelsen", level="company"),
    line("2", "Kasse", parent="1", key_results=["Errors from 8% to 5%", "Ship it"]),
    line("3", "Kasse", parent="1", cycle="2026-Q3", key_results=[]),
]


@pytest.fixture
async def database(fresh_database: conftest.Database) -> AsyncIterator[Database]:
    """An empty database, as the server reaches it."""
    database = Database(fresh_database.url)
    yield database
    await database.close()


async def contents(fresh_database: conftest.Database) -> dict[str, str]:
    """Return a fingerprint of each of our tables, as it really is stored."""
    connection = await asyncpg.connect(fresh_database.superuser_url)
    try:
        names = await connection.fetch("select tablename from pg_tables where schemaname = 'samsvar' order by 1")
        return {
            name: await connection.fetchval(
                f"select md5(string_agg(t::text, '|' order by t::text)) from samsvar.{name} t"
            )
            for (name,) in names
        }
    finally:
        await connection.close()


class TestImportOkrs:
    async def test_stores_what_the_lines_say(self, database: Database, fresh_database: conftest.Database) -> None:
        report = await okr_imports.import_okrs(database, FILE, now=NOW)
        assert {name: (count.read, count.stored) for name, count in report.organisations["Nordlys"].items()} == {
            "units": (2, 2),
            "cycles": (2, 2),
            "objectives": (3, 3),
            "key results": (3, 3),
            "parents": (1, 1),
        }
        connection = await asyncpg.connect(fresh_database.superuser_url)
        rows = await connection.fetch("select title, kind, baseline, target from samsvar.key_results order by title")
        states = await connection.fetch("select name, state from samsvar.cycles order by name")
        await connection.close()
        assert ("Errors from 8% to 5%", "DECREASE", 8, 5) in [tuple(row) for row in rows]
        assert ("Ship it", "MILESTONE", None, None) in [tuple(row) for row in rows]
        assert [tuple(row) for row in states] == [("2026-Q3", "CLOSED"), ("2026-Q4", "RUNNING")]

    async def test_changes_nothing_the_second_time(self, database: Database, fresh_database: conftest.Database) -> None:
        await okr_imports.import_okrs(database, FILE, now=NOW)
        before = await contents(fresh_database)
        report = await okr_imports.import_okrs(database, FILE, now=NOW + dt.timedelta(days=3))
        assert {count.stored for count in report.organisations["Nordlys"].values()} == {0}
        assert await contents(fresh_database) == before

    async def test_adds_only_what_is_new_and_leaves_the_rest_as_it_is(self, database: Database) -> None:
        await okr_imports.import_okrs(database, FILE, now=NOW)
        report = await okr_imports.import_okrs(database, [*FILE, line("4", "Lager", parent="1")], now=NOW)
        stored = {name: count.stored for name, count in report.organisations["Nordlys"].items()}
        assert stored == {"units": 1, "cycles": 0, "objectives": 1, "key results": 1, "parents": 1}

    async def test_leaves_out_a_cycle_on_the_days_of_another_one_and_says_so(self, database: Database) -> None:
        await okr_imports.import_okrs(database, FILE, now=NOW)
        report = await okr_imports.import_okrs(database, [line("9", "Kasse", cycle="2026-T3")], now=NOW)
        assert [(remark.line, remark.code, remark.is_left_out) for remark in report.remarks] == [
            (1, "CYCLES_OVERLAP", True)
        ]
        assert report.organisations["Nordlys"]["objectives"].stored == 0

    async def test_stores_a_cycle_whole_or_not_at_all(
        self, database: Database, fresh_database: conftest.Database
    ) -> None:
        owner = await asyncpg.connect(fresh_database.superuser_url)
        await owner.execute(
            "alter table samsvar.key_results add constraint trap check (title <> 'Ship it')"
        )  # The second cycle in time can't be stored.
        with pytest.raises(Exception, match="trap"):
            await okr_imports.import_okrs(database, FILE, now=NOW)
        cycles = await owner.fetch(
            "select c.name, count(o.id) from samsvar.cycles c left join samsvar.objectives o on o.cycle_id = c.id group by 1"
        )
        await owner.close()
        assert [tuple(row) for row in cycles] == [("2026-Q3", 1)]

    @pytest.mark.skipif(not PUBLISHED.exists(), reason="The published OKRs are not part of this repository.")
    async def test_takes_in_what_a_real_company_published(self, database: Database) -> None:
        with PUBLISHED.open(encoding="utf-8") as lines:
            report = await okr_imports.import_okrs(database, lines, now=NOW)
        assert report.lines == 978
        assert {name: (count.read, count.stored) for name, count in report.organisations["GitLab"].items()} == {
            "units": (259, 259),
            "cycles": (11, 11),
            "objectives": (978, 978),
            "key results": (900, 900),
            "parents": (945, 945),
        }
        assert not [remark for remark in report.remarks if remark.is_left_out]


class TestSlugOf:
    @pytest.mark.parametrize(
        ("name", "slug"),
        [("Fjordbank", "fjordbank"), ("Blå & Grønn Æra AS", "bla-gronn-aera-as"), ("東京", "organisation")],
    )
    def test_is_plain_ascii(self, name: str, slug: str) -> None:
        assert okr_imports.slug_of(name) == slug
