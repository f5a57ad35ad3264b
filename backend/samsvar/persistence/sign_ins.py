"""Who is let in where, and what their groups give them there: statements of sign-in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext import asyncio as sa_asyncio

from samsvar.domain import sign_ins
from samsvar.persistence import organisations, people, units

_memberships = people.memberships
_administrators = people.administrators
_mappings = organisations.group_mappings


@dataclasses.dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that would let somebody in."""

    id: uuid.UUID
    slug: str
    name: str


def nowhere() -> sa.Executable:
    """Return the statement that enters no organisation: what finds one by itself answers, all else has no rows."""
    return sa.select(sa.func.set_config("samsvar.organisation_id", "", sa.true()))


async def organisations_admitting(
    connection: sa_asyncio.AsyncConnection,
    *,
    issuer: str,
    subject: str,
    groups: Collection[str],
    email: str | None,
    now: dt.datetime,
) -> list[Organisation]:
    """
    Return the organisations that take this issuer's word for this person, most recently used first.

    Args:
        email: The address that the issuer has verified, by which an invitation counts; None without one.
    """
    found = await connection.execute(
        sa.text(
            "select * from samsvar.organisations_admitting("
            ":issuer, :subject, cast(:groups as text[]), cast(:email as text), cast(:at as timestamptz))"
        ),
        {"issuer": issuer, "subject": subject, "groups": list(groups), "email": email, "at": now},
    )
    return [Organisation(*row) for row in found]


async def organisations_knowing(
    connection: sa_asyncio.AsyncConnection, *, issuer: str, subject: str
) -> list[uuid.UUID]:
    """Return the organisations that have a row of this person."""
    found = await connection.execute(
        sa.text("select samsvar.organisations_knowing(:issuer, :subject)"), {"issuer": issuer, "subject": subject}
    )
    return list(found.scalars())


async def store_person(
    connection: sa_asyncio.AsyncConnection,
    organisation_id: uuid.UUID,
    identity: sign_ins.Identity,
    *,
    signed_in_at: dt.datetime | None,
) -> uuid.UUID:
    """
    Store who signed in, or bring what is stored up to date, and return their id.

    `signed_in_at` is None where the sign-in was to another organisation that lets the same person in.
    A language that was chosen stays; the provider's is taken where there is none. Two sign-ins of one person at once
    queue here, so that what follows is decided once.
    """
    new = postgresql.insert(people.people).values(
        organisation_id=organisation_id,
        issuer=identity.issuer,
        subject=identity.subject,
        name=identity.name,
        email=identity.email,
        locale=identity.locale,
        last_signed_in_at=signed_in_at,
    )
    stored = await connection.execute(
        new.on_conflict_do_update(
            index_elements=["organisation_id", "issuer", "subject"],
            set_={
                "name": new.excluded.name,
                "email": new.excluded.email,
                "locale": sa.func.coalesce(people.people.c.locale, new.excluded.locale),
                "last_signed_in_at": sa.func.coalesce(
                    new.excluded.last_signed_in_at, people.people.c.last_signed_in_at
                ),
                "left_at": None,
            },
        ).returning(people.people.c.id)
    )
    return uuid.UUID(str(stored.scalar_one()))


async def identity(
    connection: sa_asyncio.AsyncConnection, person_id: uuid.UUID, *, groups: Collection[str]
) -> sign_ins.Identity:
    """Return a person of the transaction's organisation as they signed in, with the groups that they had then."""
    column = people.people.c
    found = await connection.execute(
        sa.select(column.issuer, column.subject, column.name, column.email, column.locale).where(column.id == person_id)
    )
    return sign_ins.Identity(*found.one(), groups=frozenset(groups))


async def admit_by_name(connection: sa_asyncio.AsyncConnection, person_id: uuid.UUID, *, now: dt.datetime) -> None:
    """Note that a person is let in by name from now on, whatever their groups."""
    await connection.execute(
        sa.update(people.people)
        .where(people.people.c.id == person_id, people.people.c.admitted_at.is_(None))
        .values(admitted_at=now)
    )


