"""`samsvar worker`: what happens without anybody asking for it, in a process of its own."""

import asyncio
import contextlib
import signal
from typing import Annotated

import structlog
import typer

from samsvar import settings
from samsvar.commands import children, databases, embedders
from samsvar.connectors import embeddings
from samsvar.jobs import worker as jobs
from samsvar.persistence.database import Database
from samsvar.web import logs

_log = structlog.get_logger(__name__)


def worker(ends_with_parent: Annotated[bool, typer.Option(hidden=True)] = False) -> None:
    """Keep support from below up to date, find overlaps and let planned changes take effect, until stopped. Any number may run."""
    chosen = settings.read()
    logs.configure(level=chosen.log_level, shape=chosen.log_format)
    if ends_with_parent:
        children.end_with_parent()
    with databases.reachable(chosen) as urls:
        asyncio.run(_work(urls.app, embedders.chosen(chosen)))


async def _work(url: str, choice: embeddings.Choice) -> None:
    database = Database(url, write_connections=6)
    if choice.failure:
        _log.warning("overlaps are found by words alone", reason=choice.failure)
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await jobs.work(database, listen_url=url, embedder=choice.embedder, embedder_kind=choice.kind.value)
    finally:
        await database.close()
