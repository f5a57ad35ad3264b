"""
What is dropped from a set that is still being written, and brought back.

Nothing is lost at once: what an objective or a key result takes with it is kept for a while. Whoever may draft brings
it back, with the same ids, and with those of its links that can still be.
"""

import datetime as dt
from typing import Final
from uuid import UUID

from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain import refusals
from samsvar.domain.dependencies import DependencyKind
from samsvar.domain.okr_sets import OkrSet
from samsvar.operations import contributions as links
from samsvar.operations import dependencies as needs
from samsvar.operations import okr_sets, results
from samsvar.operations.deeds import Deed
from samsvar.persistence import (
    contribution_requests,
    contributions,
    dependencies,
    dropped_records,
    entrances,
    organisations,
)
from samsvar.persistence.database import Database
from samsvar.persistence.okr_sets import Place

KEPT: Final = dt.timedelta(days=30)
"""How long what was dropped can be brought back."""


async def unlink(deed: Deed, place: Place, objective_id: UUID, *, key_result_id: UUID | None = None) -> None:
    """
    Keep an objective (or one of its key results) that is about to go, and remove what joins it to others.

    That may be drafts of others, which whoever drops it doesn't read, and isn't told of.
    """
    async with entrances.seeing_all_drafts(deed.connection, deed.organisation_id):
        deed.reaches_unseen = True
        await _unlink(deed, place, objective_id, key_result_id)


async def _unlink(deed: Deed, place: Place, objective_id: UUID, key_result_id: UUID | None) -> None:
    here = (deed.connection, deed.organisation_id)
    await dropped_records.keep(*here, key_result_id or objective_id, objective_id=objective_id, at=deed.now)
    answered = await contribution_requests.release(*here, objective_id=objective_id, key_result_id=key_result_id)
    deed.touch("ContributionRequest", *answered)
    for asked in await contribution_requests.delete_of(*here, objective_id=objective_id, key_result_id=key_result_id):
        _wrote(deed, place.unit_id, place.okr_set_id, "ContributionRequest", asked.id, before=asked)
    dropped = await contributions.delete_of(*here, objective_id=objective_id, key_result_id=key_result_id)
    for link in dropped:
        _wrote(deed, place.unit_id, await links.told_with(deed, link), "Contribution", link.id, before=link)
    await results.mark(deed, *{link.to_objective_id for link in dropped if link.to_objective_id != objective_id})
    for need in await dependencies.delete_of(*here, objective_id=objective_id, key_result_id=key_result_id):
        _wrote(deed, place.unit_id, await needs.told_with(deed, need), "Dependency", need.id, before=need)
    released = await dependencies.release(*here, objective_id=objective_id, key_result_id=key_result_id)
    deed.touch("Dependency", *released)


async def to_bring_back(deed: Deed, own_id: UUID, *, kind: str, field: str) -> tuple[OkrSet, Place, UUID]:
    """
    Return the set of something that was dropped, held in its state, where it stands, and the objective concerned.

    Raises:
        NotFound: Nothing of this kind and id was dropped, or not lately, or it is back.
        SetCommitted, CycleTooFar: Nothing comes into the set any more.
    """
    found = await dropped_records.place_of(deed.connection, deed.organisation_id, own_id, kind=kind)
    if found is None:
        raise refusals.NotFound(field=field, kind=kind)
    okr_set_id, objective_id = found
    okr_set, place = await okr_sets.load(deed, okr_set_id, field=field)
    deed.rights.require(okr_set.right_to_write, at=place.unit_path, field=field)
    okr_sets.require_open_to_content(deed, okr_set)
    okr_set_rules.require_cycle_open(place.cycle_state)
    return okr_set, place, objective_id


async def bring_back(deed: Deed, okr_set: OkrSet, place: Place, own_id: UUID, *, objective_id: UUID) -> None:
    """
    Store again what was dropped, with its links; those that would close a circle by now stay away.

    Links with drafts that whoever brings it back doesn't read come back, too.
    """
    async with entrances.seeing_all_drafts(deed.connection, deed.organisation_id):
        deed.reaches_unseen = True
        await _bring_back(deed, okr_set, place, own_id, objective_id)


async def _bring_back(deed: Deed, okr_set: OkrSet, place: Place, own_id: UUID, objective_id: UUID) -> None:
    here = (deed.connection, deed.organisation_id)
    await deed.lock("contributions", of=okr_set.cycle_id)
    await deed.lock("dependencies", of=okr_set.cycle_id)
    await dropped_records.put_back(*here, own_id)
    for link_id in await dropped_records.put_back_contributions(*here, own_id):
        link = await contributions.load(*here, link_id)
        assert link is not None
        goal = link.to_objective_id
        if goal and await contributions.way(deed.connection, goal, link.from_objective_id):
            await contributions.delete(*here, [link.id])
            continue
        _wrote(deed, place.unit_id, await links.told_with(deed, link), "Contribution", link.id, after=link)
        await results.mark(deed, link.from_objective_id, goal)
        deed.touch("Objective", *(each for each in (link.from_objective_id, goal) if each))
    for need_id in await dropped_records.put_back_dependencies(*here, own_id):
        need = await dependencies.load(*here, need_id)
        assert need is not None
        provider = need.provider_objective_id
        gates = need.kind is DependencyKind.GATES
        if gates and provider and await dependencies.way(deed.connection, provider, need.consumer_objective_id):
            await dependencies.delete(*here, [need.id])
            continue
        _wrote(deed, place.unit_id, await needs.told_with(deed, need), "Dependency", need.id, after=need)
    for need_id in await dropped_records.serve_again(*here, own_id):
        need = await dependencies.load(*here, need_id)
        assert need is not None
        gates = need.kind is DependencyKind.GATES
        if gates and await dependencies.way(deed.connection, objective_id, need.consumer_objective_id):
            await dropped_records.serve_no_more(*here, need_id)
        deed.touch("Dependency", need_id)
    deed.touch("ContributionRequest", *await dropped_records.put_back_requests(*here, own_id))
    await dropped_records.forget(*here, own_id)
    await results.recount(deed, [objective_id])
    await results.mark(deed, objective_id)
    deed.touch("OkrSet", okr_set.id)


async def forget_old(database: Database, *, now: dt.datetime) -> int:
    """Forget, in all organisations, what was dropped too long ago to be brought back; return how many records."""
    forgotten = 0
    async with database.entered(entrances.as_nobody()) as (connection, _):
        ids = await organisations.every_id(connection)
    for organisation_id in ids:
        async with database.entered(entrances.as_samsvar(organisation_id)) as (connection, _):
            forgotten += await dropped_records.forget_old(connection, organisation_id, before=now - KEPT)
    return forgotten


def _wrote(
    deed: Deed,
    unit_id: UUID,
    okr_set_id: UUID | None,
    node_type: str,
    own_id: UUID,
    *,
    before: object = None,
    after: object = None,
) -> None:
    deed.wrote(node_type, own_id, before=before, after=after, unit_id=unit_id, okr_set_id=okr_set_id)
