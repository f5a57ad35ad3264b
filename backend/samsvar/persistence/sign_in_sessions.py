"""Browser sessions, and what keeps a proof from being shown twice: tables and statements."""

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

# `key_hash` is the SHA-256 of the cookie: who reads this table can't sign in with what they find. `sealed_tokens` are
# the provider's tokens, encrypted with a key that is not in the database. `refresh_due_at` is when the provider is to
# be asked whether the account still is what it was; null when it gave no means to ask.
sign_in_sessions = Table(
    "sign_in_sessions",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("key_hash", LargeBinary, nullable=False),
    Column("person_id", Uuid, nullable=False),
    schema.words("issuer"),
    schema.words("subject"),
    Column("provider_session", Text),
    Column("groups", postgresql.ARRAY(Text), nullable=False),
    Column("sealed_tokens", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("refresh_due_at", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
    schema.within_organisation(["person_id"], "people", on_delete="CASCADE"),
    sa.CheckConstraint("octet_length(key_hash) = 32", name="key_hash_is_sha256"),
    # Not unique: uniqueness would have to reach across organisations, and 256 random bits don't meet twice.
    Index("sign_in_sessions_key_idx", "key_hash"),
    Index("sign_in_sessions_subject_idx", "issuer", "subject"),
    Index("sign_in_sessions_person_idx", "organisation_id", "person_id"),
    Index("sign_in_sessions_expiry_idx", "organisation_id", "expires_at"),
)

# Of no organisation: a proof is shown before it is known whose it is, and a hash says nothing about anybody.
spent_proofs = Table(
    "spent_proofs",
    schema.metadata,
    Column("proof_hash", LargeBinary, primary_key=True),
    Column("expires_at", DateTime(timezone=True), nullable=False, index=True),
)

ENDED_SESSIONS_ARE_KEPT: Final = dt.timedelta(days=1)
"""Long enough for a provider's late logout to find them; nobody's presence is to be read from older ones."""

_HOLDER_BY_KEY: Final = "select * from samsvar.session_by_key($1, $2, $3, $4)"


@dataclasses.dataclass(frozen=True, slots=True)
class Draft:
    """A session about to begin; see the table for what the fields hold."""

    key_hash: bytes
    person_id: uuid.UUID
    issuer: str
    subject: str
    provider_session: str | None
    groups: Sequence[str]
    sealed_tokens: bytes
    created_at: dt.datetime
    expires_at: dt.datetime
    refresh_due_at: dt.datetime | None


@dataclasses.dataclass(frozen=True, slots=True)
class Session:
    """What a session remembers of how it began."""

    organisation_id: uuid.UUID
    id: uuid.UUID
    person_id: uuid.UUID
    issuer: str
    subject: str
    provider_session: str | None
    groups: Sequence[str]
    sealed_tokens: bytes
    expires_at: dt.datetime
    refresh_due_at: dt.datetime | None


async def by_key(
    pool: reads.ReadPool, key_hash: bytes, *, now: dt.datetime, idle: dt.timedelta, is_activity: bool
) -> Mapping[str, Any] | None:
    """
    Return who a living session belongs to and what they hold there; None when no such session lives.

    One statement, before the organisation is known. Activity keeps the session alive and is noted, once a minute.
    """
    return await look_ups.row(pool, _HOLDER_BY_KEY, key_hash, now, idle, is_activity)


async def begin(connection: sa_asyncio.AsyncConnection, organisation_id: uuid.UUID, draft: Draft) -> uuid.UUID:
    """Store a new session and return its id."""
    result = await connection.execute(
        sa.insert(sign_in_sessions)
        .values(organisation_id=organisation_id, seen_at=draft.created_at, **dataclasses.asdict(draft))
        .returning(sign_in_sessions.c.id)
    )
    return uuid.UUID(str(result.scalar_one()))


async def load(connection: sa_asyncio.AsyncConnection, session_id: uuid.UUID) -> Session | None:
    """Return a living session of the transaction's organisation."""
    columns = [sign_in_sessions.c[field.name] for field in dataclasses.fields(Session)]
    found = await connection.execute(
        sa.select(*columns).where(sign_in_sessions.c.id == session_id, sign_in_sessions.c.ended_at.is_(None))
    )
    row = found.one_or_none()
    return None if row is None else Session(*row)


async def end(connection: sa_asyncio.AsyncConnection, session_id: uuid.UUID, *, now: dt.datetime) -> bool:
    """End a session of the transaction's organisation, forget its tokens, and say whether it lived until now."""
    result = await connection.execute(
        sa.update(sign_in_sessions)
        .where(sign_in_sessions.c.id == session_id, sign_in_sessions.c.ended_at.is_(None))
        .values(ended_at=now, sealed_tokens=b"", refresh_due_at=None)
    )
    return bool(result.rowcount)


async def end_of_person(
    connection: sa_asyncio.AsyncConnection, person_id: uuid.UUID, *, now: dt.datetime
) -> list[uuid.UUID]:
    """End all sessions of a person in the transaction's organisation, and return their ids."""
    result = await connection.execute(
        sa.update(sign_in_sessions)
        .where(sign_in_sessions.c.person_id == person_id, sign_in_sessions.c.ended_at.is_(None))
        .values(ended_at=now, sealed_tokens=b"", refresh_due_at=None)
        .returning(sign_in_sessions.c.id)
    )
    return list(result.scalars())


async def end_of_subject(
    connection: sa_asyncio.AsyncConnection,
    *,
    issuer: str,
    subject: str | None,
    provider_session: str | None,
    begun_before: dt.datetime,
    now: dt.datetime,
) -> list[uuid.UUID]:
    """
    End the sessions that a provider says are over, in whichever organisation, and return their ids.

    Args:
        connection: Of no organisation.
        issuer: Who says so; only sessions that began with it are touched.
        subject: Whose sessions; None when only the provider's session is known.
        provider_session: Which of them (the provider's ``sid``); None means all.
        begun_before: Later ones are not meant: the provider spoke before they began.
        now: When they end.
    """
    result = await connection.execute(
        sa.text(
            "select samsvar.end_sessions(:issuer, cast(:subject as text), cast(:sid as text),"
            " cast(:begun_before as timestamptz), cast(:now as timestamptz))"
        ),
        {"issuer": issuer, "subject": subject, "sid": provider_session, "begun_before": begun_before, "now": now},
    )
    return [uuid.UUID(str(one)) for one in result.scalars()]


async def claim_refresh(
    connection: sa_asyncio.AsyncConnection, session_id: uuid.UUID, *, now: dt.datetime, until: dt.datetime
) -> bool:
    """Take it upon this request to ask the provider; False when another one did. Free again at `until`."""
    result = await connection.execute(
        sa.update(sign_in_sessions)
        .where(
            sign_in_sessions.c.id == session_id,
            sign_in_sessions.c.ended_at.is_(None),
            sign_in_sessions.c.refresh_due_at <= now,
        )
        .values(refresh_due_at=until)
    )
    return bool(result.rowcount)


async def store_tokens(
    connection: sa_asyncio.AsyncConnection,
    session_id: uuid.UUID,
    *,
    sealed_tokens: bytes,
    refresh_due_at: dt.datetime | None,
) -> None:
    """Keep what the provider answered, unless the session has ended meanwhile."""
    await connection.execute(
        sa.update(sign_in_sessions)
        .where(sign_in_sessions.c.id == session_id, sign_in_sessions.c.ended_at.is_(None))
        .values(sealed_tokens=sealed_tokens, refresh_due_at=refresh_due_at)
    )


async def forget_old(connection: sa_asyncio.AsyncConnection, *, now: dt.datetime) -> None:
    """Delete the organisation's sessions that ended, or could not be used any more, some time ago."""
    await connection.execute(
        sa.delete(sign_in_sessions).where(
            sa.func.least(sign_in_sessions.c.ended_at, sign_in_sessions.c.expires_at) < now - ENDED_SESSIONS_ARE_KEPT
        )
    )


async def spend(
    connection: sa_asyncio.AsyncConnection, proof_hash: bytes, *, now: dt.datetime, expires_at: dt.datetime
) -> bool:
    """
    Note that a proof was shown; False when it was shown before.

    Args:
        connection: Any.
        proof_hash: SHA-256 of whatever makes the proof unique.
        now: Notes that expired before this are thrown away.
        expires_at: When the proof stops being one by itself, so that the note is no longer needed.
    """
    await connection.execute(sa.delete(spent_proofs).where(spent_proofs.c.expires_at < now))
    result = await connection.execute(
        postgresql.insert(spent_proofs).values(proof_hash=proof_hash, expires_at=expires_at).on_conflict_do_nothing()
    )
    return bool(result.rowcount)
