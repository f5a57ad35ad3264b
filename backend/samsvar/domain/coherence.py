"""
Coherence: what a unit's plan says of itself before the unit commits to it.

The method's planning has four questions: do our OKRs contribute, are they ambitious and still realistic for the people
we are, do our key results contradict each other, do we depend on others? Where data can answer, an answer is a finding.
What blocks is what :func:`samsvar.domain.okr_sets.missing_for_commitment` says and nothing else; the rest is for people
to weigh.
"""

import datetime
from collections.abc import Iterator, Mapping
from typing import Final

from samsvar.domain import ambitions, contradictions, okr_sets, refusals
from samsvar.domain.contributions import ContributionState
from samsvar.domain.dependencies import DependencyKind, DependencyState
from samsvar.domain.findings import Evidence, Finding, Question, Severity, evidence_of
from samsvar.domain.moals import MoalState
from samsvar.domain.overlaps.findings import OverlapKind
from samsvar.domain.plans import Plan, PlannedObjective, PlannedOverlap, Upward

QUESTION_OF: Final[Mapping[str, Question]] = {
    okr_sets.NothingToCommitTo.code: Question.COMPLETENESS,
    okr_sets.ObjectiveUnproven.code: Question.COMPLETENESS,
    okr_sets.KeyResultIncomplete.code: Question.COMPLETENESS,
    okr_sets.ContributesToNothing.code: Question.CONTRIBUTION,
    okr_sets.DependencyUndecided.code: Question.DEPENDENCY,
    okr_sets.OverlapUnresolved.code: Question.ALIGNMENT,
    okr_sets.TOO_FEW_KEY_RESULTS: Question.COMPLETENESS,
    okr_sets.TOO_MANY_OBJECTIVES: Question.AMBITION_AND_CAPACITY,
    okr_sets.TOO_MANY_KEY_RESULTS: Question.AMBITION_AND_CAPACITY,
}
"""Which question an answer of the set's own rules belongs to."""

CONTRIBUTION_UNANSWERED: Final = "CONTRIBUTION_UNANSWERED"
MOAL_NOT_AGREED: Final = "MOAL_NOT_AGREED"
MOAL_OF_ANOTHER_YEAR: Final = "MOAL_OF_ANOTHER_YEAR"
UNCOVERED: Final = {"Moal": "MOAL_UNCOVERED", "Objective": "OBJECTIVE_ABOVE_UNCOVERED"}
DEPENDENCY_UNANSWERED: Final = "DEPENDENCY_UNANSWERED"
DEPENDENCY_LATE: Final = "DEPENDENCY_LATE"
NEEDED_AFTER_CYCLE: Final = "NEEDED_AFTER_CYCLE"
DECLINED_WITHOUT_FALLBACK: Final = "DECLINED_WITHOUT_FALLBACK"
OVERLAP_UNTREATED: Final = "OVERLAP_UNTREATED"
INTERFACE_UNARRANGED: Final = "INTERFACE_UNARRANGED"


def findings(plan: Plan, *, today: datetime.date) -> list[Finding]:
    """Return all that is to be said of a plan: what blocks first, then by question, then in the plan's own order."""
    found = [
        *blocking(plan),
        *sizes(plan),
        *contributing(plan),
        *ambitions.ambitious(plan),
        *ambitions.within_capacity(plan),
        *contradictions.contradicting(plan),
        *depending(plan, today),
        *aligning(plan),
    ]
    severities, questions = list(Severity), list(Question)
    return sorted(found, key=lambda each: (severities.index(each.severity), questions.index(each.question)))


def blocking(plan: Plan) -> Iterator[Finding]:
    """Yield what is missing for commitment (invariant 8), each with what is known of it."""
    needs = {need.id: need for need in plan.needs}
    overlaps = {overlap.id: overlap for overlap in plan.overlaps}
    waiting = {objective.id: _unanswered(objective) for objective in plan.objectives}
    for refusal in missing(plan):
        node = refusal.nodes[0]
        code = refusal.code
        parameters = dict(refusal.parameters())
        if code == okr_sets.ContributesToNothing.code and (link := waiting.get(node[1])):
            code = CONTRIBUTION_UNANSWERED
            parameters |= {"target": link.title, "unit": link.waits_for}
        need, overlap = needs.get(node[1]), overlaps.get(node[1])
        yield Finding(
            code=code,
            question=QUESTION_OF[refusal.code],
            severity=Severity.BLOCKS,
            node=node,
            parameters=parameters,
            evidence=_others(overlap) if overlap else () if need is None else (evidence_of(need),),
            is_here=overlap is None and (need is None or need.is_ours),
        )


