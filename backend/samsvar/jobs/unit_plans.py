"""Planned changes of units: on their day, at each organisation's midnight, the tree follows by itself."""

import asyncio
import datetime as dt
import zoneinfo
from collections.abc import Callable
from typing import Final
from uuid import UUID

import asyncpg
import sqlalchemy as sa
import structlog

from samsvar.domain import refusals
from samsvar.operations import organisations, scopes, units
from samsvar.persistence.database import Database

_log = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 60.0
"""How often to look whether a day has begun somewhere; so a planned change is at most this late."""


async def follow_plans(database: Database, *, clock: Callable[[], dt.datetime]) -> None:
    """
    Let planned changes take effect until cancelled. Whatever fails is logged, and tried again.

    Any number may run at once: what one has done, the next finds done.
    """
    while True:
        try:
            every = await organisations.every_id(database)
        except (sa.exc.SQLAlchemyError, OSError, asyncpg.PostgresError) as error:
            _log.warning("planned changes could not be looked for", error=repr(error))
            every = []
        for organisation_id in every:
            await _follow(database, organisation_id, now=clock())
        await asyncio.sleep(LOOK_SECONDS)


async def _follow(database: Database, organisation_id: UUID, *, now: dt.datetime) -> None:
    try:
        scope = await scopes.of_samsvar(database, organisation_id)
        today = now.astimezone(zoneinfo.ZoneInfo(scope.timezone)).date()
        await units.follow_plans(scope, units.FollowPlans(on=today), now=now)
    except (sa.exc.SQLAlchemyError, OSError, asyncpg.PostgresError, refusals.Refusal) as error:
        # What was planned is still there; the next round finds it due.
        _log.warning("planned changes did not take effect", organisation=str(organisation_id), error=repr(error))
