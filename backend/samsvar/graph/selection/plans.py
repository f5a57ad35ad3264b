"""Compiled statements, kept for each document and each shape of its variables."""

import collections
import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import graphql
import sqlalchemy as sa
import strawberry
from graphql import FieldNode, FragmentDefinitionNode, GraphQLObjectType, OperationDefinitionNode
from sqlalchemy.dialects.postgresql import asyncpg as asyncpg_dialect

from samsvar.graph.selection import arguments, compiler, fields, within
from samsvar.graph.selection.arguments import Binder, Given, Reader, Shape, always

_DIALECT: Any = asyncpg_dialect.dialect()  # type: ignore[no-untyped-call]


@dataclasses.dataclass(frozen=True, slots=True)
class Statement:
    """
    SQL with ``$n`` parameters, and where the value of each comes from.

    Attributes:
        sql: Text for asyncpg.
        values: In the order of the parameters.
        checks: Read first, only to fail when what was given can't be.
    """

    sql: str
    values: Sequence[Reader]
    checks: Sequence[Reader] = ()

    @classmethod
    def of(cls, select: "sa.Select[Any]", binder: Binder) -> "Statement":
        """Compile a Core statement whose parameters the binder made; others have a value of their own."""
        compiled = select.compile(dialect=_DIALECT)
        processors = compiled._bind_processors  # noqa: SLF001 - what SQLAlchemy's own execution applies
        values = []
        for name in compiled.positiontup or ():
            read = binder.readers.get(name) or always(compiled.params[name])
            process: Any = processors.get(name)
            values.append(read if process is None else _processed(read, process))
        return cls(str(compiled), tuple(values), tuple(binder.checks))

    def bound(self, given: Given) -> list[Any]:
        """
        Return the values of the parameters for one request.

        Raises:
            BadPage: A page can't be.
        """
        for check in self.checks:
            check(given)
        return [read(given) for read in self.values]


def _processed(read: Reader, process: Callable[[Any], Any]) -> Reader:
    return lambda given: process(read(given))


class Plans:
    """The statements of one schema's root fields; the least recently used one goes when there are too many."""

    def __init__(self, schema: strawberry.Schema, *, at_most: int = 2_000) -> None:
        self._schema = schema
        self._at_most = at_most
        self._kept: collections.OrderedDict[object, tuple[Statement | None, object]] = collections.OrderedDict()
        self._shapes: collections.OrderedDict[int, tuple[Callable[[Mapping[str, Any]], Shape], object]] = (
            collections.OrderedDict()
        )

    def shape(self, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> Shape:
        """Return which of an operation's plans these coerced variables ask for."""
        known = self._shapes.get(id(operation))
        if known is None:
            # The node is kept beside its reader, so that its id is not given to another one.
            known = arguments.shape_reader(within.core(self._schema), operation), operation
            self._shapes[id(operation)] = known
            if len(self._shapes) > self._at_most:
                self._shapes.popitem(last=False)
        return known[0](variables)

    def statement(
        self,
        parent: GraphQLObjectType,
        nodes: Sequence[FieldNode],
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> Statement:
        """
        Return the statement of a root field.

        Raises:
            NotCompilable: The field-by-field road must be taken.
        """
        key = (id(operation), tuple(map(id, nodes)), self.shape(operation, variables))
        known = self._kept.get(key)
        if known is None:
            known = self._compiled(parent, nodes, fragments, variables), (operation, nodes)
            self._kept[key] = known
            if len(self._kept) > self._at_most:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        if known[0] is None:
            raise fields.NotCompilable(nodes[0].name.value)
        return known[0]

    def _compiled(
        self,
        parent: GraphQLObjectType,
        nodes: Sequence[FieldNode],
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> Statement | None:
        collected = fields.Fields(within.core(self._schema), fragments, variables)
        building = compiler.Compiler(self._schema, collected, variables)
        try:
            answer = building.root(parent, nodes)
            # The read pool passes varchar on as bytes: nobody here reads the answer.
            return Statement.of(sa.select(sa.cast(answer, sa.VARCHAR)), building.binder)
        except fields.NotCompilable:
            return None
        except RecursionError:
            # Far below the depth that documents are limited to, and no road for a document without limits.
            raise graphql.GraphQLError("This is nested too deep.", extensions={"code": "QUERY_TOO_LARGE"}) from None
