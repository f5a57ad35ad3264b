"""
Reading along dependencies: what something waits for, what waits for it, what is hit when it slips.

As in :mod:`~samsvar.persistence.graphs`. The vertex is the objective with its key results; where reading begins is a
condition on a dependency, so that it may be one objective, one key result, a unit or one dependency.
"""

from collections.abc import Callable
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from samsvar.domain.dependencies import LIVING
from samsvar.persistence import graphs, literals, schema
from samsvar.persistence.contributions import contributions
from samsvar.persistence.dependencies import dependencies

Condition = Callable[[schema.Row], sa.ColumnElement[bool]]
"""Which rows of a table."""

GATING: Final = ("GATES",)
DELAYING: Final = ("GATES", "SLOWS")
"""Whom it informs is told late, and goes on."""
WAITING: Final = tuple(LIVING)


def depends_on(
    organisation_id: graphs.Value,
    objective_id: graphs.Value,
    depth: graphs.Value,
    *,
    kinds: graphs.Words | None = None,
    states: graphs.Words | None = None,
) -> sa.Select[Any]:
    """Return what an objective needs of others, directly or through what those need: :func:`upstream` of it."""
    return upstream(
        organisation_id, lambda row: row.c.consumer_objective_id == objective_id, depth, kinds=kinds, states=states
    )


def needed_by(
    organisation_id: graphs.Value,
    objective_id: graphs.Value,
    depth: graphs.Value,
    *,
    kinds: graphs.Words | None = None,
    states: graphs.Words | None = None,
) -> sa.Select[Any]:
    """Return what others need of an objective, and what is needed of those: :func:`downstream` of it."""
    return downstream(
        organisation_id, lambda row: row.c.provider_objective_id == objective_id, depth, kinds=kinds, states=states
    )


def upstream(
    organisation_id: graphs.Value,
    first: Condition,
    depth: graphs.Value,
    *,
    kinds: graphs.Words | None = None,
    states: graphs.Words | None = None,
) -> sa.Select[Any]:
    """
    Return some dependencies, and what their providers wait for in turn.

    Args:
        first: The dependencies to begin with.
        depth: 1 for those alone.
        kinds: Only dependencies of these are followed and returned; None for all.
        states: As ``kinds``; None for the first ones in all states, and only :data:`graphs.NOT_GIVEN_UP` further away.

    Returns:
        A select of the columns of ``dependencies`` and ``distance``, 1 for the first ones.
    """
    return _following(
        organisation_id, first, depth, "consumer_objective_id", "provider_objective_id", kinds=kinds, states=states
    )


def downstream(
    organisation_id: graphs.Value,
    first: Condition,
    depth: graphs.Value,
    *,
    kinds: graphs.Words | None = None,
    states: graphs.Words | None = None,
) -> sa.Select[Any]:
    """Return some dependencies, and what waits for their consumers in turn: :func:`upstream` the other way."""
    return _following(
        organisation_id, first, depth, "provider_objective_id", "consumer_objective_id", kinds=kinds, states=states
    )


def impact(organisation_id: graphs.Value, needed: Condition, helping: Condition | None) -> sa.Select[Any]:
    """
    Return the objectives that are hit when something slips.

    What waits for it is hit, if it can't do without or is slower without; what those contribute to by agreement is hit
    too, and so on upward to the company's OKRs. Nothing waits through what was delivered or given up.

    Args:
        needed: The dependencies on what slips.
        helping: The contributions of what slips; None when it is a dependency that slips.

    Returns:
        A select of ``objective_id``, ``distance``, ``is_gated``, ``through`` (DEPENDENCY or CONTRIBUTION),
        ``dependency_id`` and ``contribution_id``: each objective once, by the way that hits it hardest, and of those
        by the shortest. ``is_gated``: each step of that way is a dependency without which the next can't do.
    """
    own, given = dependencies.alias("own"), contributions.alias("given")
    begun = [_delays(organisation_id, own).where(needed(own))]
    if helping is not None:
        begun.append(_helps(organisation_id, given).where(helping(given)))
    first = sa.union_all(*begun).subquery("first")
    hit = sa.select(first, literals.number(1).label("distance")).cte("hit", recursive=True)
    # By name, because the lateral join's own selects would take the way for a source of theirs.
    here = sa.literal_column("hit.objective_id", sa.Uuid())
    waits, helped = dependencies.alias("waits"), contributions.alias("helped")
    step = sa.union_all(
        _delays(organisation_id, waits).where(waits.c.provider_objective_id == here),
        _helps(organisation_id, helped).where(helped.c.from_objective_id == here),
    ).lateral("step")
    hit = hit.union(
        sa.select(
            step.c.objective_id,
            step.c.is_gated & hit.c.is_gated,
            step.c.dependency_id,
            step.c.contribution_id,
            hit.c.distance + literals.number(1),
        )
        .select_from(hit.join(step, sa.true()))
        .where(hit.c.distance < literals.number(graphs.DEEPEST))
    )
    hardest = (
        sa.select(
            hit,
            sa.case(
                (hit.c.dependency_id.is_not(None), literals.word("DEPENDENCY")), else_=literals.word("CONTRIBUTION")
            ).label("through"),
        )
        .ext(postgresql.distinct_on(hit.c.objective_id))
        .order_by(hit.c.objective_id, hit.c.is_gated.desc(), hit.c.distance, hit.c.dependency_id, hit.c.contribution_id)
    )
    return hardest.add_cte(hit, nest_here=True)


