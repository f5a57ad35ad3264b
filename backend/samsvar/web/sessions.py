"""
Browser sessions: one opaque cookie, all else on the server.

What a cookie stands for is remembered for two seconds in this process, so that a page's burst of requests costs one
look-up. A session that ends here is forgotten at once; one that ends elsewhere lives on for those two seconds at most.
"""

from __future__ import annotations

import asyncio
import collections
import dataclasses
import datetime as dt
import hashlib
import re
import secrets
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

import orjson
import structlog
from starlette import datastructures, responses

from samsvar.connectors import provider_answers, provider_tokens, relying_parties
from samsvar.operations import sign_in_sessions
from samsvar.persistence import database as database_module
from samsvar.persistence import reads
from samsvar.persistence import sign_in_sessions as stored
from samsvar.web import principals, sealing

_log = structlog.get_logger(__name__)

COOKIE: Final = "__Host-samsvar"
"""The prefix makes browsers refuse it from subdomains, over plain HTTP and for part of the site only."""

REMEMBERED: Final = dt.timedelta(seconds=2)

_MOST_REMEMBERED: Final = 10_000
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_REFRESH_TAKES: Final = dt.timedelta(seconds=15)
_ASK_AGAIN: Final = dt.timedelta(minutes=1)


@dataclasses.dataclass(frozen=True, slots=True)
class _Known:
    principal: principals.Principal
    until: dt.datetime


