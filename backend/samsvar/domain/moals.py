"""Moals: goals of about a year, in words, that shape the OKRs; proposed at any level, agreed by the unit they are for."""

import dataclasses
import enum
from collections.abc import Collection
from typing import Final
from uuid import UUID

from samsvar.domain import refusals, texts
from samsvar.domain.directions import Direction
from samsvar.domain.units import Unit, UnitKind

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2200


class MoalState(enum.StrEnum):
    """How far a Moal has come as an agreement."""

    PROPOSED = "PROPOSED"
    AGREED = "AGREED"
    ACHIEVED = "ACHIEVED"
    DROPPED = "DROPPED"


NEXT: Final = {
    MoalState.PROPOSED: (MoalState.AGREED, MoalState.DROPPED),
    MoalState.AGREED: (MoalState.ACHIEVED, MoalState.DROPPED),
    MoalState.ACHIEVED: (),
    MoalState.DROPPED: (),
}


BACK: Final = {
    MoalState.PROPOSED: (),
    MoalState.AGREED: (MoalState.PROPOSED,),
    MoalState.ACHIEVED: (MoalState.AGREED,),
    MoalState.DROPPED: (MoalState.PROPOSED, MoalState.AGREED),
}
"""What each decision can be taken back to."""


class MoalsAreNotForTeams(refusals.Refusal):
    """A Moal is the company's or a division's."""

    code = "MOALS_ARE_NOT_FOR_TEAMS"
    unit: str


class YearUnusual(refusals.Refusal):
    """That is no year to plan for."""

    code = "YEAR_UNUSUAL"


class MoalDecided(refusals.Refusal):
    """The Moal was achieved or dropped; its words stand."""

    code = "MOAL_DECIDED"
    state: MoalState


@dataclasses.dataclass(frozen=True, slots=True)
class Moal:
    """
    A Moal.

    Attributes:
        unit_id: Whose goal it is.
        proposed_by_unit_id: Which unit proposed it.
        state_reason: Why it is in its state, as far as somebody said so.
        direction_ids: The directions that it serves.
    """

    id: UUID
    year: int
    unit_id: UUID
    title: str
    why: str
    proposed_by_unit_id: UUID
    state: MoalState
    state_reason: str | None
    version: int
    direction_ids: tuple[UUID, ...] = ()

    def revised(self, wording: "Wording") -> "Moal":
        """
        Return it with other words.

        Raises:
            MoalDecided: It is too late for that.
        """
        if not NEXT[self.state]:
            raise MoalDecided(field="moal", state=self.state)
        return dataclasses.replace(
            self,
            year=wording.year,
            title=wording.title,
            why=wording.why,
            direction_ids=wording.direction_ids,
            version=self.version + 1,
        )

    def turned(self, to: MoalState, *, reason: str | None) -> "Moal":
        """
        Return it agreed, achieved or dropped.

        Raises:
            TransitionImpossible: It can't become that from here.
        """
        if to not in NEXT[self.state]:
            raise refusals.TransitionImpossible(
                field="moal", kind="Moal", state=self.state, wanted=to, possible=NEXT[self.state]
            )
        return dataclasses.replace(self, state=to, state_reason=reason, version=self.version + 1)

    def reopened(self, to: MoalState, *, reason: str | None) -> "Moal":
        """
        Return it as it was before it was agreed, achieved or dropped.

        Raises:
            TransitionImpossible: That is not where it came from.
        """
        if to not in BACK[self.state]:
            raise refusals.TransitionImpossible(
                field="to", kind="Moal", state=self.state, wanted=to, possible=BACK[self.state]
            )
        return dataclasses.replace(self, state=to, state_reason=reason, version=self.version + 1)


@dataclasses.dataclass(frozen=True, slots=True)
class Wording:
    """What a Moal says."""

    year: int
    title: str
    why: str
    direction_ids: tuple[UUID, ...]

    @classmethod
    def of(cls, *, year: int, title: str, why: str, directions: Collection[Direction]) -> "Wording":
        """
        Return what a Moal says.

        Raises:
            YearUnusual, TextMissing, TextTooLong: It can't say that.
            DirectionSuperseded: It would serve what no longer holds.
        """
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise YearUnusual(field="year")
        for direction in directions:
            direction.require_holding(field="directions")
        return cls(
            year,
            texts.line(title, field="title"),
            texts.prose(why, field="why"),
            tuple(sorted({direction.id for direction in directions})),
        )


def require_owner(unit: Unit) -> None:
    """
    Let pass a unit that may have Moals.

    Raises:
        MoalsAreNotForTeams: It may not.
    """
    if unit.kind is UnitKind.TEAM:
        raise MoalsAreNotForTeams(field="unit", unit=unit.name)
