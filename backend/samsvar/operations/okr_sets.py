"""What is done with OKR sets: opened as a draft, shown, aligned, committed to, and opened again."""

import dataclasses
from collections.abc import Sequence
from uuid import UUID

from samsvar.domain import okr_sets as domain
from samsvar.domain import refusals, texts
from samsvar.domain.okr_sets import OkrSet, OkrSetState
from samsvar.domain.rights import Right
from samsvar.operations import deeds, results, units
from samsvar.operations.deeds import Deed
from samsvar.persistence import commitments, ends, kept_commitments, objectives, okr_sets, organisations
from samsvar.persistence.okr_sets import Place


@dataclasses.dataclass(frozen=True)
class OpenOkrSet:
    """A draft of a unit's OKRs of a cycle."""

    unit: UUID
    cycle: UUID
    capacity_note: str = ""


@dataclasses.dataclass(frozen=True)
class NoteCapacity:
    """What the unit's people have room for in the cycle, in its own words."""

    okr_set: UUID
    capacity_note: str
    expected_version: int


@dataclasses.dataclass(frozen=True)
class TurnOkrSet:
    """An OKR set to be brought to its next state, as it was read."""

    okr_set: UUID
    expected_version: int


@dataclasses.dataclass(frozen=True)
class ReopenOkrSet:
    """An OKR set to be written again; a committed one says why."""

    okr_set: UUID
    expected_version: int
    reason: str = ""


@deeds.deed
async def open_okr_set(deed: Deed, draft: OpenOkrSet) -> UUID:
    """Open a draft."""
    unit = await units.load(deed, draft.unit, field="unit")
    deed.rights.require(Right.DRAFT_OKRS, at=unit.path, field="unit")
    unit.require_living(deed.today, field="unit")
    unit.require_level(await organisations.levels(deed.connection, deed.organisation_id), field="unit")
    cycle_state = await ends.cycle_state(deed.connection, deed.organisation_id, draft.cycle)
    if cycle_state is None:
        raise refusals.NotFound(field="cycle", kind="Cycle")
    domain.require_cycle_open(cycle_state)
    okr_set = await okr_sets.insert(
        deed.connection,
        deed.organisation_id,
        unit_id=draft.unit,
        cycle_id=draft.cycle,
        capacity_note=texts.prose(draft.capacity_note, field="capacityNote"),
    )
    if okr_set is None:
        raise domain.SetExists(field="unit")
    deed.wrote("OkrSet", okr_set.id, after=okr_set, unit_id=okr_set.unit_id, okr_set_id=okr_set.id)
    return okr_set.id


@deeds.deed
async def note_capacity(deed: Deed, draft: NoteCapacity) -> UUID:
    """Say what the unit has room for."""
    okr_set, place = await load(deed, draft.okr_set, to_turn=True)
    deed.rights.require(okr_set.right_to_write, at=place.unit_path, field="okrSet")
    await deed.require_version(okr_set, draft.expected_version)
    okr_set.require_open_to_wording()
    noted = texts.prose(draft.capacity_note, field="capacityNote")
    return await _store(deed, okr_set, dataclasses.replace(okr_set, capacity_note=noted, version=okr_set.version + 1))


@deeds.deed
async def propose_okr_set(deed: Deed, draft: TurnOkrSet) -> UUID:
    """Show a draft to everybody."""
    okr_set, place = await _to_turn(deed, draft.okr_set, draft.expected_version, Right.REVISE_OKRS)
    domain.require_cycle_open(place.cycle_state)
    # What was written as a draft begins to follow its metrics, and to count for others.
    return await _store(deed, okr_set, okr_set.turned(OkrSetState.PROPOSED), opens=True)


@deeds.deed
async def align_okr_set(deed: Deed, draft: TurnOkrSet) -> UUID:
    """Say that a set was agreed with the others concerned."""
    okr_set, place = await _to_turn(deed, draft.okr_set, draft.expected_version, Right.COMMIT_OKRS)
    domain.require_cycle_open(place.cycle_state)
    return await _store(deed, okr_set, okr_set.turned(OkrSetState.ALIGNED))


