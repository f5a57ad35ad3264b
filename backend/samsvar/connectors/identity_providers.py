"""
OpenID Providers: what they publish about themselves, and whether a token is really theirs.

Authlib asks and checks; what it leaves to its callers is done here, in the places that it has for that: which of the
published metadata to go by and for how long, which keys to take and how often to ask for them, and what an id token
has to be beyond what Authlib makes sure of (ADR 21).

A token is believed for its signature alone, made with a key that the issuer publishes at an address of its own. Keys
that a token brings along or points to are not looked at; a token that tries is refused.
"""

from __future__ import annotations

import asyncio
import base64
import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final
from urllib.parse import quote

import httpx2
from authlib.integrations import httpx_client, starlette_client
from authlib.oidc import core
from joserfc import errors as jose_errors
from joserfc import jwk, jws, jwt

from samsvar.connectors import provider_answers, provider_metadata, provider_tokens
from samsvar.connectors.provider_answers import ProviderUnavailable
from samsvar.connectors.provider_tokens import TokenRefused

_METADATA_LASTS: Final = dt.timedelta(hours=1)
_KEYS_LAST: Final = dt.timedelta(hours=1)
_KEYS_REST: Final = dt.timedelta(seconds=15)
"""However many tokens name keys that nobody knows, the issuer is not asked again sooner."""

