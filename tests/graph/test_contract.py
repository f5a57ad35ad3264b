"""The contract: schema.graphql is what the code says, and says what everything means."""

import pathlib

import graphql
import pytest

from samsvar.graph import schema as schemas

CONTRACT = pathlib.Path(__file__).parents[2] / "schema.graphql"
SCHEMA = schemas.schema._schema
TYPES = [
    type_
    for name, type_ in SCHEMA.type_map.items()
    if not name.startswith("__") and name not in graphql.specified_scalar_types
]


def test_the_file_is_what_the_code_says() -> None:
    assert CONTRACT.read_text(encoding="utf-8") == schemas.sdl(), "run `make schema`"


@pytest.mark.parametrize("type_", TYPES, ids=lambda type_: type_.name)
def test_everything_is_described(type_: graphql.GraphQLNamedType) -> None:
    undescribed = [] if type_.description else [type_.name]
    if isinstance(type_, graphql.GraphQLEnumType):
        undescribed += [f"{type_.name}.{name}" for name, value in type_.values.items() if not value.description]
    if isinstance(type_, graphql.GraphQLObjectType | graphql.GraphQLInterfaceType | graphql.GraphQLInputObjectType):
        undescribed += [f"{type_.name}.{name}" for name, field in type_.fields.items() if not field.description]
    if isinstance(type_, graphql.GraphQLObjectType | graphql.GraphQLInterfaceType):
        undescribed += [
            f"{type_.name}.{name}({argument})"
            for name, field in type_.fields.items()
            for argument, stated in field.args.items()
            # `input` and `filter` are what their types say.
            if not stated.description and not graphql.is_input_object_type(graphql.get_named_type(stated.type))
        ]
    assert not undescribed


def test_whatever_has_an_id_is_a_node() -> None:
    without_node = {"OrganisationChoice"}  # names an organisation that this request can't see
    for type_ in TYPES:
        if isinstance(type_, graphql.GraphQLObjectType) and "id" in type_.fields and type_.name not in without_node:
            assert "Node" in [interface.name for interface in type_.interfaces], type_.name
