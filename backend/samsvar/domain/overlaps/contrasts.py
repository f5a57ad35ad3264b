"""
Contrasts: the same frame around different objects. "Recruit more nurses" and "recruit more teachers" are alike in all but what counts.

Sentence vectors and shared words take such pairs for the same; a reader doesn't. So words in common count *against* a pair as long
as both sides have other words besides: share in common times what is left on the side where less is left. Where one says all that
the other says there is no contrast, nor where they have no word in common. Same language only; nothing is known about any word
but how rare it is.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from samsvar.domain.overlaps.corpora import Corpus, Floats, Ints

_LEFT_IS_ENOUGH: Final = 3.0
"""A third of the words left on both sides is contrast enough: these are the objects."""


def contrast(in_common: Floats, one: Floats | float, other: Floats | float) -> Floats:
    """
    Return how much two texts say different things in the same words: 0 not at all, towards 1.

    Args:
        in_common: What the stems in common weigh.
        one, other: What all stems of either weigh.
    """
    smaller = np.maximum(np.minimum(one, other), np.float32(1e-6))
    share = in_common / smaller
    found: Floats = (share * np.clip(_LEFT_IS_ENOUGH * (1 - share), 0, 1)).astype(np.float32)
    return found


def of_row(corpus: Corpus, row: int, others: Ints, matches: Sequence[Floats]) -> Floats:
    """
    Return the contrast of an item with others of its language: of the whole, or of the units that match best, whichever is less.

    Args:
        matches: Of each other the likeness of its units: one row for each unit of the item, one column for each of the other.
    """
    own = corpus.rows[row]
    is_own = np.zeros(len(corpus.stem_weights), np.float32)
    is_own[own.stems] = corpus.stem_weights[own.stems]
    by_unit = np.zeros((len(own.unit_stems), len(corpus.stem_weights)), np.float32)
    for place, stems in enumerate(own.unit_stems):
        by_unit[place, stems] = corpus.stem_weights[stems]
    found = np.zeros(len(others), np.float32)
    for place, (other_row, match) in enumerate(zip(others.tolist(), matches, strict=True)):
        other = corpus.rows[other_row]
        whole = contrast(is_own[other.stems].sum(), own.weight, other.weight)
        if whole <= 0:
            continue
        in_common = np.stack([by_unit[:, stems].sum(axis=1) for stems in other.unit_stems], axis=1)
        units = contrast(in_common, own.unit_weights[:, None], other.unit_weights[None, :])
        forth = units[np.arange(len(units)), match.argmax(axis=1)].mean()
        back = units[match.argmax(axis=0), np.arange(units.shape[1])].mean()
        found[place] = min(float(whole), float(forth + back) / 2)
    return found