async def mark_left(
    connection: sa_asyncio.AsyncConnection, *, issuer: str, subject: str, now: dt.datetime
) -> uuid.UUID | None:
    """Note that the organisation takes a person in no longer; return their id unless that was known."""
    left = await connection.execute(
        sa.update(people.people)
        .where(people.people.c.issuer == issuer, people.people.c.subject == subject, people.people.c.left_at.is_(None))
        .values(left_at=now)
        .returning(people.people.c.id)
    )
    person_id: uuid.UUID | None = left.scalar_one_or_none()
    return person_id


async def positions_held(
    connection: sa_asyncio.AsyncConnection, person_id: uuid.UUID, *, today: dt.date
) -> list[sign_ins.Position]:
    """Return what groups gave a person before and what lasts today."""
    held = await connection.execute(
        sa.select(_memberships.c.unit_id, _memberships.c.role).where(
            _memberships.c.person_id == person_id,
            _memberships.c.source == "GROUP",
            _lasts(_memberships.c.valid_to, today),
        )
    )
    return [sign_ins.Position(*row) for row in held]


async def positions_meant(
    connection: sa_asyncio.AsyncConnection, *, issuer: str, groups: Collection[str], today: dt.date
) -> tuple[list[sign_ins.Position], bool]:
    """Return what groups mean in the units that exist today, and whether they mean administration."""
    meant = await connection.execute(
        sa.select(_mappings.c.unit_id, _mappings.c.role)
        .select_from(
            _mappings.outerjoin(
                units.units,
                sa.and_(
                    units.units.c.organisation_id == _mappings.c.organisation_id,
                    units.units.c.id == _mappings.c.unit_id,
                ),
            )
        )
        .where(
            _mappings.c.issuer == issuer,
            _mappings.c.group_name.in_(list(groups)),
            _lasts(units.units.c.valid_to, today),
        )
        .distinct()
    )
    rows = list(meant)
    return [sign_ins.Position(*row) for row in rows if row.unit_id], any(row.role == "ADMIN" for row in rows)


async def begin_positions(
    connection: sa_asyncio.AsyncConnection,
    organisation_id: uuid.UUID,
    person_id: uuid.UUID,
    positions: Collection[sign_ins.Position],
    *,
    today: dt.date,
) -> None:
    """Give a person positions from today on."""
    if positions:
        await connection.execute(
            sa.insert(_memberships),
            [
                {
                    "organisation_id": organisation_id,
                    "person_id": person_id,
                    "source": "GROUP",
                    "valid_from": today,
                    **dataclasses.asdict(position),
                }
                for position in positions
            ],
        )


async def end_positions(
    connection: sa_asyncio.AsyncConnection,
    person_id: uuid.UUID,
    positions: Collection[sign_ins.Position],
    *,
    today: dt.date,
) -> None:
    """Take positions that groups gave away as of today; that they were held stays known."""
    if positions:
        await connection.execute(
            sa.update(_memberships)
            .where(
                _memberships.c.person_id == person_id,
                _memberships.c.source == "GROUP",
                _lasts(_memberships.c.valid_to, today),
                sa.tuple_(_memberships.c.unit_id, _memberships.c.role).in_(
                    [(position.unit_id, position.role) for position in positions]
                ),
            )
            .values(valid_to=today)
        )


async def set_administrator(
    connection: sa_asyncio.AsyncConnection, organisation_id: uuid.UUID, person_id: uuid.UUID, *, is_meant: bool
) -> bool:
    """Let a person administer the organisation by group, or no longer; return whether that is a change."""
    if is_meant:
        result = await connection.execute(
            postgresql.insert(_administrators)
            .values(organisation_id=organisation_id, person_id=person_id, source="GROUP")
            .on_conflict_do_nothing()
        )
    else:
        result = await connection.execute(
            sa.delete(_administrators).where(
                _administrators.c.person_id == person_id, _administrators.c.source == "GROUP"
            )
        )
    return bool(result.rowcount)


def _lasts(valid_to: sa.ColumnElement[dt.date], today: dt.date) -> sa.ColumnElement[bool]:
    return sa.or_(valid_to.is_(None), valid_to > today)
