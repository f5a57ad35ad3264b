"""One line per request, nothing secret in it, and an answer for what nobody else caught."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
import structlog
from starlette import responses, types

from samsvar.web import logs, request_log


@pytest.fixture(autouse=True)
def unconfigured_logger(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Undo what servers of other tests configured: a logger that was used since keeps level and processors of then."""
    before = structlog.get_config()
    structlog.reset_defaults()
    monkeypatch.setattr(request_log, "_log", structlog.get_logger(request_log.__name__))
    yield
    structlog.configure(**before)


async def app(scope: types.Scope, receive: types.Receive, send: types.Send) -> None:
    if scope["path"] == "/broken":
        raise ValueError("secret words of the code")
    if scope["path"] == "/away":
        raise ConnectionRefusedError("the database, at a secret address")
    if scope["path"] == "/half":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError("secret words of the code")
    await responses.PlainTextResponse("hello")(scope, receive, send)


async def ask(path: str, **headers: str) -> tuple[httpx2.Response, list[Any]]:
    transport = httpx2.ASGITransport(request_log.RequestLog(app), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
        with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as logged:
            return await client.get(path, headers=headers), logged


async def test_a_line_says_what_was_asked_and_how_it_went_and_no_secret() -> None:
    response, (line,) = await ask("/units?token=secret", authorization="Bearer secret", cookie="secret")
    assert (line["method"], line["path"], line["status"]) == ("GET", "/units", 200)
    assert line["request_id"] == response.headers["x-request-id"]
    assert "secret" not in str(line)


async def test_an_id_from_a_proxy_is_taken_over() -> None:
    response, (line,) = await ask("/", **{"x-request-id": "edge-0123456789"})
    assert response.headers["x-request-id"] == line["request_id"] == "edge-0123456789"


@pytest.mark.parametrize("forged", ["short", "with space in it", "x" * 65, "line\tbreak----"])
async def test_what_does_not_look_like_an_id_is_replaced(forged: str) -> None:
    response, _ = await ask("/", **{"x-request-id": forged})
    assert response.headers["x-request-id"] != forged


async def test_what_nobody_caught_is_answered_with_a_reference_and_logged_under_it() -> None:
    response, logged = await ask("/broken")
    assert response.status_code == 500
    reference = response.json()["errors"][0]["extensions"]["reference"]
    assert "secret" not in response.text
    assert logged[0]["event"] == "a request failed"
    assert logged[0]["request_id"] == reference
    assert logged[1]["status"] == 500


async def test_a_database_that_is_away_is_worth_another_try() -> None:
    response, logged = await ask("/away")
    assert (response.status_code, response.headers["retry-after"]) == (503, "2")
    assert "secret" not in response.text
    assert [line["log_level"] for line in logged] == ["warning", "info"]


async def test_half_an_answer_is_broken_off_and_not_completed() -> None:
    transport = httpx2.ASGITransport(request_log.RequestLog(app))
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
        with pytest.raises(ValueError, match="secret"):
            await client.get("/half")


def _fail(password: str) -> None:
    assert password
    raise ValueError("broken")


@pytest.mark.parametrize("shape", ["console", "json"])
def test_tracebacks_do_not_show_what_variables_hold(shape: Any, capsys: pytest.CaptureFixture[str]) -> None:
    before, handlers, level = structlog.get_config(), logging.getLogger().handlers[:], logging.getLogger().level
    try:
        logs.configure(level="info", shape=shape)
        try:
            _fail("hunter" + "2")
        except ValueError:
            structlog.get_logger().exception("failed")
    finally:
        structlog.configure(**before)
        logging.getLogger().handlers[:] = handlers
        logging.getLogger().setLevel(level)
    written = capsys.readouterr().err
    assert "ValueError: broken" in written
    assert "hunter2" not in written
    if shape == "json":
        assert json.loads(written)["event"] == "failed"
