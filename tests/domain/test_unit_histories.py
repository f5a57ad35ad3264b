"""Histories of units: the tree of any day, and changes that leave it a tree on all days to come."""

import contextlib
import dataclasses
import datetime as dt
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsvar.domain import refusals, unit_histories, units
from samsvar.domain.unit_histories import History, UnitVersion
from samsvar.domain.units import UnitKind

BEGAN_ON = dt.date(2024, 1, 1)
TODAY = dt.date(2026, 3, 2)
LATER = dt.date(2026, 4, 1)
MUCH_LATER = dt.date(2026, 6, 1)

COMPANY, PRIVAT, BEDRIFT, KORT = (UUID(int=number) for number in range(1, 5))


def version(
    unit_id: UUID,
    name: str,
    parent_id: UUID | None,
    *,
    kind: UnitKind = UnitKind.DIVISION,
    valid_from: dt.date = BEGAN_ON,
    valid_to: dt.date | None = None,
) -> UnitVersion:
    return UnitVersion(unit_id, kind, name, parent_id, valid_from, valid_to)


def nordlys() -> History:
    """The company with Privat (team Kort) and Bedrift, all of the same first day."""
    return History(
        [
            version(COMPANY, "Nordlys", None, kind=UnitKind.COMPANY),
            version(PRIVAT, "Privat", COMPANY),
            version(BEDRIFT, "Bedrift", COMPANY),
            version(KORT, "Kort", PRIVAT, kind=UnitKind.TEAM),
        ]
    )


def told(history: History, unit_id: UUID) -> list[tuple[str, UUID | None, dt.date, dt.date | None]]:
    return [(each.name, each.parent_id, each.valid_from, each.valid_to) for each in history.versions(unit_id)]


class TestChanging:
    def test_leaves_the_days_before_as_they_were(self) -> None:
        after = (
            nordlys().moved(KORT, BEDRIFT, on=LATER, reason="Nearer.").renamed(KORT, "Kort 2", on=LATER, reason=None)
        )
        assert told(after, KORT) == [("Kort", PRIVAT, BEGAN_ON, LATER), ("Kort 2", BEDRIFT, LATER, None)]

    def test_carries_over_what_later_plans_do_not_touch(self) -> None:
        planned = nordlys().renamed(KORT, "Betaling", on=MUCH_LATER, reason=None)
        after = planned.moved(KORT, BEDRIFT, on=LATER, reason=None)
        assert told(after, KORT) == [
            ("Kort", PRIVAT, BEGAN_ON, LATER),
            ("Kort", BEDRIFT, LATER, MUCH_LATER),
            ("Betaling", BEDRIFT, MUCH_LATER, None),
        ]

    def test_twice_on_a_day_keeps_both_reasons(self) -> None:
        once = nordlys().renamed(KORT, "Betaling", on=LATER, reason="Clearer.")
        twice = once.moved(KORT, BEDRIFT, on=LATER, reason="Nearer.")
        assert twice.versions(KORT)[-1].reason == "Clearer.\nNearer."

    def test_back_to_what_it_was_leaves_no_trace(self) -> None:
        there = nordlys().moved(KORT, BEDRIFT, on=TODAY, reason="Nearer.")
        back = there.moved(KORT, PRIVAT, on=TODAY, reason="Not so.")
        assert told(back, KORT) == told(nordlys(), KORT)

    @pytest.mark.parametrize("name", ["", " \n ", "x" * 301])
    def test_asks_for_a_name_that_says_something_and_fits(self, name: str) -> None:
        with pytest.raises((refusals.TextMissing, refusals.TextTooLong)):
            nordlys().renamed(KORT, name, on=TODAY, reason=None)

    def test_sets_white_space_in_a_name_right(self) -> None:
        after = nordlys().renamed(KORT, "  Kort \n og betaling ", on=TODAY, reason=None)
        assert after.versions(KORT)[-1].name == "Kort og betaling"


