"""What a change of a unit does to what hangs on it: links that then cross divisions, who reads its drafts."""

import dataclasses
import datetime as dt
import enum
from uuid import UUID

from samsvar.domain.unit_histories import History


class EffectKind(enum.StrEnum):
    """What happens by a change of a unit."""

    UNITS_ALONG = "UNITS_ALONG"
    OKR_SETS_ALONG = "OKR_SETS_ALONG"
    CLOSED_SETS_STAY = "CLOSED_SETS_STAY"
    CONTRIBUTIONS_ACROSS = "CONTRIBUTIONS_ACROSS"
    CONTRIBUTIONS_TOGETHER = "CONTRIBUTIONS_TOGETHER"
    CONTRIBUTIONS_TURNED = "CONTRIBUTIONS_TURNED"
    DEPENDENCIES_ACROSS = "DEPENDENCIES_ACROSS"
    READERS_GAINED = "READERS_GAINED"
    READERS_LOST = "READERS_LOST"
    OBJECTIVES_LEFT = "OBJECTIVES_LEFT"
    ANSWERS_MISSING = "ANSWERS_MISSING"
    DEPENDENCIES_LEFT = "DEPENDENCIES_LEFT"
    MOALS_LEFT = "MOALS_LEFT"
    ROLES_END = "ROLES_END"
    PLANNED_LATER = "PLANNED_LATER"
    PLANS_DROPPED = "PLANS_DROPPED"
    LEVEL_NOT_IN_USE = "LEVEL_NOT_IN_USE"


class Relation(enum.Enum):
    """How one unit stands to another."""

    BELOW = "BELOW"
    ABOVE = "ABOVE"
    BESIDE = "BESIDE"


@dataclasses.dataclass(frozen=True, slots=True)
class Example:
    """A record that an effect is about: its GraphQL type and id, what people know it by, and what else tells it apart."""

    node_type: str
    id: UUID
    title: str
    about: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Effect:
    """What happens, how often, and to which records."""

    kind: EffectKind
    examples: tuple[Example, ...]
    count: int


def relation(history: History, one: UUID, other: UUID, day: dt.date) -> Relation:
    """Return how a unit stands to another on a day."""
    if any(above.unit_id == other for above in history.upward(one, day)):
        return Relation.BELOW
    if any(above.unit_id == one for above in history.upward(other, day)):
        return Relation.ABOVE
    return Relation.BESIDE


def is_across(history: History, one: UUID, other: UUID, day: dt.date) -> bool:
    """Return whether a link between two units leaves a division on a day; one with the company doesn't."""
    areas = [_area(history, unit_id, day) for unit_id in (one, other)]
    return None not in areas and areas[0] != areas[1]


def readers(history: History, unit_id: UUID, day: dt.date) -> dict[UUID, str]:
    """Return the units above one on a day, by id and name: they read its drafts, too."""
    return {above.unit_id: above.name for above in history.upward(unit_id, day)[1:]}


def _area(history: History, unit_id: UUID, day: dt.date) -> UUID | None:
    """Return the unit directly below the company that a unit stands in, or is; None for the company."""
    chain = history.upward(unit_id, day)
    return chain[-2].unit_id if len(chain) > 1 else None
