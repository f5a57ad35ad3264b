"""`samsvar run` as a person starts it, in a folder and at ports of its own."""

import contextlib
import dataclasses
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

from samsvar import settings

READY = "Samsvar is ready at "
SECONDS = 120
KEPT = ("SAMSVAR_FRONTEND_DIR",)
"""Settings of who runs the tests that hold in them too: another build of the app may be tried."""


@dataclasses.dataclass(frozen=True)
class Run:
    """A `samsvar run` that is ready."""

    url: str
    process: subprocess.Popen[str]
    seconds_to_ready: float
    said: list[str]
    """What it has printed so far, by line; grows while it runs."""

    def interrupt(self) -> int:
        """Press Ctrl-C, and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)


def begin(folder: pathlib.Path, port: int, identity_provider_port: int, **environment: str) -> Run:
    """
    Start it, and wait until it says that it is ready.

    Args:
        folder: For its data; kept, so that another run can follow.
        environment: More settings.
    """
    clean = {name: value for name, value in os.environ.items() if name in KEPT or not name.startswith(settings.PREFIX)}
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "samsvar.cli", "run"],
        env={
            **clean,
            "SAMSVAR_DATA_DIR": str(folder),
            "SAMSVAR_PORT": str(port),
            "SAMSVAR_IDENTITY_PROVIDER_PORT": str(identity_provider_port),
            "PYTHONUNBUFFERED": "1",
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said: list[str] = []
    ready = threading.Event()
    threading.Thread(target=_listen, args=(process, said, ready), daemon=True).start()
    if not ready.wait(SECONDS) or not any(READY in line for line in said):
        process.kill()
        raise AssertionError("samsvar run did not become ready:\n" + "".join(said))
    return Run(f"http://localhost:{port}", process, time.monotonic() - began, said)


@contextlib.contextmanager
def running(folder: pathlib.Path, port: int, identity_provider_port: int, **environment: str) -> Iterator[Run]:
    """Run it for a while (see `begin`)."""
    run = begin(folder, port, identity_provider_port, **environment)
    try:
        yield run
    finally:
        if run.process.poll() is None:
            run.interrupt()


def _listen(process: subprocess.Popen[str], said: list[str], ready: threading.Event) -> None:
    assert process.stdout
    for line in process.stdout:
        said.append(line)
        if READY in line:
            ready.set()
    ready.set()  # It has ended; the caller sees that.
