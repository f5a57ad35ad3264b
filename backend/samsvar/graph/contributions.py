"""Contributions, the links upward, in the graph."""

import datetime as dt
import enum
from typing import Annotated

import strawberry

from samsvar.graph import links, selection
from samsvar.graph.nodes import Node
from samsvar.persistence import contributions


@strawberry.enum(description="Who thought of a contribution first.")
class ContributionDirection(enum.Enum):
    TOP_DOWN = strawberry.enum_value("TOP_DOWN", description="The unit above asked for it.")
    BOTTOM_UP = strawberry.enum_value("BOTTOM_UP", description="The unit below offered it.")
    LATERAL = strawberry.enum_value("LATERAL", description="Between units of which neither stands above the other.")


@strawberry.enum(description="Where a contribution stands.")
class ContributionState(enum.Enum):
    PROPOSED = strawberry.enum_value("PROPOSED", description="One unit has consented; it waits for the other.")
    AGREED = strawberry.enum_value("AGREED", description="Both units have consented: it counts.")
    DECLINED = strawberry.enum_value("DECLINED", description="The other unit said no, with a reason.")
    WITHDRAWN = strawberry.enum_value("WITHDRAWN", description="Taken back.")


ContributionStates = Annotated[
    list[ContributionState] | None,
    strawberry.argument(description="Only those in these states; all when left out."),
]

ContributionSource = Annotated[
    links.Objective | links.KeyResult,
    strawberry.union("ContributionSource", description="What contributes or depends."),
]
ContributionTarget = Annotated[
    links.Moal | links.Objective | links.KeyResult,
    strawberry.union("ContributionTarget", description="What is contributed to."),
]


@selection.type(
    contributions.contribution_turns,
    description="What one of the two units said while they negotiated: the proposal, then each counter-proposal.",
)
class ContributionTurn:
    unit: links.Unit = selection.to_one(lambda row, unit: unit.c.id == row.c.unit_id, description="Who said it.")
    source_title: str = selection.column(description="What was to help, as it was called then.")
    target_title: str = selection.column(description="What was to be helped, as it was called then.")
    weight: float = selection.column(description="How much it was to count.")
    reason: str = selection.column(description="Why, in their words.")
    at: dt.datetime = selection.column(description="When.")


@selection.type(
    contributions.contributions,
    description="A link upward: this helps that. It counts once both units have consented.",
)
class Contribution(Node):
    id: strawberry.ID = selection.global_id()
    source: ContributionSource = selection.to_one(
        members={
            "KeyResult": lambda row, key_result: key_result.c.id == row.c.from_key_result_id,
            "Objective": lambda row, objective: objective.c.id == row.c.from_objective_id,
        },
        description="What helps.",
    )
    target: ContributionTarget = selection.to_one(
        members={
            "Moal": lambda row, moal: moal.c.id == row.c.to_moal_id,
            "KeyResult": lambda row, key_result: key_result.c.id == row.c.to_key_result_id,
            "Objective": lambda row, objective: objective.c.id == row.c.to_objective_id,
        },
        description="What is helped.",
    )
    weight: float = selection.column(description="How much it counts among the supporters, in proportion.")
    rationale: str = selection.column(description="How it helps.")
    direction: ContributionDirection = selection.column(description="Who thought of it first.")
    state: ContributionState = selection.column(description="Where it stands.")
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    from_unit: links.Unit = selection.to_one(
        lambda row, unit: unit.c.id == row.c.from_unit_id, description="The unit that helps."
    )
    to_unit: links.Unit = selection.to_one(
        lambda row, unit: unit.c.id == row.c.to_unit_id, description="The unit that is helped."
    )
    proposed_by: links.Unit = selection.to_one(
        lambda row, unit: unit.c.id == row.c.proposed_by_unit_id, description="The unit that proposed it."
    )
    waits_for: links.Unit | None = selection.to_one(
        lambda row, unit: unit.c.id == contributions.waits_for(row),
        description="The unit that still has to consent; null once it is decided.",
    )
    from_consented_at: dt.datetime | None = selection.column(description="When the unit that helps consented.")
    to_consented_at: dt.datetime | None = selection.column(description="When the unit that is helped consented.")
    decline_reason: str | None = selection.column(description="Why it was declined.")
    created_at: dt.datetime = selection.column(description="When it was proposed.")
    cycle: links.Cycle = selection.to_one(
        lambda row, cycle: cycle.c.id == row.c.cycle_id, description="For which cycle."
    )
    turns: list[ContributionTurn] = selection.to_many(
        lambda row, turn: turn.c.contribution_id == row.c.id,
        order=lambda turn: [turn.c.number],
        description="How the two units came to the present terms; empty while nothing but the first proposal was said.",
    )
    request: links.ContributionRequest | None = selection.to_one(
        lambda row, request: request.c.contribution_id == row.c.id,
        description="The request that it answers, if it was asked for.",
    )
