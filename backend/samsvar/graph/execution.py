"""How a valid document is executed: everything that reaches a resolver comes through here."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Callable, Mapping
from typing import Any

import graphql
import strawberry
from graphql.pyutils import is_awaitable

from samsvar.graph import documents
from samsvar.graph.selection import operations, readings


def of_graphql_core(schema: strawberry.Schema) -> graphql.GraphQLSchema:
    """Return the schema that strawberry made of our types; it has no public name there."""
    return schema._schema  # noqa: SLF001


async def execute(
    schema: strawberry.Schema,
    document: documents.Document,
    *,
    operation_name: str | None,
    variables: Mapping[str, Any],
    context: readings.Readable,
    event: object = None,
) -> graphql.ExecutionResult:
    """
    Return the result of an operation; errors are in it, and nothing is raised for what a resolver does.

    Args:
        schema: What `document` was validated against.
        document: Holds the operation.
        operation_name: Which one, where there are several.
        variables: As they were sent; they are coerced here.
        context: What resolvers find in `info.context`.
        event: Of a subscription, what happened.
    """
    operation = document.operation(operation_name)
    planned = await operations.execute(schema, document.syntax, operation, variables=variables, context=context)
    if planned is not None:
        return planned
    is_query = operation.operation is graphql.OperationType.QUERY
    # All that one query reads, it reads at one moment; a mutation reads what it wrote, and so later each time.
    async with readings.one_snapshot() if is_query else contextlib.nullcontext():
        result: Any = graphql.execute(
            of_graphql_core(schema),
            document.syntax,
            root_value=event,
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
    context: Callable[[], readings.Readable],
) -> AsyncGenerator[graphql.ExecutionResult]:
    """
    Yield a result for each event of a subscription, or the one that says why there are none.

    Each is executed with a context of its own (`context` makes one): a subscription may outlive the day it began on.
    """
    built = schema.execution_context_class.build(
        of_graphql_core(schema),
        document.syntax,
        raw_variable_values=dict(variables),
        operation_name=operation_name,
        context_value=context(),
        operation_extensions=None,
    )
    if isinstance(built, list):
        yield graphql.ExecutionResult(None, built)
        return
    created: Any = graphql.create_source_event_stream(built)
    events = await created if is_awaitable(created) else created
    if isinstance(events, graphql.ExecutionResult):
        yield events
        return
    try:
        async for event in events:
            yield await execute(
                schema, document, operation_name=operation_name, variables=variables, context=context(), event=event
            )
    except Exception as error:  # noqa: BLE001 - becomes an error of the result, and is masked there as any other.
        yield graphql.ExecutionResult(None, [graphql.GraphQLError(str(error), original_error=error)])
    finally:
        await events.aclose()
