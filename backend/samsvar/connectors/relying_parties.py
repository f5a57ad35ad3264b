"""Our side of a sign-in with an OpenID Provider: Authlib's code flow with PKCE, refreshing, signing out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import httpx2
from authlib.common import errors
from authlib.oidc import core
from starlette import requests, responses

from samsvar.connectors import identity_providers, provider_answers
from samsvar.connectors.provider_tokens import TokenRefused

_SHORTEST_REFRESH: Final = dt.timedelta(seconds=20)
_USUAL_REFRESH: Final = dt.timedelta(minutes=5)
_LONGEST_STATED: Final = 86_400
_BEFORE_EXPIRY: Final = dt.timedelta(seconds=5)
_LONGEST_REASON: Final = 100


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

    def __init__(self, provider: identity_providers.IdentityProvider, *, client_id: str, redirect_uri: str) -> None:
        """Say what we are registered as; nothing is asked yet."""
        self.provider = provider
        self.client_id = client_id
        self._redirect_uri = redirect_uri

    async def authorization(
        self, request: requests.Request, *, state: str, nonce: str, locale: str, prompt: str | None = None
    ) -> responses.Response:
        """
        Return the answer that sends the browser to the provider, so that this one finds out who is there.

        What `exchange` needs when the browser is back, Authlib leaves in ``request.session``.

        Raises:
            ProviderUnavailable: The provider doesn't say where.
        """
        sent: responses.Response = await self.provider.authorize_redirect(
            request,
            self._redirect_uri,
            state=state,
            nonce=nonce,
            ui_locales=locale,
            **({"prompt": prompt} if prompt else {}),
        )
        return sent

    async def exchange(self, request: requests.Request, *, now: dt.datetime) -> SignedIn:
        """
        Return who signed in, for the code that the browser brought, with the ``request.session`` of the way there.

        Raises:
            GrantRefused: The provider doesn't know the code, or not with this verifier, or has exchanged it already.
            TokenRefused: The provider's answer has no id token, or one that isn't about this sign-in.
            ProviderUnavailable: There is no answer.
        """
        try:
            answer = await self.provider.authorize_access_token(request)
        except errors.AuthlibBaseError as refused:
            raise GrantRefused(str(refused)[:_LONGEST_REASON]) from refused
        claims = answer.get("userinfo")
        # Without an id token Authlib adds no claims and finds no fault, and then an answer can bring some of its own.
        if not isinstance(claims, core.UserInfo):
            raise TokenRefused("there is no id token")
        return SignedIn(
            _tokens(answer, answer["id_token"], None, now), await self._completed(claims, answer["access_token"])
        )

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
        try:
            answer = await self.provider.fetch_access_token(
                grant_type="refresh_token",
                refresh_token=tokens.refresh_token,
                scope=None,  # What was granted, which can be less than was asked for; asking for more is an error.
            )
        except errors.AuthlibBaseError as refused:
            raise GrantRefused(str(refused)[:_LONGEST_REASON]) from refused
        id_token = answer.get("id_token", tokens.id_token)
        if id_token != tokens.id_token:
            claims = await self.provider.parse_id_token(answer, nonce=None)
            if claims["sub"] != subject:
                raise TokenRefused("the refreshed id token is about somebody else")
        return _tokens(answer, id_token, tokens.refresh_token, now)

    async def sign_out_url(self, id_token: str | None, *, back_to: str, locale: str) -> str | None:
        """
        Return where to send the browser to sign out at the provider as well; None when it has no such place.

        Raises:
            ProviderUnavailable: It doesn't say whether it has one.
        """
        if (await self.provider.load_server_metadata())["end_session_endpoint"] is None:
            return None
        made = await self.provider.create_logout_url(
            post_logout_redirect_uri=back_to, id_token_hint=id_token, client_id=self.client_id, ui_locales=locale
        )
        # Whoever comes back comes to our home page, which knows no state, and has a clean address.
        return str(httpx2.URL(made["url"]).copy_remove_param("state"))

    async def _completed(self, claims: Mapping[str, Any], access_token: str) -> Mapping[str, Any]:
        """Add what the provider tells at its userinfo endpoint alone; many tell groups only there."""
        endpoint = (await self.provider.load_server_metadata())["userinfo_endpoint"]
        if endpoint is None or ("groups" in claims and "name" in claims):
            return claims
        # No more of the answer than this: Authlib would refresh a token that lasts a minute, and lose the new one.
        with provider_answers.expecting_success():
            told = await self.provider.userinfo(token={"access_token": access_token, "token_type": "Bearer"})
        if told.get("sub") != claims["sub"]:
            raise TokenRefused("the userinfo endpoint speaks of somebody else")
        return {**told, **claims}


def _tokens(answer: Mapping[str, Any], id_token: str, refresh_token: str | None, now: dt.datetime) -> Tokens:
    newer = answer.get("refresh_token")
    refresh_token = newer if isinstance(newer, str) else refresh_token
    seconds = answer.get("expires_in")
    lasts = _USUAL_REFRESH
    if isinstance(seconds, int) and 0 < seconds <= _LONGEST_STATED:
        lasts = dt.timedelta(seconds=seconds) - _BEFORE_EXPIRY
    return Tokens(id_token, refresh_token, now + max(lasts, _SHORTEST_REFRESH) if refresh_token else None)