class TestMoving:
    def test_into_a_circle_is_refused_with_its_path(self) -> None:
        inner = nordlys().moved(BEDRIFT, PRIVAT, on=TODAY, reason=None)
        with pytest.raises(units.CircleOfUnits) as refused:
            inner.moved(PRIVAT, BEDRIFT, on=TODAY, reason=None)
        assert refused.value.path == ["Privat", "Bedrift", "Privat"]

    def test_is_refused_when_a_move_that_is_planned_would_close_a_circle(self) -> None:
        planned = nordlys().moved(BEDRIFT, PRIVAT, on=MUCH_LATER, reason=None)
        with pytest.raises(units.CircleOfUnits):
            planned.moved(PRIVAT, BEDRIFT, on=LATER, reason=None)

    def test_below_a_unit_that_is_to_end_is_refused(self) -> None:
        ending = nordlys().ended(BEDRIFT, on=MUCH_LATER, reason="Sold.")
        with pytest.raises(units.UnitEnded) as refused:
            ending.moved(KORT, BEDRIFT, on=LATER, reason=None)
        assert refused.value.ended_on == MUCH_LATER

    def test_below_a_unit_that_is_to_begin_waits_for_its_first_day(self) -> None:
        planned = nordlys().founded(version(UUID(int=9), "Nord", COMPANY, valid_from=LATER))
        with pytest.raises(units.FoundedBeforeParent) as refused:
            planned.moved(KORT, UUID(int=9), on=TODAY, reason=None)
        assert refused.value.began_on == LATER
        after = planned.moved(KORT, UUID(int=9), on=LATER, reason=None)
        assert [each.name for each in after.upward(KORT, LATER)] == ["Kort", "Nord", "Nordlys"]

    def test_below_a_team_is_refused(self) -> None:
        with pytest.raises(units.LevelMismatch):
            nordlys().moved(BEDRIFT, KORT, on=TODAY, reason=None)

    def test_of_the_company_is_refused(self) -> None:
        with pytest.raises(units.CompanyStays):
            nordlys().moved(COMPANY, PRIVAT, on=TODAY, reason=None)

    @given(
        moves=st.lists(st.tuples(st.integers(2, 8), st.integers(1, 8), st.integers(0, 40)), max_size=30),
        day=st.integers(0, 45),
    )
    def test_in_any_order_and_on_any_days_leaves_one_tree_on_every_day(
        self, moves: list[tuple[int, int, int]], day: int
    ) -> None:
        names = {number: UUID(int=number) for number in range(1, 9)}
        history = History(
            version(names[number], f"Enhet {number}", names[1] if number > 1 else None)
            if number > 1
            else version(names[1], "Nordlys", None, kind=UnitKind.COMPANY)
            for number in names
        )
        for unit, parent, after in moves:
            with contextlib.suppress(units.CircleOfUnits):
                history = history.moved(names[unit], names[parent], on=TODAY + dt.timedelta(after), reason=None)
        on = TODAY + dt.timedelta(day)
        for unit_id in names.values():
            chain = history.upward(unit_id, on)
            assert chain[-1].unit_id == names[1]
            assert len({each.unit_id for each in chain}) == len(chain)
        assert history.within(names[1], on) == set(names.values())


class TestFounding:
    @pytest.mark.parametrize(
        ("kind", "parent", "fits"),
        [
            (UnitKind.DIVISION, COMPANY, True),
            (UnitKind.DIVISION, PRIVAT, True),
            (UnitKind.TEAM, COMPANY, True),
            (UnitKind.TEAM, KORT, False),
            (UnitKind.DIVISION, KORT, False),
            (UnitKind.COMPANY, COMPANY, False),
        ],
    )
    def test_keeps_to_the_levels(self, kind: UnitKind, parent: UUID, fits: bool) -> None:
        fresh = version(UUID(int=9), "Ny", parent, kind=kind, valid_from=TODAY)
        if fits:
            assert nordlys().founded(fresh).on(UUID(int=9), TODAY) == fresh
        else:
            with pytest.raises(units.LevelMismatch):
                nordlys().founded(fresh)

    def test_below_a_unit_that_is_to_end_is_refused(self) -> None:
        ending = nordlys().ended(BEDRIFT, on=MUCH_LATER, reason="Sold.")
        with pytest.raises(units.UnitEnded):
            ending.founded(version(UUID(int=9), "Ny", BEDRIFT, valid_from=TODAY))

    def test_before_the_unit_above_is_refused(self) -> None:
        with pytest.raises(units.FoundedBeforeParent):
            nordlys().founded(version(UUID(int=9), "Ny", PRIVAT, valid_from=dt.date(2023, 12, 31)))


