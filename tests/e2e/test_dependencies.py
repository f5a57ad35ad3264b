"""Who waits for whom: seen by both sides at once, filtered, answered, and read as a drawing or a table."""

import json

from playwright.async_api import Locator, Page, expect

from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors

WHAT = "Et varsel når modellen er usikker"


async def ask(page: Page, stage: Stage) -> None:
    """Ask Risiko for something, in the name of who is signed in."""
    asked = await page.request.post(
        "/graphql",
        headers={"x-samsvar-csrf": "1", "origin": stage.url, "content-type": "application/json"},
        data=json.dumps(
            {
                "query": "mutation($input: RequestDependencyInput!)"
                " { requestDependency(input: $input) { problems { code } } }",
                "variables": {
                    "input": {
                        "idempotencyKey": "e2e-dependencies",
                        "consumer": stage.objective("Alle i teamet kan ta en hendelse alene"),
                        "providerUnit": stage.unit("Risiko"),
                        "what": WHAT,
                        "neededBy": stage.execute("select (now() at time zone 'Europe/Oslo')::date + 3"),
                        "kind": "GATES",
                        "fallback": "",
                    }
                },
            }
        ),
    )
    assert (await asked.json())["data"]["requestDependency"]["problems"] == []


def row(page: Page, name: str) -> Locator:
    """Return the line of the table about what is needed."""
    return page.get_by_role("table", name=name).get_by_role("row").filter(has_text=WHAT)


async def test_what_is_asked_for_comes_by_itself_is_answered_beside_the_table_and_is_drawn(
    people: Visitors, stage: Stage
) -> None:
    ingrid = await people.enter("Ingrid Solheim", "/dependencies?side=ours")
    amira = await people.enter("Amira Rahman", "/dependencies", "en")
    await expect(amira.get_by_role("table", name="Dependencies")).to_be_visible()
    await people.be_live(amira)
    await people.be_live(ingrid)
    await ask(ingrid, stage)
    await expect(row(ingrid, "Avhengigheter")).to_contain_text("bedt om")

    await amira.get_by_text("Others wait for us", exact=True).click()
    await amira.get_by_role("button", name="Undecided").click()
    theirs = row(amira, "Dependencies")
    await expect(theirs).to_contain_text("in 3 days")
    await theirs.get_by_role("link", name=WHAT).focus()
    await amira.keyboard.press("Enter")
    panel = amira.get_by_role("dialog", name="A dependency")
    await expect(panel.get_by_text("stands still")).to_be_visible()
    await panel.get_by_role("button", name="Accept …").click()
    answer = amira.get_by_role("dialog", name="Accept what Betaling asks for")
    await answer.get_by_role("button", name="Accept", exact=True).click()
    await expect(answer).to_have_count(0)
    await expect(row(ingrid, "Avhengigheter")).to_contain_text("lovet")  # It has come by itself.
    await amira.keyboard.press("Escape")
    await expect(panel).to_have_count(0)
    # It isn't undecided any more, and the address still says what is looked for.
    await expect(theirs).to_have_count(0)
    assert "undecided=true" in amira.url
    assert "side=theirs" in amira.url

    await ingrid.get_by_text("Graf", exact=True).click()
    drawn = ingrid.get_by_role("region", name="Hvem som venter på hvem, fra venstre mot høyre")
    await drawn.get_by_role("link", name="Risiko", exact=True).focus()
    await ingrid.keyboard.press("ArrowRight")
    await expect(drawn.get_by_role("link", name="Betaling", exact=True)).to_be_focused()
    await ingrid.get_by_text("Som tabell").click()
    twin = row(ingrid, "Hvem som venter på hvem")
    await expect(twin.get_by_role("cell").first).to_have_text("Risiko")
    await expect(twin).to_contain_text("må komme først")
