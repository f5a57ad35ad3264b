"""What the tests of sign-in act in."""

import dataclasses
import datetime as dt

import httpx2

from tests.conftest import Database
from tests.factories.companies import Company
from tests.web.sign_in.lying_providers import LyingProvider


@dataclasses.dataclass
class Clock:
    """The time of app and provider; a test may let it run ahead."""

    ahead: dt.timedelta = dt.timedelta()

    def __call__(self) -> dt.datetime:
        """Return what time it is."""
        return dt.datetime.now(dt.UTC) + self.ahead

    def go_on(self, **time: float) -> None:
        """Let time pass: ``clock.go_on(hours=8)``."""
        self.ahead += dt.timedelta(**time)


@dataclasses.dataclass(frozen=True)
class World:
    """The running app, its database past all policies, the company in it, and the provider that people come from."""

    url: str
    http: httpx2.Client
    database: Database
    company: Company
    provider: LyingProvider
    clock: Clock
    secret_key: str

    def execute(self, sql: str) -> str:
        """Do something to the database that the app knows nothing of; return what it answers, unadorned."""
        return self.database.server.execute(sql, database=self.database.name).strip()

    def until_forgotten(self) -> None:
        """Let the time pass for which a process remembers who a cookie or a token stands for."""
        self.clock.go_on(seconds=3)
