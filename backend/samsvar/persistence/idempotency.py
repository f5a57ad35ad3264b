"""Idempotency keys: the same key again changes nothing and returns the first result (invariant 11)."""

from sqlalchemy import Column, Index, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from samsvar.persistence import schema

# `actor_id` is the person's or the API client's id: keys of two actors never meet. `request_hash` is the SHA-256 of
# deed and input: the same key with another input is refused. `result` is what the first call returned (ids).
idempotency_keys = Table(
    "idempotency_keys",
    schema.metadata,
    schema.organisation_id(),
    Column("actor_id", Uuid, primary_key=True),
    Column("key", Text, primary_key=True),
    schema.words("deed"),
    Column("request_hash", LargeBinary, nullable=False),
    Column("result", JSONB, nullable=False),
    schema.created_at(),
    Index("idempotency_keys_age_idx", "created_at"),
)
