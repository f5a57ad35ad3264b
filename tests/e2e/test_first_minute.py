"""What a newcomer sees in the first minute after `make run`."""

from playwright.async_api import expect

from tests.e2e.conftest import SignIn


async def test_a_member_sees_what_the_team_contributes_to_up_to_the_strategy(sign_in: SignIn) -> None:
    page = await sign_in("Ingrid Solheim")
    await expect(page.get_by_role("heading", name="Betaling", level=1)).to_be_visible()
    way = page.get_by_role("region", name="Hva vi bidrar til").or_(page.locator("main"))
    for step in (
        "Enklest i Norden for folk flest",  # The strategy,
        "Kundene klarer hverdagsbanken uten hjelp",  # the Moal of the year,
        "Folk får gjort det de kom for",  # the company's objective,
        "Betaling er noe man ikke tenker på",  # the division's,
        "Betaling uten omveier",  # and the team's own.
    ):
        await expect(way.get_by_text(step).first).to_be_visible()


async def test_somebody_without_a_unit_is_let_in_all_the_same(sign_in: SignIn) -> None:
    page = await sign_in("Nora Lie")
    await expect(page.get_by_text("Nora").first).to_be_visible()
