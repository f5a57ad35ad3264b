"""The way back from the provider opens once, in the browser that began, for the answer to what was asked."""

import base64
import dataclasses
import hashlib

import orjson
import pytest

from samsvar.web import sealing, sign_in
from tests.web.sign_in.browsers import ATTEMPT, SESSION, Browser, problem_of, query_of
from tests.web.sign_in.lying_providers import LyingProvider
from tests.web.sign_in.worlds import World


def attempt_cookie(state: str) -> str:
    return ATTEMPT + hashlib.sha256(state.encode()).hexdigest()[:16]


class TestWhatIsAsked:
    def test_is_protected_by_state_nonce_and_pkce_with_s256(self, browser: Browser) -> None:
        asked = query_of(browser.begin())
        assert asked["code_challenge_method"] == "S256"
        assert len(asked["code_challenge"]) == 43
        assert len(asked["state"]) >= 43
        assert len(asked["nonce"]) >= 43
        assert (asked["response_type"], asked["redirect_uri"]) == ("code", f"{browser.url}/auth/callback")

    def test_is_never_the_same_twice(self, browser: Browser) -> None:
        first, second = query_of(browser.begin()), query_of(browser.begin())
        assert not {first[name] for name in ("state", "nonce", "code_challenge")} & set(second.values())

    def test_travels_in_a_cookie_that_says_nothing(self, browser: Browser) -> None:
        asked = query_of(browser.begin(next="/units"))
        cookie = base64.urlsafe_b64decode(browser.cookies[attempt_cookie(asked["state"])])
        assert asked["nonce"].encode() not in cookie
        assert b"/units" not in cookie

    def test_is_not_too_much_for_a_cookie(self, browser: Browser) -> None:
        """Browsers drop cookies of more than 4,096 bytes, and say nothing."""
        asked = query_of(browser.begin(next="/" + "x" * 2_000, organisation="o" * 500))
        name = attempt_cookie(asked["state"])
        assert 2_000 < len(name) + len(browser.cookies[name]) <= 4_096


