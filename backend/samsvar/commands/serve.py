"""`samsvar serve`: the server alone, for places where database and identity provider are run by others."""

import asyncio
from typing import Annotated

import typer
import uvicorn

from samsvar import commands, settings
from samsvar.commands import children, databases
from samsvar.persistence import roles

NEEDED = (
    "database_url",
    "oidc_issuer",
    "oidc_client_id",
    "oidc_client_secret",
    "secret_key",
)
FOLLOWED = ("backend/samsvar", "frontend/src/__generated__")
"""What a developer's server begins again for: its code, and the app's documents, of which it keeps a list."""

SECONDS_TO_FINISH = 10


class CannotServe(commands.CommandFailed):
    """Something that the server needs is missing; the message says what to do."""


def serve(
    reload: Annotated[bool, typer.Option(help="Begin again whenever the code changes.")] = False,
    ends_with_parent: Annotated[bool, typer.Option(hidden=True)] = False,
) -> None:
    """Serve the app and the API. Database, identity provider and secret key must be set: see README."""
    chosen = settings.read()
    missing = [f"{settings.PREFIX}{name.upper()}" for name in NEEDED if getattr(chosen, name) is None]
    if missing:
        raise CannotServe(f"Set {', '.join(missing)}; or use `samsvar run`, which brings all it needs.")
    if ends_with_parent:
        children.end_with_parent()
    asyncio.run(_refuse_strong_role(str(chosen.database_url)))
    uvicorn.run(
        "samsvar.main:create_app",
        factory=True,
        host=chosen.host,
        port=chosen.port,
        workers=None if reload else chosen.workers,
        reload=reload,
        reload_dirs=[str(settings.CHECKOUT / folder) for folder in FOLLOWED] if reload else None,
        reload_includes=["persisted-queries.json"] if reload else None,
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=chosen.trusted_proxies,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )


async def _refuse_strong_role(url: str) -> None:
    async with databases.connected(url) as connection:
        await roles.refuse_strong_role(connection)
