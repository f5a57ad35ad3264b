"""Ends of contributions and dependencies: Moals, objectives and key results, with what a link carries of them."""

import dataclasses
from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.graphs import Station
from samsvar.persistence import ids
from samsvar.persistence.cycles import cycles
from samsvar.persistence.key_results import key_results
from samsvar.persistence.moals import moals
from samsvar.persistence.objectives import objectives
from samsvar.persistence.okr_sets import okr_sets
from samsvar.persistence.units import units


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """
    One end of a link, whose OKR set stays as it is until the transaction ends.

    Attributes:
        title: The record's.
        unit_path: Who may speak for it.
        cycle_id, okr_set_id, is_open, set_state, cycle_state: Of its OKR set; None of a Moal.
        moal_state: Of a Moal.
    """

    title: str
    unit_id: UUID
    unit_path: str
    cycle_id: UUID | None = None
    cycle_state: str | None = None
    okr_set_id: UUID | None = None
    set_state: str | None = None
    is_open: bool | None = None
    objective_id: UUID | None = None
    key_result_id: UUID | None = None
    moal_id: UUID | None = None
    moal_state: str | None = None


def narrower(source: End, other: End | None) -> UUID | None:
    """
    Return the OKR set by which a link between two ends is told to no more people than may read both of them.

    A draft rather than what is open; of two drafts the upper unit's, which those below don't read.
    """
    drafts = [each for each in (source, other) if each is not None and each.is_open is False]
    return min(drafts, key=lambda each: each.unit_path.count("/"), default=source).okr_set_id


async def objective(connection: AsyncConnection, organisation_id: UUID, objective_id: UUID) -> End | None:
    """Return an objective as an end."""
    return await _of_set(connection, organisation_id, objectives.c.id == objective_id, None)


async def key_result(connection: AsyncConnection, organisation_id: UUID, key_result_id: UUID) -> End | None:
    """Return a key result as an end; its objective is named with it."""
    return await _of_set(connection, organisation_id, key_results.c.id == key_result_id, key_result_id)


async def moal(connection: AsyncConnection, organisation_id: UUID, moal_id: UUID) -> End | None:
    """Return a Moal as an end."""
    found = await connection.execute(
        sa.select(moals.c.title, moals.c.unit_id, moals.c.state, units.c.path)
        .join(units, (units.c.organisation_id == moals.c.organisation_id) & (units.c.id == moals.c.unit_id))
        .where(moals.c.organisation_id == organisation_id, moals.c.id == moal_id)
        .with_for_update(read=True, of=moals)
    )
    row = found.one_or_none()
    if row is None:
        return None
    return End(title=row.title, unit_id=row.unit_id, unit_path=row.path, moal_id=moal_id, moal_state=row.state)


async def stations(connection: AsyncConnection, organisation_id: UUID, objective_ids: Sequence[UUID]) -> list[Station]:
    """Return objectives in the order asked for, blank where the transaction doesn't see them."""
    found = await connection.execute(
        sa.select(objectives.c.id, objectives.c.title, units.c.name)
        .join(units, (units.c.organisation_id == objectives.c.organisation_id) & (units.c.id == objectives.c.unit_id))
        .where(objectives.c.organisation_id == organisation_id, ids.among(objectives.c.id, objective_ids))
    )
    known = {row.id: Station(row.id, row.title, row.name) for row in found}
    return [known.get(own_id, Station()) for own_id in objective_ids]


async def unit_path(connection: AsyncConnection, organisation_id: UUID, unit_id: UUID) -> str | None:
    """Return the path of a unit."""
    found = await connection.execute(
        sa.select(units.c.path).where(units.c.organisation_id == organisation_id, units.c.id == unit_id)
    )
    path: str | None = found.scalar_one_or_none()
    return path


async def cycle_state(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> str | None:
    """Return the state of a cycle."""
    found = await connection.execute(
        sa.select(cycles.c.state).where(cycles.c.organisation_id == organisation_id, cycles.c.id == cycle_id)
    )
    state: str | None = found.scalar_one_or_none()
    return state


async def _of_set(
    connection: AsyncConnection, organisation_id: UUID, which: sa.ColumnElement[bool], key_result_id: UUID | None
) -> End | None:
    joined = objectives.join(
        okr_sets,
        (okr_sets.c.organisation_id == objectives.c.organisation_id) & (okr_sets.c.id == objectives.c.okr_set_id),
    )
    joined = joined.join(
        units, (units.c.organisation_id == objectives.c.organisation_id) & (units.c.id == objectives.c.unit_id)
    ).join(cycles, (cycles.c.organisation_id == objectives.c.organisation_id) & (cycles.c.id == objectives.c.cycle_id))
    title = objectives.c.title
    if key_result_id is not None:
        joined = joined.join(
            key_results,
            (key_results.c.organisation_id == objectives.c.organisation_id)
            & (key_results.c.objective_id == objectives.c.id),
        )
        title = key_results.c.title
    found = await connection.execute(
        sa.select(
            title.label("title"),
            objectives.c.id,
            objectives.c.unit_id,
            objectives.c.cycle_id,
            objectives.c.okr_set_id,
            okr_sets.c.is_open,
            okr_sets.c.state.label("set_state"),
            cycles.c.state.label("cycle_state"),
            units.c.path,
        )
        .select_from(joined)
        .where(objectives.c.organisation_id == organisation_id, which)
        .with_for_update(read=True, of=okr_sets)
    )
    row = found.one_or_none()
    if row is None:
        return None
    return End(
        title=row.title,
        unit_id=row.unit_id,
        unit_path=row.path,
        cycle_id=row.cycle_id,
        cycle_state=row.cycle_state,
        okr_set_id=row.okr_set_id,
        set_state=row.set_state,
        is_open=row.is_open,
        objective_id=row.id,
        key_result_id=key_result_id,
    )
