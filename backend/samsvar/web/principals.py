"""
Who asks: the person or the integration that a request was found to come from.

The authentication middleware (`authentication.py`) leaves the principal in the state of the ASGI scope. There is none
for a stranger; whether strangers are served is for the endpoint to say.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping
from typing import Any, Final

from starlette import types

from samsvar.operations import scopes

READ: Final = scopes.READ
WRITE: Final = scopes.WRITE
ALL_SCOPES: Final = scopes.ALL_SCOPES

_STATE: Final = "principal"


@dataclasses.dataclass(frozen=True, slots=True)
class Role:
    """A role that the principal holds in a unit today: MEMBER, LEAD, OKR_MASTER or VIEWER."""

    unit_id: uuid.UUID
    role: str


@dataclasses.dataclass(frozen=True, slots=True)
class Principal:
    """
    Who asks, for which organisation, and what they hold there.

    Attributes:
        organisation_id: The one organisation that this request can see.
        person_id: Set for people, by cookie or by bearer token.
        api_client_id: Set for integrations; exactly one of the two is.
        client_unit_id: The unit that an integration acts for.
        roles: Held today, in the organisation's time zone.
        is_administrator: Whether the person administers the organisation.
        token_scopes: What the token allows, `okr:read` and `okr:write`; a browser session allows both.
        locale: ``nb``, ``en`` or ``de``: the person's, or else the organisation's.
        time_zone: The organisation's, as an IANA name: what "today" means.
        session_id: The browser session; None for bearer tokens, which alone may query by GET.
    """

    organisation_id: uuid.UUID
    person_id: uuid.UUID | None
    api_client_id: uuid.UUID | None
    client_unit_id: uuid.UUID | None
    roles: tuple[Role, ...]
    is_administrator: bool
    token_scopes: frozenset[str]
    locale: str
    time_zone: str
    session_id: uuid.UUID | None

    @property
    def is_by_cookie(self) -> bool:
        """Whether a browser sent this along by itself, so that the request may be somebody else's idea."""
        return self.session_id is not None

    @property
    def may_read(self) -> bool:
        """Whether the token allows reading at all."""
        return READ in self.token_scopes

    @property
    def may_write(self) -> bool:
        """Whether the token allows writing; what the roles allow the domain decides."""
        return WRITE in self.token_scopes


def of_holder(
    holder: Mapping[str, Any], *, token_scopes: frozenset[str], session_id: uuid.UUID | None = None
) -> Principal:
    """
    Return the principal for whom a cookie or a token stands.

    Args:
        holder: A row of `session_by_key` or of its siblings for tokens (migration 0003).
        token_scopes: What the token allows.
        session_id: Set for a cookie.
    """
    return Principal(
        organisation_id=holder["organisation_id"],
        person_id=holder["person_id"],
        api_client_id=holder["api_client_id"],
        client_unit_id=holder["client_unit_id"],
        roles=tuple(map(Role, holder["role_units"], holder["roles"])),
        is_administrator=holder["is_administrator"],
        token_scopes=token_scopes,
        locale=holder["locale"],
        time_zone=holder["time_zone"],
        session_id=session_id,
    )


def attach(scope: types.Scope, principal: Principal | None) -> None:
    """Leave the principal where `of` finds it."""
    scope.setdefault("state", {})[_STATE] = principal


def of(scope: types.Scope) -> Principal | None:
    """Return who a request comes from; None when the caller is not signed in."""
    found = scope.get("state", {}).get(_STATE)
    return found if isinstance(found, Principal) else None
