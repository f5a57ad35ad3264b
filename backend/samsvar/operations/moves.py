"""
Objectives that another unit takes over, and key results that prove another objective from now on.

Nobody does that alone: it happens when the units agreed on it in an alignment case. The record stays the same one, with
its measurements, check-ins, comments and links.
"""

import dataclasses
from uuid import UUID

from samsvar.domain import contributions as contribution_rules
from samsvar.domain import dependencies as dependency_rules
from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain.alignment_case_effects import KeyResultThereAlready, ObjectiveThereAlready
from samsvar.domain.contributions import CircleOfContributions
from samsvar.domain.dependencies import CircleOfDependencies, DependencyKind
from samsvar.domain.okr_sets import OkrSet
from samsvar.operations import contributions as links_upward
from samsvar.operations import dependencies as needs
from samsvar.operations import key_results, links, objectives, okr_sets, results
from samsvar.operations.deeds import Deed
from samsvar.persistence import commitments, moves
from samsvar.persistence import contributions as stored_contributions
from samsvar.persistence import dependencies as stored_dependencies
from samsvar.persistence.okr_sets import Place


async def set_of(deed: Deed, unit_id: UUID, cycle_id: UUID) -> tuple[OkrSet, Place]:
    """Return a unit's set of a cycle, held in its state; a draft is opened where there is none."""
    known = await moves.set_of(deed.connection, deed.organisation_id, unit_id=unit_id, cycle_id=cycle_id)
    if known is None:
        known = await okr_sets.open_okr_set.within(deed, okr_sets.OpenOkrSet(unit_id, cycle_id))
        deed.touch("Unit", unit_id)
    return await okr_sets.load(deed, known)


async def move_objective(deed: Deed, objective_id: UUID, unit_id: UUID) -> UUID:
    """
    Let another unit take over an objective; return the unit that had it.

    Raises:
        ObjectiveThereAlready: The unit has it.
        SetFollowedAlready: It has been followed, and the unit's own set is still a draft, which would hide that.
        SetCommitted: One of the sets is reviewed or closed.
    """
    objective, source, _ = await objectives.load(deed, objective_id)
    okr_sets.require_open_to_content(deed, source)
    if source.unit_id == unit_id:
        raise ObjectiveThereAlready(field="unit")
    target, place = await set_of(deed, unit_id, source.cycle_id)
    okr_sets.require_open_to_content(deed, target)
    okr_set_rules.require_cycle_open(place.cycle_state)
    here = (deed.connection, deed.organisation_id)
    if not target.is_open and await commitments.has_check_ins(*here, source.id, objective_id=objective.id):
        raise okr_set_rules.SetFollowedAlready(nodes=(("OkrSet", target.id),))
    asked = await moves.delete_requests_of(*here, objective.id, asked_unit_id=unit_id)
    deed.touch("ContributionRequest", *asked)
    moved = dataclasses.replace(objective, okr_set_id=target.id, version=objective.version + 1)
    await moves.move_objective(*here, moved, target)
    for okr_set in (source, target):  # Each set's own history tells of it.
        deed.wrote(
            "Objective",
            objective.id,
            before={"unit_id": source.unit_id, "okr_set_id": source.id, "version": objective.version},
            after={"unit_id": target.unit_id, "okr_set_id": target.id, "version": moved.version},
            unit_id=okr_set.unit_id,
            okr_set_id=okr_set.id,
        )
        deed.touch("OkrSet", okr_set.id)
    await results.recount(deed, [objective.id])
    await results.mark(deed, objective.id)
    return source.unit_id


