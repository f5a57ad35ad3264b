"""
Likenesses: how like the texts of two items are.

B = .8 whole + .2 units: ``whole`` is the mean of two cosines, of the items' texts as one and of the means of their units; ``units``
is how well each unit finds its like on the other side, both ways. Same language: M = .9 B + .1 letters; else M = B. Then
z = (M - centre) / spread, where centre and spread are those of pairs that have nothing to do with each other, and the contrast
(:mod:`.contrasts`) is taken off: z is what is compared, shown and held against thresholds.

Without vectors, letters and words take their place, and languages are not compared with each other. ADR 0091 has the measurements.
"""

import dataclasses
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final
from uuid import UUID

import numpy as np
import numpy.typing as npt

from samsvar.domain.overlaps import contrasts, languages, words
from samsvar.domain.overlaps.corpora import Corpus, Floats, Ints

WHOLE, UNITS = 0.8, 0.2
LETTERS: Final = 0.1
"""Share of the letters, where the language is the same; the parts above share the rest."""
CONTRAST: Final = 7.5
"""What a full contrast takes off z."""
SAME_CENTRE, SAME_SPREAD = 0.000, 0.0844
ACROSS_CENTRE, ACROSS_SPREAD = 0.003, 0.0812
LEXICAL_CENTRE, LEXICAL_SPREAD = 0.02, 0.035
"""Of letters alone, where there are no vectors."""
LEAST_SKETCH: Final = 0.2
"""Whole likeness below which no pair reaches any threshold that is worth showing."""
UNIT_SPREAD: Final = 0.105
"""Of single units, which are shorter and so further apart."""
MOST_FOR_A_TEXT: Final = 150
MOST_A_ROW: Final = 80
"""Others that an item is compared with in full: the nearest."""
_BLOCK: Final = 256
_COMMON_STEM: Final = 0.2
"""Share of items beyond which a stem leads to nobody."""

Progress = Callable[[int], None]
"""Told now and then how many rows are done; what it raises ends the count."""


@dataclasses.dataclass(frozen=True, slots=True)
class Likeness:
    """
    How like two rows of a corpus are.

    Attributes:
        z: What counts.
        whole, units, letters: Cosines; letters None across languages, whole and units None without vectors.
        contrast: 0..1, see :mod:`.contrasts`.
    """

    a: int
    b: int
    z: float
    whole: float | None
    units: float | None
    letters: float | None
    contrast: float

    def turned(self) -> "Likeness":
        """Return the same with its rows the other way round."""
        return dataclasses.replace(self, a=self.b, b=self.a)

    @property
    def is_across(self) -> bool:
        """Whether the two are in different languages."""
        return self.letters is None


def of_rows(
    corpus: Corpus,
    rows: Sequence[int],
    *,
    least: float,
    each_once: bool = False,
    among: Sequence[int] | None = None,
    progress: Progress | None = None,
) -> Iterator[Likeness]:
    """
    Yield the likenesses of some rows with all others of other units.

    Args:
        rows: Living ones; by rising number if ``each_once``.
        least: Least z; minus infinity compares with all.
        each_once: Leave out others that stand in earlier rows: over all rows each pair then comes once.
        among: Rows to compare with; all if None.
        progress: See above.
    """
    pool = None if among is None else np.asarray(among, dtype=np.int32)
    size = len(corpus.rows)
    is_open = least == -math.inf
    for start in range(0, len(rows), _BLOCK):
        block = np.asarray(rows[start : start + _BLOCK], dtype=np.int32)
        sketched: Floats = np.zeros((len(block), size), np.float32)
        if pool is None:
            # Rows are in rising order when each pair comes once: what lies before them is left out.
            first = int(block[0]) if each_once else 0
            sketched[:, first:] = corpus.sketches[block] @ corpus.sketches[first:size].T
        else:
            sketched[:, pool] = corpus.sketches[block] @ corpus.sketches[pool].T
        within = np.ones(size, np.bool_)
        if pool is not None:
            within[:] = False
            within[pool] = True
        for place, row in enumerate(block.tolist()):
            may = within & corpus.is_alive[:size] & (corpus.unit_codes[:size] != corpus.unit_codes[row])
            may[row] = False
            if each_once:
                may[: row + 1] = False
            if corpus.has_vectors[row]:
                near = may & corpus.has_vectors[:size]
                if not is_open:
                    near &= sketched[place] >= LEAST_SKETCH
                others = _nearest(np.flatnonzero(near), sketched[place], None if is_open else MOST_A_ROW)
                yield from _by_meaning(corpus, row, others, sketched[place][others], least)
                may &= ~corpus.has_vectors[:size]
            same = may & (corpus.language_codes[:size] == corpus.language_codes[row])
            if same.any():
                yield from _by_letters(corpus, row, _with_stems(corpus, row, same, is_open=is_open), least)
        if progress is not None:
            progress(min(start + _BLOCK, len(rows)))


