"""
One line per request, and one id that joins it with everything else the request logged.

Lines hold the path without its query string, and no header: tokens, cookies and variables stay out of the log.
"""

from __future__ import annotations

import re
import time
import uuid
from typing import Final

import structlog
from starlette import types

from samsvar.persistence import failures

_log = structlog.get_logger(__name__)

_HEADER: Final = b"x-request-id"
_ACCEPTABLE: Final = re.compile(rb"[A-Za-z0-9._-]{8,64}")

_FAILED: Final = (
    b'{"errors":[{"message":"Something went wrong here.","extensions":{"code":"UNEXPECTED","reference":"%s"}}]}'
)
_UNAVAILABLE: Final = (
    b'{"errors":[{"message":"Not available right now. Try again in a moment.","extensions":{"code":"UNAVAILABLE"}}]}'
)


class RequestLog:
    """
    ASGI middleware, the outermost: gives the request its id and answers for what nobody else caught.

    An id from a proxy in front is taken over when it looks like one, so that both logs speak of the same request.
    """

    def __init__(self, app: types.ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: types.Scope, receive: types.Receive, send: types.Send) -> None:
        """Pass the request on and log how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        request_id = self._request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        status = 0

        async def with_id(message: types.Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message.get("headers", ()), (_HEADER, request_id.encode())]}
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, with_id)
            except Exception as error:
                # The last resort, for what is not GraphQL; as `graph.errors` does for what is.
                failure = failures.of(error)
                if failure is None:
                    _log.exception("a request failed", path=scope["path"], exc_info=error)
                else:
                    _log.warning("a request failed", path=scope["path"], error=repr(error))
                if status:  # Half an answer is on its way: only the connection can say that it is not whole.
                    raise
                if failure is None:
                    await _answer(with_id, 500, _FAILED % request_id.encode())
                else:
                    await _answer(with_id, 503, _UNAVAILABLE, (b"retry-after", b"%d" % (failure.retry_after or 2)))
            finally:
                _log.info(
                    "request",
                    method=scope["method"],
                    path=scope["path"],
                    status=status,
                    milliseconds=round((time.perf_counter() - started) * 1000, 1),
                    **scope["state"].get("logged", {}),
                )

    @staticmethod
    def _request_id(scope: types.Scope) -> str:
        for name, value in scope["headers"]:
            if name == _HEADER and _ACCEPTABLE.fullmatch(value):
                return str(value, "ascii")
        return uuid.uuid4().hex


async def _answer(send: types.Send, status: int, body: bytes, *headers: tuple[bytes, bytes]) -> None:
    about = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body)), *headers]
    await send({"type": "http.response.start", "status": status, "headers": about})
    await send({"type": "http.response.body", "body": body})
