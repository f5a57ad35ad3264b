"""
The database itself keeps organisations, and drafts, apart (invariants 16 and 17), whatever the application does.

A gate reads the catalogue: each finding is a hole. It is shown open doors, too, so that it is known to find them.
"""

import uuid

import asyncpg
import pytest

from tests.conftest import Database

# Tables that belong to no organisation, each with its reason.
OF_NO_ORGANISATION = (
    "alembic_version",  # The schema's own.
    "spent_proofs",  # Hashes shown before it is known whose they are.
)

# Indexes that are unique across organisations, each with its reason.
UNIQUE_ACROSS = (
    "organisations_pkey",  # The organisation is its own key ...
    "organisations_slug_key",  # ... and addresses are shared by all.
)

GATE = """
with own as (
  select c.oid, c.relname, c.relkind, c.relrowsecurity and c.relforcerowsecurity as is_guarded, c.relowner,
         case when c.relname = 'organisations' then 'id' else 'organisation_id' end as key,
         exists (select from pg_attribute a
                  where a.attrelid = c.oid and not a.attisdropped
                    and a.attname = case when c.relname = 'organisations' then 'id' else 'organisation_id' end) as has_key
    from pg_class c
   where c.relnamespace = 'samsvar'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
     and c.relname <> all ($1)),
policies as (
  select p.polrelid, p.polname, p.polcmd, p.polroles, pg_get_expr(p.polqual, p.polrelid) as reads,
         pg_get_expr(p.polwithcheck, p.polrelid) as writes
    from pg_policy p where p.polpermissive)
select relname::text, 'has no organisation_id' as finding from own where relkind in ('r', 'p') and not has_key
union all
select relname, 'row security is not enabled and forced' from own where relkind in ('r', 'p') and not is_guarded
union all
select relname, 'organisation_id is not in the primary key'
  from own where relkind in ('r', 'p') and not exists (
    select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
     where i.indrelid = own.oid and i.indisprimary and a.attname = own.key)
union all
select relname, 'organisation_id can be null'
  from own join pg_attribute a on a.attrelid = own.oid and a.attname = own.key
 where relkind in ('r', 'p') and not a.attnotnull
union all
select relname, 'no policy on all commands compares the organisation both ways'
  from own where relkind in ('r', 'p') and not exists (
    select from policies p where p.polrelid = own.oid and p.polcmd = '*'
       and p.reads like '%' || own.key || ' = ( SELECT samsvar.current_organisation()%'
       and p.writes like '%' || own.key || ' = ( SELECT samsvar.current_organisation()%')
union all
select relname, 'several policies that let the serving role in, of which one is enough: ' || string_agg(p.polname, ', ')
  from own join policies p on p.polrelid = own.oid
 where p.polroles = '{0}' or exists (
    select from unnest(p.polroles) role where pg_has_role('samsvar_app', role, 'MEMBER'))
 group by relname having count(*) > 1
union all
select own.relname, 'foreign key that can leave the organisation: ' || k.conname
  from pg_constraint k join own on own.oid = k.conrelid join own target on target.oid = k.confrelid
 where k.contype = 'f' and target.relname <> 'organisations' and not exists (
    select from unnest(k.conkey, k.confkey) as pair (from_number, to_number)
      join pg_attribute f on f.attrelid = k.conrelid and f.attnum = pair.from_number
      join pg_attribute t on t.attrelid = k.confrelid and t.attnum = pair.to_number
     where f.attname = 'organisation_id' and t.attname = 'organisation_id')
union all
select own.relname, 'unique across organisations: ' || x.relname
  from pg_index i join own on own.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
 where i.indisunique and x.relname <> all ($2) and not exists (
    select from pg_attribute a
     where a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[]) and a.attname = 'organisation_id')
union all
select relname, 'view that reads as its owner'
  from own join pg_class c using (oid, relname)
 where own.relkind = 'v' and not coalesce(c.reloptions::text, '') ~ 'security_invoker=(true|on)'
union all
select relname, 'materialised view, which no policy guards' from own where relkind = 'm'
union all
select p.proname, 'runs as its owner without a search_path of its own'
  from pg_proc p where p.pronamespace = 'samsvar'::regnamespace and p.prosecdef
   and not coalesce(p.proconfig::text, '') like '%search_path=pg_catalog%'
union all
select p.proname, 'may be executed by everybody'
  from pg_proc p where p.pronamespace = 'samsvar'::regnamespace
   and has_function_privilege('public', p.oid, 'execute')
union all
select rolname, 'the serving role is too strong'
  from pg_roles where rolname = 'samsvar_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
union all
select relname, 'the serving role owns it' from own where pg_get_userbyid(relowner) = 'samsvar_app'
union all
select relname, 'the serving role may truncate it, or put triggers on it'
  from own where relkind in ('r', 'p')
   and (has_table_privilege('samsvar_app', oid, 'truncate') or has_table_privilege('samsvar_app', oid, 'trigger'))
union all
select relname, 'the serving role may change what is only ever added to'
  from own where relname in ('audit_entries', 'check_ins', 'measurements')
   and (has_table_privilege('samsvar_app', oid, 'update') or has_table_privilege('samsvar_app', oid, 'delete'))
order by 1, 2
"""


