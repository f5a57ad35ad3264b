"""Root fields along dependencies: what waits for what, what circles, what is tightest, what is hit."""

import datetime as dt
import enum
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry
from sqlalchemy.dialects import postgresql

from samsvar.graph import filters, given, global_ids, links, selection
from samsvar.graph.dependencies import DependencyKinds, DependencyStates, FollowedStates
from samsvar.graph.nodes import CycleId
from samsvar.graph.selection import Row
from samsvar.graph.selection.arguments import AnyId
from samsvar.persistence import (
    critical_chains,
    cycles,
    dependency_circles,
    dependency_risks,
    dependency_ways,
    graphs,
    literals,
    schema,
    units,
)
from samsvar.persistence.dependencies import dependencies, is_late
from samsvar.persistence.key_results import key_results


@strawberry.enum(description="Which way along dependencies.")
class DependencyDirection(enum.Enum):
    UPSTREAM = strawberry.enum_value("UPSTREAM", description="What it waits for.")
    DOWNSTREAM = strawberry.enum_value("DOWNSTREAM", description="What waits for it.")


Of = Annotated[
    strawberry.ID,
    selection.identifies(),
    strawberry.argument(
        description="The id of an objective, of a key result, of a unit (with all below it), or of one dependency."
    ),
]
OfCycle = Annotated[
    strawberry.ID | None,
    selection.identifies("Cycle"),
    strawberry.argument(description="Of a unit: in which cycle; the current one when left out."),
]
Depth = Annotated[int, strawberry.argument(description="At most so many steps, up to 20.")]
OptionalUnitId = Annotated[
    strawberry.ID | None,
    selection.identifies("Unit"),
    strawberry.argument(description="Only what concerns this unit or one below it."),
]

_UPSTREAM, _DOWNSTREAM = "consumer", "provider"


def _at(of: object, side: str, cycle: object) -> dependency_ways.Condition:
    """Return which dependencies have something on one side of theirs."""
    meant = filters.bound(of)

    def condition(row: schema.Row) -> sa.ColumnElement[bool]:
        match _kind(meant):
            case "Objective":
                return _is(row.c[f"{side}_objective_id"], meant)
            case "KeyResult" if side == _UPSTREAM:
                return _is(row.c[f"{side}_key_result_id"], meant)
            case "KeyResult":
                return _is_proof(row, "provider", meant)
            case "Unit":
                return sa.and_(_is_within(row.c[f"{side}_unit_id"], meant), row.c.cycle_id == _cycle(cycle))
            case "Dependency":
                return _is(row.c.id, meant)
        return sa.false()

    return condition


def _helping(of: object, cycle: object) -> dependency_ways.Condition | None:
    """Return which contributions are of something."""
    meant = filters.bound(of)

    def condition(row: schema.Row) -> sa.ColumnElement[bool]:
        match _kind(meant):
            case "Objective":
                return _is(row.c.from_objective_id, meant)
            case "KeyResult":
                return _is_proof(row, "from", meant)
            case "Unit":
                return sa.and_(_is_within(row.c.from_unit_id, meant), row.c.cycle_id == _cycle(cycle))
        return sa.false()

    return None if _kind(meant) == "Dependency" else condition


def _kind(meant: AnyId) -> str:
    kinds = {global_ids.prefix(name): name for name in ("Objective", "KeyResult", "Unit", "Dependency")}
    return kinds.get(meant.prefix, "")


def _is(column: sa.ColumnElement[Any], meant: AnyId) -> sa.ColumnElement[bool]:
    same: sa.ColumnElement[bool] = column == meant.uuid
    return same


def _is_within(column: sa.ColumnElement[Any], meant: AnyId) -> sa.ColumnElement[bool]:
    inside = units.ids_within(units.path_of(meant.uuid)).scalar_subquery()
    return column == sa.any_(sa.func.array(inside, type_=postgresql.ARRAY(sa.Uuid())))


def _is_proof(row: schema.Row, side: str, meant: AnyId) -> sa.ColumnElement[bool]:
    """Return whether a link is of a key result, or of its objective without naming another of its key results."""
    proof = key_results.alias("proof")
    proven = sa.select(proof.c.objective_id).where(proof.c.id == meant.uuid).scalar_subquery()
    named = row.c[f"{side}_key_result_id"]
    return sa.and_(row.c[f"{side}_objective_id"] == proven, sa.or_(named.is_(None), named == meant.uuid))


