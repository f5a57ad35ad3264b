"""From nothing to two levels of committed OKRs, in the browser alone, by three people who write at the same time."""

import contextlib
import re
from collections.abc import AsyncIterator

from playwright.async_api import Locator, Page, expect

from tests.e2e.stages import Stage
from tests.e2e.test_key_results import type_through
from tests.e2e.test_planning import objective, state, why, write
from tests.e2e.visitors import Visitors, menu_of

THEA, EMIL, KLARA = "Thea Nygård", "Emil Brekke", "Klara Vogt"
COMPANY, TEAM, SLUG = "Bjørkeverk", "Verksted", "bjorkeverk"
STRATEGY = "Verksted der folk bor"
MOAL = "Folk reparerer før de kjøper nytt"
OURS, THEIRS = "Reparasjon er det enkleste valget", "Ingen venter på verkstedet"


async def begin(people: Visitors, name: str, path: str) -> Page:
    """Sign in at an address in a browser of their own."""
    page = await people.stranger()
    await page.goto(path)
    await page.get_by_role("button", name=name).click()
    return page


async def found(people: Visitors) -> Page:
    """Let Thea found the company; return her browser."""
    thea = await begin(people, THEA, "/auth/sign-in?next=/found")
    await thea.get_by_label("Hva heter organisasjonen?").fill(COMPANY)
    await thea.get_by_label("Navnet i adresser").fill(SLUG)
    await thea.get_by_role("button", name="Grunnlegg").click()
    first_steps = thea.get_by_role("list", name="De første stegene")
    await first_steps.get_by_role("link", name="Stift enhetene").click()
    await expect(thea.get_by_role("row", name=COMPANY)).to_be_visible()
    return thea


async def found_team(page: Page) -> None:
    """Found a team below the company."""
    await page.get_by_role("link", name="Enheter").click()
    await page.get_by_role("row", name=COMPANY).click()
    await page.get_by_role("region", name=COMPANY).get_by_role("link", name="Stift en enhet under").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Navn").fill(TEAM)
    await form.get_by_role("button", name="Stift enheten").click()
    await expect(page.get_by_role("row", name=TEAM)).to_be_visible()


async def invite(page: Page, address: str, role: str) -> None:
    """Invite somebody into the team."""
    await page.get_by_role("link", name="Personer").click()
    await page.get_by_role("button", name="Inviter noen").click()
    form = page.get_by_role("dialog", name="Inviter noen")
    await form.get_by_label("E-postadresse").fill(address)
    await form.get_by_label("Enhet").select_option(TEAM)
    await form.get_by_label("Rolle").select_option(role)
    await form.get_by_role("button", name="Inviter", exact=True).click()
    await expect(page.get_by_role("list", name="Invitert, men ikke kommet ennå")).to_contain_text(address)


async def state_direction(page: Page, deed: str, question: str, text: str) -> None:
    """State a mission, a vision or a strategy."""
    await page.get_by_role("link", name=deed).first.click()
    form = page.get_by_role("dialog", name=deed)
    await form.get_by_label(question).fill(text)
    await form.get_by_role("button", name=deed).click()
    await expect(form).to_have_count(0)
    await expect(page.get_by_role("main")).to_contain_text(text)


async def agree_on_a_moal(page: Page, strategy: str) -> None:
    """Propose a Moal that serves a strategy, and agree to it."""
    await page.get_by_role("link", name="Foreslå en Moal").click()
    form = page.get_by_role("dialog", name="Foreslå en Moal")
    await form.get_by_label("Hva vil vi oppnå?").fill(MOAL)
    await form.get_by_role("checkbox", name=strategy).check()
    await form.get_by_role("button", name="Foreslå Moalen").click()
    await page.get_by_role("button", name=f"Bli enig: {MOAL}").click()
    await expect(page.get_by_role("listitem", name=MOAL)).not_to_contain_text("Foreslått")


