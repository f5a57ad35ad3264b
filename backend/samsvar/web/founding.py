"""
Founding an organisation in the browser, by somebody whom a sign-in has shown and no organisation takes in.

What the sign-in showed travels in a cookie of its own, sealed and good for half an hour: it opens nothing, and founds
once. Afterwards the founder signs in like anybody else, so that there is one way in. Who may found at all is a setting.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import datetime as dt
import hashlib
import secrets
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

import orjson
import structlog
from starlette import requests, responses

from samsvar import settings
from samsvar.domain import organisations as domain
from samsvar.domain import refusals, sign_ins
from samsvar.graph import problems
from samsvar.operations import organisations
from samsvar.persistence import database as database_module
from samsvar.web import attempts, forms, sealing, sign_in_pages

_log = structlog.get_logger(__name__)

PLACE: Final = "/found"
"""Where in the app one founds."""

COOKIE: Final = "__Host-samsvar-founder"
LASTS: Final = dt.timedelta(minutes=30)

_NEVER_KEPT: Final = {"cache-control": "no-store"}
_AFTERWARDS: Final = "/"
_MOST_ATTEMPTS: Final = 20
_MOST_FOUNDED: Final = 3
_WITHIN: Final = dt.timedelta(hours=1)


class Founding:
    """`GET /auth/founding` says who would found, `POST /auth/founding` does it."""

    def __init__(
        self,
        database: database_module.Database,
        seal: sealing.Seal,
        *,
        who: settings.Founding,
        clock: Callable[[], dt.datetime],
    ) -> None:
        """Say where organisations are kept, and who may found them: nobody, only the first, or everyone."""
        self._database = database
        self._seal = seal
        self._who = who
        self._clock = clock
        self._tried = attempts.FailedAttempts(_MOST_ATTEMPTS, _WITHIN)
        self._founded = attempts.FailedAttempts(_MOST_FOUNDED, _WITHIN)

    async def is_open(self) -> bool:
        """Tell whether somebody whom no organisation takes in may found one now."""
        return self._who != "nobody" and await organisations.may_be_founded(
            self._database, is_first_only=self._who == "first"
        )

    def hand_out(self, answer: responses.Response, identity: sign_ins.Identity, *, now: dt.datetime) -> None:
        """Give the browser what lets it found as whoever has just signed in."""
        shown = {
            "proof": secrets.token_urlsafe(32),
            "until": (now + LASTS).timestamp(),
            # Groups would make it long, and the next sign-in says them anew.
            "identity": dataclasses.asdict(identity) | {"groups": []},
        }
        answer.set_cookie(
            COOKIE,
            base64.urlsafe_b64encode(self._seal.sealed(orjson.dumps(shown))).decode(),
            max_age=int(LASTS.total_seconds()),
            path="/",
            secure=True,
            httponly=True,
            samesite="lax",
        )

    async def show(self, request: requests.Request) -> responses.Response:
        """Answer ``{"isOpen": bool, "founder": {"name", "email"} | null}``."""
        shown = self._shown(request, self._clock())
        founder = None if shown is None else {"name": shown[0].name, "email": shown[0].email}
        return responses.JSONResponse({"isOpen": await self.is_open(), "founder": founder}, headers=_NEVER_KEPT)

    async def found(self, request: requests.Request) -> responses.Response:
        """
        Found an organisation, and answer ``{"location": address}``: the sign-in that opens it.

        The body says ``name``, ``slug``, ``locale``, ``timezone`` and ``cycleMonths``. What is refused comes as
        ``{"problems": [...]}`` with status 422, each as the API has them.
        """
        now = self._clock()
        shown = self._shown(request, now)
        if shown is None:
            return _refused(401, "UNAUTHENTICATED")
        identity, proof, until = shown
        person = f"{identity.issuer} {identity.subject}"
        if self._tried.is_too_many(person, now=now) or self._founded.is_too_many(person, now=now):
            return _refused(429, "TOO_MANY_ATTEMPTS", {"retry-after": str(int(_WITHIN.total_seconds()))})
        # Every attempt tells whether a slug is taken, so all of them count.
        self._tried.note(person, now=now)
        try:
            draft = _draft(await forms.object_of(request), now=now)
        except forms.BadForm:
            return _refused(400, "BAD_REQUEST")
        try:
            if self._who == "nobody":
                raise domain.FoundingClosed
            founder = organisations.Founder(
                identity,
                proof_hash=hashlib.sha256(f"founding {proof}".encode()).digest(),
                proof_expires_at=until,
                is_first_only=self._who == "first",
            )
            await organisations.found_by_person(self._database, draft, founder, now=now)
        except refusals.Refusal as refusal:
            locale = sign_in_pages.preferred_locale(request.headers.get("accept-language", ""))
            return responses.JSONResponse({"problems": [_told(refusal, locale)]}, 422, _NEVER_KEPT)
        self._founded.note(person, now=now)
        _log.info("an organisation was founded", slug=draft.slug)
        query = urlencode({"next": _AFTERWARDS, "organisation": draft.slug, "lang": draft.locale})
        answer = responses.JSONResponse({"location": f"/auth/sign-in?{query}"}, 201, _NEVER_KEPT)
        answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
        return answer

    def _shown(self, request: requests.Request, now: dt.datetime) -> tuple[sign_ins.Identity, str, dt.datetime] | None:
        """Return whom the browser's cookie shows, what makes it one of a kind, and until when it is good."""
        try:
            plain = self._seal.opened(base64.urlsafe_b64decode(request.cookies.get(COOKIE, "")))
        except binascii.Error:
            return None
        if plain is None:
            return None
        shown: dict[str, Any] = orjson.loads(plain)
        until = dt.datetime.fromtimestamp(shown["until"], dt.UTC)
        if now >= until:
            return None
        return sign_ins.Identity(**shown["identity"] | {"groups": frozenset()}), shown["proof"], until


def _draft(stated: dict[str, Any], *, now: dt.datetime) -> organisations.FoundOrganisation:
    name, slug, locale, timezone = (stated.get(each) for each in ("name", "slug", "locale", "timezone"))
    cycle_months = stated.get("cycleMonths")
    if not (
        isinstance(name, str)
        and isinstance(slug, str)
        and isinstance(timezone, str)
        and locale in sign_ins.LOCALES
        and type(cycle_months) is int
    ):
        raise forms.BadForm("a field is missing, or of the wrong type")
    return organisations.FoundOrganisation(
        name=name,
        slug=slug,
        on=organisations.today_in(timezone, now=now),
        locale=domain.Locale(locale),
        timezone=timezone,
        cycle_months=cycle_months,
    )


def _told(refusal: refusals.Refusal, locale: str) -> dict[str, object]:
    problem = problems.Problem.of(refusal, locale)
    return {
        "code": problem.code,
        "field": problem.field,
        "message": problem.message,
        "remedy": problem.remedy,
        "details": problem.details,
    }


def _refused(status: int, code: str, headers: dict[str, str] | None = None) -> responses.Response:
    return responses.JSONResponse({"errors": [{"extensions": {"code": code}}]}, status, _NEVER_KEPT | (headers or {}))
