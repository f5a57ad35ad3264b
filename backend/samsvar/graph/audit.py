"""The audit in the graph."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
import strawberry
from strawberry.scalars import JSON

from samsvar.graph import selection
from samsvar.graph.nodes import Node
from samsvar.graph.selection import Row
from samsvar.persistence import audit


def newest_first(entry: Row) -> list[sa.ColumnElement[Any]]:
    """Return the order of a record's audit."""
    return [entry.c.sequence.desc()]


def _actor_name(entry: Row) -> sa.ColumnElement[str]:
    return audit.actor_name(entry)


@selection.type(audit.audit_entries, description="Who did what to a record, and why. It is never changed.")
class AuditEntry(Node):
    id: strawberry.ID = selection.global_id()
    at: dt.datetime = selection.column(description="When.")
    deed: str = selection.column(description="What was done, by the name of the mutation.")
    actor_name: str = selection.column(
        _actor_name,
        description="The person or integration that did it; empty for the product itself.",
    )
    before: JSON | None = selection.column(description="What was changed, as it was.")
    after: JSON | None = selection.column(description="What was changed, as it is now.")
    why: str | None = selection.column(description="The reason that was given.")
