"""What is done with key results: drafted, revised, ordered, dropped."""

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from samsvar.domain import key_results as domain
from samsvar.domain import numbers, refusals, texts
from samsvar.domain import objectives as objective_rules
from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain.key_results import Definition, KeyResult, KeyResultKind, Step
from samsvar.domain.metrics import GoodDirection
from samsvar.operations import deeds, drops, metrics, objectives, okr_sets, results
from samsvar.operations.deeds import Deed
from samsvar.persistence import commitments, dropped_records, ends, ids, key_results
from samsvar.persistence.okr_sets import Place


@dataclasses.dataclass(frozen=True)
class NewMetric:
    """A metric that doesn't exist yet; the unit of the key result will own it."""

    name: str
    measure: str = ""
    good_direction: GoodDirection = GoodDirection.UP


@dataclasses.dataclass(frozen=True, kw_only=True)
class Measured:
    """
    What a key result is measured by; what isn't known yet may follow while the set is being written.

    Attributes:
        metric: An existing metric; or else ``new_metric``.
        steps: A milestone's, in order: title and share.
    """

    kind: KeyResultKind
    metric: UUID | None = None
    new_metric: NewMetric | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    stretch: Decimal | None = None
    band_low: Decimal | None = None
    band_high: Decimal | None = None
    steps: Sequence[tuple[str, Decimal]] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class DraftKeyResult:
    """A new key result at the end of an objective."""

    objective: UUID
    title: str
    measured: Measured
    weight: Decimal = Decimal(1)
    caretaker: UUID | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class ReviseKeyResult:
    """
    A key result as it is to be; what is None stays.

    Attributes:
        measured: Given as a whole, or not at all.
        keeps_caretaker: Whether ``caretaker`` is left out; otherwise None takes the caretaker away.
    """

    key_result: UUID
    expected_version: int
    title: str | None = None
    measured: Measured | None = None
    weight: Decimal | None = None
    caretaker: UUID | None = None
    keeps_caretaker: bool = True
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class ReorderKeyResults:
    """The key results of an objective in a new order; those that came meanwhile keep their place."""

    objective: UUID
    order: Sequence[UUID]


@dataclasses.dataclass(frozen=True)
class DropKeyResult:
    """A key result to be taken out of a set that is still being written."""

    key_result: UUID
    expected_version: int
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class RestoreKeyResult:
    """A key result that was dropped, to be brought back."""

    key_result: UUID


@deeds.deed
async def draft_key_result(deed: Deed, draft: DraftKeyResult) -> UUID:
    """Write a new key result into a set that isn't committed to."""
    objective, okr_set, place = await objectives.load(deed, draft.objective)
    deed.rights.require(okr_set.right_to_write, at=place.unit_path, field="objective")
    okr_sets.require_open_to_content(deed, okr_set)
    okr_set_rules.require_cycle_open(place.cycle_state)
    await _require_unit(deed, draft.caretaker)
    present = await key_results.of_objectives(deed.connection, deed.organisation_id, [objective.id])
    new = KeyResult(
        id=await ids.fresh(deed.connection),
        objective_id=objective.id,
        title=texts.line(draft.title, field="title"),
        definition=domain.defined(await _definition(deed, place, draft.measured)),
        weight=numbers.weight(draft.weight),
        position=max((each.position + 1 for each in present), default=0),
        caretaker_unit_id=draft.caretaker,
        version=1,
    )
    await key_results.insert(
        deed.connection,
        deed.organisation_id,
        new,
        okr_set_id=okr_set.id,
        unit_id=okr_set.unit_id,
        cycle_id=okr_set.cycle_id,
        is_open=okr_set.is_open,
    )
    await results.recount(deed, [objective.id])
    _wrote(deed, place, new.id, after=new)
    return new.id


@deeds.deed
async def revise_key_result(deed: Deed, draft: ReviseKeyResult) -> UUID:
    """
    Change a key result.

    After commitment a change of what it is measured by needs a reason, which stays in its history (invariant 9).
    """
    before = await key_results.load(deed.connection, deed.organisation_id, draft.key_result)
    if before is None:
        raise refusals.NotFound(field="keyResult", kind="KeyResult")
    objective, okr_set, place = await objectives.load(deed, before.objective_id, field="keyResult")
    key_result = await load(deed, draft.key_result)  # Again: its objective is held only now.
    deed.rights.require(okr_set.right_to_write, at=place.unit_path, field="keyResult")
    await deed.require_version(key_result, draft.expected_version)
    okr_set.require_open_to_wording()
    await _require_unit(deed, draft.caretaker)
    reason = texts.prose(draft.reason, field="reason")
    definition = key_result.definition
    if draft.measured is not None:
        definition = domain.redefined(
            definition,
            await _definition(deed, place, draft.measured),
            is_committed=okr_set.is_committed,
            reason=reason,
        )
        if okr_set.was_committed and not reason and definition != key_result.definition:
            raise domain.ReasonForChangeMissing(field="reason")  # Reopening is no way around it (invariant 9).
    revised = dataclasses.replace(
        key_result,
        title=key_result.title if draft.title is None else texts.line(draft.title, field="title"),
        definition=definition,
        weight=key_result.weight if draft.weight is None else numbers.weight(draft.weight),
        caretaker_unit_id=key_result.caretaker_unit_id if draft.keeps_caretaker else draft.caretaker,
        version=key_result.version + 1,
    )
    if okr_set.is_committed and not reason and (revised.title, revised.weight) != (key_result.title, key_result.weight):
        raise okr_set_rules.ReasonForWordingMissing(field="reason")
    await key_results.store(deed.connection, deed.organisation_id, revised)
    await results.recount(deed, [objective.id])
    _wrote(deed, place, revised.id, before=key_result, after=revised, why=reason)
    return revised.id


