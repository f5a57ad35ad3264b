"""Organisational units: companies, divisions and teams in one tree; :mod:`unit_histories` says how it changes."""

import dataclasses
import datetime as dt
import enum
from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from samsvar.domain import refusals


class UnitKind(enum.StrEnum):
    """The level that a unit stands on. There is none for a person, ever (invariant 1)."""

    COMPANY = "COMPANY"
    DIVISION = "DIVISION"
    TEAM = "TEAM"


BELOW: Final = {
    UnitKind.COMPANY: (UnitKind.DIVISION, UnitKind.TEAM),
    UnitKind.DIVISION: (UnitKind.DIVISION, UnitKind.TEAM),
    UnitKind.TEAM: (),
}
"""What may stand directly below what."""


class LevelMismatch(refusals.Refusal):
    """A unit of this kind does not stand below one of that kind."""

    code = "LEVEL_MISMATCH"
    kind: UnitKind
    parent_kind: UnitKind


class CircleOfUnits(refusals.Refusal):
    """The unit would stand below itself."""

    code = "CIRCLE_OF_UNITS"
    path: Sequence[str]


class CompanyStays(refusals.Refusal):
    """The company is the root: it is neither moved nor ended."""

    code = "COMPANY_STAYS"


class UnitEnded(refusals.Refusal):
    """The unit has ended; nothing new begins in it."""

    code = "UNIT_ENDED"
    unit: str
    ended_on: dt.date


class UnitsBelowLive(refusals.Refusal):
    """There are units below that go on longer."""

    code = "UNITS_BELOW_LIVE"
    units: Sequence[str]


class EndsBeforeItBegan(refusals.Refusal):
    """A unit can't end on a day before its first."""

    code = "ENDS_BEFORE_IT_BEGAN"
    began_on: dt.date


class UnitInUse(refusals.Refusal):
    """What began can't be made undone: the unit has OKRs, people or Moals already."""

    code = "UNIT_IN_USE"
    unit: str


class LevelNotInUse(refusals.Refusal):
    """Units of this level have no OKRs of their own, by the organisation's settings."""

    code = "LEVEL_NOT_IN_USE"
    kind: UnitKind


class FoundedBeforeParent(refusals.Refusal):
    """A unit can't be older than the one that it stands below."""

    code = "FOUNDED_BEFORE_PARENT"
    parent: str
    began_on: dt.date


@dataclasses.dataclass(frozen=True, slots=True)
class Unit:
    """
    A unit as it stands today.

    Attributes:
        number: What its path, and those of the units below, are made of; never changes.
        path: The numbers of the units from the company down to this one ("1/7/42/").
        valid_from: Its first day.
        valid_to: The first day on which it is no more; None while no end is known.
    """

    id: UUID
    number: int
    kind: UnitKind
    name: str
    parent_id: UUID | None
    path: str
    valid_from: dt.date
    valid_to: dt.date | None
    version: int

    @property
    def path_above(self) -> str:
        """The parent's path: where rights over the unit's place are held. The company has only its own."""
        return self.path.removesuffix(f"{self.number}/") or self.path

    def has_ended(self, today: dt.date) -> bool:
        """Return whether it is no more."""
        return self.valid_to is not None and self.valid_to <= today

    def require_living(self, today: dt.date, *, field: str | None = None) -> None:
        """
        Let pass a unit that hasn't ended.

        Raises:
            UnitEnded: It has.
        """
        if self.valid_to is not None and self.has_ended(today):
            raise UnitEnded(field=field, unit=self.name, ended_on=self.valid_to)

    def require_level(self, levels: Collection[UnitKind], *, field: str) -> None:
        """
        Let pass a unit of a level that takes part.

        Args:
            levels: The kinds of units that have OKRs of their own.

        Raises:
            LevelNotInUse: Its kind is not among them.
        """
        if self.kind not in levels:
            raise LevelNotInUse(field=field, kind=self.kind)

    def is_within(self, other: "Unit") -> bool:
        """Return whether it is the other unit, or stands somewhere below it."""
        return self.path.startswith(other.path)

    def following(self, name: str, parent_id: UUID | None, path_above: str) -> "Unit":
        """
        Return it with the name and the place that it has by now.

        Args:
            path_above: The path of the unit above; empty for the company.
        """
        return dataclasses.replace(
            self, name=name, parent_id=parent_id, path=f"{path_above}{self.number}/", version=self.version + 1
        )
