"""
The identity provider says that somebody is signed out (OpenID Connect Back-Channel Logout 1.0).

Each check of its section 2.6, and one more: sessions that began after the provider spoke are not meant.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Final

import structlog
from starlette import requests, responses

from samsvar.connectors import provider_answers, provider_tokens, relying_parties
from samsvar.connectors.provider_tokens import TokenRefused
from samsvar.operations import sign_in_sessions
from samsvar.persistence import database as database_module
from samsvar.web import attempts, forms, sessions

_log = structlog.get_logger(__name__)

_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
_AGE: Final = dt.timedelta(minutes=5)
"""How old the provider's words may be; they count once within that time, so they need not be remembered longer."""


class BackChannelLogout:
    """`POST /auth/back-channel-logout`."""

    def __init__(
        self,
        database: database_module.Database,
        sessions: sessions.Sessions,
        relying_party: relying_parties.RelyingParty,
        *,
        clock: Callable[[], dt.datetime],
    ) -> None:
        """Say whose sessions end, and whom we believe that they do."""
        self._database = database
        self._sessions = sessions
        self._relying_party = relying_party
        self._clock = clock
        self._failed = attempts.FailedAttempts(20, dt.timedelta(minutes=1))

    async def __call__(self, request: requests.Request) -> responses.Response:
        """End the sessions that the provider's logout token means."""
        now = self._clock()
        address = request.client.host if request.client else ""
        if self._failed.is_too_many(address, now=now):
            return _answer(429)
        try:
            await self._end(await forms.form_of(request), now)
        except (TokenRefused, forms.BadForm) as refused:
            _log.warning("a logout by the identity provider was refused", reason=str(refused))
            self._failed.note(address, now=now)
            return _answer(400)
        except provider_answers.ProviderUnavailable as unavailable:
            _log.warning("the identity provider cannot be asked for its keys", reason=str(unavailable))
            return _answer(503)
        return responses.Response(status_code=200, headers={"cache-control": "no-store"})

    async def _end(self, form: Mapping[str, str], now: dt.datetime) -> None:
        provider = self._relying_party.provider
        claims = await provider.verified(form.get("logout_token", ""), types=("logout+jwt",))
        provider_tokens.expect_audience(claims, self._relying_party.client_id)
        subject, sid, jti = _expect_logout(claims)
        if now.timestamp() - claims["iat"] > _AGE.total_seconds():
            raise TokenRefused("it was said too long ago")
        said_at = dt.datetime.fromtimestamp(claims["iat"], dt.UTC)
        leeway = dt.timedelta(seconds=provider_tokens.LEEWAY_SECONDS)
        ended = await sign_in_sessions.end_sessions_of_provider(
            self._database,
            issuer=provider.issuer,
            subject=subject,
            provider_session=sid,
            proof_hash=hashlib.sha256(f"logout {provider.issuer} {jti}".encode()).digest(),
            proof_expires_at=said_at + _AGE + leeway,
            begun_before=said_at + leeway,
            now=now,
        )
        if ended is None:
            raise TokenRefused("it was said before (jti)")
        self._sessions.forget(ended)
        _log.info("the identity provider ended sessions", count=len(ended))


def _expect_logout(claims: Mapping[str, Any]) -> tuple[str | None, str | None, str]:
    """Return subject, session and id of a logout token that says what one has to say."""
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(_EVENT), dict):
        raise TokenRefused("it does not speak of a logout (events)")
    if "nonce" in claims:
        raise TokenRefused("it is an id token in disguise (nonce)")
    subject, sid, jti = (claims.get(name) for name in ("sub", "sid", "jti"))
    if not isinstance(jti, str) or not jti:
        raise TokenRefused("it cannot be told from a repetition (jti)")
    if not all(one is None or (isinstance(one, str) and one) for one in (subject, sid)) or subject == sid is None:
        raise TokenRefused("it does not say whose session (sub, sid)")
    return subject, sid, jti


def _answer(status: int) -> responses.Response:
    return responses.JSONResponse({"error": "invalid_request"}, status, {"cache-control": "no-store"})
