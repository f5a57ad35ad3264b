"""Invitations: who is let in by an address that their provider verifies, and as what: table and statements."""

import datetime as dt
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Boolean, CheckConstraint, Column, DateTime, Index, Table, Text, Uuid, text
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.invitations import Invitation
from samsvar.persistence import records, schema

_IS_OPEN = "accepted_at is null and withdrawn_at is null"

invitations = Table(
    "invitations",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    schema.words("issuer"),
    schema.words("email"),
    Column("unit_id", Uuid),
    Column("role", Text),
    Column("is_administrator", Boolean, nullable=False),
    Column("invited_by_id", Uuid),
    schema.created_at(),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("accepted_at", DateTime(timezone=True)),
    Column("accepted_by_id", Uuid),
    Column("withdrawn_at", DateTime(timezone=True)),
    schema.within_organisation(["unit_id"], "units"),
    schema.within_organisation(["invited_by_id"], "people"),
    schema.within_organisation(["accepted_by_id"], "people"),
    schema.one_of("role", ("MEMBER", "LEAD", "OKR_MASTER", "VIEWER")),
    CheckConstraint("(role is null) = (unit_id is null)", name="role_in_a_unit"),
    CheckConstraint("email = lower(email)", name="email_in_lower_case"),
    Index(
        "invitations_open_idx",
        "organisation_id",
        "issuer",
        "email",
        unique=True,
        postgresql_where=text(_IS_OPEN),
    ),
)


async def open_for(connection: AsyncConnection, organisation_id: UUID, *, issuer: str, email: str) -> Invitation | None:
    """Return the invitation of an address that is neither accepted nor withdrawn, and let nobody else write it."""
    return await _one(connection, organisation_id, invitations.c.issuer == issuer, invitations.c.email == email)


async def locked(connection: AsyncConnection, organisation_id: UUID, invitation_id: UUID) -> Invitation | None:
    """Return an invitation, and let nobody else write it until the transaction ends."""
    return await _one(connection, organisation_id, invitations.c.id == invitation_id, is_open=False)


async def insert(connection: AsyncConnection, organisation_id: UUID, invitation: Invitation) -> None:
    """Store an invitation."""
    await connection.execute(sa.insert(invitations).values(_values(organisation_id, invitation)))


async def store(connection: AsyncConnection, organisation_id: UUID, invitation: Invitation) -> None:
    """Store what became of an invitation."""
    await connection.execute(
        sa.update(invitations)
        .where(invitations.c.organisation_id == organisation_id, invitations.c.id == invitation.id)
        .values(
            accepted_at=invitation.accepted_at,
            accepted_by_id=invitation.accepted_by_id,
            withdrawn_at=invitation.withdrawn_at,
        )
    )


def is_open(invitation: schema.Row) -> sa.ColumnElement[bool]:
    """Return the condition that nobody has accepted or withdrawn an invitation; it may have expired."""
    return sa.and_(invitation.c.accepted_at.is_(None), invitation.c.withdrawn_at.is_(None))


async def new_id(connection: AsyncConnection) -> UUID:
    """Return an id for an invitation."""
    found: UUID = (await connection.execute(sa.select(sa.func.uuidv7(type_=Uuid())))).scalar_one()
    return found


async def _one(
    connection: AsyncConnection, organisation_id: UUID, *conditions: sa.ColumnElement[bool], is_open: bool = True
) -> Invitation | None:
    column = invitations.c
    living = [column.accepted_at.is_(None), column.withdrawn_at.is_(None)] if is_open else []
    return await records.one(
        connection,
        Invitation,
        sa.select(*records.columns(invitations, Invitation))
        .where(column.organisation_id == organisation_id, *conditions, *living)
        .with_for_update(),
    )


def _values(organisation_id: UUID, invitation: Invitation) -> dict[str, Any]:
    return {
        "organisation_id": organisation_id,
        **{name: getattr(invitation, name) for name in Invitation.__dataclass_fields__},
    }


def expired(invitation: schema.Row, now: sa.ColumnElement[dt.datetime]) -> sa.ColumnElement[bool]:
    """Return the condition that an invitation counts no more."""
    return sa.cast(invitation.c.expires_at <= now, Boolean)
