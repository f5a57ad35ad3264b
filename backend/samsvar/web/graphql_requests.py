"""
GraphQL over HTTP, the way in: what a request has to look like before anything of it is parsed as GraphQL.

One operation per request: no batches, no uploads. Queries may come by GET from integrations (bearer tokens); a cookie
travels with any link that somebody else wrote, so for people everything is POST.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
from collections.abc import Mapping
from typing import Any, Final

import orjson
from starlette import datastructures, types

LARGEST_BODY: Final = 64 * 1024
"""Bytes."""

BODY_SECONDS: Final = 5.0


class NotAccepted(Exception):
    """The request is refused as HTTP, before GraphQL."""

    def __init__(self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        """Carry the status to answer with, a stable code and a sentence for the one who wrote the client."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = dict(headers or {})


@dataclasses.dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """What is to be executed: a document by its text or by the id of a trusted one."""

    query: str | None
    document_id: str | None
    operation_name: str | None
    variables: Mapping[str, Any]


async def body_of(headers: datastructures.Headers, receive: types.Receive) -> bytes:
    """
    Return the body of a POST.

    Raises:
        NotAccepted: It is not JSON in UTF-8, is larger than 64 KiB, or takes longer than 5 s to arrive.
    """
    _expect_json(headers)
    stated = headers.get("content-length", "")
    if stated.isdigit() and int(stated) > LARGEST_BODY:
        raise _too_large()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _received(receive)
    except TimeoutError:
        raise NotAccepted(408, "BODY_TOO_SLOW", f"The body did not arrive within {BODY_SECONDS:g} s.") from None


def from_body(body: bytes) -> GraphQLRequest:
    """
    Return the request that a JSON body states.

    Raises:
        NotAccepted: It is not strict JSON, not one object, or its members are of the wrong type.
    """
    try:
        # orjson refuses NaN, Infinity, lone surrogates and what is not UTF-8.
        stated = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise NotAccepted(400, "BAD_JSON", "The body is not JSON.") from None
    if isinstance(stated, list):
        raise NotAccepted(400, "NO_BATCHES", "One operation per request.")
    if not isinstance(stated, dict):
        raise NotAccepted(400, "BAD_REQUEST", "The body has to be a JSON object.")
    # Who reads the first of two equal names and who reads the last would see different requests: a proxy and we.
    _DUPLICATES.decode(body.decode())
    return _request(stated)


def from_query_string(query_string: bytes) -> GraphQLRequest:
    """
    Return the request that the query string of a GET states.

    Raises:
        NotAccepted: As `from_body`; a parameter stated twice is refused too.
    """
    parameters = datastructures.QueryParams(query_string)
    stated: dict[str, Any] = {}
    for name, value in parameters.multi_items():
        if name in stated:
            raise NotAccepted(400, "BAD_REQUEST", f"The parameter {name} is stated twice.")
        stated[name] = value
    for name in ("variables", "extensions"):
        if name in stated:
            try:
                stated[name] = orjson.loads(stated[name])
            except orjson.JSONDecodeError:
                raise NotAccepted(400, "BAD_JSON", f"The parameter {name} is not JSON.") from None
    return _request(stated)


def _request(stated: Mapping[str, Any]) -> GraphQLRequest:
    query = _text(stated, "query")
    document_id = _text(stated, "documentId") or _text(stated, "id")
    operation_name = _text(stated, "operationName")
    variables = _object(stated, "variables")
    _object(stated, "extensions")
    if query is not None and document_id is not None:
        raise NotAccepted(400, "BAD_REQUEST", "State a query or a documentId, not both.")
    if not query and not document_id:
        raise NotAccepted(400, "BAD_REQUEST", "State the document to execute: query, or documentId.")
    return GraphQLRequest(query, document_id, operation_name or None, variables or {})


def _text(stated: Mapping[str, Any], name: str) -> str | None:
    value = stated.get(name)
    if value is not None and not isinstance(value, str):
        raise NotAccepted(400, "BAD_REQUEST", f"{name} has to be a string.")
    return value


def _object(stated: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    value = stated.get(name)
    if value is not None and not isinstance(value, dict):
        raise NotAccepted(400, "BAD_REQUEST", f"{name} has to be an object.")
    return value


def _expect_json(headers: datastructures.Headers) -> None:
    media_type, _, parameters = headers.get("content-type", "").partition(";")
    charset = parameters.strip().lower()
    if media_type.strip().lower() != "application/json" or charset not in ("", "charset=utf-8", 'charset="utf-8"'):
        raise NotAccepted(415, "NOT_JSON", "Send the operation as application/json in UTF-8.")
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise NotAccepted(415, "ENCODED", "Send the body as it is, without content-encoding.")


async def _received(receive: types.Receive) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise NotAccepted(400, "BAD_REQUEST", "The connection ended before the body did.")
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > LARGEST_BODY:
            raise _too_large()
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def _too_large() -> NotAccepted:
    return NotAccepted(
        413, "BODY_TOO_LARGE", f"The body may have {LARGEST_BODY} bytes at most.", {"connection": "close"}
    )


def _unique(pairs: list[tuple[str, Any]]) -> None:
    if len(pairs) > 1 and len({name for name, _ in pairs}) < len(pairs):
        raise NotAccepted(400, "BAD_JSON", "A name is stated twice in one JSON object.")


_DUPLICATES: Final = json.JSONDecoder(object_pairs_hook=_unique)