def _following(
    organisation_id: graphs.Value,
    first: Condition,
    depth: graphs.Value,
    near: str,
    far: str,
    *,
    kinds: graphs.Words | None,
    states: graphs.Words | None,
) -> sa.Select[Any]:
    def asked_for(table: sa.FromClause) -> list[sa.ColumnElement[bool]]:
        conditions = [table.c.organisation_id == organisation_id]
        if kinds is not None:
            conditions.append(graphs.among(table.c.kind, kinds))
        if states is not None:
            conditions.append(graphs.among(table.c.state, states))
        return conditions

    # What was declined or withdrawn is waited for by nobody, so nothing waits through it.
    def leads_on(table: sa.FromClause) -> sa.ColumnElement[bool]:
        return sa.true() if states is not None else graphs.among(table.c.state, graphs.NOT_GIVEN_UP)

    one, two = literals.number(1), literals.number(2)
    own, step = dependencies.alias("own"), dependencies.alias("step")
    way = (
        sa.select(own.c[far].label("id"), two.label("distance"))
        .where(*asked_for(own), leads_on(own), first(own), own.c[far].is_not(None), depth >= two)
        .cte("way", recursive=True)
    )
    way = way.union(
        sa.select(step.c[far], way.c.distance + one).where(
            *asked_for(step),
            leads_on(step),
            step.c[near] == way.c.id,
            step.c[far].is_not(None),
            way.c.distance < sa.func.least(depth, literals.number(graphs.DEEPEST)),
        )
    )
    is_first = sa.and_(first(dependencies), depth >= one)
    found = sa.select(
        dependencies,
        sa.case((is_first, one), else_=graphs.distance(way, dependencies.c[near])).label("distance"),
    ).where(
        *asked_for(dependencies), is_first | (leads_on(dependencies) & graphs.is_reached(dependencies.c[near], way))
    )
    return found.add_cte(way, nest_here=True)


def _delays(organisation_id: graphs.Value, each: sa.FromClause) -> sa.Select[Any]:
    """Return what dependencies do to those that wait for them."""
    return sa.select(
        each.c.consumer_objective_id.label("objective_id"),
        (each.c.kind == literals.word("GATES")).label("is_gated"),
        each.c.id.label("dependency_id"),
        sa.literal_column("null::uuid", sa.Uuid()).label("contribution_id"),
    ).where(
        each.c.organisation_id == organisation_id,
        each.c.kind.in_(literals.words(DELAYING)),
        each.c.state.in_(literals.words(LIVING)),
    )


def _helps(organisation_id: graphs.Value, each: sa.FromClause) -> sa.Select[Any]:
    """Return what agreed contributions bring less of."""
    return sa.select(
        each.c.to_objective_id.label("objective_id"),
        sa.false().label("is_gated"),
        sa.literal_column("null::uuid", sa.Uuid()).label("dependency_id"),
        each.c.id.label("contribution_id"),
    ).where(
        each.c.organisation_id == organisation_id,
        each.c.to_objective_id.is_not(None),
        each.c.state.in_(literals.words(graphs.AGREED)),
    )
