"""Dependencies between units in the graph."""

import datetime as dt
import enum
from typing import Annotated

import sqlalchemy as sa
import strawberry

from samsvar.graph import given, links, selection
from samsvar.graph.contributions import ContributionSource
from samsvar.graph.nodes import Node
from samsvar.graph.selection import Row
from samsvar.persistence import dependencies


@strawberry.enum(description="What happens to the consumer without it.")
class DependencyKind(enum.Enum):
    GATES = strawberry.enum_value("GATES", description="The consumer can't do without.")
    SLOWS = strawberry.enum_value("SLOWS", description="The consumer is slower without.")
    INFORMS = strawberry.enum_value("INFORMS", description="The consumer should know.")


@strawberry.enum(description="Where a dependency stands.")
class DependencyState(enum.Enum):
    REQUESTED = strawberry.enum_value("REQUESTED", description="Waits for the provider's answer.")
    ACCEPTED = strawberry.enum_value("ACCEPTED", description="Promised by the date.")
    COUNTERED = strawberry.enum_value(
        "COUNTERED", description="The provider offered another date; waits for the consumer."
    )
    DECLINED = strawberry.enum_value("DECLINED", description="The provider said no.")
    DELIVERED = strawberry.enum_value("DELIVERED", description="Handed over.")
    WITHDRAWN = strawberry.enum_value("WITHDRAWN", description="No longer needed.")


DependencyStates = Annotated[
    list[DependencyState] | None,
    strawberry.argument(description="Only those in these states; all when left out."),
]
FollowedStates = Annotated[
    list[DependencyState] | None,
    strawberry.argument(
        description="Only those in these states are followed and returned. When left out, its own come in every state,"
        " and those further away as REQUESTED, COUNTERED, ACCEPTED and DELIVERED: nothing waits through what was"
        " declined or withdrawn."
    ),
]
DependencyKinds = Annotated[
    list[DependencyKind] | None,
    strawberry.argument(description="Only those of these kinds; all when left out."),
]


def _is_late(dependency: Row, today: given.Today) -> sa.ColumnElement[bool]:
    return dependencies.is_late(dependency, today)


def _distance(dependency: Row) -> sa.ColumnElement[int]:
    return dependency.c.distance if "distance" in dependency.c else sa.cast(sa.null(), sa.Integer())


@selection.type(dependencies.dependencies, description="One unit needs another's result by a date.")
class Dependency(Node):
    id: strawberry.ID = selection.global_id()
    consumer: ContributionSource = selection.to_one(
        members={
            "KeyResult": lambda row, key_result: key_result.c.id == row.c.consumer_key_result_id,
            "Objective": lambda row, objective: objective.c.id == row.c.consumer_objective_id,
        },
        description="What needs it.",
    )
    consumer_unit: links.Unit = selection.to_one(
        lambda row, unit: unit.c.id == row.c.consumer_unit_id, description="The unit that needs it."
    )
    provider: ContributionSource | None = selection.to_one(
        members={
            "KeyResult": lambda row, key_result: key_result.c.id == row.c.provider_key_result_id,
            "Objective": lambda row, objective: objective.c.id == row.c.provider_objective_id,
        },
        description="What brings it; null until the provider says.",
    )
    provider_unit: links.Unit = selection.to_one(
        lambda row, unit: unit.c.id == row.c.provider_unit_id, description="The unit that is asked for it."
    )
    what: str = selection.column(description="What is needed.")
    needed_by: dt.date = selection.column(description="The last day on which it is of use.")
    kind: DependencyKind = selection.column(description="What happens without it.")
    state: DependencyState = selection.column(description="Where it stands.")
    is_late: bool = selection.column(_is_late, description="Whether its day is over and it was not delivered.")
    fallback: str = selection.column(description="What the consumer does without it.")
    answer: str = selection.column(description="What the provider said.")
    counter_needed_by: dt.date | None = selection.column(description="The day that the provider offers instead.")
    delivered_at: dt.datetime | None = selection.column(description="When it was handed over.")
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    created_at: dt.datetime = selection.column(description="When it was requested.")
    distance: int | None = selection.column(
        _distance,
        description="Steps from the objective that was asked, 1 for its own; null where no objective was asked.",
    )
    cycle: links.Cycle = selection.to_one(
        lambda row, cycle: cycle.c.id == row.c.cycle_id, description="For which cycle."
    )
