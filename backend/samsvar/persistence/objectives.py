"""Objectives: tables and statements."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from samsvar.persistence import schema

# `own_result` and `support` are derived: the domain computes them with the terms that made them, `samsvar verify`
# recomputes them. Null means that there is nothing to compute them from.
objectives = Table(
    "objectives",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("okr_set_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("cycle_id", Uuid, nullable=False),
    schema.is_open(),
    schema.words("title"),
    Column("why", Text, nullable=False, server_default=""),
    Column("kind", Text, nullable=False, server_default="COMMITTED"),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("stands_alone_reason", Text),
    Column("own_result", Numeric),
    Column("own_coverage", Numeric),
    Column("own_terms", JSONB),
    Column("support", Numeric),
    Column("support_coverage", Numeric),
    Column("support_terms", JSONB),
    Column("confidence", Numeric),
    Column("measured_at", DateTime(timezone=True)),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(
        ["okr_set_id", "unit_id", "cycle_id", "is_open"],
        "okr_sets",
        ["id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="objectives_okr_set_fkey",
    ),
    UniqueConstraint(
        "organisation_id",
        "id",
        "okr_set_id",
        "unit_id",
        "cycle_id",
        "is_open",
        name="objectives_carried_key",
    ),
    schema.one_of("kind", ("COMMITTED", "ASPIRATIONAL")),
    CheckConstraint("title <> ''", name="title_present"),
    *schema.finite("own_result", "own_coverage", "support", "support_coverage", "confidence"),
    Index("objectives_set_idx", "organisation_id", "okr_set_id", "position", "id"),
    Index("objectives_cycle_idx", "organisation_id", "cycle_id", "id"),
    Index("objectives_unit_idx", "organisation_id", "unit_id", "cycle_id"),
    postgresql_with={"fillfactor": "80"},
)

# Units that co-own an objective with the unit whose set it stands in; shares say who brings how much (0..1).
objective_owners = Table(
    "objective_owners",
    schema.metadata,
    schema.organisation_id(),
    Column("objective_id", Uuid, primary_key=True),
    Column("unit_id", Uuid, primary_key=True),
    Column("share", Numeric, nullable=False),
    schema.within_organisation(["objective_id"], "objectives", on_delete="CASCADE"),
    schema.within_organisation(["unit_id"], "units"),
    CheckConstraint("share > 0 and share <= 1", name="share_within"),
)

# Objectives whose figures or supporters changed: the job recomputes the support of what stands above them, and takes
# the mark away. Every change leaves a mark of its own, so that marks never wait for each other nor for the job.
support_marks = Table(
    "support_marks",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("objective_id", Uuid, nullable=False),
    schema.created_at(),
    schema.within_organisation(["objective_id"], "objectives", on_delete="CASCADE"),
)
