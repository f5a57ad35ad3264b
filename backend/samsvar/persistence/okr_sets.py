"""OKR sets, one unit's OKRs of one cycle: tables and statements."""

import dataclasses
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    DateTime,
    Index,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.okr_sets import OkrSet, OkrSetState
from samsvar.persistence import cycles, records, schema, units

# `is_open` is what the row policies read: a set in DRAFT is seen by its own unit and the units above it (invariant 17).
# The unique key of all five columns lets objectives carry them by a cascading foreign key.
okr_sets = Table(
    "okr_sets",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("unit_id", Uuid, nullable=False),
    Column("cycle_id", Uuid, nullable=False),
    Column("state", Text, nullable=False, server_default="DRAFT"),
    Column("is_open", Boolean, Computed("state <> 'DRAFT'", persisted=True), nullable=False),
    Column("capacity_note", Text, nullable=False, server_default=""),
    Column("committed_at", DateTime(timezone=True)),
    Column("snapshot", JSONB),  # Of code before `commitments` had a table; nothing reads it any more.
    schema.version(),
    schema.created_at(),
    schema.within_organisation(["unit_id"], "units"),
    schema.within_organisation(["cycle_id"], "cycles"),
    UniqueConstraint("organisation_id", "unit_id", "cycle_id"),
    UniqueConstraint("organisation_id", "id", "unit_id", "cycle_id", "is_open", name="okr_sets_carried_key"),
    schema.one_of("state", ("DRAFT", "PROPOSED", "ALIGNED", "COMMITTED", "REVIEWED", "CLOSED")),
    Index("okr_sets_cycle_idx", "organisation_id", "cycle_id"),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an OKR set stands: the unit's path decides who may write, the states decide what."""

    okr_set_id: UUID
    unit_id: UUID
    unit_path: str
    cycle_id: UUID
    cycle_state: str


async def load(
    connection: AsyncConnection, organisation_id: UUID, okr_set_id: UUID, *, to_turn: bool = False
) -> tuple[OkrSet, Place] | None:
    """
    Return a set and where it stands, held: nobody turns it to another state until the transaction ends.

    Args:
        connection: The transaction.
        organisation_id: Whose set it is.
        okr_set_id: Which one.
        to_turn: Whether it is to be changed itself; otherwise others may write below it meanwhile, too.
    """
    set_, unit, cycle = okr_sets.c, units.units.c, cycles.cycles.c
    found = await connection.execute(
        sa.select(*records.columns(okr_sets, OkrSet), unit.path.label("unit_path"), cycle.state.label("cycle_state"))
        .join(units.units, (unit.organisation_id == set_.organisation_id) & (unit.id == set_.unit_id))
        .join(cycles.cycles, (cycle.organisation_id == set_.organisation_id) & (cycle.id == set_.cycle_id))
        .where(set_.organisation_id == organisation_id, set_.id == okr_set_id)
        .with_for_update(read=not to_turn, of=okr_sets)
    )
    row = found.one_or_none()
    if row is None:
        return None
    fields = row._asdict()
    path, cycle_state = fields.pop("unit_path"), fields.pop("cycle_state")
    place = Place(
        okr_set_id=row.id,
        unit_id=row.unit_id,
        unit_path=path,
        cycle_id=row.cycle_id,
        cycle_state=cycle_state,
    )
    return OkrSet(**{**fields, "state": OkrSetState(row.state)}), place


async def insert(
    connection: AsyncConnection, organisation_id: UUID, *, unit_id: UUID, cycle_id: UUID, capacity_note: str
) -> OkrSet | None:
    """Store a new draft; None when the unit has a set in this cycle."""
    return await records.one(
        connection,
        OkrSet,
        postgresql.insert(okr_sets)
        .values(organisation_id=organisation_id, unit_id=unit_id, cycle_id=cycle_id, capacity_note=capacity_note)
        .on_conflict_do_nothing()
        .returning(*records.columns(okr_sets, OkrSet)),
    )


async def store(connection: AsyncConnection, organisation_id: UUID, okr_set: OkrSet) -> None:
    """Store an edited set."""
    await connection.execute(
        sa.update(okr_sets)
        .where(okr_sets.c.organisation_id == organisation_id, okr_sets.c.id == okr_set.id)
        .values(
            state=okr_set.state,
            capacity_note=okr_set.capacity_note,
            committed_at=okr_set.committed_at,
            version=okr_set.version,
        )
    )