class Sessions:
    """The sessions of all browsers, as this process sees them."""

    def __init__(
        self,
        pool: reads.ReadPool,
        database: database_module.Database,
        relying_party: relying_parties.RelyingParty,
        seal: sealing.Seal,
        *,
        idle: dt.timedelta,
        longest: dt.timedelta,
        remembered: dt.timedelta = REMEMBERED,
    ) -> None:
        """
        Say where sessions are kept and how long they last.

        Args:
            pool: For the look-up that every request begins with.
            database: For everything that changes a session.
            relying_party: Asked now and then whether the account behind a session still exists.
            seal: For tokens at rest.
            idle: A session in which nothing happens for so long is over.
            longest: Every session is over after so long.
            remembered: How long a look-up is good for in this process.
        """
        self._pool = pool
        self._database = database
        self._relying_party = relying_party
        self._seal = seal
        self._idle = idle
        self.longest = longest
        self._remembered = remembered
        self._known: collections.OrderedDict[bytes, _Known] = collections.OrderedDict()
        self._refreshing: dict[uuid.UUID, asyncio.Task[bool]] = {}

    async def principal(self, key: str, *, now: dt.datetime, is_activity: bool = True) -> principals.Principal | None:
        """Return whose session a cookie's value opens; None when it opens none (any more)."""
        if not _KEY.fullmatch(key):
            return None
        key_hash = hash_of(key)
        known = self._known.get(key_hash)
        if known is not None and now < known.until:
            return known.principal
        row = await stored.by_key(self._pool, key_hash, now=now, idle=self._idle, is_activity=is_activity)
        if row is None or not await self._still_exists(row, now):
            self._known.pop(key_hash, None)
            return None
        principal = principals.of_holder(row, token_scopes=principals.ALL_SCOPES, session_id=row["session_id"])
        self._known[key_hash] = _Known(principal, now + self._remembered)
        self._known.move_to_end(key_hash)
        while len(self._known) > _MOST_REMEMBERED:
            self._known.popitem(last=False)
        return principal

    def new(
        self,
        tokens: relying_parties.Tokens,
        *,
        provider_session: str | None,
        now: dt.datetime,
        expires_at: dt.datetime | None = None,
    ) -> tuple[str, sign_in_sessions.NewSession]:
        """Return a new key for the browser, and the session that it will open once it is stored."""
        key = secrets.token_urlsafe(32)
        return key, sign_in_sessions.NewSession(
            key_hash=hash_of(key),
            sealed_tokens=self._sealed(tokens),
            provider_session=provider_session,
            expires_at=expires_at or now + self.longest,
            refresh_due_at=tokens.refresh_due_at,
        )

    async def end(
        self, principal: principals.Principal, *, now: dt.datetime
    ) -> tuple[stored.Session, relying_parties.Tokens | None] | None:
        """End a principal's session; return what it held. None when it was over already, or never was one."""
        if principal.session_id is None:
            return None
        self.forget([principal.session_id])
        ended = await sign_in_sessions.end_session(
            self._database, principal.organisation_id, principal.session_id, now=now
        )
        return None if ended is None else (ended, self._opened(ended))

    async def load(
        self, principal: principals.Principal
    ) -> tuple[stored.Session, relying_parties.Tokens | None] | None:
        """Return what a principal's session holds; None when it has none."""
        if principal.session_id is None:
            return None
        session = await sign_in_sessions.session(self._database, principal.organisation_id, principal.session_id)
        return None if session is None else (session, self._opened(session))

    def forget(self, session_ids: Iterable[uuid.UUID]) -> None:
        """Remember sessions no longer: they are over, or what they stand for has changed."""
        ended = set(session_ids)
        for key_hash in [one for one, known in self._known.items() if known.principal.session_id in ended]:
            del self._known[key_hash]

    async def _still_exists(self, row: Mapping[str, Any], now: dt.datetime) -> bool:
        """
        When it is time, ask the provider whether it still knows the account: once for all requests of this moment.

        Those that find it being asked wait for the answer, though the row says already that it is asked again later.

        A provider that cannot be reached signs nobody out: it is asked again later, until the session ends by itself.
        """
        task = self._refreshing.get(row["session_id"])
        if task is None:
            if not row["refresh_due"]:
                return True
            task = asyncio.create_task(self._refreshed(row["organisation_id"], row["session_id"], now))
            self._refreshing[row["session_id"]] = task
            task.add_done_callback(lambda _: self._refreshing.pop(row["session_id"], None))
        return await asyncio.shield(task)

    async def _refreshed(self, organisation_id: uuid.UUID, session_id: uuid.UUID, now: dt.datetime) -> bool:
        session = await sign_in_sessions.claim_refresh(
            self._database, organisation_id, session_id, until=now + _REFRESH_TAKES, now=now
        )
        if session is None:  # Another process asks, and until it knows the session holds; or it was over just now.
            return await sign_in_sessions.session(self._database, organisation_id, session_id) is not None
        # The key of the installation may have changed since: then there is nothing to ask with.
        tokens = self._opened(session) or relying_parties.Tokens("", None, None)
        try:
            tokens = await self._relying_party.refresh(tokens, subject=session.subject, now=now)
        except (relying_parties.GrantRefused, provider_tokens.TokenRefused) as refused:
            _log.info("a session ended: the provider does not vouch for it any more", reason=str(refused))
            await sign_in_sessions.end_session(self._database, organisation_id, session_id, now=now)
            return False
        except provider_answers.ProviderUnavailable as unavailable:
            _log.warning("the identity provider cannot be asked", reason=str(unavailable))
            await sign_in_sessions.store_tokens(
                self._database,
                organisation_id,
                session_id,
                sealed_tokens=session.sealed_tokens,
                refresh_due_at=now + _ASK_AGAIN,
            )
            return True
        await sign_in_sessions.store_tokens(
            self._database,
            organisation_id,
            session_id,
            sealed_tokens=self._sealed(tokens),
            refresh_due_at=tokens.refresh_due_at,
        )
        return True

    def _sealed(self, tokens: relying_parties.Tokens) -> bytes:
        # The access token is not kept: nothing is asked with it once the person is known.
        return self._seal.sealed(orjson.dumps([tokens.id_token, tokens.refresh_token]))

    def _opened(self, session: stored.Session) -> relying_parties.Tokens | None:
        plain = self._seal.opened(session.sealed_tokens)
        if plain is None:
            return None
        id_token, refresh_token = orjson.loads(plain)
        return relying_parties.Tokens(id_token, refresh_token, session.refresh_due_at)


def hash_of(key: str) -> bytes:
    """Return what is stored of a key: its SHA-256. Keys are random, so there is nothing to guess from it."""
    return hashlib.sha256(key.encode()).digest()


def key_in(headers: datastructures.Headers) -> str | None:
    """Return the key that a browser sent; None when it sent none, or more than one."""
    keys = [
        value.strip()
        for header in headers.getlist("cookie")
        for name, _, value in (pair.partition("=") for pair in header.split(";"))
        if name.strip() == COOKIE
    ]
    return keys[0] if len(keys) == 1 else None


def hand_out(response: responses.Response, key: str, *, lasts: dt.timedelta) -> None:
    """Give the browser its key."""
    response.set_cookie(
        COOKIE, key, max_age=int(lasts.total_seconds()), path="/", secure=True, httponly=True, samesite="lax"
    )


def take_back(response: responses.Response) -> None:
    """Make the browser forget its key."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
