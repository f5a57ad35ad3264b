"""
Every mutation, found by walking the schema: whoever adds one is held to these without writing a line here.

The inputs are made up from their types, with real ids of the organisation that is walked: what matters is who asks.
"""

import dataclasses
import itertools
from collections.abc import AsyncIterator, Collection, Mapping
from typing import Any
from uuid import UUID

import asyncpg
import graphql
import orjson
import pytest
import sqlalchemy as sa

from samsvar.domain.rights import Right
from samsvar.graph.context import Context
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import ProblemsInPayload
from samsvar.graph.schema import schema
from samsvar.operations import scopes
from samsvar.persistence import database as databases
from samsvar.persistence import notifications, people
from samsvar.persistence import schema as tables
from tests.conftest import Database
from tests.factories import okrs
from tests.factories.companies import BEGAN_ON, NOW
from tests.factories.okrs import Okrs
from tests.graph.conftest import all_ids

_mutation_type = schema._schema.mutation_type
assert _mutation_type is not None
MUTATIONS: Mapping[str, graphql.GraphQLField] = _mutation_type.fields
WITHOUT_VERSION = {
    "reorderObjectives": "states the whole order, and is refused when that is not of what is there",
    "reorderKeyResults": "likewise",
    "carryOverObjective": "copies the objective, and changes nothing of it",
    "restoreObjective": "brings back what is gone, and has no version that two could write",
    "restoreKeyResult": "likewise",
    "linkInitiative": "adds a link, and changes nothing that two could write",
    "unlinkInitiative": "takes a link away",
}

_numbers = itertools.count(1)


def extensions_of(name: str) -> list[Any]:
    definition = MUTATIONS[name].extensions["strawberry-definition"]
    return list(definition.extensions)


def required_by(name: str) -> set[Right]:
    """Return the rights of which a mutation takes one."""
    return {right for extension in extensions_of(name) if isinstance(extension, Requires) for right in extension.any_of}


def input_type(name: str) -> graphql.GraphQLInputObjectType:
    argument = MUTATIONS[name].args["input"]
    assert isinstance(argument.type, graphql.GraphQLNonNull)
    kind = argument.type.of_type
    assert isinstance(kind, graphql.GraphQLInputObjectType)
    return kind


@pytest.mark.parametrize("name", MUTATIONS)
class TestShape:
    def test_the_right_that_it_takes_is_declared(self, name: str) -> None:
        rights = [extension for extension in extensions_of(name) if isinstance(extension, Requires)]
        assert len(rights) == 1
        assert rights[0].any_of

    def test_refusals_are_data(self, name: str) -> None:
        assert isinstance(extensions_of(name)[-1], ProblemsInPayload)
        payload = graphql.get_named_type(MUTATIONS[name].type)
        assert isinstance(payload, graphql.GraphQLObjectType)
        assert str(payload.fields["problems"].type) == "[Problem!]!"
        others = [field for field_name, field in payload.fields.items() if field_name != "problems"]
        assert others
        assert not [field for field in others if isinstance(field.type, graphql.GraphQLNonNull)]

    def test_it_takes_one_input_with_an_idempotency_key(self, name: str) -> None:
        assert list(MUTATIONS[name].args) == ["input"]
        assert str(input_type(name).fields["idempotencyKey"].type) == "String!"

    def test_it_is_named_by_a_deed(self, name: str) -> None:
        assert (
            not name.startswith(("update", "handle", "process", "set", "edit", "delete", "create"))
            or name == "createApiClient"
        )

    def test_an_edit_states_the_version_that_it_is_based_on(self, name: str) -> None:
        asked = input_type(name).fields
        payload = graphql.get_named_type(MUTATIONS[name].type)
        assert isinstance(payload, graphql.GraphQLObjectType)
        for record, field in payload.fields.items():
            kind = graphql.get_named_type(field.type)
            if name in WITHOUT_VERSION:
                continue
            if record in asked and isinstance(kind, graphql.GraphQLObjectType) and "version" in kind.fields:
                assert "expectedVersion" in asked, record
                assert str(asked["expectedVersion"].type) == "Int!"


@dataclasses.dataclass(frozen=True)
class Walk:
    """Two companies in a database of their own, which refused mutations must leave as it is."""

    ours: Okrs
    theirs: Okrs
    superuser_url: str

    async def ask(self, name: str, scope: scopes.Scope, values: Mapping[str, Any]) -> dict[str, Any]:
        payload = graphql.get_named_type(MUTATIONS[name].type)
        assert isinstance(payload, graphql.GraphQLObjectType)
        records = [
            f"{field_name} {{ __typename }}"
            if graphql.is_composite_type(graphql.get_named_type(field.type))
            else field_name
            for field_name, field in payload.fields.items()
            if field_name != "problems"
        ]
        result = await graphql.graphql(
            schema._schema,
            f"mutation ($input: {input_type(name).name}!) {{ {name}(input: $input) {{"
            f" {' '.join(records)} problems {{ code field message remedy }} }} }}",
            variable_values={"input": dict(values)},
            context_value=Context(scope=scope, now=NOW, live=notifications.Changes(_never)),
            executor_class=schema.execution_context_class,
        )
        assert not result.errors, result.errors
        answer: dict[str, Any] = orjson.loads(orjson.dumps(result.data))[name]
        return answer

    async def contents(self) -> dict[str, str]:
        """Return a digest of all that is stored, except keys that were spent."""
        connection = await asyncpg.connect(self.superuser_url)
        try:
            digests = " union all ".join(
                f"select '{table.name}', md5(coalesce(string_agg(t::text, '' order by t::text), '')) from {table.fullname} t"
                for table in tables.metadata.sorted_tables
                if table.name != "idempotency_keys"
            )
            return dict(await connection.fetch(digests))
        finally:
            await connection.close()


