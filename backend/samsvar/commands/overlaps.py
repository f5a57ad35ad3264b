"""`samsvar overlaps`: look at what is found in real data, and judge how well it is found."""

import asyncio
import dataclasses
import textwrap
from collections.abc import Mapping
from typing import Annotated, Any

import asyncpg
import orjson
import typer

from samsvar import commands, settings
from samsvar.commands import databases, embedders, overlap_evaluations
from samsvar.domain.overlaps import strengths
from samsvar.domain.overlaps.findings import OverlapKind
from samsvar.jobs.overlaps import OverlapWorker
from samsvar.jobs.worker import utc_now
from samsvar.operations import overlap_lists
from samsvar.persistence.database import Database

app = typer.Typer(help="Look at overlaps, and judge how well they are found.", no_args_is_help=True)


class CannotList(commands.CommandFailed):
    """What was asked for isn't there; the message says what is."""


@app.callback()
def _group() -> None:
    """Have the two as commands of this group."""


app.command("evaluate")(overlap_evaluations.evaluate)


@app.command("list")
def list_overlaps(
    *,
    org: Annotated[str, typer.Option(help="The organisation, as its address names it.")],
    cycle: Annotated[str, typer.Option(help="The cycle, by its name.")],
    unit: Annotated[str | None, typer.Option(help="Only what it, or one below it, is concerned by.")] = None,
    kind: Annotated[OverlapKind | None, typer.Option(help="Only what is of this kind.")] = None,
    min_score: Annotated[float, typer.Option(help="Least likeness.")] = strengths.SHIPPED.possible,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    read: Annotated[bool, typer.Option("--read", help="Read first what is unread, as a worker would.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, all of the evidence with it.")] = False,
) -> None:
    """
    List the overlaps of a cycle, the surest first, as Samsvar itself sees them: drafts of every unit are among them.

    A worker finds them; `--read` does without one.
    """
    with databases.reachable(settings.read()) as urls:
        try:
            listed = asyncio.run(_list(urls.app, org, cycle, unit, kind, min_score, limit, read=read))
        except overlap_lists.NothingToList as nothing:
            raise CannotList(str(nothing)) from None
    if as_json:
        print(orjson.dumps(dataclasses.asdict(listed), default=str, option=orjson.OPT_INDENT_2).decode())
        return
    for finding in listed.findings:
        strength = "" if finding.score >= 100 else f" {finding.score:.2f}"
        state = "" if finding.state == "OPEN" else f" {finding.state}"
        print(f"\n{finding.kind} {finding.rule}{strength}{state}")
        for member in finding.members:
            print(_wrapped(f"{member['unit']}: {member['objective']}", "  "))
            if member["key_result"]:
                print(_wrapped(str(member["key_result"]), "    · "))
        why = _why(finding.evidence)
        if why:
            print(_wrapped(why, "  = "))
    by = "nothing yet" if listed.reader is None else listed.reader.model or "words alone"
    unread = f", {listed.unread} objectives unread" if listed.unread else ""
    print(f"\n{len(listed.findings)} overlaps, read by {by}{unread}.")


def _why(evidence: Mapping[str, Any]) -> str:
    if evidence.get("words_in_common"):
        return ", ".join(evidence["words_in_common"])
    if evidence.get("word_pairs"):
        return ", ".join(f"{pair['a']} ~ {pair['b']}" for pair in evidence["word_pairs"])
    if evidence.get("a_direction"):
        return f"{evidence['a_direction']} and {evidence.get('b_direction')}"
    return ""


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, 110, initial_indent=indent, subsequent_indent=" " * len(indent))


async def _list(
    url: str,
    slug: str,
    cycle: str,
    unit: str | None,
    kind: OverlapKind | None,
    min_score: float,
    limit: int,
    *,
    read: bool,
) -> overlap_lists.OverlapList:
    database = Database(url, write_connections=4)
    try:
        if read:
            choice = embedders.chosen(settings.read())
            await OverlapWorker(
                database,
                lambda: asyncpg.connect(url),
                embedder=choice.embedder,
                kind=choice.kind.value,
                clock=utc_now,
            ).read_all()
        return await overlap_lists.list_overlaps(
            database, slug, cycle, unit=unit, kind=kind, min_score=min_score, limit=limit
        )
    finally:
        await database.close()
