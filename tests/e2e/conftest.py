"""A real browser against all that `samsvar run` starts: the sample company, and its personas to sign in as."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from playwright import async_api

from infra import browser as chromium
from samsvar.connectors import embedded_postgres
from tests.conftest import free_port
from tests.factories import runs


@pytest.fixture(scope="session")
def samsvar_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[runs.Run]:
    """Everything, with the sample company in a database of its own. Tests share it: they change what is theirs alone."""
    folder = tmp_path_factory.mktemp("e2e")
    try:
        with runs.running(folder, free_port(), free_port()) as run:
            yield run
    finally:
        embedded_postgres.remove(folder)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[async_api.Browser]:
    """The Chromium or Chrome of this machine."""
    async with async_api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        yield browser
        await browser.close()


SignIn = Callable[[str], Awaitable[async_api.Page]]


@pytest.fixture
async def sign_in(browser: async_api.Browser, samsvar_run: runs.Run) -> AsyncIterator[SignIn]:
    """Sign in as a persona, by name, and get the page that follows; each one in a browser profile of their own."""
    contexts: list[async_api.BrowserContext] = []

    async def as_persona(name: str) -> async_api.Page:
        context = await browser.new_context(base_url=samsvar_run.url, locale="nb-NO")
        contexts.append(context)
        page = await context.new_page()
        await page.goto("/")
        await page.get_by_role("link", name="Logg inn").or_(page.get_by_role("button", name="Logg inn")).click()
        await page.get_by_role("button", name=name).click()
        await page.wait_for_url(f"{samsvar_run.url}/**")
        return page

    yield as_persona
    for context in contexts:
        await context.close()
