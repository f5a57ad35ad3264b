"""Tokens for our own API clients: a short-lived token for an id and a secret (client credentials, RFC 6749)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Collection
from typing import Final

from samsvar.persistence import api_tokens, entrances, sign_ins
from samsvar.persistence import database as database_module

LASTS: Final = dt.timedelta(minutes=10)


class ClientUnknown(Exception):
    """No client has this id and this secret, or not any more."""


class ScopeNotGranted(Exception):
    """The client may not have what it asks for."""


@dataclasses.dataclass(frozen=True, slots=True)
class Issued:
    """What a new token allows, and how long."""

    scopes: tuple[str, ...]
    lasts: dt.timedelta


async def issue_api_token(
    database: database_module.Database,
    *,
    client_id: str,
    secret: str,
    scopes: Collection[str],
    key_hash: bytes,
    now: dt.datetime,
) -> Issued:
    """
    Store a token for a client that proves itself.

    Args:
        database: Where.
        client_id: Which client it says it is.
        secret: How it proves that.
        scopes: What it asks for; nothing means all that it may have.
        key_hash: SHA-256 of the token.
        now: When.

    Raises:
        ClientUnknown: There is no such client, its secret is another one, or it was revoked or has run out.
        ScopeNotGranted: It may not have some of what it asks for.
    """
    async with database.entered(sign_ins.nowhere()) as (connection, _):
        client = await api_tokens.client_by_secret(
            connection, client_id=client_id, secret_hash=hash_of_secret(secret), now=now
        )
    if client is None:
        raise ClientUnknown
    if not set(scopes) <= set(client.scopes):
        raise ScopeNotGranted
    granted = tuple(sorted(scopes or client.scopes))
    expires_at = min(now + LASTS, client.valid_until or now + LASTS)
    async with database.entered(entrances.as_samsvar(client.organisation_id)) as (connection, _):
        await api_tokens.store(connection, client, key_hash=key_hash, scopes=granted, now=now, expires_at=expires_at)
    return Issued(granted, expires_at - now)


def hash_of_secret(secret: str) -> bytes:
    """Return what is stored of a client's secret. Secrets are random and long, so that a slow hash would add nothing."""
    return hashlib.sha256(secret.encode()).digest()