def _cycle(cycle: object) -> filters.Argument:
    if cycle is not None:
        return filters.bound(cycle)
    return sa.select(cycles.current().subquery("current").c.id).scalar_subquery()


def _side(direction: DependencyDirection) -> str:
    return _UPSTREAM if direction is DependencyDirection.UPSTREAM else _DOWNSTREAM


def followed(
    of: Of,
    direction: Annotated[DependencyDirection, strawberry.argument(description="Which way.")],
    cycle: OfCycle = None,
    depth: Depth = 10,
    kinds: DependencyKinds = None,
    states: FollowedStates = None,
) -> sa.Select[Any]:
    """Return the rows of the root field: what it waits for, or what waits for it."""
    read = dependency_ways.upstream if direction is DependencyDirection.UPSTREAM else dependency_ways.downstream
    return read(
        graphs.current_organisation(),
        _at(of, _side(direction), cycle),
        filters.bound(depth),
        kinds=filters.bound(kinds),
        states=filters.bound(states),
    )


def blocking(of: Of, cycle: OfCycle = None, depth: Depth = 20) -> sa.Select[Any]:
    """Return the rows of the root field: what isn't there yet, and without which it can't do."""
    return dependency_ways.upstream(
        graphs.current_organisation(),
        _at(of, _UPSTREAM, cycle),
        filters.bound(depth),
        kinds=dependency_ways.GATING,
        states=dependency_ways.WAITING,
    )


def nearest_first(dependency: Row) -> list[sa.ColumnElement[Any]]:
    """Return the order of what is followed."""
    return [dependency.c.distance, dependency.c.needed_by, dependency.c.id]


def listed(
    today: given.Today,
    cycle: CycleId,
    unit: OptionalUnitId = None,
    direction: Annotated[
        DependencyDirection | None,
        strawberry.argument(
            description="Only what the unit waits for (UPSTREAM) or what waits for it (DOWNSTREAM); both when left out."
        ),
    ] = None,
    kinds: DependencyKinds = None,
    states: DependencyStates = None,
    is_late: Annotated[
        bool | None, strawberry.argument(description="Only those that are late, or that aren't.")
    ] = None,
    is_undecided: Annotated[
        bool | None, strawberry.argument(description="Only those that one unit has yet to answer, or not those.")
    ] = None,
) -> sa.Select[Any]:
    """Return the rows of the root field: a cycle's dependencies, with how pressing each is."""
    row = dependencies.c
    late, undecided = _is_late(today), dependency_risks.is_undecided(dependencies)
    pressing = sa.case(
        (sa.and_(late, undecided), literals.number(0)),
        (late, literals.number(1)),
        (undecided, literals.number(2)),
        (dependency_risks.is_living(dependencies), literals.number(3)),
        else_=literals.number(4),
    )
    conditions = [row.cycle_id == cycle, filters.among(row.kind, kinds), filters.among(row.state, states)]
    if unit is not None:
        sides = [_UPSTREAM, _DOWNSTREAM] if direction is None else [_side(direction)]
        conditions.append(sa.or_(*(filters.within(row[f"{side}_unit_id"], unit) for side in sides)))
    for condition, wanted in ((late, is_late), (undecided, is_undecided)):
        if wanted is not None:
            conditions.append(condition if wanted else sa.not_(condition))
    return sa.select(dependencies, pressing.label("pressing")).where(*conditions)


def _is_late(today: given.Today) -> sa.ColumnElement[bool]:
    return is_late(dependencies, today)


def most_pressing_first(dependency: Row) -> list[sa.ColumnElement[Any]]:
    """Return the order of the list: what is late and undecided first, what is over last."""
    return [dependency.c.pressing, dependency.c.needed_by]


def _in_order(ids: sa.ColumnElement[Any]) -> sa.Select[Any]:
    place = literals.placed(ids)
    return sa.select(dependencies, place.c.place).join_from(
        place,
        dependencies,
        sa.and_(dependencies.c.organisation_id == graphs.current_organisation(), dependencies.c.id == place.c.id),
    )


def _dependencies_of(row: Row) -> sa.Select[Any]:
    return _in_order(row.c.dependency_ids)


