"""
The organisations that somebody may switch to, by name, for the menu that offers them.

Safe while older code runs: it only adds a function.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# It looks across organisations, for a person of the current one, and only into those that know the same identity.
FUNCTION = """
create function samsvar.organisations_to_choose(person uuid) returns table (id uuid, name text, slug text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select o.id, o.name, o.slug
      from samsvar.people p
      cross join lateral samsvar.organisations_knowing(p.issuer, p.subject) as knowing (id)
      join samsvar.organisations o on o.id = knowing.id
     where p.organisation_id = samsvar.current_organisation() and p.id = person;
  end"""


def upgrade() -> None:
    """Add the function for the role that serves."""
    op.execute(FUNCTION)
    op.execute("revoke execute on function samsvar.organisations_to_choose(uuid) from public")
    op.execute("grant execute on function samsvar.organisations_to_choose(uuid) to samsvar_app")


def downgrade() -> None:
    """Remove it."""
    op.execute("drop function samsvar.organisations_to_choose(uuid)")
