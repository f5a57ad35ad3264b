"""What a plan says of itself: each finding when it should be found, and not when it shouldn't."""

import datetime as dt
from uuid import uuid4

import pytest

from samsvar.domain import coherence, okr_sets
from samsvar.domain.findings import Finding, Question, Severity
from samsvar.domain.moals import MoalState
from samsvar.domain.plans import Above, Plan
from tests.factories import findings as make
from tests.factories.findings import TODAY


def found(plan: Plan) -> dict[str, Finding]:
    """Return findings by code."""
    return {each.code: each for each in coherence.findings(plan, today=TODAY)}


def test_a_faultless_plan_has_nothing_to_say() -> None:
    assert coherence.findings(make.plan(), today=TODAY) == []


class TestWhatBlocks:
    CASES = (
        make.plan(objectives=()),
        make.plan(make.objective(key_results=())),
        make.plan(make.objective(upward=())),
        make.plan(make.objective(upward=(), stands_alone_reason="It is ours")),
        make.plan(make.objective(upward=(make.upward("PROPOSED", waits_for="Privat"),))),
        make.plan(make.objective(make.key_result(make.defined(end=None)), make.key_result(make.defined(start=100)))),
        make.plan(needs=(make.need(state="REQUESTED"), make.need(state="COUNTERED", ours=False))),
        make.plan(needs=(make.need("SLOWS", "REQUESTED"), make.need(state="DECLINED", fallback="By hand"))),
    )

    @pytest.mark.parametrize("plan", CASES)
    def test_is_what_commitment_refuses_and_nothing_else(self, plan: Plan) -> None:
        blocking = [each for each in coherence.findings(plan, today=TODAY) if each.severity is Severity.BLOCKS]
        missing = coherence.missing(plan)
        assert {each.node for each in blocking} == {each.nodes[0] for each in missing}
        assert len(blocking) == len(missing)

    def test_says_for_whom_a_contribution_waits(self) -> None:
        waiting = make.upward("PROPOSED", waits_for="Privat", title="Above", moal_id=None)
        found_ = found(make.plan(make.objective(upward=(waiting,))))
        (only,) = found_.values()
        assert (only.code, only.parameters["unit"], only.parameters["target"]) == (
            coherence.CONTRIBUTION_UNANSWERED,
            "Privat",
            "Above",
        )

    def test_an_agreed_contribution_beside_a_proposed_one_is_enough(self) -> None:
        both = (make.upward("PROPOSED", waits_for="Privat"), make.upward())
        assert found(make.plan(make.objective(upward=both))) == {}

    def test_names_the_dependency_that_others_wait_for_as_theirs(self) -> None:
        asked = make.need(state="REQUESTED", ours=False)
        finding = found(make.plan(needs=(asked,)))[okr_sets.DependencyUndecided.code]
        assert (finding.node, finding.is_here) == (("Dependency", asked.id), False)
        assert finding.evidence[0].unit == "Privat"


class TestContribution:
    @pytest.mark.parametrize(
        ("state", "year", "code"),
        [
            (MoalState.DROPPED, 2026, coherence.MOAL_NOT_AGREED),
            (MoalState.PROPOSED, 2026, coherence.MOAL_NOT_AGREED),
            (MoalState.AGREED, 2025, coherence.MOAL_OF_ANOTHER_YEAR),
            (MoalState.AGREED, 2026, None),
        ],
    )
    def test_leads_to_a_moal_that_holds_this_year(self, state: MoalState, year: int, code: str | None) -> None:
        link = make.upward(moal_state=state, moal_year=year)
        assert list(found(make.plan(make.objective(upward=(link,))))) == ([code] if code else [])

    def test_to_a_moal_of_either_year_will_do_when_the_cycle_spans_two(self) -> None:
        link = make.upward(moal_year=2025)
        spanning = make.plan(
            make.objective(upward=(link,)), starts_on=dt.date(2025, 11, 1), ends_on=dt.date(2026, 2, 28)
        )
        assert found(spanning) == {}

    @pytest.mark.parametrize(("kind", "code"), list(coherence.UNCOVERED.items()))
    def test_tells_what_nobody_contributes_to_and_blocks_nothing(self, kind: str, code: str) -> None:
        above = Above(node=(kind, uuid4()), title="Lonely", unit="Nordlys")
        finding = found(make.plan(uncovered=(above,)))[code]
        assert (finding.node, finding.severity, finding.is_here) == (above.node, Severity.INFORMATION, False)


class TestSizes:
    def test_too_many_and_too_few_are_advice_with_their_number(self) -> None:
        six = [make.objective(id=uuid4(), title=f"No {number}") for number in range(6)]
        finding = found(make.plan(*six))[okr_sets.TOO_MANY_OBJECTIVES]
        assert (finding.severity, finding.parameters["count"]) == (Severity.ADVICE, 6)
        many = make.objective(*(make.key_result() for _ in range(6)))
        assert found(make.plan(many))[okr_sets.TOO_MANY_KEY_RESULTS].parameters["count"] == 6
        assert okr_sets.TOO_FEW_KEY_RESULTS in found(make.plan(make.objective(make.key_result())))

    def test_of_what_is_not_there_at_all_only_commitment_speaks(self) -> None:
        assert list(found(make.plan(make.objective(key_results=())))) == [okr_sets.ObjectiveUnproven.code]
        assert list(found(make.plan(objectives=()))) == [okr_sets.NothingToCommitTo.code]


class TestDependencies:
    @pytest.mark.parametrize(
        ("_case", "need", "code"),
        [
            ("agreed and in time", make.need(), None),
            ("slows, and nobody answered", make.need("SLOWS", "REQUESTED"), coherence.DEPENDENCY_UNANSWERED),
            ("asked of us", make.need("INFORMS", "REQUESTED", ours=False), coherence.DEPENDENCY_UNANSWERED),
            ("the day is over", make.need(needed_by=dt.date(2026, 1, 9)), coherence.DEPENDENCY_LATE),
            ("the day is today", make.need(needed_by=TODAY), None),
            ("after the cycle", make.need(needed_by=dt.date(2026, 5, 1)), coherence.NEEDED_AFTER_CYCLE),
            ("on its last day", make.need(needed_by=dt.date(2026, 4, 30)), None),
            ("declined, and then?", make.need(state="DECLINED"), coherence.DECLINED_WITHOUT_FALLBACK),
            ("declined, with a way out", make.need(state="DECLINED", fallback="By hand"), None),
            ("declined, but it only slows", make.need("SLOWS", "DECLINED"), None),
        ],
    )
    def test_open_with_others(self, _case: str, need: object, code: str | None) -> None:
        spoken = {
            each.code: each
            for each in coherence.findings(make.plan(needs=(need,)), today=TODAY)
            if each.question is Question.DEPENDENCY
        }
        assert list(spoken) == ([code] if code else [])
        assert all(each.severity is Severity.ADVICE for each in spoken.values())


def test_what_blocks_comes_first_and_each_question_keeps_together() -> None:
    plan = make.plan(
        make.objective(make.key_result(make.defined(end=None)), upward=()),
        needs=(make.need("SLOWS", "REQUESTED"), make.need(state="REQUESTED")),
        uncovered=(Above(node=("Moal", uuid4()), title="Lonely", unit="Nordlys"),),
        capacity_note="",
    )
    order = [(each.severity, each.question) for each in coherence.findings(plan, today=TODAY)]
    severities, questions = list(Severity), list(Question)
    places = [(severities.index(severity), questions.index(question)) for severity, question in order]
    assert len(order) == 7
    assert places == sorted(places)
