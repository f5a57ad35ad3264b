"""Requests for contributions in the graph."""

import datetime as dt
import enum
from typing import Annotated

import sqlalchemy as sa
import strawberry

from samsvar.graph import links, selection
from samsvar.graph.contributions import ContributionTarget
from samsvar.graph.nodes import Node
from samsvar.graph.selection import Row
from samsvar.persistence import contribution_requests


@strawberry.enum(description="Where a request for a contribution stands.")
class ContributionRequestState(enum.Enum):
    ASKED = strawberry.enum_value("ASKED", description="It waits for the unit that was asked.")
    ANSWERED = strawberry.enum_value(
        "ANSWERED", description="Answered with a contribution: agreed when it is as asked for, else a proposal."
    )
    DECLINED = strawberry.enum_value("DECLINED", description="The unit said no, with a reason.")
    WITHDRAWN = strawberry.enum_value("WITHDRAWN", description="Taken back.")


ContributionRequestStates = Annotated[
    list[ContributionRequestState] | None,
    strawberry.argument(description="Only those in these states; all when left out."),
]


def _is_seen_by_asked(request: Row) -> sa.ColumnElement[bool]:
    return contribution_requests.is_seen_by_asked(request)


@selection.type(
    contribution_requests.contribution_requests,
    description="A unit asks another one to contribute to something of its own. The other one answers with what it"
    " does for it, or says no. Asked about a draft it is seen by the other unit once the draft is proposed.",
)
class ContributionRequest(Node):
    id: strawberry.ID = selection.global_id()
    target: ContributionTarget = selection.to_one(
        members={
            "Moal": lambda row, moal: moal.c.id == row.c.target_moal_id,
            "KeyResult": lambda row, key_result: key_result.c.id == row.c.target_key_result_id,
            "Objective": lambda row, objective: objective.c.id == row.c.target_objective_id,
        },
        description="What is to be helped.",
    )
    asking_unit: links.Unit = selection.to_one(
        lambda row, unit: unit.c.id == row.c.asking_unit_id, description="Who asks."
    )
    asked_unit: links.Unit = selection.to_one(
        lambda row, unit: unit.c.id == row.c.asked_unit_id, description="Who is asked."
    )
    cycle: links.Cycle = selection.to_one(
        lambda row, cycle: cycle.c.id == row.c.cycle_id, description="For which cycle."
    )
    weight: float = selection.column(description="How much it would count among the supporters, in proportion.")
    rationale: str = selection.column(description="What is hoped for.")
    state: ContributionRequestState = selection.column(description="Where it stands.")
    is_seen_by_asked: bool = selection.column(
        _is_seen_by_asked,
        description="False while it is about a draft: whom it asks sees it once the asking unit's OKRs are proposed.",
    )
    decline_reason: str | None = selection.column(description="Why it was declined.")
    contribution: links.Contribution | None = selection.to_one(
        lambda row, contribution: contribution.c.id == row.c.contribution_id,
        description="What it was answered with; null while that is a draft of others, or gone.",
    )
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    created_at: dt.datetime = selection.column(description="When it was asked.")
