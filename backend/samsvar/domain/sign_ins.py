"""Sign-ins: which roles the provider's groups mean, and what changes when they do."""

import dataclasses
from collections.abc import Collection
from typing import Final
from uuid import UUID

LOCALES: Final = ("nb", "en", "de")
_NORWEGIAN: Final = ("nb", "nn", "no")


class NotAdmitted(Exception):
    """No organisation takes in whoever signed in, or not the one that was asked for."""


@dataclasses.dataclass(frozen=True, slots=True)
class Identity:
    """
    Whom an identity provider says it has in front of it.

    Attributes:
        issuer, subject: The identity. Names and addresses change hands; these two don't.
        name: What to call them.
        email: Where they can be written to, as far as the provider says.
        is_email_verified: Whether the provider has made sure that the address is theirs.
        groups: What the provider counts them among.
    """

    issuer: str
    subject: str
    name: str
    email: str | None
    locale: str | None
    groups: frozenset[str]
    is_email_verified: bool = False

    @property
    def verified_email(self) -> str | None:
        """The address by which an invitation finds them, in lower case; None when nobody made sure that it is theirs."""
        return self.email.lower() if self.email and self.is_email_verified else None


@dataclasses.dataclass(frozen=True, slots=True)
class Position:
    """A role in a unit, as a group means it."""

    unit_id: UUID
    role: str


@dataclasses.dataclass(frozen=True, slots=True)
class Changes:
    """What has to change so that the positions held are those that the groups mean."""

    ended: frozenset[Position]
    begun: frozenset[Position]


def changes(*, held: Collection[Position], meant: Collection[Position]) -> Changes:
    """
    Return what to end and what to begin.

    Args:
        held: Positions that earlier sign-ins gave and that last today. What an administrator gave is not among them.
        meant: Positions that the groups mean today.
    """
    return Changes(ended=frozenset(held) - frozenset(meant), begun=frozenset(meant) - frozenset(held))


def locale_of(claim: str | None) -> str | None:
    """Return the language that a provider's ``locale`` ("nn-NO", "en_GB") asks for; None when it is not one of ours."""
    language = (claim or "").replace("_", "-").partition("-")[0].lower()
    if language in _NORWEGIAN:
        return "nb"
    return language if language in LOCALES else None
