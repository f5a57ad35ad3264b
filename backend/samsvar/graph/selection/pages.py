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

from samsvar.graph import paging
from samsvar.graph.selection import json_text
from samsvar.graph.selection.arguments import Given, Reader
from samsvar.graph.selection.declarations import Page, SelectionField
from samsvar.graph.selection.fields import NotCompilable
from samsvar.graph.selection.json_text import Parts, Text
from samsvar.graph.selection.orderings import Ordering
from samsvar.graph.selection.rows import Row

if TYPE_CHECKING:
    from samsvar.graph.selection.compiler import Compiler, Sets

Selected = tuple[sa.FromClause, Row, "sa.ColumnElement[bool] | None"]
Source = Callable[[], Selected]
EXTRA = ("first", "after", "last", "before", "order")


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
    type_ = graphql.get_named_type(definition.type)
    what = field.declaration
    assert isinstance(type_, GraphQLObjectType)
    assert isinstance(what, Page)
    own = {name: value for name, value in arguments.items() if name not in EXTRA}
    given = (outer,) if outer is not None else ()
    item_type = node_type(type_)
    source = functools.partial(compiler.rows, graphql.get_named_type(item_type), what, given, own)
    picked = _picked(compiler, what, node, arguments, source)
    connection = _Connection(compiler, type_, what, item_type, source, picked)
    asked = compiler.fields.of(type_, sets)
    parts = json_text.members((key, connection.field(nodes)) for key, nodes in asked.items())
    if all(nodes[0].name.value in ("totalCount", "__typename") for nodes in asked.values()):
        # No row is picked, but a page that can't be is refused whatever is asked of it.
        compiler.binder.checks += picked.checks
        return parts
    # Having makes it one row where nothing asked for aggregates: whether there is a page before the first, for one.
    one = (
        sa.select(json_text.Joined(parts)).select_from(picked.selected).having(sa.literal_column("true", sa.Boolean()))
    )
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

    @property
    def is_on_page(self) -> "sa.ColumnElement[bool]":
        """Return the condition that a row isn't the one too many."""
        return self.row.c.place <= self.size


@dataclasses.dataclass(frozen=True)
class _Connection:
    """The fields of a connection over the rows that were picked for its page."""

    compiler: "Compiler"
    type_: GraphQLObjectType
    what: Page
    item_type: graphql.GraphQLOutputType
    source: Source
    picked: Picked

    def field(self, nodes: Sequence[FieldNode]) -> Parts:
        name = nodes[0].name.value
        sets = [node.selection_set for node in nodes]
        match name:
            case "__typename":
                return [f'"{self.type_.name}"']
            case "totalCount":
                return [self._count()]
            case "nodes":
                return [self._listed(self._item(sets))]
        inner = graphql.get_named_type(self.type_.fields[name].type)
        assert isinstance(inner, GraphQLObjectType), name
        asked = self.compiler.fields.of(inner, sets).items()
        match name:
            case "edges":
                edge = json_text.members((key, self._edge(inner, inner_nodes)) for key, inner_nodes in asked)
                return [self._listed(json_text.Joined(edge))]
            case "pageInfo":
                known = self._page_info()
                return json_text.members((key, [known.get(of[0].name.value, f'"{inner.name}"')]) for key, of in asked)
        raise NotCompilable(f"{self.type_.name}.{name}")

    def _count(self) -> Text:
        counted, _, condition = self.source()
        count = sa.select(sa.cast(sa.func.count(), sa.Text)).select_from(counted)
        return (count if condition is None else count.where(condition)).scalar_subquery()

    def _item(self, sets: "Sets") -> Text:
        return self.compiler.item(self.item_type, self.what, self.picked.row, sets, {})

    def _edge(self, edge: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Parts:
        match nodes[0].name.value:
            case "cursor":
                return [json_text.scalar(graphql.GraphQLString, self.picked.row.c.cursor)]
            case "node":
                return [self._item([node.selection_set for node in nodes])]
            case "__typename":
                return [f'"{edge.name}"']
        raise NotCompilable(f"{edge.name}.{nodes[0].name.value}")

    def _listed(self, item: Text) -> Text:
        place = self.picked.row.c.place
        in_order = place.asc() if self.picked.is_forwards else place.desc()
        return json_text.listed(item, in_order, where=self.picked.is_on_page)

    def _page_info(self) -> dict[str, str | Text]:
        picked = self.picked
        more = json_text.scalar(graphql.GraphQLBoolean, sa.cast(sa.func.count() > picked.size, sa.Boolean))
        beyond = "true" if picked.is_beyond else "false"
        first, last = picked.row.c.place.asc(), picked.row.c.place.desc()
        return {
            "hasNextPage": more if picked.is_forwards else beyond,
            "hasPreviousPage": beyond if picked.is_forwards else more,
            "startCursor": self._end(first if picked.is_forwards else last),
            "endCursor": self._end(last if picked.is_forwards else first),
        }

    def _end(self, order: "sa.ColumnElement[Any]") -> Text:
        """Return the JSON of the cursor of the row that comes first in ``order``; null on an empty page."""
        cursors = sa.func.array_agg(
            postgresql.aggregate_order_by(self.picked.row.c.cursor, order), type_=postgresql.ARRAY(sa.Text())
        ).filter(self.picked.is_on_page)
        first = sa.type_coerce(cursors, postgresql.ARRAY(sa.Text()))[1]
        return json_text.or_null(json_text.scalar(graphql.GraphQLString, first))


def _picked(compiler: "Compiler", what: Page, node: FieldNode, arguments: Mapping[str, Any], source: Source) -> Picked:
    """Pick a page's rows, numbered from the end that it is counted from."""
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


def node_type(connection: GraphQLObjectType) -> graphql.GraphQLOutputType:
    """Return the type of a connection's nodes, as its edges have it."""
    edge = graphql.get_named_type(connection.fields["edges"].type)
    assert isinstance(edge, GraphQLObjectType)
    node: graphql.GraphQLOutputType = edge.fields["node"].type
    return node
