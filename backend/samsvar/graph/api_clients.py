"""Integrations in the graph."""

import datetime as dt

import strawberry

from samsvar.graph import links, selection
from samsvar.graph.nodes import Node
from samsvar.persistence import api_clients


@selection.type(api_clients.api_clients, description="An integration that asks by bearer token.")
class ApiClient(Node):
    id: strawberry.ID = selection.global_id()
    name: str = selection.column(description="What it is called.")
    client_id: str = selection.column(description="What it calls itself when it asks for a token.")
    scopes: list[str] = selection.column(description="What it may do: `okr:read`, `okr:write`.")
    unit: links.Unit = selection.to_one(
        lambda row, unit: unit.c.id == row.c.unit_id, description="The unit that it acts for, with those below."
    )
    valid_until: dt.datetime | None = selection.column(description="When its secret ends; null when it doesn't.")
    revoked_at: dt.datetime | None = selection.column(description="When it was revoked; null while it works.")
