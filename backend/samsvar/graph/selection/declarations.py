"""
How a GraphQL type says where its fields live.

A declared field is an ordinary strawberry field (description, deprecation, permissions, extensions, arguments), and it
knows the SQL expression behind it. The compiler reads the declarations to make one statement of a selection; the
field-by-field road reads the same ones to ask for each field by itself.

A function given to a declaration is called with rows and with arguments:

- parameters without annotation, or annotated with :class:`~samsvar.graph.selection.rows.Row`, are rows;
- every other parameter is an argument of the GraphQL field, with its annotation, default and description.
  It gets a bound parameter (an SQL expression), or None when the client left it out or sent null. Enums and booleans,
  which can only take a few values, are given as they are: a statement may take its shape from them;
- ``Annotated[UUID, of_context(...)]`` and ``Annotated[UUID, of_parent(...)]`` are bound parameters that no client sets.
"""

import builtins
import dataclasses
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, TypeVar, dataclass_transform, get_args, get_origin, get_type_hints

import sqlalchemy as sa
import strawberry
from strawberry.extensions import FieldExtension
from strawberry.permission import BasePermission
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

from samsvar.graph import paging
from samsvar.graph.selection.rows import Row

T = TypeVar("T", bound=builtins.type)
Source = Callable[..., "sa.Select[Any]"]
Condition = Callable[..., "sa.ColumnElement[bool]"]
Expression = Callable[..., "sa.ColumnElement[Any]"]
Order = Callable[[Row], "Sequence[sa.ColumnElement[Any]]"]


@dataclasses.dataclass(frozen=True)
class Column:
    """A scalar, an enum, a list of them, or a document; by default the column with the field's name."""

    expression: Expression | None = None


@dataclasses.dataclass(frozen=True)
class GlobalId:
    """A global id, made of a column and the name of a type: the declaring one, or of the row that is referred to."""

    column: str = "id"
    of: str | None = None


@dataclasses.dataclass(frozen=True)
class Key:
    """A key of the JSON object that a document lives in; by default the field's GraphQL name."""

    name: str | None = None


@dataclasses.dataclass(frozen=True)
class Rows:
    """
    Rows of another type.

    Attributes:
        on: ``(row, target, **arguments)``: which rows of the target type's table.
        source: ``(row, **arguments)``, or ``(**arguments)`` of a root field: a Select that yields the target's columns.
        members: For an interface or union, by type name: ``(row, target, **arguments)``; the first that is found counts.
            With ``source`` (a list) the row is the source's row, otherwise the declaring type's.
    """

    on: Condition | None = None
    source: Source | None = None
    members: Mapping[str, Condition] | None = None


@dataclasses.dataclass(frozen=True)
class One(Rows):
    """At most one row."""


@dataclasses.dataclass(frozen=True)
class Many(Rows):
    """All rows, in an order; by default by id."""

    order: Order | None = None


@dataclasses.dataclass(frozen=True)
class Page(Rows):
    """A page of the rows, as a Relay connection, in an order that ``id`` makes total."""

    orders: "Order | Mapping[Any, Order] | None" = None
    sizes: paging.PageSizes = paging.PageSizes()


Declaration = Column | GlobalId | Key | One | Many | Page


@dataclasses.dataclass(frozen=True)
class of_context:  # noqa: N801 - reads as a word of the declaration
    """Marks a parameter whose value comes from the request's context: ``of_context(lambda context: context.today)``."""

    value: Callable[[Any], object]


@dataclasses.dataclass(frozen=True)
class of_parent:  # noqa: N801 - reads as a word of the declaration
    """Marks a parameter whose value is an attribute of the Python object that a root field stands in (a payload)."""

    attribute: str


