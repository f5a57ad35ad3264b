"""
What a provider publishes and answers decides no more than it may, whatever Authlib would make of it.

Without a server: our side of a sign-in talks to the lying provider's ASGI app.
"""

import httpx2
import pytest
from starlette import requests

from samsvar.connectors import relying_parties
from samsvar.connectors.identity_providers import IdentityProvider, Registration
from samsvar.connectors.provider_answers import ProviderUnavailable
from samsvar.connectors.provider_tokens import TokenRefused
from samsvar.connectors.relying_parties import GrantRefused, RelyingParty
from tests.web.sign_in import lying_providers
from tests.web.sign_in.lying_providers import Claims, LyingProvider
from tests.web.sign_in.worlds import Clock

ISSUER = "https://id.test"
BACK = "https://samsvar.test/auth/callback"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lying(clock: Clock) -> LyingProvider:
    provider = LyingProvider(clock)
    provider.issuer = ISSUER
    provider.be_honest()
    return provider


@pytest.fixture
def party(lying: LyingProvider, clock: Clock) -> RelyingParty:
    return party_of(lying, clock)


def party_of(lying: LyingProvider, clock: Clock) -> RelyingParty:
    """Return our side, which hasn't asked the provider anything yet."""
    http = httpx2.AsyncClient(transport=httpx2.ASGITransport(lying.app))
    registration = Registration(lying_providers.CLIENT_ID, lying_providers.CLIENT_SECRET, scope="openid profile")
    provider = IdentityProvider(ISSUER, http, clock=clock, registration=registration)
    return RelyingParty(provider, client_id=lying_providers.CLIENT_ID, redirect_uri=BACK)


def request(query: str, session: Claims) -> requests.Request:
    scope = {"type": "http", "method": "GET", "query_string": query.encode(), "headers": [], "session": session}
    return requests.Request(scope)


async def begin(party: RelyingParty, session: Claims) -> dict[str, str]:
    """Begin a sign-in; return what the provider is asked."""
    sent = await party.authorization(request("", session), state="the-state", nonce="the-nonce", locale="nb")
    return lying_providers.query_of(sent.headers["location"])


async def sign_in(party: RelyingParty, lying: LyingProvider, clock: Clock) -> relying_parties.SignedIn:
    session: Claims = {}
    code = lying.code_for(await begin(party, session))
    return await party.exchange(request(f"code={code}&state=the-state", session), now=clock())


async def test_an_honest_provider_signs_in(party: RelyingParty, lying: LyingProvider, clock: Clock) -> None:
    signed_in = await sign_in(party, lying, clock)
    assert (signed_in.claims["sub"], signed_in.claims["groups"]) == ("mia-at-provider", ["kort"])


