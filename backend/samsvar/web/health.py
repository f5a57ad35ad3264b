"""Whether this process is alive, and whether it can serve: asked by whatever keeps it running."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from starlette import requests, responses, routing

_log = structlog.get_logger(__name__)

_SECONDS: Final = 2.0


class NotReady(Exception):
    """The process cannot serve; the message says why."""


def routes(check: Callable[[], Awaitable[None]]) -> list[routing.Route]:
    """
    Return the two routes.

    Args:
        check: Raises when the database cannot be used, `NotReady` with what an operator can act on.
    """

    async def live(_request: requests.Request) -> responses.Response:
        return responses.JSONResponse({"status": "live"}, headers={"cache-control": "no-store"})

    async def ready(_request: requests.Request) -> responses.Response:
        try:
            async with asyncio.timeout(_SECONDS):
                await check()
        except NotReady as error:
            return _not_ready(str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the answer is "not ready"; the log says what.
            _log.warning("not ready", exc_info=error)
            return _not_ready("The database cannot be reached.")
        return responses.JSONResponse({"status": "ready"}, headers={"cache-control": "no-store"})

    return [routing.Route("/health/live", live), routing.Route("/health/ready", ready)]


def _not_ready(why: str) -> responses.Response:
    return responses.JSONResponse(
        {"status": "not ready", "why": why}, status_code=503, headers={"cache-control": "no-store", "retry-after": "2"}
    )
