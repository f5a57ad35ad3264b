"""The audit in the graph."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
import strawberry
from sqlalchemy.dialects.postgresql import JSONB
from strawberry.scalars import JSON

from samsvar.graph import global_ids, selection
from samsvar.graph.nodes import Node
from samsvar.graph.selection import Row
from samsvar.persistence import audit, changes

NAMED_BY: Final[Mapping[str, str]] = {
    "acceptedById": "Person",
    "askedUnitId": "Unit",
    "askingUnitId": "Unit",
    "authorId": "Person",
    "caretakerUnitId": "Unit",
    "consumerKeyResultId": "KeyResult",
    "consumerObjectiveId": "Objective",
    "consumerUnitId": "Unit",
    "contributionId": "Contribution",
    "cycleId": "Cycle",
    "directionIds": "Direction",
    "escalatedToUnitId": "Unit",
    "fromKeyResultId": "KeyResult",
    "fromObjectiveId": "Objective",
    "fromUnitId": "Unit",
    "invitedById": "Person",
    "keyResult": "KeyResult",
    "keyResultId": "KeyResult",
    "measurementId": "Measurement",
    "metricId": "Metric",
    "moalId": "Moal",
    "objectiveId": "Objective",
    "okrSetId": "OkrSet",
    "openedByUnitId": "Unit",
    "ownerUnitId": "Unit",
    "parentId": "Unit",
    "personId": "Person",
    "proposalId": "CaseTurn",
    "proposedByUnitId": "Unit",
    "providerKeyResultId": "KeyResult",
    "providerObjectiveId": "Objective",
    "providerUnitId": "Unit",
    "recordedById": "Person",
    "replyToId": "Comment",
    "strategies": "Direction",
    "targetKeyResultId": "KeyResult",
    "targetMoalId": "Moal",
    "targetObjectiveId": "Objective",
    "toKeyResultId": "KeyResult",
    "toMoalId": "Moal",
    "toObjectiveId": "Objective",
    "toUnitId": "Unit",
    "undoesId": "AlignmentCase",
    "unitId": "Unit",
}
"""Fields of records that hold ids (or lists of them), and what these are ids of."""

OF_THE_RECORDS_TYPE: Final = ("id", "lineageId", "supersedesId")
"""Fields that hold an id of the record's own type."""

_ORDERED: Final = {"OkrSet": "Objective", "Objective": "KeyResult"}


def newest_first(entry: Row) -> list[sa.ColumnElement[Any]]:
    """Return the order of a record's audit."""
    return [entry.c.sequence.desc()]


def of_objective(objective: Row, entry: Row) -> sa.ColumnElement[bool]:
    """Return which entries tell the history of an objective."""
    return changes.of_objective(objective, entry)


def of_key_result(key_result: Row, entry: Row) -> sa.ColumnElement[bool]:
    """Return which entries tell the history of a key result."""
    return changes.of_key_result(key_result, entry)


def _fields(entry: Row) -> sa.Select[Any]:
    return changes.fields(entry)


def _subject(entry: Row) -> sa.ColumnElement[str | None]:
    return changes.subject(entry)


def _is_after_commitment(entry: Row) -> sa.ColumnElement[bool]:
    return changes.is_after_commitment(entry)


def _actor_name(entry: Row) -> sa.ColumnElement[str]:
    return audit.actor_name(entry)


def _before(entry: Row) -> sa.ColumnElement[Any]:
    return _with_global_ids(entry.c.before, entry.c.node_type)


def _after(entry: Row) -> sa.ColumnElement[Any]:
    return _with_global_ids(entry.c.after, entry.c.node_type)


