"""
Evidence: why two items were found alike, for the reader. Where there is none of a sort, none is made up.

It is taken from the two units, an objective or a key result on either side, that match best.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final
from uuid import UUID

import numpy as np

from samsvar.domain.overlaps import embedders, items, languages, likenesses, words
from samsvar.domain.overlaps.corpora import Corpus, Row
from samsvar.domain.overlaps.findings import Evidence, Mark, Part, PartName, Side, WordPair

LEAST_WORD_LIKENESS: Final = 0.30
"""Cosine from which two words of different languages are shown as meaning the same."""
_MOST_WORDS: Final = 8
_SHORTEST_WORD: Final = 3
_COMMON: Final = 0.15
"""Share of a corpus's items beyond which a word says nothing about two of them."""
_ENOUGH_ITEMS: Final = 20


def sides(corpus: Corpus, a: int, b: int) -> tuple[Side, Side]:
    """Return two rows as sides of a finding, each with the unit that matches best."""
    one, other = corpus.rows[a], corpus.rows[b]
    a_place, b_place = _best(corpus, one, other)
    return side(one, a_place), side(other, b_place)


def side(row: Row, place: int | None) -> Side:
    """Return a row as a side, with its unit at a place."""
    source = row.texts.sources[place] if place is not None and row.texts.sources else None
    return Side(row.item.objective_id, row.item.unit_id, source)


def of_pair(corpus: Corpus, likeness: likenesses.Likeness, a: Side, b: Side) -> Evidence:
    """Return the evidence of a likeness, without word pairs: those need vectors of words (:func:`with_word_pairs`)."""
    return of_texts(corpus, likeness.a, likeness.b, a, b, parts_of(likeness))


def of_texts(corpus: Corpus, a_row: int, b_row: int, a: Side, b: Side, parts: tuple[Part, ...] = ()) -> Evidence:
    """Return what words say of two sides."""
    one, other = corpus.rows[a_row], corpus.rows[b_row]
    if one.language != other.language:
        return Evidence(a_language=one.language, b_language=other.language, parts=parts)
    a_title, b_title = title_of(one.item, a.key_result_id), title_of(other.item, b.key_result_id)
    shared = stems(words.words_of(a_title)) & stems(words.words_of(b_title))
    shared = {one for one in shared if not _says_nothing(corpus, one)}
    in_common = dict.fromkeys(word for word in words.words_of(a_title) if words.stem(word) in shared)
    return Evidence(
        a_language=one.language,
        b_language=other.language,
        a_marks=marks(a.key_result_id or a.objective_id, a_title, shared),
        b_marks=marks(b.key_result_id or b.objective_id, b_title, shared),
        words_in_common=tuple(in_common)[:_MOST_WORDS],
        parts=parts,
    )


def parts_of(likeness: likenesses.Likeness) -> tuple[Part, ...]:
    """Return what a likeness is made of."""
    rest = 1.0
    parts = []
    if likeness.letters is not None:
        share = likenesses.LETTERS if likeness.whole is not None else 1.0
        parts.append(Part(PartName.LETTERS, likeness.letters, share))
        rest -= share
    if likeness.whole is not None and likeness.units is not None:
        parts.insert(0, Part(PartName.WHOLE, likeness.whole, rest * likenesses.WHOLE))
        parts.insert(1, Part(PartName.UNITS, likeness.units, rest * likenesses.UNITS))
    if likeness.contrast > 0:
        spread = likenesses.SAME_SPREAD if likeness.whole is not None else likenesses.LEXICAL_SPREAD
        parts.append(Part(PartName.WORDS, -likeness.contrast, likenesses.CONTRAST * spread))
    return tuple(parts)


def stems(some: Iterable[str]) -> set[str]:
    """Return the stems of words."""
    return {words.stem(word) for word in some}


def marks(node_id: UUID, title: str, wanted: Collection[str]) -> tuple[Mark, ...]:
    """Return where words with these stems stand in a title; neighbours with only a space between are one mark."""
    found: list[Mark] = []
    for word, start, end in words.placed(title):
        if words.stem(word) not in wanted:
            continue
        if found and found[-1].end + 1 == start and _sign_at(title, found[-1].end) == " ":
            found[-1] = Mark(node_id, found[-1].start, end)
        else:
            found.append(Mark(node_id, start, end))
    return tuple(found)


def title_of(item: items.Item, key_result_id: UUID | None) -> str:
    """Return the title of a key result of an item, or the item's own."""
    return next((one.title for one in item.key_results if one.id == key_result_id), item.title)


def telling_words(corpus: Corpus, title: str) -> list[str]:
    """Return the words of a title that can say what it is about, each once, normalised: as they are embedded."""
    return [
        items.normalised(word)
        for word in dict.fromkeys(words.words_of(title))
        if len(word) >= _SHORTEST_WORD and not _says_nothing(corpus, words.stem(word))
    ]


def word_pairs(corpus: Corpus, a: Row, b: Row, titles: tuple[str, str], vectors: embedders.Vectors) -> list[WordPair]:
    """
    Return the words of two titles in different languages that are each other's nearest, nearest first.

    Args:
        a, b: The rows.
        titles: Of the two units that match best.
        vectors: Of words by fingerprint; words without one are left out.
    """
    found = []
    for row, title in zip((a, b), titles, strict=True):
        known = [
            (word, vector)
            for word in telling_words(corpus, title)
            if (vector := vectors.get(items.fingerprint(word))) is not None
        ]
        if not known:
            return []
        unpacked = embedders.unpacked(np.stack([vector for _, vector in known]))
        own = corpus.centred(unpacked, row.language)
        if own is None:
            return []
        found.append(([word for word, _ in known], own))
    (a_words, a_vectors), (b_words, b_vectors) = found
    alike = a_vectors @ b_vectors.T
    pairs = []
    for place, nearest in enumerate(alike.argmax(axis=1).tolist()):
        value = float(alike[place, nearest])
        if value >= LEAST_WORD_LIKENESS and int(alike[:, nearest].argmax()) == place:
            pairs.append(WordPair(a_words[place], b_words[nearest], min(value, 1.0)))
    return sorted(pairs, key=lambda pair: -pair.likeness)[:_MOST_WORDS]


def _best(corpus: Corpus, one: Row, other: Row) -> tuple[int | None, int | None]:
    if one.unit_vectors is not None and other.unit_vectors is not None:
        matched = one.unit_vectors @ other.unit_vectors.T
    elif one.unit_stems and other.unit_stems:
        matched = np.array([[_weight(corpus, a, b) for b in other.unit_stems] for a in one.unit_stems], np.float32)
    else:
        return None, None
    return divmod(int(matched.argmax()), int(matched.shape[1]))


def _weight(corpus: Corpus, one: Sequence[int] | np.ndarray, other: Sequence[int] | np.ndarray) -> float:
    shared = np.intersect1d(one, other)
    if not len(shared):
        return 0.0
    apart = np.union1d(one, other)
    return float(corpus.stem_weights[shared].sum() / corpus.stem_weights[apart].sum())


def _says_nothing(corpus: Corpus, stem: str) -> bool:
    if stem in languages.SMALL_WORDS:
        return True
    share = corpus.share_with(stem)
    return len(corpus.row_of) >= _ENOUGH_ITEMS and share > _COMMON


def _sign_at(title: str, unit: int) -> str:
    """Return the sign at a place that is counted in UTF-16 code units."""
    return title.encode("utf-16-le")[2 * unit : 2 * unit + 2].decode("utf-16-le", "replace")
