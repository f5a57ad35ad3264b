"""
What was dropped from a set that is still being written, kept for a while with all that hung on it.

A dropped objective or key result is one row: the rows of every table that it took with it, as they were. Bringing it
back stores those rows again under the same ids, in the state in which the set is by then; of links only those whose
other end is still there.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Column, DateTime, Index, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.persistence import (
    contribution_requests,
    contributions,
    dependencies,
    initiatives,
    key_results,
    objectives,
    overlaps,
    schema,
)

dropped_records = Table(
    "dropped_records",
    schema.metadata,
    schema.organisation_id(),
    Column("id", Uuid, primary_key=True),
    schema.words("kind"),
    Column("objective_id", Uuid, nullable=False),
    Column("okr_set_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("cycle_id", Uuid, nullable=False),
    schema.is_open(),
    Column("dropped_at", DateTime(timezone=True), nullable=False),
    # {"objectives": [row, ...], "contributions": [...], ...}: rows as to_jsonb gives them.
    Column("rows", JSONB, nullable=False),
    schema.within_organisation(
        ["okr_set_id", "unit_id", "cycle_id", "is_open"],
        "okr_sets",
        ["id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="dropped_records_okr_set_fkey",
    ),
    schema.one_of("kind", ("Objective", "KeyResult")),
    Index("dropped_records_set_idx", "organisation_id", "okr_set_id"),
    Index("dropped_records_age_idx", "organisation_id", "dropped_at"),
)

_OBJECTIVE: Final = objectives.objectives
_OWNERS: Final = objectives.objective_owners
_KEY_RESULT: Final = key_results.key_results
_MOVING: Final = initiatives.initiative_key_results
_CONTRIBUTION: Final = contributions.contributions
_TURN: Final = contributions.contribution_turns
_REQUEST: Final = contribution_requests.contribution_requests
_DEPENDENCY: Final = dependencies.dependencies
_OVERLAP: Final = overlaps.overlap_findings


async def keep(
    connection: AsyncConnection, organisation_id: UUID, own_id: UUID, *, objective_id: UUID, at: dt.datetime
) -> None:
    """
    Keep an objective, or one of its key results, as it is now, with all that will go with it.

    Args:
        own_id: What is about to be dropped: the objective itself, or the key result.
        objective_id: The objective that it is, or that it proves.
    """
    is_whole = own_id == objective_id
    link, need = _CONTRIBUTION.c, _DEPENDENCY.c
    proofs = sa.select(_KEY_RESULT.c.id).where(
        _KEY_RESULT.c.organisation_id == organisation_id,
        _KEY_RESULT.c.objective_id == objective_id if is_whole else _KEY_RESULT.c.id == own_id,
    )
    joins = (
        sa.or_(link.from_objective_id == own_id, link.to_objective_id == own_id)
        if is_whole
        else sa.or_(link.from_key_result_id == own_id, link.to_key_result_id == own_id)
    )
    needs = need.consumer_objective_id == own_id if is_whole else need.consumer_key_result_id == own_id
    serves = need.provider_objective_id == own_id if is_whole else need.provider_key_result_id == own_id
    asks = _REQUEST.c.target_objective_id == own_id if is_whole else _REQUEST.c.target_key_result_id == own_id
    joined = sa.select(link.id).where(link.organisation_id == organisation_id, joins)
    taken: Mapping[str, tuple[Table, sa.ColumnElement[bool]]] = {
        **({"objectives": (_OBJECTIVE, _OBJECTIVE.c.id == own_id)} if is_whole else {}),
        **({"owners": (_OWNERS, _OWNERS.c.objective_id == own_id)} if is_whole else {}),
        "key_results": (_KEY_RESULT, _KEY_RESULT.c.id.in_(proofs)),
        "moving": (_MOVING, _MOVING.c.key_result_id.in_(proofs)),
        "contributions": (_CONTRIBUTION, joins),
        "turns": (_TURN, _TURN.c.contribution_id.in_(joined)),
        "requests": (_REQUEST, asks),
        "dependencies": (_DEPENDENCY, needs),
        "served": (_DEPENDENCY, serves),
        **({"overlaps": (_OVERLAP, _decided(own_id))} if is_whole else {}),
    }
    rows: list[sa.ColumnElement[Any]] = []
    for name, (table, condition) in taken.items():
        rows += [sa.literal_column(f"'{name}'"), _as_json(table, organisation_id, condition)]
    row = _OBJECTIVE.c
    kept = sa.select(
        row.organisation_id,
        sa.literal(own_id, Uuid),
        sa.literal("Objective" if is_whole else "KeyResult"),
        row.id,
        row.okr_set_id,
        row.unit_id,
        row.cycle_id,
        row.is_open,
        sa.literal(at, DateTime(timezone=True)),
        sa.func.jsonb_build_object(*rows, type_=JSONB),
    ).where(row.organisation_id == organisation_id, row.id == objective_id)
    storing = insert(dropped_records).from_select([column.name for column in dropped_records.columns], kept)
    new = storing.excluded
    await connection.execute(
        storing.on_conflict_do_update(
            index_elements=["organisation_id", "id"], set_={"dropped_at": new.dropped_at, "rows": new["rows"]}
        )
    )


async def place_of(
    connection: AsyncConnection, organisation_id: UUID, own_id: UUID, *, kind: str
) -> tuple[UUID, UUID] | None:
    """Return the set and the objective of something that was dropped, held until the transaction ends."""
    row = dropped_records.c
    found = await connection.execute(
        sa.select(row.okr_set_id, row.objective_id)
        .where(row.organisation_id == organisation_id, row.id == own_id, row.kind == kind)
        .with_for_update()
    )
    place = found.first()
    return None if place is None else (place.okr_set_id, place.objective_id)


async def of_set(connection: AsyncConnection, organisation_id: UUID, okr_set_id: UUID) -> Collection[UUID]:
    """Return the ids of what was dropped from a set and can be brought back."""
    row = dropped_records.c
    found = await connection.execute(
        sa.select(row.id).where(row.organisation_id == organisation_id, row.okr_set_id == okr_set_id)
    )
    return set(found.scalars())


async def put_back(connection: AsyncConnection, organisation_id: UUID, own_id: UUID) -> None:
    """Store again what was kept, except for its contributions and dependencies."""
    row = dropped_records.c
    here = sa.and_(row.organisation_id == organisation_id, row.id == own_id)
    for name, table in (("objectives", _OBJECTIVE), ("key_results", _KEY_RESULT)):
        await _insert(connection, name, table, here, {"is_open": row.is_open})
    units, moved = schema.metadata.tables["samsvar.units"], initiatives.initiatives
    await _insert(connection, "owners", _OWNERS, here, valid=lambda owner: _there(units, owner, owner.c.unit_id))
    await _insert(connection, "moving", _MOVING, here, valid=lambda link: _there(moved, link, link.c.initiative_id))
    # What is alike is read again; what people said of it is not to be asked again.
    await _insert(
        connection,
        "overlaps",
        _OVERLAP,
        here,
        {
            "a_is_open": _is_open("a_objective_id"),
            "b_is_open": _is_open("b_objective_id"),
            "group_id": lambda _: sa.null(),
        },
        valid=lambda finding: sa.and_(
            _there(_OBJECTIVE, finding, finding.c.a_objective_id),
            _there(_OBJECTIVE, finding, finding.c.b_objective_id),
            _unless_null(_KEY_RESULT, finding, finding.c.a_key_result_id),
            _unless_null(_KEY_RESULT, finding, finding.c.b_key_result_id),
        ),
    )


async def put_back_contributions(connection: AsyncConnection, organisation_id: UUID, own_id: UUID) -> list[UUID]:
    """
    Store again the contributions that joined it, where the other end is there and not joined anew; return them.

    Ends that are in another state by now are stored in that state.
    """
    row = dropped_records.c
    here = sa.and_(row.organisation_id == organisation_id, row.id == own_id)
    moals = schema.metadata.tables["samsvar.moals"]
    stored = await _insert(
        connection,
        "contributions",
        _CONTRIBUTION,
        here,
        {"from_is_open": _is_open("from_objective_id"), "to_is_open": _is_open("to_objective_id")},
        valid=lambda link: sa.and_(
            _there(_OBJECTIVE, link, link.c.from_objective_id),
            _unless_null(_KEY_RESULT, link, link.c.from_key_result_id),
            _unless_null(_OBJECTIVE, link, link.c.to_objective_id),
            _unless_null(_KEY_RESULT, link, link.c.to_key_result_id),
            _unless_null(moals, link, link.c.to_moal_id),
        ),
    )
    await _insert(
        connection, "turns", _TURN, here, valid=lambda turn: _there(_CONTRIBUTION, turn, turn.c.contribution_id)
    )
    return stored


async def put_back_requests(connection: AsyncConnection, organisation_id: UUID, own_id: UUID) -> list[UUID]:
    """Store again what other units were asked to contribute to it, unless it was asked anew since; return it."""
    row = dropped_records.c
    here = sa.and_(row.organisation_id == organisation_id, row.id == own_id)
    return await _insert(
        connection,
        "requests",
        _REQUEST,
        here,
        {"target_is_open": _is_open("target_objective_id")},
        valid=lambda request: sa.and_(
            _there(_OBJECTIVE, request, request.c.target_objective_id),
            _unless_null(_KEY_RESULT, request, request.c.target_key_result_id),
            _unless_null(_CONTRIBUTION, request, request.c.contribution_id),
        ),
    )


async def put_back_dependencies(connection: AsyncConnection, organisation_id: UUID, own_id: UUID) -> list[UUID]:
    """Store again what it needs from others; where their end is gone, without that. Return the dependencies."""
    row = dropped_records.c
    here = sa.and_(row.organisation_id == organisation_id, row.id == own_id)
    return await _insert(
        connection,
        "dependencies",
        _DEPENDENCY,
        here,
        {
            "consumer_is_open": _is_open("consumer_objective_id"),
            "provider_is_open": _is_open("provider_objective_id"),
        },
        valid=lambda need: sa.and_(
            _there(_OBJECTIVE, need, need.c.consumer_objective_id),
            _unless_null(_KEY_RESULT, need, need.c.consumer_key_result_id),
            _unless_null(_OBJECTIVE, need, need.c.provider_objective_id),
            _unless_null(_KEY_RESULT, need, need.c.provider_key_result_id),
        ),
    )


async def serve_again(connection: AsyncConnection, organisation_id: UUID, own_id: UUID) -> list[UUID]:
    """Say again that what others need is worked on here, where nobody named another place since; return it."""
    row = dropped_records.c
    here = sa.and_(row.organisation_id == organisation_id, row.id == own_id)
    kept = _rows("served", _DEPENDENCY, here)
    need, provider = _DEPENDENCY.c, _OBJECTIVE.alias("provider")
    found = await connection.execute(
        sa.update(_DEPENDENCY)
        .where(
            need.organisation_id == kept.c.organisation_id,
            need.id == kept.c.id,
            need.provider_key_result_id.is_(None),
            sa.or_(need.provider_objective_id.is_(None), need.provider_objective_id == kept.c.provider_objective_id),
            provider.c.organisation_id == kept.c.organisation_id,
            provider.c.id == kept.c.provider_objective_id,
            _unless_null(_KEY_RESULT, kept, kept.c.provider_key_result_id),
        )
        .values(
            provider_objective_id=kept.c.provider_objective_id,
            provider_key_result_id=kept.c.provider_key_result_id,
            provider_okr_set_id=provider.c.okr_set_id,
            provider_is_open=provider.c.is_open,
            version=need.version + 1,
        )
        .returning(need.id)
    )
    return list(found.scalars())


async def serve_no_more(connection: AsyncConnection, organisation_id: UUID, dependency_id: UUID) -> None:
    """Take back :func:`serve_again` for one dependency."""
    need = _DEPENDENCY.c
    await connection.execute(
        sa.update(_DEPENDENCY)
        .where(need.organisation_id == organisation_id, need.id == dependency_id)
        .values(
            provider_objective_id=None, provider_key_result_id=None, provider_okr_set_id=None, provider_is_open=None
        )
    )


async def forget(connection: AsyncConnection, organisation_id: UUID, own_id: UUID) -> None:
    """Forget what was kept: it is back."""
    row = dropped_records.c
    await connection.execute(sa.delete(dropped_records).where(row.organisation_id == organisation_id, row.id == own_id))


async def forget_old(connection: AsyncConnection, organisation_id: UUID, *, before: dt.datetime) -> int:
    """Forget what was dropped before a time; return how many records that were."""
    row = dropped_records.c
    forgotten = await connection.execute(
        sa.delete(dropped_records).where(row.organisation_id == organisation_id, row.dropped_at < before)
    )
    return forgotten.rowcount


def _decided(objective_id: UUID) -> sa.ColumnElement[bool]:
    """Return the pairs with an objective that people decided on, and no case has the word on."""
    finding = _OVERLAP.c
    return sa.and_(
        sa.or_(finding.a_objective_id == objective_id, finding.b_objective_id == objective_id),
        finding.target.is_(None),
        finding.state != "IN_CASE",
        sa.or_(finding.state != "OPEN", finding.relabelled_kind.is_not(None)),
    )


def _as_json(table: Table, organisation_id: UUID, condition: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
    """Return the rows of a table as one JSON array. Numbers stay exact: it never leaves the database."""
    row = sa.func.to_jsonb(sa.literal_column(table.name))
    rows = sa.func.coalesce(sa.func.jsonb_agg(row), sa.literal_column("'[]'::jsonb"))
    return (
        sa.select(rows)
        .select_from(table)
        .where(table.c.organisation_id == organisation_id, condition)
        .scalar_subquery()
    )


def _rows(name: str, table: Table, here: sa.ColumnElement[bool]) -> sa.Alias:
    """Return the kept rows of a table as a relation with its columns."""
    kept = sa.func.jsonb_to_recordset(
        sa.select(dropped_records.c["rows"][name]).where(here).scalar_subquery()
    ).table_valued(*(sa.column(column.name, column.type) for column in table.columns), name=f"kept_{name}")
    return kept.render_derived(name=f"kept_{name}", with_types=True)


async def _insert(
    connection: AsyncConnection,
    name: str,
    table: Table,
    here: sa.ColumnElement[bool],
    changed: Mapping[str, Any] | None = None,
    *,
    valid: Any = None,  # noqa: ANN401 - a function of a relation whose columns have no type of their own
) -> list[UUID]:
    kept = _rows(name, table, here)
    columns = [column.name for column in table.columns if column.computed is None]
    values: list[sa.ColumnElement[Any]] = []
    for column in columns:
        other = (changed or {}).get(column)
        if other is None:
            values.append(kept.c[column])
        elif callable(other):
            values.append(other(kept))
        else:
            values.append(sa.select(other).where(here).scalar_subquery())
    rows = sa.select(*values)
    if valid is not None:
        rows = rows.where(valid(kept))
    own_id = table.c.get("id")
    storing = insert(table).from_select(columns, rows).on_conflict_do_nothing()
    if own_id is None:
        await connection.execute(storing)
        return []
    return list((await connection.execute(storing.returning(own_id))).scalars())


def _there(table: Table, kept: schema.Row, own_id: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    other = table.alias()
    return sa.exists().where(other.c.organisation_id == kept.c.organisation_id, other.c.id == own_id)


def _unless_null(table: Table, kept: schema.Row, own_id: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return sa.or_(own_id.is_(None), _there(table, kept, own_id))


def _is_open(objective: str) -> Any:  # noqa: ANN401 - as above
    """Return how to find whether the set of an end is open by now."""

    def find(kept: schema.Row) -> sa.ScalarSelect[Any]:
        end = _OBJECTIVE.alias()
        return (
            sa.select(end.c.is_open)
            .where(end.c.organisation_id == kept.c.organisation_id, end.c.id == kept.c[objective])
            .scalar_subquery()
        )

    return find
