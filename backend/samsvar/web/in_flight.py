"""How many requests are worked on at once. More would only wait for a connection to the database, and time out there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator


class Full(Exception):
    """There is no room for another one; come back in a second."""


class InFlight:
    """Counts what is being worked on and refuses what is beyond `most`."""

    def __init__(self, most: int) -> None:
        """Allow `most` at once in this process."""
        self._most = most
        self.count = 0

    @contextlib.contextmanager
    def one(self) -> Iterator[None]:
        """
        Hold one place for as long as the block lasts.

        Raises:
            Full: All places are taken.
        """
        if self.count >= self._most:
            raise Full
        self.count += 1
        try:
            yield
        finally:
            self.count -= 1
