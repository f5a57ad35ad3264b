"""
A selection set below a root field becomes one expression of JSON text.

An object is its fields' JSON side by side. A to-one is a correlated sub-select by key, a list an aggregate over a
correlated sub-select, a union the first of its members that is found. Nothing else is needed: a page is in
:mod:`~samsvar.graph.selection.pages`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import graphql
import sqlalchemy as sa
import strawberry
from graphql import FieldNode, GraphQLObjectType, SelectionSetNode
from sqlalchemy.dialects import postgresql

from samsvar.graph import global_ids
from samsvar.graph.selection import declarations, json_text, pages, within
from samsvar.graph.selection.arguments import Binder
from samsvar.graph.selection.declarations import Column, GlobalId, Key, Living, Many, One, Page, Rows, SelectionField
from samsvar.graph.selection.fields import Fields, NotCompilable
from samsvar.graph.selection.json_text import Parts, Text
from samsvar.graph.selection.rows import Row

Sets = Sequence[SelectionSetNode | None]


def living(type_: graphql.GraphQLNamedType) -> Living | None:
    """Return where the rows of a type live; None for a type that is made in Python."""
    definition = type_.extensions.get("strawberry-definition")
    return getattr(getattr(definition, "origin", None), "__selection__", None)


def declared(definition: graphql.GraphQLField) -> SelectionField | None:
    """Return the declaration of a field, None when it is resolved in Python."""
    field = definition.extensions.get("strawberry-definition")
    return field if isinstance(field, SelectionField) else None


class Compiler:
    """Builds the expressions of one root field, for one shape of its variables."""

    def __init__(self, schema: strawberry.Schema, fields: Fields, variables: Mapping[str, Any]) -> None:
        self.schema = within.core(schema)
        self.fields = fields
        self.variables = variables
        self.binder = Binder()
        self._aliases = 0

    def root(self, parent: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Text:
        """
        Return the JSON of a root field; null where there is none.

        Raises:
            NotCompilable: Something below is not declared, or guarded by Python.
        """
        definition = parent.fields[nodes[0].name.value]
        field = declared(definition)
        if field is None:
            raise NotCompilable(f"{parent.name}.{nodes[0].name.value}")
        return json_text.Joined(self._value(definition, field, None, nodes, is_root=True))

    def alias(self) -> str:
        """Return a name that no other row of the statement has."""
        self._aliases += 1
        return f"t{self._aliases}"

    # Objects and their fields

    def object(self, type_: GraphQLObjectType, row: Row, sets: Sets) -> Text:
        """Return the JSON of one object; never null."""
        asked = self.fields.of(type_, sets).items()
        return json_text.Joined(json_text.members((key, self._field(type_, row, nodes)) for key, nodes in asked))

    def _field(self, type_: GraphQLObjectType, row: Row, nodes: Sequence[FieldNode]) -> Parts:
        name = nodes[0].name.value
        if name == "__typename":
            return [f'"{type_.name}"']
        definition = type_.fields[name]
        field = declared(definition)
        if field is None or field.extensions:
            raise NotCompilable(f"{type_.name}.{name}")
        return self._value(definition, field, row, nodes)

    def _value(
        self,
        definition: graphql.GraphQLField,
        field: SelectionField,
        row: Row | None,
        nodes: Sequence[FieldNode],
        *,
        is_root: bool = False,
    ) -> Parts:
        """Return the JSON of a field of ``row``."""
        what = field.declaration
        arguments = self.binder.arguments(field, definition, nodes[0], self.variables) | self.binder.given(field)
        sets = [node.selection_set for node in nodes]
        given = (row,) if row is not None else ()
        match what:
            case Page():
                return pages.page(self, definition, field, row, nodes[0], arguments, sets)
            case Many():
                return self._many(definition, field, given, arguments, sets)
            case One():
                found = self._one(graphql.get_named_type(definition.type), what, given, arguments, sets)
                return [found if is_root else self._required(definition.type, found, _coordinate(row, field))]
        assert row is not None, f"{field.python_name} needs a row"
        match what:
            case GlobalId(column, of):
                own = row.c[column]
                text = json_text.Joined([f'"{global_ids.prefix(of or row.type_name)}', sa.cast(own, sa.Text), '"'])
                return [self._certain(definition.type, text, row, field, column)]
            case Key(name):
                value = row.c.value[name or nodes[0].name.value]
                return [self._stored(definition.type, value, row, field, sets, column=None)]
            case Column(expression):
                stated = row.c[field.python_name] if expression is None else expression(row, **arguments)
                own_name = field.python_name if expression is None else None
                return [self._stored(definition.type, stated, row, field, sets, column=own_name)]
        raise NotCompilable(str(what))

    def _stored(
        self,
        type_: graphql.GraphQLOutputType,
        value: "sa.ColumnElement[Any]",
        row: Row,
        field: SelectionField,
        sets: Sets,
        *,
        column: str | None,
    ) -> Text:
        """Return the JSON of a column's value: a scalar, or a document with its own selection."""
        named = graphql.get_named_type(type_)
        if isinstance(named, GraphQLObjectType):
            return self._required(type_, self._document(type_, named, value, sets), _coordinate(row, field))
        text = json_text.scalar(type_, value)
        if isinstance(value.type, sa.JSON) and named.name != "JSON":
            text = sa.func.nullif(text, json_text.constant("null"), type_=sa.Text())
        return self._certain(type_, text, row, field, column)

    def _certain(
        self, type_: graphql.GraphQLOutputType, text: Text, row: Row, field: SelectionField, column: str | None
    ) -> Text:
        """Return ``text`` as it is when its column is never null."""
        if column is not None and column in row.required:
            return text
        return self._required(type_, text, _coordinate(row, field))

    def _required(self, type_: graphql.GraphQLOutputType, text: Text, coordinate: str) -> Text:
        if isinstance(type_, graphql.GraphQLNonNull):
            return json_text.or_fail(text, coordinate)
        return json_text.or_null(text)

    def _document(
        self, type_: graphql.GraphQLOutputType, named: GraphQLObjectType, value: "sa.ColumnElement[Any]", sets: Sets
    ) -> Text:
        """Return the JSON of a JSON object, or of a list of them, as its type shapes it; null where there is none."""
        alias = self.alias()
        row = Row(alias, {"value": postgresql.JSONB(), "place": sa.BigInteger()}, named.name)
        shaped = self.object(named, row, sets)
        if isinstance(graphql.get_nullable_type(type_), graphql.GraphQLList):
            items = sa.func.jsonb_array_elements(value).table_valued("value", with_ordinality="place")
            found = (
                sa.select(json_text.listed(shaped, row.c.place))
                .select_from(items.render_derived(name=alias))
                .scalar_subquery()
            )
            return sa.case((sa.func.jsonb_typeof(value) == json_text.constant("array"), found))
        one = sa.select(value.label("value")).subquery(alias)
        is_object = sa.func.jsonb_typeof(row.c.value) == json_text.constant("object")
        return sa.select(shaped).select_from(one).where(is_object).scalar_subquery()

    # Rows of other types

    def target(self, type_: graphql.GraphQLNamedType, source: "sa.Select[Any] | None") -> tuple[sa.FromClause, Row]:
        """Return what to select from, and the row that it has at a time."""
        lives = living(type_)
        alias = self.alias()
        table = lives.table if lives is not None else None
        if source is not None:
            selected = source.subquery(alias)
            return selected, Row.of(selected, alias, type_.name, table)
        if table is None:
            raise NotCompilable(f"{type_.name} has no table")
        return table.alias(alias), Row.of(table, alias, type_.name, table)

    def rows(
        self,
        type_: graphql.GraphQLNamedType,
        what: Rows,
        given: tuple[Row, ...],
        arguments: Mapping[str, Any],
    ) -> "tuple[sa.FromClause, Row, sa.ColumnElement[bool] | None]":
        """Return what a declaration's rows are selected from, the row, and the condition on it."""
        if what.source is not None:
            selected, row = self.target(type_, what.source(*given, **arguments))
            return selected, row, None
        selected, row = self.target(type_, None)
        assert what.on is not None, f"{type_.name}: say on= or source="
        return selected, row, what.on(*given, row, **arguments)

    def item(
        self, type_: graphql.GraphQLOutputType, what: Rows, row: Row, sets: Sets, arguments: Mapping[str, Any]
    ) -> Text:
        """Return the JSON of one item of a list: the row itself, or the member of a union that it stands for."""
        named = graphql.get_named_type(type_)
        if isinstance(named, GraphQLObjectType):
            return self.object(named, row, sets)
        member = self._first_member(named, what, (row,), {}, sets)
        return self._required(type_, member, named.name)

    def _one(
        self,
        named: graphql.GraphQLNamedType,
        what: One,
        given: tuple[Row, ...],
        arguments: Mapping[str, Any],
        sets: Sets,
    ) -> Text:
        if what.members is not None:
            return self._first_member(named, what, given, arguments, sets)
        assert isinstance(named, GraphQLObjectType)
        selected, row, condition = self.rows(named, what, given, arguments)
        found = sa.select(self.object(named, row, sets)).select_from(selected)
        return (found if condition is None else found.where(condition)).scalar_subquery()

    def _first_member(
        self,
        abstract: graphql.GraphQLNamedType,
        what: Rows,
        given: tuple[Row, ...],
        arguments: Mapping[str, Any],
        sets: Sets,
    ) -> Text:
        """Return the JSON of the first member of a union or interface that is found; null for none."""
        found = []
        for name, on in members(self.schema, abstract, what).items():
            type_ = self.schema.get_type(name)
            assert isinstance(type_, GraphQLObjectType), name
            selected, row = self.target(type_, None)
            condition = on(*given, row, **arguments)
            if not isinstance(condition, sa.False_):
                chosen = sa.select(self.object(type_, row, sets)).select_from(selected)
                found.append(chosen.where(condition).scalar_subquery())
        return sa.func.coalesce(*found, type_=sa.Text()) if found else sa.cast(sa.null(), sa.Text)

    def _many(
        self,
        definition: graphql.GraphQLField,
        field: SelectionField,
        given: tuple[Row, ...],
        arguments: Mapping[str, Any],
        sets: Sets,
    ) -> Parts:
        what = field.declaration
        assert isinstance(what, Many)
        item_type = graphql.get_nullable_type(definition.type)
        assert isinstance(item_type, graphql.GraphQLList), field.python_name
        selected, row, condition = self.rows(graphql.get_named_type(item_type), what, given, arguments)
        item = self.item(item_type.of_type, what, row, sets, arguments).label("item")
        listed = sa.select(item).select_from(selected).order_by(*(what.order(row) if what.order else [row.c.id]))
        items = (listed if condition is None else listed.where(condition)).subquery(self.alias())
        return [sa.select(json_text.listed(items.c.item)).select_from(items).scalar_subquery()]


def members(
    schema: graphql.GraphQLSchema, abstract: graphql.GraphQLNamedType, what: Rows
) -> Mapping[str, declarations.Condition]:
    """Return how to find each member of a union or interface, in the order in which they are tried."""
    assert what.members is not None, f"{abstract.name}: say members="
    for_any = what.members.get(declarations.ANY)
    if for_any is None:
        return what.members
    assert graphql.is_abstract_type(abstract)
    return {type_.name: for_any for type_ in schema.get_possible_types(abstract)}


def _coordinate(row: Row | None, field: SelectionField) -> str:
    return f"{row.type_name if row else 'root'}.{field.python_name}"
