"""What is aligned: objectives that contribute to each other by agreed contributions don't overlap."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID


def ancestors(contributions: Iterable[tuple[UUID, UUID]]) -> Mapping[UUID, frozenset[UUID]]:
    """
    Return of each objective all that it contributes to, over any number of steps.

    Args:
        contributions: Agreed ones: from this objective, to that one; a key result's objective stands for it.
    """
    upward: dict[UUID, set[UUID]] = defaultdict(set)
    for source, target in contributions:
        upward[source].add(target)
    found: dict[UUID, frozenset[UUID]] = {}
    for start in list(upward):
        reached: set[UUID] = set()
        frontier = list(upward[start])
        while frontier:
            one = frontier.pop()
            if one not in reached:
                reached.add(one)
                known = found.get(one)
                frontier.extend(upward.get(one, ()) if known is None else known)
        found[start] = frozenset(reached - {start})
    return found
