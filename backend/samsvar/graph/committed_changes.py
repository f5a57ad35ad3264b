"""What changed since a unit committed to its OKRs, in the graph."""

import datetime as dt
import enum

import sqlalchemy as sa
import strawberry

from samsvar.graph import selection
from samsvar.graph.nodes import Node
from samsvar.graph.selection import Row
from samsvar.persistence import audit


@strawberry.enum(description="What happened to a record after the unit had committed.")
class CommittedChangeKind(enum.Enum):
    ADDED = strawberry.enum_value("ADDED", description="It came into the set, which was opened again for it.")
    REVISED = strawberry.enum_value("REVISED", description="It was changed.")
    DROPPED = strawberry.enum_value(
        "DROPPED", description="It was taken out of the set, which was opened again for it."
    )


@selection.document(description="A field that was changed. Numbers and names are written as text.")
class CommittedChangeField:
    name: str = selection.key(
        description="Of a key result: baseline, target, metricId, stretch, bandLow, bandHigh, steps, kind; of both: title,"
        " weight, why, standsAloneReason."
    )
    before: str | None = selection.key(description="What it was; a metric by its name, steps by their titles.")
    after: str | None = selection.key(description="What it became.")


def _who(change: Row) -> sa.ColumnElement[str]:
    return audit.actor_name(change)


@selection.type(description="Something that was changed after the unit had committed to it; it stays visible.")
class CommittedChange:
    at: dt.datetime = selection.column(description="When.")
    kind: CommittedChangeKind = selection.column(description="What happened.")
    actor_name: str = selection.column(
        _who, description="The person or integration that did it; empty for the product itself."
    )
    why: str | None = selection.column(description="The reason that was given.")
    title: str = selection.column(description="Of the objective or key result; as it was, when it is gone.")
    node: Node | None = selection.to_one(
        members={
            "Objective": lambda change, objective: objective.c.id == change.c.node_id,
            "KeyResult": lambda change, key_result: key_result.c.id == change.c.node_id,
        },
        description="The objective or key result; null when it is gone.",
    )
    fields: list[CommittedChangeField] = selection.column(description="What was changed, from what to what.")