@deeds.deed
async def commit_okr_set(deed: Deed, draft: TurnOkrSet) -> UUID:
    """
    Commit the unit to its OKRs, and keep what it committed to.

    Raises:
        Refused: Something is missing (invariant 8); all of it is named.
    """
    okr_set, place = await _to_turn(deed, draft.okr_set, draft.expected_version, Right.COMMIT_OKRS)
    domain.require_cycle_open(place.cycle_state)
    committed = okr_set.committed(deed.now)
    written, asked = await commitments.written(deed.connection, deed.organisation_id, okr_set)
    if missing := domain.missing_for_commitment(okr_set.id, written, asked):
        raise refusals.Refused(missing)
    await kept_commitments.keep(
        deed.connection,
        deed.organisation_id,
        okr_set.id,
        at=deed.now,
        person_id=deed.scope.actor.person_id,
        api_client_id=deed.scope.actor.api_client_id,
    )
    return await _store(deed, okr_set, committed)


@deeds.deed
async def reopen_okr_set(deed: Deed, draft: ReopenOkrSet) -> UUID:
    """Bring a set one stage back, so that it can be written again."""
    okr_set, place = await _to_turn(deed, draft.okr_set, draft.expected_version, Right.COMMIT_OKRS)
    domain.require_cycle_open(place.cycle_state)
    reason = texts.prose(draft.reason, field="reason")
    followed = await commitments.has_check_ins(deed.connection, deed.organisation_id, okr_set.id)
    reopened = okr_set.reopened(reason=reason, has_check_ins=followed)
    hides = reopened.state is OkrSetState.DRAFT
    return await _store(deed, okr_set, reopened, reason=reason, opens=hides)


async def load(deed: Deed, okr_set_id: UUID, *, to_turn: bool = False, field: str = "okrSet") -> tuple[OkrSet, Place]:
    """
    Return a set, held in its state, and where it stands.

    Raises:
        NotFound: There is none with this id, or it is a draft that the caller doesn't see.
    """
    found = await okr_sets.load(deed.connection, deed.organisation_id, okr_set_id, to_turn=to_turn)
    if found is None:
        raise refusals.NotFound(field=field, kind="OkrSet")
    return found


def require_open_to_content(deed: Deed, okr_set: OkrSet) -> None:
    """
    Let pass while objectives and key results may come and go; what units agreed on in a case, until the review.

    Raises:
        SetCommitted: They may not any more.
    """
    if deed.is_agreed:
        okr_set.require_open_to_wording()
    else:
        okr_set.require_being_written()


async def missing(deed: Deed, okr_set_id: UUID) -> Sequence[refusals.Refusal]:
    """Return what a set lacks before it can be committed to; empty when nothing is missing."""
    okr_set, _ = await load(deed, okr_set_id)
    written, asked = await commitments.written(deed.connection, deed.organisation_id, okr_set)
    return domain.missing_for_commitment(okr_set_id, written, asked)


async def _to_turn(deed: Deed, okr_set_id: UUID, expected_version: int, right: Right) -> tuple[OkrSet, Place]:
    okr_set, place = await load(deed, okr_set_id, to_turn=True)
    deed.rights.require(right, at=place.unit_path, field="okrSet")
    await deed.require_version(okr_set, expected_version)
    return okr_set, place


async def _store(
    deed: Deed,
    before: OkrSet,
    after: OkrSet,
    *,
    reason: str | None = None,
    opens: bool = False,
) -> UUID:
    await okr_sets.store(deed.connection, deed.organisation_id, after)
    deed.wrote(
        "OkrSet", after.id, before=before, after=after, unit_id=after.unit_id, okr_set_id=after.id, why=reason or None
    )
    if opens:
        own = [each.id for each in await objectives.of_set(deed.connection, deed.organisation_id, after.id)]
        supported = await commitments.supported_by(deed.connection, deed.organisation_id, own)
        if own:
            await results.recount(deed, own)
        await results.mark(deed, *supported)
    return after.id
