"""
Whether a request that changes something was sent by our own pages.

Three signs, all of them: a header that another site's page can't set without asking first (we never agree), the
origin, and the browser's own word on the relation between the two. Nobody is exempt for not being signed in: signing
somebody out, or in as somebody else, is what a stranger's page would like.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette import datastructures

HEADER: Final = "x-samsvar-csrf"
_SAFE: Final = frozenset(("GET", "HEAD", "OPTIONS"))
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def is_foreign(method: str, headers: datastructures.Headers, *, origin: str) -> bool:
    """
    Tell whether a request changes something and may be another site's idea.

    Args:
        method: Of the request.
        headers: Ditto.
        origin: Ours, as a browser writes it: see `origin_of`.
    """
    if method in _SAFE:
        return False
    return not (
        headers.getlist(HEADER) == ["1"]
        and headers.getlist("origin") == [origin]
        # Browsers older than 2023 don't say. For those the first two have to do.
        and headers.get("sec-fetch-site", "same-origin") == "same-origin"
    )


def origin_of(url: str) -> str:
    """Return the origin of an address, as a browser writes it."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    is_usual = parts.port in (None, _DEFAULT_PORTS[parts.scheme])
    return f"{parts.scheme}://{host}" + ("" if is_usual else f":{parts.port}")
