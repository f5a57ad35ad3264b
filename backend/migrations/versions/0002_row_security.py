"""
Who may see which row: organisations apart, drafts to their unit and the units above it.

Safe while older code runs: there is none yet.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# The setting is null on a fresh connection and '' after a transaction that set it: both must mean "no organisation".
FUNCTIONS = """
create function samsvar.current_organisation() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('samsvar.organisation_id', true), '')::uuid;

create function samsvar.reader_units() returns uuid[]
  language sql stable parallel safe
  return coalesce(nullif(current_setting('samsvar.reader_units', true), ''), '{}')::uuid[];

create function samsvar.readable_units() returns setof uuid
  language sql stable parallel safe rows 50
  begin atomic
    select below.id
      from samsvar.units reader
      join samsvar.units below
        on below.organisation_id = reader.organisation_id
       and below.path ~>=~ reader.path and below.path ~<~ (reader.path || '~')
     where reader.organisation_id = samsvar.current_organisation()
       and reader.id = any (samsvar.reader_units());
  end;

-- Only these look across organisations; each returns ids alone.
create function samsvar.organisation_by_slug(slug text) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select o.id from samsvar.organisations o where o.slug = organisation_by_slug.slug;
  end;

create function samsvar.organisations_with_marks() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select distinct m.organisation_id from samsvar.support_marks m;
  end;
"""

PLAIN = [
    "administrators",
    "api_clients",
    "cycles",
    "directions",
    "group_mappings",
    "idempotency_keys",
    "initiatives",
    "measurements",
    "memberships",
    "metrics",
    "moal_directions",
    "moals",
    "organisation_issuers",
    "people",
    "support_marks",
    "unit_versions",
    "units",
]

# Who may change what at all; what a writer may do beyond this the domain decides.
APPEND_ONLY = ("audit_entries", "check_ins", "measurements")
READ_BY_DEFINER = ("organisations", "support_marks")

OWN = "organisation_id = (select samsvar.current_organisation())"
DRAFT = "({open} or {unit} in (select samsvar.readable_units()))"
VISIBLE = {
    "okr_sets": DRAFT.format(open="is_open", unit="unit_id"),
    "objectives": DRAFT.format(open="is_open", unit="unit_id"),
    "key_results": DRAFT.format(open="is_open", unit="unit_id"),
    "check_ins": DRAFT.format(open="is_open", unit="unit_id"),
    "contributions": (
        DRAFT.format(open="from_is_open", unit="from_unit_id")
        + " and "
        + DRAFT.format(open="coalesce(to_is_open, true)", unit="to_unit_id")
    ),
    "dependencies": (
        DRAFT.format(open="consumer_is_open", unit="consumer_unit_id")
        + " and "
        + DRAFT.format(open="coalesce(provider_is_open, true)", unit="provider_unit_id")
    ),
    "objective_owners": (
        "exists (select 1 from samsvar.objectives o"
        " where o.organisation_id = objective_owners.organisation_id and o.id = objective_owners.objective_id)"
    ),
    "initiative_key_results": (
        "exists (select 1 from samsvar.key_results k where k.organisation_id = initiative_key_results.organisation_id"
        " and k.id = initiative_key_results.key_result_id)"
    ),
    "audit_entries": (
        "(okr_set_id is null or exists (select 1 from samsvar.okr_sets s"
        " where s.organisation_id = audit_entries.organisation_id and s.id = audit_entries.okr_set_id))"
    ),
}


def policies() -> dict[str, str]:
    """Return the condition of each table's one policy."""
    plain = dict.fromkeys(PLAIN, OWN)
    drafts = {table: f"{OWN} and {condition}" for table, condition in VISIBLE.items()}
    return {"organisations": "id = (select samsvar.current_organisation())", **plain, **drafts}


def upgrade() -> None:
    """Add the functions, the policies, the rights of the serving role, and what only PostgreSQL can say of cycles."""
    for statement in FUNCTIONS.split(";\n\n"):
        op.execute(statement)
    op.execute("revoke execute on all functions in schema samsvar from public")
    op.execute("grant usage on schema samsvar to samsvar_app")
    op.execute("grant execute on all functions in schema samsvar to samsvar_app")
    for table, condition in policies().items():
        op.execute(f"alter table samsvar.{table} enable row level security")
        op.execute(f"alter table samsvar.{table} force row level security")
        op.execute(f"create policy organisation on samsvar.{table} using ({condition}) with check ({condition})")
        deeds = "select, insert" if table in APPEND_ONLY else "select, insert, update, delete"
        op.execute(f"grant {deeds} on samsvar.{table} to samsvar_app")
    for table in READ_BY_DEFINER:
        op.execute(f"create policy definer on samsvar.{table} for select to current_user using (true)")
    op.execute("create extension if not exists btree_gist with schema public")
    op.execute(
        "alter table samsvar.cycles add constraint cycles_apart"
        " exclude using gist (organisation_id with =, daterange(starts_on, ends_on, '[]') with &&)"
    )


def downgrade() -> None:
    """Take it all away again; the tables stay, unguarded and without rights for the serving role."""
    op.execute("alter table samsvar.cycles drop constraint cycles_apart")
    for table in policies():
        op.execute(f"revoke all on samsvar.{table} from samsvar_app")
        op.execute(f"drop policy organisation on samsvar.{table}")
        op.execute(f"alter table samsvar.{table} no force row level security")
        op.execute(f"alter table samsvar.{table} disable row level security")
    for table in READ_BY_DEFINER:
        op.execute(f"drop policy definer on samsvar.{table}")
    for function in (
        "organisations_with_marks()",
        "organisation_by_slug(text)",
        "readable_units()",
        "reader_units()",
        "current_organisation()",
    ):
        op.execute(f"drop function samsvar.{function}")
