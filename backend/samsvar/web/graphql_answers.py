"""GraphQL over HTTP, the way out: status, media type, and what is told of what went wrong."""

from __future__ import annotations

import asyncio
import dataclasses
import gzip
from collections.abc import Mapping
from typing import Any, Final

import graphql
import orjson
from starlette import types

from samsvar.graph import documents, errors
from samsvar.persistence import failures
from samsvar.web import graphql_requests
from samsvar.web.media_types import Media

_PASSING: Final = {
    failures.Kind.UNAVAILABLE: (503, "UNAVAILABLE", "Not available right now. Try again in a moment."),
    failures.Kind.CONFLICT: (503, "CONFLICT", "Others wrote at the same moment. Try again."),
    failures.Kind.TOO_SLOW: (504, "TOO_SLOW", "This took too long and was stopped. Ask for less."),
}
_CONTENT_TYPES: Final = {media: f"{media.value}; charset=utf-8".encode() for media in Media}

_WORTH_COMPRESSING: Final = 1_000
"""Bytes; less fits into one packet as it is."""

_LARGE: Final = 128 * 1024
_COMPRESSION: Final = 5
"""gzip's level: what 6 and more save on an answer of ours costs more to compute than to send."""


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """
    One answer.

    Attributes:
        body: The members of the JSON object: ``data``, ``errors``.
        status: As HTTP has it; 200 in a stream, whatever it says here.
        headers: Beyond the usual ones.
    """

    body: Mapping[str, Any]
    status: int = 200
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def json(self) -> bytes:
        """The body as it is sent."""
        return orjson.dumps(self.body)


SIGN_IN_OVER: Final = Answer(
    {"errors": [{"message": "You are signed out.", "extensions": {"code": "UNAUTHENTICATED"}}]}
)
NO_ROOM: Final = failures.Failure(failures.Kind.UNAVAILABLE, 1)


def of_result(result: graphql.ExecutionResult, media: Media) -> Answer:
    """
    Return what tells a result.

    Raises:
        errors.Passing: The database could not do it now, or not in time: there is no result.
    """
    if not result.errors:
        return Answer({"data": result.data})
    presented = errors.presented(result.errors)
    if result.data is None and all(error.path is None for error in result.errors):
        return _not_executed(presented, media)
    return Answer({"data": result.data, "errors": presented})


def of_refused(refused: documents.Refused, media: Media) -> Answer:
    """Return what tells that a document is no good."""
    return _not_executed([dict(error.formatted) for error in refused.errors], media)


def of_not_accepted(refusal: graphql_requests.NotAccepted) -> Answer:
    """Return what tells that a request is not one for us."""
    body = {"errors": [{"message": str(refusal), "extensions": {"code": refusal.code}}]}
    return Answer(body, refusal.status, refusal.headers)


def of_failure(failure: failures.Failure) -> Answer:
    """Return what tells that the request failed as a whole, and when to come back."""
    status, code, message = _PASSING[failure.kind]
    again = {} if failure.retry_after is None else {"retry-after": str(failure.retry_after)}
    extensions = {"code": code, "retryAfter": failure.retry_after}
    return Answer({"errors": [{"message": message, "extensions": extensions}]}, status, again)


async def send_as(media: Media, answer: Answer, scope: types.Scope, send: types.Send) -> None:
    """Send an answer, compressed where the caller takes that and it is worth it."""
    body = answer.json
    headers = [
        (b"content-type", _CONTENT_TYPES[media]),
        (b"cache-control", b"no-store"),
        (b"vary", b"accept, accept-encoding"),
        *((name.encode(), value.encode()) for name, value in answer.headers.items()),
    ]
    if len(body) >= _WORTH_COMPRESSING and _takes_gzip(scope):
        headers.append((b"content-encoding", b"gzip"))
        body = await _compressed(body)
    headers.append((b"content-length", b"%d" % len(body)))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _not_executed(presented: list[dict[str, Any]], media: Media) -> Answer:
    """Return an answer without data; clients from before the specification take only 200 for an answer of GraphQL."""
    return Answer({"errors": presented}, 200 if media is Media.JSON else 400)


def _takes_gzip(scope: types.Scope) -> bool:
    return any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])


async def _compressed(body: bytes) -> bytes:
    """Return the body for the way; a large one is worth a thread, for compressing lets others run."""
    if len(body) < _LARGE:
        return gzip.compress(body, _COMPRESSION, mtime=0)
    return await asyncio.to_thread(gzip.compress, body, _COMPRESSION, mtime=0)