class TestTheWayBack:
    def test_opens_for_the_browser_that_began(self, browser: Browser) -> None:
        back = browser.at_provider(browser.begin())
        assert browser.get(back).status_code == 303
        assert browser.is_signed_in()

    def test_opens_for_two_tabs_that_began_side_by_side(self, browser: Browser) -> None:
        first, second = browser.begin(next="/a"), browser.begin(next="/b")
        assert browser.get(browser.at_provider(second)).headers["location"].endswith("/b")
        assert browser.get(browser.at_provider(first)).headers["location"].endswith("/a")
        assert browser.is_signed_in()

    def test_is_closed_to_a_browser_that_did_not_begin(self, browser: Browser) -> None:
        """Login CSRF: a link that would sign somebody in as the one who sent it."""
        back = browser.at_provider(browser.begin())
        victim = browser.another()
        assert problem_of(victim.get(back)) == "stale"
        assert SESSION not in victim.cookies

    def test_is_closed_to_a_browser_that_began_something_else(self, browser: Browser) -> None:
        attackers = browser.at_provider(browser.begin())
        victim = browser.another()
        victim.begin()
        assert problem_of(victim.get(attackers)) == "stale"
        assert not victim.is_signed_in()

    def test_is_closed_to_an_attempt_under_another_ones_name(self, browser: Browser) -> None:
        attackers = query_of(browser.begin())
        victim = browser.another()
        back = victim.at_provider(victim.begin())
        victim.cookies[attempt_cookie(query_of(back)["state"])] = browser.cookies[attempt_cookie(attackers["state"])]
        assert problem_of(victim.get(back)) == "stale"
        assert not victim.is_signed_in()

    def test_opens_once(self, browser: Browser) -> None:
        back = browser.at_provider(browser.begin())
        thief = browser.with_same_cookies()
        assert browser.get(back).status_code == 303
        assert problem_of(browser.get(back)) == "stale"
        assert problem_of(thief.get(back)) == "stale"
        assert not thief.is_signed_in()

    def test_opens_once_even_with_a_new_code(self, browser: Browser) -> None:
        """The state is what counts once, not only the code."""
        asked = browser.begin()
        thief = browser.with_same_cookies()
        assert browser.get(browser.at_provider(asked)).status_code == 303
        assert problem_of(thief.get(thief.at_provider(asked))) == "stale"

    def test_is_closed_ten_minutes_later(self, browser: Browser, world: World) -> None:
        back = browser.at_provider(browser.begin())
        in_time = browser.at_provider(browser.begin())
        world.clock.go_on(minutes=9)
        assert browser.get(in_time).status_code == 303
        browser.cookies.pop(SESSION)
        world.clock.go_on(minutes=2)
        assert problem_of(browser.get(back)) == "stale"
        assert not browser.is_signed_in()

    @pytest.mark.parametrize("position", [3, 40, -10])
    def test_is_closed_when_the_cookie_was_changed(self, browser: Browser, position: int) -> None:
        back = browser.at_provider(browser.begin())
        name = attempt_cookie(query_of(back)["state"])
        cookie = list(browser.cookies[name])
        cookie[position] = "A" if cookie[position] != "A" else "B"
        browser.cookies[name] = "".join(cookie)
        assert problem_of(browser.get(back)) == "stale"

    @pytest.mark.parametrize("cookie", ["", "AAAA", "not base64!", "é"])
    def test_is_closed_when_the_cookie_is_no_cookie_of_ours(self, browser: Browser, cookie: str) -> None:
        back = browser.at_provider(browser.begin())
        browser.cookies[attempt_cookie(query_of(back)["state"])] = cookie.encode("ascii", "ignore").decode()
        assert problem_of(browser.get(back)) == "stale"

    @pytest.mark.parametrize(("secret", "opens"), [("world's own", True), ("another secret of 32 characters", False)])
    def test_is_closed_to_an_attempt_that_was_sealed_elsewhere(
        self, browser: Browser, world: World, secret: str, *, opens: bool
    ) -> None:
        back = browser.at_provider(browser.begin())
        state = query_of(back)["state"]
        key = world.secret_key if opens else secret
        own = sealing.Seal(world.secret_key, purpose="sign-in attempts")
        attempt = sign_in.Attempt(
            **orjson.loads(own.opened(base64.urlsafe_b64decode(browser.cookies[attempt_cookie(state)])) or b"{}")
        )
        forged = sealing.Seal(key, purpose="sign-in attempts").sealed(orjson.dumps(dataclasses.asdict(attempt)))
        browser.cookies[attempt_cookie(state)] = base64.urlsafe_b64encode(forged).decode()
        browser.get(back)
        assert browser.is_signed_in() is opens

    def test_is_closed_to_an_attempt_of_another_version(self, browser: Browser, world: World) -> None:
        """The server was updated while somebody signed in: they try again, and nothing breaks."""
        back = browser.at_provider(browser.begin())
        state = query_of(back)["state"]
        other = orjson.dumps({"state": state, "nonce": "n", "verifier": "v"})
        sealed = sealing.Seal(world.secret_key, purpose="sign-in attempts").sealed(other)
        browser.cookies[attempt_cookie(state)] = base64.urlsafe_b64encode(sealed).decode()
        assert problem_of(browser.get(back)) == "stale"

    def test_is_closed_to_what_was_sealed_for_another_purpose(self, browser: Browser, world: World) -> None:
        back = browser.at_provider(browser.begin())
        name = attempt_cookie(query_of(back)["state"])
        attempt = sealing.Seal(world.secret_key, purpose="sign-in attempts").opened(
            base64.urlsafe_b64decode(browser.cookies[name])
        )
        assert attempt is not None
        browser.cookies[name] = base64.urlsafe_b64encode(
            sealing.Seal(world.secret_key, purpose="tokens at rest").sealed(attempt)
        ).decode()
        assert problem_of(browser.get(back)) == "stale"


