"""
Ambition and capacity: whether a plan asks for more than its unit has ever reached, or for less.

What a unit reached before is the unit's, and says nothing of a person. A committed objective is expected in full, so it
may ask for what was reached before; an aspirational one that does isn't one.
"""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from samsvar.domain.dependencies import DependencyKind
from samsvar.domain.findings import Amount, Evidence, Finding, Question, Severity, evidence_of
from samsvar.domain.objectives import ObjectiveKind
from samsvar.domain.plans import (
    Node,
    PastCycle,
    PastKeyResult,
    Plan,
    PlannedKeyResult,
    PlannedObjective,
    is_on_the_way,
    way_of,
)

FAR: Final[Mapping[ObjectiveKind, Decimal]] = {
    ObjectiveKind.COMMITTED: Decimal("1.5"),
    ObjectiveKind.ASPIRATIONAL: Decimal(3),
}
"""How many times the longest way that the unit came with a metric in one cycle is far beyond it."""
KEPT: Final = Decimal("0.8")
"""Share of its committed objectives below which a unit took on more than it could keep."""
LOOKED_BACK: Final = 3
"""So many cycles speak of what a unit keeps."""
MORE: Final = Decimal("1.25")
"""How many times the largest of its earlier sets is more than a unit has carried."""

USUAL: Final[Mapping[str, int]] = {"objectives": 3, "key_results": 8, "initiatives": 8}
"""As many surprise nobody, whatever the unit did before."""

REACHED_BEFORE: Final = "REACHED_BEFORE"
TARGET_BEHIND_REACHED: Final = "TARGET_BEHIND_REACHED"
TARGET_FAR_BEYOND_REACHED: Final = "TARGET_FAR_BEYOND_REACHED"
COMMITMENTS_MISSED_BEFORE: Final = "COMMITMENTS_MISSED_BEFORE"
ASPIRATIONS_ALL_REACHED: Final = "ASPIRATIONS_ALL_REACHED"
CAPACITY_NOT_NOTED: Final = "CAPACITY_NOT_NOTED"
MORE_THAN_BEFORE: Final = "MORE_THAN_BEFORE"
OTHERS_WAIT_FOR_US: Final = "OTHERS_WAIT_FOR_US"


def ambitious(plan: Plan) -> Iterator[Finding]:
    """Yield what each key result asks for beside what the unit reached with its metric before."""
    for objective in plan.objectives:
        for key_result in objective.key_results:
            before = [past for past in plan.past if past.definition.metric_id == key_result.definition.metric_id]
            if before and key_result.definition.metric_id is not None:
                yield _beside_the_past(objective, key_result, before)
    yield from _kept_before(plan)


def within_capacity(plan: Plan) -> Iterator[Finding]:
    """Yield what the plan asks of the unit's people beside what they have carried before."""
    here = ("OkrSet", plan.okr_set_id)
    if plan.objectives and not plan.capacity_note.strip():
        yield _finding(CAPACITY_NOT_NOTED, Severity.ADVICE, here)
    planned = {
        "objectives": len(plan.objectives),
        "key_results": len(plan.key_results),
        "initiatives": plan.initiatives,
    }
    for counted, now in planned.items():
        most = max((getattr(cycle, counted) for cycle in plan.past_cycles), default=0)
        if most and now > MORE * most and now > USUAL[counted]:
            parameters = {"counted": counted, "now": now, "most": most}
            yield _finding(MORE_THAN_BEFORE, Severity.ADVICE, here, parameters)
    waiting = [need for need in plan.needs if not need.is_ours and need.lives and need.kind is DependencyKind.GATES]
    if waiting:
        yield _finding(
            OTHERS_WAIT_FOR_US, Severity.INFORMATION, here, {"count": len(waiting)}, [*map(evidence_of, waiting)]
        )


