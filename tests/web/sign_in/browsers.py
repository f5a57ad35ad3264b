"""A browser as far as sign-in needs one: it keeps cookies, follows a redirect when it is told to, and says who it is."""

import dataclasses
from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Any

import httpx2

from tests.web.sign_in import lying_providers

SESSION = "__Host-samsvar"
ATTEMPT = "__Host-samsvar-sign-in-"


@dataclasses.dataclass
class Browser:
    """
    One person's browser, at the app with the address `url`.

    Python's own cookie jar won't send Secure cookies to http://localhost, as browsers do; so cookies are kept here.
    """

    url: str
    http: httpx2.Client
    cookies: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def own_headers(self) -> dict[str, str]:
        """What our own pages send along."""
        return {"x-samsvar-csrf": "1", "origin": self.url, "sec-fetch-site": "same-origin"}

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> httpx2.Response:
        """Go to an address of the app's; redirects are for the test to follow."""
        return self.send("GET", path, headers=headers or {})

    def post(self, path: str, *, headers: Mapping[str, str] | None = None, **body: Any) -> httpx2.Response:
        """Send what our own pages would, unless `headers` says otherwise."""
        return self.send("POST", path, headers=self.own_headers if headers is None else headers, **body)

    def send(self, method: str, path: str, *, headers: Mapping[str, str], **body: Any) -> httpx2.Response:
        """Send a request with the browser's cookies, and take over what the answer says of them."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        url = path if path.startswith("http") else self.url + path
        answer = self.http.request(method, url, headers={**headers, **({"cookie": cookie} if cookie else {})}, **body)
        for header in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(header).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
        return answer

    def begin(self, **query: str) -> str:
        """Begin a sign-in; return the address at the provider to which the browser is sent."""
        answer = self.http.get(f"{self.url}/auth/sign-in", params=query, headers=self._cookie_header())
        assert answer.status_code == 302, answer.text
        for header in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        return str(answer.headers["location"])

    def at_provider(self, address: str) -> str:
        """Go to the provider, who knows the person; return the address that it sends the browser back to."""
        answer = self.http.get(address)
        assert answer.status_code == 307, answer.text
        return str(answer.headers["location"])

    def sign_in(self, **query: str) -> httpx2.Response:
        """Sign in, all the way; return the last answer."""
        return self.get(self.at_provider(self.begin(**query)))

    def hello(self) -> httpx2.Response:
        """Ask the API for something that every signed-in person may have."""
        return self.post("/graphql", json={"query": "{ hello }"})

    def is_signed_in(self) -> bool:
        """Whether the app knows who asks."""
        status = self.hello().status_code
        assert status in (200, 401), status
        return status == 200

    def another(self) -> "Browser":
        """Return somebody else's browser: no cookie in common."""
        return Browser(self.url, self.http)

    def with_same_cookies(self) -> "Browser":
        """Return a copy, cookies and all: what a thief of them would have."""
        return Browser(self.url, self.http, dict(self.cookies))

    def _cookie_header(self) -> dict[str, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"cookie": cookie} if cookie else {}


def problem_of(answer: httpx2.Response) -> str:
    """Return which problem a page tells of, after the words for people."""
    assert answer.headers["content-type"].startswith("text/html"), answer.text
    return answer.text.partition('data-problem="')[2].partition('"')[0]


def query_of(address: str) -> dict[str, str]:
    """Return the parameters of an address."""
    return lying_providers.query_of(address)
