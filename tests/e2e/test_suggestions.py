"""Who writes is told what others write that is like it: quietly, below the own words, before anything is saved."""

from playwright.async_api import expect

from tests.e2e.visitors import Visitors

THEIRS = "Hverdagsbanken går av seg selv"
"""The company's objective of the coming cycle."""


async def test_what_somebody_types_shows_below_it_who_writes_the_same_and_goes_with_it(people: Visitors) -> None:
    ingrid = await people.enter("Ingrid Solheim", "/planning")
    line = ingrid.get_by_role("textbox", name="Nytt mål")
    await line.fill(THEIRS)
    typed = ingrid.get_by_role("region", name="Andre som skriver noe lignende")
    await expect(typed.get_by_role("link", name=THEIRS)).to_be_visible()
    await expect(line).to_be_focused()
    await line.fill("")
    await expect(typed).to_have_count(0)
