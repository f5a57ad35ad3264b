"""
Signing in: who is let in where, and what their groups give them.

These use cases come before anybody is known, so they act as Samsvar itself and take no scope.
"""

from __future__ import annotations

import datetime as dt
import uuid
import zoneinfo
from collections.abc import Collection
from typing import Any

from sqlalchemy.ext import asyncio as sa_asyncio

from samsvar.domain import sign_ins
from samsvar.operations import invitations, sign_in_sessions
from samsvar.persistence import audit, notifications
from samsvar.persistence import database as database_module
from samsvar.persistence import sign_in_sessions as stored_sessions
from samsvar.persistence import sign_ins as persisted

Database = database_module.Database


async def organisations_admitting(
    database: Database, *, issuer: str, subject: str, groups: Collection[str], now: dt.datetime
) -> list[persisted.Organisation]:
    """Return the organisations that would let this person in, most recently used first; invitations count at sign-in."""
    async with database.entered(persisted.nowhere()) as (connection, _):
        return await persisted.organisations_admitting(
            connection, issuer=issuer, subject=subject, groups=groups, email=None, now=now
        )


async def sign_in(
    database: Database,
    identity: sign_ins.Identity,
    session: sign_in_sessions.NewSession,
    *,
    organisation: str | None,
    now: dt.datetime,
) -> uuid.UUID:
    """
    Let somebody in, and bring what they hold in every organisation that knows them up to date with their groups.

    Args:
        database: Where.
        identity: As the provider vouches for it.
        session: What begins with it.
        organisation: The slug of the one asked for; None for the one used last.
        now: When.

    Returns:
        The id of the organisation.

    Raises:
        NotAdmitted: No organisation takes this person in, or not the one asked for. What they still held is ended.
    """
    async with database.entered(persisted.nowhere()) as (connection, _):
        admitting = await persisted.organisations_admitting(
            connection,
            issuer=identity.issuer,
            subject=identity.subject,
            groups=identity.groups,
            email=identity.verified_email,
            now=now,
        )
        knowing = await persisted.organisations_knowing(connection, issuer=identity.issuer, subject=identity.subject)
    chosen = next((one.id for one in admitting if organisation in (None, one.slug)), None)
    for organisation_id in set(knowing) - {one.id for one in admitting}:
        await _leave(database, organisation_id, identity, now=now)
    for one in admitting:  # All of them, so that each can be chosen from the menu afterwards.
        await _enter(database, one.id, identity, session if one.id == chosen else None, now=now)
    if chosen is None:
        raise sign_ins.NotAdmitted
    return chosen


async def switch_organisation(
    database: Database,
    session: stored_sessions.Session,
    new: sign_in_sessions.NewSession,
    *,
    organisation: uuid.UUID | str,
    now: dt.datetime,
) -> persisted.Organisation:
    """
    Let somebody who is signed in go on in another organisation, as the groups of their sign-in allow.

    Args:
        database: Where.
        session: Which ends.
        new: The one that begins; it lasts no longer than the old one would have.
        organisation: The other one's id or slug.
        now: When.

    Raises:
        NotAdmitted: It doesn't let this person in. The old session goes on.
    """
    admitting = await organisations_admitting(
        database, issuer=session.issuer, subject=session.subject, groups=session.groups, now=now
    )
    chosen = next((one for one in admitting if organisation in (one.id, one.slug)), None)
    if chosen is None:
        raise sign_ins.NotAdmitted
    async with sign_in_sessions.as_samsvar(database, session.organisation_id) as (connection, _):
        identity = await persisted.identity(connection, session.person_id, groups=session.groups)
    await _enter(database, chosen.id, identity, new, now=now)
    await sign_in_sessions.end_session(database, session.organisation_id, session.id, now=now)
    return chosen


async def _enter(
    database: Database,
    organisation_id: uuid.UUID,
    identity: sign_ins.Identity,
    session: sign_in_sessions.NewSession | None,
    *,
    now: dt.datetime,
) -> None:
    async with sign_in_sessions.as_samsvar(database, organisation_id) as (connection, organisation):
        person_id = await persisted.store_person(
            connection, organisation_id, identity, signed_in_at=None if session is None else now
        )
        today = _today(organisation, now)
        await _follow_groups(
            connection, organisation_id, person_id, identity.issuer, identity.groups, today=today, now=now
        )
        await invitations.accept(connection, organisation_id, person_id, identity, today=today, now=now)
        if session is not None:
            # An invitation counts once, and may have been withdrawn, since the organisation was found by it.
            admitting = await persisted.organisations_admitting(
                connection,
                issuer=identity.issuer,
                subject=identity.subject,
                groups=identity.groups,
                email=None,
                now=now,
            )
            if organisation_id not in {one.id for one in admitting}:
                raise sign_ins.NotAdmitted
            await sign_in_sessions.begin(connection, organisation_id, person_id, identity, session, now=now)


async def _leave(
    database: Database, organisation_id: uuid.UUID, identity: sign_ins.Identity, *, now: dt.datetime
) -> None:
    async with sign_in_sessions.as_samsvar(database, organisation_id) as (connection, organisation):
        person_id = await persisted.mark_left(connection, issuer=identity.issuer, subject=identity.subject, now=now)
        if person_id is None:
            return
        await _follow_groups(
            connection, organisation_id, person_id, identity.issuer, (), today=_today(organisation, now), now=now
        )
        ended = await stored_sessions.end_of_person(connection, person_id, now=now)
        await notifications.announce_ended_sessions(connection, map(str, ended))


async def _follow_groups(
    connection: sa_asyncio.AsyncConnection,
    organisation_id: uuid.UUID,
    person_id: uuid.UUID,
    issuer: str,
    groups: Collection[str],
    *,
    today: dt.date,
    now: dt.datetime,
) -> None:
    """
    Let what groups gave a person be what they mean today. What an administrator gave stays.

    The audit keeps what a person gained or lost by it, as it keeps what administrators do. That, and when, they signed
    in it does not keep: it is no register of attendance.
    """
    meant, is_administrator = await persisted.positions_meant(connection, issuer=issuer, groups=groups, today=today)
    held = await persisted.positions_held(connection, person_id, today=today)
    changes = sign_ins.changes(held=held, meant=meant)
    await persisted.end_positions(connection, person_id, changes.ended, today=today)
    await persisted.begin_positions(connection, organisation_id, person_id, changes.begun, today=today)
    is_changed = await persisted.set_administrator(connection, organisation_id, person_id, is_meant=is_administrator)
    traces = [
        audit.Entry("Person", person_id, unit_id=each.unit_id, before=before, after=after)
        for each, before, after in (
            *((each, {"role": each.role}, None) for each in changes.ended),
            *((each, None, {"role": each.role}) for each in changes.begun),
        )
    ]
    if is_changed:
        administers = {"isAdministrator": is_administrator}
        traces.append(
            audit.Entry("Person", person_id, before={"isAdministrator": not is_administrator}, after=administers)
        )
    if traces:
        await audit.store(
            connection,
            traces,
            organisation_id=organisation_id,
            deed="followGroups",
            person_id=None,
            api_client_id=None,
            at=now,
        )


def _today(organisation: dict[str, Any], now: dt.datetime) -> dt.date:
    return now.astimezone(zoneinfo.ZoneInfo(organisation["timezone"])).date()
