"""
Units that never began, and roles that last no longer than their unit.

A unit founded by mistake, or for a day that was called off, ends on its first day: it stays as a record, and stands in
the tree of no day. Safe while older code runs: the checks allow more than before, and older code writes nothing that
they newly allow; the function answers in the same shape.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("units", "unit_versions")

LIVING = "and (u.valid_to is null or u.valid_to > (at at time zone o.timezone)::date)"

# As in 0004, except for `living`: a role is held as long as there is the unit that it is held in.
ENTER_AS_PERSON = """
create or replace function samsvar.enter_as_person(organisation uuid, person uuid, at timestamptz) returns jsonb
  language plpgsql volatile as $$
declare
  found jsonb;
begin
  perform set_config('samsvar.organisation_id', organisation::text, true),
          set_config('samsvar.reader_units', '{{}}', true);
  select jsonb_build_object(
           'name', p.name, 'locale', p.locale, 'organisation_locale', o.locale, 'timezone', o.timezone,
           'is_administrator', exists (
             select from samsvar.administrators a where a.organisation_id = organisation and a.person_id = person),
           'grants', (
             select coalesce(jsonb_agg(jsonb_build_object(
                      'unit_id', m.unit_id, 'unit_number', u.number, 'role', m.role) order by u.path, m.role), '[]')
               from samsvar.memberships m
               join samsvar.units u on u.organisation_id = m.organisation_id and u.id = m.unit_id
              where m.organisation_id = organisation and m.person_id = person
                {living}
                and m.valid_from <= (at at time zone o.timezone)::date
                and (m.valid_to is null or m.valid_to > (at at time zone o.timezone)::date)))
    into found
    from samsvar.people p
    join samsvar.organisations o on o.id = p.organisation_id
   where p.organisation_id = organisation and p.id = person and p.left_at is null;
  perform set_config('samsvar.reader_units', (
    select '{{' || coalesce(string_agg(held ->> 'unit_id', ','), '') || '}}'
      from jsonb_array_elements(found -> 'grants') held
     where held ->> 'role' <> 'VIEWER'), true);
  return found;
end $$"""


def upgrade() -> None:
    """Let a unit, and a version of one, end on its first day and say why; let roles end with their unit."""
    op.add_column("unit_versions", sa.Column("end_reason", sa.Text()), schema="samsvar")
    op.execute(ENTER_AS_PERSON.format(living=LIVING))
    for table in TABLES:
        op.execute(f"alter table samsvar.{table} drop constraint {table}_valid_in_order_check")
        op.execute(
            f"alter table samsvar.{table} add constraint {table}_valid_in_order_check"
            " check (valid_to is null or valid_to >= valid_from)"
        )


def downgrade() -> None:
    """Ask for a day at least again; fails where a unit never began."""
    op.execute(ENTER_AS_PERSON.format(living=""))
    op.drop_column("unit_versions", "end_reason", schema="samsvar")
    for table in TABLES:
        op.execute(f"alter table samsvar.{table} drop constraint {table}_valid_in_order_check")
        op.execute(
            f"alter table samsvar.{table} add constraint {table}_valid_in_order_check"
            " check (valid_to is null or valid_to > valid_from)"
        )
