"""
Evaluations: how well texts are compared, measured on pairs that people labelled.

What compares is what the jobs compare with: a corpus for each organisation, all its items against each other. Labels know
neither metrics nor dependencies, so that only texts are judged. The measures are those that are usual for rankings: average
precision with ties taken together, and the largest share found while at least four of five are right.
"""

import dataclasses
import itertools
import math
import re
import uuid
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from samsvar.domain import key_results
from samsvar.domain.overlaps import corpora, embedders, items, likenesses, strengths

OVERLAP, CONFLICT = "overlap", "conflict"
WORTH_SHOWING: Final = (OVERLAP, CONFLICT, "dependency")
_PRECISION: Final = 0.8
_WRITTEN: Final = "written"
_NEVER: Final = -1_000.0
"""Of pairs that are never compared: another organisation, or nothing to compare."""
_IN_CONCEPT: Final = re.compile(r"^(?P<concept>.*)-(?P<key>[^-]*)$")
_POSITIVE: Final = re.compile(r"^[end]\d$")

Scores = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]


@dataclasses.dataclass(frozen=True, slots=True)
class LabelledItem:
    """An objective of a label; ``id`` of a written one is its concept, a hyphen, and what it is there: e1, n1, d1 promise the same."""

    id: str
    org: str
    objective: str
    key_results: tuple[str, ...]
    origin: str


@dataclasses.dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two items and what people say they are to each other."""

    a: str
    b: str
    label: str
    is_across: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Figures:
    """What was measured; names are those of the labels' own script."""

    pairs: int
    items: int
    overlap_AP: float  # noqa: N815 - as the labels' script writes it
    recall_at_P80: float  # noqa: N815 - likewise
    AP_same_language: float
    AP_cross_lingual: float
    AP_real: float
    AP_worth_showing: float
    full_ranking_AP: float  # noqa: N815 - likewise
    P_at_50: float
    P_at_100: float
    full_ranking_pairs: int
    at_threshold: dict[str, object]


def texts_of(labelled: Sequence[LabelledItem]) -> list[str]:
    """Return the texts that are to be embedded, each once."""
    texts = (text for one in labelled for text in items.texts_of(_item(one, 0)).all())
    return list(dict.fromkeys(texts))


def scored(labelled: Sequence[LabelledItem], vectors: embedders.Vectors, model_id: str | None) -> Scores:
    """Return the likeness of each two items, by place."""
    scores = np.full((len(labelled), len(labelled)), _NEVER)
    for org in sorted({one.org for one in labelled}):
        places = [place for place, one in enumerate(labelled) if one.org == org]
        corpus = corpora.Corpus([_item(labelled[place], place) for place in places], vectors, model_id=model_id)
        rows = [row for row in range(len(places)) if corpus.is_alive[row]]
        for likeness in likenesses.of_rows(corpus, rows, least=-math.inf, each_once=True):
            a, b = places[likeness.a], places[likeness.b]
            scores[a, b] = scores[b, a] = likeness.z
    return scores


