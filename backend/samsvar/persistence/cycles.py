"""Cycles of three to four months: tables and statements."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Index,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from samsvar.persistence import schema

# That cycles don't overlap is an exclusion constraint, in the migration (it needs btree_gist).
cycles = Table(
    "cycles",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    schema.words("name"),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("state", Text, nullable=False, server_default="PREPARING"),
    schema.version(),
    schema.created_at(),
    UniqueConstraint("organisation_id", "name"),
    UniqueConstraint("organisation_id", "starts_on"),
    schema.one_of("state", ("PREPARING", "PLANNING", "ALIGNING", "RUNNING", "REVIEWING", "CLOSED")),
    CheckConstraint("ends_on - starts_on + 1 between 80 and 130", name="length"),
    Index("cycles_running_key", "organisation_id", unique=True, postgresql_where=text("state = 'RUNNING'")),
)