class TestEnding:
    def test_drops_what_was_planned_after_it(self) -> None:
        planned = nordlys().renamed(KORT, "Betaling", on=MUCH_LATER, reason=None)
        after = planned.ended(KORT, on=LATER, reason="Merged.")
        assert told(after, KORT) == [("Kort", PRIVAT, BEGAN_ON, LATER)]
        assert after.versions(KORT)[-1].end_reason == "Merged."

    def test_is_refused_while_units_stand_below_it_then_or_are_to_move_there(self) -> None:
        moving_in = nordlys().moved(KORT, BEDRIFT, on=MUCH_LATER, reason=None)
        with pytest.raises(units.UnitsBelowLive) as refused:
            moving_in.ended(BEDRIFT, on=LATER, reason="Sold.")
        assert refused.value.units == ["Kort"]

    def test_on_its_first_day_leaves_it_out_of_every_tree(self) -> None:
        fresh = nordlys().founded(version(UUID(int=9), "Ny", PRIVAT, valid_from=TODAY))
        after = fresh.ended(UUID(int=9), on=TODAY, reason="A mistake.")
        assert after.on(UUID(int=9), TODAY) is None

    def test_before_its_first_day_is_refused(self) -> None:
        with pytest.raises(units.EndsBeforeItBegan):
            nordlys().ended(KORT, on=BEGAN_ON - dt.timedelta(1), reason="Never mind.")


class TestCallingOff:
    def test_a_planned_name_lets_the_old_one_go_on(self) -> None:
        planned = nordlys().renamed(KORT, "Betaling", on=LATER, reason=None)
        assert told(planned.without_change(KORT, on=LATER), KORT) == told(nordlys(), KORT)

    def test_a_planned_name_leaves_a_later_move_planned(self) -> None:
        planned = nordlys().renamed(KORT, "Betaling", on=LATER, reason=None)
        planned = planned.moved(KORT, BEDRIFT, on=MUCH_LATER, reason=None)
        assert told(planned.without_change(KORT, on=LATER), KORT) == [
            ("Kort", PRIVAT, BEGAN_ON, MUCH_LATER),
            ("Kort", BEDRIFT, MUCH_LATER, None),
        ]

    def test_an_end_lets_it_go_on(self) -> None:
        ending = nordlys().ended(KORT, on=LATER, reason="Merged.")
        assert told(ending.without_change(KORT, on=LATER), KORT) == told(nordlys(), KORT)

    def test_an_end_is_refused_when_the_unit_above_ends_too(self) -> None:
        ending = nordlys().ended(KORT, on=LATER, reason="Merged.").ended(PRIVAT, on=LATER, reason="Merged.")
        with pytest.raises(units.UnitEnded):
            ending.without_change(KORT, on=LATER)

    def test_what_nobody_planned_is_refused(self) -> None:
        with pytest.raises(unit_histories.NothingPlanned):
            nordlys().without_change(KORT, on=LATER)


def test_a_version_that_ended_on_its_first_day_counts_for_nothing() -> None:
    never = dataclasses.replace(version(UUID(int=9), "Ny", PRIVAT, valid_from=TODAY), valid_to=TODAY)
    assert History([never]).versions(UUID(int=9)) == []
