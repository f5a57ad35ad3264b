"""Initiatives in the graph."""

import datetime as dt
import enum

import strawberry

from samsvar.graph import links, selection
from samsvar.graph.nodes import Node
from samsvar.persistence import initiatives


@strawberry.enum(description="Where an initiative stands.")
class InitiativeState(enum.Enum):
    PLANNED = strawberry.enum_value("PLANNED", description="Not begun.")
    ACTIVE = strawberry.enum_value("ACTIVE", description="Under way.")
    DONE = strawberry.enum_value("DONE", description="Done.")
    DROPPED = strawberry.enum_value("DROPPED", description="Given up.")


@selection.type(initiatives.initiatives, description="Work meant to move key results. It is never counted as progress.")
class Initiative(Node):
    id: strawberry.ID = selection.global_id()
    title: str = selection.column(description="What is done.")
    text: str = selection.column(description="More about it.")
    state: InitiativeState = selection.column(description="Where it stands.")
    due_on: dt.date | None = selection.column(description="When it is to be done.")
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    unit: links.Unit = selection.to_one(lambda row, unit: unit.c.id == row.c.unit_id, description="Who does it.")
    key_results: list[links.KeyResult] = selection.to_many(
        lambda row, key_result: key_result.c.id.in_(initiatives.moved_by(row.c.id)),
        description="The key results that it is meant to move.",
    )
