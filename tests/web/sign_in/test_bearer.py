"""
Integrations: what a bearer token has to be, and whom it speaks for.

The client ``machine`` of the company's issuer acts for the team Kort; tokens are RFC 9068's.
"""

import uuid
from collections.abc import Iterator, Mapping

import httpx2
import pytest
from cryptography.hazmat.primitives import serialization

from tests.web.sign_in import lying_providers
from tests.web.sign_in.browsers import SESSION, Browser
from tests.web.sign_in.lying_providers import LyingProvider
from tests.web.sign_in.worlds import World

READS = {"query": "{ hello }"}
WRITES = {"query": "mutation { write }"}


@pytest.fixture(autouse=True)
def machine(world: World) -> Iterator[None]:
    """The client, as an administrator has registered it."""
    world.execute(
        "insert into samsvar.api_clients (organisation_id, name, issuer, client_id, scopes, unit_id) values"
        f" ('{world.company.id}', 'Machine', '{world.provider.issuer}', 'machine', '{{okr:read,okr:write}}',"
        f" '{world.company.units['Kort']}')"
    )
    yield
    world.execute("delete from samsvar.api_clients")
    world.until_forgotten()


def ask(
    world: World, token: str, body: Mapping[str, str] = READS, headers: Mapping[str, str] | None = None
) -> httpx2.Response:
    sent = {"authorization": f"Bearer {token}".strip(), **(headers or {})}
    return world.http.post(f"{world.url}/graphql", json=body, headers=sent)


def token(provider: LyingProvider, *, header: dict[str, object] | None = None, **claims: object) -> str:
    """Return a token of the client's; headers and claims as given, and those that are None left out."""
    return provider.signed(provider.header(**{"typ": "at+jwt", **(header or {})}), provider.access_claims(**claims))


class TestATokenOfTheIssuer:
    def test_reads_and_writes(self, world: World, provider: LyingProvider) -> None:
        assert ask(world, token(provider)).json() == {"data": {"hello": "hello"}}
        assert ask(world, token(provider), WRITES).json() == {"data": {"write": "written"}}

    def test_acts_for_the_clients_unit(self, world: World, provider: LyingProvider) -> None:
        assert ask(world, token(provider), {"query": "{ who }"}).json() == {"data": {"who": ["INTEGRATION"]}}

    def test_may_be_made_for_several_audiences_and_say_its_type_in_full(
        self, world: World, provider: LyingProvider
    ) -> None:
        several = token(provider, header={"typ": "application/at+jwt"}, aud=["other", lying_providers.AUDIENCE])
        assert ask(world, several).status_code == 200

    def test_may_query_by_get(self, world: World, provider: LyingProvider) -> None:
        headers = {"authorization": f"bearer {token(provider)}"}
        answer = world.http.get(f"{world.url}/graphql", params=READS, headers=headers)
        assert answer.json() == {"data": {"hello": "hello"}}


FORGED = {
    "made for another API": lambda p: token(p, aud="https://other.test/api"),
    "made for our own sign-in": lambda p: token(p, aud=lying_providers.CLIENT_ID),
    "made for nobody": lambda p: token(p, aud=None),
    "another issuer, whose word nobody takes": lambda p: token(p, iss="https://id.elsewhere.test"),
    "an issuer within our network": lambda p: token(p, iss="http://169.254.169.254"),
    "no issuer": lambda p: token(p, iss=None),
    "an issuer that is no text": lambda p: token(p, iss=["a"]),
    "expired": lambda p: token(p, exp=p.now - 60),
    "does not expire": lambda p: token(p, exp=None),
    "expires at infinity": lambda p: token(p, exp=float("inf")),
    "not valid yet": lambda p: token(p, nbf=p.now + 300),
    "issued in the future": lambda p: token(p, iat=p.now + 300),
    "no client": lambda p: token(p, client_id=None),
    "no subject": lambda p: token(p, sub=None),
    "no scope": lambda p: token(p, scope=None),
    "an unknown client": lambda p: token(p, sub="stranger", client_id="stranger"),
    "a client's name in a person's token": lambda p: token(p, sub="machine", client_id="another-app"),
    "an id token": lambda p: token(p, header={"typ": "JWT"}),
    "no type": lambda p: token(p, header={"typ": None}),
    "a logout token": lambda p: token(p, header={"typ": "logout+jwt"}),
    "alg none": lambda p: p.unsigned({**p.header(typ="at+jwt"), "alg": "none"}, p.access_claims()),
    "no alg": lambda p: p.unsigned({"typ": "at+jwt", "kid": "ours"}, p.access_claims()),
    "HMAC with the public key as its secret": lambda p: p.authenticated(
        {**p.header(typ="at+jwt"), "alg": "HS256"},
        p.access_claims(),
        p.private_key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
    ),
    "signed by a stranger": lambda p: p.signed(p.header(typ="at+jwt"), p.access_claims(), p.strangers_key),
    "says PS256 and is signed otherwise": lambda p: token(p, header={"alg": "PS256"}),
    "brings its own key (jwk)": lambda p: p.signed(
        {**p.header(typ="at+jwt"), "jwk": lying_providers.public_jwk(p.strangers_key)},
        p.access_claims(),
        p.strangers_key,
    ),
    "points to its own keys (jku)": lambda p: p.signed(
        {**p.header(typ="at+jwt"), "jku": "http://localhost:1/keys"}, p.access_claims(), p.strangers_key
    ),
    "points to its own certificate (x5u)": lambda p: p.signed(
        {**p.header(typ="at+jwt"), "x5u": "http://localhost:1/c"}, p.access_claims(), p.strangers_key
    ),
    "asks to be understood in a new way (crit)": lambda p: token(p, header={"crit": ["exp"]}),
    "names a key that nobody knows": lambda p: token(p, header={"kid": "unheard-of"}),
    "claims exchanged under a signature": lambda p: ".".join(
        [token(p).split(".")[0], lying_providers.part(p.access_claims(scope="okr:write")), token(p).split(".")[2]]
    ),
    "not a JWT": lambda _: "hello",
    "three dots": lambda _: "...",
    "an unreadable head": lambda p: "e30." + token(p).split(".", 1)[1],
    "a head that is a list": lambda p: "W10." + token(p).split(".", 1)[1],
    "empty": lambda _: "",
    "endless": lambda _: "a." * 10_000,
    "like one of our own": lambda _: "samsvar_" + "A" * 43,
}


