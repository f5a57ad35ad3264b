"""What a provider answers is believed for its signature and for what it says, and for nothing less."""

import base64
import hashlib
import json
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives import serialization

from tests.web.sign_in import lying_providers
from tests.web.sign_in.browsers import SESSION, Browser, problem_of
from tests.web.sign_in.lying_providers import Claims, Header, LyingProvider

Forge = Callable[[LyingProvider, Header, Claims], str | None]


def saying(**changed: object) -> Forge:
    """Return a forger of tokens that are the provider's own, but say something else (None: don't say it)."""
    return lambda provider, header, claims: provider.signed(
        header, {name: value for name, value in {**claims, **changed}.items() if value is not None}
    )


def later(name: str, seconds: float) -> Forge:
    return lambda provider, header, claims: provider.signed(header, {**claims, name: provider.now + seconds})


def headed(**changed: object) -> Forge:
    return lambda provider, header, claims: provider.signed({**header, **changed}, claims)


def by_stranger(**changed: object) -> Forge:
    return lambda provider, header, claims: provider.signed({**header, **changed}, claims, provider.strangers_key)


def with_public_key_as_secret(provider: LyingProvider, header: Header, claims: Claims) -> str:
    pem = provider.private_key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return provider.authenticated({**header, "alg": "HS256"}, claims, pem)


def with_published_secret(provider: LyingProvider, header: Header, claims: Claims) -> str:
    secret = b"0" * 32
    provider.published.insert(0, {"kty": "oct", "kid": "secret", "k": base64.urlsafe_b64encode(secret).decode()[:43]})
    return provider.authenticated({**header, "alg": "HS256", "kid": "secret"}, claims, secret)


def bringing_its_key(provider: LyingProvider, header: Header, claims: Claims) -> str:
    key = provider.strangers_key
    return provider.signed({**header, "kid": "theirs", "jwk": lying_providers.public_jwk(key, "theirs")}, claims, key)


def with_its_access_token(provider: LyingProvider, header: Header, claims: Claims) -> str:
    half = hashlib.sha256(lying_providers.ACCESS_TOKEN.encode()).digest()[:16]
    return provider.signed(header, {**claims, "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode()})


def cut(provider: LyingProvider, header: Header, claims: Claims) -> str:
    return provider.signed(header, claims).rpartition(".")[0] + "."


def swapped(provider: LyingProvider, header: Header, claims: Claims) -> str:
    """Somebody else's claims under the provider's signature of Mia's."""
    head, _, signature = provider.signed(header, claims).split(".")
    return f"{head}.{lying_providers.part({**claims, 'sub': 'solveig'})}.{signature}"


REFUSED: dict[str, Forge] = {
    "no token at all": lambda *_: None,
    "no JWT": lambda *_: "a.b.c",
    "signed by a stranger under the provider's key id": by_stranger(),
    "signature cut off": cut,
    "claims exchanged under a signature": swapped,
    "alg none, without signature": lambda provider, header, claims: provider.unsigned(
        {**header, "alg": "none"}, claims
    ),
    "alg None, spelt otherwise": lambda provider, header, claims: provider.unsigned({**header, "alg": "nOnE"}, claims),
    "HMAC with the public key as its secret": with_public_key_as_secret,
    "HMAC with a secret from the published keys": with_published_secret,
    "brings its own key (jwk)": bringing_its_key,
    "points to its own keys (jku)": by_stranger(kid="theirs", jku="http://localhost:1/keys"),
    "points to its own certificate (x5u)": by_stranger(kid="theirs", x5u="http://localhost:1/certificate"),
    "brings its own certificate (x5c)": by_stranger(kid="theirs", x5c=["MIIB"]),
    "brings the provider's key, signed by it": lambda provider, header, claims: provider.signed(
        {**header, "jwk": lying_providers.public_jwk(provider.private_key)}, claims
    ),
    "points elsewhere for keys, signed by the provider": headed(jku="http://localhost:1/keys"),
    "brings a certificate, signed by the provider": headed(x5c=["MIIB"]),
    "asks to be understood in a new way (crit)": headed(crit=["exp"]),
    "names a key that nobody knows": headed(kid="unheard-of"),
    "is an access token by its type": headed(typ="at+jwt"),
    "is a logout token by its type": headed(typ="logout+jwt"),
    "another issuer": saying(iss="https://id.elsewhere.test"),
    "the issuer with a slash more": lambda provider, header, claims: provider.signed(
        header, {**claims, "iss": provider.issuer + "/"}
    ),
    "no issuer": saying(iss=None),
    "made for another client": saying(aud="another-app"),
    "made for nobody": saying(aud=None),
    "made for several, and not said for which of them": saying(aud=["samsvar", "another-app"]),
    "made for several, on behalf of another": saying(aud=["samsvar", "another-app"], azp="another-app"),
    "made on behalf of another": saying(azp="another-app"),
    "expired": later("exp", -60),
    "does not expire": saying(exp=None),
    "expires at no number": saying(exp="tomorrow"),
    "not valid yet": later("nbf", 300),
    "issued in the future": later("iat", 300),
    "does not say when it was issued": saying(iat=None),
    "of another sign-in": saying(nonce="of another sign-in"),
    "of no sign-in": saying(nonce=None),
    "about nobody": saying(sub=None),
    "about nobody in particular": saying(sub=""),
    "about a number": saying(sub=7),
    "about a name without end": saying(sub="x" * 300),
    "with another access token": saying(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "with a list of access tokens": saying(at_hash=["AAAAAAAAAAAAAAAAAAAAAA"]),
    "made for an object": saying(aud={"samsvar": True}),
    "of a list of sign-ins": saying(nonce=["one", "another"]),
}


def test_an_honest_answer_signs_in(browser: Browser) -> None:
    answer = browser.sign_in(next="/units")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{browser.url}/units")
    assert browser.is_signed_in()


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(saying(aud=["samsvar", "another-app"], azp="samsvar"), id="made for several, on our behalf"),
        pytest.param(headed(typ="JWT"), id="typ JWT"),
        pytest.param(with_its_access_token, id="with its access token"),
    ],
)
def test_unusual_and_honest_ones_sign_in_too(browser: Browser, provider: LyingProvider, forge: Forge) -> None:
    """So that what is refused below is refused for its lie, and not for being unusual."""
    provider.lies.id_token = forge
    browser.sign_in()
    assert browser.is_signed_in()


@pytest.mark.parametrize("forge", [pytest.param(forge, id=name) for name, forge in REFUSED.items()])
def test_a_forged_id_token_signs_nobody_in(browser: Browser, provider: LyingProvider, forge: Forge) -> None:
    provider.lies.id_token = forge
    answer = browser.sign_in()
    assert (answer.status_code, problem_of(answer)) == (400, "refused")
    assert SESSION not in browser.cookies
    assert not browser.is_signed_in()


def test_a_userinfo_endpoint_that_speaks_of_somebody_else_signs_nobody_in(
    browser: Browser, provider: LyingProvider
) -> None:
    provider.lies.userinfo = lambda claims: {**claims, "sub": "solveig", "groups": ["administrators"]}
    assert problem_of(browser.sign_in()) == "refused"
    assert not browser.is_signed_in()


def test_the_id_token_goes_before_what_the_userinfo_endpoint_says(browser: Browser, provider: LyingProvider) -> None:
    provider.lies.id_token = saying(groups=["nobody-knows"])
    answer = browser.sign_in()
    assert (answer.status_code, problem_of(answer)) == (403, "not-admitted")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"token_type": "mac"}, "unavailable", id="a token of another kind"),
        pytest.param({"access_token": None}, "unavailable", id="no access token"),
        pytest.param({"id_token": ["a", "list"]}, "refused", id="an id token that is no text"),
        pytest.param({"expires_in": "soon"}, "unavailable", id="a token that expires at no number"),
        pytest.param({"expires_at": [1]}, "unavailable", id="a token that expires at a list"),
        pytest.param({"error": "invalid_grant"}, "refused", id="an error beside a token"),
    ],
)
def test_an_odd_answer_signs_nobody_in(browser: Browser, provider: LyingProvider, change: Claims, problem: str) -> None:
    provider.lies.token_answer = lambda answer: {**answer, **change}
    assert problem_of(browser.sign_in()) == problem
    assert not browser.is_signed_in()


