"""The root fields: where reading begins."""

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry

from samsvar.graph import (
    alignment_graphs,
    dependency_queries,
    filters,
    given,
    links,
    overlap_calibrations,
    overlap_findings,
    overlap_matrices,
    paging,
    searches,
    selection,
    viewers,
)
from samsvar.graph.admissions import Admission, Invitation, admitted, open_invitations
from samsvar.graph.alignment_case_previews import (
    CasePreview,
    SuggestedCaseEffect,
    effects_preview,
    proposal_preview,
    suggested,
)
from samsvar.graph.alignment_cases import matching as matching_cases
from samsvar.graph.audit import newest_first
from samsvar.graph.coherence import Coherence, coherence_of
from samsvar.graph.cycle_proposals import ProposedCycle, proposed
from samsvar.graph.cycles import CycleState
from samsvar.graph.directions import DirectionKind
from samsvar.graph.initiatives import matching as matching_initiatives
from samsvar.graph.key_results import matching as matching_key_results
from samsvar.graph.metrics import matching as matching_metrics
from samsvar.graph.metrics import suggested as suggested_metrics
from samsvar.graph.moals import MoalState
from samsvar.graph.nodes import AnyId, CycleId, Node, OptionalUnit, UnitId
from samsvar.graph.objectives import ORDERS
from samsvar.graph.objectives import matching as matching_objectives
from samsvar.graph.overlap_calibrations import OverlapCalibration
from samsvar.graph.overlap_suggestions import SimilarTo, similar_to
from samsvar.graph.selection import Row
from samsvar.graph.unit_previews import UnitChangePreview, previewed
from samsvar.graph.units import PlannedUnitChange, UnitKind, UnitVersion
from samsvar.persistence import cycles, directions, unit_histories, units

_WHOLE = paging.PageSizes(default=50, largest=1000)

Condition = sa.ColumnElement[bool]


def _by_id(type_name: str, noun: str) -> Callable[..., Condition]:
    """Return the condition of a root field that finds one record of a type by its id."""

    def is_meant(target, id):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - `id` is annotated below
        return target.c.id == id

    is_meant.__annotations__["id"] = Annotated[
        strawberry.ID, selection.identifies(type_name), strawberry.argument(description=f"The id of {noun}.")
    ]
    return is_meant


def _units(
    unit: Row,
    today: given.Today,
    on: Annotated[
        dt.date | None, strawberry.argument(description="Only units that lived on this day; today when left out.")
    ] = None,
    kinds: Annotated[list[UnitKind] | None, strawberry.argument(description="Only these levels.")] = None,
    under: Annotated[OptionalUnit, strawberry.argument(description="Only this unit and all below it.")] = None,
) -> Condition:
    day: Any = today if on is None else on
    return sa.and_(
        units.lasts(unit, day),
        filters.among(unit.c.kind, kinds),
        filters.within(unit.c.id, under),
    )


def _unit_tree(
    on: Annotated[dt.date, strawberry.argument(description="The day, of the past or to come.")],
) -> sa.Select[Any]:
    return units.tree_on(filters.bound(on))


def _planned_unit_changes(today: given.Today) -> sa.Select[Any]:
    return unit_histories.planned(today)


def _cycles(
    cycle: Row,
    states: Annotated[list[CycleState] | None, strawberry.argument(description="Only those in these states.")] = None,
) -> Condition:
    return filters.among(cycle.c.state, states)


def _current_cycle() -> sa.Select[Any]:
    return cycles.current()


def _okr_set(okr_set: Row, unit: UnitId, cycle: CycleId) -> Condition:
    return sa.and_(okr_set.c.unit_id == unit, okr_set.c.cycle_id == cycle)


def _directions(
    direction: Row,
    today: given.Today,
    kinds: Annotated[list[DirectionKind] | None, strawberry.argument(description="Only these kinds.")] = None,
    on: Annotated[
        dt.date | None, strawberry.argument(description="The versions that held on this day; today when left out.")
    ] = None,
) -> Condition:
    day: Any = today if on is None else on
    return sa.and_(units.lasts(direction, day), filters.among(direction.c.kind, kinds))


def _is_retired(direction: Row) -> Condition:
    return directions.is_retired(direction)


def _moals(
    moal: Row,
    year: Annotated[int | None, strawberry.argument(description="Only those of this year.")] = None,
    unit: Annotated[OptionalUnit, strawberry.argument(description="Only this unit's.")] = None,
    states: Annotated[list[MoalState] | None, strawberry.argument(description="Only those in these states.")] = None,
) -> Condition:
    return sa.and_(
        filters.equals(moal.c.year, year),
        filters.equals(moal.c.unit_id, unit),
        filters.among(moal.c.state, states),
    )


