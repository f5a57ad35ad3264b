"""What is like a text that somebody is writing: what the worker answered, or, without it, what has all of its words."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from samsvar.domain.overlaps.findings import OverlapRule
from samsvar.domain.overlaps.strengths import SHIPPED
from samsvar.persistence import literals, overlap_calibrations, searches
from samsvar.persistence.key_results import key_results
from samsvar.persistence.objectives import objectives

Value = sa.ColumnElement[Any]


def found(*, text: Value, answers: Value, cycle_id: Value, unit_id: Value, at_most: Value) -> sa.Select[Any]:
    """
    Return objectives of other units that may be about the same as a text, as far as the reader sees them.

    Args:
        text: What is being written.
        answers: JSON text, a list of ``{"objective_id", "key_result_id", "score", "rule"}``: null when nobody answered.
        cycle_id, unit_id: Where it is written.
        at_most: How many; the strongest.

    Returns:
        A select of ``objective_id``, ``key_result_id``, ``score``, ``rule``.
    """
    answer = (
        sa.func.jsonb_to_recordset(sa.func.coalesce(sa.cast(answers, postgresql.JSONB()), _nothing()))
        .table_valued(
            sa.column("objective_id", sa.Uuid()),
            sa.column("key_result_id", sa.Uuid()),
            sa.column("score", sa.Double()),
            sa.column("rule", sa.Text()),
            name="answer",
        )
        .render_derived(with_types=True)
    )
    kinds = sa.literal_column("array['OBJECTIVE', 'KEY_RESULT']::text[]", postgresql.ARRAY(sa.Text()))
    hit = searches.found(text, kinds, cycle_id, literals.number(50)).subquery("hit")
    titled, proof = objectives.alias("titled"), key_results.alias("proof")
    title = sa.func.coalesce(proof.c.title, titled.c.title)
    is_same = sa.func.lower(sa.func.btrim(title)) == sa.func.lower(sa.func.btrim(text))
    by_words = (
        sa.select(
            sa.func.coalesce(proof.c.objective_id, titled.c.id),
            proof.c.id,
            sa.case((is_same, _figure(SHIPPED.strong)), else_=_figure(SHIPPED.possible)),
            sa.case((is_same, literals.word(OverlapRule.SAME_TEXT)), else_=literals.word(OverlapRule.SIMILAR_TEXT)),
        )
        .select_from(
            hit.outerjoin(
                titled, (titled.c.id == hit.c.subject_id) & (hit.c.kind == literals.word("OBJECTIVE"))
            ).outerjoin(proof, (proof.c.id == hit.c.subject_id) & (hit.c.kind == literals.word("KEY_RESULT")))
        )
        .where(answers.is_(None))
    )
    every = sa.union_all(
        sa.select(answer.c.objective_id, answer.c.key_result_id, answer.c.score, answer.c.rule), by_words
    ).subquery("every")
    other = objectives.alias("other")
    # Of several that fit in one objective the best one counts.
    best = (
        sa.select(
            every,
            sa.func.row_number().over(partition_by=every.c.objective_id, order_by=every.c.score.desc()).label("nth"),
        )
        .select_from(every.join(other, other.c.id == every.c.objective_id))
        .where(
            other.c.cycle_id == cycle_id,
            other.c.unit_id != unit_id,
            every.c.score >= _figure(SHIPPED.possible) + sa.case((answers.is_(None), _figure(0.0)), else_=_shift()),
        )
        .subquery("best")
    )
    return (
        sa.select(best.c.objective_id, best.c.key_result_id, best.c.score, best.c.rule)
        .where(best.c.nth == literals.number(1))
        .order_by(best.c.score.desc(), best.c.objective_id)
        .limit(sa.func.least(sa.func.greatest(at_most, literals.number(0)), literals.number(20)))
    )


def _shift() -> Value:
    return overlap_calibrations.shift()


def _nothing() -> Value:
    return sa.literal_column("'[]'::jsonb", postgresql.JSONB())


def _figure(value: float) -> Value:
    return sa.literal_column(f"{value}::float8", sa.Double())
