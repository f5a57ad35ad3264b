"""
Alignment cases: who negotiates, what about, what was said, proposed and signed; and what partners see of drafts.

Safe while older code runs: the tables are new, and older code opens no cases. The policies of drafts let the partners of
a case see what it is about, beside those who saw it before; without cases they say what they said. What is kept of a
set (its audit, its commitments) stays with those who read the whole set.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OWN = "organisation_id = (select samsvar.current_organisation())"
MINE = "in (select samsvar.readable_units())"

# Participants, objectives and subjects are ids alone; the policies of cases and drafts read them, so that their own
# policies ask for nothing else. Whatever holds words is as private as its case.
IDS_ALONE = ("alignment_case_participants", "alignment_case_objectives", "alignment_case_subjects")
OF_CASE = (
    "alignment_case_turns",
    "alignment_case_effects",
    "alignment_case_signatures",
    "alignment_case_presences",
)
CASE = (
    "(not exists (select 1 from samsvar.alignment_case_objectives o where o.organisation_id ="
    " alignment_cases.organisation_id and o.case_id = alignment_cases.id and not o.is_open)"
    " or exists (select 1 from samsvar.alignment_case_participants p where p.organisation_id ="
    f" alignment_cases.organisation_id and p.case_id = alignment_cases.id and p.unit_id {MINE}))"
)
CONDITIONS = {
    "alignment_cases": f"{OWN} and {CASE}",
    **dict.fromkeys(IDS_ALONE, OWN),
    **{
        table: (
            f"{OWN} and exists (select 1 from samsvar.alignment_cases c"
            f" where c.organisation_id = {table}.organisation_id and c.id = {table}.case_id)"
        )
        for table in OF_CASE
    },
}
RIGHTS = {
    "alignment_cases": "select, insert, update",
    "alignment_case_participants": "select, insert, update",
    "alignment_case_objectives": "select, insert, update",
    "alignment_case_subjects": "select, insert",
    "alignment_case_turns": "select, insert",
    "alignment_case_effects": "select, insert, update (result_id, former)",
    "alignment_case_signatures": "select, insert, update (withdrawn_at)",
    "alignment_case_presences": "select, insert, update, delete",
}

# Asked once a statement, and only when it meets a draft of others; few rows, through an index of the drafts in cases.
SHARED = """
create function samsvar.{name}() returns setof uuid
  language sql stable parallel safe rows 20
  begin atomic
    select o.{column}
      from samsvar.alignment_case_objectives o
      join samsvar.alignment_case_participants p on p.organisation_id = o.organisation_id and p.case_id = o.case_id
     where o.organisation_id = samsvar.current_organisation() and not o.is_open and o.is_shared
       and o.objective_id is not null
       and p.unit_id in (select samsvar.readable_units());
  end
