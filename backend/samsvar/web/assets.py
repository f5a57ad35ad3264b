"""
The built app, from memory: a dozen files that never change while the server runs.

Files whose name holds the hash of their content are kept by browsers for ever; the pages that name them are asked for
each time. There is no path on disk in any request, so there is none to escape from.
"""

from __future__ import annotations

import asyncio
import dataclasses
import gzip
import hashlib
import mimetypes
import pathlib
import secrets
from typing import Final

from starlette import datastructures, responses, types

from samsvar.web import security_headers

NONCE_PLACEHOLDER: Final = b"SAMSVAR_NONCE"
"""What the pages hold in the place of the nonce of one answer (Vite's `html.cspNonce`)."""

APP_PAGE: Final = "/index.html"
GRAPHIQL_PAGE: Final = "/graphiql.html"

_HASHED_FOLDER: Final = "/assets/"
_OF_THE_SERVER: Final = ("/auth", "/graphiql", "/graphql", "/health")
"""Whoever asks for something else below these is a program, which would take the app's page for an answer."""

_COMPRESSIBLE: Final = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/manifest")
_NOT_BUILT: Final = "The app has not been built. `make run` builds it; `make dev` serves it by itself."


@dataclasses.dataclass(slots=True)
class _File:
    content: bytes
    media_type: str
    tag: str
    compressed: bytes | None = None

    @property
    def is_compressible(self) -> bool:
        return self.media_type.startswith(_COMPRESSIBLE) and len(self.content) > 1_000


class Assets:
    """What lies in a folder, by path; files are read once, compressed when first asked for."""

    def __init__(self, folder: pathlib.Path) -> None:
        """Read everything in `folder`; one that does not exist is an app that has not been built."""
        self._files = {
            f"/{path.relative_to(folder).as_posix()}": _read(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        }

    def has(self, path: str) -> bool:
        """Tell whether a file is served at this path."""
        return path in self._files and not path.endswith(".html")

    async def file(self, path: str, request_headers: datastructures.Headers) -> responses.Response:
        """Return a file (see `has`)."""
        found = self._files[path]
        headers = {
            "etag": found.tag,
            "vary": "accept-encoding",
            "cache-control": "public, max-age=31536000, immutable" if path.startswith(_HASHED_FOLDER) else "no-cache",
        }
        if request_headers.get("if-none-match") == found.tag:
            return responses.Response(status_code=304, headers=headers)
        content = found.content
        if found.is_compressible and "gzip" in request_headers.get("accept-encoding", ""):
            if found.compressed is None:
                found.compressed = await asyncio.to_thread(gzip.compress, found.content, 9, mtime=0)
            content = found.compressed
            headers["content-encoding"] = "gzip"
        return responses.Response(content, media_type=found.media_type, headers=headers)

    def page(self, path: str) -> responses.Response:
        """Return one of the pages, with a nonce of its own in its policy."""
        found = self._files.get(path)
        if found is None:
            return responses.PlainTextResponse(_NOT_BUILT, status_code=503, headers={"cache-control": "no-store"})
        nonce = secrets.token_urlsafe(16)
        return responses.HTMLResponse(
            found.content.replace(NONCE_PLACEHOLDER, nonce.encode()),
            headers={
                "cache-control": "no-cache",
                "content-security-policy": security_headers.page_policy(nonce, is_graphiql=path == GRAPHIQL_PAGE),
            },
        )


class SinglePageApp:
    """
    ASGI app for everything that no other route takes: files, and the app's page for each of its own routes.

    The page stands in for paths that look like a place in the app. Not found is what looks like a file and is none, or
    a browser would try to run a page as a script after a new version was put in place, and what stands below a path of
    the server's own.
    """

    def __init__(self, assets: Assets) -> None:
        """Serve these assets."""
        self._assets = assets

    async def __call__(self, scope: types.Scope, receive: types.Receive, send: types.Send) -> None:
        """Answer with a file, with the page, or with what is wrong."""
        response = await self._response(scope)
        await response(scope, receive, send)

    async def _response(self, scope: types.Scope) -> responses.Response:
        path: str = scope["path"]
        if scope["method"] not in ("GET", "HEAD"):
            return responses.PlainTextResponse("Not allowed here.", status_code=405, headers={"allow": "GET, HEAD"})
        if self._assets.has(path):
            return await self._assets.file(path, datastructures.Headers(scope=scope))
        if "." in path.rsplit("/", 1)[-1] or path.startswith(_HASHED_FOLDER) or _is_of_the_server(path):
            return responses.PlainTextResponse("Not found.", status_code=404, headers={"cache-control": "no-store"})
        return self._assets.page(APP_PAGE)


def _is_of_the_server(path: str) -> bool:
    return any(path == own or path.startswith(f"{own}/") for own in _OF_THE_SERVER)


def _read(path: pathlib.Path) -> _File:
    content = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return _File(content, media_type, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
