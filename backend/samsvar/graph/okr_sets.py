"""OKR sets in the graph."""

import datetime as dt
import enum

import strawberry

from samsvar.graph import links, paging, selection
from samsvar.graph.audit import newest_first
from samsvar.graph.nodes import Node
from samsvar.persistence import okr_sets


@strawberry.enum(description="How binding a unit's OKRs of a cycle are.")
class OkrSetState(enum.Enum):
    DRAFT = strawberry.enum_value("DRAFT", description="Being written; seen by the unit and the units above it.")
    PROPOSED = strawberry.enum_value("PROPOSED", description="Shown to everybody.")
    ALIGNED = strawberry.enum_value("ALIGNED", description="Agreed with the units concerned.")
    COMMITTED = strawberry.enum_value("COMMITTED", description="What the unit commits to; changes need a reason.")
    REVIEWED = strawberry.enum_value("REVIEWED", description="Judged in the review.")
    CLOSED = strawberry.enum_value("CLOSED", description="Over with its cycle.")


@selection.type(okr_sets.okr_sets, description="One unit's OKRs of one cycle: what the unit commits to.")
class OkrSet(Node):
    id: strawberry.ID = selection.global_id()
    unit: links.Unit = selection.to_one(
        lambda row, unit: unit.c.id == row.c.unit_id, description="Whose OKRs they are."
    )
    cycle: links.Cycle = selection.to_one(
        lambda row, cycle: cycle.c.id == row.c.cycle_id, description="For which cycle."
    )
    state: OkrSetState = selection.column(description="How binding it is.")
    capacity_note: str = selection.column(
        description="What the people of the unit have time for this cycle, in its words."
    )
    committed_at: dt.datetime | None = selection.column(description="When the unit committed to it.")
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    objectives: list[links.Objective] = selection.to_many(
        lambda row, objective: objective.c.okr_set_id == row.c.id,
        order=lambda objective: [objective.c.position, objective.c.id],
        description="What the unit wants to reach, in its own order.",
    )
    audit: paging.Connection[links.AuditEntry] = selection.connection(
        lambda row, entry: entry.c.node_id == row.c.id,
        orders=newest_first,
        description="Who did what to it and why, newest first.",
    )
