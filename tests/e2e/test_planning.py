"""Several people write one unit's OKRs at once, and nothing that was typed is lost, whatever happens meanwhile."""

import re

from playwright.async_api import Locator, Page, Route, expect

from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors, end_session

INGRID, JONAS = "Ingrid Solheim", "Jonas Hagen"


def planning(stage: Stage) -> str:
    """Return the address of a draft that Ingrid's team writes, and that Jonas may help with."""
    return f"/planning?unit={stage.unit('Betaling')}&cycle={stage.cycle('PLANNING')}"


def state(page: Page) -> Locator:
    """Return what the page says about what was typed."""
    return page.get_by_role("status", name="Status for endringene dine")


def objective(page: Page, title: str) -> Locator:
    """Return an objective as it is written."""
    return page.get_by_role("article", name=title, exact=True)


def words(article: Locator) -> Locator:
    """Return the field that holds an objective's title."""
    return article.get_by_role("textbox", name="Mål", exact=True)


def why(article: Locator) -> Locator:
    """Return the field that says why."""
    return article.get_by_role("textbox", name=re.compile("^Hvorfor «"))


async def write(page: Page, *titles: str) -> None:
    """Write new objectives below the others."""
    for title in titles:
        line = page.get_by_role("textbox", name="Nytt mål", exact=True)
        await line.fill(title)
        await line.press("Enter")
        await expect(objective(page, title)).to_be_visible()


async def test_what_is_typed_is_saved_by_itself_and_there_after_a_reload(people: Visitors, stage: Stage) -> None:
    page = await people.enter(INGRID, planning(stage))
    await write(page, "Skrevet en gang")
    written = objective(page, "Skrevet en gang")
    await why(written).fill("Fordi det er nødvendig.")
    await written.get_by_role("button", name="Hva som regnes som en suksess").click()
    await page.get_by_role("menuitemradio", name="Ambisiøs").click()
    await expect(state(page)).to_have_text("Lagret")
    await page.reload()
    await expect(why(written)).to_have_value("Fordi det er nødvendig.")
    await expect(written.get_by_role("button", name="Hva som regnes som en suksess: Ambisiøs")).to_be_visible()


async def test_two_who_write_at_once_see_each_other_and_choose_where_they_differ(
    people: Visitors, stage: Stage
) -> None:
    ingrid, jonas = await people.enter(INGRID, planning(stage)), await people.enter(JONAS, planning(stage))
    for page in (ingrid, jonas):
        await people.be_live(page)
    await write(ingrid, "Skrevet av to")
    theirs, ours = objective(jonas, "Skrevet av to"), objective(ingrid, "Skrevet av to")
    await why(theirs).fill("Skrevet av Jonas.")  # It has come by itself, and so does this.
    await words(ours).focus()
    await expect(why(ours)).to_have_value("Skrevet av Jonas.")
    await expect(words(ours)).to_be_focused()

    await ingrid.context.set_offline(offline=True)
    await words(ours).fill("Som Ingrid vil ha det")
    await expect(state(ingrid)).to_have_text("Ikke tilkoblet: 1 endring er tatt vare på her")
    await words(theirs).fill("Som Jonas vil ha det")
    await expect(state(jonas)).to_have_text("Lagret")
    theirs_now = objective(jonas, "Som Jonas vil ha det")
    await ingrid.context.set_offline(offline=False)

    choice = ingrid.get_by_role("region", name="To versjoner: Mål")
    await expect(choice).to_contain_text("Som Jonas vil ha det")
    await expect(choice).to_contain_text("Som Ingrid vil ha det")
    await expect(state(ingrid)).to_have_text("1 konflikt")
    mine = objective(ingrid, "Som Ingrid vil ha det")
    await words(mine).fill("Som begge vil ha det")
    await choice.get_by_role("button", name="Behold din").click()
    await expect(state(ingrid)).to_have_text("Lagret")
    # He is in that field: its text isn't changed under his hands, he is told.
    await expect(words(theirs_now)).to_be_focused()
    await theirs_now.get_by_role("button", name="Vis det").click()
    await expect(words(objective(jonas, "Som begge vil ha det"))).to_be_focused()


async def test_what_is_written_offline_is_there_for_all_once_there_is_a_connection(
    people: Visitors, stage: Stage
) -> None:
    ingrid, jonas = await people.enter(INGRID, planning(stage)), await people.enter(JONAS, planning(stage))
    for page in (ingrid, jonas):
        await people.be_live(page)
    await write(ingrid, "Kjent fra før")
    await expect(state(ingrid)).to_have_text("Lagret")
    await ingrid.context.set_offline(offline=True)
    await write(ingrid, "Skrevet uten nett")
    await why(objective(ingrid, "Skrevet uten nett")).fill("Toget går i tunnel.")
    await objective(ingrid, "Kjent fra før").get_by_role("button", name="Fjern målet").click()
    await expect(objective(ingrid, "Kjent fra før")).to_have_count(0)
    await expect(state(ingrid)).to_contain_text("er tatt vare på her")
    await ingrid.context.set_offline(offline=False)
    await expect(state(ingrid)).to_have_text("Lagret")
    await expect(why(objective(jonas, "Skrevet uten nett"))).to_have_value("Toget går i tunnel.")
    await expect(objective(jonas, "Kjent fra før")).to_have_count(0)


