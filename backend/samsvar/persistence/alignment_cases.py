"""Alignment cases, who takes part in them, and what they are about: tables and statements."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Boolean, CheckConstraint, Column, Date, DateTime, Index, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.alignment_cases import AlignmentCase, Participant
from samsvar.persistence import ids, records, schema
from samsvar.persistence.objectives import objectives
from samsvar.persistence.units import units

OUTCOMES: Final = ("MERGE", "SPLIT", "CO_OWN", "HAND_OVER", "SEQUENCE", "DROP", "KEEP_BOTH", "ESCALATE")

# A case is seen by the whole organisation, unless it touches drafts: then by the units that take part, and those above
# them. Names are words: nothing leads from people to cases.
alignment_cases = Table(
    "alignment_cases",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("cycle_id", Uuid, nullable=False),
    schema.words("title"),
    Column("question", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False, server_default="OPEN"),
    Column("opened_by_unit_id", Uuid, nullable=False),
    schema.words("opened_by_name"),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("proposal_id", Uuid),  # Of alignment_case_turns, which refer to the case.
    Column("outcome", Text),
    Column("look_again_on", Date),
    Column("due_on", Date),
    Column("decided_at", DateTime(timezone=True)),
    Column("escalated_to_unit_id", Uuid),
    Column("undoes_id", Uuid),
    # What signing it changed, set by set, as the preview had it; see domain/alignment_case_changes.py.
    Column("changes", JSONB),
    schema.version(),
    schema.within_organisation(["cycle_id"], "cycles"),
    schema.within_organisation(["opened_by_unit_id"], "units"),
    schema.within_organisation(["escalated_to_unit_id"], "units"),
    schema.within_organisation(["undoes_id"], "alignment_cases"),
    schema.one_of("state", ("OPEN", "ESCALATED", "AGREED", "WITHDRAWN")),
    schema.one_of("outcome", OUTCOMES),
    CheckConstraint("title <> ''", name="title_present"),
    CheckConstraint("(state in ('AGREED', 'WITHDRAWN')) = (decided_at is not null)", name="decided"),
    CheckConstraint("state <> 'AGREED' or (outcome is not null and proposal_id is not null)", name="agreed_on"),
    CheckConstraint("state <> 'ESCALATED' or escalated_to_unit_id is not null", name="escalated_to"),
    Index("alignment_cases_cycle_idx", "organisation_id", "cycle_id", "state", "id"),
    # An agreed case is undone by one other at a time.
    Index(
        "alignment_cases_undoes_key",
        "organisation_id",
        "undoes_id",
        unique=True,
        postgresql_where=text("state <> 'WITHDRAWN'"),
    ),
)

# Units, and nothing that anybody said: read by the policies of drafts, so that it must not ask for a case's own policy.
alignment_case_participants = Table(
    "alignment_case_participants",
    schema.metadata,
    schema.organisation_id(),
    Column("case_id", Uuid, primary_key=True),
    Column("unit_id", Uuid, primary_key=True),
    Column("is_asked", Boolean, nullable=False),
    Column("asked_by_unit_id", Uuid, nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
    schema.within_organisation(["case_id"], "alignment_cases"),
    schema.within_organisation(["unit_id"], "units"),
    schema.within_organisation(["asked_by_unit_id"], "units"),
    Index("alignment_case_participants_unit_idx", "organisation_id", "unit_id", "case_id"),
)

# The objectives that a case is about, with those that its proposals touch. Without an objective it is a set to which
# something would be added. The objective itself may be gone when the case is read, so that its title is kept, and only
# the set is referred to, which carries whether it is a draft (as in comments).
alignment_case_objectives = Table(
    "alignment_case_objectives",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("case_id", Uuid, nullable=False),
    Column("objective_id", Uuid),
    Column("okr_set_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("cycle_id", Uuid, nullable=False),
    schema.is_open(),
    Column("title", Text, nullable=False, server_default=""),
    # Whether it was named, by itself or by a finding or dependency; else a proposal touches it.
    Column("is_subject", Boolean, nullable=False),
    # Whether the units that take part may read it while it is a draft: until the case is withdrawn,
    # or agreed without anything that changes it.
    Column("is_shared", Boolean, nullable=False, server_default=text("true")),
    schema.within_organisation(["case_id"], "alignment_cases"),
    schema.within_organisation(
        ["okr_set_id", "unit_id", "cycle_id", "is_open"],
        "okr_sets",
        ["id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="alignment_case_objectives_okr_set_fkey",
    ),
    Index(
        "alignment_case_objectives_key",
        "organisation_id",
        "case_id",
        "objective_id",
        "okr_set_id",
        unique=True,
        postgresql_nulls_not_distinct=True,
    ),
    Index("alignment_case_objectives_objective_idx", "organisation_id", "objective_id"),
    Index("alignment_case_objectives_set_idx", "organisation_id", "okr_set_id"),
    # What the policies of drafts ask for; few rows, whatever the organisation's size.
    Index(
        "alignment_case_objectives_shared_idx",
        "organisation_id",
        "case_id",
        postgresql_where=text("not is_open and is_shared"),
    ),
)

# Overlap findings and dependencies that a case is about. They may be gone when the case is read: ids, not references.
alignment_case_subjects = Table(
    "alignment_case_subjects",
    schema.metadata,
    schema.organisation_id(),
    Column("case_id", Uuid, primary_key=True),
    Column("subject_id", Uuid, primary_key=True),
    schema.words("kind"),
    schema.within_organisation(["case_id"], "alignment_cases"),
    schema.one_of("kind", ("OVERLAP_FINDING", "DEPENDENCY")),
    Index("alignment_case_subjects_subject_idx", "organisation_id", "subject_id"),
)


async def load(connection: AsyncConnection, organisation_id: UUID, case_id: UUID) -> AlignmentCase | None:
    """Return a case, held until the transaction ends: what is done in it happens one after the other."""
    case = alignment_cases.c
    return await records.one(
        connection,
        AlignmentCase,
        sa.select(*records.columns(alignment_cases, AlignmentCase))
        .where(case.organisation_id == organisation_id, case.id == case_id)
        .with_for_update(),
    )


async def read(connection: AsyncConnection, organisation_id: UUID, case_id: UUID) -> AlignmentCase | None:
    """Return a case without holding it."""
    case = alignment_cases.c
    return await records.one(
        connection,
        AlignmentCase,
        sa.select(*records.columns(alignment_cases, AlignmentCase)).where(
            case.organisation_id == organisation_id, case.id == case_id
        ),
    )


async def insert(connection: AsyncConnection, organisation_id: UUID, case: AlignmentCase) -> bool:
    """Store a new case; False when it is to undo one that another case undoes already."""
    stored = await connection.execute(
        upsert(alignment_cases)
        .values(
            organisation_id=organisation_id,
            **{column.name: getattr(case, column.name) for column in records.columns(alignment_cases, AlignmentCase)},
        )
        .on_conflict_do_nothing()
    )
    return bool(stored.rowcount)


async def store(connection: AsyncConnection, organisation_id: UUID, case: AlignmentCase) -> None:
    """Store a case that went on."""
    await connection.execute(
        sa.update(alignment_cases)
        .where(alignment_cases.c.organisation_id == organisation_id, alignment_cases.c.id == case.id)
        .values(
            state=case.state,
            proposal_id=case.proposal_id,
            outcome=case.outcome,
            look_again_on=case.look_again_on,
            decided_at=case.decided_at,
            escalated_to_unit_id=case.escalated_to_unit_id,
            version=case.version,
        )
    )


async def keep_changes(
    connection: AsyncConnection, organisation_id: UUID, case_id: UUID, changes: Mapping[str, Any]
) -> None:
    """Keep what signing a case changed, for those who read it later."""
    await connection.execute(
        sa.update(alignment_cases)
        .where(alignment_cases.c.organisation_id == organisation_id, alignment_cases.c.id == case_id)
        .values(changes=changes)
    )


async def participants(connection: AsyncConnection, organisation_id: UUID, case_id: UUID) -> list[Participant]:
    """Return the units that take part, in the order of the tree."""
    own, unit = alignment_case_participants.c, units.c
    return await records.many(
        connection,
        Participant,
        sa.select(own.unit_id, unit.name, unit.path, own.is_asked)
        .join(units, (unit.organisation_id == own.organisation_id) & (unit.id == own.unit_id))
        .where(own.organisation_id == organisation_id, own.case_id == case_id)
        .order_by(unit.path),
    )


async def let_in(
    connection: AsyncConnection,
    organisation_id: UUID,
    case_id: UUID,
    unit_ids: Collection[UUID],
    *,
    is_asked: bool,
    by_unit_id: UUID,
    at: dt.datetime,
) -> None:
    """Let units take part, or ask those for a signature that take part without."""
    if not unit_ids:
        return
    own = alignment_case_participants.c
    storing = upsert(alignment_case_participants).values(
        [
            {
                "organisation_id": organisation_id,
                "case_id": case_id,
                "unit_id": unit_id,
                "is_asked": is_asked,
                "asked_by_unit_id": by_unit_id,
                "since": at,
            }
            for unit_id in unit_ids
        ]
    )
    await connection.execute(
        storing.on_conflict_do_update(
            index_elements=["organisation_id", "case_id", "unit_id"],
            set_={"is_asked": sa.or_(own.is_asked, storing.excluded.is_asked)},
        )
    )


async def name_subjects(
    connection: AsyncConnection, organisation_id: UUID, case_id: UUID, kind: str, subject_ids: Collection[UUID]
) -> None:
    """Say which overlap findings or dependencies a case is about."""
    if subject_ids:
        await connection.execute(
            sa.insert(alignment_case_subjects),
            [
                {"organisation_id": organisation_id, "case_id": case_id, "subject_id": each, "kind": kind}
                for each in dict.fromkeys(subject_ids)
            ],
        )


async def subjects(connection: AsyncConnection, organisation_id: UUID, case_id: UUID, kind: str) -> Sequence[UUID]:
    """Return which overlap findings or dependencies a case is about."""
    own = alignment_case_subjects.c
    found = await connection.execute(
        sa.select(own.subject_id)
        .where(own.organisation_id == organisation_id, own.case_id == case_id, own.kind == kind)
        .order_by(own.subject_id)
    )
    return list(found.scalars())


async def touch_objectives(
    connection: AsyncConnection,
    organisation_id: UUID,
    case_id: UUID,
    objective_ids: Collection[UUID],
    *,
    is_subject: bool,
) -> None:
    """Say which objectives a case is about, or a proposal of it touches: partners read them from then on."""
    objective = objectives.c
    own = alignment_case_objectives.c
    touched = sa.select(
        objective.organisation_id,
        sa.literal(case_id, Uuid),
        objective.id,
        objective.okr_set_id,
        objective.unit_id,
        objective.cycle_id,
        objective.is_open,
        objective.title,
        sa.literal(is_subject, Boolean),
    ).where(objective.organisation_id == organisation_id, ids.among(objective.id, list(objective_ids)))
    names = [
        "organisation_id",
        "case_id",
        "objective_id",
        "okr_set_id",
        "unit_id",
        "cycle_id",
        "is_open",
        "title",
        "is_subject",
    ]
    storing = upsert(alignment_case_objectives).from_select(names, touched)
    await connection.execute(
        storing.on_conflict_do_update(
            index_elements=["organisation_id", "case_id", "objective_id", "okr_set_id"],
            set_={"is_subject": sa.or_(own.is_subject, storing.excluded.is_subject)},
        )
    )


async def touch_set(
    connection: AsyncConnection, organisation_id: UUID, case_id: UUID, *, unit_id: UUID, cycle_id: UUID
) -> None:
    """Say that a proposal would add something to a unit's set: while that is a draft the case is as private."""
    from_set = schema.metadata.tables["samsvar.okr_sets"].c
    touched = sa.select(
        from_set.organisation_id,
        sa.literal(case_id, Uuid),
        from_set.id,
        from_set.unit_id,
        from_set.cycle_id,
        from_set.is_open,
        sa.false(),
    ).where(from_set.organisation_id == organisation_id, from_set.unit_id == unit_id, from_set.cycle_id == cycle_id)
    names = ["organisation_id", "case_id", "okr_set_id", "unit_id", "cycle_id", "is_open", "is_subject"]
    await connection.execute(upsert(alignment_case_objectives).from_select(names, touched).on_conflict_do_nothing())


async def objectives_of(
    connection: AsyncConnection, organisation_id: UUID, case_id: UUID, *, subjects_only: bool = False
) -> Sequence[UUID]:
    """Return the objectives that a case is about, in the order in which they were named, also those that are gone."""
    own = alignment_case_objectives.c
    found = await connection.execute(
        sa.select(own.objective_id)
        .where(
            own.organisation_id == organisation_id,
            own.case_id == case_id,
            own.objective_id.is_not(None),
            *([own.is_subject] if subjects_only else []),
        )
        .order_by(own.id)
    )
    return list(dict.fromkeys(found.scalars()))


async def share_no_more(
    connection: AsyncConnection, organisation_id: UUID, case_id: UUID, *, but: Collection[UUID] = ()
) -> None:
    """Take from the partners of a case what it let them read of drafts, ``but`` objectives that they agreed on."""
    own = alignment_case_objectives.c
    await connection.execute(
        sa.update(alignment_case_objectives)
        .where(
            own.organisation_id == organisation_id,
            own.case_id == case_id,
            sa.or_(own.objective_id.is_(None), sa.not_(ids.among(own.objective_id, list(but)))),
        )
        .values(is_shared=False)
    )
