"""
What a unit's OKRs of a cycle are joined to, above and below: selects for drawing it.

As in :mod:`~samsvar.persistence.graphs`, whose ways they follow.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from samsvar.persistence import graphs, literals
from samsvar.persistence.contributions import contributions
from samsvar.persistence.dependencies import dependencies
from samsvar.persistence.directions import directions
from samsvar.persistence.moals import moal_directions, moals
from samsvar.persistence.objectives import objectives


def reached_objectives(unit_id: graphs.Value, cycle_id: graphs.Value, depth: graphs.Value) -> sa.Select[Any]:
    """Return a unit's objectives of a cycle, and those at most ``depth`` contributions above and below them."""
    reached = _around(unit_id, cycle_id, depth)
    found = sa.select(objectives).where(
        objectives.c.organisation_id == graphs.current_organisation(), graphs.is_reached(objectives.c.id, reached)
    )
    return found.add_cte(reached, nest_here=True)


def reached_moals(unit_id: graphs.Value, cycle_id: graphs.Value, depth: graphs.Value) -> sa.Select[Any]:
    """Return the Moals that the objectives of :func:`reached_objectives` contribute to."""
    reached = _around(unit_id, cycle_id, depth)
    found = sa.select(moals).where(
        moals.c.organisation_id == graphs.current_organisation(),
        moals.c.id.in_(
            sa.select(contributions.c.to_moal_id).where(
                contributions.c.organisation_id == graphs.current_organisation(),
                graphs.is_reached(contributions.c.from_objective_id, reached),
                contributions.c.state.in_(literals.words(graphs.LIVING)),
            )
        ),
    )
    return found.add_cte(reached, nest_here=True)


def reached_directions(unit_id: graphs.Value, cycle_id: graphs.Value, depth: graphs.Value) -> sa.Select[Any]:
    """Return the directions that the Moals of :func:`reached_moals` serve."""
    served = reached_moals(unit_id, cycle_id, depth).subquery("served")
    return sa.select(directions).where(
        directions.c.organisation_id == graphs.current_organisation(),
        directions.c.id.in_(
            sa.select(moal_directions.c.direction_id).where(
                moal_directions.c.organisation_id == graphs.current_organisation(),
                moal_directions.c.moal_id.in_(sa.select(served.c.id)),
            )
        ),
    )


def edges(unit_id: graphs.Value, cycle_id: graphs.Value, depth: graphs.Value) -> sa.Select[Any]:
    """
    Return what joins the objectives of :func:`reached_objectives`: contributions, dependencies, Moals served.

    Returns:
        A select of one column ``value``, JSON: ``{"kind", "sourceId", "targetId", "state", "weight"}``. The ends are
        objectives, Moals and directions; ``weight`` is of contributions alone.
    """
    reached = _around(unit_id, cycle_id, depth)
    here = graphs.current_organisation()
    contributed = sa.select(
        _edge(
            "CONTRIBUTION",
            literals.global_id("objective", contributions.c.from_objective_id),
            sa.func.coalesce(
                literals.global_id("objective", contributions.c.to_objective_id),
                literals.global_id("moal", contributions.c.to_moal_id),
            ),
            contributions.c.state,
            contributions.c.weight,
        ).label("value")
    ).where(
        contributions.c.organisation_id == here,
        graphs.is_reached(contributions.c.from_objective_id, reached),
        contributions.c.to_moal_id.is_not(None) | graphs.is_reached(contributions.c.to_objective_id, reached),
        contributions.c.state.in_(literals.words(graphs.LIVING)),
    )
    needed = sa.select(
        _edge(
            "DEPENDENCY",
            literals.global_id("objective", dependencies.c.consumer_objective_id),
            literals.global_id("objective", dependencies.c.provider_objective_id),
            dependencies.c.state,
            sa.null(),
        )
    ).where(
        dependencies.c.organisation_id == here,
        graphs.is_reached(dependencies.c.consumer_objective_id, reached),
        graphs.is_reached(dependencies.c.provider_objective_id, reached),
        dependencies.c.state.in_(literals.words(graphs.NOT_GIVEN_UP)),
    )
    leading = contributions.alias("leading")
    serving = sa.select(
        _edge(
            "SERVES",
            literals.global_id("moal", moal_directions.c.moal_id),
            literals.global_id("direction", moal_directions.c.direction_id),
            literals.word("AGREED"),
            sa.null(),
        )
    ).where(
        moal_directions.c.organisation_id == here,
        moal_directions.c.moal_id.in_(
            sa.select(leading.c.to_moal_id).where(
                leading.c.organisation_id == here,
                graphs.is_reached(leading.c.from_objective_id, reached),
                leading.c.state.in_(literals.words(graphs.LIVING)),
            )
        ),
    )
    joined = sa.union_all(contributed, needed, serving).subquery("joined")
    return sa.select(joined.c.value).add_cte(reached, nest_here=True)


def _around(unit_id: graphs.Value, cycle_id: graphs.Value, depth: graphs.Value) -> sa.CTE:
    here = graphs.current_organisation()
    own = sa.select(objectives.c.id, literals.number(0).label("distance")).where(
        objectives.c.organisation_id == here, objectives.c.unit_id == unit_id, objectives.c.cycle_id == cycle_id
    )
    ways = []
    for name, near, far in (
        ("upward", contributions.c.from_objective_id, contributions.c.to_objective_id),
        ("downward", contributions.c.to_objective_id, contributions.c.from_objective_id),
    ):
        way = own.cte(name, recursive=True, nesting=True)
        following = sa.select(far, way.c.distance + literals.number(1)).where(
            contributions.c.organisation_id == here,
            near == way.c.id,
            far.is_not(None),
            contributions.c.state.in_(literals.words(graphs.LIVING)),
            way.c.distance < sa.func.least(depth, literals.number(graphs.DEEPEST)),
        )
        ways.append(sa.select(way.union(following).c.id))
    return sa.union(*ways).cte("reached")


def _edge(
    kind: str, source: graphs.Value, target: graphs.Value, state: graphs.Value, weight: graphs.Value | sa.Null
) -> graphs.Value:
    return sa.func.jsonb_build_object(
        literals.word("kind"),
        literals.word(kind),
        literals.word("sourceId"),
        source,
        literals.word("targetId"),
        target,
        literals.word("state"),
        state,
        literals.word("weight"),
        weight,
        type_=postgresql.JSONB,
    )
