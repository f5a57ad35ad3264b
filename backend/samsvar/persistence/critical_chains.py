"""
The chain of waits with the least room.

A dependency can be there on the day that is agreed or asked for, or on the one that its provider offers instead, and not
before today. Along a chain of dependencies that gate and aren't there yet, the room at each is the number of days from
when what it waits for can be there to its own day; at the furthest, from today. The slack of the chain is the least of
these: so many days may be lost before something is late, and below 0 something is late already.
"""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from samsvar.domain.dependencies import LIVING
from samsvar.persistence import dependency_ways, graphs, literals, schema
from samsvar.persistence.dependencies import dependencies

Day = sa.ColumnElement[dt.date]

_IDS = postgresql.ARRAY(sa.Uuid())


def of(organisation_id: graphs.Value, first: dependency_ways.Condition, today: Day) -> sa.Select[Any]:
    """
    Return the chain with the least slack; of several the longest.

    Args:
        first: The dependencies that the chain may end with.

    Returns:
        A select of one row: ``dependency_ids`` from the furthest to the one that was begun with, empty when nothing
        gates; ``slack_days``; ``tightest_id``, where the room is least; ``due_on``, the day on which the last is needed.
    """
    one = literals.number(1)
    near, far = dependencies.alias("near"), dependencies.alias("far")
    reached = (
        sa.select(*_link(near, today), one.label("distance"), _own_room(near, today).label("slack"))
        .where(*_waited_for(near, organisation_id), first(near))
        .cte("reached", recursive=True)
    )
    # The same dependency by several ways is kept once for each slack, so their number stays small where ways are many.
    reached = reached.union(
        sa.select(
            *_link(far, today),
            reached.c.distance + one,
            sa.func.least(reached.c.slack, _own_room(far, today), _days(reached.c.needed_by, _there_on(far, today))),
        )
        .select_from(reached.join(far, far.c.consumer_objective_id == reached.c.provider_objective_id))
        .where(*_waited_for(far, organisation_id), reached.c.distance < literals.number(graphs.DEEPEST))
    )
    tightest = (
        sa.select(reached).order_by(reached.c.slack, reached.c.distance.desc(), reached.c.id).limit(1)
    ).subquery("furthest")
    back = sa.select(tightest).cte("back", recursive=True)
    before = reached.alias("before")
    earlier = (
        sa.select(before)
        .where(
            before.c.provider_objective_id == _column("back", "consumer_objective_id", sa.Uuid()),
            before.c.distance == _column("back", "distance", sa.Integer()) - one,
            sa.func.least(
                before.c.slack,
                _column("back", "own_room", sa.Integer()),
                _days(before.c.needed_by, _column("back", "there_on", sa.Date())),
            )
            == _column("back", "slack", sa.Integer()),
        )
        .order_by(before.c.id)
        .limit(1)
        .lateral("earlier")
    )
    back = back.union_all(sa.select(earlier).select_from(back.join(earlier, sa.true())))
    chain = sa.select(
        back,
        sa.func.least(
            back.c.own_room,
            _days(back.c.needed_by, sa.func.lead(back.c.there_on).over(order_by=back.c.distance)),
        ).label("room"),
    ).subquery("chain")
    column = chain.c
    return sa.select(
        sa.func.coalesce(
            sa.func.array_agg(postgresql.aggregate_order_by(column.id, column.distance.desc()), type_=_IDS),
            sa.literal_column("'{}'::uuid[]", _IDS),
        ).label("dependency_ids"),
        sa.func.min(column.slack).label("slack_days"),
        sa.func.array_agg(postgresql.aggregate_order_by(column.id, column.room, column.distance), type_=_IDS)[1].label(
            "tightest_id"
        ),
        sa.func.min(column.needed_by).filter(column.distance == one).label("due_on"),
    )


def _link(table: sa.FromClause, today: Day) -> list[sa.ColumnElement[Any]]:
    return [
        table.c.id,
        table.c.consumer_objective_id,
        table.c.provider_objective_id,
        table.c.needed_by,
        _there_on(table, today).label("there_on"),
        _own_room(table, today).label("own_room"),
    ]


def _waited_for(table: sa.FromClause, organisation_id: graphs.Value) -> list[sa.ColumnElement[bool]]:
    return [
        table.c.organisation_id == organisation_id,
        table.c.kind == literals.word("GATES"),
        table.c.state.in_(literals.words(LIVING)),
    ]


def _there_on(dependency: schema.Row, today: Day) -> Day:
    # The offered day is known only while a counter-offer stands.
    return sa.func.greatest(
        sa.func.coalesce(dependency.c.counter_needed_by, dependency.c.needed_by), today, type_=sa.Date()
    )


def _own_room(dependency: schema.Row, today: Day) -> sa.ColumnElement[int]:
    earliest = sa.func.greatest(dependency.c.counter_needed_by, today, type_=sa.Date())
    return _days(dependency.c.needed_by, earliest)


def _days(later: sa.ColumnElement[Any], earlier: Day) -> sa.ColumnElement[int]:
    # The difference of two days is a number, which SQLAlchemy takes for an interval.
    return sa.type_coerce(later - earlier, sa.Integer())


def _column(table: str, name: str, type_: sa.types.TypeEngine[Any]) -> sa.ColumnElement[Any]:
    return sa.literal_column(f"{table}.{name}", type_)
