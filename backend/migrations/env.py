"""How Alembic reaches the database: as the owner role, one process at a time."""

import asyncio
import os

import sqlalchemy as sa
from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine

from samsvar.persistence import migrations, schema


def run(connection: sa.Connection) -> None:
    """Apply what was asked for in one transaction: all of it holds, or nothing."""
    context.configure(
        connection=connection,
        # Only people who write migrations compare; those who apply them need not load the code.
        target_metadata=migrations.tables_in_code() if context.config.cmd_opts else None,
        version_table_schema=schema.SCHEMA,
        include_schemas=True,
        include_name=migrations.is_described,
        compare_server_default=True,
    )
    with context.begin_transaction():
        # Two servers of one release may start at the same moment; the second finds the work done.
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext('samsvar migrations'))"))
        # Better a failed migration than a queue of requests behind a lock that it waits for.
        connection.execute(sa.text("SET LOCAL lock_timeout = '10s'"))
        connection.execute(sa.text(f"CREATE SCHEMA IF NOT EXISTS {schema.SCHEMA}"))
        context.run_migrations()
        # So that the server can tell whether the database is the one that it was written for.
        connection.execute(sa.text(f"GRANT SELECT ON {schema.SCHEMA}.alembic_version TO samsvar_app"))


async def connect_and_run() -> None:
    """Run against the URL that was handed over, or else the one in the environment."""
    url = context.config.attributes.get("url") or os.environ["SAMSVAR_OWNER_DATABASE_URL"]
    engine = create_async_engine(migrations.for_sqlalchemy(url), poolclass=sa.NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(run)
            await connection.commit()
    finally:
        await engine.dispose()


asyncio.run(connect_and_run())
