"""What the benchmarks run on: a large organisation, our server and the floor, each in a process of its own."""

import asyncio
import base64
import contextlib
import dataclasses
import datetime as dt
import os
import pickle
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
import psutil

from samsvar import settings
from samsvar.connectors import embedded_postgres
from samsvar.graph import context as contexts
from samsvar.graph import documents, execution, schema
from samsvar.graph.selection import arguments, operations
from samsvar.operations import api_clients, foundings, scopes
from samsvar.operations.samples import organisations
from samsvar.persistence import migrations, reads
from samsvar.persistence.database import Database
from tests.bench import load

FOLDER = settings.CHECKOUT / ".samsvar" / "bench"
CALLS = 200
"""How many different calls of each read are sent in turn."""


@dataclasses.dataclass(frozen=True)
class World:
    """The organisation, and how to reach what serves it."""

    postgres: embedded_postgres.Server
    database_process: psutil.Process
    scope: scopes.Scope
    units: Mapping[str, list[UUID]]
    objectives: list[UUID]
    key_results: list[UUID]
    cycle: UUID
    credentials: api_clients.Credentials


@contextlib.contextmanager
def standing(teams: int) -> Iterator[World]:
    """Have the organisation in a database that stays for the next run, and keep its server running."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with embedded_postgres.running(FOLDER) as postgres:
        migrations.upgrade(postgres.url(embedded_postgres.OWNER_ROLE))
        pid = int((next(FOLDER.glob("**/postmaster.pid"))).read_text().splitlines()[0])
        yield asyncio.run(_world(postgres, psutil.Process(pid), organisations.Size(teams, 4, 7)))


async def _world(postgres: embedded_postgres.Server, process: psutil.Process, size: organisations.Size) -> World:
    now = dt.datetime.now(dt.UTC)
    owner_url = postgres.url(embedded_postgres.OWNER_ROLE)
    database = Database(postgres.url(embedded_postgres.APP_ROLE))
    try:
        began = time.perf_counter()
        if await organisations.load(database, size, issuer=None, now=now, owner_url=owner_url):
            print(f"\nThe organisation of {size.teams:,} teams was made in {time.perf_counter() - began:.0f} s.")  # noqa: T201 - `make bench`
        organisation_id = await foundings.called(database, size.slug)
        assert organisation_id is not None
        samsvar = await scopes.of_samsvar(database, organisation_id)
        credentials = api_clients.Credentials.fresh()
        async with database.transaction(samsvar) as connection:

            async def ids(query: str) -> list[UUID]:
                return [row[0] for row in await connection.exec_driver_sql(query)]

            units = {
                kind: await ids(f"select id from samsvar.units where kind = '{kind}' order by number")
                for kind in ("COMPANY", "DIVISION", "TEAM")
            }
            (cycle,) = await ids("select id from samsvar.cycles where state = 'RUNNING'")
            running = f"where cycle_id = '{cycle}'"
            # Those with something to follow: a dependency that leads on.
            objectives = await ids(
                "select distinct d.consumer_objective_id from samsvar.dependencies d join samsvar.dependencies e"
                f" on e.consumer_objective_id = d.provider_objective_id where d.cycle_id = '{cycle}' order by 1"
            )
            key_results = await ids(f"select id from samsvar.key_results {running} order by id")
        created = await api_clients.create_api_client(
            samsvar,
            api_clients.CreateApiClient(
                f"Benchmark {now:%Y-%m-%d %H:%M:%S.%f}", units["COMPANY"][0], ("okr:read", "okr:write")
            ),
            credentials=credentials,
            now=now,
        )
        scope = await scopes.of_api_client(database, organisation_id, created.id, now=now)
    finally:
        await database.close()
    return World(postgres, process, scope, units, objectives, key_results, cycle, credentials)


@contextlib.contextmanager
def serving(world: World) -> Iterator[tuple[int, psutil.Process]]:
    """Run our server, as `samsvar serve` does."""
    port = _free_port()
    environment = {
        "SAMSVAR_PORT": str(port),
        "SAMSVAR_DATABASE_URL": world.postgres.url(embedded_postgres.APP_ROLE),
        "SAMSVAR_OIDC_ISSUER": "http://localhost:1",
        "SAMSVAR_OIDC_CLIENT_ID": "bench",
        "SAMSVAR_OIDC_CLIENT_SECRET": "bench-secret-that-nobody-asks-for",
        "SAMSVAR_SECRET_KEY": "0123456789abcdef0123456789abcdef",
        "SAMSVAR_LOG_LEVEL": "warning",
    }
    with _process([sys.executable, "-m", "samsvar.cli", "serve"], environment, port) as process:
        yield port, process


@contextlib.contextmanager
def floor(plan: Mapping[str, Any]) -> Iterator[tuple[int, psutil.Process]]:
    """Run the floor with what it is to send."""
    port, file = _free_port(), FOLDER / "floor.pickle"
    file.write_bytes(pickle.dumps(plan))
    command = [sys.executable, "-m", "uvicorn", "tests.bench.floor:app", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"]
    command += ["--no-server-header", "--no-date-header"]
    with _process(command, {"SAMSVAR_BENCH_FLOOR": str(file)}, port) as process:
        yield port, process


@contextlib.contextmanager
def _process(command: Sequence[str], environment: Mapping[str, str], port: int) -> Iterator[psutil.Process]:
    process = subprocess.Popen(command, cwd=settings.CHECKOUT, env={**os.environ, **environment})
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            if process.poll() is not None:
                raise RuntimeError(f"{command} ended with {process.returncode}")
            time.sleep(0.1)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def token(world: World, port: int) -> str:
    """Return a bearer token of the benchmark's API client."""
    known = f"{world.credentials.client_id}:{world.credentials.secret}".encode()
    request = load.Request.post(
        "/auth/token",
        urllib.parse.urlencode({"grant_type": "client_credentials"}).encode(),
        {
            "content-type": "application/x-www-form-urlencoded",
            "authorization": f"Basic {base64.b64encode(known).decode()}",
        },
    )
    return str(orjson.loads(await load.answer(port, request))["access_token"])