@deeds.deed
async def reorder_key_results(deed: Deed, draft: ReorderKeyResults) -> UUID:
    """Put an objective's key results into a new order; returns the objective."""
    objective, okr_set, place = await objectives.load(deed, draft.objective)
    deed.rights.require(okr_set.right_to_write, at=place.unit_path, field="objective")
    okr_set.require_open_to_wording()
    present = await key_results.of_objectives(deed.connection, deed.organisation_id, [objective.id])
    order = objective_rules.rearranged(
        [each.id for each in present],
        draft.order,
        dropped=await dropped_records.of_set(deed.connection, deed.organisation_id, okr_set.id),
    )
    places = objective_rules.reordered(order, order)
    await key_results.store_order(deed.connection, deed.organisation_id, places)
    await results.recount(deed, [objective.id])  # The explanation keeps their order.
    deed.wrote(
        "Objective",
        objective.id,
        before={"order": [each.id for each in present]},
        after={"order": order},
        unit_id=place.unit_id,
        okr_set_id=place.okr_set_id,
    )
    return objective.id


@deeds.deed
async def drop_key_result(deed: Deed, draft: DropKeyResult) -> UUID:
    """
    Take a key result out of a set that isn't committed to, with its links; returns the objective.

    Raises:
        SetCommitted: The unit has committed to it.
        HasCheckIns: It has been followed: that is history.
    """
    known = await load(deed, draft.key_result)
    objective, okr_set, place = await objectives.load(deed, known.objective_id, field="keyResult")
    key_result = await load(deed, draft.key_result)
    deed.rights.require(okr_set.right_to_write, at=place.unit_path, field="keyResult")
    await deed.require_version(key_result, draft.expected_version)
    okr_sets.require_open_to_content(deed, okr_set)
    here = (deed.connection, deed.organisation_id)
    if await commitments.has_check_ins(*here, okr_set.id, key_result_id=key_result.id):
        raise objective_rules.HasCheckIns(nodes=(("KeyResult", key_result.id),))
    await drops.unlink(deed, place, objective.id, key_result_id=key_result.id)
    await key_results.delete(*here, [key_result.id])
    await results.recount(deed, [objective.id])
    _wrote(deed, place, key_result.id, before=key_result, why=texts.prose(draft.reason, field="reason"))
    return objective.id


@deeds.deed
async def restore_key_result(deed: Deed, draft: RestoreKeyResult) -> UUID:
    """
    Bring a dropped key result back to its objective, with those of its links that can still be.

    Raises:
        NotFound: It wasn't dropped, or too long ago, or it is back; or its objective is gone.
    """
    okr_set, place, objective_id = await drops.to_bring_back(
        deed, draft.key_result, kind="KeyResult", field="keyResult"
    )
    await objectives.load(deed, objective_id, field="keyResult")
    await drops.bring_back(deed, okr_set, place, draft.key_result, objective_id=objective_id)
    key_result = await load(deed, draft.key_result)
    _wrote(deed, place, key_result.id, after=key_result)
    return key_result.id


async def load(deed: Deed, key_result_id: UUID, *, field: str = "keyResult") -> KeyResult:
    """
    Return a key result.

    Raises:
        NotFound: There is none with this id, or its set is a draft that the caller doesn't see.
    """
    key_result = await key_results.load(deed.connection, deed.organisation_id, key_result_id)
    if key_result is None:
        raise refusals.NotFound(field=field, kind="KeyResult")
    return key_result


async def _definition(deed: Deed, place: Place, measured: Measured) -> Definition:
    metric_id = measured.metric
    if metric_id is not None:
        await metrics.load(deed, metric_id, field="metric")  # Held: no measurement of it is under way.
    elif measured.new_metric is not None:
        if measured.kind is KeyResultKind.MILESTONE:
            raise domain.ValueOutOfPlace(field="newMetric", kind=measured.kind)
        metric_id = await metrics.define(
            deed,
            owner_unit_id=place.unit_id,
            name=measured.new_metric.name,
            measure=measured.new_metric.measure,
            good_direction=measured.new_metric.good_direction,
            field="newMetric",
        )
    return Definition(
        kind=measured.kind,
        metric_id=metric_id,
        baseline=measured.baseline,
        target=measured.target,
        stretch=measured.stretch,
        band_low=measured.band_low,
        band_high=measured.band_high,
        steps=tuple(Step(title, share) for title, share in measured.steps),
    )


async def _require_unit(deed: Deed, unit_id: UUID | None) -> None:
    if unit_id is not None and await ends.unit_path(deed.connection, deed.organisation_id, unit_id) is None:
        raise refusals.NotFound(field="caretaker", kind="Unit")


def _wrote(
    deed: Deed, place: Place, own_id: UUID, *, before: object = None, after: object = None, why: str = ""
) -> None:
    deed.wrote(
        "KeyResult",
        own_id,
        before=before,
        after=after,
        unit_id=place.unit_id,
        okr_set_id=place.okr_set_id,
        why=why or None,
    )
