"""Cycles: three or four months for which OKRs are made, one after the other (invariant 3)."""

import dataclasses
import datetime as dt
import enum
import itertools
import re
from collections.abc import Collection
from typing import Final
from uuid import UUID

from samsvar.domain import refusals, texts

SHORTEST_DAYS: Final = 80
LONGEST_DAYS: Final = 130


class CycleState(enum.StrEnum):
    """Where a cycle stands; it moves forward only."""

    PREPARING = "PREPARING"
    PLANNING = "PLANNING"
    ALIGNING = "ALIGNING"
    RUNNING = "RUNNING"
    REVIEWING = "REVIEWING"
    CLOSED = "CLOSED"


NEXT: Final = {
    CycleState.PREPARING: (CycleState.PLANNING,),
    CycleState.PLANNING: (CycleState.ALIGNING, CycleState.RUNNING),
    CycleState.ALIGNING: (CycleState.RUNNING,),
    CycleState.RUNNING: (CycleState.REVIEWING,),
    CycleState.REVIEWING: (CycleState.CLOSED,),
    CycleState.CLOSED: (),
}
"""Aligning is optional; no other step is left out."""


class CycleEndsBeforeItStarts(refusals.Refusal):
    """The last day lies before the first."""

    code = "CYCLE_ENDS_BEFORE_IT_STARTS"


class CycleLengthUnusual(refusals.Refusal):
    """A cycle lasts three to four months."""

    code = "CYCLE_LENGTH_UNUSUAL"
    days: int
    shortest: int
    longest: int


class CyclesOverlap(refusals.Refusal):
    """Another cycle has some of the days."""

    code = "CYCLES_OVERLAP"
    other: str
    starts_on: dt.date
    ends_on: dt.date


class CycleNameTaken(refusals.Refusal):
    """Another cycle has the name."""

    code = "CYCLE_NAME_TAKEN"
    name: str


class AnotherCycleRuns(refusals.Refusal):
    """One cycle runs at a time."""

    code = "ANOTHER_CYCLE_RUNS"
    other: str


class CycleClosed(refusals.Refusal):
    """The cycle is over; nothing in it changes any more."""

    code = "CYCLE_CLOSED"
    cycle: str


class CycleHasStarted(refusals.Refusal):
    """The cycle runs or has run: its first day is a fact."""

    code = "CYCLE_HAS_STARTED"
    starts_on: dt.date


@dataclasses.dataclass(frozen=True, slots=True)
class Cycle:
    """A cycle, from its first day to its last, both included."""

    id: UUID
    name: str
    starts_on: dt.date
    ends_on: dt.date
    state: CycleState
    version: int

    def require_open(self, *, field: str | None = None) -> None:
        """
        Let pass a cycle that isn't over.

        Raises:
            CycleClosed: It is.
        """
        if self.state is CycleState.CLOSED:
            raise CycleClosed(field=field, cycle=self.name)

    def rescheduled(self, *, name: str, starts_on: dt.date, ends_on: dt.date, others: Collection["Cycle"]) -> "Cycle":
        """
        Return it with another name or other days.

        Args:
            name: What it is called.
            starts_on: Its first day; stays as it is once it runs.
            ends_on: Its last day.
            others: All other cycles of the organisation.

        Raises:
            CycleClosed, CycleHasStarted: It is too late for that.
            TextMissing, CycleEndsBeforeItStarts, CycleLengthUnusual, CyclesOverlap, CycleNameTaken: It can't be so.
        """
        self.require_open(field="cycle")
        if starts_on != self.starts_on and self.state in (CycleState.RUNNING, CycleState.REVIEWING):
            raise CycleHasStarted(field="startsOn", starts_on=self.starts_on)
        name = texts.line(name, field="name")
        require_place(name, starts_on, ends_on, others=others)
        return dataclasses.replace(self, name=name, starts_on=starts_on, ends_on=ends_on, version=self.version + 1)

    def advanced(self, to: CycleState, *, others: Collection["Cycle"]) -> "Cycle":
        """
        Return it in its next state.

        Args:
            to: That state.
            others: All other cycles of the organisation.

        Raises:
            TransitionImpossible: It is not a next state.
            AnotherCycleRuns: It would run beside another one.
        """
        if to not in NEXT[self.state]:
            raise refusals.TransitionImpossible(
                field="to", kind="Cycle", state=self.state, wanted=to, possible=NEXT[self.state]
            )
        if to is CycleState.RUNNING:
            for other in others:
                if other.state is CycleState.RUNNING:
                    raise AnotherCycleRuns(field="to", other=other.name, nodes=[("Cycle", other.id)])
        return dataclasses.replace(self, state=to, version=self.version + 1)


