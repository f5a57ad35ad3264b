"""Initiatives, the work meant to move key results: tables and statements."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Date, Index, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import insert as insert_unless_there
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.initiatives import Initiative, InitiativeState
from samsvar.persistence import records, schema, units

initiatives = Table(
    "initiatives",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("unit_id", Uuid, nullable=False),
    schema.words("title"),
    Column("text", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False, server_default="PLANNED"),
    Column("due_on", Date),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(["unit_id"], "units"),
    schema.one_of("state", ("PLANNED", "ACTIVE", "DONE", "DROPPED")),
    CheckConstraint("title <> ''", name="title_present"),
    Index("initiatives_unit_idx", "organisation_id", "unit_id", "id"),
)

initiative_key_results = Table(
    "initiative_key_results",
    schema.metadata,
    schema.organisation_id(),
    Column("initiative_id", Uuid, primary_key=True),
    Column("key_result_id", Uuid, primary_key=True),
    schema.within_organisation(["initiative_id"], "initiatives", on_delete="CASCADE"),
    schema.within_organisation(["key_result_id"], "key_results", on_delete="CASCADE"),
    Index("initiative_key_results_key_result_idx", "organisation_id", "key_result_id"),
)


def moving(key_result_id: sa.ColumnElement[UUID]) -> sa.Select[Any]:
    """Return the ids of the initiatives that are meant to move a key result."""
    link = initiative_key_results.alias("moving")
    return sa.select(link.c.initiative_id).where(link.c.key_result_id == key_result_id)


def moved_by(initiative_id: sa.ColumnElement[UUID]) -> sa.Select[Any]:
    """Return the ids of the key results that an initiative is meant to move."""
    link = initiative_key_results.alias("moved")
    return sa.select(link.c.key_result_id).where(link.c.initiative_id == initiative_id)


async def load(
    connection: AsyncConnection, organisation_id: UUID, initiative_id: UUID
) -> tuple[Initiative, str] | None:
    """Return an initiative and its unit's path, held until the transaction ends."""
    unit = units.units.c
    found = await connection.execute(
        sa.select(*records.columns(initiatives, Initiative), unit.path)
        .join(units.units, (unit.organisation_id == initiatives.c.organisation_id) & (unit.id == initiatives.c.unit_id))
        .where(initiatives.c.organisation_id == organisation_id, initiatives.c.id == initiative_id)
        .with_for_update(of=initiatives, key_share=True)
    )
    row = found.one_or_none()
    if row is None:
        return None
    fields = row._asdict()
    path: str = fields.pop("path")
    return Initiative(**{**fields, "state": InitiativeState(row.state)}), path


async def insert(connection: AsyncConnection, organisation_id: UUID, initiative: Initiative) -> None:
    """Store a new initiative."""
    await connection.execute(
        sa.insert(initiatives).values(
            organisation_id=organisation_id, id=initiative.id, unit_id=initiative.unit_id, **_written(initiative)
        )
    )


async def store(connection: AsyncConnection, organisation_id: UUID, initiative: Initiative) -> None:
    """Store an edited initiative."""
    await connection.execute(
        sa.update(initiatives)
        .where(initiatives.c.organisation_id == organisation_id, initiatives.c.id == initiative.id)
        .values(version=initiative.version, **_written(initiative))
    )


async def link(connection: AsyncConnection, organisation_id: UUID, initiative_id: UUID, key_result_id: UUID) -> bool:
    """Say that an initiative is meant to move a key result; False when that was said before."""
    stored = await connection.execute(
        insert_unless_there(initiative_key_results)
        .values(organisation_id=organisation_id, initiative_id=initiative_id, key_result_id=key_result_id)
        .on_conflict_do_nothing()
    )
    return bool(stored.rowcount)


async def unlink(connection: AsyncConnection, organisation_id: UUID, initiative_id: UUID, key_result_id: UUID) -> bool:
    """Say that it isn't any more; False when it wasn't."""
    link_ = initiative_key_results.c
    removed = await connection.execute(
        sa.delete(initiative_key_results).where(
            link_.organisation_id == organisation_id,
            link_.initiative_id == initiative_id,
            link_.key_result_id == key_result_id,
        )
    )
    return bool(removed.rowcount)


def _written(initiative: Initiative) -> dict[str, Any]:
    return {
        "title": initiative.title,
        "text": initiative.text,
        "state": initiative.state,
        "due_on": initiative.due_on,
    }
