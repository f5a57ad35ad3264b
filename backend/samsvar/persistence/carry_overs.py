"""Carry-overs, the line of objectives through cycles: table and statements."""

import dataclasses
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, Uuid
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.carry_overs import CarryOver
from samsvar.persistence import schema
from samsvar.persistence.cycles import cycles
from samsvar.persistence.key_results import key_results
from samsvar.persistence.objectives import objectives
from samsvar.persistence.okr_sets import okr_sets

# A row for the objective, and one for each of its key results. Both ends hang on their sets by keys, and on their
# records by ids alone: a copy that is dropped from its draft, and brought back, is in its line again.
carry_overs = Table(
    "carry_overs",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("unit_id", Uuid, nullable=False),
    Column("from_cycle_id", Uuid, nullable=False),
    Column("from_okr_set_id", Uuid, nullable=False),
    schema.is_open("from_is_open"),
    Column("from_objective_id", Uuid, nullable=False),
    Column("from_key_result_id", Uuid),
    Column("to_cycle_id", Uuid, nullable=False),
    Column("to_okr_set_id", Uuid, nullable=False),
    schema.is_open("to_is_open"),
    Column("to_objective_id", Uuid, nullable=False),
    Column("to_key_result_id", Uuid),
    schema.words("baseline_rule"),
    Column("times", Integer, nullable=False),
    Column("why_again", Text, nullable=False, server_default=""),
    schema.created_at(),
    schema.within_organisation(
        ["from_okr_set_id", "unit_id", "from_cycle_id", "from_is_open"],
        "okr_sets",
        ["id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="carry_overs_from_okr_set_fkey",
    ),
    schema.within_organisation(
        ["to_okr_set_id", "unit_id", "to_cycle_id", "to_is_open"],
        "okr_sets",
        ["id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="carry_overs_to_okr_set_fkey",
    ),
    schema.one_of("baseline_rule", ("KEEP", "RESTART_AT_CURRENT")),
    CheckConstraint("from_cycle_id <> to_cycle_id", name="to_another_cycle"),
    CheckConstraint("(from_key_result_id is null) = (to_key_result_id is null)", name="alike"),
    CheckConstraint("times > 0", name="times_positive"),
    Index("carry_overs_from_objective_idx", "organisation_id", "from_objective_id"),
    Index("carry_overs_from_key_result_idx", "organisation_id", "from_key_result_id"),
    Index("carry_overs_from_set_idx", "organisation_id", "from_okr_set_id"),
    Index("carry_overs_to_objective_idx", "organisation_id", "to_objective_id"),
    Index("carry_overs_to_key_result_idx", "organisation_id", "to_key_result_id"),
    Index("carry_overs_to_set_idx", "organisation_id", "to_okr_set_id"),
)

FULL = 1


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was carried over before: how often this objective, and its copy in the set in question, if there is one."""

    times: int
    copy_id: UUID | None


async def before(connection: AsyncConnection, organisation_id: UUID, objective_id: UUID, *, okr_set_id: UUID) -> Before:
    """Return how often an objective came over from an earlier cycle, and its living copy in a set."""
    row = carry_overs.c
    of_objective = (row.organisation_id == organisation_id) & row.from_key_result_id.is_(None)
    times = await connection.scalar(
        sa.select(sa.func.max(row.times)).where(of_objective, row.to_objective_id == objective_id)
    )
    copy_id = await connection.scalar(
        sa.select(row.to_objective_id)
        .join(
            objectives,
            (objectives.c.organisation_id == row.organisation_id) & (objectives.c.id == row.to_objective_id),
        )
        .where(of_objective, row.from_objective_id == objective_id, row.to_okr_set_id == okr_set_id)
        .limit(1)
    )
    return Before(times=times or 0, copy_id=copy_id)


async def other_copy(connection: AsyncConnection, organisation_id: UUID, objective_id: UUID) -> UUID | None:
    """Return another living copy, in its set, of what an objective was carried over from."""
    this, other = carry_overs.alias("this"), carry_overs.alias("other")
    found: UUID | None = await connection.scalar(
        sa.select(other.c.to_objective_id)
        .select_from(this)
        .join(
            other,
            (other.c.organisation_id == this.c.organisation_id)
            & (other.c.from_objective_id == this.c.from_objective_id)
            & (other.c.to_okr_set_id == this.c.to_okr_set_id),
        )
        .join(
            objectives,
            (objectives.c.organisation_id == other.c.organisation_id) & (objectives.c.id == other.c.to_objective_id),
        )
        .where(
            this.c.organisation_id == organisation_id,
            this.c.to_objective_id == objective_id,
            other.c.to_objective_id != objective_id,
        )
        .limit(1)
    )
    return found


async def insert(
    connection: AsyncConnection,
    organisation_id: UUID,
    carry_over: CarryOver,
    *,
    key_results: Mapping[UUID, UUID],
) -> None:
    """
    Store a carry-over, whose two objectives are there.

    Args:
        connection: The transaction.
        organisation_id: Whose it is.
        carry_over: What joins the two.
        key_results: The new key result of each one that was taken over.
    """
    old, new = okr_sets.alias("old"), okr_sets.alias("new")
    source, copy = objectives.alias("source"), objectives.alias("copy")
    ends = [(None, None), *key_results.items()]
    found = await connection.execute(
        sa.select(
            source.c.unit_id,
            *(
                column.label(f"{end}_{name}")
                for end, set_ in (("from", old), ("to", new))
                for name, column in (
                    ("okr_set_id", set_.c.id),
                    ("cycle_id", set_.c.cycle_id),
                    ("is_open", set_.c.is_open),
                )
            ),
        )
        .select_from(source)
        .join(old, (old.c.organisation_id == source.c.organisation_id) & (old.c.id == source.c.okr_set_id))
        .join(copy, copy.c.organisation_id == source.c.organisation_id)
        .join(new, (new.c.organisation_id == copy.c.organisation_id) & (new.c.id == copy.c.okr_set_id))
        .where(
            source.c.organisation_id == organisation_id,
            source.c.id == carry_over.from_objective_id,
            copy.c.id == carry_over.to_objective_id,
        )
    )
    home = found.one()._asdict()
    said = dataclasses.asdict(carry_over)
    own_id = said.pop("id")
    rows = [
        {
            "organisation_id": organisation_id,
            **home,
            **said,
            "from_key_result_id": from_id,
            "to_key_result_id": to_id,
        }
        for from_id, to_id in ends
    ]
    await connection.execute(sa.insert(carry_overs).values({"id": own_id, **rows[0]}))
    if rows[1:]:
        await connection.execute(sa.insert(carry_overs), rows[1:])


async def starts(connection: AsyncConnection, organisation_id: UUID, cycle_ids: list[UUID]) -> dict[UUID, Any]:
    """Return name and first day of cycles, by id."""
    found = await connection.execute(
        sa.select(cycles.c.id, cycles.c.name, cycles.c.starts_on).where(
            cycles.c.organisation_id == organisation_id, cycles.c.id.in_(cycle_ids)
        )
    )
    return {row.id: row for row in found}


def of_objectives(row: schema.Row) -> sa.ColumnElement[bool]:
    """Return the condition that a row is about an objective, and not about one of its key results."""
    condition: sa.ColumnElement[bool] = row.c.from_key_result_id.is_(None)
    return condition


def line_of(table: sa.FromClause, kind: str, organisation_id: Any, own_id: Any) -> sa.Select[Any]:  # noqa: ANN401
    """
    Return the records of a line: all that one came from and all that came of it, itself among them.

    Args:
        table: Objectives or key results.
        kind: ``objective`` or ``key_result``.
        organisation_id: Whose they are.
        own_id: The one that is asked about.
    """
    step = carry_overs.alias("step")
    of_kind = of_objectives(step) if kind == "objective" else sa.true()
    older, newer = step.c[f"from_{kind}_id"], step.c[f"to_{kind}_id"]
    member = table.alias("member")
    ways = []
    for name, here, there in (("earlier", newer, older), ("later", older, newer)):
        follow = sa.select(there.label("id")).where(step.c.organisation_id == organisation_id, of_kind)
        way = follow.where(here == own_id).cte(name, recursive=True, nesting=True)
        ways.append(sa.select(way.union(follow.where(here == way.c.id)).c.id))
    return sa.select(member).where(
        member.c.organisation_id == organisation_id,
        sa.or_(member.c.id == own_id, *(member.c.id.in_(way) for way in ways)),
    )


def line_of_key_result(key_result: schema.Row) -> sa.Select[Any]:
    """Return a key result with its line, and with all that its unit measured by the same metric."""
    carried = line_of(key_results, "key_result", key_result.c.organisation_id, key_result.c.id).subquery("carried")
    member = key_results.alias("of_line")
    return sa.select(member).where(
        sa.or_(
            member.c.id.in_(sa.select(carried.c.id)),
            sa.and_(
                member.c.organisation_id == key_result.c.organisation_id,
                member.c.metric_id == key_result.c.metric_id,
                member.c.unit_id == key_result.c.unit_id,
            ),
        )
    )


def candidates(okr_set: schema.Row) -> sa.Select[Any]:
    """
    Return the objectives that a set could take over: those of its unit's last set before it that aren't fully reached.

    What the set has taken over already is left out.
    """
    open_, last, ran = objectives.alias("open_end"), okr_sets.alias("last"), cycles.alias("ran")
    own_cycle, taken, copy = cycles.alias("own_cycle"), carry_overs.alias("taken"), objectives.alias("copy")
    starts_on = (
        sa.select(own_cycle.c.starts_on)
        .where(own_cycle.c.id == okr_set.c.cycle_id)
        .correlate_except(own_cycle)
        .scalar_subquery()
    )
    latest = (
        sa.select(last.c.id)
        .join(ran, (ran.c.organisation_id == last.c.organisation_id) & (ran.c.id == last.c.cycle_id))
        .where(last.c.unit_id == okr_set.c.unit_id, ran.c.starts_on < starts_on)
        .correlate_except(last, ran)
        .order_by(ran.c.starts_on.desc())
        .limit(1)
        .scalar_subquery()
    )
    is_taken = sa.exists().where(
        taken.c.from_objective_id == open_.c.id,
        taken.c.to_okr_set_id == okr_set.c.id,
        of_objectives(taken),
        sa.exists().where(copy.c.id == taken.c.to_objective_id),
    )
    return sa.select(open_).where(
        open_.c.okr_set_id == latest,
        sa.or_(open_.c.own_result.is_(None), open_.c.own_result < sa.literal_column(str(FULL), sa.Numeric())),
        sa.not_(is_taken),
    )
