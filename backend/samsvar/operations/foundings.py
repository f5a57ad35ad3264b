"""Organisations that come out of files as a whole, instead of being founded and filled deed by deed."""

import dataclasses
import uuid
from typing import Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.operations import results
from samsvar.persistence import batches, objectives
from samsvar.persistence.database import Database

OBJECTIVES_AT_ONCE: Final = 200


@dataclasses.dataclass(frozen=True)
class Founder:
    """Reads as the organisation that is being founded; it has no units, and so no drafts, yet."""

    organisation_id: uuid.UUID
    reader_units: tuple[uuid.UUID, ...] = ()


def id_for(slug: str) -> uuid.UUID:
    """Return the id of an organisation that is founded from files under this slug."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"organisation:{slug}")


async def called(database: Database, slug: str) -> uuid.UUID | None:
    """Return the id of the organisation with this slug, if there is one."""
    async with database.entered(sa.select(sa.func.samsvar.organisation_by_slug(slug, type_=sa.Uuid))) as (_, found):
        organisation_id: uuid.UUID | None = found
        return organisation_id


async def store(database: Database, batch: batches.Batch) -> dict[str, int]:
    """Store the rows of an organisation's foundation in one transaction; see :func:`batches.store`."""
    async with database.transaction(Founder(batch.organisation_id)) as connection:
        return await batches.store(connection, batch)


async def count(connection: AsyncConnection, batch: batches.Batch) -> None:
    """Store where a batch's key results and objectives stand, and mark them for the support of what is above them."""
    ids = batch.ids(objectives.objectives)
    for start in range(0, len(ids), OBJECTIVES_AT_ONCE):
        await results.recounted(connection, batch.organisation_id, ids[start : start + OBJECTIVES_AT_ONCE])
