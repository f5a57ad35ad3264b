"""Carry-overs in the graph: what joins the cycles."""

import datetime as dt
import enum
from typing import Any

import sqlalchemy as sa
import strawberry

from samsvar.graph import links, selection
from samsvar.graph.nodes import Node
from samsvar.graph.selection import Row
from samsvar.persistence import carry_overs, cycles, objectives


@strawberry.enum(description="Where the way of a carried key result begins.")
class BaselineRule(enum.Enum):
    KEEP = strawberry.enum_value("KEEP", description="Where it began: the whole way stays in sight.")
    RESTART_AT_CURRENT = strawberry.enum_value(
        "RESTART_AT_CURRENT",
        description="Where it stands: progress shows what the new cycle adds. Kept where nothing of the way is left.",
    )


def into_objective(objective: Row, carry_over: Row) -> sa.ColumnElement[bool]:
    """Return the carry-over that an objective came by."""
    return sa.and_(carry_over.c.to_objective_id == objective.c.id, carry_overs.of_objectives(carry_over))


def out_of_objective(objective: Row, carry_over: Row) -> sa.ColumnElement[bool]:
    """Return the carry-overs of an objective whose copies are there."""
    copy = objectives.objectives.alias("copy")
    return sa.and_(
        carry_over.c.from_objective_id == objective.c.id,
        carry_overs.of_objectives(carry_over),
        sa.exists().where(copy.c.id == carry_over.c.to_objective_id),
    )


def line_of_objective(objective: Row) -> sa.Select[Any]:
    """Return an objective with those that it came from and that came of it."""
    return carry_overs.line_of(objectives.objectives, "objective", objective.c.organisation_id, objective.c.id)


def line_of_key_result(key_result: Row) -> sa.Select[Any]:
    """Return a key result with its line, and with what else its unit used the metric for."""
    return carry_overs.line_of_key_result(key_result)


def candidates(okr_set: Row) -> sa.Select[Any]:
    """Return what a set could take over."""
    return carry_overs.candidates(okr_set)


def by_cycle(record: Row) -> list[sa.ColumnElement[Any]]:
    """Return the order of a line: the oldest cycle first."""
    return [cycles.starts_on_of(record.c.cycle_id), record.c.id]


@selection.type(
    carry_overs.carry_overs, description="An open objective of an earlier cycle that was taken into a later one."
)
class CarryOver(Node):
    id: strawberry.ID = selection.global_id()
    from_objective: links.Objective | None = selection.to_one(
        lambda carry_over, objective: objective.c.id == carry_over.c.from_objective_id,
        description="The objective as it was.",
    )
    to_objective: links.Objective | None = selection.to_one(
        lambda carry_over, objective: objective.c.id == carry_over.c.to_objective_id,
        description="The objective that it became; null when that was dropped from its draft.",
    )
    baseline_rule: BaselineRule = selection.column(description="Where the way of its key results begins.")
    times: int = selection.column(description="How many times it had been carried over by then: 1 for the first.")
    why_again: str = selection.column(description="Why again; asked for from the second time on.")
    at: dt.datetime = selection.column(lambda carry_over: carry_over.c.created_at, description="When.")