async def plan_cycle(page: Page) -> None:
    """Plan the first cycle as it is proposed, and let it be planned in."""
    await page.goto("/organisation/cycles")
    await page.get_by_role("link", name="Planlegg den neste perioden").click()
    form = page.get_by_role("dialog", name="Planlegg den neste perioden")
    await form.get_by_role("button", name="Planlegg perioden").click()
    await page.get_by_role("link", name=re.compile("^Ta .* videre")).click()
    await page.get_by_role("dialog").get_by_role("button", name=re.compile("^Ta videre")).click()
    await expect(page.get_by_role("main").get_by_role("listitem")).to_contain_text("Planlegging")


async def write_key_result(article: Locator, title: str, metric: str, measure: str, *ends: str) -> None:
    """Write a key result with a metric of its own, by keyboard."""
    page = article.page
    await article.get_by_role("textbox", name="Nytt nøkkelresultat").focus()
    await type_through(page, title, "<Tab>")
    await page.keyboard.type(metric)
    await expect(page.get_by_role("option", name=f"Nytt måltall «{metric}»")).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("combobox", name="Telles i")).to_be_focused()
    await type_through(page, measure, "<Enter>", "<Tab>", ends[0], "<Tab>", ends[1], "<Enter>")
    await expect(article.get_by_role("button", name=f"Det som viser det: {title}")).to_contain_text(ends[1])


async def open_draft(page: Page) -> None:
    """Begin the OKRs of one's own unit."""
    await page.goto("/planning")
    await page.get_by_role("button", name="Begynn på utkastet").click()
    await expect(page.get_by_role("textbox", name="Nytt mål", exact=True)).to_be_visible()


async def contribute(page: Page, source: str, target: str) -> Locator:
    """Propose that an objective helps something; return the link as the page shows it."""
    await page.get_by_role("button", name=f"Foreslå bidrag: {source}").click()
    panel = page.get_by_role("dialog", name="Foreslå bidrag")
    await panel.get_by_role("combobox", name="Søk i Moaler").fill(target)
    await panel.get_by_role("option").filter(has_text=target).first.click()
    await panel.get_by_role("button", name="Foreslå bidrag").click()
    await expect(panel).to_have_count(0)
    return page.get_by_role("list", name=f"Hva «{source}» bidrar til").get_by_role("listitem").filter(has_text=target)


@contextlib.asynccontextmanager
async def offline(page: Page) -> AsyncIterator[None]:
    """Take a browser's network away for a while."""
    await page.context.set_offline(offline=True)
    yield
    await page.context.set_offline(offline=False)


def missing(page: Page) -> Locator:
    """Return the list of what is missing."""
    return page.get_by_role("region", name="Hva mangler før vi forplikter oss")


async def commit(page: Page) -> None:
    """Commit the unit, once nothing is missing any more."""
    await expect(missing(page).get_by_role("listitem").filter(has_text="Må ordnes")).to_have_count(0)
    await page.get_by_role("button", name="Forplikt dere", exact=True).click()
    kept = page.get_by_role("dialog", name="Det vi forpliktet oss til")
    await expect(kept.get_by_role("listitem").first).to_be_visible()
    await kept.get_by_role("button", name="Lukk").click()


async def lay_the_ground(people: Visitors) -> Page:
    """Let Thea found the company, with what it stands on; return her browser."""
    thea = await found(people)
    await found_team(thea)
    await invite(thea, "emil.brekke@seljeverk.example", "Leder")
    await invite(thea, "klara.vogt@seljeverk.example", "Medlem")
    await thea.goto("/strategy")
    await state_direction(thea, "Fastsett oppdraget", "Hva står vi for?", "Ting skal vare")
    await state_direction(thea, "Fastsett visjonen", "Hvor vil vi være?", "Et land som reparerer")
    await state_direction(thea, "Fastsett en strategi", "Hvilken vei fører oss dit?", STRATEGY)
    await agree_on_a_moal(thea, STRATEGY)
    await plan_cycle(thea)
    return thea


