"""Short-lived bearer tokens of our own API clients, and whom any bearer token speaks for: table and statements."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Column, DateTime, Index, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext import asyncio as sa_asyncio

from samsvar.persistence import look_ups, reads, schema

# `key_hash` is the SHA-256 of the token. A client that is revoked or has run out takes its tokens along.
api_tokens = Table(
    "api_tokens",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("api_client_id", Uuid, nullable=False),
    Column("key_hash", LargeBinary, nullable=False),
    Column("scopes", postgresql.ARRAY(Text), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    schema.within_organisation(["api_client_id"], "api_clients", on_delete="CASCADE"),
    sa.CheckConstraint("octet_length(key_hash) = 32", name="key_hash_is_sha256"),
    Index("api_tokens_key_idx", "key_hash"),
    Index("api_tokens_expiry_idx", "organisation_id", "expires_at"),
)

_HOLDER_BY_KEY: Final = "select * from samsvar.holder_by_api_token($1, $2)"
_HOLDERS: Final = "select * from samsvar.holders_by_token($1, $2, $3, $4) limit 2"
_KNOWN_ISSUER: Final = "select samsvar.is_known_issuer($1)"


@dataclasses.dataclass(frozen=True, slots=True)
class Client:
    """An API client of ours that proved itself with its secret."""

    organisation_id: uuid.UUID
    id: uuid.UUID
    scopes: Sequence[str]
    valid_until: dt.datetime | None


async def holder_by_key(pool: reads.ReadPool, key_hash: bytes, *, now: dt.datetime) -> Mapping[str, Any] | None:
    """Return whom a token of ours speaks for; None when it does for nobody (any more)."""
    return await look_ups.row(pool, _HOLDER_BY_KEY, key_hash, now)


async def holders_by_token(
    pool: reads.ReadPool, *, issuer: str, subject: str, client_id: str, now: dt.datetime
) -> Sequence[Mapping[str, Any]]:
    """Return whom an issuer's token speaks for: one row for each organisation, two at most (more don't help)."""
    return await look_ups.rows(pool, _HOLDERS, issuer, subject, client_id, now)


async def is_known_issuer(pool: reads.ReadPool, issuer: str) -> bool:
    """Tell whether any organisation takes this issuer's word."""
    found = await look_ups.row(pool, _KNOWN_ISSUER, issuer)
    return found is not None and bool(found[0])


async def client_by_secret(
    connection: sa_asyncio.AsyncConnection, *, client_id: str, secret_hash: bytes, now: dt.datetime
) -> Client | None:
    """Return the client of ours whose secret this is; None when there is none, or it was revoked or has run out."""
    found = await connection.execute(
        sa.text("select * from samsvar.api_client_by_secret(:client_id, :secret_hash, cast(:now as timestamptz))"),
        {"client_id": client_id, "secret_hash": secret_hash, "now": now},
    )
    row = found.one_or_none()
    return None if row is None else Client(*row)


async def store(
    connection: sa_asyncio.AsyncConnection,
    client: Client,
    *,
    key_hash: bytes,
    scopes: Sequence[str],
    now: dt.datetime,
    expires_at: dt.datetime,
) -> None:
    """Store a new token in the transaction of the client's organisation; those that have run out go."""
    await connection.execute(sa.delete(api_tokens).where(api_tokens.c.expires_at < now))
    await connection.execute(
        sa.insert(api_tokens).values(
            organisation_id=client.organisation_id,
            api_client_id=client.id,
            key_hash=key_hash,
            scopes=list(scopes),
            expires_at=expires_at,
        )
    )
