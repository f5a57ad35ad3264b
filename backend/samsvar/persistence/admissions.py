"""Which sign-ins an organisation lets in, and what groups mean there: statements."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext import asyncio as sa_asyncio

from samsvar.persistence import organisations, units


@dataclasses.dataclass(frozen=True, slots=True)
class GroupMeaning:
    """What a group means: a role in a unit, or administration (no unit)."""

    id: uuid.UUID
    group: str
    role: str
    unit_id: uuid.UUID | None


_issuers = organisations.organisation_issuers
_mappings = organisations.group_mappings


async def organisation_by_slug(connection: sa_asyncio.AsyncConnection, slug: str) -> uuid.UUID | None:
    """Return the organisation of that name in addresses; None when there is none."""
    found = await connection.execute(sa.select(sa.func.samsvar.organisation_by_slug(slug, type_=sa.Uuid)))
    organisation_id: uuid.UUID | None = found.scalar_one_or_none()
    return organisation_id


async def admission_of(connection: sa_asyncio.AsyncConnection, issuer: str) -> str | None:
    """Return whom the transaction's organisation lets in by that issuer's word; None when nobody."""
    found = await connection.execute(sa.select(_issuers.c.admission).where(_issuers.c.issuer == issuer))
    admission: str | None = found.scalar_one_or_none()
    return admission


async def set_admission(
    connection: sa_asyncio.AsyncConnection, organisation_id: uuid.UUID, *, issuer: str, admission: str
) -> None:
    """Let in whom `admission` says, by that issuer's word."""
    new = postgresql.insert(_issuers).values(organisation_id=organisation_id, issuer=issuer, admission=admission)
    await connection.execute(
        new.on_conflict_do_update(
            index_elements=["organisation_id", "issuer"], set_={"admission": new.excluded.admission}
        )
    )


async def map_group(
    connection: sa_asyncio.AsyncConnection,
    organisation_id: uuid.UUID,
    *,
    issuer: str,
    group: str,
    role: str,
    unit_id: uuid.UUID | None,
) -> bool:
    """Let a group mean a role in a unit (or, without one, administration); False when it did before."""
    stored = await connection.execute(
        postgresql.insert(_mappings)
        .values(organisation_id=organisation_id, issuer=issuer, group_name=group, role=role, unit_id=unit_id)
        .on_conflict_do_nothing()
    )
    return bool(stored.rowcount)


async def meaning(
    connection: sa_asyncio.AsyncConnection, organisation_id: uuid.UUID, meaning_id: uuid.UUID
) -> GroupMeaning | None:
    """Return what a group means, by its id."""
    found = await connection.execute(
        sa.select(_mappings.c.id, _mappings.c.group_name, _mappings.c.role, _mappings.c.unit_id).where(
            _mappings.c.organisation_id == organisation_id, _mappings.c.id == meaning_id
        )
    )
    row = found.one_or_none()
    return None if row is None else GroupMeaning(*row)


async def unmap_group(
    connection: sa_asyncio.AsyncConnection, organisation_id: uuid.UUID, meaning_id: uuid.UUID
) -> None:
    """Let a group mean nothing of this any more."""
    await connection.execute(
        sa.delete(_mappings).where(_mappings.c.organisation_id == organisation_id, _mappings.c.id == meaning_id)
    )


async def units_named(connection: sa_asyncio.AsyncConnection, name: str | None, *, today: dt.date) -> list[uuid.UUID]:
    """Return the units of today with that name; without one, the company."""
    unit = units.units.c
    is_meant = unit.parent_id.is_(None) if name is None else unit.name == name
    found = await connection.execute(
        sa.select(unit.id).where(is_meant, sa.or_(unit.valid_to.is_(None), unit.valid_to > today)).limit(2)
    )
    return list(found.scalars())
