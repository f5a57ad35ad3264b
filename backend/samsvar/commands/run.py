"""`samsvar run`: everything on this machine, from the database to the app, until Ctrl-C."""

import contextlib
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from samsvar import commands, settings
from samsvar.commands import children, databases, stamps
from samsvar.connectors import embedded_postgres, local_identity_provider

VITE_PORT = 8602
DOCUMENTS = settings.CHECKOUT / "frontend" / "src" / "__generated__" / "persisted-queries.json"
READY_SECONDS = 60


class CannotRun(commands.CommandFailed):
    """Something is in the way; the message says what to do."""


def run(
    reload: Annotated[
        bool,
        typer.Option(help="For developers: follow changes of the code, in server and app."),
    ] = False,
) -> None:
    """Run everything on this machine: database, identity provider, server and jobs. Ctrl-C stops it all."""
    # SIGINT too: shells start what runs in the background with that one ignored.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    chosen = settings.read()
    app_url = f"http://localhost:{VITE_PORT}" if reload else chosen.url
    _refuse_taken_ports(chosen)
    try:
        with contextlib.ExitStack() as stack:
            urls = stack.enter_context(databases.reachable(chosen))
            environment = {
                # The address stays in sight; what goes wrong is said all the same.
                "SAMSVAR_LOG_LEVEL": chosen.log_level
                if "log_level" in chosen.model_fields_set or reload
                else "warning",
                "SAMSVAR_DATABASE_URL": urls.app,
                "SAMSVAR_SECRET_KEY": _secret_key(chosen),
                "SAMSVAR_PUBLIC_URL": app_url,
                **stack.enter_context(_identity_provider(chosen, app_url)),
                # Vite's app asks what was compiled last, not what was built once.
                **({"SAMSVAR_DOCUMENTS_FILE": str(DOCUMENTS)} if reload else {}),
            }
            if chosen.sample_company and chosen.database_url is None:
                _load_sample_company(chosen, urls, environment["SAMSVAR_OIDC_ISSUER"])
            samsvar = [sys.executable, "-m", "samsvar.cli"]
            serve = [
                *samsvar,
                "serve",
                "--ends-with-parent",
                *(["--reload"] if reload else []),
            ]
            worker = [*samsvar, "worker", "--ends-with-parent"]
            processes = {
                "The server": stack.enter_context(children.running(serve, environment)),
                "The worker": stack.enter_context(children.running(worker, environment)),
            }
            if reload:
                processes |= _frontend_tools(stack, chosen)
            _wait_until_ready(chosen, processes)
            print(_welcome(app_url, chosen), flush=True)
            _wait_until_one_ends(processes)
    except KeyboardInterrupt:
        print("\nStopped.")


def _interrupt(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _refuse_taken_ports(chosen: settings.Settings) -> None:
    wanted = {"SAMSVAR_PORT": (chosen.host, chosen.port)}
    if chosen.oidc_issuer is None:
        wanted["SAMSVAR_IDENTITY_PROVIDER_PORT"] = (
            "127.0.0.1",
            chosen.identity_provider_port,
        )
    for name, address in wanted.items():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                raise CannotRun(
                    f"Port {address[1]} is taken by another program, perhaps by a Samsvar that runs already. "
                    f"Stop that one, or choose another port: {name}={address[1] + 1000} make run"
                ) from error


def _secret_key(chosen: settings.Settings) -> str:
    if chosen.secret_key:
        return chosen.secret_key.get_secret_value()
    kept = chosen.data_dir / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_hex(32))
    return kept.read_text()


