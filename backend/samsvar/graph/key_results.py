"""Key results in the graph."""

import datetime as dt
import enum
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry

from samsvar.graph import carry_overs, comments, filters, given, links, overlap_findings, paging, selection
from samsvar.graph.audit import newest_first, of_key_result
from samsvar.graph.contribution_requests import ContributionRequestStates
from samsvar.graph.contributions import ContributionStates
from samsvar.graph.dependencies import DependencyStates
from samsvar.graph.hints import Hint, hints_on
from samsvar.graph.nodes import Node, OptionalCycle, OptionalMetric, OptionalUnit
from samsvar.graph.results import Explanation, ProgressState
from samsvar.graph.selection import Row
from samsvar.persistence import check_ins, initiatives, kept_commitments, key_results, metrics, states
from samsvar.persistence import comments as comment_rows


@strawberry.enum(description="How a key result is proven.")
class KeyResultKind(enum.Enum):
    INCREASE = strawberry.enum_value("INCREASE", description="A metric rises from baseline to target.")
    DECREASE = strawberry.enum_value("DECREASE", description="A metric falls from baseline to target.")
    MAINTAIN = strawberry.enum_value("MAINTAIN", description="A metric stays inside its band.")
    MILESTONE = strawberry.enum_value("MILESTONE", description="Stated steps are reached.")
    BASELINE = strawberry.enum_value("BASELINE", description="The number is not known yet, and is to be learned.")


def _check_ins(
    key_result: Row,
    check_in: Row,
    include_superseded: Annotated[
        bool, strawberry.argument(description="Also those that were corrected since.")
    ] = False,
) -> sa.ColumnElement[bool]:
    own = check_in.c.key_result_id == key_result.c.id
    return own if include_superseded else sa.and_(own, sa.not_(check_ins.is_superseded(check_in.c.id)))


def _latest_check_in(key_result: Row) -> sa.Select[Any]:
    return check_ins.latest_of(key_result.c.id)


def _state(key_result: Row, today: given.Today) -> sa.ColumnElement[str]:
    return states.key_result_state(key_result, today)


def _expected_progress(key_result: Row, today: given.Today) -> sa.ColumnElement[float]:
    return states.key_result_expected_progress(key_result, today)


def _is_changed(key_result: Row) -> sa.ColumnElement[bool]:
    return kept_commitments.is_changed(key_result)


def _contributes_to(key_result: Row, contribution: Row, states: ContributionStates = None) -> sa.ColumnElement[bool]:
    own = sa.and_(
        contribution.c.from_objective_id == key_result.c.objective_id,
        contribution.c.from_key_result_id == key_result.c.id,
    )
    return sa.and_(own, filters.among(contribution.c.state, states))


def _contribution_requests(
    key_result: Row, request: Row, states: ContributionRequestStates = None
) -> sa.ColumnElement[bool]:
    own = sa.and_(
        request.c.target_objective_id == key_result.c.objective_id, request.c.target_key_result_id == key_result.c.id
    )
    return sa.and_(own, filters.among(request.c.state, states))


def _supported_by(key_result: Row, contribution: Row, states: ContributionStates = None) -> sa.ColumnElement[bool]:
    own = sa.and_(
        contribution.c.to_objective_id == key_result.c.objective_id, contribution.c.to_key_result_id == key_result.c.id
    )
    return sa.and_(own, filters.among(contribution.c.state, states))


def _depends_on(key_result: Row, dependency: Row, states: DependencyStates = None) -> sa.ColumnElement[bool]:
    own = sa.and_(
        dependency.c.consumer_objective_id == key_result.c.objective_id,
        dependency.c.consumer_key_result_id == key_result.c.id,
    )
    return sa.and_(own, filters.among(dependency.c.state, states))


def _needed_by(key_result: Row, dependency: Row, states: DependencyStates = None) -> sa.ColumnElement[bool]:
    own = sa.and_(
        dependency.c.provider_objective_id == key_result.c.objective_id,
        dependency.c.provider_key_result_id == key_result.c.id,
    )
    return sa.and_(own, filters.among(dependency.c.state, states))


