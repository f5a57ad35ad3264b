"""
What refusals say, in every language: one catalogue, a file of it per concept, entries by code.

Messages name parameters in braces. ``{unit}`` is said as it is, ``{state:word}`` by its word in ``words.toml``; days,
instants and numbers are written as the language writes them. A sequence becomes a list, or with ``{path:chain}`` a
chain of arrows.
"""

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

from samsvar.domain import refusals

LOCALES: Final = ("nb", "en", "de")
WORDS: Final = "words.toml"
WORD: Final = "word"
CHAIN: Final = "chain"

_DAYS: Final = {"nb": "{0.day}.{0.month}.{0.year}", "en": "{0.day} {0:%B} {0.year}", "de": "{0:%d.%m.%Y}"}


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


@functools.cache
def catalogue() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return message and remedy of every code: ``catalogue()[code]["remedy"]["nb"]``."""
    return {code: entry for name, file in _files() if name != WORDS for code, entry in file.items()}


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
            case Decimal() | float():
                return format(value, "f") if self.locale == "en" else format(value, "f").replace(".", ",")
            case _:
                return str(value)

    def change(self, change: refusals.FieldChange) -> str:
        """Return what somebody changed: ``name: "A" → "B" (Kari, 3.4.2026 10:12)``."""
        before, after = (
            f"«{self.value(side)}»" if side not in (None, "") else "-" for side in (change.before, change.after)
        )
        return f"{change.field}: {before} → {after} ({change.by}, {self.value(change.at)})"


def _key(value: object) -> str:
    return f"{type(value).__name__}.{value.value}" if isinstance(value, enum.Enum) else str(value)
