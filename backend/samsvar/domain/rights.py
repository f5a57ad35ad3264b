"""
Rights: what a role allows, and where.

A role is held in a unit. Some rights reach the units below it: whoever leads a division may help its teams to draft.
What a unit alone can say reaches no further than the unit: the level above proposes, it never imposes, so nobody
commits or consents for a unit from above, or changes what it has shown. Administrators look after the structure and hold no rights over OKRs.
"""

import dataclasses
import enum
from collections.abc import Collection, Iterable, Mapping
from typing import Final
from uuid import UUID

from samsvar.domain import refusals


class Role(enum.StrEnum):
    """What somebody is in a unit."""

    MEMBER = "MEMBER"
    LEAD = "LEAD"
    OKR_MASTER = "OKR_MASTER"
    VIEWER = "VIEWER"
    INTEGRATION = "INTEGRATION"
    """An API client in the unit that it acts for; never a membership."""


class Right(enum.Enum):
    """What somebody may do."""

    CHECK_IN = "CHECK_IN"
    DRAFT_OKRS = "DRAFT_OKRS"
    REVISE_OKRS = "REVISE_OKRS"
    """Show what was drafted, and change what was shown: from then on it is the unit's word."""
    COMMIT_OKRS = "COMMIT_OKRS"
    CONSENT = "CONSENT"
    PROPOSE_MOALS = "PROPOSE_MOALS"
    COMMENT = "COMMENT"
    STEER = "STEER"
    MANAGE_UNITS = "MANAGE_UNITS"
    MANAGE_CYCLES = "MANAGE_CYCLES"
    MANAGE_PEOPLE = "MANAGE_PEOPLE"
    MANAGE_ORGANISATION = "MANAGE_ORGANISATION"
    OWN_SETTINGS = "OWN_SETTINGS"
    """What everybody who is signed in may do for themselves."""


class Reach(enum.Enum):
    """How far a right carries."""

    UNIT = "UNIT"
    UNIT_AND_BELOW = "UNIT_AND_BELOW"
    ORGANISATION = "ORGANISATION"


_OWN_OKRS: Final = {
    Right.REVISE_OKRS: Reach.UNIT,
    Right.COMMIT_OKRS: Reach.UNIT,
    Right.CONSENT: Reach.UNIT,
    Right.PROPOSE_MOALS: Reach.UNIT,
    Right.CHECK_IN: Reach.UNIT_AND_BELOW,
    Right.DRAFT_OKRS: Reach.UNIT_AND_BELOW,
}

GRANTED: Final[Mapping[Role, Mapping[Right, Reach]]] = {
    Role.VIEWER: {},
    Role.MEMBER: {
        Right.CHECK_IN: Reach.UNIT,
        Right.DRAFT_OKRS: Reach.UNIT,
        Right.REVISE_OKRS: Reach.UNIT,
        Right.PROPOSE_MOALS: Reach.UNIT,
        Right.COMMENT: Reach.ORGANISATION,
    },
    Role.OKR_MASTER: {**_OWN_OKRS, Right.COMMENT: Reach.ORGANISATION, Right.MANAGE_CYCLES: Reach.UNIT},
    Role.LEAD: {
        **_OWN_OKRS,
        Right.COMMENT: Reach.ORGANISATION,
        Right.STEER: Reach.UNIT,
        Right.MANAGE_CYCLES: Reach.UNIT,
        Right.MANAGE_UNITS: Reach.UNIT_AND_BELOW,
        Right.MANAGE_PEOPLE: Reach.UNIT_AND_BELOW,
    },
    Role.INTEGRATION: dict.fromkeys(_OWN_OKRS, Reach.UNIT_AND_BELOW),
}

OF_ADMINISTRATORS: Final = frozenset(
    (Right.STEER, Right.MANAGE_UNITS, Right.MANAGE_CYCLES, Right.MANAGE_PEOPLE, Right.MANAGE_ORGANISATION)
)


class Forbidden(refusals.Refusal):
    """The caller doesn't hold the right that this takes."""

    code = "FORBIDDEN"
    right: Right


@dataclasses.dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody holds in a unit today; ``unit_number`` is what paths are made of."""

    unit_id: UUID
    unit_number: int
    role: Role


@dataclasses.dataclass(frozen=True, slots=True)
class Rights:
    """
    All that an actor may do.

    Attributes:
        grants: Roles held today.
        is_administrator: Whether the actor administers the organisation.
        is_unlimited: Whether this is Samsvar itself (jobs, imports), which no rule on rights holds back.
    """

    grants: Collection[Grant] = ()
    is_administrator: bool = False
    is_unlimited: bool = False

    def holds(self, right: Right, *, at: str) -> bool:
        """
        Return whether the right is held at a unit.

        Args:
            right: What is asked for.
            at: The unit's path: the numbers of the units from the company down to it ("1/7/42/").
        """
        if self.is_unlimited or (self.is_administrator and right in OF_ADMINISTRATORS):
            return True
        numbers = [int(number) for number in at.split("/") if number]
        return any(
            grant.unit_number == numbers[-1]
            or (GRANTED[grant.role][right] is Reach.UNIT_AND_BELOW and grant.unit_number in numbers)
            or GRANTED[grant.role][right] is Reach.ORGANISATION
            for grant in self.grants
            if right in GRANTED[grant.role]
        )

    def require(self, right: Right, *, at: str, field: str | None = None) -> None:
        """
        Let pass whoever holds the right at the unit with the path ``at``.

        Raises:
            Forbidden: The right is not held there.
        """
        if not self.holds(right, at=at):
            raise Forbidden(field=field, right=right)


def held_anywhere(right: Right, roles: Iterable[Role], *, is_administrator: bool) -> bool:
    """Return whether there can be a unit at which these roles, held wherever, allow something."""
    return (
        right is Right.OWN_SETTINGS
        or (is_administrator and right in OF_ADMINISTRATORS)
        or any(right in GRANTED[role] for role in roles)
    )
