"""`samsvar verify`: compute every figure again, and ask every invariant."""

import asyncio
import collections
from typing import Annotated, Final

import typer

from samsvar import settings
from samsvar.commands import databases
from samsvar.operations import verification
from samsvar.persistence.database import Database

STATEMENT_SECONDS: Final = 600.0


def verify(
    shown: Annotated[int, typer.Option(help="How many differences to show of each organisation.")] = 50,
) -> None:
    """Compare all that is stored with what the rules make of it. Exit code 1 when anything differs."""
    with databases.reachable(settings.read()) as urls:
        reports = asyncio.run(_verify(urls.app))
    for report in reports:
        looked_at = ", ".join(f"{count} {table.replace('_', ' ')}" for table, count in report.looked_at.items())
        print(f"{report.name}: {looked_at}. {len(report.differences) or 'No'} differences.")
        for difference in report.differences[:shown]:
            print(f"  {difference}")
        if len(report.differences) > shown:
            rules = collections.Counter(difference.rule for difference in report.differences)
            print(f"  ... in all: {', '.join(f'{rule} {count}' for rule, count in rules.most_common())}")
    if any(report.differences for report in reports):
        raise typer.Exit(1)


async def _verify(url: str) -> list[verification.Report]:
    database = Database(url, write_connections=1, statement_seconds=STATEMENT_SECONDS)
    try:
        organisations = await verification.organisations(database)
        return [await verification.verify(database, organisation_id) for organisation_id in organisations]
    finally:
        await database.close()
