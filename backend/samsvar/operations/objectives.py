"""What is done with objectives: drafted, put into other words, ordered, shared between units, dropped."""

import dataclasses
from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from samsvar.domain import objectives as domain
from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain import refusals, texts
from samsvar.domain.carry_overs import CarriedOverAlready
from samsvar.domain.objectives import Objective, ObjectiveKind
from samsvar.domain.okr_sets import OkrSet
from samsvar.operations import deeds, drops, okr_sets, results
from samsvar.operations.deeds import Deed
from samsvar.persistence import carry_overs, commitments, dropped_records, ends, ids, key_results, objectives
from samsvar.persistence.okr_sets import Place


@dataclasses.dataclass(frozen=True)
class DraftObjective:
    """A new objective at the end of a set."""

    okr_set: UUID
    title: str
    why: str = ""
    kind: ObjectiveKind = ObjectiveKind.COMMITTED
    stands_alone_reason: str | None = None


@dataclasses.dataclass(frozen=True)
class ReviseObjective:
    """An objective in other words; what is None stays, an empty reason to stand alone is taken away."""

    objective: UUID
    expected_version: int
    title: str | None = None
    why: str | None = None
    kind: ObjectiveKind | None = None
    stands_alone_reason: str | None = None
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class ReorderObjectives:
    """The objectives of a set in a new order; those that came meanwhile keep their place."""

    okr_set: UUID
    order: Sequence[UUID]


@dataclasses.dataclass(frozen=True)
class ShareObjective:
    """Units that co-own an objective, in place of those that did; each with its share, 0..1."""

    objective: UUID
    co_owners: Sequence[tuple[UUID, Decimal]]
    expected_version: int


@dataclasses.dataclass(frozen=True)
class DropObjective:
    """An objective to be taken out of a set that is still being written."""

    objective: UUID
    expected_version: int
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class RestoreObjective:
    """An objective that was dropped, to be brought back."""

    objective: UUID


@deeds.deed
async def draft_objective(deed: Deed, draft: DraftObjective) -> UUID:
    """Write a new objective into a set that isn't committed to."""
    okr_set, place = await okr_sets.load(deed, draft.okr_set)
    deed.rights.require(okr_set.right_to_write, at=place.unit_path, field="okrSet")
    okr_sets.require_open_to_content(deed, okr_set)
    okr_set_rules.require_cycle_open(place.cycle_state)
    new = Objective(
        id=await ids.fresh(deed.connection),
        okr_set_id=okr_set.id,
        title=texts.line(draft.title, field="title"),
        why=texts.prose(draft.why, field="why"),
        kind=draft.kind,
        position=0,
        stands_alone_reason=texts.prose(draft.stands_alone_reason or "", field="standsAloneReason") or None,
        version=1,
    )
    stored = await objectives.insert(
        deed.connection,
        deed.organisation_id,
        new,
        unit_id=okr_set.unit_id,
        cycle_id=okr_set.cycle_id,
        is_open=okr_set.is_open,
    )
    await results.recount(deed, [stored.id])
    _wrote(deed, place, stored.id, after=stored)
    deed.touch("OkrSet", okr_set.id)  # Who shows the set doesn't know the new one yet.
    return stored.id


@deeds.deed
async def revise_objective(deed: Deed, draft: ReviseObjective) -> UUID:
    """Put an objective into other words; after commitment that needs a reason."""
    objective, okr_set, place = await load(deed, draft.objective)
    deed.rights.require(okr_set.right_to_write, at=place.unit_path, field="objective")
    await deed.require_version(objective, draft.expected_version)
    okr_set.require_open_to_wording()
    reason = texts.prose(draft.reason, field="reason")
    if okr_set.is_committed and not reason:
        raise okr_set_rules.ReasonForWordingMissing(field="reason")
    revised = objective.revised(
        title=objective.title if draft.title is None else draft.title,
        why=objective.why if draft.why is None else draft.why,
        kind=draft.kind or objective.kind,
        stands_alone_reason=(
            objective.stands_alone_reason if draft.stands_alone_reason is None else draft.stands_alone_reason
        ),
    )
    await objectives.store(deed.connection, deed.organisation_id, revised)
    _wrote(deed, place, revised.id, before=objective, after=revised, why=reason)
    if revised.title != objective.title:
        await results.mark(deed, revised.id)  # Explanations above name it.
    return revised.id


@deeds.deed
async def reorder_objectives(deed: Deed, draft: ReorderObjectives) -> UUID:
    """Put a set's objectives into a new order; returns the set."""
    okr_set, place = await okr_sets.load(deed, draft.okr_set, to_turn=True)
    deed.rights.require(okr_set.right_to_write, at=place.unit_path, field="okrSet")
    okr_set.require_open_to_wording()
    present = await objectives.of_set(deed.connection, deed.organisation_id, okr_set.id)
    order = domain.rearranged(
        [each.id for each in present],
        draft.order,
        dropped=await dropped_records.of_set(deed.connection, deed.organisation_id, okr_set.id),
    )
    await objectives.store_order(deed.connection, deed.organisation_id, domain.reordered(order, order))
    deed.wrote(
        "OkrSet",
        okr_set.id,
        before={"order": [each.id for each in present]},
        after={"order": order},
        unit_id=okr_set.unit_id,
        okr_set_id=okr_set.id,
    )
    deed.touch("Objective", *order)
    return okr_set.id


