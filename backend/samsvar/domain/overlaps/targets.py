"""Targets: what ties items together, and what three units and more of them share."""

import dataclasses
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

import numpy as np

from samsvar.domain.overlaps import corpora, evidence, groups, items, likenesses, strengths, structures
from samsvar.domain.overlaps.findings import (
    CERTAIN_SCORE,
    Direction,
    OverlapFinding,
    OverlapKind,
    OverlapRule,
    Side,
)

_SHORTEST_SHARED: Final = 3
"""Words of an objective or key result from which three units that write the same share a target."""
_FULLY_COMPARED: Final = 60
"""Objectives that hang together up to which each two are compared before they are clustered."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What ties the items together besides words; metrics stand in the items themselves."""

    dependencies: Sequence[structures.Dependency] = ()
    initiative_aims: Sequence[structures.InitiativeAim] = ()


class Links:
    """What ties some items of a corpus together: by metrics, dependencies and initiatives, by the same text, by likeness."""

    def __init__(
        self,
        corpus: corpora.Corpus,
        structure: Structure,
        some: Sequence[items.Item],
        alike: Iterable[likenesses.Likeness],
    ) -> None:
        self.items = some
        self.claims = structures.claims(some)
        self.interfaces = [
            *structures.on_dependencies(some, structure.dependencies),
            *structures.on_initiatives(some, structure.initiative_aims),
        ]
        self.alike: dict[tuple[int, int], likenesses.Likeness] = {}
        for likeness in alike:
            a, b = corpus.rows[likeness.a].item, corpus.rows[likeness.b].item
            if structures.may_overlap(a, b):
                turned = likeness if a.objective_id < b.objective_id else likeness.turned()
                self.alike[min(likeness.a, likeness.b), max(likeness.a, likeness.b)] = turned


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """
    What may be a shared target.

    Attributes:
        sides: All that say it, by row: several of one unit too, and those that others of them contribute to.
        members: One of each unit, without those that another contributes to.
        metric: What all of them move, and where to.
    """

    rule: OverlapRule
    sides: Mapping[int, Side]
    members: Mapping[int, Side]
    metric: tuple[UUID, Direction] | None = None


def targets(corpus: corpora.Corpus, links: Links) -> list[Target]:
    """Return what three units and more want; what lies mostly within another target is part of it."""
    accepted: list[Target] = []
    having: dict[int, list[int]] = defaultdict(list)
    by_words = [*_sharing_texts(corpus, links), *_sharing_meanings(corpus, links)]
    for target in [*_sharing_metrics(corpus, links), *sorted(by_words, key=lambda one: -len(one.sides))]:
        number = len(accepted)
        if target.metric is None:
            rows = target.sides.keys()
            near = sorted({at for row in rows for at in having[row]})
            if any(rows <= accepted[at].sides.keys() for at in near):
                continue
            number = next((at for at in near if _is_mostly_in(target, accepted[at])), number)
        if number < len(accepted):
            merged = {**target.sides, **accepted[number].sides}
            accepted[number] = next(iter(_if_shared(corpus, OverlapRule.SIMILAR_TEXT, merged)), accepted[number])
        else:
            accepted.append(target)
        for row in accepted[number].sides:
            having[row].append(number)
    return accepted


def _is_mostly_in(target: Target, other: Target) -> bool:
    shared = len(target.sides.keys() & other.sides.keys())
    return other.metric is None and 2 * shared >= len(target.sides)


def _sharing_metrics(corpus: corpora.Corpus, links: Links) -> Iterable[Target]:
    for metric_id, claims in sorted(links.claims.items()):
        by_direction: dict[Direction, list[structures.Claim]] = defaultdict(list)
        for claim in claims:
            by_direction[claim.direction].append(claim)
        for direction, same in sorted(by_direction.items()):
            if direction is Direction.HOLD and any(
                structures.rule_between(one, other) is OverlapRule.OPPOSITE_METRIC
                for one, other in itertools.combinations(same, 2)
            ):
                continue
            sides: dict[int, Side] = {}
            for claim in same:
                row = corpus.row_of[claim.item.objective_id]
                sides.setdefault(row, Side(claim.item.objective_id, claim.item.unit_id, claim.key_result.id))
            yield from _if_shared(corpus, OverlapRule.SAME_METRIC, sides, (metric_id, direction))


