"""Histories: values that can be read without a mouse, conversations that lose no word, corrections that hide nothing."""

import re

from playwright.async_api import Page, expect

from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors

OBJECTIVE = "Ingen kunde mister penger på svindel hos oss"


async def open_key_result(page: Page, stage: Stage, key_result: str, unit: str) -> None:
    await page.goto(f"/key-results/{stage.key_result(key_result, unit)}")
    await expect(page.get_by_role("heading", level=1, name=key_result)).to_be_visible()


async def test_values_are_read_from_the_keyboard_and_stand_in_a_table_too(people: Visitors, stage: Stage) -> None:
    page = await people.enter("Ingrid Solheim")
    await open_key_result(page, stage, "Feilede trekk", "Betaling")
    chart = page.get_by_role("group", name="Verdier over tid")
    values = chart.get_by_role("img")
    last, before = values.last, values.nth(await values.count() - 2)
    await expect(last).to_have_accessible_name(re.compile(r"\d,\d\s%"))  # Whatever others have checked in by now.
    (newest,) = re.findall(r"\d+,\d", await last.get_attribute("aria-label") or "")
    await last.focus()
    await page.keyboard.press("ArrowLeft")
    await expect(before).to_be_focused()
    await expect(page.locator("figure p")).to_have_text(await before.get_attribute("aria-label") or "")
    await page.keyboard.press("Home")
    await expect(values.first).to_be_focused()
    await page.get_by_text("Som tabell").click()
    rows = page.get_by_role("table", name="Verdiene til «Feilede trekk»").get_by_role("row")
    await expect(rows.nth(1)).to_contain_text(f"{newest} %")
    assert await rows.count() > await values.count()


async def test_a_conversation_reaches_the_other_and_keeps_what_is_typed(people: Visitors, stage: Stage) -> None:
    address = f"/objectives/{stage.objective(OBJECTIVE)}/history"
    ingrid = await people.enter("Ingrid Solheim", address)
    jonas = await people.enter("Jonas Hagen", address)
    field = ingrid.get_by_label("Ny kommentar")
    await field.fill("Gjelder dette også Vipps?")
    await ingrid.reload()
    await expect(field).to_have_value("Gjelder dette også Vipps?")
    await ingrid.get_by_role("button", name="Kommenter", exact=True).click()
    await expect(field).to_have_value("")

    said = jonas.get_by_role("article").filter(has_text="Gjelder dette også Vipps?")
    await said.get_by_role("button", name="Svar").click()
    await jonas.get_by_label("Svar Ingrid Solheim").fill("Ja, fra nyttår.")
    await jonas.keyboard.press("Control+Enter")
    await expect(ingrid.get_by_text("Ja, fra nyttår.")).to_be_visible()

    own = ingrid.get_by_role("article").filter(has_text="Gjelder dette")
    await own.get_by_role("button", name="Rediger").click()
    await ingrid.get_by_label("Kommentaren din").fill("Gjelder dette også vennebetaling?")
    await ingrid.get_by_role("button", name="Lagre").click()
    await own.get_by_role("button", name="endret").click()
    earlier = ingrid.get_by_role("dialog", name="Tidligere ordlyd")
    await expect(earlier.get_by_text("Gjelder dette også Vipps?")).to_be_visible()
    await ingrid.keyboard.press("Escape")

    await own.get_by_role("button", name="Trekk tilbake").click()
    await expect(jonas.get_by_text("Trukket tilbake.")).to_be_visible()
    await expect(jonas.get_by_text("Ja, fra nyttår.")).to_be_visible()
    await ingrid.get_by_role("button", name="Angre").click()
    await expect(jonas.get_by_text("Gjelder dette også vennebetaling?")).to_be_visible()


async def test_a_corrected_check_in_stays_in_sight(people: Visitors, stage: Stage) -> None:
    key_result = "Henvendelser om betaling per tusen kunder"
    page = await people.enter("Jonas Hagen")
    await open_key_result(page, stage, key_result, "Kundeflater")
    timeline = page.get_by_role("region", name="Sjekk-inn").get_by_role("listitem")
    newest = timeline.first
    await expect(newest).to_contain_text("saker")
    await newest.get_by_role("link", name="Rett").click()
    panel = page.get_by_role("dialog", name="Rett en sjekk-inn")
    value = panel.get_by_label("Verdi, i saker")
    await expect(value).to_have_value(re.compile(r"^2\d$"))  # Whatever others have checked in by now.
    before = await value.input_value()
    await value.fill("25,5")
    await panel.get_by_role("button", name="Rett", exact=True).click()
    await expect(panel).to_have_count(0)
    await expect(timeline.filter(has_text="25,5 saker")).to_be_visible()
    corrected = timeline.filter(has_text="rettet siden")
    await expect(corrected).to_contain_text(f"{before} saker")
    await expect(corrected.get_by_role("link", name="Rett")).to_have_count(0)
    values = page.get_by_role("group", name="Verdier over tid").get_by_role("img")
    await expect(values.filter(has=page.locator("circle")).last).to_have_accessible_name(re.compile(r"25,5\ssaker"))


async def test_a_change_after_the_commitment_says_so_with_its_reason(people: Visitors, stage: Stage) -> None:
    page = await people.enter("Ingrid Solheim")
    await open_key_result(page, stage, "Feilede trekk", "Betaling")
    change = page.get_by_role("region", name="Endringer").get_by_role("listitem").filter(has_text="Målverdi")
    await expect(change).to_contain_text("etter vedtaket")
    await expect(change).to_contain_text("1 → 1,5")
    await expect(change).to_contain_text("Plattform leverer hendelsesstrømmen fem uker senere enn avtalt.")


async def test_a_key_result_says_what_it_needs_of_others(people: Visitors, stage: Stage) -> None:
    page = await people.enter("Ingrid Solheim")
    await open_key_result(page, stage, "Feilede trekk", "Betaling")
    line = page.get_by_role("listitem").filter(has_text="trenger fra Plattform")
    await expect(line.get_by_role("link", name="Hendelser for tilbakeførte trekk i strømmen")).to_be_visible()


async def test_an_open_objective_is_carried_over_with_a_reason_and_out_again(people: Visitors, stage: Stage) -> None:
    title = "Betaling uten omveier"
    page = await people.enter(
        "Ingrid Solheim", f"/planning?unit={stage.unit('Betaling')}&cycle={stage.cycle('PLANNING')}"
    )
    await page.get_by_text("Viderefør fra").click()
    candidate = page.get_by_role("list", name="Mål som kan videreføres").get_by_role("listitem").filter(has_text=title)
    await expect(candidate).to_contain_text("videreført 2 ganger før")
    take = candidate.get_by_role("button", name="Viderefør")
    await take.click()
    await expect(candidate.get_by_text("Si hvorfor, i en setning.")).to_be_visible()
    await candidate.get_by_label("Hvorfor en gang til?").fill("Hendelsene fra Plattform er på plass nå.")
    await take.click()
    await expect(page.get_by_text(f"Videreført: {title}")).to_be_visible()
    await expect(candidate).to_have_count(0)
    await expect(
        page.get_by_role("textbox")
        .and_(page.locator(f"[value='{title}']"))
        .or_(page.get_by_text(title, exact=True))
        .first
    ).to_be_visible()
    told = page.get_by_role("listitem").filter(has_text=f"Videreført: {title}")
    await told.get_by_role("button", name="Angre").click()
    await expect(candidate).to_be_visible()
