"""
The field-by-field road: each field of each row by a query of its own, put together by graphql-core.

It answers what can't be compiled, and in tests it is what the compiled answer is compared with. So it shares the
declarations with the compiler and nothing else: values come from Python, GraphQL's executor merges, completes and nulls.
"""

import builtins
import dataclasses
import enum
from collections.abc import Mapping, Sequence
from typing import Any

import graphql
import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from samsvar.graph import global_ids, paging
from samsvar.graph.selection import compiler, orderings, pages, readings
from samsvar.graph.selection.arguments import Binder, Given, always
from samsvar.graph.selection.declarations import Column, GlobalId, Key, Living, Many, One, Page, Rows, SelectionField
from samsvar.graph.selection.plans import Statement
from samsvar.graph.selection.rows import Row
from samsvar.graph.selection.within import Asked
from samsvar.persistence import reads

_ROW = "row"
_FOUND = "__found__"


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A row that was read: its values, and the types that they have in SQL."""

    values: Mapping[str, Any]
    types: "Mapping[str, sa.types.TypeEngine[Any]]"


def is_found(parent: object) -> bool:
    """Tell whether a GraphQL object is a row found by this road."""
    return _FOUND in getattr(parent, "__dict__", {})


def _object(type_: graphql.GraphQLNamedType, found: Found) -> object:
    """Return a found row as an instance of its GraphQL type, so that strawberry knows what it is."""
    cls: builtins.type = type_.extensions["strawberry-definition"].origin
    made: Any = object.__new__(cls)
    made.__dict__[_FOUND] = found
    return made


async def resolve(field: SelectionField, parent: object, asked: Asked, arguments: Mapping[str, object]) -> object:
    """Return a field's value, or what it leads to as objects whose fields will be asked for in turn."""
    node = asked.nodes[0]
    async with readings.reading_for(asked.context) as reading:
        asking = Asking(
            asked.schema,
            reading,
            Given(asked.variables, asked.context, parent),
            asked.parent_type,
            frozenset(argument.name.value for argument in node.arguments or ()),
            Binder(),
        )
        found = parent.__dict__[_FOUND] if is_found(parent) else None
        return await asking.value(field, asked.parent_type.fields[node.name.value], found, arguments)


