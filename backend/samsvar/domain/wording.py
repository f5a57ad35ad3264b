"""
How objectives and key results are worded: hints, and never a block.

OKRs belong to units. Rules find what reads as one person's goal or ties results to pay, and, more mildly, a number in an objective or work
in the place of an outcome. They only ever hint, because a rule that reads words is wrong now and then; what it says can be dismissed.
"""

import dataclasses
import enum
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from samsvar.domain import wording_rules as rules
from samsvar.domain.wording_rules import Concern, Rule, Search


class Subject(enum.StrEnum):
    """What is worded."""

    OBJECTIVE = "OBJECTIVE"
    KEY_RESULT = "KEY_RESULT"


TITLE: Final = "title"
WHY: Final = "why"


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """
    Words that a hint is about.

    Attributes:
        field: ``title`` or ``why``.
        start, end: Where they stand in it, in UTF-16 code units, as browsers count.
        text: The words themselves.
    """

    field: str
    start: int
    end: int
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Hint:
    """Something that might be worded better in one record; one for each rule."""

    rule: Rule
    words: Sequence[Words]
    is_dismissed: bool = False

    @property
    def concern(self) -> Concern:
        """What it is about."""
        return rules.CONCERNS[self.rule]

    @property
    def fields(self) -> set[str]:
        """The fields that it found something in."""
        return {each.field for each in self.words}


_PERSONAL: Final = (
    (Rule.FIRST_PERSON, rules.FIRST_PERSON),
    (Rule.PERSONAL_PLAN, rules.PERSONAL_PLAN),
)
_MONEY: Final = (
    (Rule.PAY, (*rules.PAY_TIED, *rules.PAY)),
    (Rule.APPRAISAL, (*rules.APPRAISAL_TIED, *rules.APPRAISAL)),
)
_LOOKED_FOR: Final[Mapping[tuple[Subject, str], Sequence[tuple[Rule, Sequence[Search]]]]] = {
    (Subject.OBJECTIVE, TITLE): (*_PERSONAL, *_MONEY, (Rule.NUMBER, rules.NUMBER)),
    # Why something is wanted may well be told by "I" and with numbers; pay is no reason.
    (Subject.OBJECTIVE, WHY): _MONEY,
    (Subject.KEY_RESULT, TITLE): (*_PERSONAL, *_MONEY, (Rule.WORK, rules.WORK)),
}


def hints(
    subject: Subject, texts: Mapping[str, str], *, people: Collection[str] = (), shows_steps: bool = False
) -> list[Hint]:
    """
    Return what might be worded better, in the order of the rules.

    Args:
        subject: What is worded.
        texts: Its title, and of an objective why it is wanted.
        people: Those of `possible_names` that are people of the organisation, as they were given.
        shows_steps: Whether it is a milestone: then work is what its steps are made of.
    """
    found: dict[Rule, list[Words]] = {}
    for field, text in texts.items():
        unquoted = rules.QUOTED.sub(lambda match: " " * len(match[0]), text)
        for rule, start, end in _in(subject, field, unquoted, {name.casefold() for name in people}):
            if rule is Rule.WORK and shows_steps:
                continue
            found.setdefault(rule, []).append(_words(field, text, start, end))
    return [Hint(rule, found[rule]) for rule in Rule if rule in found]


def possible_names(texts: Mapping[str, str]) -> list[str]:
    """Return what stands where whoever owns a goal would be named: whether somebody is called so, only people know."""
    return list(dict.fromkeys(name for name, _, _ in _named(texts.get(TITLE, ""))))


def reworded(before: Iterable[Hint], now: Iterable[Hint], *, changed: Collection[str]) -> list[Hint]:
    """
    Return the hints of changed words, with those dismissed that were, unless a text that they are about has changed.

    Args:
        before: The hints of the words as they were.
        now: The hints of the words as they are.
        changed: Fields that say something else now.
    """
    settled = {hint.rule for hint in before if hint.is_dismissed and not hint.fields & set(changed)}
    return [
        dataclasses.replace(hint, is_dismissed=hint.rule in settled and not hint.fields & set(changed)) for hint in now
    ]


def _in(subject: Subject, field: str, text: str, people: Collection[str]) -> Iterator[tuple[Rule, int, int]]:
    if field == TITLE and (owner := _owner(text, people)) is not None:
        yield Rule.NAMED_PERSON, *owner
    for rule, searches in _LOOKED_FOR.get((subject, field), ()):
        spans = [_span(match) for search in searches for match in _matches(search, text)]
        for start, end in _merged(spans):
            yield rule, start, end


def _matches(search: Search, text: str) -> Iterator[re.Match[str]]:
    if search.unless is None or not search.unless.search(text):
        yield from search.words.finditer(text)


def _span(match: re.Match[str]) -> tuple[int, int]:
    """Return what a pattern points at: its group of that name, or else all of it."""
    return match.span("words" if match.groupdict().get("words") else 0)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _named(text: str) -> Iterator[tuple[str, int, bool]]:
    """Yield what may be a person's name, where it starts, and whether the text says that it owns something."""
    for pattern, owns in (
        (rules.NAME_AT_START, True),
        (rules.GENITIVE_AT_START, True),
        (rules.OWNER_STATED, True),
        (rules.FULL_NAME_AT_START, False),
    ):
        match = pattern.search(text)
        if match is None:
            continue
        parts = match["name"].split()
        for count in range(len(parts), 0 if owns else 1, -1):
            name = " ".join(parts[:count])
            if all(part[0].isupper() for part in parts[:count]):
                yield name, match.start("name"), owns


def _owner(text: str, people: Collection[str]) -> tuple[int, int] | None:
    for name, start, owns in _named(text):
        is_known = name.casefold() in people
        first, *others = name.split()
        # Nobody called so is known here: then it takes a usual first name, with at most a family name behind it.
        is_usual = owns and first.casefold() in rules.FIRST_NAMES and len(others) <= 1
        if is_known or is_usual:
            return start, start + len(name)
    return None


def _words(field: str, text: str, start: int, end: int) -> Words:
    words = text[start:end]
    trimmed = words.strip()
    start += len(words) - len(words.lstrip())
    return Words(field, _utf16(text[:start]), _utf16(text[:start]) + _utf16(trimmed), trimmed)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