"""
FUNCTIONS = {"objectives_in_cases": "objective_id", "sets_in_cases": "okr_set_id"}

SHOWN = "({open} or {unit} " + MINE + " or {own} in (select samsvar.{function}()))"
HIDDEN = "({open} or {unit} " + MINE + ")"


def _drafts(shape: str) -> dict[str, str]:
    """Return the policies of what is private with drafts, with or without the partners of cases."""

    def side(prefix: str = "", *, own: str = "objective_id", of_one: bool = False) -> str:
        return shape.format(
            open=f"coalesce({prefix}is_open, true)" if of_one else f"{prefix}is_open",
            unit=f"{prefix}unit_id",
            own=prefix + own,
            function="objectives_in_cases",
        )

    return {
        "okr_sets": shape.format(open="is_open", unit="unit_id", own="id", function="sets_in_cases"),
        "objectives": side(own="id"),
        "key_results": side(),
        "dependencies": f"{side('consumer_')} and {side('provider_', of_one=True)}",
        "overlap_findings": f"{side('a_')} and {side('b_')}",
        "overlap_members": side(),
    }


def _kept_of_sets(whole: str) -> dict[str, str]:
    """Return the policies of what is kept of a set."""
    seen = "exists (select 1 from samsvar.okr_sets s where s.organisation_id = {table}.organisation_id and s.id = {table}.okr_set_id{whole})"
    return {
        "audit_entries": f"(okr_set_id is null or {seen.format(table='audit_entries', whole=whole)})",
        "commitments": seen.format(table="commitments", whole=whole),
    }


def _say(conditions: dict[str, str]) -> None:
    for table, condition in conditions.items():
        op.execute(
            f"alter policy organisation on samsvar.{table} using ({OWN} and {condition})"
            f" with check ({OWN} and {condition})"
        )


def upgrade() -> None:
    """Add the tables, their policies, and the partners to the policies of drafts."""
    _tables()
    for table, condition in CONDITIONS.items():
        op.execute(f"alter table samsvar.{table} enable row level security")
        op.execute(f"alter table samsvar.{table} force row level security")
        op.execute(f"create policy organisation on samsvar.{table} using ({condition}) with check ({condition})")
        op.execute(f"grant {RIGHTS[table]} on samsvar.{table} to samsvar_app")
    for name, column in FUNCTIONS.items():
        op.execute(SHARED.format(name=name, column=column))
        op.execute(f"revoke execute on function samsvar.{name}() from public")
        op.execute(f"grant execute on function samsvar.{name}() to samsvar_app")
    _say(_drafts(SHOWN))
    _say(_kept_of_sets(f" and (s.is_open or s.unit_id {MINE})"))


def downgrade() -> None:
    """Take the cases away, with all that was said and signed; what they changed stays."""
    _say(_kept_of_sets(""))
    _say(_drafts(HIDDEN))
    for name in FUNCTIONS:
        op.execute(f"drop function samsvar.{name}()")
    # Policies of cases and of what is said in them read each other's tables.
    for table in CONDITIONS:
        op.execute(f"drop policy organisation on samsvar.{table}")
    for table in reversed(CONDITIONS):
        if table != "alignment_cases":
            op.drop_table(table, schema="samsvar")
    op.drop_table("alignment_cases", schema="samsvar")


def _tables() -> None:
    op.create_table(
        "alignment_cases",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="OPEN", nullable=False),
        sa.Column("opened_by_unit_id", sa.Uuid(), nullable=False),
        sa.Column("opened_by_name", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_to_unit_id", sa.Uuid(), nullable=True),
        sa.Column("undoes_id", sa.Uuid(), nullable=True),
        sa.Column("changes", postgresql.JSONB(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "(state in ('AGREED', 'WITHDRAWN')) = (decided_at is not null)", name=op.f("alignment_cases_decided_check")
        ),
        sa.CheckConstraint(
            "outcome in ('MERGE', 'SPLIT', 'CO_OWN', 'HAND_OVER', 'SEQUENCE', 'DROP', 'KEEP_BOTH', 'ESCALATE')",
            name=op.f("alignment_cases_outcome_known_check"),
        ),
        sa.CheckConstraint(
            "state <> 'AGREED' or (outcome is not null and proposal_id is not null)",
            name=op.f("alignment_cases_agreed_on_check"),
        ),
        sa.CheckConstraint(
            "state <> 'ESCALATED' or escalated_to_unit_id is not null", name=op.f("alignment_cases_escalated_to_check")
        ),
        sa.CheckConstraint(
            "state in ('OPEN', 'ESCALATED', 'AGREED', 'WITHDRAWN')", name=op.f("alignment_cases_state_known_check")
        ),
        sa.CheckConstraint("title <> ''", name=op.f("alignment_cases_title_present_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "cycle_id"],
            ["samsvar.cycles.organisation_id", "samsvar.cycles.id"],
            name=op.f("alignment_cases_organisation_id_cycle_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "escalated_to_unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("alignment_cases_organisation_id_escalated_to_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "opened_by_unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("alignment_cases_organisation_id_opened_by_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "undoes_id"],
            ["samsvar.alignment_cases.organisation_id", "samsvar.alignment_cases.id"],
            name=op.f("alignment_cases_organisation_id_undoes_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("alignment_cases_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("alignment_cases_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "alignment_cases_cycle_idx",
        "alignment_cases",
        ["organisation_id", "cycle_id", "state", "id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "alignment_cases_undoes_key",
        "alignment_cases",
        ["organisation_id", "undoes_id"],
        unique=True,
        schema="samsvar",
        postgresql_where=sa.text("state <> 'WITHDRAWN'"),
    )
    op.create_table(
        "alignment_case_participants",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("is_asked", sa.Boolean(), nullable=False),
        sa.Column("asked_by_unit_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "asked_by_unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("alignment_case_participants_organisation_id_asked_by_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["samsvar.alignment_cases.organisation_id", "samsvar.alignment_cases.id"],
            name=op.f("alignment_case_participants_organisation_id_case_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("alignment_case_participants_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["samsvar.organisations.id"],
            name=op.f("alignment_case_participants_organisation_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "case_id", "unit_id", name=op.f("alignment_case_participants_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "alignment_case_participants_unit_idx",
        "alignment_case_participants",
        ["organisation_id", "unit_id", "case_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_table(
        "alignment_case_objectives",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=True),
        sa.Column("okr_set_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("is_subject", sa.Boolean(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["samsvar.alignment_cases.organisation_id", "samsvar.alignment_cases.id"],
            name=op.f("alignment_case_objectives_organisation_id_case_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
            [
                "samsvar.okr_sets.organisation_id",
                "samsvar.okr_sets.id",
                "samsvar.okr_sets.unit_id",
                "samsvar.okr_sets.cycle_id",
                "samsvar.okr_sets.is_open",
            ],
            name="alignment_case_objectives_okr_set_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["samsvar.organisations.id"],
            name=op.f("alignment_case_objectives_organisation_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("alignment_case_objectives_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "alignment_case_objectives_key",
        "alignment_case_objectives",
        ["organisation_id", "case_id", "objective_id", "okr_set_id"],
        unique=True,
        schema="samsvar",
        postgresql_nulls_not_distinct=True,
    )
    op.create_index(
        "alignment_case_objectives_objective_idx",
        "alignment_case_objectives",
        ["organisation_id", "objective_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "alignment_case_objectives_set_idx",
        "alignment_case_objectives",
        ["organisation_id", "okr_set_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "alignment_case_objectives_shared_idx",
        "alignment_case_objectives",
        ["organisation_id", "case_id"],
        unique=False,
        schema="samsvar",
        postgresql_where=sa.text("not is_open and is_shared"),
    )
    op.create_table(
        "alignment_case_subjects",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind in ('OVERLAP_FINDING', 'DEPENDENCY')", name=op.f("alignment_case_subjects_kind_known_check")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["samsvar.alignment_cases.organisation_id", "samsvar.alignment_cases.id"],
            name=op.f("alignment_case_subjects_organisation_id_case_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("alignment_case_subjects_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "case_id", "subject_id", name=op.f("alignment_case_subjects_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "alignment_case_subjects_subject_idx",
        "alignment_case_subjects",
        ["organisation_id", "subject_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_table(
        "alignment_case_presences",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["samsvar.alignment_cases.organisation_id", "samsvar.alignment_cases.id"],
            name=op.f("alignment_case_presences_organisation_id_case_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["samsvar.people.organisation_id", "samsvar.people.id"],
            name=op.f("alignment_case_presences_organisation_id_person_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["samsvar.organisations.id"],
            name=op.f("alignment_case_presences_organisation_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "case_id", "person_id", name=op.f("alignment_case_presences_pkey")),
        schema="samsvar",
        prefixes=["UNLOGGED"],
    )
    op.create_table(
        "alignment_case_turns",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('PROPOSAL', 'COUNTER_PROPOSAL', 'REMARK', 'ESCALATION')",
            name=op.f("alignment_case_turns_kind_known_check"),
        ),
        sa.CheckConstraint(
            "outcome in ('MERGE', 'SPLIT', 'CO_OWN', 'HAND_OVER', 'SEQUENCE', 'DROP', 'KEEP_BOTH', 'ESCALATE')",
            name=op.f("alignment_case_turns_outcome_known_check"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["samsvar.alignment_cases.organisation_id", "samsvar.alignment_cases.id"],
            name=op.f("alignment_case_turns_organisation_id_case_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("alignment_case_turns_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("alignment_case_turns_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("alignment_case_turns_pkey")),
        sa.UniqueConstraint("organisation_id", "case_id", "number", name="alignment_case_turns_number_key"),
        schema="samsvar",
    )
    op.create_table(
        "alignment_case_effects",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("turn_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=True),
        sa.Column("key_result_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("to_objective_id", sa.Uuid(), nullable=True),
        sa.Column("to_key_result_id", sa.Uuid(), nullable=True),
        sa.Column("to_moal_id", sa.Uuid(), nullable=True),
        sa.Column("dependency_id", sa.Uuid(), nullable=True),
        sa.Column("contribution_id", sa.Uuid(), nullable=True),
        sa.Column("metric_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("objective_kind", sa.Text(), nullable=True),
        sa.Column("key_result_kind", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("baseline", sa.Numeric(), nullable=True),
        sa.Column("target", sa.Numeric(), nullable=True),
        sa.Column("stretch", sa.Numeric(), nullable=True),
        sa.Column("band_low", sa.Numeric(), nullable=True),
        sa.Column("band_high", sa.Numeric(), nullable=True),
        sa.Column("weight", sa.Numeric(), nullable=True),
        sa.Column("share", sa.Numeric(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("dependency_kind", sa.Text(), nullable=True),
        sa.Column("fallback", sa.Text(), nullable=True),
        sa.Column("rationale", sa.Text(), nullable=True),
        sa.Column("clears", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("seen", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=True),
        sa.Column("former", postgresql.JSONB(), nullable=True),
        sa.CheckConstraint(
            "band_high not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("alignment_case_effects_band_high_finite_check"),
        ),
        sa.CheckConstraint(
            "band_low not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("alignment_case_effects_band_low_finite_check"),
        ),
        sa.CheckConstraint(
            "baseline not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("alignment_case_effects_baseline_finite_check"),
        ),
        sa.CheckConstraint(
            "dependency_kind in ('GATES', 'SLOWS', 'INFORMS')",
            name=op.f("alignment_case_effects_dependency_kind_known_check"),
        ),
        sa.CheckConstraint(
            "key_result_kind in ('INCREASE', 'DECREASE', 'MAINTAIN', 'MILESTONE', 'BASELINE')",
            name=op.f("alignment_case_effects_key_result_kind_known_check"),
        ),
        sa.CheckConstraint(
            "kind in ('REWORD_OBJECTIVE', 'REVISE_KEY_RESULT', 'SHARE_OBJECTIVE', 'MOVE_OBJECTIVE', 'MOVE_KEY_RESULT', 'DROP_OBJECTIVE', 'DROP_KEY_RESULT', 'ADD_OBJECTIVE', 'ADD_KEY_RESULT', 'ADD_DEPENDENCY', 'ADD_CONTRIBUTION', 'RESTORE_OBJECTIVE', 'RESTORE_KEY_RESULT', 'WITHDRAW_DEPENDENCY', 'WITHDRAW_CONTRIBUTION')",
            name=op.f("alignment_case_effects_kind_known_check"),
        ),
        sa.CheckConstraint(
            "objective_kind in ('COMMITTED', 'ASPIRATIONAL')",
            name=op.f("alignment_case_effects_objective_kind_known_check"),
        ),
        sa.CheckConstraint(
            "share not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("alignment_case_effects_share_finite_check"),
        ),
        sa.CheckConstraint(
            "stretch not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("alignment_case_effects_stretch_finite_check"),
        ),
        sa.CheckConstraint(
            "target not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("alignment_case_effects_target_finite_check"),
        ),
        sa.CheckConstraint(
            "weight not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("alignment_case_effects_weight_finite_check"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["samsvar.alignment_cases.organisation_id", "samsvar.alignment_cases.id"],
            name=op.f("alignment_case_effects_organisation_id_case_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "metric_id"],
            ["samsvar.metrics.organisation_id", "samsvar.metrics.id"],
            name=op.f("alignment_case_effects_organisation_id_metric_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "turn_id"],
            ["samsvar.alignment_case_turns.organisation_id", "samsvar.alignment_case_turns.id"],
            name=op.f("alignment_case_effects_organisation_id_turn_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("alignment_case_effects_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("alignment_case_effects_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("alignment_case_effects_pkey")),
        sa.UniqueConstraint("organisation_id", "turn_id", "position", name="alignment_case_effects_position_key"),
        schema="samsvar",
    )
    op.create_index(
        "alignment_case_effects_case_idx",
        "alignment_case_effects",
        ["organisation_id", "case_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "alignment_case_effects_objective_idx",
        "alignment_case_effects",
        ["organisation_id", "objective_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_table(
        "alignment_case_signatures",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("turn_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("signed_by_name", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "case_id"],
            ["samsvar.alignment_cases.organisation_id", "samsvar.alignment_cases.id"],
            name=op.f("alignment_case_signatures_organisation_id_case_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "turn_id"],
            ["samsvar.alignment_case_turns.organisation_id", "samsvar.alignment_case_turns.id"],
            name=op.f("alignment_case_signatures_organisation_id_turn_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("alignment_case_signatures_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["samsvar.organisations.id"],
            name=op.f("alignment_case_signatures_organisation_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("alignment_case_signatures_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "alignment_case_signatures_case_idx",
        "alignment_case_signatures",
        ["organisation_id", "case_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "alignment_case_signatures_key",
        "alignment_case_signatures",
        ["organisation_id", "turn_id", "unit_id"],
        unique=True,
        schema="samsvar",
        postgresql_where=sa.text("withdrawn_at is null"),
    )
