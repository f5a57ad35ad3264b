"""Overlaps of a cycle as Samsvar itself sees them, drafts and all: for the command line of whoever runs the installation."""

import dataclasses
from collections.abc import Sequence

from samsvar.operations import admissions
from samsvar.persistence import cycles, entrances, overlap_lists, overlap_readings
from samsvar.persistence.database import Database
from samsvar.persistence.overlap_lists import ListedOverlap
from samsvar.persistence.overlap_readings import OverlapReader


class NothingToList(Exception):
    """There is no such organisation, cycle or unit; the message says which cycles there are."""


@dataclasses.dataclass(frozen=True, slots=True)
class OverlapList:
    """Findings, and how far they can be relied on: how many objectives are unread, and by what the others were read."""

    findings: Sequence[ListedOverlap]
    unread: int
    reader: OverlapReader | None


async def list_overlaps(
    database: Database,
    slug: str,
    cycle: str,
    *,
    unit: str | None = None,
    kind: str | None = None,
    min_score: float,
    limit: int,
) -> OverlapList:
    """
    Return the overlaps of a cycle, the surest first.

    Raises:
        NothingToList: No such organisation, cycle or unit.
    """
    organisation_id = await admissions.organisation_by_slug(database, slug)
    if organisation_id is None:
        raise NothingToList(f"There is no organisation {slug}.")
    async with database.entered(entrances.as_samsvar(organisation_id)) as (connection, _):
        every = {each.name: each.id for each in await cycles.every(connection, organisation_id)}
        if cycle not in every:
            raise NothingToList(f"There is no cycle {cycle}; there are {', '.join(every) or 'none'}.")
        here = (connection, organisation_id, every[cycle])
        if unit is not None and not await overlap_lists.is_unit(connection, organisation_id, unit):
            raise NothingToList(f"There is no unit {unit}.")
        found = await overlap_lists.listed(*here, unit=unit, kind=kind, min_score=min_score, limit=limit)
        unread = len({objective_id for _, objective_id in await overlap_readings.all_marks(*here)})
        return OverlapList(found, unread, await overlap_readings.reader(connection, organisation_id))
