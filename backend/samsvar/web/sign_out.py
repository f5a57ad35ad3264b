"""Signing out, here and at the identity provider, and going on in another organisation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import structlog
from starlette import requests, responses

from samsvar.connectors import provider_answers, relying_parties
from samsvar.domain import sign_ins as domain
from samsvar.graph import global_ids
from samsvar.operations import sign_ins
from samsvar.persistence import database as database_module
from samsvar.persistence import sign_ins as persisted
from samsvar.web import forms, principals, sessions

_log = structlog.get_logger(__name__)
_NEVER_KEPT = {"cache-control": "no-store"}


class SignOut:
    """`POST /auth/sign-out`: our pages call it and then go where it says."""

    def __init__(
        self,
        sessions: sessions.Sessions,
        relying_party: relying_parties.RelyingParty,
        *,
        origin: str,
        clock: Callable[[], dt.datetime],
    ) -> None:
        """Say whose sessions end, and where people may be sent to sign out as well."""
        self._sessions = sessions
        self._relying_party = relying_party
        self._home = f"{origin}/"
        self._clock = clock

    async def __call__(self, request: requests.Request) -> responses.Response:
        """End the session and answer ``{"location": address}``: the provider's place for signing out, or our home."""
        now = self._clock()
        principal = principals.of(request.scope)
        location = self._home
        ended = await self._sessions.end(principal, now=now) if principal is not None else None
        if principal is not None and ended is not None and ended[1] is not None:
            try:
                location = (
                    await self._relying_party.sign_out_url(
                        ended[1].id_token, back_to=self._home, locale=principal.locale
                    )
                    or location
                )
            except provider_answers.ProviderUnavailable as unavailable:
                _log.warning("signed out here alone", reason=str(unavailable))
        answer = responses.JSONResponse({"location": location}, headers=_NEVER_KEPT)
        sessions.take_back(answer)
        return answer


class ChangeOrganisation:
    """`POST /auth/organisation`: go on in another one of those that let this person in."""

    def __init__(
        self, database: database_module.Database, sessions: sessions.Sessions, *, clock: Callable[[], dt.datetime]
    ) -> None:
        """Say where organisations and sessions are."""
        self._database = database
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, request: requests.Request) -> responses.Response:
        """
        Go on in the organisation that the body names: ``{"organisation": id or slug}``, either as the API gives it.

        The browser gets a new key for it, and answers to the old one no more.
        """
        now = self._clock()
        principal = principals.of(request.scope)
        held = await self._sessions.load(principal) if principal is not None else None
        session, tokens = held or (None, None)
        if session is None or tokens is None:
            return _signed_out()
        try:
            name = (await forms.object_of(request)).get("organisation")
        except forms.BadForm:
            name = None
        if not isinstance(name, str):
            return _refused(400, "BAD_REQUEST")
        key, new = self._sessions.new(
            tokens, provider_session=session.provider_session, now=now, expires_at=session.expires_at
        )
        try:
            chosen = await sign_ins.switch_organisation(
                self._database, session, new, organisation=global_ids.decode(name, "Organisation") or name, now=now
            )
        except domain.NotAdmitted:
            return _refused(403, "NOT_ADMITTED")
        self._sessions.forget([session.id])
        answer = responses.JSONResponse({"organisation": _json(chosen)}, headers=_NEVER_KEPT)
        sessions.hand_out(answer, key, lasts=session.expires_at - now)
        return answer


def _json(organisation: persisted.Organisation) -> dict[str, object]:
    return {
        "id": global_ids.encode("Organisation", organisation.id),
        "slug": organisation.slug,
        "name": organisation.name,
    }


def _signed_out() -> responses.Response:
    return _refused(401, "UNAUTHENTICATED")


def _refused(status: int, code: str) -> responses.Response:
    return responses.JSONResponse({"errors": [{"extensions": {"code": code}}]}, status, _NEVER_KEPT)
