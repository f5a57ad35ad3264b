"""What is done with cycles."""

import dataclasses
import datetime as dt
import zoneinfo
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from samsvar.domain import cycles as domain
from samsvar.domain import refusals, texts
from samsvar.domain.cycles import Cycle, CycleState
from samsvar.domain.rights import Right
from samsvar.operations import deeds, scopes
from samsvar.operations.deeds import Deed
from samsvar.operations.scopes import Scope
from samsvar.persistence import cycles, organisations, units


@dataclasses.dataclass(frozen=True)
class PlanCycle:
    """A new cycle, from its first day to its last."""

    name: str
    starts_on: dt.date
    ends_on: dt.date


@dataclasses.dataclass(frozen=True)
class RescheduleCycle:
    """Another name or other days for a cycle; None leaves what is."""

    cycle: UUID
    expected_version: int
    name: str | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class AdvanceCycle:
    """A cycle's next state."""

    cycle: UUID
    to: CycleState
    expected_version: int


@deeds.deed
async def plan_cycle(deed: Deed, draft: PlanCycle) -> UUID:
    """Plan a cycle beside the others."""
    others = await _all(deed)
    name = texts.line(draft.name, field="name")
    domain.require_place(name, draft.starts_on, draft.ends_on, others=others)
    cycle = await cycles.insert(
        deed.connection, deed.organisation_id, name=name, starts_on=draft.starts_on, ends_on=draft.ends_on
    )
    deed.wrote("Cycle", cycle.id, after=cycle)
    return cycle.id


@deeds.deed
async def reschedule_cycle(deed: Deed, draft: RescheduleCycle) -> UUID:
    """Give a cycle another name or other days."""
    cycle, others = _apart(await _all(deed), draft.cycle)
    await deed.require_version(cycle, draft.expected_version)
    changed = cycle.rescheduled(
        name=cycle.name if draft.name is None else draft.name,
        starts_on=draft.starts_on or cycle.starts_on,
        ends_on=draft.ends_on or cycle.ends_on,
        others=others,
    )
    await cycles.store(deed.connection, deed.organisation_id, changed)
    deed.wrote("Cycle", cycle.id, before=cycle, after=changed, why=draft.reason.strip() or None)
    return cycle.id


@deeds.deed
async def advance_cycle(deed: Deed, draft: AdvanceCycle) -> UUID:
    """Take a cycle to its next state."""
    cycle, others = _apart(await _all(deed), draft.cycle)
    await deed.require_version(cycle, draft.expected_version)
    advanced = cycle.advanced(draft.to, others=others)
    await cycles.store(deed.connection, deed.organisation_id, advanced)
    deed.wrote("Cycle", cycle.id, before=cycle, after=advanced)
    return cycle.id


LETTERS: Final = {3: {"nb": "K", "en": "Q", "de": "Q"}, 4: {"nb": "T", "en": "T", "de": "T"}}
"""What cycles of so many months are called by: quarters (kvartal), or thirds of a year (tertial)."""


async def proposed(scope: Scope, *, now: dt.datetime) -> domain.ProposedCycle:
    """Return the name and days that the next cycle may have."""
    async with scope.database.entered(scopes.entering(scope, now)) as (connection, _):
        months = await organisations.cycle_months(connection, scope.organisation_id)
        every = await cycles.every(connection, scope.organisation_id)
    today = now.astimezone(zoneinfo.ZoneInfo(scope.timezone)).date()
    return domain.proposed(every, months=months, letter=LETTERS[months][scope.locale], today=today)


async def _all(deed: Deed) -> Sequence[Cycle]:
    company = await units.company(deed.connection, deed.organisation_id)
    deed.rights.require(Right.MANAGE_CYCLES, at=company.path)
    await deed.lock("cycles")
    return await cycles.every(deed.connection, deed.organisation_id)


def _apart(every: Sequence[Cycle], cycle_id: UUID) -> tuple[Cycle, list[Cycle]]:
    """Return one of the cycles, and the others."""
    found = [cycle for cycle in every if cycle.id == cycle_id]
    if not found:
        raise refusals.NotFound(field="cycle", kind="Cycle")
    return found[0], [cycle for cycle in every if cycle.id != cycle_id]
