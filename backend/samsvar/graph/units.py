"""Organisational units in the graph."""

import datetime as dt
import enum
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry

from samsvar.graph import filters, given, links, paging, selection
from samsvar.graph.contribution_requests import ContributionRequestStates
from samsvar.graph.initiatives import InitiativeState
from samsvar.graph.nodes import CycleId, Node
from samsvar.graph.people import Role
from samsvar.graph.selection import Row
from samsvar.persistence import organisations, people, unit_histories, units


@strawberry.enum(description="The level that a unit stands on.")
class UnitKind(enum.Enum):
    COMPANY = strawberry.enum_value("COMPANY", description="The whole organisation: the root of the tree.")
    DIVISION = strawberry.enum_value("DIVISION", description="An area between company and teams.")
    TEAM = strawberry.enum_value("TEAM", description="A team: it has no units below.")


def _ancestors(unit: Row) -> sa.Select[Any]:
    return units.ancestors(unit.c.path)


def _children(unit: Row, child: Row, today: given.Today) -> sa.ColumnElement[bool]:
    return sa.and_(child.c.parent_id == unit.c.id, units.lasts(child, today))


def _descendants(unit: Row, below: Row, today: given.Today) -> sa.ColumnElement[bool]:
    return sa.and_(units.is_below(below.c.path, unit.c.path), units.lasts(below, today))


def _members(
    unit: Row,
    membership: Row,
    today: given.Today,
    roles: Annotated[list[Role] | None, strawberry.argument(description="Only these roles; all when left out.")] = None,
) -> sa.ColumnElement[bool]:
    return sa.and_(
        membership.c.unit_id == unit.c.id,
        people.is_held(membership, today),
        filters.among(membership.c.role, roles),
    )


def _contribution_requests(
    unit: Row, request: Row, cycle: CycleId, states: ContributionRequestStates = None
) -> sa.ColumnElement[bool]:
    return sa.and_(
        request.c.asked_unit_id == unit.c.id,
        request.c.cycle_id == cycle,
        filters.among(request.c.state, states),
    )


def _okr_set(unit: Row, okr_set: Row, cycle: CycleId) -> sa.ColumnElement[bool]:
    return sa.and_(okr_set.c.unit_id == unit.c.id, okr_set.c.cycle_id == cycle)


def _objectives(
    unit: Row,
    objective: Row,
    cycle: CycleId,
    include_below: Annotated[bool, strawberry.argument(description="Also those of all units below.")] = False,
) -> sa.ColumnElement[bool]:
    whose = (
        objective.c.unit_id.in_(units.ids_within(unit.c.path)) if include_below else objective.c.unit_id == unit.c.id
    )
    return sa.and_(whose, objective.c.cycle_id == cycle)


def _moals(
    unit: Row,
    moal: Row,
    year: Annotated[int | None, strawberry.argument(description="Only those of this year.")] = None,
) -> sa.ColumnElement[bool]:
    return sa.and_(moal.c.unit_id == unit.c.id, filters.equals(moal.c.year, year))


def _initiatives(
    unit: Row,
    initiative: Row,
    states: Annotated[
        list[InitiativeState] | None, strawberry.argument(description="Only those in these states; all when left out.")
    ] = None,
) -> sa.ColumnElement[bool]:
    return sa.and_(initiative.c.unit_id == unit.c.id, filters.among(initiative.c.state, states))


def _planned(unit: Row, today: given.Today) -> sa.Select[Any]:
    every = unit_histories.planned(today).subquery("every_plan")
    return sa.select(every).where(every.c.unit_id == unit.c.id)


def _takes_part(unit: Row) -> sa.ColumnElement[bool]:
    return organisations.takes_part(unit.c.kind)