def _with_global_ids(record: sa.ColumnElement[Any], node_type: sa.ColumnElement[str]) -> sa.ColumnElement[Any]:
    """Return a record's fields with the ids in them as clients know them; the audit keeps uuids."""
    each = sa.func.jsonb_each(record).table_valued(sa.column("key", sa.Text()), sa.column("value", JSONB()))
    prefix = sa.case(
        (sa.or_(*(each.c.key == own for own in OF_THE_RECORDS_TYPE)), _prefix_of(node_type)),
        (each.c.key == "order", _prefixes(_ORDERED).op("->>")(node_type)),
        else_=_prefixes(NAMED_BY).op("->>")(each.c.key),
    )
    field = sa.select(each.c.key, each.c.value, prefix.label("prefix")).correlate_except(each).lateral("field").c
    item = sa.func.jsonb_array_elements_text(field.value).table_valued("value")
    listed = sa.select(sa.func.jsonb_agg(sa.func.concat(field.prefix, item.c.value))).correlate_except(item)
    known = sa.case(
        (field.prefix.is_(None), field.value),
        (sa.func.jsonb_typeof(field.value) == "string", sa.func.to_jsonb(field.prefix + field.value.op("#>>")(_WHOLE))),
        (sa.func.jsonb_typeof(field.value) == "array", sa.func.coalesce(listed.scalar_subquery(), field.value)),
        else_=field.value,
    )
    made = sa.select(sa.func.jsonb_object_agg(field.key, known)).correlate_except(field.key.table)
    return sa.func.coalesce(made.scalar_subquery(), record, type_=JSONB())


def _node_id(entry: Row) -> sa.ColumnElement[str]:
    return sa.func.concat(_prefix_of(entry.c.node_type), entry.c.node_id, type_=sa.Text())


def _prefix_of(node_type: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """Return what global ids of a type begin with: :func:`samsvar.graph.global_ids.prefix` in SQL."""
    snake_case = sa.func.lower(sa.func.regexp_replace(node_type, r"([a-z0-9])([A-Z])", r"\1_\2", "g"))
    return sa.func.concat(snake_case, "_", type_=sa.Text())


def _prefixes(types: Mapping[str, str]) -> sa.ColumnElement[Any]:
    return sa.literal({name: global_ids.prefix(kind) for name, kind in types.items()}, JSONB())


_WHOLE: Final[sa.ColumnElement[Any]] = sa.literal_column("'{}'")


@selection.type(description="A field that somebody changed, with names in the place of ids.")
class ChangedField:
    field: str = selection.column(description="Which, by its name in the graph's inputs: `target`, `metricId`.")
    before: JSON | None = selection.column(
        description="What it was; null for nothing, and for what the viewer may not see."
    )
    after: JSON | None = selection.column(
        description="What it is; null for nothing, and for what the viewer may not see."
    )


@selection.type(audit.audit_entries, description="Who did what to a record, and why. It is never changed.")
class AuditEntry(Node):
    id: strawberry.ID = selection.global_id()
    at: dt.datetime = selection.column(description="When.")
    deed: str = selection.column(description="What was done, by the name of the mutation.")
    actor_name: str = selection.column(
        _actor_name,
        description="The person or integration that did it; empty for the product itself.",
    )
    before: JSON | None = selection.column(
        _before, description="What was changed, as it was; fields that name a record hold its global id."
    )
    after: JSON | None = selection.column(
        _after, description="What was changed, as it is now; fields that name a record hold its global id."
    )
    why: str | None = selection.column(description="The reason that was given.")
    node_id: strawberry.ID = selection.column(
        _node_id, description="The id of the record, which may be gone, or not to be seen."
    )
    node_type: str = selection.column(description="What kind of record it was done to, by its type's name.")
    subject: str | None = selection.column(
        _subject,
        description="What the record is called; of a contribution what it is to. Null where nothing has a name.",
    )
    is_after_commitment: bool = selection.column(
        _is_after_commitment,
        description="Whether the unit had committed to its set before: then it stays visible as a change.",
    )
    fields: list[ChangedField] = selection.to_many(
        source=_fields,
        order=lambda changed: [changed.c.field],
        description="What was changed, field by field.",
    )