async def _never() -> Any:
    raise ConnectionError("Nobody listens here.")


@pytest.fixture(scope="module")
async def walk(database: Database) -> AsyncIterator[Walk]:
    """Both companies as :func:`tests.factories.okrs.made` makes them; Astrid, who administers ours, leads all its units."""
    opened = databases.Database(database.url)
    walk = Walk(await okrs.made(opened), await okrs.made(opened), database.superuser_url)
    await _make_mighty(opened, walk.ours)
    yield walk
    await opened.close()


async def _make_mighty(opened: databases.Database, ours: Okrs) -> None:
    company = ours.company
    async with opened.transaction(await company.samsvar()) as connection:
        for unit_id in company.units.values():
            await connection.execute(
                sa.insert(people.memberships).values(
                    organisation_id=company.id,
                    person_id=company.people["Astrid"],
                    unit_id=unit_id,
                    role="LEAD",
                    source="ADMINISTRATOR",
                    valid_from=BEGAN_ON,
                )
            )


def made_up(kind: Any, name: str, ids: Mapping[str, list[str]], *, of: str) -> Any:
    """Return a value of an input type: required fields and those with ids, which say what is acted upon."""
    inner = graphql.get_nullable_type(kind)
    if isinstance(inner, graphql.GraphQLList):
        return [made_up(inner.of_type, name, ids, of=of)]
    if isinstance(inner, graphql.GraphQLInputObjectType):
        return {
            field_name: made_up(field.type, field_name, ids, of=of)
            for field_name, field in inner.fields.items()
            if graphql.is_required_input_field(field) or field_name == "value"
        }
    if isinstance(inner, graphql.GraphQLEnumType):
        return next(iter(inner.values))
    if inner.name == "ID":
        return _an_id(name, ids, of)
    if name == "idempotencyKey":
        return f"walk-{next(_numbers)}"
    return {"Int": 1, "Float": 1.0, "Boolean": True, "Date": "2026-04-01", "DateTime": NOW.isoformat()}.get(
        inner.name, "Words"
    )


def _an_id(name: str, ids: Mapping[str, list[str]], of: str) -> str:
    """Return an id of the type that a field's name, or else the mutation's, speaks of."""
    meant = {"parent": "Unit", "owner": "Unit", "provider": "Unit", "providerUnit": "Unit", "consumer": "Objective"}
    meant |= {"source": "Objective", "target": "Moal", "proposedBy": "Unit", "caretaker": "Unit", "actingFor": "Unit"}
    singular = name.removesuffix("s") if name != "moals" else "moal"
    kind = meant.get(singular) or next((kind for kind in ids if kind.lower() == singular.lower()), None)
    if kind is None:
        kind = next((kind for kind in ids if kind.lower() in of.lower()), "Unit")
    return ids[kind][0]


async def scope_of(walk: Walk, name: str) -> scopes.Scope:
    return await walk.ours.company.scope(name)


@pytest.mark.parametrize("name", [name for name in MUTATIONS if required_by(name) != {Right.OWN_SETTINGS}])
class TestWhoIsRefused:
    async def _assert_refused(
        self, walk: Walk, name: str, scope: scopes.Scope, codes: Collection[str], of: Okrs | None = None
    ) -> None:
        values = made_up(input_type(name), "input", all_ids(of or walk.ours), of=name)
        before = await walk.contents()
        answer = await walk.ask(name, scope, values)
        found = [problem["code"] for problem in answer.pop("problems")]
        assert found, "It was not refused."
        assert set(found) <= set(codes)
        assert set(answer.values()) == {None}
        assert await walk.contents() == before

    async def test_somebody_without_a_role(self, walk: Walk, name: str) -> None:
        await self._assert_refused(walk, name, await scope_of(walk, "Nils"), {"FORBIDDEN"})

    async def test_a_viewer(self, walk: Walk, name: str) -> None:
        await self._assert_refused(walk, name, await scope_of(walk, "Vidar"), {"FORBIDDEN"})

    async def test_somebody_of_no_organisation(self, walk: Walk, name: str) -> None:
        lost = dataclasses.replace(
            await scope_of(walk, "Astrid"), actor=scopes.Actor(scopes.ActorKind.PERSON, UUID(int=0))
        )
        await self._assert_refused(walk, name, lost, {"UNAUTHENTICATED", "NOT_FOUND"})

    async def test_a_token_that_only_reads(self, walk: Walk, name: str) -> None:
        reading = dataclasses.replace(await scope_of(walk, "Astrid"), token_scopes=frozenset({scopes.READ}))
        await self._assert_refused(walk, name, reading, {"SCOPE_MISSING"})

    async def test_somebody_with_every_right_in_another_organisation(self, walk: Walk, name: str) -> None:
        asked = input_type(name).fields.values()
        if not any(str(field.type).strip("[]!") == "ID" and graphql.is_required_input_field(field) for field in asked):
            pytest.skip("It needs no id, so what is made up here is about the caller's own organisation.")
        await self._assert_refused(walk, name, await scope_of(walk, "Astrid"), {"NOT_FOUND"}, of=walk.theirs)