@pytest.mark.parametrize("forge", [pytest.param(forge, id=name) for name, forge in FORGED.items()])
def test_a_forged_token_opens_nothing(world: World, provider: LyingProvider, forge: object) -> None:
    assert callable(forge)
    assert ask(world, token(provider)).status_code == 200
    answer = ask(world, forge(provider))
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert "data" not in answer.json()


class TestScopes:
    def test_reading_does_not_allow_writing(self, world: World, provider: LyingProvider) -> None:
        reader = token(provider, scope="okr:read")
        assert ask(world, reader).status_code == 200
        refused = ask(world, reader, WRITES)
        assert refused.status_code == 403
        assert 'error="insufficient_scope", scope="okr:write"' in refused.headers["www-authenticate"]

    def test_writing_does_not_allow_reading(self, world: World, provider: LyingProvider) -> None:
        assert ask(world, token(provider, scope="okr:write")).status_code == 403

    @pytest.mark.parametrize("scope", ["", "openid profile", "okr", "okr:*", "OKR:READ", "okr:readokr:write"])
    def test_other_scopes_allow_nothing(self, world: World, provider: LyingProvider, scope: str) -> None:
        assert ask(world, token(provider, scope=scope)).status_code == 403

    def test_a_token_allows_no_more_than_its_client_may(self, world: World, provider: LyingProvider) -> None:
        world.execute("update samsvar.api_clients set scopes = '{okr:read}'")
        both = token(provider)
        assert ask(world, both).status_code == 200
        assert ask(world, both, WRITES).status_code == 403


class TestTheEndOfAToken:
    @pytest.mark.parametrize("change", ["revoked_at = now()", "valid_until = now()"])
    def test_comes_with_the_clients_within_seconds(self, world: World, provider: LyingProvider, change: str) -> None:
        mine = token(provider)
        assert ask(world, mine).status_code == 200
        world.execute(f"update samsvar.api_clients set {change}")
        world.until_forgotten()
        assert ask(world, mine).status_code == 401

    def test_comes_when_it_says_so_though_it_was_just_used(self, world: World, provider: LyingProvider) -> None:
        mine = token(provider, exp=provider.now + 1)
        assert ask(world, mine).status_code == 200
        world.clock.go_on(seconds=32)  # The leeway is 30 seconds.
        assert ask(world, mine).status_code == 401


class TestKeys:
    def test_that_are_new_are_fetched_and_strangers_do_not_make_us_ask_often(
        self, world: World, provider: LyingProvider
    ) -> None:
        assert ask(world, token(provider)).status_code == 200
        world.clock.go_on(minutes=1)
        before = provider.asked_for_keys
        for number in range(20):
            assert ask(world, token(provider, header={"kid": f"guess-{number}"})).status_code == 401
        assert provider.asked_for_keys - before == 1
        provider.published.append(lying_providers.public_jwk(provider.strangers_key, "new"))
        world.clock.go_on(minutes=1)
        new = provider.signed(
            provider.header(typ="at+jwt", kid="new"), provider.access_claims(), provider.strangers_key
        )
        assert ask(world, new).status_code == 200

    def test_that_were_withdrawn_are_forgotten_within_the_hour(self, world: World, provider: LyingProvider) -> None:
        assert ask(world, token(provider)).status_code == 200
        provider.published[:] = [lying_providers.public_jwk(provider.strangers_key, "new")]
        world.clock.go_on(hours=1, minutes=1)
        assert ask(world, token(provider)).status_code == 401
        provider.be_honest()
        world.clock.go_on(hours=2)
        assert ask(world, token(provider)).status_code == 200


