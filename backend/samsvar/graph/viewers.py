"""Who asks, and what they may do and have to answer."""

import datetime as dt
import enum
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry
from sqlalchemy.dialects.postgresql import ARRAY

from samsvar.domain import rights as domain_rights
from samsvar.graph import filters, given, links, selection
from samsvar.graph.nodes import UnitId
from samsvar.graph.organisations import Locale
from samsvar.graph.people import Role
from samsvar.graph.selection import Row
from samsvar.persistence import (
    alignment_case_inboxes,
    contribution_requests,
    contributions,
    cycles,
    dependencies,
    graphs,
    organisations,
    people,
    rights,
)


@strawberry.enum(description="What somebody may do in a unit.")
class Right(enum.Enum):
    CHECK_IN = strawberry.enum_value("CHECK_IN", description="Check in key results, record measurements.")
    DRAFT_OKRS = strawberry.enum_value(
        "DRAFT_OKRS", description="Write objectives and key results of a draft, and initiatives."
    )
    REVISE_OKRS = strawberry.enum_value(
        "REVISE_OKRS", description="Show what was drafted to everybody, and change it from then on."
    )
    COMMIT_OKRS = strawberry.enum_value("COMMIT_OKRS", description="Align, commit and reopen the unit's OKRs.")
    CONSENT = strawberry.enum_value("CONSENT", description="Answer contributions and dependencies for the unit.")
    PROPOSE_MOALS = strawberry.enum_value("PROPOSE_MOALS", description="Propose goals of about a year.")
    COMMENT = strawberry.enum_value(
        "COMMENT", description="Comment on whatever may be seen, anywhere in the organisation."
    )
    STEER = strawberry.enum_value("STEER", description="State directions and agree on Moals.")
    MANAGE_UNITS = strawberry.enum_value("MANAGE_UNITS", description="Found, rename, move and end units.")
    MANAGE_CYCLES = strawberry.enum_value("MANAGE_CYCLES", description="Plan cycles and move them on.")
    MANAGE_PEOPLE = strawberry.enum_value("MANAGE_PEOPLE", description="Grant and end memberships.")
    MANAGE_ORGANISATION = strawberry.enum_value(
        "MANAGE_ORGANISATION", description="Settings, administrators, integrations."
    )


def _memberships(viewer: Row, membership: Row, today: given.Today) -> sa.ColumnElement[bool]:
    return sa.and_(membership.c.person_id == viewer.c.person_id, people.is_held(membership, today))


def _rights(
    viewer: Row,
    unit: UnitId,
    held_in: given.HeldIn,
    held_roles: given.HeldRoles,
    is_administrator: given.IsAdministrator,
) -> sa.ColumnElement[list[str]]:
    del viewer
    return rights.held_at(filters.bound(unit), held_in=held_in, roles=held_roles, is_administrator=is_administrator)


def _inbox(
    viewer: Row,
    cycle: Annotated[
        strawberry.ID | None,
        selection.identifies("Cycle"),
        strawberry.argument(description="The id of a cycle; all that are still open when left out."),
    ] = None,
) -> sa.Select[Any]:
    del viewer
    meant = cycles.open_to_links() if cycle is None else sa.select(sa.cast(cycle, sa.Uuid()))
    return sa.select(sa.func.array(meant.scalar_subquery(), type_=ARRAY(sa.Uuid())).label("cycle_ids"))


def _waiting_contributions(
    inbox: Row, contribution: Row, held_in: given.HeldIn, held_roles: given.HeldRoles
) -> sa.ColumnElement[bool]:
    mine = rights.units_with(domain_rights.Right.CONSENT, held_in=held_in, roles=held_roles)
    return contributions.waits_for_any(contribution, mine, cycle_ids=inbox.c.cycle_ids)


def _waiting_dependencies(
    inbox: Row, dependency: Row, held_in: given.HeldIn, held_roles: given.HeldRoles
) -> sa.ColumnElement[bool]:
    mine = rights.units_with(domain_rights.Right.CONSENT, held_in=held_in, roles=held_roles)
    return dependencies.waits_for_any(dependency, mine, cycle_ids=inbox.c.cycle_ids)


