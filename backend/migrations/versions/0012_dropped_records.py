"""
What was dropped from a draft is kept for a while, so that it can be brought back.

Safe while older code runs: it only adds a table; what older code drops is gone, as before.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


# As private as what was dropped: a draft's stays a draft's.
VISIBLE = (
    "organisation_id = (select samsvar.current_organisation())"
    " and (is_open or unit_id in (select samsvar.readable_units()))"
)


def upgrade() -> None:
    """Add the table, with the policy of the sets that the records were dropped from."""
    op.create_table(
        "dropped_records",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("okr_set_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint("kind in ('Objective', 'KeyResult')", name=op.f("dropped_records_kind_known_check")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("dropped_records_pkey")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("dropped_records_organisation_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
            [f"samsvar.okr_sets.{name}" for name in ("organisation_id", "id", "unit_id", "cycle_id", "is_open")],
            name="dropped_records_okr_set_fkey",
            onupdate="CASCADE",
        ),
        schema="samsvar",
    )
    op.create_index("dropped_records_set_idx", "dropped_records", ["organisation_id", "okr_set_id"], schema="samsvar")
    op.create_index("dropped_records_age_idx", "dropped_records", ["organisation_id", "dropped_at"], schema="samsvar")
    op.execute("alter table samsvar.dropped_records enable row level security")
    op.execute("alter table samsvar.dropped_records force row level security")
    op.execute(f"create policy organisation on samsvar.dropped_records using ({VISIBLE}) with check ({VISIBLE})")
    op.execute("grant select, insert, update, delete on samsvar.dropped_records to samsvar_app")


def downgrade() -> None:
    """Remove it, and with it the way back."""
    op.drop_table("dropped_records", schema="samsvar")
