"""What a proposal of an alignment case changes, set by set: as a preview, and as what signing it did."""

import enum

import sqlalchemy as sa
import strawberry

from samsvar.graph import links, selection
from samsvar.graph.key_results import KeyResultKind
from samsvar.graph.selection import Row


@strawberry.enum(description="What a line of an OKR set is.")
class CaseLineKind(enum.Enum):
    OBJECTIVE = strawberry.enum_value("OBJECTIVE", description="An objective.")
    KEY_RESULT = strawberry.enum_value("KEY_RESULT", description="A key result of the objective before it.")


@strawberry.enum(description="What happens to a line.")
class CaseLineChangeKind(enum.Enum):
    SAME = strawberry.enum_value("SAME", description="Nothing.")
    CHANGED = strawberry.enum_value("CHANGED", description="Its words, numbers or owners.")
    ADDED = strawberry.enum_value("ADDED", description="It is new, or back.")
    REMOVED = strawberry.enum_value("REMOVED", description="It goes.")
    MOVED_AWAY = strawberry.enum_value("MOVED_AWAY", description="It goes to another place.")
    MOVED_HERE = strawberry.enum_value("MOVED_HERE", description="It comes from another place.")


@strawberry.enum(description="What follows for links between units.")
class CaseConsequenceKind(enum.Enum):
    CONTRIBUTION_ADDED = strawberry.enum_value("CONTRIBUTION_ADDED", description="A contribution comes.")
    CONTRIBUTION_REMOVED = strawberry.enum_value("CONTRIBUTION_REMOVED", description="A contribution goes.")
    DEPENDENCY_ADDED = strawberry.enum_value("DEPENDENCY_ADDED", description="A dependency comes.")
    DEPENDENCY_REMOVED = strawberry.enum_value("DEPENDENCY_REMOVED", description="A dependency goes.")
    DEPENDENCY_RELEASED = strawberry.enum_value(
        "DEPENDENCY_RELEASED", description="Nobody works any more on what a dependency needs; the unit still owes it."
    )


@selection.document(description="A unit that owns an objective together with the unit whose set it is in.")
class CaseCoOwner:
    unit_name: str = selection.key(description="The unit.")
    share: float = selection.key(description="How much of it the unit brings, 0 to 1.")


@selection.document(description="A line of an OKR set as it is, or would be.")
class CaseLine:
    title: str = selection.key(description="What it says.")
    why: str = selection.key(description="Why an objective is wanted.")
    key_result_kind: KeyResultKind | None = selection.key(description="How a key result is proven.")
    metric_name: str = selection.key(description="What a key result measures; empty for nothing.")
    measure: str = selection.key(description="In which measure.")
    baseline: float | None = selection.key(description="Where the way begins.")
    target: float | None = selection.key(description="Where it ends.")
    co_owners: list[CaseCoOwner] = selection.key(description="Who owns an objective, too.")


@selection.document(description="A line of an OKR set before and after.")
class CaseLineChange:
    node_id: strawberry.ID | None = selection.key(description="The record; null when it would be new.")
    kind: CaseLineKind = selection.key(description="What it is.")
    change: CaseLineChangeKind = selection.key(description="What happens to it.")
    before: CaseLine | None = selection.key(description="As it was; null when it is new here.")
    after: CaseLine | None = selection.key(description="As it is then; null when it goes.")


def _unit(change: Row, unit: Row) -> sa.ColumnElement[bool]:
    return unit.c.id == sa.cast(change.c.value.op("->>")(sa.literal_column("'unitId'")), sa.Uuid())


@selection.document(description="What changes in a unit's OKRs.")
class CaseSetChange:
    unit: links.Unit | None = selection.to_one(_unit, description="Whose OKRs.")
    unit_name: str = selection.key(description="What the unit was called then.")
    lines: list[CaseLineChange] = selection.key(
        description="Objectives in order, each before its key results; of drafts of others only what the case is about."
    )


@selection.document(description="What follows for a link between units.")
class CaseConsequence:
    kind: CaseConsequenceKind = selection.key(description="What happens to it.")
    node_id: strawberry.ID = selection.key(description="The link.")
    title: str = selection.key(description="What is needed, or what is contributed to.")
    from_unit_name: str = selection.key(description="Who contributes, or needs it.")
    to_unit_name: str = selection.key(description="Who is helped, or provides it.")


@selection.document(description="What a proposal changes.")
class CaseChanges:
    sets: list[CaseSetChange] = selection.key(description="OKRs, unit by unit.")
    follows: list[CaseConsequence] = selection.key(description="Links that come or go with it.")
