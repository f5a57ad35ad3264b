"""
OpenID Providers: what they publish about themselves, and whether a token is really theirs.

A token is believed for its signature alone, made with a key that the issuer publishes at an address of its own. Keys
that a token brings along or points to are not looked at; a token that tries is refused.
"""

from __future__ import annotations

import asyncio
import base64
import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
import orjson
from joserfc import errors as jose_errors
from joserfc import jwk, jws, jwt

ALGORITHMS: Final = ("RS256", "PS256", "ES256")
"""Asymmetric ones: a public key never serves as the secret of an HMAC, and "none" is no signature."""

LEEWAY_SECONDS: Final = 30
"""How far clocks may be apart."""

_METADATA_LASTS: Final = dt.timedelta(hours=1)
_KEYS_LAST: Final = dt.timedelta(hours=1)
_KEYS_REST: Final = dt.timedelta(seconds=15)
"""However many tokens name keys that nobody knows, the issuer is not asked again sooner."""

_LARGEST_ANSWER: Final = 512 * 1024
_LARGEST_TOKEN: Final = 16 * 1024
_THIS_MACHINE: Final = ("localhost", "127.0.0.1")
_KEYS_OF_ITS_OWN: Final = frozenset(("jwk", "jku", "x5u", "x5c", "crit"))
_REGISTRY: Final = jws.JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)


class ProviderUnavailable(Exception):
    """The provider cannot be reached, or does not answer as a provider does. It may pass."""


class TokenRefused(Exception):
    """The token is not what it has to be; the message says why, for the log and not for its sender."""


@dataclasses.dataclass(frozen=True, slots=True)
class Metadata:
    """What a provider publishes about itself, as far as we use it."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    end_session_endpoint: str | None
    states_issuer: bool
    """Whether it promises to name itself in the answers of its authorization endpoint (RFC 9207)."""
    takes_basic: bool
    """Whether the token endpoint takes client id and secret as HTTP Basic; in the body if not."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Kept:
    value: Any
    fetched_at: dt.datetime


class IdentityProvider:
    """One issuer: its metadata and its keys, fetched when they are needed and kept for a while."""

    def __init__(self, issuer: str, http: httpx2.AsyncClient) -> None:
        """
        Name the issuer; nothing is fetched yet.

        Raises:
            ValueError: It could be somebody else by the time we ask: not https, and not this machine.
        """
        _expect_secure(issuer)
        self.issuer = issuer
        self._http = http
        self._metadata: _Kept | None = None
        self._keys: _Kept | None = None
        self._fetching = asyncio.Lock()

    async def metadata(self, *, now: dt.datetime) -> Metadata:
        """
        Return what the provider publishes about itself.

        Raises:
            ProviderUnavailable: It says nothing, or says it is another issuer.
        """
        kept = self._metadata
        if kept is None or now - kept.fetched_at > _METADATA_LASTS:
            async with self._fetching:
                if self._metadata is kept:
                    published = await self.get(self.issuer.rstrip("/") + "/.well-known/openid-configuration")
                    kept = self._metadata = _Kept(_metadata(published, self.issuer), now)
                else:
                    kept = self._metadata
        assert kept is not None
        found: Metadata = kept.value
        return found

    async def verified(self, token: str, *, types: Collection[str], now: dt.datetime) -> Mapping[str, Any]:
        """
        Return the claims of a token that this issuer signed; what they say is still to be checked, but for the issuer.

        Args:
            token: In compact form.
            types: What its ``typ`` header may be, in lower case, without ``application/``; "" for none.
            now: For the age of the keys that we keep, and the time that the token must be good at.

        Raises:
            TokenRefused: It is not the issuer's, not of this type, or not good now.
            ProviderUnavailable: The issuer's keys cannot be had.
        """
        header = _header(token)
        stated = str(header.get("typ", "")).lower().removeprefix("application/")
        if stated not in types:
            raise TokenRefused(f"typ is {stated!r}")
        if _KEYS_OF_ITS_OWN & header.keys():
            raise TokenRefused("the token brings its own key, or asks to be understood in ways that we don't know")
        if header.get("alg") not in ALGORITHMS:
            raise TokenRefused(f"alg is {header.get('alg')!r}")
        try:
            try:
                decoded = jwt.decode(token, await self._key_set(now), algorithms=ALGORITHMS, registry=_REGISTRY)
            except jose_errors.InvalidKeyIdError:
                keys = await self._newer_key_set(now)
                decoded = jwt.decode(token, keys, algorithms=ALGORITHMS, registry=_REGISTRY)
            _good_now(now, self.issuer).validate(decoded.claims)
        except (jose_errors.JoseError, ValueError) as error:
            raise TokenRefused(f"{type(error).__name__}: {error}") from error
        return decoded.claims

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        """
        Return the JSON object at an address of the provider's.

        Raises:
            ProviderUnavailable: There is none.
        """
        status, body = await self.request("GET", url, headers=headers)
        if status != 200:
            raise ProviderUnavailable(f"{url} answered {status}")
        return body

    async def request(
        self, method: str, url: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """
        Send a request to an address of the provider's; return the status and the JSON object of the answer.

        Raises:
            ProviderUnavailable: There is no answer, or another kind of answer. Redirects are not followed.
        """
        accept = {"accept": "application/json", **(headers or {})}
        try:
            async with self._http.stream(method, url, data=form, headers=accept) as response:
                body = b""
                async for chunk in response.aiter_bytes():
                    body += chunk
                    if len(body) > _LARGEST_ANSWER:
                        raise ProviderUnavailable(f"{url} answered at too great a length")
            answer = orjson.loads(body)
        except httpx2.HTTPError as error:
            raise ProviderUnavailable(f"{url}: {error!r}") from error
        except orjson.JSONDecodeError as error:
            raise ProviderUnavailable(f"{url} did not answer in JSON") from error
        if not isinstance(answer, dict) or response.status_code >= 500:
            raise ProviderUnavailable(f"{url} answered {response.status_code}, and not as a provider does")
        return response.status_code, answer

    async def _key_set(self, now: dt.datetime) -> jwk.KeySet:
        kept = self._keys
        if kept is None or now - kept.fetched_at > _KEYS_LAST:
            return await self._fetched_keys(now, kept)
        keys: jwk.KeySet = kept.value
        return keys

    async def _newer_key_set(self, now: dt.datetime) -> jwk.KeySet:
        kept = self._keys
        if kept is not None and now - kept.fetched_at < _KEYS_REST:
            raise TokenRefused("the key is unknown, and the issuer was asked a moment ago")
        return await self._fetched_keys(now, kept)

    async def _fetched_keys(self, now: dt.datetime, instead_of: _Kept | None) -> jwk.KeySet:
        jwks_uri = (await self.metadata(now=now)).jwks_uri
        async with self._fetching:
            if self._keys is instead_of:
                published = await self.get(jwks_uri)
                self._keys = _Kept(_signing_keys(published), now)
            keys: jwk.KeySet = self._keys.value if self._keys else _signing_keys({})
        return keys


def client() -> httpx2.AsyncClient:
    """Return the HTTP client for providers: in a hurry, and never sent elsewhere."""
    # The environment may name a proxy for the world outside, and it knows nothing of this machine.
    here = {f"all://{host}": None for host in _THIS_MACHINE}
    return httpx2.AsyncClient(timeout=httpx2.Timeout(5.0), follow_redirects=False, mounts=here)


def stated_issuer(token: str) -> str | None:
    """Return the issuer that a token claims to be from, before any of it is believed; None if it is no JWT."""
    try:
        payload = orjson.loads(_decoded(token.split(".")[1])) if len(token) <= _LARGEST_TOKEN else None
    except (IndexError, ValueError):
        return None
    issuer = payload.get("iss") if isinstance(payload, dict) else None
    return issuer if isinstance(issuer, str) else None


def _good_now(now: dt.datetime, issuer: str) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": issuer},
        exp={"essential": True},
        iat={"essential": True},
    )


