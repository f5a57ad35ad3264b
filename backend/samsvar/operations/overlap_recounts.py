"""
Recounts: a whole cycle compared anew, with means and word counts of today; asked for, followed, stopped.

Edits go on meanwhile, and are read meanwhile: what was read after the recount took its texts keeps what was found then.
"""

import asyncio
import contextlib
import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import refusals
from samsvar.domain.overlaps import detection
from samsvar.domain.overlaps.findings import OverlapFinding
from samsvar.domain.rights import Right
from samsvar.operations import deeds
from samsvar.operations.deeds import Deed
from samsvar.operations.held_cycles import Held
from samsvar.operations.overlap_readings import LEAST, Reader, objectives_of
from samsvar.persistence import (
    cycles,
    entrances,
    found_overlaps,
    notifications,
    overlap_readings,
    overlap_recounts,
    units,
)
from samsvar.persistence.database import Database

TELL_SECONDS: Final = 1.0
"""How often it says how far it has come, and looks whether it was stopped."""
WORDS_SECONDS: Final = 5.0
"""How long it has words embedded that no model has read yet; the rest is left to the reading."""


@dataclasses.dataclass(frozen=True)
class RecountOverlaps:
    """A cycle that is to be compared anew."""

    cycle: UUID


@dataclasses.dataclass(frozen=True)
class CancelOverlapRecount:
    """A recount that is to stop."""

    cycle: UUID


@deeds.deed
async def recount_overlaps(deed: Deed, draft: RecountOverlaps) -> UUID:
    """Have a whole cycle compared anew; one that is under way goes on. Returns the cycle."""
    await _require(deed, draft.cycle)
    await overlap_recounts.begin(deed.connection, deed.organisation_id, draft.cycle, at=deed.now)
    deed.touch("Cycle", draft.cycle)
    return draft.cycle


@deeds.deed
async def cancel_overlap_recount(deed: Deed, draft: CancelOverlapRecount) -> UUID:
    """Stop a recount: what was found before stays. One that isn't under way is stopped already. Returns the cycle."""
    await _require(deed, draft.cycle)
    await overlap_recounts.cancel(deed.connection, deed.organisation_id, draft.cycle, at=deed.now)
    deed.touch("Cycle", draft.cycle)
    return draft.cycle


async def _require(deed: Deed, cycle_id: UUID) -> None:
    company = await units.company(deed.connection, deed.organisation_id)
    deed.rights.require(Right.MANAGE_CYCLES, at=company.path)
    every = await cycles.every(deed.connection, deed.organisation_id)
    if all(cycle.id != cycle_id for cycle in every):
        raise refusals.NotFound(field="cycle", kind="Cycle")


class _Stopped(Exception):
    """Somebody stopped the recount."""


@dataclasses.dataclass(slots=True)
class _Progress:
    """What the thread that compares and the loop tell each other."""

    done: int = 0
    is_stopped: bool = False

    def tell(self, done: int, _total: int) -> None:
        if self.is_stopped:
            raise _Stopped
        self.done = done


async def waiting(database: Database, organisation_id: UUID) -> list[UUID]:
    """Return the cycles of an organisation whose recount isn't finished."""
    async with database.entered(entrances.as_samsvar(organisation_id)) as (connection, found):
        return [] if found is None else await overlap_recounts.waiting(connection, organisation_id)


async def run(
    database: Database, reader: Reader, organisation_id: UUID, cycle_id: UUID, *, clock: Callable[[], dt.datetime]
) -> bool:
    """
    Do a recount that was asked for; True when it came to its end.

    Who calls this sees to it that nobody else does the same. Begun again after a failure it begins anew.
    """
    async with database.entered(entrances.as_samsvar(organisation_id)) as (connection, _):
        here = (connection, organisation_id, cycle_id)
        recount = await overlap_recounts.load(*here)
        if recount is None or recount.finished_at is not None:
            return False
        # Nothing is held meanwhile: whatever is read from here on has a higher number, and keeps what is found then.
        marks = await overlap_readings.all_marks(*here)
        held = await reader.cycles.loaded(*here)
    unread = set(held.corpus.missing())
    progress = _Progress()
    telling = asyncio.create_task(
        _tell(database, organisation_id, recount, progress, clock=clock), name="tell of a recount"
    )
    try:
        found = await asyncio.to_thread(
            detection.found, held.corpus, held.structure, least=LEAST, progress=progress.tell
        )
    except _Stopped:
        return False
    finally:
        progress.is_stopped = True  # So that the thread ends, too, when the worker does.
        telling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await telling
    async with database.entered(entrances.as_samsvar(organisation_id)) as (connection, _):
        here = (connection, organisation_id, cycle_id)
        found, unfinished = await reader.with_words(connection, organisation_id, held, found, seconds=WORDS_SECONDS)
        await overlap_readings.hold(*here)
        done = await overlap_recounts.store_progress(
            *here, started_at=recount.started_at, done=recount.total, finished_at=clock()
        )
        if not done:
            return False
        await _store(reader, *here, held, found)
        await overlap_readings.take_marks(
            connection, organisation_id, [id_ for id_, objective_id in marks if objective_id not in unread]
        )
        await overlap_readings.mark(*here, unfinished)
        await overlap_readings.tell_workers(
            connection, organisation_id
        )  # Who wanted to read meanwhile was turned away.
        await notifications.announce_refetch(connection, organisation_id=organisation_id, at=clock())
    reader.cycles.keep(organisation_id, cycle_id, held)
    return True


async def _store(
    reader: Reader,
    connection: AsyncConnection,
    organisation_id: UUID,
    cycle_id: UUID,
    held: Held,
    found: list[OverlapFinding],
) -> None:
    """Store what was found, but nothing of objectives that were read meanwhile: of these more is known by now."""
    here = (connection, organisation_id, cycle_id)
    newer = await overlap_readings.read_since(*here, held.number)
    stored = await found_overlaps.stored(*here)
    await reader.store(
        *here,
        held,
        [each for each in found if not newer & {member.objective_id for member in each.members}],
        [each for each in stored if not newer & objectives_of(each)],
    )


async def _tell(
    database: Database,
    organisation_id: UUID,
    recount: overlap_recounts.Recount,
    progress: _Progress,
    *,
    clock: Callable[[], dt.datetime],
) -> None:
    while not progress.is_stopped:
        await asyncio.sleep(TELL_SECONDS)
        async with database.entered(entrances.as_samsvar(organisation_id)) as (connection, _):
            goes_on = await overlap_recounts.store_progress(
                connection,
                organisation_id,
                recount.cycle_id,
                started_at=recount.started_at,
                done=min(progress.done, recount.total),
            )
            kinds = {"Cycle": [recount.cycle_id]}
            await notifications.announce(connection, organisation_id=organisation_id, kinds=kinds, at=clock())
        progress.is_stopped = not goes_on
