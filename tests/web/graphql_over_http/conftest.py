"""
A server on loopback that answers GraphQL from a small schema of our own, whose fields do what a test needs:
wait, fail, stream.

Who asks is read from a word here: ``Bearer writer``, ``Bearer reader``, or any cookie for a person in a browser. How
real tokens and cookies are read has its own tests; what is asked here is what the endpoint does with who they are.
"""

import asyncio
import contextlib
import dataclasses
import datetime as dt
import hashlib
import threading
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import asyncpg
import httpx2
import pytest
import strawberry
import uvicorn
from starlette import datastructures, types

from samsvar.graph import context, documents, errors, execution, paging
from samsvar.persistence import database, notifications
from samsvar.web import contexts, event_streams, graphql_endpoint, in_flight, principals

TRUSTED = "query Greeting { hello }"
TRUSTED_SILENCE = "subscription Silence { silence }"
SESSION_ID = uuid.UUID(int=7)

NOWHERE = database.Database("postgresql://nobody:none@127.0.0.1:1/nothing")
"""Nothing here reads; whatever did would fail."""

SILENT = notifications.Changes(lambda: asyncpg.connect("postgresql://nobody:none@127.0.0.1:1/nothing"))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class StatementFailed(Exception):
    """Stands for what the driver raises: its class says nothing, its SQLSTATE all."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__("secret words of the database")
        self.sqlstate = sqlstate


@strawberry.type
class Thing:
    name: str = "a thing"

    @strawberry.field
    def things(self) -> list["Thing"]:
        return []


@strawberry.type
class Query:
    @strawberry.field
    def hello(self) -> str:
        return "hello"

    @strawberry.field
    def long(self) -> str:
        return "æøå " * 1_000

    @strawberry.field
    def thing(self) -> Thing:
        return Thing()

    @strawberry.field
    def things(self, first: int | None = None) -> paging.Connection[Thing]:
        nothing = paging.PageInfo(has_next_page=False, has_previous_page=False, start_cursor=None, end_cursor=None)
        return paging.Connection(edges=[], nodes=[], page_info=nothing, total_count=first or 0)

    @strawberry.field
    async def wait(self, seconds: float) -> str:
        await asyncio.sleep(seconds)
        return "waited"

    @strawberry.field
    def defect(self) -> str | None:
        raise ValueError("secret words of the code")

    @strawberry.field
    def expected(self) -> str | None:
        raise errors.Expected("Not yours to see.", code="FORBIDDEN")

    @strawberry.field
    def statement(self, sqlstate: str) -> str | None:
        raise StatementFailed(sqlstate)


@strawberry.type
class Mutation:
    @strawberry.mutation
    def write(self) -> str:
        return "written"


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def count(self, to: int, seconds: float = 0.0) -> AsyncIterator[int]:
        for number in range(1, to + 1):
            await asyncio.sleep(seconds)
            yield number

    @strawberry.subscription
    async def silence(self) -> AsyncIterator[int]:
        await asyncio.sleep(60)
        yield 0

    @strawberry.subscription
    async def failing(self) -> AsyncIterator[int]:
        yield 1
        raise ValueError("secret words of the code")


@dataclasses.dataclass
class World:
    """The server of one test module, and what a test may turn while it runs."""

    endpoint: graphql_endpoint.GraphQLEndpoint
    url: str = ""
    signed_in: bool = True
    on_session_end: dict[str, Callable[[], None]] = dataclasses.field(default_factory=dict)
    loop: asyncio.AbstractEventLoop | None = None

    def end_session(self) -> None:
        assert self.loop is not None
        self.loop.call_soon_threadsafe(self.on_session_end[str(SESSION_ID)])


def principal(scope: types.Scope) -> principals.Principal | None:
    headers = datastructures.Headers(scope=scope)
    scopes = {
        "Bearer writer": principals.ALL_SCOPES,
        "Bearer reader": frozenset({principals.READ}),
        "Bearer nothing": frozenset[str](),
    }.get(headers.get("authorization", ""), principals.ALL_SCOPES if "cookie" in headers else None)
    if scopes is None:
        return None
    return principals.Principal(
        organisation_id=uuid.UUID(int=1),
        person_id=uuid.UUID(int=2),
        api_client_id=None,
        client_unit_id=None,
        roles=(),
        is_administrator=False,
        token_scopes=scopes,
        locale="nb",
        time_zone="Europe/Oslo",
        session_id=SESSION_ID if "cookie" in headers else None,
    )


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    schema = strawberry.Schema(Query, Mutation, Subscription)

    async def principal_again(scope: types.Scope) -> principals.Principal | None:
        return principal(scope) if served_world.signed_in else None

    @contextlib.contextmanager
    def on_session_end(session_id: str, act: Callable[[], None]) -> Iterator[None]:
        served_world.on_session_end[session_id] = act
        yield
        del served_world.on_session_end[session_id]

    endpoint = graphql_endpoint.GraphQLEndpoint(
        schema=schema,
        documents=documents.Documents(
            execution.of_graphql_core(schema), {sha256(text): text for text in (TRUSTED, TRUSTED_SILENCE)}
        ),
        context=lambda principal: context.Context(contexts.scope(principal, NOWHERE), dt.datetime.now(dt.UTC), SILENT),
        principal_again=principal_again,
        requests=in_flight.InFlight(3),
        streams=event_streams.EventStreams(heartbeat_seconds=0.2),
        most_streams=in_flight.InFlight(2),
        deadline_seconds=0.5,
        takes_free_documents_by_cookie=False,
        on_session_end=on_session_end,
    )
    served_world = World(endpoint)

    async def app(scope: types.Scope, receive: types.Receive, send: types.Send) -> None:
        served_world.loop = asyncio.get_running_loop()
        principals.attach(scope, principal(scope))
        await endpoint(scope, receive, send)

    with served(app) as served_world.url:
        yield served_world


@contextlib.contextmanager
def served(app: Any) -> Iterator[str]:
    """Serve an app on a free port of loopback by a real uvicorn, in a thread of its own; gives its URL."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="auto", log_config=None, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            threading.Event().wait(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def client(world: World) -> Iterator[httpx2.Client]:
    """An integration that may read and write."""
    with httpx2.Client(base_url=world.url, headers={"authorization": "Bearer writer"}, timeout=10) as opened:
        yield opened


@pytest.fixture(scope="module")
def browser(world: World) -> Iterator[httpx2.Client]:
    """A person who is signed in, by cookie."""
    with httpx2.Client(base_url=world.url, headers={"cookie": "session"}, timeout=10) as opened:
        yield opened


@pytest.fixture
def trusted_text() -> str:
    """The one operation that the app itself sends in this world."""
    return TRUSTED


@pytest.fixture
def trusted_id() -> str:
    """What the app sends for it."""
    return sha256(TRUSTED)


@pytest.fixture
def trusted_silence() -> str:
    """The id of a subscription that never says anything."""
    return sha256(TRUSTED_SILENCE)
