"""
Which organisations there are, for `samsvar verify`: their ids alone, as for the job.

Safe while older code runs: it only adds a function.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the function."""
    op.execute(
        """
create function samsvar.all_organisations() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select o.id from samsvar.organisations o order by o.id;
  end"""
    )
    op.execute("revoke execute on function samsvar.all_organisations() from public")
    op.execute("grant execute on function samsvar.all_organisations() to samsvar_app")


def downgrade() -> None:
    """Remove it."""
    op.execute("drop function samsvar.all_organisations()")
