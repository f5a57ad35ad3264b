"""`samsvar run`, for real: it starts everything, stops everything, and recovers from what killed it."""

import http.client
import json
import pathlib
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import psutil
import pytest

from samsvar.connectors import embedded_postgres, local_identity_provider
from tests.conftest import free_port
from tests.factories import runs


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pathlib.Path]:
    """The data folder that the runs of this module have one after the other."""
    folder = tmp_path_factory.mktemp("run")
    yield folder
    embedded_postgres.remove(folder)


@pytest.fixture(scope="module")
def ports() -> tuple[int, int]:
    return free_port(), free_port()


def answer(url: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def descendants(run: runs.Run) -> list[psutil.Process]:
    return psutil.Process(run.process.pid).children(recursive=True)


def test_says_where_it_is_and_whom_to_sign_in_as(folder: pathlib.Path, ports: tuple[int, int]) -> None:
    with runs.running(folder, *ports) as run:
        time.sleep(0.2)
        said = "".join(run.said)
        assert f"Samsvar is ready at http://localhost:{ports[0]}" in said
        assert all(persona.name in said for persona in local_identity_provider.personas())
        assert answer(run.url, "/health/ready") == (200, b'{"status":"ready"}')
        known = json.loads(answer(f"http://localhost:{ports[1]}", "/.well-known/openid-configuration")[1])
        assert known["issuer"] == f"http://localhost:{ports[1]}"


def test_leaves_nothing_running_when_it_is_stopped(folder: pathlib.Path, ports: tuple[int, int]) -> None:
    run = runs.begin(folder, *ports)
    children = descendants(run)
    assert run.interrupt() == 0
    assert "Traceback" not in "".join(run.said)
    assert len(children) >= 2
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
    assert embedded_postgres._Cluster.of(folder.resolve())._postmaster() is None


def test_recovers_from_a_run_that_was_killed(folder: pathlib.Path, ports: tuple[int, int]) -> None:
    killed = runs.begin(folder, *ports)
    children = descendants(killed)
    killed.process.kill()
    killed.process.wait()
    _gone, alive = psutil.wait_procs(children, timeout=15)
    assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
    with runs.running(folder, *ports) as run:
        assert answer(run.url, "/health/ready")[0] == 200


def test_a_second_one_is_told_that_the_port_is_taken(folder: pathlib.Path, ports: tuple[int, int]) -> None:
    with runs.running(folder, *ports) as first:
        second = subprocess.run(
            [sys.executable, "-m", "samsvar.cli", "run"],
            env={
                "PATH": "/usr/bin:/bin",
                "SAMSVAR_DATA_DIR": str(folder),
                "SAMSVAR_PORT": str(ports[0]),
                "SAMSVAR_IDENTITY_PROVIDER_PORT": str(ports[1]),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert second.returncode == 1
        assert second.stderr.startswith(f"Port {ports[0]} is taken by another program")
        assert answer(first.url, "/health/ready")[0] == 200


def test_stops_and_says_so_when_a_part_of_it_ends(folder: pathlib.Path, ports: tuple[int, int]) -> None:
    run = runs.begin(folder, *ports)
    server = next(child for child in descendants(run) if "serve" in child.cmdline())
    server.kill()
    assert run.process.wait(30) == 1
    assert "The server ended unexpectedly" in "".join(run.said)
    assert embedded_postgres._Cluster.of(folder.resolve())._postmaster() is None
