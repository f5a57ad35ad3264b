"""Directions: mission, vision and strategies, for years; never edited, but superseded by a new version with a reason."""

import dataclasses
import datetime as dt
import enum
from collections.abc import Collection
from typing import Final
from uuid import UUID

from samsvar.domain import refusals, texts

SHORTEST_HORIZON: Final = 1
LONGEST_HORIZON: Final = 30


class DirectionKind(enum.StrEnum):
    """What kind of direction it is."""

    MISSION = "MISSION"
    VISION = "VISION"
    STRATEGY = "STRATEGY"


ONE_AT_A_TIME: Final = (DirectionKind.MISSION, DirectionKind.VISION)


class DirectionHolds(refusals.Refusal):
    """There is one mission and one vision at a time."""

    code = "DIRECTION_HOLDS"
    kind: DirectionKind
    other: str


class DirectionSuperseded(refusals.Refusal):
    """This version was superseded or retired."""

    code = "DIRECTION_SUPERSEDED"
    ended_on: dt.date


class DirectionStillHolds(refusals.Refusal):
    """What holds can't be restored."""

    code = "DIRECTION_STILL_HOLDS"


class HorizonUnusual(refusals.Refusal):
    """A direction looks ahead for years."""

    code = "HORIZON_UNUSUAL"
    shortest: int
    longest: int


@dataclasses.dataclass(frozen=True, slots=True)
class Wording:
    """What a version of a direction says; ``horizon_years`` is how far it looks ahead."""

    title: str
    text: str
    horizon_years: int

    @classmethod
    def of(cls, *, title: str, text: str, horizon_years: int) -> "Wording":
        """
        Return the words of a version.

        Raises:
            TextMissing, TextTooLong, HorizonUnusual: They can't be so.
        """
        if not SHORTEST_HORIZON <= horizon_years <= LONGEST_HORIZON:
            raise HorizonUnusual(field="horizonYears", shortest=SHORTEST_HORIZON, longest=LONGEST_HORIZON)
        return cls(texts.line(title, field="title"), texts.prose(text, field="text"), horizon_years)


@dataclasses.dataclass(frozen=True, slots=True)
class Direction:
    """
    One version of a direction.

    Attributes:
        lineage_id: The id of its first version.
        supersedes_id: The version before; None for the first.
        valid_from: Its first day.
        valid_to: The first day on which it no longer holds; None while it does.
        end_reason: Why it was retired, if nothing follows it.
    """

    id: UUID
    kind: DirectionKind
    title: str
    text: str
    horizon_years: int
    lineage_id: UUID
    version: int
    supersedes_id: UUID | None
    change_reason: str | None
    position: int
    valid_from: dt.date
    valid_to: dt.date | None
    end_reason: str | None = None

    def require_holding(self, *, field: str) -> None:
        """
        Let pass the version that holds.

        Raises:
            DirectionSuperseded: It doesn't any more.
        """
        if self.valid_to is not None:
            raise DirectionSuperseded(field=field, ended_on=self.valid_to)

    def retired(self, *, on: dt.date, reason: str) -> "Direction":
        """Return it as what nothing follows, from a day on."""
        return dataclasses.replace(self, valid_to=on, end_reason=reason)

    def require_retired(self, *, is_superseded: bool, field: str) -> dt.date:
        """
        Return the day on which it was retired.

        Raises:
            DirectionStillHolds: It wasn't.
            DirectionSuperseded: Another version follows it; that is the one to revise.
        """
        if self.valid_to is None:
            raise DirectionStillHolds(field=field)
        if is_superseded:
            raise DirectionSuperseded(field=field, ended_on=self.valid_to)
        return self.valid_to

    @property
    def wording(self) -> Wording:
        """What it says."""
        return Wording(self.title, self.text, self.horizon_years)


def require_room_for(kind: DirectionKind, *, holding: Collection[Direction]) -> None:
    """
    Let pass a kind of direction that may be stated beside those that hold.

    Raises:
        DirectionHolds: There is one already, and there can't be two.
    """
    for other in holding:
        if kind in ONE_AT_A_TIME and other.kind is kind:
            raise DirectionHolds(field="kind", kind=kind, other=other.title, nodes=[("Direction", other.id)])
