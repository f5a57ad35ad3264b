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
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import sqlalchemy as sa
from strawberry.types.field import StrawberryField

from samsvar.graph import paging
from samsvar.graph.selection.rows import Row

Source = Callable[..., "sa.Select[Any]"]
Condition = Callable[..., "sa.ColumnElement[bool]"]
Expression = Callable[..., "sa.ColumnElement[Any]"]
Order = Callable[[Row], "Sequence[sa.ColumnElement[Any]]"]

USUAL_PAGES = paging.PageSizes()


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
    sizes: paging.PageSizes = USUAL_PAGES


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


ANY = "*"
"""Names a condition among ``members`` that holds for every type; its target row says which type it is."""


@dataclasses.dataclass(frozen=True)
class Living:
    """Where the rows of a type live: in a table, in sources only (no table), or in jsonb values (a document)."""

    table: "sa.FromClause | None"
    is_document: bool = False
