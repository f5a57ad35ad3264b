"""
A Relay connection as one expression.

The page's rows are picked first, by keyset: rows beyond a cursor, in order, one more than the page holds. Only then is
their JSON made, so that the row that merely says "there is more" costs nothing. ``totalCount`` is counted apart, and
only when it is asked for.
"""

import dataclasses
import functools
from collections.abc import Callable, Mapping, Sequence
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

Selected = tuple[sa.FromClause, Row, "sa.ColumnElement[bool] | None"]
Source = Callable[[], Selected]
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

    def key(self, cursor: Reader, place: int) -> Reader:
        """Return how one of a cursor's keys is read."""
        return functools.partial(_key, self.name, tuple(self.types()), cursor, place)

    def beyond(self, binder: Binder, cursor: Reader, *, backwards: bool = False) -> "sa.ColumnElement[bool]":
        """Return the condition that a row comes after (or before) the row of a cursor."""
        keys = [binder.bind(self.key(cursor, place), column.type) for place, column in enumerate(self.columns)]
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

    def source() -> Selected:
        return compiler.rows(graphql.get_named_type(item_type), what, given, own)

    binder = compiler.binder
    pick = _picked(compiler, field, node, arguments, source)
    on_page = pick.row.c.place <= pick.size
    in_order = pick.row.c.place.asc() if pick.is_forwards else pick.row.c.place.desc()

    def item(item_sets: "Sets") -> Text:
        return compiler.item(item_type, what, pick.row, item_sets, {})

    def edge(of: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Parts:
        match nodes[0].name.value:
            case "cursor":
                return [json_text.scalar(graphql.GraphQLString, pick.row.c.cursor)]
            case "node":
                return [item([one.selection_set for one in nodes])]
            case "__typename":
                return [f'"{of.name}"']
            case name:
                raise NotCompilable(f"{of.name}.{name}")

    def answer(nodes: Sequence[FieldNode]) -> Parts:
        name = nodes[0].name.value
        if name == "__typename":
            return [f'"{connection.name}"']
        inner = [one.selection_set for one in nodes]
        of = graphql.get_named_type(connection.fields[name].type)
        match name:
            case "totalCount":
                counted, _, condition = source()
                count = sa.select(sa.cast(sa.func.count(), sa.Text)).select_from(counted)
                return [(count if condition is None else count.where(condition)).scalar_subquery()]
            case "nodes":
                return [json_text.listed(item(inner), in_order, where=on_page)]
            case "edges" if isinstance(of, GraphQLObjectType):
                asked = compiler.fields.of(of, inner).items()
                made = json_text.Joined(json_text.members((key, edge(of, nodes)) for key, nodes in asked))
                return [json_text.listed(made, in_order, where=on_page)]
            case "pageInfo" if isinstance(of, GraphQLObjectType):
                answers = _page_info(pick, on_page)
                asked = compiler.fields.of(of, inner).items()
                return json_text.members(
                    (key, [answers.get(nodes[0].name.value, f'"{of.name}"')]) for key, nodes in asked
                )
        raise NotCompilable(f"{connection.name}.{name}")

    asked = compiler.fields.of(connection, sets)
    parts = json_text.members((key, answer(nodes)) for key, nodes in asked.items())
    if all(nodes[0].name.value in ("totalCount", "__typename") for nodes in asked.values()):
        # No row is picked, but a page that can't be is refused whatever is asked of it.
        binder.checks += pick.checks
        return parts
    # Having makes it one row where nothing asked for aggregates: whether there is a page before the first, for one.
    one = sa.select(json_text.Joined(parts)).select_from(pick.selected).having(sa.literal_column("true", sa.Boolean()))
    return [one.scalar_subquery()]


@dataclasses.dataclass(frozen=True)
class Picked:
    """
    A page's rows and one more.

    Attributes:
        row: With its ``place``, counted from the page's own end, and its ``cursor``.
        size: Bound parameter.
        is_beyond: Whether there is something on the side from which the page is counted.
        checks: Readers that fail when the page can't be.
    """

    selected: sa.FromClause
    row: Row
    size: "sa.ColumnElement[int]"
    is_forwards: bool
    is_beyond: bool
    checks: Sequence[Reader]


def _page_info(pick: Picked, on_page: "sa.ColumnElement[bool]") -> dict[str, str | Text]:
    """Return the JSON of what can be asked about a page."""
    more = json_text.scalar(graphql.GraphQLBoolean, sa.cast(sa.func.count() > pick.size, sa.Boolean))
    beyond = "true" if pick.is_beyond else "false"
    first, last = pick.row.c.place.asc(), pick.row.c.place.desc()
    return {
        "hasNextPage": more if pick.is_forwards else beyond,
        "hasPreviousPage": beyond if pick.is_forwards else more,
        "startCursor": _end(pick.row, on_page, first if pick.is_forwards else last),
        "endCursor": _end(pick.row, on_page, last if pick.is_forwards else first),
    }


def _picked(
    compiler: "Compiler", field: SelectionField, node: FieldNode, arguments: Mapping[str, Any], source: Source
) -> Picked:
    """Pick a page's rows, numbered from the end that it is counted from."""
    what = field.declaration
    assert isinstance(what, Page)
    is_forwards = arguments["last"] is None
    selected, inner, condition = source()
    ordering = Ordering.of(what, arguments.get("order"), inner)
    clauses = ordering.clauses(reverse=not is_forwards)
    stated = {argument.name.value for argument in node.arguments or ()}
    binder = compiler.binder

    def read(name: str) -> Reader | None:
        return binder.readers[arguments[name].key] if arguments[name] is not None else None

    first = read("first") if "first" in stated or is_forwards else None
    size_of = functools.partial(_size, first, read("last"), what.sizes)
    size = binder.bind(size_of, sa.Integer())
    numbered = sa.select(
        *[inner.c[name].label(name) for name in inner.c],
        sa.func.row_number(type_=sa.BigInteger()).over(order_by=clauses).label("place"),
        ordering.cursor().label("cursor"),
    ).select_from(selected)
    conditions = [condition] if condition is not None else []
    checks: list[Reader] = [size_of]
    for name, backwards in (("after", False), ("before", True)):
        cursor = read(name)
        if cursor is not None:
            conditions.append(ordering.beyond(binder, cursor, backwards=backwards))
            checks.append(ordering.key(cursor, 0))
    alias = compiler.alias()
    picked = numbered.where(*conditions).order_by(*clauses).limit(size + 1).subquery(alias)
    types = {**inner.types, "place": sa.BigInteger(), "cursor": sa.Text()}
    row = Row(alias, types, inner.type_name, inner.required)
    is_beyond = arguments["after" if is_forwards else "before"] is not None
    return Picked(picked, row, size, is_forwards, is_beyond, checks)


def _size(first: Reader | None, last: Reader | None, sizes: paging.PageSizes, given: Given) -> int:
    return paging.page_size(first(given) if first else None, last(given) if last else None, sizes)


def _end(row: Row, on_page: "sa.ColumnElement[bool]", order: "sa.ColumnElement[Any]") -> Text:
    """Return the JSON of the cursor of the row that comes first in ``order``; null on an empty page."""
    cursors = sa.func.array_agg(
        postgresql.aggregate_order_by(row.c.cursor, order), type_=postgresql.ARRAY(sa.Text())
    ).filter(on_page)
    first = sa.type_coerce(cursors, postgresql.ARRAY(sa.Text()))[1]
    return json_text.or_null(json_text.scalar(graphql.GraphQLString, first))


def node_type(connection: GraphQLObjectType) -> graphql.GraphQLOutputType:
    """Return the type of a connection's nodes, as its edges have it."""
    edge = graphql.get_named_type(connection.fields["edges"].type)
    assert isinstance(edge, GraphQLObjectType)
    return edge.fields["node"].type
