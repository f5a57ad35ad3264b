"""The subscription says which records of the organisation were written, as soon as they are."""

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import graphql
import pytest

from samsvar.graph.schema import schema
from samsvar.persistence import notifications
from tests.factories.companies import NOW
from tests.graph.conftest import World, gid


@pytest.fixture
async def live(world: World, postgres_server: Any) -> AsyncIterator[notifications.Changes]:
    """A listening connection to the world's database."""
    del world  # It makes the database.

    async def connect() -> "asyncpg.Connection[Any]":
        return await asyncpg.connect(postgres_server.url("samsvar_app", "test_graph"))

    changes = notifications.Changes(connect)
    await changes.open()
    yield changes
    await changes.close()


async def test_it_tells_what_was_written_in_the_own_organisation_alone(
    world: World, live: notifications.Changes
) -> None:
    context = dataclasses.replace(await world.context("Kim"), live=live)
    asked: Any = graphql.subscribe(
        schema._schema,
        graphql.parse("subscription { changes { at isRefetchNeeded ids } }"),
        context_value=context,
        executor_class=schema.execution_context_class,
    )
    told = await asked
    first = asyncio.ensure_future(anext(told))
    await asyncio.sleep(0.05)
    for okrs, key_result in ((world.theirs, "Klager"), (world.ours, "Avviste kort")):
        async with okrs.company.database.transaction(await okrs.company.samsvar()) as connection:
            await notifications.announce(
                connection,
                organisation_id=okrs.company.id,
                kinds={"KeyResult": [okrs.key_results[key_result]]},
                at=NOW,
            )
    result = await asyncio.wait_for(first, timeout=5)
    assert result.errors is None
    assert result.data == {
        "changes": {
            "at": NOW.isoformat(),
            "isRefetchNeeded": False,
            "ids": [gid("KeyResult", world.ours.key_results["Avviste kort"])],
        }
    }
    with contextlib.suppress(RuntimeError):
        await told.aclose()
