"""Children live as long as the command that started them, whatever ends it."""

import subprocess
import sys
import time

import psutil
import pytest

from samsvar.commands import children

CHILD = "from samsvar.commands import children; import time; children.end_with_parent(); print('up', flush=True); time.sleep(60)"


def is_gone(pid: int, within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_stop_with_the_block() -> None:
    with children.running([sys.executable, "-c", CHILD], {}) as child:
        assert child.poll() is None
    assert child.returncode is not None


def test_stop_even_if_they_would_rather_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "STOP_SECONDS", 0.5)
    deaf = (
        "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); sys.stderr.write('.'); time.sleep(60)"
    )
    with children.running([sys.executable, "-c", deaf], {}) as child:
        time.sleep(0.5)
    assert child.returncode == -9


def test_stop_when_their_parent_is_killed() -> None:
    parent = (
        "import os, sys; from samsvar.commands import children\n"
        f"with children.running([sys.executable, '-c', {CHILD!r}], {{}}) as child:\n"
        "    print(child.pid, flush=True); sys.stdin.readline(); os.kill(os.getpid(), 9)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdin
        pid = int(process.stdout.readline())
        assert process.stdout.readline() == "up\n"
        process.stdin.write("\n")
        process.stdin.flush()
    assert is_gone(pid)
