"""Hearing that the process is to end before its lifespan does."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def announced_to(act: Callable[[], None]) -> Iterator[None]:
    """
    Call `act` in the event loop when the process is told to end, as long as the block lasts.

    The server waits for responses to finish before it ends the lifespan, and an event stream finishes only when it is
    told to. The server's own handling of the signal goes on as before.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # Signals reach the main thread alone; a server in another one is stopped in other ways.
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in _SIGNALS}

    def told(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(act)
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number, handler in before.items():
        if callable(handler):
            signal.signal(number, told)
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is told:
                signal.signal(number, handler)
