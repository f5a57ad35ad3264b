"""The whole server on loopback: real database, real schema, a company, a browser's session and an integration's token."""

import contextlib
import dataclasses
import datetime as dt
import hashlib
import json
import pathlib
import secrets
import threading
import uuid
from collections.abc import AsyncIterator, Iterator

import httpx2
import pydantic
import pytest
import sqlalchemy as sa
import uvicorn
from starlette import types

from samsvar import settings
from samsvar.graph import schema
from samsvar.persistence import api_clients, api_tokens, sign_in_sessions
from samsvar.persistence.database import Database as Transactions
from samsvar.web import app, sessions
from tests.conftest import Database, free_port
from tests.factories import companies
from tests.factories.companies import Company

OWN_DOCUMENT = "query OwnQuery { viewer { __typename } }"
"""The one operation of the built app."""


@dataclasses.dataclass(frozen=True)
class Served:
    """A server that runs, the company it serves, and how to ask it as whom."""

    url: str
    company: Company
    cookie: str
    session_id: uuid.UUID
    token: str

    def browser(self) -> httpx2.AsyncClient:
        """Mia in her browser, on one of our pages."""
        headers = {"cookie": f"{sessions.COOKIE}={self.cookie}", "origin": self.url, "x-samsvar-csrf": "1"}
        return httpx2.AsyncClient(base_url=self.url, headers=headers, timeout=10)

    def integration(self) -> httpx2.AsyncClient:
        """An API client of the company that may read and write."""
        return httpx2.AsyncClient(base_url=self.url, headers={"authorization": f"Bearer {self.token}"}, timeout=10)

    def stranger(self) -> httpx2.AsyncClient:
        """Nobody, on one of our pages."""
        return httpx2.AsyncClient(base_url=self.url, headers={"origin": self.url, "x-samsvar-csrf": "1"}, timeout=10)


@pytest.fixture(scope="session")
def built_app(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A folder like the one that Vite builds."""
    folder = tmp_path_factory.mktemp("frontend") / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text('<div id="root"></div>')
    (folder / "graphiql.html").write_text('<div id="graphiql"></div>')
    documents = folder / app.TRUSTED_DOCUMENTS
    documents.parent.mkdir()
    documents.write_text(json.dumps({hashlib.sha256(OWN_DOCUMENT.encode()).hexdigest(): OWN_DOCUMENT}))
    return folder


@pytest.fixture(scope="module")
async def served(database: Database, built_app: pathlib.Path) -> AsyncIterator[Served]:
    transactions = Transactions(database.url)
    company = await companies.found(transactions)
    port = free_port()
    chosen = settings.Settings(
        port=port,
        frontend_dir=built_app,
        database_url=database.url,
        oidc_issuer="http://localhost:1",
        oidc_client_id="samsvar",
        oidc_client_secret=pydantic.SecretStr("secret"),
        secret_key=pydantic.SecretStr(secrets.token_hex(32)),
        log_level="error",
    )
    cookie, token = secrets.token_urlsafe(32), f"samsvar_{secrets.token_urlsafe(32)}"
    session_id = await _begin_session(transactions, company, "Mia", cookie)
    await _hand_out_token(transactions, company, token)
    with running(app.create_app(chosen, schema=schema.schema), port):
        yield Served(chosen.url, company, cookie, session_id, token)
    await transactions.close()


@contextlib.contextmanager
def running(served_app: types.ASGIApp, port: int) -> Iterator[None]:
    """Run a server in a thread of its own."""
    server = uvicorn.Server(
        uvicorn.Config(served_app, host="localhost", port=port, log_config=None, timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            threading.Event().wait(0.01)
        yield
    finally:
        server.should_exit = True
        thread.join()


async def _begin_session(transactions: Transactions, company: Company, name: str, cookie: str) -> uuid.UUID:
    now = dt.datetime.now(dt.UTC)
    draft = sign_in_sessions.Draft(
        key_hash=sessions.hash_of(cookie),
        person_id=company.people[name],
        issuer="http://localhost:1",
        subject=name,
        provider_session=None,
        groups=(),
        sealed_tokens=b"",
        created_at=now,
        expires_at=now + dt.timedelta(hours=1),
        refresh_due_at=None,
    )
    async with transactions.transaction(await company.samsvar()) as connection:
        return await sign_in_sessions.begin(connection, company.id, draft)


async def _hand_out_token(transactions: Transactions, company: Company, token: str) -> None:
    now = dt.datetime.now(dt.UTC)
    scopes = ["okr:read", "okr:write"]
    async with transactions.transaction(await company.samsvar()) as connection:
        added = sa.insert(api_clients.api_clients).values(
            organisation_id=company.id, name="Sync", client_id="sync", scopes=scopes, unit_id=company.units["Nordlys"]
        )
        client_id = (await connection.execute(added.returning(api_clients.api_clients.c.id))).scalar_one()
        await connection.execute(
            sa.insert(api_tokens.api_tokens).values(
                organisation_id=company.id,
                api_client_id=client_id,
                key_hash=sessions.hash_of(token),
                scopes=scopes,
                expires_at=now + dt.timedelta(hours=1),
            )
        )
