"""
Signing in: to the identity provider and back, and what has to fit when the browser returns.

What was begun travels in a cookie of its own for each attempt, sealed: two tabs can sign in side by side, a stranger
can begin any number of sign-ins without anything being stored, and a link to the way back is worth nothing in a
browser that did not begin (login CSRF). Each attempt counts once. It is what Authlib finds as ``request.session``, so
that no attempt sees or displaces another's.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from typing import Any, Final

import orjson
import structlog
from starlette import requests, responses

from samsvar.connectors import provider_tokens, relying_parties
from samsvar.connectors.provider_answers import ProviderUnavailable
from samsvar.domain import sign_ins as domain
from samsvar.operations import sign_in_sessions, sign_ins
from samsvar.persistence import database as database_module
from samsvar.web import destinations, founding, principals, sealing, sessions, sign_in_pages
from samsvar.web.sign_in_pages import Problem

_log = structlog.get_logger(__name__)

ATTEMPT_COOKIE: Final = "__Host-samsvar-sign-in-"
ATTEMPT_LASTS: Final = dt.timedelta(minutes=10)

_MOST_ATTEMPTS: Final = 5
_MOST_GROUPS: Final = 2_000
_LONGEST_TEXT: Final = 200


@dataclasses.dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in that was begun in this browser."""

    state: str
    asked: dict[str, Any]
    """What Authlib keeps of it for the way back: nonce, PKCE verifier, where to."""
    back_to: str
    organisation: str | None
    locale: str
    begun_at: float
    """Seconds since 1970."""


class _Failed(Exception):
    def __init__(self, problem: Problem, reason: str) -> None:
        super().__init__(reason)
        self.problem = problem


class _MayFound(Exception):
    """No organisation takes them in, and they may found one."""

    def __init__(self, identity: domain.Identity, attempt: Attempt) -> None:
        super().__init__()
        self.identity = identity
        self.attempt = attempt


@dataclasses.dataclass(frozen=True, slots=True)
class _LetIn:
    """Whom a sign-in let in, and the browser's new key."""

    identity: domain.Identity
    key: str


class SignIn:
    """`GET /auth/sign-in` and `GET /auth/callback`."""

    def __init__(
        self,
        database: database_module.Database,
        sessions: sessions.Sessions,
        relying_party: relying_parties.RelyingParty,
        foundings: founding.Founding,
        seal: sealing.Seal,
        *,
        origin: str,
        clock: Callable[[], dt.datetime],
    ) -> None:
        """Say where sessions begin, with whom people sign in, and where they come back to."""
        self._database = database
        self._sessions = sessions
        self._relying_party = relying_party
        self._foundings = foundings
        self._seal = seal
        self._origin = origin
        self._clock = clock

    async def begin(self, request: requests.Request) -> responses.Response:
        """
        Send the browser to the identity provider.

        Query: ``next`` (a path of ours to come back to), ``organisation`` (its slug), ``lang``, ``account=another``.
        """
        now = self._clock()
        query = request.query_params
        attempt = Attempt(
            state=secrets.token_urlsafe(32),
            asked={},
            back_to=destinations.safe(query.get("next")),
            organisation=query.get("organisation", "")[:_LONGEST_TEXT] or None,
            locale=domain.locale_of(query.get("lang")) or _locale(request),
            begun_at=now.timestamp(),
        )
        request.scope["session"] = attempt.asked
        try:
            answer = await self._relying_party.authorization(
                request,
                state=attempt.state,
                nonce=secrets.token_urlsafe(32),
                locale=attempt.locale,
                prompt="login" if query.get("account") == "another" else None,
            )
        except ProviderUnavailable as unavailable:
            return _told(request, _Failed(Problem.UNAVAILABLE, str(unavailable)), attempt)
        answer.headers["cache-control"] = "no-store"
        earlier = [name for name in request.cookies if name.startswith(ATTEMPT_COOKIE)]
        if len(earlier) >= _MOST_ATTEMPTS:
            for name in earlier:
                _forget(answer, name)
        answer.set_cookie(
            _cookie_name(attempt.state),
            base64.urlsafe_b64encode(self._seal.sealed(orjson.dumps(attempt))).decode(),
            max_age=int(ATTEMPT_LASTS.total_seconds()),
            path="/",
            secure=True,
            httponly=True,
            samesite="lax",
        )
        return answer

    async def finish(self, request: requests.Request) -> responses.Response:
        """Take the browser back from the identity provider, and begin a session if everything fits."""
        now = self._clock()
        attempt = None
        try:
            answered = _once(request)
            attempt = self._attempt(request, answered.get("state"), now)
            let_in = await self._signed_in(request, answered, attempt, now)
        except _Failed as failed:
            return _told(request, failed, attempt)
        except ProviderUnavailable as unavailable:
            return _told(request, _Failed(Problem.UNAVAILABLE, str(unavailable)), attempt)
        except (provider_tokens.TokenRefused, relying_parties.GrantRefused) as refused:
            return _told(request, _Failed(Problem.REFUSED, str(refused)), attempt)
        except _MayFound as stranger:
            answer = self._sent_on(stranger.attempt, founding.PLACE)
            self._foundings.hand_out(answer, stranger.identity, now=now)
            return answer
        except domain.NotAdmitted:
            return _told(request, _Failed(Problem.NOT_ADMITTED, "no organisation takes this person in"), attempt)
        answer = self._sent_on(attempt, attempt.back_to)
        sessions.hand_out(answer, let_in.key, lasts=self._sessions.longest)
        if attempt.back_to == founding.PLACE and await self._foundings.is_open():
            self._foundings.hand_out(answer, let_in.identity, now=now)
        return answer

    def _sent_on(self, attempt: Attempt, path: str) -> responses.Response:
        answer = responses.RedirectResponse(self._origin + path, 303, {"cache-control": "no-store"})
        _forget(answer, _cookie_name(attempt.state))
        return answer

    def _attempt(self, request: requests.Request, state: str | None, now: dt.datetime) -> Attempt:
        if not state:
            raise _Failed(Problem.STALE, "no state came back")
        sealed = request.cookies.get(_cookie_name(state))
        if sealed is None:
            raise _Failed(Problem.STALE, "this browser did not begin the sign-in, or has finished it")
        try:
            plain = self._seal.opened(base64.urlsafe_b64decode(sealed))
        except binascii.Error:
            plain = None
        if plain is None:
            raise _Failed(Problem.STALE, "the cookie of the attempt was not made here")
        try:
            attempt = Attempt(**orjson.loads(plain))
        except TypeError as another:
            raise _Failed(Problem.STALE, "the sign-in was begun before an update of the server") from another
        if not hmac.compare_digest(attempt.state.encode(), state.encode()):
            raise _Failed(Problem.STALE, "the state belongs to another attempt")
        if now.timestamp() - attempt.begun_at > ATTEMPT_LASTS.total_seconds():
            raise _Failed(Problem.STALE, "the sign-in was begun too long ago")
        return attempt

    async def _signed_in(
        self, request: requests.Request, answered: Mapping[str, str], attempt: Attempt, now: dt.datetime
    ) -> _LetIn:
        """Return who was let in, with the browser's new key."""
        await self._expect_issuer(answered.get("iss"))
        if not await sign_in_sessions.spend(
            self._database,
            hashlib.sha256(f"state {attempt.state}".encode()).digest(),
            expires_at=now + ATTEMPT_LASTS,
            now=now,
        ):
            raise _Failed(Problem.STALE, "this attempt was finished before")
        if "error" in answered:
            raise _Failed(Problem.CANCELLED, f"the provider says {answered['error'][:_LONGEST_TEXT]!r}")
        if not answered.get("code"):
            raise _Failed(Problem.REFUSED, "no code came back")
        request.scope["session"] = attempt.asked
        signed_in = await self._relying_party.exchange(request, now=now)
        sid = signed_in.claims.get("sid")
        key, session = self._sessions.new(
            signed_in.tokens, provider_session=sid if isinstance(sid, str) else None, now=now
        )
        identity = identity_of(signed_in.claims, self._relying_party.provider.issuer)
        try:
            await sign_ins.sign_in(self._database, identity, session, organisation=attempt.organisation, now=now)
        except domain.NotAdmitted:
            # Who asked for an organisation by its name wants that one, and no other.
            if attempt.organisation is None and await self._foundings.is_open():
                raise _MayFound(identity, attempt) from None
            raise
        before = principals.of(request.scope)
        if before is not None:  # Somebody else's, or one's own of before: a browser has one session.
            await self._sessions.end(before, now=now)
        return _LetIn(identity, key)

    async def _expect_issuer(self, stated: str | None) -> None:
        """Refuse an answer that another provider mixed in (RFC 9207); Authlib does not look."""
        metadata = await self._relying_party.provider.load_server_metadata()
        states_issuer = metadata["authorization_response_iss_parameter_supported"]
        if (stated is not None or states_issuer) and stated != self._relying_party.provider.issuer:
            raise _Failed(Problem.REFUSED, f"the answer is from issuer {stated!r}")


