"""Words: what texts are made of, their stems, where they stand, and the letters they are written with."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Int32s = npt.NDArray[np.int32]
Int64s = npt.NDArray[np.int64]

_WORD: Final = re.compile(r"[^\W\d_]+")
_STEM: Final = 6
"""Letters by which words are taken for the same one: ends of words differ in all three languages."""

HASHED: Final = 1 << 18
"""Places that sequences of letters are hashed to."""
_SEQUENCES: Final = (3, 4, 5)
_PRIME: Final = 1_000_003
_SPACE: Final = ord(" ")


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order, in small letters."""
    return _WORD.findall(text.lower())


def stem(word: str) -> str:
    """Return the beginning of a word, by which its forms are taken for one."""
    return word[:_STEM]


def placed(title: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of a title, in small letters, with its start and end in UTF-16 code units, as browsers count."""
    at, before = 0, 0
    for match in _WORD.finditer(title):
        at += _length(title[before : match.start()])
        length = _length(match.group())
        yield match.group().lower(), at, at + length
        at, before = at + length, match.end()


def _length(text: str) -> int:
    return len(text) + sum(sign > "\uffff" for sign in text)


def letters_of(texts: Sequence[str]) -> tuple[Int32s, Int64s, npt.NDArray[np.float32]]:
    """
    Return how often each sequence of 3 to 5 letters within a word stands in each text, words with a space at either end.

    Returns:
        owners, hashes, counts: Place of the text, hash of the sequence (below :data:`HASHED`), and 1 + ln(how often); by
        rising place, then hash.
    """
    spaced = [" " + " ".join(words_of(text)) + " " for text in texts]
    signs = np.frombuffer("".join(spaced).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    owners = np.repeat(np.arange(len(spaced)), [len(text) for text in spaced])
    is_space = signs == _SPACE
    keys = []
    for length in _SEQUENCES:
        last = len(signs) - length + 1
        if last <= 0:
            continue
        hashed = np.zeros(last, dtype=np.int64)
        inside = np.ones(last, dtype=bool)
        for place in range(length):
            hashed = (hashed * _PRIME + signs[place : place + last]) % (1 << 40)
            if 0 < place < length - 1:
                inside &= ~is_space[place : place + last]
        inside &= owners[:last] == owners[length - 1 :]
        inside &= ~(is_space[:last] & is_space[length - 1 :])
        mixed = (hashed ^ (hashed >> 17)) % HASHED
        keys.append(owners[:last][inside] * HASHED + mixed[inside])
    if not keys:
        return np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.float32)
    key, often = np.unique(np.concatenate(keys), return_counts=True)
    return (key // HASHED).astype(np.int32), key % HASHED, (1 + np.log(often)).astype(np.float32)
