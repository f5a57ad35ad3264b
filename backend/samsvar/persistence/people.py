"""People, their memberships and the organisation's administrators: tables and statements."""

import datetime as dt
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Index,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.organisations import Locale
from samsvar.domain.people import Administrator, Membership, Person, Source
from samsvar.domain.rights import Role
from samsvar.persistence import records, schema, units

# Whoever signs in: known by issuer and subject, never by e-mail address.
people = Table(
    "people",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    schema.words("issuer"),
    schema.words("subject"),
    schema.words("name"),
    Column("email", Text),
    Column("locale", Text),
    Column("last_signed_in_at", DateTime(timezone=True)),
    # When founding or an invitation let them in by name; null for those who come by groups or with everybody.
    Column("admitted_at", DateTime(timezone=True)),
    # When a sign-in showed that the organisation takes them in no longer; null again once it does.
    Column("left_at", DateTime(timezone=True)),
    schema.version(),
    schema.created_at(),
    UniqueConstraint("organisation_id", "issuer", "subject"),
    schema.one_of("locale", ("nb", "en", "de")),
)

# `source` tells who keeps the row: GROUP rows follow the provider's groups at each sign-in, ADMINISTRATOR rows stay.
memberships = Table(
    "memberships",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("person_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    schema.words("role"),
    schema.words("source"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    schema.created_at(),
    schema.within_organisation(["person_id"], "people"),
    schema.within_organisation(["unit_id"], "units"),
    schema.one_of("role", ("MEMBER", "LEAD", "OKR_MASTER", "VIEWER")),
    schema.one_of("source", ("GROUP", "ADMINISTRATOR")),
    CheckConstraint("valid_to is null or valid_to >= valid_from", name="valid_in_order"),
    Index("memberships_person_idx", "organisation_id", "person_id"),
    Index("memberships_unit_idx", "organisation_id", "unit_id"),
)

administrators = Table(
    "administrators",
    schema.metadata,
    schema.organisation_id(),
    Column("person_id", Uuid, primary_key=True),
    schema.words("source"),
    schema.created_at(),
    schema.within_organisation(["person_id"], "people"),
    schema.one_of("source", ("GROUP", "ADMINISTRATOR")),
)


def name_of(person_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[str]:
    """Return a person's name, null for null."""
    named = people.alias("named")
    return sa.select(named.c.name).where(named.c.id == person_id).scalar_subquery()


def is_held(membership: schema.Row, day: sa.ColumnElement[dt.date]) -> sa.ColumnElement[bool]:
    """Return the condition that a role is held on a day: it lasts, and the unit hasn't ended."""
    unit = units.units.alias("held_in_unit")
    is_over = sa.exists().where(unit.c.id == membership.c.unit_id, unit.c.valid_to <= day)
    return sa.and_(units.lasts(membership, day), ~is_over)


def administers(person_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    """Return whether a person administers the organisation."""
    office = administrators.alias("office")
    return sa.exists().where(office.c.person_id == person_id)


async def remove(connection: AsyncConnection, organisation_id: UUID, person_id: UUID, *, now: dt.datetime) -> None:
    """Store that a person has left and is let in by name no more."""
    await connection.execute(
        sa.update(people)
        .where(people.c.organisation_id == organisation_id, people.c.id == person_id)
        .values(left_at=now, admitted_at=None)
    )


async def end_all_memberships(
    connection: AsyncConnection, organisation_id: UUID, person_id: UUID, *, on: dt.date
) -> list[Membership]:
    """End whatever a person holds as of a day, and return it as it is now; what had not begun ends as it begins."""
    column = memberships.c
    return await records.many(
        connection,
        Membership,
        sa.update(memberships)
        .where(
            column.organisation_id == organisation_id,
            column.person_id == person_id,
            sa.or_(column.valid_to.is_(None), column.valid_to > on),
        )
        .values(valid_to=sa.func.greatest(column.valid_from, on))
        .returning(*records.columns(memberships, Membership)),
    )


async def load(connection: AsyncConnection, organisation_id: UUID, person_id: UUID) -> Person | None:
    """Return a person who hasn't left."""
    column = people.c
    return await records.one(
        connection,
        Person,
        sa.select(*records.columns(people, Person)).where(
            column.organisation_id == organisation_id, column.id == person_id, column.left_at.is_(None)
        ),
    )


async def issuer_of(connection: AsyncConnection, organisation_id: UUID, person_id: UUID) -> str:
    """Return the provider by whose word a person is known."""
    found = await connection.execute(
        sa.select(people.c.issuer).where(people.c.organisation_id == organisation_id, people.c.id == person_id)
    )
    issuer: str = found.scalar_one()
    return issuer


async def choose_locale(
    connection: AsyncConnection, organisation_id: UUID, person_id: UUID, locale: Locale | None
) -> None:
    """Store the language that a person wants; None for the organisation's."""
    await connection.execute(
        sa.update(people)
        .where(people.c.organisation_id == organisation_id, people.c.id == person_id)
        .values(locale=locale, version=people.c.version + 1)
    )


async def locked_membership(
    connection: AsyncConnection, organisation_id: UUID, membership_id: UUID
) -> Membership | None:
    """Return a membership, and let nobody else write it until the transaction ends."""
    column = memberships.c
    return await records.one(
        connection,
        Membership,
        sa.select(*records.columns(memberships, Membership))
        .where(column.organisation_id == organisation_id, column.id == membership_id)
        .with_for_update(),
    )


async def memberships_lasting(
    connection: AsyncConnection, organisation_id: UUID, person_id: UUID, unit_id: UUID, *, on: dt.date
) -> list[Membership]:
    """Return what a person holds in a unit on a day or later."""
    column = memberships.c
    return await records.many(
        connection,
        Membership,
        sa.select(*records.columns(memberships, Membership)).where(
            column.organisation_id == organisation_id,
            column.person_id == person_id,
            column.unit_id == unit_id,
            sa.or_(column.valid_to.is_(None), column.valid_to > on),
        ),
    )


async def insert_membership(
    connection: AsyncConnection, organisation_id: UUID, *, person_id: UUID, unit_id: UUID, role: Role, on: dt.date
) -> Membership:
    """Store a membership that an administrator gave."""
    stored = await records.many(
        connection,
        Membership,
        sa.insert(memberships)
        .values(
            organisation_id=organisation_id,
            person_id=person_id,
            unit_id=unit_id,
            role=role,
            source=Source.ADMINISTRATOR,
            valid_from=on,
        )
        .returning(*records.columns(memberships, Membership)),
    )
    return stored[0]


async def end_membership(connection: AsyncConnection, organisation_id: UUID, membership: Membership) -> None:
    """Store the end of a membership."""
    await connection.execute(
        sa.update(memberships)
        .where(memberships.c.organisation_id == organisation_id, memberships.c.id == membership.id)
        .values(valid_to=membership.valid_to)
    )


async def all_administrators(connection: AsyncConnection, organisation_id: UUID) -> list[Administrator]:
    """Return who administers the organisation and hasn't left."""
    return await records.many(
        connection,
        Administrator,
        sa.select(administrators.c.person_id, administrators.c.source)
        .join(
            people,
            (people.c.organisation_id == administrators.c.organisation_id)
            & (people.c.id == administrators.c.person_id),
        )
        .where(administrators.c.organisation_id == organisation_id, people.c.left_at.is_(None)),
    )


async def insert_administrator(connection: AsyncConnection, organisation_id: UUID, person_id: UUID) -> None:
    """Store that a person administers the organisation, on an administrator's word."""
    await connection.execute(
        sa.insert(administrators).values(
            organisation_id=organisation_id, person_id=person_id, source=Source.ADMINISTRATOR
        )
    )


async def delete_administrator(connection: AsyncConnection, organisation_id: UUID, person_id: UUID) -> None:
    """Store that a person no longer administers the organisation."""
    await connection.execute(
        sa.delete(administrators).where(
            administrators.c.organisation_id == organisation_id, administrators.c.person_id == person_id
        )
    )


def organisations_to_choose(person_id: sa.ColumnElement[UUID]) -> sa.Select[Any]:
    """Return ``id``, ``name`` and ``slug`` of the organisations that know who a person of this one is."""
    known = sa.func.samsvar.organisations_to_choose(person_id).table_valued(
        sa.column("id", Uuid), sa.column("name", Text), sa.column("slug", Text), name="known"
    )
    return sa.select(known.c.id, known.c.name, known.c.slug)
