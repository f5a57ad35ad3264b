"""Objectives: qualitative states that a unit wants to reach within a cycle."""

import dataclasses
import enum
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from samsvar.domain import refusals, texts


class ObjectiveKind(enum.StrEnum):
    """What counts as a success: all of it, or about 0.7."""

    COMMITTED = "COMMITTED"
    ASPIRATIONAL = "ASPIRATIONAL"


class HasCheckIns(refusals.Refusal):
    """What has been followed is history, and isn't dropped."""

    code = "HAS_CHECK_INS"


class ShareOutOfBounds(refusals.Refusal):
    """A co-owner's share isn't above 0 and at most 1, or all shares together are more than the whole."""

    code = "SHARE_OUT_OF_BOUNDS"


class OwnsItAnyway(refusals.Refusal):
    """The unit whose set the objective stands in isn't its co-owner."""

    code = "OWNS_IT_ANYWAY"


class NotTheWholeList(refusals.Refusal):
    """A new order names records that aren't there, or leaves some out."""

    code = "NOT_THE_WHOLE_LIST"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """An objective, as people write it; its figures are computed."""

    id: UUID
    okr_set_id: UUID
    title: str
    why: str
    kind: ObjectiveKind
    position: int
    stands_alone_reason: str | None
    version: int

    def revised(self, *, title: str, why: str, kind: ObjectiveKind, stands_alone_reason: str | None) -> "Objective":
        """
        Return the objective in other words.

        Raises:
            TextMissing: The title is empty.
            TextTooLong: A text is longer than its place.
        """
        return dataclasses.replace(
            self,
            title=texts.line(title, field="title"),
            why=texts.prose(why, field="why"),
            kind=kind,
            stands_alone_reason=texts.prose(stands_alone_reason or "", field="standsAloneReason") or None,
            version=self.version + 1,
        )


def shared(unit_id: UUID, shares: Sequence[tuple[UUID, Decimal]]) -> Mapping[UUID, Decimal]:
    """
    Return the co-owners' shares; what they leave is the owner's.

    Args:
        unit_id: The unit in whose set the objective stands.
        shares: Co-owning units and how much each brings, 0..1.

    Raises:
        ShareOutOfBounds: A share isn't above 0, or there is nothing left for the owner.
        OwnsItAnyway: The owner is among the co-owners.
    """
    if any(unit == unit_id for unit, _ in shares):
        raise OwnsItAnyway(field="coOwners", nodes=(("Unit", unit_id),))
    if any(not share.is_finite() or not 0 < share < 1 for _, share in shares):
        raise ShareOutOfBounds(field="coOwners")
    if sum((share for _, share in shares), Decimal(0)) >= 1 or len({unit for unit, _ in shares}) < len(shares):
        raise ShareOutOfBounds(field="coOwners")
    return dict(shares)


def rearranged(present: Sequence[UUID], wanted: Sequence[UUID], *, dropped: Collection[UUID] = ()) -> list[UUID]:
    """
    Return an order that follows what was wanted by somebody who didn't see what others did meanwhile.

    Args:
        present: All that are there, in their order.
        wanted: Those that were seen, in the order asked for.
        dropped: What was there and isn't any more; wherever it was wanted, it is left out.

    Returns:
        All that are present. What wasn't named came meanwhile, and keeps its place; the named ones share the others.

    Raises:
        NotTheWholeList: Something is named twice, or belongs elsewhere.
    """
    named = [own_id for own_id in wanted if own_id not in dropped or own_id in present]
    if len(set(wanted)) < len(wanted) or not set(named) <= set(present):
        raise NotTheWholeList(field="order")
    following = iter(named)
    return [next(following) if own_id in wanted else own_id for own_id in present]


def reordered(present: Sequence[UUID], wanted: Sequence[UUID]) -> list[tuple[UUID, int]]:
    """
    Return the new place of each, from 0.

    Raises:
        NotTheWholeList: The two don't name the same records.
    """
    if sorted(present) != sorted(wanted):
        raise NotTheWholeList(field="order")
    return [(own_id, place) for place, own_id in enumerate(wanted)]