async def findings(url: str) -> list[tuple[str, str]]:
    """Return all holes that the gate finds, as (what, why)."""
    connection = await asyncpg.connect(url)
    try:
        return [tuple(row) for row in await connection.fetch(GATE, list(OF_NO_ORGANISATION), list(UNIQUE_ACROSS))]
    finally:
        await connection.close()


async def test_the_catalogue_has_no_hole(database: Database) -> None:
    assert await findings(database.superuser_url) == []


@pytest.mark.parametrize(
    ("hole", "found"),
    [
        ("create table samsvar.notes (id uuid primary key)", "has no organisation_id"),
        ("alter table samsvar.units disable row level security", "row security is not enabled and forced"),
        ("alter table samsvar.units no force row level security", "row security is not enabled and forced"),
        ("drop policy organisation on samsvar.units", "no policy on all commands compares the organisation both ways"),
        (
            (
                "drop policy organisation on samsvar.units;"
                "create policy organisation on samsvar.units using (true) with check (true)"
            ),
            "no policy on all commands compares the organisation both ways",
        ),
        ("create policy more on samsvar.units using (true)", "several policies that let the serving role in"),
        (
            (
                "alter table samsvar.units add unique (id);"
                "alter table samsvar.units add column twin uuid references samsvar.units (id)"
            ),
            "foreign key that can leave the organisation",
        ),
        ("create unique index everywhere on samsvar.units (name)", "unique across organisations: everywhere"),
        ("create view samsvar.all_units as select * from samsvar.units", "view that reads as its owner"),
        ("create materialized view samsvar.kept as select * from samsvar.units", "materialised view"),
        (
            (
                "create function samsvar.peek() returns bigint language sql security definer"
                " return (select count(*) from samsvar.units)"
            ),
            "runs as its owner without a search_path of its own",
        ),
        ("grant execute on function samsvar.current_organisation() to public", "may be executed by everybody"),
        ("grant truncate on samsvar.units to samsvar_app", "the serving role may truncate it"),
        ("grant update on samsvar.audit_entries to samsvar_app", "may change what is only ever added to"),
    ],
)
async def test_the_gate_finds_a_hole(fresh_database: Database, hole: str, found: str) -> None:
    connection = await asyncpg.connect(fresh_database.superuser_url)
    await connection.execute(hole)
    await connection.close()
    assert any(found in why for _, why in await findings(fresh_database.superuser_url))


async def test_without_an_organisation_nothing_is_there(database: Database) -> None:
    superuser = await asyncpg.connect(database.superuser_url)
    await superuser.execute("insert into samsvar.organisations (name, slug) values ('Nordlys', $1)", str(uuid.uuid4()))
    assert await superuser.fetchval("select count(*) from samsvar.organisations") > 0
    await superuser.close()
    connection = await asyncpg.connect(database.url)
    assert await connection.fetchval("select count(*) from samsvar.organisations") == 0
    async with connection.transaction():
        await connection.execute("select set_config('samsvar.organisation_id', $1, true)", str(uuid.uuid4()))
    # The setting is an empty string now, and no longer null.
    assert await connection.fetchval("select count(*) from samsvar.organisations") == 0
    await connection.close()


@pytest.mark.parametrize(
    ("statement", "refused_by"),
    [
        (
            (
                "insert into samsvar.cycles (organisation_id, name, starts_on, ends_on)"
                " values ('{other}', 'T1', '2026-01-01', '2026-04-30')"
            ),
            "row-level security",
        ),
        (
            (
                "insert into samsvar.units (organisation_id, kind, name, parent_id, path, valid_from)"
                " values ('{own}', 'TEAM', 'Spion', '{other_company}', 'x', '2026-01-01')"
            ),
            "foreign key",
        ),
        ("update samsvar.units set organisation_id = '{other}'", "row-level security"),
    ],
)
async def test_nothing_crosses_over_to_another_organisation(
    database: Database, statement: str, refused_by: str
) -> None:
    superuser = await asyncpg.connect(database.superuser_url)
    ids = {}
    for name in ("own", "other"):
        ids[name] = await superuser.fetchval(
            "insert into samsvar.organisations (name, slug) values ($1, $2) returning id", name, str(uuid.uuid4())
        )
        ids[f"{name}_company"] = await superuser.fetchval(
            "insert into samsvar.units (organisation_id, kind, name, path, valid_from)"
            " values ($1, 'COMPANY', 'Nordlys', '1/', '2026-01-01') returning id",
            ids[name],
        )
    await superuser.close()
    connection = await asyncpg.connect(database.url)
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute("select set_config('samsvar.organisation_id', $1, true)", str(ids["own"]))
    with pytest.raises(asyncpg.PostgresError, match=refused_by):
        await connection.execute(statement.format(**ids))
    await transaction.rollback()
    await connection.close()
