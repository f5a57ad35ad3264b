"""Contradictions: key results that measure the same and pull it apart, in one set or across units."""

import itertools
from collections.abc import Iterator
from typing import Final

from samsvar.domain.findings import Finding, Question, Severity, evidence_of
from samsvar.domain.key_results import ON_THE_WAY, Definition, KeyResultKind
from samsvar.domain.plans import Plan, PlannedKeyResult

PULLED_APART: Final = "KEY_RESULTS_PULLED_APART"
BAND_LEFT: Final = "BAND_LEFT"
BANDS_APART: Final = "BANDS_APART"
TARGETS_DIFFER: Final = "TARGETS_DIFFER"


def contradicting(plan: Plan) -> Iterator[Finding]:
    """
    Yield key results of one metric that can't all be reached, or that don't agree on a number.

    Targets of units that contribute to each other may differ: each brings its part.
    """
    own = plan.key_results
    pairs = [*itertools.combinations(own, 2), *itertools.product(own, plan.others)]
    within = {each.id for each in own}
    for one, other in pairs:
        code = contradiction(one.definition, other.definition)
        is_here = other.id in within
        if code is None or (code == TARGETS_DIFFER and not is_here and one.objective_id in other.linked_to):
            continue
        informs = code == TARGETS_DIFFER and not is_here
        yield Finding(
            code=code,
            question=Question.CONTRADICTION,
            severity=Severity.INFORMATION if informs else Severity.ADVICE,
            node=("KeyResult", one.id),
            parameters={
                "title": one.title,
                "other": other.title,
                "unit": _whose(plan, other, is_here=is_here),
                "metric": one.metric,
            },
            evidence=(evidence_of(other),),
        )


def contradiction(one: Definition, other: Definition) -> str | None:
    """Return the code of what stands between two definitions; None when they measure different things, or agree."""
    if one.metric_id is None or one.metric_id != other.metric_id:
        return None
    kinds = {one.kind, other.kind}
    if kinds == set(ON_THE_WAY):
        return PULLED_APART
    if kinds == {KeyResultKind.MAINTAIN}:
        return BANDS_APART if _is_below(one, other) or _is_below(other, one) else None
    if KeyResultKind.MAINTAIN in kinds and kinds & set(ON_THE_WAY):
        kept, moved = (one, other) if one.kind is KeyResultKind.MAINTAIN else (other, one)
        return BAND_LEFT if _leaves(moved, kept) else None
    if kinds <= set(ON_THE_WAY) and None not in (one.target, other.target) and one.target != other.target:
        return TARGETS_DIFFER
    return None


def _is_below(one: Definition, other: Definition) -> bool:
    return one.band_high is not None and other.band_low is not None and one.band_high < other.band_low


def _leaves(moved: Definition, kept: Definition) -> bool:
    if moved.target is None:
        return False
    low, high = kept.band_low, kept.band_high
    return (low is not None and moved.target < low) or (high is not None and moved.target > high)


def _whose(plan: Plan, other: PlannedKeyResult, *, is_here: bool) -> str:
    return plan.unit if is_here else other.unit
