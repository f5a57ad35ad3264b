"""
The words that declare types and their fields; :mod:`~samsvar.graph.selection.declarations` is what they make.

Every field takes strawberry's ``description``, ``deprecation_reason``, ``permission_classes`` and ``extensions``, too. The
latter two are for root fields: below the root they cost the field-by-field road.
"""

import builtins
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, TypedDict, TypeVar, Unpack, dataclass_transform

import sqlalchemy as sa
import strawberry
from strawberry.extensions import FieldExtension
from strawberry.permission import BasePermission
from strawberry.types.fields.resolver import StrawberryResolver

from samsvar.graph import paging
from samsvar.graph.selection import resolvers
from samsvar.graph.selection.declarations import (
    USUAL_PAGES,
    Column,
    Condition,
    Declaration,
    Expression,
    GlobalId,
    Key,
    Living,
    Many,
    One,
    Order,
    Page,
    Parameters,
    SelectionField,
    Source,
    of_parent,
)
from samsvar.graph.selection.rows import Row

T = TypeVar("T", bound=builtins.type)


class Options(TypedDict, total=False):
    """What any strawberry field may be given."""

    description: str | None
    deprecation_reason: str | None
    permission_classes: Sequence[builtins.type[BasePermission]]
    extensions: Sequence[FieldExtension]


def declared_field(
    declaration: Declaration,
    function: Callable[..., object] | None,
    *,
    extra: Sequence[inspect.Parameter] = (),
    **options: Unpack[Options],
) -> Any:
    """Return the strawberry field of a declaration, with a resolver that has the function's arguments as its own."""
    field = SelectionField(
        description=options.get("description"),
        deprecation_reason=options.get("deprecation_reason"),
        permission_classes=list(options.get("permission_classes", ())),
        extensions=list(options.get("extensions", ())),
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
    **options: Unpack[Options],
) -> Any:
    """
    Declare a field that lives in a column.

    Args:
        expression: ``lambda row: ...`` when it isn't the column with the field's name.
    """
    return declared_field(
        Column(expression),
        expression,
        **options,
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
    **options: Unpack[Options],
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
        **options,
    )


def to_many(
    on: Condition | None = None,
    *,
    source: Source | None = None,
    members: Mapping[str, Condition] | None = None,
    order: Order | None = None,
    **options: Unpack[Options],
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
        **options,
    )


def connection(
    on: Condition | None = None,
    *,
    source: Source | None = None,
    members: Mapping[str, Condition] | None = None,
    orders: "Order | Mapping[Any, Order] | None" = None,
    sizes: paging.PageSizes = USUAL_PAGES,
    **options: Unpack[Options],
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
        described = strawberry.argument(description="How the list is ordered.")
        ordered: object = Annotated[(builtins.type(first), described)]
        extra.append(inspect.Parameter("order", optional, default=first, annotation=ordered))
    return declared_field(
        Page(on, source, members, orders, sizes),
        on or source or _first(members),
        **options,
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
