"""Which of the three shapes of an answer a caller asks for by its Accept header."""

from __future__ import annotations

import enum
import functools
from typing import Final


class Media(enum.Enum):
    """What an answer can be written as."""

    JSON = "application/json"
    """Errors of the request are answered with 200 here: what clients from before the specification expect."""

    GRAPHQL = "application/graphql-response+json"
    EVENTS = "text/event-stream"


_BY_NAME: Final = {media.value: media for media in Media}


@functools.lru_cache(maxsize=256)
def asked_for(accept: str) -> Media | None:
    """
    Return what `accept` prefers, None when it takes nothing that we write.

    Among equals what stands first counts; a wildcard, or no header at all, means JSON.
    """
    if not accept.strip():
        return Media.JSON
    best: Media | None = None
    best_quality = 0.0
    for item in accept.split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        media = Media.JSON if name in ("*/*", "application/*") else _BY_NAME.get(name)
        quality = _quality(parameters)
        if media is not None and quality > best_quality:
            best, best_quality = media, quality
    return best


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
