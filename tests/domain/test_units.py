"""Units: one tree without circles, from any order of moves."""

import dataclasses
import datetime as dt
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsvar.domain import refusals, units
from samsvar.domain.units import Unit, UnitKind

BEGAN_ON = dt.date(2024, 1, 1)


def unit(number: int, *, parent: Unit | None = None, kind: UnitKind | None = None) -> Unit:
    return Unit(
        id=uuid4(),
        number=number,
        kind=kind or (UnitKind.DIVISION if parent else UnitKind.COMPANY),
        name=f"Enhet {number}",
        parent_id=parent.id if parent else None,
        path=f"{parent.path if parent else ''}{number}/",
        valid_from=BEGAN_ON,
        valid_to=None,
        version=1,
    )


def above(tree: dict[int, Unit], one: Unit) -> list[Unit]:
    return [tree[int(number)] for number in one.path.split("/")[:-2]]


@given(moves=st.lists(st.tuples(st.integers(2, 8), st.integers(1, 8)), max_size=40))
def test_any_moves_leave_one_tree(moves: list[tuple[int, int]]) -> None:
    company = unit(1)
    tree = {1: company, **{number: unit(number, parent=company) for number in range(2, 9)}}
    for number, parent in moves:
        before, goal = tree[number], tree[parent]
        if goal.is_within(before):
            with pytest.raises(units.CircleOfUnits) as refused:
                before.moved(goal, between=above(tree, goal))
            assert (refused.value.path[0], refused.value.path[-1]) == (before.name, before.name)
            continue
        after = before.moved(goal, between=above(tree, goal))
        for each in tree.values():
            if each.is_within(before):
                tree[each.number] = dataclasses.replace(each, path=after.path + each.path[len(before.path) :])
        tree[number] = after
    for each in tree.values():
        numbers = each.path.split("/")[:-1]
        assert numbers[0] == "1"
        assert numbers[-1] == str(each.number)
        assert len(set(numbers)) == len(numbers)


def test_a_path_that_only_begins_alike_is_not_within() -> None:
    company = unit(1)
    assert not unit(12, parent=company).is_within(unit(2, parent=company))
    assert not Unit(**{**dataclasses.asdict(unit(3, parent=company)), "path": "1/23/"}).is_within(
        unit(2, parent=company)
    )


@pytest.mark.parametrize(
    ("kind", "parent_kind", "fits"),
    [
        (UnitKind.DIVISION, UnitKind.COMPANY, True),
        (UnitKind.DIVISION, UnitKind.DIVISION, True),
        (UnitKind.TEAM, UnitKind.COMPANY, True),
        (UnitKind.TEAM, UnitKind.TEAM, False),
        (UnitKind.DIVISION, UnitKind.TEAM, False),
        (UnitKind.COMPANY, UnitKind.COMPANY, False),
    ],
)
def test_levels_go_below_each_other(kind: UnitKind, parent_kind: UnitKind, fits: bool) -> None:
    parent = unit(1, kind=parent_kind)
    if fits:
        parent.require_room_for(kind, field="kind")
    else:
        with pytest.raises(units.LevelMismatch):
            parent.require_room_for(kind, field="kind")


def test_a_unit_that_is_about_to_end_takes_no_new_ones() -> None:
    ending = dataclasses.replace(unit(1), valid_to=dt.date(2030, 1, 1))
    with pytest.raises(units.UnitEnded):
        ending.require_room_for(UnitKind.TEAM, field="parent")


def test_a_unit_lives_until_the_day_of_its_end() -> None:
    ending = dataclasses.replace(unit(1), valid_to=dt.date(2026, 3, 1))
    assert not ending.has_ended(dt.date(2026, 2, 28))
    assert ending.has_ended(dt.date(2026, 3, 1))


def test_a_unit_lives_for_a_day_at_least() -> None:
    with pytest.raises(units.EndsBeforeItBegan):
        unit(2, parent=unit(1)).ended(BEGAN_ON, below=[])


@pytest.mark.parametrize("name", ["", " \n ", "x" * 301])
def test_a_name_says_something_and_fits(name: str) -> None:
    with pytest.raises((refusals.TextMissing, refusals.TextTooLong)):
        unit(1).renamed(name)


def test_white_space_around_and_within_a_name_is_set_right() -> None:
    assert unit(1).renamed("  Kort \n og betaling ").name == "Kort og betaling"
