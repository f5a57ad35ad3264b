"""Cycles that a worker has in memory, ready to be compared: loaded once, and caught up with what other workers read."""

import asyncio
import dataclasses
import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.overlaps import alignments, corpora, detection, items
from samsvar.operations.text_vectors import TextVectors, Vectors
from samsvar.persistence import overlap_items, overlap_readings
from samsvar.persistence.overlap_items import Ties

STALE: Final = dt.timedelta(hours=12)
"""A cycle that nobody looked at for so long is loaded anew: what was read meanwhile may be forgotten."""
ITEMS_IN_MEMORY: Final = 60_000
"""Objectives kept ready to be compared; cycles that nobody looked at lately are loaded again when they are needed."""


@dataclasses.dataclass(slots=True)
class Held:
    """
    A cycle in memory.

    Attributes:
        corpus: Its objectives.
        structure: What ties them together besides words.
        ancestors: Of an objective all that it contributes to.
        number: The last reading that it knows of.
        known: How many objectives had vectors when its means were taken.
        used_at: When it was last used.
    """

    corpus: corpora.Corpus
    structure: detection.Structure
    ancestors: Mapping[UUID, Collection[UUID]]
    number: int
    known: int
    used_at: dt.datetime

    @property
    def has_outgrown_its_means(self) -> bool:
        """Whether so many more objectives have vectors by now that means of those would be others."""
        return len(self.corpus.row_of) - len(self.corpus.missing()) > 2 * self.known

    def take(self, objective_id: UUID, said: Mapping[UUID, items.Item], vectors: Vectors) -> None:
        """Take what an objective says now; one that isn't there any more goes."""
        if (item := said.get(objective_id)) is None:
            self.corpus.remove(objective_id)
        else:
            self.corpus.put(item, vectors)


class HeldCycles:
    """The cycles that one reader has in memory."""

    def __init__(self, texts: TextVectors, *, clock: Callable[[], dt.datetime]) -> None:
        """
        Begin with none.

        Args:
            texts: Turns texts into vectors.
            clock: Tells the time.
        """
        self._texts = texts
        self._clock = clock
        self._held: dict[tuple[UUID, UUID], Held] = {}
        self.using = asyncio.Lock()
        """Held by whoever looks into a cycle that is in memory, or changes it: a corpus is not for two threads at once."""

    def get(self, organisation_id: UUID, cycle_id: UUID) -> Held | None:
        """Return a cycle as it is in memory; None if it isn't."""
        return self._held.get((organisation_id, cycle_id))

    def let_go(self, organisation_id: UUID, cycle_id: UUID) -> None:
        """Forget a cycle that may be ahead of what is stored."""
        self._held.pop((organisation_id, cycle_id), None)

    async def loaded(self, connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> Held:
        """Return a cycle as it is stored now, with means and word counts of today."""
        here = (connection, organisation_id, cycle_id)
        number = await overlap_readings.last_read(*here)
        rows = await overlap_items.written(*here)
        said = await asyncio.to_thread(overlap_items.items_of, rows)
        texts = await asyncio.to_thread(lambda: {text for one in said for text in items.texts_of(one).all()})
        vectors = await self._texts.known(connection, organisation_id, texts)
        ties = await overlap_items.ties(*here)

        def load() -> Held:
            ancestors = alignments.ancestors(ties.links)
            corpus = corpora.Corpus(said, vectors, model_id=self._texts.model_id, ancestors=ancestors)
            known = len(said) - len(corpus.missing())
            return Held(corpus, _structure(ties), ancestors, number, known, self._clock())

        return await asyncio.to_thread(load)

    async def caught_up(self, connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> Held:
        """Return a cycle from memory, with what other workers have read since; loaded anew where it is far from what it knew."""
        here = (connection, organisation_id, cycle_id)
        held = self.get(organisation_id, cycle_id)
        if held is None or self._clock() - held.used_at > STALE or held.has_outgrown_its_means:
            return await self.loaded(*here)
        number = await overlap_readings.last_read(*here)
        others = await overlap_readings.read_since(*here, held.number)
        if others:
            rows = await overlap_items.written(*here, others)
            said = {item.objective_id: item for item in overlap_items.items_of(rows)}
            texts = (text for item in said.values() for text in items.texts_of(item).all())
            vectors = await self._texts.known(connection, organisation_id, texts)
            for own_id in others:
                held.take(own_id, said, vectors)
        ties = await overlap_items.ties(*here)
        held.ancestors = await asyncio.to_thread(alignments.ancestors, ties.links)
        held.corpus.realign(held.ancestors)
        held.structure = _structure(ties)
        held.number = number
        held.used_at = self._clock()
        return held

    def keep(self, organisation_id: UUID, cycle_id: UUID, held: Held) -> None:
        """Keep a cycle in memory, and let go of those that nobody looked at for longest when they become too many."""
        self._held[organisation_id, cycle_id] = held
        by_age = sorted(self._held.items(), key=lambda entry: entry[1].used_at, reverse=True)
        room = ITEMS_IN_MEMORY
        for key, each in by_age:
            room -= len(each.corpus.row_of)
            if room < 0 and key != (organisation_id, cycle_id):
                del self._held[key]


def _structure(ties: Ties) -> detection.Structure:
    return detection.Structure(dependencies=ties.dependencies, initiative_aims=ties.aims)
