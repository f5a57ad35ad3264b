"""An embedder behind HTTP: any endpoint that answers ``POST …/embeddings`` as OpenAI's does. Texts leave the house."""

import json
from collections.abc import Sequence
from typing import Any, Final

import httpx2
import numpy as np

from samsvar.domain.overlaps import embedders

_MOST_TEXTS: Final = 64
_SECONDS: Final = 30.0


class EmbeddingFailed(Exception):
    """The endpoint didn't answer with vectors; the message says what it did instead, never what was sent or the key."""


class RemoteEmbedder:
    """Embeds by asking an endpoint. May be used by several threads."""

    def __init__(self, url: str, *, model: str, key: str | None = None, seconds: float = _SECONDS) -> None:
        """
        Know the endpoint; it is first asked by :meth:`embed`.

        Args:
            url: Up to, not including, ``/embeddings``: ``https://host/v1``.
            model: The model's name there.
            key: Sent as a bearer token.
            seconds: An answer that takes longer has failed.
        """
        self._address = f"{url.rstrip('/')}/embeddings"
        self._model = model
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx2.Client(timeout=seconds, headers=headers, follow_redirects=False)

    @property
    def model_id(self) -> str:
        """See :class:`.embedders.Embedder`."""
        return f"remote:{self._model}"

    def embed(self, texts: Sequence[str]) -> embedders.Float32s:
        """
        See :class:`.embedders.Embedder`.

        Raises:
            EmbeddingFailed: No vectors came.
        """
        batches = [self._batch(texts[start : start + _MOST_TEXTS]) for start in range(0, len(texts), _MOST_TEXTS)]
        if not batches:
            return np.zeros((0, 0), np.float32)
        if len({batch.shape[1] for batch in batches}) > 1:
            raise EmbeddingFailed("The embedder answered with vectors of different lengths.")
        return np.concatenate(batches)

    def _batch(self, texts: Sequence[str]) -> embedders.Float32s:
        try:
            answer = self._client.post(
                self._address, json={"model": self._model, "input": list(texts), "encoding_format": "float"}
            )
        except httpx2.TimeoutException as error:
            raise EmbeddingFailed("The embedder didn't answer in time.") from error
        except httpx2.HTTPError as error:
            raise EmbeddingFailed(f"The embedder can't be reached: {type(error).__name__}.") from error
        if answer.status_code != httpx2.codes.OK:
            raise EmbeddingFailed(f"The embedder answered with status {answer.status_code}.")
        try:
            return _vectors(json.loads(answer.content), len(texts))
        except (ValueError, KeyError, TypeError) as error:
            raise EmbeddingFailed("The embedder's answer isn't a list of vectors, one for each text.") from error


def _vectors(answer: Any, count: int) -> embedders.Float32s:  # noqa: ANN401 - what others answer
    rows = sorted(answer["data"], key=lambda row: int(row["index"]))
    if [int(row["index"]) for row in rows] != list(range(count)):
        raise ValueError("Not one vector for each text.")
    vectors = np.array([row["embedding"] for row in rows], dtype=np.float32)
    if vectors.ndim != 2 or not np.isfinite(vectors).all():
        raise ValueError("Not vectors.")
    unit: embedders.Float32s = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32(1e-12))
    return unit
