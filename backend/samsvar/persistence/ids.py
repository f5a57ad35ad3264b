"""Ids of new records, which the database gives: version 7 uuids, in the order in which they are made."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection


async def fresh(connection: AsyncConnection) -> UUID:
    """Return an id that no record has."""
    found = await connection.execute(sa.select(sa.func.uuidv7(type_=sa.Uuid())))
    own_id: UUID = found.scalar_one()
    return own_id
