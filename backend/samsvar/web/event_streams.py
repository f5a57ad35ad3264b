"""
Subscriptions as server-sent events: the "distinct connections mode" of graphql-sse, one response per operation.

A stream lives as long as the sign-in behind it. It says something at least every few seconds, so that proxies keep it
open and both sides notice when the other is gone, and it gives up on a reader that has stopped reading.
"""

from __future__ import annotations

import asyncio
import contextlib
import enum
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any, Final

from starlette import types

HEARTBEAT_SECONDS: Final = 15.0
_SLOWEST_READER_SECONDS: Final = 30.0

_HEADERS: Final = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
)
_HEARTBEAT: Final = b":\n\n"
_COMPLETE: Final = b"event: complete\ndata:\n\n"


class End(enum.Enum):
    """Why a stream ends."""

    NOTHING_MORE = "nothing more"
    READER_GONE = "reader gone"
    SIGN_IN_OVER = "sign-in over"
    CLOSING = "closing"


class EventStream:
    """One response that is written as long as there is something to say; `end` may be called from anywhere."""

    def __init__(self, send: types.Send, *, heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        """Write to `send`."""
        self._send = send
        self._heartbeat_seconds = heartbeat_seconds
        self._ended: asyncio.Future[End] = asyncio.get_running_loop().create_future()

    def end(self, why: End) -> None:
        """End the stream; the first reason counts."""
        if not self._ended.done():
            self._ended.set_result(why)

    async def write(
        self,
        answers: AsyncIterator[bytes],
        receive: types.Receive,
        *,
        still_holds: Callable[[], Awaitable[bool]],
        farewell: bytes,
    ) -> End:
        """
        Write each answer as an event until the stream ends, and return why it did.

        Args:
            answers: JSON, one result of the operation each; closed in any case.
            receive: As ASGI gives it; the body has been read.
            still_holds: Asked at every heartbeat: whether the sign-in is still good.
            farewell: JSON of the last answer when the sign-in is over.
        """
        leaving = asyncio.create_task(self._watch(receive))
        try:
            await self._put({"type": "http.response.start", "status": 200, "headers": list(_HEADERS)})
            await self._put_text(_HEARTBEAT)
            await self._relay(answers, still_holds)
            why = self._ended.result()
            if why is End.SIGN_IN_OVER:
                await self._put_text(_event(farewell))
            # A stream that closes without "complete" is one that the client opens again: at another process, or later.
            if why in (End.NOTHING_MORE, End.SIGN_IN_OVER):
                await self._put_text(_COMPLETE)
            if why is not End.READER_GONE:
                await self._put({"type": "http.response.body", "body": b"", "more_body": False})
        except (TimeoutError, OSError):
            self.end(End.READER_GONE)
            why = End.READER_GONE
        finally:
            await _cancelled(leaving)
        return why

    async def _relay(self, answers: AsyncIterator[bytes], still_holds: Callable[[], Awaitable[bool]]) -> None:
        """Write answers and heartbeats until the stream has an end."""
        upcoming = asyncio.create_task(_next(answers))
        try:
            while not self._ended.done():
                done, _ = await asyncio.wait(
                    (upcoming, self._ended), timeout=self._heartbeat_seconds, return_when=asyncio.FIRST_COMPLETED
                )
                if self._ended in done:
                    return
                if upcoming in done:
                    answer = upcoming.result()
                    if answer is None:
                        self.end(End.NOTHING_MORE)
                        return
                    await self._put_text(_event(answer))
                    upcoming = asyncio.create_task(_next(answers))
                elif await still_holds():
                    await self._put_text(_HEARTBEAT)
                else:
                    self.end(End.SIGN_IN_OVER)
        finally:
            await _cancelled(upcoming)
            close = getattr(answers, "aclose", None)
            if close is not None:
                await close()

    async def _watch(self, receive: types.Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self.end(End.READER_GONE)

    async def _put_text(self, text: bytes) -> None:
        await self._put({"type": "http.response.body", "body": text, "more_body": True})

    async def _put(self, message: types.Message) -> None:
        """Hand a message to the server, which waits while the reader's buffers are full; not for ever."""
        async with asyncio.timeout(_SLOWEST_READER_SECONDS):
            await self._send(message)


class EventStreams:
    """The open streams of this process."""

    def __init__(self, *, heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        """Say something on each every `heartbeat_seconds`, and look then whether its sign-in still holds."""
        self._heartbeat_seconds = heartbeat_seconds
        self._open: set[EventStream] = set()

    def __len__(self) -> int:
        """How many are open."""
        return len(self._open)

    @contextlib.contextmanager
    def one(self, send: types.Send) -> Iterator[EventStream]:
        """Give a stream that counts as open as long as the block lasts."""
        stream = EventStream(send, heartbeat_seconds=self._heartbeat_seconds)
        self._open.add(stream)
        try:
            yield stream
        finally:
            self._open.discard(stream)

    def close(self) -> None:
        """End all of them, because this process does."""
        for stream in tuple(self._open):
            stream.end(End.CLOSING)


def _event(answer: bytes) -> bytes:
    """Return an answer as a `next` event; JSON from the database may hold line breaks, which would end a field."""
    return b"event: next\ndata: " + answer.replace(b"\r", b"").replace(b"\n", b"\ndata: ") + b"\n\n"


async def _next(answers: AsyncIterator[bytes]) -> bytes | None:
    return await anext(answers, None)


async def _cancelled(task: asyncio.Task[Any]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await task
