"""Coherence is read in one statement, as its reader may see it, and said in the reader's language."""

import string
from decimal import Decimal
from typing import Any
from uuid import UUID

import graphql
import pytest

from samsvar.domain import ambitions, coherence, contradictions
from samsvar.domain.findings import Amount, Finding, Question, Severity
from samsvar.domain.key_results import KeyResultKind
from samsvar.graph import messages
from samsvar.graph.context import Context
from samsvar.graph.schema import schema
from samsvar.operations import contributions, key_results
from samsvar.operations import okr_sets as deeds
from samsvar.persistence.database import Database as Transactions
from tests.conftest import Database
from tests.factories import companies, plans
from tests.factories.companies import NOW
from tests.factories.okrs import SETS
from tests.factories.plans import Plans
from tests.graph.conftest import Ask, World, gid
from tests.graph.selection import roads

QUERY = """
query ($id: ID!) {
  coherence(okrSet: $id) {
    okrSetId isReady
    findings {
      code question severity message remedy nodeId isHere
      evidence { nodeId title unitName cycleName kind baseline target bandLow bandHigh reached progress measure neededBy }
    }
    past { cycleId cycleName objectives keyResults initiatives committedShare aspirationalShare isOver }
  }
}
"""

CODES = sorted(
    {
        value
        for module in (ambitions, coherence, contradictions)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str)
    }
    | set(coherence.UNCOVERED.values())
    | set(coherence.QUESTION_OF)
)


class TestWords:
    @pytest.mark.parametrize("code", CODES)
    def test_every_finding_is_said_in_every_language(self, code: str) -> None:
        entry = messages.of_coherence().get(code) or messages.catalogue()[code]
        for part in ("message", "remedy"):
            named = set()
            for locale in messages.LOCALES:
                assert entry[part][locale].endswith((".", "?")), f"{part}.{locale}"
                named.add(frozenset(name for _, name, _, _ in string.Formatter().parse(entry[part][locale]) if name))
            assert len(named) == 1

    def test_no_words_are_left_over(self) -> None:
        assert set(messages.of_coherence()) <= set(CODES)

    @pytest.mark.parametrize(
        ("locale", "said"),
        [
            ("nb", "1\N{NO-BREAK SPACE}234,5\N{NO-BREAK SPACE}%"),
            ("en", "1,234.5%"),
            ("de", "1.234,5\N{NO-BREAK SPACE}%"),
        ],
    )
    def test_amounts_are_written_as_the_language_writes_them(self, locale: str, said: str) -> None:
        asked = Finding(
            code=ambitions.TARGET_FAR_BEYOND_REACHED,
            question=Question.AMBITION_AND_CAPACITY,
            severity=Severity.ADVICE,
            node=("KeyResult", UUID(int=1)),
            parameters={
                "title": "A",
                "asked": Amount(Decimal("1234.50"), "%"),
                "furthest": Amount(Decimal(1), ""),
            },
        )
        message, _ = messages.of_finding(asked, locale)
        assert said in message


class TestReading:
    @pytest.mark.parametrize("place", SETS, ids=" ".join)
    async def test_what_blocks_is_what_the_set_says_is_missing(
        self, ask: Ask, world: World, place: tuple[str, str]
    ) -> None:
        own_id = gid("OkrSet", world.ours.sets[place])
        answer = await ask(QUERY, as_="Liv", id=own_id)
        missing = await ask(
            "query ($id: ID!) { node(id: $id) { ... on OkrSet { missing { node { id } } } } }", as_="Liv", id=own_id
        )
        blocking = [each for each in answer["coherence"]["findings"] if each["severity"] == "BLOCKS"]
        assert sorted(each["nodeId"] for each in blocking) == sorted(
            each["node"]["id"] for each in missing["node"]["missing"]
        )
        assert answer["coherence"]["isReady"] == (not blocking)

    async def test_a_draft_that_may_not_be_seen_has_none(self, ask: Ask, world: World) -> None:
        draft = gid("OkrSet", world.ours.sets["Lån", "2026 T1"])
        assert (await ask(QUERY, as_="Kim", id=draft))["coherence"] is None
        assert (await ask(QUERY, as_="Lars", id=draft))["coherence"] is not None

    async def test_neither_has_another_organisations_nor_what_is_no_set(self, ask: Ask, world: World) -> None:
        theirs = gid("OkrSet", world.theirs.sets["Kort", "2026 T1"])
        objective = gid("Objective", next(iter(world.ours.objectives.values())))
        for strange in (theirs, objective, "nonsense"):
            assert (await ask(QUERY, as_="Kim", id=strange))["coherence"] is None


