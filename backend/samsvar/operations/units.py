"""
What is done with organisational units, today or on a day to come.

Rights are those of the present tree. What a change does to the days after it, the domain says by the history of all
units; the row of the unit follows at once when the day is today, else by :func:`follow_plans` once it has come.
"""

import dataclasses
import datetime as dt
from uuid import UUID

from samsvar.domain import refusals, texts, unit_histories
from samsvar.domain.rights import Right
from samsvar.domain.unit_histories import History, UnitVersion
from samsvar.domain.units import Unit, UnitInUse, UnitKind
from samsvar.operations import deeds
from samsvar.operations.deeds import Deed
from samsvar.persistence import unit_effects, units
from samsvar.persistence import unit_histories as histories

NOBODY_YET = UUID(int=0)
"""Stands for the id of a unit that is not stored yet."""


@dataclasses.dataclass(frozen=True)
class FoundUnit:
    """A new unit below another one; from today unless another day is named."""

    parent: UUID
    kind: UnitKind
    name: str
    on: dt.date | None = None


@dataclasses.dataclass(frozen=True)
class RenameUnit:
    """Another name for a unit, from today unless a later day is named."""

    unit: UUID
    name: str
    expected_version: int
    reason: str = ""
    on: dt.date | None = None


@dataclasses.dataclass(frozen=True)
class MoveUnit:
    """A unit, and all below it, below another one; from today unless a later day is named."""

    unit: UUID
    parent: UUID
    reason: str
    expected_version: int
    on: dt.date | None = None


@dataclasses.dataclass(frozen=True)
class EndUnit:
    """The end of a unit; ``on`` is the first day on which it is no more."""

    unit: UUID
    on: dt.date
    reason: str
    expected_version: int


@dataclasses.dataclass(frozen=True)
class CancelUnitChange:
    """What was planned for a unit on a day, called off; an end also on its day itself."""

    unit: UUID
    on: dt.date
    expected_version: int
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class FollowPlans:
    """The day whose tree the units are to stand in."""

    on: dt.date


@dataclasses.dataclass(frozen=True)
class Change:
    """
    A change of a unit that no rule forbids, not stored yet.

    Attributes:
        unit: As it stands now.
        on: The day on which it takes effect.
        before, after: The history without it and with it, since the day it was loaded for.
        reason: Why.
    """

    unit: Unit
    on: dt.date
    since: dt.date
    before: History
    after: History
    reason: str | None


@deeds.deed
async def found_unit(deed: Deed, draft: FoundUnit) -> UUID:
    """Found a unit."""
    parent = await founding(deed, draft)
    unit = await units.insert(
        deed.connection,
        deed.organisation_id,
        kind=draft.kind,
        name=texts.line(draft.name, field="name"),
        parent=parent,
        valid_from=draft.on or deed.today,
    )
    deed.wrote("Unit", unit.id, after=unit, unit_id=unit.id)
    return unit.id


@deeds.deed
async def rename_unit(deed: Deed, draft: RenameUnit) -> UUID:
    """Give a unit another name."""
    return await _store(deed, await renaming(deed, draft))


@deeds.deed
async def move_unit(deed: Deed, draft: MoveUnit) -> UUID:
    """Let a unit, with all below it, stand below another one."""
    return await _store(deed, await moving(deed, draft))


@deeds.deed
async def end_unit(deed: Deed, draft: EndUnit) -> UUID:
    """End a unit on a day; its OKRs and its history stay."""
    return await _store(deed, await ending(deed, draft))


@deeds.deed
async def cancel_unit_change(deed: Deed, draft: CancelUnitChange) -> UUID:
    """Call off what is planned for a unit on a day."""
    unit = await _to_change(deed, draft.unit, draft.expected_version, above=True)
    is_end = unit.valid_to == draft.on
    if draft.on < deed.today or (draft.on == deed.today and not is_end):
        raise unit_histories.PastStays(field="on", today=deed.today)
    before = await histories.load(deed.connection, deed.organisation_id, since=deed.today)
    reason = texts.prose(draft.reason, field="reason") or None
    if unit.valid_from == draft.on and not is_end:
        await _require_unused(deed, unit)
        after = before.ended(unit.id, on=draft.on, reason=reason or "")
    else:
        after = before.without_change(unit.id, on=draft.on)
    return await _store(deed, Change(unit, draft.on, deed.today, before, after, reason))


@deeds.deed
async def follow_plans(deed: Deed, draft: FollowPlans) -> UUID:
    """
    Let units have the names and places that were planned for a day that has come, and return the organisation's id.

    What already has them is left alone, so that doing it again, or late, or twice at once, changes nothing.
    """
    await deed.lock("units")
    waiting = await histories.due(deed.connection, deed.organisation_id, on=draft.on)
    if waiting:
        history = await histories.load(deed.connection, deed.organisation_id, since=draft.on)
        # From the top of the day's tree down: then each finds the unit above at its place already.
        waiting.sort(key=lambda unit_id: len(history.upward(unit_id, draft.on)))
        for unit_id in waiting:
            unit = await load(deed, unit_id, field="unit")
            version = history.on(unit_id, draft.on)
            assert version is not None
            after = await _following(deed, unit, version)
            await units.store(deed.connection, deed.organisation_id, unit, after)
            deed.wrote("Unit", unit_id, before=unit, after=after, unit_id=unit_id, why=version.reason)
    return deed.organisation_id


