"""What is done with integrations."""

import dataclasses
import datetime as dt
import hashlib
import secrets
from typing import Final
from uuid import UUID

from samsvar.domain import admissions, refusals, texts
from samsvar.domain import api_clients as domain
from samsvar.domain.rights import Right
from samsvar.operations import deeds, units
from samsvar.operations.deeds import Deed
from samsvar.operations.scopes import Scope
from samsvar.persistence import api_clients
from samsvar.persistence import units as persisted_units

SECRET_BYTES: Final = 32
CLIENT_ID_BYTES: Final = 12


@dataclasses.dataclass(frozen=True)
class CreateApiClient:
    """
    An integration that acts for a unit and those below.

    With ``issuer`` and ``client_id`` it brings tokens of that issuer; without, it gets an id and a secret of ours.
    """

    name: str
    unit: UUID
    scopes: tuple[str, ...]
    issuer: str | None = None
    client_id: str | None = None
    valid_until: dt.datetime | None = None


@dataclasses.dataclass(frozen=True)
class RevokeApiClient:
    """The end of all access of an integration."""

    api_client: UUID
    reason: str


@dataclasses.dataclass(frozen=True)
class Created:
    """A new integration; the secret is seen this once, and never again."""

    id: UUID
    secret: str | None


@dataclasses.dataclass(frozen=True)
class Credentials:
    """What an integration of ours asks for its tokens with."""

    client_id: str
    secret: str = dataclasses.field(repr=False)

    @classmethod
    def fresh(cls) -> "Credentials":
        """Return new ones that nobody can guess."""
        return cls(secrets.token_hex(CLIENT_ID_BYTES), secrets.token_urlsafe(SECRET_BYTES))


@dataclasses.dataclass(frozen=True)
class _CreateWith:
    draft: CreateApiClient
    # New at each call, so no part of what makes two requests the same.
    credentials: Credentials = dataclasses.field(compare=False)


async def create_api_client(
    scope: Scope, draft: CreateApiClient, *, credentials: Credentials, now: dt.datetime, key: str | None = None
) -> Created:
    """Register an integration. Its secret is returned the first time only, and stored as its SHA-256."""
    outcome = await _create_api_client.perform(scope, _CreateWith(draft, credentials), now=now, key=key)
    return Created(outcome.id, credentials.secret if outcome.is_first and draft.issuer is None else None)


@deeds.deed
async def _create_api_client(deed: Deed, asked: _CreateWith) -> UUID:
    await _require_administration(deed)
    draft = asked.draft
    unit = await units.load(deed, draft.unit, field="unit")
    unit.require_living(deed.today, field="unit")
    scopes = domain.require_terms(draft.scopes, draft.valid_until, now=deed.now)
    client_id = asked.credentials.client_id
    secret_hash: bytes | None = hashlib.sha256(asked.credentials.secret.encode()).digest()
    if draft.issuer is not None:
        if not await api_clients.trusts(deed.connection, deed.organisation_id, draft.issuer):
            raise admissions.IssuerUnknown(field="issuer", issuer=draft.issuer)
        client_id, secret_hash = texts.line(draft.client_id or "", field="clientId"), None
    client = await api_clients.store_new(
        deed.connection,
        deed.organisation_id,
        name=texts.line(draft.name, field="name"),
        issuer=draft.issuer,
        client_id=client_id,
        secret_hash=secret_hash,
        scopes=scopes,
        unit_id=unit.id,
        valid_until=draft.valid_until,
    )
    if client is None:
        raise domain.ClientKnown(field="clientId", client=client_id)
    deed.wrote("ApiClient", client.id, after=client, unit_id=unit.id)
    return client.id


@deeds.deed
async def revoke_api_client(deed: Deed, draft: RevokeApiClient) -> UUID:
    """Take all access from an integration, at once and for good."""
    await _require_administration(deed)
    client = await api_clients.locked(deed.connection, deed.organisation_id, draft.api_client)
    if client is None:
        raise refusals.NotFound(field="apiClient", kind="ApiClient")
    revoked = client.revoked(deed.now)
    await api_clients.store_revocation(deed.connection, deed.organisation_id, revoked)
    reason = texts.line(draft.reason, field="reason")
    deed.wrote("ApiClient", client.id, before=client, after=revoked, unit_id=client.unit_id, why=reason)
    return client.id


async def _require_administration(deed: Deed) -> None:
    company = await persisted_units.company(deed.connection, deed.organisation_id)
    deed.rights.require(Right.MANAGE_ORGANISATION, at=company.path)
