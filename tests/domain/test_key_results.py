"""Progress counts what falls as it counts what rises, and a definition may lack something, but not contradict itself."""

import dataclasses
import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samsvar.domain import key_results as rules
from samsvar.domain import numbers, refusals, results
from samsvar.domain.key_results import Definition, KeyResultKind, Reading, Step

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
METRIC = uuid4()
values = st.decimals(min_value=-1_000_000, max_value=1_000_000, places=3)


class TestProgress:
    @pytest.mark.parametrize(
        ("_case", "baseline", "target", "current", "expected"),
        [
            ("a rising metric", "0", "100", "40", "0.4"),
            ("a falling metric counts too", "8", "5", "6.5", "0.5"),
            ("beyond the target it goes on", "0", "100", "130", "1.3"),
            ("the wrong way is below zero", "8", "5", "9.5", "-0.5"),
            ("baselines may be negative", "-10", "10", "0", "0.5"),
        ],
    )
    def test_runs_from_zero_at_baseline_to_one_at_target(
        self, _case: str, baseline: str, target: str, current: str, expected: str
    ) -> None:
        assert rules.progress(Decimal(baseline), Decimal(target), Decimal(current)) == Decimal(expected)

    def test_can_be_told_of_the_largest_number_over_the_smallest_difference(self) -> None:
        one, next_to_it = Decimal("1e-9"), Decimal("1.0000000000000002e-9")
        assert rules.progress(one, next_to_it, Decimal("9.99e14")) > 10**39

    def test_without_a_distance_there_is_nothing_to_measure(self) -> None:
        with pytest.raises(rules.NoDistanceToTarget):
            rules.progress(Decimal(5), Decimal(5), Decimal(5))

    @given(baseline=values, target=values)
    def test_is_zero_at_the_baseline_and_one_at_the_target_wherever_they_lie(
        self, baseline: Decimal, target: Decimal
    ) -> None:
        assume(baseline != target)
        assert rules.progress(baseline, target, baseline) == 0
        assert rules.progress(baseline, target, target) == 1

    @given(baseline=values, target=values, current=values)
    def test_does_not_depend_on_which_way_is_up(self, baseline: Decimal, target: Decimal, current: Decimal) -> None:
        assume(baseline != target)
        assert rules.progress(baseline, target, current) == rules.progress(-baseline, -target, -current)


class TestKinds:
    def test_a_band_is_held_or_not(self) -> None:
        band = Definition(kind=KeyResultKind.MAINTAIN, metric_id=METRIC, band_low=Decimal(95), band_high=Decimal(99))
        held = [rules.progress_of(band, Reading(value=Decimal(v), measured_at=NOW)) for v in (94, 95, 97, 99, 100)]
        assert held == [0, 1, 1, 1, 0]

    def test_a_band_may_be_open_at_one_end(self) -> None:
        band = Definition(kind=KeyResultKind.MAINTAIN, metric_id=METRIC, band_low=Decimal(95))
        assert rules.progress_of(band, Reading(value=Decimal(1000), measured_at=NOW)) == 1

    def test_a_milestone_has_come_as_far_as_its_reached_steps(self) -> None:
        steps = (
            Step("a", Decimal("0.2"), reached=True),
            Step("b", Decimal("0.5")),
            Step("c", Decimal("0.3"), reached=True),
        )
        milestone = Definition(kind=KeyResultKind.MILESTONE, steps=steps)
        assert rules.progress_of(milestone, Reading(value=None, measured_at=NOW)) == Decimal("0.5")

    def test_what_learns_its_baseline_has_no_percentage(self) -> None:
        learning = Definition(kind=KeyResultKind.BASELINE, metric_id=METRIC)
        reading = Reading(value=Decimal(3), measured_at=NOW)
        assert rules.progress_of(learning, reading) is None
        assert rules.why_without_progress(learning, reading) == results.LEARNS_ITS_BASELINE

    def test_what_was_not_measured_or_is_not_defined_says_so(self) -> None:
        whole = Definition(kind=KeyResultKind.INCREASE, metric_id=METRIC, baseline=Decimal(0), target=Decimal(1))
        nothing = Reading(value=None, measured_at=None)
        assert rules.why_without_progress(whole, nothing) == results.NOT_MEASURED
        half = dataclasses.replace(whole, target=None)
        assert rules.why_without_progress(half, Reading(value=Decimal(1), measured_at=NOW)) == results.WITHOUT_MEASURE


