"""Figures of key results, objectives and Moals: what they are computed from, and where they are kept."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.check_ins import CheckIn
from samsvar.domain.key_results import Definition, Reading
from samsvar.domain.okr_sets import OkrSetState
from samsvar.persistence import ids
from samsvar.persistence import key_results as key_result_rows
from samsvar.persistence.cycles import cycles
from samsvar.persistence.key_results import key_results
from samsvar.persistence.objectives import objectives
from samsvar.persistence.okr_sets import okr_sets
from samsvar.persistence.statements import Row, Statement
from samsvar.persistence.units import units

MARKS_CHANNEL: Final = "samsvar_support"
"""Notified with the organisation's id by transactions that leave marks."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A key result with all that its figures and those of its objective are computed from."""

    id: UUID
    objective_id: UUID
    okr_set_id: UUID
    unit_id: UUID
    unit_path: str
    cycle_id: UUID
    set_state: OkrSetState
    cycle_state: str
    title: str
    weight: Decimal
    definition: Definition
    reading: Reading
    progress: Decimal | None
    confidence: int | None
    checked_in_at: dt.datetime | None


async def hold_objectives(
    connection: AsyncConnection,
    organisation_id: UUID,
    *,
    key_result_id: UUID | None = None,
    metric_id: UUID | None = None,
    objective_ids: Collection[UUID] = (),
) -> list[UUID]:
    """
    Hold the objectives of a key result, of all that use a metric, or those named; return their ids.

    This is a statement of its own, and always in the order of ids: what is read after it has waited is
    up to date (under READ COMMITTED a statement that waits goes on with what it had read before), and nobody waits
    in a circle.
    """
    wanted = [key_results.c.id == key_result_id] if key_result_id is not None else []
    if metric_id is not None:
        wanted.append(key_results.c.metric_id == metric_id)
    which = [ids.among(objectives.c.id, objective_ids)] if objective_ids else []
    if wanted:
        users = sa.select(key_results.c.objective_id).where(
            key_results.c.organisation_id == organisation_id, sa.or_(*wanted)
        )
        which.append(objectives.c.id.in_(users))
    held = await connection.execute(
        sa.select(objectives.c.id)
        .where(objectives.c.organisation_id == organisation_id, sa.or_(sa.false(), *which))
        .order_by(objectives.c.id)
        .with_for_update(key_share=True)
    )
    return list(held.scalars())


_HOLD_FOR_CHECK_IN: Final = Statement(
    sa.select(objectives.c.id, sa.func.uuidv7(type_=sa.Uuid()).label("fresh_id"))
    .where(
        objectives.c.organisation_id == sa.bindparam("organisation_id"),
        objectives.c.id.in_(
            sa.select(key_results.c.objective_id).where(
                key_results.c.organisation_id == sa.bindparam("organisation_id"),
                (key_results.c.id == sa.bindparam("key_result_id"))
                | (key_results.c.metric_id == sa.bindparam("metric_id")),
            )
        ),
    )
    .order_by(objectives.c.id)
    .with_for_update(key_share=True)
)


async def hold_for_check_in(
    connection: AsyncConnection, organisation_id: UUID, key_result_id: UUID, metric_id: UUID | None
) -> tuple[list[UUID], UUID | None]:
    """Hold what a check-in moves, like :func:`hold_objectives`; with it comes an id for the check-in."""
    rows = await _HOLD_FOR_CHECK_IN.rows(
        connection, organisation_id=organisation_id, key_result_id=key_result_id, metric_id=metric_id
    )
    return [row.id for row in rows], rows[0].fresh_id if rows else None


_OWN: Final = sa.bindparam("organisation_id", type_=sa.Uuid())

_FOLLOWED: Final = Statement(
    sa.select(
        key_results,
        units.c.path.label("unit_path"),
        okr_sets.c.state.label("set_state"),
        cycles.c.state.label("cycle_state"),
    )
    .join(okr_sets, (okr_sets.c.organisation_id == _OWN) & (okr_sets.c.id == key_results.c.okr_set_id))
    .join(units, (units.c.organisation_id == _OWN) & (units.c.id == key_results.c.unit_id))
    .join(cycles, (cycles.c.organisation_id == _OWN) & (cycles.c.id == key_results.c.cycle_id))
    .where(
        key_results.c.organisation_id == _OWN,
        key_results.c.objective_id == sa.func.any(sa.bindparam("objective_ids", type_=ARRAY(sa.Uuid()))),
    )
    .order_by(key_results.c.objective_id, key_results.c.position, key_results.c.id)
)


async def followed(connection: AsyncConnection, organisation_id: UUID, objective_ids: Sequence[UUID]) -> list[Followed]:
    """Return the key results of objectives with their figures, in their order."""
    found = await _FOLLOWED.rows(connection, organisation_id=organisation_id, objective_ids=list(objective_ids))
    return [_followed(row) for row in found]


