"""Bringing a database to the schema that this code was written for."""

import concurrent.futures
import importlib
import pathlib
import pkgutil

import sqlalchemy as sa
from alembic import command, config, script

from samsvar import persistence
from samsvar.persistence import schema

FOLDER = pathlib.Path(__file__).parents[2] / "migrations"


def upgrade(owner_url: str) -> None:
    """
    Apply every migration that the database hasn't seen, in one transaction.

    Args:
        owner_url: ``postgresql://`` URL of the role that owns the tables.
    """
    # Migrations start an event loop of their own, which the caller's thread may have already.
    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        thread.submit(command.upgrade, _alembic(owner_url), "head").result()


def head() -> str | None:
    """Return the newest revision known to this code; None before the first one."""
    return script.ScriptDirectory.from_config(_alembic("")).get_current_head()


def tables_in_code() -> sa.MetaData:
    """Return what the modules of this package say that the tables are."""
    for module in pkgutil.iter_modules(persistence.__path__, f"{persistence.__name__}."):
        importlib.import_module(module.name)
    return schema.metadata


def is_described(name: str | None, kind: str, _parents: object) -> bool:
    """Tell whether the tables in code say that something is so; indexes for search stand beside their functions in SQL."""
    if kind == "schema":
        return name == schema.SCHEMA
    return not (kind == "index" and name is not None and name.endswith("_words_idx"))


def for_sqlalchemy(url: str) -> str:
    """Return a ``postgresql://`` URL with the driver that we use named in it."""
    return url.replace("postgresql://", "postgresql+asyncpg://", 1)


def _alembic(owner_url: str) -> config.Config:
    alembic = config.Config()
    alembic.set_main_option("script_location", str(FOLDER))
    alembic.attributes["url"] = owner_url
    return alembic
