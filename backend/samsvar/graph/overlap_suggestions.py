"""What is like a text that somebody is writing, in the graph."""

from typing import Annotated, Any
from uuid import UUID

import orjson
import sqlalchemy as sa
import strawberry

from samsvar.domain.overlaps import findings as overlaps
from samsvar.graph import filters, global_ids, links, selection
from samsvar.graph.context import Info
from samsvar.graph.nodes import CycleId
from samsvar.graph.overlap_findings import OverlapRule, OverlapStrength
from samsvar.graph.selection import Row
from samsvar.persistence import overlap_findings, overlap_questions, overlap_suggestions


def _strength(similar: Row) -> sa.ColumnElement[str]:
    return overlap_findings.strength(similar)


@selection.type(description="An objective of another unit that is like a text.")
class SimilarObjective:
    objective: links.Objective = selection.to_one(
        lambda similar, objective: objective.c.id == similar.c.objective_id, description="The objective."
    )
    key_result: links.KeyResult | None = selection.to_one(
        lambda similar, key_result: key_result.c.id == similar.c.key_result_id,
        description="Its key result that is like the text; null for the objective itself.",
    )
    strength: OverlapStrength = selection.column(_strength, description="How sure it is.")
    score: float = selection.column(description="Likeness, in robust standard deviations above what unlike texts have.")
    rule: OverlapRule = selection.column(description="By what it was found.")


def _found(
    text: Annotated[str, selection.of_parent("text")],
    answers: Annotated[str, selection.of_parent("answers")],
    cycle_id: Annotated[UUID, selection.of_parent("cycle_id")],
    unit_id: Annotated[UUID, selection.of_parent("unit_id")],
    at_most: Annotated[int, selection.of_parent("at_most")],
) -> sa.Select[Any]:
    return overlap_suggestions.found(
        text=filters.bound(text),
        answers=filters.bound(answers),
        cycle_id=filters.bound(cycle_id),
        unit_id=filters.bound(unit_id),
        at_most=filters.bound(at_most),
    )


@strawberry.type(description="What is like a text that somebody is writing.")
class SimilarTo:
    text: strawberry.Private[str]
    answers: strawberry.Private[str | None]
    cycle_id: strawberry.Private[UUID | None]
    unit_id: strawberry.Private[UUID | None]
    at_most: strawberry.Private[int]
    is_read: bool = strawberry.field(
        description="Whether the text was read like those that are stored; else what has all of its words was looked for."
    )
    found: list[SimilarObjective] = selection.to_many(
        source=_found,
        order=lambda similar: [similar.c.score.desc(), similar.c.objective_id],
        description="Objectives of other units, the most similar first.",
    )


async def similar_to(
    info: Info,
    text: Annotated[str, strawberry.argument(description="What is being written.")],
    cycle: CycleId,
    unit: Annotated[
        strawberry.ID,
        selection.identifies("Unit"),
        strawberry.argument(description="The unit that writes; its own objectives are left out."),
    ],
    first: Annotated[int, strawberry.argument(description="At most so many, up to 20.")] = 5,
) -> SimilarTo:
    """Resolve the root field: a worker is asked, which has texts and model at hand; nothing is read by a model in here."""
    cycle_id, unit_id = global_ids.decode(cycle, "Cycle"), global_ids.decode(unit, "Unit")
    answers = None
    if cycle_id is not None and unit_id is not None and info.context.questions is not None and text.strip():
        asked = overlap_questions.Question(
            organisation_id=info.context.organisation_id, cycle_id=cycle_id, unit_id=unit_id, text=text
        )
        answers = await info.context.questions.ask(asked)
    return SimilarTo(
        text=text,
        answers=None if answers is None else orjson.dumps([*map(_row, answers)]).decode(),
        cycle_id=cycle_id,
        unit_id=unit_id,
        at_most=first,
        is_read=answers is not None,
    )


def _row(similar: overlap_questions.Similar) -> dict[str, object]:
    rule = overlaps.OverlapRule.SAME_TEXT if similar.is_same_text else overlaps.OverlapRule.SIMILAR_TEXT
    return {
        "objective_id": str(similar.objective_id),
        "key_result_id": None if similar.key_result_id is None else str(similar.key_result_id),
        "score": similar.score,
        "rule": rule.value,
    }
