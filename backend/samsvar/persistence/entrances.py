"""Entering an organisation as somebody: one statement that reads what they hold today and lets the transaction see it."""

import contextlib
import datetime as dt
from collections.abc import AsyncIterator
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.persistence.units import units


def as_person(organisation_id: UUID, person_id: UUID, now: dt.datetime) -> sa.Executable:
    """
    Return the statement that enters as a person.

    Its value is None when there is no such person, else ``{"name", "locale", "organisation_locale", "timezone",
    "is_administrator", "grants": [{"unit_id", "unit_number", "role"}]}``.
    """
    return sa.select(sa.func.samsvar.enter_as_person(organisation_id, person_id, now, type_=JSONB))


def as_api_client(organisation_id: UUID, api_client_id: UUID, now: dt.datetime) -> sa.Executable:
    """
    Return the statement that enters as an integration.

    Its value is None when there is none, or it was revoked or has expired; else like a person's, with ``scopes``.
    """
    return sa.select(sa.func.samsvar.enter_as_api_client(organisation_id, api_client_id, now, type_=JSONB))


def as_samsvar(organisation_id: UUID) -> sa.Executable:
    """Return the statement that enters as Samsvar itself, which reads every draft; its value is like a person's."""
    return sa.select(sa.func.samsvar.enter_as_samsvar(organisation_id, type_=JSONB))


def as_nobody() -> sa.Executable:
    """Return the statement that enters no organisation: only functions that look across them see anything then."""
    return sa.select(sa.func.set_config("samsvar.organisation_id", "", sa.true()))


def as_founder() -> sa.Executable:
    """Return the statement that enters an organisation that doesn't exist yet; its value is the id to found it with."""
    return sa.select(
        sa.cast(sa.func.set_config("samsvar.organisation_id", sa.cast(sa.func.uuidv7(), sa.Text), sa.true()), sa.Uuid)
    )


async def reader_units(connection: AsyncConnection) -> frozenset[UUID]:
    """Return the units whose drafts this transaction sees (and those below them)."""
    found = await connection.execute(sa.select(sa.func.samsvar.reader_units(type_=ARRAY(sa.Uuid))))
    return frozenset(found.scalar_one())


@contextlib.asynccontextmanager
async def seeing_all_drafts(connection: AsyncConnection, organisation_id: UUID) -> AsyncIterator[None]:
    """
    Let a transaction see every draft for a while, as Samsvar does: for what has to be complete, and is told to nobody.

    What is refused meanwhile undoes the transaction, and this with it.
    """
    company = sa.select(units.c.id).where(units.c.organisation_id == organisation_id, units.c.parent_id.is_(None))
    all_of_it = sa.func.concat("{", company.scalar_subquery(), "}")
    seen, own = (await connection.execute(sa.select(_setting(_SEEN, "{}"), _setting(_OWN, "")))).one()
    await _see(connection, all_of_it, own=own or seen)
    yield
    await _see(connection, seen, own=own)


@contextlib.asynccontextmanager
async def seeing_own_drafts(connection: AsyncConnection) -> AsyncIterator[None]:
    """Let a transaction that sees every draft see for a while only what its reader sees: for words that a refusal tells."""
    seen, own = (await connection.execute(sa.select(_setting(_SEEN, "{}"), _setting(_OWN, "")))).one()
    await _see(connection, own or seen, own=own)
    yield
    await _see(connection, seen, own=own)


_SEEN: Final = "samsvar.reader_units"
_OWN: Final = "samsvar.own_reader_units"
"""Whose drafts the reader sees, while the transaction sees all; empty otherwise."""


def _setting(name: str, default: str) -> sa.ColumnElement[str]:
    return sa.func.coalesce(sa.func.current_setting(name, sa.true()), default)


async def _see(connection: AsyncConnection, unit_ids: str | sa.ColumnElement[str], *, own: str) -> None:
    seen = sa.func.set_config(_SEEN, unit_ids, sa.true())
    await connection.execute(sa.select(seen, sa.func.set_config(_OWN, own, sa.true())))