@dataclasses.dataclass(frozen=True, slots=True)
class ProposedCycle:
    """A name and days that the next cycle may have."""

    name: str
    starts_on: dt.date
    ends_on: dt.date


def proposed(cycles: Collection[Cycle], *, months: int, letter: str, today: dt.date) -> ProposedCycle:
    """
    Return the cycle that would come next: after the last one, in whole months, named as the others are.

    Args:
        cycles: All cycles of the organisation.
        months: How long its cycles are: 3 or 4.
        letter: What stands before a cycle's number ("T" in "2026 T1") when the last cycle's name doesn't tell how
            cycles are named.
        today: Without cycles, and after a long pause, the next one begins with this month.
    """
    last = max(cycles, key=lambda cycle: cycle.ends_on, default=None)
    starts_on = today.replace(day=1) if last is None else last.ends_on + dt.timedelta(days=1)
    if _months_after(starts_on, months) <= today:
        starts_on = today.replace(day=1)
    ends_on = _months_after(starts_on, months) - dt.timedelta(days=1)
    # A cycle that begins in the last days of a month is one of the next month.
    named_after = starts_on + dt.timedelta(days=7)
    year, number = str(named_after.year), str((named_after.month - 1) // months + 1)
    name = (last and _named_alike(last.name, year, number)) or f"{year} {letter}{number}"
    taken = {cycle.name for cycle in cycles}
    if name in taken:
        name = next(f"{name} ({number})" for number in itertools.count(2) if f"{name} ({number})" not in taken)
    return ProposedCycle(name, starts_on, ends_on)


def _named_alike(name: str, year: str, number: str) -> str | None:
    """Return a name with another year and number in it, such as "2. tertial 2027"; None when it hasn't just these."""
    parts = re.split(r"(\d+)", name)
    digits = parts[1::2]
    if sorted(map(len, digits)) != [1, 4]:
        return None
    parts[1::2] = [year if len(each) == 4 else number for each in digits]
    return "".join(parts)


def _months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later; where the month is too short, the first one after it."""
    years, month = divmod(day.month - 1 + months, 12)
    first = dt.date(day.year + years, month + 1, 1)
    after = first + dt.timedelta(days=day.day - 1)
    return after if after.month == first.month else after.replace(day=1)


def require_place(name: str, starts_on: dt.date, ends_on: dt.date, *, others: Collection[Cycle]) -> None:
    """
    Let pass days and a name that a cycle can have beside the others.

    Raises:
        CycleEndsBeforeItStarts, CycleLengthUnusual, CyclesOverlap, CycleNameTaken: It can't.
    """
    if ends_on < starts_on:
        raise CycleEndsBeforeItStarts(field="endsOn")
    days = (ends_on - starts_on).days + 1
    if not SHORTEST_DAYS <= days <= LONGEST_DAYS:
        raise CycleLengthUnusual(field="endsOn", days=days, shortest=SHORTEST_DAYS, longest=LONGEST_DAYS)
    for other in others:
        if other.starts_on <= ends_on and starts_on <= other.ends_on:
            raise CyclesOverlap(
                field="startsOn",
                other=other.name,
                starts_on=other.starts_on,
                ends_on=other.ends_on,
                nodes=[("Cycle", other.id)],
            )
        if other.name == name:
            raise CycleNameTaken(field="name", name=name, nodes=[("Cycle", other.id)])
