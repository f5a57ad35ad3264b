"""A server that is told to stop does, streams or not."""

import asyncio
import os
import signal
import sys

import httpx2
import pytest

from samsvar.settings import CHECKOUT
from tests.conftest import Database, free_port
from tests.web.whole_app.conftest import Served


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_an_open_stream_does_not_hold_a_server_back(
    served: Served, database: Database, number: signal.Signals
) -> None:
    port = free_port()
    environment = {
        **os.environ,
        "SAMSVAR_PORT": str(port),
        "SAMSVAR_DATABASE_URL": database.url,
        "SAMSVAR_OIDC_ISSUER": "http://localhost:1",
        "SAMSVAR_OIDC_CLIENT_ID": "samsvar",
        "SAMSVAR_OIDC_CLIENT_SECRET": "secret",
        "SAMSVAR_SECRET_KEY": "x" * 32,
    }
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "samsvar.cli",
        "serve",
        env=environment,
        cwd=CHECKOUT / "backend",
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            await until_ready(client)
            subscription = client.stream(
                "POST",
                "/graphql",
                json={"query": "subscription { changes { ids } }"},
                headers={"accept": "text/event-stream", "authorization": f"Bearer {served.token}"},
            )
            async with subscription as stream:
                lines = stream.aiter_lines()
                assert await anext(lines) == ":"
                server.send_signal(number)
                assert [line async for line in lines if line] == []
                await asyncio.wait_for(server.wait(), timeout=5)
    finally:
        if server.returncode is None:
            server.kill()
            await server.wait()


async def until_ready(client: httpx2.AsyncClient) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                if (await client.get("/health/ready")).is_success:
                    return
            except httpx2.TransportError:
                pass
            await asyncio.sleep(0.1)
