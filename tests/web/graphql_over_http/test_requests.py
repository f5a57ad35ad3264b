"""What the endpoint takes and what it refuses, over a real connection."""

import gzip
import http.client
import json
import socket
import time
import urllib.parse
from concurrent import futures
from typing import Any

import httpx2
import pytest

from samsvar.web import graphql_requests

GRAPHQL = "application/graphql-response+json"
HELLO = {"query": "{ hello }"}


def code(response: httpx2.Response) -> str:
    errors: list[dict[str, Any]] = response.json()["errors"]
    return str(errors[0]["extensions"]["code"])


class TestWhoAsks:
    def test_a_stranger_is_refused_before_the_body_is_even_looked_at(self, world: Any) -> None:
        response = httpx2.post(world.url, content=b"{ no json", headers={"content-type": "text/plain"})
        assert (response.status_code, code(response)) == (401, "UNAUTHENTICATED")
        assert response.headers["www-authenticate"] == "Bearer"

    def test_a_token_queries_by_get(self, client: httpx2.Client) -> None:
        assert client.get("/", params={"query": "{ hello }"}).json() == {"data": {"hello": "hello"}}

    def test_a_cookie_never_queries_by_get(self, browser: httpx2.Client) -> None:
        response = browser.get("/", params={"query": "{ hello }"})
        assert (response.status_code, response.headers["allow"]) == (405, "POST")

    def test_a_mutation_by_get_is_refused(self, client: httpx2.Client) -> None:
        response = client.get("/", params={"query": "mutation { write }"})
        assert (response.status_code, code(response)) == (405, "METHOD_NOT_ALLOWED")

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
    def test_other_methods_are_refused(self, client: httpx2.Client, method: str) -> None:
        response = client.request(method, "/")
        assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")

    def test_a_token_for_reading_does_not_write(self, world: Any) -> None:
        response = httpx2.post(
            world.url, json={"query": "mutation { write }"}, headers={"authorization": "Bearer reader"}
        )
        assert (response.status_code, code(response)) == (403, "INSUFFICIENT_SCOPE")
        assert 'scope="okr:write"' in response.headers["www-authenticate"]

    def test_a_token_for_nothing_does_not_read(self, world: Any) -> None:
        response = httpx2.post(world.url, json=HELLO, headers={"authorization": "Bearer nothing"})
        assert (response.status_code, code(response)) == (403, "INSUFFICIENT_SCOPE")


class TestBody:
    @pytest.mark.parametrize(
        "content_type",
        [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/graphql",
            "application/json; charset=utf-16",
            "application/jsonp",
            "",
        ],
    )
    def test_only_json_in_utf_8_is_taken(self, client: httpx2.Client, content_type: str) -> None:
        response = client.post("/", content=json.dumps(HELLO), headers={"content-type": content_type})
        assert (response.status_code, code(response)) == (415, "NOT_JSON")

    @pytest.mark.parametrize("content_type", ["application/json", "Application/JSON; charset=UTF-8"])
    def test_json_is_taken_however_it_is_spelled(self, client: httpx2.Client, content_type: str) -> None:
        assert client.post("/", content=json.dumps(HELLO), headers={"content-type": content_type}).is_success

    def test_a_compressed_body_is_refused(self, client: httpx2.Client) -> None:
        response = client.post(
            "/",
            content=gzip.compress(json.dumps(HELLO).encode()),
            headers={"content-type": "application/json", "content-encoding": "gzip"},
        )
        assert (response.status_code, code(response)) == (415, "ENCODED")

    def test_a_body_of_64_kib_is_taken_and_one_byte_more_is_not(self, client: httpx2.Client) -> None:
        def sized(size: int) -> httpx2.Response:
            body = b'{"query":"{ hello }","extensions":{"x":"%s"}}'
            return client.post(
                "/", content=body % (b"x" * (size - len(body) + 2)), headers={"content-type": "application/json"}
            )

        assert sized(64 * 1024).status_code == 200
        response = sized(64 * 1024 + 1)
        assert (response.status_code, code(response)) == (413, "BODY_TOO_LARGE")

    def test_a_body_that_does_not_say_how_long_it_is_is_cut_off_too(self, client: httpx2.Client) -> None:
        chunks = (b" " * 1024 for _ in range(65))
        response = client.post("/", content=chunks, headers={"content-type": "application/json"})
        assert (response.status_code, code(response)) == (413, "BODY_TOO_LARGE")

    def test_a_body_that_trickles_in_is_given_up_on_and_holds_no_place(
        self, world: Any, client: httpx2.Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(graphql_requests, "BODY_SECONDS", 0.3)
        address = urllib.parse.urlsplit(world.url)
        with socket.create_connection((address.hostname, address.port)) as slow:
            slow.sendall(
                b"POST / HTTP/1.1\r\nhost: x\r\nauthorization: Bearer writer\r\n"
                b"content-type: application/json\r\ncontent-length: 50\r\n\r\n{"
            )
            assert world.endpoint.requests.count == 0
            assert client.post("/", json=HELLO).is_success
            response = http.client.HTTPResponse(slow)
            response.begin()
            assert response.status == 408

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b'{"query":"{ hello }","variables":{"x":NaN}}',
            b'{"query":"{ hello }","variables":{"x":Infinity}}',
            b"{'query':'{ hello }'}",
            b'{"query":"{ hello }",}',
            b'{"query":"{ hello }"} {}',
            b'{"query":"\xff"}',
            b'{"query":"\\ud800"}',
            b'{"query":"{ hello }","query":"{ defect }"}',
            b'{"query":"{ hello }","variables":{"x":1,"x":2}}',
        ],
    )
    def test_what_is_not_strict_json_is_refused(self, client: httpx2.Client, body: bytes) -> None:
        response = client.post("/", content=body, headers={"content-type": "application/json"})
        assert (response.status_code, code(response)) == (400, "BAD_JSON")

    def test_batches_are_refused(self, client: httpx2.Client) -> None:
        response = client.post("/", json=[HELLO, HELLO])
        assert (response.status_code, code(response)) == (400, "NO_BATCHES")

    def test_a_get_that_states_a_parameter_twice_is_refused(self, client: httpx2.Client) -> None:
        response = client.get("/?query=%7Bhello%7D&query=%7Bdefect%7D")
        assert (response.status_code, code(response)) == (400, "BAD_REQUEST")


