"""
Search by words and their beginnings, in Norwegian, English and German at once, because companies write all three.

Safe while older code runs: it adds functions and indexes. They are built while writes wait, which takes a second for a
hundred thousand titles.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Nobody says in which language a title is written, so it is kept as it stands and as the stems of each.
# What is asked for has to begin a word, or share its stem in one of the languages.
FUNCTIONS = {
    "words(text, text)": """
create function samsvar.words(title text, more text) returns tsvector
  language sql immutable parallel safe
  return setweight(to_tsvector('pg_catalog.simple', title), 'A')
      || setweight(to_tsvector('pg_catalog.norwegian', title), 'B')
      || setweight(to_tsvector('pg_catalog.english', title), 'B')
      || setweight(to_tsvector('pg_catalog.german', title), 'B')
      || setweight(to_tsvector('pg_catalog.simple', more), 'C')
      || setweight(to_tsvector('pg_catalog.norwegian', more), 'D')
      || setweight(to_tsvector('pg_catalog.english', more), 'D')
      || setweight(to_tsvector('pg_catalog.german', more), 'D')""",
    "words_asked(text)": """
create function samsvar.words_asked(asked text) returns tsquery
  language sql immutable parallel safe
  begin atomic
    select coalesce(
             string_agg('(' || array_to_tsvector(array[word.lexeme])::text || ':*' || coalesce(stems.others, '') || ')', ' & '),
             '')::tsquery
      from (select lexeme from unnest(to_tsvector('pg_catalog.simple', left(asked, 200))) limit 10) word
      cross join lateral (
        select string_agg(' | ' || array_to_tsvector(array[stem])::text, '') as others
          from unnest(ts_lexize('pg_catalog.norwegian_stem', word.lexeme)
                   || ts_lexize('pg_catalog.english_stem', word.lexeme)
                   || ts_lexize('pg_catalog.german_stem', word.lexeme)) stem) stems;
  end""",
    # Under row level security full text reaches no index, because its operators are not leakproof. So the owner looks
    # past the policies and keeps to them by itself: its own organisation, and drafts only of readable units.
    # Cycles are not joined: the planner would hold the titles' rows to the cycles' policy first, and scan them all.
    # A short beginning fits thousands of titles, and ranking reads each one's words anew: so only the hundred likeliest
    # of each kind (those that begin with the text, of open cycles, newest) are ranked.
    "search(text, text[], uuid, integer)": """
create function samsvar.search(asked text, kinds text[], cycle uuid, at_most integer)
  returns table (kind text, subject_id uuid, rank double precision)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    with sought as materialized (
      select samsvar.words_asked(asked) as words, lower(btrim(asked)) as text, samsvar.current_organisation() as organisation,
             array(select c.id from samsvar.cycles c
                    where c.organisation_id = samsvar.current_organisation() and c.state <> 'CLOSED') as open_cycles
    ), found as (
      (select 'UNIT' as kind, u.id, u.name as title, '' as more, 0.3 as bonus
         from samsvar.units u
        where u.organisation_id = (select sought.organisation from sought)
          and samsvar.words(u.name, '') @@ (select sought.words from sought)
          and (u.valid_to is null or u.valid_to > current_date)
          and (kinds is null or 'UNIT' = any (kinds))
        order by starts_with(lower(u.name), (select sought.text from sought)) desc, u.id desc
        limit 100)
      union all
      (select 'MOAL', m.id, m.title, m.why, 0.2
         from samsvar.moals m
        where m.organisation_id = (select sought.organisation from sought)
          and samsvar.words(m.title, m.why) @@ (select sought.words from sought)
          and (kinds is null or 'MOAL' = any (kinds))
        order by starts_with(lower(m.title), (select sought.text from sought)) desc, m.id desc
        limit 100)
      union all
      (select 'OBJECTIVE', o.id, o.title, o.why,
              case when o.cycle_id = any ((select sought.open_cycles from sought)::uuid[]) then 0.2 else 0 end
         from samsvar.objectives o
        where o.organisation_id = (select sought.organisation from sought)
          and samsvar.words(o.title, o.why) @@ (select sought.words from sought)
          and (o.is_open or o.unit_id in (select samsvar.readable_units()))
          and (search.cycle is null or o.cycle_id = search.cycle)
          and (kinds is null or 'OBJECTIVE' = any (kinds))
        order by starts_with(lower(o.title), (select sought.text from sought)) desc,
                 o.cycle_id = any ((select sought.open_cycles from sought)::uuid[]) desc, o.id desc
        limit 100)
      union all
      (select 'KEY_RESULT', k.id, k.title, '',
              case when k.cycle_id = any ((select sought.open_cycles from sought)::uuid[]) then 0.15 else 0 end
         from samsvar.key_results k
        where k.organisation_id = (select sought.organisation from sought)
          and samsvar.words(k.title, '') @@ (select sought.words from sought)
          and (k.is_open or k.unit_id in (select samsvar.readable_units()))
          and (search.cycle is null or k.cycle_id = search.cycle)
          and (kinds is null or 'KEY_RESULT' = any (kinds))
        order by starts_with(lower(k.title), (select sought.text from sought)) desc,
                 k.cycle_id = any ((select sought.open_cycles from sought)::uuid[]) desc, k.id desc
        limit 100)
      union all
      (select 'METRIC', t.id, t.name, '', 0.1
         from samsvar.metrics t
        where t.organisation_id = (select sought.organisation from sought)
          and samsvar.words(t.name, '') @@ (select sought.words from sought)
          and (kinds is null or 'METRIC' = any (kinds))
        order by starts_with(lower(t.name), (select sought.text from sought)) desc, t.id desc
        limit 100)
    )
    select found.kind, found.id,
           ts_rank(samsvar.words(found.title, found.more), sought.words, 1) + found.bonus
             + case when starts_with(lower(found.title), sought.text) then 1 else 0 end
             + case when lower(found.title) = sought.text then 1 else 0 end as rank
      from found, sought
     order by 3 desc, found.id desc
     limit least(at_most, 100);
  end""",
}

INDEXED = {
    "units": "samsvar.words(name, '')",
    "moals": "samsvar.words(title, why)",
    "objectives": "samsvar.words(title, why)",
    "key_results": "samsvar.words(title, '')",
    "metrics": "samsvar.words(name, '')",
}


def upgrade() -> None:
    """Add functions, indexes, and what lets the owner's function look past the policies of these tables."""
    op.execute("create extension if not exists btree_gin with schema public")
    for table in INDEXED:
        op.execute(f"create policy definer on samsvar.{table} for select to current_user using (true)")
    for signature, function in FUNCTIONS.items():
        op.execute(function)
        op.execute(f"revoke execute on function samsvar.{signature} from public")
        op.execute(f"grant execute on function samsvar.{signature} to samsvar_app")
    for table, expression in INDEXED.items():
        op.execute(
            f"create index {table}_words_idx on samsvar.{table} using gin (organisation_id, ({expression}))"
            " with (fastupdate = off)"
        )


def downgrade() -> None:
    """Take it all away again."""
    for table in INDEXED:
        op.execute(f"drop index samsvar.{table}_words_idx")
        op.execute(f"drop policy definer on samsvar.{table}")
    for signature in reversed(FUNCTIONS):
        op.execute(f"drop function samsvar.{signature}")
