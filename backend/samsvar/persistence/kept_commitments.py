"""What units committed to, kept as it was each time, and what changed since: table and statements."""

import datetime as dt
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, DateTime, Integer, Table, Text, UniqueConstraint, Uuid
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.persistence import schema
from samsvar.persistence.audit import audit_entries
from samsvar.persistence.key_results import key_results

# Append-only, as private as the set: one that was opened again and became a draft hides what it was.
commitments = Table(
    "commitments",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("okr_set_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("person_id", Uuid),
    Column("api_client_id", Uuid),
    Column("snapshot", JSONB, nullable=False),
    schema.within_organisation(["okr_set_id"], "okr_sets"),
    schema.within_organisation(["person_id"], "people"),
    UniqueConstraint("organisation_id", "okr_set_id", "number"),
    CheckConstraint("number > 0", name="number_positive"),
)

_KEEP: Final = """
    insert into samsvar.commitments (organisation_id, okr_set_id, number, at, person_id, api_client_id, snapshot)
    select s.organisation_id, s.id,
           1 + (select count(*) from samsvar.commitments c
                 where c.organisation_id = s.organisation_id and c.okr_set_id = s.id),
           {at}, {person_id}, {api_client_id},
           jsonb_build_object('capacityNote', s.capacity_note, 'objectives', coalesce((
             select jsonb_agg(jsonb_build_object(
                      'id', o.id, 'title', o.title, 'why', o.why, 'kind', o.kind,
                      'standsAloneReason', o.stands_alone_reason,
                      'keyResults', coalesce((
                        select jsonb_agg(jsonb_build_object(
                                 'id', k.id, 'title', k.title, 'kind', k.kind, 'metricId', k.metric_id,
                                 'metric', m.name, 'measure', m.measure, 'baseline', {baseline}, 'target', {target},
                                 'stretch', k.stretch, 'bandLow', k.band_low, 'bandHigh', k.band_high,
                                 'steps', k.steps, 'weight', k.weight) order by k.position, k.id)
                          from samsvar.key_results k
                          left join samsvar.metrics m
                            on m.organisation_id = k.organisation_id and m.id = k.metric_id
                         where k.organisation_id = o.organisation_id and k.objective_id = o.id), '[]'),
                      'contributesTo', coalesce((
                        select jsonb_agg(jsonb_build_object(
                                 'id', c.id, 'objectiveId', c.to_objective_id, 'keyResultId', c.to_key_result_id,
                                 'moalId', c.to_moal_id, 'weight', c.weight) order by c.id)
                          from samsvar.contributions c
                         where c.organisation_id = o.organisation_id and c.from_objective_id = o.id
                           and c.state = 'AGREED'), '[]')
                      ) order by o.position, o.id)
               from samsvar.objectives o
              where o.organisation_id = s.organisation_id and o.okr_set_id = s.id), '[]'))
      from samsvar.okr_sets s
     where s.organisation_id = :organisation_id and {which}
"""

_KEEP_ONE: Final = sa.text(
    _KEEP.format(
        at=":at",
        person_id="cast(:person_id as uuid)",
        api_client_id="cast(:api_client_id as uuid)",
        which="s.id = :okr_set_id",
        baseline="k.baseline",
        target="k.target",
    )
).bindparams(
    sa.bindparam("organisation_id", type_=Uuid()),
    sa.bindparam("okr_set_id", type_=Uuid()),
    sa.bindparam("at", type_=DateTime(timezone=True)),
    sa.bindparam("person_id", type_=Uuid()),
    sa.bindparam("api_client_id", type_=Uuid()),
)
# What came with a change since has the old value in the audit alone.
_WAS: Final = """coalesce((
    select cast(e.before ->> '{field}' as numeric)
      from samsvar.audit_entries e
     where e.organisation_id = k.organisation_id and e.node_id = k.id and e.at > s.committed_at
       and e.before ->> '{field}' is not null
     order by e.sequence
     limit 1), k.{field})"""
_KEEP_UNKEPT: Final = sa.text(
    _KEEP.format(
        at="s.committed_at",
        person_id="null",
        api_client_id="null",
        baseline=_WAS.format(field="baseline"),
        target=_WAS.format(field="target"),
        which=(
            "s.committed_at is not null and not exists (select 1 from samsvar.commitments kept"
            " where kept.organisation_id = s.organisation_id and kept.okr_set_id = s.id)"
        ),
    )
).bindparams(sa.bindparam("organisation_id", type_=Uuid()))


async def keep(
    connection: AsyncConnection,
    organisation_id: UUID,
    okr_set_id: UUID,
    *,
    at: dt.datetime,
    person_id: UUID | None,
    api_client_id: UUID | None,
) -> None:
    """Keep what a set says now as what its unit commits to, beside what it committed to before."""
    given = {"at": at, "person_id": person_id, "api_client_id": api_client_id}
    await connection.execute(_KEEP_ONE, {"organisation_id": organisation_id, "okr_set_id": okr_set_id, **given})


async def keep_unkept(connection: AsyncConnection, organisation_id: UUID) -> None:
    """Keep what sets say that came into the organisation committed: imported, or of the sample company."""
    await connection.execute(_KEEP_UNKEPT, {"organisation_id": organisation_id})


MEANT: Final = ("kind", "metricId", "baseline", "target", "stretch", "bandLow", "bandHigh", "steps")
"""What a key result is measured by, as the audit names it: after commitment it changes for a reason only (invariant 9)."""
WORDED: Final = ("title", "why", "standsAloneReason", "weight")
"""What else a change may be about."""


def objectives_of(commitment: schema.Row) -> sa.Select[Any]:
    """Return the objectives that a unit committed to, each as a row of what was kept."""
    each = (
        sa.func.jsonb_array_elements(commitment.c.snapshot["objectives"])
        .table_valued(sa.column("kept", JSONB()), with_ordinality="place", name="kept_objective")
        .render_derived()
    )
    kept = each.c.kept
    return sa.select(
        _uuid(kept, "id").label("id"),
        _text(kept, "title").label("title"),
        _text(kept, "why").label("why"),
        _text(kept, "kind").label("kind"),
        kept["keyResults"].label("key_results"),
        each.c.place,
    )


def key_results_of(objective: schema.Row) -> sa.Select[Any]:
    """Return the key results of an objective of :func:`objectives_of`."""
    each = (
        sa.func.jsonb_array_elements(objective.c.key_results)
        .table_valued(sa.column("kept", JSONB()), with_ordinality="place", name="kept_key_result")
        .render_derived()
    )
    kept = each.c.kept
    numbers = {"baseline": "baseline", "target": "target", "band_low": "bandLow", "band_high": "bandHigh"}
    return sa.select(
        _uuid(kept, "id").label("id"),
        _text(kept, "title").label("title"),
        _text(kept, "kind").label("kind"),
        _text(kept, "metric").label("metric"),
        sa.func.coalesce(_text(kept, "measure"), _word("")).label("measure"),
        *(sa.cast(_text(kept, key), sa.Numeric).label(name) for name, key in numbers.items()),
        each.c.place,
    )


def changes(okr_set: schema.Row, entry: schema.Row) -> sa.ColumnElement[bool]:
    """Return the condition that an entry tells what changed in a set since its unit first committed to it."""
    return _changes(okr_set.c.id, entry)


def changes_of_objective(objective: schema.Row, entry: schema.Row) -> sa.ColumnElement[bool]:
    """Return the condition that an entry tells what changed of an objective and its key results since then."""
    proof = key_results.alias("changed_proof")
    own = sa.select(proof.c.id).where(proof.c.objective_id == objective.c.id)
    return sa.and_(
        _changes(objective.c.okr_set_id, entry),
        sa.or_(entry.c.node_id == objective.c.id, entry.c.node_id.in_(own)),
    )


def _changes(okr_set_id: sa.ColumnElement[UUID], entry: schema.Row) -> sa.ColumnElement[bool]:
    """What came, what went, and what was revised in more than its order."""
    return sa.and_(
        entry.c.okr_set_id == okr_set_id,
        entry.c.node_type.in_([_word("Objective"), _word("KeyResult")]),
        _since_commitment(entry, okr_set_id),
        sa.or_(
            entry.c.before.is_(None),
            entry.c.after.is_(None),
            sa.and_(_is_revision(entry), entry.c.after.has_any(_words((*MEANT, *WORDED)))),
        ),
    )


def is_changed(key_result: schema.Row) -> sa.ColumnElement[bool]:
    """Return whether what a key result is measured by was changed since the unit first committed to it."""
    entry = audit_entries.alias("edit")
    return sa.exists().where(
        entry.c.node_id == key_result.c.id,
        _since_commitment(entry, key_result.c.okr_set_id),
        entry.c.before.is_not(None),
        entry.c.after.has_any(_words(MEANT)),
        _is_revision(entry),
    )


def _is_revision(entry: schema.Row) -> sa.ColumnElement[bool]:
    return sa.func.starts_with(entry.c.deed, _word("revise"), type_=sa.Boolean())


def _since_commitment(entry: schema.Row, okr_set_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    """Ids are made in the order of writing, also of what happened at one instant."""
    first = commitments.alias("first")
    made = sa.select(first.c.id).where(first.c.okr_set_id == okr_set_id, first.c.number == sa.literal_column("1"))
    committed: sa.ColumnElement[bool] = entry.c.id > made.scalar_subquery()
    return committed


def _text(record: sa.ColumnElement[Any], key: str) -> sa.ColumnElement[str]:
    said: sa.ColumnElement[str] = record.op("->>", return_type=Text())(_word(key))
    return said


def _uuid(record: sa.ColumnElement[Any], key: str) -> sa.ColumnElement[UUID]:
    return sa.cast(_text(record, key), Uuid)


def _word(value: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{value}'", Text())


def _words(values: tuple[str, ...]) -> sa.ColumnElement[Any]:
    return sa.literal_column("array[" + ", ".join(f"'{value}'" for value in values) + "]", postgresql.ARRAY(Text))
