"""From who asks, as HTTP knows them, to the context that GraphQL executes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from samsvar.domain import rights
from samsvar.graph import context
from samsvar.operations import scopes
from samsvar.persistence import database, notifications
from samsvar.web import principals


def maker(
    of: database.Database, live: notifications.Changes, clock: Callable[[], dt.datetime]
) -> Callable[[principals.Principal], context.Context]:
    """Return what makes the context of one execution for a principal."""

    def make(principal: principals.Principal) -> context.Context:
        return context.Context(scope=scope(principal, of), now=clock(), live=live)

    return make


def scope(principal: principals.Principal, of: database.Database) -> scopes.Scope:
    """Return the scope that a principal acts in."""
    actor = (
        scopes.Actor(scopes.ActorKind.PERSON, principal.person_id)
        if principal.person_id is not None
        else scopes.Actor(scopes.ActorKind.API_CLIENT, principal.api_client_id)
    )
    roles = tuple(scopes.HeldRole(held.unit_id, rights.Role(held.role)) for held in principal.roles)
    return scopes.Scope(
        organisation_id=principal.organisation_id,
        actor=actor,
        database=of,
        roles=roles,
        is_administrator=principal.is_administrator,
        reader_units=scopes.reader_units(roles),
        token_scopes=principal.token_scopes,
        locale=principal.locale,
        timezone=principal.time_zone,
    )
