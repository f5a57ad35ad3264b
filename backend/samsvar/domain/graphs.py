"""Directed graphs without circles: contributions upward, and dependencies that gate."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import TypeVar
from uuid import UUID

Vertex = TypeVar("Vertex")


@dataclasses.dataclass(frozen=True, slots=True)
class Station:
    """
    One objective on a circle that was refused, as far as the caller may see it.

    Attributes:
        objective_id, title, unit: All None of another unit's draft.
    """

    objective_id: UUID | None = None
    title: str | None = None
    unit: str | None = None


def path(edges: Mapping[Vertex, Iterable[Vertex]], start: Vertex, goal: Vertex) -> list[Vertex]:
    """
    Return a shortest way along the edges, both ends included; empty when there is none.

    Args:
        edges: Of each vertex, where its edges lead; a vertex without edges may be left out.
        start, goal: Where the way begins and ends. When they are the same the way is that vertex alone.
    """
    came_from: dict[Vertex, Vertex] = {start: start}
    frontier = [start]
    while frontier and goal not in came_from:
        reached: list[Vertex] = []
        for vertex in frontier:
            for following in edges.get(vertex, ()):
                if following not in came_from:
                    came_from[following] = vertex
                    reached.append(following)
        frontier = reached
    if goal not in came_from:
        return []
    way = [goal]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


def circle_closed_by(edges: Mapping[Vertex, Iterable[Vertex]], source: Vertex, target: Vertex) -> list[Vertex]:
    """
    Return the circle that a new edge would close: from its source, over its target, back to its source.

    Args:
        edges: The graph without the new edge.
        source, target: The new edge's ends.

    Returns:
        The vertices in order, the source first and last; empty when the graph stays without circles.
    """
    way = path(edges, target, source)
    return [source, *way] if way else []


def in_order(edges: Mapping[Vertex, Iterable[Vertex]]) -> tuple[list[Vertex], list[Vertex]]:
    """
    Return the vertices so that each comes after all that lead to it, and those that stand on or behind a circle.

    Args:
        edges: Of each vertex, where its edges lead. The order of what is given decides among equals, so that the
            same graph gives the same order.
    """
    incoming: dict[Vertex, int] = dict.fromkeys(edges, 0)
    for targets in edges.values():
        for target in targets:
            incoming[target] = incoming.get(target, 0) + 1
    ready = [vertex for vertex, count in incoming.items() if count == 0]
    ordered: list[Vertex] = []
    while ready:
        vertex = ready.pop()
        ordered.append(vertex)
        for target in edges.get(vertex, ()):
            incoming[target] -= 1
            if incoming[target] == 0:
                ready.append(target)
    return ordered, [vertex for vertex, count in incoming.items() if count > 0]