@pytest.fixture
async def own(database: Database) -> Any:
    """A company of the test's own, to write in."""
    transactions = Transactions(database.url)
    yield await plans.found(await companies.found(transactions))
    await transactions.close()


async def findings(own: Plans, okr_set: UUID, *, as_: str) -> list[dict[str, Any]]:
    """Return what somebody is told of a set."""
    context = Context(scope=await own.company.scope(as_), now=NOW, live=World.nobody_listens())
    result = await roads.by_graphql_core(schema, graphql.parse(QUERY), {"id": gid("OkrSet", okr_set)}, context)
    assert not result.errors, result.errors
    told: list[dict[str, Any]] = result.data["coherence"]["findings"]  # type: ignore[index]
    return told


async def written(own: Plans, unit: str, kind: KeyResultKind, metric: UUID, *, state: str = "PROPOSED") -> UUID:
    """Write a set with one key result by a metric; return the set."""
    okr_set = await own.okr_set(unit)
    objective = await own.objective(okr_set, f"Objective of {unit}", stands_alone_reason="So it is")
    ends = (10, 20) if kind is KeyResultKind.INCREASE else (20, 10)
    await own.key_result(objective, f"Proof of {unit}", kind=kind, baseline=ends[0], target=ends[1], metric=metric)
    if state != "DRAFT":
        await deeds.propose_okr_set(await own.by(None), deeds.TurnOkrSet(okr_set, 1), now=NOW)
    return okr_set


@pytest.fixture
async def metric(own: Plans) -> UUID:
    """A metric that several units use."""
    _, key_result = await own.proven("Bedrift", "Somewhere")
    found: UUID = (await own.row("key_results", key_result))["metric_id"]
    await own.sql("delete from samsvar.key_results where id = :id", id=key_result)
    return found


class TestAcrossUnits:
    @pytest.mark.parametrize(
        ("state", "reader", "is_told"),
        [("PROPOSED", "Odd", True), ("DRAFT", "Odd", False), ("DRAFT", "Per", True), ("DRAFT", "Kim", False)],
    )
    async def test_a_contradiction_reveals_no_draft(
        self, own: Plans, metric: UUID, state: str, reader: str, is_told: bool
    ) -> None:
        kort = await written(own, "Kort", KeyResultKind.INCREASE, metric)
        await written(own, "Lån", KeyResultKind.DECREASE, metric, state=state)
        told = [each for each in await findings(own, kort, as_=reader) if each["question"] == "CONTRADICTION"]
        assert [each["code"] for each in told] == ([contradictions.PULLED_APART] if is_told else [])
        assert ("Proof of Lån" in str(await findings(own, kort, as_=reader))) is is_told

    async def test_another_cycle_contradicts_nothing(self, own: Plans, metric: UUID) -> None:
        kort = await written(own, "Kort", KeyResultKind.INCREASE, metric)
        await written(own, "Lån", KeyResultKind.DECREASE, metric)
        await own.sql(
            "update samsvar.okr_sets set cycle_id = :cycle where unit_id = :unit",
            cycle=own.cycles["coming"],
            unit=own.company.units["Lån"],
        )
        assert not [each for each in await findings(own, kort, as_="Odd") if each["question"] == "CONTRADICTION"]

    async def test_targets_of_a_part_and_its_whole_may_differ(self, own: Plans, metric: UUID) -> None:
        kort = await written(own, "Kort", KeyResultKind.INCREASE, metric)
        privat = await written(own, "Privat", KeyResultKind.INCREASE, metric)
        await own.sql("update samsvar.key_results set target = 90 where okr_set_id = :id", id=privat)
        codes = [each["code"] for each in await findings(own, kort, as_="Odd")]
        assert contradictions.TARGETS_DIFFER in codes
        ids = {row["okr_set_id"]: row["id"] for row in await own.rows("objectives")}
        await own.contribution(ids[kort], ids[privat], agreed=False)
        codes = [each["code"] for each in await findings(own, kort, as_="Odd")]
        assert contradictions.TARGETS_DIFFER not in codes


