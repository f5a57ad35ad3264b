"""Requests for contributions: table and statements."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Index, Numeric, Table, Text, Uuid, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.contribution_requests import ContributionRequest, ContributionRequestState
from samsvar.persistence import ends, records, schema
from samsvar.persistence.contributions import contributions
from samsvar.persistence.units import is_below, units

# What is to be helped is carried like a contribution's target, so that a request about a draft is as private as the
# draft: whom it asks sees it once the asking unit's set is proposed.
contribution_requests = Table(
    "contribution_requests",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("cycle_id", Uuid, nullable=False),
    Column("asking_unit_id", Uuid, nullable=False),
    Column("asked_unit_id", Uuid, nullable=False),
    Column("target_okr_set_id", Uuid),
    schema.is_open("target_is_open", nullable=True),
    Column("target_objective_id", Uuid),
    Column("target_key_result_id", Uuid),
    Column("target_moal_id", Uuid),
    Column("weight", Numeric, nullable=False, server_default="1"),
    Column("rationale", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False, server_default="ASKED"),
    Column("decline_reason", Text),
    Column("contribution_id", Uuid),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(["cycle_id"], "cycles"),
    schema.within_organisation(["asking_unit_id"], "units"),
    schema.within_organisation(["asked_unit_id"], "units"),
    schema.within_organisation(
        ["target_objective_id", "target_okr_set_id", "asking_unit_id", "cycle_id", "target_is_open"],
        "objectives",
        ["id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="contribution_requests_target_objective_fkey",
    ),
    schema.within_organisation(
        [
            "target_key_result_id",
            "target_objective_id",
            "target_okr_set_id",
            "asking_unit_id",
            "cycle_id",
            "target_is_open",
        ],
        "key_results",
        ["id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="contribution_requests_target_key_result_fkey",
    ),
    schema.within_organisation(["target_moal_id"], "moals"),
    schema.within_organisation(["contribution_id"], "contributions"),
    schema.one_of("state", ("ASKED", "ANSWERED", "DECLINED", "WITHDRAWN")),
    CheckConstraint("asking_unit_id <> asked_unit_id", name="not_itself"),
    CheckConstraint("(target_moal_id is null) <> (target_objective_id is null)", name="one_target"),
    CheckConstraint(
        "target_key_result_id is null or target_objective_id is not null", name="key_result_with_objective"
    ),
    CheckConstraint("(target_objective_id is null) = (target_okr_set_id is null)", name="target_set"),
    CheckConstraint("(target_objective_id is null) = (target_is_open is null)", name="target_open"),
    CheckConstraint("state = 'ANSWERED' or contribution_id is null", name="answered_by"),
    CheckConstraint("weight > 0", name="weight_positive"),
    *schema.finite("weight"),
    # One question at a time; what was declined or taken back may be asked anew.
    Index(
        "contribution_requests_waiting_key",
        "organisation_id",
        "cycle_id",
        "asked_unit_id",
        "target_objective_id",
        "target_key_result_id",
        "target_moal_id",
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=text("state = 'ASKED'"),
    ),
    Index("contribution_requests_target_idx", "organisation_id", "target_objective_id"),
    Index("contribution_requests_target_moal_idx", "organisation_id", "target_moal_id"),
    Index("contribution_requests_contribution_idx", "organisation_id", "contribution_id"),
    Index("contribution_requests_asked_unit_idx", "organisation_id", "asked_unit_id", "cycle_id", "state"),
    Index("contribution_requests_asking_unit_idx", "organisation_id", "asking_unit_id", "cycle_id", "state"),
)


def waits(
    request: schema.Row,
    unit_id: sa.ColumnElement[UUID],
    among: sa.Select[Any],
    *,
    cycle_ids: sa.ColumnElement[Sequence[UUID]],
) -> sa.ColumnElement[bool]:
    """
    Return the condition that a request of some cycles isn't answered, and one of its units is among some.

    Args:
        unit_id: The request's unit that is meant: who is asked, or who asks.
        among: A select of ids; compared as an array, so that the index of that unit is used.
    """
    ids = sa.func.array(among.scalar_subquery(), type_=ARRAY(Uuid))
    return sa.and_(
        unit_id == sa.any_(ids),
        request.c.cycle_id == sa.any_(cycle_ids),
        request.c.state == sa.literal_column("'ASKED'", Text()),
    )


def is_seen_by_asked(request: schema.Row) -> sa.ColumnElement[bool]:
    """Return whether the unit that is asked sees it: not while it is about a draft, unless it sees that anyway."""
    below, above = units.alias("asking"), units.alias("asked")
    stands_above = (
        sa.select(is_below(below.c.path, above.c.path))
        .where(below.c.id == request.c.asking_unit_id, above.c.id == request.c.asked_unit_id)
        .scalar_subquery()
    )
    return sa.func.coalesce(request.c.target_is_open, sa.true(), type_=sa.Boolean()) | sa.func.coalesce(
        stands_above, sa.false(), type_=sa.Boolean()
    )


async def load(connection: AsyncConnection, organisation_id: UUID, request_id: UUID) -> ContributionRequest | None:
    """Return a request, held until the transaction ends."""
    request = contribution_requests
    return await records.one(
        connection,
        ContributionRequest,
        sa.select(*records.columns(request, ContributionRequest))
        .where(request.c.organisation_id == organisation_id, request.c.id == request_id)
        .with_for_update(key_share=True),
    )


async def insert(
    connection: AsyncConnection, organisation_id: UUID, request: ContributionRequest, *, target: ends.End
) -> bool:
    """Store a new request; False when the unit was asked already and hasn't answered."""
    stored = await connection.execute(
        postgresql.insert(contribution_requests)
        .values(
            organisation_id=organisation_id,
            id=request.id,
            cycle_id=request.cycle_id,
            asking_unit_id=request.asking_unit_id,
            asked_unit_id=request.asked_unit_id,
            target_okr_set_id=target.okr_set_id,
            target_is_open=target.is_open,
            target_objective_id=target.objective_id,
            target_key_result_id=target.key_result_id,
            target_moal_id=target.moal_id,
            weight=request.weight,
            rationale=request.rationale,
            **_changing(request),
        )
        .on_conflict_do_nothing()
    )
    return bool(stored.rowcount)


