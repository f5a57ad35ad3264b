"""
Circles of what waits for each other.

Dependencies that gate can't form them (invariant 5) where both objectives are known. What is left: objectives that slow
or inform each other around a circle, also where some step gates; and units that wait for each other through different
objectives, or through requests whose provider named no objective yet.

All elementary circles are found that are no longer than a bound, each from its smallest member on; see ADR 0097.
"""

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from samsvar.domain.dependencies import LIVING
from samsvar.persistence import dependency_ways, graphs, literals
from samsvar.persistence.dependencies import dependencies
from samsvar.persistence.objectives import objectives

LONGEST_OF_OBJECTIVES: Final = 10
LONGEST_OF_UNITS: Final = 4
MOST: Final = 100
"""Of each kind, the worst first."""

_IDS = postgresql.ARRAY(sa.Uuid())


def of_cycle(organisation_id: graphs.Value, cycle_id: graphs.Value, unit_ids: sa.Select[Any] | None) -> sa.Select[Any]:
    """
    Return the circles of what is neither delivered nor given up in a cycle.

    Args:
        unit_ids: Only circles that touch one of these units; None for all.

    Returns:
        A select of ``kind`` (OBJECTIVES or UNITS), ``is_gating`` (each step gates), ``dependency_ids`` in order, each
        needed by the station in its place and brought by the next one, and ``station_ids``: objectives or units.
        A circle of units that is one of objectives, too, is listed as that alone.
    """
    row = dependencies.c
    of_objectives = _circles(
        "objective",
        organisation_id,
        cycle_id,
        (row.consumer_objective_id, row.provider_objective_id),
        sa.true(),
        LONGEST_OF_OBJECTIVES,
    )
    # Two units that tell each other things are no circle of waits.
    of_units = _circles(
        "unit",
        organisation_id,
        cycle_id,
        (row.consumer_unit_id, row.provider_unit_id),
        row.kind.in_(literals.words(dependency_ways.DELAYING)),
        LONGEST_OF_UNITS,
    )
    through_objectives = sa.select(
        literals.word("OBJECTIVES").label("kind"),
        of_objectives,
        _units_of(of_objectives.c.station_ids).label("unit_ids"),
    ).cte("through_objectives", nesting=True)
    through_units = sa.select(
        literals.word("UNITS").label("kind"), of_units, _sorted(of_units.c.station_ids).label("unit_ids")
    ).where(
        ~sa.exists().where(through_objectives.c.unit_ids == _sorted(of_units.c.station_ids)),
    )
    both = sa.union_all(sa.select(through_objectives), through_units).subquery("both")
    found = sa.select(both.c.kind, both.c.is_gating, both.c.dependency_ids, both.c.station_ids)
    if unit_ids is None:
        return found
    return found.where(both.c.unit_ids.op("&&")(sa.func.array(unit_ids.scalar_subquery(), type_=_IDS)))


def stations(kind: graphs.Value, station_ids: graphs.Value) -> sa.Select[Any]:
    """Return the stations of a circle: ``place``, ``objective_id`` (null on a circle of units) and ``unit_id``."""
    placed = literals.placed(station_ids)
    whose = objectives.alias("whose")
    is_unit = kind == literals.word("UNITS")
    return sa.select(
        placed.c.place,
        whose.c.id.label("objective_id"),
        sa.case((is_unit, placed.c.id), else_=whose.c.unit_id).label("unit_id"),
    ).select_from(
        placed.outerjoin(
            whose,
            sa.and_(
                sa.not_(is_unit),
                whose.c.organisation_id == graphs.current_organisation(),
                whose.c.id == placed.c.id,
            ),
        )
    )


def _circles(
    name: str,
    organisation_id: graphs.Value,
    cycle_id: graphs.Value,
    ends: tuple[sa.Column[Any], sa.Column[Any]],
    which: sa.ColumnElement[bool],
    longest: int,
) -> sa.Subquery:
    consumer, provider = ends
    row, one = dependencies.c, literals.number(1)
    weight = sa.case(
        (row.kind == literals.word("GATES"), literals.number(0)),
        (row.kind == literals.word("SLOWS"), one),
        else_=literals.number(2),
    )
    # Of several between the same two, the one that weighs most stands for them.
    edge = (
        sa.select(
            consumer.label("source"),
            provider.label("target"),
            row.id,
            (row.kind == literals.word("GATES")).label("gates"),
        )
        .ext(postgresql.distinct_on(consumer, provider))
        .where(
            row.organisation_id == organisation_id,
            row.cycle_id == cycle_id,
            row.state.in_(literals.words(LIVING)),
            provider.is_not(None),
            consumer != provider,
            which,
        )
        .order_by(consumer, provider, weight, row.needed_by, row.id)
        .cte(f"{name}_edge", nesting=True)
        .prefix_with("materialized")
    )
    way = (
        sa.select(
            edge.c.source.label("start"),
            edge.c.target.label("reached"),
            sa.func.array_append(_alone(edge.c.source), edge.c.target, type_=_IDS).label("station_ids"),
            _alone(edge.c.id).label("dependency_ids"),
            edge.c.gates.label("is_gating"),
            one.label("length"),
        )
        .where(edge.c.target > edge.c.source)
        .cte(f"{name}_way", recursive=True, nesting=True)
    )
    following = edge.alias("following")
    way = way.union_all(
        sa.select(
            way.c.start,
            following.c.target,
            sa.func.array_append(way.c.station_ids, following.c.target, type_=_IDS),
            sa.func.array_append(way.c.dependency_ids, following.c.id, type_=_IDS),
            way.c.is_gating & following.c.gates,
            way.c.length + one,
        )
        .select_from(way.join(following, following.c.source == way.c.reached))
        .where(
            following.c.target > way.c.start,
            following.c.target != sa.all_(way.c.station_ids),
            way.c.length < literals.number(longest - 1),
        )
    )
    closing = edge.alias("closing")
    return (
        sa.select(
            (way.c.is_gating & closing.c.gates).label("is_gating"),
            sa.func.array_append(way.c.dependency_ids, closing.c.id, type_=_IDS).label("dependency_ids"),
            way.c.station_ids,
        )
        .select_from(
            way.join(closing, sa.and_(closing.c.source == way.c.reached, closing.c.target == way.c.start)),
        )
        .order_by(sa.column("is_gating", sa.Boolean()).desc(), way.c.length, sa.column("dependency_ids", _IDS))
        .limit(literals.number(MOST))
        .subquery(f"{name}_circle")
    )


def _alone(own_id: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.func.array_append(sa.literal_column("'{}'::uuid[]", _IDS), own_id, type_=_IDS)


def _units_of(objective_ids: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    whose = objectives.alias("whose")
    found = sa.select(whose.c.unit_id).distinct().where(whose.c.id == sa.any_(objective_ids)).order_by(whose.c.unit_id)
    return sa.func.array(found.scalar_subquery(), type_=_IDS)


def _sorted(ids: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    each = literals.placed(ids)
    return sa.func.array(sa.select(each.c.id).order_by(each.c.id).scalar_subquery(), type_=_IDS)
