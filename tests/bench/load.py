"""A load from this machine, with as little work of its own as possible, and what it costs the processes that serve it."""

import asyncio
import dataclasses
import itertools
import time
from collections.abc import Sequence

import psutil

CONNECTIONS = 8


class RequestFailed(AssertionError):
    """An answer was not what a benchmark may count."""


@dataclasses.dataclass(frozen=True)
class Request:
    """What is sent, byte for byte."""

    raw: bytes

    @classmethod
    def post(cls, path: str, body: bytes, headers: dict[str, str]) -> "Request":
        """Make a request that keeps its connection."""
        lines = [f"POST {path} HTTP/1.1", "host: localhost", f"content-length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return cls("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


@dataclasses.dataclass(frozen=True)
class Cost:
    """What requests took: how many a second, and CPU milliseconds each, of the server and of the database."""

    per_second: float
    server_ms: float
    database_ms: float
    bytes_each: float

    @property
    def cpu_ms(self) -> float:
        """CPU of both, for one request."""
        return self.server_ms + self.database_ms


class _Connection(asyncio.Protocol):
    """One HTTP/1.1 connection that sends a request when the last one was answered."""

    def __init__(self) -> None:
        self.buffer = bytearray()
        self.answered: asyncio.Future[bytes] | None = None
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head = self.buffer.find(b"\r\n\r\n")
        if head < 0:
            return
        start = self.buffer.lower().find(b"content-length:", 0, head) + 15
        length = int(self.buffer[start : self.buffer.find(b"\r\n", start)])
        if len(self.buffer) - head - 4 < length:
            return
        answer, self.buffer = bytes(self.buffer), bytearray()
        assert self.answered is not None
        self.answered.set_result(answer)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.answered is not None and not self.answered.done():
            self.answered.set_exception(exc or ConnectionError("The server closed the connection."))

    async def ask(self, request: Request) -> bytes:
        """Send a request and return its answer, head and all."""
        assert self.transport is not None
        self.answered = asyncio.get_running_loop().create_future()
        self.transport.write(request.raw)
        return await self.answered


async def answer(port: int, request: Request) -> bytes:
    """Send one request; return the body of its answer."""
    _, connection = await asyncio.get_running_loop().create_connection(_Connection, "127.0.0.1", port)
    try:
        return _body(await connection.ask(request))
    finally:
        assert connection.transport is not None
        connection.transport.close()


def _body(raw: bytes) -> bytes:
    head, _, body = raw.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RequestFailed(raw[:600].decode(errors="replace"))
    return body


async def measure(
    port: int, requests: Sequence[Request], *, server: psutil.Process, database: psutil.Process, seconds: float
) -> Cost:
    """
    Send the requests in turn from several connections, for a while, and return what they cost.

    Args:
        port: Where to, on the loopback address.
        requests: Sent in turn, over and over.
        server, database: Whose CPU, with that of their children, is counted.
        seconds: How long; as much as a fifth of it is warming up.
    """
    loop = asyncio.get_running_loop()
    connections = [(await loop.create_connection(_Connection, "127.0.0.1", port))[1] for _ in range(CONNECTIONS)]
    turns = itertools.cycle(requests)
    counted, received = 0, 0

    async def go_on(connection: _Connection, until: float) -> None:
        nonlocal counted, received
        while time.perf_counter() < until:
            body = _body(await connection.ask(next(turns)))
            counted += 1
            received += len(body)

    async def all_until(until: float) -> None:
        await asyncio.gather(*(go_on(connection, until) for connection in connections))

    try:
        await all_until(time.perf_counter() + seconds / 5)
        counted, received = 0, 0
        before, began = (_cpu(server), _cpu(database)), time.perf_counter()
        await all_until(began + seconds)
        took, after = time.perf_counter() - began, (_cpu(server), _cpu(database))
    finally:
        for connection in connections:
            assert connection.transport is not None
            connection.transport.close()
    return Cost(
        per_second=counted / took,
        server_ms=(after[0] - before[0]) / counted * 1000,
        database_ms=(after[1] - before[1]) / counted * 1000,
        bytes_each=received / counted,
    )


def _cpu(process: psutil.Process) -> float:
    """Return the CPU seconds of a process and its children so far; those that have ended count as their parent's."""
    total = 0.0
    for each in (process, *process.children(recursive=True)):
        try:
            times = each.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
        if each.pid == process.pid:
            total += times.children_user + times.children_system
    return total
