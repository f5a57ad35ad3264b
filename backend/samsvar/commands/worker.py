"""`samsvar worker`: what happens without anybody asking for it, in a process of its own."""

import asyncio
import contextlib
import signal

from samsvar import settings
from samsvar.commands import databases
from samsvar.jobs import worker as jobs
from samsvar.persistence.database import Database


def worker() -> None:
    """Keep support from below up to date, until stopped. Any number of workers may run."""
    with databases.reachable(settings.read()) as urls:
        asyncio.run(_work(urls.app))


async def _work(url: str) -> None:
    database = Database(url, write_connections=2)
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await jobs.work(database, listen_url=url)
    finally:
        await database.close()
