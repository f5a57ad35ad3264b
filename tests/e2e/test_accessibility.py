"""Usable by all: every place is looked at; nothing needs a mouse; nothing moves for who asked it not to."""

import json
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from samsvar import settings
from tests.e2e.places import PLACES, Place
from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors

AXE = settings.CHECKOUT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, PHONE, NARROWEST = (
    {"width": 1280, "height": 900},
    {"width": 390, "height": 844},
    {"width": 360, "height": 740},
)


@pytest.fixture(scope="module")
def axe() -> str:
    """The library's source; evaluated, because the policy of our pages lets no foreign script in."""
    return AXE.read_text()


LOOKS = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")]
"""Colours don't change with the width, so dark is looked at once."""


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
async def test_nobody_complains_of_a_place_axe_finds_nothing_and_it_fits_a_phone(
    people: Visitors, stage: Stage, axe: str, place: Place
) -> None:
    # One visit for all of this: coming to every place once more for each question would take minutes.
    page = await place.browser(people, reduced_motion="reduce")
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    await place.open(page, stage)
    assert requested
    assert [url for url in requested if not url.startswith((stage.url, "data:", "blob:"))] == []
    complaints = [line for line in people.said[page] if line.startswith(("error", "warning"))]
    if place.who is None:
        # That nobody is signed in is what the app learns here, and the browser says it too.
        complaints = [line for line in complaints if "401" not in line and "NotSignedIn" not in line]
    assert complaints == []

    await page.evaluate(axe)
    found = []
    for size, mode in LOOKS:
        await page.set_viewport_size({"width": size["width"], "height": size["height"]})
        await page.emulate_media(color_scheme="dark" if mode == "dark" else "light")
        await expect(place.content(page).first).to_be_visible()
        found += [f"{mode}, {size['width']} px: {violation}" for violation in await _violations(page)]
    assert not found, "\n".join(found)
    await page.set_viewport_size({"width": NARROWEST["width"], "height": NARROWEST["height"]})
    widths = await page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert widths[0] <= widths[1] == NARROWEST["width"]
    # What stays at the edge of the screen widens no page, so it is asked for itself.
    ends = await page.evaluate(
        "[...document.querySelectorAll('nav')].filter((nav) => getComputedStyle(nav).position === 'fixed')"
        ".flatMap((nav) => [...nav.querySelectorAll('a, button')])"
        ".map((each) => each.getBoundingClientRect().right)"
    )
    assert all(end <= NARROWEST["width"] for end in ends), ends


async def _violations(page: Page) -> list[str]:
    options = json.dumps({"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    answer: dict[str, Any] = await page.evaluate(f"axe.run(document, {options})")
    assert answer["testEngine"]["name"] == "axe-core"
    return [
        f"{violation['id']} ({violation['help']}): {node['html'][:200]} {node['failureSummary']}"
        for violation in answer["violations"]
        for node in violation["nodes"]
    ]


async def test_axe_would_find_something(people: Visitors, stage: Stage, axe: str) -> None:
    page = await PLACES[0].visit(people, stage)
    await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<main><button></button></main>')")
    await page.evaluate(axe)
    found = await _violations(page)
    assert any(line.startswith("button-name") for line in found)
    assert any(line.startswith("landmark-no-duplicate-main") for line in found)


async def tab_to(page: Page, wanted: Locator, most: int = 60) -> None:
    """Press Tab until the focus is there; fail when it never gets there."""
    for _ in range(most):
        await page.keyboard.press("Tab")
        if await wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{most} times Tab do not lead to {wanted}.")


async def test_keys_alone_lead_from_signing_in_to_a_saved_check_in(people: Visitors) -> None:
    page = await people.stranger()
    await page.goto("/")
    await expect(page.get_by_role("link", name="Logg inn")).to_be_visible()
    await tab_to(page, page.get_by_role("link", name="Logg inn"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Jonas Hagen")).to_be_visible()
    await tab_to(page, page.get_by_role("button", name="Jonas Hagen"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Kundeflater")

    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    await page.keyboard.press("Enter")
    check_in = page.get_by_role("link", name="Sjekk inn: Falske svindelvarsler")
    await tab_to(page, check_in)
    await page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Sjekk-inn")
    await expect(panel.get_by_label("Verdi i dag")).to_be_focused()
    await page.keyboard.type("33,5")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowRight")
    await tab_to(page, panel.get_by_label("Neste steg"), most=5)
    await page.keyboard.type("Prøve det andre varselet.")
    await tab_to(page, panel.get_by_role("button", name="Lagre", exact=True), most=3)
    await page.keyboard.press("Enter")
    await expect(panel).to_have_count(0)
    line = page.get_by_role("list", name="Nøkkelresultater for").get_by_role("listitem").filter(has=check_in)
    await expect(line).to_contain_text("33,5 %")
    await expect(line).to_contain_text("tiltro 1")
    await expect(check_in).to_be_focused()  # Back where one came from.


@pytest.mark.parametrize("path", ["/contribution", "/pyramid", "/pyramid?view=list"])
async def test_what_has_the_focus_shows_it(people: Visitors, path: str) -> None:
    page = await people.enter("Ingrid Solheim", path)
    await expect(page.get_by_role("main").get_by_role("button").first).to_be_visible()
    unseen, seen = [], 0
    for _ in range(25):
        await page.keyboard.press("Tab")
        focused: str | None = await page.evaluate(OUTLINE)
        if focused is None:
            break
        seen += 1
        if not focused.startswith("ringed"):
            unseen.append(focused)
    assert seen > 5
    assert not unseen


OUTLINE = """() => {
    const element = document.activeElement
    if (!element || element === document.body) return null
    // A hidden radio button shows its focus on what is drawn for it.
    const drawn = [element, element.nextElementSibling, element.closest('label')].filter(Boolean)
    const ringed = drawn.some((each) => {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each)
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !outlineColor.endsWith(', 0)')
    })
    return (ringed ? 'ringed ' : '') + element.outerHTML.slice(0, 120)
}"""

MOVING = """() => [...document.querySelectorAll('*')].filter((element) => {
    const { transitionDuration, animationDuration } = getComputedStyle(element)
    return [transitionDuration, animationDuration].join().split(',').some((each) => parseFloat(each) > 0.001)
}).length"""


async def test_nothing_moves_for_who_asked_for_less_motion(people: Visitors, stage: Stage) -> None:
    check_in = next(place for place in PLACES if place.name == "a check-in")
    moving = await check_in.visit(people, stage, reduced_motion="no-preference")
    assert await moving.evaluate(MOVING) > 0
    still = await check_in.visit(people, stage, reduced_motion="reduce")
    assert await still.evaluate(MOVING) == 0
