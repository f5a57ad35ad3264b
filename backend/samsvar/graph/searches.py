"""Search over what has a name or a title."""

import enum
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry

from samsvar.graph import filters, links, selection
from samsvar.persistence import searches


@strawberry.enum(description="What can be searched for.")
class SearchKind(enum.Enum):
    UNIT = strawberry.enum_value("UNIT", description="Units, by name.")
    MOAL = strawberry.enum_value("MOAL", description="Moals, by title and why.")
    OBJECTIVE = strawberry.enum_value("OBJECTIVE", description="Objectives, by title and why.")
    KEY_RESULT = strawberry.enum_value("KEY_RESULT", description="Key results, by title.")
    METRIC = strawberry.enum_value("METRIC", description="Metrics, by name.")


SearchSubject = Annotated[
    links.Unit | links.Moal | links.Objective | links.KeyResult | links.Metric,
    strawberry.union("SearchSubject", description="What was found."),
]


def found(
    text: Annotated[
        str,
        strawberry.argument(
            description="Words, or their beginnings, in Norwegian, English or German; all of them have to be there."
        ),
    ],
    kinds: Annotated[list[SearchKind] | None, strawberry.argument(description="Only these; all when left out.")] = None,
    cycle: Annotated[
        strawberry.ID | None,
        selection.identifies("Cycle"),
        strawberry.argument(description="Only objectives and key results of this cycle."),
    ] = None,
    first: Annotated[int, strawberry.argument(description="At most so many.")] = 20,
) -> sa.Select[Any]:
    """Return what was found, the best first."""
    return searches.found(*map(filters.bound, (text, kinds, cycle, first)))


@selection.type(description="Something that was found.")
class SearchHit:
    kind: SearchKind = selection.column(description="What it is.")
    rank: float = selection.column(description="How well it fits; only to be compared within one answer.")
    subject: SearchSubject = selection.to_one(
        members={
            "Unit": lambda hit, unit: sa.and_(_is(hit, "UNIT"), unit.c.id == hit.c.subject_id),
            "Moal": lambda hit, moal: sa.and_(_is(hit, "MOAL"), moal.c.id == hit.c.subject_id),
            "Objective": lambda hit, objective: sa.and_(_is(hit, "OBJECTIVE"), objective.c.id == hit.c.subject_id),
            "KeyResult": lambda hit, key_result: sa.and_(_is(hit, "KEY_RESULT"), key_result.c.id == hit.c.subject_id),
            "Metric": lambda hit, metric: sa.and_(_is(hit, "METRIC"), metric.c.id == hit.c.subject_id),
        },
        description="The record.",
    )


def _is(hit: selection.Row, kind: str) -> sa.ColumnElement[bool]:
    return hit.c.kind == sa.literal_column(f"'{kind}'", sa.Text())
