"""Cycles: three to four months, apart from each other, forward only."""

import datetime as dt
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsvar.domain import cycles, refusals
from samsvar.domain.cycles import Cycle, CycleState

FIRST_DAY = dt.date(2026, 1, 1)


def cycle(
    *,
    name: str = "2026 T1",
    starts_on: dt.date = FIRST_DAY,
    days: int = 120,
    state: CycleState = CycleState.PREPARING,
) -> Cycle:
    return Cycle(
        id=uuid4(),
        name=name,
        starts_on=starts_on,
        ends_on=starts_on + dt.timedelta(days=days - 1),
        state=state,
        version=1,
    )


@pytest.mark.parametrize(("days", "is_refused"), [(79, True), (80, False), (130, False), (131, True)])
def test_a_cycle_lasts_80_to_130_days_both_ends_included(days: int, is_refused: bool) -> None:
    one = cycle(days=days)
    if is_refused:
        with pytest.raises(cycles.CycleLengthUnusual) as refused:
            cycles.require_place(one.name, one.starts_on, one.ends_on, others=[])
        assert refused.value.days == days
    else:
        cycles.require_place(one.name, one.starts_on, one.ends_on, others=[])


@pytest.mark.parametrize(
    ("_case", "gap", "is_refused"),
    [("the next day is free", 1, False), ("the last day is taken", 0, True), ("well inside", -30, True)],
)
def test_cycles_share_no_day(_case: str, gap: int, is_refused: bool) -> None:
    first = cycle()
    second = cycle(name="2026 T2", starts_on=first.ends_on + dt.timedelta(days=gap))
    if is_refused:
        with pytest.raises(cycles.CyclesOverlap):
            cycles.require_place(second.name, second.starts_on, second.ends_on, others=[first])
    else:
        cycles.require_place(second.name, second.starts_on, second.ends_on, others=[first])


def test_a_last_day_before_the_first_is_said_to_be_that() -> None:
    with pytest.raises(cycles.CycleEndsBeforeItStarts):
        cycles.require_place("T1", FIRST_DAY, FIRST_DAY - dt.timedelta(days=1), others=[])


def test_a_name_is_given_once() -> None:
    first = cycle()
    second = cycle(starts_on=first.ends_on + dt.timedelta(days=1))
    with pytest.raises(cycles.CycleNameTaken):
        cycles.require_place(second.name, second.starts_on, second.ends_on, others=[first])


def test_every_state_leads_to_the_end_and_never_back() -> None:
    order = list(CycleState)
    for state, following in cycles.NEXT.items():
        assert all(order.index(after) > order.index(state) for after in following)
    assert [state for state, following in cycles.NEXT.items() if not following] == [CycleState.CLOSED]


def test_going_back_is_refused_with_what_is_possible() -> None:
    with pytest.raises(refusals.TransitionImpossible) as refused:
        cycle(state=CycleState.RUNNING).advanced(CycleState.PLANNING, others=[])
    assert refused.value.possible == (CycleState.REVIEWING,)


def test_a_closed_cycle_is_not_rescheduled() -> None:
    closed = cycle(state=CycleState.CLOSED)
    with pytest.raises(cycles.CycleClosed):
        closed.rescheduled(name="Ny", starts_on=closed.starts_on, ends_on=closed.ends_on, others=[])


class TestProposing:
    @pytest.mark.parametrize(
        ("months", "letter", "expected"),
        [
            (4, "T", ("2026 T2", dt.date(2026, 5, 1), dt.date(2026, 8, 31))),
            (3, "Q", ("2026 T2", dt.date(2026, 5, 1), dt.date(2026, 7, 31))),
        ],
    )
    def test_begins_the_day_after_the_last_cycle(
        self, months: int, letter: str, expected: tuple[str, dt.date, dt.date]
    ) -> None:
        first = cycle(starts_on=dt.date(2026, 1, 1), days=120)
        proposed = cycles.proposed([first], months=months, letter=letter, today=dt.date(2026, 3, 2))
        assert (proposed.name, proposed.starts_on, proposed.ends_on) == expected
        cycles.require_place(proposed.name, proposed.starts_on, proposed.ends_on, others=[first])

    @pytest.mark.parametrize(
        ("last", "following"),
        [("2026 S1", "2026 S2"), ("1. tertial 2026", "2. tertial 2026"), ("Våren", "2026 T2"), ("T1", "2026 T2")],
    )
    def test_names_it_as_the_last_one_is_named(self, last: str, following: str) -> None:
        first = cycle(name=last, starts_on=dt.date(2026, 1, 1), days=120)
        assert cycles.proposed([first], months=4, letter="T", today=dt.date(2026, 3, 2)).name == following

    @pytest.mark.parametrize("earlier", [[], [cycle(name="2020 T1", starts_on=dt.date(2020, 1, 1), days=121)]])
    def test_begins_with_this_month_when_none_or_none_for_long_came_before(self, earlier: list[Cycle]) -> None:
        proposed = cycles.proposed(earlier, months=3, letter="Q", today=dt.date(2026, 11, 22))
        assert (proposed.starts_on, proposed.ends_on) == (dt.date(2026, 11, 1), dt.date(2027, 1, 31))

    def test_evades_a_name_that_is_taken(self) -> None:
        taken = [cycle(name="2026 T2", starts_on=dt.date(2026, 1, 1), days=120)]
        assert cycles.proposed(taken, months=4, letter="T", today=dt.date(2026, 3, 2)).name == "2026 T2 (2)"

    @given(starts_on=st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)), months=st.sampled_from([3, 4]))
    def test_always_proposes_what_can_be_planned(self, starts_on: dt.date, months: int) -> None:
        last = cycle(starts_on=starts_on, days=100)
        proposed = cycles.proposed([last], months=months, letter="T", today=last.ends_on)
        cycles.require_place(proposed.name, proposed.starts_on, proposed.ends_on, others=[last])
