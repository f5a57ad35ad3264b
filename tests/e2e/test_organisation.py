"""The organisation over time: units founded, moved and ended from a day on, and the tree of any other day."""

import datetime as dt
import re
import zoneinfo

from playwright.async_api import Locator, Page, expect

from tests.e2e.visitors import Visitors

TODAY = dt.datetime.now(zoneinfo.ZoneInfo("Europe/Oslo")).date()
"""Where the organisation is."""
LATER = TODAY + dt.timedelta(days=40)
UNITS = "/organisation/units"


async def change(page: Page, unit: str, deed: str) -> Locator:
    """Open the form of a change of a unit."""
    await page.get_by_role("row", name=unit).first.click()
    await expect(page.get_by_role("region", name=unit)).to_be_visible()
    await page.get_by_role("region", name=unit).get_by_role("link", name=deed).click()
    return page.get_by_role("dialog")


async def found(page: Page, name: str, below: str) -> None:
    """Found a team below a unit."""
    form = await change(page, below, "Stift en enhet under")
    await form.get_by_label("Navn").fill(name)
    await expect(form.get_by_text("Ingenting annet endrer seg")).to_be_visible()
    await form.get_by_role("button", name="Stift enheten").click()
    await expect(form).to_have_count(0)
    await expect(page.get_by_role("row", name=name)).to_be_visible()


async def test_units_are_founded_moved_and_ended_and_other_days_keep_their_tree(people: Visitors) -> None:
    page = await people.enter("Solveig Aasen", UNITS)
    await found(page, "Valuta", "Kjerne")
    await found(page, "Fonds", "Kjerne")

    form = await change(page, "Valuta", "Flytt")
    await form.get_by_role("option", name="Kundeflater").click()
    effects = form.get_by_role("region", name="Hva det fører til")
    await expect(effects).to_contain_text("Fra da av leser disse utkastene")
    await expect(effects.get_by_role("listitem").filter(has_text="Kundeflater").first).to_be_visible()
    await form.get_by_label("Fra", exact=True).fill(LATER.isoformat())
    await form.get_by_role("button", name="Flytt").click()  # Without a reason: the form says so, and keeps the rest.
    await expect(form.get_by_label("Hvorfor")).to_have_attribute("aria-invalid", "true")
    await form.get_by_label("Hvorfor").fill("Nærmere kundene.")
    await form.get_by_role("button", name="Flytt").click()
    await expect(form).to_have_count(0)
    planned = page.get_by_role("region", name="Planlagt")
    await expect(planned).to_contain_text("Valuta flytter fra Kjerne til Kundeflater")

    form = await change(page, "Fonds", "Avslutt enheten")
    await form.get_by_label("Første dag uten den").fill(LATER.isoformat())
    await form.get_by_label("Hvorfor").fill("Slått sammen.")
    await form.get_by_role("button", name="Avslutt enheten").click()
    await expect(planned).to_contain_text("Fonds opphører")

    await page.get_by_label("Per dato").fill(LATER.isoformat())
    await expect(page.get_by_role("row", name="Fonds")).to_have_count(0)
    await page.get_by_label("Sammenlignet med").fill(TODAY.isoformat())
    changed = page.get_by_role("region", name="Hva som endret seg")
    await expect(changed.get_by_role("listitem")).to_have_text(
        ["Valuta flyttet fra Kjerne til Kundeflater.", "Fonds opphørte."]
    )

    await page.get_by_label("Per dato").fill("2025-06-01")
    await expect(page.get_by_role("row", name="Valuta")).to_have_count(0)
    await expect(page.get_by_text("Slik det var 1. juni 2025")).to_be_visible()

    await page.get_by_role("button", name="Tilbake til i dag").click()
    await page.get_by_role("row", name="Valuta").click()
    await page.get_by_role("region", name="Valuta").get_by_role("button", name="Avlys").click()
    await expect(planned).not_to_contain_text("Valuta")


async def test_a_change_that_is_refused_says_why_before_it_is_done_and_a_done_one_can_be_undone(
    people: Visitors,
) -> None:
    page = await people.enter("Solveig Aasen", UNITS)
    form = await change(page, "Folk og drift", "Avslutt enheten")
    await expect(form.get_by_role("alert")).to_contain_text("Disse enhetene ville bli stående igjen under den")
    await page.keyboard.press("Escape")

    form = await change(page, "Arbeidsliv", "Gi nytt navn")
    await form.get_by_label("Navn").fill("Arbeidsglede")
    await form.get_by_role("button", name="Gi nytt navn").click()
    await expect(page.get_by_role("row", name="Arbeidsglede")).to_be_visible()
    await page.get_by_role("button", name="Angre").click()
    await expect(page.get_by_role("row", name="Arbeidsliv")).to_be_visible()


async def test_whoever_may_not_change_it_sees_it_all_the_same(people: Visitors) -> None:
    page = await people.enter("Vidar Moen", UNITS)
    await page.get_by_role("row", name="Kjerne").click()
    details = page.get_by_role("region", name="Kjerne")
    await expect(details.get_by_role("listitem")).to_contain_text(re.compile("siden"))
    await expect(details.get_by_role("link")).to_have_count(0)
    await page.get_by_role("link", name="Innstillinger").click()
    await expect(page.get_by_text("Disse endres av administratorer.")).to_be_visible()


async def test_the_next_cycle_is_proposed_and_planned(people: Visitors) -> None:
    page = await people.enter("Solveig Aasen", "/organisation/cycles")
    await page.get_by_role("link", name="Planlegg den neste perioden").click()
    form = page.get_by_role("dialog", name="Planlegg den neste perioden")
    name = await form.get_by_label("Navn").input_value()
    await form.get_by_label("Siste dag").fill("2020-01-01")
    await form.get_by_role("button", name="Planlegg perioden").click()
    await expect(form.get_by_text("Siste dag ligger før første dag.")).to_be_visible()
    first = dt.date.fromisoformat(await form.get_by_label("Første dag").input_value())
    await form.get_by_label("Siste dag").fill((first + dt.timedelta(days=119)).isoformat())
    await form.get_by_role("button", name="Planlegg perioden").click()
    planned = page.get_by_role("main").get_by_role("listitem").filter(has_text=name)
    await expect(planned).to_contain_text("120 dager")
