"""A session is what its cookie opens: for as long as it lasts, while the account behind it exists, and no longer."""

import concurrent.futures
import hashlib
import re
import time

import pytest
from starlette import responses

from tests.web.sign_in.browsers import ATTEMPT, SESSION, Browser, problem_of, query_of
from tests.web.sign_in.lying_providers import Lies, LyingProvider
from tests.web.sign_in.worlds import World


def session_row(browser: Browser) -> str:
    """Return the condition that finds a browser's session in the database."""
    return f"key_hash = '\\x{hashlib.sha256(browser.cookies[SESSION].encode()).hexdigest()}'"


class TestTheCookie:
    def test_is_out_of_reach_for_scripts_subdomains_other_sites_and_plain_http(self, browser: Browser) -> None:
        headers = browser.sign_in().headers.get_list("set-cookie")
        mine = next(header for header in headers if header.startswith(f"{SESSION}="))
        attributes = {part.strip().lower() for part in mine.split(";")[1:]}
        assert attributes == {"httponly", "secure", "samesite=lax", "path=/", "max-age=43200"}

    def test_of_an_attempt_is_out_of_reach_too_and_goes_when_it_was_used(self, browser: Browser) -> None:
        begun = browser.get("/auth/sign-in")
        (header,) = begun.headers.get_list("set-cookie")
        attributes = {part.strip().lower() for part in header.split(";")[1:]}
        assert header.startswith(ATTEMPT)
        assert attributes == {"httponly", "secure", "samesite=lax", "path=/", "max-age=600"}
        browser.get(browser.at_provider(begun.headers["location"]))
        assert not [name for name in browser.cookies if name.startswith(ATTEMPT)]

    def test_is_not_what_the_database_keeps(self, world: World, signed_in: Browser) -> None:
        key = signed_in.cookies[SESSION]
        row = world.execute(f"select s::text from samsvar.sign_in_sessions s where {session_row(signed_in)}")
        assert "mia-at-provider" in row
        assert key not in row
        assert key.encode().hex() not in row

    def test_holds_no_tokens_and_the_database_holds_them_sealed(self, world: World, signed_in: Browser) -> None:
        sealed = world.execute(
            f"select encode(sealed_tokens, 'escape') from samsvar.sign_in_sessions where {session_row(signed_in)}"
        )
        assert len(sealed) > 100
        assert "eyJ" not in sealed  # What every JWT begins with.

    @pytest.mark.parametrize("key", ["", "x", "A" * 43, "' or 1=1 --", "A" * 42 + "é", "A" * 5_000])
    def test_of_another_make_opens_nothing(self, browser: Browser, key: str) -> None:
        browser.cookies[SESSION] = key.encode("ascii", "replace").decode()
        assert not browser.is_signed_in()

    def test_opens_nothing_beside_a_second_one(self, signed_in: Browser) -> None:
        key = signed_in.cookies[SESSION]
        both = f"{SESSION}={key}; {SESSION}={'A' * 43}"
        alone = f"{SESSION}={key}; other=1"
        assert self.hello_with(signed_in, alone) == 200
        assert self.hello_with(signed_in, both) == 401

    def test_counts_under_its_full_name_alone(self, signed_in: Browser) -> None:
        for name in ("samsvar", "__Secure-samsvar", "__host-samsvar"):
            assert self.hello_with(signed_in, f"{name}={signed_in.cookies[SESSION]}") == 401

    def hello_with(self, browser: Browser, cookie: str) -> int:
        headers = {**browser.own_headers, "cookie": cookie}
        return browser.http.post(f"{browser.url}/graphql", json={"query": "{ hello }"}, headers=headers).status_code


