"""An objective says what it waits for, what is hit if it slips, and what overlaps with it."""

import re

from playwright.async_api import expect

from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors


async def test_an_objective_says_what_endangers_it_and_whom_it_endangers(people: Visitors, stage: Stage) -> None:
    page = await people.enter("Vidar Moen", f"/objectives/{stage.objective('Færre stopp for ærlige kunder')}")
    needs = page.get_by_role("region", name="Avhengigheter")
    await expect(needs).to_contain_text("Utsatt av det det venter på")
    await expect(needs.get_by_role("region", name="Stoppes av")).to_contain_text("Betaling")
    beside = page.get_by_role("region", name="Overlapp og motstrid")
    case = beside.get_by_role("link", name="Åpne en sak om det")
    assert stage.objective("Færre stopp for ærlige kunder") in (await case.get_attribute("href") or "")

    await page.goto(f"/objectives/{stage.objective('Betaling uten omveier')}")
    hit = needs.get_by_role("region", name="Rammes hvis målet glipper")
    await expect(hit).to_contain_text("Folk får gjort det de kom for")
    await expect(hit).to_contain_text("står stille")
    await needs.get_by_role("link", name="Se det blant avhengighetene").click()
    await expect(page).to_have_url(re.compile(f"/dependencies.*of={stage.objective('Betaling uten omveier')}"))
