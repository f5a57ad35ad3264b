"""
What was done to objectives and key results, for people to read: the audit with names in the place of ids.

Whoever may not see a record gets null in the place of its name: the row policies hold here as everywhere.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import refusals
from samsvar.persistence import api_clients, people, schema
from samsvar.persistence.audit import audit_entries
from samsvar.persistence.contributions import contributions
from samsvar.persistence.cycles import cycles
from samsvar.persistence.directions import directions
from samsvar.persistence.key_results import key_results
from samsvar.persistence.metrics import metrics
from samsvar.persistence.moals import moals
from samsvar.persistence.objectives import objectives
from samsvar.persistence.okr_sets import okr_sets
from samsvar.persistence.units import units

NAMED: Final[Sequence[tuple[sa.FromClause, str, tuple[str, ...]]]] = (
    (
        units,
        "name",
        (
            "caretakerUnitId",
            "consumerUnitId",
            "escalatedToUnitId",
            "fromUnitId",
            "openedByUnitId",
            "ownerUnitId",
            "parentId",
            "proposedByUnitId",
            "providerUnitId",
            "toUnitId",
            "unitId",
        ),
    ),
    (metrics, "name", ("metricId",)),
    (
        objectives,
        "title",
        ("consumerObjectiveId", "fromObjectiveId", "objectiveId", "providerObjectiveId", "toObjectiveId"),
    ),
    (
        key_results,
        "title",
        ("consumerKeyResultId", "fromKeyResultId", "keyResultId", "providerKeyResultId", "toKeyResultId"),
    ),
    (moals, "title", ("toMoalId",)),
    (directions, "text", ("directionIds",)),
    (cycles, "name", ("cycleId",)),
    (people.people, "name", ("personId",)),
)
"""Fields of the audit that hold ids, or lists of them: of which table, and which column is the name."""

ORDERED: Final[Mapping[str, tuple[sa.FromClause, str]]] = {
    "OkrSet": (objectives, "title"),
    "Objective": (key_results, "title"),
}
"""What the field ``order`` of a record lists."""

TECHNICAL: Final = ("id", "version", "position", "okrSetId", "lineageId", "supersedesId", "path", "number")
"""Fields that say nothing to people."""


def fields(entry: schema.Row) -> sa.Select[Any]:
    """
    Return the fields that an entry changed.

    Returns:
        A select of ``field`` (camelCase name), ``before`` and ``after``: JSON, with names in the place of ids; null where
        there was nothing, or nothing that the reader may see.
    """
    names = (
        sa.select(
            sa.func.jsonb_object_keys(
                sa.func.coalesce(entry.c.before, _EMPTY).op("||")(sa.func.coalesce(entry.c.after, _EMPTY))
            ).label("field")
        )
        .correlate_except()
        .subquery("named")
    )
    return sa.select(
        names.c.field,
        *(
            _readable(names.c.field, entry.c[side].op("->")(names.c.field), entry.c.node_type).label(side)
            for side in ("before", "after")
        ),
    ).where(names.c.field.not_in([_word(name) for name in TECHNICAL]))


def of_objective(objective: schema.Row, entry: schema.Row) -> sa.ColumnElement[bool]:
    """Return the condition that an entry is about an objective, its key results or links upward, or its set's state."""
    proof, link, joining = key_results.alias("proof"), contributions.alias("link"), contributions.alias("joining")
    own = sa.cast(objective.c.id, sa.Text())
    # A link with a draft is told of with that draft; see ends.narrower.
    joined = sa.select(joining.c.to_okr_set_id).where(joining.c.from_objective_id == objective.c.id)
    others = sa.func.array(joined.correlate_except(joining).scalar_subquery(), type_=ARRAY(sa.Uuid))
    sets = sa.func.array_append(others, objective.c.okr_set_id, type_=ARRAY(sa.Uuid))
    return sa.and_(
        entry.c.okr_set_id == sa.any_(sets),
        sa.or_(
            entry.c.node_id == objective.c.id,
            entry.c.node_id.in_(
                sa.select(proof.c.id).where(proof.c.objective_id == objective.c.id).correlate_except(proof)
            ),
            entry.c.node_id.in_(
                sa.select(link.c.id).where(link.c.from_objective_id == objective.c.id).correlate_except(link)
            ),
            sa.and_(
                entry.c.node_type == _word("KeyResult"),
                sa.func.coalesce(entry.c.before, entry.c.after).op("->>")(_word("objectiveId")) == own,
            ),
            sa.and_(entry.c.node_type == _word("CarryOver"), entry.c.after.op("->>")(_word("toObjectiveId")) == own),
            sa.and_(entry.c.okr_set_id == objective.c.okr_set_id, _turns_the_set(entry)),
        ),
    )


def of_key_result(key_result: schema.Row, entry: schema.Row) -> sa.ColumnElement[bool]:
    """Return the condition that an entry is about a key result or its set's state."""
    return sa.and_(
        entry.c.okr_set_id == key_result.c.okr_set_id,
        sa.or_(entry.c.node_id == key_result.c.id, _turns_the_set(entry)),
    )


