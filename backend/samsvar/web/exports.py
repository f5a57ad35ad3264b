"""
An OKR set as a file: XLSX or CSV.

The set is asked of the graph as the app asks for it, in one statement under the reader's row policies, so that a file
can't hold what its reader may not see.
"""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import functools
import re
import unicodedata
import urllib.parse
import zoneinfo
from collections.abc import Callable, Mapping
from typing import Any, Final

import orjson
import strawberry
from starlette import requests, responses, routing

from samsvar.connectors import spreadsheets
from samsvar.graph import context, documents, errors, execution
from samsvar.persistence import failures
from samsvar.web import export_sheets, in_flight, principals

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"
_NOT_IN_NAMES: Final = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_LONGEST_NAME: Final = 120
_LETTERS: Final = str.maketrans(dict(zip("æøåÆØÅß", ("ae", "o", "a", "AE", "O", "A", "ss"), strict=True)))


@dataclasses.dataclass(frozen=True, kw_only=True)
class Exports:
    """
    Answers ``GET /exports/okr-sets/{id}.xlsx`` and ``.csv``.

    Attributes:
        schema: What can be asked.
        context: Gives the context of one execution.
        room: What is being worked on, counted with the requests of the endpoint.
        deadline_seconds: After which reading is stopped.
    """

    schema: strawberry.Schema
    context: Callable[[principals.Principal], context.Context]
    room: in_flight.InFlight
    deadline_seconds: float

    @functools.cached_property
    def document(self) -> documents.Document:
        """What is asked; parsed with the first file, because tests serve smaller schemas that have nothing of it."""
        return documents.Document(execution.of_graphql_core(self.schema), export_sheets.QUERY, is_trusted=True)

    def routes(self) -> list[routing.BaseRoute]:
        """Return the routes; a mount, so that what is not there is not taken for a place of the app."""
        return [routing.Mount("/exports", routes=[routing.Route("/okr-sets/{name}", self.okr_set, methods=["GET"])])]

    async def okr_set(self, request: requests.Request) -> responses.Response:
        """Answer with the file, or say why there is none."""
        own_id, _, ending = request.path_params["name"].rpartition(".")
        principal = principals.of(request.scope)
        if principal is None:
            return _refused(401, "UNAUTHENTICATED", "Sign in first.")
        if not principal.may_read:
            return _refused(403, "INSUFFICIENT_SCOPE", "The token does not allow this.")
        if ending not in ("xlsx", "csv") or not own_id.startswith("okr_set_"):
            return _refused(404, "NOT_FOUND", "There is no such file.")
        try:
            with self.room.one():
                found = await self._read(principal, own_id)
        except in_flight.Full:
            return _refused(503, "UNAVAILABLE", "Not available right now. Try again in a moment.", retry_after=1)
        except errors.Passing as passing:
            return _refused(503, "UNAVAILABLE", "Try again in a moment.", retry_after=passing.failure.retry_after or 1)
        if not found:
            return _refused(404, "NOT_FOUND", "There is no such OKR set, or you may not see it.")
        now = self.context(principal).now
        return await asyncio.to_thread(_file, found, principal, ending, now)

    async def _read(self, principal: principals.Principal, own_id: str) -> Mapping[str, Any] | None:
        try:
            async with asyncio.timeout(self.deadline_seconds):
                result = await execution.execute(
                    self.schema,
                    self.document,
                    operation_name=None,
                    variables={"id": own_id},
                    context=self.context(principal),
                )
        except TimeoutError:
            raise errors.Passing(failures.Failure(failures.Kind.TOO_SLOW, None)) from None
        if result.errors:
            errors.presented(result.errors)  # Raises what passes by itself.
            raise RuntimeError("An OKR set could not be read.") from result.errors[0].original_error
        data = orjson.loads(orjson.dumps(result.data))
        node: Mapping[str, Any] | None = data["node"]
        return node


def _file(
    okr_set: Mapping[str, Any], principal: principals.Principal, ending: str, now: dt.datetime
) -> responses.Response:
    locale = principal.locale
    sheet = export_sheets.okrs(
        okr_set,
        locale=locale,
        time_zone=principal.time_zone,
        today=now.astimezone(zoneinfo.ZoneInfo(principal.time_zone)).date(),
        in_each_row=ending == "csv",
    )
    title = f"OKR {okr_set['unit']['name']} {okr_set['cycle']['name']}"
    if ending == "csv":
        content = spreadsheets.csv_file(sheet, export_sheets.DIALECTS[locale])
    else:
        sheets = [sheet, export_sheets.contributions(okr_set, locale=locale)]
        content = spreadsheets.workbook(sheets, title=title)
    return responses.Response(
        content,
        media_type=CSV if ending == "csv" else XLSX,
        headers={
            "content-disposition": disposition(f"{title}.{ending}"),
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
        },
    )


def disposition(name: str) -> str:
    """Return the header that names a download: in plain letters, and as it is called (RFC 6266)."""
    stem, _, ending = _NOT_IN_NAMES.sub(" ", name).rpartition(".")
    whole = f"{' '.join(stem.split())[:_LONGEST_NAME]}.{ending}"
    letters = whole.translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{urllib.parse.quote(whole, safe='')}"


def _refused(status: int, code: str, message: str, *, retry_after: int | None = None) -> responses.Response:
    headers = {"cache-control": "no-store"} | ({} if retry_after is None else {"retry-after": str(retry_after)})
    return responses.JSONResponse({"code": code, "message": message}, status_code=status, headers=headers)
