"""A real browser and the real local provider: what `make run` gives people to sign in with."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest
from playwright import async_api

from infra import browser as chromium
from samsvar.connectors import local_identity_provider
from samsvar.operations import admissions, scopes
from samsvar.persistence import database as database_module
from tests.conftest import Database
from tests.factories import companies
from tests.web.sign_in import lying_providers, worlds
from tests.web.sign_in.browsers import SESSION
from tests.web.sign_in.worlds import Clock

Provider = local_identity_provider.IdentityProvider

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
ASK = """async (query) => {
  const headers = { "content-type": "application/json", "x-samsvar-csrf": "1" };
  const answer = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify({ query }) });
  return { status: answer.status, body: await answer.json() };
}"""
SIGN_OUT = """async () => {
  const answer = await fetch("/auth/sign-out", { method: "POST", headers: { "x-samsvar-csrf": "1" } });
  return (await answer.json()).location;
}"""


@pytest.fixture(scope="module")
def company(database: Database, identity_provider: Provider) -> companies.Company:
    """A company whose team Kort is the provider's group of the payment team."""

    async def founded() -> companies.Company:
        opened = database_module.Database(database.url)
        try:
            company = await companies.found(opened)
            meanings = [
                admissions.GroupMeaning("fjordbank-betaling", "MEMBER", "Kort"),
                admissions.GroupMeaning("fjordbank-betaling-okr-master", "OKR_MASTER", "Kort"),
                admissions.GroupMeaning("fjordbank-admins", "ADMIN"),
            ]
            draft = admissions.Admit(identity_provider.issuer, meanings=meanings)
            await admissions.admit(await scopes.of_samsvar(opened, company.id), draft, now=companies.NOW)
            return company
        finally:
            await opened.close()

    with asyncio.Runner() as runner:
        return runner.run(founded())


