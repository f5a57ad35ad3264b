"""Invariant 1: results belong to units. Nothing leads from a person to them, and nothing sorts them by person."""

from collections.abc import Iterable, Iterator
from typing import Any

import graphql
import pytest

from samsvar.graph.schema import schema
from tests.graph.conftest import Ask

RESULTS = frozenset(
    {
        "OkrSet",
        "Objective",
        "KeyResult",
        "CheckIn",
        "Metric",
        "Measurement",
        "Contribution",
        "Dependency",
        "Initiative",
        "Hint",
    }
)
FIGURES = frozenset({"progress", "ownResult", "support", "confidence", "currentValue", "state"})
ABOUT_PEOPLE = ("person", "author", "assignee", "recordedBy", "member")


def reached_from(start: str, types: graphql.GraphQLSchema) -> Iterator[tuple[str, str]]:
    """Yield every type that fields lead to from ``start``, with the path of fields that leads there."""
    ways = {start: start}
    open_ends = [start]
    while open_ends:
        here = open_ends.pop()
        type_ = types.type_map[here]
        fields = type_.fields if isinstance(type_, graphql.GraphQLObjectType | graphql.GraphQLInterfaceType) else {}
        leads_to = [(f"{ways[here]}.{name}", graphql.get_named_type(field.type)) for name, field in fields.items()]
        if graphql.is_abstract_type(type_):
            leads_to += [(ways[here], possible) for possible in types.get_possible_types(type_)]
        for way, target in leads_to:
            if target.name not in ways:
                ways[target.name] = way
                open_ends.append(target.name)
                yield target.name, way


def paths_to_results(types: graphql.GraphQLSchema) -> list[str]:
    """Return how one gets from a person, or a membership, to results."""
    return [
        f"{way}: {name}"
        for start in ("Person", "Membership")
        for name, way in reached_from(start, types)
        if name in RESULTS or _has_figures(types.type_map[name])
    ]


def _has_figures(type_: graphql.GraphQLNamedType) -> bool:
    return isinstance(type_, graphql.GraphQLObjectType) and bool(FIGURES & set(type_.fields))


def test_no_path_leads_from_a_person_to_results() -> None:
    assert not paths_to_results(schema._schema)


def test_a_path_would_be_found() -> None:
    broken = graphql.extend_schema(schema._schema, graphql.parse("extend type Membership { unit: Unit! }"))
    assert any("OkrSet" in path for path in paths_to_results(broken))


def test_nothing_is_chosen_or_ordered_by_person() -> None:
    by_person = []
    for name, type_ in schema._schema.type_map.items():
        if name.startswith("__") or not isinstance(type_, graphql.GraphQLObjectType):
            continue
        for field_name, field in type_.fields.items():
            led_to = graphql.get_named_type(field.type).name.removesuffix("Connection")
            if led_to in RESULTS:
                asked = _words_of(field.args.items())
                by_person += [f"{name}.{field_name}({one})" for one in asked if one.startswith(ABOUT_PEOPLE)]
    assert not by_person


def _words_of(arguments: Iterable[tuple[str, Any]]) -> Iterator[str]:
    for name, argument in arguments:
        yield name
        kind = graphql.get_named_type(argument.type)
        if isinstance(kind, graphql.GraphQLInputObjectType):
            yield from _words_of(kind.fields.items())
        if isinstance(kind, graphql.GraphQLEnumType):
            yield from (value.lower() for value in kind.values)


@pytest.mark.parametrize("field", ["author", "recordedBy", "person"])
def test_a_check_in_names_who_wrote_it_and_leads_nowhere(field: str) -> None:
    check_in = schema._schema.type_map["CheckIn"]
    assert isinstance(check_in, graphql.GraphQLObjectType)
    assert field not in check_in.fields
    assert str(check_in.fields["recordedByName"].type) == "String"


async def test_people_have_names_and_roles(ask: Ask) -> None:
    answer = await ask('{ people(text: "mi") { nodes { name memberships { unitName role person { name } } } } }')
    assert answer["people"]["nodes"] == [
        {"name": "Mia", "memberships": [{"unitName": "Kort", "role": "MEMBER", "person": {"name": "Mia"}}]}
    ]