def identity_of(claims: Mapping[str, Any], issuer: str) -> domain.Identity:
    """Return who the claims are about. Claims of the wrong type count as missing; subject and issuer were checked."""
    groups = claims.get("groups")
    names = (claims.get(claim) for claim in ("name", "preferred_username", "email"))
    return domain.Identity(
        issuer=issuer,
        subject=claims["sub"],
        name=next((name.strip()[:_LONGEST_TEXT] for name in names if isinstance(name, str) and name.strip()), "?"),
        email=_text(claims.get("email")),
        locale=domain.locale_of(_text(claims.get("locale"))),
        # True, and nothing that merely looks like it: an invitation is worth a membership.
        is_email_verified=claims.get("email_verified") is True,
        groups=frozenset(
            group for group in (groups[:_MOST_GROUPS] if isinstance(groups, list) else ()) if isinstance(group, str)
        ),
    )


def _text(claim: object) -> str | None:
    return claim[:_LONGEST_TEXT] if isinstance(claim, str) and claim else None


def _once(request: requests.Request) -> dict[str, str]:
    """Return the parameters of the provider's answer, each of which may be stated once."""
    answered: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in answered:
            raise _Failed(Problem.REFUSED, f"{name} came back twice")
        answered[name] = value
    return answered


def _cookie_name(state: str) -> str:
    return ATTEMPT_COOKIE + hashlib.sha256(state.encode()).hexdigest()[:16]


def _forget(answer: responses.Response, name: str) -> None:
    answer.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")


def _locale(request: requests.Request) -> str:
    return sign_in_pages.preferred_locale(request.headers.get("accept-language", ""))


def _told(request: requests.Request, failed: _Failed, attempt: Attempt | None) -> responses.Response:
    _log.warning("a sign-in failed", problem=failed.problem.name, reason=str(failed))
    answer = sign_in_pages.page(
        failed.problem,
        locale=attempt.locale if attempt else _locale(request),
        back_to=attempt.back_to if attempt else destinations.HOME,
        reference=str(request.scope.get("state", {}).get("request_id", "")),
    )
    if attempt is not None:
        _forget(answer, _cookie_name(attempt.state))
    return answer
