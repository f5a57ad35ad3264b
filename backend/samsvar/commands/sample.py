"""`samsvar sample`: make an organisation of any size, for benchmarks."""

import asyncio
import datetime as dt
from typing import Annotated

import typer

from samsvar import settings
from samsvar.commands import databases
from samsvar.operations.samples import organisations
from samsvar.persistence.database import Database


def sample(
    teams: Annotated[
        int,
        typer.Option(min=2, max=10_000, help="How many teams, in up to 30 divisions."),
    ] = 100,
    cycles: Annotated[int, typer.Option(min=1, max=12, help="How many cycles; the last one runs.")] = 4,
    seed: Annotated[
        int,
        typer.Option(help="Seed of chance: the same one makes the same organisation."),
    ] = 1,
    issuer: Annotated[
        str | None,
        typer.Option(help="Admit everyone whom this issuer signs in; nobody if not given."),
    ] = None,
) -> None:
    """Make an organisation of any size: 4 objectives and 14 key results a team and cycle, with links and check-ins."""
    size = organisations.Size(teams, cycles, seed)
    with databases.reachable(settings.read()) as urls:
        is_new = asyncio.run(_load(urls, size, issuer))
    print(f"The organisation {size.slug} is {'ready' if is_new else 'there already'}.")


async def _load(urls: databases.Urls, size: organisations.Size, issuer: str | None) -> bool:
    database = Database(urls.app)
    try:
        made = await organisations.load(
            database,
            size,
            issuer=issuer,
            now=dt.datetime.now(dt.UTC),
            owner_url=urls.owner,
            tell=lambda line: print(line, flush=True),
        )
    finally:
        await database.close()
    return made is not None
