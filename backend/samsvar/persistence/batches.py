"""Many rows at once: how imports and the sample data are stored, a statement a table instead of a round trip a row."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.persistence import migrations, units

ROWS_A_STATEMENT: Final = 5_000


class Batch:
    """
    Rows of an organisation by table. Rows of one table all name the same columns.

    Args:
        organisation_id: What each row gets, besides those of the organisation itself.
    """

    def __init__(self, organisation_id: UUID) -> None:
        self.organisation_id = organisation_id
        self._rows: dict[sa.Table, list[dict[str, Any]]] = defaultdict(list)

    def add(self, table: sa.Table, **row: object) -> None:
        """Add a row; columns that it doesn't name get their default."""
        if "organisation_id" in table.c:
            row["organisation_id"] = self.organisation_id
        self._rows[table].append(row)

    def rows(self, table: sa.Table) -> Sequence[Mapping[str, Any]]:
        """Return a table's rows in the order in which they were added."""
        return self._rows[table]

    def ids(self, table: sa.Table) -> list[UUID]:
        """Return the ids of a table's rows."""
        return [row["id"] for row in self.rows(table)]

    def in_order(self) -> Iterator[tuple[sa.Table, list[dict[str, Any]]]]:
        """Return the tables that have rows, each after the ones that it refers to."""
        for table in migrations.tables_in_code().sorted_tables:
            if self._rows.get(table):
                yield table, self._rows[table]


async def store(connection: AsyncConnection, batch: Batch) -> dict[str, int]:
    """
    Store the rows that aren't there yet; return how many were new, by table.

    Units get their paths here: a batch doesn't know the numbers that they are made of.
    """
    stored: dict[str, int] = {}
    for table, rows in batch.in_order():
        stored[table.name] = 0
        for start in range(0, len(rows), ROWS_A_STATEMENT):
            chunk = rows[start : start + ROWS_A_STATEMENT]
            stored[table.name] += (await connection.execute(_insert(table, list(chunk[0])), {"rows": chunk})).rowcount
        if table is units.units and stored[table.name]:
            await connection.execute(PLACE_UNITS, {"of_organisation": batch.organisation_id})
    return stored


def unplaced(unit_id: UUID) -> str:
    """Return what stands for a unit's path until :func:`store` has placed it."""
    return f"?{unit_id}"


def _insert(table: sa.Table, names: Sequence[str]) -> postgresql.Insert:
    columns = [sa.column(name, table.c[name].type) for name in names]
    rows = (
        sa.func.jsonb_to_recordset(sa.bindparam("rows", type_=postgresql.JSONB))
        .table_valued(*columns, name="row")
        .render_derived(with_types=True)
    )
    return (
        postgresql.insert(table)
        .from_select(list(names), sa.select(*(rows.c[name] for name in names)))
        .on_conflict_do_nothing()
    )


_PLACED = (
    sa.select(units.units.c.id, (sa.cast(units.units.c.number, sa.Text) + "/").label("path"))
    .where(
        units.units.c.organisation_id == sa.bindparam("of_organisation"),
        units.units.c.parent_id.is_(None),
    )
    .cte("placed", recursive=True)
)
_BELOW = units.units.alias("below")
_TREE = _PLACED.union_all(
    sa.select(_BELOW.c.id, _PLACED.c.path + sa.cast(_BELOW.c.number, sa.Text) + "/").where(
        _BELOW.c.organisation_id == sa.bindparam("of_organisation"),
        _BELOW.c.parent_id == _PLACED.c.id,
    )
)
PLACE_UNITS: Final = (
    sa.update(units.units)
    .values(path=_TREE.c.path)
    .where(
        units.units.c.organisation_id == sa.bindparam("of_organisation"),
        units.units.c.id == _TREE.c.id,
        units.units.c.path != _TREE.c.path,
    )
)