class TestFixation:
    def test_a_planted_key_opens_nothing_before_or_after_a_sign_in(self, browser: Browser) -> None:
        planted = "P" * 43
        browser.cookies[SESSION] = planted
        browser.sign_in()
        assert browser.is_signed_in()
        assert browser.cookies[SESSION] != planted
        attacker = browser.another()
        attacker.cookies[SESSION] = planted
        assert not attacker.is_signed_in()

    def test_a_sign_in_ends_the_session_that_the_browser_had(self, signed_in: Browser) -> None:
        thief = signed_in.with_same_cookies()
        assert thief.is_signed_in()
        signed_in.sign_in()
        assert signed_in.is_signed_in()
        assert not thief.is_signed_in()


class TestTheEnd:
    def test_comes_eight_hours_after_the_last_request(self, world: World, signed_in: Browser) -> None:
        idle = signed_in.another()
        idle.sign_in()
        for _ in range(2):
            world.clock.go_on(hours=4, minutes=30)
            assert signed_in.is_signed_in()
        assert not idle.is_signed_in()

    def test_comes_twelve_hours_after_the_beginning_whatever_happens(self, world: World, signed_in: Browser) -> None:
        for _ in range(5):
            world.clock.go_on(hours=2, minutes=20)
            assert signed_in.is_signed_in()
        world.clock.go_on(minutes=30)
        assert not signed_in.is_signed_in()

    def test_comes_with_a_sign_out_and_at_once(self, world: World, signed_in: Browser) -> None:
        thief = signed_in.with_same_cookies()
        assert thief.is_signed_in()
        answer = signed_in.post("/auth/sign-out")
        assert SESSION not in signed_in.cookies
        assert not thief.is_signed_in()
        location = answer.json()["location"]
        assert location.startswith(f"{world.provider.issuer}/end-session?id_token_hint=")
        assert query_of(location)["post_logout_redirect_uri"] == f"{signed_in.url}/"
        assert set(query_of(location)) == {"id_token_hint", "client_id", "post_logout_redirect_uri", "ui_locales"}

    def test_leaves_no_tokens_behind(self, world: World, signed_in: Browser) -> None:
        row = session_row(signed_in)
        signed_in.post("/auth/sign-out")
        assert world.execute(f"select length(sealed_tokens) from samsvar.sign_in_sessions where {row}") == "0"

    def test_comes_by_revocation_within_seconds(self, world: World, signed_in: Browser) -> None:
        assert signed_in.is_signed_in()
        world.execute(f"update samsvar.sign_in_sessions set ended_at = now() where {session_row(signed_in)}")
        world.until_forgotten()
        assert not signed_in.is_signed_in()

    def test_comes_with_the_persons_leaving(self, world: World, signed_in: Browser) -> None:
        assert signed_in.is_signed_in()
        world.execute("update samsvar.people set left_at = now() where subject = 'mia-at-provider'")
        world.until_forgotten()
        assert not signed_in.is_signed_in()

    def test_is_not_put_off_by_looking_once_more_without_activity(self, world: World, signed_in: Browser) -> None:
        """What a long stream does to see whether its session still lives; see `Authentication.principal_again`."""
        assert signed_in.is_signed_in()
        key_hash = hashlib.sha256(signed_in.cookies[SESSION].encode()).hexdigest()
        look = "select count(*) from samsvar.session_by_key('\\x{}', timestamptz '{}' + interval '{} h', '8 h', false)"
        assert world.execute(look.format(key_hash, world.clock(), 5)) == "1"
        assert world.execute(look.format(key_hash, world.clock(), 9)) == "0"

    def test_of_an_unknown_session_is_answered_all_the_same(self, browser: Browser) -> None:
        answer = browser.post("/auth/sign-out")
        assert (answer.status_code, answer.json()) == (200, {"location": f"{browser.url}/"})