class TestAccept:
    @pytest.mark.parametrize("accept", ["text/html", "image/png, text/plain", "application/json;q=0"])
    def test_what_we_do_not_write_is_not_acceptable(self, client: httpx2.Client, accept: str) -> None:
        response = client.post("/", json=HELLO, headers={"accept": accept})
        assert (response.status_code, code(response)) == (406, "NOT_ACCEPTABLE")

    def test_a_subscription_needs_a_caller_who_takes_events(self, client: httpx2.Client) -> None:
        response = client.post("/", json={"query": "subscription { count(to: 1) }"})
        assert (response.status_code, code(response)) == (406, "NOT_ACCEPTABLE")

    def test_an_answer_is_stored_nowhere(self, client: httpx2.Client) -> None:
        assert client.post("/", json=HELLO).headers["cache-control"] == "no-store"


class TestTrustedDocuments:
    @pytest.mark.parametrize("member", ["documentId", "id"])
    @pytest.mark.parametrize("prefix", ["", "sha256:"])
    def test_the_apps_own_operations_are_asked_for_by_id(
        self, browser: httpx2.Client, trusted_id: str, member: str, prefix: str
    ) -> None:
        assert browser.post("/", json={member: prefix + trusted_id}).json() == {"data": {"hello": "hello"}}

    def test_an_unknown_id_says_so(self, browser: httpx2.Client) -> None:
        response = browser.post("/", json={"documentId": "0" * 64}, headers={"accept": GRAPHQL})
        assert (response.status_code, code(response)) == (400, "DOCUMENT_NOT_FOUND")

    def test_text_and_id_together_are_refused(self, browser: httpx2.Client, trusted_id: str) -> None:
        response = browser.post("/", json={"documentId": trusted_id, **HELLO})
        assert (response.status_code, code(response)) == (400, "BAD_REQUEST")

    @pytest.mark.parametrize("text", ["{ hello }", "{ not even GraphQL"])
    def test_without_graphiql_a_cookie_sends_no_text_of_its_own(self, browser: httpx2.Client, text: str) -> None:
        response = browser.post("/", json={"query": text})
        assert (response.status_code, code(response)) == (403, "DOCUMENT_NOT_TRUSTED")

    def test_the_text_of_a_trusted_document_is_trusted(self, browser: httpx2.Client, trusted_text: str) -> None:
        assert browser.post("/", json={"query": trusted_text}).is_success


class TestRoom:
    def test_beyond_the_limit_in_flight_a_request_is_told_when_to_come_back(
        self, world: Any, client: httpx2.Client
    ) -> None:
        with futures.ThreadPoolExecutor() as threads:
            waiting = [threads.submit(client.post, "/", json={"query": "{ wait(seconds: 0.4) }"}) for _ in range(3)]
            while world.endpoint.requests.count < 3:
                time.sleep(0.01)
            refused = client.post("/", json=HELLO)
            assert (refused.status_code, code(refused), refused.headers["retry-after"]) == (503, "UNAVAILABLE", "1")
            assert all(each.result().json() == {"data": {"wait": "waited"}} for each in waiting)
        assert client.post("/", json=HELLO).is_success

    def test_an_execution_is_stopped_at_its_deadline(self, client: httpx2.Client) -> None:
        response = client.post("/", json={"query": "{ wait(seconds: 30) }"})
        assert (response.status_code, code(response)) == (504, "TOO_SLOW")
        assert "retry-after" not in response.headers
