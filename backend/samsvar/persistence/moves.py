"""
Objectives that go to another unit's set, and key results that go to another objective, with all that hangs on them.

Key results, check-ins and links follow by the foreign keys that carry where they stand. What carries it another way is
brought along here.
"""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.contributions import Contribution
from samsvar.domain.dependencies import Dependency
from samsvar.domain.key_results import KeyResult
from samsvar.domain.objectives import Objective
from samsvar.domain.okr_sets import OkrSet
from samsvar.persistence import records
from samsvar.persistence.alignment_cases import alignment_case_objectives
from samsvar.persistence.comments import comments
from samsvar.persistence.contribution_requests import contribution_requests
from samsvar.persistence.contributions import contributions
from samsvar.persistence.dependencies import dependencies
from samsvar.persistence.dropped_records import dropped_records
from samsvar.persistence.key_results import key_results
from samsvar.persistence.objectives import objective_owners, objectives
from samsvar.persistence.okr_sets import okr_sets


async def move_objective(connection: AsyncConnection, organisation_id: UUID, objective: Objective, to: OkrSet) -> None:
    """Put an objective at the end of another set; its new unit owns it, and no longer co-owns it."""
    own, owner, said = objectives.c, objective_owners.c, comments.c
    last = (
        sa.select(sa.func.coalesce(sa.func.max(own.position) + 1, 0))
        .where(own.organisation_id == organisation_id, own.okr_set_id == to.id)
        .scalar_subquery()
    )
    place = {"okr_set_id": to.id, "unit_id": to.unit_id, "is_open": to.is_open}
    await connection.execute(
        sa.delete(objective_owners).where(
            owner.organisation_id == organisation_id, owner.objective_id == objective.id, owner.unit_id == to.unit_id
        )
    )
    await connection.execute(
        sa.update(objectives)
        .where(own.organisation_id == organisation_id, own.id == objective.id)
        .values(**place, position=last, version=objective.version)
    )
    proofs = sa.select(key_results.c.id).where(
        key_results.c.organisation_id == organisation_id, key_results.c.objective_id == objective.id
    )
    await connection.execute(
        sa.update(comments)
        .where(
            said.organisation_id == organisation_id,
            sa.or_(said.objective_id == objective.id, said.key_result_id.in_(proofs)),
        )
        .values(**place)
    )
    for table in (dropped_records, alignment_case_objectives):
        await connection.execute(
            sa.update(table)
            .where(table.c.organisation_id == organisation_id, table.c.objective_id == objective.id)
            .values(**place)
        )


async def move_key_result(
    connection: AsyncConnection, organisation_id: UUID, key_result: KeyResult, to: OkrSet
) -> None:
    """Put a key result at the end of another objective, which it names already."""
    own, said = key_results.c, comments.c
    last = (
        sa.select(sa.func.coalesce(sa.func.max(own.position) + 1, 0))
        .where(own.organisation_id == organisation_id, own.objective_id == key_result.objective_id)
        .scalar_subquery()
    )
    place = {"okr_set_id": to.id, "unit_id": to.unit_id, "is_open": to.is_open}
    await connection.execute(
        sa.update(key_results)
        .where(own.organisation_id == organisation_id, own.id == key_result.id)
        .values(**place, objective_id=key_result.objective_id, position=last, version=key_result.version)
    )
    await connection.execute(
        sa.update(comments)
        .where(said.organisation_id == organisation_id, said.key_result_id == key_result.id)
        .values(**place)
    )


async def contributions_of(
    connection: AsyncConnection, organisation_id: UUID, key_result_id: UUID
) -> Sequence[Contribution]:
    """Return what a key result contributes to, and what contributes to it, in every state."""
    link = contributions.c
    return await records.many(
        connection,
        Contribution,
        sa.select(*records.columns(contributions, Contribution)).where(
            link.organisation_id == organisation_id,
            sa.or_(link.from_key_result_id == key_result_id, link.to_key_result_id == key_result_id),
        ),
    )


async def dependencies_of(
    connection: AsyncConnection, organisation_id: UUID, key_result_id: UUID
) -> Sequence[Dependency]:
    """Return what a key result needs, and what is needed of it, in every state."""
    need = dependencies.c
    return await records.many(
        connection,
        Dependency,
        sa.select(*records.columns(dependencies, Dependency)).where(
            need.organisation_id == organisation_id,
            sa.or_(need.consumer_key_result_id == key_result_id, need.provider_key_result_id == key_result_id),
        ),
    )


async def end_contribution(connection: AsyncConnection, organisation_id: UUID, contribution_id: UUID) -> Sequence[UUID]:
    """Remove a contribution; return the requests that were answered with it, and are answered with nothing now."""
    link, request = contributions.c, contribution_requests.c
    found = await connection.execute(
        sa.update(contribution_requests)
        .where(request.organisation_id == organisation_id, request.contribution_id == contribution_id)
        .values(contribution_id=None, version=request.version + 1)
        .returning(request.id)
    )
    released = list(found.scalars())
    await connection.execute(
        sa.delete(contributions).where(link.organisation_id == organisation_id, link.id == contribution_id)
    )
    return released


async def delete_requests_of(
    connection: AsyncConnection, organisation_id: UUID, objective_id: UUID, *, asked_unit_id: UUID
) -> Sequence[UUID]:
    """Remove what a unit was asked to contribute to an objective that becomes its own; return the requests."""
    request = contribution_requests.c
    found = await connection.execute(
        sa.delete(contribution_requests)
        .where(
            request.organisation_id == organisation_id,
            request.target_objective_id == objective_id,
            request.asked_unit_id == asked_unit_id,
        )
        .returning(request.id)
    )
    return list(found.scalars())


async def set_of(connection: AsyncConnection, organisation_id: UUID, *, unit_id: UUID, cycle_id: UUID) -> UUID | None:
    """Return a unit's set of a cycle; None when it has none."""
    row = okr_sets.c
    found = await connection.execute(
        sa.select(row.id).where(
            row.organisation_id == organisation_id, row.unit_id == unit_id, row.cycle_id == cycle_id
        )
    )
    return found.scalar_one_or_none()