class TestDefinition:
    @pytest.mark.parametrize(
        ("definition", "refusal"),
        [
            ({"kind": "INCREASE", "baseline": 5, "target": 5}, rules.NoDistanceToTarget),
            ({"kind": "INCREASE", "baseline": 5, "target": 4}, rules.TargetOnWrongSide),
            ({"kind": "DECREASE", "baseline": 5, "target": 6}, rules.TargetOnWrongSide),
            ({"kind": "DECREASE", "baseline": 5, "target": 3, "stretch": 4}, rules.StretchShortOfTarget),
            ({"kind": "MAINTAIN", "band_low": 9, "band_high": 8}, rules.BandUpsideDown),
            ({"kind": "MAINTAIN", "target": 8}, rules.ValueOutOfPlace),
            ({"kind": "MILESTONE", "baseline": 8}, rules.ValueOutOfPlace),
            ({"kind": "BASELINE", "target": 8}, rules.ValueOutOfPlace),
            ({"kind": "INCREASE", "baseline": "NaN"}, numbers.ValueNotFinite),
            ({"kind": "INCREASE", "target": "Infinity"}, numbers.ValueNotFinite),
            ({"kind": "INCREASE", "target": "1e15"}, numbers.ValueNotFinite),
            ({"kind": "INCREASE", "target": "1e-10"}, numbers.ValueNotFinite),
        ],
    )
    def test_does_not_contradict_itself(self, definition: dict[str, object], refusal: type[refusals.Refusal]) -> None:
        kind = KeyResultKind(definition.pop("kind"))  # type: ignore[arg-type]
        given = {name: Decimal(str(value)) for name, value in definition.items()}
        with pytest.raises(refusal):
            rules.defined(Definition(kind=kind, **given))  # type: ignore[arg-type]

    @pytest.mark.parametrize("shares", [["0.5", "0.6"], ["0.5"], ["1.5", "-0.5"], ["1", "0"]])
    def test_steps_make_up_the_whole_way(self, shares: list[str]) -> None:
        steps = tuple(Step(f"Step {share}", Decimal(share)) for share in shares)
        with pytest.raises(rules.StepsIncomplete):
            rules.defined(Definition(kind=KeyResultKind.MILESTONE, steps=steps))

    def test_may_lack_something_until_commitment(self) -> None:
        bare = rules.defined(Definition(kind=KeyResultKind.INCREASE))
        assert rules.missing_in(bare) == {rules.METRIC_MISSING, rules.BASELINE_MISSING, rules.TARGET_MISSING}

    def test_steps_that_stay_stay_reached(self) -> None:
        before = Definition(
            kind=KeyResultKind.MILESTONE, steps=(Step("a", Decimal("0.5"), reached=True), Step("b", Decimal("0.5")))
        )
        after = Definition(kind=KeyResultKind.MILESTONE, steps=(Step("c", Decimal("0.4")), Step("a", Decimal("0.6"))))
        revised = rules.redefined(before, after, is_committed=False, reason=None)
        assert [(step.title, step.reached) for step in revised.steps] == [("c", False), ("a", True)]

    def test_a_reached_step_may_be_put_into_other_words(self) -> None:
        before = (Step("a", Decimal("0.5"), reached=True), Step("b", Decimal("0.5")))
        after = (Step("a, renamed", Decimal("0.5")), Step("b", Decimal("0.5")))
        revised = rules.redefined(
            Definition(kind=KeyResultKind.MILESTONE, steps=before),
            Definition(kind=KeyResultKind.MILESTONE, steps=after),
            is_committed=False,
            reason=None,
        )
        assert [(step.title, step.reached) for step in revised.steps] == [("a, renamed", True), ("b", False)]

    def test_after_commitment_it_neither_changes_kind_nor_loses_what_it_had(self) -> None:
        before = Definition(kind=KeyResultKind.INCREASE, metric_id=METRIC, baseline=Decimal(0), target=Decimal(1))
        with pytest.raises(rules.KindChangedAfterCommitment):
            rules.redefined(before, Definition(kind=KeyResultKind.BASELINE), is_committed=True, reason="so")
        with pytest.raises(rules.DefinitionIncomplete):
            rules.redefined(before, dataclasses.replace(before, target=None), is_committed=True, reason="so")
