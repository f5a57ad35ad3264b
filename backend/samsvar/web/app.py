"""
The server as one ASGI app: what is opened when it starts, and who answers which path.

From the outside in: log and request id, security headers, compression, then routes. All of it is plain ASGI, because
Starlette's function-style middleware reads responses to their end, and an event stream has none.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import strawberry
from starlette import applications, routing, types
from starlette.middleware.gzip import GZipMiddleware

from samsvar import settings as settings_module
from samsvar.graph import documents, execution
from samsvar.persistence import migrations, notifications
from samsvar.web import (
    assets,
    event_streams,
    graphql_endpoint,
    health,
    in_flight,
    request_log,
    security_headers,
)

_COMPRESSION = 5
"""gzip's level: what 6 and more save on an answer of ours costs more to compute than to send."""


class Server:
    """What a process holds while it serves; opened and closed with the app."""

    def __init__(self, settings: settings_module.Settings) -> None:
        """Hold what `settings` say; nothing is opened yet."""
        if settings.database_url is None:
            raise ValueError("The server needs the URL of a database.")
        self._url = settings.database_url
        self.changes = notifications.Changes(self._connect)
        self.streams = event_streams.EventStreams()
        self._head: str | None = None

    @contextlib.asynccontextmanager
    async def serving(self, _app: applications.Starlette) -> AsyncIterator[None]:
        """Open what is needed, and close it when the app stops."""
        self._head = migrations.head()
        await self.changes.open()
        try:
            yield
        finally:
            self.streams.close()
            await self.changes.close()

    async def check(self) -> None:
        """
        Look whether requests can be served.

        Raises:
            health.NotReady: The database is not at the schema that this code was written for.
            Exception: The database cannot be reached.
        """
        connection = await self._connect()
        try:
            found = await connection.fetchval("select version_num from samsvar.alembic_version")
        finally:
            connection.terminate()
        if found != self._head:
            raise health.NotReady(
                f"The database is at {found}, this code is written for {self._head}: run `make migrate`."
            )

    async def _connect(self) -> asyncpg.Connection[Any]:
        return await asyncpg.connect(self._url, timeout=5)


def create_app(settings: settings_module.Settings, *, schema: strawberry.Schema) -> types.ASGIApp:
    """Return the server for these settings; what it needs is opened by its lifespan."""
    server = Server(settings)
    built = assets.Assets(settings.frontend_dir)
    endpoint = graphql_endpoint.GraphQLEndpoint(
        schema=schema,
        documents=documents.Documents(execution.of_graphql_core(schema)),
        context=lambda principal: principal,
        principal_again=lambda scope: None,
        requests=in_flight.InFlight(64),
        streams=server.streams,
        most_streams=in_flight.InFlight(1_000),
        deadline_seconds=10,
        takes_free_documents_by_cookie=settings.graphiql,
        on_session_end=server.changes.when_session_ends,
    )
    app = applications.Starlette(
        routes=[
            *health.routes(server.check),
            routing.Route("/graphql", endpoint),
            routing.Mount("/", assets.SinglePageApp(built)),
        ],
        lifespan=server.serving,
    )
    compressed = GZipMiddleware(app, minimum_size=1_000, compresslevel=_COMPRESSION)
    secured = security_headers.SecurityHeaders(compressed, is_https=settings.url.startswith("https:"))
    return request_log.RequestLog(secured)
