"""How often somebody may fail: enough for a mistake, too seldom for a search."""

from __future__ import annotations

import collections
import datetime as dt
from typing import Final

_MOST_REMEMBERED: Final = 10_000


class FailedAttempts:
    """Counts failures by address, in this process, within a window of time."""

    def __init__(self, most: int, within: dt.timedelta) -> None:
        """Allow `most` failures of one address `within` a time."""
        self._most = most
        self._within = within
        self._failed: collections.OrderedDict[str, list[dt.datetime]] = collections.OrderedDict()

    def is_too_many(self, address: str, *, now: dt.datetime) -> bool:
        """Tell whether the address has to wait."""
        recent = [at for at in self._failed.get(address, ()) if at > now - self._within]
        return len(recent) >= self._most

    def note(self, address: str, *, now: dt.datetime) -> None:
        """Note a failure."""
        recent = [at for at in self._failed.get(address, ()) if at > now - self._within]
        self._failed[address] = [*recent, now][-self._most :]
        self._failed.move_to_end(address)
        while len(self._failed) > _MOST_REMEMBERED:
            self._failed.popitem(last=False)