class TestTheAccountBehindIt:
    """The provider is asked anew when its access token is over: 300 seconds here."""

    def test_is_asked_for_and_the_session_goes_on(self, world: World, signed_in: Browser) -> None:
        world.clock.go_on(minutes=6)
        before = len(world.provider.token_requests)
        assert signed_in.is_signed_in()
        assert [request["grant_type"] for request in world.provider.token_requests[before:]] == ["refresh_token"]
        # Asking for the scope anew is an error where less was granted than was asked for.
        assert "scope" not in world.provider.token_requests[-1]
        world.until_forgotten()
        assert signed_in.is_signed_in()
        assert len(world.provider.token_requests) == before + 1

    def test_gets_the_newest_refresh_token(self, world: World, signed_in: Browser) -> None:
        for _ in range(2):
            world.clock.go_on(minutes=6)
            assert signed_in.is_signed_in()
        first, second = (request["refresh_token"] for request in world.provider.token_requests[-2:])
        assert first != second

    def test_ends_the_session_when_it_is_disabled(self, world: World, signed_in: Browser) -> None:
        world.provider.lies.refresh = lambda *_: responses.JSONResponse({"error": "invalid_grant"}, 400)
        assert signed_in.is_signed_in()
        world.clock.go_on(minutes=6)
        assert not signed_in.is_signed_in()
        world.provider.lies = Lies()
        assert not signed_in.is_signed_in()

    def test_ends_the_session_when_it_turns_out_to_be_another(self, world: World, signed_in: Browser) -> None:
        world.provider.lies.refresh = lambda provider, claims: provider._answer({**claims, "sub": "solveig"})
        world.clock.go_on(minutes=6)
        assert not signed_in.is_signed_in()

    def test_ends_the_session_when_the_answer_is_forged(self, world: World, signed_in: Browser) -> None:
        world.provider.lies.id_token = lambda provider, header, claims: provider.signed(
            header, claims, provider.strangers_key
        )
        world.clock.go_on(minutes=6)
        assert not signed_in.is_signed_in()

    def test_keeps_its_session_while_the_provider_is_out_of_order(self, world: World, signed_in: Browser) -> None:
        world.provider.lies.is_down = True
        world.clock.go_on(minutes=6)
        assert signed_in.is_signed_in()
        world.provider.lies = Lies(refresh=lambda *_: responses.JSONResponse({"error": "invalid_grant"}, 400))
        world.clock.go_on(minutes=2)
        assert not signed_in.is_signed_in()


