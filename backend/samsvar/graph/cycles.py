"""Cycles of three to four months in the graph."""

import datetime as dt
import enum

import sqlalchemy as sa
import strawberry

from samsvar.graph import given, links, paging, selection
from samsvar.graph.nodes import Node
from samsvar.graph.selection import Row
from samsvar.persistence import cycles, states, units


@strawberry.enum(description="Where a cycle stands. It moves forward only.")
class CycleState(enum.Enum):
    PREPARING = strawberry.enum_value("PREPARING", description="Its dates are set.")
    PLANNING = strawberry.enum_value("PLANNING", description="Units write their OKRs.")
    ALIGNING = strawberry.enum_value(
        "ALIGNING", description="Units show each other their OKRs and agree on a direction."
    )
    RUNNING = strawberry.enum_value("RUNNING", description="Units work and check in; one cycle runs at a time.")
    REVIEWING = strawberry.enum_value("REVIEWING", description="Units judge what was achieved.")
    CLOSED = strawberry.enum_value("CLOSED", description="Over; nothing in it changes any more.")


def _elapsed_share(cycle: Row, today: given.Today) -> sa.ColumnElement[float]:
    return states.elapsed_share(cycle, today)


@selection.type(cycles.cycles, description="Three or four months for which OKRs are made. Cycles don't overlap.")
class Cycle(Node):
    id: strawberry.ID = selection.global_id()
    name: str = selection.column(description="What it is called, such as 2026 T1.")
    starts_on: dt.date = selection.column(description="The first day.")
    ends_on: dt.date = selection.column(description="The last day.")
    state: CycleState = selection.column(description="Where it stands.")
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    elapsed_share: float = selection.column(
        _elapsed_share, description="The share of its days that is over today: 0 before it, 1 after it."
    )
    okr_sets: paging.Connection[links.OkrSet] = selection.connection(
        lambda cycle, okr_set: okr_set.c.cycle_id == cycle.c.id,
        orders=lambda okr_set: [units.path_of(okr_set.c.unit_id)],
        sizes=paging.PageSizes(default=100, largest=1000),
        description="The OKRs of each unit, in the order of the unit tree.",
    )
    objectives: paging.Connection[links.Objective] = selection.connection(
        lambda cycle, objective: objective.c.cycle_id == cycle.c.id,
        sizes=paging.PageSizes(default=100, largest=1000),
        description="The objectives of all units, oldest first: the quickest way through a whole company.",
    )
    key_results: paging.Connection[links.KeyResult] = selection.connection(
        lambda cycle, key_result: key_result.c.cycle_id == cycle.c.id,
        sizes=paging.PageSizes(default=100, largest=1000),
        description="The key results of all units, oldest first.",
    )
