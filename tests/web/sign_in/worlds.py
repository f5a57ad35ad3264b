"""
What the tests of sign-in act in: the app as it is, but for its schema.

That is a small one here: who may ask is the matter, not what.
"""

import dataclasses
import datetime as dt
import pathlib

import httpx2
import pydantic
import strawberry
from starlette import types

from samsvar import settings as settings_module
from samsvar.web import app as web_app
from tests.conftest import Database
from tests.factories.companies import Company
from tests.web.sign_in.lying_providers import LyingProvider

SECRET_KEY = "a secret that these tests have among themselves"


@strawberry.type
class Query:
    @strawberry.field
    def hello(self) -> str:
        return "hello"

    @strawberry.field
    def who(self, info: strawberry.Info) -> list[str]:
        """Roles, and `ADMIN` for administrators."""
        scope = info.context.scope
        return sorted([held.role.value for held in scope.roles] + ["ADMIN"] * scope.is_administrator)

    @strawberry.field
    def organisation(self, info: strawberry.Info) -> str:
        return str(info.context.scope.organisation_id)


@strawberry.type
class Mutation:
    @strawberry.mutation
    def write(self) -> str:
        return "written"


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


def settings(
    frontend: pathlib.Path,
    *,
    port: int,
    database_url: str,
    oidc_issuer: str,
    oidc_client_id: str,
    oidc_client_secret: str,
    api_audience: str,
    founding: settings_module.Founding = "nobody",
) -> settings_module.Settings:
    """Return the settings of a server with a page for an app, put into the folder `frontend`."""
    (frontend / "index.html").write_text("<!doctype html><title>Samsvar</title>")
    return settings_module.Settings(
        port=port,
        database_url=database_url,
        oidc_issuer=oidc_issuer,
        oidc_client_id=oidc_client_id,
        oidc_client_secret=pydantic.SecretStr(oidc_client_secret),
        api_audience=api_audience,
        secret_key=pydantic.SecretStr(SECRET_KEY),
        frontend_dir=frontend,
        founding=founding,
    )


def app(chosen: settings_module.Settings, clock: Clock) -> types.ASGIApp:
    """Return the app for these settings, with the small schema."""
    return web_app.create_app(chosen, schema=strawberry.Schema(Query, Mutation), clock=clock)
