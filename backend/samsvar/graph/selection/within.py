"""What strawberry and graphql-core know and give no public name: looked up here, and nowhere else."""

import asyncio
import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import graphql
import strawberry
from graphql.pyutils import Path
from strawberry.schema.schema import _OperationContextAwareGraphQLResolveInfo as ResolveInfo


def core(schema: strawberry.Schema) -> graphql.GraphQLSchema:
    """Return the schema that strawberry made of our types."""
    return schema._schema  # noqa: SLF001


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """Where in an operation a field stands, and what it may know."""

    schema: graphql.GraphQLSchema
    parent_type: graphql.GraphQLObjectType
    nodes: Sequence[graphql.FieldNode]
    operation: graphql.OperationDefinitionNode
    fragments: Mapping[str, graphql.FragmentDefinitionNode]
    variables: Mapping[str, Any]
    context: Any


def asked(info: strawberry.Info) -> Asked:
    """Return what a resolver's info holds."""
    raw: Any = info._raw_info  # noqa: SLF001
    return Asked(
        raw.schema,
        raw.parent_type,
        raw.field_nodes,
        raw.operation,
        raw.fragments,
        raw.variable_values,
        raw.context,
    )


def info_of_root(asked: Asked, key: str) -> Any:
    """Return what graphql-core would give the resolver of a root field."""
    name = asked.nodes[0].name.value
    return ResolveInfo(
        name,
        list(asked.nodes),
        asked.parent_type.fields[name].type,
        asked.parent_type,
        Path(None, key, asked.parent_type.name),
        asked.schema,
        dict(asked.fragments),
        None,
        asked.operation,
        dict(asked.variables),
        asked.context,
        asyncio.iscoroutine,
        None,
        None,
        {},
    )
