"""
Bearer tokens: integrations, and people who brought a token instead of a browser.

Two kinds: JWTs of an organisation's issuer (RFC 9068), and opaque tokens of our own API clients (`/auth/token`). What
one stands for is remembered for two seconds, as with sessions.
"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import re
import uuid
from collections.abc import Callable
from typing import Final

import httpx2
import structlog

from samsvar.connectors import identity_providers, provider_tokens
from samsvar.persistence import api_tokens, reads
from samsvar.web import principals, sessions

_log = structlog.get_logger(__name__)

OUR_PREFIX: Final = "samsvar_"
"""What our own tokens begin with, so that scanners for leaked secrets find them."""

_OURS: Final = re.compile(rf"{OUR_PREFIX}[A-Za-z0-9_-]{{43}}")
_TYPES: Final = ("at+jwt",)
_MOST_REMEMBERED: Final = 10_000


class BearerRefused(Exception):
    """The token opens nothing; the message says why, for the log and not for its sender."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Known:
    principal: principals.Principal
    until: dt.datetime


class Bearers:
    """The tokens of integrations, as this process sees them."""

    def __init__(
        self,
        pool: reads.ReadPool,
        http: httpx2.AsyncClient,
        *,
        audience: str,
        clock: Callable[[], dt.datetime],
        remembered: dt.timedelta = sessions.REMEMBERED,
    ) -> None:
        """Say where clients and people are known, and what `audience` (``aud``) a token has to be made for."""
        self._pool = pool
        self._http = http
        self._audience = audience
        self._clock = clock
        self._remembered = remembered
        self._issuers: dict[str, identity_providers.IdentityProvider] = {}
        self._known: collections.OrderedDict[bytes, _Known] = collections.OrderedDict()

    async def principal(
        self, token: str, *, organisation_id: uuid.UUID | None, now: dt.datetime
    ) -> principals.Principal:
        """
        Return whom a token speaks for.

        Args:
            token: As it was sent.
            organisation_id: Which organisation is meant, for those who are known in more than one.
            now: When.

        Raises:
            BearerRefused: For nobody.
            ProviderUnavailable: Its issuer has to be asked for its keys, and doesn't answer.
        """
        token_hash = sessions.hash_of(f"{organisation_id}.{token}")
        known = self._known.get(token_hash)
        if known is not None and now < known.until:
            return known.principal
        if _OURS.fullmatch(token):
            principal, until = await self._by_our_token(token, now), now + self._remembered
        else:
            principal, expires_at = await self._by_jwt(token, organisation_id, now)
            until = min(expires_at, now + self._remembered)
        if organisation_id not in (None, principal.organisation_id):
            raise BearerRefused("not known in the organisation asked for")
        self._known[token_hash] = _Known(principal, until)
        while len(self._known) > _MOST_REMEMBERED:
            self._known.popitem(last=False)
        return principal

    async def _by_our_token(self, token: str, now: dt.datetime) -> principals.Principal:
        holder = await api_tokens.holder_by_key(self._pool, sessions.hash_of(token), now=now)
        if holder is None:
            raise BearerRefused("unknown, expired or revoked")
        return principals.of_holder(holder, token_scopes=frozenset(holder["token_scopes"]))

    async def _by_jwt(
        self, token: str, organisation_id: uuid.UUID | None, now: dt.datetime
    ) -> tuple[principals.Principal, dt.datetime]:
        try:
            issuer = await self._issuer(provider_tokens.stated_issuer(token))
            claims = await issuer.verified(token, types=_TYPES)
            provider_tokens.expect_audience(claims, self._audience)
        except provider_tokens.TokenRefused as refused:
            raise BearerRefused(str(refused)) from refused
        subject, client_id, scope = (claims.get(name) for name in ("sub", "client_id", "scope"))
        if not (isinstance(subject, str) and isinstance(client_id, str) and isinstance(scope, str)):
            raise BearerRefused("sub, client_id or scope is missing")
        holders = [
            holder
            for holder in await api_tokens.holders_by_token(
                self._pool, issuer=issuer.issuer, subject=subject, client_id=client_id, now=now
            )
            if organisation_id in (None, holder["organisation_id"])
        ]
        if len(holders) != 1:
            raise BearerRefused("unknown here" if not holders else "known in more than one organisation: name it")
        allowed = frozenset(scope.split()) & frozenset(holders[0]["token_scopes"]) & principals.ALL_SCOPES
        lasts = min(claims["exp"] + provider_tokens.LEEWAY_SECONDS - now.timestamp(), 60.0)
        return principals.of_holder(holders[0], token_scopes=allowed), now + dt.timedelta(seconds=lasts)

    async def _issuer(self, stated: str | None) -> identity_providers.IdentityProvider:
        if stated is None:
            raise BearerRefused("neither one of our tokens nor a JWT that names its issuer")
        if stated not in self._issuers:
            if not await api_tokens.is_known_issuer(self._pool, stated):
                raise BearerRefused("no organisation takes the word of its issuer")
            self._issuers[stated] = identity_providers.IdentityProvider(stated, self._http, clock=self._clock)
        return self._issuers[stated]
