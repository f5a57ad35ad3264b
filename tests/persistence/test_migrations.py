"""The migrations make the schema that the tables in code describe, and say so to the role that serves."""

import asyncio

import asyncpg
from alembic import autogenerate, command, config, migration
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from samsvar.persistence import migrations, schema
from tests.conftest import Database


async def test_leave_nothing_that_the_tables_in_code_say_otherwise(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = migration.MigrationContext.configure(
            connection,
            opts={
                "include_schemas": True,
                "include_name": migrations.is_described,
                "version_table_schema": schema.SCHEMA,
            },
        )
        return list(autogenerate.compare_metadata(context, migrations.tables_in_code()))

    engine = create_async_engine(migrations.for_sqlalchemy(database.owner_url))
    try:
        async with engine.connect() as connection:
            assert await connection.run_sync(differences) == []
    finally:
        await engine.dispose()


async def test_tell_the_serving_role_what_revision_it_meets(database: Database) -> None:
    connection = await asyncpg.connect(database.url)
    try:
        assert await connection.fetchval("SELECT version_num FROM samsvar.alembic_version") == migrations.head()
    finally:
        await connection.close()


def test_do_nothing_when_run_again(database: Database) -> None:
    migrations.upgrade(database.owner_url)


async def test_are_taken_back_and_made_again(fresh_database: Database) -> None:
    alembic = config.Config()
    alembic.set_main_option("script_location", str(migrations.FOLDER))
    alembic.attributes["url"] = fresh_database.owner_url
    await asyncio.to_thread(command.downgrade, alembic, "0001")
    await asyncio.to_thread(command.upgrade, alembic, "head")
    await test_leave_nothing_that_the_tables_in_code_say_otherwise(fresh_database)
