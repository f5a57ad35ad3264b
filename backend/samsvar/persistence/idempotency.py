"""Idempotency keys: the same key again changes nothing and returns the first result (invariant 11)."""

import datetime as dt
from typing import Final, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Column, Index, LargeBinary, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.persistence import schema
from samsvar.persistence.statements import Statement

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


class Remembered(NamedTuple):
    """What a key was used for, and what came of it."""

    request_hash: bytes
    result: UUID


_FIND: Final = Statement(
    sa.select(idempotency_keys.c.request_hash, idempotency_keys.c.result).where(
        idempotency_keys.c.organisation_id == sa.bindparam("organisation_id"),
        idempotency_keys.c.actor_id == sa.bindparam("actor_id"),
        idempotency_keys.c.key == sa.bindparam("key"),
    )
)

_STORE: Final = Statement(
    insert(idempotency_keys)
    .values(
        {name: sa.bindparam(name) for name in ("organisation_id", "actor_id", "key", "deed", "request_hash", "result")}
    )
    .on_conflict_do_nothing()
    .returning(idempotency_keys.c.key)
)


async def find(connection: AsyncConnection, organisation_id: UUID, actor_id: UUID, key: str) -> Remembered | None:
    """Return what the actor's key was used for; None when it is new."""
    row = await _FIND.row(connection, organisation_id=organisation_id, actor_id=actor_id, key=key)
    return None if row is None else Remembered(row.request_hash, UUID(row.result["id"]))


async def store(
    connection: AsyncConnection,
    organisation_id: UUID,
    actor_id: UUID,
    key: str,
    *,
    deed: str,
    request_hash: bytes,
    result: UUID,
) -> bool:
    """Remember what the key was used for; False when another transaction has used it since it was looked for."""
    stored = await _STORE.row(
        connection,
        organisation_id=organisation_id,
        actor_id=actor_id,
        key=key,
        deed=deed,
        request_hash=request_hash,
        result={"id": str(result)},
    )
    return stored is not None


async def forget(connection: AsyncConnection, organisation_id: UUID, *, before: dt.datetime) -> int:
    """Delete keys that nobody will repeat any more; return how many."""
    column = idempotency_keys.c
    deleted = await connection.execute(
        sa.delete(idempotency_keys).where(column.organisation_id == organisation_id, column.created_at < before)
    )
    return deleted.rowcount
