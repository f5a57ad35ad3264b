"""How far decisions move thresholds: bounded, regularised, reversible."""

import datetime as dt
from uuid import uuid4

import pytest

from samsvar.domain import overlap_calibrations as rules
from samsvar.domain.overlap_calibrations import FEWEST, FURTHEST, LATEST, Calibration, Decision

LIKELY = 4.76
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def decided(*, confirmed: int = 0, dismissed: int = 0, at: float = LIKELY) -> list[Decision]:
    """Return decisions on pairs of one likeness."""
    return [Decision(at, is_confirmed=True)] * confirmed + [Decision(at, is_confirmed=False)] * dismissed


def shift(*decisions: Decision) -> float:
    """Return the shift that decisions make."""
    return rules.shift(decisions, likely=LIKELY)


class TestShift:
    def test_is_nothing_without_enough_decisions(self) -> None:
        assert shift(*decided(dismissed=FEWEST - 1)) == 0
        assert shift(*decided(dismissed=FEWEST)) > 0

    def test_rises_with_dismissals_and_falls_with_confirmations(self) -> None:
        assert shift(*decided(dismissed=12)) > 0 > shift(*decided(confirmed=12))

    def test_is_nothing_when_people_confirm_the_share_that_the_shipped_thresholds_promise(self) -> None:
        assert shift(*decided(confirmed=16, dismissed=4)) == pytest.approx(0, abs=0.001)

    @pytest.mark.parametrize("count", [10, 100, 100_000])
    def test_never_moves_further_than_its_bound(self, count: int) -> None:
        assert 0 < shift(*decided(dismissed=count, at=9.0)) <= FURTHEST
        assert 0 > shift(*decided(confirmed=count, at=3.6)) >= -FURTHEST

    def test_moves_more_with_more_decisions_of_the_same_kind(self) -> None:
        few, more, many = (shift(*decided(confirmed=n, dismissed=n)) for n in (5, 10, 40))
        assert 0 < few < more < many

    def test_learns_more_from_a_dismissal_of_what_looked_certain(self) -> None:
        assert shift(*decided(dismissed=10, at=6.0)) > shift(*decided(dismissed=10, at=4.4))

    def test_learns_more_from_a_confirmation_of_what_looked_weak(self) -> None:
        assert shift(*decided(confirmed=10, at=4.0)) < shift(*decided(confirmed=10, at=6.0))

    def test_does_not_depend_on_the_order(self) -> None:
        mixed = decided(confirmed=9, dismissed=4, at=4.4) + decided(confirmed=1, dismissed=6, at=5.9)
        assert shift(*mixed) == shift(*reversed(mixed))

    @pytest.mark.parametrize("score", [-1e6, 0.0, 1e6])
    def test_survives_scores_out_of_all_bounds(self, score: float) -> None:
        assert abs(shift(*decided(confirmed=6, dismissed=6, at=score))) <= FURTHEST


class TestShareConfirmed:
    @pytest.mark.parametrize(("threshold", "share"), [(4.32, 0.74), (4.76, 0.80), (5.75, 0.90)])
    def test_is_what_the_labels_had_at_the_shipped_thresholds(self, threshold: float, share: float) -> None:
        assert rules.share_confirmed(threshold, shift=0, likely=LIKELY) == pytest.approx(share, abs=0.01)

    def test_is_found_at_thresholds_that_moved_along(self) -> None:
        moved = rules.share_confirmed(LIKELY + 0.5, shift=0.5, likely=LIKELY)
        assert moved == pytest.approx(rules.share_confirmed(LIKELY, shift=0, likely=LIKELY))


class TestCalibration:
    def test_says_what_it_rests_on(self) -> None:
        found = Calibration(id=uuid4()).learned(decided(confirmed=3, dismissed=9), likely=LIKELY)
        assert (found.confirmed, found.dismissed) == (3, 9)
        assert found.shift == found.learned_shift > 0

    def test_counts_switches_and_resets_as_edits_and_decisions_as_none(self) -> None:
        learned = Calibration(id=uuid4()).learned(decided(dismissed=12), likely=LIKELY)
        assert learned.version == 0
        assert learned.switched(is_on=False).reset(NOW).brought_back().version == 3

    def test_counts_the_latest_decisions_only(self) -> None:
        latest, old = decided(confirmed=LATEST), decided(dismissed=1000)
        found = Calibration(id=uuid4()).learned(latest + old, likely=LIKELY)
        assert (found.confirmed, found.dismissed) == (LATEST, 0)

    def test_moves_nothing_while_it_is_off_and_all_that_it_learned_when_it_is_on_again(self) -> None:
        learned = Calibration(id=uuid4()).learned(decided(dismissed=20), likely=LIKELY)
        off = learned.switched(is_on=False)
        assert off.shift == 0
        assert off.switched(is_on=True).shift == learned.shift

    def test_goes_back_to_what_is_shipped_when_a_decision_too_many_is_taken_back(self) -> None:
        learned = Calibration(id=uuid4()).learned(decided(dismissed=FEWEST), likely=LIKELY)
        assert learned.shift > 0
        assert learned.learned(decided(dismissed=FEWEST - 1), likely=LIKELY).shift == 0

    def test_forgets_by_a_reset_and_remembers_when_that_is_taken_back(self) -> None:
        before = NOW - dt.timedelta(days=90)
        learned = Calibration(id=uuid4(), counts_from=before).learned(decided(dismissed=12), likely=LIKELY)
        reset = learned.reset(NOW)
        assert reset.counts_from == NOW
        assert reset.brought_back().counts_from == before

    def test_can_not_be_reset_while_nothing_counts(self) -> None:
        with pytest.raises(rules.NothingToReset):
            Calibration(id=uuid4()).reset(NOW)

    def test_brings_back_the_last_reset_only_and_once(self) -> None:
        learned = Calibration(id=uuid4()).learned(decided(dismissed=12), likely=LIKELY)
        with pytest.raises(rules.NothingToBringBack):
            learned.brought_back()
        with pytest.raises(rules.NothingToBringBack):
            learned.reset(NOW).brought_back().brought_back()
