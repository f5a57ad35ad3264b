"""
Reading along contributions: selects to put into a larger statement.

Each takes SQL expressions (columns of the row that is asked about, or bound parameters), so the same select stands
alone or below any row. Ways are followed breadth first and to a depth. Organisations and drafts are kept apart by the
row policies.
"""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from samsvar.persistence import literals
from samsvar.persistence.contributions import contributions
from samsvar.persistence.directions import directions
from samsvar.persistence.key_results import key_results
from samsvar.persistence.moals import moal_directions, moals
from samsvar.persistence.objectives import objectives
from samsvar.persistence.units import units

Value = sa.ColumnElement[Any]
Words = Collection[str] | sa.ColumnElement[Any]
"""Some of few words: as they are, or as a bound array."""

LIVING = ("PROPOSED", "AGREED")
AGREED = ("AGREED",)
NOT_GIVEN_UP = ("REQUESTED", "COUNTERED", "ACCEPTED", "DELIVERED")
DEEPEST = 20
LONGEST_WAY = 12


def ancestors(organisation_id: Value, objective_id: Value, depth: Value, states: Words = AGREED) -> sa.Select[Any]:
    """Return the objectives that an objective contributes to, directly or through others, ``depth`` steps at most."""
    return _reached(_upward(organisation_id, objective_id, depth, states), organisation_id)


def supporters(organisation_id: Value, objective_id: Value, depth: Value, states: Words = AGREED) -> sa.Select[Any]:
    """Return the objectives that contribute to an objective, directly or through others."""
    return _reached(_downward(organisation_id, objective_id, depth, states), organisation_id)


def paths_upward(organisation_id: Value, objective_id: Value, limit: Value, states: Words = AGREED) -> sa.Select[Any]:
    """
    Return every way from an objective up to Moals and directions, the shorter ones first.

    Args:
        limit: At most so many ways. None is longer than 12 objectives.
        states: Of the contributions that are followed.

    Returns:
        A select of one column ``value``, JSON: ``{"nodes": [{"kind", "nodeId", "title", "unitName",
        "contributionState"}], "reachesStrategy", "isAgreed"}``. ``contributionState`` is of the contribution
        that led to the node; None for the first, for a key result's own objective, and for directions.
    """
    start, start_unit = objectives.alias("start"), units.alias("start_unit")
    way = (
        sa.select(
            start.c.id.label("objective_id"),
            sa.literal_column("null::uuid", sa.Uuid()).label("moal_id"),
            _array(_node("objective", start, start_unit.c.name)).label("nodes"),
            sa.true().label("is_agreed"),
            sa.false().label("is_end"),
            literals.number(0).label("length"),
        )
        .select_from(start)
        .join(start_unit, _same(start_unit, organisation_id, start.c.unit_id))
        .where(start.c.organisation_id == organisation_id, start.c.id == objective_id)
        .cte("way", recursive=True, nesting=True)
    )
    step = contributions.alias("step")
    above, above_unit = objectives.alias("above"), units.alias("above_unit")
    proof, meant, moal = key_results.alias("proof"), key_results.alias("meant"), moals.alias("moal")
    moal_unit = units.alias("moal_unit")
    nodes = (
        way.c.nodes
        + _if(proof.c.id.is_not(None), _array(_node("key_result", proof, sa.null())))
        + _if(meant.c.id.is_not(None), _array(_node("key_result", meant, above_unit.c.name, step.c.state)))
        + _if(
            above.c.id.is_not(None),
            _array(_node("objective", above, above_unit.c.name, sa.case((meant.c.id.is_(None), step.c.state)))),
        )
        + _if(moal.c.id.is_not(None), _array(_node("moal", moal, moal_unit.c.name, step.c.state)))
    )
    way = way.union_all(
        sa.select(
            sa.func.coalesce(step.c.to_objective_id, way.c.objective_id),
            step.c.to_moal_id,
            nodes,
            way.c.is_agreed & sa.func.coalesce(step.c.state == literals.word("AGREED"), sa.true()),
            step.c.id.is_(None)
            | step.c.to_moal_id.is_not(None)
            | (way.c.length + literals.number(1) >= literals.number(LONGEST_WAY)),
            way.c.length + literals.number(1),
        )
        .select_from(way)
        .outerjoin(
            step,
            (step.c.organisation_id == organisation_id)
            & (step.c.from_objective_id == way.c.objective_id)
            & among(step.c.state, states),
        )
        .outerjoin(proof, _same(proof, organisation_id, step.c.from_key_result_id))
        .outerjoin(meant, _same(meant, organisation_id, step.c.to_key_result_id))
        .outerjoin(above, _same(above, organisation_id, step.c.to_objective_id))
        .outerjoin(above_unit, _same(above_unit, organisation_id, above.c.unit_id))
        .outerjoin(moal, _same(moal, organisation_id, step.c.to_moal_id))
        .outerjoin(moal_unit, _same(moal_unit, organisation_id, moal.c.unit_id))
        .where(~way.c.is_end)
    )
    served = moal_directions.join(
        directions,
        (directions.c.organisation_id == moal_directions.c.organisation_id)
        & (directions.c.id == moal_directions.c.direction_id),
    )
    direction_node = _node("direction", directions, sa.null())
    value = sa.func.jsonb_build_object(
        literals.word("nodes"),
        way.c.nodes + _if(directions.c.id.is_not(None), _array(direction_node)),
        literals.word("reachesStrategy"),
        directions.c.id.is_not(None),
        literals.word("isAgreed"),
        way.c.is_agreed,
        type_=postgresql.JSONB,
    )
    # Without ORDER BY the ways come as they are found, the shorter first, and the limit stops the search.
    return (
        sa.select(value.label("value"))
        .select_from(way)
        .outerjoin(
            served,
            (moal_directions.c.organisation_id == organisation_id) & (moal_directions.c.moal_id == way.c.moal_id),
        )
        .where(way.c.is_end)
        .limit(limit)
    )


