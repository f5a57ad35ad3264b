"""Overlap findings through the API: what is listed, counted and seen, by whom, in how many statements."""

import dataclasses
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import graphql
import orjson
import pytest

from samsvar.graph.context import Context
from samsvar.graph.schema import schema
from samsvar.persistence.database import Database as Transactions
from samsvar.persistence.overlap_questions import OverlapQuestions, Question, Similar
from tests.conftest import Database
from tests.factories import companies, overlaps
from tests.factories import plans as plans_factory
from tests.factories.companies import NOW
from tests.factories.plans import Plans
from tests.graph.conftest import World as Worlds
from tests.graph.conftest import gid
from tests.graph.selection import roads
from tests.graph.test_statements import Counting

EVIDENCE = {
    "words_in_common": ["kort", "raskere"],
    "word_pairs": [{"a": "kunder", "b": "customers", "likeness": 0.71}],
    "parts": [{"name": "WHOLE", "value": 0.83, "weight": 0.48}],
}
SIDES = "a { objective { title } unit { name } keyResult { title } marks { nodeId start end } }"


class Worker(OverlapQuestions):
    """Answers at once, or not at all."""

    def __init__(self, answers: Sequence[Similar] | None) -> None:
        self.answers = answers

    async def ask(self, asked: Question, *, seconds: float = 0) -> list[Similar] | None:
        del asked, seconds
        return None if self.answers is None else list(self.answers)


@dataclasses.dataclass(frozen=True)
class Found:
    """
    A company whose teams write alike, with what a reading finds.

    Kort, Lån and Konto share a target; Kort and Lån a pair of their own, a weak one, and a conflict; Bedrift's draft overlaps with Kort.
    """

    plans: Plans
    objectives: Mapping[str, UUID]
    proof: UUID
    findings: Mapping[str, UUID]

    async def ask(
        self,
        asked: str,
        /,
        *,
        by: str = "Odd",
        statements: int | None = None,
        answers: Sequence[Similar] | None = None,
        **variables: Any,
    ) -> Any:
        """Return what a query answers; errors fail the test, and so does another number of statements. The worker gives ``answers``."""
        document = graphql.parse(asked)
        assert not graphql.validate(schema._schema, document)
        scope = await self.plans.company.scope(by)
        counting = Counting(scope.database)
        scope = dataclasses.replace(scope, database=counting)
        context = Context(scope=scope, now=NOW, live=Worlds.nobody_listens(), questions=Worker(answers))
        variables = {"cycle": gid("Cycle", self.plans.cycles["running"]), **variables}
        result = await roads.by_graphql_core(schema, document, variables, context)
        assert not result.errors, result.errors
        assert statements in (None, counting.statements)
        return orjson.loads(orjson.dumps(result.data))

    def unit(self, name: str) -> str:
        """Return a unit's global id."""
        return gid("Unit", self.plans.company.units[name])

    def names(self, listed: list[dict[str, Any]]) -> list[str]:
        """Return what findings are called here."""
        called = {gid("OverlapFinding", own_id): name for name, own_id in self.findings.items()}
        return [called[each["id"]] for each in listed]


@pytest.fixture(scope="module")
async def found(database: Database) -> AsyncIterator[Found]:
    transactions = Transactions(database.url)
    plans = await plans_factory.found(await companies.found(transactions))
    objectives, proofs = {}, {}
    for unit, state in (("Kort", "PROPOSED"), ("Lån", "PROPOSED"), ("Konto", "PROPOSED"), ("Bedrift", "DRAFT")):
        objectives[unit], proofs[unit] = await plans.proven(unit, f"Raskere i {unit}", state=state)
    marks = {
        "a_marks": [{"node_id": str(min(objectives["Kort"], objectives["Lån"])), "start": 0, "end": 7}],
        "b_marks": [],
    }
    kort, lan, konto, bedrift = (objectives[unit] for unit in ("Kort", "Lån", "Konto", "Bedrift"))
    group = await overlaps.shared(plans, [kort, lan, konto])
    findings = {
        "group": group,
        "pair": await overlaps.found(
            plans, kort, lan, evidence=EVIDENCE | marks, score=5.0, proofs=(proofs["Kort"], None)
        ),
        "in group": await overlaps.found(plans, kort, konto, score=5.9, group=group),
        "weak": await overlaps.found(plans, lan, konto, score=4.0),
        "conflict": await overlaps.found(
            plans, kort, lan, kind="CONFLICT", rule="OPPOSITE_METRIC", score=100.0, evidence={"a_direction": "UP"}
        ),
        "draft": await overlaps.found(plans, kort, bedrift, score=5.5),
    }
    await plans.dependency(kort, konto)
    yield Found(plans, objectives, proofs["Kort"], findings)
    await transactions.close()


