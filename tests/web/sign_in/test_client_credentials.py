"""Our own API clients: an id and a secret for a short-lived token, and what that opens."""

import base64
import hashlib
from collections.abc import Iterator

import httpx2
import pytest

from tests.web.sign_in.worlds import World

SECRET = "samsvar_secret_of_the_client"
GRANT = {"grant_type": "client_credentials"}


@pytest.fixture(autouse=True)
def ours(world: World) -> Iterator[None]:
    """The client ``ours``, which may read and acts for the team Kort."""
    digest = hashlib.sha256(SECRET.encode()).hexdigest()
    world.execute(
        "insert into samsvar.api_clients (organisation_id, name, client_id, secret_hash, scopes, unit_id) values"
        f" ('{world.company.id}', 'Ours', 'ours', '\\x{digest}', '{{okr:read}}', '{world.company.units['Kort']}')"
    )
    yield
    world.execute("delete from samsvar.api_clients")


def ask_for_token(
    world: World, client: str = "ours", secret: str = SECRET, form: dict[str, str] = GRANT
) -> httpx2.Response:
    basic = base64.b64encode(f"{client}:{secret}".encode()).decode()
    return world.http.post(f"{world.url}/auth/token", data=form, headers={"authorization": f"Basic {basic}"})


def ask(world: World, token: str, query: str = "{ hello }") -> int:
    headers = {"authorization": f"Bearer {token}"}
    return world.http.post(f"{world.url}/graphql", json={"query": query}, headers=headers).status_code


class TestAToken:
    def test_is_given_for_the_secret_and_opens_what_the_client_may(self, world: World) -> None:
        answer = ask_for_token(world)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        given = answer.json()
        assert (given["token_type"], given["expires_in"], given["scope"]) == ("Bearer", 600, "okr:read")
        assert ask(world, given["access_token"]) == 200
        assert ask(world, given["access_token"], "mutation { write }") == 403

    def test_is_given_for_a_secret_in_the_form_too(self, world: World) -> None:
        form = {**GRANT, "client_id": "ours", "client_secret": SECRET}
        answer = world.http.post(f"{world.url}/auth/token", data=form)
        assert ask(world, answer.json()["access_token"]) == 200

    def test_is_another_one_each_time_and_not_kept_as_such(self, world: World) -> None:
        first, second = (ask_for_token(world).json()["access_token"] for _ in range(2))
        assert first != second
        kept = world.execute("select t::text from samsvar.api_tokens t")
        assert hashlib.sha256(first.encode()).hexdigest() in kept
        assert first not in kept

    def test_lasts_ten_minutes(self, world: World) -> None:
        token = ask_for_token(world).json()["access_token"]
        world.clock.go_on(minutes=9)
        assert ask(world, token) == 200
        world.clock.go_on(minutes=2)
        assert ask(world, token) == 401

    def test_lasts_no_longer_than_its_client(self, world: World) -> None:
        world.execute(f"update samsvar.api_clients set valid_until = '{world.clock()}'::timestamptz + '1 minute'")
        given = ask_for_token(world).json()
        assert 50 <= given["expires_in"] <= 60
        assert ask(world, given["access_token"]) == 200
        world.clock.go_on(minutes=2)
        assert ask(world, given["access_token"]) == 401

    def test_ends_with_its_client_within_seconds(self, world: World) -> None:
        token = ask_for_token(world).json()["access_token"]
        assert ask(world, token) == 200
        world.execute("update samsvar.api_clients set revoked_at = now()")
        world.until_forgotten()
        assert ask(world, token) == 401

    def test_is_one_letter_from_opening_nothing(self, world: World) -> None:
        token = ask_for_token(world).json()["access_token"]
        changed = token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]
        assert ask(world, changed) == 401


class TestARefusal:
    @pytest.mark.parametrize(
        ("client", "secret"),
        [("ours", "guess"), ("ours", ""), ("theirs", SECRET), ("", SECRET), ("OURS", SECRET), ("ours", SECRET + " ")],
    )
    def test_meets_who_does_not_know_both(self, world: World, client: str, secret: str) -> None:
        answer = ask_for_token(world, client, secret)
        assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})
        assert answer.headers["www-authenticate"].startswith("Basic")
        assert ask_for_token(world).status_code == 200

    @pytest.mark.parametrize("change", ["revoked_at = now()", "valid_until = now()", "issuer = 'https://id.test'"])
    def test_meets_a_client_that_is_no_longer_ours(self, world: World, change: str) -> None:
        assert ask_for_token(world).status_code == 200
        world.execute(f"update samsvar.api_clients set {change}")
        assert ask_for_token(world).status_code == 401

    @pytest.mark.parametrize("scope", ["okr:write", "okr:read okr:write", "admin"])
    def test_meets_who_asks_for_more_than_they_may(self, world: World, scope: str) -> None:
        answer = ask_for_token(world, form={**GRANT, "scope": scope})
        assert (answer.status_code, answer.json()) == (400, {"error": "invalid_scope"})

    @pytest.mark.parametrize("grant", ["password", "authorization_code", "refresh_token", ""])
    def test_meets_another_grant(self, world: World, grant: str) -> None:
        assert ask_for_token(world, form={"grant_type": grant}).json() == {"error": "unsupported_grant_type"}

    def test_meets_who_proves_it_in_two_ways(self, world: World) -> None:
        answer = ask_for_token(world, form={**GRANT, "client_id": "ours", "client_secret": SECRET})
        assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})

    @pytest.mark.parametrize("header", ["Basic", "Basic !!!", "Basic /////w==", "Bearer x"])
    def test_meets_an_unreadable_proof(self, world: World, header: str) -> None:
        answer = world.http.post(f"{world.url}/auth/token", data=GRANT, headers={"authorization": header})
        assert answer.status_code in (400, 401)

    def test_meets_who_guesses_too_often_and_passes(self, world: World) -> None:
        for number in range(20):
            assert ask_for_token(world, secret=f"guess {number}").status_code == 401
        assert ask_for_token(world).status_code == 429
        world.clock.go_on(minutes=2)
        assert ask_for_token(world).status_code == 200