def _beside_the_past(
    objective: PlannedObjective, key_result: PlannedKeyResult, before: Sequence[PastKeyResult]
) -> Finding:
    code, severity = REACHED_BEFORE, Severity.INFORMATION
    parameters: dict[str, object] = {"title": key_result.title}
    definition, reached = key_result.definition, [past for past in before if past.reached is not None]
    if is_on_the_way(definition) and reached:
        way, target = way_of(definition), definition.target or Decimal(0)
        best = max(reached, key=lambda past: way * (past.reached or Decimal(0)))
        furthest = _longest_way(before, way)
        asked = abs(target - (definition.baseline or Decimal(0)))
        ahead = way * (target - (best.reached or Decimal(0)))
        if ahead < 0 or (ahead == 0 and objective.kind is ObjectiveKind.ASPIRATIONAL):
            code, severity = TARGET_BEHIND_REACHED, Severity.ADVICE
            parameters |= {
                "target": Amount(target, key_result.measure),
                "reached": Amount(best.reached or Decimal(0), key_result.measure),
                "cycle": best.cycle,
            }
        elif furthest is not None and asked > FAR[objective.kind] * furthest:
            code, severity = TARGET_FAR_BEYOND_REACHED, Severity.ADVICE
            parameters |= {
                "asked": Amount(asked, key_result.measure),
                "furthest": Amount(furthest, key_result.measure),
            }
    evidence = [
        Evidence(
            node=("KeyResult", past.id),
            title=past.title,
            cycle=past.cycle,
            definition=past.definition,
            measure=key_result.measure,
            reached=past.reached,
            progress=past.progress,
        )
        for past in before
    ]
    return _finding(code, severity, ("KeyResult", key_result.id), parameters, evidence)


def _longest_way(before: Sequence[PastKeyResult], way: int) -> Decimal | None:
    """Return the longest way in a direction that was come in a cycle that is over; None when none is known."""
    ways = [
        way * (past.reached - past.definition.baseline)
        for past in before
        if past.is_over and past.reached is not None and past.definition.baseline is not None
    ]
    return max(Decimal(0), *ways) if ways else None


def _kept_before(plan: Plan) -> Iterator[Finding]:
    """Yield whether the unit committed to too much before, or aspired to too little."""
    over = [cycle for cycle in plan.past_cycles if cycle.is_over]
    kinds = {objective.kind for objective in plan.objectives}
    here = ("OkrSet", plan.okr_set_id)
    kept = _mean(cycle.committed_share for cycle in over[:LOOKED_BACK])
    if ObjectiveKind.COMMITTED in kinds and kept is not None and kept < KEPT:
        yield _finding(COMMITMENTS_MISSED_BEFORE, Severity.ADVICE, here, {"share": _share(kept)}, _cycles(over))
    aspired = _mean(cycle.aspirational_share for cycle in over[:LOOKED_BACK])
    if ObjectiveKind.ASPIRATIONAL in kinds and aspired is not None and aspired >= 1:
        yield _finding(ASPIRATIONS_ALL_REACHED, Severity.INFORMATION, here, {}, _cycles(over))


def _cycles(over: Sequence[PastCycle]) -> list[Evidence]:
    return [
        Evidence(node=("Cycle", cycle.cycle_id), title=cycle.name, cycle=cycle.name, progress=share)
        for cycle in over[:LOOKED_BACK]
        if (share := _mean((cycle.committed_share, cycle.aspirational_share))) is not None
    ]


def _mean(shares: "Iterator[Decimal | None] | Sequence[Decimal | None]") -> Decimal | None:
    known = [share for share in shares if share is not None]
    return statistics.mean(known) if known else None


def _share(share: Decimal) -> Amount:
    return Amount(round(share, 2), "")


def _finding(
    code: str,
    severity: Severity,
    node: Node,
    parameters: Mapping[str, object] | None = None,
    evidence: Sequence[Evidence] = (),
) -> Finding:
    return Finding(
        code=code,
        question=Question.AMBITION_AND_CAPACITY,
        severity=severity,
        node=node,
        parameters=parameters or {},
        evidence=evidence,
    )
