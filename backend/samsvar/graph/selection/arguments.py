"""
Arguments of a field as what its declaration's function is given: bound parameters, and what shapes the statement.

Nothing that a client sends becomes part of a statement's text. A statement's *shape* may depend on which arguments are
null, on booleans, on members of enums, and on the type that a global id names; plans are kept for each shape.
"""

import dataclasses
import datetime
import enum
import functools
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

import graphql
import sqlalchemy as sa
import strawberry
from graphql.execution.values import VariableValues
from graphql.utilities.coerce_input_value import coerce_default_value, coerce_input_literal
from sqlalchemy.dialects import postgresql

from samsvar.graph import global_ids
from samsvar.graph.selection import declarations, fields
from samsvar.graph.selection.rows import Row

_DEFINITION = "strawberry-definition"


@dataclasses.dataclass(frozen=True, slots=True)
class Given:
    """What a request brings along when a statement is sent: coerced variables, the context, and a payload if there is one."""

    variables: Mapping[str, Any]
    context: Any
    parent: Any = None


Reader = Callable[[Given], Any]


@dataclasses.dataclass(frozen=True)
class AnyId:
    """
    A global id of whichever type.

    Attributes:
        prefix: Names the type (see ``global_ids.prefix``); empty when it isn't one of ours. It shapes the statement.
        uuid: Bound parameter.
    """

    prefix: str
    uuid: "sa.ColumnElement[Any]"

    def of(self, target: Row) -> "sa.ColumnElement[bool]":
        """Return the condition that a row of ``target`` is meant."""
        if self.prefix != global_ids.prefix(target.type_name):
            return sa.false()
        return target.c.id == self.uuid


@dataclasses.dataclass(frozen=True)
class AnyIds:
    """Global ids of whichever types: two bound arrays of the same length, of the types' prefixes and of the uuids."""

    prefixes: "sa.ColumnElement[Any]"
    uuids: "sa.ColumnElement[Any]"


@dataclasses.dataclass
class Binder:
    """
    Makes a statement's bound parameters and remembers where their values come from.

    Attributes:
        readers: By the name of the parameter.
        checks: Read before the statement is sent, only to fail when what was given can't be.
    """

    readers: dict[str, Reader] = dataclasses.field(default_factory=dict)
    checks: list[Reader] = dataclasses.field(default_factory=list)

    def bind(self, read: Reader, type_: "sa.types.TypeEngine[Any]") -> "sa.BindParameter[Any]":
        """Return a parameter whose value is read from each request."""
        name = f"given_{len(self.readers)}"
        self.readers[name] = read
        return sa.bindparam(name, type_=type_)

    def arguments(
        self,
        field: "declarations.SelectionField",
        definition: graphql.GraphQLField,
        node: graphql.FieldNode,
        variables: Mapping[str, Any],
    ) -> dict[str, Any]:
        """
        Return a field's arguments by Python name, from its node in a document.

        Args:
            variables: The coerced variables of one request; those that shape the statement are the same in each
                request that this plan is used for.

        Raises:
            NotCompilable: A variable is null, or not sent, where that can't be; graphql-core words it.
        """
        nodes = {argument.name.value: argument.value for argument in node.arguments or ()}
        found = {}
        for name, argument in definition.args.items():
            python_name = argument.extensions[_DEFINITION].python_name
            read = _argument_reader(argument, nodes.get(name))
            value = read(Given(variables, None))
            if _is_refused(argument, nodes.get(name), value):
                raise fields.NotCompilable(f"{node.name.value}({name}:)")
            found[python_name] = self.value(argument.type, value, read, field.function.marks(python_name))
        return found

    def given(self, field: "declarations.SelectionField") -> dict[str, Any]:
        """Return the parameters of a field's function that no client sets."""
        found = {}
        for name, mark in field.function.given.items():
            if isinstance(mark, declarations.of_parent):
                read: Reader = functools.partial(_parent_attribute, mark.attribute)
            else:
                read = functools.partial(_context_value, mark.value)
            found[name] = self.bind(read, _type_of_annotation(field.function.kind(name)))
        return found

    def value(self, type_: graphql.GraphQLInputType, value: Any, read: Reader, marks: tuple[object, ...] = ()) -> Any:
        """
        Return a coerced value with its leaves replaced by bound parameters.

        Args:
            value: As coerced by GraphQL; or, field by field, as strawberry made it of that.
            read: Gets the same value from the request that the statement is sent for.
        """
        kind = graphql.get_nullable_type(type_)
        if value is None or value is strawberry.UNSET or value is graphql.Undefined:
            return None
        if isinstance(kind, graphql.GraphQLList):
            return self._list(kind, value, read, marks)
        if isinstance(kind, graphql.GraphQLInputObjectType):
            return self._input(kind, value, read)
        if isinstance(kind, graphql.GraphQLEnumType) or kind is graphql.GraphQLBoolean:
            return value
        if kind.name == "ID":
            return self._id(value, read, marks)
        type_name, convert = _scalar(kind.name, value)
        return self.bind(_then(read, convert), type_name)

    def _list(self, kind: graphql.GraphQLList[Any], value: Any, read: Reader, marks: tuple[object, ...]) -> Any:
        item = graphql.get_nullable_type(kind.of_type)
        if isinstance(item, graphql.GraphQLInputObjectType | graphql.GraphQLList):
            return [self.value(item, one, _then(read, _item(index)), marks) for index, one in enumerate(value)]
        if isinstance(item, graphql.GraphQLEnumType):
            return self.bind(_then(read, _each(_enum_value)), postgresql.ARRAY(sa.Text()))
        if item.name == "ID" and _any_type(marks):
            prefixes = self.bind(_then(read, _each(global_ids.type_prefix)), postgresql.ARRAY(sa.Text()))
            return AnyIds(prefixes, self.bind(_then(read, _each(global_ids.decode)), postgresql.ARRAY(sa.Uuid())))
        if item.name == "ID":
            decode = functools.partial(global_ids.decode, type_name=_type_name(marks))
            return self.bind(_then(read, _each(decode)), postgresql.ARRAY(sa.Uuid()))
        known = next((one for one in value if one is not None), None)
        type_, convert = _scalar(item.name, known)
        return self.bind(_then(read, _each(convert)), postgresql.ARRAY(type_))

    def _input(self, kind: graphql.GraphQLInputObjectType, value: Any, read: Reader) -> Any:
        definition = kind.extensions[_DEFINITION]
        by_name = {field.python_name: field for field in definition.fields}
        bound = {}
        for name, field in kind.fields.items():
            python_name = field.extensions[_DEFINITION].python_name
            get = _key(name, python_name)
            marks = declarations.marks_of_field(definition.origin, python_name)
            bound[python_name] = self.value(field.type, get(value), _then(read, get), marks)
        return definition.origin(**{name: bound.get(name) for name in by_name})

    def _id(self, value: str, read: Reader, marks: tuple[object, ...]) -> Any:
        if _any_type(marks):
            return AnyId(global_ids.type_prefix(value), self.bind(_then(read, global_ids.decode), sa.Uuid()))
        decode = functools.partial(global_ids.decode, type_name=_type_name(marks))
        return self.bind(_then(read, decode), sa.Uuid())


