"""
How much what is waited for endangers who waits: one rule, read wherever it is shown.

A dependency without which its consumer can't do weighs most: late, declined with nothing to fall back on, or unanswered
shortly before its day, it puts the objective at risk. What merely slows is to be watched in the same cases. What merely
informs endangers nothing.
"""

import datetime as dt
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from samsvar.domain.dependencies import LIVING, UNDECIDED
from samsvar.persistence import graphs, literals, schema
from samsvar.persistence.dependencies import dependencies, is_late

NEAR_DAYS: Final = 14
"""A day is near so many days before it."""

Day = sa.ColumnElement[dt.date]


def is_living(dependency: schema.Row) -> sa.ColumnElement[bool]:
    """Return whether it is neither delivered nor given up."""
    living: sa.ColumnElement[bool] = dependency.c.state.in_(literals.words(LIVING))
    return living


def is_undecided(dependency: schema.Row) -> sa.ColumnElement[bool]:
    """Return whether one of the two units has yet to answer."""
    undecided: sa.ColumnElement[bool] = dependency.c.state.in_(literals.words(UNDECIDED))
    return undecided


def days_left(dependency: schema.Row, today: Day) -> sa.ColumnElement[int | None]:
    """Return the days until it is needed, below 0 when it is late; null when nobody waits for it any more."""
    # The difference of two days is a number, which SQLAlchemy takes for an interval.
    return sa.case((is_living(dependency), sa.type_coerce(dependency.c.needed_by - today, sa.Integer())))


def is_due_soon(dependency: schema.Row, today: Day) -> sa.ColumnElement[bool]:
    """Return whether its day is near, and not over."""
    return sa.and_(
        is_living(dependency),
        dependency.c.needed_by >= today,
        dependency.c.needed_by <= today + literals.number(NEAR_DAYS),
    )


def is_declined_without_fallback(dependency: schema.Row) -> sa.ColumnElement[bool]:
    """Return whether the provider said no to what the consumer can't do without."""
    return sa.and_(
        dependency.c.kind == literals.word("GATES"),
        dependency.c.state == literals.word("DECLINED"),
        dependency.c.fallback == literals.word(""),
    )


def rank(dependency: schema.Row, today: Day) -> sa.ColumnElement[int]:
    """Return how much it endangers its consumer: 2 at risk, 1 to be watched, 0 nothing."""
    row = dependency.c
    late, soon = is_late(dependency, today), is_due_soon(dependency, today)
    undecided = is_undecided(dependency)
    two, one, none = map(literals.number, (2, 1, 0))
    pressing = late | (undecided & soon)
    return sa.case(
        (is_declined_without_fallback(dependency), two),
        (row.kind == literals.word("GATES"), sa.case((pressing, two), (undecided | soon, one), else_=none)),
        (row.kind == literals.word("SLOWS"), sa.case((pressing, one), else_=none)),
        else_=none,
    )


def level(rank: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    """Return the word for a rank."""
    words = ("NONE", "WATCH", "AT_RISK")
    return sa.case(*((rank == literals.number(place), literals.word(word)) for place, word in enumerate(words)))


def turn_of(dependency: schema.Row) -> sa.ColumnElement[Any]:
    """Return the unit whose turn it is to answer; null when nobody's is."""
    row = dependency.c
    return sa.case(
        (row.state == literals.word("REQUESTED"), row.provider_unit_id),
        (row.state == literals.word("COUNTERED"), row.consumer_unit_id),
    )


def of_objective(organisation_id: graphs.Value, objective_id: graphs.Value, today: Day) -> sa.Select[Any]:
    """
    Return what an objective's own dependencies say of it: one row.

    Returns:
        A select of ``rank``, ``late_count``, ``undecided_count``, ``due_soon_count``, ``declined_count`` (of what gates
        or slows) and ``worst_id``, the dependency that endangers it most; null when none does.
    """
    need = dependencies.alias("need")
    weight = rank(need, today)
    matters = need.c.kind != literals.word("INFORMS")

    def count(which: sa.ColumnElement[bool], name: str) -> sa.Label[int]:
        return sa.func.count().filter(which & matters).label(name)

    kinds = sa.case((need.c.kind == literals.word("GATES"), literals.number(0)), else_=literals.number(1))
    worst = sa.func.array_agg(
        postgresql.aggregate_order_by(need.c.id, weight.desc(), kinds, need.c.needed_by, need.c.id),
        type_=postgresql.ARRAY(sa.Uuid()),
    ).filter(weight > literals.number(0))
    return sa.select(
        sa.func.coalesce(sa.func.max(weight), literals.number(0)).label("rank"),
        count(is_late(need, today), "late_count"),
        count(is_undecided(need), "undecided_count"),
        count(is_due_soon(need, today), "due_soon_count"),
        count(is_declined_without_fallback(need), "declined_count"),
        worst[1].label("worst_id"),
    ).where(need.c.organisation_id == organisation_id, need.c.consumer_objective_id == objective_id)
