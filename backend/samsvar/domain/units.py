"""Organisational units: companies, divisions and teams in one tree, whose history is kept."""

import dataclasses
import datetime as dt
import enum
from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from samsvar.domain import refusals, texts


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
    """A unit lives for a day at least."""

    code = "ENDS_BEFORE_IT_BEGAN"
    began_on: dt.date


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

    def require_room_for(self, kind: UnitKind, *, field: str) -> None:
        """
        Let pass a kind of unit that may stand directly below this one from now on.

        Raises:
            LevelMismatch: Its level doesn't go below this one's.
            UnitEnded: This one has ended, or is about to.
        """
        if kind not in BELOW[self.kind]:
            raise LevelMismatch(field=field, kind=kind, parent_kind=self.kind)
        self.require_living(dt.date.max, field=field)

    def require_began(self, on: dt.date) -> None:
        """
        Let pass a day on which something may be founded below this unit.

        Raises:
            FoundedBeforeParent: This one was not there yet.
        """
        if on < self.valid_from:
            raise FoundedBeforeParent(field="on", parent=self.name, began_on=self.valid_from)

    def is_within(self, other: "Unit") -> bool:
        """Return whether it is the other unit, or stands somewhere below it."""
        return self.path.startswith(other.path)

    def renamed(self, name: str) -> "Unit":
        """
        Return it with another name.

        Raises:
            TextMissing, TextTooLong: It is no name.
        """
        return dataclasses.replace(self, name=texts.line(name, field="name"), version=self.version + 1)

    def moved(self, parent: "Unit", *, between: Collection["Unit"]) -> "Unit":
        """
        Return it below another unit, with its new path.

        Args:
            parent: The unit to stand below.
            between: The parent's ancestors; they name the circle that this would make.

        Raises:
            CompanyStays: It is the company.
            CircleOfUnits: The parent is the unit itself, or stands below it.
            LevelMismatch, UnitEnded: Nothing of its kind can stand there.
        """
        if self.parent_id is None:
            raise CompanyStays(field="unit")
        if parent.is_within(self):
            circle = sorted((unit for unit in [*between, parent] if unit.is_within(self)), key=lambda unit: unit.path)
            raise CircleOfUnits(
                field="parent",
                path=[unit.name for unit in [*circle, self]],
                nodes=[("Unit", unit.id) for unit in [*circle, self]],
            )
        parent.require_room_for(self.kind, field="parent")
        return dataclasses.replace(
            self, parent_id=parent.id, path=f"{parent.path}{self.number}/", version=self.version + 1
        )

    def ended(self, on: dt.date, *, below: Collection["Unit"]) -> "Unit":
        """
        Return it with an end. What it did stays: a unit with OKRs is never deleted.

        Args:
            on: The first day on which it is no more.
            below: The units directly below it.

        Raises:
            CompanyStays: It is the company.
            EndsBeforeItBegan: It wouldn't have lived for a day.
            UnitsBelowLive: Units below it would go on without it.
        """
        if self.parent_id is None:
            raise CompanyStays(field="unit")
        if on <= self.valid_from:
            raise EndsBeforeItBegan(field="on", began_on=self.valid_from)
        living = [unit for unit in below if unit.valid_to is None or unit.valid_to > on]
        if living:
            raise UnitsBelowLive(
                field="unit", units=[unit.name for unit in living], nodes=[("Unit", unit.id) for unit in living]
            )
        return dataclasses.replace(self, valid_to=on, version=self.version + 1)