async def store(connection: AsyncConnection, organisation_id: UUID, request: ContributionRequest) -> None:
    """Store an answered request."""
    await connection.execute(
        sa.update(contribution_requests)
        .where(contribution_requests.c.organisation_id == organisation_id, contribution_requests.c.id == request.id)
        .values(**_changing(request))
    )


async def is_asked_again(connection: AsyncConnection, organisation_id: UUID, request: ContributionRequest) -> bool:
    """Return whether the same was asked anew since a request was answered, and waits."""
    other = contribution_requests.c
    about = ("cycle_id", "asked_unit_id", "target_objective_id", "target_key_result_id", "target_moal_id")
    found = await connection.execute(
        sa.select(
            sa.exists().where(
                other.organisation_id == organisation_id,
                other.id != request.id,
                other.state == ContributionRequestState.ASKED,
                *(other[name].is_not_distinct_from(getattr(request, name)) for name in about),
            )
        )
    )
    return bool(found.scalar_one())


async def delete_of(
    connection: AsyncConnection, organisation_id: UUID, *, objective_id: UUID, key_result_id: UUID | None = None
) -> list[ContributionRequest]:
    """Remove what was asked for an objective that is dropped, or for one of its key results; return it."""
    request = contribution_requests.c
    is_about = (
        request.target_objective_id == objective_id
        if key_result_id is None
        else request.target_key_result_id == key_result_id
    )
    return await records.many(
        connection,
        ContributionRequest,
        sa.delete(contribution_requests)
        .where(request.organisation_id == organisation_id, is_about)
        .returning(*records.columns(contribution_requests, ContributionRequest)),
    )


async def release(
    connection: AsyncConnection, organisation_id: UUID, *, objective_id: UUID, key_result_id: UUID | None = None
) -> Sequence[UUID]:
    """Forget answers with what is about to be dropped; return the requests, which are answered with nothing now."""
    link, request = contributions.c, contribution_requests.c
    ends_there = (
        sa.or_(link.from_objective_id == objective_id, link.to_objective_id == objective_id)
        if key_result_id is None
        else sa.or_(link.from_key_result_id == key_result_id, link.to_key_result_id == key_result_id)
    )
    answers = sa.select(link.id).where(link.organisation_id == organisation_id, ends_there)
    found = await connection.execute(
        sa.update(contribution_requests)
        .where(request.organisation_id == organisation_id, request.contribution_id.in_(answers))
        .values(contribution_id=None, version=request.version + 1)
        .returning(request.id)
    )
    return list(found.scalars())


def _changing(request: ContributionRequest) -> dict[str, Any]:
    return {
        "state": request.state,
        "decline_reason": request.decline_reason,
        "contribution_id": request.contribution_id,
        "version": request.version,
    }
