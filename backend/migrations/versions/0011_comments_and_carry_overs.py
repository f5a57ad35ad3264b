"""
Comments on objectives, key results and Moals; the line of objectives through cycles; and what was done to a set.

Safe while older code runs: it adds tables that older code doesn't know, and an index. The index is built while writes
wait, which takes a second for a million entries.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OWN = "organisation_id = (select samsvar.current_organisation())"
OF_DRAFT = "({open} or {unit} in (select samsvar.readable_units()))"
POLICIES = {
    "comments": f"{OWN} and " + OF_DRAFT.format(open="coalesce(is_open, true)", unit="unit_id"),
    "comment_wordings": (
        f"{OWN} and exists (select 1 from samsvar.comments c"
        " where c.organisation_id = comment_wordings.organisation_id and c.id = comment_wordings.comment_id)"
    ),
    "carry_overs": (
        f"{OWN} and "
        + OF_DRAFT.format(open="from_is_open", unit="unit_id")
        + " and "
        + OF_DRAFT.format(open="to_is_open", unit="unit_id")
    ),
}
RIGHTS = {
    "comments": "select, insert, update",
    "comment_wordings": "select, insert",
    "carry_overs": "select, insert",
}


def upgrade() -> None:
    """Add the tables with their policies, and the index."""
    op.create_table(
        "comments",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("objective_id", sa.Uuid()),
        sa.Column("key_result_id", sa.Uuid()),
        sa.Column("moal_id", sa.Uuid()),
        sa.Column("okr_set_id", sa.Uuid()),
        sa.Column("unit_id", sa.Uuid()),
        sa.Column("cycle_id", sa.Uuid()),
        sa.Column("is_open", sa.Boolean()),
        sa.Column("reply_to_id", sa.Uuid()),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True)),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(objective_id, key_result_id, moal_id) = 1", name=op.f("comments_one_subject_check")
        ),
        sa.CheckConstraint("(moal_id is null) = (okr_set_id is not null)", name=op.f("comments_subject_set_check")),
        sa.CheckConstraint("(okr_set_id is null) = (is_open is null)", name=op.f("comments_subject_open_check")),
        sa.CheckConstraint("text <> ''", name=op.f("comments_text_present_check")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("comments_pkey")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("comments_organisation_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
            [f"samsvar.okr_sets.{name}" for name in ("organisation_id", "id", "unit_id", "cycle_id", "is_open")],
            name="comments_okr_set_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "moal_id"],
            ["samsvar.moals.organisation_id", "samsvar.moals.id"],
            name=op.f("comments_organisation_id_moal_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "reply_to_id"],
            ["samsvar.comments.organisation_id", "samsvar.comments.id"],
            name=op.f("comments_organisation_id_reply_to_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "author_id"],
            ["samsvar.people.organisation_id", "samsvar.people.id"],
            name=op.f("comments_organisation_id_author_id_fkey"),
        ),
        schema="samsvar",
    )
    for subject in ("objective_id", "key_result_id", "moal_id"):
        op.create_index(
            f"comments_{subject.removesuffix('_id')}_idx",
            "comments",
            ["organisation_id", subject, "id"],
            schema="samsvar",
        )
    op.create_index("comments_reply_to_idx", "comments", ["organisation_id", "reply_to_id", "id"], schema="samsvar")
    op.create_index("comments_set_idx", "comments", ["organisation_id", "okr_set_id"], schema="samsvar")
    op.create_table(
        "comment_wordings",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "comment_id", "version", name=op.f("comment_wordings_pkey")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("comment_wordings_organisation_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "comment_id"],
            ["samsvar.comments.organisation_id", "samsvar.comments.id"],
            name=op.f("comment_wordings_organisation_id_comment_id_fkey"),
        ),
        schema="samsvar",
    )
    op.create_table(
        "carry_overs",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        *(
            sa.Column(
                f"{end}_{name}", sa.Boolean() if name == "is_open" else sa.Uuid(), nullable=name == "key_result_id"
            )
            for end in ("from", "to")
            for name in ("cycle_id", "okr_set_id", "is_open", "objective_id", "key_result_id")
        ),
        sa.Column("baseline_rule", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("why_again", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "baseline_rule in ('KEEP', 'RESTART_AT_CURRENT')", name=op.f("carry_overs_baseline_rule_known_check")
        ),
        sa.CheckConstraint("from_cycle_id <> to_cycle_id", name=op.f("carry_overs_to_another_cycle_check")),
        sa.CheckConstraint(
            "(from_key_result_id is null) = (to_key_result_id is null)", name=op.f("carry_overs_alike_check")
        ),
        sa.CheckConstraint("times > 0", name=op.f("carry_overs_times_positive_check")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("carry_overs_pkey")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("carry_overs_organisation_id_fkey")
        ),
        *(
            sa.ForeignKeyConstraint(
                ["organisation_id", f"{end}_okr_set_id", "unit_id", f"{end}_cycle_id", f"{end}_is_open"],
                [f"samsvar.okr_sets.{name}" for name in ("organisation_id", "id", "unit_id", "cycle_id", "is_open")],
                name=f"carry_overs_{end}_okr_set_fkey",
                onupdate="CASCADE",
            )
            for end in ("from", "to")
        ),
        schema="samsvar",
    )
    for end in ("from", "to"):
        for subject in ("objective", "key_result"):
            op.create_index(
                f"carry_overs_{end}_{subject}_idx",
                "carry_overs",
                ["organisation_id", f"{end}_{subject}_id"],
                schema="samsvar",
            )
        op.create_index(
            f"carry_overs_{end}_set_idx", "carry_overs", ["organisation_id", f"{end}_okr_set_id"], schema="samsvar"
        )
    for table, condition in POLICIES.items():
        op.execute(f"alter table samsvar.{table} enable row level security")
        op.execute(f"alter table samsvar.{table} force row level security")
        op.execute(f"create policy organisation on samsvar.{table} using ({condition}) with check ({condition})")
        op.execute(f"grant {RIGHTS[table]} on samsvar.{table} to samsvar_app")
    op.create_index(
        "audit_entries_set_idx",
        "audit_entries",
        ["organisation_id", "okr_set_id", "sequence"],
        schema="samsvar",
        postgresql_where=sa.text("okr_set_id is not null"),
    )


def downgrade() -> None:
    """Take them away, with all that was said."""
    op.drop_index("audit_entries_set_idx", "audit_entries", schema="samsvar")
    for table in ("carry_overs", "comment_wordings", "comments"):
        op.drop_table(table, schema="samsvar")
