"""From nothing, in the browser alone: a stranger founds an organisation and lets a colleague in."""

from playwright.async_api import expect

from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors, menu_of


async def test_a_stranger_founds_an_organisation_and_a_colleague_who_is_invited_is_a_member(
    people: Visitors, stage: Stage
) -> None:
    thea = await people.stranger()
    await thea.goto("/")
    await thea.get_by_role("link", name="Logg inn").click()
    await thea.get_by_role("button", name="Thea Nygård").click()
    await expect(thea.get_by_role("heading", name="Grunnlegg en organisasjon")).to_be_visible()

    await thea.get_by_label("Hva heter organisasjonen?").fill("Seljeverk AS")
    await expect(thea.get_by_label("Navnet i adresser")).to_have_value("seljeverk-as")
    await thea.get_by_label("Navnet i adresser").fill("fjordbank")
    await thea.reload()  # Nothing typed is lost.
    await thea.get_by_role("button", name="Grunnlegg").click()
    await expect(thea.get_by_label("Navnet i adresser")).to_have_attribute("aria-invalid", "true")
    await thea.get_by_label("Navnet i adresser").fill("seljeverk")
    await thea.get_by_role("button", name="Grunnlegg").click()
    first_steps = thea.get_by_role("list", name="De første stegene")
    await first_steps.get_by_role("link", name="Inviter de andre").click()

    here = thea.get_by_role("list", name="Hvem som er her").get_by_role("listitem", name="Thea Nygård")
    await expect(here).to_contain_text("Leder · Seljeverk AS")
    await expect(here).to_contain_text("Administrator")

    await thea.get_by_role("button", name="Inviter noen").click()
    invitation = thea.get_by_role("dialog", name="Inviter noen")
    await invitation.get_by_label("E-postadresse").fill("Emil.Brekke@seljeverk.example")
    await invitation.get_by_label("Rolle").select_option("OKR-master")
    await invitation.get_by_role("button", name="Inviter", exact=True).click()
    invited = thea.get_by_role("list", name="Invitert, men ikke kommet ennå").get_by_role("listitem")
    await expect(invited).to_contain_text("emil.brekke@seljeverk.example")
    await thea.goto("/contribution")
    await expect(first_steps.get_by_role("listitem").filter(has_text="Gjort")).to_contain_text("Inviter de andre")

    emil = await people.stranger()
    await emil.goto("/auth/sign-in?organisation=seljeverk&next=/organisation/people")
    await emil.get_by_role("button", name="Emil Brekke").click()
    await expect(menu_of(emil, "Emil Brekke")).to_be_visible()
    colleague = emil.get_by_role("list", name="Hvem som er her").get_by_role("listitem", name="Emil Brekke")
    await expect(colleague).to_contain_text("OKR-master · Seljeverk AS")

    klara = await people.stranger()  # Nobody invited her.
    await klara.goto("/auth/sign-in?organisation=seljeverk")
    await klara.get_by_role("button", name="Klara Vogt").click()
    await expect(klara.get_by_role("heading", name="Du har ikke tilgang ennå")).to_be_visible()
    assert (
        stage.execute(
            "select count(*) from samsvar.people p join samsvar.organisations o on o.id = p.organisation_id"
            " where p.name = 'Klara Vogt' and o.slug = 'seljeverk'"
        )
        == "0"
    )


async def test_an_administrator_gives_a_role_ends_it_and_undoes_that(people: Visitors) -> None:
    page = await people.enter("Solveig Aasen", "/organisation/people")
    line = page.get_by_role("list", name="Hvem som er her").get_by_role("listitem", name="Solveig Aasen")
    await line.get_by_role("button", name="Hva som kan gjøres med Solveig Aasen").click()
    await page.get_by_role("menuitem", name="Gi en rolle").click()
    dialog = page.get_by_role("dialog", name="En rolle til Solveig Aasen")
    await dialog.get_by_label("Enhet").select_option("Nettsted")
    await dialog.get_by_label("Rolle").select_option("Leser")
    await dialog.get_by_role("button", name="Gi rollen").click()
    await expect(line).to_contain_text("Leser · Nettsted")
    await line.get_by_role("button", name="Avslutt: Leser, Nettsted").click()
    await expect(line.get_by_role("button", name="Avslutt: Leser, Nettsted")).to_have_count(0)
    await page.get_by_role("button", name="Angre").click()
    await expect(line.get_by_role("button", name="Avslutt: Leser, Nettsted")).to_be_visible()
