"""Who is in the rooms of alignment cases now: table and statements."""

import datetime as dt
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Column, DateTime, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.persistence import schema

PRESENT_FOR: Final = dt.timedelta(seconds=45)
"""How long somebody is in a room without saying so again."""

# Who is in the room now. Nothing is lost with it, so that nothing is logged for it.
alignment_case_presences = Table(
    "alignment_case_presences",
    schema.metadata,
    schema.organisation_id(),
    Column("case_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    schema.within_organisation(["case_id"], "alignment_cases"),
    schema.within_organisation(["person_id"], "people"),
    prefixes=["UNLOGGED"],
)


def present(case: schema.Row, now: sa.ColumnElement[dt.datetime]) -> sa.ColumnElement[list[str]]:
    """Return the names of who is in the room now."""
    seen = alignment_case_presences.alias("seen")
    names = sa.func.array_agg(sa.dialects.postgresql.aggregate_order_by(seen.c.name, seen.c.name), type_=ARRAY(Text))
    here = sa.select(names).where(seen.c.case_id == case.c.id, seen.c.seen_at > now - PRESENT_FOR)
    nobody = sa.literal_column("'{}'::text[]", ARRAY(Text))
    return sa.func.coalesce(here.scalar_subquery(), nobody, type_=ARRAY(Text))


async def is_in_room(
    connection: AsyncConnection,
    organisation_id: UUID,
    case_id: UUID,
    *,
    person_id: UUID,
    name: str | None,
    now: dt.datetime,
    within: dt.timedelta,
) -> bool:
    """
    Note that somebody is in the room, or left it; return whether that is news to the others.

    Args:
        name: Who it is; None when they leave.
        within: How long somebody counts as present without a word.
    """
    own, since = alignment_case_presences.c, now - within
    gone = await connection.execute(
        sa.delete(alignment_case_presences)
        .where(
            own.organisation_id == organisation_id,
            own.case_id == case_id,
            sa.or_(own.seen_at < since, own.person_id == person_id),
        )
        .returning(own.person_id, own.seen_at)
    )
    left = {row.person_id: row.seen_at for row in gone}
    was_here = person_id in left and left[person_id] >= since
    if name is not None:
        await connection.execute(
            upsert(alignment_case_presences)
            .values(organisation_id=organisation_id, case_id=case_id, person_id=person_id, name=name, seen_at=now)
            .on_conflict_do_update(
                index_elements=["organisation_id", "case_id", "person_id"], set_={"name": name, "seen_at": now}
            )
        )
    return was_here is (name is None) or bool(set(left) - {person_id})
