"""Mission, vision and strategies: tables and statements."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.directions import Direction, DirectionKind, Wording
from samsvar.persistence import ids, records, schema

# A direction is never edited: a new version supersedes it, and `lineage_id` (the first version's id) keeps them together.
directions = Table(
    "directions",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    schema.words("kind"),
    schema.words("title"),
    Column("text", Text, nullable=False, server_default=""),
    Column("horizon_years", SmallInteger, nullable=False),
    Column("lineage_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("supersedes_id", Uuid),
    Column("change_reason", Text),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("end_reason", Text),
    schema.created_at(),
    schema.within_organisation(["supersedes_id"], "directions"),
    schema.within_organisation(["lineage_id"], "directions"),
    UniqueConstraint("organisation_id", "lineage_id", "version"),
    UniqueConstraint("organisation_id", "supersedes_id"),
    schema.one_of("kind", ("MISSION", "VISION", "STRATEGY")),
    CheckConstraint("horizon_years between 1 and 30", name="horizon_years_sensible"),
    CheckConstraint("(version = 1) = (supersedes_id is null)", name="first_supersedes_nothing"),
    Index("directions_current_idx", "organisation_id", "kind", "position", postgresql_where=text("valid_to is null")),
)


def by_kind(kind: sa.ColumnElement[str]) -> sa.ColumnElement[int]:
    """Return a number by which kinds sort as the pyramid has them: mission, vision, strategies."""
    places = {word: sa.literal_column(str(place), Integer()) for place, word in enumerate(("MISSION", "VISION"))}
    return sa.case(places, value=kind, else_=sa.literal_column("2", Integer()))


async def holding(connection: AsyncConnection, organisation_id: UUID) -> list[Direction]:
    """Return the directions that hold, in their order. Who is about to write one holds the lock on them."""
    column = directions.c
    return await records.many(
        connection,
        Direction,
        sa.select(*records.columns(directions, Direction))
        .where(column.organisation_id == organisation_id, column.valid_to.is_(None))
        .order_by(column.kind, column.position),
    )


async def some(connection: AsyncConnection, organisation_id: UUID, direction_ids: Collection[UUID]) -> list[Direction]:
    """Return those of the directions that there are, whether they hold or not."""
    return await records.many(
        connection,
        Direction,
        sa.select(*records.columns(directions, Direction)).where(
            directions.c.organisation_id == organisation_id, ids.among(directions.c.id, direction_ids)
        ),
    )


async def insert(
    connection: AsyncConnection,
    organisation_id: UUID,
    *,
    kind: DirectionKind,
    wording: Wording,
    position: int,
    on: dt.date,
    supersedes: Direction | None = None,
    reason: str | None = None,
) -> Direction:
    """Store a new direction, or a new version of one; the version before is ended beforehand."""
    own_id = (await connection.execute(sa.select(sa.func.uuidv7()))).scalar_one()
    direction = Direction(
        id=own_id,
        kind=kind,
        title=wording.title,
        text=wording.text,
        horizon_years=wording.horizon_years,
        lineage_id=supersedes.lineage_id if supersedes else own_id,
        version=supersedes.version + 1 if supersedes else 1,
        supersedes_id=supersedes.id if supersedes else None,
        change_reason=reason,
        position=position,
        valid_from=on,
        valid_to=None,
    )
    await connection.execute(
        sa.insert(directions).values(organisation_id=organisation_id, **dataclasses.asdict(direction))
    )
    return direction


async def end(connection: AsyncConnection, organisation_id: UUID, direction_id: UUID, *, on: dt.date) -> None:
    """Store that a version no longer holds from a day on, because another one follows."""
    await connection.execute(_one(organisation_id, direction_id).values(valid_to=on))


async def store_end(connection: AsyncConnection, organisation_id: UUID, direction: Direction) -> None:
    """Store when and why a direction was retired, or that it wasn't after all."""
    ending = {"valid_to": direction.valid_to, "end_reason": direction.end_reason}
    await connection.execute(_one(organisation_id, direction.id).values(ending))


async def store_order(connection: AsyncConnection, organisation_id: UUID, places: Sequence[tuple[UUID, int]]) -> None:
    """Store where among their kind directions stand."""
    for direction_id, position in places:
        await connection.execute(_one(organisation_id, direction_id).values(position=position))


async def superseding(connection: AsyncConnection, organisation_id: UUID, direction_id: UUID) -> Direction | None:
    """Return the version that follows one; None when none does."""
    return await records.one(
        connection,
        Direction,
        sa.select(*records.columns(directions, Direction)).where(
            directions.c.organisation_id == organisation_id, directions.c.supersedes_id == direction_id
        ),
    )


def is_retired(direction: schema.Row) -> sa.ColumnElement[bool]:
    """Return the condition that a direction ended and nothing follows it."""
    follower = directions.alias("follower")
    return sa.and_(
        direction.c.valid_to.is_not(None), ~sa.exists(sa.select(1).where(follower.c.supersedes_id == direction.c.id))
    )


def _one(organisation_id: UUID, direction_id: UUID) -> sa.Update:
    return sa.update(directions).where(directions.c.organisation_id == organisation_id, directions.c.id == direction_id)
