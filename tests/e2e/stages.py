"""What browser tests play on: a running Samsvar with the sample company, and its database past all policies."""

import contextlib
import dataclasses
import os
import pathlib
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from samsvar import settings
from samsvar.commands import children
from samsvar.connectors import embedded_postgres, local_identity_provider
from tests.factories import runs

SECONDS_TO_READY = 60


@dataclasses.dataclass(frozen=True)
class Stage:
    """Where the app is, where its data is kept, and the database."""

    url: str
    folder: pathlib.Path
    postgres: embedded_postgres.Server

    def execute(self, sql: str) -> str:
        """Do something to the database that the app knows nothing of; return what it answers, unadorned."""
        return self.postgres.execute(sql, database=embedded_postgres.DATABASE).strip()

    def objective(self, title: str) -> str:
        """Return the global id of the objective with this title."""
        return "objective_" + self._id(f"select id from samsvar.objectives where title = '{title}'")

    def key_result(self, title: str, unit: str) -> str:
        """Return the global id of a unit's key result of the running cycle."""
        return "key_result_" + self._id(
            "select k.id from samsvar.key_results k"
            " join samsvar.units u on (u.organisation_id, u.id) = (k.organisation_id, k.unit_id)"
            " join samsvar.cycles c on (c.organisation_id, c.id) = (k.organisation_id, k.cycle_id)"
            f" where k.title = '{title}' and u.name = '{unit}' and c.state = 'RUNNING'"
        )

    def unit(self, name: str) -> str:
        """Return the global id of a unit."""
        return "unit_" + self._id(f"select id from samsvar.units where name = '{name}'")

    def case(self, title: str) -> str:
        """Return the global id of an alignment case of the sample company."""
        return "alignment_case_" + self._id(f"select id from samsvar.alignment_cases where title = '{title}'")

    def cycle(self, state: str) -> str:
        """Return the global id of the latest cycle in a state."""
        return "cycle_" + self._id(
            f"select id from samsvar.cycles where state = '{state}' order by starts_on desc limit 1"
        )

    def _id(self, query: str) -> str:
        found = self.execute(query)
        assert len(found) == 36, f"{query}: {found!r}"
        return found

    @contextlib.contextmanager
    def another_server(self, port: int) -> Iterator[str]:
        """Run one more server process on the same database, and give its address; sessions hold there too."""
        url = f"http://localhost:{port}"
        issuer = self.execute("select distinct issuer from samsvar.organisation_issuers")
        chosen = {
            "PORT": str(port),
            "DATABASE_URL": self.postgres.url(embedded_postgres.APP_ROLE),
            "SECRET_KEY": (self.folder / "secret-key").read_text(),
            "OIDC_ISSUER": issuer,
            "OIDC_CLIENT_ID": local_identity_provider.CLIENT_ID,
            "OIDC_CLIENT_SECRET": local_identity_provider.CLIENT_SECRET,
            "LOG_LEVEL": "warning",
        }
        environment = {settings.PREFIX + name: value for name, value in chosen.items()}
        inherited = [name for name in os.environ if name.startswith(settings.PREFIX) and name not in runs.KEPT]
        assert not inherited, f"Run the tests without {inherited}."
        command = [sys.executable, "-m", "samsvar.cli", "serve", "--ends-with-parent"]
        with children.running(command, environment, settings.CHECKOUT):
            _wait_until_ready(url)
            yield url


def _wait_until_ready(url: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_READY
    while time.monotonic() < deadline:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"{url}/health/ready", timeout=5).close()
            return
        time.sleep(0.1)
    raise AssertionError(f"{url} did not become ready within {SECONDS_TO_READY} s.")
