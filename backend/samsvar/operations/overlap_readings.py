"""
Reading for overlaps: what was written is compared with all that others wrote in the cycle, outside the transactions that write it.

Triggers leave marks. A worker takes the newest first, so that whoever writes now doesn't wait for what was imported before; has those
texts embedded that no model has read yet; finds what is like them; and stores what differs, in the transaction that takes the marks.
Whoever is stopped in the middle leaves marks, and the vectors that it has, to the next (ADR 0093).
"""

import asyncio
import datetime as dt
from collections.abc import Callable, Collection, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import overlap_displays, overlap_reconciliations
from samsvar.domain.overlap_reconciliations import Read, Stored
from samsvar.domain.overlaps import detection, items, strengths
from samsvar.domain.overlaps.findings import OverlapFinding, OverlapKind
from samsvar.operations import held_cycles
from samsvar.operations.held_cycles import Held
from samsvar.operations.text_vectors import TextVectors
from samsvar.persistence import (
    entrances,
    found_overlaps,
    notifications,
    overlap_items,
    overlap_readings,
    overlap_recounts,
)
from samsvar.persistence.database import Database

ROUND: Final = 200
"""Most objectives that are read in one transaction, where the whole cycle is compared in any event."""
ROUND_AROUND: Final = 40
"""Most of a larger cycle, where each takes some hundredths of a second: so that whoever writes meanwhile comes next."""
EMBEDDING_SECONDS: Final = 1.0
"""How long a round embeds texts, so that whoever writes meanwhile comes next."""
FULLY_READ: Final = 250
"""A cycle of no more objectives is compared as a whole whenever something changes: that takes no longer, and its means are today's."""
LEAST: Final = strengths.SHIPPED.possible - strengths.MOST_SHIFT
"""Likeness from which on a finding is stored: an organisation may want to see more than is shipped."""
DRIFT: Final = 0.1
"""Share of a cycle that may be written anew before the whole is compared again: its means have moved by then."""