_REGISTRY: Final = jws.JWSRegistry(algorithms=list(provider_tokens.ALGORITHMS), strict_check_header=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Registration:
    """What we are registered as with a provider, and what we ask it for."""

    client_id: str
    client_secret: str = dataclasses.field(repr=False)
    scope: str


@dataclasses.dataclass(frozen=True, slots=True)
class _Keys:
    published: jwk.KeySetSerialization
    imported: jwk.KeySet
    fetched_at: dt.datetime


class IdentityProvider(starlette_client.StarletteOAuth2App):
    """One issuer: its metadata and its keys, fetched when they are needed and kept for a while."""

    def __init__(
        self,
        issuer: str,
        http: httpx2.AsyncClient,
        *,
        clock: Callable[[], dt.datetime],
        registration: Registration | None = None,
    ) -> None:
        """
        Name the issuer; nothing is fetched yet.

        Args:
            issuer: As it calls itself.
            http: By which it is asked; see `provider_answers.client`.
            clock: For the age of what is kept, and the time that tokens must be good at.
            registration: For people to sign in; without it, tokens can be verified and no more.

        Raises:
            ValueError: It could be somebody else by the time we ask: not https, and not this machine.
        """
        provider_metadata.expect_secure(issuer)
        super().__init__(
            _Framework("sign-in"),
            "sign-in",
            client_id=registration and registration.client_id,
            client_secret=registration and registration.client_secret,
            server_metadata_url=issuer.rstrip("/") + "/.well-known/openid-configuration",
            client_kwargs={
                "scope": registration and registration.scope,
                "code_challenge_method": "S256",
                "transport": provider_answers.ProviderAnswers(http),
                "headers": {"accept": "application/json"},
            },
            client_auth_methods=[("client_secret_basic", _encoded_basic)],
            compliance_fix=lambda client: client.register_compliance_hook(
                "access_token_response", provider_answers.expect_tokens
            ),
        )
        self.issuer = issuer
        self._clock = clock
        self._loaded_at: dt.datetime | None = None
        self._loading = asyncio.Lock()
        self._keys: _Keys | None = None
        self._fetching = asyncio.Lock()

    async def load_server_metadata(self) -> dict[str, Any]:
        """
        Return what the provider publishes about itself, as far as we go by it. Authlib would keep it for good.

        Raises:
            ProviderUnavailable: It says nothing, or says it is another issuer.
        """
        loaded_at, now = self._loaded_at, self._clock()
        if loaded_at is None or now - loaded_at > _METADATA_LASTS:
            async with self._loading:
                if self._loaded_at is loaded_at:
                    self.server_metadata = {}
                    with provider_answers.expecting_success():
                        published = await super().load_server_metadata()
                    self.server_metadata = provider_metadata.trusted(published, self.issuer)
                    self._loaded_at = now
        metadata: dict[str, Any] = self.server_metadata
        return metadata

    async def fetch_jwk_set(self, force: bool = False) -> jwk.KeySetSerialization:  # noqa: FBT001, FBT002  # As Authlib has it.
        """
        Return the keys that the issuer signs with; with `force`, others than those that were known.

        Raises:
            TokenRefused: The issuer was asked for others a moment ago.
            ProviderUnavailable: They cannot be had.
        """
        return (await self._newer_keys() if force else await self._key_set()).published

    async def parse_id_token(
        self,
        token: Mapping[str, Any],
        nonce: str | None,
        *_asked_for: object,
        **_asked: object,
    ) -> core.UserInfo:
        """
        Return what the id token in an answer of the token endpoint says, provided that it is all that it has to be.

        Which claims that takes is decided here and by no caller. Authlib alone takes a token that was made for another
        client, unless it is told whom to expect (``aud``).

        Args:
            token: The answer.
            nonce: Of the sign-in that it has to be about; None where it is about none (refresh).

        Raises:
            TokenRefused: There is no id token, or not such a one.
            ProviderUnavailable: The issuer's keys cannot be had.
        """
        id_token = token.get("id_token")
        if not isinstance(id_token, str) or len(id_token) > provider_tokens.LARGEST:
            raise TokenRefused("there is no id token, or none that is a text of bearable length")
        try:
            return await super().parse_id_token(
                token,
                nonce,
                claims_options={
                    "iss": {"essential": True, "value": self.issuer},
                    "aud": {"essential": True, "value": self.client_id},
                    "sub": {"essential": True},
                },
                claims_cls=functools.partial(
                    provider_tokens.IdToken, access_token=token["access_token"], now=self._clock()
                ),
                leeway=provider_tokens.LEEWAY_SECONDS,
            )
        except (jose_errors.JoseError, ValueError) as error:
            raise TokenRefused(f"{type(error).__name__}: {error}") from error

    async def verified(self, token: str, *, types: Collection[str]) -> Mapping[str, Any]:
        """
        Return the claims of a token that this issuer signed; what they say is still to be checked, but for the issuer.

        Args:
            token: In compact form.
            types: What its ``typ`` header may be, in lower case, without ``application/``; "" for none.

        Raises:
            TokenRefused: It is not the issuer's, not of this type, or not good now.
            ProviderUnavailable: The issuer's keys cannot be had.
        """
        provider_tokens.expect_header(provider_tokens.header_of(token), types)
        try:
            try:
                keys = await self._key_set()
                decoded = jwt.decode(token, keys.imported, algorithms=provider_tokens.ALGORITHMS, registry=_REGISTRY)
            except jose_errors.InvalidKeyIdError:
                keys = await self._newer_keys()
                decoded = jwt.decode(token, keys.imported, algorithms=provider_tokens.ALGORITHMS, registry=_REGISTRY)
            provider_tokens.good_at(self._clock(), self.issuer).validate(decoded.claims)
        except (jose_errors.JoseError, ValueError) as error:
            raise TokenRefused(f"{type(error).__name__}: {error}") from error
        return decoded.claims

    async def _key_set(self) -> _Keys:
        kept = self._keys
        if kept is None or self._clock() - kept.fetched_at > _KEYS_LAST:
            return await self._fetched_keys(kept)
        return kept

    async def _newer_keys(self) -> _Keys:
        kept = self._keys
        if kept is not None and self._clock() - kept.fetched_at < _KEYS_REST:
            raise TokenRefused("the key is unknown, and the issuer was asked a moment ago")
        return await self._fetched_keys(kept)

    async def _fetched_keys(self, instead_of: _Keys | None) -> _Keys:
        async with self._fetching:
            kept = self._keys
            if kept is None or kept is instead_of:
                with provider_answers.expecting_success():
                    published = await super().fetch_jwk_set(force=True)
                kept = self._keys = _signing_keys(published, self._clock())
        return kept


class _Framework(starlette_client.StarletteIntegration):
    """Where Authlib keeps what it needs on the way back: in ``request.session``, which lives in a cookie with us."""

    async def set_state_data(self, session: dict[str, Any] | None, state: str, data: Mapping[str, Any]) -> None:
        """Keep it but for the address that the browser is sent to: it is long, and nobody asks for it again."""
        await super().set_state_data(session, state, {name: kept for name, kept in data.items() if name != "url"})


def _signing_keys(published: Mapping[str, Any], fetched_at: dt.datetime) -> _Keys:
    keys = published.get("keys")
    usable: jwk.KeySetSerialization = {
        "keys": [
            key
            for key in (keys if isinstance(keys, list) else [])
            if isinstance(key, dict) and key.get("kty") in ("RSA", "EC") and key.get("use", "sig") == "sig"
        ]
    }
    try:
        return _Keys(usable, jwk.KeySet.import_key_set(usable), fetched_at)
    except (jose_errors.JoseError, ValueError) as error:
        raise ProviderUnavailable("the issuer publishes no key that we could use") from error


def _encoded_basic(
    client: httpx_client.AsyncOAuth2Client, _method: str, uri: str, headers: httpx2.Headers, body: bytes
) -> tuple[str, httpx2.Headers, bytes]:
    """Add client id and secret as RFC 6749, section 2.3.1 has it: form-encoded before they are joined."""
    joined = ":".join(quote(part, safe="") for part in (client.client_id, client.client_secret))
    headers["Authorization"] = f"Basic {base64.b64encode(joined.encode()).decode()}"
    return uri, headers, body
