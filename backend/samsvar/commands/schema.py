"""`samsvar schema`: the contract of the API, printed from the code."""

from typing import Annotated

import typer

from samsvar import commands, settings
from samsvar.graph import schema as graph_schema

FILE = settings.CHECKOUT / "schema.graphql"


class SchemaOutdated(commands.CommandFailed):
    """The file is not what the code says."""


def schema(
    write: Annotated[bool, typer.Option(help="Write it to schema.graphql.")] = False,
    check: Annotated[bool, typer.Option(help="Refuse if schema.graphql says something else.")] = False,
) -> None:
    """Print the contract of the API."""
    printed = graph_schema.schema.as_str() + "\n"
    if check:
        if not FILE.exists() or FILE.read_text() != printed:
            raise SchemaOutdated(
                "schema.graphql is not what the code says. Run `make schema`, and read the difference."
            )
    elif write:
        FILE.write_text(printed)
    else:
        print(printed, end="")
