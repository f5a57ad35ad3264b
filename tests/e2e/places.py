"""Every place of the app, with what opens there: what is asked of all of them is asked by this list."""

import dataclasses
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors

RUNNING = "Betaling uten omveier"
"""An objective of Betaling that has all there is: ways upward, supporters, check-ins, somebody who is waited for."""


async def _nothing(_page: Page) -> None:
    pass


@dataclasses.dataclass(frozen=True)
class Place:
    """
    A place, or what opens in one.

    Attributes:
        path: Its address.
        content: What is there once it has come.
        opening: What one does there, to see it.
        who: Who is there; nobody, where one is not signed in.
    """

    name: str
    path: Callable[[Stage], str]
    content: Callable[[Page], Locator]
    opening: Callable[[Page], Awaitable[None]] = _nothing
    who: str | None = "Ingrid Solheim"

    async def visit(self, people: Visitors, stage: Stage, **options: Any) -> Page:
        """Go there, and wait until all has come."""
        page = await self.browser(people, **options)
        await self.open(page, stage)
        return page

    async def browser(self, people: Visitors, **options: Any) -> Page:
        """Give the browser of who is there, with nothing loaded yet."""
        return await people.stranger(**options) if self.who is None else await people.known(self.who, **options)

    async def open(self, page: Page, stage: Stage) -> None:
        """Go there, with a browser that is open."""
        await page.goto(self.path(stage))
        await self.opening(page)
        await expect(self.content(page).first).to_be_visible()


def _heading(text: str) -> Callable[[Page], Locator]:
    return lambda page: page.get_by_role("heading", name=text)


def _dialog(text: str) -> Callable[[Page], Locator]:
    return lambda page: page.get_by_role("dialog", name=text)


def _pressing(role: str, name: str) -> Callable[[Page], Awaitable[None]]:
    async def press(page: Page) -> None:
        await page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]

    return press


def _choosing(name: str) -> Callable[[Page], Awaitable[None]]:
    async def choose(page: Page) -> None:
        await page.get_by_role("dialog").get_by_role("option", name=name).click()

    return choose


def _pressing_text(text: str) -> Callable[[Page], Awaitable[None]]:
    async def press(page: Page) -> None:
        await page.get_by_text(text).first.click()

    return press


async def _search(page: Page) -> None:
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.keyboard.press("Control+k")
    await page.get_by_role("combobox", name="Søk i enheter, mål og nøkkelresultater").fill("svindel")


async def _look_for_a_metric(page: Page) -> None:
    await page.get_by_role("button", name="Det som viser det: Faste betalinger uten inngrep").click()
    await page.get_by_role("combobox", name="Måltall", exact=True).fill("betaling")


