"""
The world that tests share: one embedded PostgreSQL per run, and databases cloned from a migrated template.

``database`` is made once for a test module, ``fresh_database`` for one test. Both begin empty, with the real schema.
"""

import dataclasses
import itertools
import pathlib
import socket
import tempfile
from collections.abc import Iterator

import pytest

from samsvar.connectors import embedded_postgres, local_identity_provider
from samsvar.persistence import migrations

TEMPLATE = "samsvar_template"
_numbers = itertools.count(1)


@dataclasses.dataclass(frozen=True)
class Database:
    """A database of its own: as the server sees it, as migrations see it, and as nobody should."""

    name: str
    server: embedded_postgres.Server

    @property
    def url(self) -> str:
        """As ``samsvar_app``: row level security holds."""
        return self.server.url(embedded_postgres.APP_ROLE, self.name)

    @property
    def owner_url(self) -> str:
        """As ``samsvar_owner``, who owns the tables; row level security is forced upon it too."""
        return self.server.url(embedded_postgres.OWNER_ROLE, self.name)

    @property
    def superuser_url(self) -> str:
        """As superuser, past row level security: for looking at what really is stored."""
        return self.server.url(embedded_postgres.SUPERUSER, self.name)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[embedded_postgres.Server]:
    """The run's own PostgreSQL, in a temporary folder; durability is given up for speed."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="samsvar-tests-"))
    folder.chmod(0o755)  # As root, PostgreSQL runs as another user, who must get in.
    try:
        with embedded_postgres.running(folder, forgetful=True) as server:
            yield server
    finally:
        embedded_postgres.remove(folder)


@pytest.fixture(scope="session")
def template_database(postgres_server: embedded_postgres.Server) -> str:
    """Name of an empty database with every migration applied; to be cloned, never written."""
    postgres_server.create_database(TEMPLATE)
    migrations.upgrade(postgres_server.url(embedded_postgres.OWNER_ROLE, TEMPLATE))
    return TEMPLATE


def _clone(server: embedded_postgres.Server, template: str) -> Iterator[Database]:
    name = f"test_{next(_numbers)}"
    server.create_database(name, template=template)
    yield Database(name, server)
    server.drop_database(name)


@pytest.fixture(scope="module")
def database(postgres_server: embedded_postgres.Server, template_database: str) -> Iterator[Database]:
    """A database that the tests of one module share."""
    yield from _clone(postgres_server, template_database)


@pytest.fixture
def fresh_database(postgres_server: embedded_postgres.Server, template_database: str) -> Iterator[Database]:
    """A database that no other test sees."""
    yield from _clone(postgres_server, template_database)


@pytest.fixture(scope="module")
def database_url(database: Database) -> str:
    """The module's database as the server reaches it (``samsvar_app``)."""
    return database.url


@pytest.fixture(scope="module")
def owner_database_url(database: Database) -> str:
    """The module's database as migrations reach it (``samsvar_owner``)."""
    return database.owner_url


def free_port() -> int:
    """Return a port of the loopback address that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def app_port() -> int:
    """The port at which a test that wants browsers or the identity provider to find the app has to serve it."""
    return free_port()


@pytest.fixture(scope="session")
def app_url(app_port: int) -> str:
    """Where the identity provider sends people back to: ``http://localhost:<app_port>``."""
    return f"http://localhost:{app_port}"


@pytest.fixture(scope="session")
def identity_provider(app_url: str) -> Iterator[local_identity_provider.IdentityProvider]:
    """The real local provider; our app is registered there with ``app_url``, and tokens live 60 seconds."""
    with local_identity_provider.running(free_port(), app_url, {"ACCESS_TOKEN_SECONDS": "60"}) as provider:
        yield provider
