"""The sample company around today: when its cycles are, and which ids its records have."""

import dataclasses
import datetime as dt
import itertools
import uuid
from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from samsvar.operations import foundings

MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "mai",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "des",
)
CYCLE_MONTHS: Final = 4
MONTHS_BEHIND: Final = 2
"""The running cycle began on the first day of the month so many months before this one."""
CHECK_IN_AT: Final = dt.time(10, 15)


@dataclasses.dataclass(frozen=True)
class SampleFiles:
    """The parsed files of the sample company, as nested mappings."""

    company: Mapping[str, Any]
    running: Mapping[str, Any]
    closed: Mapping[str, Any]
    coming: Mapping[str, Any]
    cases: Mapping[str, Any]


@dataclasses.dataclass(frozen=True)
class Cycle:
    """A cycle of the sample, placed."""

    id: uuid.UUID
    name: str
    starts_on: dt.date
    ends_on: dt.date
    state: str


class World:
    """
    Where and when everything of the sample is. Ids follow from the files' keys: the same sample is the same everywhere.

    Args:
        files: What the company consists of.
        now: The moment around which it is placed.
    """

    def __init__(self, files: SampleFiles, now: dt.datetime) -> None:
        organisation = files.company["organisation"]
        self.files = files
        self.zone = ZoneInfo(organisation["timezone"])
        self.today = now.astimezone(self.zone).date()
        self.organisation_id = foundings.id_for(organisation["slug"])
        self.units: dict[str, Mapping[str, Any]] = {unit["key"]: unit for unit in files.company["unit"]}
        self.cycles = self._cycles()

    def id_of(self, kind: str, key: str) -> uuid.UUID:
        """Return the id of the record with this key."""
        return uuid.uuid5(self.organisation_id, f"{kind}:{key}")

    @property
    def company_id(self) -> uuid.UUID:
        """The id of the unit above all others."""
        return self.id_of("unit", next(key for key, unit in self.units.items() if unit["kind"] == "COMPANY"))

    def at(self, day: dt.date) -> dt.datetime:
        """Return the moment of a day at which things are told."""
        return dt.datetime.combine(day, CHECK_IN_AT, self.zone).astimezone(dt.UTC)

    def above(self, unit: str) -> list[str]:
        """Return a unit's key and those of the units above it, up to the company."""
        above = [unit]
        while "parent" in self.units[above[-1]]:
            above.append(self.units[above[-1]]["parent"])
        return above

    def _cycles(self) -> dict[str, Cycle]:
        running = self.today.year * 12 + self.today.month - 1 - MONTHS_BEHIND
        states = {
            "before_last": "CLOSED",
            "last": "CLOSED",
            "running": "RUNNING",
            "coming": "PLANNING",
        }
        placed: dict[str, Cycle] = {}
        for (key, state), first in zip(
            states.items(),
            itertools.count(running - 2 * CYCLE_MONTHS, CYCLE_MONTHS),
            strict=False,
        ):
            starts_on, after = first_day(first), first_day(first + CYCLE_MONTHS)
            ends_on = after - dt.timedelta(days=1)
            placed[key] = Cycle(
                self.id_of("cycle", key),
                _cycle_name(starts_on, ends_on),
                starts_on,
                ends_on,
                state,
            )
        return placed


def first_day(month: int) -> dt.date:
    """Return the first day of a month that is counted from the year 0: twelve times the year, plus 0..11."""
    return dt.date(month // 12, month % 12 + 1, 1)


def _cycle_name(starts_on: dt.date, ends_on: dt.date) -> str:
    """Return "3. tertial 2026", or "nov 2026–feb 2027" for four months that are no third of a year."""
    if starts_on.month % CYCLE_MONTHS == 1:
        return f"{starts_on.month // CYCLE_MONTHS + 1}. tertial {starts_on.year}"
    first, last = MONTHS[starts_on.month - 1], MONTHS[ends_on.month - 1]
    return (
        f"{first} {starts_on.year}–{last} {ends_on.year}"
        if starts_on.year != ends_on.year
        else f"{first}–{last} {starts_on.year}"
    )
