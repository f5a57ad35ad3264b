"""Units as they stand today."""

import datetime as dt
from uuid import UUID, uuid4

import pytest

from samsvar.domain import units
from samsvar.domain.units import Unit, UnitKind

BEGAN_ON = dt.date(2024, 1, 1)


def unit(number: int, path: str, *, kind: UnitKind = UnitKind.DIVISION, valid_to: dt.date | None = None) -> Unit:
    return Unit(
        id=UUID(int=number),
        number=number,
        kind=kind,
        name=f"Enhet {number}",
        parent_id=uuid4(),
        path=path,
        valid_from=BEGAN_ON,
        valid_to=valid_to,
        version=1,
    )


def test_a_path_that_only_begins_alike_is_not_within() -> None:
    assert not unit(12, "1/12/").is_within(unit(2, "1/2/"))
    assert not unit(3, "1/23/3/").is_within(unit(2, "1/2/"))
    assert unit(3, "1/2/3/").is_within(unit(2, "1/2/"))


def test_a_unit_lives_until_the_day_of_its_end() -> None:
    ending = unit(2, "1/2/", valid_to=dt.date(2026, 3, 1))
    assert not ending.has_ended(dt.date(2026, 2, 28))
    assert ending.has_ended(dt.date(2026, 3, 1))


def test_a_unit_that_follows_keeps_its_number_at_the_end_of_its_path() -> None:
    after = unit(7, "1/2/7/").following("Kort", UUID(int=3), "1/3/")
    assert (after.name, after.path, after.path_above, after.version) == ("Kort", "1/3/7/", "1/3/", 2)


@pytest.mark.parametrize(
    ("kind", "takes_part"), [(UnitKind.COMPANY, True), (UnitKind.DIVISION, True), (UnitKind.TEAM, False)]
)
def test_units_of_a_level_that_is_not_in_use_take_no_okrs(kind: UnitKind, takes_part: bool) -> None:
    levels = (UnitKind.COMPANY, UnitKind.DIVISION)
    if takes_part:
        unit(2, "1/2/", kind=kind).require_level(levels, field="unit")
    else:
        with pytest.raises(units.LevelNotInUse):
            unit(2, "1/2/", kind=kind).require_level(levels, field="unit")
