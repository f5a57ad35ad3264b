"""Dependencies, where one unit needs another's result by a date: tables and statements."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Date, DateTime, Index, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.dependencies import Dependency
from samsvar.persistence import ends, records, schema

# The consumer's end is carried like a contribution's; the provider's objective is unknown until the provider names it.
dependencies = Table(
    "dependencies",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("cycle_id", Uuid, nullable=False),
    Column("consumer_unit_id", Uuid, nullable=False),
    Column("consumer_okr_set_id", Uuid, nullable=False),
    schema.is_open("consumer_is_open"),
    Column("consumer_objective_id", Uuid, nullable=False),
    Column("consumer_key_result_id", Uuid),
    Column("provider_unit_id", Uuid, nullable=False),
    Column("provider_okr_set_id", Uuid),
    schema.is_open("provider_is_open", nullable=True),
    Column("provider_objective_id", Uuid),
    Column("provider_key_result_id", Uuid),
    schema.words("what"),
    Column("needed_by", Date, nullable=False),
    schema.words("kind"),
    Column("state", Text, nullable=False, server_default="REQUESTED"),
    Column("fallback", Text, nullable=False, server_default=""),
    Column("answer", Text, nullable=False, server_default=""),
    Column("counter_needed_by", Date),
    Column("delivered_at", DateTime(timezone=True)),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(
        ["consumer_objective_id", "consumer_okr_set_id", "consumer_unit_id", "cycle_id", "consumer_is_open"],
        "objectives",
        ["id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="dependencies_consumer_objective_fkey",
    ),
    schema.within_organisation(
        [
            "consumer_key_result_id",
            "consumer_objective_id",
            "consumer_okr_set_id",
            "consumer_unit_id",
            "cycle_id",
            "consumer_is_open",
        ],
        "key_results",
        ["id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="dependencies_consumer_key_result_fkey",
    ),
    schema.within_organisation(
        ["provider_objective_id", "provider_okr_set_id", "provider_unit_id", "cycle_id", "provider_is_open"],
        "objectives",
        ["id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="dependencies_provider_objective_fkey",
    ),
    schema.within_organisation(
        [
            "provider_key_result_id",
            "provider_objective_id",
            "provider_okr_set_id",
            "provider_unit_id",
            "cycle_id",
            "provider_is_open",
        ],
        "key_results",
        ["id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="dependencies_provider_key_result_fkey",
    ),
    schema.within_organisation(["provider_unit_id"], "units"),
    schema.one_of("kind", ("GATES", "SLOWS", "INFORMS")),
    schema.one_of("state", ("REQUESTED", "ACCEPTED", "COUNTERED", "DECLINED", "DELIVERED", "WITHDRAWN")),
    CheckConstraint("what <> ''", name="what_present"),
    CheckConstraint("consumer_objective_id is distinct from provider_objective_id", name="not_on_itself"),
    CheckConstraint("(provider_objective_id is null) = (provider_okr_set_id is null)", name="provider_set"),
    CheckConstraint("(provider_objective_id is null) = (provider_is_open is null)", name="provider_open"),
    CheckConstraint(
        "provider_key_result_id is null or provider_objective_id is not null", name="key_result_with_objective"
    ),
    Index("dependencies_consumer_idx", "organisation_id", "consumer_objective_id"),
    Index("dependencies_provider_idx", "organisation_id", "provider_objective_id"),
    Index("dependencies_provider_unit_idx", "organisation_id", "provider_unit_id", "cycle_id", "state"),
    Index("dependencies_consumer_unit_idx", "organisation_id", "consumer_unit_id", "cycle_id", "state"),
)


def is_late(dependency: schema.Row, today: sa.ColumnElement[dt.date]) -> sa.ColumnElement[bool]:
    """Return whether the day of a dependency is over, and what was wanted neither delivered nor given up."""
    waiting = [sa.literal_column(f"'{state}'", Text()) for state in ("REQUESTED", "ACCEPTED", "COUNTERED")]
    return sa.and_(dependency.c.needed_by < today, dependency.c.state.in_(waiting))


def waits_for_any(
    dependency: schema.Row, units: sa.Select[Any], *, cycle_ids: sa.ColumnElement[Sequence[UUID]]
) -> sa.ColumnElement[bool]:
    """
    Return the condition that a dependency of some cycles waits for the answer of one of some units.

    Args:
        units: A select of their ids; compared as an array, so that the index of each side's unit is used.
    """
    row, ids = dependency.c, sa.func.array(units.scalar_subquery(), type_=ARRAY(Uuid))
    in_cycle = row.cycle_id == sa.any_(cycle_ids)
    return sa.or_(
        sa.and_(row.provider_unit_id == sa.any_(ids), in_cycle, row.state == sa.literal_column("'REQUESTED'", Text())),
        sa.and_(row.consumer_unit_id == sa.any_(ids), in_cycle, row.state == sa.literal_column("'COUNTERED'", Text())),
    )


def awaited_by_any(
    dependency: schema.Row, units: sa.Select[Any], *, cycle_ids: sa.ColumnElement[Sequence[UUID]]
) -> sa.ColumnElement[bool]:
    """Return the condition that one of some units waits for the other one's answer; ``units`` as above."""
    row, ids = dependency.c, sa.func.array(units.scalar_subquery(), type_=ARRAY(Uuid))
    in_cycle = row.cycle_id == sa.any_(cycle_ids)
    return sa.or_(
        sa.and_(row.consumer_unit_id == sa.any_(ids), in_cycle, row.state == sa.literal_column("'REQUESTED'", Text())),
        sa.and_(row.provider_unit_id == sa.any_(ids), in_cycle, row.state == sa.literal_column("'COUNTERED'", Text())),
    )


