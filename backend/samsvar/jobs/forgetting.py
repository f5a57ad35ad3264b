"""Forgetting: idempotency keys that nobody repeats any more, and what was dropped too long ago, are deleted."""

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import Final

import sqlalchemy as sa
import structlog

from samsvar.operations import drops, idempotency
from samsvar.persistence.database import Database

_log = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 3600.0


async def forget_what_is_old(database: Database, *, clock: Callable[[], dt.datetime]) -> None:
    """Delete what is old in all organisations, every hour until cancelled. What fails is logged, and tried again."""
    while True:
        for what, forget_old in (("idempotency keys", idempotency.forget_old), ("dropped records", drops.forget_old)):
            try:
                forgotten = await forget_old(database, now=clock())
                _log.info(f"{what} forgotten", count=forgotten)
            except (sa.exc.SQLAlchemyError, OSError) as error:
                _log.warning(f"{what} were not forgotten", error=repr(error))
        await asyncio.sleep(LOOK_SECONDS)