def _nearest(others: npt.NDArray[np.signedinteger], scores: Floats, most: int | None) -> Ints:
    if most is not None and len(others) > most:
        others = np.sort(others[np.argpartition(-scores[others], most)[:most]])
    return others.astype(np.int32)


def _by_meaning(corpus: Corpus, row: int, others: Ints, whole: Floats, least: float) -> Iterator[Likeness]:
    if not len(others):
        return
    own = corpus.rows[row].unit_vectors
    assert own is not None
    matrices = [vectors for other in others.tolist() if (vectors := corpus.rows[other].unit_vectors) is not None]
    counts = np.array([len(one) for one in matrices])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    matched: Floats = own @ np.concatenate(matrices).T
    forth = np.maximum.reduceat(matched, starts, axis=1).mean(axis=0)
    back = np.add.reduceat(matched.max(axis=0), starts) / counts
    units: Floats = ((forth + back) / 2).astype(np.float32)
    meaning = WHOLE * whole + UNITS * units
    same = corpus.language_codes[others] == corpus.language_codes[row]
    letters = np.zeros(len(others), np.float32)
    letters[same] = letters_in_common(corpus, row, others[same])
    z = np.where(
        same,
        ((1 - LETTERS) * meaning + LETTERS * letters - SAME_CENTRE) / SAME_SPREAD,
        (meaning - ACROSS_CENTRE) / ACROSS_SPREAD,
    )
    kept = np.flatnonzero(z >= least)
    held = kept[same[kept]]
    matches = [matched[:, starts[place] : starts[place] + counts[place]] for place in held.tolist()]
    contrast = np.zeros(len(others), np.float32)
    contrast[held] = contrasts.of_row(corpus, row, others[held], matches)
    z = z - CONTRAST * contrast
    for place in kept[z[kept] >= least].tolist():
        yield Likeness(
            a=row,
            b=int(others[place]),
            z=float(z[place]),
            whole=float(whole[place]),
            units=float(units[place]),
            letters=float(letters[place]) if same[place] else None,
            contrast=float(contrast[place]),
        )


def _by_letters(corpus: Corpus, row: int, others: Ints, least: float) -> Iterator[Likeness]:
    if not len(others):
        return
    letters = letters_in_common(corpus, row, others)
    z = (letters - LEXICAL_CENTRE) / LEXICAL_SPREAD
    kept = np.flatnonzero(z >= least)
    own = corpus.rows[row]
    matches = [
        np.array([[len(np.intersect1d(one, other)) for other in corpus.rows[other_row].unit_stems] for one in own.unit_stems],
                 dtype=np.float32)
        for other_row in others[kept].tolist()
    ]  # fmt: skip
    contrast = contrasts.of_row(corpus, row, others[kept], matches)
    for place, against in zip(kept.tolist(), contrast.tolist(), strict=True):
        score = float(z[place]) - CONTRAST * against
        if score >= least:
            yield Likeness(row, int(others[place]), score, None, None, float(letters[place]), against)


def _with_stems(corpus: Corpus, row: int, may: npt.NDArray[np.bool_], *, is_open: bool) -> Ints:
    if is_open:
        return np.flatnonzero(may).astype(np.int32)
    living = max(len(corpus.row_of), 1)
    score = np.zeros(len(may), np.float32)
    for stem in corpus.rows[row].stems.tolist():
        having = corpus.stem_rows[stem]
        if len(having) <= max(_COMMON_STEM * living, 20):
            score[having] += corpus.stem_weights[stem]
    score[~may] = 0
    return _nearest(np.flatnonzero(score).astype(np.int32), score, MOST_A_ROW)


