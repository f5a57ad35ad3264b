"""What is opened for reading is closed with the answer, whatever fails."""

import asyncio

import graphql
import strawberry

from samsvar.persistence.database import READ_CONNECTIONS
from tests.graph.selection import roads
from tests.graph.selection.conftest import Context


async def test_a_field_that_fails_at_once_leaves_no_connection_behind(
    schema: strawberry.Schema, context: Context
) -> None:
    failing = graphql.parse("query($v: Int) { favourite { id } things(limit: $v) { __typename } }")
    working = graphql.parse("{ favourite { id } }")
    for _ in range(READ_CONNECTIONS + 1):
        refused = await roads.by_graphql_core(schema, failing, {"v": None}, context)
        assert roads.codes(refused) == {"ARGUMENT"}
        # The field beside it begins only now.
        await asyncio.sleep(0.01)
    async with asyncio.timeout(5):
        assert (await roads.as_served(schema, working, {}, context)).errors is None
