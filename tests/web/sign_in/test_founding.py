"""Founding an organisation in the browser: who may, what it takes, and that it takes nobody else's."""

import contextlib
import itertools
import pathlib
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from samsvar import settings as settings_module
from tests.conftest import free_port
from tests.web.sign_in import lying_providers, worlds
from tests.web.sign_in.browsers import SESSION, Browser, problem_of
from tests.web.sign_in.worlds import World

FOUNDER = "__Host-samsvar-founder"
_numbers = itertools.count(1)
STRANGER = {"name": "Thea", "email": "Thea@verksted.test", "email_verified": True, "groups": []}


def plan(slug: str, **changed: object) -> dict[str, Any]:
    return {
        "name": "Verkstedet",
        "slug": slug,
        "locale": "nb",
        "timezone": "Europe/Oslo",
        "cycleMonths": 4,
        **changed,
    }


@contextlib.contextmanager
def served(world: World, folder: pathlib.Path, founding: settings_module.Founding) -> Iterator[str]:
    """Serve the world's database as an installation where this many may found."""
    port = free_port()
    settings = worlds.settings(
        folder,
        port=port,
        database_url=world.database.url,
        oidc_issuer=world.provider.issuer,
        oidc_client_id=lying_providers.CLIENT_ID,
        oidc_client_secret=lying_providers.CLIENT_SECRET,
        api_audience=lying_providers.AUDIENCE,
        founding=founding,
    )
    with lying_providers.served(worlds.app(settings, world.clock), port) as url:
        yield url


@pytest.fixture(scope="module")
def open_to_everyone(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(world, tmp_path_factory.mktemp("everyone"), "everyone") as url:
        yield url


@pytest.fixture
def stranger(world: World, open_to_everyone: str) -> Browser:
    """The browser of somebody whom no organisation takes in, signed in at the provider."""
    world.provider.person = STRANGER | {"sub": f"thea-{next(_numbers)}"}
    browser = Browser(open_to_everyone, world.http)
    answer = browser.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, f"{open_to_everyone}/found")
    return browser


def problems_of(answer: httpx2.Response) -> list[tuple[str, str | None]]:
    assert answer.status_code == 422, answer.text
    return [(each["code"], each["field"]) for each in answer.json()["problems"]]


class TestAStranger:
    def test_is_not_signed_in_by_being_able_to_found(self, stranger: Browser) -> None:
        assert SESSION not in stranger.cookies
        assert not stranger.is_signed_in()

    def test_sees_whom_the_provider_has_shown(self, stranger: Browser) -> None:
        shown = stranger.get("/auth/founding")
        assert shown.json() == {"isOpen": True, "founder": {"name": "Thea", "email": "Thea@verksted.test"}}
        assert stranger.another().get("/auth/founding").json() == {"isOpen": True, "founder": None}

    def test_founds_and_then_signs_in_as_who_leads_and_administers(self, stranger: Browser, world: World) -> None:
        answer = stranger.post("/auth/founding", json=plan("verkstedet"))
        assert answer.status_code == 201, answer.text
        assert answer.json()["location"].startswith("/auth/sign-in?")
        assert FOUNDER not in stranger.cookies
        assert stranger.sign_in(organisation="verkstedet").status_code == 303
        assert stranger.post("/graphql", json={"query": "{ who }"}).json()["data"]["who"] == ["ADMIN", "LEAD"]
        admission = world.execute(
            "select i.admission from samsvar.organisation_issuers i join samsvar.organisations o"
            " on o.id = i.organisation_id where o.slug = 'verkstedet'"
        )
        assert admission == "MAPPED_GROUPS"  # And no group means anything: by invitation only.

    def test_lets_in_nobody_else_by_founding(self, stranger: Browser, world: World) -> None:
        assert stranger.post("/auth/founding", json=plan("bare-min")).status_code == 201
        world.provider.person = {**STRANGER, "sub": "another", "email": "another@verksted.test"}
        other = stranger.another()
        assert other.sign_in(organisation="bare-min").status_code == 403
        assert not other.is_signed_in()


