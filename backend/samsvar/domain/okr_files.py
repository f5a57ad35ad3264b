"""
Files of OKRs from elsewhere: what their lines mean, and what can't be used, and why.

The format is JSON lines; `infra/okr-file-format.md` documents it. Nothing here raises for a bad line: real files hold
some, and whoever imports wants to see all of them at once.
"""

import datetime
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samsvar.domain import texts

LEVELS = ("company", "division", "function", "department", "team")
LANGUAGES = ("nb", "en", "de")


@dataclass(frozen=True)
class Remark:
    """Something that whoever imports should know: of which line, what, and whether the line was left out for it."""

    line: int
    code: str
    text: str
    is_left_out: bool = False


@dataclass(frozen=True)
class ObjectiveLine:
    """One usable line: an objective of a team in a cycle."""

    number: int
    external_id: str
    organisation: str
    cycle: str
    cycle_dates: tuple[datetime.date, datetime.date]
    team: str
    level: str
    title: str
    why: str
    key_results: tuple[str, ...]
    parent: str | None


class Unusable(Exception):
    """A line can't be used. Its arguments are a code and the rest of a sentence that begins with the line."""


def read_line(number: int, text: str, fiscal_year_starts: int, remarks: list[Remark]) -> ObjectiveLine:
    """
    Return what one line says.

    Args:
        number: The line's place in the file, from 1.
        text: The line.
        fiscal_year_starts: Month (1-12) in which a fiscal year begins.
        remarks: Gets what whoever imports should know of the line.

    Raises:
        Unusable: It has to be left out.
    """
    record = _record(text)
    dates = _dates(record, fiscal_year_starts)
    key_results = record.get("key_results", [])
    objective = " ".join(record["objective"].split())
    title, why = _fitting(objective)
    if why:
        remarks.append(
            Remark(
                number,
                "TITLE_SHORTENED",
                "has a long objective; the whole text is kept as its why.",
            )
        )
    proofs = tuple(" ".join(each.split()) for each in key_results if each.strip())
    if len(proofs) < len(key_results):
        remarks.append(Remark(number, "KEY_RESULT_EMPTY", "has empty key results; they were left out."))
    if not proofs:
        remarks.append(
            Remark(
                number,
                "NO_KEY_RESULTS",
                "has no key results; the objective has no result of its own.",
            )
        )
    return ObjectiveLine(
        number=number,
        external_id=record["id"].strip(),
        organisation=" ".join(record["org"].split()),
        cycle=" ".join(record["cycle"].split()),
        cycle_dates=dates,
        team=" ".join(record["team"].split()),
        level=record.get("level", "team"),
        title=title,
        why=why,
        key_results=proofs,
        parent=record.get("parent"),
    )


def _record(text: str) -> dict[str, Any]:
    """Return a line's object, with every field of the kind that it has to be."""
    try:
        record = json.loads(text)
    except ValueError as error:
        raise Unusable("NOT_JSON", f"is not JSON: {error}.") from None
    if not isinstance(record, dict):
        raise Unusable("NOT_AN_OBJECT", "is JSON, but not an object.")
    for name in ("id", "org", "cycle", "team", "objective"):
        if not isinstance(record.get(name), str) or not record[name].strip():
            raise Unusable("FIELD_MISSING", f"needs a text in the field {name!r}.")
    level = record.get("level", "team")
    if level not in LEVELS:
        raise Unusable("LEVEL_UNKNOWN", f"has the level {level!r}; known are {', '.join(LEVELS)}.")
    key_results = record.get("key_results", [])
    if not isinstance(key_results, list) or not all(isinstance(each, str) for each in key_results):
        raise Unusable("KEY_RESULTS_UNREADABLE", "needs a list of texts in the field 'key_results'.")
    if not isinstance(record.get("parent"), str | None):
        raise Unusable("PARENT_UNREADABLE", "needs the id of another line, or null, in the field 'parent'.")
    return record


def _dates(record: Mapping[str, Any], fiscal_year_starts: int) -> tuple[datetime.date, datetime.date]:
    dates = cycle_dates(record, fiscal_year_starts=fiscal_year_starts)
    if dates is None:
        raise Unusable(
            "CYCLE_WITHOUT_DATES",
            f"names the cycle {record['cycle']!r}; give 'cycle_starts_on' and 'cycle_ends_on', or a name like 2026-Q3.",
        )
    if not 80 <= (dates[1] - dates[0]).days + 1 <= 130:
        raise Unusable("CYCLE_LENGTH", f"has a cycle from {dates[0]} to {dates[1]}; a cycle has 80 to 130 days.")
    return dates


