"""Loading the sample company: as it would have come about, with measurements and check-ins on their days."""

import datetime as dt
import uuid

from samsvar.operations import foundings, supports
from samsvar.operations.samples.foundations import Foundation
from samsvar.operations.samples.okrs import Okrs
from samsvar.operations.samples.worlds import SampleFiles, World
from samsvar.persistence import batches, kept_commitments
from samsvar.persistence.database import Database


async def load(database: Database, files: SampleFiles, *, issuer: str, now: dt.datetime) -> uuid.UUID | None:
    """
    Store the sample company, unless it is there already.

    Args:
        database: Where to.
        files: What it consists of.
        issuer: The provider whose people belong to it; its groups decide their units and roles.
        now: The moment around which it is placed.

    Returns:
        The organisation's id; None when it was there already.
    """
    if await foundings.called(database, files.company["organisation"]["slug"]):
        return None
    world = World(files, now)
    # Whoever founds reads as the company: the drafts of the coming cycle must be visible to be stored.
    founder = foundings.Founder(world.organisation_id, (world.company_id,))
    async with database.transaction(founder) as connection:
        await batches.store(connection, Foundation(world, issuer).rows())
        okrs = Okrs(world).rows()
        await batches.store(connection, okrs)
        await foundings.count(connection, okrs)
        await kept_commitments.keep_unkept(connection, world.organisation_id)
    await supports.settle(database, world.organisation_id, now=now)
    return world.organisation_id