@selection.type(units.units, description="A company, division or team: OKRs belong to units, never to people.")
class Unit(Node):
    id: strawberry.ID = selection.global_id()
    kind: UnitKind = selection.column(description="The level that it stands on.")
    name: str = selection.column(description="What it is called today.")
    valid_from: dt.date = selection.column(description="Its first day.")
    valid_to: dt.date | None = selection.column(description="The day on which it ceased to be; null while it lives.")
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    parent: links.Unit | None = selection.to_one(
        lambda row, parent: parent.c.id == row.c.parent_id, description="The unit above; null for the company."
    )
    ancestors: list[links.Unit] = selection.to_many(
        source=_ancestors,
        order=lambda above: [above.c.path],
        description="The units above, from the company down to the parent.",
    )
    children: list[links.Unit] = selection.to_many(
        _children,
        order=lambda child: [child.c.name, child.c.id],
        description="The living units directly below, by name.",
    )
    descendants: paging.Connection[links.Unit] = selection.connection(
        _descendants,
        orders=lambda below: [below.c.path],
        sizes=paging.PageSizes(default=100, largest=1000),
        description="All living units below, at any depth; each stands after the one above it.",
    )
    history: list["UnitVersion"] = selection.to_many(
        lambda unit, version: version.c.unit_id == unit.c.id,
        order=lambda version: [version.c.valid_from.desc()],
        description="What it was called and where it stood, newest first; what is planned comes before what is.",
    )
    planned_changes: list["PlannedUnitChange"] = selection.to_many(
        source=_planned,
        order=lambda planned: [planned.c.on_day],
        description="What is planned for it, in the order in which it takes effect.",
    )
    takes_part: bool = selection.column(
        _takes_part, description="Whether units of its level have OKRs of their own, by the organisation's settings."
    )
    members: list[links.Membership] = selection.to_many(
        _members, description="Who holds a role in it today: names and roles, nothing else."
    )
    okr_set: links.OkrSet | None = selection.to_one(
        _okr_set, description="Its OKRs of a cycle; null when there are none, or none that you may see."
    )
    contribution_requests: list[links.ContributionRequest] = selection.to_many(
        _contribution_requests,
        order=lambda request: [request.c.created_at, request.c.id],
        description="What other units ask it to contribute to in a cycle.",
    )
    okr_sets: list[links.OkrSet] = selection.to_many(
        lambda unit, okr_set: okr_set.c.unit_id == unit.c.id,
        order=lambda okr_set: [okr_set.c.id.desc()],
        description="Its OKRs of all cycles, those opened last first.",
    )
    objectives: paging.Connection[links.Objective] = selection.connection(
        _objectives,
        orders=lambda objective: [units.path_of(objective.c.unit_id), objective.c.position],
        sizes=paging.PageSizes(default=100, largest=1000),
        description="Its objectives of a cycle, in the order of the unit tree and of each set.",
    )
    moals: list[links.Moal] = selection.to_many(
        _moals,
        order=lambda moal: [moal.c.year.desc(), moal.c.position, moal.c.id],
        description="Its goals of about a year, latest year first.",
    )
    metrics: paging.Connection[links.Metric] = selection.connection(
        lambda unit, metric: metric.c.owner_unit_id == unit.c.id,
        orders=lambda metric: [metric.c.name],
        description="The metrics that it owns, by name.",
    )
    initiatives: list[links.Initiative] = selection.to_many(
        _initiatives, description="Its work meant to move key results."
    )


@selection.type(units.unit_versions, description="What a unit was called and where it stood, from a day to a day.")
class UnitVersion:
    unit: links.Unit = selection.to_one(
        lambda version, unit: unit.c.id == version.c.unit_id, description="The unit as it is today."
    )
    name: str = selection.column(description="Its name then.")
    kind: UnitKind = selection.column(description="Its level then.")
    parent: links.Unit | None = selection.to_one(
        lambda version, parent: parent.c.id == version.c.parent_id,
        description="The unit above it then (as that one is today); null for the company.",
    )
    valid_from: dt.date = selection.column(description="The first day.")
    valid_to: dt.date | None = selection.column(
        description="The day on which it changed or ended; null for what goes on."
    )
    reason: str | None = selection.column(description="Why it became so.")
    end_reason: str | None = selection.column(description="Why the unit ended with it; null while it goes on.")


@selection.type(description="A change of a unit on a day to come.")
class PlannedUnitChange:
    unit: links.Unit = selection.to_one(
        lambda planned, unit: unit.c.id == planned.c.unit_id, description="The unit as it is today."
    )
    on: dt.date = selection.column(lambda planned: planned.c.on_day, description="The day on which it takes effect.")
    name: str = selection.column(description="Its name from then on; when it ends, its last one.")
    parent: links.Unit | None = selection.to_one(
        lambda planned, parent: parent.c.id == planned.c.parent_id,
        description="The unit above it from then on (as that one is today); null for the company.",
    )
    name_before: str | None = selection.column(description="Its name until then; null when it begins.")
    parent_before: links.Unit | None = selection.to_one(
        lambda planned, parent: parent.c.id == planned.c.parent_id_before,
        description="The unit above it until then; null for the company, and when it begins.",
    )
    is_founded: bool = selection.column(description="Whether it begins.")
    is_ended: bool = selection.column(description="Whether it ends.")
    reason: str | None = selection.column(description="Why.")
