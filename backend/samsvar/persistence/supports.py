"""Support from below: the marks that ask for it, what it is computed from, and where it is kept."""

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.persistence import ids, results
from samsvar.persistence.contributions import contributions
from samsvar.persistence.key_results import key_results
from samsvar.persistence.moals import moals
from samsvar.persistence.objectives import objectives, support_marks


async def organisations_with_marks(connection: AsyncConnection) -> list[UUID]:
    """Return the organisations with marks; the only question here that looks across them."""
    found = await connection.execute(sa.select(sa.func.samsvar.organisations_with_marks(type_=sa.Uuid())))
    return list(found.scalars())


async def take_marks(connection: AsyncConnection, organisation_id: UUID) -> set[UUID]:
    """
    Take all marks away; return the objectives that had one.

    Whatever left a mark that is taken here has committed its figures before: statements after this one see them.
    """
    taken = await connection.execute(
        sa.delete(support_marks)
        .where(support_marks.c.organisation_id == organisation_id)
        .returning(support_marks.c.objective_id)
    )
    return set(taken.scalars())


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """An agreed contribution between open sets, or to a Moal."""

    from_objective_id: UUID
    from_key_result_id: UUID | None
    to_objective_id: UUID | None
    to_key_result_id: UUID | None
    to_moal_id: UUID | None
    weight: Decimal


@dataclasses.dataclass(frozen=True, slots=True)
class Figures:
    """
    What a record brings upward and what is brought to it.

    Attributes:
        kind: Its type in snake case.
        objective_id: The objective that it is or belongs to; None of a Moal.
        result: Own result of an objective, progress of a key result; a Moal has none.
    """

    kind: str
    id: UUID
    objective_id: UUID | None
    title: str
    result: Decimal | None
    support: Decimal | None
    support_coverage: Decimal | None
    support_terms: Mapping[str, Any] | None


def _counting() -> sa.ColumnElement[bool]:
    link = contributions.c
    return (link.state == "AGREED") & link.from_is_open & sa.func.coalesce(link.to_is_open, sa.true())


async def all_moals(connection: AsyncConnection, organisation_id: UUID) -> set[UUID]:
    """Return every Moal of an organisation."""
    found = await connection.execute(sa.select(moals.c.id).where(moals.c.organisation_id == organisation_id))
    return set(found.scalars())


async def marked(connection: AsyncConnection, organisation_id: UUID) -> set[UUID]:
    """Return the objectives whose marks nobody has taken yet."""
    found = await connection.execute(
        sa.select(support_marks.c.objective_id).where(support_marks.c.organisation_id == organisation_id).distinct()
    )
    return set(found.scalars())


async def links_into(
    connection: AsyncConnection, organisation_id: UUID, *, objective_ids: Collection[UUID], moal_ids: Collection[UUID]
) -> list[Link]:
    """Return what counts for the support of objectives (with their key results) and Moals, in a fixed order."""
    link = contributions.c
    found = await connection.execute(
        sa.select(*(link[field.name] for field in dataclasses.fields(Link)))
        .where(
            link.organisation_id == organisation_id,
            sa.or_(ids.among(link.to_objective_id, objective_ids), ids.among(link.to_moal_id, moal_ids)),
            _counting(),
        )
        .order_by(link.id)
    )
    return [Link(*row) for row in found]


async def above(
    connection: AsyncConnection, organisation_id: UUID, objective_ids: Collection[UUID]
) -> tuple[set[UUID], set[UUID]]:
    """
    Return the objectives and the Moals that objectives, or their key results, point at.

    Contributions in every state, because one that was withdrawn has left its mark, too.
    """
    link = contributions.c
    found = await connection.execute(
        sa.select(link.to_objective_id, link.to_moal_id)
        .where(link.organisation_id == organisation_id, ids.among(link.from_objective_id, objective_ids))
        .distinct()
    )
    pairs = list(found)
    return {pair[0] for pair in pairs if pair[0]}, {pair[1] for pair in pairs if pair[1]}


async def figures(
    connection: AsyncConnection,
    organisation_id: UUID,
    *,
    objective_ids: Collection[UUID],
    moal_ids: Collection[UUID] = (),
) -> dict[UUID, Figures]:
    """Return the figures of objectives, of all their key results, and of Moals, by id."""
    nothing = sa.cast(sa.null(), sa.Numeric())
    parts = [
        sa.select(
            sa.literal_column(f"'{kind}'", sa.Text()),
            table.c.id,
            objective_id,
            table.c.title,
            result,
            table.c.support,
            table.c.support_coverage,
            table.c.support_terms,
        ).where(table.c.organisation_id == organisation_id, which)
        for kind, table, objective_id, result, which in (
            (
                "objective",
                objectives,
                objectives.c.id,
                objectives.c.own_result,
                ids.among(objectives.c.id, objective_ids),
            ),
            (
                "key_result",
                key_results,
                key_results.c.objective_id,
                key_results.c.progress,
                ids.among(key_results.c.objective_id, objective_ids),
            ),
            ("moal", moals, sa.cast(sa.null(), sa.Uuid()), nothing, ids.among(moals.c.id, moal_ids)),
        )
    ]
    found = await connection.execute(sa.union_all(*parts))
    return {row[1]: Figures(*row) for row in found}


async def store_support(connection: AsyncConnection, organisation_id: UUID, changed: Sequence[Figures]) -> None:
    """Store support, its coverage and its terms, in the order of ids: nobody waits in a circle."""
    for kind, table in (("objective", objectives), ("key_result", key_results), ("moal", moals)):
        rows = sorted((each for each in changed if each.kind == kind), key=lambda each: each.id)
        if not rows:
            continue
        if kind == "objective":
            await results.hold_objectives(connection, organisation_id, objective_ids=[each.id for each in rows])
        given = (
            sa.func.jsonb_to_recordset(sa.bindparam("rows", type_=JSONB()))
            .table_valued(
                sa.column("id", sa.Uuid()),
                sa.column("support", sa.Numeric()),
                sa.column("support_coverage", sa.Numeric()),
                sa.column("support_terms", JSONB()),
                name="given",
            )
            .render_derived(with_types=True)
        )
        await connection.execute(
            sa.update(table)
            .where(table.c.organisation_id == organisation_id, table.c.id == given.c.id)
            .values(
                support=given.c.support,
                support_coverage=given.c.support_coverage,
                support_terms=given.c.support_terms,
            ),
            {
                "rows": [
                    {
                        "id": each.id,
                        "support": each.support,
                        "support_coverage": each.support_coverage,
                        "support_terms": each.support_terms,
                    }
                    for each in rows
                ]
            },
        )