@deeds.deed
async def share_objective(deed: Deed, draft: ShareObjective) -> UUID:
    """Say which units own an objective together with the one whose set it stands in."""
    objective, okr_set, place = await load(deed, draft.objective)
    deed.rights.require(okr_set.right_to_write, at=place.unit_path, field="objective")
    await deed.require_version(objective, draft.expected_version)
    okr_set.require_open_to_wording()
    shares = domain.shared(okr_set.unit_id, draft.co_owners)
    for unit_id in shares:
        if await ends.unit_path(deed.connection, deed.organisation_id, unit_id) is None:
            raise refusals.NotFound(field="coOwners", kind="Unit")
    before = await objectives.owners(deed.connection, deed.organisation_id, objective.id)
    shared = dataclasses.replace(objective, version=objective.version + 1)
    await objectives.store_owners(deed.connection, deed.organisation_id, shared, shares)
    _wrote(
        deed,
        place,
        shared.id,
        before={"co_owners": _shares(before), "version": objective.version},
        after={"co_owners": _shares(shares), "version": shared.version},
    )
    return shared.id


@deeds.deed
async def drop_objective(deed: Deed, draft: DropObjective) -> UUID:
    """
    Take an objective out of a set that isn't committed to, with its key results and links; returns the set.

    Raises:
        SetCommitted: The unit has committed to it.
        HasCheckIns: It has been followed: that is history.
    """
    objective, okr_set, place = await load(deed, draft.objective)
    deed.rights.require(okr_set.right_to_write, at=place.unit_path, field="objective")
    await deed.require_version(objective, draft.expected_version)
    okr_sets.require_open_to_content(deed, okr_set)
    here = (deed.connection, deed.organisation_id)
    if await commitments.has_check_ins(*here, okr_set.id, objective_id=objective.id):
        raise domain.HasCheckIns(nodes=(("Objective", objective.id),))
    proofs = await key_results.of_objectives(*here, [objective.id])
    await drops.unlink(deed, place, objective.id)
    await key_results.delete(*here, [each.id for each in proofs])
    await objectives.delete(*here, objective.id)
    for each in proofs:
        _wrote(deed, place, each.id, node_type="KeyResult", before=each)
    _wrote(deed, place, objective.id, before=objective, why=texts.prose(draft.reason, field="reason"))
    deed.touch("OkrSet", okr_set.id)
    return okr_set.id


@deeds.deed
async def restore_objective(deed: Deed, draft: RestoreObjective) -> UUID:
    """
    Bring a dropped objective back into its set, with its key results and those of its links that can still be.

    Raises:
        NotFound: It wasn't dropped, or too long ago, or it is back.
        CarriedOverAlready: It had been carried over, and what it came from has been carried over anew.
    """
    okr_set, place, _ = await drops.to_bring_back(deed, draft.objective, kind="Objective", field="objective")
    copy_id = await carry_overs.other_copy(deed.connection, deed.organisation_id, draft.objective)
    if copy_id is not None:
        raise CarriedOverAlready(field="objective", nodes=(("Objective", copy_id),))
    await drops.bring_back(deed, okr_set, place, draft.objective, objective_id=draft.objective)
    objective, _, _ = await load(deed, draft.objective)
    for each in await key_results.of_objectives(deed.connection, deed.organisation_id, [objective.id]):
        _wrote(deed, place, each.id, node_type="KeyResult", after=each)
    _wrote(deed, place, objective.id, after=objective)
    return objective.id


async def load(deed: Deed, objective_id: UUID, *, field: str = "objective") -> tuple[Objective, OkrSet, Place]:
    """
    Return an objective, held, with its set, held in its state, and where they stand.

    Raises:
        NotFound: There is none with this id, or its set is a draft that the caller doesn't see.
    """
    objective = await objectives.load(deed.connection, deed.organisation_id, objective_id)
    if objective is None:
        raise refusals.NotFound(field=field, kind="Objective")
    okr_set, place = await okr_sets.load(deed, objective.okr_set_id, field=field)
    return objective, okr_set, place


def _shares(shares: Mapping[UUID, Decimal]) -> dict[str, Decimal]:
    return {str(unit_id): share for unit_id, share in shares.items()}


def _wrote(
    deed: Deed,
    place: Place,
    own_id: UUID,
    *,
    node_type: str = "Objective",
    before: object = None,
    after: object = None,
    why: str = "",
) -> None:
    deed.wrote(
        node_type,
        own_id,
        before=before,
        after=after,
        unit_id=place.unit_id,
        okr_set_id=place.okr_set_id,
        why=why or None,
    )
