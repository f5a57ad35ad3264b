"""What hangs on units: what a change of one touches, for those who are about to change it."""

import dataclasses
import datetime as dt
from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.persistence import ids
from samsvar.persistence.contributions import contributions
from samsvar.persistence.cycles import cycles
from samsvar.persistence.dependencies import dependencies
from samsvar.persistence.moals import moals
from samsvar.persistence.objectives import objectives
from samsvar.persistence.okr_sets import okr_sets
from samsvar.persistence.people import memberships, people


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """A contribution or dependency that lives, in a cycle that isn't closed; ``awaits`` is whose answer is missing."""

    id: UUID
    title: str
    from_unit_id: UUID
    to_unit_id: UUID
    awaits_unit_id: UUID | None


@dataclasses.dataclass(frozen=True, slots=True)
class Counted:
    """A record of a unit, by what people know it by; ``detail`` is a state, a role or its cycle's name."""

    id: UUID
    title: str
    unit_id: UUID
    detail: str


async def is_used(connection: AsyncConnection, organisation_id: UUID, unit_id: UUID) -> bool:
    """Return whether a unit has OKRs, people or Moals, whatever their days."""
    used = [
        sa.exists().where(table.c.organisation_id == organisation_id, table.c.unit_id == unit_id)
        for table in (okr_sets, memberships, moals)
    ]
    found = await connection.execute(sa.select(sa.or_(*used)))
    return bool(found.scalar_one())


async def open_sets(connection: AsyncConnection, organisation_id: UUID, unit_ids: Collection[UUID]) -> list[Counted]:
    """Return OKR sets of units in cycles that aren't closed; the title is the cycle's name."""
    found = await connection.execute(
        sa.select(okr_sets.c.id, cycles.c.name, okr_sets.c.unit_id, okr_sets.c.state)
        .join(cycles, (cycles.c.organisation_id == okr_sets.c.organisation_id) & (cycles.c.id == okr_sets.c.cycle_id))
        .where(
            okr_sets.c.organisation_id == organisation_id,
            ids.among(okr_sets.c.unit_id, unit_ids),
            cycles.c.state != "CLOSED",
        )
        .order_by(cycles.c.starts_on, okr_sets.c.id)
    )
    return [Counted(*row) for row in found]


async def closed_sets(connection: AsyncConnection, organisation_id: UUID, unit_ids: Collection[UUID]) -> int:
    """Return how many OKR sets of closed cycles units have."""
    found = await connection.execute(
        sa.select(sa.func.count())
        .select_from(okr_sets)
        .join(cycles, (cycles.c.organisation_id == okr_sets.c.organisation_id) & (cycles.c.id == okr_sets.c.cycle_id))
        .where(
            okr_sets.c.organisation_id == organisation_id,
            ids.among(okr_sets.c.unit_id, unit_ids),
            cycles.c.state == "CLOSED",
        )
    )
    return int(found.scalar_one())


async def open_objectives(connection: AsyncConnection, organisation_id: UUID, unit_id: UUID) -> list[Counted]:
    """Return a unit's objectives of cycles that aren't closed; with the cycle's name."""
    found = await connection.execute(
        sa.select(objectives.c.id, objectives.c.title, objectives.c.unit_id, cycles.c.name)
        .join(
            cycles, (cycles.c.organisation_id == objectives.c.organisation_id) & (cycles.c.id == objectives.c.cycle_id)
        )
        .where(
            objectives.c.organisation_id == organisation_id,
            objectives.c.unit_id == unit_id,
            cycles.c.state != "CLOSED",
        )
        .order_by(cycles.c.starts_on, objectives.c.position)
    )
    return [Counted(*row) for row in found]


async def living_contributions(
    connection: AsyncConnection, organisation_id: UUID, unit_ids: Collection[UUID]
) -> list[Link]:
    """Return what units contribute and what is contributed to them, with its objective's title; Moals included."""
    one = contributions
    waits_for = sa.case(
        (one.c.state != "PROPOSED", sa.null()),
        (one.c.from_consented_at.is_(None), one.c.from_unit_id),
        else_=one.c.to_unit_id,
    )
    found = await connection.execute(
        sa.select(one.c.id, objectives.c.title, one.c.from_unit_id, one.c.to_unit_id, waits_for)
        .join(
            objectives,
            (objectives.c.organisation_id == one.c.organisation_id) & (objectives.c.id == one.c.from_objective_id),
        )
        .join(cycles, (cycles.c.organisation_id == one.c.organisation_id) & (cycles.c.id == one.c.cycle_id))
        .where(
            one.c.organisation_id == organisation_id,
            one.c.state.in_(("PROPOSED", "AGREED")),
            cycles.c.state != "CLOSED",
            sa.or_(ids.among(one.c.from_unit_id, unit_ids), ids.among(one.c.to_unit_id, unit_ids)),
        )
        .order_by(one.c.id)
    )
    return [Link(*row) for row in found]


async def living_dependencies(
    connection: AsyncConnection, organisation_id: UUID, unit_ids: Collection[UUID]
) -> list[Link]:
    """Return what units wait for and what others wait for from them; from the consumer to the provider."""
    one = dependencies
    waits_for = sa.case(
        (one.c.state == "REQUESTED", one.c.provider_unit_id), (one.c.state == "COUNTERED", one.c.consumer_unit_id)
    )
    found = await connection.execute(
        sa.select(one.c.id, one.c.what, one.c.consumer_unit_id, one.c.provider_unit_id, waits_for)
        .join(cycles, (cycles.c.organisation_id == one.c.organisation_id) & (cycles.c.id == one.c.cycle_id))
        .where(
            one.c.organisation_id == organisation_id,
            one.c.state.in_(("REQUESTED", "COUNTERED", "ACCEPTED")),
            cycles.c.state != "CLOSED",
            sa.or_(ids.among(one.c.consumer_unit_id, unit_ids), ids.among(one.c.provider_unit_id, unit_ids)),
        )
        .order_by(one.c.needed_by, one.c.id)
    )
    return [Link(*row) for row in found]


async def roles_lasting(
    connection: AsyncConnection, organisation_id: UUID, unit_id: UUID, *, on: dt.date
) -> list[Counted]:
    """Return roles held in a unit on a day or later: the person's name, and the role."""
    found = await connection.execute(
        sa.select(memberships.c.id, people.c.name, memberships.c.unit_id, memberships.c.role)
        .join(
            people,
            (people.c.organisation_id == memberships.c.organisation_id) & (people.c.id == memberships.c.person_id),
        )
        .where(
            memberships.c.organisation_id == organisation_id,
            memberships.c.unit_id == unit_id,
            sa.or_(memberships.c.valid_to.is_(None), memberships.c.valid_to > on),
        )
        .order_by(people.c.name, memberships.c.id)
    )
    return [Counted(*row) for row in found]


async def moals_underway(connection: AsyncConnection, organisation_id: UUID, unit_id: UUID) -> list[Counted]:
    """Return a unit's Moals that are proposed or agreed."""
    found = await connection.execute(
        sa.select(moals.c.id, moals.c.title, moals.c.unit_id, moals.c.state)
        .where(
            moals.c.organisation_id == organisation_id,
            moals.c.unit_id == unit_id,
            moals.c.state.in_(("PROPOSED", "AGREED")),
        )
        .order_by(moals.c.year, moals.c.position, moals.c.id)
    )
    return [Counted(*row) for row in found]