LISTED = "query ($cycle: ID!, $unit: ID, $between: [ID!], $least: Float) { overlaps(cycle: $cycle, unit: $unit, between: $between, minScore: $least) { totalCount nodes { id } } }"


class TestListing:
    async def test_the_strongest_come_first_without_the_weak_and_without_pairs_that_a_group_says(
        self, found: Found
    ) -> None:
        answer = await found.ask(LISTED, statements=1)
        assert found.names(answer["overlaps"]["nodes"]) == ["conflict", "group", "pair"]
        assert answer["overlaps"]["totalCount"] == 3

    async def test_a_draft_is_for_who_sees_both_sides(self, found: Found) -> None:
        for name, sees in (("Odd", False), ("Per", False), ("Bodil", True), ("Liv", True), ("Vidar", False)):
            answer = await found.ask(LISTED, by=name)
            assert ("draft" in found.names(answer["overlaps"]["nodes"])) is sees, name
            node = await found.ask(
                "query ($id: ID!) { node(id: $id) { id } }", by=name, id=gid("OverlapFinding", found.findings["draft"])
            )
            assert (node["node"] is not None) is sees, name

    async def test_a_unit_is_asked_with_all_below_it(self, found: Found) -> None:
        for unit, names in (("Konto", ["group"]), ("Bedrift", ["group"]), ("Privat", ["conflict", "group", "pair"])):
            answer = await found.ask(LISTED, unit=found.unit(unit), statements=1)
            assert found.names(answer["overlaps"]["nodes"]) == names, unit

    async def test_a_cell_is_what_lies_between_two_units(self, found: Found) -> None:
        for two, names in ((("Privat", "Bedrift"), ["group"]), (("Kort", "Lån"), ["conflict", "group", "pair"])):
            answer = await found.ask(LISTED, between=[found.unit(unit) for unit in two], statements=1)
            assert found.names(answer["overlaps"]["nodes"]) == names

    async def test_a_unit_above_stands_for_its_own_and_a_unit_twice_for_what_lies_within_it(self, found: Found) -> None:
        for two, names in (
            (("Privat", "Kort"), []),
            (("Privat", "Privat"), ["conflict", "group", "pair"]),
            (("Konto", "Konto"), []),
        ):
            answer = await found.ask(LISTED, between=[found.unit(unit) for unit in two])
            assert found.names(answer["overlaps"]["nodes"]) == names, two

    async def test_least_likeness_can_be_asked_for(self, found: Found) -> None:
        low = await found.ask(LISTED, least=3.6)
        assert found.names(low["overlaps"]["nodes"]) == ["conflict", "group", "pair", "weak"]
        high = await found.ask(LISTED, least=5.75)
        assert found.names(high["overlaps"]["nodes"]) == ["conflict", "group"]

    async def test_pages_go_on_where_they_ended(self, found: Found) -> None:
        text = "query ($cycle: ID!, $after: String) { overlaps(cycle: $cycle, first: 2, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }"
        first = (await found.ask(text))["overlaps"]
        assert first["pageInfo"]["hasNextPage"]
        second = (await found.ask(text, after=first["pageInfo"]["endCursor"]))["overlaps"]
        assert found.names([*first["nodes"], *second["nodes"]]) == ["conflict", "group", "pair"]


class TestFinding:
    async def test_says_why_with_marks_in_titles(self, found: Found) -> None:
        text = f"""query ($id: ID!) {{ node(id: $id) {{ ... on OverlapFinding {{
          kind computedKind rule state strength score version {SIDES} members {{ unit {{ name }} }}
          evidence {{ wordsInCommon wordPairs {{ a b likeness }} metric {{ name }} aDirection dependency {{ id }} parts {{ name value weight }} }}
        }} }} }}"""
        pair = (await found.ask(text, id=gid("OverlapFinding", found.findings["pair"]), statements=1))["node"]
        assert (pair["kind"], pair["rule"], pair["state"], pair["strength"]) == (
            "OVERLAP",
            "SIMILAR_TEXT",
            "OPEN",
            "LIKELY",
        )
        assert pair["evidence"] == {
            "wordsInCommon": EVIDENCE["words_in_common"],
            "wordPairs": EVIDENCE["word_pairs"],
            "metric": None,
            "aDirection": None,
            "dependency": None,
            "parts": EVIDENCE["parts"],
        }
        first = min(found.objectives["Kort"], found.objectives["Lån"])
        assert pair["a"]["marks"] == [{"nodeId": gid("Objective", first), "start": 0, "end": 7}]
        assert {each["unit"]["name"] for each in pair["members"]} == {"Kort", "Lån"}
        conflict = (await found.ask(text, id=gid("OverlapFinding", found.findings["conflict"])))["node"]
        assert (conflict["strength"], conflict["evidence"]["aDirection"]) == ("CERTAIN", "UP")

    async def test_a_shared_target_has_all_its_members(self, found: Found) -> None:
        text = "query ($id: ID!) { node(id: $id) { ... on OverlapFinding { members { unit { name } objective { title } } } } }"
        group = (await found.ask(text, id=gid("OverlapFinding", found.findings["group"])))["node"]
        assert {each["unit"]["name"] for each in group["members"]} == {"Kort", "Lån", "Konto"}

    async def test_is_decided_by_its_units_and_by_who_leads_above_them_all(self, found: Found) -> None:
        text = "query ($id: ID!) { node(id: $id) { ... on OverlapFinding { mayDecide } } }"
        for finding, who in (
            ("pair", {"Liv", "Per", "Odd", "Mia", "Lars"}),
            ("group", {"Liv", "Odd", "Mia", "Lars", "Kim"}),
        ):
            own_id = gid("OverlapFinding", found.findings[finding])
            answers = {name: await found.ask(text, by=name, id=own_id) for name in companies.PEOPLE}
            assert {name for name, answer in answers.items() if answer["node"]["mayDecide"]} == who, finding

    async def test_is_found_from_its_objectives_and_key_results(self, found: Found) -> None:
        text = "query ($o: ID!, $k: ID!) { objective(id: $o) { overlaps { id } } keyResult(id: $k) { overlaps(states: [OPEN]) { id } } }"
        answer = await found.ask(
            text, o=gid("Objective", found.objectives["Kort"]), k=gid("KeyResult", found.proof), statements=2
        )
        assert found.names(answer["objective"]["overlaps"]) == ["conflict", "group", "pair"]
        assert found.names(answer["keyResult"]["overlaps"]) == ["pair"]