def subject(entry: schema.Row) -> sa.ColumnElement[str | None]:
    """Return what the record of an entry is called, or was; of a contribution what it is to."""
    objective, key_result, link = objectives.alias("o"), key_results.alias("k"), contributions.alias("l")
    above, proof, moal = objectives.alias("above"), key_results.alias("proof"), moals.alias("moal")
    meant = (
        sa.select(sa.func.coalesce(proof.c.title, above.c.title, moal.c.title))
        .select_from(link)
        .outerjoin(proof, proof.c.id == link.c.to_key_result_id)
        .outerjoin(above, above.c.id == link.c.to_objective_id)
        .outerjoin(moal, moal.c.id == link.c.to_moal_id)
        .where(link.c.id == entry.c.node_id)
    )
    return sa.func.coalesce(
        entry.c.after.op("->>")(_word("title")),
        entry.c.before.op("->>")(_word("title")),
        sa.case(
            (
                entry.c.node_type == _word("Objective"),
                sa.select(objective.c.title).where(objective.c.id == entry.c.node_id).scalar_subquery(),
            ),
            (
                entry.c.node_type == _word("KeyResult"),
                sa.select(key_result.c.title).where(key_result.c.id == entry.c.node_id).scalar_subquery(),
            ),
            (entry.c.node_type == _word("Contribution"), meant.scalar_subquery()),
        ),
        type_=sa.Text(),
    )


def is_after_commitment(entry: schema.Row) -> sa.ColumnElement[bool]:
    """Return the condition that the set had been committed to before, be it reopened since or not."""
    earlier, own = audit_entries.alias("earlier"), okr_sets.alias("own")
    by_audit = sa.exists().where(
        earlier.c.organisation_id == entry.c.organisation_id,
        earlier.c.okr_set_id == entry.c.okr_set_id,
        earlier.c.node_type == _word("OkrSet"),
        earlier.c.deed == _word("commitOkrSet"),
        earlier.c.sequence < entry.c.sequence,
    )
    by_set = sa.exists().where(
        own.c.organisation_id == entry.c.organisation_id,
        own.c.id == entry.c.okr_set_id,
        own.c.committed_at < entry.c.at,
    )
    return sa.or_(by_audit, by_set)


async def since(
    connection: AsyncConnection, organisation_id: UUID, node_id: UUID, *, version: int
) -> list[refusals.FieldChange]:
    """Return what happened to a record after it had the given version, oldest first, in names."""
    entry, person, client = audit_entries.alias("entry"), people.people.alias("p"), api_clients.api_clients.alias("c")
    changed = fields(entry).lateral("changed")
    by = sa.func.coalesce(person.c.name, client.c.name, "Samsvar")
    found = await connection.execute(
        sa.select(changed.c.field, changed.c.before, changed.c.after, entry.c.at, by.label("by"))
        .select_from(
            entry.join(changed, sa.true())
            .outerjoin(
                person, (person.c.organisation_id == entry.c.organisation_id) & (person.c.id == entry.c.person_id)
            )
            .outerjoin(
                client, (client.c.organisation_id == entry.c.organisation_id) & (client.c.id == entry.c.api_client_id)
            )
        )
        .where(
            entry.c.organisation_id == organisation_id,
            entry.c.node_id == node_id,
            entry.c.after["version"].as_integer() > version,
        )
        .order_by(entry.c.sequence, changed.c.field)
    )
    return [refusals.FieldChange(**row._asdict()) for row in found]


def _turns_the_set(entry: schema.Row) -> sa.ColumnElement[bool]:
    return sa.and_(
        entry.c.node_type == _word("OkrSet"),
        entry.c.before.op("->>")(_word("state")).is_not(None),
    )


def _readable(
    field: sa.ColumnElement[str], value: sa.ColumnElement[Any], node_type: sa.ColumnElement[str]
) -> sa.ColumnElement[Any]:
    """Return a field's value with names in the place of ids."""
    listed = [
        (sa.and_(field == _word("order"), node_type == _word(kind)), _names_of(table, name, value))
        for kind, (table, name) in ORDERED.items()
    ]
    named = [
        (field.in_([_word(each) for each in known]), _names_of(table, name, value)) for table, name, known in NAMED
    ]
    owners = (field == _word("coOwners"), _shares_by_name(value))
    return sa.func.nullif(sa.case(*listed, *named, owners, else_=value), _NULL, type_=JSONB())


def _names_of(table: sa.FromClause, name: str, value: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return the name of the record that a value is the id of, or those of a list in its order."""
    one, each = table.alias("one"), table.alias("each")
    single = sa.select(sa.func.to_jsonb(one.c[name])).where(one.c.id == sa.cast(value.op("#>>")(_WHOLE), sa.Uuid()))
    item = (
        sa.func.jsonb_array_elements_text(value)
        .table_valued(sa.column("id", sa.Text()), with_ordinality="place", name="item")
        .render_derived()
    )
    several = (
        sa.select(sa.func.jsonb_agg(sa.dialects.postgresql.aggregate_order_by(each.c[name], item.c.place)))
        .select_from(item.join(each, each.c.id == sa.cast(item.c.id, sa.Uuid())))
        .correlate_except(item, each)
    )
    return sa.case(
        (sa.func.jsonb_typeof(value) == _word("string"), single.correlate_except(one).scalar_subquery()),
        (sa.func.jsonb_typeof(value) == _word("array"), several.scalar_subquery()),
    )


def _shares_by_name(value: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    owner = units.alias("owner")
    share = (
        sa.func.jsonb_each(value)
        .table_valued(sa.column("id", sa.Text()), sa.column("share", JSONB()), name="share")
        .render_derived()
    )
    shares = (
        sa.select(sa.func.jsonb_object_agg(owner.c.name, share.c.share))
        .select_from(share.join(owner, owner.c.id == sa.cast(share.c.id, sa.Uuid())))
        .correlate_except(share, owner)
    )
    return sa.case((sa.func.jsonb_typeof(value) == _word("object"), shares.scalar_subquery()))


def _word(value: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{value}'", sa.Text())


_EMPTY: Final[sa.ColumnElement[Any]] = sa.literal_column("'{}'::jsonb", JSONB())
_NULL: Final[sa.ColumnElement[Any]] = sa.literal_column("'null'::jsonb", JSONB())
_WHOLE: Final[sa.ColumnElement[Any]] = sa.literal_column("'{}'")
