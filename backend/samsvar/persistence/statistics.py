"""What PostgreSQL knows of the tables' contents, so that it plans well; after many rows it should not wait to find out."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from samsvar.persistence import migrations, schema


async def refresh(owner_url: str) -> None:
    """
    Let PostgreSQL look at our tables now, instead of within minutes.

    Args:
        owner_url: The database as the role that owns the tables; nobody else may ask for it.
    """
    engine = create_async_engine(migrations.for_sqlalchemy(owner_url), poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            names = ", ".join(f"{schema.SCHEMA}.{table.name}" for table in migrations.tables_in_code().sorted_tables)
            await connection.execute(text(f"analyze {names}"))
    finally:
        await engine.dispose()
