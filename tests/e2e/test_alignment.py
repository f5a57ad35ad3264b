"""Alignment: from a cell of the matrix to what was found there, and what people say of it."""

import re

from playwright.async_api import Locator, Page, expect

from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors

THEIRS = "Payments people can rely on"
"""Risiko's objective that counts failed charges, in English; Betaling counts them in bokmål."""


def found(page: Page) -> Locator:
    """Return what was found between the two units: the overlap on the metric that both count."""
    overlap = page.get_by_role("article", name=re.compile("^Overlapp")).filter(has_text=THEIRS)
    return overlap.filter(has_text="Feilede trekk")


async def test_a_cell_leads_to_an_overlap_that_is_dismissed_with_a_reason_and_brought_back(
    people: Visitors, stage: Stage
) -> None:
    path = f"/alignment?unit={stage.unit('Kundeflater')}"
    jonas = await people.enter("Jonas Hagen", path)
    await expect(found(jonas)).to_be_visible()
    await people.be_live(jonas)
    ingrid = await people.enter("Ingrid Solheim", path)
    await expect(found(ingrid).locator("mark").filter(has_text="1,5")).to_be_visible()

    cell = ingrid.get_by_role("gridcell", name=re.compile("^Betaling og Risiko:.*1 overlapp"))
    await cell.focus()
    await ingrid.keyboard.press("Enter")
    await expect(cell).to_have_attribute("aria-selected", "true")
    await expect(ingrid.get_by_text("Bare Betaling – Risiko")).to_be_visible()
    await expect(ingrid.get_by_role("article").filter(has_text="Færre stopp for ærlige kunder")).to_have_count(0)
    await expect(ingrid.get_by_role("region", name="Det som ble funnet")).to_have_attribute("aria-busy", "false")

    await found(ingrid).get_by_role("button", name="Ikke et overlapp …").click()
    dialog = ingrid.get_by_role("dialog", name="Ikke et overlapp …")
    await dialog.get_by_role("button", name="Avvis", exact=True).click()
    await expect(dialog.get_by_label("Hvorfor ikke")).to_have_accessible_description("Si hvorfor, i en setning.")
    await dialog.get_by_role("button", name="Bare ordene ligner.").click()
    await dialog.get_by_role("button", name="Avvis", exact=True).click()
    await expect(dialog).to_have_count(0)
    await expect(found(ingrid)).to_have_count(0)
    # Who reads the same list sees it where it stood, with the reason.
    await expect(found(jonas)).to_contain_text("Avvist av Ingrid Solheim")
    await expect(found(jonas)).to_contain_text("Bare ordene ligner.")

    await ingrid.get_by_role("button", name="Angre").click()
    await expect(found(ingrid).get_by_role("button", name="Det stemmer")).to_be_visible()
    await expect(found(jonas)).not_to_contain_text("Avvist av")
