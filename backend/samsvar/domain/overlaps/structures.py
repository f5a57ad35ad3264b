"""Structure: what is certain whatever the words, because metrics, dependencies and initiatives say it."""

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from samsvar.domain import key_results
from samsvar.domain.overlaps import items as items_
from samsvar.domain.overlaps.findings import Direction, OverlapKind, OverlapRule


@dataclasses.dataclass(frozen=True, slots=True)
class Dependency:
    """A living dependency (requested, countered or accepted): an objective of one unit waits for one of another."""

    id: UUID
    from_objective_id: UUID
    to_objective_id: UUID
    from_key_result_id: UUID | None = None
    to_key_result_id: UUID | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class InitiativeAim:
    """A planned or active initiative of a unit that is meant to move a key result."""

    initiative_id: UUID
    unit_id: UUID
    key_result_id: UUID


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """
    Two items that structure ties together; ``a`` has the smaller objective id.

    Attributes:
        a_key_result_id, b_key_result_id: Where it lies, None: in the objective as a whole.
    """

    a: UUID
    b: UUID
    kind: OverlapKind
    rule: OverlapRule
    a_key_result_id: UUID | None = None
    b_key_result_id: UUID | None = None
    metric_id: UUID | None = None
    a_direction: Direction | None = None
    b_direction: Direction | None = None
    dependency_id: UUID | None = None
    initiative_id: UUID | None = None


def direction_of(key_result: items_.KeyResult) -> Direction | None:
    """
    Return where a key result moves its metric; None when it doesn't: a milestone has no metric, a baseline is only being learnt.

    The kind says it while baseline or target are missing; where both are given they say the same (``defined`` sees to that).
    """
    match key_result.kind:
        case key_results.KeyResultKind.INCREASE:
            return Direction.UP
        case key_results.KeyResultKind.DECREASE:
            return Direction.DOWN
        case key_results.KeyResultKind.MAINTAIN:
            return Direction.HOLD
        case _:
            return None


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """A key result that moves a metric some way, and the item that it stands in."""

    item: items_.Item
    key_result: items_.KeyResult
    direction: Direction


def claims(items: Iterable[items_.Item]) -> dict[UUID, list[Claim]]:
    """Return by metric who claims to move it."""
    found: dict[UUID, list[Claim]] = defaultdict(list)
    for item in items:
        for key_result in item.key_results:
            direction = direction_of(key_result)
            if key_result.metric_id is not None and direction is not None:
                found[key_result.metric_id].append(Claim(item, key_result, direction))
    return found


def on_claims(claimed: Mapping[UUID, Sequence[Claim]], shared: Collection[tuple[UUID, Direction]] = ()) -> list[Match]:
    """
    Return the pairs that the metrics of key results tie together, each pair of items once for each metric and rule.

    The same metric in the same direction is an overlap, whatever the words: the result is promised twice. Opposite
    directions are a conflict: up against down can't both be reached. Holding a value in a band is a conflict with moving it out of
    there (the target lies outside the band), an overlap with holding it (unless the bands don't meet: conflict), and nothing with
    moving it to somewhere inside the band.

    Args:
        claimed: By metric (:func:`claims`).
        shared: Metrics and directions that three units and more share: said of all of them together, not of each pair.
    """
    matches: dict[tuple[UUID, UUID, UUID, OverlapRule], Match] = {}
    for metric_id, its_claims in claimed.items():
        for one, other in itertools.combinations(its_claims, 2):
            if one.direction is other.direction and (metric_id, one.direction) in shared:
                continue
            a, b = sorted((one, other), key=lambda claim: claim.item.objective_id)
            rule = rule_between(a, b)
            if rule is None or not may_overlap(a.item, b.item):
                continue
            matches.setdefault(
                (a.item.objective_id, b.item.objective_id, metric_id, rule),
                Match(
                    a=a.item.objective_id,
                    b=b.item.objective_id,
                    kind=OverlapKind.CONFLICT if rule is OverlapRule.OPPOSITE_METRIC else OverlapKind.OVERLAP,
                    rule=rule,
                    a_key_result_id=a.key_result.id,
                    b_key_result_id=b.key_result.id,
                    metric_id=metric_id,
                    a_direction=a.direction,
                    b_direction=b.direction,
                ),
            )
    return list(matches.values())


