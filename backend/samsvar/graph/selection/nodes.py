"""Any record by its global id, whatever its type."""

from typing import Annotated, Any

import sqlalchemy as sa
import strawberry

from samsvar.graph import global_ids
from samsvar.graph.selection import declarations, declaring
from samsvar.graph.selection.arguments import AnyId, AnyIds
from samsvar.graph.selection.rows import Row


def node(*, description: str | None = "The record with a global id, whatever its type.") -> Any:
    """Declare the root field that finds a row by its global id, for a field of an interface that has ``id``."""
    asked_id = strawberry.argument(description="The id of any record.")

    def found(
        target: Row, id: Annotated[strawberry.ID, declarations.identifies(), asked_id]
    ) -> "sa.ColumnElement[bool]":
        asked: Any = id
        assert isinstance(asked, AnyId)
        return asked.of(target)

    members = {declarations.ANY: found}
    return declaring.declared_field(declarations.One(members=members), found, description=description)


def nodes(*, description: str | None = "The records with these global ids, in their order; null for none.") -> Any:
    """Declare the root field that finds rows by their global ids, for a field ``list[Node | None]``."""
    asked_ids = strawberry.argument(description="Ids of any records; the same one may stand there twice.")

    def asked(ids: Annotated[list[strawberry.ID], declarations.identifies(), asked_ids]) -> "sa.Select[Any]":
        given: Any = ids
        assert isinstance(given, AnyIds)
        listed = sa.func.unnest(given.prefixes, given.uuids).table_valued(
            sa.column("prefix", sa.Text), sa.column("id", sa.Uuid), with_ordinality="place"
        )
        return sa.select(listed.render_derived(name="asked"))

    def is_meant(row: Row, target: Row) -> "sa.ColumnElement[bool]":
        own = sa.literal(global_ids.prefix(target.type_name), sa.Text)
        return sa.and_(row.c.prefix == own, target.c.id == row.c.id)

    declaration = declarations.Many(source=asked, members={declarations.ANY: is_meant}, order=lambda row: [row.c.place])
    return declaring.declared_field(declaration, asked, description=description)