def _header(token: str) -> Mapping[str, Any]:
    try:
        header = orjson.loads(_decoded(token.split(".", 1)[0])) if len(token) <= _LARGEST_TOKEN else None
    except ValueError:
        header = None
    if not isinstance(header, dict):
        raise TokenRefused("not a JWT")
    return header


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _signing_keys(published: Mapping[str, Any]) -> jwk.KeySet:
    keys = published.get("keys")
    usable = [
        key
        for key in (keys if isinstance(keys, list) else [])
        if isinstance(key, dict) and key.get("kty") in ("RSA", "EC") and key.get("use", "sig") == "sig"
    ]
    try:
        return jwk.KeySet.import_key_set({"keys": usable})
    except (jose_errors.JoseError, ValueError) as error:
        raise ProviderUnavailable("the issuer publishes no key that we could use") from error


def _metadata(published: Mapping[str, Any], issuer: str) -> Metadata:
    if published.get("issuer") != issuer:
        raise ProviderUnavailable(f"{issuer} says that it is {published.get('issuer')!r}")
    methods = published.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return Metadata(
        authorization_endpoint=_required(published, "authorization_endpoint"),
        token_endpoint=_required(published, "token_endpoint"),
        jwks_uri=_required(published, "jwks_uri"),
        userinfo_endpoint=_optional(published, "userinfo_endpoint"),
        end_session_endpoint=_optional(published, "end_session_endpoint"),
        states_issuer=published.get("authorization_response_iss_parameter_supported") is True,
        takes_basic="client_secret_basic" in methods,
    )


def _required(published: Mapping[str, Any], name: str) -> str:
    found = _optional(published, name)
    if found is None:
        raise ProviderUnavailable(f"the issuer publishes no {name}")
    return found


def _optional(published: Mapping[str, Any], name: str) -> str | None:
    found = published.get(name)
    if not isinstance(found, str):
        return None
    try:
        _expect_secure(found)
    except ValueError as error:
        raise ProviderUnavailable(f"{name}: {error}") from error
    return found


def _expect_secure(url: str) -> None:
    parts = urlsplit(url)
    host = parts.hostname or ""
    is_here = host in _THIS_MACHINE
    if not host or parts.username is not None or not (parts.scheme == "https" or (parts.scheme == "http" and is_here)):
        raise ValueError(f"{url!r} is not an https address")
