"""How alignment cases begin: about overlap findings, dependencies, objectives, or to undo another one."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from samsvar.domain import alignment_case_effects as effect_rules
from samsvar.domain import alignment_cases as domain
from samsvar.domain import refusals, rights
from samsvar.domain.alignment_cases import AlignmentCase, CaseOutcome, CaseTurnKind
from samsvar.domain.dependencies import Dependency
from samsvar.domain.rights import Right
from samsvar.domain.units import Unit
from samsvar.operations import (
    alignment_case_bindings,
    alignment_cases,
    contributions,
    deeds,
    links,
    overlap_calibrations,
)
from samsvar.operations.alignment_cases import DEPENDENCY, FINDING
from samsvar.operations.deeds import Deed
from samsvar.persistence import alignment_case_records as case_records
from samsvar.persistence import alignment_case_turns as turns
from samsvar.persistence import alignment_cases as stored
from samsvar.persistence import dependencies, ends, entrances, ids, overlaps, units


@dataclasses.dataclass(frozen=True, kw_only=True)
class OpenAlignmentCase:
    """
    A case to be opened.

    Attributes:
        unit: In whose name; None where the caller speaks for just one of those concerned.
        findings, dependencies, objectives: What it is about; nothing when it is opened freely.
        units: Who is asked beside those whose OKRs it is about.
        cycle: Needed when it is about nothing that says so.
    """

    title: str
    question: str = ""
    unit: UUID | None = None
    findings: Sequence[UUID] = ()
    dependencies: Sequence[UUID] = ()
    objectives: Sequence[UUID] = ()
    units: Sequence[UUID] = ()
    cycle: UUID | None = None
    due_on: dt.date | None = None


@dataclasses.dataclass(frozen=True)
class UndoAlignmentCase:
    """An agreed case to be undone by another one, and why."""

    case: UUID
    question: str
    unit: UUID | None = None


@deeds.deed
async def open_alignment_case(deed: Deed, draft: OpenAlignmentCase) -> UUID:
    """
    Open a case in a unit's name, and ask all units in whose OKRs it is about.

    Who opens it from above, for units that it isn't one of, takes part without a signature.
    """
    about = await _about(deed, draft)
    await links.require_cycle_open(deed, about.cycle_id)
    for own_id in about.unit_ids:  # Nobody signs for a unit that is no more.
        await _living(deed, own_id, field="objectives")
    asked = dict.fromkeys((*about.unit_ids, *[(await _living(deed, own_id)).id for own_id in draft.units]))
    opener = await _opener(deed, draft.unit, list(asked))
    is_party = opener.id in asked or not asked.keys() & set(about.unit_ids)
    if len({*asked, opener.id}) < 2:
        raise domain.CaseOfOneUnit(field="units")
    if draft.due_on is not None:
        domain.require_day_to_come(draft.due_on, today=deed.today - dt.timedelta(days=1), field="dueOn")
    case = await _begin(
        deed, opener, cycle_id=about.cycle_id, title=draft.title, question=draft.question, due_on=draft.due_on
    )
    here = (deed.connection, deed.organisation_id)
    await _let_in(deed, case, opener.id, asked=[*asked], is_party=is_party)
    await stored.touch_objectives(*here, case.id, about.objective_ids, is_subject=True)
    await stored.name_subjects(*here, case.id, FINDING, draft.findings)
    await stored.name_subjects(*here, case.id, DEPENDENCY, draft.dependencies)
    await alignment_cases.wrote(deed, None, case, opener.id)
    if draft.findings:
        name = case.opened_by_name
        deed.touch(
            "OverlapFinding", *await overlaps.set_state(*here, draft.findings, "IN_CASE", at=deed.now, by_name=name)
        )
        await overlap_calibrations.learn(deed)
    deed.touch("Dependency", *draft.dependencies)
    deed.touch("Objective", *about.objective_ids)
    return case.id


@deeds.deed
async def undo_alignment_case(deed: Deed, draft: UndoAlignmentCase) -> UUID:
    """Open a case that proposes to take back what another one changed; whoever signed that one signs this one, too."""
    agreed, participants = await alignment_cases.load(deed, draft.case)
    agreed.require_agreed()
    await alignment_cases.require_cycle_open(deed, agreed)
    speaker = alignment_cases.speaking(deed, participants, draft.unit)
    here = (deed.connection, deed.organisation_id)
    case = domain.opened(
        own_id=await ids.fresh(deed.connection),
        cycle_id=agreed.cycle_id,
        title=agreed.title,
        question=draft.question,
        unit_id=speaker.unit_id,
        name=await alignment_cases.acting_name(deed),
        at=deed.now,
        due_on=None,
        undoes_id=agreed.id,
    )
    if not await stored.insert(*here, case):
        raise domain.CaseUndoneAlready(field="case")
    deed.touch("AlignmentCase", agreed.id)
    await _let_in(
        deed,
        case,
        speaker.unit_id,
        asked=[each.unit_id for each in participants if each.is_asked],
        is_party=speaker.is_asked,
    )
    assert agreed.proposal_id is not None
    done = await turns.done(*here, agreed.proposal_id)
    effects = effect_rules.inverse([each for each, _ in done])
    titles = [title for _, title in reversed(done)]
    named = await stored.objectives_of(*here, agreed.id, subjects_only=True)
    # Also what the caller doesn't read any more, or never did since it was dropped: the case has to be as private as that.
    async with entrances.seeing_all_drafts(*here):
        bindings = await alignment_case_bindings.bind(deed, case, effects, titles=titles)
        await stored.touch_objectives(*here, case.id, [*named, *bindings.objective_ids], is_subject=True)
        kept = await bindings.stored(deed)
    turn = await alignment_cases.add_turn(
        deed, case, CaseTurnKind.PROPOSAL, speaker.unit_id, draft.question, outcome=CaseOutcome.KEEP_BOTH
    )
    await turns.add_effects(*here, turn, kept)
    await alignment_case_bindings.touch_sets(deed, case, bindings)
    proposed = case.proposed(turn.id)
    await stored.store(*here, proposed)
    await alignment_cases.wrote(deed, None, proposed, speaker.unit_id)
    return case.id


@dataclasses.dataclass(frozen=True)
class _About:
    cycle_id: UUID
    unit_ids: Sequence[UUID]
    objective_ids: Sequence[UUID]


async def _about(deed: Deed, draft: OpenAlignmentCase) -> _About:
    """Return what a case is about, as far as the caller sees it."""
    here = (deed.connection, deed.organisation_id)
    needs = await _needs(deed, draft.dependencies)
    objective_ids = [
        *await _sides(deed, draft.findings),
        *(own_id for each in needs for own_id in (each.consumer_objective_id, each.provider_objective_id) if own_id),
        *draft.objectives,
    ]
    unit_ids = [own_id for each in needs for own_id in (each.consumer_unit_id, each.provider_unit_id)]
    cycles = {each.cycle_id for each in needs} | ({draft.cycle} if draft.cycle else set())
    for own_id in dict.fromkeys(objective_ids):
        end = await ends.objective(*here, own_id)
        if end is not None:
            assert end.cycle_id is not None
            cycles.add(end.cycle_id)
            unit_ids.append(end.unit_id)
        elif own_id in draft.objectives:  # Otherwise one of several that share a target: a draft that isn't seen.
            place = list(draft.objectives).index(own_id)
            raise refusals.NotFound(field=f"objectives.{place}", kind="Objective")
    if len(cycles) > 1:
        raise domain.CaseCyclesDiffer(field="cycle")
    if not cycles:
        raise refusals.NotFound(field="cycle", kind="Cycle")
    return _About(cycles.pop(), list(dict.fromkeys(unit_ids)), list(dict.fromkeys(objective_ids)))


async def _sides(deed: Deed, finding_ids: Sequence[UUID]) -> list[UUID]:
    """Return the objectives that overlap findings are between, which no other case has taken up."""
    found = await case_records.findings(deed.connection, deed.organisation_id, finding_ids)
    findings = {each.id: each for each in found}
    for place, own_id in enumerate(finding_ids):
        if own_id not in findings:
            raise refusals.NotFound(field=f"findings.{place}", kind="OverlapFinding")
        if findings[own_id].state in ("IN_CASE", "RESOLVED"):
            raise domain.FindingInAnotherCase(field=f"findings.{place}", nodes=(("OverlapFinding", own_id),))
    return [own_id for each in finding_ids for own_id in findings[each].objective_ids]


async def _needs(deed: Deed, dependency_ids: Sequence[UUID]) -> list[Dependency]:
    needs = []
    for place, own_id in enumerate(dependency_ids):
        need = await dependencies.load(deed.connection, deed.organisation_id, own_id)
        if need is None:
            raise refusals.NotFound(field=f"dependencies.{place}", kind="Dependency")
        needs.append(need)
    return needs


async def _begin(
    deed: Deed, opener: Unit, *, cycle_id: UUID, title: str, question: str, due_on: dt.date | None
) -> AlignmentCase:
    case = domain.opened(
        own_id=await ids.fresh(deed.connection),
        cycle_id=cycle_id,
        title=title,
        question=question,
        unit_id=opener.id,
        name=await alignment_cases.acting_name(deed),
        at=deed.now,
        due_on=due_on,
        undoes_id=None,
    )
    await stored.insert(deed.connection, deed.organisation_id, case)
    return case


async def _let_in(deed: Deed, case: AlignmentCase, opener_id: UUID, *, asked: Sequence[UUID], is_party: bool) -> None:
    for unit_ids, is_asked in (([opener_id], is_party), ([each for each in asked if each != opener_id], True)):
        await stored.let_in(
            deed.connection,
            deed.organisation_id,
            case.id,
            unit_ids,
            is_asked=is_asked,
            by_unit_id=opener_id,
            at=deed.now,
        )


async def _opener(deed: Deed, named: UUID | None, concerned: Sequence[UUID]) -> Unit:
    """Return the unit in whose name a case is opened: the one that is named, or the one concerned that the caller speaks for."""
    if named is not None:
        unit = await _living(deed, named, field="unit")
        if not contributions.speaks_for(deed, unit.path):
            raise rights.Forbidden(field="unit", right=Right.DRAFT_OKRS)
        return unit
    possible = [await _living(deed, own_id) for own_id in concerned]
    own = [each for each in possible if contributions.speaks_for(deed, each.path)]
    if len(own) == 1:
        return own[0]
    if own:
        raise domain.UnitToSpeakForUnclear(field="unit", nodes=[("Unit", each.id) for each in own])
    # Nobody's of those concerned: the one unit in which the caller has a role, which helps them.
    held = {grant.unit_id for grant in deed.rights.grants if Right.DRAFT_OKRS in rights.GRANTED[grant.role]}
    if len(held) != 1:
        raise domain.UnitToSpeakForUnclear(field="unit")
    return await _living(deed, held.pop(), field="unit")


async def _living(deed: Deed, unit_id: UUID, *, field: str = "units") -> Unit:
    unit = await units.load(deed.connection, deed.organisation_id, unit_id)
    if unit is None:
        raise refusals.NotFound(field=field, kind="Unit")
    unit.require_living(deed.today, field=field)
    return unit
