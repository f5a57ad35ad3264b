"""Ids: version 7 uuids that the database gives to new records, in the order in which they are made."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection


async def fresh(connection: AsyncConnection) -> UUID:
    """Return an id that no record has."""
    found = await connection.execute(sa.select(sa.func.uuidv7(type_=sa.Uuid())))
    own_id: UUID = found.scalar_one()
    return own_id


def among(column: sa.ColumnElement[UUID], own_ids: Collection[UUID]) -> sa.ColumnElement[bool]:
    """
    Return whether a column is one of these.

    They are one parameter, an array, unlike those of ``in_``: PostgreSQL takes 32,767 parameters, and an organisation of
    ten thousand teams has more objectives. Nor is the statement another one for every number of them.
    """
    return column == sa.func.any(sa.literal(list(own_ids), ARRAY(sa.Uuid())))
