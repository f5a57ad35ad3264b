"""The order of a list that is read in pages: what it is sorted by, and what a cursor says of a row."""

import dataclasses
import functools
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import operators

from samsvar.graph import paging
from samsvar.graph.selection import json_text
from samsvar.graph.selection.arguments import Binder, Given, Reader
from samsvar.graph.selection.declarations import Page
from samsvar.graph.selection.json_text import Parts, Text
from samsvar.graph.selection.rows import Row


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
