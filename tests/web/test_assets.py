"""The built app, as browsers get it."""

import pathlib
import re
from collections.abc import AsyncIterator

import httpx2
import pytest

from samsvar.web import assets, security_headers

SCRIPT = "console.log(1);\n" * 200


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text('<meta property="csp-nonce" nonce="SAMSVAR_NONCE"><div id="root"></div>')
    (tmp_path / "graphiql.html").write_text("<title>GraphiQL</title>")
    (tmp_path / "assets" / "app-3f2a.js").write_text(SCRIPT)
    (tmp_path / "mark.svg").write_text("<svg/>")
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text("{}")
    return tmp_path


@pytest.fixture
async def browser(folder: pathlib.Path) -> AsyncIterator[httpx2.AsyncClient]:
    app = security_headers.SecurityHeaders(assets.SinglePageApp(assets.Assets(folder)), is_https=True)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="https://okr.example") as client:
        yield client


async def test_files_named_by_their_content_are_kept_for_ever(browser: httpx2.AsyncClient) -> None:
    response = await browser.get("/assets/app-3f2a.js")
    assert response.text == SCRIPT
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers["content-type"].startswith("text/javascript")
    assert response.headers["content-encoding"] == "gzip"


async def test_a_client_that_does_not_unpack_gets_the_file_as_it_is(browser: httpx2.AsyncClient) -> None:
    response = await browser.get("/assets/app-3f2a.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in response.headers
    assert response.text == SCRIPT


async def test_other_files_are_asked_for_again_and_sent_only_when_changed(browser: httpx2.AsyncClient) -> None:
    first = await browser.get("/mark.svg")
    assert first.headers["cache-control"] == "no-cache"
    again = await browser.get("/mark.svg", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/", "/pyramid", "/units/unit_0193/contribution", "/index"])
async def test_every_place_in_the_app_is_the_page(browser: httpx2.AsyncClient, path: str) -> None:
    response = await browser.get(path)
    assert response.status_code == 200
    assert '<div id="root">' in response.text
    assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["/assets/app-0000.js", "/assets/", "/favicon.ico", "/.vite/manifest.json", "/index.html", "/graphiql.html",
     "/../settings.py", "/assets/..%2f..%2fsettings.py", "/assets/%2e%2e/index.html"],
)  # fmt: skip
async def test_what_is_no_file_of_ours_is_not_found(browser: httpx2.AsyncClient, path: str) -> None:
    assert (await browser.get(path)).status_code == 404


@pytest.mark.parametrize(
    "path", ["/graphql/", "/graphql/x", "/graphiql", "/graphiql/x", "/auth/x", "/health", "/health/x"]
)
async def test_what_looks_like_the_servers_own_is_no_place_in_the_app(browser: httpx2.AsyncClient, path: str) -> None:
    assert (await browser.get(path)).status_code == 404


async def test_a_place_may_begin_like_a_path_of_the_server(browser: httpx2.AsyncClient) -> None:
    assert (await browser.get("/healthy")).status_code == 200


async def test_nothing_is_posted_to_a_page(browser: httpx2.AsyncClient) -> None:
    response = await browser.post("/pyramid")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")


async def test_an_app_that_was_not_built_says_so(tmp_path: pathlib.Path) -> None:
    app = assets.SinglePageApp(assets.Assets(tmp_path / "nothing"))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://okr.example") as client:
        response = await client.get("/")
    assert response.status_code == 503
    assert "make run" in response.text


class TestPolicy:
    async def test_a_page_runs_our_files_alone_and_each_answer_has_a_nonce_of_its_own(
        self, browser: httpx2.AsyncClient
    ) -> None:
        nonces = set()
        for _ in range(2):
            response = await browser.get("/")
            policy = response.headers["content-security-policy"]
            (nonce,) = re.findall(r"style-src 'self' 'nonce-([\w-]{22})'", policy)
            assert f'nonce="{nonce}"' in response.text
            assert "script-src 'self';" in policy
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            nonces.add(nonce)
        assert len(nonces) == 2

    async def test_what_is_not_a_page_may_do_nothing(self, browser: httpx2.AsyncClient) -> None:
        policy = (await browser.get("/mark.svg")).headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; frame-ancestors 'none'")

    async def test_the_usual_headers_are_on_every_answer(self, browser: httpx2.AsyncClient) -> None:
        for path in ("/", "/mark.svg", "/nothing.js"):
            headers = (await browser.get(path)).headers
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"
            assert headers["strict-transport-security"].startswith("max-age=31536000")

    async def test_plain_http_is_not_told_to_come_by_https(self, folder: pathlib.Path) -> None:
        app = security_headers.SecurityHeaders(assets.SinglePageApp(assets.Assets(folder)), is_https=False)
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://localhost") as client:
            assert "strict-transport-security" not in (await client.get("/")).headers
