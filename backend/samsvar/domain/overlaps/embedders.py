"""What turns texts into vectors, as the domain sees it."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

Float32s = npt.NDArray[np.float32]
Int8s = npt.NDArray[np.int8]

Vectors = Mapping[str, Int8s]
"""Vectors as they are stored, by :func:`.items.fingerprint`; what is missing has not been read yet."""

LARGEST: Final = 127


class Embedder(Protocol):
    """Turns texts into vectors of one model."""

    @property
    def model_id(self) -> str:
        """Name and version of the model, with all else that its vectors depend on; stored with each vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Float32s:
        """
        Return the vectors of normalised texts: one row each, length 1. Prefixes that a model wants are the embedder's matter.

        It takes long (20-60 ms for an objective with its key results) and blocks.

        Raises:
            Exception: The model failed; connectors say which one.
        """
        ...


def packed(vectors: Float32s) -> Int8s:
    """Return rows as they are stored: eight bits for each number, each row stretched to its largest. Loses nothing that counts."""
    largest = np.maximum(np.abs(vectors).max(axis=-1, keepdims=True), np.float32(1e-12))
    stretched: Int8s = np.rint(vectors * (LARGEST / largest)).astype(np.int8)
    return stretched


def unpacked(vectors: Int8s) -> Float32s:
    """Return stored rows as vectors of length 1; a row of nothing but zeros stays so."""
    wide = vectors.astype(np.float32)
    unit: Float32s = wide / np.maximum(np.linalg.norm(wide, axis=-1, keepdims=True), np.float32(1e-12))
    return unit
