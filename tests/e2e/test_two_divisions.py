"""
From a finding to a signed agreement: two teams of two divisions promise the same, and settle who does it.

Each is in a browser of its own, and whatever one does comes to the other by itself.
"""

import re
from urllib.parse import quote

from playwright.async_api import Locator, Page, expect

from tests.e2e import ferries
from tests.e2e.ferries import (
    EMIL,
    ENGINES,
    KLARA,
    OF_ENGINES,
    OF_TERMINAL,
    OTHER_OF_ENGINES,
    OTHER_OF_TERMINAL,
    SHIPS,
    SHORE,
    TERMINAL,
)
from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors, menu_of


async def come_in(people: Visitors, name: str, path: str) -> Page:
    """Sign in to the ferries' organisation at an address, and stay live."""
    page = await people.stranger()
    await page.goto(f"/auth/sign-in?organisation={ferries.SLUG}&next={quote(path)}")
    await page.get_by_role("button", name=name).click()
    await expect(menu_of(page, name)).to_be_visible()
    await people.be_live(page)
    return page


def proposal(page: Page) -> Locator:
    """Return what is up for signature."""
    return page.get_by_role("region", name="Til signering")


async def propose(page: Page, deed: str, outcome: str, *, staying: tuple[str, str], said: str) -> None:
    """Compose a proposal, see what it would change, and propose it; signed at once by whom one speaks for."""
    await page.get_by_role("button", name=deed).click()
    form = page.get_by_role("region", name="Skriv et forslag")
    await form.get_by_role("radio", name=outcome, exact=True).check()
    question, answer = staying
    await form.get_by_role("combobox", name=question).select_option(label=answer)
    await form.get_by_label("Hvorfor slik").fill(said)
    await expect(form.get_by_role("table").first).to_be_visible()  # The preview has been made by doing it.
    await form.get_by_role("button", name="Foreslå det").click()
    await expect(form).to_have_count(0)


def okrs_of(stage: Stage, unit: str) -> dict[str, str]:
    """Return a team's objectives as the database has them, with who owns them together with the team."""
    rows = stage.execute(
        "select o.title, coalesce(string_agg(other.name, ', '), '') from samsvar.objectives o"
        " join samsvar.units u on u.id = o.unit_id join samsvar.organisations g on g.id = o.organisation_id"
        " left join samsvar.objective_owners s on s.objective_id = o.id left join samsvar.units other on other.id = s.unit_id"
        f" where g.slug = '{ferries.SLUG}' and u.name = '{unit}' group by o.id, o.title"
    )
    return dict(row.split("|") for row in rows.splitlines())


async def test_two_teams_of_two_divisions_come_from_a_finding_to_a_signed_agreement_that_changed_both_sets(
    people: Visitors, stage: Stage
) -> None:
    made = await ferries.made(stage)
    emil = await come_in(people, EMIL, f"/alignment?unit={made.company}&cycle={made.cycle}")

    # The matrix of the divisions leads to what was found between them, with what it rests on.
    cell = emil.get_by_role("gridcell", name=re.compile(f"^{SHIPS} og {SHORE}:"))
    await expect(cell).to_contain_text("1")
    await cell.click()
    found = emil.get_by_role("article", name=re.compile("^Overlapp")).filter(has_text=OF_TERMINAL)
    await expect(found.locator("mark").first).to_be_visible()
    await expect(found).to_contain_text(ferries.METRIC)
    await found.get_by_role("link", name="Åpne en sak").click()
    await expect(emil.get_by_role("main")).to_contain_text(OF_ENGINES)
    await emil.get_by_role("button", name="Åpne saken").click()
    await expect(proposal(emil)).to_contain_text("Ingen har foreslått noe ennå")

    # The other team finds it in its inbox, and both are in the room.
    klara = await come_in(people, KLARA, "/inbox")
    await klara.get_by_role("link", name=re.compile(OF_ENGINES)).first.click()
    for page, other in ((emil, KLARA), (klara, EMIL)):
        await expect(page.get_by_role("list", name="Her nå")).to_contain_text(other)

    await propose(
        emil,
        "Foreslå en løsning",
        "La én overta",
        staying=("Det som overtar", OF_ENGINES),
        said="Vi har motorene, la oss ta målet.",
    )
    await expect(proposal(klara)).to_contain_text("Vi har motorene, la oss ta målet.")
    await expect(klara.get_by_role("complementary", name="Hvem som er med")).to_contain_text(f"signert av {EMIL}")
    await propose(
        klara,
        "Foreslå noe annet",
        "Eie sammen",
        staying=("Det de eier sammen", OF_ENGINES),
        said="Kaia er vår: la oss eie det sammen.",
    )
    await expect(proposal(emil)).to_contain_text("Kaia er vår: la oss eie det sammen.")
    await expect(proposal(emil).get_by_role("table", name=TERMINAL)).to_contain_text("går ut")
    await expect(emil.get_by_role("complementary", name="Hvem som er med")).to_contain_text("mangler å signere")
    assert (okrs_of(stage, ENGINES), okrs_of(stage, TERMINAL)) == (
        {OTHER_OF_ENGINES: "", OF_ENGINES: ""},
        {OTHER_OF_TERMINAL: "", OF_TERMINAL: ""},
    )
    await proposal(emil).get_by_role("button", name=f"Signer for {ENGINES}").click()

    for page in (emil, klara):
        await expect(page.get_by_role("region", name="Det som ble avtalt")).to_contain_text("Eie sammen")
    assert (okrs_of(stage, ENGINES), okrs_of(stage, TERMINAL)) == (
        {OTHER_OF_ENGINES: "", OF_ENGINES: TERMINAL},
        {OTHER_OF_TERMINAL: ""},
    )
    await klara.goto(f"/alignment?unit={made.company}&cycle={made.cycle}")
    await expect(klara.get_by_role("gridcell", name=re.compile(f"^{SHIPS} og {SHORE}:"))).not_to_contain_text("1")
