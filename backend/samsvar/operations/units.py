"""What is done with organisational units."""

import dataclasses
import datetime as dt
from uuid import UUID

from samsvar.domain import refusals, texts
from samsvar.domain.rights import Right
from samsvar.domain.units import Unit, UnitKind
from samsvar.operations import deeds
from samsvar.operations.deeds import Deed
from samsvar.persistence import units


@dataclasses.dataclass(frozen=True)
class FoundUnit:
    """A new unit below another one; from today unless another day is named."""

    parent: UUID
    kind: UnitKind
    name: str
    on: dt.date | None = None


@dataclasses.dataclass(frozen=True)
class RenameUnit:
    """Another name for a unit, from today."""

    unit: UUID
    name: str
    expected_version: int
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class MoveUnit:
    """A unit, and all below it, below another one from today."""

    unit: UUID
    parent: UUID
    reason: str
    expected_version: int


@dataclasses.dataclass(frozen=True)
class EndUnit:
    """The end of a unit; ``on`` is the first day on which it is no more."""

    unit: UUID
    on: dt.date
    reason: str
    expected_version: int


@deeds.deed
async def found_unit(deed: Deed, draft: FoundUnit) -> UUID:
    """Found a unit."""
    await deed.lock("units")
    parent = await load(deed, draft.parent, field="parent")
    deed.rights.require(Right.MANAGE_UNITS, at=parent.path, field="parent")
    parent.require_room_for(draft.kind, field="kind")
    founded_on = draft.on or deed.today
    parent.require_began(founded_on)
    unit = await units.insert(
        deed.connection,
        deed.organisation_id,
        kind=draft.kind,
        name=texts.line(draft.name, field="name"),
        parent=parent,
        valid_from=founded_on,
    )
    deed.wrote("Unit", unit.id, after=unit, unit_id=unit.id)
    return unit.id


@deeds.deed
async def rename_unit(deed: Deed, draft: RenameUnit) -> UUID:
    """Give a unit another name."""
    await deed.lock("units")
    unit = await load(deed, draft.unit, field="unit")
    deed.rights.require(Right.MANAGE_UNITS, at=unit.path, field="unit")
    await deed.require_version(unit, draft.expected_version)
    unit.require_living(deed.today, field="unit")
    return await _store(deed, unit, unit.renamed(draft.name), texts.prose(draft.reason, field="reason"))


@deeds.deed
async def move_unit(deed: Deed, draft: MoveUnit) -> UUID:
    """Let a unit, with all below it, stand below another one."""
    # One at a time: two moves that are each fine by themselves could close a circle together.
    await deed.lock("units")
    unit = await load(deed, draft.unit, field="unit")
    parent = await load(deed, draft.parent, field="parent")
    deed.rights.require(Right.MANAGE_UNITS, at=unit.path_above, field="unit")
    deed.rights.require(Right.MANAGE_UNITS, at=parent.path, field="parent")
    await deed.require_version(unit, draft.expected_version)
    unit.require_living(deed.today, field="unit")
    between = await units.above(deed.connection, deed.organisation_id, parent)
    moved = unit.moved(parent, between=between)
    return await _store(deed, unit, moved, texts.line(draft.reason, field="reason"))


@deeds.deed
async def end_unit(deed: Deed, draft: EndUnit) -> UUID:
    """End a unit on a day; its OKRs and its history stay."""
    await deed.lock("units")
    unit = await load(deed, draft.unit, field="unit")
    deed.rights.require(Right.MANAGE_UNITS, at=unit.path_above, field="unit")
    await deed.require_version(unit, draft.expected_version)
    unit.require_living(deed.today, field="unit")
    below = await units.directly_below(deed.connection, deed.organisation_id, unit.id)
    return await _store(deed, unit, unit.ended(draft.on, below=below), texts.line(draft.reason, field="reason"))


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


async def _store(deed: Deed, before: Unit, after: Unit, reason: str) -> UUID:
    await units.store(deed.connection, deed.organisation_id, before, after, reason=reason, today=deed.today)
    deed.wrote("Unit", after.id, before=before, after=after, unit_id=after.id, why=reason or None)
    return after.id
