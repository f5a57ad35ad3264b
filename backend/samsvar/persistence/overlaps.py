"""Overlap findings, two or more objectives of different units that may be about the same: tables and decisions."""

import datetime as dt
from collections.abc import Collection
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    DateTime,
    Double,
    Index,
    LargeBinary,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.persistence import ids, literals, schema
from samsvar.persistence.key_results import key_results
from samsvar.persistence.objectives import objectives

KINDS: Final = ("OVERLAP", "SHARED_TARGET", "CONFLICT", "INTERFACE")
STATES: Final = ("OPEN", "CONFIRMED", "IN_CASE", "RESOLVED", "DISMISSED")
RULES: Final = (
    "SIMILAR_TEXT",
    "SAME_TEXT",
    "SAME_METRIC",
    "OPPOSITE_METRIC",
    "SHARED_DEPENDENCY",
    "OTHERS_KEY_RESULT",
)


def _side(letter: str) -> list[sa.schema.SchemaItem]:
    """One of the two objectives, carried like an end of a contribution: the finding is as private as its drafts."""
    return [
        Column(f"{letter}_unit_id", Uuid, nullable=False),
        Column(f"{letter}_okr_set_id", Uuid, nullable=False),
        schema.is_open(f"{letter}_is_open"),
        Column(f"{letter}_objective_id", Uuid, nullable=False),
        Column(f"{letter}_key_result_id", Uuid),
        Column(f"{letter}_language", Text, nullable=False, server_default=""),
        # What the side said when it was read, and when people decided: once they differ, the decision is asked anew.
        Column(f"{letter}_hash", LargeBinary, nullable=False),
        Column(f"{letter}_decided_hash", LargeBinary),
        schema.within_organisation(
            [f"{letter}_objective_id", f"{letter}_okr_set_id", f"{letter}_unit_id", "cycle_id", f"{letter}_is_open"],
            "objectives",
            ["id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
            on_update="CASCADE",
            on_delete="CASCADE",
            name=f"overlap_findings_{letter}_objective_fkey",
        ),
        # Not with its objective: a key result may move to another, which the next reading then finds.
        schema.within_organisation(
            [f"{letter}_key_result_id"],
            "key_results",
            on_delete=f"SET NULL ({letter}_key_result_id)",
            name=f"overlap_findings_{letter}_key_result_fkey",
        ),
        Index(f"overlap_findings_{letter}_objective_idx", "organisation_id", f"{letter}_objective_id"),
        Index(f"overlap_findings_{letter}_unit_idx", "organisation_id", f"{letter}_unit_id", "cycle_id"),
    ]


# A pair is one row for each kind that it is of, the lower objective id first. A SHARED_TARGET is one row, too: `target`
# says which text or metric is shared, a and b are two of its members, all are in `overlap_members`; pairs within it
# name it in `group_id`. Nothing here is unique by what a cascade may change, so that no move of a key result fails.
overlap_findings = Table(
    "overlap_findings",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("cycle_id", Uuid, nullable=False),
    *_side("a"),
    *_side("b"),
    Column("computed_kind", Text, nullable=False),
    Column("relabelled_kind", Text),
    Column("kind", Text, Computed("coalesce(relabelled_kind, computed_kind)", persisted=True), nullable=False),
    Column("rule", Text, nullable=False),
    Column("score", Double, nullable=False),
    Column("is_cross_language", Boolean, nullable=False, server_default=text("false")),
    # As the domain found it: {"words_in_common", "word_pairs", "metric_id", ..., "parts", "a_marks", "b_marks"}.
    Column("evidence", JSONB, nullable=False, server_default=text("'{}'")),
    Column("target", Text),
    Column("group_id", Uuid),
    # Whether the last reading found it; what people decided on stays when it doesn't.
    Column("is_found", Boolean, nullable=False, server_default=text("true")),
    Column("state", Text, nullable=False, server_default="OPEN"),
    Column("state_before_case", Text),
    Column("reason", Text, nullable=False, server_default=""),
    Column("decided_by_name", Text),
    Column("decided_at", DateTime(timezone=True)),
    Column("reopened_at", DateTime(timezone=True)),
    Column("detected_at", DateTime(timezone=True), nullable=False),
    schema.version(),
    schema.within_organisation(["cycle_id"], "cycles"),
    schema.within_organisation(["group_id"], "overlap_findings", on_delete="SET NULL (group_id)"),
    schema.one_of("computed_kind", KINDS),
    schema.one_of("relabelled_kind", KINDS),
    schema.one_of("rule", RULES),
    schema.one_of("state", STATES),
    schema.one_of("state_before_case", STATES),
    CheckConstraint("score between -1000 and 1000", name="score_finite"),
    CheckConstraint("a_objective_id <> b_objective_id", name="not_with_itself"),
    CheckConstraint("(computed_kind = 'SHARED_TARGET') = (target is not null)", name="target_of_group"),
    Index(
        "overlap_findings_pair_key",
        "organisation_id",
        "a_objective_id",
        "b_objective_id",
        "computed_kind",
        unique=True,
        postgresql_where=text("target is null"),
    ),
    Index(
        "overlap_findings_target_key",
        "organisation_id",
        "cycle_id",
        "target",
        unique=True,
        postgresql_where=text("target is not null"),
    ),
    Index("overlap_findings_cycle_idx", "organisation_id", "cycle_id", "state", text("score desc"), "id"),
    Index(
        "overlap_findings_group_idx",
        "organisation_id",
        "group_id",
        postgresql_where=text("group_id is not null"),
    ),
)

# Who shares a target; each as private as its objective, so that a group shows each reader the members that they see.
overlap_members = Table(
    "overlap_members",
    schema.metadata,
    schema.organisation_id(),
    Column("overlap_finding_id", Uuid, primary_key=True),
    Column("objective_id", Uuid, primary_key=True),
    Column("okr_set_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("cycle_id", Uuid, nullable=False),
    schema.is_open(),
    Column("key_result_id", Uuid),
    Column("language", Text, nullable=False, server_default=""),
    # Where in the titles it says so: [{"node_id", "start", "end"}].
    Column("marks", JSONB, nullable=False, server_default=text("'[]'")),
    schema.within_organisation(["overlap_finding_id"], "overlap_findings", on_delete="CASCADE"),
    schema.within_organisation(
        ["objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        "objectives",
        ["id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        on_delete="CASCADE",
        name="overlap_members_objective_fkey",
    ),
    schema.within_organisation(
        ["key_result_id"], "key_results", on_delete="SET NULL (key_result_id)", name="overlap_members_key_result_fkey"
    ),
    Index("overlap_members_objective_idx", "organisation_id", "objective_id"),
)


def content_hash(
    objective_id: sa.ColumnElement[UUID], organisation_id: UUID | sa.BindParameter[UUID]
) -> sa.ScalarSelect[bytes]:
    """
    Return the hash of what an objective says, for comparing decisions: its words, and what its key results measure and which way.

    By how much isn't part of it, nor the order: a target that is set a little higher doesn't ask anybody anew.
    """
    objective, proof = objectives.alias("said"), key_results.alias("proof")
    way = sa.case(
        (proof.c.kind.in_(literals.words(("INCREASE", "DECREASE", "MAINTAIN"))), proof.c.kind),
        else_=sa.cast(sa.func.sign(proof.c.target - proof.c.baseline), Text),
    )
    words = sa.func.jsonb_build_array(_folded(proof.c.title), proof.c.metric_id, way)
    proofs = (
        sa.select(sa.func.jsonb_agg(aggregate_order_by(words, words)))
        .where(proof.c.organisation_id == organisation_id, proof.c.objective_id == objective.c.id)
        .scalar_subquery()
    )
    said = sa.cast(sa.func.jsonb_build_array(_folded(objective.c.title), proofs), Text)
    return (
        sa.select(sa.func.sha256(sa.func.convert_to(said, "UTF8"), type_=LargeBinary))
        .where(objective.c.organisation_id == organisation_id, objective.c.id == objective_id)
        .scalar_subquery()
    )


def _folded(words: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    return sa.func.lower(
        sa.func.regexp_replace(sa.func.btrim(words), literals.word(r"\s+"), literals.word(" "), literals.word("g"))
    )


async def set_state(
    connection: AsyncConnection,
    organisation_id: UUID,
    finding_ids: Collection[UUID],
    state: str,
    *,
    at: dt.datetime,
    by_name: str | None = None,
    reason: str | None = None,
) -> list[UUID]:
    """
    Store what people (or a case) say of overlap findings; return those that the transaction sees.

    What both sides say at this moment is remembered with it: a dismissal, or a resolution, holds until one of them says
    something else. A finding that comes into a case remembers in what state it was; see :func:`leave_case`.

    Args:
        connection: The transaction; who may not see both sides changes nothing.
        organisation_id: Whose findings.
        finding_ids: Which ones.
        state: One of :data:`STATES`.
        at: When.
        by_name: Who said so, as plain text; None keeps what is there.
        reason: Why; None keeps what is there.
    """
    found = overlap_findings.c
    before_case = (
        sa.case((found.state == "IN_CASE", found.state_before_case), else_=found.state)
        if state == "IN_CASE"
        else sa.null()
    )
    changed = await connection.execute(
        sa.update(overlap_findings)
        .where(found.organisation_id == organisation_id, ids.among(found.id, finding_ids))
        .values(
            state=state,
            state_before_case=before_case,
            decided_at=at,
            decided_by_name=found.decided_by_name if by_name is None else by_name,
            reason=found.reason if reason is None else reason,
            a_decided_hash=content_hash(found.a_objective_id, organisation_id),
            b_decided_hash=content_hash(found.b_objective_id, organisation_id),
            reopened_at=sa.null() if state != "OPEN" else found.reopened_at,
            version=found.version + 1,
        )
        .returning(found.id)
    )
    return list(changed.scalars())


async def leave_case(connection: AsyncConnection, organisation_id: UUID, finding_ids: Collection[UUID]) -> list[UUID]:
    """Put findings whose case was withdrawn back into the state in which they came into it; return them."""
    found = overlap_findings.c
    changed = await connection.execute(
        sa.update(overlap_findings)
        .where(found.organisation_id == organisation_id, ids.among(found.id, finding_ids), found.state == "IN_CASE")
        .values(
            state=sa.func.coalesce(found.state_before_case, "OPEN"),
            state_before_case=sa.null(),
            version=found.version + 1,
        )
        .returning(found.id)
    )
    return list(changed.scalars())
