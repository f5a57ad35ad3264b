"""Integrations that query the graph by bearer token: tables and statements."""

from sqlalchemy import (
    Column,
    DateTime,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from samsvar.persistence import schema

# Either a client of the organisation's issuer (`issuer` and `client_id` of its RFC 9068 tokens), or one of our own
# (`secret_hash`, SHA-256 of a secret shown once). It acts for `unit_id` and the units below.
api_clients = Table(
    "api_clients",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    schema.words("name"),
    Column("issuer", Text),
    schema.words("client_id"),
    Column("secret_hash", LargeBinary),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("valid_until", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
    schema.created_at(),
    schema.within_organisation(["unit_id"], "units"),
    UniqueConstraint("organisation_id", "issuer", "client_id", postgresql_nulls_not_distinct=True),
)
