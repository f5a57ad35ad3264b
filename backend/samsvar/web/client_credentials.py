"""Tokens for our own API clients: `POST /auth/token`, the client credentials grant of RFC 6749, section 4.4."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import secrets
from collections.abc import Callable, Mapping
from urllib.parse import unquote_plus

from starlette import requests, responses

from samsvar.operations import api_tokens
from samsvar.persistence import database as database_module
from samsvar.web import attempts, bearer, forms, sessions


class ClientCredentials:
    """Gives short-lived opaque tokens; whoever asks proves who they are with the client's secret."""

    def __init__(self, database: database_module.Database, *, clock: Callable[[], dt.datetime]) -> None:
        """Say where clients and tokens are kept."""
        self._database = database
        self._clock = clock
        self._failed = attempts.FailedAttempts(20, dt.timedelta(minutes=1))

    async def __call__(self, request: requests.Request) -> responses.Response:
        """Answer one request for a token."""
        now = self._clock()
        address = request.client.host if request.client else ""
        if self._failed.is_too_many(address, now=now):
            return _refused(429, "temporarily_unavailable")
        try:
            form = await forms.form_of(request)
            client_id, secret = _credentials(request, form)
        except forms.BadForm:
            return _refused(400, "invalid_request")
        if form.get("grant_type") != "client_credentials":
            return _refused(400, "unsupported_grant_type")
        token = bearer.OUR_PREFIX + secrets.token_urlsafe(32)
        try:
            issued = await api_tokens.issue_api_token(
                self._database,
                client_id=client_id,
                secret=secret,
                scopes=form.get("scope", "").split(),
                key_hash=sessions.hash_of(token),
                now=now,
            )
        except api_tokens.ClientUnknown:
            self._failed.note(address, now=now)
            return _refused(401, "invalid_client", {"www-authenticate": 'Basic realm="Samsvar"'})
        except api_tokens.ScopeNotGranted:
            return _refused(400, "invalid_scope")
        return responses.JSONResponse(
            {
                "access_token": token,
                "token_type": "Bearer",
                "expires_in": int(issued.lasts.total_seconds()),
                "scope": " ".join(issued.scopes),
            },
            headers={"cache-control": "no-store"},
        )


def _credentials(request: requests.Request, form: Mapping[str, str]) -> tuple[str, str]:
    """
    Return client id and secret: from the Authorization header or from the form, and not from both.

    Raises:
        BadForm: From neither, or from both.
    """
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    in_form = "client_secret" in form
    if scheme.lower() == "basic" and not in_form:
        try:
            client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise forms.BadForm("the Authorization header cannot be read") from error
        return unquote_plus(client_id), unquote_plus(secret)
    if not scheme and in_form and "client_id" in form:
        return form["client_id"], form["client_secret"]
    raise forms.BadForm("the client proves itself in no way, or in two")


def _refused(status: int, error: str, headers: Mapping[str, str] | None = None) -> responses.Response:
    return responses.JSONResponse({"error": error}, status, {"cache-control": "no-store", **(headers or {})})