async def test_three_people_take_a_new_organisation_from_nothing_to_two_levels_of_committed_okrs(
    people: Visitors, stage: Stage
) -> None:
    thea = await lay_the_ground(people)

    # The company's own OKRs first, shown to all.
    await open_draft(thea)
    await write(thea, OURS)
    await write_key_result(objective(thea, OURS), "Flere leverer inn", "Innleveringer", "ting", "200", "900")
    await write_key_result(objective(thea, OURS), "Færre gir opp", "Avbrutte reparasjoner", "%", "30", "12")
    await expect(await contribute(thea, OURS, MOAL)).to_contain_text("avtalt")
    await thea.get_by_role("button", name="Foreslå for alle").click()

    # Two of the team write its OKRs at once, one of them in a tunnel.
    emil = await begin(people, EMIL, f"/auth/sign-in?organisation={SLUG}&next=/planning")
    await expect(menu_of(emil, EMIL)).to_be_visible()
    await open_draft(emil)
    await people.be_live(emil)
    klara = await begin(people, KLARA, f"/auth/sign-in?organisation={SLUG}&next=/planning")
    await expect(klara.get_by_role("textbox", name="Nytt mål", exact=True)).to_be_visible()
    await people.be_live(klara)
    await write(emil, THEIRS)
    await why(objective(klara, THEIRS)).fill("Ventetid er grunnen til at folk kjøper nytt.")
    await expect(why(objective(emil, THEIRS))).to_have_value("Ventetid er grunnen til at folk kjøper nytt.")
    async with offline(klara):
        await write(klara, "Vi lærer av det som ryker")
        await klara.get_by_role("textbox", name="Det vi har rom for").fill("Fire av fem, én i permisjon.")
        await expect(state(klara)).to_contain_text("tatt vare på her")
        await write_key_result(objective(emil, THEIRS), "Kortere ventetid", "Dager i kø", "dager", "14", "5")
        await write_key_result(objective(emil, THEIRS), "Flere samme dag", "Ferdig samme dag", "%", "10", "35")
    await expect(state(klara)).to_have_text("Lagret")
    learning = objective(emil, "Vi lærer av det som ryker")  # It has come by itself.
    await write_key_result(learning, "Vi vet hvorfor", "Reparasjoner med årsak", "%", "0", "80")
    await write_key_result(learning, "Vi sier det videre", "Råd til produsenter", "råd", "0", "6")
    await learning.get_by_role("textbox", name="Hvorfor det står alene").fill("Ingen over oss har spurt ennå.")
    await emil.get_by_role("button", name="Foreslå for alle").click()

    link = await contribute(emil, THEIRS, OURS)
    await expect(link).not_to_contain_text("avtalt")
    await expect(missing(emil).get_by_role("link", name=re.compile(THEIRS))).not_to_have_count(0)
    await thea.goto("/inbox")
    await thea.get_by_role("button", name=f"Godta: {THEIRS}").click()
    await expect(link).to_contain_text("avtalt")
    await commit(emil)
    await thea.goto("/planning")
    await commit(thea)

    committed = stage.execute(
        "select string_agg(u.name || ' ' || s.state, ', ' order by u.name)"
        " from samsvar.okr_sets s join samsvar.units u on (u.organisation_id, u.id) = (s.organisation_id, s.unit_id)"
        f" join samsvar.organisations o on o.id = s.organisation_id where o.slug = '{SLUG}'"
    )
    assert committed == f"{COMPANY} COMMITTED, {TEAM} COMMITTED"
    await klara.goto("/contribution")
    way = klara.get_by_role("article", name=THEIRS)
    for above in (OURS, MOAL, STRATEGY):
        await expect(klara.get_by_role("main")).to_contain_text(above)
    await expect(way).to_be_visible()