class TestTheAnswer:
    def with_changed(self, browser: Browser, **changed: str | None) -> str:
        answered = query_of(browser.at_provider(browser.begin()))
        pairs = {name: value for name, value in {**answered, **changed}.items() if value is not None}
        return "/auth/callback?" + "&".join(f"{name}={value}" for name, value in pairs.items())

    def test_is_taken_when_it_fits(self, browser: Browser) -> None:
        assert browser.get(self.with_changed(browser)).status_code == 303

    @pytest.mark.parametrize(
        ("changed", "problem"),
        [
            pytest.param({"iss": "https://id.elsewhere.test"}, "refused", id="mixed up by another issuer"),
            pytest.param({"iss": None}, "refused", id="no issuer, though ours promised to name itself"),
            pytest.param({"iss": ""}, "refused", id="an empty issuer"),
            pytest.param({"state": None}, "stale", id="no state"),
            pytest.param({"state": "guessed"}, "stale", id="a guessed state"),
            pytest.param({"code": None}, "refused", id="no code"),
            pytest.param({"code": "guessed"}, "refused", id="a guessed code"),
            pytest.param({"code": None, "error": "access_denied"}, "cancelled", id="an error"),
            pytest.param({"error": "access_denied"}, "cancelled", id="an error and a code"),
        ],
    )
    def test_is_refused_when_it_does_not(self, browser: Browser, changed: dict[str, str | None], problem: str) -> None:
        assert problem_of(browser.get(self.with_changed(browser, **changed))) == problem
        assert not browser.is_signed_in()

    @pytest.mark.parametrize("name", ["state", "code", "iss"])
    def test_is_refused_when_it_says_something_twice(self, browser: Browser, name: str) -> None:
        back = self.with_changed(browser)
        assert problem_of(browser.get(f"{back}&{name}=another")) == "refused"
        assert not browser.is_signed_in()

    def test_is_refused_when_its_code_was_used_in_another_sign_in(self, browser: Browser) -> None:
        used = query_of(browser.at_provider(browser.begin()))["code"]
        other = browser.another()
        assert problem_of(other.get(self.with_changed(other, code=used))) == "refused"
        assert not other.is_signed_in()

    def test_is_refused_when_its_code_was_begun_without_our_challenge(
        self, browser: Browser, provider: LyingProvider
    ) -> None:
        """PKCE downgrade: a code that was obtained without a challenge, or with the attacker's, is worth nothing."""
        asked = query_of(browser.begin())
        for changed in ({"code_challenge": ""}, {"code_challenge": "A" * 43}, {"code_challenge_method": "plain"}):
            code = provider.code_for({**asked, **changed})
            other = browser.another()
            back = self.with_changed(other, code=code)
            assert problem_of(other.get(back)) == "refused"
        verifier = provider.token_requests[-1]["code_verifier"]
        assert len(verifier) >= 43

    def test_is_not_taken_by_post(self, browser: Browser) -> None:
        back = self.with_changed(browser)
        assert browser.post(back).status_code == 405


class TestThePage:
    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("nb", "Innloggingen gjelder ikke lenger"),
            ("en-GB,en;q=0.9,nb;q=0.5", "This sign-in is no longer valid"),
            ("fr, de;q=0.7, en;q=0.3", "Diese Anmeldung gilt nicht mehr"),
            ("", "Innloggingen gjelder ikke lenger"),
            ("*;q=abc, ,;;", "Innloggingen gjelder ikke lenger"),
        ],
    )
    def test_speaks_the_language_of_the_browser(self, browser: Browser, language: str, words: str) -> None:
        answer = browser.get("/auth/callback?state=old&code=old", {"accept-language": language})
        assert words in answer.text
        assert 'href="/auth/sign-in?next=%2F"' in answer.text

    def test_offers_to_try_again_where_one_was(self, browser: Browser, provider: LyingProvider) -> None:
        provider.lies.token_status = 400
        provider.lies.token_answer = lambda _: {"error": "invalid_grant"}
        answer = browser.sign_in(next="/units?tab=1&x=%22")
        assert 'href="/auth/sign-in?next=%2Funits%3Ftab%3D1%26x%3D%2522"' in answer.text

    def test_runs_nothing_and_shows_nothing_of_the_request(self, browser: Browser) -> None:
        answer = browser.get("/auth/callback?state=%3Cscript%3Ealert(1)%3C/script%3E&error=%3Cb%3Ehei")
        assert "alert(1)" not in answer.text
        assert "<b>hei" not in answer.text
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
        assert answer.headers["cache-control"] == "no-store"
