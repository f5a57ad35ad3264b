"""
Scopes: who acts, for which organisation, and with what.

A scope is made once per request, from what sign-in found out, or by :func:`of_person` and its siblings. It may be some
seconds old: a deed reads roles anew in its own transaction.
"""

import dataclasses
import datetime as dt
import enum
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from samsvar.domain import refusals, rights
from samsvar.persistence import entrances
from samsvar.persistence.database import Database

READ: Final = "okr:read"
WRITE: Final = "okr:write"
ALL_SCOPES: Final = frozenset((READ, WRITE))


class ActorKind(enum.Enum):
    """Who can act."""

    PERSON = "PERSON"
    API_CLIENT = "API_CLIENT"
    SAMSVAR = "SAMSVAR"
    """Samsvar itself: jobs, imports, the command line. Sees every draft, and rights don't hold it back."""


@dataclasses.dataclass(frozen=True, slots=True)
class Actor:
    """Who acts; ``id`` is the person's or the API client's, None for Samsvar itself."""

    kind: ActorKind
    id: UUID | None

    @property
    def person_id(self) -> UUID | None:
        """The person, if it is one."""
        return self.id if self.kind is ActorKind.PERSON else None

    @property
    def api_client_id(self) -> UUID | None:
        """The integration, if it is one."""
        return self.id if self.kind is ActorKind.API_CLIENT else None


@dataclasses.dataclass(frozen=True, slots=True)
class HeldRole:
    """A role held in a unit."""

    unit_id: UUID
    role: rights.Role


@dataclasses.dataclass(frozen=True, slots=True)
class Scope:
    """
    What a request acts within.

    Attributes:
        organisation_id: The one organisation that it can see.
        actor: Who acts.
        database: Where everything is kept.
        roles: Held today, per unit.
        is_administrator: Whether the actor administers the organisation.
        reader_units: Units whose drafts, and those of the units below, are seen. A viewer's units are not among them.
        token_scopes: ``okr:read`` and ``okr:write``, as far as the token goes; a browser session has both.
        locale: ``nb``, ``en`` or ``de``: the language of problems.
        timezone: The organisation's; it decides which day it is.
    """

    organisation_id: UUID
    actor: Actor
    database: Database = dataclasses.field(compare=False, repr=False)
    roles: tuple[HeldRole, ...] = ()
    is_administrator: bool = False
    reader_units: frozenset[UUID] = frozenset()
    token_scopes: frozenset[str] = ALL_SCOPES
    locale: str = "nb"
    timezone: str = "Europe/Oslo"

    def holds_anywhere(self, right: rights.Right) -> bool:
        """Return whether there can be a unit at which the actor holds the right."""
        return self.actor.kind is ActorKind.SAMSVAR or rights.held_anywhere(
            right, (held.role for held in self.roles), is_administrator=self.is_administrator
        )


def reader_units(roles: tuple[HeldRole, ...]) -> frozenset[UUID]:
    """Return the units in which the roles let somebody read drafts."""
    return frozenset(held.unit_id for held in roles if held.role is not rights.Role.VIEWER)


def entering(scope: Scope, now: dt.datetime) -> sa.Executable:
    """Return the statement that begins a transaction of the scope's actor; its value says what they hold now."""
    if scope.actor.person_id is not None:
        return entrances.as_person(scope.organisation_id, scope.actor.person_id, now)
    if scope.actor.api_client_id is not None:
        return entrances.as_api_client(scope.organisation_id, scope.actor.api_client_id, now)
    return entrances.as_samsvar(scope.organisation_id)


def rights_now(scope: Scope, found: Mapping[str, Any] | None) -> rights.Rights:
    """
    Return what the scope's actor may do, from the value of :func:`entering`.

    Raises:
        Unauthenticated: The actor is not known, or not any more.
    """
    if found is None:
        raise refusals.Unauthenticated
    return rights.Rights(
        tuple(
            rights.Grant(UUID(held["unit_id"]), held["unit_number"], rights.Role(held["role"]))
            for held in found["grants"]
        ),
        is_administrator=found["is_administrator"],
        is_unlimited=scope.actor.kind is ActorKind.SAMSVAR,
    )


async def of_person(
    database: Database,
    organisation_id: UUID,
    person_id: UUID,
    *,
    now: dt.datetime,
    token_scopes: frozenset[str] = ALL_SCOPES,
) -> Scope:
    """
    Return the scope of a person with the roles of today; one round trip.

    Raises:
        Unauthenticated: The organisation doesn't know the person, or not any more.
    """
    async with database.entered(entrances.as_person(organisation_id, person_id, now)) as (_, found):
        return _scope(database, organisation_id, Actor(ActorKind.PERSON, person_id), found, token_scopes)


async def of_api_client(
    database: Database,
    organisation_id: UUID,
    api_client_id: UUID,
    *,
    now: dt.datetime,
    token_scopes: frozenset[str] = ALL_SCOPES,
) -> Scope:
    """
    Return the scope of an integration: no more than both its token and its registration allow.

    Raises:
        Unauthenticated: There is no such client, or it was revoked or has expired.
    """
    async with database.entered(entrances.as_api_client(organisation_id, api_client_id, now)) as (_, found):
        return _scope(
            database,
            organisation_id,
            Actor(ActorKind.API_CLIENT, api_client_id),
            found,
            token_scopes & frozenset(found["scopes"] if found else ()),
        )


async def of_samsvar(database: Database, organisation_id: UUID) -> Scope:
    """
    Return the scope of Samsvar itself in an organisation, for jobs and imports.

    Raises:
        Unauthenticated: There is no such organisation.
    """
    async with database.entered(entrances.as_samsvar(organisation_id)) as (connection, found):
        scope = _scope(database, organisation_id, Actor(ActorKind.SAMSVAR, None), found, ALL_SCOPES)
        return dataclasses.replace(scope, reader_units=await entrances.reader_units(connection))


def _scope(
    database: Database,
    organisation_id: UUID,
    actor: Actor,
    found: Mapping[str, Any] | None,
    token_scopes: frozenset[str],
) -> Scope:
    if found is None:
        raise refusals.Unauthenticated
    roles = tuple(HeldRole(UUID(held["unit_id"]), rights.Role(held["role"])) for held in found["grants"])
    return Scope(
        organisation_id=organisation_id,
        actor=actor,
        database=database,
        roles=roles,
        is_administrator=found["is_administrator"],
        reader_units=reader_units(roles),
        token_scopes=token_scopes,
        locale=found["locale"] or found["organisation_locale"],
        timezone=found["timezone"],
    )
