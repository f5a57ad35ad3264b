"""Check-ins: where a key result stands, how sure its unit is, what is in the way, what comes next."""

import dataclasses
import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from samsvar.domain import key_results, numbers, refusals

CLOCKS_DIFFER: Final = datetime.timedelta(minutes=5)
MOST_CONFIDENCE: Final = 10


class NothingSaid(refusals.Refusal):
    """A check-in without value, confidence or words."""

    code = "NOTHING_SAID"


class ConfidenceOutOfBounds(refusals.Refusal):
    """Confidence goes from 0 to 10."""

    code = "CONFIDENCE_OUT_OF_BOUNDS"


class MeasuredInTheFuture(refusals.Refusal):
    """Nobody has measured that yet."""

    code = "MEASURED_IN_THE_FUTURE"


class MetricNotChosen(refusals.Refusal):
    """A value needs a metric to be a value of."""

    code = "METRIC_NOT_CHOSEN"


class CorrectedAlready(refusals.Refusal):
    """A newer entry stands in its place; correct that one (invariant 11)."""

    code = "CORRECTED_ALREADY"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """
    A check-in, which is never edited.

    Attributes:
        value: The metric's, with its measurement; None when nothing was measured.
        progress: How far the key result had come with it.
        reached_steps: Of a milestone: the places, from 0, of all steps that were reached; None when that wasn't said.
        supersedes_id: The check-in that it corrects.
    """

    id: UUID
    key_result_id: UUID
    at: datetime.datetime
    measurement_id: UUID | None
    value: Decimal | None
    progress: Decimal | None
    reached_steps: tuple[int, ...] | None
    confidence: int | None
    what_changed: str
    obstacle: str
    next_step: str
    recorded_by_id: UUID | None
    supersedes_id: UUID | None


def confidence(value: int | None) -> int | None:
    """
    Return a confidence.

    Raises:
        ConfidenceOutOfBounds: It isn't within 0 to 10.
    """
    if value is not None and not 0 <= value <= MOST_CONFIDENCE:
        raise ConfidenceOutOfBounds(field="confidence")
    return value


def measured_at(at: datetime.datetime | None, *, now: datetime.datetime) -> datetime.datetime:
    """
    Return when something was measured; now, unless it was said.

    Raises:
        MeasuredInTheFuture: By more than clocks differ.
    """
    if at is not None and at > now + CLOCKS_DIFFER:
        raise MeasuredInTheFuture(field="at")
    return at or now


def value_for(definition: key_results.Definition, value: Decimal | None) -> Decimal | None:
    """
    Return a value that a key result with this definition can take.

    Raises:
        ValueOutOfPlace: It is a milestone, which takes reached steps.
        MetricNotChosen: It has no metric yet.
        ValueNotFinite: The value is NaN or infinite.
    """
    if value is None:
        return None
    if definition.kind is key_results.KeyResultKind.MILESTONE:
        raise key_results.ValueOutOfPlace(field="value", kind=definition.kind)
    if definition.metric_id is None:
        raise MetricNotChosen(field="value")
    return numbers.finite(value, field="value")
