-- Every row that this returns is a hole between organisations. Parameters:
-- $1 unique indexes that may span organisations, $2 functions that may look across them,
-- $3 tables whose owner's functions may read across them, $4 tables that nobody may change afterwards,
-- $5 tables that belong to no organisation.
with tables as (
  select c.oid, c.relname as name, c.relkind as kind, c.relrowsecurity and c.relforcerowsecurity as guarded, c.relowner,
         coalesce(c.reloptions::text, '') as options,
         exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped) as has_key
    from pg_class c
   where c.relnamespace = 'samsvar'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and c.relname <> 'alembic_version'
     and c.relname <> all ($5)
),
stored as (select * from tables where kind in ('r', 'p')),
policies as (
  select p.polname as name, t.name as table_name, t.has_key, p.polpermissive, p.polcmd, p.polroles,
         0 = any (p.polroles) or 'samsvar_app'::regrole = any (p.polroles) as binds_app,
         pg_get_expr(p.polqual, p.polrelid) as condition, pg_get_expr(p.polwithcheck, p.polrelid) as written
    from pg_policy p join tables t on t.oid = p.polrelid
)
select 'no organisation_id' as hole, name as place from stored where not has_key and name <> 'organisations'
union all
select 'primary key without the organisation, or that may be null', t.name from stored t
 where not exists (
   select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[])
    where i.indrelid = t.oid and i.indisprimary and a.attnotnull
      and a.attname = case when t.name = 'organisations' then 'id' else 'organisation_id' end)
union all
select 'row security not enabled and forced', name from stored where not guarded
union all
select 'not one permissive policy for all deeds', t.name from stored t
 where (select count(*) from policies p where p.table_name = t.name and p.binds_app and p.polpermissive) <> 1
    or not exists (select from policies p where p.table_name = t.name and p.binds_app and p.polpermissive and p.polcmd = '*')
union all
-- `organisation_id = (select ...)`, alone or first of several that all must hold; the sub-select is evaluated once, not per row.
select 'policy does not begin with the organisation', table_name || '.' || name from policies
 where binds_app and polpermissive and not (
   condition ~ ('^\(+' || case when has_key then 'organisation_id' else 'id' end
                || ' = \( SELECT samsvar\.current_organisation\(\) AS current_organisation\)\)+( AND .*)?$')
   and condition !~ '^\(\(\(organisation_id = .*\) AND .*\) OR '
   and written = condition)
union all
select 'policy calls a function for each row', table_name || '.' || name from policies
 where binds_app and regexp_count(condition, 'samsvar\.\w+\(') <> regexp_count(condition, 'SELECT samsvar\.\w+\(')
                                                                + regexp_count(condition, 'SELECT readable_units\.readable_units\s+FROM samsvar\.readable_units\(')
union all
select 'policy that lets the owner''s functions do more than look into a table of the list', table_name || '.' || name from policies
 where not binds_app and (polcmd <> 'r' or table_name <> all ($3) or polroles <> array['samsvar_owner'::regrole::oid])
union all
select 'view that reads as its owner', name from tables where kind = 'v' and options !~ 'security_invoker=(true|on)'
union all
select 'materialized view, which no policy guards', name from tables where kind = 'm'
union all
select 'foreign key that may leave the organisation: ' || k.conname, t.name from pg_constraint k join stored t on t.oid = k.conrelid
 where k.contype = 'f' and k.confrelid <> 'samsvar.organisations'::regclass
   and not exists (select from unnest(k.conkey, k.confkey) as pair (ours, theirs)
                     join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.ours
                     join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.theirs
                    where a.attname = 'organisation_id' and b.attname = 'organisation_id')
union all
select 'unique index across organisations', i.indexrelid::regclass::text from pg_index i join stored t on t.oid = i.indrelid
 where i.indisunique and i.indexrelid::regclass::text <> all ($1)
   and not exists (select from unnest(i.indkey::int2[]) as part join pg_attribute a on a.attrelid = i.indrelid and a.attnum = part
                    where a.attname = 'organisation_id')
union all
select 'function that looks across organisations, and is not on the list', p.oid::regprocedure::text from pg_proc p
 where p.pronamespace = 'samsvar'::regnamespace and p.prosecdef and p.proname <> all ($2)
union all
select 'function of the owner without a search_path of its own', p.oid::regprocedure::text from pg_proc p
 where p.pronamespace = 'samsvar'::regnamespace and p.prosecdef
   and coalesce(p.proconfig::text, '') !~ 'search_path=pg_catalog, pg_temp'
union all
select 'function for everybody', p.oid::regprocedure::text from pg_proc p
 where p.pronamespace = 'samsvar'::regnamespace and has_function_privilege('public', p.oid, 'execute')
union all
select 'role that row security does not bind', rolname from pg_roles
 where rolname in ('samsvar_app', 'samsvar_owner') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
union all
select 'role that may become another', roleid::regrole::text from pg_auth_members where member = 'samsvar_app'::regrole
union all
select 'owned by the serving role', name from tables where relowner = 'samsvar_app'::regrole
union all
select 'right that goes around policies', name from stored
 where has_table_privilege('samsvar_app', oid, 'truncate, trigger, references, maintain')
union all
select 'history that can be rewritten', name from stored where name = any ($4) and has_table_privilege('samsvar_app', oid, 'update, delete')
union all
select 'schema in which the serving role may create', nspname from pg_namespace
 where nspname in ('samsvar', 'public') and has_schema_privilege('samsvar_app', oid, 'create')
union all
select 'migrations that the serving role may forge', 'alembic_version'
 where has_table_privilege('samsvar_app', 'samsvar.alembic_version', 'insert, update, delete, truncate')
