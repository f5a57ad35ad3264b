"""Contributions, the links upward: tables and statements."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Numeric,
    Table,
    Text,
    Uuid,
    text,
)

from samsvar.persistence import schema

# From an objective, or one of its key results, to a Moal, an objective, or one of its key results. The objective is
# always named (except for a Moal), because the vertex of the graph is the objective with its key results.
# Both ends carry their set and whether it is open, so that a draft's links are as private as the draft.
contributions = Table(
    "contributions",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("cycle_id", Uuid, nullable=False),
    Column("from_unit_id", Uuid, nullable=False),
    Column("from_okr_set_id", Uuid, nullable=False),
    schema.is_open("from_is_open"),
    Column("from_objective_id", Uuid, nullable=False),
    Column("from_key_result_id", Uuid),
    Column("to_unit_id", Uuid, nullable=False),
    Column("to_okr_set_id", Uuid),
    schema.is_open("to_is_open", nullable=True),
    Column("to_objective_id", Uuid),
    Column("to_key_result_id", Uuid),
    Column("to_moal_id", Uuid),
    Column("weight", Numeric, nullable=False, server_default="1"),
    Column("rationale", Text, nullable=False, server_default=""),
    schema.words("direction"),
    Column("state", Text, nullable=False, server_default="PROPOSED"),
    Column("proposed_by_unit_id", Uuid, nullable=False),
    Column("from_consented_at", DateTime(timezone=True)),
    Column("to_consented_at", DateTime(timezone=True)),
    Column("decline_reason", Text),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(
        ["from_objective_id", "from_okr_set_id", "from_unit_id", "cycle_id", "from_is_open"],
        "objectives",
        ["id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="contributions_from_objective_fkey",
    ),
    schema.within_organisation(
        ["from_key_result_id", "from_objective_id", "from_okr_set_id", "from_unit_id", "cycle_id", "from_is_open"],
        "key_results",
        ["id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="contributions_from_key_result_fkey",
    ),
    schema.within_organisation(
        ["to_objective_id", "to_okr_set_id", "to_unit_id", "cycle_id", "to_is_open"],
        "objectives",
        ["id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="contributions_to_objective_fkey",
    ),
    schema.within_organisation(
        ["to_key_result_id", "to_objective_id", "to_okr_set_id", "to_unit_id", "cycle_id", "to_is_open"],
        "key_results",
        ["id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="contributions_to_key_result_fkey",
    ),
    schema.within_organisation(["to_moal_id"], "moals"),
    schema.within_organisation(["proposed_by_unit_id"], "units"),
    schema.one_of("direction", ("TOP_DOWN", "BOTTOM_UP", "LATERAL")),
    schema.one_of("state", ("PROPOSED", "AGREED", "DECLINED", "WITHDRAWN")),
    CheckConstraint("(to_moal_id is null) <> (to_objective_id is null)", name="one_target"),
    CheckConstraint("to_key_result_id is null or to_objective_id is not null", name="key_result_with_objective"),
    CheckConstraint("(to_objective_id is null) = (to_okr_set_id is null)", name="target_set"),
    CheckConstraint("(to_objective_id is null) = (to_is_open is null)", name="target_open"),
    CheckConstraint("from_objective_id is distinct from to_objective_id", name="not_to_itself"),
    CheckConstraint("weight > 0", name="weight_positive"),
    CheckConstraint(
        "state <> 'AGREED' or (from_consented_at is not null and to_consented_at is not null)", name="both_consented"
    ),
    *schema.finite("weight"),
    # One living link between two ends; a declined or withdrawn one may be proposed anew.
    Index(
        "contributions_living_key",
        "organisation_id",
        "from_objective_id",
        "from_key_result_id",
        "to_objective_id",
        "to_key_result_id",
        "to_moal_id",
        unique=True,
        postgresql_nulls_not_distinct=True,
        postgresql_where=text("state in ('PROPOSED', 'AGREED')"),
    ),
    Index("contributions_from_idx", "organisation_id", "from_objective_id"),
    Index("contributions_to_idx", "organisation_id", "to_objective_id"),
    Index("contributions_to_moal_idx", "organisation_id", "to_moal_id"),
    Index("contributions_to_unit_idx", "organisation_id", "to_unit_id", "cycle_id", "state"),
    Index("contributions_from_unit_idx", "organisation_id", "from_unit_id", "cycle_id", "state"),
)


def waits_for(row: Any) -> sa.ColumnElement[UUID]:
    """Return the id of the unit that still has to consent, null once it is decided; from a contribution's columns."""
    waiting = sa.case(
        (row.from_consented_at.is_(None), row.from_unit_id), (row.to_consented_at.is_(None), row.to_unit_id)
    )
    return sa.case((row.state == sa.literal_column("'PROPOSED'", Text()), waiting))
