"""People of several organisations: which one they come to, and how they go on in another."""

import asyncio

import pytest

from samsvar.operations import admissions
from samsvar.persistence import database as database_module
from tests.factories import companies
from tests.web.sign_in.browsers import SESSION, Browser, problem_of
from tests.web.sign_in.worlds import World


@pytest.fixture(scope="module")
def other(world: World) -> companies.Company:
    """Another company, which lets in the provider's group ``guests`` to look at it as a whole."""

    async def founded() -> companies.Company:
        database = database_module.Database(world.database.url)
        try:
            company = await companies.found(database)
            draft = admissions.Admit(world.provider.issuer, meanings=[admissions.GroupMeaning("guests", "VIEWER")])
            slug = world.execute(f"select slug from samsvar.organisations where id = '{company.id}'")
            assert await admissions.admit_by_slug(database, slug, draft, now=world.clock())
            return company
        finally:
            await database.close()

    return asyncio.run(founded())


@pytest.fixture
def slugs(world: World, other: companies.Company) -> tuple[str, str]:
    """The names of Mia's own company and of the other one in addresses."""
    first, second = (
        world.execute(f"select slug from samsvar.organisations where id = '{company.id}'")
        for company in (world.company, other)
    )
    return first, second


@pytest.fixture
def guest(browser: Browser, world: World, other: companies.Company) -> Browser:
    """Mia, who is a guest at the other company today, signed in to her own."""
    assert other.id != world.company.id
    world.provider.person |= {"groups": ["kort", "guests"]}
    own = world.execute(f"select slug from samsvar.organisations where id = '{world.company.id}'")
    assert browser.sign_in(organisation=own).status_code == 303
    return browser


def organisation_of(browser: Browser) -> str:
    return str(browser.post("/graphql", json={"query": "{ organisation }"}).json()["data"]["organisation"])


class TestSigningIn:
    def test_leads_to_the_organisation_asked_for(
        self, guest: Browser, world: World, other: companies.Company, slugs: tuple[str, str]
    ) -> None:
        assert organisation_of(guest) == str(world.company.id)
        guest.sign_in(organisation=slugs[1])
        assert organisation_of(guest) == str(other.id)

    def test_leads_to_the_organisation_used_last(
        self, guest: Browser, other: companies.Company, slugs: tuple[str, str], world: World
    ) -> None:
        for slug, company in ((slugs[1], other), (slugs[0], world.company)):
            world.clock.go_on(minutes=1)
            guest.sign_in(organisation=slug)
            again = guest.another()
            again.sign_in()
            assert organisation_of(again) == str(company.id)

    def test_to_an_organisation_that_does_not_let_one_in_is_refused(
        self, browser: Browser, slugs: tuple[str, str]
    ) -> None:
        assert problem_of(browser.sign_in(organisation=slugs[1])) == "not-admitted"
        assert browser.sign_in(organisation=slugs[0]).status_code == 303

    def test_makes_a_person_of_every_organisation_that_lets_one_in(
        self, guest: Browser, world: World, other: companies.Company
    ) -> None:
        assert guest.is_signed_in()
        roles = world.execute(
            "select m.role from samsvar.people p join samsvar.memberships m on m.person_id = p.id"
            f" where p.organisation_id = '{other.id}' and p.subject = 'mia-at-provider' and m.valid_to is null"
        )
        assert roles == "VIEWER"

    def test_ends_sessions_in_organisations_that_let_one_in_no_longer(
        self, guest: Browser, world: World, slugs: tuple[str, str]
    ) -> None:
        there = guest.another()
        there.sign_in(organisation=slugs[1])
        assert there.is_signed_in()
        world.provider.person |= {"groups": ["kort"]}
        guest.sign_in()
        world.until_forgotten()
        assert guest.is_signed_in()
        assert not there.is_signed_in()


class TestGoingOnInAnother:
    def test_renews_the_key_and_ends_the_old_session(
        self, guest: Browser, other: companies.Company, slugs: tuple[str, str]
    ) -> None:
        thief = guest.with_same_cookies()
        before = guest.cookies[SESSION]
        answer = guest.post("/auth/organisation", json={"organisation": slugs[1]})
        assert answer.json()["organisation"]["slug"] == slugs[1]
        assert organisation_of(guest) == str(other.id)
        assert guest.cookies[SESSION] != before
        assert not thief.is_signed_in()

    def test_takes_its_id_as_well(self, guest: Browser, other: companies.Company) -> None:
        answer = guest.post("/auth/organisation", json={"organisation": f"organisation_{other.id}"})
        assert answer.json()["organisation"]["id"] == f"organisation_{other.id}"
        assert organisation_of(guest) == str(other.id)

    def test_makes_nothing_last_longer(self, guest: Browser, world: World, slugs: tuple[str, str]) -> None:
        world.clock.go_on(hours=7)
        assert guest.post("/auth/organisation", json={"organisation": slugs[1]}).status_code == 200
        world.clock.go_on(hours=4, minutes=50)
        assert guest.is_signed_in()
        world.clock.go_on(minutes=20)
        assert not guest.is_signed_in()

    def test_is_refused_by_one_that_does_not_let_one_in(self, signed_in: Browser, slugs: tuple[str, str]) -> None:
        answer = signed_in.post("/auth/organisation", json={"organisation": slugs[1]})
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (403, "NOT_ADMITTED")
        assert signed_in.is_signed_in()

    @pytest.mark.parametrize("body", [{"json": {}}, {"json": {"organisation": 7}}, {"json": []}, {"content": "x"}])
    def test_takes_the_name_of_an_organisation_and_nothing_else(
        self, signed_in: Browser, body: dict[str, object]
    ) -> None:
        assert signed_in.send("POST", "/auth/organisation", headers=signed_in.own_headers, **body).status_code == 400

    def test_is_for_those_who_are_signed_in(self, browser: Browser, slugs: tuple[str, str]) -> None:
        assert browser.post("/auth/organisation", json={"organisation": slugs[0]}).status_code == 401


def test_an_issuer_may_be_believed_for_everyone(browser: Browser, world: World, other: companies.Company) -> None:
    world.provider.person |= {"sub": "somebody", "groups": []}
    assert problem_of(browser.sign_in()) == "not-admitted"
    world.execute(
        f"update samsvar.organisation_issuers set admission = 'EVERYONE' where organisation_id = '{other.id}'"
    )
    try:
        assert browser.sign_in().status_code == 303
        assert browser.post("/graphql", json={"query": "{ who }"}).json() == {"data": {"who": []}}
    finally:
        world.execute(
            f"update samsvar.organisation_issuers set admission = 'MAPPED_GROUPS' where organisation_id = '{other.id}'"
        )
