"""Ways upward, from an objective to Moals and directions, in the graph."""

import enum
from typing import Any

import sqlalchemy as sa
import strawberry

from samsvar.graph import selection
from samsvar.graph.contributions import ContributionState
from samsvar.graph.selection import Row


@strawberry.enum(description="What a path leads over.")
class PathNodeKind(enum.Enum):
    OBJECTIVE = strawberry.enum_value("OBJECTIVE", description="An objective.")
    KEY_RESULT = strawberry.enum_value("KEY_RESULT", description="A key result: the contribution is from it or to it.")
    MOAL = strawberry.enum_value("MOAL", description="A goal of about a year.")
    DIRECTION = strawberry.enum_value("DIRECTION", description="A mission, vision or strategy.")


@selection.document(description="A step of a path.")
class PathNode:
    kind: PathNodeKind = selection.key(description="What it is.")
    node_id: strawberry.ID = selection.key(description="The record's id.")
    title: str = selection.key(description="What it says.")
    unit_name: str | None = selection.key(
        description="Whose it is; null for a direction, and for the proof of the step before."
    )
    contribution_state: ContributionState | None = selection.key(
        description="Of the contribution that leads here; null where none does."
    )


@selection.document(description="A way upward: from an objective to a direction, or to where the way ends.")
class Path:
    nodes: list[PathNode] = selection.key(description="The steps, from the objective upward.")
    reaches_strategy: bool = selection.key(description="Whether it ends at a direction.")
    is_agreed: bool = selection.key(description="Whether every contribution on it is agreed.")


def shortest_first(path: Row) -> list[sa.ColumnElement[Any]]:
    """Return the order of paths: the shorter ones first, and always the same."""
    return [sa.func.jsonb_array_length(path.c.value["nodes"]), path.c.value]