class TestMatrix:
    TEXT = """query ($unit: ID!, $cycle: ID!) { overlapMatrix(unit: $unit, cycle: $cycle) {
      rows { unit { name } objectives } reading { total unread embedder isLexicalOnly recount { done } }
      cells { rowUnitId columnUnitId overlaps conflicts interfaces dependencies strongest } } }"""

    async def test_a_division_has_its_teams_and_itself(self, found: Found) -> None:
        answer = (await found.ask(self.TEXT, unit=found.unit("Privat"), statements=1))["overlapMatrix"]
        assert [(row["unit"]["name"], row["objectives"]) for row in answer["rows"]] == [
            ("Privat", 0),
            ("Kort", 1),
            ("Lån", 1),
        ]
        kort, lan = found.unit("Kort"), found.unit("Lån")
        both = {"overlaps": 2, "conflicts": 1, "interfaces": 0, "dependencies": 0, "strongest": "CERTAIN"}
        cells = {(cell.pop("rowUnitId"), cell.pop("columnUnitId")): cell for cell in answer["cells"]}
        assert cells == {(kort, lan): both, (lan, kort): both}

    async def test_the_company_has_its_divisions_with_what_lies_within_them(self, found: Found) -> None:
        answer = (await found.ask(self.TEXT, unit=found.unit("Nordlys"), statements=1))["overlapMatrix"]
        assert [row["unit"]["name"] for row in answer["rows"]] == ["Nordlys", "Privat", "Bedrift"]
        privat, bedrift = found.unit("Privat"), found.unit("Bedrift")
        cells = {(cell.pop("rowUnitId"), cell.pop("columnUnitId")): cell for cell in answer["cells"]}
        assert cells[privat, privat]["overlaps"] == 2
        assert cells[privat, privat]["conflicts"] == 1
        across = {"overlaps": 1, "conflicts": 0, "interfaces": 0, "strongest": "STRONG"}
        assert cells[privat, bedrift] == across | {"dependencies": 1}
        assert cells[bedrift, privat] == across | {"dependencies": 0}

    async def test_two_divisions_lie_across_each_other_team_by_team(self, found: Found) -> None:
        text = """query ($unit: ID!, $across: ID, $cycle: ID!) { overlapMatrix(unit: $unit, across: $across, cycle: $cycle) {
          rows { unit { name } } columns { unit { name } } cells { rowUnitId columnUnitId overlaps dependencies } } }"""
        privat, bedrift = found.unit("Privat"), found.unit("Bedrift")
        answer = (await found.ask(text, statements=1, unit=privat, across=bedrift))["overlapMatrix"]
        assert [row["unit"]["name"] for row in answer["rows"]] == ["Privat", "Kort", "Lån"]
        assert [column["unit"]["name"] for column in answer["columns"]] == ["Bedrift", "Konto"]
        cells = {(cell.pop("rowUnitId"), cell.pop("columnUnitId")): cell for cell in answer["cells"]}
        assert cells == {
            (found.unit("Kort"), found.unit("Konto")): {"overlaps": 1, "dependencies": 1},
            (found.unit("Lån"), found.unit("Konto")): {"overlaps": 1, "dependencies": 0},
        }

    async def test_a_cell_is_counted_as_it_is_listed(self, found: Found) -> None:
        text = "query ($between: [ID!], $cycle: ID!) { overlapCounts(between: $between, cycle: $cycle) { kind count } }"
        for two, kinds in ((("Lån", "Konto"), ["SHARED_TARGET"]), (("Konto", "Konto"), [])):
            answer = await found.ask(text, between=[found.unit(unit) for unit in two], statements=1)
            assert [each["kind"] for each in answer["overlapCounts"]] == kinds, two

    async def test_counts_are_of_what_is_listed(self, found: Found) -> None:
        text = "query ($unit: ID, $cycle: ID!) { overlapCounts(unit: $unit, cycle: $cycle) { state kind count } }"
        answer = (await found.ask(text, statements=1))["overlapCounts"]
        assert {(each["state"], each["kind"]): each["count"] for each in answer} == {
            ("OPEN", "CONFLICT"): 1,
            ("OPEN", "OVERLAP"): 1,
            ("OPEN", "SHARED_TARGET"): 1,
        }
        konto = (await found.ask(text, unit=found.unit("Konto"), statements=1))["overlapCounts"]
        assert [each["kind"] for each in konto] == ["SHARED_TARGET"]


