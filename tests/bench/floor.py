"""
The floor: a bare ASGI handler that sends the same SQL, in the same kind of transaction, and passes the bytes on.

Nothing is parsed, checked or signed in. What an endpoint costs beyond this is what it adds. Run by uvicorn like the
server, in a process of its own; what to send is in the file that ``SAMSVAR_BENCH_FLOOR`` names.
"""

import asyncio
import os
import pathlib
import pickle
from typing import Any

import asyncpg

CONNECTIONS = 4


class Floor:
    """Answers ``/READ/N``: the N-th call of a read, or of the check-in."""

    def __init__(self) -> None:
        plan = pickle.loads(pathlib.Path(os.environ["SAMSVAR_BENCH_FLOOR"]).read_bytes())
        self.url: str = plan["url"]
        self.beginning: str = plan["beginning"]
        self.statements: dict[str, tuple[str, list[list[Any]]]] = plan["statements"]
        self.check_in_statements: list[str] = plan["check_in"]
        self.check_ins: list[list[list[Any]]] = plan["check_ins"]
        self.connections: asyncio.LifoQueue[asyncpg.Connection[asyncpg.Record]] = asyncio.LifoQueue()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self.lifespan(receive, send)
            return
        while (await receive()).get("more_body"):
            pass
        _, read, number = scope["path"].split("/")
        connection = await self.connections.get()
        try:
            if read == "check-in":
                body = await self.check_in(connection, int(number))
            else:
                sql, calls = self.statements[read]
                await connection.execute(self.beginning)
                body = await connection.fetchval(sql, *calls[int(number)])
                await connection.execute("commit")
        finally:
            self.connections.put_nowait(connection)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def check_in(self, connection: "asyncpg.Connection[asyncpg.Record]", number: int) -> bytes:
        """Store what a check-in stores, with figures that were worked out beforehand."""
        await connection.execute(self.beginning.replace("repeatable read read only", "read committed"))
        for sql, parameters in zip(self.check_in_statements, self.check_ins[number], strict=True):
            await connection.fetchval(sql, *parameters)
        await connection.execute("commit")
        return b"{}"

    async def lifespan(self, receive: Any, send: Any) -> None:
        await receive()
        for _ in range(CONNECTIONS):
            connection = await asyncpg.connect(
                self.url,
                server_settings={"jit": "off", "plan_cache_mode": "force_generic_plan", "timezone": "UTC"},
            )
            await connection.set_type_codec(
                "varchar", schema="pg_catalog", encoder=str.encode, decoder=bytes, format="binary"
            )
            self.connections.put_nowait(connection)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        while not self.connections.empty():
            await self.connections.get_nowait().close()
        await send({"type": "lifespan.shutdown.complete"})


app = Floor()
