"""Idempotency keys: what makes two requests the same one."""

import dataclasses
import datetime as dt
import hashlib
from typing import Final
from uuid import UUID

import orjson

from samsvar.domain import refusals
from samsvar.persistence import entrances, idempotency, organisations
from samsvar.persistence.database import Database
from samsvar.persistence.idempotency import Remembered

LONGEST_KEY: Final = 200

KEPT: Final = dt.timedelta(days=7)
"""How long a key is remembered: longer than any client keeps trying."""


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


async def forget_old(database: Database, *, now: dt.datetime) -> int:
    """Delete the keys, of all organisations, that nobody will repeat any more; return how many there were."""
    forgotten = 0
    async with database.entered(entrances.as_nobody()) as (connection, _):
        ids = await organisations.every_id(connection)
    for organisation_id in ids:
        async with database.entered(entrances.as_samsvar(organisation_id)) as (connection, _):
            forgotten += await idempotency.forget(connection, organisation_id, before=now - KEPT)
    return forgotten
