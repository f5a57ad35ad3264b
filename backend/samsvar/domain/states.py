"""How a key result or an objective fares, said in one word; depends on today, so it is never stored."""

import datetime
import enum
from decimal import Decimal

ASPIRATIONAL_SUCCESS = Decimal("0.7")
AT_RISK_BEHIND = Decimal("0.1")
OFF_TRACK_BEHIND = Decimal("0.3")
GOOD_CONFIDENCE = 7
POOR_CONFIDENCE = 4
INTERVALS_UNTIL_STALE = 2


class ProgressState(enum.StrEnum):
    """In the order of their claim on somebody's attention, from none to most."""

    NOT_MEASURED = "NOT_MEASURED"
    """The cycle is over, and nothing was ever measured: nobody knows."""
    NOT_STARTED = "NOT_STARTED"
    ON_TRACK = "ON_TRACK"
    AT_RISK = "AT_RISK"
    OFF_TRACK = "OFF_TRACK"
    STALE = "STALE"


def elapsed_share(starts_on: datetime.date, ends_on: datetime.date, today: datetime.date) -> Decimal:
    """Return the share of a cycle's days that have passed when ``today`` ends: 0 before it, 1 on its last day."""
    passed = Decimal((today - starts_on).days + 1) / ((ends_on - starts_on).days + 1)
    return min(max(passed, Decimal(0)), Decimal(1))


def expected_progress(elapsed: Decimal, *, is_aspirational: bool) -> Decimal:
    """
    Return where an even pace would have it: the elapsed share of what counts as a success at the end.

    Args:
        elapsed: Share of the cycle, 0..1.
        is_aspirational: About 0.7 is a success then; a committed one is expected at 1.
    """
    return elapsed * (ASPIRATIONAL_SUCCESS if is_aspirational else 1)


def progress_state(
    *,
    progress: Decimal | None,
    expected: Decimal,
    confidence: Decimal | int | None,
    measured_at: datetime.date | None,
    created_on: datetime.date,
    starts_on: datetime.date,
    ends_on: datetime.date,
    today: datetime.date,
    check_in_weeks: int,
) -> ProgressState:
    """
    Return how something fares.

    Progress looks back and confidence forward, and the worse of the two speaks. What was not measured for two
    check-in intervals is stale, whatever its last value was; nobody is silent on what wasn't written yet, nor before
    the cycle. A cycle that is over is judged as on its last day; what was never measured in it, isn't judged.

    Args:
        progress: Share of the way; None when it has no percentage, so that confidence alone speaks.
        expected: See :func:`expected_progress`; 1 for a key result that maintains a band.
        confidence: 0 to 10; None when nobody said.
        measured_at: The day of the last value; None when there is none.
        created_on: The day on which it was drafted.
        starts_on, ends_on: The cycle's first and last day.
        today: In the organisation's time zone.
        check_in_weeks: 1 or 2.
    """
    judged_on = min(today, ends_on)
    if judged_on < starts_on:
        return ProgressState.NOT_STARTED
    if measured_at is None and today > ends_on:
        return ProgressState.NOT_MEASURED
    patience = datetime.timedelta(weeks=check_in_weeks * INTERVALS_UNTIL_STALE)
    if judged_on - max(measured_at or created_on, starts_on) > patience:
        return ProgressState.STALE
    if measured_at is None:
        return ProgressState.NOT_STARTED
    behind = Decimal(0) if progress is None or progress >= 1 else expected - progress
    if behind > OFF_TRACK_BEHIND or (confidence is not None and confidence < POOR_CONFIDENCE):
        return ProgressState.OFF_TRACK
    if behind > AT_RISK_BEHIND or (confidence is not None and confidence < GOOD_CONFIDENCE):
        return ProgressState.AT_RISK
    return ProgressState.ON_TRACK