def missing(plan: Plan) -> list[refusals.Refusal]:
    """Return what the set's own rule says is missing."""
    undecided = [need for need in plan.needs if need.kind is DependencyKind.GATES and need.is_undecided]
    return okr_sets.missing_for_commitment(
        plan.okr_set_id,
        [
            okr_sets.WrittenObjective(
                id=objective.id,
                title=objective.title,
                key_results=[
                    okr_sets.WrittenKeyResult(id=each.id, title=each.title, definition=each.definition)
                    for each in objective.key_results
                ],
                contributes=any(link.state is ContributionState.AGREED for link in objective.upward),
                stands_alone_reason=objective.stands_alone_reason,
                undecided=[(need.id, need.what) for need in undecided if need.objective_id == objective.id],
                unresolved=[
                    okr_sets.WrittenOverlap(id=each.id, kind=each.kind, units=each.units)
                    for each in plan.overlaps
                    if each.objective_id == objective.id and each.blocks
                ],
            )
            for objective in plan.objectives
        ],
        [(need.id, need.what) for need in undecided if not need.is_ours],
    )


def sizes(plan: Plan) -> Iterator[Finding]:
    """Yield what experience says of how many objectives and key results there are (invariant 4)."""
    titles = {objective.id: objective.title for objective in plan.objectives}
    counts = [(objective.id, len(objective.key_results)) for objective in plan.objectives]
    for warning in okr_sets.warnings(plan.okr_set_id, counts):
        own_id = warning.node[1]
        count = dict(counts).get(own_id, len(counts))
        if count:  # Of nothing at all the set's own rule speaks.
            yield Finding(
                code=warning.code,
                question=QUESTION_OF[warning.code],
                severity=Severity.ADVICE,
                node=warning.node,
                parameters={"title": titles.get(own_id, plan.unit), "count": count},
            )


def contributing(plan: Plan) -> Iterator[Finding]:
    """Yield where a way upward ends at a Moal that doesn't hold, and what nobody contributes to yet."""
    years = range(plan.starts_on.year, plan.ends_on.year + 1)
    for objective in plan.objectives:
        for link in objective.upward:
            if link.moal_id is None or link.state not in (ContributionState.AGREED, ContributionState.PROPOSED):
                continue
            code = None
            if link.moal_state is not MoalState.AGREED:
                code = MOAL_NOT_AGREED
            elif link.moal_year not in years:
                code = MOAL_OF_ANOTHER_YEAR
            if code is not None:
                yield Finding(
                    code=code,
                    question=Question.CONTRIBUTION,
                    severity=Severity.ADVICE,
                    node=("Objective", objective.id),
                    parameters={
                        "title": objective.title,
                        "moal": link.title,
                        "state": link.moal_state,
                        "year": str(link.moal_year),
                    },
                    evidence=(Evidence(node=("Moal", link.moal_id), title=link.title),),
                )
    for above in plan.uncovered:
        yield Finding(
            code=UNCOVERED[above.node[0]],
            question=Question.CONTRIBUTION,
            severity=Severity.INFORMATION,
            node=above.node,
            parameters={"title": above.title, "unit": above.unit},
            is_here=False,
        )


def depending(plan: Plan, today: datetime.date) -> Iterator[Finding]:
    """Yield what is open with other units, in both directions, beside the gating needs that block."""
    for need in plan.needs:
        code = None
        if need.lives and need.needed_by < today:
            code = DEPENDENCY_LATE
        elif need.is_undecided and need.kind is not DependencyKind.GATES:
            code = DEPENDENCY_UNANSWERED
        elif need.is_ours and need.lives and need.needed_by > plan.ends_on:
            code = NEEDED_AFTER_CYCLE
        elif (
            need.is_ours
            and need.kind is DependencyKind.GATES
            and need.state is DependencyState.DECLINED
            and not need.fallback.strip()
        ):
            code = DECLINED_WITHOUT_FALLBACK
        if code is not None:
            yield Finding(
                code=code,
                question=Question.DEPENDENCY,
                severity=Severity.ADVICE,
                node=("Dependency", need.id),
                parameters={
                    "what": need.what,
                    "unit": need.provider,
                    "consumer": need.consumer,
                    "day": need.needed_by,
                },
                evidence=(evidence_of(need),),
                is_here=need.is_ours,
            )


def aligning(plan: Plan) -> Iterator[Finding]:
    """Yield where other units pursue the same or the opposite, as far as nobody has said what is to be done about it."""
    titles = {objective.id: objective.title for objective in plan.objectives}
    for overlap in plan.overlaps:
        if overlap.blocks or overlap.is_told_elsewhere:
            continue
        is_interface = overlap.kind is OverlapKind.INTERFACE
        yield Finding(
            code=INTERFACE_UNARRANGED if is_interface else OVERLAP_UNTREATED,
            question=Question.ALIGNMENT,
            severity=Severity.ADVICE,
            node=("OverlapFinding", overlap.id),
            parameters={"title": titles[overlap.objective_id], "units": overlap.units, "kind": overlap.kind},
            evidence=_others(overlap),
            is_here=False,
        )


def _others(overlap: PlannedOverlap) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(node=("Objective", each.objective_id), title=each.title, unit=each.unit) for each in overlap.others
    )


def _unanswered(objective: PlannedObjective) -> Upward | None:
    return next((link for link in objective.upward if link.state is ContributionState.PROPOSED), None)