def always(value: Any) -> Reader:
    """Return how a value is had that is the same for every request."""
    return lambda given: value


Shape = tuple[object, ...]


def shape_reader(
    schema: graphql.GraphQLSchema, operation: graphql.OperationDefinitionNode
) -> Callable[[Mapping[str, Any]], Shape]:
    """Return the function that says which of an operation's plans a request's coerced variables ask for."""
    readers = []
    for definition in operation.variable_definitions or ():
        type_ = graphql.type_from_ast(schema, definition.type)
        name = definition.variable.name.value
        if type_ is not None and not _has_one_shape(type_):
            readers.append((name, functools.partial(_shape, schema, type_)))
    if not readers:
        return lambda variables: ()
    return lambda variables: tuple(read(variables.get(name, graphql.Undefined)) for name, read in readers)


def _has_one_shape(type_: Any) -> bool:
    if not isinstance(type_, graphql.GraphQLNonNull):
        return False
    inner = type_.of_type
    if isinstance(inner, graphql.GraphQLList):
        return not isinstance(graphql.get_named_type(inner), graphql.GraphQLInputObjectType)
    return isinstance(inner, graphql.GraphQLScalarType) and inner.name not in ("ID", "Boolean")


def _shape(schema: graphql.GraphQLSchema, type_: Any, value: Any) -> object:
    """Return what of a variable's value the statement depends on; hashable."""
    kind = graphql.get_nullable_type(type_)
    if value is None or value is graphql.Undefined:
        # Left out, a default steps in; sent as null, it does not.
        return value
    if isinstance(kind, graphql.GraphQLList):
        if isinstance(graphql.get_named_type(kind), graphql.GraphQLInputObjectType):
            return tuple(_shape(schema, kind.of_type, item) for item in value)
        return True
    if isinstance(kind, graphql.GraphQLInputObjectType):
        return tuple((name, _shape(schema, field.type, value.get(name))) for name, field in kind.fields.items())
    if isinstance(kind, graphql.GraphQLEnumType) or kind.name == "Boolean":
        return value
    if kind.name == "ID":
        prefix = global_ids.type_prefix(value)
        return prefix if prefix in _known_prefixes(schema) else ""
    return True


