"""Key results: tables and statements."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    Table,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.key_results import Definition, KeyResult, KeyResultKind, Step
from samsvar.persistence import ids, schema, statements

# Values are in the metric's own measure (percent, NOK, count). `progress` is a share of the way, unclamped.
key_results = Table(
    "key_results",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("objective_id", Uuid, nullable=False),
    Column("okr_set_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("cycle_id", Uuid, nullable=False),
    schema.is_open(),
    Column("metric_id", Uuid),
    schema.words("title"),
    schema.words("kind"),
    Column("baseline", Numeric),
    Column("target", Numeric),
    Column("stretch", Numeric),
    Column("band_low", Numeric),
    Column("band_high", Numeric),
    Column("steps", JSONB),
    Column("weight", Numeric, nullable=False, server_default="1"),
    Column("caretaker_unit_id", Uuid),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("current_value", Numeric),
    Column("progress", Numeric),
    Column("confidence", SmallInteger),
    Column("measured_at", DateTime(timezone=True)),
    Column("checked_in_at", DateTime(timezone=True)),
    Column("support", Numeric),
    Column("support_coverage", Numeric),
    Column("support_terms", JSONB),
    schema.hints(),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(
        ["objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        "objectives",
        ["id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="key_results_objective_fkey",
    ),
    schema.within_organisation(["metric_id"], "metrics"),
    schema.within_organisation(["caretaker_unit_id"], "units"),
    UniqueConstraint(
        "organisation_id",
        "id",
        "objective_id",
        "okr_set_id",
        "unit_id",
        "cycle_id",
        "is_open",
        name="key_results_carried_key",
    ),
    schema.one_of("kind", ("INCREASE", "DECREASE", "MAINTAIN", "MILESTONE", "BASELINE")),
    CheckConstraint("title <> ''", name="title_present"),
    CheckConstraint("weight > 0", name="weight_positive"),
    CheckConstraint("confidence between 0 and 10", name="confidence_within"),
    CheckConstraint("band_low <= band_high", name="band_in_order"),
    *schema.finite(
        "baseline",
        "target",
        "stretch",
        "band_low",
        "band_high",
        "weight",
        "current_value",
        "progress",
        "support",
        "support_coverage",
    ),
    Index("key_results_objective_idx", "organisation_id", "objective_id", "position", "id"),
    Index("key_results_cycle_idx", "organisation_id", "cycle_id", "id"),
    Index("key_results_metric_idx", "organisation_id", "metric_id"),
    Index("key_results_set_idx", "organisation_id", "okr_set_id"),
    postgresql_with={"fillfactor": "80"},
)


def definition_of(row: sa.Row[Any] | statements.Row) -> Definition:
    """Return what a key result is measured by, from a row with its columns."""
    return Definition(
        kind=KeyResultKind(row.kind),
        metric_id=row.metric_id,
        baseline=row.baseline,
        target=row.target,
        stretch=row.stretch,
        band_low=row.band_low,
        band_high=row.band_high,
        steps=tuple(
            Step(step["title"], Decimal(str(step["share"])), bool(step.get("reached"))) for step in row.steps or ()
        ),
    )


def steps_json(definition: Definition) -> list[dict[str, Any]] | None:
    """Return a milestone's steps as they are stored: ``[{"title", "share", "reached"}]``."""
    if not definition.steps:
        return None
    return [{"title": step.title, "share": float(step.share), "reached": step.reached} for step in definition.steps]


def _record(row: sa.Row[Any]) -> KeyResult:
    return KeyResult(
        id=row.id,
        objective_id=row.objective_id,
        title=row.title,
        definition=definition_of(row),
        weight=row.weight,
        position=row.position,
        caretaker_unit_id=row.caretaker_unit_id,
        version=row.version,
    )


async def load(connection: AsyncConnection, organisation_id: UUID, key_result_id: UUID) -> KeyResult | None:
    """Return a key result. Who is about to write it holds its objective."""
    found = await connection.execute(
        sa.select(key_results).where(
            key_results.c.organisation_id == organisation_id, key_results.c.id == key_result_id
        )
    )
    row = found.one_or_none()
    return None if row is None else _record(row)


async def current_value(connection: AsyncConnection, organisation_id: UUID, key_result_id: UUID) -> Decimal | None:
    """Return the last value that was measured of a key result."""
    found = await connection.execute(
        sa.select(key_results.c.current_value).where(
            key_results.c.organisation_id == organisation_id, key_results.c.id == key_result_id
        )
    )
    value: Decimal | None = found.scalar_one_or_none()
    return value


async def of_objectives(
    connection: AsyncConnection, organisation_id: UUID, objective_ids: Sequence[UUID]
) -> list[KeyResult]:
    """Return the key results of objectives, in their order."""
    found = await connection.execute(
        sa.select(key_results)
        .where(key_results.c.organisation_id == organisation_id, ids.among(key_results.c.objective_id, objective_ids))
        .order_by(key_results.c.objective_id, key_results.c.position, key_results.c.id)
    )
    return [_record(row) for row in found]


async def insert(
    connection: AsyncConnection,
    organisation_id: UUID,
    key_result: KeyResult,
    *,
    okr_set_id: UUID,
    unit_id: UUID,
    cycle_id: UUID,
    is_open: bool,
) -> None:
    """Store a new key result."""
    await connection.execute(
        sa.insert(key_results).values(
            organisation_id=organisation_id,
            id=key_result.id,
            objective_id=key_result.objective_id,
            okr_set_id=okr_set_id,
            unit_id=unit_id,
            cycle_id=cycle_id,
            is_open=is_open,
            position=key_result.position,
            **_written(key_result),
        )
    )


async def store(connection: AsyncConnection, organisation_id: UUID, key_result: KeyResult) -> None:
    """Store an edited key result; where it stands is stored with its objective's figures."""
    await connection.execute(
        sa.update(key_results)
        .where(key_results.c.organisation_id == organisation_id, key_results.c.id == key_result.id)
        .values(version=key_result.version, **_written(key_result))
    )


async def store_order(connection: AsyncConnection, organisation_id: UUID, places: Sequence[tuple[UUID, int]]) -> None:
    """Store where in their objective key results stand."""
    for own_id, position in places:
        await connection.execute(
            sa.update(key_results)
            .where(key_results.c.organisation_id == organisation_id, key_results.c.id == own_id)
            .values(position=position)
        )


async def delete(connection: AsyncConnection, organisation_id: UUID, key_result_ids: Sequence[UUID]) -> None:
    """Remove key results that were never followed, and that nothing points to any more."""
    await connection.execute(
        sa.delete(key_results).where(
            key_results.c.organisation_id == organisation_id, ids.among(key_results.c.id, key_result_ids)
        )
    )


def _written(key_result: KeyResult) -> dict[str, Any]:
    definition = key_result.definition
    return {
        "title": key_result.title,
        "kind": definition.kind,
        "metric_id": definition.metric_id,
        "baseline": definition.baseline,
        "target": definition.target,
        "stretch": definition.stretch,
        "band_low": definition.band_low,
        "band_high": definition.band_high,
        "steps": sa.null() if not definition.steps else steps_json(definition),
        "weight": key_result.weight,
        "caretaker_unit_id": key_result.caretaker_unit_id,
    }
