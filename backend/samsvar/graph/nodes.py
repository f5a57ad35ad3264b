"""The interface of everything that has an id of its own, and the kinds of ids that arguments take."""

from typing import Annotated

import strawberry

from samsvar.graph import selection


@selection.interface(description="A record with an id of its own; `node(id:)` finds it again.")
class Node:
    id: strawberry.ID = strawberry.field(description="Unique over all types, and opaque: don't take it apart.")


AnyId = Annotated[
    strawberry.ID,
    selection.identifies(),
    strawberry.argument(description="The id of any record."),
]
UnitId = Annotated[
    strawberry.ID,
    selection.identifies("Unit"),
    strawberry.argument(description="The id of a unit."),
]
CycleId = Annotated[
    strawberry.ID,
    selection.identifies("Cycle"),
    strawberry.argument(description="The id of a cycle."),
]
OptionalCycleId = Annotated[
    strawberry.ID | None,
    selection.identifies("Cycle"),
    strawberry.argument(description="The id of a cycle; any when left out."),
]

# For fields of inputs, which describe themselves.
OptionalUnit = Annotated[strawberry.ID | None, selection.identifies("Unit")]
OptionalCycle = Annotated[strawberry.ID | None, selection.identifies("Cycle")]
OptionalMetric = Annotated[strawberry.ID | None, selection.identifies("Metric")]
OptionalKeyResult = Annotated[strawberry.ID | None, selection.identifies("KeyResult")]
