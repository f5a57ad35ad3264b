"""
What a reader may do, as expressions to read with a row; the rules are the domain's, put into the statement as they are.

A test holds these expressions to :mod:`samsvar.domain.rights`, role by role.
"""

from typing import Any

import sqlalchemy as sa

from samsvar.domain import rights
from samsvar.persistence.units import units

Value = sa.ColumnElement[Any]


def held_at(unit_id: Value, *, held_in: Value, roles: Value, is_administrator: Value) -> Value:
    """
    Return the names of the rights held at a unit, as an array in the order of the domain; empty for an unknown unit.

    Args:
        held_in, roles: Arrays of the same length: the ids of the units in which roles are held, and the roles.
        is_administrator: Whether the organisation's administration is held.
    """
    granted, held, above = _granted(), _held(held_in, roles), units.alias("held_in")
    at = units.alias("held_at")
    by_role = (
        sa.select(granted.c.right_name, granted.c.place)
        .select_from(at)
        .join(above, _reaches(above, at))
        .join(held, held.c.unit_id == above.c.id)
        .join(granted, (granted.c.role == held.c.role) & (granted.c.is_below | (above.c.id == at.c.id)))
        .where(at.c.id == unit_id)
    )
    everywhere = (
        sa.select(granted.c.right_name, granted.c.place)
        .select_from(at)
        .join(held, sa.true())
        .join(granted, (granted.c.role == held.c.role) & granted.c.is_everywhere)
        .where(at.c.id == unit_id)
    )
    of_administrators = sa.values(
        sa.column("right_name", sa.Text), sa.column("place", sa.Integer), name="administrators", literal_binds=True
    ).data([(right.value, place) for place, right in enumerate(rights.Right) if right in rights.OF_ADMINISTRATORS])
    by_office = (
        sa.select(of_administrators.c.right_name, of_administrators.c.place)
        .select_from(at)
        .join(of_administrators, sa.true())
        .where(at.c.id == unit_id, is_administrator)
    )
    all_held = sa.union(by_role, everywhere, by_office).subquery("all_held")
    names = sa.func.array_agg(sa.dialects.postgresql.aggregate_order_by(all_held.c.right_name, all_held.c.place))
    nothing = sa.literal_column("'{}'::text[]", sa.ARRAY(sa.Text))
    return sa.func.coalesce(sa.select(names).scalar_subquery(), nothing, type_=sa.ARRAY(sa.Text))


def units_with(right: rights.Right, *, held_in: Value, roles: Value) -> sa.Select[Any]:
    """Return the ids of the units at which roles give a right."""
    granted, held, above = _granted(), _held(held_in, roles), units.alias("held_in")
    at = units.alias("held_at")
    return (
        sa.select(at.c.id)
        .select_from(held)
        .join(granted, (granted.c.role == held.c.role) & (granted.c.right_name == _word(right.value)))
        .join(above, above.c.id == held.c.unit_id)
        .join(at, granted.c.is_everywhere | (at.c.id == above.c.id) | (granted.c.is_below & _reaches(above, at)))
    )


def units_spoken_for(right: rights.Right, *, held_in: Value, roles: Value) -> sa.Select[Any]:
    """Return the ids of the units in which a role itself gives a right, however far it carries: nobody speaks from above."""
    granted, held = _granted(), _held(held_in, roles)
    return (
        sa.select(held.c.unit_id)
        .select_from(held)
        .join(granted, (granted.c.role == held.c.role) & (granted.c.right_name == _word(right.value)))
    )


def units_held(held_in: Value) -> sa.Select[Any]:
    """Return the ids of the units in which roles are held, as a select."""
    return sa.select(sa.func.unnest(held_in).column_valued("held"))


def _reaches(above: sa.FromClause, at: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(at.c.path.op("~>=~")(above.c.path), at.c.path.op("~<~")(above.c.path.op("||")(_word("~"))))


def _held(held_in: Value, roles: Value) -> sa.FromClause:
    return (
        sa.func.unnest(held_in, roles)
        .table_valued(sa.column("unit_id", sa.Uuid), sa.column("role", sa.Text), name="held")
        .render_derived()
    )


def _granted() -> sa.FromClause:
    columns = (
        sa.column("role", sa.Text),
        sa.column("right_name", sa.Text),
        sa.column("place", sa.Integer),
        sa.column("is_below", sa.Boolean),
        sa.column("is_everywhere", sa.Boolean),
    )
    order = {right: place for place, right in enumerate(rights.Right)}
    return sa.values(*columns, name="granted", literal_binds=True).data(
        [
            (
                role.value,
                right.value,
                order[right],
                reach is rights.Reach.UNIT_AND_BELOW,
                reach is rights.Reach.ORGANISATION,
            )
            for role, granted in rights.GRANTED.items()
            for right, reach in granted.items()
        ]
    )


def _word(value: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{value}'", sa.Text())
