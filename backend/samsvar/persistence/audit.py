"""The audit, which is the outbox as well: who did what to which record, in the transaction that did it."""

from sqlalchemy import BigInteger, Column, DateTime, Identity, Index, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from samsvar.persistence import schema

# Append-only. `sequence` orders entries for whoever follows them (webhooks, live views); `okr_set_id` keeps what is
# said of a draft as private as the draft.
audit_entries = Table(
    "audit_entries",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("sequence", BigInteger, Identity(always=True), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("person_id", Uuid),
    Column("api_client_id", Uuid),
    schema.words("deed"),
    schema.words("node_type"),
    Column("node_id", Uuid, nullable=False),
    Column("unit_id", Uuid),
    Column("okr_set_id", Uuid),
    Column("before", JSONB),
    Column("after", JSONB),
    Column("why", Text),
    schema.within_organisation(["person_id"], "people"),
    schema.within_organisation(["unit_id"], "units"),
    schema.within_organisation(["okr_set_id"], "okr_sets"),
    Index("audit_entries_node_idx", "organisation_id", "node_id", "id"),
    Index("audit_entries_sequence_idx", "organisation_id", "sequence"),
)
