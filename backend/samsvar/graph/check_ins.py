"""Check-ins in the graph."""

import datetime as dt

import strawberry

from samsvar.graph import links, selection
from samsvar.graph.nodes import Node
from samsvar.persistence import check_ins, people


@selection.type(
    check_ins.check_ins,
    description="What a unit said about a key result: value, confidence, obstacle, next step. It is superseded, never edited.",
)
class CheckIn(Node):
    id: strawberry.ID = selection.global_id()
    at: dt.datetime = selection.column(description="When it holds for.")
    value: float | None = selection.column(description="The value stated, in the key result's measure.")
    progress: float | None = selection.column(description="The share of the way that the value meant then, unclamped.")
    reached_steps: list[int] | None = selection.column(
        description="Of a key result that is proven by steps: the places, from 0, of those reached by then."
    )
    confidence: int | None = selection.column(description="The belief that the target will be met, 0 to 10.")
    what_changed: str = selection.column(description="What changed since the last one.")
    obstacle: str = selection.column(description="What is in the way.")
    next_step: str = selection.column(description="What comes next.")
    recorded_by_name: str | None = selection.column(
        lambda check_in: people.name_of(check_in.c.recorded_by_id),
        description="The name of who wrote it down. Nothing leads from people to results.",
    )
    key_result: links.KeyResult = selection.to_one(
        lambda check_in, key_result: key_result.c.id == check_in.c.key_result_id, description="What it is about."
    )
    supersedes: links.CheckIn | None = selection.to_one(
        lambda check_in, older: older.c.id == check_in.c.supersedes_id, description="The check-in that it corrects."
    )
    is_superseded: bool = selection.column(
        lambda check_in: check_ins.is_superseded(check_in.c.id), description="Whether it was corrected since."
    )