@dataclasses.dataclass(frozen=True)
class identifies:  # noqa: N801 - reads as a word of the declaration
    """
    Marks an ID argument: its parameter is the uuid in the global id.

    An id of another type, or none at all, finds nothing. Without a type name any id will do, and the parameter is an
    :class:`~samsvar.graph.selection.arguments.AnyId` whose type the statement may take its shape from.
    """

    type_name: str | None = None


class SelectionField(StrawberryField):
    """A strawberry field that knows where it lives."""

    declaration: Declaration
    function: "Parameters"

    def __copy__(self) -> "SelectionField":
        copied: SelectionField = super().__copy__()
        copied.declaration = self.declaration
        copied.function = self.function
        return copied


@dataclasses.dataclass(frozen=True)
class Parameters:
    """The parameters of a declaration's function, sorted by what they are given."""

    rows: int = 0
    arguments: Mapping[str, inspect.Parameter] = dataclasses.field(default_factory=dict)
    given: Mapping[str, of_context | of_parent] = dataclasses.field(default_factory=dict)
    annotations: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, function: Callable[..., object] | None) -> "Parameters":
        """Read a function's signature."""
        if function is None:
            return cls()
        if isinstance(function, StrawberryField):
            raise TypeError("In a class body a field hides a function of the same name: name the function otherwise.")
        rows = 0
        arguments: dict[str, inspect.Parameter] = {}
        given: dict[str, of_context | of_parent] = {}
        annotations: dict[str, object] = {}
        for parameter in inspect.signature(function).parameters.values():
            annotation = parameter.annotation
            if annotation in (inspect.Parameter.empty, Row, "Row", "selection.Row"):
                rows += 1
                continue
            if isinstance(annotation, str):
                annotation = eval(annotation, function.__globals__)  # noqa: S307 - our own source's annotation
            annotations[parameter.name] = annotation
            mark = next((mark for mark in _marks(annotation) if isinstance(mark, of_context | of_parent)), None)
            if mark is not None:
                given[parameter.name] = mark
            else:
                arguments[parameter.name] = parameter
        return cls(rows, arguments, given, annotations)

    def marks(self, name: str) -> tuple[object, ...]:
        """Return what a parameter's annotation says of it beside its type."""
        return _marks(self.annotations.get(name))

    def kind(self, name: str) -> object:
        """Return a parameter's Python type."""
        annotation = self.annotations[name]
        return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def marks_of_field(cls: builtins.type, name: str) -> tuple[object, ...]:
    """Return what the annotation of an input's field says of it beside its type."""
    return _marks(get_type_hints(cls, include_extras=True).get(name))


def _marks(annotation: object) -> tuple[object, ...]:
    """Return the metadata in ``Annotated``, also where it is part of a union with None or the item of a list."""
    own = tuple(mark for mark in get_args(annotation)[1:]) if get_origin(annotation) is Annotated else ()
    inner = [argument for argument in get_args(annotation) if get_args(argument)]
    return own + tuple(mark for argument in inner for mark in _marks(argument))


def declared_field(
    declaration: Declaration,
    function: Callable[..., object] | None,
    *,
    description: str | None,
    deprecation_reason: str | None = None,
    permission_classes: Sequence[builtins.type[BasePermission]] = (),
    extensions: Sequence[FieldExtension] = (),
    extra: Sequence[inspect.Parameter] = (),
) -> Any:
    """Return the strawberry field of a declaration, with a resolver that has the function's arguments as its own."""
    from samsvar.graph.selection import resolvers

    field = SelectionField(
        description=description,
        deprecation_reason=deprecation_reason,
        permission_classes=list(permission_classes),
        extensions=list(extensions),
    )
    field.declaration = declaration
    field.function = Parameters.of(function)

    async def resolve(self: object, info: strawberry.Info, **arguments: object) -> object:
        return await resolvers.resolve(field, self, info, arguments)

    # strawberry reads arguments, and the module that their annotations are looked up in, from the resolver.
    positional = inspect.Parameter.POSITIONAL_OR_KEYWORD
    own = (
        inspect.Parameter("self", positional),
        inspect.Parameter("info", positional, annotation=strawberry.Info),
    )
    named = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in (*field.function.arguments.values(), *extra)
    ]
    resolve.__signature__ = inspect.Signature([*own, *named])  # type: ignore[attr-defined]
    if function is not None:
        resolve.__module__ = function.__module__
    field.base_resolver = StrawberryResolver(resolve)
    return field