class TestAPersonsToken:
    @pytest.fixture(autouse=True)
    def known(self, browser: Browser) -> None:
        """Mia has signed in before, so that the organisation knows her."""
        assert browser.sign_in().status_code == 303

    def test_speaks_for_the_person_with_the_roles_of_today(self, world: World, provider: LyingProvider) -> None:
        hers = token(provider, sub="mia-at-provider", client_id="some-app")
        assert ask(world, hers, {"query": "{ who }"}).json() == {"data": {"who": ["MEMBER"]}}

    def test_of_somebody_who_never_signed_in_opens_nothing(self, world: World, provider: LyingProvider) -> None:
        assert ask(world, token(provider, sub="nobody", client_id="some-app")).status_code == 401

    def test_of_somebody_who_left_opens_nothing(self, world: World, provider: LyingProvider) -> None:
        hers = token(provider, sub="mia-at-provider", client_id="some-app")
        assert ask(world, hers).status_code == 200
        world.execute("update samsvar.people set left_at = now() where subject = 'mia-at-provider'")
        world.until_forgotten()
        assert ask(world, hers).status_code == 401


class TestTheHeader:
    def test_goes_before_the_cookie_and_is_not_helped_by_it(
        self, world: World, signed_in: Browser, provider: LyingProvider
    ) -> None:
        cookie = f"{SESSION}={signed_in.cookies[SESSION]}"
        good, bad = token(provider), token(provider, exp=provider.now - 60)
        as_machine = ask(world, good, {"query": "{ who }"}, headers={"cookie": cookie})
        assert as_machine.json() == {"data": {"who": ["INTEGRATION"]}}
        assert ask(world, bad, headers={"cookie": cookie}).status_code == 401

    def test_may_not_be_there_twice(self, world: World, provider: LyingProvider) -> None:
        headers = [("authorization", f"Bearer {token(provider)}")]
        one = world.http.post(f"{world.url}/graphql", json=READS, headers=headers)
        two = world.http.post(f"{world.url}/graphql", json=READS, headers=headers * 2)
        assert (one.status_code, two.status_code) == (200, 401)

    def test_counts_nowhere_else(self, world: World, provider: LyingProvider) -> None:
        answer = world.http.post(
            f"{world.url}/graphql?access_token={token(provider)}",
            json=READS,
            headers={"origin": world.url, "x-samsvar-csrf": "1"},
        )
        assert answer.status_code == 401

    def test_names_the_organisation_that_is_meant(self, world: World, provider: LyingProvider) -> None:
        mine, here = token(provider), f"organisation_{world.company.id}"
        assert ask(world, mine, headers={"x-samsvar-organisation": here}).status_code == 200
        for other in (f"organisation_{uuid.uuid4()}", str(world.company.id), "nonsense", ""):
            assert ask(world, mine, headers={"x-samsvar-organisation": other}).status_code == 401


class TestTwoOrganisations:
    @pytest.fixture
    def other(self, world: World) -> Iterator[str]:
        """Another organisation that knows the same client of the same issuer."""
        founded = world.execute(
            "with o as (insert into samsvar.organisations (name, slug) values ('Sørlys', 'sorlys') returning id),"
            " u as (insert into samsvar.units (organisation_id, kind, name, path, valid_from)"
            " select id, 'COMPANY', 'Sørlys', '999999/', '2024-01-01' from o returning organisation_id, id),"
            " c as (insert into samsvar.api_clients (organisation_id, name, issuer, client_id, scopes, unit_id) select"
            f" organisation_id, 'Machine', '{world.provider.issuer}', 'machine', '{{okr:read}}', id from u)"
            " insert into samsvar.organisation_issuers (organisation_id, issuer, admission)"
            f" select id, '{world.provider.issuer}', 'MAPPED_GROUPS' from o returning organisation_id"
        )
        yield founded
        world.execute(
            f"delete from samsvar.api_clients where organisation_id = '{founded}';"
            f"delete from samsvar.organisation_issuers where organisation_id = '{founded}'"
        )

    def test_that_both_know_a_client_have_to_be_told_apart(
        self, world: World, provider: LyingProvider, other: str
    ) -> None:
        mine = token(provider)
        assert ask(world, mine).status_code == 401
        for organisation in (str(world.company.id), other):
            answer = ask(
                world,
                mine,
                {"query": "{ organisation }"},
                headers={"x-samsvar-organisation": f"organisation_{organisation}"},
            )
            assert answer.json() == {"data": {"organisation": organisation}}


def test_what_is_remembered_of_a_token_holds_for_the_organisation_asked_for(
    world: World, provider: LyingProvider
) -> None:
    mine, here = token(provider), f"organisation_{world.company.id}"
    assert ask(world, mine, headers={"x-samsvar-organisation": here}).status_code == 200
    assert ask(world, mine, headers={"x-samsvar-organisation": f"organisation_{uuid.UUID(int=0)}"}).status_code == 401
