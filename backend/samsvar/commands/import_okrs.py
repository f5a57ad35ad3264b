"""`samsvar import okrs`: read OKRs from a file."""

import asyncio
import datetime as dt
import pathlib
from collections.abc import Iterable
from typing import Annotated

import typer

from samsvar import commands, settings
from samsvar.commands import databases
from samsvar.operations import okr_imports
from samsvar.persistence.database import Database

app = typer.Typer(help="Read what other systems have written down.", no_args_is_help=True)


class NothingUsable(commands.CommandFailed):
    """A file holds no line that could be imported."""


@app.callback()
def _group() -> None:
    """Make `okrs` a command of its own, although it is the only one so far."""


@app.command("okrs")
def import_okrs(
    file: Annotated[
        pathlib.Path,
        typer.Argument(
            help="JSON lines; infra/okr-file-format.md says of what.",
            exists=True,
            dir_okay=False,
        ),
    ],
    fiscal_year_starts: Annotated[
        int,
        typer.Option(
            min=1,
            max=12,
            help="Month in which fiscal years begin, for cycles like FY21-Q3.",
        ),
    ] = 2,
    all_remarks: Annotated[bool, typer.Option(help="Print every remark, not only the first of each kind.")] = False,
) -> None:
    """Import OKRs: units, cycles, objectives, key results and what they contribute to. Doing it twice changes nothing."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise NothingUsable(f"{file.name} is not text in UTF-8: no line of it could be used.") from error
    with databases.reachable(settings.read()) as urls:
        report = asyncio.run(_import(urls.app, lines, fiscal_year_starts))
    print(f"{file.name}: {report.lines:,} lines")
    for name, counts in report.organisations.items():
        print(f"\n{name}")
        for line in okr_imports.counted(counts):
            print(line)
    left_out = {remark.line for remark in report.remarks if remark.is_left_out}
    print(f"\n{len(left_out):,} lines left out.")
    by_code: dict[str, list[str]] = {}
    for remark in report.remarks:
        by_code.setdefault(remark.code, []).append(f"  line {remark.line}: {remark.text}")
    for code, sentences in by_code.items():
        print(f"{code}: {len(sentences):,}")
        for sentence in sentences if all_remarks else sentences[:3]:
            print(sentence)
        if not all_remarks and len(sentences) > 3:
            print(f"  … and {len(sentences) - 3:,} more (--all-remarks)")
    if len(left_out) == report.lines:
        raise NothingUsable(f"No line of {file.name} could be used; infra/okr-file-format.md says what lines hold.")


async def _import(database_url: str, lines: Iterable[str], fiscal_year_starts: int) -> okr_imports.Report:
    database = Database(database_url)
    try:
        return await okr_imports.import_okrs(
            database,
            lines,
            now=dt.datetime.now(dt.UTC),
            fiscal_year_starts=fiscal_year_starts,
        )
    finally:
        await database.close()
