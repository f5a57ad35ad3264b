"""Ctrl-K, some letters, arrow keys, Enter: there."""

import asyncio
import re

import pytest
from playwright.async_api import Route, expect

from tests.e2e.visitors import Language, Visitors

FIELD = "Søk i enheter, mål og nøkkelresultater"


@pytest.mark.parametrize(
    ("language", "title", "field", "objective"),
    [
        ("nb", "Søk", FIELD, "Mål"),
        ("en", "Search", "Search units, objectives and key results", "Objective"),
        ("de", "Suchen", "Einheiten, Objectives und Key Results durchsuchen", "Objective"),
    ],
)
async def test_keys_lead_to_what_was_searched(
    people: Visitors, language: Language, title: str, field: str, objective: str
) -> None:
    page = await people.enter("Vidar Moen", language=language)
    await page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name=title)
    await expect(dialog.get_by_role("combobox", name=field)).to_be_focused()
    await page.keyboard.type("saldo")
    wanted = dialog.get_by_role("option", name=f"{objective} · Konto Saldoen er alltid sann")
    await expect(wanted).to_be_visible()
    options = dialog.get_by_role("option")
    for _ in range(await options.count()):
        if await wanted.get_attribute("aria-selected") == "true":
            break
        await page.keyboard.press("ArrowDown")
    await expect(wanted).to_have_attribute("aria-selected", "true")
    await expect(dialog.get_by_role("option", selected=True)).to_have_count(1)
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Saldoen er alltid sann")


async def test_arrow_keys_walk_in_a_ring(people: Visitors) -> None:
    page = await people.enter("Vidar Moen")
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("combobox", name=FIELD)).to_be_focused()
    await page.keyboard.type("svindel")
    options = page.get_by_role("option")
    await expect(options.nth(2)).to_be_visible()
    await expect(options.first).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowUp")
    await expect(options.last).to_have_attribute("aria-selected", "true")


async def test_a_unit_that_is_found_is_gone_to(people: Visitors) -> None:
    page = await people.enter("Vidar Moen")
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("combobox", name=FIELD)).to_be_focused()
    await page.keyboard.type("Hamburg")
    await expect(page.get_by_role("option", name="Enhet · Kjerne Hamburg")).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hamburg")


async def test_what_is_not_found_is_said(people: Visitors) -> None:
    page = await people.enter("Vidar Moen")
    await page.get_by_role("button", name="Søk").click()
    await expect(page.get_by_role("combobox", name=FIELD)).to_be_focused()
    await page.keyboard.type("qqqq")
    await expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("Fant ingenting på «qqqq».")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_role("button", name="Søk")).to_be_focused()


async def test_letters_typed_while_the_search_is_on_its_way_are_kept(people: Visitors) -> None:
    page = await people.enter("Vidar Moen")
    arrived = asyncio.Event()

    async def hold_back(route: Route) -> None:
        await arrived.wait()
        await route.continue_()

    await page.route("**/SearchDialog-*.js", hold_back)
    await page.keyboard.press("Control+k")
    await page.keyboard.type("saldoo")
    await page.keyboard.press("Backspace")
    arrived.set()
    await expect(page.get_by_role("combobox", name=FIELD)).to_have_value("saldo")
    await expect(page.get_by_role("option", name="Saldoen er alltid sann")).to_be_visible()


async def test_a_place_is_gone_to_by_its_name(people: Visitors) -> None:
    page = await people.enter("Vidar Moen")
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("option")).not_to_have_count(0)
    await page.keyboard.type("pyr")
    await expect(page.get_by_role("option", selected=True)).to_have_accessible_name("Gå til Pyramiden")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile(r"/pyramid\?"))
