"""
What an objective's figures are made of: its own result, and support from below.

The two are never mixed into one figure. Each keeps the terms that made it and its coverage, the share of the weight
that could be counted. Everything here is a share of the way: 0 at the start, 1 at the target, unclamped.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any, Final
from uuid import UUID

NOT_MEASURED = "NOT_MEASURED"
LEARNS_ITS_BASELINE = "LEARNS_ITS_BASELINE"
WITHOUT_MEASURE = "WITHOUT_MEASURE"
NOTHING_TO_COUNT = "NOTHING_TO_COUNT"

WEIGHTED_MEAN = "WEIGHTED_MEAN"
_SIX_DECIMALS: Final = Decimal("0.000001")
_WIDE: Final = Context(prec=60)
"""Room for the largest number over the smallest difference, which the usual 28 digits are not."""


@dataclass(frozen=True)
class Term:
    """
    One line of a weighted mean.

    Attributes:
        kind, id, title: The record that the value is of; ``kind`` is its type in snake case ("key_result").
        weight: Above 0, in relation to the other terms.
        value: A share, or None when there is none.
        reason: Why it isn't counted: a code in UPPER_CASE. None when it is counted.
    """

    kind: str
    id: UUID
    title: str
    weight: Decimal
    value: Decimal | None
    reason: str | None = None


@dataclass(frozen=True)
class Explanation:
    """A weighted mean with what made it; ``value`` is None when nothing could be counted."""

    value: Decimal | None
    coverage: Decimal
    terms: tuple[Term, ...]

    def as_json(self) -> dict[str, Any]:
        """
        Return the stored form.

        Returns:
            ``{"formula", "value", "coverage", "terms": [{"node", "title", "weight", "value", "counted", "reason"}]}``,
            where ``node`` is the record's global id.
        """
        return {
            "formula": WEIGHTED_MEAN,
            "value": _number(self.value),
            "coverage": _number(self.coverage),
            "terms": [
                {
                    "node": f"{term.kind}_{term.id}",
                    "title": term.title,
                    "weight": _number(term.weight),
                    "value": _number(term.value),
                    "counted": term.reason is None,
                    "reason": term.reason,
                }
                for term in self.terms
            ],
        }


@dataclass(frozen=True)
class KeyResultStanding:
    """
    Where a key result stands, as its objective's own result needs it.

    Attributes:
        progress: Share of the way; None when it isn't measured or has no percentage.
        reason: Why ``progress`` is None; see :func:`samsvar.domain.key_results.why_without_progress`.
        confidence: 0 to 10, or None when nobody said.
        measured_at: When its value was measured.
    """

    id: UUID
    title: str
    weight: Decimal
    progress: Decimal | None
    reason: str | None
    confidence: int | None
    measured_at: datetime.datetime | None


@dataclass(frozen=True)
class OwnResult:
    """
    An objective's own result.

    Attributes:
        explanation: The weighted mean of the progress of its key results.
        confidence: Weighted mean, 0 to 10, of those that state one.
        measured_at: When the oldest counted value was measured: a mean is as fresh as its oldest part.
    """

    explanation: Explanation
    confidence: Decimal | None
    measured_at: datetime.datetime | None


@dataclass(frozen=True)
class Supporter:
    """
    What an agreed contribution brings.

    Attributes:
        kind, id, title: The objective or key result that contributes.
        weight: The contribution's.
        result: Its own result (an objective) or progress (a key result).
        support: Its support from below, which stands in where it has no result of its own.
    """

    kind: str
    id: UUID
    title: str
    weight: Decimal
    result: Decimal | None
    support: Decimal | None


def own_result(key_results: Sequence[KeyResultStanding]) -> OwnResult:
    """
    Return an objective's own result: the weighted mean of the progress of its key results.

    Args:
        key_results: All of the objective's, in their order.
    """
    explanation = weighted_mean(
        Term("key_result", each.id, each.title, each.weight, each.progress, each.reason) for each in key_results
    )
    said = [(each.weight, Decimal(each.confidence)) for each in key_results if each.confidence is not None]
    counted = [each.measured_at for each in key_results if each.reason is None and each.measured_at is not None]
    return OwnResult(explanation, _mean(said), min(counted, default=None))


def support(supporters: Sequence[Supporter]) -> Explanation:
    """
    Return support from below: the weighted mean of where the agreed supporters stand.

    A supporter stands where its own result says. One without a result of its own, an objective that lives through
    others, stands where its own supporters bring it. So a figure travels upward through objectives that
    measure nothing themselves, and stops at those that do: their measure is better evidence than its causes.

    Args:
        supporters: One per agreed contribution between open sets, in a fixed order.
    """
    return weighted_mean(
        Term(
            each.kind,
            each.id,
            each.title,
            each.weight,
            standing(each.result, each.support),
            NOTHING_TO_COUNT if standing(each.result, each.support) is None else None,
        )
        for each in supporters
    )


def standing(result: Decimal | None, from_below: Decimal | None) -> Decimal | None:
    """Return what a supporter brings upward: its own result, or else its support from below."""
    return from_below if result is None else result


def weighted_mean(terms: Iterable[Term]) -> Explanation:
    """Return the weighted mean of the terms that count, and the share of all weight that they have."""
    kept = tuple(terms)
    counted = [(term.weight, term.value) for term in kept if term.reason is None and term.value is not None]
    whole = sum((term.weight for term in kept), Decimal(0))
    share = sum((weight for weight, _ in counted), Decimal(0)) / whole if whole else Decimal(0)
    return Explanation(_mean(counted), rounded(share), kept)


def rounded(value: Decimal) -> Decimal:
    """Return a share as it is stored: six decimals, without trailing zeros."""
    kept = value.quantize(_SIX_DECIMALS, context=_WIDE).normalize(_WIDE)
    return kept or Decimal(0)


def _mean(weighted: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    if not weighted:
        return None
    whole = sum((weight for weight, _ in weighted), Decimal(0))
    return rounded(sum((weight * value for weight, value in weighted), Decimal(0)) / whole)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
