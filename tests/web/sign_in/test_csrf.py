"""What changes something comes from our own pages, whoever is signed in; what a link can do changes nothing."""

import pytest

from tests.web.sign_in.browsers import SESSION, Browser

PATHS = ["/graphql", "/auth/sign-out", "/auth/organisation", "/auth/founding", "/anything"]


@pytest.fixture
def own(browser: Browser) -> dict[str, str]:
    return dict(browser.own_headers)


def test_our_own_pages_are_served(signed_in: Browser) -> None:
    assert signed_in.post("/graphql", json={"query": "mutation { write }"}).json() == {"data": {"write": "written"}}


def test_browsers_that_do_not_say_where_from_are_served(signed_in: Browser, own: dict[str, str]) -> None:
    del own["sec-fetch-site"]
    assert signed_in.post("/graphql", headers=own, json={"query": "{ hello }"}).status_code == 200


FOREIGN: dict[str, dict[str, str | None]] = {
    "a form of another site": {
        "x-samsvar-csrf": None,
        "origin": "https://evil.example",
        "sec-fetch-site": "cross-site",
    },
    "no header": {"x-samsvar-csrf": None},
    "a header that says no": {"x-samsvar-csrf": "0"},
    "an empty header": {"x-samsvar-csrf": ""},
    "another site": {"origin": "https://evil.example"},
    "another port of this machine": {"origin": "http://localhost:1"},
    "another scheme": {"origin": "https://localhost"},
    "our name as part of another": {"origin": "http://localhost.evil.example"},
    "a page without origin": {"origin": "null"},
    "no origin": {"origin": None},
    "an empty origin": {"origin": ""},
    "another site, by the browser's word": {"sec-fetch-site": "cross-site"},
    "a subdomain, by the browser's word": {"sec-fetch-site": "same-site"},
    "the address bar, by the browser's word": {"sec-fetch-site": "none"},
    "Basic credentials, which browsers send by themselves": {
        "x-samsvar-csrf": None,
        "authorization": "Basic bWlhOm1pYQ==",
    },
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("changed", [pytest.param(changed, id=name) for name, changed in FOREIGN.items()])
def test_a_foreign_request_is_refused(
    signed_in: Browser, own: dict[str, str], path: str, changed: dict[str, str | None]
) -> None:
    headers = {name: value for name, value in {**own, **changed}.items() if value is not None}
    answer = signed_in.post(path, headers=headers, json={"query": "mutation { write }"})
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["extensions"]["code"] == "FOREIGN_REQUEST"
    assert signed_in.is_signed_in()


def test_a_foreign_request_is_refused_to_strangers_too(browser: Browser) -> None:
    assert browser.post("/graphql", headers={}, json={"query": "{ hello }"}).status_code == 403
    assert browser.post("/graphql", json={"query": "{ hello }"}).status_code == 401


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "post", "POSTx"])
def test_every_method_that_is_not_safe_counts(signed_in: Browser, method: str) -> None:
    assert signed_in.send(method, "/graphql", headers={}).status_code in (400, 403)


def test_two_origins_are_none(signed_in: Browser) -> None:
    headers = [("origin", signed_in.url), ("origin", signed_in.url), ("x-samsvar-csrf", "1")]
    cookie = ("cookie", f"{SESSION}={signed_in.cookies[SESSION]}")
    one = signed_in.http.post(f"{signed_in.url}/auth/sign-out", headers=[*headers[1:], ("cookie", f"{SESSION}=x")])
    two = signed_in.http.post(f"{signed_in.url}/auth/sign-out", headers=[*headers, cookie])
    assert (one.status_code, two.status_code) == (200, 403)


class TestALink:
    @pytest.mark.parametrize("query", ["{ hello }", "mutation { write }"])
    def test_queries_nothing_by_cookie(self, signed_in: Browser, query: str) -> None:
        answer = signed_in.http.get(
            f"{signed_in.url}/graphql",
            params={"query": query},
            headers={"cookie": f"{SESSION}={signed_in.cookies[SESSION]}"},
        )
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")

    @pytest.mark.parametrize(
        "path", ["/auth/sign-out", "/auth/organisation", "/auth/token", "/auth/back-channel-logout"]
    )
    def test_changes_nothing(self, signed_in: Browser, path: str) -> None:
        assert signed_in.get(path).status_code == 405
        assert signed_in.is_signed_in()
