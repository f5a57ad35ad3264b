"""
The model: every table down to contributions, dependencies, check-ins, audit and idempotency.

Safe while older code runs: there is none yet.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Create the schema, its tables and their indexes."""
    op.execute("create schema if not exists samsvar")
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), server_default="nb", nullable=False),
        sa.Column("timezone", sa.Text(), server_default="Europe/Oslo", nullable=False),
        sa.Column("cycle_months", sa.SmallInteger(), server_default=sa.text("4"), nullable=False),
        sa.Column("check_in_weeks", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "levels", postgresql.ARRAY(Text()), server_default=sa.text("'{COMPANY,DIVISION,TEAM}'"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "levels <@ '{COMPANY,DIVISION,TEAM}' and 'COMPANY' = any(levels)",
            name=op.f("organisations_levels_known_check"),
        ),
        sa.CheckConstraint("locale in ('nb', 'en', 'de')", name=op.f("organisations_locale_known_check")),
        sa.CheckConstraint("check_in_weeks in (1, 2)", name=op.f("organisations_check_in_weeks_known_check")),
        sa.CheckConstraint("cycle_months in (3, 4)", name=op.f("organisations_cycle_months_known_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("organisations_pkey")),
        sa.UniqueConstraint("slug", name=op.f("organisations_slug_key")),
        schema="samsvar",
    )
    op.create_table(
        "cycles",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), server_default="PREPARING", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "state in ('PREPARING', 'PLANNING', 'ALIGNING', 'RUNNING', 'REVIEWING', 'CLOSED')",
            name=op.f("cycles_state_known_check"),
        ),
        sa.CheckConstraint("ends_on - starts_on + 1 between 80 and 130", name=op.f("cycles_length_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("cycles_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("cycles_pkey")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("cycles_organisation_id_name_key")),
        sa.UniqueConstraint("organisation_id", "starts_on", name=op.f("cycles_organisation_id_starts_on_key")),
        schema="samsvar",
    )
    op.create_index(
        "cycles_running_key",
        "cycles",
        ["organisation_id"],
        unique=True,
        schema="samsvar",
        postgresql_where=sa.text("state = 'RUNNING'"),
    )
    op.create_table(
        "directions",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("horizon_years", sa.SmallInteger(), nullable=False),
        sa.Column("lineage_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("supersedes_id", sa.Uuid(), nullable=True),
        sa.Column("change_reason", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind in ('MISSION', 'VISION', 'STRATEGY')", name=op.f("directions_kind_known_check")),
        sa.CheckConstraint(
            "(version = 1) = (supersedes_id is null)", name=op.f("directions_first_supersedes_nothing_check")
        ),
        sa.CheckConstraint("horizon_years between 1 and 30", name=op.f("directions_horizon_years_sensible_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "lineage_id"],
            ["samsvar.directions.organisation_id", "samsvar.directions.id"],
            name=op.f("directions_organisation_id_lineage_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supersedes_id"],
            ["samsvar.directions.organisation_id", "samsvar.directions.id"],
            name=op.f("directions_organisation_id_supersedes_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("directions_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("directions_pkey")),
        sa.UniqueConstraint(
            "organisation_id", "lineage_id", "version", name=op.f("directions_organisation_id_lineage_id_version_key")
        ),
        sa.UniqueConstraint(
            "organisation_id", "supersedes_id", name=op.f("directions_organisation_id_supersedes_id_key")
        ),
        schema="samsvar",
    )
    op.create_index(
        "directions_current_idx",
        "directions",
        ["organisation_id", "kind", "position"],
        unique=False,
        schema="samsvar",
        postgresql_where=sa.text("valid_to is null"),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.LargeBinary(), nullable=False),
        sa.Column("result", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("idempotency_keys_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "actor_id", "key", name=op.f("idempotency_keys_pkey")),
        schema="samsvar",
    )
    op.create_index("idempotency_keys_age_idx", "idempotency_keys", ["created_at"], unique=False, schema="samsvar")
    op.create_table(
        "organisation_issuers",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("admission", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "admission in ('EVERYONE', 'MAPPED_GROUPS')", name=op.f("organisation_issuers_admission_known_check")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("organisation_issuers_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "issuer", name=op.f("organisation_issuers_pkey")),
        schema="samsvar",
    )
    op.create_table(
        "people",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("locale", sa.Text(), nullable=True),
        sa.Column("last_signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("locale in ('nb', 'en', 'de')", name=op.f("people_locale_known_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("people_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("people_pkey")),
        sa.UniqueConstraint(
            "organisation_id", "issuer", "subject", name=op.f("people_organisation_id_issuer_subject_key")
        ),
        schema="samsvar",
    )
    op.create_table(
        "units",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("(kind = 'COMPANY') = (parent_id is null)", name=op.f("units_root_is_company_check")),
        sa.CheckConstraint("kind in ('COMPANY', 'DIVISION', 'TEAM')", name=op.f("units_kind_known_check")),
        sa.CheckConstraint("parent_id is distinct from id", name=op.f("units_not_own_parent_check")),
        sa.CheckConstraint("valid_to is null or valid_to > valid_from", name=op.f("units_valid_in_order_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "parent_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("units_organisation_id_parent_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("units_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("units_pkey")),
        sa.UniqueConstraint("organisation_id", "number", name=op.f("units_organisation_id_number_key")),
        schema="samsvar",
    )
    op.create_index("units_parent_idx", "units", ["organisation_id", "parent_id"], unique=False, schema="samsvar")
    op.create_index(
        "units_path_idx",
        "units",
        ["organisation_id", "path"],
        unique=True,
        schema="samsvar",
        postgresql_ops={"path": "text_pattern_ops"},
    )
    op.create_table(
        "administrators",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("source in ('GROUP', 'ADMINISTRATOR')", name=op.f("administrators_source_known_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["samsvar.people.organisation_id", "samsvar.people.id"],
            name=op.f("administrators_organisation_id_person_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("administrators_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "person_id", name=op.f("administrators_pkey")),
        schema="samsvar",
    )
    op.create_table(
        "api_clients",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=True),
        sa.Column("scopes", postgresql.ARRAY(Text()), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("api_clients_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("api_clients_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("api_clients_pkey")),
        sa.UniqueConstraint(
            "organisation_id",
            "issuer",
            "client_id",
            name=op.f("api_clients_organisation_id_issuer_client_id_key"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="samsvar",
    )
    op.create_table(
        "group_mappings",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(role = 'ADMIN') = (unit_id is null)", name=op.f("group_mappings_unit_unless_admin_check")),
        sa.CheckConstraint(
            "role in ('MEMBER', 'LEAD', 'OKR_MASTER', 'VIEWER', 'ADMIN')", name=op.f("group_mappings_role_known_check")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("group_mappings_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("group_mappings_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("group_mappings_pkey")),
        sa.UniqueConstraint(
            "organisation_id",
            "issuer",
            "group_name",
            "role",
            "unit_id",
            name=op.f("group_mappings_organisation_id_issuer_group_name_role_unit_id_key"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="samsvar",
    )
    op.create_table(
        "initiatives",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="PLANNED", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "state in ('PLANNED', 'ACTIVE', 'DONE', 'DROPPED')", name=op.f("initiatives_state_known_check")
        ),
        sa.CheckConstraint("title <> ''", name=op.f("initiatives_title_present_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("initiatives_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("initiatives_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("initiatives_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "initiatives_unit_idx", "initiatives", ["organisation_id", "unit_id", "id"], unique=False, schema="samsvar"
    )
    op.create_table(
        "memberships",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "role in ('MEMBER', 'LEAD', 'OKR_MASTER', 'VIEWER')", name=op.f("memberships_role_known_check")
        ),
        sa.CheckConstraint("source in ('GROUP', 'ADMINISTRATOR')", name=op.f("memberships_source_known_check")),
        sa.CheckConstraint("valid_to is null or valid_to >= valid_from", name=op.f("memberships_valid_in_order_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["samsvar.people.organisation_id", "samsvar.people.id"],
            name=op.f("memberships_organisation_id_person_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("memberships_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("memberships_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("memberships_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "memberships_person_idx", "memberships", ["organisation_id", "person_id"], unique=False, schema="samsvar"
    )
    op.create_index(
        "memberships_unit_idx", "memberships", ["organisation_id", "unit_id"], unique=False, schema="samsvar"
    )
    op.create_table(
        "metrics",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("owner_unit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), server_default="", nullable=False),
        sa.Column("good_direction", sa.Text(), server_default="UP", nullable=False),
        sa.Column("source", sa.Text(), server_default="MANUAL", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "good_direction in ('UP', 'DOWN', 'STEADY')", name=op.f("metrics_good_direction_known_check")
        ),
        sa.CheckConstraint("source in ('MANUAL', 'IMPORT', 'API')", name=op.f("metrics_source_known_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "owner_unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("metrics_organisation_id_owner_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("metrics_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("metrics_pkey")),
        schema="samsvar",
    )
    op.create_index("metrics_name_idx", "metrics", ["organisation_id", "name"], unique=False, schema="samsvar")
    op.create_index(
        "metrics_owner_idx", "metrics", ["organisation_id", "owner_unit_id"], unique=False, schema="samsvar"
    )
    op.create_table(
        "moals",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("proposed_by_unit_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), server_default="PROPOSED", nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "state in ('PROPOSED', 'AGREED', 'ACHIEVED', 'DROPPED')", name=op.f("moals_state_known_check")
        ),
        sa.CheckConstraint("year between 2000 and 2200", name=op.f("moals_year_sensible_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "proposed_by_unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("moals_organisation_id_proposed_by_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("moals_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("moals_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("moals_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "moals_year_idx", "moals", ["organisation_id", "year", "position", "id"], unique=False, schema="samsvar"
    )
    op.create_table(
        "okr_sets",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), server_default="DRAFT", nullable=False),
        sa.Column("is_open", sa.Boolean(), sa.Computed("state <> 'DRAFT'", persisted=True), nullable=False),
        sa.Column("capacity_note", sa.Text(), server_default="", nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("snapshot", postgresql.JSONB(astext_type=Text()), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "state in ('DRAFT', 'PROPOSED', 'ALIGNED', 'COMMITTED', 'REVIEWED', 'CLOSED')",
            name=op.f("okr_sets_state_known_check"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "cycle_id"],
            ["samsvar.cycles.organisation_id", "samsvar.cycles.id"],
            name=op.f("okr_sets_organisation_id_cycle_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("okr_sets_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("okr_sets_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("okr_sets_pkey")),
        sa.UniqueConstraint("organisation_id", "id", "unit_id", "cycle_id", "is_open", name="okr_sets_carried_key"),
        sa.UniqueConstraint(
            "organisation_id", "unit_id", "cycle_id", name=op.f("okr_sets_organisation_id_unit_id_cycle_id_key")
        ),
        schema="samsvar",
    )
    op.create_index("okr_sets_cycle_idx", "okr_sets", ["organisation_id", "cycle_id"], unique=False, schema="samsvar")
    op.create_table(
        "unit_versions",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "valid_to is null or valid_to > valid_from", name=op.f("unit_versions_valid_in_order_check")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "parent_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("unit_versions_organisation_id_parent_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("unit_versions_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("unit_versions_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("unit_versions_pkey")),
        sa.UniqueConstraint(
            "organisation_id",
            "unit_id",
            "valid_from",
            name=op.f("unit_versions_organisation_id_unit_id_valid_from_key"),
        ),
        schema="samsvar",
    )
    op.create_table(
        "audit_entries",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("sequence", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("api_client_id", sa.Uuid(), nullable=True),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("node_type", sa.Text(), nullable=False),
        sa.Column("node_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("okr_set_id", sa.Uuid(), nullable=True),
        sa.Column("before", postgresql.JSONB(astext_type=Text()), nullable=True),
        sa.Column("after", postgresql.JSONB(astext_type=Text()), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "okr_set_id"],
            ["samsvar.okr_sets.organisation_id", "samsvar.okr_sets.id"],
            name=op.f("audit_entries_organisation_id_okr_set_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["samsvar.people.organisation_id", "samsvar.people.id"],
            name=op.f("audit_entries_organisation_id_person_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("audit_entries_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("audit_entries_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("audit_entries_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "audit_entries_node_idx", "audit_entries", ["organisation_id", "node_id", "id"], unique=False, schema="samsvar"
    )
    op.create_index(
        "audit_entries_sequence_idx", "audit_entries", ["organisation_id", "sequence"], unique=False, schema="samsvar"
    )
    op.create_table(
        "measurements",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("metric_id", sa.Uuid(), nullable=False),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("supersedes_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("source in ('CHECK_IN', 'IMPORT', 'API')", name=op.f("measurements_source_known_check")),
        sa.CheckConstraint(
            "value not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("measurements_value_finite_check"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "metric_id"],
            ["samsvar.metrics.organisation_id", "samsvar.metrics.id"],
            name=op.f("measurements_organisation_id_metric_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "recorded_by_id"],
            ["samsvar.people.organisation_id", "samsvar.people.id"],
            name=op.f("measurements_organisation_id_recorded_by_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supersedes_id"],
            ["samsvar.measurements.organisation_id", "samsvar.measurements.id"],
            name=op.f("measurements_organisation_id_supersedes_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("measurements_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("measurements_pkey")),
        sa.UniqueConstraint(
            "organisation_id", "supersedes_id", name=op.f("measurements_organisation_id_supersedes_id_key")
        ),
        schema="samsvar",
    )
    op.create_index(
        "measurements_metric_idx",
        "measurements",
        ["organisation_id", "metric_id", "measured_at", "id"],
        unique=False,
        schema="samsvar",
    )
    op.create_table(
        "moal_directions",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("moal_id", sa.Uuid(), nullable=False),
        sa.Column("direction_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "direction_id"],
            ["samsvar.directions.organisation_id", "samsvar.directions.id"],
            name=op.f("moal_directions_organisation_id_direction_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "moal_id"],
            ["samsvar.moals.organisation_id", "samsvar.moals.id"],
            name=op.f("moal_directions_organisation_id_moal_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("moal_directions_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "moal_id", "direction_id", name=op.f("moal_directions_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "moal_directions_direction_idx",
        "moal_directions",
        ["organisation_id", "direction_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_table(
        "objectives",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("okr_set_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="COMMITTED", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stands_alone_reason", sa.Text(), nullable=True),
        sa.Column("own_result", sa.Numeric(), nullable=True),
        sa.Column("own_coverage", sa.Numeric(), nullable=True),
        sa.Column("own_terms", postgresql.JSONB(astext_type=Text()), nullable=True),
        sa.Column("support", sa.Numeric(), nullable=True),
        sa.Column("support_coverage", sa.Numeric(), nullable=True),
        sa.Column("support_terms", postgresql.JSONB(astext_type=Text()), nullable=True),
        sa.Column("confidence", sa.Numeric(), nullable=True),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "confidence not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("objectives_confidence_finite_check"),
        ),
        sa.CheckConstraint("kind in ('COMMITTED', 'ASPIRATIONAL')", name=op.f("objectives_kind_known_check")),
        sa.CheckConstraint(
            "own_coverage not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("objectives_own_coverage_finite_check"),
        ),
        sa.CheckConstraint(
            "own_result not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("objectives_own_result_finite_check"),
        ),
        sa.CheckConstraint(
            "support not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("objectives_support_finite_check"),
        ),
        sa.CheckConstraint(
            "support_coverage not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("objectives_support_coverage_finite_check"),
        ),
        sa.CheckConstraint("title <> ''", name=op.f("objectives_title_present_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
            [
                "samsvar.okr_sets.organisation_id",
                "samsvar.okr_sets.id",
                "samsvar.okr_sets.unit_id",
                "samsvar.okr_sets.cycle_id",
                "samsvar.okr_sets.is_open",
            ],
            name="objectives_okr_set_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("objectives_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("objectives_pkey")),
        sa.UniqueConstraint(
            "organisation_id", "id", "okr_set_id", "unit_id", "cycle_id", "is_open", name="objectives_carried_key"
        ),
        schema="samsvar",
        postgresql_with={"fillfactor": "80"},
    )
    op.create_index(
        "objectives_cycle_idx", "objectives", ["organisation_id", "cycle_id", "id"], unique=False, schema="samsvar"
    )
    op.create_index(
        "objectives_set_idx",
        "objectives",
        ["organisation_id", "okr_set_id", "position", "id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "objectives_unit_idx", "objectives", ["organisation_id", "unit_id", "cycle_id"], unique=False, schema="samsvar"
    )
    op.create_table(
        "key_results",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("okr_set_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("metric_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("baseline", sa.Numeric(), nullable=True),
        sa.Column("target", sa.Numeric(), nullable=True),
        sa.Column("stretch", sa.Numeric(), nullable=True),
        sa.Column("band_low", sa.Numeric(), nullable=True),
        sa.Column("band_high", sa.Numeric(), nullable=True),
        sa.Column("steps", postgresql.JSONB(astext_type=Text()), nullable=True),
        sa.Column("weight", sa.Numeric(), server_default="1", nullable=False),
        sa.Column("caretaker_unit_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("current_value", sa.Numeric(), nullable=True),
        sa.Column("progress", sa.Numeric(), nullable=True),
        sa.Column("confidence", sa.SmallInteger(), nullable=True),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("support", sa.Numeric(), nullable=True),
        sa.Column("support_coverage", sa.Numeric(), nullable=True),
        sa.Column("support_terms", postgresql.JSONB(astext_type=Text()), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "band_high not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("key_results_band_high_finite_check"),
        ),
        sa.CheckConstraint(
            "band_low not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("key_results_band_low_finite_check"),
        ),
        sa.CheckConstraint(
            "baseline not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("key_results_baseline_finite_check"),
        ),
        sa.CheckConstraint(
            "current_value not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("key_results_current_value_finite_check"),
        ),
        sa.CheckConstraint(
            "kind in ('INCREASE', 'DECREASE', 'MAINTAIN', 'MILESTONE', 'BASELINE')",
            name=op.f("key_results_kind_known_check"),
        ),
        sa.CheckConstraint(
            "progress not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("key_results_progress_finite_check"),
        ),
        sa.CheckConstraint(
            "stretch not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("key_results_stretch_finite_check"),
        ),
        sa.CheckConstraint(
            "support not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("key_results_support_finite_check"),
        ),
        sa.CheckConstraint(
            "support_coverage not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("key_results_support_coverage_finite_check"),
        ),
        sa.CheckConstraint(
            "target not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("key_results_target_finite_check"),
        ),
        sa.CheckConstraint("title <> ''", name=op.f("key_results_title_present_check")),
        sa.CheckConstraint(
            "weight not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("key_results_weight_finite_check"),
        ),
        sa.CheckConstraint("band_low <= band_high", name=op.f("key_results_band_in_order_check")),
        sa.CheckConstraint("confidence between 0 and 10", name=op.f("key_results_confidence_within_check")),
        sa.CheckConstraint("weight > 0", name=op.f("key_results_weight_positive_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "caretaker_unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("key_results_organisation_id_caretaker_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "metric_id"],
            ["samsvar.metrics.organisation_id", "samsvar.metrics.id"],
            name=op.f("key_results_organisation_id_metric_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
            [
                "samsvar.objectives.organisation_id",
                "samsvar.objectives.id",
                "samsvar.objectives.okr_set_id",
                "samsvar.objectives.unit_id",
                "samsvar.objectives.cycle_id",
                "samsvar.objectives.is_open",
            ],
            name="key_results_objective_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("key_results_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("key_results_pkey")),
        sa.UniqueConstraint(
            "organisation_id",
            "id",
            "objective_id",
            "okr_set_id",
            "unit_id",
            "cycle_id",
            "is_open",
            name="key_results_carried_key",
        ),
        schema="samsvar",
        postgresql_with={"fillfactor": "80"},
    )
    op.create_index(
        "key_results_cycle_idx", "key_results", ["organisation_id", "cycle_id", "id"], unique=False, schema="samsvar"
    )
    op.create_index(
        "key_results_metric_idx", "key_results", ["organisation_id", "metric_id"], unique=False, schema="samsvar"
    )
    op.create_index(
        "key_results_objective_idx",
        "key_results",
        ["organisation_id", "objective_id", "position", "id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "key_results_set_idx", "key_results", ["organisation_id", "okr_set_id"], unique=False, schema="samsvar"
    )
    op.create_table(
        "objective_owners",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("share", sa.Numeric(), nullable=False),
        sa.CheckConstraint("share > 0 and share <= 1", name=op.f("objective_owners_share_within_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "objective_id"],
            ["samsvar.objectives.organisation_id", "samsvar.objectives.id"],
            name=op.f("objective_owners_organisation_id_objective_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("objective_owners_organisation_id_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("objective_owners_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "objective_id", "unit_id", name=op.f("objective_owners_pkey")),
        schema="samsvar",
    )
    op.create_table(
        "support_marks",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "objective_id"],
            ["samsvar.objectives.organisation_id", "samsvar.objectives.id"],
            name=op.f("support_marks_organisation_id_objective_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("support_marks_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "objective_id", name=op.f("support_marks_pkey")),
        schema="samsvar",
    )
    op.create_table(
        "check_ins",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("key_result_id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("okr_set_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("measurement_id", sa.Uuid(), nullable=True),
        sa.Column("value", sa.Numeric(), nullable=True),
        sa.Column("progress", sa.Numeric(), nullable=True),
        sa.Column("confidence", sa.SmallInteger(), nullable=True),
        sa.Column("what_changed", sa.Text(), server_default="", nullable=False),
        sa.Column("obstacle", sa.Text(), server_default="", nullable=False),
        sa.Column("next_step", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("supersedes_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "progress not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("check_ins_progress_finite_check"),
        ),
        sa.CheckConstraint(
            "value not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("check_ins_value_finite_check"),
        ),
        sa.CheckConstraint("confidence between 0 and 10", name=op.f("check_ins_confidence_within_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "key_result_id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
            [
                "samsvar.key_results.organisation_id",
                "samsvar.key_results.id",
                "samsvar.key_results.objective_id",
                "samsvar.key_results.okr_set_id",
                "samsvar.key_results.unit_id",
                "samsvar.key_results.cycle_id",
                "samsvar.key_results.is_open",
            ],
            name="check_ins_key_result_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "measurement_id"],
            ["samsvar.measurements.organisation_id", "samsvar.measurements.id"],
            name=op.f("check_ins_organisation_id_measurement_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "recorded_by_id"],
            ["samsvar.people.organisation_id", "samsvar.people.id"],
            name=op.f("check_ins_organisation_id_recorded_by_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supersedes_id"],
            ["samsvar.check_ins.organisation_id", "samsvar.check_ins.id"],
            name=op.f("check_ins_organisation_id_supersedes_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("check_ins_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("check_ins_pkey")),
        sa.UniqueConstraint(
            "organisation_id", "supersedes_id", name=op.f("check_ins_organisation_id_supersedes_id_key")
        ),
        schema="samsvar",
    )
    op.create_index(
        "check_ins_key_result_idx",
        "check_ins",
        ["organisation_id", "key_result_id", "at", "id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "check_ins_unit_idx", "check_ins", ["organisation_id", "unit_id", "at"], unique=False, schema="samsvar"
    )
    op.create_table(
        "contributions",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("from_unit_id", sa.Uuid(), nullable=False),
        sa.Column("from_okr_set_id", sa.Uuid(), nullable=False),
        sa.Column("from_is_open", sa.Boolean(), nullable=False),
        sa.Column("from_objective_id", sa.Uuid(), nullable=False),
        sa.Column("from_key_result_id", sa.Uuid(), nullable=True),
        sa.Column("to_unit_id", sa.Uuid(), nullable=False),
        sa.Column("to_okr_set_id", sa.Uuid(), nullable=True),
        sa.Column("to_is_open", sa.Boolean(), nullable=True),
        sa.Column("to_objective_id", sa.Uuid(), nullable=True),
        sa.Column("to_key_result_id", sa.Uuid(), nullable=True),
        sa.Column("to_moal_id", sa.Uuid(), nullable=True),
        sa.Column("weight", sa.Numeric(), server_default="1", nullable=False),
        sa.Column("rationale", sa.Text(), server_default="", nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="PROPOSED", nullable=False),
        sa.Column("proposed_by_unit_id", sa.Uuid(), nullable=False),
        sa.Column("from_consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decline_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "direction in ('TOP_DOWN', 'BOTTOM_UP', 'LATERAL')", name=op.f("contributions_direction_known_check")
        ),
        sa.CheckConstraint(
            "state <> 'AGREED' or (from_consented_at is not null and to_consented_at is not null)",
            name=op.f("contributions_both_consented_check"),
        ),
        sa.CheckConstraint(
            "state in ('PROPOSED', 'AGREED', 'DECLINED', 'WITHDRAWN')", name=op.f("contributions_state_known_check")
        ),
        sa.CheckConstraint(
            "weight not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            name=op.f("contributions_weight_finite_check"),
        ),
        sa.CheckConstraint(
            "(to_moal_id is null) <> (to_objective_id is null)", name=op.f("contributions_one_target_check")
        ),
        sa.CheckConstraint(
            "(to_objective_id is null) = (to_is_open is null)", name=op.f("contributions_target_open_check")
        ),
        sa.CheckConstraint(
            "(to_objective_id is null) = (to_okr_set_id is null)", name=op.f("contributions_target_set_check")
        ),
        sa.CheckConstraint(
            "from_objective_id is distinct from to_objective_id", name=op.f("contributions_not_to_itself_check")
        ),
        sa.CheckConstraint(
            "to_key_result_id is null or to_objective_id is not null",
            name=op.f("contributions_key_result_with_objective_check"),
        ),
        sa.CheckConstraint("weight > 0", name=op.f("contributions_weight_positive_check")),
        sa.ForeignKeyConstraint(
            [
                "organisation_id",
                "from_key_result_id",
                "from_objective_id",
                "from_okr_set_id",
                "from_unit_id",
                "cycle_id",
                "from_is_open",
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
            name="contributions_from_key_result_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "from_objective_id", "from_okr_set_id", "from_unit_id", "cycle_id", "from_is_open"],
            [
                "samsvar.objectives.organisation_id",
                "samsvar.objectives.id",
                "samsvar.objectives.okr_set_id",
                "samsvar.objectives.unit_id",
                "samsvar.objectives.cycle_id",
                "samsvar.objectives.is_open",
            ],
            name="contributions_from_objective_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "proposed_by_unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("contributions_organisation_id_proposed_by_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            [
                "organisation_id",
                "to_key_result_id",
                "to_objective_id",
                "to_okr_set_id",
                "to_unit_id",
                "cycle_id",
                "to_is_open",
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
            name="contributions_to_key_result_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "to_moal_id"],
            ["samsvar.moals.organisation_id", "samsvar.moals.id"],
            name=op.f("contributions_organisation_id_to_moal_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "to_objective_id", "to_okr_set_id", "to_unit_id", "cycle_id", "to_is_open"],
            [
                "samsvar.objectives.organisation_id",
                "samsvar.objectives.id",
                "samsvar.objectives.okr_set_id",
                "samsvar.objectives.unit_id",
                "samsvar.objectives.cycle_id",
                "samsvar.objectives.is_open",
            ],
            name="contributions_to_objective_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("contributions_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("contributions_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "contributions_from_idx",
        "contributions",
        ["organisation_id", "from_objective_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "contributions_from_unit_idx",
        "contributions",
        ["organisation_id", "from_unit_id", "cycle_id", "state"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "contributions_living_key",
        "contributions",
        [
            "organisation_id",
            "from_objective_id",
            "from_key_result_id",
            "to_objective_id",
            "to_key_result_id",
            "to_moal_id",
        ],
        unique=True,
        schema="samsvar",
        postgresql_nulls_not_distinct=True,
        postgresql_where=sa.text("state in ('PROPOSED', 'AGREED')"),
    )
    op.create_index(
        "contributions_to_idx", "contributions", ["organisation_id", "to_objective_id"], unique=False, schema="samsvar"
    )
    op.create_index(
        "contributions_to_moal_idx", "contributions", ["organisation_id", "to_moal_id"], unique=False, schema="samsvar"
    )
    op.create_index(
        "contributions_to_unit_idx",
        "contributions",
        ["organisation_id", "to_unit_id", "cycle_id", "state"],
        unique=False,
        schema="samsvar",
    )
    op.create_table(
        "dependencies",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("consumer_unit_id", sa.Uuid(), nullable=False),
        sa.Column("consumer_okr_set_id", sa.Uuid(), nullable=False),
        sa.Column("consumer_is_open", sa.Boolean(), nullable=False),
        sa.Column("consumer_objective_id", sa.Uuid(), nullable=False),
        sa.Column("consumer_key_result_id", sa.Uuid(), nullable=True),
        sa.Column("provider_unit_id", sa.Uuid(), nullable=False),
        sa.Column("provider_okr_set_id", sa.Uuid(), nullable=True),
        sa.Column("provider_is_open", sa.Boolean(), nullable=True),
        sa.Column("provider_objective_id", sa.Uuid(), nullable=True),
        sa.Column("provider_key_result_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("needed_by", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="REQUESTED", nullable=False),
        sa.Column("fallback", sa.Text(), server_default="", nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("counter_needed_by", sa.Date(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind in ('GATES', 'SLOWS', 'INFORMS')", name=op.f("dependencies_kind_known_check")),
        sa.CheckConstraint(
            "state in ('REQUESTED', 'ACCEPTED', 'COUNTERED', 'DECLINED', 'DELIVERED', 'WITHDRAWN')",
            name=op.f("dependencies_state_known_check"),
        ),
        sa.CheckConstraint("what <> ''", name=op.f("dependencies_what_present_check")),
        sa.CheckConstraint(
            "(provider_objective_id is null) = (provider_is_open is null)",
            name=op.f("dependencies_provider_open_check"),
        ),
        sa.CheckConstraint(
            "(provider_objective_id is null) = (provider_okr_set_id is null)",
            name=op.f("dependencies_provider_set_check"),
        ),
        sa.CheckConstraint(
            "consumer_objective_id is distinct from provider_objective_id",
            name=op.f("dependencies_not_on_itself_check"),
        ),
        sa.CheckConstraint(
            "provider_key_result_id is null or provider_objective_id is not null",
            name=op.f("dependencies_key_result_with_objective_check"),
        ),
        sa.ForeignKeyConstraint(
            [
                "organisation_id",
                "consumer_key_result_id",
                "consumer_objective_id",
                "consumer_okr_set_id",
                "consumer_unit_id",
                "cycle_id",
                "consumer_is_open",
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
            name="dependencies_consumer_key_result_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            [
                "organisation_id",
                "consumer_objective_id",
                "consumer_okr_set_id",
                "consumer_unit_id",
                "cycle_id",
                "consumer_is_open",
            ],
            [
                "samsvar.objectives.organisation_id",
                "samsvar.objectives.id",
                "samsvar.objectives.okr_set_id",
                "samsvar.objectives.unit_id",
                "samsvar.objectives.cycle_id",
                "samsvar.objectives.is_open",
            ],
            name="dependencies_consumer_objective_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            [
                "organisation_id",
                "provider_key_result_id",
                "provider_objective_id",
                "provider_okr_set_id",
                "provider_unit_id",
                "cycle_id",
                "provider_is_open",
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
            name="dependencies_provider_key_result_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            [
                "organisation_id",
                "provider_objective_id",
                "provider_okr_set_id",
                "provider_unit_id",
                "cycle_id",
                "provider_is_open",
            ],
            [
                "samsvar.objectives.organisation_id",
                "samsvar.objectives.id",
                "samsvar.objectives.okr_set_id",
                "samsvar.objectives.unit_id",
                "samsvar.objectives.cycle_id",
                "samsvar.objectives.is_open",
            ],
            name="dependencies_provider_objective_fkey",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "provider_unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("dependencies_organisation_id_provider_unit_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("dependencies_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("dependencies_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "dependencies_consumer_idx",
        "dependencies",
        ["organisation_id", "consumer_objective_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "dependencies_consumer_unit_idx",
        "dependencies",
        ["organisation_id", "consumer_unit_id", "cycle_id", "state"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "dependencies_provider_idx",
        "dependencies",
        ["organisation_id", "provider_objective_id"],
        unique=False,
        schema="samsvar",
    )
    op.create_index(
        "dependencies_provider_unit_idx",
        "dependencies",
        ["organisation_id", "provider_unit_id", "cycle_id", "state"],
        unique=False,
        schema="samsvar",
    )
    op.create_table(
        "initiative_key_results",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("key_result_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "initiative_id"],
            ["samsvar.initiatives.organisation_id", "samsvar.initiatives.id"],
            name=op.f("initiative_key_results_organisation_id_initiative_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "key_result_id"],
            ["samsvar.key_results.organisation_id", "samsvar.key_results.id"],
            name=op.f("initiative_key_results_organisation_id_key_result_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("initiative_key_results_organisation_id_fkey")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "initiative_id", "key_result_id", name=op.f("initiative_key_results_pkey")
        ),
        schema="samsvar",
    )
    op.create_index(
        "initiative_key_results_key_result_idx",
        "initiative_key_results",
        ["organisation_id", "key_result_id"],
        unique=False,
        schema="samsvar",
    )


def downgrade() -> None:
    """Drop everything: the first migration has nothing to go back to."""
    op.execute("drop schema samsvar cascade")
