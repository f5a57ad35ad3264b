"""The parts of the server, put together: who asks reaches the graph, and what is written reaches those who listen."""

import asyncio
import contextlib
import gzip
import hashlib
import json
import pathlib
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pydantic
from starlette import applications

from samsvar import settings
from samsvar.graph import schema
from samsvar.operations import sign_in_sessions, units
from samsvar.persistence.database import Database as Transactions
from samsvar.web import app, health
from tests.conftest import Database
from tests.factories import companies
from tests.web.whole_app.conftest import OWN_DOCUMENT, Served

VIEWER = {"query": "{ viewer { __typename } }"}
CHANGES = {"query": "subscription { changes { ids isRefetchNeeded } }"}
EVENTS = {"accept": "text/event-stream"}


async def test_a_person_is_known_by_their_cookie(served: Served) -> None:
    async with served.browser() as browser:
        answer = (await browser.post("/graphql", json=VIEWER)).json()
    assert "errors" not in answer
    assert answer["data"]["viewer"] is not None


async def test_the_app_asks_by_the_ids_that_its_build_lists(served: Served) -> None:
    own = hashlib.sha256(OWN_DOCUMENT.encode()).hexdigest()
    async with served.browser() as browser:
        answer = (await browser.post("/graphql", json={"documentId": own})).json()
        unknown = (await browser.post("/graphql", json={"documentId": "0" * 64})).json()
        listed = await browser.get(f"/{app.TRUSTED_DOCUMENTS}")
    assert answer["data"]["viewer"] == {"__typename": "Viewer"}
    assert unknown["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_FOUND"
    assert listed.status_code == 404


async def test_an_integration_is_known_by_its_token(served: Served) -> None:
    async with served.integration() as integration:
        answer = (await integration.get("/graphql", params={"query": "{ units(first: 2) { totalCount } }"})).json()
    assert answer["data"]["units"]["totalCount"] == 6


async def test_a_stranger_is_told_to_sign_in(served: Served) -> None:
    async with served.stranger() as stranger:
        assert (await stranger.post("/graphql", json=VIEWER)).status_code == 401


async def test_a_request_from_another_site_is_refused_however_good_its_cookie(served: Served) -> None:
    async with served.browser() as browser:
        response = await browser.post("/graphql", json=VIEWER, headers={"origin": "https://evil.example"})
    assert response.status_code == 403


async def test_a_large_answer_is_compressed_and_an_event_stream_is_not(served: Served) -> None:
    async with served.integration() as integration:
        query = {"query": "{ __schema { types { name description } } }"}
        request = integration.build_request("POST", "/graphql", json=query)
        response = await integration.send(request, stream=True)
        raw = b"".join([chunk async for chunk in response.aiter_raw()])
        assert response.headers["content-encoding"] == "gzip"
        assert json.loads(gzip.decompress(raw))["data"]
        async with integration.stream("POST", "/graphql", json=VIEWER, headers=EVENTS) as stream:
            assert "content-encoding" not in stream.headers


async def test_every_answer_has_its_id_and_the_strictest_policy(served: Served) -> None:
    async with served.stranger() as stranger:
        for path in ("/health/live", "/graphql", "/auth/nothing", "/nothing.js"):
            headers = (await stranger.get(path)).headers
            assert len(headers["x-request-id"]) == 32
            assert headers["content-security-policy"].startswith("default-src 'none'")


class TestGraphiQL:
    async def test_is_for_people_who_are_signed_in(self, served: Served) -> None:
        async with served.stranger() as stranger, served.integration() as integration, served.browser() as browser:
            for refused in (await stranger.get("/graphiql"), await integration.get("/graphiql")):
                assert refused.status_code == 303
                assert refused.headers["location"] == "/auth/sign-in?next=%2Fgraphiql"
            page = await browser.get("/graphiql")
        assert '<div id="graphiql">' in page.text
        assert "script-src 'self';" in page.headers["content-security-policy"]


class TestHealth:
    async def test_a_process_that_can_serve_is_live_and_ready(self, served: Served) -> None:
        async with served.stranger() as stranger:
            assert (await stranger.get("/health/live")).json() == {"status": "live"}
            assert (await stranger.get("/health/ready")).json() == {"status": "ready"}

    async def test_a_database_of_another_version_is_not_ready(self) -> None:
        async def check() -> None:
            raise health.NotReady("The database is at 0001.")

        response = await self._asked(check)
        assert (response.status_code, response.json()["why"]) == (503, "The database is at 0001.")

    async def test_a_database_that_does_not_answer_is_not_ready_and_nothing_of_it_is_told(self) -> None:
        async def check() -> None:
            raise OSError("db-7.internal refused")

        response = await self._asked(check)
        assert (response.status_code, response.json()["why"]) == (503, "The database cannot be reached.")

    @staticmethod
    async def _asked(check: Any) -> httpx2.Response:
        transport = httpx2.ASGITransport(applications.Starlette(routes=health.routes(check)))
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get("/health/ready")


async def test_without_a_database_tokens_are_worth_another_try(built_app: pathlib.Path) -> None:
    chosen = settings.Settings(
        frontend_dir=built_app,
        database_url="postgresql://samsvar_app:secret@127.0.0.1:1/samsvar",
        oidc_issuer="http://localhost:1",
        oidc_client_id="samsvar",
        oidc_client_secret=pydantic.SecretStr("secret"),
        secret_key=pydantic.SecretStr("0" * 64),
        log_level="error",
    )
    transport = httpx2.ASGITransport(app.create_app(chosen, schema=schema.schema))
    async with httpx2.AsyncClient(transport=transport, base_url=chosen.url, auth=("sync", "secret")) as client:
        answer = await client.post("/auth/token", data={"grant_type": "client_credentials"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


class TestLive:
    async def test_a_change_made_elsewhere_is_heard_within_a_second(self, served: Served) -> None:
        async with served.browser() as browser, following(browser) as heard:
            first = asyncio.ensure_future(anext(heard))
            await asyncio.sleep(0.1)
            drafted = units.RenameUnit(unit=served.company.units["Kort"], name="Kort og godt", expected_version=1)
            await units.rename_unit(await served.company.scope("Astrid"), drafted, now=companies.NOW)
            changes = (await asyncio.wait_for(first, timeout=1))["data"]["changes"]
        assert f"unit_{served.company.units['Kort']}" in changes["ids"]
        assert not changes["isRefetchNeeded"]

    async def test_a_stream_ends_when_its_session_does(self, served: Served, database: Database) -> None:
        transactions = Transactions(database.url)
        async with served.browser() as browser, following(browser) as heard:
            farewell = asyncio.ensure_future(anext(heard))
            await asyncio.sleep(0.1)
            await sign_in_sessions.end_session(transactions, served.company.id, served.session_id, now=companies.NOW)
            answer = await asyncio.wait_for(farewell, timeout=2)
            assert [each async for each in heard] == []
        await transactions.close()
        assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


@contextlib.asynccontextmanager
async def following(client: httpx2.AsyncClient) -> AsyncIterator[AsyncIterator[Any]]:
    """Open a stream of changes; gives the answers in it."""

    async def told() -> AsyncIterator[Any]:
        async for line in stream.aiter_lines():
            if line.startswith("data: "):
                yield json.loads(line.removeprefix("data: "))

    async with client.stream("POST", "/graphql", json=CHANGES, headers=EVENTS) as stream:
        yield told()
