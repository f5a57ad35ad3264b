"""
A corpus: all items of one organisation and cycle, ready to be compared.

It is made once from texts and stored vectors, and then follows edits: :meth:`Corpus.put` and :meth:`Corpus.remove` take about a
millisecond. Means and word frequencies stay as they were when it was made; make it anew for a recount.

Items stand in rows that are only ever added: an item that says something new gets a new row, its old one is dead.
"""

import collections
import dataclasses
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, TypeVar
from uuid import UUID

import numpy as np
import numpy.typing as npt

from samsvar.domain.overlaps import centring, embedders, items, languages, words

Floats = embedders.Float32s
Ints = words.Int32s

_ROOM: Final = 256
_FEWEST_WORDS: Final = 3
"""An item with fewer ("TBD") promises nothing yet, and is like all others that don't."""
Number = TypeVar("Number", bound=np.generic)


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """
    What is kept of an item besides what stands in the corpus's matrices.

    Attributes:
        stems: Of the whole item, each once.
        unit_stems: Of each unit, each once.
        weight, unit_weights: What the stems of the item, or of a unit, weigh together.
        letters, letter_weights: Places and weights of its sequences of letters; length 1.
        unit_vectors: Centred, one row for each unit; None while they are missing.
    """

    item: items.Item
    texts: items.Texts
    language: str
    stems: Ints
    unit_stems: tuple[Ints, ...]
    weight: float
    unit_weights: Floats
    letters: Ints
    letter_weights: Floats
    unit_vectors: Floats | None


