"""Integrations that query the graph by bearer token: tables and statements."""

import datetime as dt
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    Column,
    DateTime,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.api_clients import ApiClient
from samsvar.persistence import organisations, records, schema

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


async def locked(connection: AsyncConnection, organisation_id: UUID, api_client_id: UUID) -> ApiClient | None:
    """Return a client, and let nobody else write it until the transaction ends."""
    column = api_clients.c
    return await records.one(
        connection,
        ApiClient,
        sa.select(*records.columns(api_clients, ApiClient))
        .where(column.organisation_id == organisation_id, column.id == api_client_id)
        .with_for_update(),
    )


async def store_new(
    connection: AsyncConnection,
    organisation_id: UUID,
    *,
    name: str,
    issuer: str | None,
    client_id: str,
    secret_hash: bytes | None,
    scopes: tuple[str, ...],
    unit_id: UUID,
    valid_until: dt.datetime | None,
) -> ApiClient | None:
    """Store a new client; None when the issuer's client is there already."""
    return await records.one(
        connection,
        ApiClient,
        insert(api_clients)
        .values(
            organisation_id=organisation_id,
            name=name,
            issuer=issuer,
            client_id=client_id,
            secret_hash=secret_hash,
            scopes=list(scopes),
            unit_id=unit_id,
            valid_until=valid_until,
        )
        .on_conflict_do_nothing()
        .returning(*records.columns(api_clients, ApiClient)),
    )


async def store_revocation(connection: AsyncConnection, organisation_id: UUID, client: ApiClient) -> None:
    """Store that a client has no access any more."""
    await connection.execute(
        sa.update(api_clients)
        .where(api_clients.c.organisation_id == organisation_id, api_clients.c.id == client.id)
        .values(revoked_at=client.revoked_at)
    )


async def trusts(connection: AsyncConnection, organisation_id: UUID, issuer: str) -> bool:
    """Return whether the organisation takes an issuer's word."""
    issuers = organisations.organisation_issuers.c
    found = await connection.execute(
        sa.select(issuers.issuer).where(issuers.organisation_id == organisation_id, issuers.issuer == issuer)
    )
    return found.first() is not None
