"""The whole company in one picture: as a map, around one objective, and as a list, all telling the same."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from samsvar import settings
from tests.e2e.stages import Stage
from tests.e2e.visitors import Language, Visitors, menu_of

LOCALES = settings.CHECKOUT / "frontend" / "src" / "locales"

TILES = """async () => {
    // Walks the mouse over the map, and reads what it says of each tile.
    const canvas = document.querySelector('canvas')
    const { left, top, width, height } = canvas.getBoundingClientRect()
    const titles = new Set()
    for (let y = 4; y < height; y += 7) {
        for (let x = 10; x < width; x += 40) {
            canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: left + x, clientY: top + y, pointerType: 'mouse' }))
            if (canvas.style.cursor !== 'pointer') continue
            await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))
            const hint = canvas.parentElement.querySelector('p[aria-hidden] b')
            if (hint) titles.add(hint.textContent)
        }
    }
    return [...titles]
}"""


async def rows_of(page: Page) -> list[tuple[int, str]]:
    """Return level and title of all rows of the list, the ones out of sight too."""
    found: dict[int, tuple[int, str]] = {}
    grid = page.get_by_role("treegrid")
    count = int(await grid.get_attribute("aria-rowcount") or 0) - 1
    await page.set_viewport_size({"width": 1280, "height": 4_000})
    while len(found) < count:
        before = len(found)
        for row in await grid.locator("[data-row]").all():
            place = int(await row.get_attribute("aria-rowindex") or 0)
            title = (await row.get_by_role("gridcell").first.inner_text()).split(" · ")[0].strip()
            found[place] = (int(await row.get_attribute("aria-level") or 0), title)
        if len(found) == before:
            await grid.get_by_role("rowgroup").evaluate("rows => rows.scrollBy(0, rows.clientHeight / 2)")
    return [found[place] for place in sorted(found)]


def row(page: Page, title: str) -> Locator:
    """Return a row of the list."""
    return page.get_by_role("row", name=title)


async def open_list(page: Page, query: str = "") -> None:
    """Go to the list, and wait until it has come."""
    await page.goto(f"/pyramid?view=list{query}")
    await expect(row(page, "Fjordbank")).to_be_visible()


async def test_map_list_and_focus_show_the_same_objectives(people: Visitors, stage: Stage) -> None:
    everywhere = set(
        stage.execute(
            "select title from samsvar.objectives o join samsvar.cycles c on (c.organisation_id, c.id) ="
            " (o.organisation_id, o.cycle_id) where c.state = 'RUNNING' and o.is_open"
        ).splitlines()
    )
    page = await people.enter("Vidar Moen", "/pyramid")
    await expect(page.get_by_text(f"{len(everywhere)} mål", exact=False).first).to_be_visible()
    await page.get_by_role("application").scroll_into_view_if_needed()
    assert set(await page.evaluate(TILES)) == everywhere

    await open_list(page)
    assert {title for _, title in await rows_of(page)} >= everywhere

    await page.goto(f"/pyramid?view=focus&objective={stage.objective('Betaling er noe man ikke tenker på')}")
    drawn = page.get_by_role("region", name="Fra strategien til dem som støtter")
    cards = drawn.locator("a[href^='/objectives/']")
    await expect(cards.filter(has_text="Folk får gjort det de kom for")).to_be_visible()
    titles = set(await cards.all_inner_texts())
    assert titles < everywhere
    assert {"Betaling uten omveier", "Saldoen er alltid sann", "Kassen husker deg"} < titles


async def test_the_list_is_walked_by_keys_as_a_treegrid_is(people: Visitors) -> None:
    page = await people.enter("Vidar Moen")
    await open_list(page)
    await expect(page.get_by_role("treegrid").locator("[tabindex='0']")).to_have_count(1)  # One stop for Tab.
    company = row(page, "Fjordbank")
    await company.focus()
    await expect(company).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("ArrowLeft")
    await expect(company).to_have_attribute("aria-expanded", "false")
    await expect(page.get_by_role("treegrid")).to_have_attribute("aria-rowcount", "2")
    await page.keyboard.press("ArrowRight")
    await expect(company).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("ArrowRight")
    focused = page.locator("[data-row]:focus")
    await expect(focused).to_have_attribute("aria-level", "2")
    title = (await focused.get_by_role("gridcell").first.inner_text()).strip()

    await expect(focused).to_have_attribute("aria-expanded", "false")
    await page.keyboard.press("ArrowRight")  # Its key results are fetched now.
    await expect(focused).to_have_attribute("aria-expanded", "true")
    await expect(page.locator("[data-row][aria-level='3']").first).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await expect(focused).to_have_attribute("aria-level", "3")
    await page.keyboard.press("ArrowLeft")
    await expect(focused).to_contain_text(title)
    await page.keyboard.press("End")
    await expect(focused).to_have_attribute("aria-rowindex", await _row_count(page))
    await page.keyboard.press("Home")
    await expect(company).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(focused).to_contain_text(title)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text(title)


async def _row_count(page: Page) -> str:
    return await page.get_by_role("treegrid").get_attribute("aria-rowcount") or ""


async def test_the_map_is_walked_by_keys_and_says_where_one_is(people: Visitors) -> None:
    page = await people.enter("Vidar Moen", "/pyramid")
    await page.get_by_role("application", name="Kart over alle enheter og målene deres").focus()
    await page.keyboard.press("ArrowRight")
    spoken = page.locator("[role=status]")
    await expect(spoken).to_contain_text("Fjordbank")
    first = await spoken.inner_text()
    await page.keyboard.press("ArrowDown")
    await expect(spoken).not_to_have_text(first)
    title = (await spoken.inner_text()).split(", ")[0]
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(f"^{re.escape(title)}"))


async def test_another_cycle_has_an_address_of_its_own(people: Visitors) -> None:
    page = await people.enter("Vidar Moen")
    await open_list(page)
    await expect(row(page, "Folk får gjort det de kom for")).to_be_visible()
    await page.get_by_role("button", name="Periode:").click()
    await page.get_by_role("menuitemradio").last.click()
    await expect(row(page, "Folk får gjort det de kom for")).to_have_count(0)
    await expect(page).to_have_url(re.compile("cycle=cycle_"))
    shown = await page.get_by_role("button", name="Periode:").inner_text()
    await page.reload()
    await expect(page.get_by_role("button", name="Periode:")).to_have_text(shown)
    await page.go_back()
    await expect(row(page, "Folk får gjort det de kom for")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "sees_it"), [("Ingrid Solheim", True), ("Jonas Hagen", True), ("Amira Rahman", False)]
)
async def test_a_draft_is_seen_by_the_unit_and_those_above_it_alone(
    people: Visitors, stage: Stage, name: str, *, sees_it: bool
) -> None:
    draft, proposed = "Faste betalinger som folk kan glemme", "Hjelpen kommer før spørsmålet"
    page = await people.enter(name)
    await open_list(page, f"&cycle={stage.cycle('PLANNING')}")
    await expect(row(page, proposed)).to_be_visible()
    await expect(row(page, draft)).to_have_count(1 if sees_it else 0)
    await page.goto(f"/objectives/{stage.objective(draft)}")
    await expect(page.get_by_role("heading", level=1)).to_have_text(draft if sees_it else "Her er det ingenting")


LANGUAGES: tuple[Language, ...] = ("nb", "en", "de")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_word_of_another_language_is_left(people: Visitors, language: Language) -> None:
    own, foreign = _messages(language), set[str]()
    for other in LANGUAGES:
        foreign |= set() if other == language else _messages(other)
    page = await people.enter("Ingrid Solheim")
    names = {"nb": "Norsk bokmål", "en": "English", "de": "Deutsch"}
    for path in ("/contribution", "/pyramid", "/pyramid?view=list"):
        await page.goto(path)
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await page.get_by_role("banner").get_by_role("button", name=re.compile("^(Språk|Language|Sprache)")).click()
        await page.get_by_role("menuitemradio", name=names[language]).click()
        await expect(page.locator("html")).to_have_attribute("lang", language)
        await expect(page.get_by_role("main").get_by_role("button").nth(2)).to_be_visible()
        words: list[str] = await page.evaluate(WORDS)
        assert len(words) > 20
        assert any(word in own for word in words)
        assert [word for word in words if word in foreign - own] == []
    await page.reload()
    await expect(page.locator("html")).to_have_attribute("lang", language)


WORDS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const words = []
    while (walker.nextNode()) words.push(walker.currentNode.textContent.trim())
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
        for (const name of ['aria-label', 'title', 'placeholder']) words.push((element.getAttribute(name) ?? '').trim())
    return words.filter(Boolean)
}"""