def _people(
    person: Row,
    text: Annotated[str | None, strawberry.argument(description="Only those whose name has this text in it.")] = None,
) -> Condition:
    return filters.contains(person.c.name, text)


def _audit(entry: Row, node: AnyId) -> Condition:
    return filters.equals(entry.c.node_id, filters.bound(node).uuid)


@strawberry.type(description="Where reading begins.")
class Query:
    node: Node | None = selection.node(description="The record with an id, whatever its type; null when there is none.")
    nodes: list[Node | None] = selection.nodes(description="The records with these ids, in their order; null for none.")
    viewer: viewers.Viewer = selection.to_one(
        source=viewers.asking, description="The person or integration that asks, with what it may do."
    )
    organisation: links.Organisation = selection.to_one(
        lambda organisation: sa.true(), description="The organisation that everything in this request is about."
    )
    units: paging.Connection[links.Unit] = selection.connection(
        _units,
        orders=lambda unit: [unit.c.path],
        sizes=paging.PageSizes(default=100, largest=1000),
        description="The units, each after the one above it; the company first.",
    )
    unit_tree: list[UnitVersion] = selection.to_many(
        source=_unit_tree,
        order=lambda version: [version.c.place],
        description="The unit tree as it stood on a day, with the names of that day; each unit after the one above it.",
    )
    planned_unit_changes: list[PlannedUnitChange] = selection.to_many(
        source=_planned_unit_changes,
        order=lambda planned: [planned.c.on_day, planned.c.place],
        description="What is planned for units, in the order in which it takes effect.",
    )
    unit_change_preview: UnitChangePreview = strawberry.field(
        resolver=previewed, description="What a change of a unit would do, before anybody does it."
    )
    unit: links.Unit | None = selection.to_one(_by_id("Unit", "a unit"), description="One unit.")
    cycles: paging.Connection[links.Cycle] = selection.connection(
        _cycles,
        orders=lambda cycle: [cycle.c.starts_on.desc()],
        sizes=paging.PageSizes(default=20, largest=100),
        description="The cycles, latest first.",
    )
    cycle: links.Cycle | None = selection.to_one(_by_id("Cycle", "a cycle"), description="One cycle.")
    proposed_cycle: ProposedCycle = strawberry.field(
        resolver=proposed, description="What the next cycle may be: after the last one, as long as cycles are here."
    )
    current_cycle: links.Cycle | None = selection.to_one(
        source=_current_cycle, description="The cycle that runs; else the one being planned; else the last."
    )
    okr_set: links.OkrSet | None = selection.to_one(
        _okr_set, description="A unit's OKRs of a cycle; null when there are none, or none that you may see."
    )
    coherence: Coherence | None = strawberry.field(
        resolver=coherence_of,
        description="What is to be said of a set before its unit commits to it; null when there is none that you may see.",
    )
    objectives: paging.Connection[links.Objective] = selection.connection(
        matching_objectives,
        orders=ORDERS,
        sizes=_WHOLE,
        description="The objectives of the organisation.",
    )
    objective: links.Objective | None = selection.to_one(
        _by_id("Objective", "an objective"), description="One objective."
    )
    key_results: paging.Connection[links.KeyResult] = selection.connection(
        matching_key_results, sizes=_WHOLE, description="The key results of the organisation, oldest first."
    )
    key_result: links.KeyResult | None = selection.to_one(
        _by_id("KeyResult", "a key result"), description="One key result."
    )
    metrics: paging.Connection[links.Metric] = selection.connection(
        matching_metrics, orders=lambda metric: [metric.c.name], description="What is measured, by name."
    )
    metric_suggestions: list[links.Metric] = selection.to_many(
        source=suggested_metrics,
        order=lambda metric: [metric.c.place],
        description="Metrics that a unit may mean while it writes a key result: its own first, then those of others"
        " that somebody follows.",
    )
    directions: list[links.Direction] = selection.to_many(
        _directions,
        order=lambda direction: [directions.by_kind(direction.c.kind), direction.c.position, direction.c.id],
        description="Mission, vision and strategies that hold, in this order.",
    )
    retired_directions: list[links.Direction] = selection.to_many(
        _is_retired,
        order=lambda direction: [direction.c.valid_to.desc(), direction.c.id],
        description="Directions that were retired and that nothing follows, the latest first, each in its last version.",
    )
    moals: paging.Connection[links.Moal] = selection.connection(
        _moals,
        orders=lambda moal: [moal.c.year.desc(), moal.c.position],
        description="The goals of about a year, latest year first.",
    )
    initiatives: paging.Connection[links.Initiative] = selection.connection(
        matching_initiatives, description="The work meant to move key results, oldest first."
    )
    alignment_cases: paging.Connection[links.AlignmentCase] = selection.connection(
        matching_cases,
        orders=lambda case: [case.c.opened_at.desc()],
        sizes=paging.PageSizes(default=20, largest=100),
        description="The cases in which units negotiate, or did, latest first.",
    )
    alignment_case: links.AlignmentCase | None = selection.to_one(
        _by_id("AlignmentCase", "a case"), description="One case."
    )
    case_effects_preview: CasePreview = strawberry.field(
        resolver=effects_preview, description="What a proposal would change, before anybody proposes it."
    )
    case_proposal_preview: CasePreview = strawberry.field(
        resolver=proposal_preview, description="What signing the present proposal of a case does now."
    )
    suggested_case_effects: list[SuggestedCaseEffect] = strawberry.field(
        resolver=suggested, description="What an outcome of a case usually changes, for units to start from."
    )
    alignment_graph: alignment_graphs.AlignmentGraph = selection.to_one(
        source=alignment_graphs.around, description="What a unit's OKRs of a cycle are joined to, for drawing."
    )
    dependencies: list[links.Dependency] = selection.to_many(
        source=dependency_queries.followed,
        order=dependency_queries.nearest_first,
        description="What something waits for, or what waits for it, also through others; nearest first, then first"
        " needed first.",
    )
    dependency_list: paging.Connection[links.Dependency] = selection.connection(
        source=dependency_queries.listed,
        orders=dependency_queries.most_pressing_first,
        sizes=_WHOLE,
        description="A cycle's dependencies: what is late and undecided first, then late, then undecided, what is over"
        " last; among these first needed first.",
    )
    dependency_circles: list[dependency_queries.DependencyCircle] = selection.to_many(
        source=dependency_queries.circles,
        order=dependency_queries.worst_first,
        description="What waits for each other in circles of at most 10 objectives or 4 units; of each kind at most 100.",
    )
    critical_chain: dependency_queries.CriticalChain = selection.to_one(
        source=dependency_queries.tightest_chain,
        description="The chain of dependencies that gate and aren't delivered that has the least room.",
    )
    blocked_by: list[links.Dependency] = selection.to_many(
        source=dependency_queries.blocking,
        order=dependency_queries.nearest_first,
        description="What isn't delivered and without which it can't do, also through others; nearest first.",
    )
    impact_of: list[dependency_queries.Impact] = selection.to_many(
        source=dependency_queries.hit,
        order=dependency_queries.hardest_first,
        description="What is hit if something slips: what waits for it, and what those contribute to by agreement, up to"
        " the company's OKRs. Nearest first.",
    )
    overlaps: paging.Connection[links.OverlapFinding] = selection.connection(
        overlap_findings.matching,
        orders=overlap_findings.strongest_first,
        sizes=paging.PageSizes(default=50, largest=200),
        description="Where objectives of different units of a cycle may be about the same, the strongest first.",
    )
    overlap_matrix: overlap_matrices.OverlapMatrix = selection.to_one(
        source=overlap_matrices.asked, description="What lies between a unit's children in a cycle."
    )
    overlap_counts: list[overlap_matrices.OverlapCount] = selection.to_many(
        source=overlap_matrices.counts,
        order=overlap_matrices.by_state_and_kind,
        description="How many overlap findings of a cycle there are, by state and kind.",
    )
    overlap_reading: overlap_matrices.OverlapReading = selection.to_one(
        source=overlap_matrices.reading, description="How far the reading of a cycle's texts has come."
    )
    overlap_calibration: OverlapCalibration = selection.to_one(
        source=overlap_calibrations.present, description="The likeness from which texts count as overlapping here."
    )
    similar_to: SimilarTo = strawberry.field(
        resolver=similar_to, description="Objectives of other units that are like a text that somebody is writing."
    )
    search: list[searches.SearchHit] = selection.to_many(
        source=searches.found,
        order=lambda hit: [hit.c.rank.desc(), hit.c.subject_id.desc()],
        description="What fits a text, the best first.",
    )
    people: paging.Connection[links.Person] = selection.connection(
        _people, orders=lambda person: [person.c.name], description="Who has signed in, by name."
    )
    admissions: list[Admission] = selection.to_many(
        admitted,
        order=lambda admission: [admission.c.issuer],
        description="Whom the organisation lets in, by identity provider; empty for who doesn't administer it.",
    )
    invitations: list[Invitation] = selection.to_many(
        open_invitations,
        order=lambda invitation: [invitation.c.id.desc()],
        description="Invitations by which nobody has come yet; empty for who doesn't administer the organisation.",
    )
    person: links.Person | None = selection.to_one(_by_id("Person", "a person"), description="One person.")
    api_clients: list[links.ApiClient] = selection.to_many(
        lambda client: sa.true(),
        order=lambda client: [client.c.name, client.c.id],
        description="The integrations, by name, with those that were revoked.",
    )
    audit: paging.Connection[links.AuditEntry] = selection.connection(
        _audit, orders=newest_first, description="Who did what to a record and why, newest first."
    )
