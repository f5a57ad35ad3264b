"""Moals, the goals of about a year, and the directions that they serve: tables and statements."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from samsvar.persistence import schema

moals = Table(
    "moals",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("year", SmallInteger, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    schema.words("title"),
    Column("why", Text, nullable=False, server_default=""),
    Column("proposed_by_unit_id", Uuid, nullable=False),
    Column("state", Text, nullable=False, server_default="PROPOSED"),
    Column("state_reason", Text),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("support", Numeric),
    Column("support_coverage", Numeric),
    Column("support_terms", JSONB),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(["unit_id"], "units"),
    schema.within_organisation(["proposed_by_unit_id"], "units"),
    schema.one_of("state", ("PROPOSED", "AGREED", "ACHIEVED", "DROPPED")),
    CheckConstraint("year between 2000 and 2200", name="year_sensible"),
    *schema.finite("support", "support_coverage"),
    Index("moals_year_idx", "organisation_id", "year", "position", "id"),
)

moal_directions = Table(
    "moal_directions",
    schema.metadata,
    schema.organisation_id(),
    Column("moal_id", Uuid, primary_key=True),
    Column("direction_id", Uuid, primary_key=True),
    schema.within_organisation(["moal_id"], "moals", on_delete="CASCADE"),
    schema.within_organisation(["direction_id"], "directions"),
    Index("moal_directions_direction_idx", "organisation_id", "direction_id"),
)


def serving(direction_id: sa.ColumnElement[UUID]) -> sa.Select[Any]:
    """Return the ids of the Moals that serve a direction."""
    link = moal_directions.alias("serving")
    return sa.select(link.c.moal_id).where(link.c.direction_id == direction_id)


def served_by(moal_id: sa.ColumnElement[UUID]) -> sa.Select[Any]:
    """Return the ids of the directions that a Moal serves."""
    link = moal_directions.alias("served")
    return sa.select(link.c.direction_id).where(link.c.moal_id == moal_id)
