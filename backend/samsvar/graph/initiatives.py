"""Initiatives in the graph."""

import datetime as dt
import enum
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry

from samsvar.graph import filters, links, selection
from samsvar.graph.nodes import Node, OptionalKeyResult, OptionalUnit
from samsvar.graph.selection import Row
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


@strawberry.input(description="Which initiatives; all conditions that are given have to hold.")
class InitiativeFilter:
    unit: OptionalUnit = strawberry.field(default=None, description="Only this unit's.")
    key_result: OptionalKeyResult = strawberry.field(
        default=None, description="Only those that are meant to move this key result."
    )
    states: list[InitiativeState] | None = strawberry.field(default=None, description="Only those in these states.")


def matching(
    initiative: Row,
    filter: Annotated[InitiativeFilter | None, strawberry.argument(description="Which; all when left out.")] = None,
) -> sa.ColumnElement[bool]:
    """Return the condition of the root field: which initiatives."""
    if filter is None:
        return sa.true()
    key_result: Any = filter.key_result
    return sa.and_(
        filters.equals(initiative.c.unit_id, filter.unit),
        filters.among(initiative.c.state, filter.states),
        sa.true() if key_result is None else initiative.c.id.in_(initiatives.moving(key_result)),
    )
