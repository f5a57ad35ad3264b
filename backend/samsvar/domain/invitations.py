"""Invitations: an administrator lets somebody in by an address, which the provider has to have verified."""

import dataclasses
import datetime as dt
import re
from typing import Final
from uuid import UUID

from samsvar.domain import refusals, texts
from samsvar.domain.rights import Role

LASTS: Final = dt.timedelta(days=30)
"""Addresses are given to somebody else one day; an invitation doesn't wait for that."""

_ADDRESS: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


class EmailUnusable(refusals.Refusal):
    """That is no e-mail address."""

    code = "EMAIL_UNUSABLE"


class InvitedAlready(refusals.Refusal):
    """The address is invited, and nobody has come by it yet."""

    code = "INVITED_ALREADY"
    email: str


class InvitationDecided(refusals.Refusal):
    """The invitation was accepted or withdrawn."""

    code = "INVITATION_DECIDED"
    email: str


@dataclasses.dataclass(frozen=True, slots=True)
class Invitation:
    """
    An invitation.

    Attributes:
        issuer: Whose word on the address counts.
        email: In lower case.
        unit_id, role: What whoever accepts is, where; both None for no role.
        is_administrator: Whether they administer the organisation.
        invited_by_id: The person who invited; None for Samsvar itself.
        accepted_by_id: Who came by it.
    """

    id: UUID
    issuer: str
    email: str
    unit_id: UUID | None
    role: Role | None
    is_administrator: bool
    invited_by_id: UUID | None
    expires_at: dt.datetime
    accepted_at: dt.datetime | None = None
    accepted_by_id: UUID | None = None
    withdrawn_at: dt.datetime | None = None

    def counts(self, now: dt.datetime) -> bool:
        """Return whether somebody may come by it."""
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at

    def accepted(self, by: UUID, *, now: dt.datetime) -> "Invitation":
        """Return it as one by which somebody came."""
        return dataclasses.replace(self, accepted_at=now, accepted_by_id=by)

    def withdrawn(self, *, now: dt.datetime) -> "Invitation":
        """
        Return it as one by which nobody comes.

        Raises:
            InvitationDecided: Somebody has come by it, or it was withdrawn before.
        """
        if self.accepted_at is not None or self.withdrawn_at is not None:
            raise InvitationDecided(field="invitation", email=self.email)
        return dataclasses.replace(self, withdrawn_at=now)


def address(email: str) -> str:
    """
    Return an e-mail address as invitations keep it.

    Raises:
        TextMissing, TextTooLong, EmailUnusable: It is none.
    """
    stated = texts.line(email, field="email").lower()
    if not _ADDRESS.fullmatch(stated):
        raise EmailUnusable(field="email")
    return stated