def current_organisation() -> Value:
    """Return the transaction's organisation, evaluated once in the statement."""
    return sa.select(sa.func.samsvar.current_organisation(type_=sa.Uuid())).scalar_subquery()


def _upward(organisation_id: Value, objective_id: Value, depth: Value, states: Words) -> sa.CTE:
    near, far = contributions.c.from_objective_id, contributions.c.to_objective_id
    return _closure("upward", organisation_id, objective_id, depth, states, near, far)


def _downward(organisation_id: Value, objective_id: Value, depth: Value, states: Words) -> sa.CTE:
    near, far = contributions.c.to_objective_id, contributions.c.from_objective_id
    return _closure("downward", organisation_id, objective_id, depth, states, near, far)


def _closure(
    name: str,
    organisation_id: Value,
    objective_id: Value,
    depth: Value,
    states: Words,
    near: Value,
    far: Value,
) -> sa.CTE:
    steps = (
        contributions.c.organisation_id == organisation_id,
        far.is_not(None),
        among(contributions.c.state, states),
    )
    way = (
        sa.select(far.label("id"), literals.number(1).label("distance"))
        .where(*steps, near == objective_id, depth >= literals.number(1))
        .cte(name, recursive=True)
    )
    following = sa.select(far, way.c.distance + literals.number(1)).where(
        *steps, near == way.c.id, way.c.distance < sa.func.least(depth, literals.number(DEEPEST))
    )
    return way.union(following)


def _reached(way: sa.CTE, organisation_id: Value) -> sa.Select[Any]:
    found = sa.select(objectives, distance(way, objectives.c.id)).where(
        objectives.c.organisation_id == organisation_id, is_reached(objectives.c.id, way)
    )
    return found.add_cte(way, nest_here=True)


def is_reached(own_id: Value, way: sa.CTE) -> sa.ColumnElement[bool]:
    """Return whether a record is on a way."""
    # An array, not a join: PostgreSQL takes a recursive query for a large one, and would read the whole table to join it.
    return own_id == sa.func.any(sa.func.array(sa.select(way.c.id).distinct().scalar_subquery()))


def distance(way: sa.CTE, own_id: Value) -> sa.Label[int]:
    """Return the fewest steps of a way to a record."""
    steps: sa.Label[int] = (
        sa.select(sa.func.min(way.c.distance)).where(way.c.id == own_id).scalar_subquery().label("distance")
    )
    return steps


def _same(table: sa.FromClause, organisation_id: Value, own_id: Value) -> sa.ColumnElement[bool]:
    return (table.c.organisation_id == organisation_id) & (table.c.id == own_id)


def among(column: Value, words: Words) -> sa.ColumnElement[bool]:
    """Return the condition that a column holds one of some words."""
    if isinstance(words, sa.ColumnElement):
        return column == sa.any_(words)
    return column.in_(literals.words(words))


def _node(kind: str, table: sa.FromClause, unit_name: Value | sa.Null, state: Value | None = None) -> Value:
    return sa.func.jsonb_build_object(
        literals.word("kind"),
        literals.word(kind.upper()),
        literals.word("nodeId"),
        literals.global_id(kind, table.c.id),
        literals.word("title"),
        table.c.title,
        literals.word("unitName"),
        unit_name,
        literals.word("contributionState"),
        sa.null() if state is None else state,
        type_=postgresql.JSONB,
    )


def _array(value: Value) -> sa.ColumnElement[Any]:
    return sa.func.jsonb_build_array(value, type_=postgresql.JSONB)


def _if(condition: sa.ColumnElement[bool], value: Value) -> sa.ColumnElement[Any]:
    return sa.case((condition, value), else_=sa.literal_column("'[]'::jsonb", postgresql.JSONB()))
