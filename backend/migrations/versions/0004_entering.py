"""
Entering an organisation in one round trip: who somebody is today, and what their transaction may see.

Safe while older code runs: it only adds functions.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# They run as the caller, under row level security: the organisation is named first, then read within. A viewer's units
# are left out of the reader's, because drafts are not a viewer's business.
FUNCTIONS = {
    "enter_as_person(uuid, uuid, timestamptz)": """
create function samsvar.enter_as_person(organisation uuid, person uuid, at timestamptz) returns jsonb
  language plpgsql volatile as $$
declare
  found jsonb;
begin
  perform set_config('samsvar.organisation_id', organisation::text, true),
          set_config('samsvar.reader_units', '{}', true);
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
                and m.valid_from <= (at at time zone o.timezone)::date
                and (m.valid_to is null or m.valid_to > (at at time zone o.timezone)::date)))
    into found
    from samsvar.people p
    join samsvar.organisations o on o.id = p.organisation_id
   where p.organisation_id = organisation and p.id = person and p.left_at is null;
  perform set_config('samsvar.reader_units', (
    select '{' || coalesce(string_agg(held ->> 'unit_id', ','), '') || '}'
      from jsonb_array_elements(found -> 'grants') held
     where held ->> 'role' <> 'VIEWER'), true);
  return found;
end $$""",
    "enter_as_api_client(uuid, uuid, timestamptz)": """
create function samsvar.enter_as_api_client(organisation uuid, client uuid, at timestamptz) returns jsonb
  language plpgsql volatile as $$
declare
  found jsonb;
begin
  perform set_config('samsvar.organisation_id', organisation::text, true),
          set_config('samsvar.reader_units', '{}', true);
  select jsonb_build_object(
           'name', c.name, 'locale', null, 'organisation_locale', o.locale, 'timezone', o.timezone,
           'is_administrator', false, 'scopes', to_jsonb(c.scopes),
           'grants', jsonb_build_array(jsonb_build_object(
             'unit_id', c.unit_id, 'unit_number', u.number, 'role', 'INTEGRATION')))
    into found
    from samsvar.api_clients c
    join samsvar.organisations o on o.id = c.organisation_id
    join samsvar.units u on u.organisation_id = c.organisation_id and u.id = c.unit_id
   where c.organisation_id = organisation and c.id = client
     and c.revoked_at is null and (c.valid_until is null or c.valid_until > at);
  perform set_config('samsvar.reader_units',
    coalesce('{' || (found #>> '{grants,0,unit_id}') || '}', '{}'), true);
  return found;
end $$""",
    "enter_as_samsvar(uuid)": """
create function samsvar.enter_as_samsvar(organisation uuid) returns jsonb
  language plpgsql volatile as $$
declare
  found jsonb;
begin
  perform set_config('samsvar.organisation_id', organisation::text, true);
  perform set_config('samsvar.reader_units', (
    select '{' || coalesce(string_agg(u.id::text, ','), '') || '}'
      from samsvar.units u
     where u.organisation_id = organisation and u.parent_id is null), true);
  select jsonb_build_object(
           'name', 'Samsvar', 'locale', null, 'organisation_locale', o.locale, 'timezone', o.timezone,
           'is_administrator', false, 'grants', '[]'::jsonb)
    into found
    from samsvar.organisations o
   where o.id = organisation;
  return found;
end $$""",
}


def upgrade() -> None:
    """Add the functions for the role that serves."""
    for signature, function in FUNCTIONS.items():
        op.execute(function)
        op.execute(f"revoke execute on function samsvar.{signature} from public")
        op.execute(f"grant execute on function samsvar.{signature} to samsvar_app")


def downgrade() -> None:
    """Remove them."""
    for signature in FUNCTIONS:
        op.execute(f"drop function samsvar.{signature}")