@selection.type(description="The chain of what is waited for that has the least room.")
class CriticalChain:
    dependencies: list[links.Dependency] = selection.to_many(
        source=_dependencies_of,
        order=lambda dependency: [dependency.c.place],
        description="From the furthest to the one that is waited for itself; empty when nothing gates.",
    )
    slack_days: int | None = selection.column(
        description="The least room along the chain, in days: from when something can be there to when what waits for"
        " it is needed, and from today to the furthest. Below 0 something is late, or promised too late. Null when"
        " nothing gates."
    )
    tightest: links.Dependency | None = selection.to_one(
        lambda chain, dependency: dependency.c.id == chain.c.tightest_id, description="Where the room is least."
    )
    due_on: dt.date | None = selection.column(description="The day on which the last one is needed.")


def tightest_chain(today: given.Today, of: Of, cycle: OfCycle = None) -> sa.Select[Any]:
    """Return the row of the root field."""
    return critical_chains.of(graphs.current_organisation(), _at(of, _UPSTREAM, cycle), today)


@strawberry.enum(description="By what something is hit.")
class ImpactLink(enum.Enum):
    DEPENDENCY = strawberry.enum_value("DEPENDENCY", description="It waits for what slips.")
    CONTRIBUTION = strawberry.enum_value("CONTRIBUTION", description="What slips contributes to it.")


@selection.type(description="An objective that is hit when something slips, by the way that hits it hardest.")
class Impact:
    objective: links.Objective = selection.to_one(
        lambda hit, objective: objective.c.id == hit.c.objective_id, description="What is hit."
    )
    distance: int = selection.column(description="Steps from what slips.")
    through: ImpactLink = selection.column(description="By what it is hit.")
    is_gated: bool = selection.column(
        description="Whether it can't do without: each step to it is a dependency that gates. Otherwise it is slower, or"
        " lacks a contribution."
    )
    dependency: links.Dependency | None = selection.to_one(
        lambda hit, dependency: dependency.c.id == hit.c.dependency_id, description="The last step, if it waits."
    )
    contribution: links.Contribution | None = selection.to_one(
        lambda hit, contribution: contribution.c.id == hit.c.contribution_id,
        description="The last step, if it lacks a contribution.",
    )


def hit(of: Of, cycle: OfCycle = None) -> sa.Select[Any]:
    """Return the rows of the root field: what is hit if something slips."""
    return dependency_ways.impact(graphs.current_organisation(), _at(of, _DOWNSTREAM, cycle), _helping(of, cycle))


def hardest_first(impact: Row) -> list[sa.ColumnElement[Any]]:
    """Return the order of what is hit: nearest first, and of those what stands still."""
    return [impact.c.distance, impact.c.is_gated.desc(), impact.c.objective_id]


@strawberry.enum(description="Between what a circle goes.")
class DependencyCircleKind(enum.Enum):
    OBJECTIVES = strawberry.enum_value("OBJECTIVES", description="Each objective waits for the next.")
    UNITS = strawberry.enum_value(
        "UNITS", description="Each unit waits for the next, through different objectives or without one named yet."
    )


@selection.type(description="A place on a circle.")
class DependencyStation:
    objective: links.Objective | None = selection.to_one(
        lambda station, objective: objective.c.id == station.c.objective_id,
        description="The objective; null on a circle of units.",
    )
    unit: links.Unit = selection.to_one(lambda station, unit: unit.c.id == station.c.unit_id, description="The unit.")


def _stations(circle: Row) -> sa.Select[Any]:
    return dependency_circles.stations(circle.c.kind, circle.c.station_ids)


@selection.type(description="What waits for each other in a circle.")
class DependencyCircle:
    kind: DependencyCircleKind = selection.column(description="Between what it goes.")
    is_gating: bool = selection.column(description="Whether each step gates: nobody on it can begin.")
    dependencies: list[links.Dependency] = selection.to_many(
        source=_dependencies_of,
        order=lambda dependency: [dependency.c.place],
        description="Its steps: each is needed by the station in its place, and brought by the next; the last by the first.",
    )
    stations: list[DependencyStation] = selection.to_many(
        source=_stations, order=lambda station: [station.c.place], description="Where it goes, in order."
    )


def circles(cycle: CycleId, unit: OptionalUnitId = None) -> sa.Select[Any]:
    """Return the rows of the root field: what circles in a cycle."""
    meant = filters.bound(unit)
    inside = None if meant is None else units.ids_within(units.path_of(meant))
    return dependency_circles.of_cycle(graphs.current_organisation(), filters.bound(cycle), inside)


def worst_first(circle: Row) -> list[sa.ColumnElement[Any]]:
    """Return the order of circles: objectives first, then what gates all around, then the shorter ones."""
    row = circle.c
    return [row.kind, row.is_gating.desc(), sa.func.cardinality(row.station_ids), row.dependency_ids]
