"""Recounts of a cycle's overlaps: asked for, how far they have come, stopped. Statements; the table stands with the readings."""

import dataclasses
import datetime as dt
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.persistence import overlap_readings
from samsvar.persistence.objectives import objectives
from samsvar.persistence.overlap_readings import overlap_reads, overlap_recounts


@dataclasses.dataclass(frozen=True, slots=True)
class Recount:
    """How far a recount has come: ``done`` of ``total`` objectives."""

    cycle_id: UUID
    done: int
    total: int
    started_at: dt.datetime
    finished_at: dt.datetime | None
    is_cancelled: bool


async def waiting(connection: AsyncConnection, organisation_id: UUID) -> list[UUID]:
    """Return the cycles whose recount isn't finished, the oldest first."""
    recount = overlap_recounts.c
    found = await connection.execute(
        sa.select(recount.cycle_id)
        .where(recount.organisation_id == organisation_id, recount.finished_at.is_(None))
        .order_by(recount.started_at)
    )
    return list(found.scalars())


async def load(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> Recount | None:
    """Return the last recount of a cycle."""
    column = overlap_recounts.c
    found = await connection.execute(
        sa.select(*(column[field.name] for field in dataclasses.fields(Recount))).where(
            column.organisation_id == organisation_id, column.cycle_id == cycle_id
        )
    )
    row = found.one_or_none()
    return None if row is None else Recount(*row)


async def begin(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID, *, at: dt.datetime) -> None:
    """Ask for a recount of a cycle; one that is under way already goes on."""
    total = (
        sa.select(sa.func.count())
        .select_from(objectives)
        .where(objectives.c.organisation_id == organisation_id, objectives.c.cycle_id == cycle_id)
        .scalar_subquery()
    )
    new = postgresql.insert(overlap_recounts).values(
        organisation_id=organisation_id, cycle_id=cycle_id, total=total, started_at=at
    )
    anew = {"done": 0, "total": new.excluded.total, "started_at": at, "finished_at": None, "is_cancelled": False}
    await connection.execute(
        new.on_conflict_do_update(
            index_elements=["organisation_id", "cycle_id"],
            set_=anew,
            where=sa.or_(overlap_recounts.c.finished_at.is_not(None), overlap_recounts.c.is_cancelled),
        )
    )
    await overlap_readings.tell_workers(connection, organisation_id)


async def cancel(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID, *, at: dt.datetime) -> bool:
    """Stop a recount; False when none is under way."""
    column = overlap_recounts.c
    stopped = await connection.execute(
        sa.update(overlap_recounts)
        .where(column.organisation_id == organisation_id, column.cycle_id == cycle_id, column.finished_at.is_(None))
        .values(is_cancelled=True, finished_at=at)
    )
    return bool(stopped.rowcount)


async def store_progress(
    connection: AsyncConnection,
    organisation_id: UUID,
    cycle_id: UUID,
    *,
    started_at: dt.datetime,
    done: int,
    finished_at: dt.datetime | None = None,
) -> bool:
    """Store how far a recount has come; False when it was stopped meanwhile, or begun anew."""
    column = overlap_recounts.c
    stored = await connection.execute(
        sa.update(overlap_recounts)
        .where(
            column.organisation_id == organisation_id,
            column.cycle_id == cycle_id,
            column.started_at == started_at,
            column.finished_at.is_(None),
        )
        .values(done=done, finished_at=finished_at)
    )
    return bool(stored.rowcount)


async def count_read_since(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> int:
    """Return how many objectives were read since the last recount of a cycle began, as often as each was."""
    read, recount = overlap_reads.c, overlap_recounts.c
    began = (
        sa.select(recount.started_at)
        .where(recount.organisation_id == organisation_id, recount.cycle_id == cycle_id)
        .scalar_subquery()
    )
    found = await connection.execute(
        sa.select(sa.func.coalesce(sa.func.sum(sa.func.cardinality(read.objective_ids)), 0)).where(
            read.organisation_id == organisation_id,
            read.cycle_id == cycle_id,
            sa.or_(began.is_(None), read.at > began),
        )
    )
    return int(found.scalar_one())