def may_overlap(a: items_.Item, b: items_.Item) -> bool:
    """Tell whether two items are of different units, neither of which owns the other's too."""
    return (
        a.objective_id != b.objective_id
        and a.unit_id != b.unit_id
        and a.unit_id not in b.also_of
        and b.unit_id not in a.also_of
    )


def rule_between(a: Claim, b: Claim) -> OverlapRule | None:
    """Return what two claims on one metric are to each other: the same, opposite, or nothing."""
    if a.direction is b.direction is Direction.HOLD:
        return OverlapRule.SAME_METRIC if _meet(a.key_result, b.key_result) else OverlapRule.OPPOSITE_METRIC
    if a.direction is b.direction:
        return OverlapRule.SAME_METRIC
    if Direction.HOLD not in (a.direction, b.direction):
        return OverlapRule.OPPOSITE_METRIC
    band, way = (a, b) if a.direction is Direction.HOLD else (b, a)
    return OverlapRule.OPPOSITE_METRIC if _leaves(band.key_result, way.key_result) else None


def _meet(a: items_.KeyResult, b: items_.KeyResult) -> bool:
    lows = [one.band_low for one in (a, b) if one.band_low is not None]
    highs = [one.band_high for one in (a, b) if one.band_high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def _leaves(band: items_.KeyResult, way: items_.KeyResult) -> bool:
    if way.target is None:
        return False
    below = band.band_low is not None and way.target < band.band_low
    return below or (band.band_high is not None and way.target > band.band_high)


def on_dependencies(items: Sequence[items_.Item], dependencies: Iterable[Dependency]) -> list[Match]:
    """Return the pairs of different units between which a living dependency is declared: interfaces."""
    by_id = {item.objective_id: item for item in items}
    matches = {}
    for dependency in dependencies:
        waiting, awaited = by_id.get(dependency.from_objective_id), by_id.get(dependency.to_objective_id)
        if waiting is None or awaited is None or not may_overlap(waiting, awaited):
            continue
        ends = sorted(
            [
                (waiting.objective_id, dependency.from_key_result_id),
                (awaited.objective_id, dependency.to_key_result_id),
            ],
            key=lambda end: end[0],
        )
        matches[ends[0][0], ends[1][0]] = Match(
            a=ends[0][0],
            b=ends[1][0],
            kind=OverlapKind.INTERFACE,
            rule=OverlapRule.SHARED_DEPENDENCY,
            a_key_result_id=ends[0][1],
            b_key_result_id=ends[1][1],
            dependency_id=dependency.id,
        )
    return list(matches.values())


def on_initiatives(items: Sequence[items_.Item], aims: Iterable[InitiativeAim]) -> list[Match]:
    """
    Return the pairs in which one unit's initiative is meant to move another unit's key result: interfaces.

    The pair's other objective is the one of the initiative's own unit that the same initiative moves too. An initiative that moves
    only another's key results ties no two objectives together, and none is made up for it.
    """
    holders = {one.id: item for item in items for one in item.key_results}
    by_initiative: dict[UUID, list[InitiativeAim]] = defaultdict(list)
    for aim in aims:
        if aim.key_result_id in holders:
            by_initiative[aim.initiative_id].append(aim)
    matches: dict[tuple[UUID, UUID], Match] = {}
    for initiative_id, its_aims in by_initiative.items():
        own = [aim for aim in its_aims if holders[aim.key_result_id].unit_id == aim.unit_id]
        others = [aim for aim in its_aims if holders[aim.key_result_id].unit_id != aim.unit_id]
        for mine, theirs in itertools.product(own, others):
            ends = [(holders[aim.key_result_id], aim.key_result_id) for aim in (mine, theirs)]
            (a, a_result), (b, b_result) = sorted(ends, key=lambda end: end[0].objective_id)
            if not may_overlap(a, b):
                continue
            matches.setdefault(
                (a.objective_id, b.objective_id),
                Match(
                    a=a.objective_id,
                    b=b.objective_id,
                    kind=OverlapKind.INTERFACE,
                    rule=OverlapRule.OTHERS_KEY_RESULT,
                    a_key_result_id=a_result,
                    b_key_result_id=b_result,
                    initiative_id=initiative_id,
                ),
            )
    return list(matches.values())
