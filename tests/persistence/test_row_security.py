"""
The database itself keeps organisations apart (invariant 16), whatever the application does.

That no table is left out is what the catalogue gate holds: `tests/architecture/test_row_security.py`.
"""

import uuid

import asyncpg
import pytest

from tests.conftest import Database


async def test_without_an_organisation_nothing_is_there(database: Database) -> None:
    superuser = await asyncpg.connect(database.superuser_url)
    await superuser.execute("insert into samsvar.organisations (name, slug) values ('Nordlys', $1)", str(uuid.uuid4()))
    assert await superuser.fetchval("select count(*) from samsvar.organisations") > 0
    await superuser.close()
    connection = await asyncpg.connect(database.url)
    assert await connection.fetchval("select count(*) from samsvar.organisations") == 0
    async with connection.transaction():
        await connection.execute("select set_config('samsvar.organisation_id', $1, true)", str(uuid.uuid4()))
    # The setting is an empty string now, and no longer null.
    assert await connection.fetchval("select count(*) from samsvar.organisations") == 0
    await connection.close()


@pytest.mark.parametrize(
    ("statement", "refused_by"),
    [
        (
            (
                "insert into samsvar.cycles (organisation_id, name, starts_on, ends_on)"
                " values ('{other}', 'T1', '2026-01-01', '2026-04-30')"
            ),
            "row-level security",
        ),
        (
            (
                "insert into samsvar.units (organisation_id, kind, name, parent_id, path, valid_from)"
                " values ('{own}', 'TEAM', 'Spion', '{other_company}', 'x', '2026-01-01')"
            ),
            "foreign key",
        ),
        ("update samsvar.units set organisation_id = '{other}'", "row-level security"),
    ],
)
async def test_nothing_crosses_over_to_another_organisation(
    database: Database, statement: str, refused_by: str
) -> None:
    superuser = await asyncpg.connect(database.superuser_url)
    ids = {}
    for name in ("own", "other"):
        ids[name] = await superuser.fetchval(
            "insert into samsvar.organisations (name, slug) values ($1, $2) returning id", name, str(uuid.uuid4())
        )
        ids[f"{name}_company"] = await superuser.fetchval(
            "insert into samsvar.units (organisation_id, kind, name, path, valid_from)"
            " values ($1, 'COMPANY', 'Nordlys', '1/', '2026-01-01') returning id",
            ids[name],
        )
    await superuser.close()
    connection = await asyncpg.connect(database.url)
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute("select set_config('samsvar.organisation_id', $1, true)", str(ids["own"]))
    with pytest.raises(asyncpg.PostgresError, match=refused_by):
        await connection.execute(statement.format(**ids))
    await transaction.rollback()
    await connection.close()
