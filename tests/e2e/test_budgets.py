"""What a visit costs: bytes before the first content, and what is fetched only when it is wanted."""

import re

from playwright.async_api import Page, Request, expect

from tests.e2e.visitors import Visitors

FIRST_ROUTE = 200_000
"""Bytes of JavaScript and style sheets, as they travel, until "Our contribution" can be read."""

APART = re.compile(r"/(live|client-)", re.IGNORECASE)
"""The live connection, and graphql-sse's client for it, are fetched beside; nothing that is read first waits for them."""


def _requests_of(page: Page) -> list[Request]:
    """Return the list that a page's requests will be noted in."""
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    page.on("request", note)
    return requests


def _scripts(requests: list[Request]) -> set[str]:
    return {request.url for request in requests if request.resource_type == "script"}


async def test_the_first_route_is_light(people: Visitors) -> None:
    page = await people.known("Ingrid Solheim")
    requests = _requests_of(page)
    await page.goto("/")
    await expect(page.get_by_role("article").first).to_be_visible()
    travelled = {
        request.url: (await request.sizes())["responseBodySize"]
        for request in requests
        if request.resource_type in ("script", "stylesheet") and not APART.search(request.url)
    }
    assert len(travelled) > 5
    assert all(re.search(r"\.(js|css)$", url) for url in travelled)
    # What an answer to a proposal needs comes when somebody is about to give it.
    await expect(page.get_by_role("button", name="Godta").first).to_be_visible()
    assert not any("Answering" in request.url for request in requests)
    async with page.expect_request(re.compile("Answering")):
        await page.get_by_role("button", name="Godta").first.hover()
    assert 50_000 < sum(travelled.values()) < FIRST_ROUTE, travelled


async def test_each_route_is_a_chunk_of_its_own(people: Visitors) -> None:
    page = await people.known("Ingrid Solheim")
    requests = _requests_of(page)
    await page.goto("/contribution")
    await expect(page.get_by_role("article").first).to_be_visible()
    before = _scripts(requests)
    assert not any("PyramidPage" in url or "ObjectivePage" in url for url in before)
    await page.get_by_role("link", name="Pyramiden").click()
    await expect(page.get_by_role("application")).to_be_visible()
    assert any("PyramidPage" in url for url in _scripts(requests) - before)
    await page.go_back()
    await page.get_by_role("link", name="Betaling uten omveier", exact=True).first.click()
    await expect(page.get_by_role("heading", name="Siste sjekk-inn")).to_be_visible()
    assert any("ObjectivePage" in url for url in _scripts(requests) - before)


async def test_what_the_policy_forbids_is_noticed(people: Visitors) -> None:
    page = await people.stranger()
    await page.goto("/")
    await page.evaluate("fetch('http://localhost:1/').catch(() => {})")
    assert any("Content Security Policy" in line for line in people.said[page])