async def founding(deed: Deed, draft: FoundUnit) -> Unit:
    """Return the unit to found another one below, once no rule forbids it."""
    await deed.lock("units")
    parent = await load(deed, draft.parent, field="parent")
    deed.rights.require(Right.MANAGE_UNITS, at=parent.path, field="parent")
    name = texts.line(draft.name, field="name")
    on = draft.on or deed.today
    before = await histories.load(deed.connection, deed.organisation_id, since=on)
    before.founded(UnitVersion(NOBODY_YET, draft.kind, name, parent.id, on, None))
    return parent


async def renaming(deed: Deed, draft: RenameUnit) -> Change:
    """Return what another name changes."""
    unit = await _to_change(deed, draft.unit, draft.expected_version, above=False)
    on = _day(deed, unit, draft.on)
    before = await histories.load(deed.connection, deed.organisation_id, since=deed.today)
    reason = texts.prose(draft.reason, field="reason") or None
    return Change(unit, on, deed.today, before, before.renamed(unit.id, draft.name, on=on, reason=reason), reason)


async def moving(deed: Deed, draft: MoveUnit) -> Change:
    """Return what another place changes."""
    unit = await _to_change(deed, draft.unit, draft.expected_version, above=True)
    parent = await load(deed, draft.parent, field="parent")
    deed.rights.require(Right.MANAGE_UNITS, at=parent.path, field="parent")
    on = _day(deed, unit, draft.on)
    before = await histories.load(deed.connection, deed.organisation_id, since=deed.today)
    reason = texts.line(draft.reason, field="reason")
    return Change(unit, on, deed.today, before, before.moved(unit.id, parent.id, on=on, reason=reason), reason)


async def ending(deed: Deed, draft: EndUnit) -> Change:
    """Return what an end changes."""
    unit = await _to_change(deed, draft.unit, draft.expected_version, above=True)
    if draft.on < deed.today:
        raise unit_histories.PastStays(field="on", today=deed.today)
    reason = texts.line(draft.reason, field="reason")
    before = await histories.load(deed.connection, deed.organisation_id, since=deed.today)
    after = before.ended(unit.id, on=draft.on, reason=reason)
    if draft.on == unit.valid_from:
        await _require_unused(deed, unit)
    return Change(unit, draft.on, deed.today, before, after, reason)


async def load(deed: Deed, unit_id: UUID, *, field: str) -> Unit:
    """
    Return a unit of the deed's organisation.

    Raises:
        NotFound: There is none with this id.
    """
    unit = await units.load(deed.connection, deed.organisation_id, unit_id)
    if unit is None:
        raise refusals.NotFound(field=field, kind="Unit")
    return unit


async def _to_change(deed: Deed, unit_id: UUID, expected_version: int, *, above: bool) -> Unit:
    """Return a unit that the caller may change where it stands, or only from above."""
    # One at a time: two moves that are each fine by themselves could close a circle together.
    await deed.lock("units")
    unit = await load(deed, unit_id, field="unit")
    deed.rights.require(Right.MANAGE_UNITS, at=unit.path_above if above else unit.path, field="unit")
    await deed.require_version(unit, expected_version)
    return unit


def _day(deed: Deed, unit: Unit, on: dt.date | None) -> dt.date:
    """Return the day on which a change takes effect: not before today, nor before the unit's first day."""
    day = on or deed.today
    if day < deed.today:
        raise unit_histories.PastStays(field="on", today=deed.today)
    unit.require_living(day, field="unit")
    return max(day, unit.valid_from)


async def _require_unused(deed: Deed, unit: Unit) -> None:
    if await unit_effects.is_used(deed.connection, deed.organisation_id, unit.id):
        raise UnitInUse(field="on", unit=unit.name)


async def _store(deed: Deed, change: Change) -> UUID:
    unit, connection = change.unit, deed.connection
    versions = change.after.versions(unit.id) or _never_was(change)
    await histories.store(connection, deed.organisation_id, unit.id, versions, since=change.since)
    now = change.after.on(unit.id, max(deed.today, unit.valid_from))
    after = unit.following(unit.name, unit.parent_id, unit.path_above if unit.parent_id else "")
    if now is not None:
        after = await _following(deed, unit, now)
    after = dataclasses.replace(after, valid_to=versions[-1].valid_to)
    await units.store(connection, deed.organisation_id, unit, after)
    before, written = _told(change, unit, after)
    deed.wrote("Unit", unit.id, before=before, after=written, unit_id=unit.id, why=change.reason)
    return unit.id


async def _following(deed: Deed, unit: Unit, version: UnitVersion) -> Unit:
    above = await load(deed, version.parent_id, field="parent") if version.parent_id else None
    return unit.following(version.name, version.parent_id, above.path if above else "")


def _never_was(change: Change) -> list[UnitVersion]:
    """Return the one version of a unit that ended on its first day; histories leave it out, because it never held."""
    first = change.before.versions(change.unit.id)[0]
    return [dataclasses.replace(first, valid_to=first.valid_from, end_reason=change.reason)]


def _told(change: Change, before: Unit, after: Unit) -> tuple[dict[str, object], dict[str, object]]:
    """Return what the audit says of a change: the row before and after, and what is planned when that is all."""
    old, new = dataclasses.asdict(before), dataclasses.asdict(after)
    then, planned = (history.on(before.id, change.on) for history in (change.before, change.after))
    if (
        then
        and planned
        and not then.is_like(planned)
        and (before.name, before.parent_id) == (after.name, after.parent_id)
    ):
        old |= {"name": then.name, "parent_id": then.parent_id, "planned_for": None}
        new |= {"name": planned.name, "parent_id": planned.parent_id, "planned_for": change.on}
    return old, new
