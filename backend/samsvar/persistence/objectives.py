"""Objectives: tables and statements."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.objectives import Objective
from samsvar.persistence import records, schema

# `own_result` and `support` are derived: the domain computes them with the terms that made them, `samsvar verify`
# recomputes them. Null means that there is nothing to compute them from.
objectives = Table(
    "objectives",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("okr_set_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("cycle_id", Uuid, nullable=False),
    schema.is_open(),
    schema.words("title"),
    Column("why", Text, nullable=False, server_default=""),
    Column("kind", Text, nullable=False, server_default="COMMITTED"),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("stands_alone_reason", Text),
    Column("own_result", Numeric),
    Column("own_coverage", Numeric),
    Column("own_terms", JSONB),
    Column("support", Numeric),
    Column("support_coverage", Numeric),
    Column("support_terms", JSONB),
    Column("confidence", Numeric),
    Column("measured_at", DateTime(timezone=True)),
    schema.hints(),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(
        ["okr_set_id", "unit_id", "cycle_id", "is_open"],
        "okr_sets",
        ["id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="objectives_okr_set_fkey",
    ),
    UniqueConstraint(
        "organisation_id",
        "id",
        "okr_set_id",
        "unit_id",
        "cycle_id",
        "is_open",
        name="objectives_carried_key",
    ),
    schema.one_of("kind", ("COMMITTED", "ASPIRATIONAL")),
    CheckConstraint("title <> ''", name="title_present"),
    *schema.finite("own_result", "own_coverage", "support", "support_coverage", "confidence"),
    Index("objectives_set_idx", "organisation_id", "okr_set_id", "position", "id"),
    Index("objectives_cycle_idx", "organisation_id", "cycle_id", "id"),
    Index("objectives_unit_idx", "organisation_id", "unit_id", "cycle_id"),
    postgresql_with={"fillfactor": "80"},
)

# Units that co-own an objective with the unit whose set it stands in; shares say who brings how much (0..1).
objective_owners = Table(
    "objective_owners",
    schema.metadata,
    schema.organisation_id(),
    Column("objective_id", Uuid, primary_key=True),
    Column("unit_id", Uuid, primary_key=True),
    Column("share", Numeric, nullable=False),
    schema.within_organisation(["objective_id"], "objectives", on_delete="CASCADE"),
    schema.within_organisation(["unit_id"], "units"),
    CheckConstraint("share > 0 and share <= 1", name="share_within"),
)

# Objectives whose figures or supporters changed: the job recomputes the support of what stands above them, and takes
# the mark away. Every change leaves a mark of its own, so that marks never wait for each other nor for the job.
support_marks = Table(
    "support_marks",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("objective_id", Uuid, nullable=False),
    schema.created_at(),
    schema.within_organisation(["objective_id"], "objectives", on_delete="CASCADE"),
)


async def load(connection: AsyncConnection, organisation_id: UUID, objective_id: UUID) -> Objective | None:
    """Return an objective, held until the transaction ends."""
    return await records.one(
        connection,
        Objective,
        sa.select(*records.columns(objectives, Objective))
        .where(objectives.c.organisation_id == organisation_id, objectives.c.id == objective_id)
        .with_for_update(key_share=True),
    )


async def of_set(connection: AsyncConnection, organisation_id: UUID, okr_set_id: UUID) -> list[Objective]:
    """Return a set's objectives in their order."""
    return await records.many(
        connection,
        Objective,
        sa.select(*records.columns(objectives, Objective))
        .where(objectives.c.organisation_id == organisation_id, objectives.c.okr_set_id == okr_set_id)
        .order_by(objectives.c.position, objectives.c.id),
    )


async def insert(
    connection: AsyncConnection,
    organisation_id: UUID,
    objective: Objective,
    *,
    unit_id: UUID,
    cycle_id: UUID,
    is_open: bool,
) -> Objective:
    """Store a new objective at the end of its set; its id and position are given here."""
    last = (
        sa.select(sa.func.coalesce(sa.func.max(objectives.c.position) + 1, 0))
        .where(objectives.c.organisation_id == organisation_id, objectives.c.okr_set_id == objective.okr_set_id)
        .scalar_subquery()
    )
    stored = await records.one(
        connection,
        Objective,
        sa.insert(objectives)
        .values(
            organisation_id=organisation_id,
            id=objective.id,
            okr_set_id=objective.okr_set_id,
            unit_id=unit_id,
            cycle_id=cycle_id,
            is_open=is_open,
            title=objective.title,
            why=objective.why,
            kind=objective.kind,
            position=last,
            stands_alone_reason=objective.stands_alone_reason,
        )
        .returning(*records.columns(objectives, Objective)),
    )
    assert stored is not None
    return stored


async def store(connection: AsyncConnection, organisation_id: UUID, objective: Objective) -> None:
    """Store an edited objective."""
    await connection.execute(
        sa.update(objectives)
        .where(objectives.c.organisation_id == organisation_id, objectives.c.id == objective.id)
        .values(
            title=objective.title,
            why=objective.why,
            kind=objective.kind,
            stands_alone_reason=objective.stands_alone_reason,
            version=objective.version,
        )
    )


async def store_order(connection: AsyncConnection, organisation_id: UUID, places: Sequence[tuple[UUID, int]]) -> None:
    """Store where in their set objectives stand."""
    for own_id, position in places:
        await connection.execute(
            sa.update(objectives)
            .where(objectives.c.organisation_id == organisation_id, objectives.c.id == own_id)
            .values(position=position)
        )


async def delete(connection: AsyncConnection, organisation_id: UUID, objective_id: UUID) -> None:
    """Remove an objective whose key results, contributions and dependencies are gone."""
    await connection.execute(
        sa.delete(objectives).where(objectives.c.organisation_id == organisation_id, objectives.c.id == objective_id)
    )


async def owners(connection: AsyncConnection, organisation_id: UUID, objective_id: UUID) -> dict[UUID, Decimal]:
    """Return the co-owning units and their shares."""
    owner = objective_owners.c
    found = await connection.execute(
        sa.select(owner.unit_id, owner.share)
        .where(owner.organisation_id == organisation_id, owner.objective_id == objective_id)
        .order_by(owner.unit_id)
    )
    return {row.unit_id: row.share for row in found}


async def store_owners(
    connection: AsyncConnection, organisation_id: UUID, objective: Objective, shares: Mapping[UUID, Decimal]
) -> None:
    """Replace the co-owning units, and count the edit."""
    owner = objective_owners.c
    await connection.execute(
        sa.delete(objective_owners).where(owner.organisation_id == organisation_id, owner.objective_id == objective.id)
    )
    if shares:
        rows = [
            {"organisation_id": organisation_id, "objective_id": objective.id, "unit_id": unit_id, "share": share}
            for unit_id, share in shares.items()
        ]
        await connection.execute(sa.insert(objective_owners), rows)
    await store(connection, organisation_id, objective)