async def test_a_dead_server_loses_nothing_though_the_page_is_left(people: Visitors, stage: Stage) -> None:
    page = await people.enter(INGRID, planning(stage))
    await write(page, "Før serveren døde")
    await expect(state(page)).to_have_text("Lagret")

    async def die(route: Route) -> None:
        await route.abort()

    await page.route("**/graphql", die)
    await words(objective(page, "Før serveren døde")).fill("Mens serveren var død")
    await expect(state(page)).to_contain_text("Ikke tilkoblet")
    await page.goto("about:blank")
    await page.unroute("**/graphql", die)
    await page.goto(planning(stage))
    await expect(words(objective(page, "Mens serveren var død"))).to_be_visible()
    await expect(state(page)).to_have_text("Lagret")
    assert stage.objective("Mens serveren var død")


async def test_an_ended_session_loses_nothing_and_sign_in_leads_back(people: Visitors, stage: Stage) -> None:
    page = await people.sign_in(INGRID, planning(stage))
    await write(page, "Før jeg ble logget ut")
    await expect(state(page)).to_have_text("Lagret")
    await end_session(page, stage)
    await words(objective(page, "Før jeg ble logget ut")).fill("Etter at jeg ble logget ut")
    await expect(state(page)).to_have_text("Logg inn igjen: 1 endring er tatt vare på her")
    await state(page).get_by_role("link", name="Logg inn igjen").click()
    await expect(words(objective(page, "Etter at jeg ble logget ut"))).to_be_visible()
    await expect(state(page)).to_have_text("Lagret")
    await expect(page).to_have_url(stage.url + planning(stage))
    assert stage.objective("Etter at jeg ble logget ut")


async def test_the_last_steps_are_undone_and_done_again(people: Visitors, stage: Stage) -> None:
    page = await people.enter(INGRID, planning(stage))
    await write(page, "Angret")
    wanted = objective(page, "Angret")
    await wanted.get_by_role("textbox", name=re.compile("^Neste nøkkelresultat|^Nytt nøkkelresultat")).fill("Bevist")
    await page.keyboard.press("Enter")
    proof = wanted.get_by_role("textbox", name="Nøkkelresultat", exact=True)
    await expect(proof).to_have_value("Bevist")
    await wanted.get_by_role("button", name="Fjern målet «Angret»").click()
    await expect(wanted).to_have_count(0)
    await page.get_by_role("button", name="Angre: Fjern et mål").click()
    await expect(proof).to_have_value("Bevist")

    await words(wanted).fill("Angret to ganger")
    await words(objective(page, "Angret to ganger")).blur()
    await page.keyboard.press("Control+z")
    await expect(words(wanted)).to_be_visible()
    await page.keyboard.press("Control+Shift+z")
    await expect(words(objective(page, "Angret to ganger"))).to_be_visible()
    await expect(state(page)).to_have_text("Lagret")


async def test_objectives_are_put_in_order_by_keyboard_and_stay_so(people: Visitors, stage: Stage) -> None:
    page = await people.enter(INGRID, planning(stage))
    await write(page, "Den nest siste", "Den siste")
    handle = page.get_by_role("button", name="Flytt «Den siste»")
    await handle.press("Alt+ArrowUp")
    await expect(handle).to_be_focused()
    await expect(page.get_by_role("status").filter(has_text="«Den siste» er nummer")).to_have_count(1)
    titles = page.get_by_role("article").get_by_role("textbox", name="Mål", exact=True)
    await expect(titles.nth(-2)).to_have_value("Den siste")
    await expect(state(page)).to_have_text("Lagret")
    await page.reload()
    await expect(titles.last).to_have_value("Den nest siste")
    await expect(titles.nth(-2)).to_have_value("Den siste")


async def test_a_committed_objective_changes_for_a_reason(people: Visitors, stage: Stage) -> None:
    title = "Alle i teamet kan ta en hendelse alene"
    page = await people.enter(INGRID, planning(stage).replace(stage.cycle("PLANNING"), stage.cycle("RUNNING")))
    committed = objective(page, title)
    await expect(committed).to_be_visible()
    await expect(words(committed)).to_have_count(0)
    await committed.get_by_role("button", name=f"Endre «{title}» med begrunnelse").click()
    panel = page.get_by_role("dialog")
    await panel.get_by_label("Hvorfor det betyr noe").fill("Ingen skal stå alene på vakt.")
    await panel.get_by_role("button", name="Endre med denne begrunnelsen").click()
    await expect(panel.get_by_label("Hvorfor det endres")).to_have_accessible_description(re.compile("Si hvorfor"))
    await panel.get_by_label("Hvorfor det endres").fill("Det sto ikke der.")
    await panel.get_by_role("button", name="Endre med denne begrunnelsen").click()
    await expect(panel).to_have_count(0)
    await expect(committed).to_contain_text("Ingen skal stå alene på vakt.")
