"""
What a token of a provider's has to be, whatever it is for: checks beside the signature.

Authlib makes sure of what OpenID Connect asks of every client. Here is what it leaves open: who may be meant by a token,
of what type it is, by which algorithms it is signed, and that it speaks of keys to nobody.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, Final

import orjson
from authlib.oidc import core
from joserfc import errors as jose_errors
from joserfc import jwt

ALGORITHMS: Final = ("RS256", "PS256", "ES256")
"""Asymmetric ones: a public key never serves as the secret of an HMAC, and "none" is no signature."""

LEEWAY_SECONDS: Final = 30
"""How far clocks may be apart."""

LARGEST: Final = 16 * 1024
"""In characters, in compact form."""

_LONGEST_SUBJECT: Final = 255
_KEYS_OF_ITS_OWN: Final = frozenset(("jwk", "jku", "x5u", "x5c", "crit"))
_ID_TOKEN_TYPES: Final = ("", "jwt")


class TokenRefused(Exception):
    """The token is not what it has to be; the message says why, for the log and not for its sender."""


class IdToken(core.CodeIDToken):
    """The claims of an id token, checked by Authlib for the time of our clock, and for what it leaves open."""

    def __init__(
        self,
        claims: dict[str, Any],
        header: dict[str, Any],
        options: dict[str, Any],
        params: dict[str, Any],
        *,
        access_token: str,
        now: dt.datetime,
    ) -> None:
        """Take what Authlib gives, the access token that came along (``at_hash``), and the time it has to be good at."""
        super().__init__(claims, header, options, params)
        self.params["access_token"] = access_token
        self._now = now

    def validate(self, now: object = None, leeway: int = 0) -> None:  # noqa: ARG002  # Authlib gives none.
        expect_header(self.header, _ID_TOKEN_TYPES)
        if not isinstance(self.get("at_hash", ""), str):
            raise jose_errors.InvalidClaimError("at_hash")
        super().validate(int(self._now.timestamp()), leeway)
        if len(self["sub"]) > _LONGEST_SUBJECT:
            raise jose_errors.InvalidClaimError("sub")


def stated_issuer(token: str) -> str | None:
    """Return the issuer that a token claims to be from, before any of it is believed; None if it is no JWT."""
    try:
        payload = orjson.loads(_decoded(token.split(".")[1])) if len(token) <= LARGEST else None
    except (IndexError, ValueError):
        return None
    issuer = payload.get("iss") if isinstance(payload, dict) else None
    return issuer if isinstance(issuer, str) else None


def header_of(token: str) -> Mapping[str, Any]:
    """
    Return the header of a token, before any of it is believed.

    Raises:
        TokenRefused: It is no JWT.
    """
    try:
        header = orjson.loads(_decoded(token.split(".", 1)[0])) if len(token) <= LARGEST else None
    except ValueError:
        header = None
    if not isinstance(header, dict):
        raise TokenRefused("not a JWT")
    return header


def expect_header(header: Mapping[str, Any], types: Collection[str]) -> None:
    """
    Do nothing, provided that a token's header is of one of these types and of no harm.

    Args:
        header: As it stands.
        types: What ``typ`` may be, in lower case, without ``application/``; "" for none.

    Raises:
        TokenRefused: It isn't.
    """
    stated = str(header.get("typ", "")).lower().removeprefix("application/")
    if stated not in types:
        raise TokenRefused(f"typ is {stated!r}")
    if _KEYS_OF_ITS_OWN & header.keys():
        raise TokenRefused("the token brings its own key, or asks to be understood in ways that we don't know")
    if header.get("alg") not in ALGORITHMS:
        raise TokenRefused(f"alg is {header.get('alg')!r}")


def expect_audience(claims: Mapping[str, Any], audience: str) -> None:
    """
    Do nothing, provided that the token was made for `audience`.

    Raises:
        TokenRefused: It was made for somebody else.
    """
    stated = claims.get("aud")
    if stated != audience and not (isinstance(stated, list) and audience in stated):
        raise TokenRefused("the token was made for somebody else (aud)")


def good_at(now: dt.datetime, issuer: str) -> jwt.JWTClaimsRegistry:
    """Return what checks that claims are the issuer's, and good at a time."""
    return jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": issuer},
        exp={"essential": True},
        iat={"essential": True},
    )


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
