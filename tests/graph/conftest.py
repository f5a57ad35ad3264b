"""The real schema over the small company, with a second company beside it in the same database."""

import dataclasses
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from typing import Any
from uuid import UUID

import graphql
import orjson
import pytest

from samsvar.connectors import embedded_postgres
from samsvar.graph import global_ids
from samsvar.graph.context import Context
from samsvar.graph.schema import schema
from samsvar.persistence import database as databases
from samsvar.persistence import notifications
from tests.conftest import Database
from tests.factories import okrs
from tests.factories.companies import NOW
from tests.factories.okrs import Okrs
from tests.graph.selection import roads

Ask = Callable[..., Coroutine[Any, Any, Any]]


@dataclasses.dataclass(frozen=True)
class World:
    """
    Two companies in one database, each with the OKRs of :class:`tests.factories.okrs.Okrs`.

    Kim leads Konto and sees no draft of Lån; Lars leads Lån, Per the division above it, and both see it.
    """

    ours: Okrs
    theirs: Okrs

    async def context(self, name: str) -> Context:
        """Return the context of a request of somebody of our company."""
        return Context(scope=await self.ours.company.scope(name), now=NOW, live=self.nobody_listens())

    @staticmethod
    def nobody_listens() -> notifications.Changes:
        """Return live changes of which nobody hears."""
        return notifications.Changes(_never)


async def _never() -> Any:
    raise ConnectionError("Nobody listens here.")


@pytest.fixture(scope="session")
async def world(postgres_server: embedded_postgres.Server, template_database: str) -> AsyncIterator[World]:
    """Only ever read."""
    database = Database("test_graph", postgres_server)
    postgres_server.create_database(database.name, template=template_database)
    opened = databases.Database(database.url)
    yield World(await okrs.made(opened), await okrs.made(opened))
    await opened.close()
    postgres_server.drop_database(database.name)


@pytest.fixture(scope="session")
def ask(world: World) -> Ask:
    """
    Asks as somebody; errors fail the test.

    ``data = await ask("{ viewer { locale } }", as_="Kim")``
    """

    async def asked(text: str, /, *, as_: str = "Kim", **variables: Any) -> Any:
        document = graphql.parse(text)
        wrong = graphql.validate(schema._schema, document)
        assert not wrong, wrong
        result = await roads.by_graphql_core(schema, document, variables, await world.context(as_))
        assert not result.errors, result.errors
        return orjson.loads(orjson.dumps(result.data))

    return asked


def gid(type_name: str, own_id: UUID) -> str:
    """Return a global id."""
    return global_ids.encode(type_name, own_id)


def all_ids(okrs: Okrs) -> Mapping[str, list[str]]:
    """Return the global ids of a company, by type."""
    kinds: Mapping[str, Mapping[Any, UUID]] = {
        "Unit": okrs.company.units,
        "Person": okrs.company.people,
        "Cycle": okrs.cycles,
        "OkrSet": okrs.sets,
        "Objective": okrs.objectives,
        "KeyResult": okrs.key_results,
        "Moal": okrs.moals,
        "Direction": okrs.directions,
        "Metric": okrs.metrics,
        "Contribution": okrs.contributions,
        "ContributionRequest": okrs.requests,
        "Dependency": okrs.dependencies,
        "CheckIn": okrs.check_ins,
        "Initiative": okrs.initiatives,
    }
    return {name: [gid(name, own_id) for own_id in ids.values()] for name, ids in kinds.items()}


def hidden_ids(okrs: Okrs) -> set[str]:
    """Return the global ids of what only Lån and those above it see."""
    return {
        gid("OkrSet", okrs.sets["Lån", okrs_now()]),
        gid("Objective", okrs.objectives["Boliglån på én dag"]),
        gid("KeyResult", okrs.key_results["Søknader ferdig samme dag"]),
        gid("CheckIn", okrs.check_ins["of a draft"]),
        gid("Contribution", okrs.contributions["from a draft"]),
        gid("Contribution", okrs.contributions["to a draft"]),
        gid("ContributionRequest", okrs.requests["about a draft"]),
        gid("Dependency", okrs.dependencies["on a draft"]),
        gid("Dependency", okrs.dependencies["of a draft"]),
        # Kort's draft of the next cycle is Kort's and Privat's.
        gid("OkrSet", okrs.sets["Kort", "2026 T2"]),
        gid("Objective", okrs.objectives["Kort på klokken"]),
    }


def okrs_now() -> str:
    """Return the name of the running cycle."""
    return okrs.NOW_CYCLE


@pytest.fixture
def answers() -> Iterator[roads.Answers]:
    """Count what a property compares; most of it must be data, or a generator of nothing but errors would pass."""
    answers = roads.Answers()
    yield answers
    answers.require_data()
