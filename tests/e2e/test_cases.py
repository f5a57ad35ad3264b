"""Alignment cases: opened from an objective, proposed, and signed by two units that see at once what the other does."""

from playwright.async_api import expect

from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors

ABOUT = "Alle i teamet kan ta en hendelse alene"
"""An objective of Betaling that no other test opens a case about."""


async def test_a_case_opened_from_an_objective_is_agreed_by_two_units_live(people: Visitors, stage: Stage) -> None:
    ingrid = await people.enter("Ingrid Solheim", f"/objectives/{stage.objective(ABOUT)}")
    await ingrid.get_by_role("link", name="Åpne en sak om").first.click()
    question = ingrid.get_by_label("Det som skal avklares")
    await expect(question).to_have_value(f"Hva blir vi enige om når det gjelder «{ABOUT}»?")
    await question.fill("Hvem øver sammen?")
    await ingrid.get_by_role("button", name="Åpne saken").click()
    await expect(ingrid.get_by_text("Det skal to enheter til for å bli enige")).to_be_visible()
    await ingrid.get_by_role("button", name="Be inn en enhet til").click()
    await ingrid.get_by_role("combobox", name="Hvilken enhet").fill("Risiko")
    await ingrid.keyboard.press("Enter")
    await ingrid.get_by_role("button", name="Åpne saken").click()
    await expect(ingrid.get_by_role("heading", level=1)).to_have_text("Hvem øver sammen?")

    amira = await people.enter("Amira Rahman", "/inbox", language="en")
    await amira.get_by_role("link", name="To the case: Hvem øver sammen?").click()
    await expect(amira.get_by_role("heading", level=1)).to_have_text("Hvem øver sammen?")
    await expect(ingrid.get_by_role("list", name="Her nå")).to_contain_text("Amira Rahman")

    remark = amira.get_by_label("Say something")
    await remark.fill("We have one in March")
    await ingrid.get_by_role("button", name="Foreslå en løsning").click()
    await expect(ingrid.get_by_role("region", name="Skriv et forslag")).to_be_focused()
    await ingrid.get_by_role("radio", name="Behold begge").check()
    await ingrid.get_by_label("Hvorfor slik").fill("Øvelsene er ulike.")
    await expect(ingrid.get_by_text("Ingenting endres i OKR-ene.")).to_be_visible()
    await ingrid.get_by_role("button", name="Foreslå det").click()

    # It came by itself, and left what she writes and where she is.
    await expect(amira.get_by_text("Betaling proposes: Keep both.")).to_be_visible()
    await expect(remark).to_have_value("We have one in March")
    await expect(remark).to_be_focused()
    await expect(amira.get_by_text("Yours is the last signature")).to_be_visible()
    await amira.get_by_role("button", name="Say it").click()
    await expect(ingrid.get_by_role("list", name="Hva som er sagt så langt")).to_contain_text("We have one in March")
    await amira.get_by_role("button", name="Sign for Risiko").click()

    for page, agreed in ((amira, "What was agreed"), (ingrid, "Det som ble avtalt")):
        await expect(page.get_by_role("heading", name=agreed)).to_be_visible()
    await expect(amira.locator(":focus")).to_contain_text("Agreed on")  # The button that she pressed is gone.
    state = "select state, outcome from samsvar.alignment_cases where title = 'Hvem øver sammen?'"
    assert stage.execute(state) == "AGREED|KEEP_BOTH"
