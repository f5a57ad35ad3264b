"""From who asks, as HTTP knows them, to the scope that operations take."""

from __future__ import annotations

from samsvar.domain import rights
from samsvar.operations import scopes
from samsvar.persistence import database
from samsvar.web import principals


def scope(principal: principals.Principal, of: database.Database) -> scopes.Scope:
    """Return the scope that a principal acts in: a person with their roles, an integration for its unit."""
    if principal.person_id is not None:
        actor = scopes.Actor(scopes.ActorKind.PERSON, principal.person_id)
        roles = tuple(scopes.HeldRole(held.unit_id, rights.Role(held.role)) for held in principal.roles)
    else:
        actor = scopes.Actor(scopes.ActorKind.API_CLIENT, principal.api_client_id)
        unit_id = principal.client_unit_id
        roles = () if unit_id is None else (scopes.HeldRole(unit_id, rights.Role.INTEGRATION),)
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
