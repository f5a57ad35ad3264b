"""Organisations: tables and statements."""

import dataclasses
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    CheckConstraint,
    Column,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.organisations import Organisation
from samsvar.domain.units import UnitKind
from samsvar.persistence import records, schema

organisations = Table(
    "organisations",
    schema.metadata,
    Column("id", Uuid, primary_key=True, server_default=text("uuidv7()")),
    schema.words("name"),
    Column("slug", Text, nullable=False, unique=True),
    Column("locale", Text, nullable=False, server_default="nb"),
    Column("timezone", Text, nullable=False, server_default="Europe/Oslo"),
    Column("cycle_months", SmallInteger, nullable=False, server_default=text("4")),
    Column("check_in_weeks", SmallInteger, nullable=False, server_default=text("1")),
    Column("levels", ARRAY(Text), nullable=False, server_default=text("'{COMPANY,DIVISION,TEAM}'")),
    schema.version(),
    schema.created_at(),
    schema.one_of("locale", ("nb", "en", "de")),
    CheckConstraint("cycle_months in (3, 4)", name="cycle_months_known"),
    CheckConstraint("check_in_weeks in (1, 2)", name="check_in_weeks_known"),
    CheckConstraint("levels <@ '{COMPANY,DIVISION,TEAM}' and 'COMPANY' = any(levels)", name="levels_known"),
)

# Whom an issuer's sign-ins admit: everyone it knows, or only the people whose groups are mapped.
organisation_issuers = Table(
    "organisation_issuers",
    schema.metadata,
    schema.organisation_id(),
    Column("issuer", Text, primary_key=True),
    Column("admission", Text, nullable=False),
    schema.one_of("admission", ("EVERYONE", "MAPPED_GROUPS")),
)

# Groups of the identity provider mean a role in a unit, or the organisation's administration (no unit).
group_mappings = Table(
    "group_mappings",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    schema.words("issuer"),
    schema.words("group_name"),
    schema.words("role"),
    Column("unit_id", Uuid),
    UniqueConstraint("organisation_id", "issuer", "group_name", "role", "unit_id", postgresql_nulls_not_distinct=True),
    schema.within_organisation(["unit_id"], "units"),
    schema.one_of("role", ("MEMBER", "LEAD", "OKR_MASTER", "VIEWER", "ADMIN")),
    CheckConstraint("(role = 'ADMIN') = (unit_id is null)", name="unit_unless_admin"),
)


async def locked(connection: AsyncConnection, organisation_id: UUID) -> Organisation | None:
    """Return the organisation, and let nobody else write it until the transaction ends."""
    column = organisations.c
    return await records.one(
        connection,
        Organisation,
        sa.select(*records.columns(organisations, Organisation))
        .where(column.id == organisation_id)
        .with_for_update(key_share=True),
    )


def takes_part(kind: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Return whether units of a kind have OKRs of their own in the organisation that the transaction sees."""
    own = organisations.alias("taking_part")
    return sa.exists().where(kind == sa.func.any(own.c.levels))


async def levels(connection: AsyncConnection, organisation_id: UUID) -> frozenset[UnitKind]:
    """Return the kinds of units that have OKRs of their own."""
    found = await connection.execute(sa.select(organisations.c.levels).where(organisations.c.id == organisation_id))
    return frozenset(map(UnitKind, found.scalar_one()))


async def cycle_months(connection: AsyncConnection, organisation_id: UUID) -> int:
    """Return how long an organisation's cycles are."""
    found = await connection.execute(
        sa.select(organisations.c.cycle_months).where(organisations.c.id == organisation_id)
    )
    return int(found.scalar_one())


async def found(connection: AsyncConnection, organisation: Organisation) -> bool:
    """Store a new organisation, in a transaction that has entered it; False when another one has its slug."""
    stored = await connection.execute(
        insert(organisations).values(dataclasses.asdict(organisation)).on_conflict_do_nothing()
    )
    return bool(stored.rowcount)


async def store(connection: AsyncConnection, organisation: Organisation) -> None:
    """Store the organisation's edited settings."""
    values = dataclasses.asdict(organisation)
    await connection.execute(sa.update(organisations).where(organisations.c.id == values.pop("id")).values(values))


async def every_id(connection: AsyncConnection) -> list[UUID]:
    """Return the ids of all organisations."""
    found = await connection.execute(sa.select(sa.func.samsvar.all_organisations(type_=sa.Uuid())))
    return list(found.scalars())
