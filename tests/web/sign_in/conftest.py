"""
The world of these tests: the real app on loopback, a company in its database, and a provider that lies on request.

Mia is known to the provider, and in its group ``kort``, which means a member of the team Kort.
"""

import asyncio
from collections.abc import Iterator

import httpx2
import pytest

from samsvar.operations import admissions, scopes
from samsvar.persistence import database as database_module
from tests.conftest import Database, free_port
from tests.factories import companies
from tests.web.sign_in import lying_providers, worlds
from tests.web.sign_in.browsers import Browser
from tests.web.sign_in.lying_providers import LyingProvider
from tests.web.sign_in.worlds import Clock, World


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
    settings = worlds.settings(
        tmp_path_factory.mktemp("frontend"),
        port=port,
        database_url=database.url,
        oidc_issuer=provider.issuer,
        oidc_client_id=lying_providers.CLIENT_ID,
        oidc_client_secret=lying_providers.CLIENT_SECRET,
        api_audience=lying_providers.AUDIENCE,
    )
    company = asyncio.run(_founded(database.url, provider.issuer))
    with lying_providers.served(worlds.app(settings, clock), port) as url, httpx2.Client(timeout=10) as http:
        yield World(url, http, database, company, provider, clock, worlds.SECRET_KEY)


@pytest.fixture
def browser(world: World) -> Browser:
    """A browser that has never been here."""
    return Browser(world.url, world.http)


@pytest.fixture
def signed_in(browser: Browser) -> Browser:
    """Mia's browser, signed in."""
    assert browser.sign_in().status_code == 303
    return browser


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