def _fitting(text: str) -> tuple[str, str]:
    if len(text) <= texts.LONGEST_LINE:
        return text, ""
    return text[: texts.LONGEST_LINE - 1].rsplit(" ", 1)[0] + "…", text


_CALENDAR_QUARTER = re.compile(r"(\d{4})[- ]?Q([1-4])")
_FISCAL_QUARTER = re.compile(r"FY ?(\d{2}|\d{4})[- ]?Q([1-4])")
_TERTIAL = re.compile(r"(\d{4})[- ]?T([1-3])")


def cycle_dates(record: Mapping[str, Any], *, fiscal_year_starts: int) -> tuple[datetime.date, datetime.date] | None:
    """
    Return the first and last day of a line's cycle: as stated, or as its name says.

    Args:
        record: With ``cycle``, and perhaps ``cycle_starts_on`` and ``cycle_ends_on`` (YYYY-MM-DD).
        fiscal_year_starts: Month in which a fiscal year begins. A fiscal year has the name of the calendar year in
            which it ends: with 2, "FY21-Q1" is February to April 2020.
    """
    if "cycle_starts_on" in record or "cycle_ends_on" in record:
        try:
            return (
                datetime.date.fromisoformat(record["cycle_starts_on"]),
                datetime.date.fromisoformat(record["cycle_ends_on"]),
            )
        except (KeyError, TypeError, ValueError):
            return None
    name = " ".join(record["cycle"].split()).upper()
    if found := _CALENDAR_QUARTER.fullmatch(name):
        return _months(int(found[1]), 3 * int(found[2]) - 2, 3)
    if found := _TERTIAL.fullmatch(name):
        return _months(int(found[1]), 4 * int(found[2]) - 3, 4)
    if found := _FISCAL_QUARTER.fullmatch(name):
        ends_in = int(found[1]) % 100 + 2000
        begins_in = ends_in if fiscal_year_starts == 1 else ends_in - 1
        return _months(begins_in, fiscal_year_starts + 3 * (int(found[2]) - 1), 3)
    return None


def _months(year: int, month: int, count: int) -> tuple[datetime.date, datetime.date]:
    first = year * 12 + month - 1
    after = first + count
    return (
        datetime.date(first // 12, first % 12 + 1, 1),
        datetime.date(after // 12, after % 12 + 1, 1) - datetime.timedelta(days=1),
    )


_NUMBER = r"([+-]?\d[\d,]*(?:\.\d+)?)\s*(%|k\b|m\b|million\b|days?\b|hours?\b|minutes?\b|seconds?\b|ms\b)?"
_FROM_TO = re.compile(rf"\bfrom\s+\$?{_NUMBER}\s+to\s+\$?{_NUMBER}", re.IGNORECASE)


@dataclass(frozen=True)
class StatedKeyResult:
    """What a key result's text says: a metric from baseline to target, or else one step that is reached or not."""

    title: str
    kind: str
    measure: str = ""
    baseline: str | None = None
    target: str | None = None


def key_result(text: str) -> StatedKeyResult:
    """
    Return what a key result's text states.

    Only "from 8 to 5 %" is read as a metric: there the text names both ends. A single number may be a target, a result
    or a date, so guessing would make figures up; such a text becomes a milestone with one step, itself.
    """
    title, _ = _fitting(text)
    found = _FROM_TO.search(text)
    if found:
        baseline, target = found[1].replace(",", ""), found[3].replace(",", "")
        measure = found[4] or found[2] or ""
        if float(baseline) != float(target) and (found[2] or measure).lower() == measure.lower():
            kind = "INCREASE" if float(target) > float(baseline) else "DECREASE"
            return StatedKeyResult(title, kind, measure, baseline, target)
    return StatedKeyResult(title, "MILESTONE")


def id_of(organisation_id: uuid.UUID, kind: str, *names: str) -> uuid.UUID:
    """Return the id that an imported record always has, so that importing it twice makes one record."""
    return uuid.uuid5(organisation_id, "\x1f".join((kind, *names)))
