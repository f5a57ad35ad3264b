"""The three roads that an operation can take, and what it means that they agree."""

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

import graphql
import orjson
import strawberry

from samsvar.graph.selection import operations, readings, resolvers


async def by_plan(
    schema: strawberry.Schema, document: graphql.DocumentNode, variables: Mapping[str, Any], context: Any
) -> graphql.ExecutionResult | None:
    """Execute the whole operation by its plan; None when it has none, or an argument can't be."""
    operation = graphql.get_operation_ast(document)
    assert operation is not None
    return await operations.execute(schema, document, operation, variables=variables, context=context)


async def as_served(
    schema: strawberry.Schema, document: graphql.DocumentNode, variables: Mapping[str, Any], context: Any
) -> graphql.ExecutionResult:
    """Execute the operation by its plan, or let graphql-core do it when it has none, or none that can be sent."""
    planned = await by_plan(schema, document, variables, context)
    return planned or await by_graphql_core(schema, document, variables, context)


async def by_graphql_core(
    schema: strawberry.Schema, document: graphql.DocumentNode, variables: Mapping[str, Any], context: Any
) -> graphql.ExecutionResult:
    """Let graphql-core execute the operation; each root field is one statement."""
    async with readings.one_snapshot():
        result: Any = graphql.execute(
            schema._schema,
            document,
            variable_values=dict(variables),
            context_value=context,
            executor_class=schema.execution_context_class,
            operation_extensions=None,
        )
        answered: graphql.ExecutionResult = await result if hasattr(result, "__await__") else result
        return answered


async def field_by_field(
    schema: strawberry.Schema, document: graphql.DocumentNode, variables: Mapping[str, Any], context: Any
) -> graphql.ExecutionResult:
    """Let graphql-core execute the operation; each field of each row is a statement."""
    with contextlib.ExitStack() as slowly:
        slowly.enter_context(resolvers.field_by_field())
        return await by_graphql_core(schema, document, variables, context)


def answer(result: graphql.ExecutionResult) -> Any:
    """Return an answer's data as a client reads it, with instants in one spelling."""
    return _spelt(orjson.loads(orjson.dumps(result.data)))


def _spelt(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _spelt(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_spelt(item) for item in value]
    if isinstance(value, str) and len(value) >= len("2026-01-01T00:00:00Z") and value[4:5] == "-":
        with contextlib.suppress(ValueError):
            return dt.datetime.fromisoformat(value).isoformat()
    return value


def messages(result: graphql.ExecutionResult) -> list[str]:
    """Return what an answer's errors say."""
    return [error.message for error in result.errors or ()]


def codes(result: graphql.ExecutionResult) -> set[object]:
    """Return the codes of an answer's errors; "ARGUMENT" for what graphql-core finds in arguments, which has none."""
    return {
        "ARGUMENT" if error.message.startswith("Argument ") else (error.extensions or {}).get("code")
        for error in result.errors or ()
    }


@dataclasses.dataclass
class Answers:
    """How many answers were compared, and how many of them hold nothing but data."""

    compared: int = 0
    without_errors: int = 0

    def count(self, result: graphql.ExecutionResult) -> None:
        """Count an answer that was compared."""
        self.compared += 1
        self.without_errors += not result.errors

    def require_data(self) -> None:
        """Fail when most answers had errors: roads that refuse alike have not been shown to answer alike."""
        assert self.without_errors * 2 >= self.compared > 0, self
