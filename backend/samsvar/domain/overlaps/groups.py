"""Groups: what three units and more want is one shared target, not a list of pairs."""

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import numpy as np

FEWEST: Final = 3
"""Units that share a target."""
_LARGEST: Final = 300
"""Members of a component that is clustered; a larger one falls apart at a higher likeness first."""
_STEP: Final = 0.5

Links = Mapping[tuple[int, int], float]
"""Likeness of pairs of rows, the smaller first; what is missing is none."""


def components(links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the rows that hang together by links, each list by rising row."""
    leader: dict[int, int] = {}

    def lead(row: int) -> int:
        leader.setdefault(row, row)
        while leader[row] != row:
            leader[row] = leader[leader[row]]
            row = leader[row]
        return row

    for one, other in links:
        a, b = lead(one), lead(other)
        leader[max(a, b)] = min(a, b)
    found: dict[int, list[int]] = defaultdict(list)
    for row in sorted(leader):
        found[lead(row)].append(row)
    return [found[row] for row in sorted(found)]


def clusters(links: Links, least: float, *, begun_at: float | None = None) -> list[list[int]]:
    """
    Return clusters by average link: two clusters are one while their members are, on average, at least so much alike.

    Args:
        links: How much alike rows are; what is missing counts as 0.
        least: Least average.
        begun_at: Least likeness by which rows hang together at all; ``least`` if None.

    Of one member there are none; those of two are pairs and left to the caller.
    """
    near = {pair: score for pair, score in links.items() if score >= (least if begun_at is None else begun_at)}
    neighbours: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), score in links.items():
        neighbours[one][other] = neighbours[other][one] = score
    found: list[list[int]] = []
    for component in components(near):
        if len(component) > _LARGEST:
            inside = set(component)
            rest = {pair: score for pair, score in near.items() if pair[0] in inside}
            found += clusters(rest, least + _STEP, begun_at=min(rest.values()) + _STEP)
        else:
            found += _clustered(component, neighbours, least)
    return sorted(found)


def _clustered(rows: Sequence[int], neighbours: Mapping[int, Mapping[int, float]], least: float) -> list[list[int]]:
    place = {row: at for at, row in enumerate(rows)}
    alike = np.zeros((len(rows), len(rows)))
    for row in rows:
        for other, score in neighbours[row].items():
            if other in place:
                alike[place[row], place[other]] = score
    np.fill_diagonal(alike, -np.inf)
    members = [[row] for row in rows]
    sizes = np.ones(len(rows))
    while True:
        one, other = divmod(int(alike.argmax()), len(rows))
        if alike[one, other] < least:
            break
        joined = (alike[one] * sizes[one] + alike[other] * sizes[other]) / (sizes[one] + sizes[other])
        alike[one, :] = alike[:, one] = joined
        alike[other, :] = alike[:, other] = -np.inf
        alike[one, one] = -np.inf
        sizes[one] += sizes[other]
        members[one] += members[other]
        members[other] = []
    return [sorted(cluster) for cluster in members if len(cluster) > 1]


def pairs_of(rows: Collection[int]) -> Iterable[tuple[int, int]]:
    """Yield each pair of rows, the smaller first."""
    return itertools.combinations(sorted(rows), 2)
