"""Loading the sample company; `samsvar run` does it once, into an embedded database that is empty."""

import asyncio
import datetime as dt
import tomllib

from samsvar import settings
from samsvar.operations.samples import companies, worlds
from samsvar.persistence.database import Database

FOLDER = settings.CHECKOUT / "infra" / "sample-company"


def load(database_url: str, *, issuer: str) -> bool:
    """Store the sample company for the people of an issuer; return whether it wasn't there yet."""
    return asyncio.run(_load(database_url, issuer))


def files() -> worlds.SampleFiles:
    """Return the sample company's files."""
    return worlds.SampleFiles(
        *(
            tomllib.loads((FOLDER / f"{name}.toml").read_text())
            for name in ("company", "running", "closed", "coming", "cases")
        )
    )


async def _load(database_url: str, issuer: str) -> bool:
    database = Database(database_url)
    try:
        return await companies.load(database, files(), issuer=issuer, now=dt.datetime.now(dt.UTC)) is not None
    finally:
        await database.close()
