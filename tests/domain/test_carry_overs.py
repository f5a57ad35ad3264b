"""Carry-over: where the way of a carried key result begins, and when it is asked why again."""

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest

from samsvar.domain import carry_overs, key_results
from samsvar.domain.carry_overs import BaselineRule
from samsvar.domain.key_results import Definition, KeyResultKind, Step

METRIC = uuid4()


def way(kind: KeyResultKind, baseline: str, target: str) -> Definition:
    return Definition(kind=kind, metric_id=METRIC, baseline=Decimal(baseline), target=Decimal(target))


class TestWhereTheWayBegins:
    @pytest.mark.parametrize(
        ("_case", "kind", "ends", "current", "begins"),
        [
            ("where it stands", KeyResultKind.INCREASE, ("62", "80"), "71", "71"),
            ("a falling metric too", KeyResultKind.DECREASE, ("8", "5"), "6.5", "6.5"),
            ("further away than before, when it went the wrong way", KeyResultKind.INCREASE, ("62", "80"), "58", "58"),
            ("where it began, when the target is reached", KeyResultKind.INCREASE, ("62", "80"), "80", "62"),
            ("where it began, beyond the target", KeyResultKind.DECREASE, ("8", "5"), "4", "8"),
            ("where it began, when nothing was measured", KeyResultKind.INCREASE, ("62", "80"), None, "62"),
        ],
    )
    def test_restarted(
        self, _case: str, kind: KeyResultKind, ends: tuple[str, str], current: str | None, begins: str
    ) -> None:
        value = None if current is None else Decimal(current)
        carried = carry_overs.carried(way(kind, *ends), BaselineRule.RESTART_AT_CURRENT, value)
        assert carried.baseline == Decimal(begins)
        assert (carried.target, carried.metric_id) == (Decimal(ends[1]), METRIC)
        assert key_results.defined(carried) == carried

    def test_kept_it_begins_where_it_began(self) -> None:
        before = way(KeyResultKind.INCREASE, "62", "80")
        assert carry_overs.carried(before, BaselineRule.KEEP, Decimal(71)) == before

    def test_a_band_stays_as_it_is(self) -> None:
        band = Definition(kind=KeyResultKind.MAINTAIN, metric_id=METRIC, band_low=Decimal(95), band_high=Decimal(99))
        assert carry_overs.carried(band, BaselineRule.RESTART_AT_CURRENT, Decimal(97)) == band


class TestMilestones:
    STEPS = (
        Step("First", Decimal("0.34"), reached=True),
        Step("Second", Decimal("0.33")),
        Step("Third", Decimal("0.33")),
    )

    def carried(self, rule: BaselineRule, *steps: Step) -> tuple[Step, ...]:
        return carry_overs.carried(Definition(kind=KeyResultKind.MILESTONE, steps=steps), rule, None).steps

    def test_restarted_only_the_steps_that_are_left_make_the_way(self) -> None:
        assert self.carried(BaselineRule.RESTART_AT_CURRENT, *self.STEPS) == (
            Step("Second", Decimal("0.50")),
            Step("Third", Decimal("0.50")),
        )

    def test_shares_of_what_is_left_make_up_the_whole_way(self) -> None:
        uneven = (Step("Done", Decimal("0.1"), reached=True), *(Step(str(n), Decimal("0.3")) for n in range(3)))
        steps = self.carried(BaselineRule.RESTART_AT_CURRENT, *uneven)
        assert sum(step.share for step in steps) == 1

    def test_kept_all_steps_come_along_and_none_is_reached_yet(self) -> None:
        assert [(step.title, step.reached) for step in self.carried(BaselineRule.KEEP, *self.STEPS)] == [
            ("First", False),
            ("Second", False),
            ("Third", False),
        ]


class TestAgain:
    def test_the_first_time_nobody_asks(self) -> None:
        assert carry_overs.again(0, "") == (1, "")

    def test_the_second_time_asks_why(self) -> None:
        with pytest.raises(carry_overs.WhyAgainMissing) as refused:
            carry_overs.again(1, "  ")
        assert refused.value.times == 2
        assert carry_overs.again(1, "Plattform delivered only now.") == (2, "Plattform delivered only now.")


@pytest.mark.parametrize("days", [0, 1])
def test_only_an_earlier_cycle_is_carried_over_from(days: int) -> None:
    begins = dt.date(2026, 5, 1)
    with pytest.raises(carry_overs.NotAnEarlierCycle):
        carry_overs.require_later(
            from_starts_on=begins + dt.timedelta(days=days), to_starts_on=begins, cycle="2. tertial 2026"
        )
    carry_overs.require_later(
        from_starts_on=begins - dt.timedelta(days=1), to_starts_on=begins, cycle="1. tertial 2026"
    )
