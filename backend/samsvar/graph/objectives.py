"""Objectives in the graph."""

import datetime as dt
import enum
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Final

import sqlalchemy as sa
import strawberry

from samsvar.graph import carry_overs, comments, filters, given, links, overlap_findings, paging, selection
from samsvar.graph.audit import newest_first, of_objective
from samsvar.graph.contribution_requests import ContributionRequestStates
from samsvar.graph.contributions import ContributionState, ContributionStates
from samsvar.graph.dependencies import DependencyKinds, FollowedStates, WaitingRisk
from samsvar.graph.hints import Hint, hints_on
from samsvar.graph.nodes import Node, OptionalCycle, OptionalUnit
from samsvar.graph.paths import Path, shortest_first
from samsvar.graph.results import Explanation, ProgressState
from samsvar.graph.selection import Row
from samsvar.persistence import (
    alignment_case_inboxes,
    contributions,
    dependency_risks,
    dependency_ways,
    graphs,
    kept_commitments,
    objectives,
    states,
    units,
)
from samsvar.persistence import comments as comment_rows


@strawberry.enum(description="How surely an objective is to be reached.")
class ObjectiveKind(enum.Enum):
    COMMITTED = strawberry.enum_value("COMMITTED", description="Expected in full.")
    ASPIRATIONAL = strawberry.enum_value("ASPIRATIONAL", description="Ambitious: about 0.7 is a success.")


Depth = Annotated[int, strawberry.argument(description="At most so many steps, up to 20.")]
Transitive = Annotated[bool, strawberry.argument(description="Also through what those need in turn, to the depth.")]


def _state(objective: Row, today: given.Today) -> sa.ColumnElement[str]:
    return states.objective_state(objective, today)


def _expected_progress(objective: Row, today: given.Today) -> sa.ColumnElement[float]:
    return states.objective_expected_progress(objective, today)


def _contributes_to(objective: Row, contribution: Row, states: ContributionStates = None) -> sa.ColumnElement[bool]:
    return sa.and_(contribution.c.from_objective_id == objective.c.id, filters.among(contribution.c.state, states))


def _supported_by(objective: Row, contribution: Row, states: ContributionStates = None) -> sa.ColumnElement[bool]:
    return sa.and_(contribution.c.to_objective_id == objective.c.id, filters.among(contribution.c.state, states))


def _contribution_requests(
    objective: Row, request: Row, states: ContributionRequestStates = None
) -> sa.ColumnElement[bool]:
    return sa.and_(request.c.target_objective_id == objective.c.id, filters.among(request.c.state, states))


def _ancestors(objective: Row, depth: Depth = 5) -> sa.Select[Any]:
    return graphs.ancestors(objective.c.organisation_id, objective.c.id, filters.bound(depth))


def _supporters(objective: Row, depth: Depth = 5) -> sa.Select[Any]:
    return graphs.supporters(objective.c.organisation_id, objective.c.id, filters.bound(depth))


def _paths_upward(
    objective: Row,
    states: Annotated[
        list[ContributionState] | None,
        strawberry.argument(description="Follow contributions in these states; agreed ones when left out."),
    ] = None,
    first: Annotated[int, strawberry.argument(description="At most so many paths.")] = 50,
) -> sa.Select[Any]:
    followed = graphs.AGREED if states is None else filters.bound(states)
    return graphs.paths_upward(objective.c.organisation_id, objective.c.id, filters.bound(first), followed)


def _depends_on(
    objective: Row,
    transitive: Transitive = False,
    depth: Depth = 10,
    kinds: DependencyKinds = None,
    states: FollowedStates = None,
) -> sa.Select[Any]:
    steps = filters.bound(depth) if transitive else sa.literal_column("1", sa.Integer())
    return dependency_ways.depends_on(
        objective.c.organisation_id, objective.c.id, steps, kinds=filters.bound(kinds), states=filters.bound(states)
    )


def _needed_by(
    objective: Row,
    transitive: Transitive = False,
    depth: Depth = 10,
    kinds: DependencyKinds = None,
    states: FollowedStates = None,
) -> sa.Select[Any]:
    steps = filters.bound(depth) if transitive else sa.literal_column("1", sa.Integer())
    return dependency_ways.needed_by(
        objective.c.organisation_id, objective.c.id, steps, kinds=filters.bound(kinds), states=filters.bound(states)
    )


def _waiting_risk(objective: Row, today: given.Today) -> sa.Select[Any]:
    return dependency_risks.of_objective(objective.c.organisation_id, objective.c.id, today)


def _cases(objective: Row, case: Row) -> sa.ColumnElement[bool]:
    return alignment_case_inboxes.names_objective(case, objective.c.id)


def _changes(objective: Row, entry: Row) -> sa.ColumnElement[bool]:
    return kept_commitments.changes_of_objective(objective, entry)


