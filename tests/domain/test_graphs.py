"""Circles are found where an edge would close them, and nowhere else."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from samsvar.domain import graphs

vertices = st.integers(min_value=0, max_value=7)
edge_lists = st.lists(st.tuples(vertices, vertices), max_size=20)


def by_source(edges: list[tuple[int, int]]) -> dict[int, list[int]]:
    """Return where each vertex leads."""
    leading: dict[int, list[int]] = {}
    for source, target in edges:
        leading.setdefault(source, []).append(target)
    return leading


def test_the_circle_is_named_from_the_edge_that_would_close_it() -> None:
    assert graphs.circle_closed_by({"b": ["c"], "c": ["a"]}, "a", "b") == ["a", "b", "c", "a"]
    assert graphs.circle_closed_by({"b": ["c"]}, "a", "b") == []
    assert graphs.circle_closed_by({}, "a", "a") == ["a", "a"]


@given(edge_lists)
def test_a_graph_grown_by_asking_stays_without_circles(edges: list[tuple[int, int]]) -> None:
    kept: list[tuple[int, int]] = []
    for source, target in edges:
        circle = graphs.circle_closed_by(by_source(kept), source, target)
        if circle:
            assert circle[0] == circle[-1] == source
            assert set(itertools.pairwise(circle[1:])) <= set(kept)
        else:
            kept.append((source, target))
    ordered, on_circles = graphs.in_order(by_source(kept))
    assert on_circles == []
    places = {vertex: place for place, vertex in enumerate(ordered)}
    assert all(places[source] < places[target] for source, target in kept)


@given(edge_lists)
def test_what_has_no_order_is_on_or_behind_a_circle(edges: list[tuple[int, int]]) -> None:
    leading = by_source(edges)
    _, on_circles = graphs.in_order(leading)
    circles = {v for v in leading if any(graphs.path(leading, target, v) for target in leading[v])}
    behind = {v for v in {*leading, *(t for _, t in edges)} if any(graphs.path(leading, c, v) for c in circles)}
    assert set(on_circles) == behind
