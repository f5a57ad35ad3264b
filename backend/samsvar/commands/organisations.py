"""`samsvar organisations`: who may sign in where."""

import asyncio
import datetime as dt
from typing import Annotated

import typer

from samsvar import commands, settings
from samsvar.commands import databases
from samsvar.operations import admissions
from samsvar.persistence import database as database_module

app = typer.Typer(help="Say who may sign in to an organisation.", no_args_is_help=True)


class CannotAdmit(commands.CommandFailed):
    """What was asked for makes no sense; the message says why."""


@app.callback()
def _group() -> None:
    """Make `admit` a command of its own, although it is the only one so far."""


@app.command("admit")
def admit(
    slug: Annotated[str, typer.Argument(help="The organisation, as its address names it.")],
    *,
    issuer: Annotated[str, typer.Option(help="The OpenID Provider, exactly as it names itself.")],
    group: Annotated[str | None, typer.Option(help="A group of the provider; its people are let in.")] = None,
    role: Annotated[str, typer.Option(help=f"What the group means: {', '.join(admissions.ROLES)}.")] = "VIEWER",
    unit: Annotated[
        str | None,
        typer.Option(help="In which unit, by its name; the company if not said."),
    ] = None,
    everyone: Annotated[bool, typer.Option(help="Let in everybody whom the provider knows.")] = False,
) -> None:
    """
    Let people in from their next sign-in on: everybody whom a provider knows, or those of a group.

    Doing it twice changes nothing.
    """
    if role not in admissions.ROLES:
        raise CannotAdmit(f"There is no role {role}. A group can mean {', '.join(admissions.ROLES)}.")
    if group is None and not everyone:
        raise CannotAdmit("Say whom to let in: --group NAME, or --everyone.")
    if role == admissions.ADMINISTRATOR and unit is not None:
        raise CannotAdmit("Administration is of the whole organisation: leave --unit out.")
    meanings = [admissions.GroupMeaning(group, role, unit)] if group is not None else []
    draft = admissions.Admit(issuer, is_for_everyone=everyone, meanings=meanings)
    with databases.reachable(settings.read()) as urls:
        asyncio.run(_admit(urls.app, slug, draft))
    whom = f"everybody whom {issuer} knows" if everyone else f"the group {group} of {issuer}"
    print(f"{slug} lets in {whom}.")


async def _admit(database_url: str, slug: str, draft: admissions.Admit) -> None:
    database = database_module.Database(database_url)
    try:
        if not await admissions.admit_by_slug(database, slug, draft, now=dt.datetime.now(dt.UTC)):
            raise CannotAdmit(f"There is no organisation {slug}.")
    except admissions.UnitUnclear as unclear:
        raise CannotAdmit(f"{slug} has no unit called {str(unclear)!r} today, or more than one.") from unclear
    finally:
        await database.close()
