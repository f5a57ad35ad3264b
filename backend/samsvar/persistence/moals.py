"""Moals, the goals of about a year, and the directions that they serve: tables and statements."""

import dataclasses
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.moals import Moal, Wording
from samsvar.persistence import records, schema

moals = Table(
    "moals",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("year", SmallInteger, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    schema.words("title"),
    Column("why", Text, nullable=False, server_default=""),
    Column("proposed_by_unit_id", Uuid, nullable=False),
    Column("state", Text, nullable=False, server_default="PROPOSED"),
    Column("state_reason", Text),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("support", Numeric),
    Column("support_coverage", Numeric),
    Column("support_terms", JSONB),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(["unit_id"], "units"),
    schema.within_organisation(["proposed_by_unit_id"], "units"),
    schema.one_of("state", ("PROPOSED", "AGREED", "ACHIEVED", "DROPPED")),
    CheckConstraint("year between 2000 and 2200", name="year_sensible"),
    *schema.finite("support", "support_coverage"),
    Index("moals_year_idx", "organisation_id", "year", "position", "id"),
)

moal_directions = Table(
    "moal_directions",
    schema.metadata,
    schema.organisation_id(),
    Column("moal_id", Uuid, primary_key=True),
    Column("direction_id", Uuid, primary_key=True),
    schema.within_organisation(["moal_id"], "moals", on_delete="CASCADE"),
    schema.within_organisation(["direction_id"], "directions"),
    Index("moal_directions_direction_idx", "organisation_id", "direction_id"),
)


def serving(direction_id: sa.ColumnElement[UUID]) -> sa.Select[Any]:
    """Return the ids of the Moals that serve a direction."""
    link = moal_directions.alias("serving")
    return sa.select(link.c.moal_id).where(link.c.direction_id == direction_id)


def served_by(moal_id: sa.ColumnElement[UUID]) -> sa.Select[Any]:
    """Return the ids of the directions that a Moal serves."""
    link = moal_directions.alias("served")
    return sa.select(link.c.direction_id).where(link.c.moal_id == moal_id)


async def locked(connection: AsyncConnection, organisation_id: UUID, moal_id: UUID) -> Moal | None:
    """Return a Moal with the directions that it serves, and let nobody else write it until the transaction ends."""
    served = sa.select(moal_directions.c.direction_id).where(
        moal_directions.c.organisation_id == moals.c.organisation_id, moal_directions.c.moal_id == moals.c.id
    )
    own = [moals.c[field.name] for field in dataclasses.fields(Moal) if field.name in moals.c]
    return await records.one(
        connection,
        Moal,
        sa.select(
            *own,
            sa.func.array(served.order_by(moal_directions.c.direction_id).scalar_subquery()).label("direction_ids"),
        )
        .where(moals.c.organisation_id == organisation_id, moals.c.id == moal_id)
        .with_for_update(of=moals),
    )


async def insert(
    connection: AsyncConnection, organisation_id: UUID, *, unit_id: UUID, proposed_by_unit_id: UUID, wording: Wording
) -> UUID:
    """Store a proposed Moal, after the others of its year."""
    column = moals.c
    last = sa.select(sa.func.coalesce(sa.func.max(column.position) + 1, 0)).where(
        column.organisation_id == organisation_id, column.year == wording.year
    )
    stored = await connection.execute(
        sa.insert(moals)
        .values(
            organisation_id=organisation_id,
            unit_id=unit_id,
            proposed_by_unit_id=proposed_by_unit_id,
            year=wording.year,
            title=wording.title,
            why=wording.why,
            position=last.scalar_subquery(),
        )
        .returning(column.id)
    )
    moal_id: UUID = stored.scalar_one()
    await _serve(connection, organisation_id, moal_id, wording.direction_ids)
    return moal_id


async def store(connection: AsyncConnection, organisation_id: UUID, moal: Moal) -> None:
    """Store an edited Moal and the directions that it serves."""
    await connection.execute(
        sa.update(moals)
        .where(moals.c.organisation_id == organisation_id, moals.c.id == moal.id)
        .values(
            year=moal.year,
            title=moal.title,
            why=moal.why,
            state=moal.state,
            state_reason=moal.state_reason,
            version=moal.version,
        )
    )
    await connection.execute(
        sa.delete(moal_directions).where(
            moal_directions.c.organisation_id == organisation_id, moal_directions.c.moal_id == moal.id
        )
    )
    await _serve(connection, organisation_id, moal.id, moal.direction_ids)


async def follow(
    connection: AsyncConnection, organisation_id: UUID, *, superseded: UUID, by: UUID, states: Sequence[str]
) -> list[UUID]:
    """Let the Moals in some states that served one version of a direction serve another; return their ids."""
    living = sa.select(moals.c.id).where(moals.c.organisation_id == organisation_id, moals.c.state.in_(states))
    followed = await connection.execute(
        sa.update(moal_directions)
        .where(
            moal_directions.c.organisation_id == organisation_id,
            moal_directions.c.direction_id == superseded,
            moal_directions.c.moal_id.in_(living),
        )
        .values(direction_id=by)
        .returning(moal_directions.c.moal_id)
    )
    return list(followed.scalars())


async def _serve(
    connection: AsyncConnection, organisation_id: UUID, moal_id: UUID, direction_ids: Sequence[UUID]
) -> None:
    if direction_ids:
        await connection.execute(
            sa.insert(moal_directions),
            [
                {"organisation_id": organisation_id, "moal_id": moal_id, "direction_id": direction_id}
                for direction_id in direction_ids
            ],
        )
