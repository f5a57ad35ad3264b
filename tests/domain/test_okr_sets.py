"""How a set gets from draft to commitment and back, what may change meanwhile, and what it lacks."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from samsvar.domain import key_results, refusals
from samsvar.domain import okr_sets as rules
from samsvar.domain.key_results import Definition, KeyResultKind
from samsvar.domain.okr_sets import OkrSet, OkrSetState, WrittenKeyResult, WrittenObjective

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
SET = uuid4()
COMPLETE = Definition(kind=KeyResultKind.INCREASE, metric_id=uuid4(), baseline=Decimal(0), target=Decimal(100))


def okr_set(state: OkrSetState) -> OkrSet:
    """Return a set in a state."""
    return OkrSet(
        id=SET, unit_id=uuid4(), cycle_id=uuid4(), state=state, capacity_note="", committed_at=None, version=1
    )


def written(title: str = "Complete", **other: Any) -> WrittenObjective:
    """Return an objective that lacks nothing, but for what is stated otherwise."""
    stated: dict[str, Any] = {
        "key_results": [WrittenKeyResult(id=uuid4(), title="Proof", definition=COMPLETE)],
        "contributes": True,
        "stands_alone_reason": None,
        "undecided": (),
    }
    return WrittenObjective(id=uuid4(), title=title, **(stated | other))


def lacks(*objectives: WrittenObjective, asked: Sequence[tuple[UUID, str]] = ()) -> list[tuple[str, UUID]]:
    """Return what a set of these lacks: code, and the record to mend."""
    return [(each.code, each.nodes[0][1]) for each in rules.missing_for_commitment(SET, objectives, asked)]


class TestTurning:
    @pytest.mark.parametrize("state", OkrSetState)
    def test_leads_only_to_what_follows(self, state: OkrSetState) -> None:
        for wanted in OkrSetState:
            if wanted in rules.FOLLOWS[state]:
                turned = okr_set(state).turned(wanted)
                assert (turned.state, turned.version) == (wanted, 2)
            else:
                with pytest.raises(refusals.TransitionImpossible) as refused:
                    okr_set(state).turned(wanted)
                assert refused.value.possible == rules.FOLLOWS[state]

    def test_nobody_commits_to_what_the_others_have_not_seen(self) -> None:
        with pytest.raises(refusals.TransitionImpossible):
            okr_set(OkrSetState.DRAFT).committed(NOW)
        for state in (OkrSetState.PROPOSED, OkrSetState.ALIGNED):
            committed = okr_set(state).committed(NOW)
            assert (committed.state, committed.committed_at) == (OkrSetState.COMMITTED, NOW)


class TestReopening:
    @pytest.mark.parametrize(
        ("state", "earlier"),
        [
            (OkrSetState.COMMITTED, OkrSetState.PROPOSED),
            (OkrSetState.ALIGNED, OkrSetState.PROPOSED),
            (OkrSetState.PROPOSED, OkrSetState.DRAFT),
        ],
    )
    def test_goes_one_stage_back(self, state: OkrSetState, earlier: OkrSetState) -> None:
        assert okr_set(state).reopened(reason="Nye rammer", has_check_ins=False).state is earlier

    @pytest.mark.parametrize("reason", [None, "", "  "])
    def test_of_what_was_committed_to_takes_a_reason(self, reason: str | None) -> None:
        with pytest.raises(rules.ReasonToReopenMissing):
            okr_set(OkrSetState.COMMITTED).reopened(reason=reason, has_check_ins=False)
        assert okr_set(OkrSetState.ALIGNED).reopened(reason=reason, has_check_ins=False).version == 2

    def test_does_not_hide_again_what_others_have_followed(self) -> None:
        with pytest.raises(rules.SetFollowedAlready):
            okr_set(OkrSetState.PROPOSED).reopened(reason="Nye rammer", has_check_ins=True)
        reopened = okr_set(OkrSetState.COMMITTED).reopened(reason="Nye rammer", has_check_ins=True)
        assert reopened.is_open

    @pytest.mark.parametrize("state", [OkrSetState.DRAFT, OkrSetState.REVIEWED, OkrSetState.CLOSED])
    def test_is_impossible_before_it_was_shown_and_after_the_review(self, state: OkrSetState) -> None:
        with pytest.raises(refusals.TransitionImpossible):
            okr_set(state).reopened(reason="Nye rammer", has_check_ins=False)


def followed(what: OkrSet) -> None:
    """Let pass a set whose key results take measurements."""
    rules.require_followed(what.state, what.id)


class TestStages:
    @pytest.mark.parametrize(
        ("allowed", "refusal", "states"),
        [
            (OkrSet.require_being_written, rules.SetCommitted, "DRAFT PROPOSED ALIGNED"),
            (OkrSet.require_open_to_wording, rules.SetCommitted, "DRAFT PROPOSED ALIGNED COMMITTED"),
            (followed, rules.SetNotFollowed, "PROPOSED ALIGNED COMMITTED REVIEWED"),
        ],
    )
    def test_say_what_may_still_be_done(
        self, allowed: Callable[[OkrSet], None], refusal: type[refusals.Refusal], states: str
    ) -> None:
        for state in OkrSetState:
            if state in states.split():
                allowed(okr_set(state))
            else:
                with pytest.raises(refusal) as refused:
                    allowed(okr_set(state))
                assert refused.value.nodes == (("OkrSet", SET),)

    def test_only_a_draft_is_private_and_only_what_was_committed_to_needs_reasons(self) -> None:
        assert [state for state in OkrSetState if not okr_set(state).is_open] == ["DRAFT"]
        assert [state for state in OkrSetState if okr_set(state).is_committed] == ["COMMITTED", "REVIEWED", "CLOSED"]

    def test_a_cycle_takes_okrs_until_its_review_and_moves_until_it_is_closed(self) -> None:
        for state in ("PREPARING", "PLANNING", "ALIGNING", "RUNNING"):
            rules.require_cycle_open(state)
            rules.require_cycle_running(state)
        rules.require_cycle_running("REVIEWING")
        for state in ("REVIEWING", "CLOSED"):
            with pytest.raises(rules.CycleTooFar):
                rules.require_cycle_open(state)
        with pytest.raises(rules.CycleOver):
            rules.require_cycle_running("CLOSED")


class TestCommitment:
    def test_nothing_is_missing_where_everything_is_there(self) -> None:
        assert lacks(written(), written(contributes=False, stands_alone_reason="Ingen over oss")) == []

    def test_an_empty_set_commits_to_nothing(self) -> None:
        assert lacks() == [("NOTHING_TO_COMMIT_TO", SET)]

    @pytest.mark.parametrize("reason", [None, "", "  "])
    def test_an_objective_contributes_or_says_why_not(self, reason: str | None) -> None:
        alone = written(contributes=False, stands_alone_reason=reason)
        assert lacks(alone) == [("CONTRIBUTES_TO_NOTHING", alone.id)]

    def test_an_objective_is_proven_by_something(self) -> None:
        bare = written(key_results=[])
        assert lacks(bare) == [("OBJECTIVE_UNPROVEN", bare.id)]

    def test_a_key_result_says_what_it_is_measured_by(self) -> None:
        proof = WrittenKeyResult(id=uuid4(), title="Half", definition=Definition(kind=KeyResultKind.INCREASE))
        [missing] = rules.missing_for_commitment(SET, [written(key_results=[proof])])
        assert isinstance(missing, rules.KeyResultIncomplete)
        assert missing.nodes == (("KeyResult", proof.id),)
        assert (missing.title, missing.missing) == (
            "Half",
            [key_results.BASELINE_MISSING, key_results.METRIC_MISSING, key_results.TARGET_MISSING],
        )

    def test_gating_dependencies_are_decided_whether_the_unit_asks_or_is_asked(self) -> None:
        asks, is_asked = uuid4(), uuid4()
        assert lacks(written(undecided=[(asks, "Et API")]), asked=[(is_asked, "En rapport")]) == [
            ("DEPENDENCY_UNDECIDED", is_asked),
            ("DEPENDENCY_UNDECIDED", asks),
        ]

    def test_all_that_is_missing_is_told_at_once_objective_by_objective(self) -> None:
        needed = uuid4()
        bare = written("Bare", key_results=[], contributes=False)
        waiting = written("Waiting", contributes=False, undecided=[(needed, "Et API")])
        assert lacks(bare, written(), waiting) == [
            ("OBJECTIVE_UNPROVEN", bare.id),
            ("CONTRIBUTES_TO_NOTHING", bare.id),
            ("CONTRIBUTES_TO_NOTHING", waiting.id),
            ("DEPENDENCY_UNDECIDED", needed),
        ]


class TestWarnings:
    def test_one_to_five_objectives_with_two_to_five_key_results_are_no_matter(self) -> None:
        assert rules.warnings(SET, [(uuid4(), 2)]) == []
        assert rules.warnings(SET, [(uuid4(), 5) for _ in range(5)]) == []

    def test_none_or_more_than_five_objectives_are(self) -> None:
        here = ("OkrSet", SET)
        assert rules.warnings(SET, []) == [rules.Warning(rules.NO_OBJECTIVES, here)]
        assert rules.warnings(SET, [(uuid4(), 3) for _ in range(6)]) == [rules.Warning(rules.TOO_MANY_OBJECTIVES, here)]

    def test_each_objective_with_too_few_or_too_many_key_results_is_named(self) -> None:
        few, right, many = uuid4(), uuid4(), uuid4()
        assert rules.warnings(SET, [(few, 1), (right, 3), (many, 6)]) == [
            rules.Warning(rules.TOO_FEW_KEY_RESULTS, ("Objective", few)),
            rules.Warning(rules.TOO_MANY_KEY_RESULTS, ("Objective", many)),
        ]
