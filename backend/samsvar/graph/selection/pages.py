"""
A Relay connection as one expression.

The page's rows are picked first, by keyset: rows beyond a cursor, in order, one more than the page holds. Only then is
their JSON made, so that the row that merely says "there is more" costs nothing. ``totalCount`` is counted apart, and
only when it is asked for.
"""

import dataclasses
import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import graphql
import sqlalchemy as sa
from graphql import FieldNode, GraphQLObjectType
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql import operators

from samsvar.graph import paging
from samsvar.graph.selection import json_text
from samsvar.graph.selection.arguments import Binder, Given, Reader
from samsvar.graph.selection.declarations import Page, SelectionField
from samsvar.graph.selection.fields import NotCompilable
from samsvar.graph.selection.json_text import Parts, Text
from samsvar.graph.selection.rows import Row

if TYPE_CHECKING:
    from samsvar.graph.selection.compiler import Compiler, Sets

EXTRA = ("first", "after", "last", "before", "order")


@dataclasses.dataclass(frozen=True)
class Ordering:
    """
    A total order of rows.

    Attributes:
        name: What cursors of this order begin with.
        columns: Expressions over a row, never null; the last one is the row's id.
        descending: Of each column, whether larger values come first.
    """

    name: str
    columns: "Sequence[sa.ColumnElement[Any]]"
    descending: Sequence[bool]

    @classmethod
    def of(cls, what: Page, chosen: object, row: Row) -> "Ordering":
        """Return a page's order over ``row``; ``chosen`` is the member of the enum of orders, if there are several."""
        order = what.orders[chosen] if isinstance(what.orders, Mapping) else what.orders
        stated = list(order(row)) if order is not None else []
        columns, descending = [], []
        for expression in stated:
            is_unary = isinstance(expression, sa.UnaryExpression)
            if is_unary and expression.modifier in (operators.desc_op, operators.asc_op):
                columns.append(expression.element)
                descending.append(expression.modifier is operators.desc_op)
            else:
                columns.append(expression)
                descending.append(False)
        if "id" in row.c and str(row.c.id) not in [str(column) for column in columns]:
            columns.append(row.c.id)
            descending.append(bool(descending and descending[-1]))
        name = str(getattr(chosen, "name", chosen or "id"))
        return cls(f"{row.type_name}.{name}", columns, descending)

    def clauses(self, *, reverse: bool = False) -> "list[sa.ColumnElement[Any]]":
        """Return what to put into ORDER BY."""
        return [
            column.desc() if down is not reverse else column.asc()
            for column, down in zip(self.columns, self.descending, strict=True)
        ]

    def cursor(self) -> Text:
        """Return a row's cursor; the same text as ``paging.encode_cursor`` makes."""
        parts: Parts = [f'["{self.name}"']
        for column in self.columns:
            parts += [",", sa.cast(sa.func.to_json(sa.cast(column, sa.Text)), sa.Text)]
        encoded = sa.func.encode(sa.func.convert_to(json_text.Joined([*parts, "]"]), "UTF8"), "base64")
        return sa.func.replace(encoded, sa.func.chr(10), json_text.constant(""), type_=sa.Text())

    def types(self) -> list[type]:
        """Return the Python types of a cursor's keys."""
        return [column.type.python_type for column in self.columns]

    def beyond(self, binder: Binder, cursor: Reader, *, backwards: bool = False) -> "sa.ColumnElement[bool]":
        """Return the condition that a row comes after (or before) the row of a cursor."""
        keys = [
            binder.bind(functools.partial(_key, self.name, tuple(self.types()), cursor, place), column.type)
            for place, column in enumerate(self.columns)
        ]
        if len(set(self.descending)) == 1:
            # One comparison of rows is what an index over the order's columns can be entered with.
            row, found = sa.tuple_(*self.columns), sa.tuple_(*keys)
            return row < found if self.descending[0] is not backwards else row > found
        conditions = []
        for place, (column, key, down) in enumerate(zip(self.columns, keys, self.descending, strict=True)):
            same = [one == other for one, other in zip(self.columns[:place], keys[:place], strict=True)]
            conditions.append(sa.and_(*same, column < key if down is not backwards else column > key))
        return sa.or_(*conditions)


def _key(name: str, types: tuple[type, ...], cursor: Reader, place: int, given: Given) -> object:
    return paging.decode_cursor(cursor(given), name, types)[place]


