"""Initiatives, the work meant to move key results: tables and statements."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Date, Index, Table, Text, Uuid

from samsvar.persistence import schema

initiatives = Table(
    "initiatives",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("unit_id", Uuid, nullable=False),
    schema.words("title"),
    Column("text", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False, server_default="PLANNED"),
    Column("due_on", Date),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(["unit_id"], "units"),
    schema.one_of("state", ("PLANNED", "ACTIVE", "DONE", "DROPPED")),
    CheckConstraint("title <> ''", name="title_present"),
    Index("initiatives_unit_idx", "organisation_id", "unit_id", "id"),
)

initiative_key_results = Table(
    "initiative_key_results",
    schema.metadata,
    schema.organisation_id(),
    Column("initiative_id", Uuid, primary_key=True),
    Column("key_result_id", Uuid, primary_key=True),
    schema.within_organisation(["initiative_id"], "initiatives", on_delete="CASCADE"),
    schema.within_organisation(["key_result_id"], "key_results", on_delete="CASCADE"),
    Index("initiative_key_results_key_result_idx", "organisation_id", "key_result_id"),
)


def moving(key_result_id: sa.ColumnElement[UUID]) -> sa.Select[Any]:
    """Return the ids of the initiatives that are meant to move a key result."""
    link = initiative_key_results.alias("moving")
    return sa.select(link.c.initiative_id).where(link.c.key_result_id == key_result_id)


def moved_by(initiative_id: sa.ColumnElement[UUID]) -> sa.Select[Any]:
    """Return the ids of the key results that an initiative is meant to move."""
    link = initiative_key_results.alias("moved")
    return sa.select(link.c.key_result_id).where(link.c.initiative_id == initiative_id)