def _messages(language: Language) -> set[str]:
    """Return the messages of a catalogue that hold no placeholder."""
    text = (LOCALES / f"{language}.po").read_text()
    return {said for said in re.findall(r'^msgstr "(.+)"$', text, re.MULTILINE) if not re.search(r"[{<]", said)}


async def test_dark_is_chosen_and_stays(people: Visitors) -> None:
    page = await people.enter("Ingrid Solheim", color_scheme="light")
    background = "getComputedStyle(document.body).backgroundColor"
    assert await page.evaluate(background) == "rgb(251, 250, 247)"
    await menu_of(page, "Ingrid Solheim").click()
    await page.get_by_role("menuitemradio", name="Mørkt").click()
    await expect(page.locator("body")).to_have_css("background-color", "rgb(16, 22, 27)")
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.locator("body")).to_have_css("background-color", "rgb(16, 22, 27)")


async def test_what_waits_for_what_is_shown_over_the_map_and_told_by_its_twins(people: Visitors, stage: Stage) -> None:
    page = await people.enter("Vidar Moen")
    await open_list(page)
    await expect(page.get_by_text("venter på Plattform")).to_have_count(0)
    switch = page.get_by_role("checkbox", name="Avhengigheter")
    await switch.focus()
    await page.keyboard.press("Space")
    await expect(page).to_have_url(re.compile("dependencies=true"))
    await page.get_by_role("button", name="Brett ut alle enheter").click()
    await page.set_viewport_size({"width": 1280, "height": 4_000})
    waiting = row(page, "Betaling uten omveier")
    await expect(waiting).to_contain_text("venter på Plattform")
    await expect(waiting).to_contain_text("Risiko venter på det")
    await page.set_viewport_size({"width": 1280, "height": 900})

    await page.get_by_role("group", name="Visning").get_by_text("Kart").click()
    lines = page.get_by_role("list", name="Linjer")
    await expect(lines).to_contain_text("venter på")
    await expect(lines).not_to_contain_text("Motstrid")
    with_lines = await _picture_of(page)
    await page.get_by_role("checkbox", name="Overlapp").check(force=True)
    await expect(lines).to_contain_text("Motstrid")
    await switch.uncheck(force=True)
    await expect(page).not_to_have_url(re.compile("dependencies"))
    await expect(lines).not_to_contain_text("venter på")
    assert await _picture_of(page) != with_lines

    await page.goto(f"/pyramid?view=focus&dependencies=true&objective={stage.objective('Betaling uten omveier')}")
    await page.get_by_role("list", name="Ved siden av").get_by_role("link", name="venter på Plattform").click()
    await expect(page.get_by_role("link", name="Betaling venter på det")).to_be_visible()


async def _picture_of(page: Page) -> str:
    """Return the map as it is drawn once nothing moves."""
    canvas = page.get_by_role("application")
    drawn: str = await canvas.evaluate(
        "canvas => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(canvas.toDataURL()))))"
    )
    return drawn
