"""
What refusals say, in every language: one catalogue, a file of it per concept, entries by code.

Messages name parameters in braces. ``{unit}`` is said as it is, ``{state:word}`` by its word in ``words.toml``; days,
instants and numbers are written as the language writes them. A sequence becomes a list, or with ``{path:chain}`` a
chain of arrows.
"""

import contextlib
import dataclasses
import datetime as dt
import enum
import functools
import importlib.resources
import string
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from samsvar.domain import findings, refusals

LOCALES: Final = ("nb", "en", "de")
WORDS: Final = "words.toml"
FINDINGS: Final = "coherence.toml"
WORD: Final = "word"
CHAIN: Final = "chain"

_QUOTED: Final = {"nb": "«{}»", "en": "“{}”", "de": "„{}“"}
_DAYS: Final = {"nb": "{0.day}.{0.month}.{0.year}", "en": "{0.day} {0:%B} {0.year}", "de": "{0:%d.%m.%Y}"}

_SEPARATORS: Final = {"nb": {ord(","): "\N{NO-BREAK SPACE}", ord("."): ","}, "de": {ord(","): ".", ord("."): ","}}

_NUMBERS: Final = frozenset({"baseline", "target", "stretch", "bandLow", "bandHigh", "weight"})
"""Fields whose values the audit keeps as text, so that no digit is lost, although they are numbers."""

_ENUMS: Final = {
    "kind": "Kind.",
    "state": "State.",
    "goodDirection": "GoodDirection.",
    "direction": "ContributionDirection.",
}
"""Fields that hold a value of an enum, and how its class is called; the same value is the same word in all of them."""


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """A refusal said in one language."""

    message: str
    remedy: str
    details: list[str]


def of(refusal: refusals.Refusal, locale: str) -> Words:
    """Say a refusal in ``nb``, ``en`` or ``de``."""
    entry = catalogue()[refusal.code]
    said = _Sentence(locale)
    parameters = refusal.parameters()
    return Words(
        message=said.vformat(entry["message"][locale], (), parameters),
        remedy=said.vformat(entry["remedy"][locale], (), parameters),
        details=[*map(said.change, getattr(refusal, "changes", ())), *getattr(refusal, "path", ())],
    )


def of_finding(finding: findings.Finding, locale: str) -> tuple[str, str]:
    """Say a finding of coherence, and what can be done about it; what commitment refuses is said as it is refused."""
    entry = of_coherence().get(finding.code) or catalogue()[finding.code]
    said = _Sentence(locale)
    message, remedy = (said.vformat(entry[part][locale], (), finding.parameters) for part in ("message", "remedy"))
    return message, remedy


@functools.cache
def of_coherence() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return message and remedy of the findings of coherence by code, like :func:`catalogue`."""
    return next(file for name, file in _files() if name == FINDINGS)


@functools.cache
def catalogue() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return message and remedy of every code: ``catalogue()[code]["remedy"]["nb"]``."""
    return {code: entry for name, file in _files() if name not in (WORDS, FINDINGS) for code, entry in file.items()}


@functools.cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the words for what parameters name: ``words()["CycleState.RUNNING"]["nb"]``."""
    return next(file for name, file in _files() if name == WORDS)


def _files() -> list[tuple[str, dict[str, Any]]]:
    folder = importlib.resources.files(__name__)
    return [
        (file.name, tomllib.loads(file.read_text(encoding="utf-8")))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    ]


class _Sentence(string.Formatter):
    """Fills in parameters as one language writes them."""

    def __init__(self, locale: str) -> None:
        self.locale = locale

    def format_field(self, value: object, format_spec: str) -> str:
        """Return one parameter in words."""
        if isinstance(value, Sequence) and not isinstance(value, str):
            said = [self.format_field(each, "" if format_spec == CHAIN else format_spec) for each in value]
            return (" → " if format_spec == CHAIN else ", ").join(said) or words()["nothing"][self.locale]
        if format_spec == WORD:
            return words()[_key(value)][self.locale]
        return self.value(value)

    def value(self, value: object) -> str:
        """Return a value as the language writes it."""
        match value:
            case dt.datetime():
                return f"{self.value(value.date())} {value:%H:%M}"
            case dt.date():
                return _DAYS[self.locale].format(value)
            case findings.Amount():
                grouped = f"{value.value.normalize():,f}"
                written = grouped if self.locale == "en" else grouped.translate(_SEPARATORS[self.locale])
                # English writes 71%, the others 71 %.
                space = "" if (self.locale, value.measure) == ("en", "%") else "\N{NO-BREAK SPACE}"
                return f"{written}{space}{value.measure}" if value.measure else written
            case Decimal() | float():
                written = format(value.normalize() if isinstance(value, Decimal) else value, "f")
                return written if self.locale == "en" else written.replace(".", ",")
            case _:
                return str(value)

    def change(self, change: refusals.FieldChange) -> str:
        """Return what somebody changed: ``navn: «A» → «B» (Kari, 3.4.2026 10:12)``; an order only as that."""
        field = words().get(f"field.{change.field}", {}).get(self.locale, change.field)
        who = f"({change.by}, {self.value(change.at)})"
        if change.field == "order" or change.before is change.after is None:  # Names that the reader may not see.
            return f"{field} {who}"
        before, after = (self.quoted(self.side(change.field, side)) for side in (change.before, change.after))
        return f"{field}: {before} → {after} {who}"

    def side(self, field: str, kept: object) -> object:
        """Return one side of a change in words: states and kinds, units with their shares, titles of steps."""
        match kept:
            case dict():
                return ", ".join(f"{name} {self.value(_as_was('weight', str(share)))}" for name, share in kept.items())
            case list():
                return ", ".join(str(each["title"]) if isinstance(each, dict) else str(each) for each in kept)
            case str() if word := _word_of(field, kept):
                return word[self.locale]
            case _:
                return _as_was(field, kept)

    def quoted(self, value: object) -> str:
        """Return a field's value as it is quoted; a dash for nothing."""
        return "-" if value in (None, "") else _QUOTED[self.locale].format(self.value(value))


def _word_of(field: str, value: str) -> Mapping[str, str] | None:
    """Return the word for a value of an enum, which the audit keeps by name; None for any other text."""
    family = _ENUMS.get(field)
    return None if family is None else next((words()[key] for key in _keys_of(value) if family in key), None)


@functools.cache
def _keys_of(value: str) -> Sequence[str]:
    return [key for key in words() if key.endswith(f".{value}")]


def _as_was(field: str, kept: object) -> object:
    """Return a value as it was before the audit kept it as JSON."""
    if isinstance(kept, str) and field in _NUMBERS:
        return Decimal(kept)
    if isinstance(kept, str):
        for read in (dt.date.fromisoformat, dt.datetime.fromisoformat):
            # Titles can be digits; days are kept with their dashes.
            with contextlib.suppress(ValueError):
                return read(kept) if kept[4:5] == "-" else kept
    return kept


def _key(value: object) -> str:
    return f"{type(value).__name__}.{value.value}" if isinstance(value, enum.Enum) else str(value)