class TestSuggesting:
    TEXT = """query ($text: String!, $cycle: ID!, $unit: ID!) { similarTo(text: $text, cycle: $cycle, unit: $unit) {
      isRead found { objective { title } keyResult { title } strength rule score } } }"""

    async def test_without_an_answer_of_the_worker_it_finds_what_has_all_words(self, found: Found) -> None:
        answer = (await found.ask(self.TEXT, text="raskere i lån", unit=found.unit("Kort"), statements=1))["similarTo"]
        assert answer["isRead"] is False
        [only] = answer["found"]
        assert (only["objective"]["title"], only["strength"], only["rule"]) == ("Raskere i Lån", "STRONG", "SAME_TEXT")

    async def test_what_the_worker_answers_is_shown_as_far_as_the_reader_sees_it(self, found: Found) -> None:
        own = found.objectives
        answers = [
            Similar(own["Lån"], None, 6.1, is_same_text=False),
            Similar(own["Konto"], None, 4.5, is_same_text=True),
            Similar(own["Bedrift"], None, 9.0, is_same_text=False),  # A draft of others.
            Similar(own["Kort"], None, 9.0, is_same_text=False),  # The unit's own.
        ]
        answer = await found.ask(self.TEXT, text="Fortere", unit=found.unit("Kort"), answers=answers, statements=1)
        assert answer["similarTo"]["isRead"] is True
        assert [
            (each["objective"]["title"], each["strength"], each["rule"]) for each in answer["similarTo"]["found"]
        ] == [
            ("Raskere i Lån", "STRONG", "SIMILAR_TEXT"),
            ("Raskere i Konto", "POSSIBLE", "SAME_TEXT"),
        ]

    async def test_it_never_suggests_the_unit_s_own_or_a_draft_of_others(self, found: Found) -> None:
        for name, unit in (("Odd", "Kort"), ("Bodil", "Bedrift")):
            answer = (await found.ask(self.TEXT, by=name, text="raskere", unit=found.unit(unit)))["similarTo"]
            titles = {each["objective"]["title"] for each in answer["found"]}
            assert f"Raskere i {unit}" not in titles
            assert ("Raskere i Bedrift" in titles) is False
            assert "Raskere i Lån" in titles


class TestThresholds:
    async def test_what_was_learned_shows_at_once_and_goes_when_it_is_switched_off(self, found: Found) -> None:
        plans = found.plans
        text = "{ overlapCalibration { possible likely strong shift isOn version fewest furthest shippedStrong } }"
        before = (await found.ask(text, statements=1))["overlapCalibration"]
        assert (before["shift"], before["isOn"], before["version"]) == (0, True, 0)
        await plans.sql(
            "insert into samsvar.overlap_calibrations (organisation_id, learned_shift) values (:id, 0.75)",
            id=plans.company.id,
        )
        try:
            answer = await found.ask(LISTED)
            assert found.names(answer["overlaps"]["nodes"]) == ["conflict", "group"]
            after = (await found.ask(text))["overlapCalibration"]
            assert after["strong"] == pytest.approx(after["shippedStrong"] + 0.75)
            await plans.sql("update samsvar.overlap_calibrations set learned_shift = -0.75")
            answer = await found.ask(LISTED)
            assert found.names(answer["overlaps"]["nodes"]) == ["conflict", "group", "pair", "weak"]
            await plans.sql("update samsvar.overlap_calibrations set is_on = false")
            answer = await found.ask(LISTED)
            assert found.names(answer["overlaps"]["nodes"]) == ["conflict", "group", "pair"]
        finally:
            await plans.sql("delete from samsvar.overlap_calibrations")
