"""Items: objectives as they are compared, the texts of them that are embedded, and the hash by which a text is known."""

import dataclasses
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Final
from uuid import UUID

from samsvar.domain import key_results

_DIGITS: Final = re.compile(r"\d+(?:[.,:/\u00a0 ]\d+)*")
_SPACE: Final = re.compile(r"\s+")
FEWEST_LETTERS: Final = 3
"""A text with fewer letters ("X %") says nothing."""
LONGEST_TEXT: Final = 2_000
"""Characters of a text that are compared; nobody promises a result in more."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeyResult:
    """A key result, as far as it says what is promised."""

    id: UUID
    title: str
    kind: key_results.KeyResultKind
    metric_id: UUID | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    band_low: Decimal | None = None
    band_high: Decimal | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """
    An objective of a unit, with its key results in their order. What was dropped is no item.

    Attributes:
        objective_id: Of the objective.
        unit_id: The unit whose set it stands in.
        also_of: Units that own it too: with them it doesn't overlap.
    """

    objective_id: UUID
    unit_id: UUID
    title: str
    key_results: tuple[KeyResult, ...] = ()
    also_of: frozenset[UUID] = frozenset()


@dataclasses.dataclass(frozen=True, slots=True)
class Texts:
    """
    What of an item is embedded, normalised.

    Attributes:
        whole: Objective and key results as one text; empty when nothing is left to compare.
        units: The objective and each key result by itself, in their order, without those that say nothing.
        sources: Of each unit the key result's id, None for the objective.
    """

    whole: str
    units: tuple[str, ...]
    sources: tuple[UUID | None, ...]

    def all(self) -> tuple[str, ...]:
        """Return each text once."""
        return tuple(dict.fromkeys(text for text in (self.whole, *self.units) if text))


def normalised(text: str) -> str:
    """
    Return a text as it is embedded and hashed: small letters, no digits, one kind of space, one way to write each letter.

    Digits go because two objectives aren't alike for wanting 20 of something, capitals because Titles Are Written In Them here
    and not there.
    """
    text = unicodedata.normalize("NFKC", text[:LONGEST_TEXT])
    return _SPACE.sub(" ", _DIGITS.sub(" ", text)).strip().lower()


def fingerprint(text: str) -> str:
    """Return the hash of a normalised text (or word): 32 hexadecimal digits. A vector is known by it and the model's id."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def texts_of(item: Item) -> Texts:
    """Return what of an item is embedded."""
    return texts_of_titles(item.title, [(one.id, one.title) for one in item.key_results])


def texts_of_titles(objective: str, key_results: Iterable[tuple[UUID, str]] = ()) -> Texts:
    """Return what is embedded of an objective with these key results (id and title, in their order)."""
    parts: list[tuple[UUID | None, str]] = [(None, normalised(objective))]
    parts += [(id_, normalised(title)) for id_, title in key_results]
    parts = [(id_, text) for id_, text in parts if sum(map(str.isalpha, text)) >= FEWEST_LETTERS]
    return Texts(
        whole=". ".join(text.rstrip(".") for _, text in parts),
        units=tuple(text for _, text in parts),
        sources=tuple(id_ for id_, _ in parts),
    )
