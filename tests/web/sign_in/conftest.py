"""
The world of these tests: the real app on loopback, a company in its database, and a provider that lies on request.

Mia is known to the provider, and in its group ``kort``, which means a member of the team Kort. The API has a small
schema of its own here: who may ask is the matter, not what.
"""

import asyncio
import pathlib
from collections.abc import Iterator

import httpx2
import pydantic
import pytest
import strawberry

from samsvar import settings as settings_module
from samsvar.operations import admissions, scopes
from samsvar.persistence import database as database_module
from samsvar.web import app
from tests.conftest import Database, free_port
from tests.factories import companies
from tests.web.sign_in import lying_providers
from tests.web.sign_in.browsers import Browser
from tests.web.sign_in.lying_providers import LyingProvider
from tests.web.sign_in.worlds import Clock, World

SECRET_KEY = "a secret that these tests have among themselves"


@strawberry.type
class Query:
    @strawberry.field
    def hello(self) -> str:
        return "hello"

    @strawberry.field
    def who(self, info: strawberry.Info) -> list[str]:
        """Roles, and `ADMIN` for administrators."""
        scope = info.context.scope
        return sorted([held.role.value for held in scope.roles] + ["ADMIN"] * scope.is_administrator)

    @strawberry.field
    def organisation(self, info: strawberry.Info) -> str:
        return str(info.context.scope.organisation_id)


@strawberry.type
class Mutation:
    @strawberry.mutation
    def write(self) -> str:
        return "written"


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def provider(clock: Clock) -> Iterator[LyingProvider]:
    lying = LyingProvider(clock)
    with lying_providers.served(lying.app) as lying.issuer:
        yield lying


@pytest.fixture(autouse=True)
def honest_again(provider: LyingProvider, clock: Clock) -> None:
    """Every test begins some minutes later, with an honest provider, and with Mia signed in at it."""
    clock.go_on(minutes=2)  # What is counted by the minute begins anew.
    provider.be_honest()


@pytest.fixture(scope="module")
def world(
    database: Database, provider: LyingProvider, clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    port = free_port()
    settings = settings_module.Settings(
        port=port,
        database_url=database.url,
        oidc_issuer=provider.issuer,
        oidc_client_id=lying_providers.CLIENT_ID,
        oidc_client_secret=pydantic.SecretStr(lying_providers.CLIENT_SECRET),
        api_audience=lying_providers.AUDIENCE,
        secret_key=pydantic.SecretStr(SECRET_KEY),
        frontend_dir=_built_app(tmp_path_factory.mktemp("frontend")),
    )
    company = asyncio.run(_founded(database.url, provider.issuer))
    served = app.create_app(settings, schema=strawberry.Schema(Query, Mutation), clock=clock)
    with lying_providers.served(served, port) as url, httpx2.Client(timeout=10) as http:
        yield World(url, http, database, company, provider, clock, SECRET_KEY)


@pytest.fixture
def browser(world: World) -> Browser:
    """A browser that has never been here."""
    return Browser(world.url, world.http)


@pytest.fixture
def signed_in(browser: Browser) -> Browser:
    """Mia's browser, signed in."""
    assert browser.sign_in().status_code == 303
    return browser


def _built_app(folder: pathlib.Path) -> pathlib.Path:
    (folder / "index.html").write_text("<!doctype html><title>Samsvar</title>")
    return folder


async def _founded(url: str, issuer: str) -> companies.Company:
    database = database_module.Database(url)
    try:
        company = await companies.found(database)
        await admissions.admit(
            await scopes.of_samsvar(database, company.id),
            admissions.Admit(issuer, meanings=[admissions.GroupMeaning("kort", "MEMBER", "Kort")]),
            now=companies.NOW,
        )
        return company
    finally:
        await database.close()