PLACES = [
    Place("sign-in", lambda _: "/", lambda page: page.get_by_role("link", name="Logg inn"), who=None),
    Place("our contribution", lambda _: "/contribution", lambda page: page.get_by_role("article", name=RUNNING)),
    Place(
        "the company, for somebody without a unit",
        lambda _: "/contribution",
        lambda page: page.get_by_role("complementary"),
        who="Nora Lie",
    ),
    Place(
        "a unit without objectives",
        lambda stage: f"/contribution?unit={stage.unit('Kasse')}&cycle={stage.cycle('PLANNING')}",
        lambda page: page.get_by_text("Ingen mål som du kan se i denne perioden."),
    ),
    Place("an objective", lambda stage: f"/objectives/{stage.objective(RUNNING)}", _heading("Siste sjekk-inn")),
    Place(
        "the history of an objective",
        lambda stage: f"/objectives/{stage.objective(RUNNING)}/history",
        lambda page: page.get_by_role("group", name="Verdier over tid"),
    ),
    Place(
        "a key result, its values as a table",
        lambda stage: f"/key-results/{stage.key_result('Feilede trekk', 'Betaling')}",
        lambda page: page.get_by_role("table"),
        _pressing_text("Som tabell"),
    ),
    Place(
        "a correction of a check-in",
        lambda stage: f"/key-results/{stage.key_result('Feilede trekk', 'Betaling')}",
        lambda page: page.get_by_role("dialog", name="Rett en sjekk-inn").get_by_label("Verdi, i %"),
        _pressing("link", "Rett"),
    ),
    Place(
        "comments beside the planning",
        lambda stage: f"/planning?unit={stage.unit('Betaling')}&cycle={stage.cycle('PLANNING')}",
        lambda page: page.get_by_role("dialog", name="Kommentarer").get_by_label("Ny kommentar"),
        _pressing("button", "Kommenter"),
    ),
    Place(
        "objectives to carry over",
        lambda stage: f"/planning?unit={stage.unit('Betaling')}&cycle={stage.cycle('PLANNING')}",
        lambda page: page.get_by_label("Hvorfor en gang til?"),
        _pressing_text("Viderefør fra"),
    ),
    Place(
        "an objective that isn't there",
        lambda _: "/objectives/objective_01890000-0000-7000-8000-000000000000",
        lambda page: page.get_by_text("Dette målet finnes ikke"),
    ),
    Place("an address that leads nowhere", lambda _: "/nowhere", lambda page: page.get_by_text("Adressen fører ingen")),
    Place(
        "a check-in",
        lambda stage: f"/contribution?checkIn={stage.key_result('Feilede trekk', 'Betaling')}",
        lambda page: page.get_by_role("dialog").get_by_label("Neste steg"),
    ),
    Place(
        "a check-in of a milestone",
        lambda stage: f"/contribution?checkIn={stage.key_result('Øvelser på tilbakerulling', 'Betaling')}",
        lambda page: page.get_by_role("checkbox"),
    ),
    Place(
        "a proposal",
        lambda stage: f"/contribution?propose={stage.objective(RUNNING)}",
        lambda page: page.get_by_role("combobox", name="Søk i Moaler"),
    ),
    Place(
        "what waits for us",
        lambda _: "/inbox",
        lambda page: page.get_by_role("list", name="Venter på oss").get_by_role("listitem"),
        who="Solveig Aasen",
    ),
    Place(
        "a counter-proposal",
        lambda _: "/inbox",
        lambda page: page.get_by_role("dialog").get_by_label("Vekt"),
        _pressing("button", "Foreslå noe annet"),
        who="Jonas Hagen",
    ),
    Place(
        "the answer to a request",
        lambda _: "/inbox",
        lambda page: page.get_by_role("dialog").get_by_label("Hva som hjelper det"),
        _pressing("button", "Svar:"),
    ),
    Place(
        "a unit to be asked",
        lambda stage: f"/objectives/{stage.objective('Betaling er noe man ikke tenker på')}",
        lambda page: page.get_by_role("dialog").get_by_role("listbox").get_by_role("option"),
        _pressing("button", "Be en enhet om å bidra"),
        who="Jonas Hagen",
    ),
    Place("an explanation", lambda _: "/contribution", _dialog("Eget resultat"), _pressing("button", "Eget resultat")),
    Place(
        "the units to go to",
        lambda _: "/contribution",
        lambda page: page.get_by_role("option", name="Hamburg"),
        _pressing("button", "Betaling"),
    ),
    Place(
        "the cycles to go to",
        lambda _: "/contribution",
        lambda page: page.get_by_role("menuitemradio"),
        _pressing("button", "Periode"),
    ),
    Place(
        "the person's own menu",
        lambda _: "/contribution",
        lambda page: page.get_by_role("menuitem", name="Logg ut"),
        _pressing("button", "Ingrid Solheim:"),
    ),
    Place(
        "what is done with a set to share it",
        lambda _: "/contribution",
        lambda page: page.get_by_role("menuitem", name="Lagre som XLSX"),
        _pressing("button", "Del"),
    ),
    Place("a set on paper", lambda _: "/planning/print", lambda page: page.get_by_role("article", name="OKR-ene til")),
    Place(
        "a set on paper that isn't there",
        lambda stage: f"/planning/print?unit={stage.unit('Kasse')}&cycle={stage.cycle('PLANNING')}",
        lambda page: page.get_by_text("Enheten har ingen OKR-er"),
    ),
    Place(
        "what is done with the pyramid to share it",
        lambda _: "/pyramid",
        lambda page: page.get_by_role("menuitem", name="Lagre som PDF"),
        _pressing("button", "Del"),
    ),
    Place("search", lambda _: "/contribution", lambda page: page.get_by_role("option"), _search),
    Place("the pyramid as a map", lambda _: "/pyramid", lambda page: page.get_by_role("application")),
    Place(
        "the map by contribution",
        lambda _: "/pyramid?colour=contribution",
        lambda page: page.get_by_text("bidrar oppover"),
    ),
    Place(
        "the pyramid with what overlaps and waits",
        lambda _: "/pyramid?overlaps=true&dependencies=true",
        lambda page: page.get_by_role("list", name="Linjer"),
    ),
    Place(
        "the pyramid as a list with what overlaps and waits",
        lambda _: "/pyramid?view=list&overlaps=true&dependencies=true",
        lambda page: page.get_by_text("venter på det"),
    ),
    Place(
        "the pyramid around an objective with what overlaps and waits",
        lambda stage: f"/pyramid?view=focus&overlaps=true&dependencies=true&objective={stage.objective(RUNNING)}",
        lambda page: page.get_by_role("list", name="Ved siden av"),
    ),
    Place(
        "the pyramid as a list",
        lambda _: "/pyramid?view=list",
        lambda page: page.get_by_role("row", name="Folk får gjort det de kom for"),
    ),
    Place(
        "the pyramid, in focus on one's own unit",
        lambda _: "/pyramid?view=focus",
        lambda page: page.get_by_role("region", name="Fra strategien").get_by_role(
            "link", name="Betaling uten omveier"
        ),
    ),
    Place(
        "the pyramid around an objective",
        lambda stage: f"/pyramid?view=focus&objective={stage.objective(RUNNING)}",
        lambda page: page.get_by_role("region", name="Fra strategien").get_by_role("link", name="Kassen husker deg"),
    ),
    Place(
        "who waits for whom",
        lambda stage: f"/dependencies?unit={stage.unit('Kundeflater')}",
        lambda page: page.get_by_role("table", name="Avhengigheter").get_by_role(
            "row", name="To ansatte på kveldsvakt"
        ),
    ),
    Place(
        "a dependency, and what hangs on it",
        lambda stage: f"/dependencies?unit={stage.unit('Kjerne')}",
        lambda page: page.get_by_role("dialog", name="En avhengighet").get_by_text("mangler et bidrag"),
        _pressing("link", "Kontosystemet sender hendelse"),
    ),
    Place(
        "the graph of who waits for whom, and its table",
        lambda stage: f"/dependencies?view=graph&of={stage.objective(RUNNING)}",
        lambda page: page.get_by_role("region", name="Hvem som venter på hvem").get_by_role(
            "link", name="Saldoen er alltid sann", exact=True
        ),
        _pressing_text("Som tabell"),
    ),
    Place(
        "the weeks in which something is needed",
        lambda _: "/dependencies?view=timeline",
        lambda page: page.get_by_role("link", name="Hendelser for tilbakeførte trekk").locator("visible=true"),
        who="Solveig Aasen",
    ),
    Place(
        "chains and circles of waiting",
        lambda _: "/dependencies?view=chains",
        lambda page: page.get_by_role("list", name="Hvem som venter på hvem, i ring").get_by_text("Plattform"),
        who="Solveig Aasen",
    ),
    Place(
        "a unit's planning",
        lambda stage: f"/planning?unit={stage.unit('Betaling')}&cycle={stage.cycle('PLANNING')}",
        lambda page: page.get_by_role("textbox", name="Nytt mål"),
    ),
    Place(
        "a unit's planning, not begun",
        lambda stage: f"/planning?unit={stage.unit('Kasse')}&cycle={stage.cycle('PLANNING')}",
        lambda page: page.get_by_role("button", name="Begynn på utkastet"),
        who="Jonas Hagen",
    ),
    Place(
        "what is missing before a commitment, and what the unit reached before",
        lambda stage: f"/planning?unit={stage.unit('Fjordbank')}&cycle={stage.cycle('PLANNING')}",
        lambda page: page.get_by_role("table", name="Tidligere perioder"),
        _pressing_text("Det vi har nådd før"),
        who="Solveig Aasen",
    ),
    Place(
        "what a unit committed to",
        lambda stage: f"/planning?unit={stage.unit('Betaling')}&cycle={stage.cycle('RUNNING')}",
        lambda page: page.get_by_role("dialog", name="Det vi forpliktet oss til").get_by_text("Feilede trekk"),
        _pressing("button", "Det vi forpliktet oss til"),
    ),
    Place(
        "a set to be opened again",
        lambda stage: f"/planning?unit={stage.unit('Betaling')}&cycle={stage.cycle('RUNNING')}",
        lambda page: page.get_by_role("dialog").get_by_label("Hvorfor det må endres"),
        _pressing("button", "Åpne igjen"),
    ),
    Place("strategy and Moals", lambda _: "/strategy", _heading("Trygg i hver krone"), who="Solveig Aasen"),
    Place(
        "the versions of a strategy",
        lambda _: "/strategy",
        lambda page: page.get_by_role("dialog", name="Strategi: versjoner").get_by_role("insertion"),
        _pressing("link", "Versjon 2"),
    ),
    Place(
        "a Moal that is proposed",
        lambda _: "/strategy?proposeMoal=true",
        lambda page: page.get_by_role("dialog", name="Foreslå en Moal").get_by_label("Hva vil vi oppnå?"),
    ),
    Place(
        "a strategy that is revised",
        lambda _: "/strategy",
        lambda page: page.get_by_role("dialog", name="Endre strategien").get_by_label("Hva det betyr"),
        _pressing("link", "Endre «Trygg i hver krone»"),
        who="Solveig Aasen",
    ),
    Place(
        "the units",
        lambda stage: f"/organisation/units?of={stage.unit('Betaling')}",
        lambda page: page.get_by_role("region", name="Betaling").get_by_role("link", name="Flytt"),
        who="Solveig Aasen",
    ),
    Place(
        "the units of another day, and what changed since",
        lambda _: "/organisation/units?on=2026-01-15&since=2024-06-01",
        lambda page: page.get_by_role("region", name="Hva som endret seg").get_by_role("listitem"),
    ),
    Place(
        "a unit to be moved, and what that does",
        lambda stage: f"/organisation/units?of={stage.unit('Betaling')}&change=move",
        lambda page: page.get_by_role("dialog").get_by_text("leser disse utkastene"),
        _choosing("Kjerne"),
        who="Solveig Aasen",
    ),
    Place(
        "the cycles, and what the next step means",
        lambda stage: f"/organisation/cycles?change=advance&of={stage.cycle('PLANNING')}",
        lambda page: page.get_by_role("dialog").get_by_role("button", name="Ta videre til"),
        who="Solveig Aasen",
    ),
    Place(
        "the settings",
        lambda _: "/organisation/settings",
        lambda page: page.get_by_label("Tidssone"),
        who="Solveig Aasen",
    ),
    Place(
        "a key result that is written, and its metric",
        lambda stage: f"/planning?unit={stage.unit('Betaling')}&cycle={stage.cycle('PLANNING')}",
        lambda page: page.get_by_role("option", name="Betalinger fullført uten support"),
        _look_for_a_metric,
    ),
    Place(
        "a key result that changes for a reason",
        lambda stage: f"/planning?unit={stage.unit('Betaling')}&cycle={stage.cycle('RUNNING')}",
        lambda page: page.get_by_role("dialog").get_by_label("Hvorfor det endres"),
        _pressing("button", "Endre med begrunnelse"),
    ),
    Place(
        "a request to another unit",
        lambda stage: f"/planning?unit={stage.unit('Betaling')}&cycle={stage.cycle('RUNNING')}",
        lambda page: page.get_by_role("dialog").get_by_label("Det vi trenger"),
        _pressing("button", "Be en annen enhet om noe"),
    ),
    Place(
        "founding, for who is not signed in",
        lambda _: "/found",
        lambda page: page.get_by_role("link", name="Logg inn"),
        who=None,
    ),
    Place(
        "the people",
        lambda _: "/organisation/people",
        lambda page: page.get_by_role("list", name="Hvem som er her").get_by_role("listitem"),
        who="Solveig Aasen",
    ),
    Place(
        "an invitation",
        lambda _: "/organisation/people",
        lambda page: page.get_by_role("dialog", name="Inviter noen").get_by_label("E-postadresse"),
        _pressing("button", "Inviter noen"),
        who="Solveig Aasen",
    ),
    Place(
        "whom the organisation lets in",
        lambda _: "/organisation/sign-in",
        lambda page: page.get_by_role("list", name="Hva grupper betyr").get_by_role("listitem"),
        who="Solveig Aasen",
    ),
    Place(
        "the alignment of a division",
        lambda stage: f"/alignment?unit={stage.unit('Kundeflater')}",
        lambda page: page.get_by_role("article").filter(has=page.locator("mark")),
    ),
    Place(
        "the alignment of the company, its matrix as a list",
        lambda stage: f"/alignment?unit={stage.unit('Fjordbank')}&as=list",
        lambda page: page.get_by_role("table").get_by_role("button", name="innenfor Kundeflater"),
        who="Solveig Aasen",
    ),
    Place(
        "an overlap to be dismissed",
        lambda stage: f"/alignment?unit={stage.unit('Betaling')}",
        lambda page: page.get_by_role("dialog").get_by_label("Hvorfor ikke"),
        _pressing("button", "Ikke en motstrid"),
    ),
    Place(
        "the cases of a unit",
        lambda stage: f"/cases?unit={stage.unit('Kundeflater')}&cycle={stage.cycle('RUNNING')}",
        lambda page: page.get_by_role("link", name="Åpne en sak"),
    ),
    Place(
        "a case to be opened",
        lambda stage: f"/cases/new?objectives={stage.objective(RUNNING)}",
        lambda page: page.get_by_role("button", name="Åpne saken"),
    ),
    Place(
        "a unit to be asked into a case",
        lambda _: "/cases/new",
        lambda page: page.get_by_role("dialog", name="Be inn en enhet til").get_by_role("option", name="Hamburg"),
        _pressing("button", "Be inn en enhet til"),
    ),
    Place(
        "the room of a case, where something else is proposed",
        lambda stage: f"/cases/{stage.case('Hvor mange kontroller tåler en betaling?')}?compose=true",
        lambda page: page.get_by_role("button", name="Foreslå det"),
    ),
    Place(
        "the room of a case that was agreed",
        lambda stage: f"/cases/{stage.case('To steder å følge hendelser')}",
        _heading("Det som ble avtalt"),
    ),
]
