"""Statements that are written once, beside those that SQLAlchemy sends in the same transaction."""

import uuid
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from samsvar.persistence import database as databases
from samsvar.persistence import entrances
from samsvar.persistence.database import Database
from samsvar.persistence.statements import Statement

SETTING = Statement(
    sa.select(
        sa.func.current_setting("samsvar.organisation_id").label("entered"),
        sa.bindparam("said", type_=sa.Text()).label("said"),
    )
)
DIVISION = Statement(sa.select(sa.literal(1) / sa.bindparam("by", type_=sa.Integer())))


@pytest.fixture
async def writing(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


async def test_they_see_the_organisation_that_their_transaction_entered(writing: Database) -> None:
    organisation_id = uuid.uuid4()
    async with writing.entered(entrances.as_samsvar(organisation_id)) as (connection, _):
        row = await SETTING.row(connection, said="hei")
    assert row is not None
    assert (row.entered, row.said) == (str(organisation_id), "hei")


async def test_they_fail_as_those_that_sqlalchemy_sends(writing: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError) as failure:
        async with writing.entered(entrances.as_nobody()) as (connection, _):
            await DIVISION.rows(connection, by=0)
    assert databases.state_of(failure.value) == "22012"


async def test_a_parameter_that_was_forgotten_is_no_null(writing: Database) -> None:
    async with writing.entered(entrances.as_nobody()) as (connection, _):
        with pytest.raises(KeyError, match="by"):
            await DIVISION.rows(connection)


async def test_outside_of_a_transaction_they_are_not_sent(writing: Database) -> None:
    async with writing._engine.connect() as connection:
        with pytest.raises(RuntimeError, match="entered an organisation"):
            await DIVISION.rows(connection, by=1)
