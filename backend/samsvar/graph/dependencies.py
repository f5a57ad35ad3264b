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
from samsvar.persistence import alignment_case_inboxes, dependencies, dependency_risks


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


@strawberry.enum(description="How much what is waited for endangers who waits.")
class WaitingLevel(enum.Enum):
    NONE = strawberry.enum_value("NONE", description="Nothing to see.")
    WATCH = strawberry.enum_value(
        "WATCH",
        description="What gates is unanswered or needed within 14 days; or what slows is late, or unanswered so shortly"
        " before its day.",
    )
    AT_RISK = strawberry.enum_value(
        "AT_RISK",
        description="What gates is late, unanswered within 14 days of its day, or declined with no fallback.",
    )


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


def _is_undecided(dependency: Row) -> sa.ColumnElement[bool]:
    return dependency_risks.is_undecided(dependency)


def _days_left(dependency: Row, today: given.Today) -> sa.ColumnElement[int | None]:
    return dependency_risks.days_left(dependency, today)


def _waits_for(dependency: Row, unit: Row) -> sa.ColumnElement[bool]:
    return unit.c.id == dependency_risks.turn_of(dependency)


def _risk(dependency: Row, today: given.Today) -> sa.ColumnElement[str]:
    return dependency_risks.level(dependency_risks.rank(dependency, today))


def _cases(dependency: Row, case: Row) -> sa.ColumnElement[bool]:
    return alignment_case_inboxes.is_about(case, "DEPENDENCY", dependency.c.id)


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
    consumer_objective: links.Objective = selection.to_one(
        lambda row, objective: objective.c.id == row.c.consumer_objective_id,
        description="The objective that needs it, itself or by a key result.",
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
    provider_objective: links.Objective | None = selection.to_one(
        lambda row, objective: objective.c.id == row.c.provider_objective_id,
        description="The objective that brings it, itself or by a key result; null until the provider says.",
    )
    provider_unit: links.Unit = selection.to_one(
        lambda row, unit: unit.c.id == row.c.provider_unit_id, description="The unit that is asked for it."
    )
    what: str = selection.column(description="What is needed.")
    needed_by: dt.date = selection.column(description="The last day on which it is of use.")
    kind: DependencyKind = selection.column(description="What happens without it.")
    state: DependencyState = selection.column(description="Where it stands.")
    is_late: bool = selection.column(_is_late, description="Whether its day is over and it was not delivered.")
    is_undecided: bool = selection.column(_is_undecided, description="Whether one of the two units has yet to answer.")
    days_left: int | None = selection.column(
        _days_left, description="Days until it is needed, below 0 when late; null when nobody waits for it any more."
    )
    waits_for_unit: links.Unit | None = selection.to_one(
        _waits_for, description="The unit whose turn it is to answer; null when nobody's is."
    )
    risk: WaitingLevel = selection.column(_risk, description="How much it endangers its consumer.")
    fallback: str = selection.column(description="What the consumer does without it.")
    answer: str = selection.column(description="What the provider said.")
    counter_needed_by: dt.date | None = selection.column(description="The day that the provider offers instead.")
    delivered_at: dt.datetime | None = selection.column(description="When it was handed over.")
    cases: list[links.AlignmentCase] = selection.to_many(
        _cases,
        order=lambda case: [case.c.opened_at.desc(), case.c.id],
        description="The alignment cases about it, latest first.",
    )
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    created_at: dt.datetime = selection.column(description="When it was requested.")
    distance: int | None = selection.column(
        _distance,
        description="Steps from the objective that was asked, 1 for its own; null where no objective was asked.",
    )
    cycle: links.Cycle = selection.to_one(
        lambda row, cycle: cycle.c.id == row.c.cycle_id, description="For which cycle."
    )


@selection.type(description="What an objective's own dependencies say of it.")
class WaitingRisk:
    level: WaitingLevel = selection.column(
        lambda risk: dependency_risks.level(risk.c.rank), description="The worst of its dependencies' risks."
    )
    late_count: int = selection.column(description="How many that gate or slow are late.")
    undecided_count: int = selection.column(description="How many that gate or slow one unit has yet to answer.")
    due_soon_count: int = selection.column(description="How many that gate or slow are needed within 14 days.")
    declined_count: int = selection.column(
        description="How many that gate were declined, with nothing to fall back on."
    )
    worst: Dependency | None = selection.to_one(
        lambda risk, dependency: dependency.c.id == risk.c.worst_id,
        description="The one that endangers it most; null when none does.",
    )
