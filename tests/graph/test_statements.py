"""A root field is one SQL statement, however deep and wide what is asked below it."""

import contextlib
import dataclasses
from collections.abc import AsyncIterator, Iterator
from typing import Any

import graphql
import pytest

from samsvar.graph.schema import schema
from samsvar.persistence import database as databases
from samsvar.persistence import reads
from tests.factories.okrs import NOW_CYCLE
from tests.graph.conftest import World, gid
from tests.graph.selection import roads

SCHEMA = schema._schema


class Counting(databases.Database):
    """A database that remembers how many statements were sent to it."""

    def __init__(self, database: databases.Database) -> None:  # its connections are the other one's
        self._database = database
        self.statements = 0

    @contextlib.asynccontextmanager
    async def read(self, reader: databases.Reader) -> AsyncIterator[reads.Reading]:
        async with self._database.read(reader) as reading:
            yield reading
            self.statements += reading.statements


def everything(type_: graphql.GraphQLNamedType, depth: int, ids: dict[str, str]) -> Iterator[str]:
    """Yield all fields of a type with all of theirs, so many levels down."""
    if isinstance(type_, graphql.GraphQLUnionType | graphql.GraphQLInterfaceType):
        yield "__typename"
        for possible in SCHEMA.get_possible_types(type_):
            yield f"... on {possible.name} {{ ... on Node {{ id }} }}"
        return
    assert isinstance(type_, graphql.GraphQLObjectType)
    yield "__typename"
    for name, field in type_.fields.items():
        given = [
            f"{argument}: {_stated(stated.type, argument, ids)}"
            for argument, stated in field.args.items()
            if graphql.is_required_argument(stated)
        ]
        called = f"{name}({', '.join(given)})" if given else name
        inner_type = graphql.get_named_type(field.type)
        if graphql.is_leaf_type(inner_type):
            yield called
        elif depth > 0:
            yield f"{called} {{ {' '.join(everything(inner_type, depth - 1, ids))} }}"


def _stated(kind: Any, name: str, ids: dict[str, str]) -> str:
    named = graphql.get_named_type(kind)
    if named.name == "ID":
        value = f'"{ids.get(name, ids["id"])}"'
        return f"[{value}]" if isinstance(graphql.get_nullable_type(kind), graphql.GraphQLList) else value
    if isinstance(named, graphql.GraphQLEnumType):
        return str(next(iter(named.values)))
    return {"String": '"kort"', "Date": '"2026-03-02"'}[named.name]


@pytest.fixture
def ids(world: World) -> dict[str, str]:
    ours = world.ours
    return {
        "unit": gid("Unit", ours.company.units["Kort"]),
        "cycle": gid("Cycle", ours.cycles[NOW_CYCLE]),
        "id": gid("Objective", ours.objectives["Kortet virker overalt"]),
        "okrSet": gid("OkrSet", ours.sets["Kort", NOW_CYCLE]),
    }


DECIDED_BY_THE_DOMAIN = {
    "coherence": "rules look at a whole plan, asked of one set at a time (ADR 0078)",
    "similarTo": "a worker that holds the texts is asked first (ADR 0095)",
}
"""Root fields with something that is no read before or below them; what they read is one statement all the same."""

ASKED_OF_OPERATIONS = {
    "unitChangePreview": "the first step of a deed, which reads a unit's whole future under a lock (ADR 0083)",
    "proposedCycle": "a default for a form, from all cycles and a setting",
    "suggestedCaseEffects": "what the domain starts a proposal from, as ids for a form (ADR 0099)",
}
"""Root fields that an operation answers, in a transaction of its own; they hold values, and nothing can be asked below."""

TRIED_BY_OPERATIONS = {
    "caseEffectsPreview": "done and taken back, in a transaction that sees more than its caller (ADR 0099)",
    "caseProposalPreview": "the same of what is proposed",
}
"""Root fields that try a deed, and name the units and OKRs that it would change; those are read when it is over."""

assert SCHEMA.query_type is not None
ROOTS = SCHEMA.query_type.fields


@pytest.mark.parametrize("root", [root for root in ROOTS if root not in {**ASKED_OF_OPERATIONS, **TRIED_BY_OPERATIONS}])
async def test_a_root_field_with_everything_below_it_is_one_statement(
    world: World, ids: dict[str, str], root: str
) -> None:
    inner = graphql.get_named_type(ROOTS[root].type)
    given = [
        f"{name}: {_stated(argument.type, name, ids)}"
        for name, argument in ROOTS[root].args.items()
        if graphql.is_required_argument(argument)
    ]
    called = f"{root}({', '.join(given)})" if given else root
    document = graphql.parse(f"{{ {called} {{ {' '.join(everything(inner, 2, ids))} }} }}")
    assert not graphql.validate(SCHEMA, document)
    context = await world.context("Liv")
    counting = Counting(context.database)
    counted = dataclasses.replace(context, scope=dataclasses.replace(context.scope, database=counting))
    road = roads.by_graphql_core if root in DECIDED_BY_THE_DOMAIN else roads.by_plan
    result = await road(schema, document, {}, counted)
    assert result is not None, "There is no plan: something below the field is resolved in Python."
    assert not result.errors, result.errors
    assert counting.statements == 1


@pytest.mark.parametrize("root", ASKED_OF_OPERATIONS)
def test_what_operations_answer_leads_to_no_record_that_is_read_field_by_field(root: str) -> None:
    waiting, seen = [graphql.get_named_type(ROOTS[root].type)], set[str]()
    while waiting:
        type_ = waiting.pop()
        if isinstance(type_, graphql.GraphQLObjectType) and type_.name not in seen:
            assert not type_.interfaces, f"{type_.name} is a record"
            seen.add(type_.name)
            waiting += [graphql.get_named_type(field.type) for field in type_.fields.values()]
    assert seen


async def test_it_stays_one_at_depth(world: World, ids: dict[str, str]) -> None:
    ways = "contributesTo { target { ... on Objective { %s } ... on KeyResult { objective { %s } } } }"
    text = "title keyResults { latestCheckIn { value } } unit { ancestors { name } }"
    for _ in range(6):
        text = f"title {ways % (text, 'title')}"
    document = graphql.parse(f'{{ objectives(filter: {{cycle: "{ids["cycle"]}"}}) {{ nodes {{ {text} }} }} }}')
    context = await world.context("Liv")
    counting = Counting(context.database)
    counted = dataclasses.replace(context, scope=dataclasses.replace(context.scope, database=counting))
    result = await roads.by_plan(schema, document, {}, counted)
    assert result is not None
    assert not result.errors
    assert counting.statements == 1


async def test_several_root_fields_read_one_moment_with_a_statement_each(world: World) -> None:
    document = graphql.parse("{ a: organisation { name } b: units { totalCount } c: currentCycle { name } }")
    context = await world.context("Liv")
    counting = Counting(context.database)
    counted = dataclasses.replace(context, scope=dataclasses.replace(context.scope, database=counting))
    result = await roads.by_plan(schema, document, {}, counted)
    assert result is not None
    assert counting.statements == 3
