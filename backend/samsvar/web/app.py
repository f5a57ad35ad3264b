"""
The server as one ASGI app: what is opened when it starts, and who answers which path.

From the outside in: log and request id, security headers, who asks, then routes. All of it is plain ASGI, because
Starlette's function-style middleware reads responses to their end, and an event stream has none. What can be large
compresses itself: answers of the endpoint, and files.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Callable
from typing import Final, TypeVar

import asyncpg
import strawberry
from starlette import routing, types

from samsvar import settings as settings_module
from samsvar.graph import context, documents, execution
from samsvar.persistence import database, look_ups, migrations, notifications, overlap_questions, reads
from samsvar.web import (
    assets,
    contexts,
    event_streams,
    exports,
    graphiql,
    graphql_endpoint,
    health,
    identity,
    in_flight,
    logs,
    principals,
    request_log,
    security_headers,
    shutdown,
)

T = TypeVar("T")

TRUSTED_DOCUMENTS: Final = ".vite/persisted-queries.json"
"""The app's own operations, in the folder of the built app that asks them: a build and its list travel together."""

_MOST_STREAMS: Final = 2_000
_LOOK_UP_CONNECTIONS: Final = 2


class _Server:
    """What a process holds while it serves."""

    def __init__(self, settings: settings_module.Settings, clock: Callable[[], dt.datetime]) -> None:
        url = _needed(settings.database_url, "database_url")
        self.clock = clock
        self.database = database.Database(
            url,
            write_connections=settings.database_connections,
            read_connections=settings.database_connections,
            statement_seconds=settings.request_seconds,
        )
        # Finding out who asks has connections of its own: a queue of heavy reads must not sign people out.
        self.look_ups = reads.ReadPool(url, size=_LOOK_UP_CONNECTIONS, statement_seconds=settings.request_seconds)
        self.live = notifications.Changes(lambda: asyncpg.connect(url, timeout=10))
        self.questions = overlap_questions.OverlapQuestions(lambda: asyncpg.connect(url, timeout=10))
        self.streams = event_streams.EventStreams()
        self.sign_in = identity.SignInParts(
            _identity(settings), pool=self.look_ups, database=self.database, clock=clock
        )
        self._head: str | None = None

    @contextlib.asynccontextmanager
    async def serving(self, _app: routing.Router) -> AsyncIterator[None]:
        """Open what is needed, and close it when the app stops."""
        self._head = migrations.head()
        await self.live.open()
        try:
            with shutdown.announced_to(self.streams.close):
                yield
        finally:
            self.streams.close()
            await self.live.close()
            await self.questions.close()
            await self.sign_in.close()
            await self.look_ups.close()
            await self.database.close()

    async def check(self) -> None:
        """
        Look whether requests can be served.

        Raises:
            health.NotReady: The database is not at the schema that this code was written for.
            Exception: The database cannot be reached.
        """
        found = await look_ups.row(self.look_ups, "select version_num::text from samsvar.alembic_version")
        version = found and found["version_num"]
        if version != self._head:
            raise health.NotReady(
                f"The database is at {version}, and this code was written for {self._head}: run `make migrate`."
            )

    def context(self, principal: principals.Principal) -> context.Context:
        """Return the context of one execution."""
        return context.Context(
            scope=contexts.scope(principal, self.database), now=self.clock(), live=self.live, questions=self.questions
        )


def create_app(
    settings: settings_module.Settings,
    *,
    schema: strawberry.Schema,
    clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> types.ASGIApp:
    """Return the server for these settings; what it needs is opened by its lifespan."""
    logs.configure(level=settings.log_level, shape=settings.log_format)
    server = _Server(settings, clock)
    # Not an application of Starlette's, which would answer what fails before our log gives it a reference.
    routes = routing.Router(lifespan=server.serving)
    known = server.sign_in.authentication(routes)
    requests = in_flight.InFlight(settings.requests_in_flight)
    endpoint = graphql_endpoint.GraphQLEndpoint(
        schema=schema,
        documents=documents.Documents(
            execution.of_graphql_core(schema),
            documents.trusted_documents(settings.documents_file or settings.frontend_dir / TRUSTED_DOCUMENTS),
        ),
        context=server.context,
        principal_again=known.principal_again,
        requests=requests,
        streams=server.streams,
        most_streams=in_flight.InFlight(_MOST_STREAMS),
        deadline_seconds=settings.request_seconds,
        takes_free_documents_by_cookie=settings.graphiql,
        on_session_end=server.live.when_session_ends,
    )
    files = exports.Exports(
        schema=schema, context=server.context, room=requests, deadline_seconds=settings.request_seconds
    )
    built = assets.Assets(settings.frontend_dir)
    routes.routes.extend(
        [
            routing.Route("/graphql", endpoint),  # First, because it is asked most.
            *health.routes(server.check),
            *server.sign_in.routes,
            *files.routes(),
            *(graphiql.routes(built) if settings.graphiql else ()),
            routing.Mount("/", assets.SinglePageApp(built)),
        ]
    )
    secured = security_headers.SecurityHeaders(known, is_https=settings.url.startswith("https:"))
    return request_log.RequestLog(secured)


def _identity(settings: settings_module.Settings) -> identity.Identity:
    return identity.Identity(
        issuer=_needed(settings.oidc_issuer, "oidc_issuer"),
        client_id=_needed(settings.oidc_client_id, "oidc_client_id"),
        client_secret=_needed(settings.oidc_client_secret, "oidc_client_secret").get_secret_value(),
        scope=settings.oidc_scope,
        api_audience=settings.api_audience,
        secret_key=_needed(settings.secret_key, "secret_key").get_secret_value(),
        url=settings.url,
        founding=settings.founding,
        idle=dt.timedelta(minutes=settings.session_idle_minutes),
        longest=dt.timedelta(minutes=settings.session_minutes),
    )


def _needed(value: T | None, name: str) -> T:
    if value is None:
        raise ValueError(f"The server needs {settings_module.PREFIX}{name.upper()}.")
    return value
