"""
The command line: which file of `samsvar/commands` answers which command.

Only the file of the command that was asked for is loaded, so that each starts quickly. What stops a command and can be mended is
said in a sentence; anything else is a bug, and a traceback.
"""

import importlib
import sys

import typer

from samsvar import commands

COMMANDS = {
    "run": "run",
    "serve": "serve",
    "migrate": "migrate",
    "import": "import_okrs",
    "organisations": "organisations",
    "overlaps": "overlaps",
    "sample": "sample",
    "schema": "schema",
    "verify": "verify",
    "worker": "worker",
}
"""Name of a command, and its module: that holds a function called like the command, or a group called `app`."""


def application(*names: str) -> typer.Typer:
    """Return the command line with these commands."""
    application = typer.Typer(
        name="samsvar",
        help="Objectives and key results of teams and whole companies, in line.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    application.callback()(lambda: None)  # Or else typer takes a single command for the whole.
    for name in names:
        module = importlib.import_module(f"samsvar.commands.{COMMANDS[name]}")
        if hasattr(module, "app"):
            application.add_typer(module.app, name=name)
        else:
            application.command(name)(getattr(module, name))
    return application


def failures() -> tuple[type[Exception], ...]:
    """Return the failures that people can mend; their messages say how. Loaded when something has failed."""
    from samsvar import settings
    from samsvar.connectors import embedded_postgres, local_identity_provider
    from samsvar.persistence import roles

    return (
        commands.CommandFailed,
        settings.SettingsRefused,
        embedded_postgres.EmbeddedPostgresFailed,
        local_identity_provider.IdentityProviderFailed,
        roles.RoleTooStrong,
    )


def main() -> None:
    """Run the command that was asked for."""
    asked = next(iter(sys.argv[1:]), "")
    try:
        application(*([asked] if asked in COMMANDS else COMMANDS))()
    except failures() as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
