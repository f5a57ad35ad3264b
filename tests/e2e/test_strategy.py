"""Strategy and Moals: proposed from below, agreed above, revised by two at once, and looked back on."""

from playwright.async_api import Locator, Page, expect

from tests.e2e.visitors import Visitors


async def revising(people: Visitors, name: str, title: str) -> tuple[Page, Locator]:
    """Open the form with which somebody revises a strategy."""
    page = await people.enter(name, "/strategy")
    await page.get_by_role("link", name=f"Endre «{title}»").click()
    form = page.get_by_role("dialog", name="Endre strategien")
    await expect(form.get_by_label("Hvilken vei fører oss dit?")).to_have_value(title)
    return page, form


async def test_a_team_proposes_a_moal_and_the_company_agrees_and_takes_it_back(people: Visitors) -> None:
    title = "Kundene får svar mens de husker spørsmålet"
    ingrid, solveig = (
        await people.enter("Ingrid Solheim", "/strategy"),
        await people.enter("Solveig Aasen", "/strategy"),
    )
    await people.be_live(solveig)
    await ingrid.get_by_role("link", name="Foreslå en Moal").click()
    form = ingrid.get_by_role("dialog", name="Foreslå en Moal")
    await form.get_by_label("Hva vil vi oppnå?").fill(title)
    await ingrid.reload()  # Nothing typed is lost.
    await expect(form.get_by_label("Hva vil vi oppnå?")).to_have_value(title)
    await form.get_by_role("checkbox", name="Trygg i hver krone").check()
    await form.get_by_role("button", name="Foreslå Moalen").click()
    offered = ingrid.get_by_role("listitem", name=title)
    await expect(offered).to_contain_text("Fjordbank · foreslått av Betaling")
    await expect(offered.get_by_role("button", name="Bli enig")).to_have_count(0)

    await solveig.reload()
    await solveig.get_by_role("button", name=f"Bli enig: {title}").click()
    await expect(offered).to_contain_text("Ingen OKR i")  # It has come by itself, and nothing serves it yet.
    await solveig.get_by_role("button", name="Angre").click()
    await expect(solveig.get_by_role("button", name=f"Bli enig: {title}")).to_be_visible()


async def test_two_who_revise_a_strategy_at_once_see_both_versions_and_lose_neither(people: Visitors) -> None:
    _, hers = await revising(people, "Solveig Aasen", "Grønn der det monner")
    other, theirs = await revising(people, "Solveig Aasen", "Grønn der det monner")
    await hers.get_by_label("Hva det betyr").fill("Boliglån og biler først.")
    await hers.get_by_label("Hvorfor det endres").fill("Bilene er kommet til.")
    await theirs.get_by_label("Hva det betyr").fill("Bare boliglån.")
    await theirs.get_by_label("Hvorfor det endres").fill("Kortere.")
    await people.be_live(other)
    await hers.get_by_role("button", name="Lag en ny versjon").click()
    await expect(hers).to_have_count(0)
    both = theirs.get_by_role("alert")  # It has come by itself, before anything is sent.
    await expect(both).to_contain_text("Solveig Aasen endret dette mens du skrev")
    await expect(both).to_contain_text("Boliglån og biler først.")
    await expect(theirs.get_by_label("Hva det betyr")).to_have_value("Bare boliglån.")
    await both.get_by_role("button", name="Gå videre med min").click()
    await theirs.get_by_role("button", name="Lag en ny versjon").click()
    await expect(theirs).to_have_count(0)

    await other.get_by_role("link", name="Versjon 3").click()
    versions = other.get_by_role("dialog", name="Strategi: versjoner").get_by_role("listitem")
    await expect(versions).to_have_count(3)
    await expect(versions.nth(0)).to_contain_text("Hvorfor den ble endret: Kortere.")
    await expect(versions.nth(0).get_by_role("insertion")).to_contain_text("Bare boliglån.")
    await expect(versions.nth(0).get_by_role("deletion")).to_contain_text("Boliglån og biler først.")


async def test_a_day_of_the_past_shows_what_held_then_and_changes_nothing(people: Visitors) -> None:
    page = await people.enter("Solveig Aasen", "/strategy?on=2024-03-01")
    await expect(page.get_by_role("heading", name="Mest digitale bank i Norge")).to_be_visible()
    await expect(page.get_by_role("link", name="Endre «Mest digitale bank i Norge»")).to_have_count(0)
    await page.get_by_role("link", name="Tilbake til i dag").click()
    await expect(page.get_by_role("heading", name="Enklest i Norden for folk flest")).to_be_visible()
