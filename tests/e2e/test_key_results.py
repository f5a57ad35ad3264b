"""Key results of every kind are written quickly, changed for a reason once committed, and others asked for what they need."""

import datetime as dt
import re

from playwright.async_api import Locator, Page, expect

from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors

LUKAS, AMIRA = "Lukas Petersen", "Amira Rahman"
OBJECTIVE = "Et verksted uten lapper"


async def begin(page: Page, stage: Stage, title: str) -> Locator:
    """Write an objective into the draft of Lukas' team, and return it."""
    await page.goto(f"/planning?unit={stage.unit('Hamburg')}&cycle={stage.cycle('PLANNING')}")
    line = page.get_by_role("textbox", name="Nytt mål", exact=True)
    beginning = page.get_by_role("button", name=re.compile("^Begynn"))
    await expect(line.or_(beginning)).to_be_visible()
    if await beginning.is_visible():
        await beginning.click()
    await line.fill(title)
    await line.press("Enter")
    article = page.get_by_role("article", name=title, exact=True)
    await expect(article.get_by_role("textbox", name="Nytt nøkkelresultat")).to_be_visible()
    await expect(page.get_by_role("status", name="Status for endringene dine")).to_have_text("Lagret")
    await article.get_by_role("textbox", name="Nytt nøkkelresultat").focus()
    # Who only comes by on the way elsewhere is not shown the fields of a key result.
    await expect(article.get_by_role("button", name="Legg til")).to_be_hidden()
    return article


def shown(article: Locator, title: str) -> Locator:
    """Return the sentence that says what shows a key result."""
    return article.get_by_role("button", name=f"Det som viser det: {title}")


async def type_through(page: Page, *what: str) -> None:
    """Type or press one after the other, as somebody does who never takes a hand off the keyboard."""
    for each in what:
        if re.fullmatch(r"<[\w+]+>", each):
            await page.keyboard.press(each[1:-1])
        else:
            await page.keyboard.type(each)


async def choose_new_metric(page: Page, name: str, measure: str) -> None:
    """Type the name of a metric that nobody has, say what it is counted in, and go on to the next field."""
    await page.keyboard.type(name)
    await expect(page.get_by_role("option", name=f"Nytt måltall «{name}»")).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("combobox", name="Telles i")).to_be_focused()
    await type_through(page, measure, "<Enter>", "<Tab>")


async def choose_kind(page: Page, kind: str) -> None:
    """In the field that has the focus, choose how a key result is shown."""
    await expect(page.locator("select:focus")).to_have_count(1)
    await page.keyboard.type(kind)


async def test_every_kind_is_written_by_keyboard_alone(people: Visitors, stage: Stage) -> None:
    page = await people.enter(LUKAS)
    article = await begin(page, stage, OBJECTIVE)

    await type_through(page, "Færre lapper per uke", "<Tab>")
    await choose_new_metric(page, "Lapper på tavla", "lapper")
    await type_through(page, "12,5", "<Tab>", "4", "<Enter>")
    await expect(shown(article, "Færre lapper per uke")).to_contain_text("Lapper på tavla: fra 12,5 til 4\u00a0lapper")

    await type_through(page, "Oppetiden holder", "<Tab>")
    await choose_new_metric(page, "Oppetid i verkstedet", "%")
    await type_through(page, "<Tab>", "<Tab>")
    await choose_kind(page, "Holdes")
    await type_through(page, "<Shift+Tab>", "<Shift+Tab>", "99", "<Enter>")
    await expect(shown(article, "Oppetiden holder")).to_contain_text("holdes på 99\u00a0% eller høyere")

    await type_through(page, "Vi vet hva et søk koster", "<Tab>")
    await choose_new_metric(page, "Kostnad per søk", "NOK")
    await type_through(page, "<Tab>", "<Tab>")
    await choose_kind(page, "Først")
    await page.keyboard.press("Enter")
    await expect(shown(article, "Vi vet hva et søk koster")).to_contain_text(
        "Kostnad per søk: vi finner ut hvor det står"
    )

    await type_through(page, "Tavla er borte", "<Tab>", "<Tab>", "<Tab>", "<Tab>")
    await choose_kind(page, "Trinn")
    await page.keyboard.press("Enter")
    steps = shown(article, "Tavla er borte")
    await expect(steps).to_contain_text("Mangler: trinn")
    await steps.focus()
    await page.keyboard.press("Enter")
    await article.get_by_role("textbox", name="Neste trinn").focus()
    await type_through(page, "Alle ser den digitale", "<Enter>", "Ingen skriver på den gamle", "<Enter>")
    await expect(steps).to_contain_text("2 trinn: Alle ser den digitale → Ingen skriver på den gamle")
    await expect(steps).not_to_contain_text("Mangler")

    await expect(page.get_by_role("status", name="Status for endringene dine")).to_have_text("Lagret")
    await page.reload()
    await expect(shown(article, "Færre lapper per uke")).to_contain_text("til 4\u00a0lapper")
    await expect(steps).to_contain_text("2 trinn")
    kinds = stage.execute(
        "select string_agg(k.kind, ' ' order by k.position) from samsvar.key_results k"
        f" join samsvar.objectives o on o.id = k.objective_id where o.title = '{OBJECTIVE}'"
    )
    assert kinds == "DECREASE MAINTAIN BASELINE MILESTONE"


