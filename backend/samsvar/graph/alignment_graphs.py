"""Nodes and edges around a unit's OKRs, for drawing."""

import enum
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry

from samsvar.graph import links, selection
from samsvar.graph.nodes import CycleId, UnitId
from samsvar.graph.selection import Row
from samsvar.persistence import alignment_graphs


@strawberry.enum(description="What an edge means.")
class AlignmentEdgeKind(enum.Enum):
    CONTRIBUTION = strawberry.enum_value("CONTRIBUTION", description="The source helps the target.")
    DEPENDENCY = strawberry.enum_value("DEPENDENCY", description="The source needs something of the target.")
    SERVES = strawberry.enum_value("SERVES", description="The source, a Moal, serves the target, a direction.")


@selection.document(description="What joins two nodes of an alignment graph.")
class AlignmentEdge:
    kind: AlignmentEdgeKind = selection.key(description="What it means.")
    source_id: strawberry.ID = selection.key(description="The node that it goes from.")
    target_id: strawberry.ID = selection.key(description="The node that it goes to.")
    state: str = selection.key(description="The state of the contribution or dependency; AGREED for what is served.")
    weight: float | None = selection.key(description="The contribution's weight; null for other kinds.")


def around(
    unit: UnitId,
    cycle: CycleId,
    depth: Annotated[int, strawberry.argument(description="So many contributions up and down, up to 20.")] = 3,
) -> sa.Select[Any, Any, Any]:
    """Return the one row that the fields of a graph start from: what was asked."""
    return sa.select(
        sa.cast(unit, sa.Uuid()).label("unit_id"),
        sa.cast(cycle, sa.Uuid()).label("cycle_id"),
        sa.cast(depth, sa.Integer()).label("depth"),
    )


def _objectives(graph: Row) -> sa.Select[Any]:
    return alignment_graphs.reached_objectives(graph.c.unit_id, graph.c.cycle_id, graph.c.depth)


def _moals(graph: Row) -> sa.Select[Any]:
    return alignment_graphs.reached_moals(graph.c.unit_id, graph.c.cycle_id, graph.c.depth)


def _directions(graph: Row) -> sa.Select[Any]:
    return alignment_graphs.reached_directions(graph.c.unit_id, graph.c.cycle_id, graph.c.depth)


def _edges(graph: Row) -> sa.Select[Any]:
    return alignment_graphs.edges(graph.c.unit_id, graph.c.cycle_id, graph.c.depth)


@selection.type(description="A unit's objectives of a cycle with what they contribute to and what supports them.")
class AlignmentGraph:
    objectives: list[links.Objective] = selection.to_many(
        source=_objectives, description="Objectives, the unit's own among them."
    )
    moals: list[links.Moal] = selection.to_many(source=_moals, description="The Moals that they contribute to.")
    directions: list[links.Direction] = selection.to_many(
        source=_directions, description="The directions that the Moals serve."
    )
    edges: list[AlignmentEdge] = selection.to_many(
        source=_edges,
        order=lambda edge: [edge.c.value],
        description="What joins them. Edges of key results are drawn from and to their objectives.",
    )
