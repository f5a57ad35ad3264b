"""What units were, are and will be: statements over their versions, and what takes effect by itself on its day."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.unit_histories import History, UnitVersion
from samsvar.persistence import records
from samsvar.persistence.units import lasts, unit_versions, units


async def load(connection: AsyncConnection, organisation_id: UUID, *, since: dt.date) -> History:
    """Return the versions of all units that last on a day or later, or ended on it. Writers hold the lock on units."""
    column = unit_versions.c
    return History(
        await records.many(
            connection,
            UnitVersion,
            sa.select(*records.columns(unit_versions, UnitVersion)).where(
                column.organisation_id == organisation_id, _reaches(since)
            ),
        )
    )


async def store(
    connection: AsyncConnection,
    organisation_id: UUID,
    unit_id: UUID,
    versions: Sequence[UnitVersion],
    *,
    since: dt.date,
) -> None:
    """Store a unit's versions in the place of those that were loaded since the same day."""
    column = unit_versions.c
    await connection.execute(
        sa.delete(unit_versions).where(
            column.organisation_id == organisation_id,
            column.unit_id == unit_id,
            _reaches(since),
            column.valid_from.not_in([version.valid_from for version in versions]),
        )
    )
    rows = [{"organisation_id": organisation_id, **dataclasses.asdict(version)} for version in versions]
    given = insert(unit_versions).values(rows)
    changing = ("name", "parent_id", "valid_to", "reason", "end_reason")
    await connection.execute(
        given.on_conflict_do_update(
            index_elements=["organisation_id", "unit_id", "valid_from"],
            set_={name: given.excluded[name] for name in changing},
        )
    )


def _reaches(since: dt.date) -> sa.ColumnElement[bool]:
    return sa.or_(unit_versions.c.valid_to.is_(None), unit_versions.c.valid_to >= since)


async def due(connection: AsyncConnection, organisation_id: UUID, *, on: dt.date) -> list[UUID]:
    """Return the units whose name or place of a day isn't theirs yet: a planned change has come due."""
    version = unit_versions
    found = await connection.execute(
        sa.select(units.c.id)
        .join(version, (version.c.organisation_id == units.c.organisation_id) & (version.c.unit_id == units.c.id))
        .where(
            units.c.organisation_id == organisation_id,
            lasts(version, sa.literal(on)),
            sa.or_(
                version.c.name != units.c.name,
                version.c.parent_id.is_distinct_from(units.c.parent_id),
            ),
        )
    )
    return list(found.scalars())


def planned(today: sa.ColumnElement[dt.date]) -> sa.Select[Any]:
    """
    Return what is planned for units: one row for each unit and day to come on which it begins, changes or ends.

    Returns:
        The columns ``unit_id``, ``on_day``, ``name``, ``parent_id``, ``name_before``, ``parent_id_before``, ``reason``,
        ``is_founded``, ``is_ended``; names and places before are null for what is founded, those then for what ends
        are what it had.
    """
    now, before, after = (unit_versions.alias(name) for name in ("now", "before", "after"))
    change = (
        sa.select(
            now.c.unit_id,
            now.c.valid_from.label("on_day"),
            now.c.name,
            now.c.parent_id,
            before.c.name.label("name_before"),
            before.c.parent_id.label("parent_id_before"),
            now.c.reason,
            before.c.unit_id.is_(None).label("is_founded"),
            sa.false().label("is_ended"),
        )
        .select_from(
            now.outerjoin(
                before,
                (before.c.organisation_id == now.c.organisation_id)
                & (before.c.unit_id == now.c.unit_id)
                & (before.c.valid_to == now.c.valid_from),
            )
        )
        .where(now.c.valid_from > today, now.c.valid_to.is_distinct_from(now.c.valid_from))
    )
    is_followed = sa.exists().where(
        after.c.organisation_id == now.c.organisation_id,
        after.c.unit_id == now.c.unit_id,
        after.c.valid_from == now.c.valid_to,
    )
    end = sa.select(
        now.c.unit_id,
        now.c.valid_to.label("on_day"),
        now.c.name,
        now.c.parent_id,
        now.c.name.label("name_before"),
        now.c.parent_id.label("parent_id_before"),
        now.c.end_reason.label("reason"),
        sa.false().label("is_founded"),
        sa.true().label("is_ended"),
    ).where(now.c.valid_to > today, now.c.valid_to > now.c.valid_from, ~is_followed)
    every = change.union_all(end).subquery("planned")
    return sa.select(every, sa.cast(every.c.unit_id, Text).label("place"))