async def test_what_is_measured_already_is_found_in_spite_of_a_wrong_letter(people: Visitors, stage: Stage) -> None:
    page = await people.enter(LUKAS)
    article = await begin(page, stage, "Færre netter i telefonen")
    await type_through(page, "Færre blir vekket", "<Tab>", "nächtlihce")
    found = page.get_by_role("option", name=re.compile("^Nächtliche Einsätze"))
    await expect(found).to_contain_text("vårt")
    await expect(found).to_contain_text(re.compile("sist 4.*Einsätze"))
    await type_through(page, "<ArrowDown>", "<Enter>")
    await expect(article.get_by_role("combobox", name="Måltall")).to_have_value("Nächtliche Einsätze")
    await type_through(page, "<Tab>", "4", "<Tab>", "1", "<Enter>")
    line = shown(article, "Færre blir vekket")
    await expect(line).to_contain_text("fra 4 til 1\u00a0Einsätze")
    await line.click()
    await expect(article.get_by_text("Nådd tidligere:")).to_contain_text("4\u00a0Einsätze")
    assert stage.execute("select count(*) from samsvar.metrics where name = 'Nächtliche Einsätze'") == "1"


async def test_what_a_unit_has_committed_to_changes_for_a_reason_that_stays(people: Visitors, stage: Stage) -> None:
    title = "Dauer bis zur ersten Abbuchung vom neuen Konto"
    page = await people.enter(LUKAS, f"/planning?unit={stage.unit('Hamburg')}&cycle={stage.cycle('RUNNING')}")
    await page.get_by_role("button", name=f"Endre med begrunnelse: {title}").click()
    panel = page.get_by_role("dialog", name="Endre et nøkkelresultat vi har forpliktet oss til")
    await expect(panel.get_by_text("forblir synlig for alle")).to_be_visible()
    await panel.get_by_label("Strekk").fill("3,5")
    await panel.get_by_role("button", name="Endre med denne begrunnelsen").click()
    await expect(panel.get_by_label("Hvorfor det endres")).to_have_accessible_description("Si hvorfor, i en setning.")
    await panel.get_by_label("Hvorfor det endres").fill("Banken på den andre siden er raskere nå.")
    await panel.get_by_role("button", name="Endre med denne begrunnelsen").click()
    await expect(panel).to_have_count(0)
    await expect(page.get_by_role("button", name=f"Endre med begrunnelse: {title}")).to_contain_text(
        "strekk 3,5\u00a0Tage"
    )
    why = stage.execute("select why from samsvar.audit_entries where deed = 'reviseKeyResult' order by at desc limit 1")
    assert why == "Banken på den andre siden er raskere nå."


async def test_another_unit_is_asked_and_says_yes(people: Visitors, stage: Stage) -> None:
    lukas = await people.enter(LUKAS, f"/planning?unit={stage.unit('Hamburg')}&cycle={stage.cycle('RUNNING')}")
    await people.be_live(lukas)
    article = lukas.get_by_role("article", name="Ruhige Nächte für den Zahlungsverkehr", exact=True)
    await article.get_by_role("button", name="Be en annen enhet om noe").click()
    panel = lukas.get_by_role("dialog", name="Be en annen enhet om noe")
    await panel.get_by_role("combobox", name="Søk etter enheter").fill("Risiko")
    await panel.get_by_role("listbox").get_by_role("option").filter(has_text="Enhet").first.click()
    await panel.get_by_label("Det vi trenger").fill("Varsler som vet hva som haster")
    ends_on = stage.execute("select ends_on from samsvar.cycles where state = 'RUNNING'")
    await panel.get_by_label("Innen når").fill((dt.date.fromisoformat(ends_on) - dt.timedelta(days=7)).isoformat())
    await panel.get_by_role("radio", name="Vi kommer ikke videre uten").check()
    await panel.get_by_role("button", name="Be om det").click()
    asked = article.get_by_role("list", name="Det som trengs fra andre").get_by_role("listitem")
    asked = asked.filter(has_text="Varsler som vet hva som haster")
    await expect(asked).to_contain_text("bedt om")

    amira = await people.enter(AMIRA, "/inbox", "en")
    request = amira.get_by_role("listitem").filter(has_text="Varsler som vet hva som haster")
    await expect(request).to_contain_text("They can't go on without it.")
    await request.get_by_role("button", name="Accept …").click()
    answer = amira.get_by_role("dialog", name="Accept what Hamburg asks for")
    await answer.get_by_label("Where we work on it").select_option(index=1)
    await answer.get_by_label("What we say to it").fill("Gladly.")
    await answer.get_by_role("button", name="Accept", exact=True).click()
    await expect(answer).to_have_count(0)

    await expect(asked).to_contain_text("lovet")  # It has come by itself.
    await expect(asked).to_contain_text("Gladly.")
    await expect(asked).to_contain_text("Risiko jobber med det i")