@dataclasses.dataclass
class Asking:
    """One field of one row; ``stated`` are the arguments that the document names."""

    schema: graphql.GraphQLSchema
    reading: reads.Reading
    given: Given
    parent_type: graphql.GraphQLObjectType
    stated: frozenset[str]
    binder: Binder

    async def value(
        self,
        field: SelectionField,
        definition: graphql.GraphQLField,
        found: Found | None,
        arguments: Mapping[str, object],
    ) -> object:
        """Return what the declaration says that the field is."""
        own = self._bound(field, definition, arguments) | self.binder.given(field)
        what = field.declaration
        rows = () if found is None else (self._row(found, _ROW, self.parent_type),)
        named = graphql.get_named_type(definition.type)
        match what:
            case One():
                return await self._one(what, named, rows, found, own)
            case Many():
                return await self._many(what, definition, rows, found, own)
            case Page():
                return await self._page(what, named, rows, found, own)
        assert found is not None
        match what:
            case GlobalId(column, of):
                key = found.values[column]
                return None if key is None else global_ids.encode(of or self.parent_type.name, key)
            case Key(name):
                return _from_json(definition.type, found.values["value"].get(name or self._name(field)))
            case Column(expression) if expression is None:
                return _from_sql(definition.type, found.values[field.python_name])
            case Column(expression) if expression is not None:
                stated = expression(*rows, **own).label("value")
                (answer,) = await self._fetch(sa.select(stated), found)
                return _from_sql(definition.type, answer.values["value"])
        raise AssertionError(what)

    def _name(self, field: SelectionField) -> str:
        names = {
            one.extensions["strawberry-definition"].python_name: name for name, one in self.parent_type.fields.items()
        }
        return str(names[field.python_name])

    def _bound(
        self, field: SelectionField, definition: graphql.GraphQLField, arguments: Mapping[str, object]
    ) -> dict[str, Any]:
        """Return the arguments as strawberry gave them, with parameters for leaves."""
        bound = {}
        for argument in definition.args.values():
            name = argument.extensions["strawberry-definition"].python_name
            value = arguments.get(name)
            marks = field.function.marks(name)
            bound[name] = self.binder.value(argument.type, value, always(value), marks)
        return bound

    def _row(self, found: Found, alias: str, type_: graphql.GraphQLNamedType) -> Row:
        return Row(alias, found.types, type_.name)

    async def _fetch(self, select: "sa.Select[Any]", outer: Found | None) -> "list[Found]":
        """Return the rows of a select that may refer to ``outer`` by its alias."""
        types = {str(column.key): column.type for column in select.selected_columns}
        if outer is not None:
            columns = [
                self.binder.bind(always(value), _known(outer.types[name], value)).label(name)
                for name, value in outer.values.items()
            ]
            inner = select.subquery("answer").lateral("answer")
            row = sa.select(*columns).subquery(_ROW)
            select = sa.select(inner).select_from(row.join(inner, sa.true()))
        statement = Statement.of(select, self.binder)
        with readings.values_of_a_client():
            records = await self.reading.rows(statement.sql, statement.bound(self.given))
        return [Found({name: _python(record[name], types[name]) for name in types}, types) for record in records]

    async def _found(
        self,
        what: Rows,
        named: graphql.GraphQLNamedType,
        rows: tuple[Row, ...],
        outer: Found | None,
        own: Mapping[str, Any],
        order: Any = None,
    ) -> "list[Found]":
        """Return the rows of a declaration."""
        if what.source is not None:
            selected: sa.FromClause = what.source(*rows, **own).subquery("target")
        else:
            table = _living(named).table
            assert table is not None
            selected = table.alias("target")
        target = Row.of(selected, "target", named.name)
        select = sa.select(*[target.c[name].label(name) for name in target.c]).select_from(selected)
        if what.source is None:
            assert what.on is not None
            select = select.where(what.on(*rows, target, **own))
        if order is not None:
            clauses, extra = order(target)
            select = select.order_by(*clauses).add_columns(*extra)
        # The order is lost in a join below; it is kept by its number.
        return await self._fetch(select, outer)

    async def _one(
        self,
        what: One,
        named: graphql.GraphQLNamedType,
        rows: tuple[Row, ...],
        outer: Found | None,
        own: Mapping[str, Any],
    ) -> object:
        if what.members is None:
            found = await self._found(what, named, rows, outer, own)
            assert len(found) <= 1, f"{named.name}: more than one row for a to-one"
            return _object(named, found[0]) if found else None
        return await self._member(what, named, rows, outer, own)

    async def _member(
        self,
        what: Rows,
        named: graphql.GraphQLNamedType,
        rows: tuple[Row, ...],
        outer: Found | None,
        own: Mapping[str, Any],
    ) -> object:
        for name, on in compiler.members(self.schema, named, what).items():
            type_ = self.schema.type_map[name]
            found = await self._found(One(on=on), type_, rows, outer, own)
            if found:
                return _object(type_, found[0])
        return None

    async def _items(self, what: Rows, type_: graphql.GraphQLOutputType, found: Sequence[Found]) -> list[object]:
        named = graphql.get_named_type(type_)
        if what.members is None:
            return [_object(named, one) for one in found]
        return [await self._member(what, named, (Row(_ROW, one.types),), one, {}) for one in found]

    async def _many(
        self,
        what: Many,
        definition: graphql.GraphQLField,
        rows: tuple[Row, ...],
        outer: Found | None,
        own: Mapping[str, Any],
    ) -> list[object]:
        def order(target: Row) -> Any:
            clauses = what.order(target) if what.order else [target.c.id]
            return clauses, []

        named = graphql.get_named_type(definition.type)
        found = await self._found(what, named, rows, outer, own, order)
        return await self._items(what, definition.type, found)

    async def _page(
        self,
        what: Page,
        named: graphql.GraphQLNamedType,
        rows: tuple[Row, ...],
        outer: Found | None,
        own: Mapping[str, Any],
    ) -> object:
        """Return a connection whose page is cut in Python from all rows."""
        assert isinstance(named, graphql.GraphQLObjectType)
        item_type = pages.node_type(named)
        first, after, last, before = (self._given(own[name]) for name in ("first", "after", "last", "before"))
        names: list[str] = []
        kinds: list[type] = []

        def order(target: Row) -> Any:
            ordering = orderings.Ordering.of(what, own.get("order"), target)
            names.append(ordering.name)
            kinds.extend(ordering.types())
            keys = [sa.cast(column, sa.Text).label(f"key {n}") for n, column in enumerate(ordering.columns)]
            places = sa.func.row_number(type_=sa.BigInteger()).over(order_by=ordering.clauses()).label("place")
            compared = []
            for label, cursor, backwards in (("is after", after, False), ("is before", before, True)):
                beyond: sa.ColumnElement[bool] = sa.true()
                if cursor is not None:
                    beyond = ordering.beyond(self.binder, always(cursor), backwards=backwards)
                compared.append(beyond.label(label))
            return ordering.clauses(), [*keys, places, *compared]

        source_args = {name: value for name, value in own.items() if name not in pages.EXTRA}
        found = await self._found(what, graphql.get_named_type(item_type), rows, outer, source_args, order)
        found.sort(key=lambda one: one.values["place"])
        size = paging.page_size(first if last is None or "first" in self.stated else None, last, what.sizes)
        within = [one for one in found if one.values["is after"] and one.values["is before"]]
        page = within[:size] if last is None else within[-size:]
        more = len(within) > size
        cursors = [paging.encode_cursor(names[0], [one.values[f"key {n}"] for n in range(len(kinds))]) for one in page]
        items = await self._items(what, item_type, page)
        edge_type = graphql.get_named_type(named.fields["edges"].type)
        origin: Any = named.extensions["strawberry-definition"].origin
        edge: Any = edge_type.extensions["strawberry-definition"].origin
        return origin(
            edges=[edge(cursor=cursor, node=item) for cursor, item in zip(cursors, items, strict=True)],
            nodes=items,
            total_count=len(found),
            page_info=paging.PageInfo(
                has_next_page=more if last is None else before is not None,
                has_previous_page=more if last is not None else after is not None,
                start_cursor=cursors[0] if cursors else None,
                end_cursor=cursors[-1] if cursors else None,
            ),
        )

    def _given(self, parameter: Any) -> Any:
        return None if parameter is None else self.binder.readers[parameter.key](self.given)


