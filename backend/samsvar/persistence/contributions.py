"""Contributions, the links upward: tables and statements."""

from collections.abc import Sequence
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
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.contributions import Contribution
from samsvar.persistence import ends, records, schema
from samsvar.persistence.key_results import key_results
from samsvar.persistence.moals import moals
from samsvar.persistence.objectives import objectives

# From an objective, or one of its key results, to a Moal, an objective, or one of its key results. The objective is
# always named (except for a Moal), because the vertex of the graph is the objective with its key results.
# Both ends carry their set and whether it is open, so that a draft's links are as private as the draft.
contributions = Table(
    "contributions",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("cycle_id", Uuid, nullable=False),
    Column("from_unit_id", Uuid, nullable=False),
    Column("from_okr_set_id", Uuid, nullable=False),
    schema.is_open("from_is_open"),
    Column("from_objective_id", Uuid, nullable=False),
    Column("from_key_result_id", Uuid),
    Column("to_unit_id", Uuid, nullable=False),
    Column("to_okr_set_id", Uuid),
    schema.is_open("to_is_open", nullable=True),
    Column("to_objective_id", Uuid),
    Column("to_key_result_id", Uuid),
    Column("to_moal_id", Uuid),
    Column("weight", Numeric, nullable=False, server_default="1"),
    Column("rationale", Text, nullable=False, server_default=""),
    schema.words("direction"),
    Column("state", Text, nullable=False, server_default="PROPOSED"),
    Column("proposed_by_unit_id", Uuid, nullable=False),
    Column("from_consented_at", DateTime(timezone=True)),
    Column("to_consented_at", DateTime(timezone=True)),
    Column("decline_reason", Text),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(
        ["from_objective_id", "from_okr_set_id", "from_unit_id", "cycle_id", "from_is_open"],
        "objectives",
        ["id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="contributions_from_objective_fkey",
    ),
    schema.within_organisation(
        ["from_key_result_id", "from_objective_id", "from_okr_set_id", "from_unit_id", "cycle_id", "from_is_open"],
        "key_results",
        ["id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="contributions_from_key_result_fkey",
    ),
    schema.within_organisation(
        ["to_objective_id", "to_okr_set_id", "to_unit_id", "cycle_id", "to_is_open"],
        "objectives",
        ["id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="contributions_to_objective_fkey",
    ),
    schema.within_organisation(
        ["to_key_result_id", "to_objective_id", "to_okr_set_id", "to_unit_id", "cycle_id", "to_is_open"],
        "key_results",
        ["id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="contributions_to_key_result_fkey",
    ),
    schema.within_organisation(["to_moal_id"], "moals"),
    schema.within_organisation(["proposed_by_unit_id"], "units"),
    schema.one_of("direction", ("TOP_DOWN", "BOTTOM_UP", "LATERAL")),
    schema.one_of("state", ("PROPOSED", "AGREED", "DECLINED", "WITHDRAWN")),
    CheckConstraint("(to_moal_id is null) <> (to_objective_id is null)", name="one_target"),
    CheckConstraint("to_key_result_id is null or to_objective_id is not null", name="key_result_with_objective"),
    CheckConstraint("(to_objective_id is null) = (to_okr_set_id is null)", name="target_set"),
    CheckConstraint("(to_objective_id is null) = (to_is_open is null)", name="target_open"),
    CheckConstraint("from_objective_id is distinct from to_objective_id", name="not_to_itself"),
    CheckConstraint("weight > 0", name="weight_positive"),
    CheckConstraint(
        "state <> 'AGREED' or (from_consented_at is not null and to_consented_at is not null)", name="both_consented"
    ),
    *schema.finite("weight"),
    # One living link between two ends; a declined or withdrawn one may be proposed anew.
    Index(
        "contributions_living_key",
        "organisation_id",
        "from_objective_id",
        "from_key_result_id",
        "to_objective_id",
        "to_key_result_id",
        "to_moal_id",
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=text("state in ('PROPOSED', 'AGREED')"),
    ),
    Index("contributions_from_idx", "organisation_id", "from_objective_id"),
    Index("contributions_to_idx", "organisation_id", "to_objective_id"),
    Index("contributions_to_moal_idx", "organisation_id", "to_moal_id"),
    Index("contributions_to_unit_idx", "organisation_id", "to_unit_id", "cycle_id", "state"),
    Index("contributions_from_unit_idx", "organisation_id", "from_unit_id", "cycle_id", "state"),
)

# What was on the table before: the first counter-proposal keeps the proposal, and each adds a turn. Titles are kept as
# words, because what was proposed once may be renamed or gone when somebody reads how it came to the present terms.
contribution_turns = Table(
    "contribution_turns",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("contribution_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    schema.words("source_title"),
    schema.words("target_title"),
    Column("weight", Numeric, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("at", DateTime(timezone=True), nullable=False),
    schema.within_organisation(["contribution_id"], "contributions", on_delete="CASCADE"),
    schema.within_organisation(["unit_id"], "units"),
    UniqueConstraint("organisation_id", "contribution_id", "number", name="contribution_turns_number_key"),
    *schema.finite("weight"),
)


def waits_for(contribution: schema.Row) -> sa.ColumnElement[UUID]:
    """Return the id of the unit that still has to consent to a contribution, null once it is decided."""
    row = contribution.c
    waiting = sa.case(
        (row.from_consented_at.is_(None), row.from_unit_id), (row.to_consented_at.is_(None), row.to_unit_id)
    )
    return sa.case((row.state == sa.literal_column("'PROPOSED'", Text()), waiting))


def waits_for_any(
    contribution: schema.Row, units: sa.Select[Any], *, cycle_ids: sa.ColumnElement[Sequence[UUID]]
) -> sa.ColumnElement[bool]:
    """
    Return the condition that a contribution of some cycles waits for one of some units.

    Args:
        units: A select of their ids; compared as an array, so that the index of each side's unit is used.
    """
    row, ids = contribution.c, sa.func.array(units.scalar_subquery(), type_=ARRAY(Uuid))
    here = sa.and_(row.cycle_id == sa.any_(cycle_ids), row.state == sa.literal_column("'PROPOSED'", Text()))
    return sa.or_(
        sa.and_(row.from_unit_id == sa.any_(ids), row.from_consented_at.is_(None), here),
        sa.and_(row.to_unit_id == sa.any_(ids), row.to_consented_at.is_(None), here),
    )


def awaited_by_any(
    contribution: schema.Row, units: sa.Select[Any], *, cycle_ids: sa.ColumnElement[Sequence[UUID]]
) -> sa.ColumnElement[bool]:
    """Return the condition that one of some units waits for the other one's answer; ``units`` as above."""
    row, ids = contribution.c, sa.func.array(units.scalar_subquery(), type_=ARRAY(Uuid))
    here = sa.and_(row.cycle_id == sa.any_(cycle_ids), row.state == sa.literal_column("'PROPOSED'", Text()))
    return sa.or_(
        sa.and_(row.from_unit_id == sa.any_(ids), row.to_consented_at.is_(None), here),
        sa.and_(row.to_unit_id == sa.any_(ids), row.from_consented_at.is_(None), here),
    )


def contributes(objective_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    """Return the condition that an objective contributes to something, agreed or proposed."""
    living = contributions.alias("living")
    states = [sa.literal_column(f"'{state}'", Text()) for state in ("PROPOSED", "AGREED")]
    return sa.exists().where(living.c.from_objective_id == objective_id, living.c.state.in_(states))


async def load(connection: AsyncConnection, organisation_id: UUID, contribution_id: UUID) -> Contribution | None:
    """Return a contribution, held until the transaction ends."""
    return await records.one(
        connection,
        Contribution,
        sa.select(*records.columns(contributions, Contribution))
        .where(contributions.c.organisation_id == organisation_id, contributions.c.id == contribution_id)
        .with_for_update(key_share=True),
    )


async def insert(
    connection: AsyncConnection,
    organisation_id: UUID,
    contribution: Contribution,
    *,
    source: ends.End,
    target: ends.End,
) -> bool:
    """Store a new contribution; False when a living one joins the two already."""
    stored = await connection.execute(
        postgresql.insert(contributions)
        .values(
            organisation_id=organisation_id,
            id=contribution.id,
            cycle_id=contribution.cycle_id,
            from_unit_id=source.unit_id,
            to_unit_id=target.unit_id,
            **_source(source),
            **_target(target),
            direction=contribution.direction,
            proposed_by_unit_id=contribution.proposed_by_unit_id,
            **_changing(contribution),
        )
        .on_conflict_do_nothing()
    )
    return bool(stored.rowcount)


async def store(
    connection: AsyncConnection,
    organisation_id: UUID,
    contribution: Contribution,
    *,
    source: ends.End | None = None,
    target: ends.End | None = None,
) -> None:
    """Store an answered contribution; with the end that is another one now."""
    await connection.execute(
        sa.update(contributions)
        .where(contributions.c.organisation_id == organisation_id, contributions.c.id == contribution.id)
        .values(**_changing(contribution), **_source(source), **_target(target))
    )


async def joined_by_another(connection: AsyncConnection, organisation_id: UUID, contribution: Contribution) -> bool:
    """Return whether another living contribution joins the same two."""
    other = contributions.c
    ends_of = ("from_objective_id", "from_key_result_id", "to_objective_id", "to_key_result_id", "to_moal_id")
    same = [other[name].is_not_distinct_from(getattr(contribution, name)) for name in ends_of]
    found = await connection.execute(
        sa.select(
            sa.exists().where(
                other.organisation_id == organisation_id,
                other.id != contribution.id,
                other.state.in_(("PROPOSED", "AGREED")),
                *same,
            )
        )
    )
    return bool(found.scalar_one())


async def add_turn(
    connection: AsyncConnection, organisation_id: UUID, before: Contribution, after: Contribution, *, reason: str
) -> None:
    """Keep what a unit answered a proposal with, and the proposal itself where this is the first answer to it."""
    turn = contribution_turns
    known = await connection.execute(
        sa.select(sa.func.count()).where(turn.c.organisation_id == organisation_id, turn.c.contribution_id == before.id)
    )
    number = known.scalar_one()
    said = [(before, before.rationale)] if number == 0 else []
    for each, why in [*said, (after, reason)]:
        number += 1
        await connection.execute(
            sa.insert(turn).values(
                organisation_id=organisation_id,
                contribution_id=each.id,
                number=number,
                unit_id=each.last_word_of,
                source_title=_title((key_results, each.from_key_result_id), (objectives, each.from_objective_id)),
                target_title=_title(
                    (key_results, each.to_key_result_id), (objectives, each.to_objective_id), (moals, each.to_moal_id)
                ),
                weight=each.weight,
                reason=why,
                at=each.to_consented_at if each.from_consented_at is None else each.from_consented_at,
            )
        )


async def delete_of(
    connection: AsyncConnection, organisation_id: UUID, *, objective_id: UUID, key_result_id: UUID | None = None
) -> list[Contribution]:
    """Remove all links of an objective that is dropped, or of one of its key results; return them."""
    link = contributions.c
    ends_there = (
        sa.or_(link.from_objective_id == objective_id, link.to_objective_id == objective_id)
        if key_result_id is None
        else sa.or_(link.from_key_result_id == key_result_id, link.to_key_result_id == key_result_id)
    )
    return await records.many(
        connection,
        Contribution,
        sa.delete(contributions)
        .where(link.organisation_id == organisation_id, ends_there)
        .returning(*records.columns(contributions, Contribution)),
    )


async def delete(connection: AsyncConnection, organisation_id: UUID, contribution_ids: Sequence[UUID]) -> None:
    """Remove contributions."""
    column = contributions.c
    await connection.execute(
        sa.delete(contributions).where(column.organisation_id == organisation_id, column.id.in_(contribution_ids))
    )


async def way(connection: AsyncConnection, start: UUID, goal: UUID) -> Sequence[UUID]:
    """
    Return a shortest way of living contributions upward between two objectives; empty when there is none.

    It leads through drafts that the transaction doesn't see, too.
    """
    found = await connection.execute(sa.select(sa.func.samsvar.way_of_contributions(start, goal, type_=ARRAY(Uuid))))
    return found.scalar_one() or ()


def _title(*possible: tuple[Table, UUID | None]) -> sa.ScalarSelect[Any]:
    table, own_id = next((table, own_id) for table, own_id in possible if own_id is not None)
    return sa.select(table.c.title).where(table.c.id == own_id).scalar_subquery()


def _source(source: ends.End | None) -> dict[str, Any]:
    if source is None:
        return {}
    return {
        "from_okr_set_id": source.okr_set_id,
        "from_is_open": source.is_open,
        "from_objective_id": source.objective_id,
        "from_key_result_id": source.key_result_id,
    }


def _target(target: ends.End | None) -> dict[str, Any]:
    if target is None:
        return {}
    return {
        "to_okr_set_id": target.okr_set_id,
        "to_is_open": target.is_open,
        "to_objective_id": target.objective_id,
        "to_key_result_id": target.key_result_id,
        "to_moal_id": target.moal_id,
    }


def _changing(contribution: Contribution) -> dict[str, Any]:
    return {
        "weight": contribution.weight,
        "rationale": contribution.rationale,
        "state": contribution.state,
        "from_consented_at": contribution.from_consented_at,
        "to_consented_at": contribution.to_consented_at,
        "decline_reason": contribution.decline_reason,
        "version": contribution.version,
    }
