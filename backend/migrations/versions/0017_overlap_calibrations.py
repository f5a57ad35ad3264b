"""
What people's decisions on overlaps have come to, and the decisions that it rests on.

Safe while older code runs: the tables are new, and nothing older reads them. An organisation without a row has the
thresholds that are shipped.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OWN = "organisation_id = (select samsvar.current_organisation())"
TABLES = ("overlap_calibrations", "overlap_decisions")


def upgrade() -> None:
    """Add the tables and their policies."""
    op.create_table(
        "overlap_calibrations",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("is_on", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("learned_shift", sa.Double(), server_default=sa.text("0"), nullable=False),
        sa.Column("confirmed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("dismissed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("counts_from", sa.DateTime(timezone=True)),
        sa.Column("counted_from", sa.DateTime(timezone=True)),
        sa.Column("is_reset", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint(
            "learned_shift between -0.75 and 0.75", name=op.f("overlap_calibrations_shift_bounded_check")
        ),
        _of_organisation("overlap_calibrations"),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("overlap_calibrations_pkey")),
        schema="samsvar",
    )
    op.create_table(
        "overlap_decisions",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("overlap_finding_id", sa.Uuid(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("score between -1000 and 1000", name=op.f("overlap_decisions_score_finite_check")),
        _of_organisation("overlap_decisions"),
        sa.PrimaryKeyConstraint("organisation_id", "overlap_finding_id", name=op.f("overlap_decisions_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "overlap_decisions_decided_idx",
        "overlap_decisions",
        ["organisation_id", sa.text("decided_at desc")],
        schema="samsvar",
    )
    for table in TABLES:
        op.execute(f"alter table samsvar.{table} enable row level security")
        op.execute(f"alter table samsvar.{table} force row level security")
        op.execute(f"create policy organisation on samsvar.{table} using ({OWN}) with check ({OWN})")
        op.execute(f"grant select, insert, update, delete on samsvar.{table} to samsvar_app")


def _of_organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id"], ["samsvar.organisations.id"], name=op.f(f"{table}_organisation_id_fkey")
    )


def downgrade() -> None:
    """Take them away; what people decided stays with the findings."""
    for table in reversed(TABLES):
        op.drop_table(table, schema="samsvar")