@selection.type(
    objectives.objective_owners, description="A unit that owns an objective together with the unit whose set it is in."
)
class CoOwner:
    unit: links.Unit = selection.to_one(lambda owner, unit: unit.c.id == owner.c.unit_id, description="The unit.")
    share: float = selection.column(description="How much of it the unit brings, 0 to 1.")


@selection.type(
    objectives.objectives,
    description="A state that a unit wants to reach in a cycle, in words; its key results prove it.",
)
class Objective(Node):
    id: strawberry.ID = selection.global_id()
    title: str = selection.column(description="What is wanted; holds no number.")
    why: str = selection.column(description="Why it is wanted.")
    kind: ObjectiveKind = selection.column(description="How surely it is to be reached.")
    position: int = selection.column(description="Its place in the set, from 0.")
    stands_alone_reason: str | None = selection.column(
        description="Why it contributes to nothing above it, if it doesn't."
    )
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    created_at: dt.datetime = selection.column(description="When it was drafted.")
    unit: links.Unit = selection.to_one(
        lambda objective, unit: unit.c.id == objective.c.unit_id, description="Whose objective it is."
    )
    cycle: links.Cycle = selection.to_one(
        lambda objective, cycle: cycle.c.id == objective.c.cycle_id, description="For which cycle."
    )
    okr_set: links.OkrSet = selection.to_one(
        lambda objective, okr_set: okr_set.c.id == objective.c.okr_set_id, description="The set that it belongs to."
    )
    co_owners: list[CoOwner] = selection.to_many(
        lambda objective, owner: owner.c.objective_id == objective.c.id,
        order=lambda owner: [owner.c.share.desc(), owner.c.unit_id],
        description="Units that own it with the unit whose set it is in, largest share first.",
    )
    key_results: list[links.KeyResult] = selection.to_many(
        lambda objective, key_result: key_result.c.objective_id == objective.c.id,
        order=lambda key_result: [key_result.c.position, key_result.c.id],
        description="What proves it, in the unit's own order.",
    )
    own_result: float | None = selection.column(
        description="Weighted mean of its key results' progress, unclamped; null when nothing was measured."
    )
    own_coverage: float | None = selection.column(
        description="The share of the key results' weight that the own result could count, 0 to 1."
    )
    own_result_explained: Explanation | None = selection.column(
        lambda objective: objective.c.own_terms, description="What made the own result."
    )
    support: float | None = selection.column(
        description="Weighted mean of what its agreed supporters have reached, unclamped; null without any."
    )
    support_coverage: float | None = selection.column(
        description="The share of the supporters' weight that could be counted, 0 to 1."
    )
    support_explained: Explanation | None = selection.column(
        lambda objective: objective.c.support_terms, description="What made the support."
    )
    confidence: float | None = selection.column(
        description="Weighted mean of its key results' confidence, 0 to 10; null when none was stated."
    )
    state: ProgressState = selection.column(
        _state, description="How its own result stands today; the worse of progress and confidence."
    )
    expected_progress: float = selection.column(
        _expected_progress, description="Where an even pace would have its own result today, 0 to 1."
    )
    measured_at: dt.datetime | None = selection.column(
        description="When the oldest value in its own result was measured."
    )
    contributes_to: list[links.Contribution] = selection.to_many(
        _contributes_to, description="Links upward from it or one of its key results."
    )
    supported_by: list[links.Contribution] = selection.to_many(
        _supported_by, description="Links from below to it or one of its key results."
    )
    contribution_requests: list[links.ContributionRequest] = selection.to_many(
        _contribution_requests,
        order=lambda request: [request.c.created_at, request.c.id],
        description="Other units asked to contribute to it or to one of its key results.",
    )
    ancestors: list[links.Objective] = selection.to_many(
        source=_ancestors,
        order=lambda above: [above.c.distance, above.c.id],
        description="The objectives that it contributes to by agreement, also through others; nearest first.",
    )
    supporters: list[links.Objective] = selection.to_many(
        source=_supporters,
        order=lambda below: [below.c.distance, below.c.id],
        description="The objectives that contribute to it by agreement, also through others; nearest first.",
    )
    paths_upward: list[Path] = selection.to_many(
        source=_paths_upward,
        order=shortest_first,
        description="Every way upward to Moals and directions, shorter ones first. Each begins with this objective.",
    )
    depends_on: list[links.Dependency] = selection.to_many(
        source=_depends_on,
        order=lambda dependency: [dependency.c.distance, dependency.c.needed_by, dependency.c.id],
        description="What it and its key results need from other units; nearest first, then first needed first.",
    )
    needed_by: list[links.Dependency] = selection.to_many(
        source=_needed_by,
        order=lambda dependency: [dependency.c.distance, dependency.c.needed_by, dependency.c.id],
        description="What other units need from it and its key results; nearest first, then first needed first.",
    )
    waiting_risk: WaitingRisk = selection.to_one(
        source=_waiting_risk, description="How much what it waits for endangers it, by its own dependencies."
    )
    overlaps: list[links.OverlapFinding] = selection.to_many(
        overlap_findings.of_objective,
        order=overlap_findings.listed,
        description="Where it may be about the same as objectives of other units, the strongest first.",
    )
    cases: list[links.AlignmentCase] = selection.to_many(
        _cases,
        order=lambda case: [case.c.opened_at.desc(), case.c.id],
        description="The alignment cases about it, or whose proposals touch it, latest first.",
    )
    hints: list[Hint] = selection.column(
        hints_on, description="What might be worded better, found in its texts; it blocks nothing."
    )
    changes_since_commitment: list[links.AuditEntry] = selection.to_many(
        _changes,
        order=newest_first,
        description="What changed of it and its key results since the unit first committed to them, newest first.",
    )
    audit: paging.Connection[links.AuditEntry] = selection.connection(
        lambda objective, entry: entry.c.node_id == objective.c.id,
        orders=newest_first,
        description="Who did what to it and why, newest first.",
    )
    changes: paging.Connection[links.AuditEntry] = selection.connection(
        of_objective,
        orders=newest_first,
        sizes=paging.PageSizes(default=30, largest=100),
        description="What was done to it, to its key results and links, and to its set, newest first.",
    )
    comments: paging.Connection[links.Comment] = selection.connection(
        comments.about_objective,
        orders=comments.oldest_first,
        sizes=comments.PAGES,
        description="What people said about it, oldest first, each with its answers.",
    )
    comment_count: int = selection.column(
        lambda objective: comment_rows.count_about("objective_id", objective.c.id),
        description="How many comments and answers it has, without those that were taken back.",
    )
    carried_over_from: links.CarryOver | None = selection.to_one(
        carry_overs.into_objective, description="How it came over from an earlier cycle; null if it didn't."
    )
    carried_over_to: list[links.CarryOver] = selection.to_many(
        carry_overs.out_of_objective, description="How it was taken into later cycles."
    )
    line: list[links.Objective] = selection.to_many(
        source=carry_overs.line_of_objective,
        order=carry_overs.by_cycle,
        description="Its line through the cycles by carry-over, itself among them, the oldest first.",
    )


