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

import numpy as np

from samsvar.domain.overlaps import contrasts, words
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

    @property
    def is_across(self) -> bool:
        """Whether the two are in different languages."""
        return self.letters is None


def of_rows(
    corpus: Corpus, rows: Sequence[int], *, least: float, each_once: bool = False, progress: Progress | None = None
) -> Iterator[Likeness]:
    """
    Yield the likenesses of some rows with all others of other units.

    Args:
        rows: Living ones.
        least: Least z; minus infinity compares with all.
        each_once: Leave out others that stand in earlier rows: over all rows each pair then comes once.
        progress: See above.
    """
    size = len(corpus.rows)
    is_open = least == -math.inf
    for start in range(0, len(rows), _BLOCK):
        block = np.asarray(rows[start : start + _BLOCK], dtype=np.int32)
        sketched: Floats = corpus.sketches[block] @ corpus.sketches[:size].T
        for place, row in enumerate(block.tolist()):
            may = corpus.is_alive[:size] & (corpus.unit_codes[:size] != corpus.unit_codes[row])
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


def _nearest(others: Ints, scores: Floats, most: int | None) -> Ints:
    if most is None or len(others) <= most:
        return others
    return np.sort(others[np.argpartition(-scores[others], most)[:most]])


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


def _with_stems(corpus: Corpus, row: int, may: np.ndarray[tuple[int], np.dtype[np.bool_]], *, is_open: bool) -> Ints:
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
    products = spread[np.concatenate([one.letters for one in rows])] * np.concatenate([one.letter_weights for one in rows])
    cosines: Floats = np.add.reduceat(products, starts)
    return cosines
