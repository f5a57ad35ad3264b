"""A row of a statement being built: what declarations see of "this objective" before any objective is read."""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

_QUOTE = postgresql.dialect().identifier_preparer.quote  # type: ignore[no-untyped-call]


class Columns:
    """The columns of a row by name: ``row.c.title``. Unknown names fail when the statement is built."""

    def __init__(self, alias: str, types: Mapping[str, "sa.types.TypeEngine[Any]"]) -> None:
        self._alias = alias
        self._types = types

    def __getattr__(self, name: str) -> "sa.ColumnElement[Any]":
        return self[name]

    def __getitem__(self, name: str) -> "sa.ColumnElement[Any]":
        """Return the column as text that names its table, so that no statement it stands in adds that table to FROM."""
        if name not in self._types:
            raise AttributeError(f"{self._alias} has no column {name}; it has {', '.join(self._types)}")
        return sa.literal_column(f"{self._alias}.{_QUOTE(name)}", self._types[name])

    def __contains__(self, name: str) -> bool:
        return name in self._types

    def __iter__(self) -> Iterator[str]:
        return iter(self._types)


class Row:
    """
    One row under its alias in the statement, with its columns in ``c``.

    Its columns can be used at any depth below the place where the row is selected, in conditions, in sub-selects and in
    recursive common table expressions, without naming what is correlated with what.

    Attributes:
        type_name: The GraphQL type that it is read as; empty for the rows of a source whose items are of several types.
        required: Names of the columns that are never null.
    """

    def __init__(
        self,
        alias: str,
        types: Mapping[str, "sa.types.TypeEngine[Any]"],
        type_name: str = "",
        required: frozenset[str] = frozenset(),
    ) -> None:
        self.alias = alias
        self.c = Columns(alias, types)
        self.types = types
        self.type_name = type_name
        self.required = required

    @classmethod
    def of(cls, source: sa.FromClause, alias: str, type_name: str = "", table: sa.FromClause | None = None) -> "Row":
        """
        Return the row that ``source``, named ``alias`` in a FROM clause, has at a time.

        Args:
            table: Whose columns the source yields; says which are never null.
        """
        declared = table.c if table is not None else ()
        required = frozenset(column.key for column in declared if not column.nullable)
        return cls(alias, {column.key: column.type for column in source.c}, type_name, required)
