"""Getting in, and out: what a newcomer sees in the first minute, and what becomes of work when a session ends."""

from playwright.async_api import expect

from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors, end_session, menu_of


async def test_a_member_sees_what_the_team_contributes_to_up_to_the_strategy(people: Visitors) -> None:
    page = await people.sign_in("Ingrid Solheim")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Betaling")
    ways = page.get_by_role("region", name="Hva vi bidrar til")
    for step in (
        "Enklest i Norden for folk flest",  # The strategy,
        "Kundene klarer hverdagsbanken uten hjelp",  # the Moal of the year,
        "Folk får gjort det de kom for",  # the company's objective,
        "Betaling er noe man ikke tenker på",  # and the division's.
    ):
        await expect(ways.get_by_role("link", name=step, exact=True)).to_be_visible()
    own = page.get_by_role("region", name="Våre mål")
    await expect(own.get_by_role("article", name="Betaling uten omveier")).to_be_visible()


async def test_an_address_is_reached_by_way_of_signing_in(people: Visitors, stage: Stage) -> None:
    title = "Betaling er noe man ikke tenker på"
    address = f"/objectives/{stage.objective(title)}?unit={stage.unit('Kasse')}&cycle={stage.cycle('RUNNING')}"
    page = await people.sign_in("Jonas Hagen", address)
    await expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert page.url == stage.url + address


async def test_the_app_speaks_the_language_of_who_signs_in(people: Visitors) -> None:
    page = await people.sign_in("Lukas Petersen", language=None)
    await expect(page.get_by_role("link", name="Unser Beitrag")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "de")


async def test_a_language_that_was_chosen_leaves_with_who_chose_it(people: Visitors) -> None:
    page = await people.sign_in("Vidar Moen", language=None)
    await page.get_by_role("button", name="Språk: nb").click()
    await page.get_by_role("menuitemradio", name="English").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await page.reload()
    await expect(page.get_by_role("link", name="Our contribution")).to_be_visible()
    await menu_of(page, "Vidar Moen").click()
    await page.get_by_role("menuitem", name="Sign out").click()
    await page.get_by_role("link", name="Logg inn").click()
    await page.get_by_role("button", name="Lukas Petersen").click()
    await expect(page.get_by_role("link", name="Unser Beitrag")).to_be_visible()


async def test_signing_out_ends_the_session_here_and_at_the_provider(people: Visitors) -> None:
    page = await people.sign_in("Vidar Moen", "/pyramid")
    await menu_of(page, "Vidar Moen").click()
    await page.get_by_role("menuitem", name="Logg ut").click()
    await expect(page.get_by_role("link", name="Logg inn")).to_be_visible()
    await page.goto("/pyramid")
    await page.get_by_role("link", name="Logg inn").click()
    await expect(page.get_by_role("button", name="Vidar Moen")).to_be_visible()  # The provider asks who it is.
    assert not page.url.startswith(people.url)


async def test_somebody_without_a_unit_is_told_whom_to_ask_and_may_read(people: Visitors) -> None:
    await people.enter("Solveig Aasen")  # Who leads is known once they have signed in.
    page = await people.sign_in("Nora Lie")
    notice = page.get_by_role("complementary")
    await expect(notice).to_contain_text("Du hører ikke til en enhet ennå. Du kan lese alt som er åpent.")
    await expect(notice).to_contain_text("Be Solveig Aasen om å legge deg til i din.")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Fjordbank")
    await page.get_by_role("link", name="Betaling er noe man ikke tenker på", exact=True).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Betaling er noe man ikke tenker på")
    await expect(page.get_by_role("list", name="Nøkkelresultater for")).to_be_visible()
    await expect(page.get_by_text("Sjekk inn", exact=True)).to_have_count(0)
    await expect(page.get_by_text("Foreslå bidrag", exact=True)).to_have_count(0)


async def test_what_was_typed_outlives_the_session(people: Visitors, stage: Stage) -> None:
    address = f"/contribution?checkIn={stage.key_result('Øvelser på tilbakerulling', 'Betaling')}"
    page = await people.sign_in("Ingrid Solheim", address)
    changed = page.get_by_label("Hva som har endret seg")
    await changed.fill("Vi holdt den andre øvelsen.")
    await end_session(page, stage)
    await page.get_by_role("button", name="Lagre").first.click()
    await expect(page.get_by_role("alert").filter(has_text="Du er logget ut.").first).to_be_visible()
    await expect(changed).to_have_value("Vi holdt den andre øvelsen.")
    await page.get_by_role("dialog").get_by_role("link", name="Logg inn igjen").click()
    # The provider still knows her, and asks nothing.
    await expect(page.get_by_role("alert")).to_have_count(0)
    await expect(changed).to_have_value("Vi holdt den andre øvelsen.")
    await expect(page).to_have_url(stage.url + address)
