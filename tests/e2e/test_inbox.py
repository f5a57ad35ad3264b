"""What waits between units: proposals that are negotiated, and questions from above."""

import re

from playwright.async_api import Locator, Page, expect

from tests.e2e.stages import Stage
from tests.e2e.test_contributions import propose
from tests.e2e.visitors import Visitors


def item(page: Page, about: str) -> Locator:
    """Return the line of the inbox about something that waits for us."""
    return page.get_by_role("list", name="Venter på oss").get_by_role("listitem").filter(has_text=about).first


async def test_a_proposal_is_countered_with_another_target_and_weight_and_agreed(
    people: Visitors, stage: Stage
) -> None:
    ours, theirs = "Tester som forteller hva som gikk galt", "Kunder som stoler på varslene våre"
    jonas = await people.enter("Jonas Hagen", "/inbox")
    ingrid = await people.enter("Ingrid Solheim")
    await propose(ingrid, "Alle i teamet kan ta en hendelse alene", "Betaling er noe man ikke tenker på", why=ours)

    waiting = item(jonas, ours)  # It has come by itself.
    await waiting.get_by_role("button", name="Foreslå noe annet").click()
    panel = jonas.get_by_role("dialog", name="Foreslå noe annet")
    await panel.get_by_label("Hva det hjelper").select_option(label=f"Nøkkelresultat: {theirs}")
    await panel.get_by_label("Vekt").fill("0,5")
    await panel.get_by_role("button", name="Send motforslaget").click()
    await expect(panel.get_by_label("Hvorfor", exact=True)).to_have_accessible_description(
        re.compile("Si hvorfor, i en setning.")
    )
    await panel.get_by_label("Hvorfor", exact=True).fill("Det er der det merkes.")
    await panel.get_by_role("button", name="Send motforslaget").click()
    await expect(panel).to_have_count(0)

    await ingrid.get_by_role("link", name=re.compile("venter på oss$")).click()
    answer = item(ingrid, "Kundeflater foreslår noe annet")
    said = answer.get_by_role("list", name="Hva som er sagt så langt").get_by_role("listitem")
    await expect(said).to_contain_text(["Betaling er noe man ikke tenker på", "Det er der det merkes."])
    await expect(said.last).to_contain_text("vekt 0,5")
    await answer.get_by_role("button", name="Godta").click()
    await expect(ingrid.get_by_text("Avtalt. Det teller fra nå av.")).to_be_visible()
    await ingrid.get_by_role("button", name="Angre").last.click()
    await expect(ingrid.get_by_text("Svaret er trukket tilbake; det venter på oss igjen.")).to_be_visible()
    await answer.get_by_role("button", name="Godta").click()
    await expect(answer).to_have_count(0)
    agreed = "select state, weight from samsvar.contributions where rationale = '%s'"
    assert stage.execute(agreed % ours) == "AGREED|0.5"


async def test_a_division_asks_a_team_which_answers(people: Visitors, stage: Stage) -> None:
    asked = "Betaling er noe man ikke tenker på"
    ingrid = await people.enter("Ingrid Solheim", "/inbox")
    jonas = await people.enter("Jonas Hagen", f"/objectives/{stage.objective(asked)}")
    await jonas.get_by_role("button", name="Be en enhet om å bidra").click()
    panel = jonas.get_by_role("dialog", name="Be en enhet om å bidra")
    await panel.get_by_role("combobox", name="Søk etter enheter").fill("betaling")
    await expect(panel.get_by_role("listbox").get_by_role("option")).to_have_count(1)
    await jonas.keyboard.press("Enter")
    await panel.get_by_label("Hva dere håper på").fill("Dere ser det først.")
    await panel.get_by_role("button", name="Spør", exact=True).click()
    await expect(jonas.get_by_role("list", name="Hvem som er bedt om å bidra")).to_contain_text("Betaling")

    waiting = item(ingrid, "Dere ser det først.")
    await waiting.get_by_role("button", name=f"Svar: {asked}").click()
    panel = ingrid.get_by_role("dialog", name="Svar med et bidrag")
    await expect(panel.get_by_role("status").filter(has_text="avtalt med en gang")).to_be_visible()
    await panel.get_by_label("Hva som hjelper det").select_option(label="Alle i teamet kan ta en hendelse alene")
    await panel.get_by_role("button", name="Svar", exact=True).click()
    await expect(waiting).to_have_count(0)
    await expect(jonas.get_by_role("list", name="Hvem som er bedt om å bidra")).to_have_count(0)
    await expect(jonas.get_by_role("list", name="Bidrag til oss")).to_contain_text(
        "Alle i teamet kan ta en hendelse alene"
    )
