"""
Support from below: marks that never wait for each other, support of Moals, ways through drafts, steps of check-ins.

Safe while older code runs: nobody has left a mark yet, and the columns are new and may be null.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Circles have to be found where the writer can't see, too: through the drafts of other units. Ids alone are returned;
# titles are read under the writer's own policies. A way ends where it has been before, so that it ends on any graph.
WAYS = {
    "contributions": ("from_objective_id", "to_objective_id", "step.state in ('PROPOSED', 'AGREED')"),
    "dependencies": (
        "consumer_objective_id",
        "provider_objective_id",
        "step.kind = 'GATES' and step.state in ('REQUESTED', 'COUNTERED', 'ACCEPTED')",
    ),
}
WAY = """
create function samsvar.way_of_{table}(start uuid, goal uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    with recursive reached(id, came_from, distance) as (
        select way_of_{table}.start, null::uuid, 0
      union
        select step.{far}, reached.id, reached.distance + 1
          from reached
          join samsvar.{table} step on step.{near} = reached.id
         where step.organisation_id = samsvar.current_organisation()
           and step.{far} is not null and {condition} and reached.distance < 200
           and reached.id <> way_of_{table}.goal
    ), shortest as (
        select distinct on (id) id, came_from, distance from reached order by id, distance, came_from
    ), back(id, came_from, distance) as (
        select id, came_from, distance from shortest where id = way_of_{table}.goal
      union all
        select shortest.id, shortest.came_from, shortest.distance
          from back join shortest on shortest.id = back.came_from
    )
    select array_agg(back.id order by back.distance) from back;
  end
"""


def upgrade() -> None:
    """Change marks, add columns and functions."""
    op.drop_constraint("support_marks_pkey", "support_marks", schema="samsvar")
    op.add_column(
        "support_marks",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        schema="samsvar",
    )
    op.create_primary_key("support_marks_pkey", "support_marks", ["organisation_id", "id"], schema="samsvar")
    op.add_column("check_ins", sa.Column("reached_steps", postgresql.ARRAY(sa.SmallInteger())), schema="samsvar")
    op.add_column("moals", sa.Column("support", sa.Numeric()), schema="samsvar")
    op.add_column("moals", sa.Column("support_coverage", sa.Numeric()), schema="samsvar")
    op.add_column("moals", sa.Column("support_terms", postgresql.JSONB()), schema="samsvar")
    for column in ("support", "support_coverage"):
        op.create_check_constraint(
            op.f(f"moals_{column}_finite_check"),
            "moals",
            f"{column} not in ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)",
            schema="samsvar",
        )
    for table, (near, far, condition) in WAYS.items():
        op.execute(
            f"create policy definer on samsvar.{table} for select to current_user"
            " using (organisation_id = (select samsvar.current_organisation()))"
        )
        op.execute(WAY.format(table=table, near=near, far=far, condition=condition))
        op.execute(f"revoke execute on function samsvar.way_of_{table}(uuid, uuid) from public")
        op.execute(f"grant execute on function samsvar.way_of_{table}(uuid, uuid) to samsvar_app")


def downgrade() -> None:
    """Take it back; marks are forgotten, which `samsvar verify` would find."""
    for table in WAYS:
        op.execute(f"drop function samsvar.way_of_{table}(uuid, uuid)")
        op.execute(f"drop policy definer on samsvar.{table}")
    for column in ("support", "support_coverage", "support_terms"):
        op.drop_column("moals", column, schema="samsvar")
    op.drop_column("check_ins", "reached_steps", schema="samsvar")
    op.execute("delete from samsvar.support_marks")
    op.drop_constraint("support_marks_pkey", "support_marks", schema="samsvar")
    op.drop_column("support_marks", "id", schema="samsvar")
    op.create_primary_key("support_marks_pkey", "support_marks", ["organisation_id", "objective_id"], schema="samsvar")