@strawberry.enum(description="How objectives are ordered.")
class ObjectiveOrder(enum.Enum):
    TREE = strawberry.enum_value("TREE", description="By the unit tree, then by the unit's own order.")
    NEWEST = strawberry.enum_value("NEWEST", description="Those drafted last first.")
    OLDEST = strawberry.enum_value(
        "OLDEST", description="Those drafted first first: the quickest through a whole company."
    )
    TITLE = strawberry.enum_value("TITLE", description="By title.")


ORDERS: Final[Mapping[ObjectiveOrder, Callable[[Row], Sequence[sa.ColumnElement[Any]]]]] = {
    ObjectiveOrder.TREE: lambda objective: [units.path_of(objective.c.unit_id), objective.c.position],
    ObjectiveOrder.NEWEST: lambda objective: [objective.c.id.desc()],
    ObjectiveOrder.OLDEST: lambda objective: [objective.c.id],
    ObjectiveOrder.TITLE: lambda objective: [objective.c.title],
}


@strawberry.input(description="Which objectives; all conditions that are given have to hold.")
class ObjectiveFilter:
    unit: OptionalUnit = strawberry.field(default=None, description="Only this unit's.")
    under: OptionalUnit = strawberry.field(default=None, description="Only this unit's and those of all below it.")
    cycle: OptionalCycle = strawberry.field(default=None, description="Only this cycle's.")
    kinds: list[ObjectiveKind] | None = strawberry.field(default=None, description="Only of these kinds.")
    contributing: bool | None = strawberry.field(
        default=None,
        description="Only those with (true) or without (false) a proposed or agreed contribution to something above.",
    )
    text: str | None = strawberry.field(default=None, description="Only those whose title has this text in it.")


def matching(
    objective: Row,
    filter: Annotated[ObjectiveFilter | None, strawberry.argument(description="Which; all when left out.")] = None,
) -> sa.ColumnElement[bool]:
    """Return the condition of the root field: which objectives."""
    if filter is None:
        return sa.true()
    conditions = [
        filters.equals(objective.c.unit_id, filter.unit),
        filters.within(objective.c.unit_id, filter.under),
        filters.equals(objective.c.cycle_id, filter.cycle),
        filters.among(objective.c.kind, filter.kinds),
        filters.contains(objective.c.title, filter.text),
    ]
    if filter.contributing is not None:
        contributes = contributions.contributes(objective.c.id)
        conditions.append(contributes if filter.contributing else sa.not_(contributes))
    return sa.and_(*conditions)
