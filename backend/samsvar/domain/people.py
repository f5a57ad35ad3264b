"""People and what they hold: memberships in units, the organisation's administration. Never a result (invariant 1)."""

import dataclasses
import datetime as dt
import enum
from collections.abc import Collection
from uuid import UUID

from samsvar.domain import refusals
from samsvar.domain.organisations import Locale
from samsvar.domain.rights import Role


class Source(enum.StrEnum):
    """Who keeps a membership: groups of the identity provider at each sign-in, or an administrator."""

    GROUP = "GROUP"
    ADMINISTRATOR = "ADMINISTRATOR"


class RoleHeldAlready(refusals.Refusal):
    """The person holds the role in the unit."""

    code = "ROLE_HELD_ALREADY"
    person: str


class RoleNotGranted(refusals.Refusal):
    """No membership has this role."""

    code = "ROLE_NOT_GRANTED"


class MembershipEnded(refusals.Refusal):
    """The membership is over."""

    code = "MEMBERSHIP_ENDED"
    ended_on: dt.date


class EndsBeforeItBegan(refusals.Refusal):
    """A membership ends on the day that it began at the earliest."""

    code = "MEMBERSHIP_ENDS_BEFORE_IT_BEGAN"
    began_on: dt.date


class KeptByGroup(refusals.Refusal):
    """The identity provider's groups give this; taken away here, it would be back at the next sign-in."""

    code = "KEPT_BY_GROUP"
    person: str


class LastAdministrator(refusals.Refusal):
    """Nobody would be left to administer the organisation."""

    code = "LAST_ADMINISTRATOR"
    person: str


class NotAdministrator(refusals.Refusal):
    """The person does not administer the organisation."""

    code = "NOT_ADMINISTRATOR"
    person: str


class NotAPerson(refusals.Refusal):
    """Only people have settings of their own."""

    code = "NOT_A_PERSON"


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in; ``locale`` is the language that they chose, None while they chose none."""

    id: UUID
    name: str
    locale: Locale | None
    version: int


@dataclasses.dataclass(frozen=True, slots=True)
class Membership:
    """A role that a person holds in a unit; ``valid_to`` is the first day on which they don't."""

    id: UUID
    person_id: UUID
    unit_id: UUID
    role: Role
    source: Source
    valid_from: dt.date
    valid_to: dt.date | None

    def ended(self, on: dt.date, *, person: Person) -> "Membership":
        """
        Return it with an end.

        Raises:
            MembershipEnded, EndsBeforeItBegan, KeptByGroup: It can't be ended so.
        """
        if self.valid_to is not None and self.valid_to <= on:
            raise MembershipEnded(field="membership", ended_on=self.valid_to)
        if self.source is Source.GROUP:
            raise KeptByGroup(field="membership", person=person.name)
        if on < self.valid_from:
            raise EndsBeforeItBegan(field="on", began_on=self.valid_from)
        return dataclasses.replace(self, valid_to=on)


@dataclasses.dataclass(frozen=True, slots=True)
class Administrator:
    """Somebody who administers the organisation."""

    person_id: UUID
    source: Source


def require_grantable(role: Role, person: Person, *, held: Collection[Membership]) -> None:
    """
    Let pass a role that a person may be given in a unit.

    Args:
        role: What is to be granted.
        person: To whom.
        held: What they hold in that unit, now or later.

    Raises:
        RoleNotGranted, RoleHeldAlready: It may not.
    """
    if role is Role.INTEGRATION:
        raise RoleNotGranted(field="role")
    if any(membership.role is role for membership in held):
        raise RoleHeldAlready(field="role", person=person.name)


def require_dismissible(person: Person, *, among: Collection[Administrator]) -> None:
    """
    Let pass an administrator who may go.

    Raises:
        NotAdministrator, KeptByGroup, LastAdministrator: They may not.
    """
    own = next((one for one in among if one.person_id == person.id), None)
    if own is None:
        raise NotAdministrator(field="person", person=person.name)
    if own.source is Source.GROUP:
        raise KeptByGroup(field="person", person=person.name)
    if len(among) == 1:
        raise LastAdministrator(field="person", person=person.name)
