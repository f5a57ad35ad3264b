"""
Founding in the browser, and invitations; why a direction was retired.

Safe while older code runs: columns may be null, the table is new, and the function that says who is let in gets a sister with one
argument more, while older code goes on asking the old one and lets nobody in by invitation.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OWN = "organisation_id = (select samsvar.current_organisation())"

# Like its sister of migration 0003: it reads across organisations in one table, by the issuer that vouches for the
# person, then sets the organisation and meets the rest behind the row policies. `email` is an address that the issuer
# has verified, or null.
FUNCTION = """
create function samsvar.organisations_admitting(
    issuer text, subject text, groups text[], email text, at timestamptz)
  returns table (organisation_id uuid, slug text, name text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
  declare
    before text := coalesce(current_setting('samsvar.organisation_id', true), '');
    candidate record;
  begin
    for candidate in
      select i.organisation_id, i.admission
        from samsvar.organisation_issuers i
       where i.issuer = organisations_admitting.issuer
       order by (select max(s.created_at) from samsvar.sign_in_sessions s
                  where s.organisation_id = i.organisation_id and s.issuer = organisations_admitting.issuer
                    and s.subject = organisations_admitting.subject) desc nulls last, i.organisation_id
    loop
      perform set_config('samsvar.organisation_id', candidate.organisation_id::text, true);
      return query
        select o.id, o.slug, o.name from samsvar.organisations o
         where o.id = candidate.organisation_id
           and (candidate.admission = 'EVERYONE'
                or exists (select 1 from samsvar.group_mappings m
                            where m.organisation_id = o.id and m.issuer = organisations_admitting.issuer
                              and m.group_name = any (groups))
                or exists (select 1 from samsvar.people p
                            where p.organisation_id = o.id and p.issuer = organisations_admitting.issuer
                              and p.subject = organisations_admitting.subject and p.admitted_at is not null)
                or exists (select 1 from samsvar.invitations v
                            where v.organisation_id = o.id and v.issuer = organisations_admitting.issuer
                              and v.email = lower(organisations_admitting.email)
                              and v.accepted_at is null and v.withdrawn_at is null and v.expires_at > at));
    end loop;
    perform set_config('samsvar.organisation_id', before, true);
  end $$"""
SIGNATURE = "samsvar.organisations_admitting(text, text, text[], text, timestamptz)"


def upgrade() -> None:
    """Add the columns, the table and the function."""
    op.add_column("directions", sa.Column("end_reason", sa.Text()), schema="samsvar")
    op.add_column("people", sa.Column("admitted_at", sa.DateTime(timezone=True)), schema="samsvar")
    op.create_table(
        "invitations",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid()),
        sa.Column("role", sa.Text()),
        sa.Column("is_administrator", sa.Boolean(), nullable=False),
        sa.Column("invited_by_id", sa.Uuid()),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True)),
        sa.Column("accepted_by_id", sa.Uuid()),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint(
            "role in ('MEMBER', 'LEAD', 'OKR_MASTER', 'VIEWER')", name=op.f("invitations_role_known_check")
        ),
        sa.CheckConstraint("(role is null) = (unit_id is null)", name=op.f("invitations_role_in_a_unit_check")),
        sa.CheckConstraint("email = lower(email)", name=op.f("invitations_email_in_lower_case_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("invitations_organisation_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["samsvar.units.organisation_id", "samsvar.units.id"],
            name=op.f("invitations_organisation_id_unit_id_fkey"),
        ),
        *(
            sa.ForeignKeyConstraint(
                ["organisation_id", column],
                ["samsvar.people.organisation_id", "samsvar.people.id"],
                name=op.f(f"invitations_organisation_id_{column}_fkey"),
            )
            for column in ("invited_by_id", "accepted_by_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("invitations_pkey")),
        schema="samsvar",
    )
    op.create_index(
        "invitations_open_idx",
        "invitations",
        ["organisation_id", "issuer", "email"],
        schema="samsvar",
        unique=True,
        postgresql_where=sa.text("accepted_at is null and withdrawn_at is null"),
    )
    op.execute("alter table samsvar.invitations enable row level security")
    op.execute("alter table samsvar.invitations force row level security")
    op.execute(f"create policy organisation on samsvar.invitations using ({OWN}) with check ({OWN})")
    op.execute("grant select, insert, update on samsvar.invitations to samsvar_app")
    op.execute(FUNCTION)
    op.execute(f"revoke execute on function {SIGNATURE} from public")
    op.execute(f"grant execute on function {SIGNATURE} to samsvar_app")


def downgrade() -> None:
    """Take them away; whoever was let in by name is not let in any more."""
    op.execute(f"drop function {SIGNATURE}")
    op.drop_table("invitations", schema="samsvar")
    op.drop_column("people", "admitted_at", schema="samsvar")
    op.drop_column("directions", "end_reason", schema="samsvar")