class TestWhoIsLetIn:
    def roles(self, browser: Browser) -> list[str]:
        answer = browser.post("/graphql", json={"query": "{ who }"})
        return list(answer.json()["data"]["who"])

    def test_groups_give_roles(self, signed_in: Browser) -> None:
        assert self.roles(signed_in) == ["MEMBER"]

    def test_an_unknown_group_gives_no_access(self, browser: Browser, provider: LyingProvider) -> None:
        provider.person |= {"sub": "stranger", "groups": ["elsewhere"]}
        answer = browser.sign_in(lang="en")
        assert (answer.status_code, problem_of(answer)) == (403, "not-admitted")
        assert "Ask whoever administers Samsvar" in answer.text
        assert "account=another" in answer.text
        assert not browser.is_signed_in()

    @pytest.mark.parametrize("groups", [None, "kort", {"kort": True}, [["kort"]], [7]])
    def test_groups_of_another_make_give_no_access(
        self, browser: Browser, provider: LyingProvider, groups: object
    ) -> None:
        provider.person |= {"sub": "stranger", "groups": groups}
        assert problem_of(browser.sign_in()) == "not-admitted"

    def test_an_address_is_no_identity(self, browser: Browser, world: World, provider: LyingProvider) -> None:
        """Whoever gets Mia's e-mail address one day is still somebody else."""
        browser.sign_in()
        provider.person |= {"sub": "another-mia"}
        other = browser.another()
        other.sign_in()
        found = world.execute("select count(distinct id) from samsvar.people where email = 'mia@nordlys.test'")
        assert found == "2"

    @pytest.mark.parametrize(
        ("stated", "locale"),
        [
            ("nb", "nb"),
            ("no", "nb"),
            ("nn-NO", "nb"),
            ("en_GB", "en"),
            ("de", "de"),
            ("DE-at", "de"),
            ("fr", ""),
            (None, ""),
            (7, ""),
        ],
    )
    def test_the_first_language_is_what_the_provider_says(
        self, browser: Browser, world: World, provider: LyingProvider, stated: object, locale: str
    ) -> None:
        """Those who have none of ours get the organisation's."""
        provider.person |= {"sub": f"speaks {stated}", "locale": stated}
        browser.sign_in()
        assert self.locale(world, f"speaks {stated}") == locale

    def test_the_language_that_a_person_chose_goes_before_what_the_provider_says(
        self, browser: Browser, world: World, provider: LyingProvider
    ) -> None:
        provider.person |= {"sub": "chooser", "locale": "en"}
        browser.sign_in()
        world.execute("update samsvar.people set locale = 'de' where subject = 'chooser'")
        browser.sign_in()
        assert self.locale(world, "chooser") == "de"

    def locale(self, world: World, subject: str) -> str:
        return world.execute(f"select coalesce(locale, '') from samsvar.people where subject = '{subject}'")

    def test_losing_a_group_ends_what_it_gave_at_the_next_sign_in(
        self, browser: Browser, world: World, provider: LyingProvider
    ) -> None:
        provider.person |= {"sub": "leaver"}
        browser.sign_in()
        assert self.roles(browser) == ["MEMBER"]
        provider.person |= {"groups": []}
        assert problem_of(browser.sign_in()) == "not-admitted"
        facts = world.execute(
            "select p.left_at is not null, m.valid_to is not null from samsvar.people p"
            " join samsvar.memberships m on m.person_id = p.id where p.subject = 'leaver'"
        )
        assert facts == "t|t"
        world.until_forgotten()
        assert not browser.is_signed_in()
        provider.person |= {"groups": ["kort"]}
        browser.sign_in()
        assert self.roles(browser) == ["MEMBER"]

    def test_the_audit_keeps_what_changed_and_no_register_of_attendance(
        self, browser: Browser, world: World, provider: LyingProvider
    ) -> None:
        provider.person |= {"sub": "audited"}
        for _ in range(3):
            browser.sign_in()
        entries = world.execute(
            "select a.deed, a.after from samsvar.audit_entries a join samsvar.people p on p.id = a.node_id"
            " where p.subject = 'audited'"
        )
        assert re.fullmatch(r'followGroups\|\{"role": ?"MEMBER"\}', entries), entries


def test_tokens_of_one_session_do_not_open_for_another_installation(world: World, signed_in: Browser) -> None:
    """With another secret the sealed tokens are noise: the session ends when they are needed, and nothing breaks."""
    world.execute(
        f"update samsvar.sign_in_sessions set sealed_tokens = sealed_tokens || '\\x00' where {session_row(signed_in)}"
    )
    assert signed_in.is_signed_in()
    world.clock.go_on(minutes=6)
    assert not signed_in.is_signed_in()


class TestABurstOfRequests:
    """A page asks for many things at once, and just then the provider is to be asked anew."""

    def burst(self, browser: Browser) -> list[bool]:
        with concurrent.futures.ThreadPoolExecutor(8) as threads:
            return list(threads.map(lambda _: browser.with_same_cookies().is_signed_in(), range(8)))

    def test_asks_the_provider_once(self, world: World, signed_in: Browser) -> None:
        world.clock.go_on(minutes=6)
        before = len(world.provider.token_requests)
        assert all(self.burst(signed_in))
        assert len(world.provider.token_requests) == before + 1

    def test_waits_for_the_answer(self, world: World, signed_in: Browser) -> None:
        def refuse_slowly(*_: object) -> responses.Response:
            time.sleep(0.5)
            return responses.JSONResponse({"error": "invalid_grant"}, 400)

        world.provider.lies.refresh = refuse_slowly
        world.clock.go_on(minutes=6)
        assert not any(self.burst(signed_in))
