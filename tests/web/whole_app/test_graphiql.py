"""GraphiQL in a real browser: it works within its policy, and loads nothing from anywhere else."""

import pathlib
from collections.abc import AsyncIterator

import pytest
from playwright import async_api

from infra import browser as chromium
from samsvar.settings import CHECKOUT
from samsvar.web import sessions
from tests.web.whole_app.conftest import Served


@pytest.fixture(scope="session")
def built_app() -> pathlib.Path:
    """The app as it is really built."""
    return CHECKOUT / "frontend" / "dist"


@pytest.fixture
async def page(served: Served) -> AsyncIterator[async_api.Page]:
    """A page of Mia's browser; she is signed in."""
    async with async_api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        opened = await browser.new_page()
        cookie = f"{sessions.COOKIE}={served.cookie}; Path=/; Secure; HttpOnly; SameSite=Lax"
        await opened.route("**/cookie", lambda route: route.fulfill(body="", headers={"set-cookie": cookie}))
        await opened.goto(f"{served.url}/cookie")
        yield opened
        await browser.close()


async def test_a_person_asks_and_reads_the_documentation_and_nothing_comes_from_elsewhere(
    served: Served, page: async_api.Page
) -> None:
    complaints: list[str] = []
    asked: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))

    await page.goto(f"{served.url}/graphiql")
    await async_api.expect(page.locator(".graphiql-query-editor")).to_contain_text("FirstLook", timeout=20_000)
    await page.get_by_role("button", name="Execute query").click()
    await async_api.expect(page.locator(".result-window")).to_contain_text('"name": "Nordlys"')

    await page.get_by_role("button", name="Show Documentation Explorer").click()
    await async_api.expect(page.get_by_role("link", name="KeyResult", exact=True)).to_be_visible()

    assert complaints == []
    assert [url for url in asked if not url.startswith((served.url, "data:", "blob:"))] == []
