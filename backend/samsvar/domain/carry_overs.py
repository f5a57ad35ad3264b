"""Carry-over: an open objective of an earlier cycle is taken into a later one. Nothing else joins cycles (invariant 7)."""

import dataclasses
import datetime as dt
import enum
from collections.abc import Sequence
from decimal import Decimal
from typing import Final
from uuid import UUID

from samsvar.domain import key_results, refusals, texts
from samsvar.domain.key_results import Definition, KeyResultKind, Step

ASKED_FROM: Final = 2
"""From this time on a carry-over says why it is made again (invariant 13)."""


class BaselineRule(enum.StrEnum):
    """Where the way of a carried key result begins."""

    KEEP = "KEEP"
    """Where it began, so that the whole way stays in sight."""
    RESTART_AT_CURRENT = "RESTART_AT_CURRENT"
    """Where it stands, so that progress shows what this cycle adds."""


class OfAnotherUnit(refusals.Refusal):
    """A unit carries over its own objectives."""

    code = "OF_ANOTHER_UNIT"


class NotAnEarlierCycle(refusals.Refusal):
    """The objective is of the same cycle as the set, or of a later one."""

    code = "NOT_AN_EARLIER_CYCLE"
    cycle: str


class CarriedOverAlready(refusals.Refusal):
    """The set has it; ``nodes`` names the copy."""

    code = "CARRIED_OVER_ALREADY"


class WhyAgainMissing(refusals.Refusal):
    """It was carried over before: whoever does it again says why."""

    code = "WHY_AGAIN_MISSING"
    times: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """
    An objective taken over, with its key results.

    Attributes:
        times: How many times it has been by now: 1 for the first.
        why_again: Asked for from the second time on.
    """

    id: UUID
    from_objective_id: UUID
    to_objective_id: UUID
    baseline_rule: BaselineRule
    times: int
    why_again: str


def again(times_before: int, why_again: str) -> tuple[int, str]:
    """
    Return how many times an objective has been carried over by now, and why again.

    Args:
        times_before: How many times it was before.
        why_again: What was said about it; not needed the first time.

    Raises:
        WhyAgainMissing: It isn't the first time, and nothing was said.
        TextTooLong: More than 5,000 characters.
    """
    times, why = times_before + 1, texts.prose(why_again, field="whyAgain")
    if times >= ASKED_FROM and not why:
        raise WhyAgainMissing(field="whyAgain", times=times)
    return times, why


def require_later(*, from_starts_on: dt.date, to_starts_on: dt.date, cycle: str) -> None:
    """
    Let pass what goes from an earlier cycle to a later one.

    Raises:
        NotAnEarlierCycle: It doesn't.
    """
    if from_starts_on >= to_starts_on:
        raise NotAnEarlierCycle(field="objective", cycle=cycle)


def carried(definition: Definition, rule: BaselineRule, current: Decimal | None) -> Definition:
    """
    Return what a key result is measured by in the next cycle.

    The metric stays, and so do target, stretch and band. Restarted, the way begins where it stands: a milestone keeps
    only the steps that aren't reached. Where nothing of the way is left, it begins where it began: a way of no length
    can't be measured, and whoever plans sees that it was walked.

    Args:
        definition: As it was.
        rule: Where the way is to begin.
        current: The last value; None when nothing was measured.
    """
    if definition.kind is KeyResultKind.MILESTONE:
        return dataclasses.replace(definition, steps=_steps(definition.steps, rule))
    if rule is BaselineRule.KEEP or current is None or definition.kind not in key_results.ON_THE_WAY:
        return definition
    rises = definition.kind is KeyResultKind.INCREASE
    target = definition.target
    if target is not None and (current >= target if rises else current <= target):
        return definition
    return dataclasses.replace(definition, baseline=current)


def _steps(steps: Sequence[Step], rule: BaselineRule) -> tuple[Step, ...]:
    """Return the steps of a new way, none of them reached; the last takes what rounding leaves."""
    left = [step for step in steps if not step.reached]
    if rule is BaselineRule.KEEP or not left or len(left) == len(steps):
        return tuple(Step(step.title, step.share) for step in steps)
    total = sum((step.share for step in left), Decimal(0))
    shares = [round(step.share / total, 2) for step in left[:-1]]
    shares.append(1 - sum(shares, Decimal(0)))
    return tuple(Step(step.title, share) for step, share in zip(left, shares, strict=True))
