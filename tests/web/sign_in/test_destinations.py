"""After a sign-in people land where they wanted to go, if that is a place of ours."""

from urllib.parse import urljoin, urlsplit

import pytest

from tests.web.sign_in.browsers import Browser


@pytest.mark.parametrize(
    "wanted",
    [
        "/",
        "/units/kort?tab=results&cycle=2026-1#kr-3",
        "/search?q=l%C3%A5n+%26+kort",
        "/a/b/c/",
        "/okr?next=//evil.example",
    ],
)
def test_places_of_ours_are_reached(browser: Browser, wanted: str) -> None:
    assert browser.sign_in(next=wanted).headers["location"] == browser.url + wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "http:evil.example",
        "//evil.example",
        "///evil.example",
        "////evil.example/%2e%2e",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/%09/evil.example\r\nset-cookie: a=b",
        "/.//evil.example",
        "/..//evil.example",
        "/./\\evil.example",
        "/%2e%2e//evil.example",
        "/a/../..//evil.example",
        "javascript:alert(1)",
        "data:text/html,hei",
        "evil.example",
        "@evil.example",
        ".evil.example",
        ":1@evil.example",
        "?next=//evil.example",
        "/\u2028/evil.example",
        "/／evil.example",
        "/auth/sign-out",
        "/auth/../auth/sign-in",
        "/" + "a" * 5_000,
        "",
    ],
)
def test_all_else_leads_home(browser: Browser, wanted: str) -> None:
    location = browser.sign_in(next=wanted).headers["location"]
    assert location == f"{browser.url}/"
    assert urlsplit(urljoin(browser.url, location)).netloc == urlsplit(browser.url).netloc
