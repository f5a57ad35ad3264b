"""
Browser sessions as they go on and end: what keeps them alive, and what ends them.

Like `sign_ins.py` these use cases act as Samsvar itself and take no scope.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import uuid
from typing import Any

from sqlalchemy.ext import asyncio as sa_asyncio

from samsvar.domain import sign_ins
from samsvar.persistence import database as database_module
from samsvar.persistence import entrances, notifications
from samsvar.persistence import sign_in_sessions as stored
from samsvar.persistence import sign_ins as sign_ins_stored

Database = database_module.Database


@dataclasses.dataclass(frozen=True, slots=True)
class NewSession:
    """A browser session that is to begin: see `persistence.sign_in_sessions`."""

    key_hash: bytes
    sealed_tokens: bytes
    provider_session: str | None
    expires_at: dt.datetime
    refresh_due_at: dt.datetime | None


async def begin(
    connection: sa_asyncio.AsyncConnection,
    organisation_id: uuid.UUID,
    person_id: uuid.UUID,
    identity: sign_ins.Identity,
    session: NewSession,
    *,
    now: dt.datetime,
) -> None:
    """Begin a session in the transaction that let the person in; the organisation's old ones are swept up."""
    await stored.forget_old(connection, now=now)
    await stored.begin(
        connection,
        organisation_id,
        stored.Draft(
            person_id=person_id,
            issuer=identity.issuer,
            subject=identity.subject,
            groups=sorted(identity.groups),
            created_at=now,
            key_hash=session.key_hash,
            sealed_tokens=session.sealed_tokens,
            provider_session=session.provider_session,
            expires_at=session.expires_at,
            refresh_due_at=session.refresh_due_at,
        ),
    )


async def end_session(
    database: Database, organisation_id: uuid.UUID, session_id: uuid.UUID, *, now: dt.datetime
) -> stored.Session | None:
    """End a session, everywhere at once, and return what it held until now; None when it was over already."""
    async with as_samsvar(database, organisation_id) as (connection, _):
        session = await stored.load(connection, session_id)
        if await stored.end(connection, session_id, now=now):
            await notifications.announce_ended_sessions(connection, [str(session_id)])
        return session


async def end_sessions_of_provider(
    database: Database,
    *,
    issuer: str,
    subject: str | None,
    provider_session: str | None,
    proof_hash: bytes,
    proof_expires_at: dt.datetime,
    begun_before: dt.datetime,
    now: dt.datetime,
) -> list[uuid.UUID] | None:
    """
    End the sessions that a provider says are over, and return their ids; None when it said so before, in these words.

    Args:
        database: Where.
        issuer: Who says so.
        subject: Whose; None when only the provider's session is known.
        provider_session: Which one at the provider; None for all.
        proof_hash: Of the provider's words, which count once.
        proof_expires_at: When they stop counting by themselves.
        begun_before: Sessions that began later are not meant.
        now: When.
    """
    async with database.entered(sign_ins_stored.nowhere()) as (connection, _):
        if not await stored.spend(connection, proof_hash, now=now, expires_at=proof_expires_at):
            return None
        ended = await stored.end_of_subject(
            connection,
            issuer=issuer,
            subject=subject,
            provider_session=provider_session,
            begun_before=begun_before,
            now=now,
        )
        await notifications.announce_ended_sessions(connection, map(str, ended))
        return ended


async def spend(database: Database, proof_hash: bytes, *, expires_at: dt.datetime, now: dt.datetime) -> bool:
    """Note that a proof was shown; False when it was shown before."""
    async with database.entered(sign_ins_stored.nowhere()) as (connection, _):
        return await stored.spend(connection, proof_hash, now=now, expires_at=expires_at)


async def session(database: Database, organisation_id: uuid.UUID, session_id: uuid.UUID) -> stored.Session | None:
    """Return what a living session holds."""
    async with as_samsvar(database, organisation_id) as (connection, _):
        return await stored.load(connection, session_id)


async def claim_refresh(
    database: Database, organisation_id: uuid.UUID, session_id: uuid.UUID, *, until: dt.datetime, now: dt.datetime
) -> stored.Session | None:
    """
    Take it upon the caller to ask the provider about a session; None when somebody else does, until `until`.

    Nothing is locked meanwhile: other requests of the session go on, for as long as the provider takes to answer.
    """
    async with as_samsvar(database, organisation_id) as (connection, _):
        if not await stored.claim_refresh(connection, session_id, now=now, until=until):
            return None
        return await stored.load(connection, session_id)


async def store_tokens(
    database: Database,
    organisation_id: uuid.UUID,
    session_id: uuid.UUID,
    *,
    sealed_tokens: bytes,
    refresh_due_at: dt.datetime | None,
) -> None:
    """Keep what the provider answered for a session."""
    async with as_samsvar(database, organisation_id) as (connection, _):
        await stored.store_tokens(connection, session_id, sealed_tokens=sealed_tokens, refresh_due_at=refresh_due_at)


def as_samsvar(
    database: Database, organisation_id: uuid.UUID
) -> contextlib.AbstractAsyncContextManager[tuple[sa_asyncio.AsyncConnection, Any]]:
    """Open a transaction of Samsvar itself in an organisation; gives what is known of the organisation, too."""
    return database.entered(entrances.as_samsvar(organisation_id))
