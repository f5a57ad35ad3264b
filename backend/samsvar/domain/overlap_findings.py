"""
Overlap findings as people treat them: confirmed, dismissed with a reason, opened again, called by another kind.

What is found, and how sure it is, :mod:`samsvar.domain.overlaps` computes. Here is what people say of it. A case that is
open, or agreed, has the word: then nobody decides beside it.
"""

import dataclasses
import enum
from typing import Final
from uuid import UUID

from samsvar.domain import refusals, texts
from samsvar.domain.overlaps.findings import OverlapKind, OverlapRule


class OverlapState(enum.StrEnum):
    """Where a finding stands."""

    OPEN = "OPEN"
    CONFIRMED = "CONFIRMED"
    IN_CASE = "IN_CASE"
    RESOLVED = "RESOLVED"
    DISMISSED = "DISMISSED"


UNRESOLVED: Final = (OverlapState.CONFIRMED, OverlapState.IN_CASE)
"""What people say is so and nobody has settled: before that no unit concerned commits (invariant 8)."""
BLOCKING_KINDS: Final = (OverlapKind.OVERLAP, OverlapKind.SHARED_TARGET, OverlapKind.CONFLICT)
"""An interface is work to be arranged; dependencies say whether it holds anybody up."""
BY_TEXT: Final = (OverlapRule.SIMILAR_TEXT, OverlapRule.SAME_TEXT)
"""Rules that look at words; the others look at structure, and are certain."""
IN_PEOPLES_HANDS: Final = (OverlapState.OPEN, OverlapState.CONFIRMED, OverlapState.DISMISSED)
FEWEST_SHARING: Final = 3


class OverlapInCase(refusals.Refusal):
    """An alignment case is about it, or has settled it: there it is decided."""

    code = "OVERLAP_IN_CASE"
    state: OverlapState


class OverlapDecided(refusals.Refusal):
    """It stands where this doesn't follow."""

    code = "OVERLAP_DECIDED"
    state: OverlapState


class OverlapKindImpossible(refusals.Refusal):
    """Fewer than three units don't share a target."""

    code = "OVERLAP_KIND_IMPOSSIBLE"


class OverlapNotYours(refusals.Refusal):
    """The caller speaks for none of the units concerned, and for none above them all."""

    code = "OVERLAP_NOT_YOURS"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TreatedOverlap:
    """
    An overlap finding, as far as people have a say in it.

    Attributes:
        score: Likeness of its texts when they were last read; what structure says is beyond any.
        kind: As people call it, else as computed.
        reason: What was said with the last decision.
    """

    id: UUID
    cycle_id: UUID
    kind: OverlapKind
    computed_kind: OverlapKind
    rule: OverlapRule
    score: float
    state: OverlapState
    reason: str
    version: int

    @property
    def is_by_text(self) -> bool:
        """Whether it was found by its words, so that what people say of it says something of the thresholds."""
        return self.rule in BY_TEXT

    def confirmed(self, note: str) -> "TreatedOverlap":
        """
        Return it as people say it is so.

        Raises:
            OverlapInCase: A case is about it.
            OverlapDecided: It isn't open.
        """
        self._require(OverlapState.OPEN)
        return self._changed(state=OverlapState.CONFIRMED, reason=texts.prose(note, field="note"))

    def dismissed(self, reason: str) -> "TreatedOverlap":
        """
        Return it as people say it is nothing, and why.

        Raises:
            TextMissing: No reason.
            OverlapInCase: A case is about it.
            OverlapDecided: It was dismissed already.
        """
        said = texts.line(reason, field="reason")
        self._require(OverlapState.OPEN, OverlapState.CONFIRMED)
        return self._changed(state=OverlapState.DISMISSED, reason=said)

    def reopened(self) -> "TreatedOverlap":
        """
        Return it as nobody had decided.

        Raises:
            OverlapInCase: A case is about it.
            OverlapDecided: Nobody had.
        """
        self._require(OverlapState.CONFIRMED, OverlapState.DISMISSED)
        return self._changed(state=OverlapState.OPEN, reason="")

    def relabelled(self, kind: OverlapKind, reason: str, *, sides: int) -> "TreatedOverlap":
        """
        Return it by another kind; what it stands at stays.

        Args:
            kind: What people call it. Back to what was computed it takes no reason.
            reason: Why.
            sides: How many objectives it joins.

        Raises:
            TextMissing: No reason.
            OverlapKindImpossible: Two don't make a shared target.
            OverlapDecided: It was dismissed or resolved.
        """
        if kind is OverlapKind.SHARED_TARGET and sides < FEWEST_SHARING:
            raise OverlapKindImpossible(field="kind")
        if self.state in (OverlapState.DISMISSED, OverlapState.RESOLVED):
            raise OverlapDecided(state=self.state)
        said = self.reason if kind is self.computed_kind else texts.line(reason, field="reason")
        return self._changed(kind=kind, reason=said)

    def _require(self, *possible: OverlapState) -> None:
        if self.state not in IN_PEOPLES_HANDS:
            raise OverlapInCase(state=self.state)
        if self.state not in possible:
            raise OverlapDecided(state=self.state)

    def _changed(self, **changes: object) -> "TreatedOverlap":
        return dataclasses.replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]
