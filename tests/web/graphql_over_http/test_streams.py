"""Subscriptions as graphql-sse's client reads them, and what ends them."""

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx2

EVENTS = {"accept": "text/event-stream"}


def events(response: httpx2.Response) -> Iterator[tuple[str, Any]]:
    """Yield name and data of each event, ("", None) for a heartbeat."""
    name, data = "", ""
    for line in response.iter_lines():
        if line.startswith(":"):
            yield "", None
        elif line.startswith("event:"):
            name = line.removeprefix("event:").strip()
        elif line.startswith("data:"):
            data += line.removeprefix("data:").strip()
        elif name:
            yield name, json.loads(data) if data else None
            name, data = "", ""


def without_heartbeats(response: httpx2.Response) -> list[tuple[str, Any]]:
    return [event for event in events(response) if event[0]]


def subscribe(client: httpx2.Client, query: str, **members: Any) -> Any:
    return client.stream("POST", "/", json={"query": query, **members}, headers=EVENTS)


def test_results_come_as_next_events_and_complete_follows(client: httpx2.Client) -> None:
    with subscribe(client, "subscription { count(to: 2) }") as response:
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert without_heartbeats(response) == [
            ("next", {"data": {"count": 1}}),
            ("next", {"data": {"count": 2}}),
            ("complete", None),
        ]


def test_a_query_may_be_answered_as_events_too(client: httpx2.Client) -> None:
    with subscribe(client, "{ hello }") as response:
        assert without_heartbeats(response) == [("next", {"data": {"hello": "hello"}}), ("complete", None)]


def test_what_is_wrong_with_a_document_is_told_in_the_stream(client: httpx2.Client) -> None:
    with subscribe(client, "subscription { nothing }") as response:
        (name, answer), complete = without_heartbeats(response)
    assert (response.status_code, name, complete) == (200, "next", ("complete", None))
    assert "Cannot query field" in answer["errors"][0]["message"]


def test_a_defect_in_a_stream_is_masked(client: httpx2.Client) -> None:
    with subscribe(client, "subscription { failing }") as response:
        told = without_heartbeats(response)
    assert told[0] == ("next", {"data": {"failing": 1}})
    assert "secret" not in json.dumps(told)
    assert told[1][1]["errors"][0]["extensions"]["code"] == "UNEXPECTED"


def test_a_silent_stream_has_a_heartbeat(client: httpx2.Client) -> None:
    with subscribe(client, "subscription { silence }") as response:
        heard = events(response)
        assert [next(heard) for _ in range(3)] == [("", None)] * 3


def test_a_stream_says_goodbye_when_its_session_ends(world: Any, browser: httpx2.Client, trusted_silence: str) -> None:
    with browser.stream("POST", "/", json={"documentId": trusted_silence}, headers=EVENTS) as response:
        heard = events(response)
        next(heard)
        world.end_session()
        told = [event for event in heard if event[0]]
    assert told[0][1]["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert told[1] == ("complete", None)


def test_a_stream_ends_at_the_heartbeat_after_its_sign_in_expired(world: Any, client: httpx2.Client) -> None:
    with subscribe(client, "subscription { silence }") as response:
        world.signed_in = False
        try:
            told = without_heartbeats(response)
        finally:
            world.signed_in = True
    assert told[0][1]["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


def test_a_closing_process_ends_its_streams_without_complete_so_that_clients_come_again(
    world: Any, client: httpx2.Client
) -> None:
    with subscribe(client, "subscription { silence }") as response:
        heard = events(response)
        next(heard)
        world.loop.call_soon_threadsafe(world.endpoint.streams.close)
        assert [event for event in heard if event[0]] == []


def test_streams_have_a_limit_of_their_own_and_give_their_place_back(world: Any, client: httpx2.Client) -> None:
    with subscribe(client, "subscription { silence }"), subscribe(client, "subscription { silence }"):
        refused = client.post("/", json={"query": "subscription { silence }"}, headers=EVENTS)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
        assert client.post("/", json={"query": "{ hello }"}).is_success
    wait_until(lambda: len(world.endpoint.streams) == 0)


def wait_until(holds: Any) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)
