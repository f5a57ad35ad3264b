"""How a valid document is executed: everything that reaches a resolver comes through here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import graphql
import strawberry
from graphql.pyutils import is_awaitable

from samsvar.graph import documents


def of_graphql_core(schema: strawberry.Schema) -> graphql.GraphQLSchema:
    """Return the schema that strawberry made of our types; it has no public name there."""
    return schema._schema  # noqa: SLF001


async def execute(
    schema: strawberry.Schema,
    document: documents.Document,
    *,
    operation_name: str | None,
    variables: Mapping[str, Any],
    context: object,
) -> graphql.ExecutionResult:
    """Return the result of a query or mutation; errors are in it, and nothing is raised for what a resolver does."""
    result: Any = graphql.execute(
        of_graphql_core(schema),
        document.syntax,
        variable_values=dict(variables),
        operation_name=operation_name,
        context_value=context,
        executor_class=schema.execution_context_class,
        operation_extensions=None,
    )
    answered: graphql.ExecutionResult = await result if is_awaitable(result) else result
    return answered


async def subscribe(
    schema: strawberry.Schema,
    document: documents.Document,
    *,
    operation_name: str | None,
    variables: Mapping[str, Any],
    context: object,
) -> AsyncIterator[graphql.ExecutionResult] | graphql.ExecutionResult:
    """Return the results of a subscription as they come, or the one that says why there are none."""
    result: Any = graphql.subscribe(
        of_graphql_core(schema),
        document.syntax,
        variable_values=dict(variables),
        operation_name=operation_name,
        context_value=context,
        executor_class=schema.execution_context_class,
        operation_extensions=None,
    )
    results: AsyncIterator[graphql.ExecutionResult] | graphql.ExecutionResult = (
        await result if is_awaitable(result) else result
    )
    return results