async def load(connection: AsyncConnection, organisation_id: UUID, dependency_id: UUID) -> Dependency | None:
    """Return a dependency, held until the transaction ends."""
    return await records.one(
        connection,
        Dependency,
        sa.select(*records.columns(dependencies, Dependency))
        .where(dependencies.c.organisation_id == organisation_id, dependencies.c.id == dependency_id)
        .with_for_update(key_share=True),
    )


async def insert(
    connection: AsyncConnection,
    organisation_id: UUID,
    dependency: Dependency,
    *,
    consumer: ends.End,
    provider: ends.End | None,
) -> None:
    """Store a new dependency."""
    await connection.execute(
        sa.insert(dependencies).values(
            organisation_id=organisation_id,
            id=dependency.id,
            cycle_id=dependency.cycle_id,
            consumer_unit_id=consumer.unit_id,
            consumer_okr_set_id=consumer.okr_set_id,
            consumer_is_open=consumer.is_open,
            consumer_objective_id=consumer.objective_id,
            consumer_key_result_id=consumer.key_result_id,
            provider_unit_id=dependency.provider_unit_id,
            **_provider(provider),
            **_changing(dependency),
        )
    )


async def store(
    connection: AsyncConnection, organisation_id: UUID, dependency: Dependency, *, provider: ends.End | None = None
) -> None:
    """Store an answered dependency; with where the provider works on it, when it said so now."""
    named = {} if provider is None else _provider(provider)
    await connection.execute(
        sa.update(dependencies)
        .where(dependencies.c.organisation_id == organisation_id, dependencies.c.id == dependency.id)
        .values(**_changing(dependency), **named)
    )


async def delete_of(
    connection: AsyncConnection, organisation_id: UUID, *, objective_id: UUID, key_result_id: UUID | None = None
) -> list[Dependency]:
    """Remove what an objective that is dropped (or one of its key results) needs; return it."""
    link = dependencies.c
    needs = (
        link.consumer_objective_id == objective_id
        if key_result_id is None
        else link.consumer_key_result_id == key_result_id
    )
    return await records.many(
        connection,
        Dependency,
        sa.delete(dependencies)
        .where(link.organisation_id == organisation_id, needs)
        .returning(*records.columns(dependencies, Dependency)),
    )


async def release(
    connection: AsyncConnection, organisation_id: UUID, *, objective_id: UUID, key_result_id: UUID | None = None
) -> list[UUID]:
    """Forget where a provider works on what others need of it, because that is dropped; return the dependencies."""
    link = dependencies.c
    works_there = (
        link.provider_objective_id == objective_id
        if key_result_id is None
        else link.provider_key_result_id == key_result_id
    )
    nowhere: dict[str, Any] = {"provider_key_result_id": None}
    if key_result_id is None:
        nowhere |= {"provider_objective_id": None, "provider_okr_set_id": None, "provider_is_open": None}
    found = await connection.execute(
        sa.update(dependencies)
        .where(link.organisation_id == organisation_id, works_there)
        .values(**nowhere, version=link.version + 1)
        .returning(link.id)
    )
    return list(found.scalars())


async def delete(connection: AsyncConnection, organisation_id: UUID, dependency_ids: Sequence[UUID]) -> None:
    """Remove dependencies."""
    column = dependencies.c
    await connection.execute(
        sa.delete(dependencies).where(column.organisation_id == organisation_id, column.id.in_(dependency_ids))
    )


async def way(connection: AsyncConnection, start: UUID, goal: UUID) -> Sequence[UUID]:
    """Return a shortest way of living gating dependencies between two objectives, through unseen drafts, too."""
    found = await connection.execute(sa.select(sa.func.samsvar.way_of_dependencies(start, goal, type_=ARRAY(Uuid))))
    return found.scalar_one() or ()


def _provider(provider: ends.End | None) -> dict[str, Any]:
    return {
        "provider_okr_set_id": provider and provider.okr_set_id,
        "provider_is_open": provider and provider.is_open,
        "provider_objective_id": provider and provider.objective_id,
        "provider_key_result_id": provider and provider.key_result_id,
    }


def _changing(dependency: Dependency) -> dict[str, Any]:
    return {
        "what": dependency.what,
        "kind": dependency.kind,
        "fallback": dependency.fallback,
        "needed_by": dependency.needed_by,
        "state": dependency.state,
        "answer": dependency.answer,
        "counter_needed_by": dependency.counter_needed_by,
        "delivered_at": dependency.delivered_at,
        "version": dependency.version,
    }