async def move_key_result(deed: Deed, key_result_id: UUID, objective_id: UUID) -> UUID:
    """
    Let a key result prove another objective; return the one that it proved.

    Links between the two objectives that would then lead from the objective to itself end.

    Raises:
        KeyResultThereAlready: It proves that one.
        CyclesDiffer: The other one is of another cycle.
        SetFollowedAlready: It has been followed, and the other objective is in a draft, which would hide that.
        CircleOfContributions, CircleOfDependencies: One of its links would lead back.
    """
    known = await key_results.load(deed, key_result_id)
    before, source, place_before = await objectives.load(deed, known.objective_id, field="keyResult")
    after, target, place = await objectives.load(deed, objective_id, field="toObjective")
    key_result = await key_results.load(deed, key_result_id)
    if before.id == after.id:
        raise KeyResultThereAlready(field="toObjective")
    for okr_set in (source, target):
        okr_sets.require_open_to_content(deed, okr_set)
    okr_set_rules.require_cycle_open(place.cycle_state)
    if source.cycle_id != target.cycle_id:
        raise contribution_rules.CyclesDiffer(field="toObjective")
    here = (deed.connection, deed.organisation_id)
    if not target.is_open and await commitments.has_check_ins(*here, source.id, key_result_id=key_result.id):
        raise okr_set_rules.SetFollowedAlready(nodes=(("OkrSet", target.id),))
    # As for every new link: the ways of a cycle change one after the other.
    await deed.lock("contributions", of=source.cycle_id)
    await deed.lock("dependencies", of=source.cycle_id)
    await _end_links_between(deed, key_result.id, after.id, place_before.unit_id)
    moved = dataclasses.replace(key_result, objective_id=after.id, version=key_result.version + 1)
    await moves.move_key_result(*here, moved, target)
    await _refuse_circles(deed, key_result.id)
    for okr_set in dict.fromkeys((source, target)):
        deed.wrote(
            "KeyResult",
            key_result.id,
            before={"objective_id": before.id, "version": key_result.version},
            after={"objective_id": after.id, "version": moved.version},
            unit_id=okr_set.unit_id,
            okr_set_id=okr_set.id,
        )
    deed.touch("Objective", before.id, after.id)
    await results.recount(deed, [before.id, after.id])
    await results.mark(deed, before.id, after.id)
    return before.id


async def _end_links_between(deed: Deed, key_result_id: UUID, objective_id: UUID, unit_id: UUID) -> None:
    here = (deed.connection, deed.organisation_id)
    for link in await moves.contributions_of(*here, key_result_id):
        if objective_id in (link.from_objective_id, link.to_objective_id):
            told = await links_upward.told_with(deed, link)
            deed.touch("ContributionRequest", *await moves.end_contribution(*here, link.id))
            deed.wrote("Contribution", link.id, before=link, unit_id=unit_id, okr_set_id=told)
    for need in await moves.dependencies_of(*here, key_result_id):
        if objective_id in (need.consumer_objective_id, need.provider_objective_id):
            told = await needs.told_with(deed, need)
            await stored_dependencies.delete(*here, [need.id])
            deed.wrote("Dependency", need.id, before=need, unit_id=unit_id, okr_set_id=told)


async def _refuse_circles(deed: Deed, key_result_id: UUID) -> None:
    here = (deed.connection, deed.organisation_id)
    for link in await moves.contributions_of(*here, key_result_id):
        goal = link.to_objective_id
        if goal is None or link.state not in contribution_rules.LIVING:
            continue
        way = await stored_contributions.way(deed.connection, goal, link.from_objective_id)
        if way:
            circle = await links.stations(deed, [link.from_objective_id, *way])
            raise CircleOfContributions(field="toObjective", **circle)
    for need in await moves.dependencies_of(*here, key_result_id):
        provider = need.provider_objective_id
        gates = need.kind is DependencyKind.GATES and need.state in dependency_rules.LIVING
        if not gates or provider is None:
            continue
        way = await stored_dependencies.way(deed.connection, provider, need.consumer_objective_id)
        if way:
            circle = await links.stations(deed, [need.consumer_objective_id, *way])
            raise CircleOfDependencies(field="toObjective", **circle)