class Reader:
    """
    What a worker reads with: an embedder, and the cycles that it has in memory.

    Any number may read at once, in any number of processes; a cycle is read by one at a time. One reader is one task's.
    """

    def __init__(
        self,
        database: Database,
        texts: TextVectors,
        *,
        clock: Callable[[], dt.datetime],
        fully_read: int = FULLY_READ,
    ) -> None:
        """
        Say by what to read.

        Args:
            database: Where texts are, and findings go.
            texts: Turns them into vectors.
            clock: Tells the time.
            fully_read: Objectives up to which a cycle is compared as a whole.
        """
        self._database = database
        self._texts = texts
        self._clock = clock
        self._fully_read = fully_read
        self.cycles = held_cycles.HeldCycles(texts, clock=clock)
        """Those that it has in memory."""

    async def greet(self, organisation_id: UUID) -> None:
        """Say by what an organisation is read from now on; what was read by something else, or never, is marked."""
        wanted = self._texts.as_reader
        async with self._database.entered(entrances.as_samsvar(organisation_id)) as (connection, found):
            if found is None:
                return
            was = await overlap_readings.reader(connection, organisation_id)
            if was == wanted:
                return
            await overlap_readings.store_reader(connection, organisation_id, wanted, at=self._clock())
            if was is None or was.model != wanted.model or (was.is_lexical_only and not wanted.is_lexical_only):
                await overlap_readings.mark_all(connection, organisation_id)

    async def read_some(self, organisation_id: UUID) -> int:
        """
        Read the newest that is unread, about a second's worth; return how many objectives that were.

        That is 0 when nothing is unread, or other workers are at it.
        """
        async with self._database.entered(entrances.as_samsvar(organisation_id)) as (connection, found):
            if found is None:
                return 0
            for cycle_id in await overlap_readings.cycles_with_marks(connection, organisation_id):
                if await overlap_readings.try_to_hold(connection, organisation_id, cycle_id):
                    try:
                        return await self._read(connection, organisation_id, cycle_id)
                    except BaseException:
                        # What it has in memory may be ahead of what is stored.
                        self.cycles.let_go(organisation_id, cycle_id)
                        raise
        return 0

    async def _read(self, connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> int:
        here = (connection, organisation_id, cycle_id)
        is_small = await overlap_readings.count_objectives(*here) <= self._fully_read
        marks = await overlap_readings.newest_marks(*here, most=ROUND if is_small else ROUND_AROUND)
        was_lexical_only = self._texts.is_lexical_only
        rows = await overlap_items.written(*here, [mark.objective_id for mark in marks])
        said = {item.objective_id: item for item in overlap_items.items_of(rows)}
        wanted = [items.texts_of(said[mark.objective_id]).all() if mark.objective_id in said else () for mark in marks]
        vectors = await self._texts.known(connection, organisation_id, (text for texts in wanted for text in texts))
        known = await self._texts.learn(organisation_id, wanted, vectors, seconds=EMBEDDING_SECONDS)
        taken = marks[:known]
        linked = [mark.objective_id for mark in taken if mark.is_link]
        objective_ids = {mark.objective_id for mark in taken}
        if is_small:
            held = await self.cycles.loaded(*here)
            found = await asyncio.to_thread(detection.found, held.corpus, held.structure, least=LEAST)
            replaced = await found_overlaps.stored(*here)
        else:
            async with self.cycles.using:
                held = await self.cycles.caught_up(*here)
                for own_id in objective_ids:
                    held.take(own_id, said, vectors)
                around = objective_ids.union(*(held.ancestors.get(own_id, ()) for own_id in linked))
                found, replaced = await self._found_around(*here, held, around)
        found, unfinished = await self.with_words(connection, organisation_id, held, found, seconds=EMBEDDING_SECONDS)
        changed = await self.store(*here, held, found, replaced)
        await overlap_readings.take_marks(connection, organisation_id, [one for mark in taken for one in mark.ids])
        await overlap_readings.mark(*here, unfinished)
        held.number = await overlap_readings.remember_reading(*here, objective_ids, at=self._clock())
        await overlap_readings.forget_readings(
            connection, organisation_id, before=self._clock() - overlap_readings.KEPT
        )
        self.cycles.keep(organisation_id, cycle_id, held)
        if self._texts.is_lexical_only != was_lexical_only:
            await overlap_readings.store_reader(connection, organisation_id, self._texts.as_reader, at=self._clock())
        await self._recount_if_means_moved(*here)
        await announce(connection, organisation_id, changed, objective_ids, at=self._clock())
        return len(taken)

    async def _recount_if_means_moved(self, connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> None:
        """Ask for a recount where all is read, and so much is new that the means that it was compared by were others."""
        here = (connection, organisation_id, cycle_id)
        total = await overlap_readings.count_objectives(*here)
        if total <= self._fully_read or await overlap_readings.newest_marks(*here, most=1):
            return
        if await overlap_recounts.count_read_since(*here) > DRIFT * total:
            await overlap_recounts.begin(*here, at=self._clock())

    async def _found_around(
        self,
        connection: AsyncConnection,
        organisation_id: UUID,
        cycle_id: UUID,
        held: Held,
        objective_ids: Collection[UUID],
    ) -> tuple[list[OverlapFinding], list[Stored]]:
        """Return what is found around objectives, and the stored findings that it replaces."""
        here = (connection, organisation_id, cycle_id)
        before = await found_overlaps.stored(*here, objective_ids)
        companions: dict[UUID, set[UUID]] = {own_id: set() for own_id in objective_ids}
        for finding in before:
            members = {member.objective_id for member in finding.read.members}
            for own_id in members & companions.keys():
                companions[own_id] |= members - {own_id}

        def find() -> list[detection.Recount]:
            return [
                detection.found_around(held.corpus, held.structure, own_id, companions=companions[own_id], least=LEAST)
                for own_id in sorted(objective_ids)
            ]

        recounts = await asyncio.to_thread(find)
        reached = set(objective_ids).union(*(recount.companions for recount in recounts))
        stored = await found_overlaps.stored(*here, reached) if reached != set(objective_ids) else before
        replaced = [
            finding for finding in stored if any(recount.replaces(objectives_of(finding)) for recount in recounts)
        ]
        found = {finding.key: finding for recount in recounts for finding in recount.findings}
        return list(found.values()), replaced

    async def with_words(
        self,
        connection: AsyncConnection,
        organisation_id: UUID,
        held: Held,
        found: Sequence[OverlapFinding],
        *,
        seconds: float,
    ) -> tuple[list[OverlapFinding], set[UUID]]:
        """Return findings with the words that mean the same, and an objective of each for which the time didn't suffice."""
        across = [index for index, finding in enumerate(found) if _is_cross_language(finding)]
        if not across or self._texts.model_id is None:
            return list(found), set()
        async with self.cycles.using:
            wanted = await asyncio.to_thread(
                lambda: [detection.words_wanted(held.corpus, [found[index]]) for index in across]
            )
        vectors = await self._texts.known(connection, organisation_id, (word for words in wanted for word in words))
        known = await self._texts.learn(organisation_id, wanted, vectors, seconds=seconds)
        worded = list(found)

        def pair() -> None:
            for index in across:
                worded[index] = detection.with_word_pairs(held.corpus, found[index], vectors)

        async with self.cycles.using:
            await asyncio.to_thread(pair)
        return worded, {found[index].a.objective_id for index in across[known:]}

    async def store(
        self,
        connection: AsyncConnection,
        organisation_id: UUID,
        cycle_id: UUID,
        held: Held,
        found: Sequence[OverlapFinding],
        replaced: Sequence[Stored],
    ) -> set[UUID]:
        """Store what was found in place of what it replaces; return the findings that are new, others, or gone."""
        corpus = held.corpus
        in_groups = {
            member.objective_id
            for finding in found
            if finding.kind is OverlapKind.SHARED_TARGET
            for member in finding.members
        }
        places = await found_overlaps.openness(connection, organisation_id, in_groups)

        def lay_out() -> list[Read]:
            return overlap_displays.laid_out(
                found,
                places=places,
                between=lambda a, b: detection.between(corpus, held.structure, a, b),
                language_of=corpus.language_of,
            )

        async with self.cycles.using:
            read = await asyncio.to_thread(lay_out)
        await overlap_readings.say_that_it_reads(connection)
        concerned = {side.objective_id for one in (*read, *(each.read for each in replaced)) for side in (one.a, one.b)}
        hashes = await found_overlaps.hashes(connection, organisation_id, concerned)
        what = await asyncio.to_thread(overlap_reconciliations.reconciled, replaced, read, hashes)
        return await found_overlaps.store(connection, organisation_id, cycle_id, read, what, hashes, at=self._clock())

    async def similar(
        self, organisation_id: UUID, cycle_id: UUID, unit_id: UUID, text: str, *, most: int
    ) -> list[detection.Similar] | None:
        """
        Return the objectives of a cycle that are most like a text that somebody is typing, drafts of others among them.

        None when no model can read it: then whoever asks compares words.
        """
        normalised = items.normalised(text)
        if not normalised or (vector := await self._texts.of_text(normalised)) is None:
            return None
        await self.warm(organisation_id, cycle_id)
        async with self.cycles.using:
            held = self.cycles.get(organisation_id, cycle_id)
            if held is None:
                return None
            return await asyncio.to_thread(detection.similar, held.corpus, text, vector, unit_id=unit_id, most=most)

    async def warm(self, organisation_id: UUID, cycle_id: UUID) -> None:
        """Have a cycle in memory as it was read last, so that the first who asks or writes doesn't wait for it."""
        async with self._database.entered(entrances.as_samsvar(organisation_id)) as (connection, found):
            if found is None:
                return
            here = (connection, organisation_id, cycle_id)
            held = self.cycles.get(organisation_id, cycle_id)
            if held is not None and held.number >= await overlap_readings.last_read(*here):
                return
            async with self.cycles.using:
                self.cycles.keep(organisation_id, cycle_id, await self.cycles.caught_up(*here))

    async def warm_open_cycles(self, organisation_id: UUID) -> None:
        """Have the cycles in memory that people write in, as far as loading them takes noticeably long."""
        async with self._database.entered(entrances.as_samsvar(organisation_id)) as (connection, found):
            if found is None:
                return
            large = await overlap_readings.open_cycles(connection, organisation_id, larger_than=self._fully_read)
        for cycle_id in large:
            await self.warm(organisation_id, cycle_id)


async def announce(
    connection: AsyncConnection,
    organisation_id: UUID,
    finding_ids: Collection[UUID],
    objective_ids: Collection[UUID],
    *,
    at: dt.datetime,
) -> None:
    """Tell who follows what is found otherwise now, and of which objectives nothing is unread any more."""
    kinds = {"OverlapFinding": finding_ids, "Objective": objective_ids}
    await notifications.announce(
        connection, organisation_id=organisation_id, kinds={kind: ids for kind, ids in kinds.items() if ids}, at=at
    )


def _is_cross_language(finding: OverlapFinding) -> bool:
    return finding.evidence.a_language != finding.evidence.b_language


def objectives_of(finding: Stored) -> set[UUID]:
    """Return all objectives of a stored finding."""
    read = finding.read
    return {read.a.objective_id, read.b.objective_id, *(member.objective_id for member in read.members)}
