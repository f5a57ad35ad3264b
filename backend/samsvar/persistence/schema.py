"""What all tables share: one metadata, the keys that keep organisations apart, and small column builders."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

SCHEMA = "samsvar"

metadata = MetaData(
    schema=SCHEMA,
    naming_convention={
        "pk": "%(table_name)s_pkey",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
        "ck": "%(table_name)s_%(constraint_name)s_check",
    },
)


class Row(Protocol):
    """A table, an alias of one, or a row of a statement being built: what has columns in ``c``."""

    @property
    def c(self) -> Any: ...  # noqa: ANN401 - columns of tables, aliases and rows have no type in common


def organisation_id() -> Column[object]:
    """The organisation that a row belongs to: first part of every primary and foreign key (invariant 16)."""
    return Column("organisation_id", Uuid, ForeignKey(f"{SCHEMA}.organisations.id"), primary_key=True)


def own_id() -> Column[object]:
    """The row's own id, a version 7 uuid: ids sort by when they were made."""
    return Column("id", Uuid, primary_key=True, server_default=text("uuidv7()"))


def version() -> Column[object]:
    """Counts the edits of a record; an edit states the version that it read (invariant 12)."""
    return Column("version", Integer, nullable=False, server_default=text("1"))


def created_at() -> Column[object]:
    """When the row was stored."""
    return Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now())


def is_open(name: str = "is_open", *, nullable: bool = False) -> Column[object]:
    """Whether the OKR set has left DRAFT; cascaded from the set, read by the row policies (invariant 17)."""
    return Column(name, Boolean, nullable=nullable)


def hints() -> Column[object]:
    """What might be worded better: computed when the words are written; see ``persistence/hints.py``."""
    return Column("hints", JSONB, nullable=False, server_default=text("'[]'"))


def within_organisation(
    columns: Sequence[str],
    table: str,
    remote: Sequence[str] = ("id",),
    *,
    on_update: str | None = None,
    on_delete: str | None = None,
    name: str | None = None,
) -> ForeignKeyConstraint:
    """
    Return a foreign key that can't leave the organisation.

    Args:
        columns: Referencing columns, without ``organisation_id``.
        table: Referenced table.
        remote: Referenced columns in the same order, without ``organisation_id``.
    """
    return ForeignKeyConstraint(
        ["organisation_id", *columns],
        [f"{SCHEMA}.{table}.{column}" for column in ("organisation_id", *remote)],
        onupdate=on_update,
        ondelete=on_delete,
        name=name,
    )


def one_of(column: str, values: Sequence[str], *, name: str | None = None) -> CheckConstraint:
    """Return a check that a text column holds one of the given words, or null."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} in ({words})", name=name or f"{column}_known")


def finite(*columns: str) -> list[CheckConstraint]:
    """Return checks that keep NaN and infinity, which JSON can't say, out of numeric columns."""
    return [
        CheckConstraint(
            f"{column} not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)", name=f"{column}_finite"
        )
        for column in columns
    ]


def words(name: str, *, nullable: bool = False) -> Column[object]:
    """A column of text."""
    return Column(name, Text, nullable=nullable)