@contextlib.contextmanager
def _identity_provider(chosen: settings.Settings, app_url: str) -> Iterator[Mapping[str, str]]:
    """Give the settings of the identity provider: of the one that was chosen, or of the local one, which then runs."""
    if chosen.oidc_issuer and chosen.oidc_client_id and chosen.oidc_client_secret:
        yield {"SAMSVAR_OIDC_ISSUER": chosen.oidc_issuer}
        return
    with local_identity_provider.running(chosen.identity_provider_port, app_url) as provider:
        yield {
            # Whoever runs this on their own machine may try it from its beginning.
            **({} if "founding" in chosen.model_fields_set else {"SAMSVAR_FOUNDING": "everyone"}),
            "SAMSVAR_OIDC_ISSUER": provider.issuer,
            "SAMSVAR_OIDC_CLIENT_ID": provider.client_id,
            "SAMSVAR_OIDC_CLIENT_SECRET": provider.client_secret,
        }


def _load_sample_company(chosen: settings.Settings, urls: databases.Urls, issuer: str) -> None:
    """Load it once. When the local provider has moved to another port since, let its people follow."""
    known = stamps.noted(chosen.data_dir, "sample-company")
    if known is None:
        from samsvar.commands import sample_company  # Needed once; takes a second to load.

        sample_company.load(urls.app, issuer=issuer)
    elif known != issuer:
        with embedded_postgres.running(chosen.data_dir) as server:
            for table in ("organisation_issuers", "group_mappings", "invitations", "people", "sign_in_sessions"):
                server.execute(
                    # Both are made by us, of a port number.
                    f"UPDATE samsvar.{table} SET issuer = '{issuer}' WHERE issuer = '{known}'",  # noqa: S608
                    database=embedded_postgres.DATABASE,
                )
    stamps.note(chosen.data_dir, "sample-company", issuer)


def _frontend_tools(stack: contextlib.ExitStack, chosen: settings.Settings) -> dict[str, subprocess.Popen[bytes]]:
    frontend = settings.CHECKOUT / "frontend"
    tools = frontend / "node_modules" / ".bin"
    environment = {
        "PATH": os.pathsep.join((str(settings.CHECKOUT / ".venv" / "node"), str(tools), os.environ["PATH"])),
        "SAMSVAR_BASE_URL": f"http://localhost:{chosen.port}",
    }
    # relay-compiler's own --watch wants watchman, which is one thing more to install.
    watchfiles = settings.CHECKOUT / ".venv" / "bin" / "watchfiles"
    ours = ["--ignore-paths", "src/__generated__,src/locales"]
    programs: dict[str, list[str | Path]] = {
        "Vite": [tools / "vite", "--clearScreen", "false"],
        "The Relay compiler": [watchfiles, *ours, "relay-compiler", "src", "../schema.graphql"],
    }
    return {
        name: stack.enter_context(children.running(command, environment, frontend))
        for name, command in programs.items()
    }


def _wait_until_ready(chosen: settings.Settings, processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    why = "what it said stands above"
    while time.monotonic() < deadline:
        _refuse_ended(processes)
        connection = http.client.HTTPConnection(chosen.host, chosen.port, timeout=5)
        try:
            connection.request("GET", "/health/ready")
            response = connection.getresponse()
            if response.status == HTTPStatus.OK:
                return
            why = json.load(response).get("why", why)
        except (OSError, ValueError, http.client.HTTPException):
            pass  # It has not begun to listen.
        finally:
            connection.close()
        time.sleep(0.1)
    raise CannotRun(f"The server did not become ready within {READY_SECONDS} s: {why}")


def _wait_until_one_ends(processes: Mapping[str, subprocess.Popen[bytes]]) -> NoReturn:
    while True:
        time.sleep(0.5)
        _refuse_ended(processes)


def _refuse_ended(processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    for name, process in processes.items():
        if process.poll() is not None:
            raise children.ChildEnded(f"{name} ended unexpectedly; what it said stands above.")


def _welcome(app_url: str, chosen: settings.Settings) -> str:
    lines = ["", f"  Samsvar is ready at {app_url}", ""]
    if chosen.oidc_issuer is None:
        lines.append("  Sign in as (no passwords on this machine):")
        lines += [f"    {one.name:<18}{one.about}" for one in local_identity_provider.personas()]
        lines.append("")
    return "\n".join([*lines, "  Ctrl-C stops everything.", ""])
