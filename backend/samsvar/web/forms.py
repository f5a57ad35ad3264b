"""Small bodies that servers and our own pages send to the endpoints of sign-in."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qsl

import orjson
from starlette import requests

_LARGEST: Final = 32 * 1024


class BadForm(Exception):
    """The body is not what this endpoint takes; the message says why."""


async def form_of(request: requests.Request) -> dict[str, str]:
    """
    Return the fields of a form, each of which may be stated once.

    Raises:
        BadForm: It is no form, too large, or a field is stated twice.
    """
    body = await _body(request, "application/x-www-form-urlencoded")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=bool(body), max_num_fields=20)
    except ValueError as error:
        raise BadForm("not a form") from error
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise BadForm("a field is stated twice")
    return fields


async def object_of(request: requests.Request) -> dict[str, Any]:
    """
    Return the JSON object that was sent.

    Raises:
        BadForm: It is none, or too large.
    """
    try:
        stated = orjson.loads(await _body(request, "application/json"))
    except orjson.JSONDecodeError as error:
        raise BadForm("not JSON") from error
    if not isinstance(stated, dict):
        raise BadForm("not an object")
    return stated


async def _body(request: requests.Request, media_type: str) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != media_type:
        raise BadForm(f"not {media_type}")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise BadForm("too large")
    return body
