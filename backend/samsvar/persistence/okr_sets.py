"""OKR sets, one unit's OKRs of one cycle: tables and statements."""

from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    DateTime,
    Index,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from samsvar.persistence import schema

# `is_open` is what the row policies read: a set in DRAFT is seen by its own unit and the units above it (invariant 17).
# The unique key of all five columns lets objectives carry them by a cascading foreign key.
okr_sets = Table(
    "okr_sets",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("unit_id", Uuid, nullable=False),
    Column("cycle_id", Uuid, nullable=False),
    Column("state", Text, nullable=False, server_default="DRAFT"),
    Column("is_open", Boolean, Computed("state <> 'DRAFT'", persisted=True), nullable=False),
    Column("capacity_note", Text, nullable=False, server_default=""),
    Column("committed_at", DateTime(timezone=True)),
    Column("snapshot", JSONB),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(["unit_id"], "units"),
    schema.within_organisation(["cycle_id"], "cycles"),
    UniqueConstraint("organisation_id", "unit_id", "cycle_id"),
    UniqueConstraint("organisation_id", "id", "unit_id", "cycle_id", "is_open", name="okr_sets_carried_key"),
    schema.one_of("state", ("DRAFT", "PROPOSED", "ALIGNED", "COMMITTED", "REVIEWED", "CLOSED")),
    Index("okr_sets_cycle_idx", "organisation_id", "cycle_id"),
)
