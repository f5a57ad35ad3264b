"""
In which language a text is written. Nobody says so of OKRs, and vectors can only be compared once it is known.

Told by sequences of one to three letters, with frequencies taken from our own app's catalogues (``infra/ship_languages.py``). A
text in a fourth language is taken for the nearest of the three; that is enough for its vector to be centred with its like.
"""

import functools
from collections.abc import Iterator, Sequence
from typing import Final

from samsvar.domain.overlaps import shipped_languages, words

LANGUAGES: Final = ("nb", "en", "de")
_LEANING: Final = 4_000.0
"""Hundredths of a logarithm that a leaning of 1 is worth."""
_ENOUGH: Final = 400
"""Signs that a language is told by."""
_SHORT_WORD: Final = 7
"""Words up to so many letters are sequences of their own: small words tell most."""


def language_of(text: str, leanings: Sequence[float] = ()) -> str:
    """
    Return the language of a text: nb, en or de; nb when there is nothing to tell it by.

    Args:
        text: As it is written or normalised.
        leanings: Where its vector leans (:func:`.centring.leanings`), if there is one: short texts of few letters need it.
    """
    odds = [_LEANING * one for one in leanings] or [0.0] * len(LANGUAGES)
    for word in words.words_of(text[:_ENOUGH]):
        for place, known in enumerate(_odds_of(word)):
            odds[place] += known
    return LANGUAGES[odds.index(max(odds))]


@functools.lru_cache(maxsize=1 << 16)
def _odds_of(word: str) -> tuple[int, ...]:
    """Return what a word says for each of the languages: the same few thousand words are asked of again and again."""
    known = [_PROFILE[sequence] for sequence in sequences_of(word) if sequence in _PROFILE]
    return tuple(sum(odds) for odds in zip(*known, strict=True)) or (0,) * len(LANGUAGES)


def sequences_of(text: str) -> Iterator[str]:
    """Yield what a language is told by: one to three letters of each word with its ends, and short words."""
    for word in words.words_of(text):
        ended = f" {word} "
        for length in (1, 2, 3):
            for start in range(len(ended) - length + 1):
                yield ended[start : start + length]
        if len(word) <= _SHORT_WORD:
            yield word


_PROFILE: Final = {
    sequence: tuple(int(odds) for odds in numbers.split(","))
    for sequence, _, numbers in (entry.partition("=") for entry in shipped_languages.PROFILE.split("|"))
}
"""Of each sequence the logarithm of its odds in each of :data:`LANGUAGES`, in hundredths, relative to the mean of the three."""

SMALL_WORDS: Final = frozenset(shipped_languages.SMALL_WORDS.split())
"""The most frequent short words of our catalogues: sharing them says nothing."""
