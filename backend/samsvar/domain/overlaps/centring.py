"""
Centring: taking from each vector what all texts of its language share, without which no ranking across languages is any good.

Of each organisation, model and language: the mean of its own vectors, drawn towards a shipped one as long as there are few.
"""

import base64
import functools
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from samsvar.domain.overlaps import languages, shipped_languages
from samsvar.domain.overlaps.embedders import Float32s

_AS_MANY_AS: Final = 30
"""The shipped mean counts as so many texts of the organisation."""


def means(vectors: Float32s, spoken: Sequence[str], model_id: str) -> Mapping[str, Float32s]:
    """
    Return the mean of each language that occurs.

    Args:
        vectors: One row for each text, length 1.
        spoken: The language of each row.
        model_id: Whose vectors they are. For a model without shipped means the mean of all rows takes their place.
    """
    by_row = np.asarray(spoken)
    shipped = shipped_means(model_id)
    everything = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1], np.float32)
    found = {}
    for language in sorted(set(spoken) | set(shipped)):
        own: npt.NDArray[np.bool_] = by_row == language
        count = int(own.sum())
        prior = shipped.get(language, everything)
        total = vectors[own].sum(axis=0) + _AS_MANY_AS * prior
        found[language] = (total / (count + _AS_MANY_AS)).astype(np.float32)
    return found


def centred(vectors: Float32s, mean: Float32s) -> Float32s:
    """Return rows without what their language shares, length 1 again; a row that is the mean itself becomes zeros."""
    apart = vectors - mean
    unit: Float32s = apart / np.maximum(np.linalg.norm(apart, axis=-1, keepdims=True), np.float32(1e-6))
    return unit


@functools.cache
def shipped_means(model_id: str) -> Mapping[str, Float32s]:
    """Return the shipped mean of each language, for a model that has some."""
    return {
        language: np.frombuffer(base64.b64decode(encoded), dtype="<f2").astype(np.float32)
        for language, encoded in shipped_languages.MEANS.get(model_id, {}).items()
    }


def leanings(vectors: Float32s, model_id: str) -> Float32s | None:
    """
    Return how far each row leans towards each of :data:`.languages.LANGUAGES`; None for a model without shipped means.

    Args:
        vectors: One row for each text, length 1, not centred.
    """
    shipped = shipped_means(model_id)
    if not all(language in shipped for language in languages.LANGUAGES):
        return None
    towards = np.stack([shipped[language] for language in languages.LANGUAGES])
    middle = towards.mean(axis=0)
    found: Float32s = (vectors - middle) @ centred(towards, middle).T
    return found