def _sharing_texts(corpus: corpora.Corpus, links: Links) -> Iterable[Target]:
    saying: dict[str, dict[int, Side]] = defaultdict(dict)
    for item in links.items:
        row = corpus.row_of[item.objective_id]
        if not corpus.is_alive[row]:
            continue
        for place, text in enumerate(corpus.rows[row].texts.units):
            if is_long(text):
                saying[text].setdefault(row, evidence.side(corpus.rows[row], place))
    for _, sides in sorted(saying.items()):
        yield from _if_shared(corpus, OverlapRule.SAME_TEXT, sides)


def _sharing_meanings(corpus: corpora.Corpus, links: Links) -> Iterable[Target]:
    scores = {pair: likeness.z for pair, likeness in links.alike.items()}
    for rows in groups.components(pair for pair, z in scores.items() if z >= strengths.SHIPPED.likely):
        if len(rows) <= _FULLY_COMPARED:
            # How far apart the others are counts too: what was below the threshold isn't nothing.
            for likeness in likenesses.of_rows(corpus, rows, least=-math.inf, each_once=True, among=rows):
                scores.setdefault((likeness.a, likeness.b), likeness.z)
    for cluster in groups.clusters(scores, strengths.SHIPPED.possible, begun_at=strengths.SHIPPED.likely):
        sides = {row: evidence.side(corpus.rows[row], None) for row in cluster}
        is_same = len({corpus.rows[row].texts.whole for row in cluster}) == 1
        yield from _if_shared(corpus, OverlapRule.SAME_TEXT if is_same else OverlapRule.SIMILAR_TEXT, sides)


def _if_shared(
    corpus: corpora.Corpus, rule: OverlapRule, sides: Mapping[int, Side], metric: tuple[UUID, Direction] | None = None
) -> Iterable[Target]:
    kept: dict[UUID, int] = {}
    for row in sorted(sides, key=lambda one: sides[one].objective_id):
        kept.setdefault(sides[row].unit_id, row)
    if len(kept) < groups.FEWEST:
        return
    rows = list(kept.values())
    ids = [sides[row].objective_id for row in rows]
    above = {one for other in ids for one in ids if corpus.contributes(other, one)}
    members = {row: sides[row] for row in rows if sides[row].objective_id not in above}
    if len(members) >= groups.FEWEST:
        yield Target(rule=rule, sides=sides, members=members, metric=metric)


def of_target(corpus: corpora.Corpus, links: Links, target: Target) -> OverlapFinding:
    """Return a shared target; the two of it that are most alike stand for it."""
    members = target.members
    scored = [(links.alike[pair].z, pair) for pair in groups.pairs_of(members) if pair in links.alike]
    if scored:
        likeness = links.alike[max(scored)[1]]
        a, b = members[likeness.a], members[likeness.b]
        if target.rule is OverlapRule.SIMILAR_TEXT:
            a, b = evidence.sides(corpus, likeness.a, likeness.b)
        why = evidence.of_pair(corpus, likeness, a, b)
        score = float(np.mean([z for z, _ in scored]))
    else:
        first, second = sorted(members, key=lambda row: members[row].objective_id)[:2]
        a, b = members[first], members[second]
        why = evidence.of_texts(corpus, first, second, a, b)
        score = strengths.SHIPPED.strong
    if target.metric is not None:
        metric_id, direction = target.metric
        why = dataclasses.replace(why, metric_id=metric_id, a_direction=direction, b_direction=direction)
        score = CERTAIN_SCORE
    shown = {a.objective_id: a, b.objective_id: b}
    return OverlapFinding(
        kind=OverlapKind.SHARED_TARGET,
        rule=target.rule,
        score=score,
        a=a,
        b=b,
        members=tuple(
            shown.get(side.objective_id, side) for side in sorted(members.values(), key=lambda one: one.objective_id)
        ),
        evidence=why,
    )


def nearest_of_groups(links: Links, targets: Sequence[Target]) -> set[tuple[int, int]]:
    """Return the pairs that are to be listed: of those that join the same two groups, or a group and another, the most alike."""
    group: dict[int, int] = {}
    for number, target in enumerate(targets):
        if target.metric is None:
            for row in target.sides:
                group.setdefault(row, -1 - number)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {}
    for rows, likeness in links.alike.items():
        one, other = (group.get(row, row) for row in rows)
        ends = (min(one, other), max(one, other))
        best[ends] = max(best.get(ends, (-math.inf, rows)), (likeness.z, rows))
    return {rows for _, rows in best.values()}


def is_long(text: str) -> bool:
    return text.count(" ") + 1 >= _SHORTEST_SHARED
