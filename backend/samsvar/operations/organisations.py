"""What is done with organisations as a whole."""

import dataclasses
import datetime as dt
from uuid import UUID

from samsvar.domain import organisations as domain
from samsvar.domain import refusals
from samsvar.domain.organisations import Locale
from samsvar.domain.rights import Right, Rights
from samsvar.domain.units import UnitKind
from samsvar.operations import deeds
from samsvar.operations.deeds import Deed
from samsvar.operations.scopes import Actor, ActorKind, Scope
from samsvar.persistence import entrances, organisations, units
from samsvar.persistence.database import Database


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


async def found_organisation(database: Database, draft: FoundOrganisation, *, now: dt.datetime) -> UUID:
    """
    Found an organisation and return its id. Nobody of it exists yet, so whoever runs Samsvar does this.

    Raises:
        SlugTaken: Another organisation has the slug.
    """
    async with database.entered(entrances.as_founder()) as (connection, organisation_id):
        organisation = domain.founded(
            organisation_id,
            name=draft.name,
            slug=draft.slug,
            locale=draft.locale,
            timezone=draft.timezone,
            cycle_months=draft.cycle_months,
            check_in_weeks=draft.check_in_weeks,
        )
        if not await organisations.found(connection, organisation):
            raise domain.SlugTaken(field="slug", slug=organisation.slug)
        company = await units.insert(
            connection,
            organisation_id,
            kind=UnitKind.COMPANY,
            name=organisation.name,
            parent=None,
            valid_from=draft.on,
        )
        scope = Scope(organisation_id=organisation_id, actor=Actor(ActorKind.SAMSVAR, None), database=database)
        deed = Deed("foundOrganisation", scope, Rights(is_unlimited=True), now, connection)
        deed.wrote("Organisation", organisation_id, after=organisation)
        deed.wrote("Unit", company.id, after=company, unit_id=company.id)
        await deeds.leave_traces(deed)
        return organisation.id


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