def measured(
    labelled: Sequence[LabelledItem],
    pairs: Sequence[LabelledPair],
    scores: Scores,
    *,
    threshold: float = strengths.SHIPPED.likely,
) -> Figures:
    """Return how well these scores tell the labels apart."""
    place = {one.id: at for at, one in enumerate(labelled)}
    score = np.array([scores[place[pair.a], place[pair.b]] for pair in pairs])
    label = np.array([pair.label for pair in pairs])
    is_across = np.array([pair.is_across for pair in pairs], dtype=bool)
    is_real = np.array([labelled[place[pair.a]].origin != _WRITTEN for pair in pairs], dtype=bool)
    is_overlap = label == OVERLAP
    # A conflict is worded like an overlap; what words can't tell isn't held against them.
    counted = label != CONFLICT
    ranking, truths = _realistic(labelled, scores)
    order = np.argsort(-ranking, kind="quicksort")
    shown = score >= threshold
    return Figures(
        pairs=len(pairs),
        items=len(labelled),
        overlap_AP=average_precision(is_overlap[counted], score[counted]),
        recall_at_P80=recall_at(is_overlap[counted], score[counted]),
        AP_same_language=average_precision(is_overlap[counted & ~is_across], score[counted & ~is_across]),
        AP_cross_lingual=average_precision(is_overlap[counted & is_across], score[counted & is_across]),
        AP_real=average_precision(is_overlap[counted & is_real], score[counted & is_real]),
        AP_worth_showing=average_precision(np.isin(label, WORTH_SHOWING), score),
        full_ranking_AP=average_precision(truths, ranking),
        P_at_50=_share(truths[order[:50]]),
        P_at_100=_share(truths[order[:100]]),
        full_ranking_pairs=len(truths),
        at_threshold={
            "overlap_precision": float((shown & is_overlap).sum() / max((shown & counted).sum(), 1)),
            "overlap_recall": _share(shown[is_overlap]),
            "rate": {one: _share(shown[label == one]) for one in sorted(set(label.tolist()))},
        },
    )


def average_precision(truths: Truths, scores: Scores) -> float:
    """Return the precision at each step of recall, weighted by the step; NaN where nothing is true. Equal scores are one step."""
    found, taken, all_true = _steps(truths, scores)
    if not all_true:
        return math.nan
    recall = np.concatenate([[0.0], found / all_true])
    return float(np.sum(np.diff(recall) * (found / taken)))


def recall_at(truths: Truths, scores: Scores, precision: float = _PRECISION) -> float:
    """Return the largest share of the true that is found while at least ``precision`` of what is found is true."""
    found, taken, all_true = _steps(truths, scores)
    enough = found / taken >= precision
    return float(found[enough].max() / all_true) if all_true and enough.any() else 0.0


def _steps(truths: Truths, scores: Scores) -> tuple[Scores, Scores, int]:
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    last = np.append(ordered[1:] != ordered[:-1], True) if len(ordered) else np.zeros(0, dtype=bool)
    found = np.cumsum(truths[order])[last].astype(float)
    taken = np.arange(1, len(order) + 1)[last].astype(float)
    return found, taken, int(truths.sum())


def _share(truths: Truths) -> float:
    return float(truths.mean()) if len(truths) else math.nan


def _realistic(labelled: Sequence[LabelledItem], scores: Scores) -> tuple[Scores, Truths]:
    """Return scores and truths of all pairs of written items that are known to promise the same, or not to."""
    written = [place for place, one in enumerate(labelled) if one.origin == _WRITTEN]
    keys = {place: match for place in written if (match := _IN_CONCEPT.match(labelled[place].id)) is not None}
    ranked, truths = [], []
    for one, other in itertools.combinations(keys, 2):
        a, b = keys[one]["key"], keys[other]["key"]
        a_same, b_same = _POSITIVE.match(a) is not None, _POSITIVE.match(b) is not None
        if keys[one]["concept"] == keys[other]["concept"]:
            if a_same and b_same:
                truths.append(True)
            elif (a_same or b_same) and (b if a_same else a)[:1] in ("r", "u"):
                truths.append(False)
            else:
                continue
        else:
            truths.append(False)
        ranked.append(scores[one, other])
    return np.array(ranked), np.array(truths, dtype=bool)


def _item(labelled: LabelledItem, place: int) -> items.Item:
    """Return an item of a unit of its own: labels are of different units by definition."""
    return items.Item(
        objective_id=uuid.UUID(int=place + 1),
        unit_id=uuid.UUID(int=place + 1),
        title=labelled.objective,
        key_results=tuple(
            items.KeyResult(
                id=uuid.UUID(int=(place + 1) * 1_000_000 + at), title=title, kind=key_results.KeyResultKind.MILESTONE
            )
            for at, title in enumerate(labelled.key_results)
        ),
    )