class Corpus:
    """All items of one organisation and cycle. Not for two threads at once."""

    def __init__(
        self,
        items_: Iterable[items.Item],
        vectors: embedders.Vectors,
        *,
        model_id: str | None,
        ancestors: Mapping[UUID, Collection[UUID]] | None = None,
    ) -> None:
        """
        Make a corpus.

        Args:
            items_: Of one cycle; dropped ones left out.
            vectors: Of the items' texts (:func:`.items.texts_of`) by fingerprint, as stored. An item of which one is missing is
                compared by words until it is put again with all of them.
            model_id: The embedder's, None when there is none and words alone are compared.
            ancestors: Of an objective all that it contributes to by agreed contributions, over any number of steps
                (:func:`.alignments.ancestors`): such pairs are aligned, they don't overlap.
        """
        self.rows: list[Row] = []
        self.row_of: dict[UUID, int] = {}
        self.unit_codes = np.zeros(_ROOM, np.int32)
        self.language_codes = np.zeros(_ROOM, np.int8)
        self.is_alive = np.zeros(_ROOM, np.bool_)
        self.has_vectors = np.zeros(_ROOM, np.bool_)
        self.sketches: Floats = np.zeros((_ROOM, 0), np.float32)
        self.stem_weights: Floats = np.zeros(_ROOM, np.float32)
        self.stem_rows: dict[int, list[int]] = collections.defaultdict(list)
        self._having: collections.Counter[int] = collections.Counter()
        """Living items by stem: evidence asks for each word of each finding."""
        self._measuring: dict[UUID, list[int]] = collections.defaultdict(list)
        self._holding: dict[UUID, int] = {}
        self._saying: dict[str, list[int]] = collections.defaultdict(list)
        self._model_id = model_id
        self._ancestors = ancestors or {}
        self._unit_codes: dict[UUID, int] = {}
        self._stems: dict[str, int] = {}
        self._rare = 1.0
        self._letter_weights = np.ones(words.HASHED, np.float32)
        self._whole_means: Mapping[str, Floats] = {}
        self._unit_means: Mapping[str, Floats] = {}
        self._fill(list(items_), vectors)

    def put(self, item: items.Item, vectors: embedders.Vectors) -> None:
        """Take an item in, or take what it says now in place of what it said."""
        self.remove(item.objective_id)
        texts = items.texts_of(item)
        whole, units = self._vectors(texts, vectors)
        language = self._language(texts, whole)
        self._learn([texts])
        _, places, counts = words.letters_of([" ".join(texts.units)])
        if whole is not None and units is not None and self._whole_means:
            whole = centring.centred(whole, self._whole_means[language])
            units = centring.centred(units, self._unit_means[language])
        else:
            whole = units = None
        self._append(item, texts, language, places, counts, whole, units)

    def remove(self, objective_id: UUID) -> None:
        """Take an item out; one that isn't in is none."""
        row = self.row_of.pop(objective_id, None)
        if row is not None:
            if self.is_alive[row]:
                self._having.subtract(self.rows[row].stems.tolist())
            self.is_alive[row] = False

    def realign(self, ancestors: Mapping[UUID, Collection[UUID]]) -> None:
        """Take these contributions in place of those before."""
        self._ancestors = ancestors

    def living(self) -> list[items.Item]:
        """Return the items that are in."""
        return [self.rows[row].item for row in self.row_of.values()]

    def missing(self) -> list[UUID]:
        """Return the objectives of which vectors are missing: compared by words so far."""
        if self._model_id is None:
            return []
        return [id_ for id_, row in self.row_of.items() if self.rows[row].texts.units and not self.has_vectors[row]]

    def language_of(self, objective_id: UUID) -> str:
        """Return the language an item is written in: nb, en or de."""
        return self.rows[self.row_of[objective_id]].language

    def are_aligned(self, a: UUID, b: UUID) -> bool:
        """Tell whether one contributes to the other."""
        return b in self._ancestors.get(a, ()) or a in self._ancestors.get(b, ())

    def contributes(self, below: UUID, above: UUID) -> bool:
        """Tell whether one contributes to another."""
        return above in self._ancestors.get(below, ())

    def rows_measuring(self, metric_id: UUID) -> list[int]:
        """Return the rows of living items that have a key result on a metric."""
        return [row for row in self._measuring.get(metric_id, ()) if self._is_in(row)]

    def row_with(self, key_result_id: UUID) -> int | None:
        """Return the row of the item that a key result stands in."""
        row = self._holding.get(key_result_id)
        return row if row is not None and self._is_in(row) else None

    def centred(self, vector: Floats, language: str) -> Floats | None:
        """Return the vector of a text that isn't in the corpus as its units are; None when there is nothing to compare it with."""
        return centring.centred(vector, self._unit_means[language]) if self._unit_means else None

    def share_with(self, stem: str) -> float:
        """Return the share of the items that have a stem."""
        number = self._stems.get(stem)
        having = 0 if number is None else self._having[number]
        return having / max(len(self.row_of), 1)

    def rows_saying(self, text: str) -> list[int]:
        """Return the rows of living items of which a unit is exactly this normalised text."""
        return [row for row in self._saying.get(text, ()) if self.is_alive[row]]

    def stem_ids(self, stems: Iterable[str]) -> Ints:
        """Return the numbers of those stems that the corpus knows, each once, by rising number."""
        return np.array(sorted({self._stems[stem] for stem in stems if stem in self._stems}), dtype=np.int32)

    def letter_weights(self, places: Ints, counts: Floats) -> Floats:
        """Return what sequences of letters weigh in one text: rare ones more, length 1 together."""
        weights = counts * self._letter_weights[places]
        unit: Floats = weights / np.maximum(np.linalg.norm(weights), np.float32(1e-9))
        return unit

    def _fill(self, entering: Sequence[items.Item], vectors: embedders.Vectors) -> None:
        texts = [items.texts_of(item) for item in entering]
        found = [self._vectors(one, vectors) for one in texts]
        spoken = [self._language(one, whole) for one, (whole, _) in zip(texts, found, strict=True)]
        self._learn(texts)
        owners, places, counts = words.letters_of([" ".join(one.units) for one in texts])
        frequencies = np.bincount(places, minlength=words.HASHED)
        self._letter_weights = (np.log((1 + len(texts)) / (1 + frequencies)) + 1).astype(np.float32)
        bounds = np.searchsorted(owners, np.arange(len(texts) + 1))
        have = [place for place, (whole, _) in enumerate(found) if whole is not None]
        wholes: list[Floats | None] = [None] * len(texts)
        units: list[Floats | None] = [None] * len(texts)
        if have and self._model_id is not None:
            stacked = np.concatenate([whole for whole, _ in found if whole is not None])
            self._whole_means = centring.means(stacked, [spoken[place] for place in have], self._model_id)
            all_units = np.concatenate([some for _, some in found if some is not None])
            by_unit = [spoken[place] for place in have for _ in texts[place].units]
            self._unit_means = centring.means(all_units, by_unit, self._model_id)
            for place in have:
                whole, some = found[place]
                assert whole is not None
                assert some is not None
                wholes[place] = centring.centred(whole, self._whole_means[spoken[place]])
                units[place] = centring.centred(some, self._unit_means[spoken[place]])
        for place, item in enumerate(entering):
            own = slice(bounds[place], bounds[place + 1])
            self._append(
                item, texts[place], spoken[place], places[own], counts[own], wholes[place], units[place]
            )  # fmt: skip

    def _learn(self, texts: Sequence[items.Texts]) -> None:
        """Number the stems that are new; how much each weighs is counted once, when the corpus is made."""
        is_first = not self._stems
        counted: collections.Counter[str] = collections.Counter()
        for one in texts:
            counted.update({words.stem(word) for unit in one.units for word in words.words_of(unit)})
        if is_first:
            self._rare = math.log((1 + len(texts)) / 2) + 1
        new = [stem for stem in counted if stem not in self._stems]
        for stem in new:
            self._stems[stem] = len(self._stems)
        self.stem_weights = _grown(self.stem_weights, len(self._stems))
        for stem in new:
            weight = math.log((1 + len(texts)) / (1 + counted[stem])) + 1 if is_first else self._rare
            self.stem_weights[self._stems[stem]] = weight

    def _language(self, texts: items.Texts, whole: Floats | None) -> str:
        leanings = None if whole is None or self._model_id is None else centring.leanings(whole, self._model_id)
        return languages.language_of(texts.whole, () if leanings is None else leanings[0].tolist())

    def _vectors(self, texts: items.Texts, vectors: embedders.Vectors) -> tuple[Floats | None, Floats | None]:
        if self._model_id is None or not texts.units:
            return None, None
        stored = [vectors.get(items.fingerprint(text)) for text in (texts.whole, *texts.units)]
        known = [one for one in stored if one is not None]
        if len(known) < len(stored):
            return None, None
        unpacked = embedders.unpacked(np.stack(known))
        return unpacked[:1], unpacked[1:]

    def _append(
        self,
        item: items.Item,
        texts: items.Texts,
        language: str,
        places: words.Int64s,
        counts: Floats,
        whole: Floats | None,
        units: Floats | None,
    ) -> None:
        row = len(self.rows)
        self._make_room(row + 1, 0 if whole is None else 2 * whole.shape[1])
        unit_stems = tuple(self.stem_ids(map(words.stem, words.words_of(unit))) for unit in texts.units)
        stems = np.unique(np.concatenate(unit_stems)) if unit_stems else np.zeros(0, np.int32)
        letters = places.astype(np.int32)
        self.rows.append(
            Row(
                item=item,
                texts=texts,
                language=language,
                stems=stems,
                unit_stems=unit_stems,
                weight=float(self.stem_weights[stems].sum()),
                unit_weights=np.array([self.stem_weights[some].sum() for some in unit_stems], np.float32),
                letters=letters,
                letter_weights=self.letter_weights(letters, counts),
                unit_vectors=units,
            )
        )
        self.row_of[item.objective_id] = row
        self.unit_codes[row] = self._unit_codes.setdefault(item.unit_id, len(self._unit_codes))
        self.language_codes[row] = languages.LANGUAGES.index(language)
        self.is_alive[row] = sum(len(words.words_of(unit)) for unit in texts.units) >= _FEWEST_WORDS
        self.has_vectors[row] = whole is not None
        if whole is not None and units is not None:
            middle = units.mean(axis=0)
            middle /= max(float(np.linalg.norm(middle)), 1e-6)
            self.sketches[row] = np.concatenate([whole[0], middle]) * np.float32(math.sqrt(0.5))
        if self.is_alive[row]:
            self._having.update(stems.tolist())
        for stem in stems.tolist():
            self.stem_rows[stem].append(row)
        for key_result in item.key_results:
            self._holding[key_result.id] = row
        for metric_id in {one.metric_id for one in item.key_results if one.metric_id is not None}:
            self._measuring[metric_id].append(row)
        for text in dict.fromkeys(texts.units):
            self._saying[text].append(row)

    def _is_in(self, row: int) -> bool:
        return self.row_of.get(self.rows[row].item.objective_id) == row

    def _make_room(self, rows: int, width: int) -> None:
        self.unit_codes = _grown(self.unit_codes, rows)
        self.language_codes = _grown(self.language_codes, rows)
        self.is_alive = _grown(self.is_alive, rows)
        self.has_vectors = _grown(self.has_vectors, rows)
        if width and not self.sketches.shape[1]:
            self.sketches = np.zeros((len(self.sketches), width), np.float32)
        self.sketches = _grown(self.sketches, rows)

    def unit_code(self, unit_id: UUID) -> int:
        """Return the number of a unit in :attr:`unit_codes`; -1 of one that has no item here."""
        return self._unit_codes.get(unit_id, -1)


def _grown(array: npt.NDArray[Number], rows: int) -> npt.NDArray[Number]:
    """Return an array with room for so many rows, doubled when it has not."""
    if rows <= len(array):
        return array
    room = np.zeros((max(rows, 2 * len(array)), *array.shape[1:]), array.dtype)
    room[: len(array)] = array
    return room
