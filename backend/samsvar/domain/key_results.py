"""Key results: what proves an objective, and how far it has come."""

import dataclasses
import datetime
import enum
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Final
from uuid import UUID

from samsvar.domain import numbers, refusals, results, texts

MOST_STEPS: Final = 20
FEW, MANY = 2, 5


class KeyResultKind(enum.StrEnum):
    """How a key result is proven."""

    INCREASE = "INCREASE"
    DECREASE = "DECREASE"
    MAINTAIN = "MAINTAIN"
    """The value is to stay within a band."""
    MILESTONE = "MILESTONE"
    """Stated steps are reached, each with its share of the way."""
    BASELINE = "BASELINE"
    """The number is to be learnt first; there is no percentage."""


ON_THE_WAY: Final = (KeyResultKind.INCREASE, KeyResultKind.DECREASE)


class NoDistanceToTarget(refusals.Refusal):
    """Baseline equals target, so there is nothing to measure."""

    code = "NO_DISTANCE_TO_TARGET"


class TargetOnWrongSide(refusals.Refusal):
    """The target of a rising key result lies below its baseline, or that of a falling one above."""

    code = "TARGET_ON_WRONG_SIDE"
    kind: KeyResultKind


class StretchShortOfTarget(refusals.Refusal):
    """The stretch value is easier than the target."""

    code = "STRETCH_SHORT_OF_TARGET"


class BandUpsideDown(refusals.Refusal):
    """The lower end of a band lies above its upper end."""

    code = "BAND_UPSIDE_DOWN"


class ValueOutOfPlace(refusals.Refusal):
    """A value was given that a key result of this kind doesn't have."""

    code = "VALUE_OUT_OF_PLACE"
    kind: KeyResultKind


class StepsIncomplete(refusals.Refusal):
    """The shares of a milestone's steps don't make up the whole way, or one of them is none."""

    code = "STEPS_INCOMPLETE"
    total: Decimal


class TooManySteps(refusals.Refusal):
    """A milestone has more steps than anybody follows."""

    code = "TOO_MANY_STEPS"
    most: int


class NoSuchStep(refusals.Refusal):
    """A milestone has no step at this place."""

    code = "NO_SUCH_STEP"
    step: int
    steps: int


class ReasonForChangeMissing(refusals.Refusal):
    """After commitment, baseline, target, band, steps or metric change for a stated reason only (invariant 9)."""

    code = "REASON_FOR_CHANGE_MISSING"