@functools.lru_cache(maxsize=8)
def _known_prefixes(schema: graphql.GraphQLSchema) -> frozenset[str]:
    return frozenset(global_ids.prefix(name) for name in schema.type_map)


def _argument_reader(argument: graphql.GraphQLArgument, node: graphql.ValueNode | None) -> Reader:
    """Return how an argument's coerced value is had from a request."""
    default = coerce_default_value(argument)
    if node is None:
        return always(default)
    if isinstance(node, graphql.VariableNode):
        name = node.name.value
        return lambda given: given.variables.get(name, default)
    if not _has_variables(node):
        return always(coerce_input_literal(node, argument.type))
    return lambda given: coerce_input_literal(node, argument.type, VariableValues({}, dict(given.variables)))


def _is_refused(argument: graphql.GraphQLArgument, node: graphql.ValueNode | None, value: Any) -> bool:
    """Return whether a document may give this value only through variables, and then it is an error of the field."""
    if value is None:
        return isinstance(argument.type, graphql.GraphQLNonNull)
    return value is graphql.Undefined and node is not None and not isinstance(node, graphql.VariableNode)


def _has_variables(node: graphql.ValueNode) -> bool:
    if isinstance(node, graphql.ListValueNode):
        return any(map(_has_variables, node.values))
    if isinstance(node, graphql.ObjectValueNode):
        return any(_has_variables(field.value) for field in node.fields)
    return isinstance(node, graphql.VariableNode)


def _scalar(name: str, value: Any) -> "tuple[sa.types.TypeEngine[Any], Callable[[Any], Any]]":
    """Return the SQL type of a scalar's values and how a value is made ready for it."""
    if name in ("Float", "Decimal"):
        return sa.Numeric(), _decimal
    if name in _SCALARS:
        # By name, not by value: an empty list has no value to tell by, and shares its plan with others.
        return _SCALARS[name], _same
    found = next((type_ for kind, type_ in _SQL_TYPES if isinstance(value, kind)), None)
    return found or postgresql.JSONB(), _same


_SCALARS: "dict[str, sa.types.TypeEngine[Any]]" = {
    "Int": sa.Integer(),
    "Boolean": sa.Boolean(),
    "String": sa.Text(),
    "UUID": sa.Uuid(),
    "Date": sa.Date(),
    "DateTime": sa.DateTime(timezone=True),
}

_SQL_TYPES: "tuple[tuple[type, sa.types.TypeEngine[Any]], ...]" = (
    (str, sa.Text()),
    (bool, sa.Boolean()),
    (int, sa.BigInteger()),
    (UUID, sa.Uuid()),
    (datetime.datetime, sa.DateTime(timezone=True)),
    (datetime.date, sa.Date()),
    (Decimal, sa.Numeric()),
    (float, sa.Numeric()),
)


def _type_of_annotation(kind: object) -> "sa.types.TypeEngine[Any]":
    for python_type, type_ in _SQL_TYPES:
        # The very type: a datetime is a date to Python, and not to the database.
        if kind is python_type:
            return type_
    if kind in _ARRAYS:
        return postgresql.ARRAY(_ARRAYS[kind])
    return sa.Uuid()


_ARRAYS: "dict[object, sa.types.TypeEngine[Any]]" = {list[UUID]: sa.Uuid(), list[str]: sa.Text()}


def _parent_attribute(attribute: str, given: Given) -> object:
    return getattr(given.parent, attribute)


def _context_value(read: Callable[[Any], object], given: Given) -> object:
    return read(given.context)


def _then(read: Reader, convert: Callable[[Any], Any]) -> Reader:
    def converted(given: Given) -> Any:
        value = read(given)
        return None if value is None else convert(value)

    return read if convert is _same else converted


def _same(value: Any) -> Any:
    return value


def _decimal(value: float | Decimal) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def _enum_value(value: Any) -> Any:
    return value.value if isinstance(value, enum.Enum) else value


def _each(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: [None if value is None else convert(value) for value in values]


def _item(index: int) -> Callable[[Any], Any]:
    return lambda values: values[index]


def _key(name: str, python_name: str) -> Callable[[Any], Any]:
    """Return how a field of an input is read: from GraphQL's dictionary, or from strawberry's object made of it."""
    return lambda value: value.get(name) if isinstance(value, Mapping) else getattr(value, python_name)


def _any_type(marks: tuple[object, ...]) -> bool:
    return any(isinstance(mark, declarations.identifies) and mark.type_name is None for mark in marks)


def _type_name(marks: tuple[object, ...]) -> str | None:
    return next((mark.type_name for mark in marks if isinstance(mark, declarations.identifies)), None)