@selection.document(description="A step of a key result that is proven by steps.")
class MilestoneStep:
    title: str = selection.key(description="What is reached by it.")
    share: float = selection.key(description="The progress that it brings, 0 to 1; all steps together make 1.")
    is_reached: bool = selection.key("reached", description="Whether it is reached.")


@selection.type(
    key_results.key_results, description="Proof of an objective: a metric on its way from baseline to target."
)
class KeyResult(Node):
    id: strawberry.ID = selection.global_id()
    title: str = selection.column(description="What is to be seen.")
    kind: KeyResultKind = selection.column(description="How it is proven.")
    baseline: float | None = selection.column(description="Where it started, in its measure.")
    target: float | None = selection.column(description="Where it is to be at the end of the cycle, in its measure.")
    stretch: float | None = selection.column(description="What would be more than the target, in its measure.")
    band_low: float | None = selection.column(description="The lower edge of the band to stay in.")
    band_high: float | None = selection.column(description="The upper edge of the band to stay in.")
    steps: list[MilestoneStep] | None = selection.column(description="The steps, when it is proven by steps.")
    weight: float = selection.column(description="How much it counts in its objective, in proportion to the others.")
    position: int = selection.column(description="Its place in the objective, from 0.")
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    metric: links.Metric | None = selection.to_one(
        lambda key_result, metric: metric.c.id == key_result.c.metric_id, description="What is measured."
    )
    measure: str = selection.column(
        lambda key_result: metrics.measure_of(key_result.c.metric_id),
        description="What its values are counted in, such as %, NOK, s; empty without a metric.",
    )
    objective: links.Objective = selection.to_one(
        lambda key_result, objective: objective.c.id == key_result.c.objective_id, description="What it proves."
    )
    unit: links.Unit = selection.to_one(
        lambda key_result, unit: unit.c.id == key_result.c.unit_id, description="Whose key result it is."
    )
    cycle: links.Cycle = selection.to_one(
        lambda key_result, cycle: cycle.c.id == key_result.c.cycle_id, description="For which cycle."
    )
    caretaker: links.Unit | None = selection.to_one(
        lambda key_result, unit: unit.c.id == key_result.c.caretaker_unit_id,
        description="The unit that looks after it, when it isn't the unit whose key result it is.",
    )
    current_value: float | None = selection.column(description="The last value, in its measure; null before the first.")
    progress: float | None = selection.column(
        description="The share of the way, unclamped: 0 at the baseline, 1 at the target; null when it can't be told."
    )
    confidence: int | None = selection.column(
        description="The belief at the last check-in that the target will be met, 0 to 10. It is not progress."
    )
    state: ProgressState = selection.column(
        _state, description="How it stands today; the worse of progress and confidence."
    )
    expected_progress: float = selection.column(
        _expected_progress, description="Where an even pace would have it today, 0 to 1."
    )
    measured_at: dt.datetime | None = selection.column(description="When the current value was measured.")
    checked_in_at: dt.datetime | None = selection.column(description="When it was last checked in.")
    support: float | None = selection.column(
        description="Weighted mean of what its agreed supporters have reached, unclamped; null without any."
    )
    support_coverage: float | None = selection.column(
        description="The share of the supporters' weight that could be counted, 0 to 1."
    )
    support_explained: Explanation | None = selection.column(
        lambda key_result: key_result.c.support_terms, description="What made the support."
    )
    check_ins: paging.Connection[links.CheckIn] = selection.connection(
        _check_ins,
        orders=lambda check_in: [check_in.c.at.desc()],
        sizes=paging.PageSizes(default=20, largest=200),
        description="Its history, newest first.",
    )
    latest_check_in: links.CheckIn | None = selection.to_one(
        source=_latest_check_in, description="The newest check-in that still stands."
    )
    contributes_to: list[links.Contribution] = selection.to_many(_contributes_to, description="Links upward from it.")
    supported_by: list[links.Contribution] = selection.to_many(_supported_by, description="Links from below to it.")
    contribution_requests: list[links.ContributionRequest] = selection.to_many(
        _contribution_requests,
        order=lambda request: [request.c.created_at, request.c.id],
        description="Other units asked to contribute to it.",
    )
    depends_on: list[links.Dependency] = selection.to_many(
        _depends_on,
        order=lambda dependency: [dependency.c.needed_by, dependency.c.id],
        description="What it needs from other units, first needed first.",
    )
    needed_by: list[links.Dependency] = selection.to_many(
        _needed_by,
        order=lambda dependency: [dependency.c.needed_by, dependency.c.id],
        description="What other units need from it, first needed first.",
    )
    initiatives: list[links.Initiative] = selection.to_many(
        lambda key_result, initiative: initiative.c.id.in_(initiatives.moving(key_result.c.id)),
        description="The work meant to move it. Work never counts as progress.",
    )
    overlaps: list[links.OverlapFinding] = selection.to_many(
        overlap_findings.of_key_result,
        order=overlap_findings.listed,
        description="Overlap findings whose evidence lies in it, the strongest first.",
    )
    hints: list[Hint] = selection.column(
        hints_on, description="What might be worded better, found in its title; it blocks nothing."
    )
    is_changed_since_commitment: bool = selection.column(
        _is_changed,
        description="Whether what it is measured by was changed since the unit first committed to it.",
    )
    audit: paging.Connection[links.AuditEntry] = selection.connection(
        lambda key_result, entry: entry.c.node_id == key_result.c.id,
        orders=newest_first,
        description="Who did what to it and why, newest first.",
    )
    changes: paging.Connection[links.AuditEntry] = selection.connection(
        of_key_result,
        orders=newest_first,
        sizes=paging.PageSizes(default=30, largest=100),
        description="What was done to it and to its set, newest first.",
    )
    comments: paging.Connection[links.Comment] = selection.connection(
        comments.about_key_result,
        orders=comments.oldest_first,
        sizes=comments.PAGES,
        description="What people said about it, oldest first, each with its answers.",
    )
    comment_count: int = selection.column(
        lambda key_result: comment_rows.count_about("key_result_id", key_result.c.id),
        description="How many comments and answers it has, without those that were taken back.",
    )
    line: list[links.KeyResult] = selection.to_many(
        source=carry_overs.line_of_key_result,
        order=carry_overs.by_cycle,
        description="Its line through the cycles, oldest first: by carry-over, and by its metric in the same unit.",
    )


