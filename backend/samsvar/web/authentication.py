"""
Finding out who asks, before anything else is done for a request.

Plain ASGI: an event stream has no end that could be waited for. A bearer token goes before a cookie, and whoever sends
one is not helped by the other. What changes something and may be another site's idea (`csrf.py`) is refused here, for
every path there is, so that no endpoint can forget to.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, Final

import structlog
from starlette import datastructures, responses, types

from samsvar.connectors import provider_answers
from samsvar.graph import global_ids
from samsvar.persistence import failures
from samsvar.web import bearer, csrf, principals, sessions

_log = structlog.get_logger(__name__)

ORGANISATION_HEADER: Final = "x-samsvar-organisation"
"""Which organisation a bearer token is used for, by its id in the API; needed only by those known in several."""

AUTHENTICATED_OTHERWISE: Final = frozenset(("/auth/back-channel-logout", "/auth/token"))
"""Called by servers, who prove who they are in the request itself and whose cookies nobody looks at."""


class Authentication:
    """ASGI middleware: attaches the principal (`principals.of`), or refuses the request."""

    def __init__(
        self,
        app: types.ASGIApp,
        *,
        sessions: sessions.Sessions,
        bearers: bearer.Bearers,
        origin: str,
        clock: Callable[[], dt.datetime],
    ) -> None:
        """Wrap `app`; `origin` is ours, as `csrf.origin_of` gives it."""
        self._app = app
        self._sessions = sessions
        self._bearers = bearers
        self._origin = origin
        self._clock = clock

    async def __call__(self, scope: types.Scope, receive: types.Receive, send: types.Send) -> None:
        """Find out who asks, and pass the request on."""
        if scope["type"] != "http" or scope["path"] in AUTHENTICATED_OTHERWISE:
            await self._app(scope, receive, send)
            return
        headers = datastructures.Headers(scope=scope)
        try:
            token = _bearer_token(headers)
            if token is None and csrf.is_foreign(scope["method"], headers, origin=self._origin):
                await _refuse(403, "FOREIGN_REQUEST", "This did not come from our own pages.")(scope, receive, send)
                return
            principals.attach(scope, await self._principal(headers, token, is_activity=True))
        except bearer.BearerRefused as refused:
            _log.info("a bearer token was refused", reason=str(refused))
            answer = _refuse(401, "UNAUTHENTICATED", "The token is not valid here.", 'Bearer error="invalid_token"')
            await answer(scope, receive, send)
            return
        except provider_answers.ProviderUnavailable as unavailable:
            _log.warning("the issuer of a bearer token cannot be asked", reason=str(unavailable))
            await _unavailable()(scope, receive, send)
            return
        except Exception as error:
            if failures.of(error) is None:
                raise
            _log.warning("who asks cannot be found out", error=repr(error))
            await _unavailable()(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def principal_again(self, scope: types.Scope) -> principals.Principal | None:
        """Look once more who a request comes from, for one that goes on for long; counts as no activity."""
        headers = datastructures.Headers(scope=scope)
        try:
            return await self._principal(headers, _bearer_token(headers), is_activity=False)
        except bearer.BearerRefused:
            return None

    async def _principal(
        self, headers: datastructures.Headers, token: str | None, *, is_activity: bool
    ) -> principals.Principal | None:
        now = self._clock()
        if token is not None:
            return await self._bearers.principal(token, organisation_id=_organisation(headers), now=now)
        key = sessions.key_in(headers)
        return None if key is None else await self._sessions.principal(key, now=now, is_activity=is_activity)


def _bearer_token(headers: datastructures.Headers) -> str | None:
    """
    Return the bearer token that was sent; None when none was.

    Raises:
        BearerRefused: There are two, so that a proxy in front may have looked at the other one.
    """
    stated = headers.getlist("authorization")
    if not stated:
        return None
    scheme, _, token = stated[0].partition(" ")
    if len(stated) > 1:
        raise bearer.BearerRefused("two Authorization headers")
    return token.strip() if scheme.lower() == "bearer" else None


def _organisation(headers: datastructures.Headers) -> uuid.UUID | None:
    stated = headers.get(ORGANISATION_HEADER)
    if stated is None:
        return None
    organisation_id = global_ids.decode(stated, "Organisation")
    if organisation_id is None:
        raise bearer.BearerRefused("the organisation asked for is no id")
    return organisation_id


def _refuse(status: int, code: str, message: str, challenge: str | None = None) -> responses.Response:
    body: dict[str, Any] = {"errors": [{"message": message, "extensions": {"code": code}}]}
    headers = {"cache-control": "no-store"} | ({"www-authenticate": challenge} if challenge else {})
    return responses.JSONResponse(body, status, headers)


def _unavailable() -> responses.Response:
    answer = _refuse(503, "UNAVAILABLE", "Not available right now. Try again in a moment.")
    answer.headers["retry-after"] = "2"
    return answer
