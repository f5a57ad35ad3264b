"""What is done to carry objectives over from one cycle into the next."""

import dataclasses
from uuid import UUID

from samsvar.domain import carry_overs as domain
from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain.carry_overs import BaselineRule, CarryOver
from samsvar.domain.key_results import KeyResult
from samsvar.operations import deeds, key_results, objectives, okr_sets
from samsvar.operations.deeds import Deed
from samsvar.persistence import carry_overs, ids
from samsvar.persistence import key_results as key_result_rows
from samsvar.persistence import objectives as objective_rows


@dataclasses.dataclass(frozen=True)
class CarryOverObjective:
    """
    An objective of an earlier cycle, to be taken into a set that is being written.

    Attributes:
        why_again: Asked for from the second time on.
    """

    objective: UUID
    okr_set: UUID
    baseline_rule: BaselineRule = BaselineRule.RESTART_AT_CURRENT
    why_again: str = ""


@deeds.deed
async def carry_over_objective(deed: Deed, draft: CarryOverObjective) -> UUID:
    """
    Take an objective with its key results over into a set of the same unit; returns the new objective.

    Words, weights, metrics and co-owners come along, contributions and dependencies don't: those are of their cycle
    (invariant 7). The new objective is dropped like any other.

    Raises:
        OfAnotherUnit, NotAnEarlierCycle: It isn't this unit's, or of no earlier cycle.
        CarriedOverAlready: The set has a copy of it.
        WhyAgainMissing: It came over from an earlier cycle itself, and nothing is said about it (invariant 13).
    """
    here = (deed.connection, deed.organisation_id)
    okr_set, place = await okr_sets.load(deed, draft.okr_set)
    deed.rights.require(okr_set.right_to_write, at=place.unit_path, field="okrSet")
    okr_set.require_being_written()
    okr_set_rules.require_cycle_open(place.cycle_state)
    await deed.lock("carry over", of=draft.objective)
    source, source_set, source_place = await objectives.load(deed, draft.objective)
    if source_set.unit_id != okr_set.unit_id:
        raise domain.OfAnotherUnit(field="objective", nodes=(("Unit", source_set.unit_id),))
    cycles = await carry_overs.starts(*here, [source_place.cycle_id, place.cycle_id])
    domain.require_later(
        from_starts_on=cycles[source_place.cycle_id].starts_on,
        to_starts_on=cycles[place.cycle_id].starts_on,
        cycle=cycles[source_place.cycle_id].name,
    )
    before = await carry_overs.before(*here, source.id, okr_set_id=okr_set.id)
    if before.copy_id is not None:
        raise domain.CarriedOverAlready(field="objective", nodes=(("Objective", before.copy_id),))
    times, why_again = domain.again(before.times, draft.why_again)
    copy_id = await objectives.draft_objective.within(
        deed,
        objectives.DraftObjective(
            okr_set=okr_set.id,
            title=source.title,
            why=source.why,
            kind=source.kind,
            stands_alone_reason=source.stands_alone_reason,
        ),
    )
    owners = await objective_rows.owners(*here, source.id)
    if owners:
        shared = objectives.ShareObjective(objective=copy_id, co_owners=list(owners.items()), expected_version=1)
        await objectives.share_objective.within(deed, shared)
    copies = {
        each.id: await key_results.draft_key_result.within(deed, await _copy(deed, each, copy_id, draft.baseline_rule))
        for each in await key_result_rows.of_objectives(*here, [source.id])
    }
    carry_over = CarryOver(
        id=await ids.fresh(deed.connection),
        from_objective_id=source.id,
        to_objective_id=copy_id,
        baseline_rule=draft.baseline_rule,
        times=times,
        why_again=why_again,
    )
    await carry_overs.insert(*here, carry_over, key_results=copies)
    deed.wrote(
        "CarryOver",
        carry_over.id,
        after=carry_over,
        unit_id=okr_set.unit_id,
        okr_set_id=okr_set.id,
        why=why_again or None,
    )
    deed.touch("Objective", source.id)
    deed.touch("OkrSet", okr_set.id)
    return copy_id


async def _copy(
    deed: Deed, key_result: KeyResult, objective_id: UUID, rule: BaselineRule
) -> key_results.DraftKeyResult:
    current = await key_result_rows.current_value(deed.connection, deed.organisation_id, key_result.id)
    definition = domain.carried(key_result.definition, rule, current)
    return key_results.DraftKeyResult(
        objective=objective_id,
        title=key_result.title,
        measured=key_results.Measured(
            kind=definition.kind,
            metric=definition.metric_id,
            baseline=definition.baseline,
            target=definition.target,
            stretch=definition.stretch,
            band_low=definition.band_low,
            band_high=definition.band_high,
            steps=[(step.title, step.share) for step in definition.steps],
        ),
        weight=key_result.weight,
        caretaker=key_result.caretaker_unit_id,
    )
