"""Proposing what we help with, and answering what others propose: two units, two browsers, both live."""

import re

from playwright.async_api import Locator, Page, expect

from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors

OURS = "Alle i teamet kan ta en hendelse alene"
THEIRS = "Tillit som merkes i hver betaling"
SEARCH = "Søk i Moaler, mål og nøkkelresultater"


async def propose(page: Page, source: str, target: str, why: str = "") -> Locator:
    """Fill in and send a proposal; return the panel in which that happens."""
    await page.get_by_role("link", name=re.compile(f"^Foreslå .*bidrag.*{source}")).click()
    panel = page.get_by_role("dialog", name="Foreslå bidrag")
    await panel.get_by_role("combobox", name=SEARCH).fill(target)
    await panel.get_by_role("option").filter(has_text=target).first.click()
    await panel.get_by_label("Hvorfor det hjelper").fill(why)
    await panel.get_by_role("button", name="Foreslå bidrag").click()
    return panel


def targets_of(page: Page, source: str) -> Locator:
    """Return the list of what an objective helps."""
    return page.get_by_role("list", name=f"Hva «{source}» bidrar til")


async def test_a_proposal_reaches_the_other_unit_and_counts_once_it_is_accepted(people: Visitors) -> None:
    ingrid, jonas = await people.enter("Ingrid Solheim"), await people.enter("Jonas Hagen")
    waiting = jonas.get_by_role("button", name=f"Godta: {OURS}")
    await expect(jonas.get_by_role("list", name="Bidrag til oss")).to_be_visible()
    await expect(waiting).to_have_count(0)

    await propose(ingrid, OURS, THEIRS, why="Den som kan ta en hendelse, kan også forklare den.")
    ours = targets_of(ingrid, OURS).get_by_role("listitem").filter(has_text=THEIRS)
    await expect(ours).to_contain_text("forslag, venter på svar")

    await waiting.click()  # It has come by itself.
    await expect(jonas.get_by_text("Avtalt. Det teller fra nå av.")).to_be_visible()
    await expect(waiting).to_have_count(0)
    await expect(ours).not_to_contain_text("forslag, venter på svar")


async def test_a_proposal_is_declined_with_a_reason_that_both_see(people: Visitors, stage: Stage) -> None:
    source = "Betaling uten omveier"
    ingrid = await people.enter("Ingrid Solheim", f"/objectives/{stage.objective(source)}")
    jonas = await people.enter("Jonas Hagen")
    ours = targets_of(ingrid, source).get_by_role("listitem").filter(has_text=THEIRS)
    await expect(ours).to_contain_text("forslag, venter på svar")

    await jonas.get_by_role("button", name=f"Avslå: {source}").click()
    dialog = jonas.get_by_role("dialog", name="Avslå et bidrag")
    await dialog.get_by_role("button", name="Avslå", exact=True).click()
    await expect(dialog.get_by_label("Hvorfor ikke")).to_have_accessible_description("Si hvorfor, i en setning.")
    await dialog.get_by_label("Hvorfor ikke").fill("Prøv Risiko sitt mål om varsler.")
    await dialog.get_by_role("button", name="Avslå", exact=True).click()
    await expect(dialog).to_have_count(0)
    await expect(jonas.get_by_role("button", name=f"Avslå: {source}")).to_have_count(0)

    await expect(ours).not_to_contain_text("forslag, venter på svar")
    await expect(ours).to_contain_text("Prøv Risiko sitt mål om varsler.")


async def test_a_circle_is_refused_and_drawn(people: Visitors) -> None:
    page = await people.enter("Ingrid Solheim")
    panel = await propose(page, "Betaling uten omveier", "Kassen husker deg", why="Vi hjelper hverandre.")
    refusal = panel.get_by_role("alert")
    await expect(refusal).to_contain_text("Bidraget ville gå i ring")
    await expect(refusal).to_contain_text("Betaling uten omveier → Kassen husker deg → Betaling uten omveier")
    circle = refusal.get_by_role("list", name="Ringen").get_by_role("listitem")
    await expect(circle).to_contain_text(["Betaling uten omveierBetaling", "Kassen husker degKasse"])
    await expect(refusal.locator("svg path")).to_have_count(4)  # There and back, each with its head.
    await expect(panel.get_by_label("Hvorfor det hjelper")).to_have_value("Vi hjelper hverandre.")


async def test_a_proposal_can_be_undone(people: Visitors) -> None:
    page = await people.enter("Ingrid Solheim")
    target = "Siden er der før du rekker å lure"
    await propose(page, "Ingen kunde mister penger på svindel hos oss", target)
    ours = targets_of(page, "Ingen kunde mister penger på svindel hos oss").get_by_role("listitem")
    await expect(ours.filter(has_text=target)).to_be_visible()
    await page.get_by_role("button", name="Angre").click()
    await expect(page.get_by_text("Forslaget er trukket tilbake.")).to_be_visible()
    await expect(ours.filter(has_text=target)).to_have_count(0)


async def test_both_figures_tell_the_terms_that_made_them(people: Visitors, stage: Stage) -> None:
    title = "Banken passer på seg selv om natten"
    page = await people.enter("Vidar Moen", f"/objectives/{stage.objective(title)}")

    own = await _explanation(page, f"Eget resultat for «{title}»", re.compile("^Eget resultat"))
    assert set(own.terms) == {"Netter der noen ble vekket", "Feil som retter seg selv"}
    assert own.figure == own.together == own.mean

    support = await _explanation(page, f"Støtte nedenfra til «{title}»", re.compile("^Støtte nedenfra"))
    assert {"Feil blir rettet mens folk sover", "Leverandører vi tør å stole på"} < set(support.terms)
    assert "Saldoen er alltid sann" not in support.terms  # Its offer was declined.
    assert support.figure == support.together == support.mean


class _Explanation:
    """A figure, and the table that opens beneath it."""

    def __init__(self, figure: str, together: str, terms: dict[str, tuple[float, float]]) -> None:
        self.figure, self.together, self.terms = number(figure), number(together), terms
        weights = sum(weight for weight, _ in terms.values())
        self.mean = round(sum(weight * value for weight, value in terms.values()) / weights, 2)


async def _explanation(page: Page, name: str, button: re.Pattern[str]) -> _Explanation:
    figure = page.get_by_role("button", name=button)
    await figure.click()
    table = page.get_by_role("dialog", name=name).get_by_role("table")
    rows = [await row.get_by_role("cell").all_inner_texts() for row in await table.get_by_role("row").all()]
    heads = await table.get_by_role("rowheader").all_inner_texts()
    *terms, (_, together) = [row for row in rows if row]
    shown = await figure.locator("b").inner_text()
    await page.keyboard.press("Escape")
    await expect(table).to_have_count(0)
    return _Explanation(
        shown, together, {head: (number(row[0]), number(row[1])) for head, row in zip(heads, terms, strict=False)}
    )


def number(text: str) -> float:
    """Read a number as Norwegians write it."""
    return float(text.replace(",", ".").replace("\N{MINUS SIGN}", "-"))
