"""What is done with organisations as a whole."""

import dataclasses
import datetime as dt
import zoneinfo
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import organisations as domain
from samsvar.domain import refusals
from samsvar.domain.organisations import Locale
from samsvar.domain.rights import Right, Rights, Role
from samsvar.domain.sign_ins import Identity
from samsvar.domain.units import Unit, UnitKind
from samsvar.operations import deeds
from samsvar.operations.deeds import Deed
from samsvar.operations.scopes import Actor, ActorKind, Scope
from samsvar.persistence import admissions, entrances, organisations, people, sign_in_sessions, sign_ins, units
from samsvar.persistence.database import Database

NOWHERE: Final = UUID(int=0)
"""What is locked by it concerns the installation, not an organisation."""


@dataclasses.dataclass(frozen=True)
class FoundOrganisation:
    """A new organisation, with its company as the only unit."""

    name: str
    slug: str
    on: dt.date
    locale: Locale = Locale.NB
    timezone: str = "Europe/Oslo"
    cycle_months: int = 4
    check_in_weeks: int = 1


@dataclasses.dataclass(frozen=True)
class ChangeOrganisationSettings:
    """What an organisation is called and how it works; None leaves a setting as it is."""

    expected_version: int
    name: str | None = None
    locale: Locale | None = None
    timezone: str | None = None
    cycle_months: int | None = None
    check_in_weeks: int | None = None
    levels: tuple[UnitKind, ...] | None = None


@dataclasses.dataclass(frozen=True)
class Founder:
    """
    A person who founds an organisation in the browser.

    Attributes:
        identity: As the provider vouched for it.
        proof_hash: Of the sign-in that says so; it counts once.
        proof_expires_at: When it stops counting by itself.
        is_first_only: Refuse when there is an organisation already.
    """

    identity: Identity
    proof_hash: bytes
    proof_expires_at: dt.datetime
    is_first_only: bool


async def found_organisation(database: Database, draft: FoundOrganisation, *, now: dt.datetime) -> UUID:
    """
    Found an organisation and return its id. Nobody of it exists yet, so whoever runs Samsvar does this.

    Raises:
        SlugTaken: Another organisation has the slug.
    """
    organisation_id: UUID
    async with database.entered(entrances.as_founder()) as (connection, organisation_id):
        deed = _founding(database, connection, organisation_id, now=now)
        await _found(deed, draft)
        await deeds.leave_traces(deed)
        return organisation_id


async def found_by_person(database: Database, draft: FoundOrganisation, founder: Founder, *, now: dt.datetime) -> UUID:
    """
    Found an organisation as somebody who signed in, who then leads and administers it, and return its id.

    Its people come from the founder's provider, by invitation only until the founder says otherwise.

    Raises:
        FoundingClosed: There is an organisation, and only the first may be founded.
        FoundedAlready: The founder's sign-in has founded one; another takes another sign-in.
        SlugTaken, SlugUnusable, TextMissing, TextTooLong, TimezoneUnknown, ChoiceUnknown: It can't be so.
    """
    identity = founder.identity
    organisation_id: UUID
    async with database.entered(entrances.as_founder()) as (connection, organisation_id):
        deed = _founding(database, connection, organisation_id, now=now)
        if founder.is_first_only:
            # Two at once could both find nobody there.
            await deed.lock("founding", NOWHERE)
            if await organisations.every_id(connection):
                raise domain.FoundingClosed
        if not await sign_in_sessions.spend(
            connection, founder.proof_hash, now=now, expires_at=founder.proof_expires_at
        ):
            raise domain.FoundedAlready
        company = await _found(deed, draft)
        await admissions.set_admission(connection, organisation_id, issuer=identity.issuer, admission="MAPPED_GROUPS")
        person_id = await sign_ins.store_person(connection, organisation_id, identity, signed_in_at=None)
        await sign_ins.admit_by_name(connection, person_id, now=now)
        membership = await people.insert_membership(
            connection, organisation_id, person_id=person_id, unit_id=company.id, role=Role.LEAD, on=draft.on
        )
        await people.insert_administrator(connection, organisation_id, person_id)
        deed.scope = dataclasses.replace(deed.scope, actor=Actor(ActorKind.PERSON, person_id))
        deed.wrote("Membership", membership.id, after=membership, unit_id=company.id)
        deed.wrote("Person", person_id, before={"is_administrator": False}, after={"is_administrator": True})
        await deeds.leave_traces(deed)
        return organisation_id


async def may_be_founded(database: Database, *, is_first_only: bool) -> bool:
    """Return whether there is room for an organisation: always, or only while there is none."""
    if not is_first_only:
        return True
    async with database.entered(entrances.as_nobody()) as (connection, _):
        return not await organisations.every_id(connection)


def today_in(timezone: str, *, now: dt.datetime) -> dt.date:
    """Return the day in a time zone; of an unknown one, which is refused later, the day in UTC."""
    try:
        return now.astimezone(zoneinfo.ZoneInfo(timezone)).date()
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return now.date()


def _founding(database: Database, connection: AsyncConnection, organisation_id: UUID, *, now: dt.datetime) -> Deed:
    scope = Scope(organisation_id=organisation_id, actor=Actor(ActorKind.SAMSVAR, None), database=database)
    return Deed("foundOrganisation", scope, Rights(is_unlimited=True), now, connection)


async def _found(deed: Deed, draft: FoundOrganisation) -> Unit:
    organisation = domain.founded(
        deed.organisation_id,
        name=draft.name,
        slug=draft.slug,
        locale=draft.locale,
        timezone=draft.timezone,
        cycle_months=draft.cycle_months,
        check_in_weeks=draft.check_in_weeks,
    )
    if not await organisations.found(deed.connection, organisation):
        raise domain.SlugTaken(field="slug", slug=organisation.slug)
    company = await units.insert(
        deed.connection,
        deed.organisation_id,
        kind=UnitKind.COMPANY,
        name=organisation.name,
        parent=None,
        valid_from=draft.on,
    )
    deed.wrote("Organisation", deed.organisation_id, after=organisation)
    deed.wrote("Unit", company.id, after=company, unit_id=company.id)
    return company


@deeds.deed
async def change_organisation_settings(deed: Deed, draft: ChangeOrganisationSettings) -> UUID:
    """Change what the organisation is called and how it works."""
    organisation = await organisations.locked(deed.connection, deed.organisation_id)
    if organisation is None:
        raise refusals.NotFound(kind="Organisation")
    company = await units.company(deed.connection, deed.organisation_id)
    deed.rights.require(Right.MANAGE_ORGANISATION, at=company.path)
    await deed.require_version(organisation, draft.expected_version)
    changed = organisation.changed(
        name=draft.name,
        locale=draft.locale,
        timezone=draft.timezone,
        cycle_months=draft.cycle_months,
        check_in_weeks=draft.check_in_weeks,
        levels=draft.levels,
    )
    await organisations.store(deed.connection, changed)
    deed.wrote("Organisation", organisation.id, before=organisation, after=changed)
    return organisation.id


async def every_id(database: Database) -> list[UUID]:
    """Return the ids of all organisations, for jobs that look after each of them."""
    async with database.entered(entrances.as_nobody()) as (connection, _):
        return await organisations.every_id(connection)
