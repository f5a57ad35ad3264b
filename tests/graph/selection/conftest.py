"""A database with the library of :mod:`tests.graph.selection.library` in it, and a schema over it."""

import dataclasses
from collections.abc import AsyncIterator, Collection
from uuid import UUID

import pytest
import sqlalchemy as sa
import strawberry
from sqlalchemy.ext.asyncio import create_async_engine

from samsvar.connectors import embedded_postgres
from samsvar.graph import selection
from samsvar.persistence import database as databases
from samsvar.persistence import migrations
from tests.conftest import Database
from tests.graph.selection import library


@dataclasses.dataclass(frozen=True)
class Reader:
    """Somebody of the organisation that the library belongs to."""

    organisation_id: UUID = library.ORGANISATION
    reader_units: Collection[UUID] = ()


@dataclasses.dataclass(frozen=True)
class Context:
    """What a request brings along."""

    database: databases.Database
    scope: Reader = Reader()
    favourite: str = "Undset"


@pytest.fixture(scope="session")
async def library_database(
    postgres_server: embedded_postgres.Server, template_database: str
) -> AsyncIterator[Database]:
    """The library, with rows of another organisation beside its own."""
    database = Database("test_library", postgres_server)
    postgres_server.create_database(database.name, template=template_database)
    engine = create_async_engine(migrations.for_sqlalchemy(database.superuser_url))
    async with engine.begin() as connection:
        for statement in library.SETUP:
            await connection.execute(sa.text(statement))
        await connection.run_sync(library.metadata.create_all)
        for statement in library.policies():
            await connection.execute(sa.text(statement))
        for name, rows in library.rows().items():
            strangers = [{**row, "organisation_id": library.STRANGERS} for row in rows[:2]]
            await connection.execute(library.metadata.tables[f"library.{name}"].insert(), rows + strangers)
    await engine.dispose()
    yield database
    postgres_server.drop_database(database.name)


@pytest.fixture(scope="session")
def schema() -> strawberry.Schema:
    """The library's GraphQL schema."""
    return strawberry.Schema(
        library.Query,
        library.Mutation,
        types=[library.Shelf, library.Author, library.Book, library.Mention],
        execution_context_class=selection.PassThrough,
    )


@pytest.fixture(scope="session")
async def context(library_database: Database) -> AsyncIterator[Context]:
    """A reader of the library."""
    opened = databases.Database(library_database.url)
    yield Context(opened)
    await opened.close()
