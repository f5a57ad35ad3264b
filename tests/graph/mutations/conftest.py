"""The real schema over a company that is written to."""

import dataclasses
from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import UUID, uuid4

import graphql
import orjson
import pytest

from samsvar.graph import global_ids
from samsvar.graph.context import Context
from samsvar.graph.schema import schema
from samsvar.operations import api_clients
from samsvar.operations.api_clients import Credentials
from samsvar.operations.scopes import Scope
from samsvar.persistence import database as databases
from samsvar.persistence import notifications
from tests.conftest import Database
from tests.factories import okrs
from tests.factories.companies import NOW
from tests.factories.okrs import Okrs

PROBLEMS = "problems { code field message remedy details nodes }"


@dataclasses.dataclass(frozen=True)
class World:
    """A company, see :class:`tests.factories.okrs.Okrs`, with an integration."""

    ours: Okrs = dataclasses.field(repr=False)
    api_client: UUID

    async def do(
        self, mutation: str, by: str | Scope, answering: str = "", *, key: str | None = None, **stated: Any
    ) -> dict[str, Any]:
        """
        Return what a mutation answers; errors fail the test.

        Args:
            mutation: Its name.
            by: Somebody of our company, or the scope of whoever it is.
            answering: What to select beside the problems.
            key: Idempotency key; a new one when left out.
            stated: The rest of its input, in Python's spelling.
        """
        name = mutation[0].upper() + mutation[1:]
        text = f"mutation ($input: {name}Input!) {{ {mutation}(input: $input) {{ {answering} {PROBLEMS} }} }}"
        answer = await self.execute(text, by, input={"idempotencyKey": key or str(uuid4()), **_spelt(stated)})
        payload: dict[str, Any] = answer[mutation]
        return payload

    async def execute(self, text: str, by: str | Scope, **variables: Any) -> dict[str, Any]:
        """Return the data that a document gives; errors fail the test."""
        document = graphql.parse(text)
        wrong = graphql.validate(schema._schema, document)
        assert not wrong, wrong
        scope = await self.ours.company.scope(by) if isinstance(by, str) else by
        result: Any = graphql.execute(
            schema._schema,
            document,
            variable_values=variables,
            context_value=Context(scope=scope, now=NOW, live=notifications.Changes(_never)),
            executor_class=schema.execution_context_class,
            operation_extensions=None,
        )
        answered = await result if hasattr(result, "__await__") else result
        assert not answered.errors, answered.errors
        data: dict[str, Any] = orjson.loads(orjson.dumps(answered.data))
        return data

    def unit(self, name: str) -> str:
        """Return the global id of a unit of ours."""
        return gid("Unit", self.ours.company.units[name])


def gid(type_name: str, own_id: UUID) -> str:
    """Return a global id."""
    return global_ids.encode(type_name, own_id)


def _spelt(stated: Mapping[str, Any]) -> dict[str, Any]:
    return {
        first + "".join(map(str.capitalize, rest)): value
        for name, value in stated.items()
        for first, *rest in [name.split("_")]
    }


async def _never() -> Any:
    raise ConnectionError("Nobody listens here.")


async def made(database: databases.Database) -> World:
    """Return a world of its own."""
    ours = await okrs.made(database)
    draft = api_clients.CreateApiClient(name="Kasse", unit=ours.company.units["Kort"], scopes=("okr:read",))
    client = await api_clients.create_api_client(
        await ours.company.scope("Astrid"), draft, credentials=Credentials.fresh(), now=NOW
    )
    return World(ours, client.id)


@pytest.fixture(scope="module")
async def opened(database: Database) -> AsyncIterator[databases.Database]:
    """The module's database, as the server reaches it."""
    reached = databases.Database(database.url)
    yield reached
    await reached.close()


@pytest.fixture(scope="module")
async def world(opened: databases.Database) -> World:
    """A company that the module's tests share."""
    return await made(opened)


@pytest.fixture
async def fresh_world(opened: databases.Database) -> World:
    """A company of the test's own."""
    return await made(opened)
