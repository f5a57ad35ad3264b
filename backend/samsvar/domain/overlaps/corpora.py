"""
A corpus: all items of one organisation and cycle, ready to be compared.

It is made once from texts and stored vectors, and then follows edits: :meth:`Corpus.put` and :meth:`Corpus.remove` take about a
millisecond. Means and word frequencies stay as they were when it was made; make it anew for a recount.
"""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from samsvar.domain.overlaps import embedders, items


class Corpus:
    """All items of one organisation and cycle. Not for two threads at once."""

    def __init__(
        self,
        items: Iterable[items.Item],
        vectors: embedders.Vectors,
        *,
        model_id: str | None,
        ancestors: Mapping[UUID, Collection[UUID]] | None = None,
    ) -> None:
        """
        Make a corpus.

        Args:
            items: Of one cycle; dropped ones left out.
            vectors: Of the items' texts (:func:`.items.texts_of`) by fingerprint, as stored. An item of which one is missing is
                compared by words until it is put again with all of them.
            model_id: The embedder's, None when there is none and words alone are compared.
            ancestors: Of an objective all that it contributes to by agreed contributions, over any number of steps
                (:func:`.alignments.ancestors`): such pairs are aligned, they don't overlap.
        """
        raise NotImplementedError

    def put(self, item: items.Item, vectors: embedders.Vectors) -> None:
        """Take an item in, or take what it says now in place of what it said."""
        raise NotImplementedError

    def remove(self, objective_id: UUID) -> None:
        """Take an item out; one that isn't in is none."""
        raise NotImplementedError

    def realign(self, ancestors: Mapping[UUID, Collection[UUID]]) -> None:
        """Take these contributions in place of those before."""
        raise NotImplementedError

    def missing(self) -> list[UUID]:
        """Return the objectives of which vectors are missing: compared by words so far."""
        raise NotImplementedError

    def language_of(self, objective_id: UUID) -> str:
        """Return the language an item is written in: nb, en or de."""
        raise NotImplementedError
