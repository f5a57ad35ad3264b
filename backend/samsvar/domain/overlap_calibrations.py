"""
Calibration: what people confirm and dismiss moves the thresholds of an organisation.

Text likeness is a figure without unit (z). Which figure is worth a look differs between houses: where many teams write alike,
pairs of the shipped strength are a nuisance; where each has its own words, good ones lie lower. So one number, the
*shift*, is added to every threshold. It is the most likely one, given the decisions, under a model with one unknown:

    share of pairs with likeness z that people confirm = sigmoid(logit(0.8) + 0.8 (z - likely - shift))

(at a shift of 0: three in four at `possible`, four in five at `likely`, nine in ten at `strong`, as on our own labels), with
a normal prior around 0. Few decisions move little, many move more, none moves further than :data:`FURTHEST`, and
without decisions everything is as shipped. What follows from structure (shared metrics, dependencies) has no threshold.
"""

import dataclasses
import datetime
import math
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from samsvar.domain import refusals
from samsvar.domain.overlaps import strengths

FURTHEST: Final = strengths.MOST_SHIFT
"""The most that a threshold moves, up or down."""
FEWEST: Final = 10
"""With fewer decisions nothing moves."""
LATEST: Final = 500
"""So many decisions count, the latest ones: a house changes."""
PRIOR_DEVIATION: Final = 0.2
"""How far, in likeness, houses are thought to lie from what is shipped, before one has heard of them."""
SLOPE: Final = 0.8
SHARE_AT_LIKELY: Final = 0.8

_STEPS: Final = 60
"""Halvings of the interval in which the shift is looked for; beyond this, floats differ no more."""


class NothingToReset(refusals.Refusal):
    """No decision counts, so there is nothing to forget."""

    code = "NOTHING_TO_RESET"


class NothingToBringBack(refusals.Refusal):
    """Nothing was forgotten last, or it was brought back already."""

    code = "NOTHING_TO_BRING_BACK"


@dataclasses.dataclass(frozen=True, slots=True)
class Decision:
    """
    What people said of a pair that was found by its text.

    Attributes:
        score: Its likeness (z) when they said so.
        is_confirmed: Whether it is so; otherwise it was dismissed.
    """

    score: float
    is_confirmed: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """
    What an organisation's decisions have come to.

    Attributes:
        id: Its own; an organisation has one.
        is_on: Whether the thresholds follow the decisions; otherwise they are as shipped, and decisions are still counted.
        learned_shift: What the decisions say; it counts while it is on.
        confirmed, dismissed: How many decisions it rests on.
        counts_from: Decisions before this instant are forgotten; None for none.
        counted_from: What :attr:`counts_from` was before the last reset.
        is_reset: Whether the last reset can be taken back.
        version: Counts how often people switched or reset it.
    """

    id: UUID
    is_on: bool = True
    learned_shift: float = 0.0
    confirmed: int = 0
    dismissed: int = 0
    counts_from: datetime.datetime | None = None
    counted_from: datetime.datetime | None = None
    is_reset: bool = False
    version: int = 0

    @property
    def shift(self) -> float:
        """What is added to each threshold now."""
        return self.learned_shift if self.is_on else 0.0

    def learned(self, decisions: Sequence[Decision], *, likely: float = strengths.SHIPPED.likely) -> "Calibration":
        """Return it as the decisions that count say; the same one when they say nothing new."""
        counted = decisions[:LATEST]
        confirmed = sum(each.is_confirmed for each in counted)
        return dataclasses.replace(
            self,
            learned_shift=shift(counted, likely=likely),
            confirmed=confirmed,
            dismissed=len(counted) - confirmed,
        )

    def switched(self, *, is_on: bool) -> "Calibration":
        """Return it switched on or off."""
        return dataclasses.replace(self, is_on=is_on, version=self.version + 1)

    def reset(self, now: datetime.datetime) -> "Calibration":
        """
        Return it without what people said up to now.

        Raises:
            NothingToReset: Nobody has said anything that counts.
        """
        if not self.confirmed + self.dismissed:
            raise NothingToReset
        return dataclasses.replace(
            self, counts_from=now, counted_from=self.counts_from, is_reset=True, version=self.version + 1
        )

    def brought_back(self) -> "Calibration":
        """
        Return it with what the last reset forgot.

        Raises:
            NothingToBringBack: There was none.
        """
        if not self.is_reset:
            raise NothingToBringBack
        return dataclasses.replace(
            self, counts_from=self.counted_from, counted_from=None, is_reset=False, version=self.version + 1
        )


def shift(decisions: Sequence[Decision], *, likely: float = strengths.SHIPPED.likely) -> float:
    """
    Return the most likely shift of the thresholds, in likeness (z), three decimals, within ±:data:`FURTHEST`.

    Args:
        decisions: On pairs found by their text. Their order doesn't matter.
        likely: The shipped threshold that the model hangs on.
    """
    if len(decisions) < FEWEST:
        return 0.0
    low, high = -FURTHEST, FURTHEST
    # The posterior has one top, so that its slope changes sign once: halve what lies around it.
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _slope(decisions, middle, likely) > 0:
            low = middle
        else:
            high = middle
    return round((low + high) / 2, 3) + 0.0  # Without a negative zero.


def share_confirmed(score: float, *, shift: float, likely: float = strengths.SHIPPED.likely) -> float:
    """Return which share of the pairs with a likeness people are expected to confirm."""
    return _sigmoid(math.log(SHARE_AT_LIKELY / (1 - SHARE_AT_LIKELY)) + SLOPE * (score - likely - shift))


def _slope(decisions: Sequence[Decision], at: float, likely: float) -> float:
    """Return how the logarithm of the posterior rises with the shift."""
    prior = -at / PRIOR_DEVIATION**2
    return prior + SLOPE * math.fsum(
        share_confirmed(each.score, shift=at, likely=likely) - each.is_confirmed for each in decisions
    )


def _sigmoid(value: float) -> float:
    """Return 1 / (1 + e^-value) without overflow."""
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    grown = math.exp(value)
    return grown / (1 + grown)
