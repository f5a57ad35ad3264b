"""
Whole queries by plan: when every root field of a query is declared, graphql-core's executor has nothing to do.

It would collect, complete and check what the database has already collected, completed and checked; that costs about as
much as the read itself. Here a known query is its root fields' statements, sent one after the other in one transaction.
Whatever stands before a field's resolver (permissions, extensions) is called as it would be there. Everything else
(mutations, subscriptions, introspection, fields resolved in Python, errors in variables and arguments) is left to
graphql-core.
"""

import asyncio
import collections
import dataclasses
import weakref
from collections.abc import Mapping, Sequence
from typing import Any

import graphql
import orjson
import strawberry
from graphql import FieldNode, GraphQLObjectType, OperationDefinitionNode
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values

from samsvar.graph.selection import compiler, fields, readings, resolvers, within
from samsvar.graph.selection.arguments import Given
from samsvar.graph.selection.plans import Statement

_AT_MOST = 2_000


@dataclasses.dataclass(frozen=True, slots=True)
class Root:
    """One root field of a query."""

    key: str
    nodes: list[FieldNode]
    definition: graphql.GraphQLField
    statement: Statement
    is_guarded: bool


Roots = Sequence[Root]


class Operations:
    """The root fields of one schema's queries, by operation and shape of its variables; None where there is no plan."""

    def __init__(self, schema: strawberry.Schema) -> None:
        self.schema = schema
        self.plans = resolvers.plans_of(schema)
        self._kept: collections.OrderedDict[object, tuple[Roots | None, object]] = collections.OrderedDict()

    def roots(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, graphql.FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> Roots | None:
        """Return an operation's root fields, None when graphql-core must execute it."""
        key = id(operation), self.plans.shape(operation, variables)
        known = self._kept.get(key)
        if known is None:
            # The operation is kept beside its plan, so that its id is not given to another one.
            known = self._kept[key] = self._planned(operation, fragments, variables), operation
            if len(self._kept) > _AT_MOST:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return known[0]

    def _planned(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, graphql.FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> Roots | None:
        query = within.core(self.schema).query_type
        assert query is not None
        try:
            collected = fields.Fields(within.core(self.schema), fragments, variables).of(
                query, [operation.selection_set]
            )
            return [self._root(query, key, nodes, operation, fragments, variables) for key, nodes in collected.items()]
        except (fields.NotCompilable, graphql.GraphQLError):
            return None

    def _root(
        self,
        query: GraphQLObjectType,
        key: str,
        nodes: list[FieldNode],
        operation: OperationDefinitionNode,
        fragments: Mapping[str, graphql.FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> Root:
        definition = query.fields.get(nodes[0].name.value)
        field = compiler.declared(definition) if definition is not None else None
        if definition is None or field is None:
            raise fields.NotCompilable(nodes[0].name.value)
        statement = self.plans.statement(query, nodes, operation, fragments, variables)
        return Root(key, nodes, definition, statement, is_guarded=bool(field.extensions))


_operations: "weakref.WeakKeyDictionary[Any, Operations]" = weakref.WeakKeyDictionary()


async def execute(
    schema: strawberry.Schema,
    document: graphql.DocumentNode,
    operation: OperationDefinitionNode,
    *,
    variables: Mapping[str, Any],
    context: readings.Readable,
) -> graphql.ExecutionResult | None:
    """
    Return the result of a query, with each root field's JSON as an ``orjson.Fragment``.

    Args:
        document: Valid; the same object for the same text, because plans are kept by its nodes.
        variables: As they were sent.
        context: A :class:`~samsvar.graph.selection.readings.Readable`.

    Returns:
        None when graphql-core must execute the operation; nothing has been done then that it would repeat in vain.
    """
    if operation.operation is not graphql.OperationType.QUERY or schema.extensions:
        return None
    values = get_variable_values(within.core(schema), operation.variable_definitions or (), dict(variables))
    if not isinstance(values, VariableValues):
        return None
    known = _operations.get(schema)
    if known is None:
        known = _operations[schema] = Operations(schema)
    fragments = fragments_of(document)
    roots = known.roots(operation, fragments, values.coerced)
    if roots is None:
        return None
    given = Given(values.coerced, context)
    try:
        bound = [root.statement.bound(given) for root in roots]
    except Exception:  # noqa: BLE001 - whatever can't be bound: how many such errors there are is graphql-core's to say
        return None
    data: dict[str, Any] = {}
    errors: list[graphql.GraphQLError] = []
    core = within.core(schema)
    assert core.query_type is not None
    async with readings.one_snapshot():
        for root, parameters in zip(roots, bound, strict=True):
            asked = within.Asked(core, core.query_type, root.nodes, operation, fragments, values.coerced, context)
            try:
                json = await _answer(root, asked, values, parameters)
            except (fields.NotCompilable, resolvers.ValueMissing):
                return None
            except Exception as error:  # noqa: BLE001 - as graphql-core: whatever a resolver raises belongs to its field
                errors.append(graphql.located_error(error, root.nodes, [root.key]))
                json = None
            if json is None and isinstance(root.definition.type, graphql.GraphQLNonNull):
                # Without an error this is graphql-core's to word; with one, null reaches the whole answer.
                return graphql.ExecutionResult(None, errors) if errors else None
            data[root.key] = None if json is None else orjson.Fragment(json)
    return graphql.ExecutionResult(data, errors or None)


async def _answer(root: Root, asked: within.Asked, values: VariableValues, parameters: Sequence[Any]) -> bytes | None:
    """Return a root field's JSON; None for null."""
    if not root.is_guarded:
        async with readings.reading_for(asked.context) as reading:
            return await resolvers.send(root.statement, parameters, reading)
    assert root.definition.resolve is not None
    arguments = get_argument_values(root.definition, root.nodes[0], values)
    found = root.definition.resolve(None, within.info_of_root(asked, root.key), **arguments)
    if asyncio.iscoroutine(found):
        found = await found
    if found is None:
        return None
    if not isinstance(found, resolvers.Answer):
        raise fields.NotCompilable(root.key)
    return found.json


_fragments: "collections.OrderedDict[int, tuple[dict[str, graphql.FragmentDefinitionNode], object]]" = (
    collections.OrderedDict()
)


def fragments_of(document: graphql.DocumentNode) -> dict[str, graphql.FragmentDefinitionNode]:
    """Return a document's fragments by name."""
    known = _fragments.get(id(document))
    if known is None:
        found = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, graphql.FragmentDefinitionNode)
        }
        known = _fragments[id(document)] = found, document
        if len(_fragments) > _AT_MOST:
            _fragments.popitem(last=False)
    return known[0]
