"""The server serves only as a role that row level security binds."""

import asyncpg
import pytest

from samsvar.persistence import roles
from tests.conftest import Database


async def asked_as(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await roles.refuse_strong_role(connection)
    finally:
        await connection.close()


async def test_the_serving_role_may_serve(database: Database) -> None:
    await asked_as(database.url)


async def test_the_owner_may_not(database: Database) -> None:
    with pytest.raises(roles.RoleTooStrong, match="samsvar_owner owns the tables"):
        await asked_as(database.owner_url)


async def test_a_superuser_may_not(database: Database) -> None:
    with pytest.raises(roles.RoleTooStrong, match="is a superuser"):
        await asked_as(database.superuser_url)


@pytest.mark.parametrize(
    ("strength", "undone_by", "why"),
    [
        ("ALTER ROLE samsvar_app BYPASSRLS", "ALTER ROLE samsvar_app NOBYPASSRLS", "bypasses row level security"),
        ("GRANT samsvar_owner TO samsvar_app", "REVOKE samsvar_owner FROM samsvar_app", "owns the tables"),
    ],
)
async def test_the_serving_role_may_not_once_it_is_stronger(
    database: Database, strength: str, undone_by: str, why: str
) -> None:
    database.server.execute(strength)
    try:
        with pytest.raises(roles.RoleTooStrong, match=why):
            await asked_as(database.url)
    finally:
        database.server.execute(undone_by)
