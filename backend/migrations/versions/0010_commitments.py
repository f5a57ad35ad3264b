"""
Every commitment of a set, not the last one alone: what was committed to, when and by whom.

Safe while older code runs: the table is new. Older code goes on to keep the last commitment on the set itself, where
nothing looks for it any more; a commitment that it makes while both run is known by its audit entry alone.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

POLICY = (
    "organisation_id = (select samsvar.current_organisation())"
    " and exists (select 1 from samsvar.okr_sets s"
    " where s.organisation_id = commitments.organisation_id and s.id = commitments.okr_set_id)"
)


def upgrade() -> None:
    """Add the table with its policy, and bring there what the sets keep."""
    op.create_table(
        "commitments",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("okr_set_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("api_client_id", sa.Uuid(), nullable=True),
        sa.Column("snapshot", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("commitments_number_positive_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("commitments_organisation_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "okr_set_id"],
            ["samsvar.okr_sets.organisation_id", "samsvar.okr_sets.id"],
            name=op.f("commitments_organisation_id_okr_set_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["samsvar.people.organisation_id", "samsvar.people.id"],
            name=op.f("commitments_organisation_id_person_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("commitments_pkey")),
        sa.UniqueConstraint(
            "organisation_id", "okr_set_id", "number", name=op.f("commitments_organisation_id_okr_set_id_number_key")
        ),
        schema="samsvar",
    )
    # The owner of the tables reads past the policies for this one statement; nobody else sees the moment.
    op.execute("alter table samsvar.okr_sets no force row level security")
    op.execute(
        """
        insert into samsvar.commitments (organisation_id, okr_set_id, number, at, snapshot)
        select organisation_id, id, 1, committed_at, snapshot
          from samsvar.okr_sets
         where snapshot is not null and committed_at is not null
        """
    )
    op.execute("alter table samsvar.okr_sets force row level security")
    op.execute("alter table samsvar.commitments enable row level security")
    op.execute("alter table samsvar.commitments force row level security")
    op.execute(f"create policy organisation on samsvar.commitments using ({POLICY}) with check ({POLICY})")
    op.execute("grant select, insert on samsvar.commitments to samsvar_app")


def downgrade() -> None:
    """Take the table away; the last commitment of each set goes back to it."""
    op.execute("alter table samsvar.okr_sets no force row level security")
    op.execute("alter table samsvar.commitments no force row level security")
    op.execute(
        """
        update samsvar.okr_sets s
           set snapshot = c.snapshot
          from samsvar.commitments c
         where c.organisation_id = s.organisation_id and c.okr_set_id = s.id
           and not exists (select 1 from samsvar.commitments later
                            where later.organisation_id = c.organisation_id and later.okr_set_id = c.okr_set_id
                              and later.number > c.number)
        """
    )
    op.execute("alter table samsvar.okr_sets force row level security")
    op.drop_table("commitments", schema="samsvar")
