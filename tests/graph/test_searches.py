"""Search: words and their beginnings in three languages, the best first, within the organisation and past no draft."""

import asyncpg
import pytest

from samsvar.connectors import embedded_postgres
from tests.conftest import Database
from tests.factories.okrs import NOW_CYCLE
from tests.graph.conftest import Ask, World, gid

HITS = """kind rank subject {
  ... on Unit { name } ... on Moal { name: title } ... on Objective { name: title }
  ... on KeyResult { name: title } ... on Metric { name }
}"""


async def found(ask: Ask, text: str, *, as_: str = "Kim", more: str = "") -> list[str]:
    """Return the names of what is found."""
    answer = await ask(f"query ($text: String!) {{ search(text: $text{more}) {{ {HITS} }} }}", as_=as_, text=text)
    ranks = [hit["rank"] for hit in answer["search"]]
    assert ranks == sorted(ranks, reverse=True)
    return [hit["subject"]["name"] for hit in answer["search"]]


@pytest.mark.parametrize(
    ("_case", "text", "first"),
    [
        ("the beginning of a word", "betal", "Betaling uten omveier"),
        ("in the middle of a title", "overalt", "Kortet virker overalt"),
        ("whatever the case", "BETALING", "Betaling uten omveier"),
        ("several words, in any order", "omveier betaling", "Betaling uten omveier"),
        ("another form of a Norwegian word", "betalingen", "Betaling uten omveier"),
        ("another form of a German word", "Umweg", "Zahlungen ohne Umwege"),
        ("another form of an English word", "opened accounts", "Opening an account takes minutes"),
        ("a unit by name", "konto", "Konto"),
        ("a Moal", "lernende", "Eine lernende Bank"),
        ("a metric", "godtatte", "Godtatte kort"),
        ("letters beyond ASCII", "forsøk", "Kort godtatt ved første forsøk"),
        ("words of why", "tillit", "Betaling uten omveier"),
    ],
)
async def test_it_finds(ask: Ask, _case: str, text: str, first: str) -> None:
    assert (await found(ask, text))[0] == first


@pytest.mark.parametrize(
    "text", ["", "   ", "!!!", "'; drop table units; --", "zzz", "betaling zzz", ":*", "x & | q", "\\"]
)
async def test_it_finds_nothing_where_not_all_words_are(ask: Ask, text: str) -> None:
    assert await found(ask, text) == []


async def test_a_title_that_begins_with_the_text_comes_before_one_that_only_has_it(ask: Ask) -> None:
    names = await found(ask, "kort", more=", kinds: [OBJECTIVE, KEY_RESULT, UNIT]")
    assert names[0] == "Kort"
    assert names.index("Kortet virker overalt") < names.index("Avviste kort")


async def test_a_closed_cycle_comes_after_an_open_one(ask: Ask) -> None:
    names = await found(ask, "avviste kort", more=", kinds: [KEY_RESULT]")
    assert names == ["Avviste kort", "Avviste kort i fjor"]


async def test_it_can_be_held_to_kinds_and_to_a_cycle(ask: Ask, world: World) -> None:
    cycle = gid("Cycle", world.ours.cycles["2025 T3"])
    assert await found(ask, "kort", more=f', kinds: [OBJECTIVE], cycle: "{cycle}"') == ["Færre avviste kort"]
    now = gid("Cycle", world.ours.cycles[NOW_CYCLE])
    assert "Avviste kort i fjor" not in await found(ask, "kort", more=f', cycle: "{now}"')


async def test_it_gives_no_more_than_is_asked_for(ask: Ask) -> None:
    assert len(await found(ask, "kort", more=", first: 2")) == 2


@pytest.mark.parametrize(("name", "is_seen"), [("Kim", False), ("Vidar", False), ("Lars", True), ("Per", True)])
async def test_drafts_are_found_by_those_who_see_them(ask: Ask, name: str, is_seen: bool) -> None:
    assert ("Boliglån på én dag" in await found(ask, "boliglån", as_=name)) is is_seen
    assert ("Søknader ferdig samme dag" in await found(ask, "søknader", as_=name)) is is_seen


class TestTheFunctionByItself:
    """It runs as the owner and past the policies, so that it must keep to organisation and drafts by itself."""

    async def found(self, connection: asyncpg.Connection, organisation: str, readers: str, text: str) -> list[str]:
        async with connection.transaction():
            await connection.execute("select set_config('samsvar.organisation_id', $1, true)", organisation)
            await connection.execute("select set_config('samsvar.reader_units', $1, true)", readers)
            rows = await connection.fetch("select subject_id from samsvar.search($1, null, null, 100)", text)
            return [str(row["subject_id"]) for row in rows]

    @pytest.fixture
    async def connection(self, world: World, postgres_server: embedded_postgres.Server) -> asyncpg.Connection:
        del world  # It fills the database.
        connected = await asyncpg.connect(Database("test_graph", postgres_server).url)
        yield connected
        await connected.close()

    async def test_it_finds_nothing_without_an_organisation(self, connection: asyncpg.Connection) -> None:
        assert await self.found(connection, "", "{}", "betaling") == []

    async def test_it_finds_only_what_is_of_the_organisation(
        self, connection: asyncpg.Connection, world: World
    ) -> None:
        for own, other in ((world.ours, world.theirs), (world.theirs, world.ours)):
            readers = "{" + str(own.company.units["Nordlys"]) + "}"
            hits = await self.found(connection, str(own.company.id), readers, "b")
            assert str(own.objectives["Boliglån på én dag"]) in hits
            assert not [one for one in other.objectives.values() if str(one) in hits]

    async def test_it_finds_no_draft_without_a_reader_s_units(
        self, connection: asyncpg.Connection, world: World
    ) -> None:
        hits = await self.found(connection, str(world.ours.company.id), "{}", "boliglån")
        assert hits == []

    async def test_units_of_another_organisation_open_no_drafts(
        self, connection: asyncpg.Connection, world: World
    ) -> None:
        readers = "{" + str(world.theirs.company.units["Nordlys"]) + "}"
        assert await self.found(connection, str(world.ours.company.id), readers, "boliglån") == []
