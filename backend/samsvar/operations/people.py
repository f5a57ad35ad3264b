"""What is done with people's roles, and what people do for themselves."""

import dataclasses
import datetime as dt
from uuid import UUID

from samsvar.domain import people as domain
from samsvar.domain import refusals
from samsvar.domain.organisations import Locale
from samsvar.domain.people import Person
from samsvar.domain.rights import Right, Role
from samsvar.operations import deeds, units
from samsvar.operations.deeds import Deed
from samsvar.persistence import notifications, people, sign_in_sessions
from samsvar.persistence import units as persisted_units


@dataclasses.dataclass(frozen=True)
class GrantMembership:
    """A role for a person in a unit; from today unless another day is named."""

    person: UUID
    unit: UUID
    role: Role
    on: dt.date | None = None


@dataclasses.dataclass(frozen=True)
class EndMembership:
    """The end of a role; ``on`` is the first day on which it isn't held, today unless named."""

    membership: UUID
    on: dt.date | None = None
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class AppointAdministrator:
    """The organisation's administration for a person."""

    person: UUID


@dataclasses.dataclass(frozen=True)
class DismissAdministrator:
    """A person's administration of the organisation, ended."""

    person: UUID
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class RemovePerson:
    """Somebody who is in the organisation no more, and why."""

    person: UUID
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class ChoosePersonalSettings:
    """The language that the caller wants; None for the organisation's."""

    locale: Locale | None


@deeds.deed
async def grant_membership(deed: Deed, draft: GrantMembership) -> UUID:
    """Give a person a role in a unit, and return the membership's id."""
    unit = await units.load(deed, draft.unit, field="unit")
    deed.rights.require(Right.MANAGE_PEOPLE, at=unit.path, field="unit")
    await deed.lock("memberships", draft.person)
    person = await _person(deed, draft.person)
    begins_on = draft.on or deed.today
    unit.require_living(begins_on, field="unit")
    held = await people.memberships_lasting(deed.connection, deed.organisation_id, person.id, unit.id, on=begins_on)
    domain.require_grantable(draft.role, person, held=held)
    membership = await people.insert_membership(
        deed.connection, deed.organisation_id, person_id=person.id, unit_id=unit.id, role=draft.role, on=begins_on
    )
    deed.wrote("Membership", membership.id, after=membership, unit_id=unit.id)
    deed.touch("Person", person.id)
    return membership.id


@deeds.deed
async def end_membership(deed: Deed, draft: EndMembership) -> UUID:
    """End a role that a person holds in a unit; that it was held stays known."""
    membership = await people.locked_membership(deed.connection, deed.organisation_id, draft.membership)
    if membership is None:
        raise refusals.NotFound(field="membership", kind="Membership")
    unit = await units.load(deed, membership.unit_id, field="membership")
    deed.rights.require(Right.MANAGE_PEOPLE, at=unit.path, field="membership")
    person = await _person(deed, membership.person_id)
    ended = membership.ended(draft.on or deed.today, person=person)
    await people.end_membership(deed.connection, deed.organisation_id, ended)
    deed.wrote(
        "Membership", membership.id, before=membership, after=ended, unit_id=unit.id, why=draft.reason.strip() or None
    )
    deed.touch("Person", membership.person_id)
    return membership.id


@deeds.deed
async def appoint_administrator(deed: Deed, draft: AppointAdministrator) -> UUID:
    """Let a person administer the organisation."""
    await _require_administration(deed)
    person = await _person(deed, draft.person)
    among = await people.all_administrators(deed.connection, deed.organisation_id)
    if person.id not in {one.person_id for one in among}:
        await people.insert_administrator(deed.connection, deed.organisation_id, person.id)
        deed.wrote("Person", person.id, before={"is_administrator": False}, after={"is_administrator": True})
    return person.id


@deeds.deed
async def dismiss_administrator(deed: Deed, draft: DismissAdministrator) -> UUID:
    """Let a person no longer administer the organisation, unless nobody would be left."""
    await _require_administration(deed)
    person = await _person(deed, draft.person)
    among = await people.all_administrators(deed.connection, deed.organisation_id)
    domain.require_dismissible(person, among=among)
    await people.delete_administrator(deed.connection, deed.organisation_id, person.id)
    deed.wrote(
        "Person",
        person.id,
        before={"is_administrator": True},
        after={"is_administrator": False},
        why=draft.reason.strip() or None,
    )
    return person.id


@deeds.deed
async def remove_person(deed: Deed, draft: RemovePerson) -> UUID:
    """
    End all that a person holds here and their sessions; what they did stays.

    Whom a group or everybody's admission lets in may sign in again, without what an administrator had given them.
    """
    await _require_administration(deed)
    person = await _person(deed, draft.person)
    among = await people.all_administrators(deed.connection, deed.organisation_id)
    if any(one.person_id == person.id for one in among):
        if len(among) == 1:
            raise domain.LastAdministrator(field="person", person=person.name)
        await people.delete_administrator(deed.connection, deed.organisation_id, person.id)
    ended = await people.end_all_memberships(deed.connection, deed.organisation_id, person.id, on=deed.today)
    await people.remove(deed.connection, deed.organisation_id, person.id, now=deed.now)
    sessions = await sign_in_sessions.end_of_person(deed.connection, person.id, now=deed.now)
    await notifications.announce_ended_sessions(deed.connection, map(str, sessions))
    why = draft.reason.strip() or None
    deed.wrote("Person", person.id, before={"has_left": False}, after={"has_left": True}, why=why)
    for membership in ended:
        deed.wrote("Membership", membership.id, before={"validTo": None}, after={"validTo": membership.valid_to})
    return person.id


@deeds.deed
async def choose_personal_settings(deed: Deed, draft: ChoosePersonalSettings) -> UUID:
    """Choose what the caller alone sees; nobody chooses for somebody else."""
    if deed.scope.actor.person_id is None:
        raise domain.NotAPerson
    person = await _person(deed, deed.scope.actor.person_id)
    await people.choose_locale(deed.connection, deed.organisation_id, person.id, draft.locale)
    deed.wrote("Person", person.id, before={"locale": person.locale}, after={"locale": draft.locale})
    return person.id


async def _require_administration(deed: Deed) -> None:
    company = await persisted_units.company(deed.connection, deed.organisation_id)
    deed.rights.require(Right.MANAGE_ORGANISATION, at=company.path)
    # One at a time: the last two administrators could dismiss each other.
    await deed.lock("administrators")


async def _person(deed: Deed, person_id: UUID) -> Person:
    person = await people.load(deed.connection, deed.organisation_id, person_id)
    if person is None:
        raise refusals.NotFound(field="person", kind="Person")
    return person
