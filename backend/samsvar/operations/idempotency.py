"""Idempotency keys: what makes two requests the same one."""

import dataclasses
import hashlib
from uuid import UUID

import orjson

from samsvar.domain import refusals
from samsvar.persistence.idempotency import Remembered

LONGEST_KEY = 200


def usable(key: str) -> str:
    """
    Return the key.

    Raises:
        IdempotencyKeyUnusable: It is empty or longer than 200 characters.
    """
    if not 0 < len(key.strip()) <= LONGEST_KEY:
        raise refusals.IdempotencyKeyUnusable(field="idempotencyKey", longest=LONGEST_KEY)
    return key


def request_hash(deed: str, draft: object) -> bytes:
    """
    Return what tells requests apart: SHA-256 over the deed and its draft.

    Args:
        deed: The deed's name.
        draft: A dataclass. Fields declared with ``compare=False`` are not part of what was asked for (a fresh secret).
    """
    asked = {each.name: getattr(draft, each.name) for each in dataclasses.fields(draft) if each.compare}  # type: ignore[arg-type]
    return hashlib.sha256(orjson.dumps([deed, asked], default=str, option=orjson.OPT_SORT_KEYS)).digest()


def first_result(remembered: Remembered, asked: bytes) -> UUID:
    """
    Return what the key's first use returned.

    Raises:
        IdempotencyKeyReused: It was used for another request.
    """
    if remembered.request_hash != asked:
        raise refusals.IdempotencyKeyReused(field="idempotencyKey")
    return remembered.result
