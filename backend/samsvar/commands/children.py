"""Processes that live and die with the command that started them."""

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from samsvar import commands

STOP_SECONDS = 15


class ChildEnded(commands.CommandFailed):
    """A process that should have gone on has ended."""


@contextlib.contextmanager
def running(
    command: Sequence[str | Path],
    environment: Mapping[str, str],
    folder: Path | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """
    Run a program until the block ends; then ask it to stop, and insist after 15 s.

    Its standard input is a pipe that breaks when we end, be it by `kill -9`: see `end_with_parent`.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        env={**os.environ, **environment},
        cwd=folder,
        start_new_session=True,  # Ctrl-C is for us; we stop our children in the right order.
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if process.stdin:
            process.stdin.close()


def end_with_parent() -> None:
    """Ask this process to stop as soon as its standard input breaks, which is when its parent has ended."""

    def wait() -> None:
        while os.read(0, 1024):  # Past Python's buffer, whose lock the thread would hold when the interpreter ends.
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="end-with-parent", daemon=True).start()