def _waiting_requests(
    inbox: Row, request: Row, held_in: given.HeldIn, held_roles: given.HeldRoles
) -> sa.ColumnElement[bool]:
    mine = rights.units_with(domain_rights.Right.CONSENT, held_in=held_in, roles=held_roles)
    return contribution_requests.waits(request, request.c.asked_unit_id, mine, cycle_ids=inbox.c.cycle_ids)


def _awaited_contributions(inbox: Row, contribution: Row, held_in: given.HeldIn) -> sa.ColumnElement[bool]:
    return contributions.awaited_by_any(contribution, rights.units_held(held_in), cycle_ids=inbox.c.cycle_ids)


def _awaited_dependencies(inbox: Row, dependency: Row, held_in: given.HeldIn) -> sa.ColumnElement[bool]:
    return dependencies.awaited_by_any(dependency, rights.units_held(held_in), cycle_ids=inbox.c.cycle_ids)


def _awaited_requests(inbox: Row, request: Row, held_in: given.HeldIn) -> sa.ColumnElement[bool]:
    own = rights.units_held(held_in)
    return contribution_requests.waits(request, request.c.asking_unit_id, own, cycle_ids=inbox.c.cycle_ids)


def _waiting_cases(inbox: Row, case: Row, held_in: given.HeldIn, held_roles: given.HeldRoles) -> sa.ColumnElement[bool]:
    mine = rights.units_spoken_for(domain_rights.Right.CONSENT, held_in=held_in, roles=held_roles)
    return alignment_case_inboxes.waits_for_any(case, mine, cycle_ids=inbox.c.cycle_ids)


def _awaited_cases(inbox: Row, case: Row, held_in: given.HeldIn) -> sa.ColumnElement[bool]:
    return alignment_case_inboxes.awaited_by_any(case, rights.units_held(held_in), cycle_ids=inbox.c.cycle_ids)


def _cases_to_look_at(
    inbox: Row, case: Row, today: given.Today, held_in: given.HeldIn, held_roles: given.HeldRoles
) -> sa.ColumnElement[bool]:
    del inbox
    mine = rights.units_spoken_for(domain_rights.Right.CONSENT, held_in=held_in, roles=held_roles)
    return alignment_case_inboxes.is_to_be_looked_at(case, mine, today)


def asking(person: given.PersonId, api_client: given.ApiClientId) -> sa.Select[Any, Any, Any]:
    """Return the one row that a viewer's fields start from: who asks."""
    return sa.select(
        graphs.current_organisation().label("organisation_id"),
        sa.cast(person, sa.Uuid()).label("person_id"),
        sa.cast(api_client, sa.Uuid()).label("api_client_id"),
    )


def _locale(viewer: Row) -> sa.ColumnElement[str]:
    person, organisation = people.people.alias("chooser"), organisations.organisations.alias("chosen_by")
    own = sa.select(person.c.locale).where(person.c.id == viewer.c.person_id).scalar_subquery()
    usual = sa.select(organisation.c.locale).where(organisation.c.id == viewer.c.organisation_id).scalar_subquery()
    return sa.func.coalesce(own, usual, type_=sa.Text())


def _is_administrator(viewer: Row) -> sa.ColumnElement[bool]:
    office = people.administrators.alias("office")
    return sa.exists().where(office.c.person_id == viewer.c.person_id)


def _organisations(viewer: Row) -> sa.Select[Any]:
    return people.organisations_to_choose(viewer.c.person_id)


@selection.type(description="An organisation that the viewer may switch to.")
class OrganisationChoice:
    id: strawberry.ID = selection.global_id(of="Organisation", description="The organisation's id.")
    name: str = selection.column(description="What it is called.")
    slug: str = selection.column(description="Its name in addresses, which switching asks for.")
    is_current: bool = selection.column(
        lambda choice: choice.c.id == graphs.current_organisation(),
        description="Whether this request is about it.",
    )


