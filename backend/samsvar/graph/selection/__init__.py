"""
A GraphQL selection becomes one SQL statement.

Declare a type over a table, and say of each field where it lives::

    @selection.type(persistence.objectives.objectives, description="What a unit wants to reach in a cycle.")
    class Objective(Node):
        id: strawberry.ID = selection.global_id()
        title: str = selection.column()
        open_since: date | None = selection.column(lambda row: sa.cast(row.c.created_at, sa.Date))
        unit: Annotated["Unit", strawberry.lazy("samsvar.graph.units")] = selection.to_one(
            lambda row, unit: unit.c.id == row.c.unit_id
        )
        key_results: list[KeyResult] = selection.to_many(
            lambda row, key_result: key_result.c.objective_id == row.c.id,
            order=lambda key_result: [key_result.c.position, key_result.c.id],
        )
        ancestors: list["Objective"] = selection.to_many(source=ancestors)
        supported_by: Connection[Contribution] = selection.connection(source=supporting)
        own_terms: ExplanationTree | None = selection.column()  # a selection.document in a jsonb column

    def ancestors(row: Row, depth: Annotated[int, strawberry.argument(description="...")] = 10) -> Select[Any]:
        return persistence.contributions.ancestors(row.c.id, depth=depth)

Root fields are the same declarations without a row, in ``Query`` (an ordinary ``strawberry.type``)::

    objective: Objective | None = selection.to_one(
        lambda objective, id: objective.c.id == id ... )  # or source=
    units: Connection[Unit] = selection.connection(source=units_on, orders={UnitOrder.NAME: ...})

and in payloads of mutations and subscriptions: ``objective: Objective | None = selection.by_id("objective_id")``.

The statement is the whole read: below a root field nothing is resolved in Python. What can't be compiled (a resolver
written in Python, a permission or extension below a root field, an unknown directive) takes the field-by-field road,
which gives the same answer with a query for each field.

Recursive common table expressions in a source need ``.cte(recursive=True, nesting=True)``: they refer to the row.
"""

from samsvar.graph.selection.declarations import identifies, of_context, of_parent
from samsvar.graph.selection.declaring import (
    by_id,
    column,
    connection,
    document,
    global_id,
    interface,
    key,
    to_many,
    to_one,
    type,  # noqa: A004 - read as selection.type
)
from samsvar.graph.selection.nodes import node, nodes
from samsvar.graph.selection.resolvers import PassThrough
from samsvar.graph.selection.rows import Row

__all__ = [
    "PassThrough",
    "Row",
    "by_id",
    "column",
    "connection",
    "document",
    "global_id",
    "identifies",
    "interface",
    "key",
    "node",
    "nodes",
    "of_context",
    "of_parent",
    "to_many",
    "to_one",
    "type",
]
