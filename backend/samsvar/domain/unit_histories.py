"""
What units were, are and will be, day by day: the tree of any day, and what a change on a day does to those after it.

Each unit has versions, one after the other without a gap: a name and a place, from a day to a day. What is planned is a
version that begins on a day to come. The past is never written anew: a change takes effect today or later.
"""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from samsvar.domain import refusals, texts
from samsvar.domain.units import (
    BELOW,
    CircleOfUnits,
    CompanyStays,
    EndsBeforeItBegan,
    FoundedBeforeParent,
    LevelMismatch,
    UnitEnded,
    UnitKind,
    UnitsBelowLive,
)


class PastStays(refusals.Refusal):
    """A change of a unit takes effect today or later."""

    code = "PAST_STAYS"
    today: dt.date


class NothingPlanned(refusals.Refusal):
    """No change of the unit is planned for this day."""

    code = "NOTHING_PLANNED"
    on: dt.date


@dataclasses.dataclass(frozen=True, slots=True)
class UnitVersion:
    """
    A name and a place of a unit, from a day to a day.

    Attributes:
        valid_from: The first day.
        valid_to: The day on which it changed or ended; None for what goes on.
        reason: Why it became so.
        end_reason: Why the unit ended with it; None while it goes on.
    """

    unit_id: UUID
    kind: UnitKind
    name: str
    parent_id: UUID | None
    valid_from: dt.date
    valid_to: dt.date | None
    reason: str | None = None
    end_reason: str | None = None

    def lasts(self, day: dt.date) -> bool:
        """Return whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def is_like(self, other: "UnitVersion") -> bool:
        """Return whether nothing but the days tells them apart."""
        return (self.name, self.parent_id) == (other.name, other.parent_id)


class History:
    """The versions of an organisation's units, as far back as they were asked for."""

    def __init__(self, versions: Iterable[UnitVersion]) -> None:
        """Take versions in any order; one that never held (it ended on its first day) doesn't count."""
        self._of: dict[UUID, list[UnitVersion]] = defaultdict(list)
        for version in sorted(versions, key=lambda each: each.valid_from):
            if version.valid_from != version.valid_to:
                self._of[version.unit_id].append(version)

    def versions(self, unit_id: UUID) -> Sequence[UnitVersion]:
        """Return a unit's versions, oldest first."""
        return self._of.get(unit_id, [])

    def on(self, unit_id: UUID | None, day: dt.date) -> UnitVersion | None:
        """Return what a unit is on a day; None when it isn't there."""
        if unit_id is None:
            return None
        return next((version for version in self.versions(unit_id) if version.lasts(day)), None)

    def upward(self, unit_id: UUID, day: dt.date) -> list[UnitVersion]:
        """Return a unit and those above it on a day, the company last; where there is a circle, its first unit twice."""
        chain: list[UnitVersion] = []
        version = self.on(unit_id, day)
        while version is not None:
            is_circle = any(version.unit_id == each.unit_id for each in chain)
            chain.append(version)
            version = None if is_circle else self.on(version.parent_id, day)
        return chain

    def within(self, unit_id: UUID, day: dt.date) -> set[UUID]:
        """Return a unit and all that stand below it on a day."""
        below: dict[UUID, list[UUID]] = defaultdict(list)
        for own_id in self._of:
            version = self.on(own_id, day)
            if version is not None and version.parent_id is not None:
                below[version.parent_id].append(own_id)
        found, waiting = {unit_id}, [unit_id]
        while waiting:
            fresh = set(below[waiting.pop()]) - found
            found |= fresh
            waiting += fresh
        return found

    def changing_days(self, since: dt.date) -> list[dt.date]:
        """Return the day itself and all later ones on which some unit changes, begins or ends."""
        days = {since}
        for versions in self._of.values():
            for version in versions:
                days |= {day for day in (version.valid_from, version.valid_to) if day is not None and day > since}
        return sorted(days)

    def with_versions(self, unit_id: UUID, versions: Iterable[UnitVersion]) -> "History":
        """Return it with other versions of a unit."""
        others = (version for own_id, kept in self._of.items() if own_id != unit_id for version in kept)
        return History([*others, *versions])

    def founded(self, version: UnitVersion) -> "History":
        """
        Return it with a new unit.

        Raises:
            LevelMismatch, FoundedBeforeParent, UnitEnded: It can't stand there all its days.
        """
        after = self.with_versions(version.unit_id, [version])
        after.require_sound(version.unit_id, since=version.valid_from, field="parent")
        return after

    def renamed(self, unit_id: UUID, name: str, *, on: dt.date, reason: str | None) -> "History":
        """
        Return it with another name for a unit from a day on, until the next name that is planned for it.

        Raises:
            TextMissing, TextTooLong: It is no name.
            UnitEnded: The unit is no more on that day.
        """
        return self._changed(unit_id, on, reason, name=texts.line(name, field="name"))

    def moved(self, unit_id: UUID, parent_id: UUID, *, on: dt.date, reason: str | None) -> "History":
        """
        Return it with a unit below another one from a day on, until the next move that is planned for it.

        Raises:
            CompanyStays: It is the company.
            UnitEnded, FoundedBeforeParent: One of both isn't there on that day, or the other one ends before it.
            CircleOfUnits: It would stand below itself, on that day or once a planned move takes effect.
            LevelMismatch: Nothing of its kind stands below such a unit.
        """
        if any(version.parent_id is None for version in self.versions(unit_id)):
            raise CompanyStays(field="unit")
        after = self._changed(unit_id, on, reason, parent_id=parent_id)
        after.require_sound(unit_id, since=on, field="parent")
        return after

    def ended(self, unit_id: UUID, *, on: dt.date, reason: str) -> "History":
        """
        Return it with the end of a unit; ``on`` is the first day on which it is no more.

        On its first day it ends without having been: it then stands in the tree of no day.

        Raises:
            CompanyStays: It is the company.
            EndsBeforeItBegan: It is there from a later day only.
            UnitsBelowLive: Units would stand below it on that day or later.
        """
        versions = self.versions(unit_id)
        if any(version.parent_id is None for version in versions):
            raise CompanyStays(field="unit")
        began_on = versions[0].valid_from
        if on < began_on:
            raise EndsBeforeItBegan(field="on", began_on=began_on)
        left = [
            version
            for own_id, others in self._of.items()
            if own_id != unit_id
            for version in others
            if version.parent_id == unit_id and (version.valid_to is None or version.valid_to > on)
        ]
        if left:
            names = {version.unit_id: version.name for version in sorted(left, key=lambda each: each.name)}
            raise UnitsBelowLive(field="unit", units=[*names.values()], nodes=[("Unit", own_id) for own_id in names])
        kept = [version for version in versions if version.valid_from < on] or [versions[0]]
        last = dataclasses.replace(kept[-1], valid_to=on, end_reason=reason)
        return self.with_versions(unit_id, [*kept[:-1], last])

    def without_change(self, unit_id: UUID, *, on: dt.date) -> "History":
        """
        Return it as if nothing were planned for a unit on a day: neither another name or place, nor its end.

        Raises:
            NothingPlanned: Nothing is.
            UnitEnded, CircleOfUnits: It can't go on as it was: the unit above ends, or stands below it by then.
        """
        versions = list(self.versions(unit_id))
        place = next((place for place, version in enumerate(versions) if place and version.valid_from == on), None)
        if place is not None:
            before, planned = versions[place - 1], versions[place]
            kept = dataclasses.replace(before, valid_to=planned.valid_to, end_reason=planned.end_reason)
            later = _inheriting(planned, before, versions[place + 1 :])
            after = self.with_versions(unit_id, _merged([*versions[: place - 1], kept, *later]))
        elif versions and versions[-1].valid_to == on:
            goes_on = dataclasses.replace(versions[-1], valid_to=None, end_reason=None)
            after = self.with_versions(unit_id, [*versions[:-1], goes_on])
        else:
            raise NothingPlanned(field="on", on=on)
        after.require_sound(unit_id, since=on, field="on")
        return after

    def require_sound(self, unit_id: UUID, *, since: dt.date, field: str) -> None:
        """
        Let pass when a unit has a place on each of its days from one on.

        Raises:
            LevelMismatch, UnitEnded, FoundedBeforeParent, CircleOfUnits: On some day it hasn't.
        """
        for day in self.changing_days(since):
            version = self.on(unit_id, day)
            if version is not None and version.parent_id is not None:
                self._require_place(version, version.parent_id, day, field)

    def _require_place(self, version: UnitVersion, parent_id: UUID, day: dt.date, field: str) -> None:
        parent = self.on(parent_id, day)
        if parent is None:
            known = self.versions(parent_id)
            if known and known[0].valid_from > day:
                raise FoundedBeforeParent(field="on", parent=known[0].name, began_on=known[0].valid_from)
            name = known[-1].name if known else ""
            raise UnitEnded(field=field, unit=name, ended_on=(known[-1].valid_to if known else None) or day)
        circle = self.upward(version.unit_id, day)
        if len(circle) > 1 and circle[-1].unit_id == version.unit_id:
            circle.reverse()
            raise CircleOfUnits(
                field=field, path=[each.name for each in circle], nodes=[("Unit", each.unit_id) for each in circle]
            )
        if version.kind not in BELOW[parent.kind]:
            raise LevelMismatch(field=field, kind=version.kind, parent_kind=parent.kind)

    def _changed(
        self, unit_id: UUID, on: dt.date, reason: str | None, *, name: str | None = None, parent_id: UUID | None = None
    ) -> "History":
        versions = list(self.versions(unit_id))
        place = next((place for place, version in enumerate(versions) if version.lasts(on)), None)
        if place is None:
            last = versions[-1]
            raise UnitEnded(field="unit", unit=last.name, ended_on=last.valid_to or on)
        old = versions[place]
        is_second = old.valid_from == on and place > 0
        new = dataclasses.replace(
            old,
            name=old.name if name is None else name,
            parent_id=old.parent_id if parent_id is None else parent_id,
            valid_from=on,
            # Two changes on a day are one version, which both reasons explain.
            reason="\n".join(dict.fromkeys(filter(None, (old.reason, reason)))) or None if is_second else reason,
        )
        until = [] if old.valid_from == on else [dataclasses.replace(old, valid_to=on, end_reason=None)]
        later = _inheriting(old, new, versions[place + 1 :])
        return self.with_versions(unit_id, _merged([*versions[:place], *until, new, *later]))


def _inheriting(old: UnitVersion, new: UnitVersion, later: Sequence[UnitVersion]) -> list[UnitVersion]:
    """Return later versions with the new name and place, as long as they hadn't been given others on purpose."""
    carried: list[UnitVersion] = []
    keeps_name = keeps_place = True
    for version in later:
        keeps_name = keeps_name and version.name == old.name
        keeps_place = keeps_place and version.parent_id == old.parent_id
        carried.append(
            dataclasses.replace(
                version,
                name=new.name if keeps_name else version.name,
                parent_id=new.parent_id if keeps_place else version.parent_id,
            )
        )
    return carried


def _merged(versions: Sequence[UnitVersion]) -> list[UnitVersion]:
    """Return versions without those that say nothing new: a change that was taken back leaves no trace of its own."""
    merged: list[UnitVersion] = []
    for version in versions:
        if merged and merged[-1].is_like(version):
            merged[-1] = dataclasses.replace(merged[-1], valid_to=version.valid_to, end_reason=version.end_reason)
        else:
            merged.append(version)
    return merged
