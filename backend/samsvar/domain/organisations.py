"""Organisations: what they are called and how they work."""

import dataclasses
import enum
import re
import zoneinfo
from typing import Final
from uuid import UUID

from samsvar.domain import refusals, texts
from samsvar.domain.units import UnitKind

CYCLE_MONTHS: Final = (3, 4)
CHECK_IN_WEEKS: Final = (1, 2)


class Locale(enum.StrEnum):
    """A language that the product speaks."""

    NB = "nb"
    EN = "en"
    DE = "de"


class FoundingClosed(refusals.Refusal):
    """Nobody founds an organisation in this installation, or not any more."""

    code = "FOUNDING_CLOSED"


class FoundedAlready(refusals.Refusal):
    """With this sign-in an organisation was founded."""

    code = "FOUNDED_ALREADY"


class SlugTaken(refusals.Refusal):
    """Another organisation has this name in addresses."""

    code = "SLUG_TAKEN"
    slug: str


class SlugUnusable(refusals.Refusal):
    """A slug is lower case letters, digits and hyphens."""

    code = "SLUG_UNUSABLE"


class TimezoneUnknown(refusals.Refusal):
    """There is no such time zone."""

    code = "TIMEZONE_UNKNOWN"
    timezone: str


class ChoiceUnknown(refusals.Refusal):
    """A setting has none of the values that it may have."""

    code = "CHOICE_UNKNOWN"
    choices: tuple[int, ...]


class CompanyLevelMissing(refusals.Refusal):
    """The company itself always takes part."""

    code = "COMPANY_LEVEL_MISSING"


@dataclasses.dataclass(frozen=True, slots=True)
class Organisation:
    """
    An organisation.

    Attributes:
        slug: Its name in addresses.
        locale: The language of those who chose none.
        timezone: IANA name; it decides which day it is.
        cycle_months: How long its cycles are: 3 or 4 months.
        check_in_weeks: How often its units check in: every week or every second.
        levels: The kinds of units that have OKRs.
    """

    id: UUID
    name: str
    slug: str
    locale: Locale
    timezone: str
    cycle_months: int
    check_in_weeks: int
    levels: tuple[UnitKind, ...]
    version: int

    def changed(
        self,
        *,
        name: str | None = None,
        locale: Locale | None = None,
        timezone: str | None = None,
        cycle_months: int | None = None,
        check_in_weeks: int | None = None,
        levels: tuple[UnitKind, ...] | None = None,
    ) -> "Organisation":
        """
        Return it with other settings; None leaves one as it is.

        Raises:
            TextMissing, TextTooLong, TimezoneUnknown, ChoiceUnknown, CompanyLevelMissing: A setting can't be so.
        """
        return dataclasses.replace(
            self,
            name=self.name if name is None else texts.line(name, field="name"),
            locale=self.locale if locale is None else locale,
            timezone=self.timezone if timezone is None else _timezone(timezone),
            cycle_months=_choice(cycle_months, self.cycle_months, CYCLE_MONTHS, field="cycleMonths"),
            check_in_weeks=_choice(check_in_weeks, self.check_in_weeks, CHECK_IN_WEEKS, field="checkInWeeks"),
            levels=self.levels if levels is None else _levels(levels),
            version=self.version + 1,
        )


def founded(
    organisation_id: UUID,
    *,
    name: str,
    slug: str,
    locale: Locale,
    timezone: str,
    cycle_months: int,
    check_in_weeks: int,
) -> Organisation:
    """
    Return a new organisation in which all levels take part.

    Raises:
        TextMissing, TextTooLong, SlugUnusable, TimezoneUnknown, ChoiceUnknown: It can't be so.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > texts.LONGEST_LINE:
        raise SlugUnusable(field="slug")
    return Organisation(
        id=organisation_id,
        name=texts.line(name, field="name"),
        slug=slug,
        locale=locale,
        timezone=_timezone(timezone),
        cycle_months=_choice(cycle_months, 4, CYCLE_MONTHS, field="cycleMonths"),
        check_in_weeks=_choice(check_in_weeks, 1, CHECK_IN_WEEKS, field="checkInWeeks"),
        levels=tuple(UnitKind),
        version=1,
    )


def _timezone(name: str) -> str:
    try:
        return zoneinfo.ZoneInfo(name).key
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):  # Nonsense in the name is any of these.
        raise TimezoneUnknown(field="timezone", timezone=name) from None


def _choice(wanted: int | None, present: int, choices: tuple[int, ...], *, field: str) -> int:
    if wanted is None:
        return present
    if wanted not in choices:
        raise ChoiceUnknown(field=field, choices=choices)
    return wanted


def _levels(levels: tuple[UnitKind, ...]) -> tuple[UnitKind, ...]:
    if UnitKind.COMPANY not in levels:
        raise CompanyLevelMissing(field="levels")
    return tuple(kind for kind in UnitKind if kind in levels)