@strawberry.input(description="Which key results; all conditions that are given have to hold.")
class KeyResultFilter:
    unit: OptionalUnit = strawberry.field(default=None, description="Only this unit's.")
    under: OptionalUnit = strawberry.field(default=None, description="Only this unit's and those of all below it.")
    cycle: OptionalCycle = strawberry.field(default=None, description="Only this cycle's.")
    metric: OptionalMetric = strawberry.field(default=None, description="Only those that use this metric.")
    kinds: list[KeyResultKind] | None = strawberry.field(default=None, description="Only of these kinds.")
    text: str | None = strawberry.field(default=None, description="Only those whose title has this text in it.")


def matching(
    key_result: Row,
    filter: Annotated[KeyResultFilter | None, strawberry.argument(description="Which; all when left out.")] = None,
) -> sa.ColumnElement[bool]:
    """Return the condition of the root field: which key results."""
    if filter is None:
        return sa.true()
    return sa.and_(
        filters.equals(key_result.c.unit_id, filter.unit),
        filters.within(key_result.c.unit_id, filter.under),
        filters.equals(key_result.c.cycle_id, filter.cycle),
        filters.equals(key_result.c.metric_id, filter.metric),
        filters.among(key_result.c.kind, filter.kinds),
        filters.contains(key_result.c.title, filter.text),
    )