class KindChangedAfterCommitment(refusals.Refusal):
    """What was committed to is proven in another way now: that is another key result."""

    code = "KIND_CHANGED_AFTER_COMMITMENT"


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """A step of a milestone: ``share`` is its part of the way, 0..1; all steps together are 1."""

    title: str
    share: Decimal
    reached: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """
    What a key result is measured by; as far as it is known yet, while its set is being written.

    Attributes:
        metric_id: What its values are values of; None for milestones.
        baseline, target: Where the way begins and ends, in the metric's measure.
        stretch: Beyond the target; a wish, never counted.
        band_low, band_high: The band that is to be maintained; an end that doesn't matter is None.
        steps: The milestone's, in order.
    """

    kind: KeyResultKind
    metric_id: UUID | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    stretch: Decimal | None = None
    band_low: Decimal | None = None
    band_high: Decimal | None = None
    steps: tuple[Step, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeyResult:
    """A key result, as people write it; where it stands is computed from its measurements."""

    id: UUID
    objective_id: UUID
    title: str
    definition: Definition
    weight: Decimal
    position: int
    caretaker_unit_id: UUID | None
    version: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    The newest that is known of a key result.

    Attributes:
        value: The metric's value; None for a milestone, whose steps say it, or when nothing was measured yet.
        measured_at: When; None when nothing was measured yet.
    """

    value: Decimal | None
    measured_at: datetime.datetime | None


def progress(baseline: Decimal, target: Decimal, current: Decimal) -> Decimal:
    """
    Return how far a key result has come on its way from baseline to target.

    Args:
        baseline: Where the way begins, in the key result's own measure (percent, NOK, count).
        target: Where it ends; it may lie below the baseline: "cut churn from 8 to 5".
        current: Where the key result is.

    Returns:
        Share of the way, without unit: 0 at the baseline, 1 at the target, below 0 or above 1
        beyond them. Drawing clamps it; storage does not.

    Raises:
        NoDistanceToTarget: Baseline equals target, so there is nothing to measure.
    """
    if baseline == target:
        raise NoDistanceToTarget(field="target")
    return results.rounded((current - baseline) / (target - baseline))


def progress_of(definition: Definition, reading: Reading) -> Decimal | None:
    """
    Return how far a key result of any kind has come: None when :func:`why_without_progress` knows why.

    A band is held or not: 1 or 0. A milestone has come as far as the shares of its reached steps add up to.
    """
    if why_without_progress(definition, reading) is not None:
        return None
    if definition.kind is KeyResultKind.MILESTONE:
        return results.rounded(sum((step.share for step in definition.steps if step.reached), Decimal(0)))
    value = _given(reading.value)
    if definition.kind is KeyResultKind.MAINTAIN:
        low, high = definition.band_low, definition.band_high
        return Decimal((low is None or low <= value) and (high is None or value <= high))
    return progress(_given(definition.baseline), _given(definition.target), value)


def why_without_progress(definition: Definition, reading: Reading) -> str | None:
    """Return why a key result has no progress, as a code of :mod:`samsvar.domain.results`; None when it has."""
    if definition.kind is KeyResultKind.BASELINE:
        return results.LEARNS_ITS_BASELINE
    if missing_in(definition) - {METRIC_MISSING}:
        return results.WITHOUT_MEASURE
    if reading.measured_at is None or (reading.value is None and definition.kind is not KeyResultKind.MILESTONE):
        return results.NOT_MEASURED
    return None


METRIC_MISSING: Final = "METRIC_MISSING"
BASELINE_MISSING: Final = "BASELINE_MISSING"
TARGET_MISSING: Final = "TARGET_MISSING"
BAND_MISSING: Final = "BAND_MISSING"
STEPS_MISSING: Final = "STEPS_MISSING"
NO_DISTANCE: Final = NoDistanceToTarget.code
LACKS: Final = (METRIC_MISSING, BASELINE_MISSING, TARGET_MISSING, BAND_MISSING, STEPS_MISSING, NO_DISTANCE)
"""All that a definition can lack."""


def missing_in(definition: Definition) -> set[str]:
    """Return codes of what a definition lacks before a unit can commit to it (invariant 8); empty when it is whole."""
    missing: set[str] = set()
    if definition.kind is KeyResultKind.MILESTONE:
        return missing if definition.steps else {STEPS_MISSING}
    if definition.metric_id is None:
        missing.add(METRIC_MISSING)
    if definition.kind is KeyResultKind.MAINTAIN and definition.band_low is None and definition.band_high is None:
        missing.add(BAND_MISSING)
    if definition.kind in ON_THE_WAY:
        if definition.baseline is None:
            missing.add(BASELINE_MISSING)
        if definition.target is None:
            missing.add(TARGET_MISSING)
        if definition.target is not None and definition.baseline == definition.target:
            missing.add(NO_DISTANCE)
    return missing


def defined(definition: Definition) -> Definition:
    """
    Return a definition as it can be stored.

    What is missing may follow while the set is written; what contradicts itself may not.

    Raises:
        ValueOutOfPlace: It has a value that its kind doesn't have.
        ValueNotFinite: A number is NaN or infinite.
        NoDistanceToTarget, TargetOnWrongSide, StretchShortOfTarget: Its values contradict its kind.
        BandUpsideDown: The band's ends are the wrong way round.
        StepsIncomplete, TooManySteps: Its steps don't make up the way.
    """
    _refuse_out_of_place(definition)
    for field, value in _numbers(definition):
        numbers.finite(value, field=field)
    if definition.kind in ON_THE_WAY:
        _refuse_wrong_way(definition)
    low, high = definition.band_low, definition.band_high
    if low is not None and high is not None and low > high:
        raise BandUpsideDown(field="bandHigh")
    if len(definition.steps) > MOST_STEPS:
        raise TooManySteps(field="steps", most=MOST_STEPS)
    if definition.steps:
        total = sum((step.share for step in definition.steps), Decimal(0))
        if total != 1 or any(step.share <= 0 for step in definition.steps):
            raise StepsIncomplete(field="steps", total=total)
    titled = (
        dataclasses.replace(step, title=texts.line(step.title, field=f"steps.{place}.title"))
        for place, step in enumerate(definition.steps)
    )
    return dataclasses.replace(definition, steps=tuple(titled))


def redefined(before: Definition, after: Definition, *, is_committed: bool, reason: str | None) -> Definition:
    """
    Return a definition in another one's place; steps that keep their title stay reached, wherever they stand now,
    and so does one that keeps its place among as many and only changes its title.

    Raises:
        ReasonForChangeMissing: The set is committed, and what was committed to changes without a reason.
        KindChangedAfterCommitment: The set is committed, and the kind changes.
        Refusal: See :func:`defined`.
    """
    after = defined(after)
    after = dataclasses.replace(after, steps=_still_reached(before.steps, after.steps))
    if is_committed and after != before:
        if after.kind is not before.kind:
            raise KindChangedAfterCommitment(field="kind")
        if not (reason or "").strip():
            raise ReasonForChangeMissing(field="reason")
        if missing := missing_in(after) - missing_in(before):
            raise DefinitionIncomplete(missing=sorted(missing))
    return after


class DefinitionIncomplete(refusals.Refusal):
    """A change would take away what the unit committed to."""

    code = "DEFINITION_INCOMPLETE"
    missing: Sequence[str]


def with_reached(definition: Definition, reached: Collection[int]) -> Definition:
    """
    Return the definition of a milestone with exactly these steps reached.

    Args:
        definition: Of the milestone.
        reached: Places of the steps, from 0.

    Raises:
        NoSuchStep: There is no step at such a place.
    """
    for place in reached:
        if not 0 <= place < len(definition.steps):
            raise NoSuchStep(field="reachedSteps", step=place, steps=len(definition.steps))
    steps = tuple(dataclasses.replace(step, reached=place in reached) for place, step in enumerate(definition.steps))
    return dataclasses.replace(definition, steps=steps)


def _still_reached(before: Sequence[Step], after: Sequence[Step]) -> tuple[Step, ...]:
    reached = {step.title: step.reached for step in before}
    if len(before) == len(after):
        kept = {step.title for step in after}
        for old, new in zip(before, after, strict=True):
            if old.title not in kept:
                reached.setdefault(new.title, old.reached)
    return tuple(dataclasses.replace(step, reached=reached.get(step.title, False)) for step in after)


def _numbers(definition: Definition) -> list[tuple[str, Decimal]]:
    named = (
        ("baseline", definition.baseline),
        ("target", definition.target),
        ("stretch", definition.stretch),
        ("bandLow", definition.band_low),
        ("bandHigh", definition.band_high),
        *((f"steps.{place}.share", step.share) for place, step in enumerate(definition.steps)),
    )
    return [(field, value) for field, value in named if value is not None]


def _refuse_out_of_place(definition: Definition) -> None:
    kind = definition.kind
    allowed = {
        "metricId": kind is not KeyResultKind.MILESTONE,
        "baseline": kind in (*ON_THE_WAY, KeyResultKind.MAINTAIN),
        "target": kind in ON_THE_WAY,
        "stretch": kind in ON_THE_WAY,
        "bandLow": kind is KeyResultKind.MAINTAIN,
        "bandHigh": kind is KeyResultKind.MAINTAIN,
        "steps": kind is KeyResultKind.MILESTONE,
    }
    given = {
        "metricId": definition.metric_id,
        "baseline": definition.baseline,
        "target": definition.target,
        "stretch": definition.stretch,
        "bandLow": definition.band_low,
        "bandHigh": definition.band_high,
        "steps": definition.steps or None,
    }
    for field, value in given.items():
        if value is not None and not allowed[field]:
            raise ValueOutOfPlace(field=field, kind=kind)


def _refuse_wrong_way(definition: Definition) -> None:
    baseline, target, stretch = definition.baseline, definition.target, definition.stretch
    sign = 1 if definition.kind is KeyResultKind.INCREASE else -1
    if baseline is not None and target is not None:
        if target == baseline:
            raise NoDistanceToTarget(field="target")
        if (target - baseline) * sign < 0:
            raise TargetOnWrongSide(field="target", kind=definition.kind)
    if target is not None and stretch is not None and (stretch - target) * sign <= 0:
        raise StretchShortOfTarget(field="stretch")


def _given(value: Decimal | None) -> Decimal:
    if value is None:
        raise TypeError("A definition that lacks nothing, and a reading with a value, have one.")
    return value
