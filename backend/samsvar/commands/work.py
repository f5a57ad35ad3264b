"""`samsvar work`: what happens without anybody asking for it, for places where the database is run by others."""

import asyncio
import contextlib
import signal
from typing import Annotated

import typer

from samsvar import commands, settings
from samsvar.commands import children
from samsvar.jobs import worker
from samsvar.persistence.database import Database
from samsvar.web import logs


class CannotWork(commands.CommandFailed):
    """Something that the worker needs is missing; the message says what to do."""


def work(ends_with_parent: Annotated[bool, typer.Option(hidden=True)] = False) -> None:
    """Do the jobs. Several workers may run at once."""
    chosen = settings.read()
    if chosen.database_url is None:
        raise CannotWork("Set SAMSVAR_DATABASE_URL; or use `samsvar run`, which brings all it needs.")
    logs.configure(level=chosen.log_level, shape=chosen.log_format)
    if ends_with_parent:
        children.end_with_parent()
    asyncio.run(_work(chosen.database_url))


async def _work(database_url: str) -> None:
    doing = asyncio.current_task()
    assert doing
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, doing.cancel)
    database = Database(database_url)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await worker.work(database, listen_url=database_url)
    finally:
        await database.close()