@selection.type(people.memberships, description="A role that the viewer holds.")
class OwnMembership:
    unit: links.Unit = selection.to_one(
        lambda membership, unit: unit.c.id == membership.c.unit_id, description="Where."
    )
    role: Role = selection.column(description="What the viewer is in the unit.")
    valid_from: dt.date = selection.column(description="The first day.")
    valid_to: dt.date | None = selection.column(description="The day on which it ends; null while no end is known.")


@selection.type(description="What waits for an answer of the units that the viewer answers for, oldest first.")
class Inbox:
    contributions: list[links.Contribution] = selection.to_many(
        _waiting_contributions,
        order=lambda contribution: [contribution.c.created_at, contribution.c.id],
        description="Proposals that one of those units has to consent to or decline.",
    )
    dependencies: list[links.Dependency] = selection.to_many(
        _waiting_dependencies,
        order=lambda dependency: [dependency.c.created_at, dependency.c.id],
        description="Requests and other dates offered that one of those units has to answer.",
    )
    contribution_requests: list[links.ContributionRequest] = selection.to_many(
        _waiting_requests,
        order=lambda request: [request.c.created_at, request.c.id],
        description="What others ask those units to contribute to.",
    )
    cases: list[links.AlignmentCase] = selection.to_many(
        _waiting_cases,
        order=lambda case: [case.c.opened_at, case.c.id],
        description="Cases that wait for the signature of one of those units, or for what it says.",
    )
    cases_to_look_at: list[links.AlignmentCase] = selection.to_many(
        _cases_to_look_at,
        order=lambda case: [case.c.look_again_on, case.c.id],
        description="Agreed cases whose day to look again has come.",
    )
    awaited_cases: list[links.AlignmentCase] = selection.to_many(
        _awaited_cases,
        order=lambda case: [case.c.opened_at, case.c.id],
        description="Cases of the units in which the viewer has a role, which wait for others.",
    )
    awaited_contributions: list[links.Contribution] = selection.to_many(
        _awaited_contributions,
        order=lambda contribution: [contribution.c.created_at, contribution.c.id],
        description="Proposals of the units in which the viewer has a role, which wait for others.",
    )
    awaited_dependencies: list[links.Dependency] = selection.to_many(
        _awaited_dependencies,
        order=lambda dependency: [dependency.c.created_at, dependency.c.id],
        description="What those units asked or offered, and others have to answer.",
    )
    awaited_requests: list[links.ContributionRequest] = selection.to_many(
        _awaited_requests,
        order=lambda request: [request.c.created_at, request.c.id],
        description="What those units ask others to contribute to, and nobody answered yet.",
    )


@selection.type(description="The person or integration that asks.")
class Viewer:
    person: links.Person | None = selection.to_one(
        lambda viewer, person: person.c.id == viewer.c.person_id, description="Null for an integration."
    )
    api_client: links.ApiClient | None = selection.to_one(
        lambda viewer, client: client.c.id == viewer.c.api_client_id, description="Null for a person."
    )
    organisation: links.Organisation = selection.to_one(
        lambda viewer, organisation: organisation.c.id == viewer.c.organisation_id,
        description="The organisation that everything in this request is about.",
    )
    organisations: list[OrganisationChoice] = selection.to_many(
        source=_organisations,
        order=lambda choice: [choice.c.name, choice.c.id],
        description="The organisations that know the viewer, this one among them; empty for an integration.",
    )
    memberships: list[OwnMembership] = selection.to_many(
        _memberships, description="The roles that the viewer holds today."
    )
    is_administrator: bool = selection.column(
        _is_administrator, description="Whether the viewer administers the organisation."
    )
    locale: Locale = selection.column(
        _locale, description="The viewer's language: the own choice, or else the organisation's."
    )
    rights: list[Right] = selection.column(_rights, description="What the viewer may do in a unit.")
    inbox: Inbox = selection.to_one(source=_inbox, description="What waits for the viewer's answer.")