class TestAbove:
    async def test_what_nobody_contributes_to_is_told_until_somebody_does(self, own: Plans) -> None:
        company, _ = await own.proven("Nordlys", "Company's")
        division, _ = await own.proven("Privat", "Division's")
        ours, _ = await own.proven("Kort", "Ours")
        await own.proven("Bedrift", "Not above us")
        kort = (await own.row("objectives", ours))["okr_set_id"]

        async def uncovered() -> set[str]:
            told = await findings(own, kort, as_="Odd")
            return {each["nodeId"] for each in told if each["code"] in coherence.UNCOVERED.values()}

        moal = gid("Moal", own.moal)
        above, top = gid("Objective", division), gid("Objective", company)
        assert await uncovered() == {moal, top, above}
        await own.contribution(ours, division)
        assert await uncovered() == {moal, top}
        draft = contributions.ProposeContribution(
            contributions.EndRef(contributions.EndKind.OBJECTIVE, company),
            contributions.EndRef(contributions.EndKind.MOAL, own.moal),
        )
        await contributions.propose_contribution(await own.by("Liv"), draft, now=NOW)
        assert await uncovered() == {top}

    async def test_a_moal_of_another_year_or_division_is_not_ours(self, own: Plans) -> None:
        ours, _ = await own.proven("Kort", "Ours")
        kort = (await own.row("objectives", ours))["okr_set_id"]
        await own.sql("update samsvar.moals set unit_id = :unit", unit=own.company.units["Bedrift"])
        told = await findings(own, kort, as_="Odd")
        assert "MOAL_UNCOVERED" not in {each["code"] for each in told}
        await own.sql("update samsvar.moals set unit_id = :unit", unit=own.company.units["Privat"])
        assert "MOAL_UNCOVERED" in {each["code"] for each in await findings(own, kort, as_="Odd")}
        await own.sql("update samsvar.moals set year = 2025")
        assert "MOAL_UNCOVERED" not in {each["code"] for each in await findings(own, kort, as_="Odd")}


async def test_what_a_unit_reached_before_is_told_with_its_cycle(own: Plans) -> None:
    past = await own.okr_set("Kort")
    objective = await own.objective(past, "Then", stands_alone_reason="So it was")
    key_result = await own.key_result(objective, "Proof then", baseline=0, target=100)
    await deeds.propose_okr_set(await own.by(None), deeds.TurnOkrSet(past, 1), now=NOW)
    await own.check_in(key_result, 60)
    metric = (await own.row("key_results", key_result))["metric_id"]
    coming = await own.okr_set("Kort", "coming")
    now = await own.objective(coming, "Now", stands_alone_reason="So it is")
    again = await own.key_result(now, "Proof now", baseline=30, target=50, metric=metric)
    told = await findings(own, coming, as_="Odd")
    (behind,) = [each for each in told if each["code"] == ambitions.TARGET_BEHIND_REACHED]
    assert behind["nodeId"] == gid("KeyResult", again)
    assert behind["message"] == "«Proof now» sikter mot 50, men dere nådde 60 i running."
    assert [
        (each["cycleName"], each["baseline"], each["target"], each["reached"], each["progress"])
        for each in behind["evidence"]
    ] == [("running", 0.0, 100.0, 60.0, 0.6)]
    revised = key_results.ReviseKeyResult(
        key_result=again,
        expected_version=1,
        measured=key_results.Measured(
            kind=KeyResultKind.INCREASE, metric=metric, baseline=Decimal(60), target=Decimal(70)
        ),
    )
    await key_results.revise_key_result(await own.by("Mia"), revised, now=NOW)
    told = await findings(own, coming, as_="Odd")
    assert [each["code"] for each in told if each["nodeId"] == gid("KeyResult", again)] == [ambitions.REACHED_BEFORE]