def _known(type_: "sa.types.TypeEngine[Any]", value: Any) -> "sa.types.TypeEngine[Any]":
    """Return a column's type; of an expression that SQLAlchemy has no type for, the value's."""
    return sa.literal(value).type if isinstance(type_, sa.types.NullType) else type_


def _living(type_: graphql.GraphQLNamedType) -> Living:
    lives = compiler.living(type_)
    assert lives is not None, f"{type_.name} is not declared"
    return lives


def _python(value: Any, type_: "sa.types.TypeEngine[Any]") -> Any:
    """Return a driver's value as Python has it."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(type_, sa.JSON) and isinstance(value, str):
        return orjson.loads(value)
    return value


def _from_sql(type_: graphql.GraphQLOutputType, value: Any) -> Any:
    """Return a column's value as the field's resolver would: members of enums, documents as objects."""
    named = graphql.get_named_type(type_)
    if value is None or (isinstance(value, Mapping | list) and named.name != "JSON"):
        return _from_json(type_, value)
    if isinstance(named, graphql.GraphQLEnumType):
        return _enum(named, str(value))
    return str(value) if named.name in ("String", "ID") else value


def _from_json(type_: graphql.GraphQLOutputType, value: Any) -> Any:
    """Return a value in a jsonb column as the field's resolver would."""
    kind = graphql.get_nullable_type(type_)
    if value is None:
        return None
    if isinstance(kind, graphql.GraphQLList):
        return [_from_json(kind.of_type, item) for item in value] if isinstance(value, list) else None
    if isinstance(kind, graphql.GraphQLObjectType):
        return (
            _object(kind, Found({"value": value}, {"value": postgresql.JSONB()})) if isinstance(value, dict) else None
        )
    if isinstance(kind, graphql.GraphQLEnumType):
        return _enum(kind, value)
    if isinstance(kind, graphql.GraphQLScalarType) and kind.name in ("Date", "DateTime", "UUID", "Decimal"):
        return kind.parse_value(value)
    return value


def _enum(kind: graphql.GraphQLEnumType, text: str) -> Any:
    for member in kind.values.values():
        stored = member.value.value if isinstance(member.value, enum.Enum) else member.value
        if str(stored) == text:
            return kind.coerce_input_value(next(name for name, one in kind.values.items() if one is member))
    raise ValueError(f"{kind.name} has no member for {text!r}")
