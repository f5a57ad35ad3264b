"""
Which failures of the database pass by themselves, and what a caller should do about each.

The classification goes by SQLSTATE, wherever in the chain of causes the driver's error stands: messages are
translated by the server, class names differ between driver and SQLAlchemy, the five characters do not.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterator
from typing import Final

import asyncpg
from sqlalchemy import exc as sqlalchemy_errors


class Kind(enum.Enum):
    """What happened, as far as the caller is concerned."""

    UNAVAILABLE = "unavailable"
    """The database cannot be reached, restarts, or is out of connections, memory or disk."""

    CONFLICT = "conflict"
    """Two transactions got in each other's way, and trying again inside the request did not help."""

    TOO_SLOW = "too slow"
    """The statement was stopped at its deadline: the same request would be again."""


@dataclasses.dataclass(frozen=True, slots=True)
class Failure:
    """A failure that is nobody's mistake. `retry_after` is in seconds, None when trying again is no help."""

    kind: Kind
    retry_after: int | None


_CONFLICT: Final = Failure(Kind.CONFLICT, 1)
_UNAVAILABLE: Final = Failure(Kind.UNAVAILABLE, 2)
_TOO_SLOW: Final = Failure(Kind.TOO_SLOW, None)

_STATES: Final = {
    "40001": _CONFLICT,  # serialization_failure
    "40P01": _CONFLICT,  # deadlock_detected
    "55P03": _CONFLICT,  # lock_not_available
    "57014": _TOO_SLOW,  # query_canceled: statement_timeout
    "25P03": _TOO_SLOW,  # idle_in_transaction_session_timeout
    "57P01": _UNAVAILABLE,  # admin_shutdown
    "57P02": _UNAVAILABLE,  # crash_shutdown
    "57P03": _UNAVAILABLE,  # cannot_connect_now
    "57P05": _UNAVAILABLE,  # idle_session_timeout
    "25006": _UNAVAILABLE,  # read_only_sql_transaction: connected to what is now a standby
}
_CLASSES: Final = {
    "08": _UNAVAILABLE,  # connection exceptions
    "53": _UNAVAILABLE,  # insufficient resources
}


def of(error: BaseException) -> Failure | None:
    """Return the passing failure behind `error`, None when it is something else (a defect, most likely)."""
    for cause in _causes(error):
        state = getattr(cause, "sqlstate", None)
        if isinstance(state, str):
            return _STATES.get(state) or _CLASSES.get(state[:2])
        if isinstance(cause, ConnectionError | sqlalchemy_errors.TimeoutError | TimeoutError):
            return _UNAVAILABLE
        if isinstance(cause, asyncpg.InterfaceError) and "closed" in str(cause):
            # The driver has no state to give for a connection that is gone before the statement was sent.
            return _UNAVAILABLE
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it was raised from, innermost first."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        original = getattr(current, "original_error", None) or getattr(current, "orig", None)
        current = original if isinstance(original, BaseException) else current.__cause__ or current.__context__
    yield from reversed(chain)
