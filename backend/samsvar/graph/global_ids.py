"""Ids that are unique over all types: ``key_result_0193...``, the type in snake case and the row's uuid."""

import functools
import re
from uuid import UUID

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@functools.cache
def prefix(type_name: str) -> str:
    """Return what ids of a GraphQL type begin with: ``KeyResult`` gives ``key_result_``."""
    return f"{_WORD_START.sub('_', type_name).lower()}_"


def encode(type_name: str, own_id: UUID) -> str:
    """Return the global id of the row of a GraphQL type."""
    return f"{prefix(type_name)}{own_id}"


def decode(global_id: str, type_name: str | None = None) -> UUID | None:
    """
    Return the uuid in a global id, or None when it isn't one.

    Args:
        global_id: As the client sent it.
        type_name: When given, an id of another type is not one either.
    """
    start, _, own = global_id.rpartition("_")
    if type_name is not None and f"{start}_" != prefix(type_name):
        return None
    try:
        parsed = UUID(own)
    except ValueError:
        return None
    return parsed if str(parsed) == own else None


def type_prefix(global_id: str) -> str:
    """Return the part of a global id that names its type, with the underscore; compare with :func:`prefix`."""
    return global_id.rpartition("_")[0] + "_"
