"""
Who overlaps with whom: findings and dependencies counted between a unit's children, each with all below it.

The unit itself stands among its children with its own OKRs. All is counted in the statement, as far as the reader sees it.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from samsvar.domain.overlaps.strengths import Strength
from samsvar.persistence import literals, overlap_findings
from samsvar.persistence.dependencies import dependencies
from samsvar.persistence.objectives import objectives
from samsvar.persistence.overlap_readings import overlap_marks, overlap_readers, overlap_recounts
from samsvar.persistence.overlaps import overlap_findings as findings
from samsvar.persistence.overlaps import overlap_members
from samsvar.persistence.units import path_of, units

Value = sa.ColumnElement[Any]

_WAITING = ("REQUESTED", "COUNTERED", "ACCEPTED")


def rows(unit_id: Value, cycle_id: Value, today: Value) -> sa.Select[Any]:
    """
    Return the rows of a matrix: ``unit_id``, ``path``, ``objectives`` (how many its units have in the cycle).

    A unit that has ended is a row while it, or one below it, has objectives in the cycle.
    """
    placed = _placed(unit_id)
    child, objective = units.alias("child"), objectives.alias("objective")
    counted = (
        sa.select(placed.c.row_unit_id, sa.func.count().label("objectives"))
        .select_from(placed.join(objective, objective.c.unit_id == placed.c.unit_id))
        .where(objective.c.cycle_id == cycle_id)
        .group_by(placed.c.row_unit_id)
        .subquery("counted")
    )
    held = sa.func.coalesce(counted.c.objectives, literals.number(0))
    lasts = sa.or_(child.c.valid_to.is_(None), child.c.valid_to > today)
    found = (
        sa.select(child.c.id.label("unit_id"), child.c.path, held.label("objectives"))
        .select_from(child.outerjoin(counted, counted.c.row_unit_id == child.c.id))
        .where(
            sa.or_(
                child.c.id == unit_id,
                sa.and_(child.c.parent_id == unit_id, sa.or_(lasts, held > literals.number(0))),
            )
        )
    )
    return found.add_cte(placed, nest_here=True)


def cells(unit_id: Value, across_id: Value, cycle_id: Value) -> sa.Select[Any]:
    """
    Return the cells of a matrix that aren't empty, each as one JSON object ``value``.

    Findings that nobody has settled count in both directions, and in a cell of its own when they lie within one row. A
    dependency that isn't delivered counts from who needs to who provides.

    Args:
        unit_id: Whose children are the rows.
        across_id: Whose children are the columns.
    """
    placed, placed_across, listed = _placed(unit_id), _placed(across_id, "placed_across"), _listed(cycle_id)
    # Aliases of a common table expression are expressions themselves, whose names a statement may have once: so sub-selects.
    at_row, at_column = sa.select(placed).subquery("at_row"), sa.select(placed_across).subquery("at_column")
    at = (*_of(listed), at_row.c.row_unit_id, at_column.c.row_unit_id.label("column_unit_id"))
    either_way = [
        sa.select(*at)
        .select_from(
            listed.join(at_row, at_row.c.unit_id == listed.c[f"{one}_unit_id"]).join(
                at_column, at_column.c.unit_id == listed.c[f"{another}_unit_id"]
            )
        )
        .where(sa.not_(listed.c.is_group))
        for one, another in ("ab", "ba")
    ]
    in_rows, in_columns = _members(listed, at_row, "in_rows"), _members(listed, at_column, "in_columns")
    is_one_alone = (in_rows.c.least == in_columns.c.most) & (in_rows.c.most == in_columns.c.least)
    groups = (
        sa.select(*_of(in_rows), in_rows.c.row_unit_id, in_columns.c.row_unit_id.label("column_unit_id"))
        .select_from(in_rows.join(in_columns, in_columns.c.id == in_rows.c.id))
        .where(sa.not_(is_one_alone))
    )
    there = sa.union(*either_way, groups).subquery("there")
    needs = _needs(cycle_id, at_row, at_column)
    nothing = literals.number(0)
    every = sa.union_all(
        sa.select(there.c.row_unit_id, there.c.column_unit_id, there.c.kind, there.c.rank, nothing.label("needs")),
        needs,
    ).subquery("every")
    count = sa.func.count()
    value = sa.func.jsonb_build_object(
        *_pairs(
            rowUnitId=literals.global_id("unit", every.c.row_unit_id),
            columnUnitId=literals.global_id("unit", every.c.column_unit_id),
            overlaps=count.filter(every.c.kind.in_(literals.words(("OVERLAP", "SHARED_TARGET")))),
            conflicts=count.filter(every.c.kind == literals.word("CONFLICT")),
            interfaces=count.filter(every.c.kind == literals.word("INTERFACE")),
            dependencies=sa.func.sum(every.c.needs),
            strongest=_strengths()[sa.func.max(every.c.rank)],
        ),
        type_=postgresql.JSONB(),
    )
    found = sa.select(value.label("value")).group_by(every.c.row_unit_id, every.c.column_unit_id)
    return found.add_cte(placed, placed_across, listed, nest_here=True)


def counts(unit_id: Value | None, cycle_id: Value, between: Value | None = None) -> sa.Select[Any]:
    """
    Return how many findings of a cycle there are by ``state`` and ``kind``: of a unit and all below it, or of all.

    Args:
        between: An array of two units: only what lies between them.
    """
    finding = findings.alias("finding")
    count = sa.func.count().label("count")
    found = sa.select(finding.c.state, finding.c.kind, count).where(
        finding.c.cycle_id == cycle_id, overlap_findings.is_listed(finding)
    )
    if unit_id is not None:
        found = found.where(overlap_findings.concerns(finding, unit_id, cycle_id))
    if between is not None:
        found = found.where(overlap_findings.joins(finding, *overlap_findings.both(between), cycle_id))
    return found.group_by(finding.c.state, finding.c.kind)


def reading(cycle_id: Value) -> sa.Select[Any]:
    """Return the one row that says how far the reading of a cycle has come: ``total``, ``unread``, ``embedder``, ``is_lexical_only``, ``recount``."""
    objective, mark = objectives.alias("objective"), overlap_marks.alias("mark")
    reader, recount = overlap_readers.alias("reader"), overlap_recounts.alias("recount")
    total = sa.select(sa.func.count()).select_from(objective).where(objective.c.cycle_id == cycle_id)
    unread = sa.select(sa.func.count(mark.c.objective_id.distinct())).where(mark.c.cycle_id == cycle_id)
    read_by, only_words = (sa.select(reader.c[name]).scalar_subquery() for name in ("embedder", "is_lexical_only"))
    stamps = {"startedAt": recount.c.started_at, "finishedAt": recount.c.finished_at}
    counted = sa.select(
        sa.func.jsonb_build_object(
            *_pairs(done=recount.c.done, total=recount.c.total, isCancelled=recount.c.is_cancelled, **stamps),
            type_=postgresql.JSONB(),
        )
    ).where(recount.c.cycle_id == cycle_id)
    return sa.select(
        total.scalar_subquery().label("total"),
        unread.scalar_subquery().label("unread"),
        sa.func.coalesce(read_by, literals.word("NONE"), type_=sa.Text()).label("embedder"),
        sa.func.coalesce(only_words, sa.false(), type_=sa.Boolean()).label("is_lexical_only"),
        counted.scalar_subquery().label("recount"),
    )


def _placed(unit_id: Value, name: str = "placed") -> sa.CTE:
    """Return in which row each unit stands: in the child's that it is, or is below of; in the unit's own, if it is that."""
    each, child = units.alias("each"), units.alias("row_unit")
    top = path_of(unit_id)
    step = sa.func.split_part(
        sa.func.substr(each.c.path, sa.func.length(top) + literals.number(1)), "/", literals.number(1)
    )
    number = sa.cast(sa.func.nullif(step, ""), sa.BigInteger())
    return (
        sa.select(
            each.c.id.label("unit_id"), sa.func.coalesce(child.c.id, unit_id, type_=sa.Uuid()).label("row_unit_id")
        )
        .select_from(each.outerjoin(child, child.c.number == number))
        .where(each.c.path.op("~>=~")(top), each.c.path.op("~<~")(top.op("||")("~")))
        .cte(name, nesting=True)
    )


def _listed(cycle_id: Value) -> sa.CTE:
    """Return the findings that a matrix counts, each with the place of its strength."""
    finding = findings.alias("finding")
    return (
        sa.select(
            finding.c.id,
            finding.c.kind,
            finding.c.target.is_not(None).label("is_group"),
            finding.c.a_unit_id,
            finding.c.b_unit_id,
            sa.func.array_position(_strengths(), overlap_findings.strength(finding), type_=sa.Integer()).label("rank"),
        )
        .where(
            finding.c.cycle_id == cycle_id,
            finding.c.state.in_(literals.words(overlap_findings.UNSETTLED)),
            overlap_findings.is_listed(finding),
        )
        .cte("listed", nesting=True)
    )


def _members(listed: sa.CTE, at: sa.Subquery, name: str) -> sa.Subquery:
    """
    Return in which rows the members of groups stand, each row of a group once: pairs of members would be its square.

    ``least`` and ``most`` are the ends of the row's objectives: the same when it is only one.
    """
    member = overlap_members.alias("member")
    objective = sa.cast(member.c.objective_id, sa.Text())
    return (
        sa.select(
            *_of(listed),
            at.c.row_unit_id,
            sa.func.min(objective).label("least"),
            sa.func.max(objective).label("most"),
        )
        .select_from(
            listed.join(member, member.c.overlap_finding_id == listed.c.id).join(at, at.c.unit_id == member.c.unit_id)
        )
        .where(listed.c.is_group)
        .group_by(*_of(listed), at.c.row_unit_id)
        .subquery(name)
    )


def _needs(cycle_id: Value, consumer: sa.FromClause, provider: sa.FromClause) -> sa.Select[Any]:
    need = dependencies.alias("need")
    return (
        sa.select(
            consumer.c.row_unit_id,
            provider.c.row_unit_id,
            sa.literal_column("null", sa.Text()),
            sa.literal_column("null::integer", sa.Integer()),
            literals.number(1),
        )
        .select_from(
            need.join(consumer, consumer.c.unit_id == need.c.consumer_unit_id).join(
                provider, provider.c.unit_id == need.c.provider_unit_id
            )
        )
        .where(need.c.cycle_id == cycle_id, need.c.state.in_(literals.words(_WAITING)))
    )


def _of(found: sa.FromClause) -> list[sa.ColumnElement[Any]]:
    return [found.c[name] for name in ("id", "kind", "rank")]


def _strengths() -> sa.ColumnElement[Any]:
    """Return the strengths from the weakest to the strongest, as an array to look places up in."""
    listed = ", ".join(f"'{each}'" for each in Strength)
    strengths: sa.ColumnElement[Any] = sa.literal_column(f"(array[{listed}]::text[])", postgresql.ARRAY[Any](sa.Text()))
    return strengths


def _pairs(**values: sa.ColumnElement[Any]) -> list[sa.ColumnElement[Any]]:
    return [part for name, value in values.items() for part in (literals.word(name), value)]
