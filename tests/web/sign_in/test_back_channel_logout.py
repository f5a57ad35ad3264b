"""The provider may end sessions; whoever isn't the provider, or says it twice, or means something else, may not."""

from collections.abc import Callable

import httpx2
import pytest
from cryptography.hazmat.primitives import serialization

from tests.web.sign_in import lying_providers
from tests.web.sign_in.browsers import Browser
from tests.web.sign_in.lying_providers import LOGOUT_EVENT, LyingProvider
from tests.web.sign_in.worlds import World


def tell(world: World, token: str, **headers: str) -> httpx2.Response:
    return world.http.post(f"{world.url}/auth/back-channel-logout", data={"logout_token": token}, headers=headers)


def token(provider: LyingProvider, *, header: dict[str, object] | None = None, **claims: object) -> str:
    return provider.signed(provider.header(**{"typ": "logout+jwt", **(header or {})}), provider.logout_claims(**claims))


class TestTheProvidersWord:
    def test_ends_the_session_and_is_not_to_be_kept(
        self, world: World, signed_in: Browser, provider: LyingProvider
    ) -> None:
        answer = tell(world, token(provider))
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert not signed_in.is_signed_in()

    @pytest.mark.parametrize("forge", [lambda p: token(p, sub=None), lambda p: token(p, sid=None)])
    def test_may_name_the_person_or_the_session_alone(
        self, world: World, signed_in: Browser, provider: LyingProvider, forge: "Forge"
    ) -> None:
        assert tell(world, forge(provider)).status_code == 200
        assert not signed_in.is_signed_in()

    @pytest.mark.parametrize(
        "forge",
        [
            lambda p: token(p, sid="another"),
            lambda p: token(p, sub="solveig", sid=None),
            lambda p: token(p, sub="solveig"),
        ],
    )
    def test_about_somebody_else_ends_nothing_here(
        self, world: World, signed_in: Browser, provider: LyingProvider, forge: "Forge"
    ) -> None:
        assert tell(world, forge(provider)).status_code == 200
        assert signed_in.is_signed_in()

    def test_ends_no_session_that_began_after_it_was_said(
        self, world: World, browser: Browser, provider: LyingProvider
    ) -> None:
        said = token(provider, sid=None)
        world.clock.go_on(minutes=1)
        browser.sign_in()
        assert tell(world, said).status_code == 200
        assert browser.is_signed_in()

    def test_needs_no_signs_of_our_own_pages(self, world: World, provider: LyingProvider) -> None:
        assert tell(world, token(provider), origin="https://id.test").status_code == 200

    def test_counts_once(self, world: World, browser: Browser, provider: LyingProvider) -> None:
        said = token(provider, sid=None)
        browser.sign_in()
        assert tell(world, said).status_code == 200
        assert not browser.is_signed_in()
        browser.sign_in()
        assert tell(world, said).status_code == 400
        assert browser.is_signed_in()


Forge = Callable[[LyingProvider], str]
FORGED: dict[str, Forge] = {
    "signed by a stranger": lambda p: p.signed(p.header(typ="logout+jwt"), p.logout_claims(), p.strangers_key),
    "alg none": lambda p: p.unsigned({**p.header(typ="logout+jwt"), "alg": "none"}, p.logout_claims()),
    "HMAC with the public key as its secret": lambda p: p.authenticated(
        {**p.header(typ="logout+jwt"), "alg": "HS256"},
        p.logout_claims(),
        p.private_key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
    ),
    "brings its own key (jwk)": lambda p: p.signed(
        {**p.header(typ="logout+jwt"), "jwk": lying_providers.public_jwk(p.strangers_key)},
        p.logout_claims(),
        p.strangers_key,
    ),
    "names a key that nobody knows": lambda p: token(p, header={"kid": "unheard-of"}),
    "an id token by its type": lambda p: token(p, header={"typ": "JWT"}),
    "no type": lambda p: token(p, header={"typ": None}),
    "an access token by its type": lambda p: token(p, header={"typ": "at+jwt"}),
    "an id token in disguise (nonce)": lambda p: token(p, nonce="of a sign-in"),
    "made for another client": lambda p: token(p, aud="another-app"),
    "made for nobody": lambda p: token(p, aud=None),
    "another issuer": lambda p: token(p, iss="https://id.elsewhere.test"),
    "expired": lambda p: token(p, exp=p.now - 60),
    "does not expire": lambda p: token(p, exp=None),
    "does not say when it was said": lambda p: token(p, iat=None),
    "said long ago": lambda p: token(p, iat=p.now - 3600),
    "said before time began": lambda p: token(p, iat=-(10**18)),
    "said in the future": lambda p: token(p, iat=p.now + 300),
    "cannot be told from a repetition": lambda p: token(p, jti=None),
    "a jti that is no text": lambda p: token(p, jti=7),
    "speaks of no event": lambda p: token(p, events=None),
    "speaks of another event": lambda p: token(p, events={"http://schemas.openid.net/event/other": {}}),
    "speaks of its event in a list": lambda p: token(p, events=[LOGOUT_EVENT]),
    "speaks of its event in a word": lambda p: token(p, events={LOGOUT_EVENT: "yes"}),
    "does not say whose session": lambda p: token(p, sub=None, sid=None),
    "about an empty name": lambda p: token(p, sub="", sid=None),
    "about a number": lambda p: token(p, sub=7),
    "no JWT": lambda _: "hello",
    "nothing": lambda _: "",
}


@pytest.mark.parametrize("forge", [pytest.param(forge, id=name) for name, forge in FORGED.items()])
def test_a_forged_logout_ends_nothing(world: World, signed_in: Browser, provider: LyingProvider, forge: Forge) -> None:
    answer = tell(world, forge(provider))
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})
    assert signed_in.is_signed_in()
    assert tell(world, token(provider)).status_code == 200
    assert not signed_in.is_signed_in()


class TestTheForm:
    def test_has_to_be_one(self, world: World, signed_in: Browser, provider: LyingProvider) -> None:
        url = f"{world.url}/auth/back-channel-logout"
        said = token(provider)
        for body in (
            {"json": {"logout_token": said}},
            {"content": f"logout_token={said}"},
            {"data": {"another": said}},
            {"data": {"logout_token": said, "x": "a" * 40_000}},
            {"content": f"logout_token={said}&logout_token={said}", "headers": _FORM},
            {"params": {"logout_token": said}, "headers": _FORM},
        ):
            assert world.http.post(url, **body).status_code == 400
        assert signed_in.is_signed_in()
        assert tell(world, said).status_code == 200

    def test_is_refused_to_whoever_fails_too_often(self, world: World, provider: LyingProvider) -> None:
        for _ in range(20):
            assert tell(world, "guess").status_code == 400
        assert tell(world, token(provider)).status_code == 429
        world.clock.go_on(minutes=2)
        assert tell(world, token(provider)).status_code == 200


_FORM = {"content-type": "application/x-www-form-urlencoded"}