def column(
    expression: Expression | None = None,
    *,
    description: str | None = None,
    deprecation_reason: str | None = None,
    permission_classes: Sequence[builtins.type[BasePermission]] = (),
    extensions: Sequence[FieldExtension] = (),
) -> Any:
    """
    Declare a field that lives in a column.

    Args:
        expression: ``lambda row: ...`` when it isn't the column with the field's name.
    """
    return declared_field(
        Column(expression),
        expression,
        description=description,
        deprecation_reason=deprecation_reason,
        permission_classes=permission_classes,
        extensions=extensions,
    )


def global_id(column: str = "id", *, of: str | None = None, description: str | None = "Unique over all types.") -> Any:
    """
    Declare a global id, of type ``strawberry.ID``.

    Args:
        column: Where the uuid is; may be null when the field may.
        of: Name of the GraphQL type that the id is of, when it isn't the declaring one.
    """
    return declared_field(GlobalId(column, of), None, description=description)


def key(name: str | None = None, *, description: str | None = None, deprecation_reason: str | None = None) -> Any:
    """Declare a field of a :func:`document`: the key in the JSON object, by default the field's GraphQL name."""
    return declared_field(Key(name), None, description=description, deprecation_reason=deprecation_reason)


def to_one(
    on: Condition | None = None,
    *,
    source: Source | None = None,
    members: Mapping[str, Condition] | None = None,
    description: str | None = None,
    deprecation_reason: str | None = None,
    permission_classes: Sequence[builtins.type[BasePermission]] = (),
    extensions: Sequence[FieldExtension] = (),
) -> Any:
    """
    Declare a field that is one row of another type, or none.

    Args:
        on: ``lambda row, unit: unit.c.id == row.c.unit_id``.
        source: Instead of ``on``: a Select of at most one row with the target's columns. Without a row: a root field.
        members: For a union or interface, by type name, in the order in which they are tried:
            ``{"Moal": lambda row, moal: moal.c.id == row.c.to_moal_id, ...}``.
    """
    return declared_field(
        One(on, source, members),
        on or source or _first(members),
        description=description,
        deprecation_reason=deprecation_reason,
        permission_classes=permission_classes,
        extensions=extensions,
    )


def to_many(
    on: Condition | None = None,
    *,
    source: Source | None = None,
    members: Mapping[str, Condition] | None = None,
    order: Order | None = None,
    description: str | None = None,
    deprecation_reason: str | None = None,
    permission_classes: Sequence[builtins.type[BasePermission]] = (),
    extensions: Sequence[FieldExtension] = (),
) -> Any:
    """
    Declare a field that is a list of rows of another type.

    Args:
        on: ``lambda row, key_result: key_result.c.objective_id == row.c.id``.
        source: Instead of ``on``: a Select with the target's columns. Without a row: a root field.
        members: For a union or interface, by type name: which row of that type a row of ``source`` stands for.
        order: ``lambda key_result: [key_result.c.position, key_result.c.id]``; by default by id.
    """
    return declared_field(
        Many(on, source, members, order),
        on or source or _first(members),
        description=description,
        deprecation_reason=deprecation_reason,
        permission_classes=permission_classes,
        extensions=extensions,
    )