class TestWhatAProviderPublishes:
    @pytest.mark.parametrize(
        "published",
        [
            {"scope": "openid everything"},
            {"code_challenge_method": None},
            {"prompt": "none", "nonce": "planted", "login_hint": "solveig", "response_mode": "fragment"},
            {"response_type": "id_token"},
            {"redirect_uri": "https://elsewhere.test", "client_id": "another", "update_token": "x"},
            {"verify": False, "proxy": "http://elsewhere.test", "base_url": "http://elsewhere.test", "transport": None},
            {"_loaded_at": 9e12, "jwks": {"keys": []}, "grant_type": "password", "leeway": -1},
        ],
    )
    async def test_does_not_decide_how_we_ask(
        self, party: RelyingParty, lying: LyingProvider, clock: Clock, published: Claims
    ) -> None:
        """Authlib hands all of it to its HTTP client as arguments."""
        expected = await begin(party, {})
        lying.lies.metadata = lambda honest: {**honest, **published}
        another = party_of(lying, clock)
        asked = await begin(another, {})
        assert asked | {"code_challenge": ""} == expected | {"code_challenge": ""}
        assert (await sign_in(another, lying, clock)).claims["sub"] == "mia-at-provider"

    @pytest.mark.parametrize("algorithms", [["none"], ["HS256", "none"], [], "none"])
    async def test_does_not_decide_by_which_algorithms_it_is_believed(
        self, party: RelyingParty, lying: LyingProvider, clock: Clock, algorithms: object
    ) -> None:
        lying.lies.metadata = lambda honest: {**honest, "id_token_signing_alg_values_supported": algorithms}
        assert (await sign_in(party, lying, clock)).claims
        lying.lies.id_token = lambda provider, header, claims: provider.unsigned({**header, "alg": "none"}, claims)
        with pytest.raises(TokenRefused):
            await sign_in(party, lying, clock)

    @pytest.mark.parametrize(
        "lie",
        [
            {"issuer": "https://id.elsewhere.test"},
            {"issuer": None},
            {"token_endpoint": None},
            {"token_endpoint": "http://id.test/token"},
            {"authorization_endpoint": "https://somebody@id.test/authorize"},
            {"jwks_uri": "file:///keys"},
        ],
    )
    async def test_is_not_gone_by_when_it_is_not_the_issuers_or_not_safe(
        self, party: RelyingParty, lying: LyingProvider, lie: Claims
    ) -> None:
        lying.lies.metadata = lambda honest: {**honest, **lie}
        with pytest.raises(ProviderUnavailable):
            await begin(party, {})
        lying.be_honest()
        assert await begin(party, {})

    async def test_is_read_anew_after_an_hour(self, party: RelyingParty, lying: LyingProvider, clock: Clock) -> None:
        await begin(party, {})
        lying.lies.metadata = lambda honest: {**honest, "issuer": "https://id.elsewhere.test"}
        clock.go_on(minutes=59)
        await begin(party, {})
        clock.go_on(minutes=2)
        with pytest.raises(ProviderUnavailable):
            await begin(party, {})

    async def test_lets_keys_go_within_the_hour(self, party: RelyingParty, lying: LyingProvider, clock: Clock) -> None:
        """A key that the provider has withdrawn is believed no longer; Authlib alone would keep it for good."""
        await sign_in(party, lying, clock)
        lying.published = [lying_providers.public_jwk(lying.strangers_key)]
        clock.go_on(minutes=61)
        with pytest.raises(TokenRefused):
            await sign_in(party, lying, clock)


class TestTheClientsSecret:
    async def test_goes_into_the_body_where_the_provider_takes_it_there_alone(
        self, party: RelyingParty, lying: LyingProvider, clock: Clock
    ) -> None:
        lying.lies.metadata = lambda honest: {
            **honest,
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        with pytest.raises(GrantRefused, match="invalid_client"):  # This provider takes it in the header alone.
            await sign_in(party, lying, clock)
        sent = lying.token_requests[-1]
        assert (sent["client_id"], sent["client_secret"]) == (lying_providers.CLIENT_ID, lying_providers.CLIENT_SECRET)

    @pytest.mark.parametrize("methods", [None, "client_secret_post", ["client_secret_post", "client_secret_basic"]])
    async def test_goes_into_the_header_everywhere_else(
        self, party: RelyingParty, lying: LyingProvider, clock: Clock, methods: object
    ) -> None:
        lying.lies.metadata = lambda honest: {**honest, "token_endpoint_auth_methods_supported": methods}
        assert (await sign_in(party, lying, clock)).claims
        assert "client_secret" not in lying.token_requests[-1]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(httpx2.Response(200, content=b'{"issuer":' + b" " * 600_000 + b"1}"), id="too long"),
        pytest.param(httpx2.Response(200, content=b"[]"), id="a list"),
        pytest.param(httpx2.Response(200, content=b"<html>"), id="a page"),
        pytest.param(httpx2.Response(302, json={}, headers={"location": "https://elsewhere.test"}), id="a redirect"),
        pytest.param(httpx2.Response(404, json={}), id="not found"),
        pytest.param(httpx2.Response(503, json={}), id="out of order"),
    ],
)
async def test_an_answer_of_another_make_is_none(answer: httpx2.Response, clock: Clock) -> None:
    asked: list[str] = []

    def answered(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return answer

    provider = IdentityProvider(ISSUER, httpx2.AsyncClient(transport=httpx2.MockTransport(answered)), clock=clock)
    with pytest.raises(ProviderUnavailable):
        await provider.load_server_metadata()
    assert asked == [f"{ISSUER}/.well-known/openid-configuration"]


async def test_a_provider_that_cannot_be_reached_is_unavailable(clock: Clock) -> None:
    def unreachable(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("no route", request=request)

    provider = IdentityProvider(ISSUER, httpx2.AsyncClient(transport=httpx2.MockTransport(unreachable)), clock=clock)
    with pytest.raises(ProviderUnavailable, match="no route"):
        await provider.load_server_metadata()
