"""Our side of a sign-in with an OpenID Provider: the authorization code flow with PKCE, refreshing, signing out."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote, urlencode

from samsvar.connectors import identity_providers
from samsvar.connectors.identity_providers import ProviderUnavailable, TokenRefused

_SHORTEST_REFRESH: Final = dt.timedelta(seconds=20)
_USUAL_REFRESH: Final = dt.timedelta(minutes=5)
_LONGEST_STATED: Final = 86_400
_BEFORE_EXPIRY: Final = dt.timedelta(seconds=5)
_LONGEST_SUBJECT: Final = 255


class GrantRefused(Exception):
    """The provider doesn't exchange what it was shown: an error of RFC 6749, section 5.2, as the message."""


@dataclasses.dataclass(frozen=True, slots=True)
class Tokens:
    """What a provider gives for a code or a refresh token, as far as we keep it."""

    id_token: str
    refresh_token: str | None
    refresh_due_at: dt.datetime | None
    """When the access token is over, and the provider to be asked again; None when there is no means to ask."""


@dataclasses.dataclass(frozen=True, slots=True)
class SignedIn:
    """Tokens, and what the provider says in them (and at its userinfo endpoint) about who signed in."""

    tokens: Tokens
    claims: Mapping[str, Any]


class RelyingParty:
    """Samsvar as a provider knows it."""

    def __init__(
        self,
        provider: identity_providers.IdentityProvider,
        *,
        client_id: str,
        client_secret: str,
        redirect_uri: str,
        scope: str,
    ) -> None:
        """Say what we are registered as; nothing is asked yet."""
        self.provider = provider
        self.client_id = client_id
        self._client_secret = client_secret
        self._redirect_uri = redirect_uri
        self._scope = scope

    async def authorization_url(
        self, *, state: str, nonce: str, verifier: str, locale: str, prompt: str | None = None, now: dt.datetime
    ) -> str:
        """
        Return where to send the browser, so that the provider finds out who is there.

        Raises:
            ProviderUnavailable: The provider doesn't say where.
        """
        metadata = await self.provider.metadata(now=now)
        return _with_query(
            metadata.authorization_endpoint,
            {
                "response_type": "code",
                "client_id": self.client_id,
                "redirect_uri": self._redirect_uri,
                "scope": self._scope,
                "state": state,
                "nonce": nonce,
                "code_challenge": challenge_of(verifier),
                "code_challenge_method": "S256",
                "ui_locales": locale,
            }
            | ({"prompt": prompt} if prompt else {}),
        )

    async def exchange(self, *, code: str, verifier: str, nonce: str, now: dt.datetime) -> SignedIn:
        """
        Return who signed in, for the code that the browser brought.

        Raises:
            GrantRefused: The provider doesn't know the code, or not with this verifier, or has exchanged it already.
            TokenRefused: The provider's answer has no id token, or one that isn't about this sign-in.
            ProviderUnavailable: There is no answer.
        """
        answer = await self._granted(
            {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": self._redirect_uri,
                "code_verifier": verifier,
            },
            now,
        )
        id_token = answer.get("id_token")
        access_token = answer["access_token"]
        if not isinstance(id_token, str):
            raise TokenRefused("there is no id token")
        claims = await self._id_claims(id_token, now)
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise TokenRefused("the id token is about another sign-in (nonce)")
        if "at_hash" in claims and claims["at_hash"] != _half_hash(access_token):
            raise TokenRefused("the access token belongs to another id token (at_hash)")
        claims = await self._completed(claims, access_token, now)
        return SignedIn(_tokens(answer, id_token, None, now), claims)

    async def refresh(self, tokens: Tokens, *, subject: str, now: dt.datetime) -> Tokens:
        """
        Return new tokens for the same person: so the provider says that the account still is what it was.

        Raises:
            GrantRefused: It no longer is.
            TokenRefused: The answer is about somebody else.
            ProviderUnavailable: There is no answer.
        """
        if tokens.refresh_token is None:
            raise GrantRefused("there is nothing to ask with")
        answer = await self._granted({"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}, now)
        id_token = answer.get("id_token", tokens.id_token)
        if id_token != tokens.id_token:
            claims = await self._id_claims(id_token, now)
            if claims["sub"] != subject:
                raise TokenRefused("the refreshed id token is about somebody else")
        return _tokens(answer, id_token, tokens.refresh_token, now)

    async def sign_out_url(self, id_token: str | None, *, back_to: str, locale: str, now: dt.datetime) -> str | None:
        """Return where to send the browser to sign out at the provider as well; None when it has no such place."""
        endpoint = (await self.provider.metadata(now=now)).end_session_endpoint
        if endpoint is None:
            return None
        hint = {"id_token_hint": id_token} if id_token else {}
        return _with_query(
            endpoint,
            {**hint, "client_id": self.client_id, "post_logout_redirect_uri": back_to, "ui_locales": locale},
        )

    async def _id_claims(self, id_token: object, now: dt.datetime) -> Mapping[str, Any]:
        """Check what OpenID Connect Core, section 3.1.3.7, tells a client to check, but for the nonce."""
        if not isinstance(id_token, str):
            raise TokenRefused("the id token is no text")
        claims = await self.provider.verified(id_token, types=("", "jwt"), now=now)
        expect_audience(claims, self.client_id)
        if claims.get("azp", self.client_id) != self.client_id or (_is_several(claims["aud"]) and "azp" not in claims):
            raise TokenRefused("the id token was made for another client (azp)")
        subject = claims.get("sub")
        if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT:
            raise TokenRefused("the id token is about nobody (sub)")
        return claims

    async def _completed(self, claims: Mapping[str, Any], access_token: str, now: dt.datetime) -> Mapping[str, Any]:
        """Add what the provider tells at its userinfo endpoint alone; many tell groups only there."""
        endpoint = (await self.provider.metadata(now=now)).userinfo_endpoint
        if endpoint is None or ("groups" in claims and "name" in claims):
            return claims
        told = await self.provider.get(endpoint, {"authorization": f"Bearer {access_token}"})
        if told.get("sub") != claims["sub"]:
            raise TokenRefused("the userinfo endpoint speaks of somebody else")
        return {**told, **claims}

    async def _granted(self, form: dict[str, str], now: dt.datetime) -> dict[str, Any]:
        metadata = await self.provider.metadata(now=now)
        headers = {}
        if metadata.takes_basic:
            # RFC 6749, section 2.3.1: both are form-encoded before they are joined.
            joined = f"{quote(self.client_id, safe='')}:{quote(self._client_secret, safe='')}"
            headers["authorization"] = f"Basic {base64.b64encode(joined.encode()).decode()}"
        else:
            form = {**form, "client_id": self.client_id, "client_secret": self._client_secret}
        status, answer = await self.provider.request("POST", metadata.token_endpoint, form=form, headers=headers)
        if status in (400, 401, 403) and "error" in answer:
            raise GrantRefused(str(answer["error"])[:100])
        if status != 200 or not isinstance(answer.get("access_token"), str):
            raise ProviderUnavailable(f"the token endpoint answered {status}")
        if str(answer.get("token_type", "")).lower() != "bearer":
            raise ProviderUnavailable("the token endpoint gave a token of a kind that we cannot use")
        return answer


def challenge_of(verifier: str) -> str:
    """Return the S256 challenge of RFC 7636."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def expect_audience(claims: Mapping[str, Any], audience: str) -> None:
    """
    Do nothing, provided that the token was made for `audience`.

    Raises:
        TokenRefused: It was made for somebody else.
    """
    stated = claims.get("aud")
    if stated != audience and not (isinstance(stated, list) and audience in stated):
        raise TokenRefused("the token was made for somebody else (aud)")


def _tokens(answer: Mapping[str, Any], id_token: str, refresh_token: str | None, now: dt.datetime) -> Tokens:
    newer = answer.get("refresh_token")
    refresh_token = newer if isinstance(newer, str) else refresh_token
    seconds = answer.get("expires_in")
    lasts = _USUAL_REFRESH
    if isinstance(seconds, int) and 0 < seconds <= _LONGEST_STATED:
        lasts = dt.timedelta(seconds=seconds) - _BEFORE_EXPIRY
    return Tokens(id_token, refresh_token, now + max(lasts, _SHORTEST_REFRESH) if refresh_token else None)


def _is_several(audience: object) -> bool:
    return isinstance(audience, list) and len(audience) > 1


def _half_hash(token: str) -> str:
    digest = hashlib.sha256(token.encode()).digest()  # Each of our algorithms hashes with SHA-256.
    return base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()


def _with_query(endpoint: str, parameters: Mapping[str, str]) -> str:
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(parameters)}"