def connection(
    on: Condition | None = None,
    *,
    source: Source | None = None,
    members: Mapping[str, Condition] | None = None,
    orders: "Order | Mapping[Any, Order] | None" = None,
    sizes: paging.PageSizes = paging.PageSizes(),
    description: str | None = None,
    deprecation_reason: str | None = None,
    permission_classes: Sequence[builtins.type[BasePermission]] = (),
    extensions: Sequence[FieldExtension] = (),
) -> Any:
    """
    Declare a list that is read in pages: a ``paging.Connection[T]`` with ``first``, ``after``, ``last`` and ``before``.

    Args:
        on, source, members: As of :func:`to_many`.
        orders: The list's order, or one order by each member of an enum: the field then has an ``order`` argument of
            that enum, the first member being its default. An order's columns are never null. ``id`` is added at its end.
        sizes: How many edges a page has, by default and at most.
    """
    optional = inspect.Parameter.KEYWORD_ONLY
    extra = [
        inspect.Parameter(name, optional, default=default, annotation=annotation)
        for name, annotation, default in (
            ("first", paging.First, sizes.default),
            ("after", paging.After, strawberry.UNSET),
            ("last", paging.Last, strawberry.UNSET),
            ("before", paging.Before, strawberry.UNSET),
        )
    ]
    if isinstance(orders, Mapping):
        first = next(iter(orders))
        ordered = Annotated[builtins.type(first), strawberry.argument(description="How the list is ordered.")]
        extra.append(inspect.Parameter("order", optional, default=first, annotation=ordered))
    return declared_field(
        Page(on, source, members, orders, sizes),
        on or source or _first(members),
        description=description,
        deprecation_reason=deprecation_reason,
        permission_classes=permission_classes,
        extensions=extensions,
        extra=extra,
    )


def by_id(attribute: str, *, description: str | None = None) -> Any:
    """
    Declare a field of a payload that is the row whose id the payload keeps: ``by_id("objective_id")``.

    The attribute is a ``strawberry.Private[UUID | None]``; None gives null.
    """

    def on(target: Row, own_id: Annotated[object, of_parent(attribute)]) -> "sa.ColumnElement[bool]":
        return target.c.id == own_id

    return declared_field(One(on=on), on, description=description)


def _first(members: Mapping[str, Condition] | None) -> Condition | None:
    return next(iter(members.values())) if members else None


ANY = "*"
"""Names a condition among ``members`` that holds for every type; its target row says which type it is."""


@dataclasses.dataclass(frozen=True)
class Living:
    """Where the rows of a type live: in a table, in sources only (no table), or in jsonb values (a document)."""

    table: "sa.FromClause | None"
    is_document: bool = False


@dataclass_transform(kw_only_default=True, field_specifiers=(column, global_id, key, to_one, to_many, connection))
def type(  # noqa: A001 - read as selection.type
    table: sa.FromClause | None = None, *, name: str | None = None, description: str | None = None
) -> Callable[[T], T]:
    """
    Declare a GraphQL type whose rows live in a table. Interfaces are inherited, as of ``strawberry.type``.

    Args:
        table: None for rows that only sources yield, like the steps of a path.
    """
    return _declare(Living(table), name, description)


@dataclass_transform(kw_only_default=True, field_specifiers=(column, key, to_one, to_many))
def document(*, name: str | None = None, description: str | None = None) -> Callable[[T], T]:
    """
    Declare a GraphQL type whose values are JSON objects in a jsonb column, or in keys of one.

    Its fields are :func:`key`; a field of another type holds it as ``column()``. ``row.c.value`` is the whole object.
    """
    return _declare(Living(None, is_document=True), name, description)


def _declare(living: Living, name: str | None, description: str | None) -> Callable[[T], T]:
    def decorate(cls: T) -> T:
        declared: T = strawberry.type(cls, name=name, description=description)
        declared.__selection__ = living  # type: ignore[attr-defined]
        return declared

    return decorate


def interface(*, description: str | None = None) -> Callable[[T], T]:
    """Declare a GraphQL interface; its members declare where its fields live."""

    def decorate(cls: T) -> T:
        declared: T = strawberry.interface(cls, description=description)
        return declared

    return decorate
