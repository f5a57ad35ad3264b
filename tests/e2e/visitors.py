"""People in their browsers: each in a profile of their own, signed in or not."""

import asyncio
import dataclasses
import hashlib
import pathlib
import re
from typing import Any, Literal

from playwright import async_api
from playwright._impl._api_structures import SetCookieParam
from playwright.async_api import expect

from samsvar.web import sessions
from tests.e2e import stages

SIGN_IN = {"nb": "Logg inn", "en": "Sign in", "de": "Anmelden"}
LOCALES = {"nb": "nb-NO", "en": "en-GB", "de": "de-DE"}

Language = Literal["nb", "en", "de"]


@dataclasses.dataclass
class Visitors:
    """
    Who visits the app in a test.

    Attributes:
        kept: Session cookies by name, shared by all tests: signing in takes its time, and has tests of its own.
    """

    browser: async_api.Browser
    url: str
    kept: dict[str, SetCookieParam]
    pages: list[async_api.Page] = dataclasses.field(default_factory=list)
    said: dict[async_api.Page, list[str]] = dataclasses.field(default_factory=dict)
    live: dict[async_api.Page, asyncio.Event] = dataclasses.field(default_factory=dict)

    async def stranger(
        self, language: Language | None = "nb", *, url: str | None = None, **options: Any
    ) -> async_api.Page:
        """
        Open a browser in which nobody is signed in; nothing is loaded yet.

        Args:
            language: Chosen in this browser; with None the browser asks for bokmål, and nobody has chosen.
        """
        context = await self.browser.new_context(
            base_url=url or self.url,
            locale=LOCALES[language or "nb"],
            **{"viewport": {"width": 1280, "height": 900}, **options},
        )
        context.set_default_timeout(20_000)
        if language is not None:
            await context.add_init_script(f"localStorage['samsvar.language'] ??= '{language}'")
        page = await context.new_page()
        self.pages.append(page)
        said = self.said.setdefault(page, [])
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"error: {error}"))
        live = self.live.setdefault(page, asyncio.Event())

        def note_stream(response: async_api.Response) -> None:
            if response.headers.get("content-type", "").startswith("text/event-stream"):
                live.set()

        page.on("response", note_stream)
        return page

    async def sign_in(
        self, name: str, path: str = "/", language: Language | None = "nb", **options: Any
    ) -> async_api.Page:
        """Sign in through the identity provider, with the browser at an address of the app."""
        page = await self.stranger(language, **options)
        await page.goto(path)
        await page.get_by_role("link", name=SIGN_IN[language or "nb"]).click()
        await page.get_by_role("button", name=name).click()
        await expect(menu_of(page, name)).to_be_visible()
        return page

    async def known(self, name: str, language: Language | None = "nb", **options: Any) -> async_api.Page:
        """Open a browser, its cache empty, in which somebody has signed in before; nothing is loaded yet."""
        if name not in self.kept:
            self.kept[name] = await session_cookie(await self.sign_in(name))
        page = await self.stranger(language, **options)
        await page.context.add_cookies([self.kept[name]])
        return page

    async def enter(
        self, name: str, path: str = "/", language: Language | None = "nb", **options: Any
    ) -> async_api.Page:
        """Open an address as somebody who has signed in before."""
        page = await self.known(name, language, **options)
        await page.goto(path)
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        return page

    async def be_live(self, page: async_api.Page) -> None:
        """Wait until changes of others reach a page by themselves."""
        async with asyncio.timeout(20):
            await self.live[page].wait()

    async def take_pictures(self, folder: pathlib.Path, name: str) -> None:
        """Leave what each browser shows, and what its console said, in a folder that is there."""
        stem = re.sub(r"\W+", "-", name).strip("-")
        for number, page in enumerate(self.pages, start=1):
            await page.screenshot(path=folder / f"{stem}-{number}.png", full_page=True)
            (folder / f"{stem}-{number}.txt").write_text("\n".join([page.url, *self.said[page]]))

    async def leave(self) -> None:
        """Close all browsers."""
        for page in self.pages:
            await page.context.close()


def menu_of(page: async_api.Page, name: str) -> async_api.Locator:
    """Return the button of somebody's own menu, which is there when they are signed in."""
    return page.get_by_role("banner").get_by_role("button", name=f"{name}:")


async def session_cookie(page: async_api.Page) -> SetCookieParam:
    """Return the cookie by which the app knows somebody, fit to be given to another browser."""
    (cookie,) = [each for each in await page.context.cookies() if each.get("name") == sessions.COOKIE]
    # Chromium keeps Secure cookies of http://localhost, but lets itself be given them only for https.
    return {
        "name": sessions.COOKIE,
        "value": cookie.get("value", ""),
        "url": "https://localhost",
        "httpOnly": True,
        "secure": True,
        "sameSite": "Lax",
    }


async def end_session(page: async_api.Page, stage: stages.Stage) -> None:
    """End it as an administrator would, and wait until the server has noticed."""
    cookie = await session_cookie(page)
    digest = hashlib.sha256(str(cookie.get("value")).encode()).hexdigest()
    stage.execute(f"update samsvar.sign_in_sessions set ended_at = now() where key_hash = '\\x{digest}'")
    own_headers = {"x-samsvar-csrf": "1", "origin": stage.url}
    async with asyncio.timeout(20):
        while (await page.request.post("/graphql", headers=own_headers, data={})).status != 401:  # noqa: ASYNC110 - asks anew
            await asyncio.sleep(0.2)  # It remembers for two seconds who a cookie stands for.
