"""Whom the organisation lets in, in the graph: for its administrators alone, everybody else finds nothing here."""

import datetime as dt
import enum

import sqlalchemy as sa
import strawberry

from samsvar.graph import given, selection
from samsvar.graph.people import Role
from samsvar.graph.selection import Row
from samsvar.persistence import invitations, organisations, people, units


@strawberry.enum(description="What a group of the identity provider can mean.")
class MeantRole(enum.Enum):
    MEMBER = strawberry.enum_value("MEMBER", description="Member of a unit.")
    LEAD = strawberry.enum_value("LEAD", description="Lead of a unit.")
    OKR_MASTER = strawberry.enum_value("OKR_MASTER", description="OKR master of a unit.")
    VIEWER = strawberry.enum_value("VIEWER", description="Reads what is open.")
    ADMIN = strawberry.enum_value("ADMIN", description="Administers the organisation.")


def admitted(issuer: Row, is_administrator: given.IsAdministrator) -> sa.ColumnElement[bool]:
    """Return the condition of the admissions that whoever asks may see."""
    del issuer
    return is_administrator


def open_invitations(invitation: Row, is_administrator: given.IsAdministrator) -> sa.ColumnElement[bool]:
    """Return the condition of the invitations that whoever asks may see: those that nobody accepted or withdrew."""
    return sa.and_(is_administrator, invitations.is_open(invitation))


def _meanings(admission: Row, meaning: Row, is_administrator: given.IsAdministrator) -> sa.ColumnElement[bool]:
    return sa.and_(is_administrator, meaning.c.issuer == admission.c.issuer)


@selection.type(organisations.group_mappings, description="What a group of the identity provider means here.")
class GroupMeaning:
    meaning_id: strawberry.ID = selection.global_id(
        "id", of="GroupMeaning", description="What unmapping asks for; no node, because only administrators may see it."
    )
    group: str = selection.column(lambda meaning: meaning.c.group_name, description="The group, as the provider says.")
    role: MeantRole = selection.column(description="What its people are.")
    unit_name: str | None = selection.column(
        lambda meaning: units.name_of(meaning.c.unit_id), description="In which unit; null for the administration."
    )


@selection.type(organisations.organisation_issuers, description="An identity provider whose word is accepted here.")
class Admission:
    issuer: str = selection.column(description="The provider, as it names itself.")
    is_for_everyone: bool = selection.column(
        lambda admission: admission.c.admission == sa.literal_column("'EVERYONE'"),
        description="Whether everybody whom it knows is let in; if not, groups that mean something and those invited.",
    )
    meanings: list[GroupMeaning] = selection.to_many(
        _meanings,
        order=lambda meaning: [meaning.c.group_name, meaning.c.role, meaning.c.id],
        description="What its groups mean.",
    )


@selection.type(invitations.invitations, description="Somebody who may come in by a verified e-mail address.")
class Invitation:
    invitation_id: strawberry.ID = selection.global_id(
        "id", of="Invitation", description="What withdrawing asks for; no node, because only administrators may see it."
    )
    email: str = selection.column(description="The address, which the provider has to have verified.")
    role: Role | None = selection.column(description="What they will be; null for no role.")
    unit_name: str | None = selection.column(
        lambda invitation: units.name_of(invitation.c.unit_id), description="In which unit; null without a role."
    )
    is_administrator: bool = selection.column(description="Whether they will administer the organisation.")
    invited_by: str | None = selection.column(
        lambda invitation: people.name_of(invitation.c.invited_by_id), description="The name of who invited."
    )
    expires_at: dt.datetime = selection.column(description="When it stops counting.")