def test_an_answer_that_brings_its_own_userinfo_instead_of_an_id_token_signs_nobody_in(
    browser: Browser, provider: LyingProvider
) -> None:
    """Authlib puts what the id token says under that name; without one it would leave what stood there."""
    provider.lies.id_token = lambda *_: None
    provider.lies.token_answer = lambda answer: {**answer, "userinfo": dict(provider.person)}
    assert problem_of(browser.sign_in()) == "refused"
    assert not browser.is_signed_in()


@pytest.mark.parametrize("status", [201, 203, 302, 402, 404, 429])
def test_tokens_under_another_status_than_success_sign_nobody_in(
    browser: Browser, provider: LyingProvider, status: int
) -> None:
    provider.lies.token_status = status
    assert problem_of(browser.sign_in()) == "unavailable"
    assert not browser.is_signed_in()


def test_a_token_that_is_over_in_a_moment_is_not_refreshed_while_signing_in(
    browser: Browser, provider: LyingProvider
) -> None:
    """Authlib does that when it asks the userinfo endpoint, and what it gets in return is lost."""
    provider.lies.token_answer = lambda answer: {**answer, "expires_in": 30}
    before = len(provider.token_requests)
    browser.sign_in()
    assert browser.is_signed_in()
    assert [request["grant_type"] for request in provider.token_requests[before:]] == ["authorization_code"]


def test_a_provider_out_of_order_is_told_calmly(browser: Browser, provider: LyingProvider) -> None:
    provider.lies.is_down = True
    answer = browser.sign_in(lang="de")
    assert (answer.status_code, problem_of(answer)) == (503, "unavailable")
    assert "Die Anmeldung antwortet nicht" in answer.text
    assert answer.headers["retry-after"]


def test_what_is_shown_does_not_tell_why(browser: Browser, provider: LyingProvider) -> None:
    provider.lies.id_token = saying(aud="another-app")
    answer = browser.sign_in()
    assert "aud" not in json.dumps(dict(answer.headers)) + answer.text.partition("<main")[2]
