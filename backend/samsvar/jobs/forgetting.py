"""Forgetting: idempotency keys that are too old for anybody to repeat are deleted."""

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import Final

import sqlalchemy as sa
import structlog

from samsvar.operations import idempotency
from samsvar.persistence.database import Database

_log = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 3600.0


async def forget_old_keys(database: Database, *, clock: Callable[[], dt.datetime]) -> None:
    """Delete old keys of all organisations, every hour until cancelled. Whatever fails is logged, and tried again."""
    while True:
        try:
            forgotten = await idempotency.forget_old(database, now=clock())
            _log.info("idempotency keys forgotten", count=forgotten)
        except (sa.exc.SQLAlchemyError, OSError) as error:
            _log.warning("idempotency keys were not forgotten", error=repr(error))
        await asyncio.sleep(LOOK_SECONDS)