def _followed(row: Row) -> Followed:
    return Followed(
        id=row.id,
        objective_id=row.objective_id,
        okr_set_id=row.okr_set_id,
        unit_id=row.unit_id,
        unit_path=row.unit_path,
        cycle_id=row.cycle_id,
        set_state=OkrSetState(row.set_state),
        cycle_state=row.cycle_state,
        title=row.title,
        weight=row.weight,
        definition=key_result_rows.definition_of(row),
        reading=Reading(value=row.current_value, measured_at=row.measured_at),
        progress=row.progress,
        confidence=row.confidence,
        checked_in_at=row.checked_in_at,
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The newest that is known of a key result, from its measurements and check-ins."""

    id: UUID
    reading: Reading
    reached_steps: Sequence[int] | None
    confidence: int | None
    checked_in_at: dt.datetime | None


async def standings(
    connection: AsyncConnection, organisation_id: UUID, objective_ids: Collection[UUID]
) -> dict[UUID, Standing]:
    """
    Return where the key results of objectives stand, read from the ground.

    While its set is followed and its cycle isn't closed, a key result goes with its metric, whoever measures it.
    Otherwise its own last check-in says where it is: a draft has none yet, and a closed cycle moves no more.
    """
    found = await connection.execute(
        _STANDINGS, {"organisation_id": organisation_id, "objective_ids": list(objective_ids)}
    )
    return {
        row.id: Standing(
            id=row.id,
            reading=Reading(value=row.value, measured_at=row.measured_at),
            reached_steps=row.reached_steps,
            confidence=row.confidence,
            checked_in_at=row.checked_in_at,
        )
        for row in found
    }


_STANDINGS: Final = sa.text(
    """
    select k.id,
           case when follows.metric then m.value else own.value end as value,
           case when follows.metric then m.measured_at else own.at end as measured_at,
           own.reached_steps, said.confidence, newest.at as checked_in_at
      from samsvar.key_results k
      join samsvar.okr_sets s on s.organisation_id = k.organisation_id and s.id = k.okr_set_id
      join samsvar.cycles y on y.organisation_id = k.organisation_id and y.id = k.cycle_id
     cross join lateral (
           select k.metric_id is not null and y.state <> 'CLOSED'
                  and s.state in ('PROPOSED', 'ALIGNED', 'COMMITTED', 'REVIEWED') as metric
           ) follows
      left join lateral (
           select m.value, m.measured_at
             from samsvar.measurements m
            where m.organisation_id = k.organisation_id and m.metric_id = k.metric_id
              and not exists (select from samsvar.measurements newer
                               where newer.organisation_id = m.organisation_id and newer.supersedes_id = m.id)
            order by m.measured_at desc, m.id desc limit 1
           ) m on follows.metric
      left join lateral (
           select c.value, c.at, c.reached_steps
             from samsvar.check_ins c
            where c.organisation_id = k.organisation_id and c.key_result_id = k.id
              and (c.value is not null or c.reached_steps is not null)
              and not exists (select from samsvar.check_ins newer
                               where newer.organisation_id = c.organisation_id and newer.supersedes_id = c.id)
            order by c.at desc, c.id desc limit 1
           ) own on true
      left join lateral (
           select c.confidence
             from samsvar.check_ins c
            where c.organisation_id = k.organisation_id and c.key_result_id = k.id and c.confidence is not null
              and not exists (select from samsvar.check_ins newer
                               where newer.organisation_id = c.organisation_id and newer.supersedes_id = c.id)
            order by c.at desc, c.id desc limit 1
           ) said on true
      left join lateral (
           select c.at
             from samsvar.check_ins c
            where c.organisation_id = k.organisation_id and c.key_result_id = k.id
            order by c.at desc limit 1
           ) newest on true
     where k.organisation_id = :organisation_id and k.objective_id = any(:objective_ids)
    """
).bindparams(sa.bindparam("organisation_id", type_=sa.Uuid()), sa.bindparam("objective_ids", type_=ARRAY(sa.Uuid())))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultFigures:
    """What is stored of where a key result stands; field by field as the columns."""

    id: UUID
    current_value: Decimal | None
    measured_at: dt.datetime | None
    progress: Decimal | None
    confidence: int | None
    checked_in_at: dt.datetime | None
    steps: list[dict[str, Any]] | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveFigures:
    """What is stored of an objective's own result; field by field as the columns."""

    id: UUID
    own_result: Decimal | None
    own_coverage: Decimal
    own_terms: dict[str, Any]
    confidence: Decimal | None
    measured_at: dt.datetime | None


_STORE_FIGURES: Final = Statement(
    sa.text(
        """
        with moved as (
            update samsvar.key_results k
               set current_value = r.current_value, measured_at = r.measured_at, progress = r.progress,
                   confidence = r.confidence, checked_in_at = r.checked_in_at, steps = r.steps
              from jsonb_to_recordset(:key_results) as r(
                   id uuid, current_value numeric, measured_at timestamptz, progress numeric, confidence smallint,
                   checked_in_at timestamptz, steps jsonb)
             where k.organisation_id = :organisation_id and k.id = r.id
        ), counted as (
            update samsvar.objectives o
               set own_result = r.own_result, own_coverage = r.own_coverage, own_terms = r.own_terms,
                   confidence = r.confidence, measured_at = r.measured_at
              from jsonb_to_recordset(:objectives) as r(
                   id uuid, own_result numeric, own_coverage numeric, own_terms jsonb, confidence numeric,
                   measured_at timestamptz)
             where o.organisation_id = :organisation_id and o.id = r.id
        ), said as (
            insert into samsvar.check_ins (
                   organisation_id, id, key_result_id, objective_id, okr_set_id, unit_id, cycle_id, is_open, at,
                   measurement_id, value, progress, reached_steps, confidence, what_changed, obstacle, next_step,
                   recorded_by_id)
            select :organisation_id, c.id, k.id, k.objective_id, k.okr_set_id, k.unit_id, k.cycle_id, k.is_open, c.at,
                   c.measurement_id, c.value, c.progress, c.reached_steps, c.confidence, c.what_changed, c.obstacle,
                   c.next_step, c.recorded_by_id
              from jsonb_to_recordset(:check_ins) as c(
                   id uuid, key_result_id uuid, at timestamptz, measurement_id uuid, value numeric, progress numeric,
                   reached_steps smallint[], confidence smallint, what_changed text, obstacle text, next_step text,
                   recorded_by_id uuid)
              join samsvar.key_results k on k.organisation_id = :organisation_id and k.id = c.key_result_id
        ), marked as (
            insert into samsvar.support_marks (organisation_id, objective_id)
            select :organisation_id, id from unnest(:marks) as marks(id)
        )
        select pg_notify(:channel, :organisation_text)
        """
    ).bindparams(
        sa.bindparam("organisation_id", type_=sa.Uuid()),
        sa.bindparam("key_results", type_=JSONB()),
        sa.bindparam("objectives", type_=JSONB()),
        sa.bindparam("check_ins", type_=JSONB()),
        sa.bindparam("marks", type_=ARRAY(sa.Uuid())),
        sa.bindparam("channel", type_=sa.Text()),
        sa.bindparam("organisation_text", type_=sa.Text()),
    )
)


async def store_figures(
    connection: AsyncConnection,
    organisation_id: UUID,
    key_result_figures: Sequence[KeyResultFigures],
    objective_figures: Sequence[ObjectiveFigures],
    *,
    marks: Collection[UUID],
    check_ins: Sequence[CheckIn] = (),
) -> None:
    """Store figures, the check-ins that moved them, and marks for the support of what stands above: one statement."""
    await _STORE_FIGURES.rows(
        connection,
        organisation_id=organisation_id,
        key_results=key_result_figures,
        objectives=objective_figures,
        check_ins=check_ins,
        marks=sorted(marks),
        channel=MARKS_CHANNEL,
        organisation_text=str(organisation_id),
    )


async def mark(connection: AsyncConnection, organisation_id: UUID, objective_ids: Collection[UUID]) -> None:
    """Leave marks on objectives whose supporters changed."""
    if objective_ids:
        await store_figures(connection, organisation_id, (), (), marks=objective_ids)


async def objectives_of_cycle(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> list[UUID]:
    """Return the objectives of a cycle."""
    found = await connection.execute(
        sa.select(objectives.c.id)
        .where(objectives.c.organisation_id == organisation_id, objectives.c.cycle_id == cycle_id)
        .order_by(objectives.c.id)
    )
    return list(found.scalars())


async def all_objectives(connection: AsyncConnection, organisation_id: UUID) -> list[UUID]:
    """Return every objective of an organisation."""
    found = await connection.execute(
        sa.select(objectives.c.id).where(objectives.c.organisation_id == organisation_id).order_by(objectives.c.id)
    )
    return list(found.scalars())


async def objective_figures(
    connection: AsyncConnection, organisation_id: UUID, objective_ids: Collection[UUID]
) -> dict[UUID, ObjectiveFigures]:
    """Return the stored own results of objectives, by id."""
    columns = [objectives.c[field.name] for field in dataclasses.fields(ObjectiveFigures)]
    found = await connection.execute(
        sa.select(*columns).where(
            objectives.c.organisation_id == organisation_id, ids.among(objectives.c.id, objective_ids)
        )
    )
    return {row.id: ObjectiveFigures(**row._asdict()) for row in found}
