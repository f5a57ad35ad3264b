"""
Contributions asked for from above, and the turns of a contribution that is negotiated.

Safe while older code runs: the tables are new. Older code can't drop an objective with which a unit answered a
request, or about which one was asked; nobody can ask before the new code runs.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OWN = "organisation_id = (select samsvar.current_organisation())"
# A request about a draft is as private as the draft: whom it asks sees it once the asking unit's set is proposed.
# Turns are as private as the contribution; both its ends stay in their sets, so no turn tells of another draft.
CONDITIONS = {
    "contribution_requests": (
        f"{OWN} and (coalesce(target_is_open, true) or asking_unit_id in (select samsvar.readable_units()))"
    ),
    "contribution_turns": (
        f"{OWN} and exists (select 1 from samsvar.contributions c"
        " where c.organisation_id = contribution_turns.organisation_id and c.id = contribution_turns.contribution_id)"
    ),
}
DEEDS = {"contribution_requests": "select, insert, update, delete", "contribution_turns": "select, insert"}


def upgrade() -> None:
    """Add the tables and their policies."""
    op.create_table(
        "contribution_turns",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("source_title", sa.Text(), nullable=False),
        sa.Column("target_title", sa.Text(), nullable=False),
        sa.Column("weight", sa.Numeric(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "weight not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("contribution_turns_weight_finite_check"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contribution_id"],
            ["samsvar.contributions.organisation_id", "samsvar.contributions.id"],
            name=op.f("contribution_turns_organisation_id_contribution_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("contribution_turns_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("contribution_turns_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("contribution_turns_pkey")),
        sa.UniqueConstraint("organisation_id", "contribution_id", "number", name="contribution_turns_number_key"),
        schema="samsvar",
    )
    op.create_table(
        "contribution_requests",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("asking_unit_id", sa.Uuid(), nullable=False),
        sa.Column("asked_unit_id", sa.Uuid(), nullable=False),
        sa.Column("target_okr_set_id", sa.Uuid(), nullable=True),
        sa.Column("target_is_open", sa.Boolean(), nullable=True),
        sa.Column("target_objective_id", sa.Uuid(), nullable=True),
        sa.Column("target_key_result_id", sa.Uuid(), nullable=True),
        sa.Column("target_moal_id", sa.Uuid(), nullable=True),
        sa.Column("weight", sa.Numeric(), server_default="1", nullable=False),
        sa.Column("rationale", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="ASKED", nullable=False),
        sa.Column("decline_reason", sa.Text(), nullable=True),
        sa.Column("contribution_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "state = 'ANSWERED' or contribution_id is null", name=op.f("contribution_requests_answered_by_check")
        ),
        sa.CheckConstraint(
            "state in ('ASKED', 'ANSWERED', 'DECLINED', 'WITHDRAWN')",
            name=op.f("contribution_requests_state_known_check"),
        ),
        sa.CheckConstraint(
            "weight not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("contribution_requests_weight_finite_check"),
        ),
        sa.CheckConstraint(
            "(target_moal_id is null) <> (target_objective_id is null)",
            name=op.f("contribution_requests_one_target_check"),
        ),
        sa.CheckConstraint(
            "(target_objective_id is null) = (target_is_open is null)",
            name=op.f("contribution_requests_target_open_check"),
        ),
        sa.CheckConstraint(
            "(target_objective_id is null) = (target_okr_set_id is null)",
            name=op.f("contribution_requests_target_set_check"),
        ),
        sa.CheckConstraint("asking_unit_id <> asked_unit_id", name=op.f("contribution_requests_not_itself_check")),
        sa.CheckConstraint(
            "target_key_result_id is null or target_objective_id is not null",
            name=op.f("contribution_requests_key_result_with_objective_check"),
        ),
        sa.CheckConstraint("weight > 0", name=op.f("contribution_requests_weight_positive_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "asked_unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("contribution_requests_organisation_id_asked_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "asking_unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("contribution_requests_organisation_id_asking_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contribution_id"],
            ["samsvar.contributions.organisation_id", "samsvar.contributions.id"],
            name=op.f("contribution_requests_organisation_id_contribution_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "cycle_id"],
            ["samsvar.cycles.organisation_id", "samsvar.cycles.id"],
            name=op.f("contribution_requests_organisation_id_cycle_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            [
                "organisation_id",
                "target_key_result_id",
                "target_objective_id",
                "target_okr_set_id",
                "asking_unit_id",
                "cycle_id",
                "target_is_open",
            ],
            [
                "samsvar.key_results.organisation_id",
                "samsvar.key_results.id",
                "samsvar.key_results.objective_id",
                "samsvar.key_results.okr_set_id",
                "samsvar.key_results.unit_id",
                "samsvar.key_results.cycle_id",
                "samsvar.key_results.is_open",
            ],
            name="contribution_requests_target_key_result_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "target_moal_id"],
            ["samsvar.moals.organisation_id", "samsvar.moals.id"],
            name=op.f("contribution_requests_organisation_id_target_moal_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            [
                "organisation_id",
                "target_objective_id",
                "target_okr_set_id",
                "asking_unit_id",
                "cycle_id",
                "target_is_open",
            ],
            [
                "samsvar.objectives.organisation_id",
                "samsvar.objectives.id",
                "samsvar.objectives.okr_set_id",
                "samsvar.objectives.unit_id",
                "samsvar.objectives.cycle_id",
                "samsvar.objectives.is_open",
            ],
            name="contribution_requests_target_objective_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("contribution_requests_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("contribution_requests_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "contribution_requests_asked_unit_idx",
        "contribution_requests",
        ["organisation_id", "asked_unit_id", "cycle_id", "state"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "contribution_requests_asking_unit_idx",
        "contribution_requests",
        ["organisation_id", "asking_unit_id", "cycle_id", "state"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "contribution_requests_contribution_idx",
        "contribution_requests",
        ["organisation_id", "contribution_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "contribution_requests_target_idx",
        "contribution_requests",
        ["organisation_id", "target_objective_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "contribution_requests_target_moal_idx",
        "contribution_requests",
        ["organisation_id", "target_moal_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "contribution_requests_waiting_key",
        "contribution_requests",
        [
            "organisation_id",
            "cycle_id",
            "asked_unit_id",
            "target_objective_id",
            "target_key_result_id",
            "target_moal_id",
        ],
        unique=True,
        schema="samsvar",
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("state = 'ASKED'"),
    )
    for table, condition in CONDITIONS.items():
        op.execute(f"alter table samsvar.{table} enable row level security")
        op.execute(f"alter table samsvar.{table} force row level security")
        op.execute(f"create policy organisation on samsvar.{table} using ({condition}) with check ({condition})")
        op.execute(f"grant {DEEDS[table]} on samsvar.{table} to samsvar_app")


def downgrade() -> None:
    """Take them away, with what was asked and said."""
    op.drop_table("contribution_requests", schema="samsvar")
    op.drop_table("contribution_turns", schema="samsvar")