class TestASignInFounds:
    def test_once(self, stranger: Browser, world: World) -> None:
        thief = stranger.with_same_cookies()
        assert stranger.post("/auth/founding", json=plan("en-gang")).status_code == 201
        assert problems_of(thief.post("/auth/founding", json=plan("to-ganger"))) == [("FOUNDED_ALREADY", None)]
        assert world.execute("select count(*) from samsvar.organisations where slug = 'to-ganger'") == "0"

    def test_again_after_a_refusal(self, stranger: Browser) -> None:
        assert problems_of(stranger.post("/auth/founding", json=plan("Har mellomrom"))) == [("SLUG_UNUSABLE", "slug")]
        assert stranger.post("/auth/founding", json=plan("uten-mellomrom")).status_code == 201

    def test_for_half_an_hour(self, stranger: Browser, world: World) -> None:
        world.clock.go_on(minutes=31)
        assert stranger.get("/auth/founding").json()["founder"] is None
        assert stranger.post("/auth/founding", json=plan("for-sent")).status_code == 401

    def test_with_what_was_sealed_here_and_nothing_else(self, stranger: Browser) -> None:
        sealed = stranger.cookies[FOUNDER]
        for forged in ("", "x", sealed[:-8], sealed[4:], "e30="):
            stranger.cookies[FOUNDER] = forged
            assert stranger.post("/auth/founding", json=plan("forfalsket")).status_code == 401


def test_no_existing_organisation_is_taken(stranger: Browser, world: World) -> None:
    slug = world.execute(f"select slug from samsvar.organisations where id = '{world.company.id}'")
    before = world.execute("select count(*) from samsvar.organisations")
    assert problems_of(stranger.post("/auth/founding", json=plan(slug))) == [("SLUG_TAKEN", "slug")]
    assert world.execute("select count(*) from samsvar.organisations") == before
    assert stranger.sign_in(organisation=slug).status_code == 403


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"name": "  "}, ("TEXT_MISSING", "name")),
        ({"timezone": "Oslo"}, ("TIMEZONE_UNKNOWN", "timezone")),
        ({"cycleMonths": 6}, ("CHOICE_UNKNOWN", "cycleMonths")),
    ],
)
def test_what_it_cannot_be_is_said_at_its_field(
    stranger: Browser, changed: dict[str, object], problem: tuple[str, str]
) -> None:
    assert problems_of(stranger.post("/auth/founding", json=plan("umulig", **changed))) == [problem]


@pytest.mark.parametrize("body", [{"slug": "x"}, {**plan("x"), "locale": "fr"}, {**plan("x"), "cycleMonths": True}])
def test_what_our_own_page_would_not_send_is_refused(stranger: Browser, body: dict[str, object]) -> None:
    assert stranger.post("/auth/founding", json=body).status_code == 400


def test_it_is_not_tried_without_end(stranger: Browser, world: World) -> None:
    world.clock.go_on(hours=2)
    world.provider.person = {**STRANGER, "sub": "eager"}
    eager = stranger.another()
    eager.sign_in()
    answers = {eager.post("/auth/founding", json=plan("Umulig!")).status_code for _ in range(20)}
    assert answers == {422}
    assert eager.post("/auth/founding", json=plan("mulig")).status_code == 429


def test_who_has_an_organisation_founds_another_from_its_own_place(world: World, open_to_everyone: str) -> None:
    browser = Browser(open_to_everyone, world.http)
    browser.sign_in()
    assert FOUNDER not in browser.cookies
    assert browser.sign_in(next="/found").headers["location"] == f"{open_to_everyone}/found"
    assert browser.is_signed_in()
    assert browser.post("/auth/founding", json=plan("enda-en")).status_code == 201


class TestWhereFoundingIsClosed:
    def test_to_everybody_a_stranger_is_told_so_and_gets_nothing(self, browser: Browser, world: World) -> None:
        world.provider.person = dict(STRANGER) | {"sub": "nobody"}
        assert problem_of(browser.sign_in()) == "not-admitted"
        assert FOUNDER not in browser.cookies
        assert browser.get("/auth/founding").json() == {"isOpen": False, "founder": None}

    def test_since_a_sign_in_nothing_is_founded(self, stranger: Browser, browser: Browser) -> None:
        browser.cookies |= stranger.cookies
        assert problems_of(browser.post("/auth/founding", json=plan("stengt"))) == [("FOUNDING_CLOSED", None)]

    def test_after_the_first_it_is_closed(self, stranger: Browser, world: World, tmp_path: pathlib.Path) -> None:
        with served(world, tmp_path, "first") as url:
            late = Browser(url, world.http)
            assert problem_of(late.sign_in()) == "not-admitted"
            late.cookies |= stranger.cookies
            assert problems_of(late.post("/auth/founding", json=plan("nummer-to"))) == [("FOUNDING_CLOSED", None)]