@dataclasses.dataclass(frozen=True)
class Read:
    """A query with the variables of each call."""

    name: str
    query: str
    calls: Sequence[Mapping[str, Any]]

    def statement(self, scope: scopes.Scope) -> tuple[str, list[list[Any]]]:
        """Return the one statement that the query becomes, and its parameters for each call."""
        known = documents.Documents(execution.of_graphql_core(schema.schema), {}).by_text(self.query)
        operation = known.operation(None)
        first = dict(self.calls[0])
        roots = operations.Operations(schema.schema).roots(
            operation, operations.fragments_of(known.syntax), arguments_of(operation, first)
        )
        assert roots is not None, "A benchmark's query compiles."
        (root,) = roots
        context = contexts.Context(scope=scope, now=dt.datetime.now(dt.UTC), live=None)  # type: ignore[arg-type]
        return root.statement.sql, [
            root.statement.bound(arguments.Given(arguments_of(operation, dict(call)), context)) for call in self.calls
        ]

    def requests(self, bearer: str) -> list[load.Request]:
        """Return the calls as our endpoint takes them."""
        headers = {
            "content-type": "application/json",
            "accept": "application/graphql-response+json",
            "authorization": f"Bearer {bearer}",
        }
        return [
            load.Request.post("/graphql", orjson.dumps({"query": self.query, "variables": call}), headers)
            for call in self.calls
        ]

    def floor_requests(self) -> list[load.Request]:
        """Return the same calls as the floor takes them."""
        return [load.Request.post(f"/{self.name}/{number}", b"", {}) for number in range(len(self.calls))]


def arguments_of(operation: Any, variables: dict[str, Any]) -> dict[str, Any]:
    """Return variables as an executor has them."""
    from graphql.execution.values import VariableValues, get_variable_values

    values = get_variable_values(
        execution.of_graphql_core(schema.schema), operation.variable_definitions or (), variables
    )
    assert isinstance(values, VariableValues)
    return dict(values.coerced)


def beginning(scope: scopes.Scope) -> str:
    """Return how a read's transaction begins."""
    return reads._beginning(scope)
