"""API clients: integrations that act for a unit, and the units below it, by bearer token."""

import dataclasses
import datetime as dt
from collections.abc import Collection
from typing import Final
from uuid import UUID

from samsvar.domain import refusals

SCOPES: Final = ("okr:read", "okr:write")


class ScopesUnknown(refusals.Refusal):
    """Some scope asked for does not exist, or none was asked for."""

    code = "SCOPES_UNKNOWN"
    scopes: tuple[str, ...]


class ExpiryPassed(refusals.Refusal):
    """The client would have expired before it was made."""

    code = "EXPIRY_PASSED"


class ClientKnown(refusals.Refusal):
    """The issuer's client is registered."""

    code = "CLIENT_KNOWN"
    client: str


class ClientRevoked(refusals.Refusal):
    """The client was revoked before."""

    code = "CLIENT_REVOKED"
    at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True)
class ApiClient:
    """
    An integration.

    Attributes:
        issuer: Whose tokens it brings; None when it has a secret of ours.
        client_id: What it calls itself there.
        scopes: What its tokens may be for.
        unit_id: For which unit, and the units below, it acts.
    """

    id: UUID
    name: str
    issuer: str | None
    client_id: str
    scopes: tuple[str, ...]
    unit_id: UUID
    valid_until: dt.datetime | None
    revoked_at: dt.datetime | None

    def revoked(self, at: dt.datetime) -> "ApiClient":
        """
        Return it without any access from an instant on.

        Raises:
            ClientRevoked: It has none already.
        """
        if self.revoked_at is not None:
            raise ClientRevoked(field="apiClient", at=self.revoked_at)
        return dataclasses.replace(self, revoked_at=at)


def require_terms(scopes: Collection[str], valid_until: dt.datetime | None, *, now: dt.datetime) -> tuple[str, ...]:
    """
    Return the scopes of a client-to-be, in their order.

    Raises:
        ScopesUnknown, ExpiryPassed: It can't be so.
    """
    if not scopes or not set(scopes) <= set(SCOPES):
        raise ScopesUnknown(field="scopes", scopes=SCOPES)
    if valid_until is not None and valid_until <= now:
        raise ExpiryPassed(field="validUntil")
    return tuple(scope for scope in SCOPES if scope in scopes)