def of_pair(corpus: Corpus, a: int, b: int) -> Likeness | None:
    """Return how like two rows are, however little; None of the same unit, or where there is nothing to compare."""
    if not corpus.is_alive[a]:
        return None
    return next(of_rows(corpus, [a], least=-math.inf, among=[b]), None)


def of_text(
    corpus: Corpus, text: str, vector: Floats | None, language: str, *, unit_id: UUID, least: float
) -> Iterator[tuple[int, int, float]]:
    """
    Yield the rows of other units that are like a normalised text, with the place of the unit that is most like it, and z.

    Args:
        vector: Of the text, length 1; None compares by words.
    """
    size = len(corpus.rows)
    may = corpus.is_alive[:size] & (corpus.unit_codes[:size] != corpus.unit_code(unit_id))
    own = None if vector is None else corpus.centred(vector[None, :], language)
    code = languages.LANGUAGES.index(language)
    stems = corpus.stem_ids(map(words.stem, words.words_of(text)))
    weight = float(corpus.stem_weights[stems].sum())
    score: Floats
    if own is not None:
        score = corpus.sketches[:size] @ np.concatenate([own[0], own[0]]) * np.float32(math.sqrt(0.5))
        others = _nearest(np.flatnonzero(may & corpus.has_vectors[:size]), score, MOST_FOR_A_TEXT)
    else:
        score = np.zeros(size, np.float32)
        for stem in stems.tolist():
            np.add.at(score, corpus.stem_rows[stem], corpus.stem_weights[stem])
        score[~(may & (corpus.language_codes[:size] == code))] = 0
        others = _nearest(np.flatnonzero(score), score, MOST_FOR_A_TEXT)
    for other in others.tolist():
        row = corpus.rows[other]
        letters = _letters_between(corpus, text, row.texts.units) if row.language == language else None
        if own is not None and row.unit_vectors is not None:
            meaning = (row.unit_vectors @ own[0]).astype(np.float32)
            if letters is None:
                z = (meaning - ACROSS_CENTRE) / UNIT_SPREAD
            else:
                z = ((1 - LETTERS) * meaning + LETTERS * letters - SAME_CENTRE) / UNIT_SPREAD
        elif letters is not None:
            z = (letters - LEXICAL_CENTRE) / LEXICAL_SPREAD
        else:
            continue
        if letters is not None:
            shared = [corpus.stem_weights[np.intersect1d(stems, some)].sum() for some in row.unit_stems]
            z = z - CONTRAST * contrasts.contrast(np.array(shared, np.float32), weight, row.unit_weights)
        place = int(z.argmax())
        if z[place] >= least:
            yield other, place, float(z[place])


def _letters_between(corpus: Corpus, text: str, units: Sequence[str]) -> Floats:
    owners, places, counts = words.letters_of([text, *units])
    bounds = np.searchsorted(owners, np.arange(len(units) + 2))
    spread = np.zeros(words.HASHED, np.float32)
    own = slice(bounds[0], bounds[1])
    spread[places[own]] = corpus.letter_weights(places[own].astype(np.int32), counts[own])
    found = np.zeros(len(units), np.float32)
    for place in range(len(units)):
        some = slice(bounds[place + 1], bounds[place + 2])
        hashes = places[some].astype(np.int32)
        found[place] = spread[hashes] @ corpus.letter_weights(hashes, counts[some])
    return found


def letters_in_common(corpus: Corpus, row: int, others: Ints) -> Floats:
    """Return the cosines of a row's sequences of letters with those of others."""
    if not len(others):
        return np.zeros(0, np.float32)
    own = corpus.rows[row]
    spread = np.zeros(words.HASHED, np.float32)
    spread[own.letters] = own.letter_weights
    rows = [corpus.rows[other] for other in others.tolist()]
    lengths = np.array([len(one.letters) for one in rows])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    products = spread[np.concatenate([one.letters for one in rows])] * np.concatenate(
        [one.letter_weights for one in rows]
    )
    cosines: Floats = np.add.reduceat(products, starts)
    return cosines
