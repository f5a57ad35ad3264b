"""The command line. Each command is a file of `samsvar/commands`; what stops one is said in a sentence, not a traceback."""

import sys

import typer

from samsvar import settings
from samsvar.commands import children, migrate, organisations, run, serve
from samsvar.connectors import embedded_postgres, local_identity_provider
from samsvar.persistence import roles

EXPECTED = (
    settings.SettingsRefused,
    embedded_postgres.EmbeddedPostgresFailed,
    local_identity_provider.IdentityProviderFailed,
    roles.RoleTooStrong,
    children.ChildEnded,
    organisations.CannotAdmit,
    run.CannotRun,
    serve.CannotServe,
)
"""Failures that people can mend; their messages say how."""

app = typer.Typer(
    name="samsvar",
    help="Objectives and key results of teams and whole companies, in line.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("run")(run.run)
app.command("serve")(serve.serve)
app.command("migrate")(migrate.migrate)
app.add_typer(organisations.app, name="organisations")


def main() -> None:
    """Run the command that was asked for."""
    try:
        app()
    except EXPECTED as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
