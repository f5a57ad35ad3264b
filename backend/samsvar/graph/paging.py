"""Relay connections: their GraphQL types, and the cursors that say where a page ends."""

import base64
import binascii
import datetime
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Generic, TypeVar
from uuid import UUID

import strawberry
from graphql import GraphQLError

T = TypeVar("T")


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether there is more after this page.")
    has_previous_page: bool = strawberry.field(description="Whether there is more before this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first edge; null on an empty page.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last edge; null on an empty page.")


@strawberry.type(description="One place in a list.")
class Edge(Generic[T]):
    cursor: str = strawberry.field(description="Where this edge stands; give it as `after` or `before`.")
    node: T = strawberry.field(description="What stands here.")


@strawberry.type(description="A list that is read in pages.")
class Connection(Generic[T]):
    edges: list[Edge[T]] = strawberry.field(description="The page that was asked for, each with its cursor.")
    nodes: list[T] = strawberry.field(description="The page that was asked for, without cursors.")
    page_info: PageInfo = strawberry.field(description="Where this page stands in the list.")
    total_count: int = strawberry.field(description="How many there are on all pages.")


First = Annotated[int | None, strawberry.argument(description="At most so many from the start, or after `after`.")]
After = Annotated[str | None, strawberry.argument(description="Only what stands after this cursor.")]
Last = Annotated[int | None, strawberry.argument(description="At most so many from the end, or before `before`.")]
Before = Annotated[str | None, strawberry.argument(description="Only what stands before this cursor.")]


class BadPage(GraphQLError):
    """The page that was asked for can't be: its size is out of bounds, or a cursor is of another list."""

    def __init__(self, message: str) -> None:
        super().__init__(message, extensions={"code": "BAD_PAGE"})


@dataclass(frozen=True)
class PageSizes:
    """How many edges a page has when the client doesn't say, and at most."""

    default: int = 50
    largest: int = 100


def page_size(first: int | None, last: int | None, sizes: PageSizes) -> int:
    """
    Return how many edges the page has.

    Raises:
        BadPage: Both were given, or one is out of bounds.
    """
    if first is not None and last is not None:
        raise BadPage("Ask for `first` or for `last`, not for both.")
    size = first if first is not None else last if last is not None else sizes.default
    if not 1 <= size <= sizes.largest:
        raise BadPage(f"A page has from 1 to {sizes.largest} edges, not {size}.")
    return size


Key = str | int | bool | Decimal | float | UUID | datetime.date | datetime.datetime


_INTEGERS = 1 << 63
"""PostgreSQL's whole numbers end here."""


def encode_cursor(order: str, keys: Sequence[Key]) -> str:
    """
    Return the cursor of a row.

    Args:
        order: Names the list's order, so that a cursor is not used in another.
        keys: The row's values in the columns of the order. All are kept as text.
    """
    text = json.dumps([order, *map(_as_text, keys)], ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(text.encode()).decode()


def decode_cursor(cursor: str, order: str, types: Sequence[type]) -> list[Key]:
    """
    Return a cursor's keys in the types of the columns of the order.

    Raises:
        BadPage: It isn't a cursor, or one of another order.
    """
    try:
        found, *texts = json.loads(base64.b64decode(cursor, validate=True))
        if found == order and len(texts) == len(types):
            return [_from_text(text, kind) for text, kind in zip(texts, types, strict=True)]
    except (binascii.Error, UnicodeError, ValueError, TypeError, ArithmeticError, RecursionError):
        pass  # Whatever is wrong with it, it is not a cursor of ours.
    raise BadPage("This cursor is not one of this list in this order.")


def _as_text(key: Key) -> str:
    """Return a key as PostgreSQL writes it (``DateStyle`` ISO, time zone UTC)."""
    if isinstance(key, bool):
        return "true" if key else "false"
    if isinstance(key, Decimal):
        return f"{key:f}"
    if isinstance(key, datetime.datetime):
        return key.astimezone(datetime.UTC).isoformat(" ")
    return str(key)


def _from_text(text: object, kind: type) -> Key:
    if not isinstance(text, str) or "\0" in text:
        raise TypeError(text)
    if kind is bool:
        return {"true": True, "false": False}[text] if text in ("true", "false") else _refuse(text)
    if kind is datetime.datetime:
        return datetime.datetime.fromisoformat(text)
    if kind is datetime.date:
        return datetime.date.fromisoformat(text)
    if kind is Decimal:
        number = Decimal(text)
        return number if number.is_finite() else _refuse(text)
    if kind is int:
        whole = int(text)
        return whole if abs(whole) < _INTEGERS else _refuse(text)
    if kind is float:
        real = float(text)
        return real if math.isfinite(real) else _refuse(text)
    if kind is UUID:
        return UUID(text)
    return text if kind is str else _refuse(text)


def _refuse(text: str) -> Key:
    raise ValueError(text)