def page(
    compiler: "Compiler",
    definition: graphql.GraphQLField,
    field: SelectionField,
    outer: Row | None,
    node: FieldNode,
    arguments: Mapping[str, Any],
    sets: "Sets",
) -> Parts:
    """Return the JSON of a connection."""
    what = field.declaration
    assert isinstance(what, Page)
    connection = graphql.get_named_type(definition.type)
    assert isinstance(connection, GraphQLObjectType)
    own = {name: value for name, value in arguments.items() if name not in EXTRA}
    given = (outer,) if outer is not None else ()
    item_type = node_type(connection)

    def source() -> "tuple[sa.FromClause, Row, sa.ColumnElement[bool] | None]":
        return compiler.rows(graphql.get_named_type(item_type), what, given, own)

    picked, row, size = _picked(compiler, definition, field, node, arguments, source)
    forwards = arguments["last"] is None
    on_page = row.c.place <= size
    in_order = row.c.place.asc() if forwards else row.c.place.desc()

    def edge(of: GraphQLObjectType, edge_sets: "Sets") -> Text:
        parts: Parts = []
        for key, nodes in compiler.fields.of(of, edge_sets).items():
            parts.append(f'{"," if parts else "{"}"{key}":')
            match nodes[0].name.value:
                case "cursor":
                    parts.append(json_text.scalar(graphql.GraphQLString, row.c.cursor))
                case "node":
                    inner = [one.selection_set for one in nodes]
                    parts.append(compiler.item(of.fields["node"].type, what, row, inner, {}))
                case "__typename":
                    parts.append(f'"{of.name}"')
                case name:
                    raise NotCompilable(f"{of.name}.{name}")
        return json_text.Joined([*parts, "}"])

    def page_info(info_sets: "Sets", info: GraphQLObjectType) -> Parts:
        more = json_text.scalar(graphql.GraphQLBoolean, sa.cast(sa.func.count() > size, sa.Boolean))
        beyond = constant_bool(arguments["after"] if forwards else arguments["before"])
        ends = [row.c.place.asc(), row.c.place.desc()]
        answers: dict[str, str | Text] = {
            "hasNextPage": more if forwards else beyond,
            "hasPreviousPage": beyond if forwards else more,
            "startCursor": _end(row, on_page, ends[0] if forwards else ends[1]),
            "endCursor": _end(row, on_page, ends[1] if forwards else ends[0]),
            "__typename": f'"{info.name}"',
        }
        parts: Parts = []
        for key, nodes in compiler.fields.of(info, info_sets).items():
            parts += [f'{"," if parts else "{"}"{key}":', answers[nodes[0].name.value]]
        return [*parts, "}"]

    parts: Parts = []
    needs_rows = False
    for key, nodes in compiler.fields.of(connection, sets).items():
        parts.append(f'{"," if parts else "{"}"{key}":')
        name = nodes[0].name.value
        inner = [one.selection_set for one in nodes]
        of = graphql.get_named_type(connection.fields[name].type) if name != "__typename" else None
        needs_rows = needs_rows or name in ("edges", "nodes", "pageInfo")
        if name == "edges":
            assert isinstance(of, GraphQLObjectType)
            parts.append(json_text.listed(edge(of, inner), in_order, where=on_page))
        elif name == "nodes":
            parts.append(json_text.listed(compiler.item(item_type, what, row, inner, {}), in_order, where=on_page))
        elif name == "pageInfo":
            assert isinstance(of, GraphQLObjectType)
            parts += page_info(inner, of)
        elif name == "totalCount":
            counted, _, condition = source()
            count = sa.select(sa.cast(sa.func.count(), sa.Text)).select_from(counted)
            parts.append((count if condition is None else count.where(condition)).scalar_subquery())
        elif name == "__typename":
            parts.append(f'"{connection.name}"')
        else:
            raise NotCompilable(f"{connection.name}.{name}")
    parts.append("}")
    if not needs_rows:
        return parts
    return [sa.select(json_text.Joined(parts)).select_from(picked).scalar_subquery()]


def _picked(
    compiler: "Compiler",
    definition: graphql.GraphQLField,
    field: SelectionField,
    node: FieldNode,
    arguments: Mapping[str, Any],
    source: Any,
) -> "tuple[sa.FromClause, Row, sa.ColumnElement[int]]":
    """Return the page's rows and one more, numbered from the page's own end; the row; and the page's size."""
    what = field.declaration
    assert isinstance(what, Page)
    forwards = arguments["last"] is None
    selected, inner, condition = source()
    ordering = Ordering.of(what, arguments.get("order"), inner)
    clauses = ordering.clauses(reverse=not forwards)
    readers = compiler.binder.readers
    stated = {argument.name.value for argument in node.arguments or ()}

    def read(name: str) -> Reader | None:
        return readers[arguments[name].key] if arguments[name] is not None else None

    size_of = functools.partial(
        _size, read("first") if "first" in stated or forwards else None, read("last"), what.sizes
    )
    size = compiler.binder.bind(size_of, sa.Integer())
    columns = [inner.c[name].label(name) for name in inner.c]
    numbered = sa.select(
        *columns,
        sa.func.row_number(type_=sa.BigInteger()).over(order_by=clauses).label("place"),
        ordering.cursor().label("cursor"),
    ).select_from(selected)
    conditions = [condition] if condition is not None else []
    for name, backwards in (("after", False), ("before", True)):
        cursor = read(name)
        if cursor is not None:
            conditions.append(ordering.beyond(compiler.binder, cursor, backwards=backwards))
    alias = compiler.alias()
    picked = numbered.where(*conditions).order_by(*clauses).limit(size + 1).subquery(alias)
    types = {**inner.types, "place": sa.BigInteger(), "cursor": sa.Text()}
    return picked, Row(alias, types, inner.type_name, inner.required), size


def _size(first: Reader | None, last: Reader | None, sizes: paging.PageSizes, given: Given) -> int:
    return paging.page_size(first(given) if first else None, last(given) if last else None, sizes)


def _end(row: Row, on_page: "sa.ColumnElement[bool]", order: "sa.ColumnElement[Any]") -> Text:
    """Return the JSON of the cursor of the row that comes first in ``order``; null on an empty page."""
    cursors = sa.func.array_agg(
        postgresql.aggregate_order_by(row.c.cursor, order), type_=postgresql.ARRAY(sa.Text())
    ).filter(on_page)
    first = sa.type_coerce(cursors, postgresql.ARRAY(sa.Text()))[1]
    return json_text.or_null(json_text.scalar(graphql.GraphQLString, first))


def constant_bool(cursor: object) -> str:
    """Return whether there is something on the cursor's side of the page: its own row, at least."""
    return "true" if cursor is not None else "false"


def node_type(connection: GraphQLObjectType) -> graphql.GraphQLOutputType:
    """Return the type of a connection's nodes, as its edges have it."""
    edge = graphql.get_named_type(connection.fields["edges"].type)
    assert isinstance(edge, GraphQLObjectType)
    return edge.fields["node"].type
