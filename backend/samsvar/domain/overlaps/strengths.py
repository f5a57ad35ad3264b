"""Strengths: how sure a likeness of texts is, by thresholds that an organisation may shift a little."""

import dataclasses
import enum
from typing import Final


class Strength(enum.StrEnum):
    """How sure a finding is."""

    POSSIBLE = "POSSIBLE"
    """About three of five such pairs overlap."""
    LIKELY = "LIKELY"
    """The default list begins here."""
    STRONG = "STRONG"
    CERTAIN = "CERTAIN"
    """From structure: metrics, dependencies, initiatives."""


@dataclasses.dataclass(frozen=True, slots=True)
class Thresholds:
    """Least likeness, in robust standard deviations above what unlike pairs have, for each strength."""

    possible: float
    likely: float
    strong: float


SHIPPED: Final = Thresholds(possible=4.32, likely=4.76, strong=5.75)
"""Chosen on labelled pairs; ADR 0091 has the measurements."""
MOST_SHIFT: Final = 0.75
"""How far an organisation's own decisions may move them, either way."""


def strength(score: float, thresholds: Thresholds = SHIPPED) -> Strength | None:
    """Return how sure a likeness is; None below what is worth showing."""
    if score >= thresholds.strong:
        return Strength.STRONG
    if score >= thresholds.likely:
        return Strength.LIKELY
    return Strength.POSSIBLE if score >= thresholds.possible else None