@pytest.fixture(scope="module")
def app(
    company: companies.Company,
    database: Database,
    identity_provider: Provider,
    clock: Clock,
    app_port: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The app at the address that the provider knows; gives that address."""
    assert "Kort" in company.units
    settings = worlds.settings(
        tmp_path_factory.mktemp("frontend"),
        port=app_port,
        database_url=database.url,
        oidc_issuer=identity_provider.issuer,
        oidc_client_id=identity_provider.client_id,
        oidc_client_secret=identity_provider.client_secret,
        api_audience=identity_provider.api_audience,
    )
    with lying_providers.served(worlds.app(settings, clock), app_port) as url:
        yield url


@pytest.fixture(autouse=True)
def honest_again(clock: Clock) -> None:
    """This provider tells no lies, and has no clock but the machine's."""
    clock.ahead = clock.ahead * 0


@pytest.fixture(scope="module")
async def chrome() -> AsyncIterator[async_api.Browser]:
    async with async_api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium.find(), args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
async def page(chrome: async_api.Browser) -> AsyncIterator[async_api.Page]:
    """A page of a browser that has never been anywhere."""
    context = await chrome.new_context(locale="nb-NO")
    yield await context.new_page()
    await context.close()


async def sign_in(page: async_api.Page, app: str, name: str, *, to: str = "/") -> None:
    await page.goto(f"{app}/auth/sign-in?next={to}")
    await page.get_by_role("button", name=name).click()


async def ask(page: async_api.Page, query: str) -> tuple[int, object]:
    answer = await page.evaluate(ASK, query)
    return answer["status"], answer["body"].get("data")


async def test_a_persona_signs_in_and_comes_back_where_they_wanted_to_go(page: async_api.Page, app: str) -> None:
    await sign_in(page, app, "Ingrid Solheim", to="/enheter%3Fsyklus%3D1%23kr")
    await page.wait_for_url(f"{app}/enheter?syklus=1#kr")
    assert await ask(page, "{ who }") == (200, {"who": ["MEMBER", "OKR_MASTER"]})


async def test_the_browser_keeps_one_cookie_which_scripts_do_not_see(page: async_api.Page, app: str) -> None:
    await sign_in(page, app, "Solveig Aasen")
    await page.wait_for_url(f"{app}/")
    assert await ask(page, "{ who }") == (200, {"who": ["ADMIN"]})
    kept = [cookie for cookie in await page.context.cookies(app) if cookie["name"].startswith("__Host-samsvar")]
    assert [(c["name"], c["httpOnly"], c["secure"], c["sameSite"]) for c in kept] == [(SESSION, True, True, "Lax")]
    assert SESSION not in await page.evaluate("document.cookie")
    stored = await page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert stored == "[{},{}]"


async def test_two_tabs_sign_in_side_by_side(page: async_api.Page, app: str) -> None:
    other = await page.context.new_page()
    await page.goto(f"{app}/auth/sign-in?next=/first")
    await other.goto(f"{app}/auth/sign-in?next=/second")
    await other.get_by_role("button", name="Ingrid Solheim").click()
    await other.wait_for_url(f"{app}/second")
    await page.get_by_role("button", name="Ingrid Solheim").click()
    await page.wait_for_url(f"{app}/first")
    for tab in (page, other):
        assert (await ask(tab, "{ hello }"))[0] == 200


async def test_the_way_back_by_history_is_calm(page: async_api.Page, app: str) -> None:
    await sign_in(page, app, "Ingrid Solheim")
    await page.wait_for_url(f"{app}/")
    await page.goto(f"{app}/auth/callback?code=used&state=used")
    await async_api.expect(page.get_by_role("heading")).to_have_text("Innloggingen gjelder ikke lenger")
    await page.get_by_role("link", name="Prøv igjen").click()
    await page.wait_for_url(f"{app}/")
    assert (await ask(page, "{ hello }"))[0] == 200


async def test_signing_out_ends_it_here_and_at_the_provider(page: async_api.Page, app: str) -> None:
    await sign_in(page, app, "Ingrid Solheim")
    await page.wait_for_url(f"{app}/")
    await page.goto(await page.evaluate(SIGN_OUT))
    await page.wait_for_url(f"{app}/")
    assert (await ask(page, "{ hello }"))[0] == 401
    await page.goto(f"{app}/auth/sign-in")
    await async_api.expect(page.get_by_role("heading")).to_have_text("Who are you today?")


async def test_signing_out_at_the_provider_ends_it_here(
    page: async_api.Page, app: str, identity_provider: Provider
) -> None:
    """By the back channel: the provider itself calls our server."""
    await sign_in(page, app, "Ingrid Solheim")
    await page.wait_for_url(f"{app}/")
    assert (await ask(page, "{ hello }"))[0] == 200
    elsewhere = await page.context.new_page()
    await elsewhere.goto(f"{identity_provider.issuer}/session/end")
    await elsewhere.get_by_role("button", name="Sign out").click()
    await elsewhere.wait_for_load_state()
    for _ in range(50):
        status, _data = await ask(page, "{ hello }")
        if status == 401:
            return
        await asyncio.sleep(0.1)
    pytest.fail("the session outlived its end at the provider")


async def test_the_session_outlives_its_access_token(page: async_api.Page, app: str, clock: Clock) -> None:
    await sign_in(page, app, "Ingrid Solheim")
    await page.wait_for_url(f"{app}/")
    for _ in range(3):
        clock.go_on(seconds=65)  # The provider's tokens live 60 seconds.
        assert (await ask(page, "{ hello }"))[0] == 200


async def test_someone_in_no_group_is_told_whom_to_ask_and_may_be_somebody_else(page: async_api.Page, app: str) -> None:
    await sign_in(page, app, "Nora Lie")
    await async_api.expect(page.get_by_role("heading")).to_have_text("Du har ikke tilgang ennå")
    await async_api.expect(page.locator("main")).to_contain_text("Spør den som administrerer Samsvar")
    await page.get_by_role("link", name="Logg inn med en annen konto").click()
    await page.get_by_role("button", name="Ingrid Solheim").click()
    await page.wait_for_url(f"{app}/")
    assert (await ask(page, "{ hello }"))[0] == 200


class TestIntegrations:
    @pytest.fixture(autouse=True)
    def registered(self, company: companies.Company, database: Database, identity_provider: Provider) -> Iterator[None]:
        """Both clients of the provider, as an administrator has registered them for the team Kort."""
        rows = ", ".join(
            f"('{company.id}', '{client}', '{identity_provider.issuer}', '{client}', '{{okr:read,okr:write}}',"
            f" '{company.units['Kort']}')"
            for client in ("samsvar-integration", "samsvar-read-only")
        )
        database.server.execute(
            "insert into samsvar.api_clients (organisation_id, name, issuer, client_id, scopes, unit_id)"
            f" values {rows}",
            database=database.name,
        )
        yield
        database.server.execute("delete from samsvar.api_clients", database=database.name)

    def token(self, provider: Provider, client: str, secret: str, **form: str) -> str:
        asked = {"grant_type": "client_credentials", **form}
        answer = httpx2.post(f"{provider.issuer}/token", data=asked, auth=(client, secret))
        return str(answer.json()["access_token"])

    def ask(self, app: str, token: str, query: str) -> int:
        headers = {"authorization": f"Bearer {token}"}
        return httpx2.post(f"{app}/graphql", json={"query": query}, headers=headers).status_code

    def test_read_and_write_as_far_as_their_tokens_go(self, app: str, identity_provider: Provider) -> None:
        scope = "okr:read okr:write"
        both = self.token(identity_provider, "samsvar-integration", "integration-secret", scope=scope)
        assert (self.ask(app, both, "{ hello }"), self.ask(app, both, "mutation { write }")) == (200, 200)
        one = self.token(identity_provider, "samsvar-read-only", "read-only-secret", scope="okr:read")
        assert (self.ask(app, one, "{ hello }"), self.ask(app, one, "mutation { write }")) == (200, 403)

    def test_bring_tokens_that_were_made_for_us(self, app: str, identity_provider: Provider) -> None:
        client = ("samsvar-integration", "integration-secret")
        ours = self.token(identity_provider, *client, scope="okr:read", resource=identity_provider.api_audience)
        theirs = self.token(identity_provider, *client, scope="okr:read", resource="https://other.example/api")
        assert (self.ask(app, ours, "{ hello }"), self.ask(app, theirs, "{ hello }")) == (200, 401)
