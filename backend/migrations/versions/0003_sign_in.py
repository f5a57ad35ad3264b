"""
Sign-in: browser sessions, tokens of our own API clients, and the few look-ups before the organisation is known.

Safe while older code runs: it only adds, and a person who never left has no `left_at`.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Each of these finds the organisation by something that only its holder knows (a cookie, a token), or by who vouches
# for the caller (an issuer). It reads across organisations in that one table alone, then sets the organisation until
# it returns, and meets everything else as any caller does: behind the row policies. (A SET clause would put the
# organisation back by itself, but only a superuser may write one for a parameter of ours.)
GUARD = "security definer set search_path = pg_catalog, pg_temp"
BEFORE = "before text := coalesce(current_setting('samsvar.organisation_id', true), '')"
BACK = "perform set_config('samsvar.organisation_id', before, true)"
HOLDER = (
    "organisation_id uuid, person_id uuid, api_client_id uuid, client_unit_id uuid, role_units uuid[], roles text[],"
    " is_administrator boolean, token_scopes text[], locale text, time_zone text"
)

FUNCTIONS = f"""
-- What a person holds on the day that `at` is in the organisation; no row for one who has left.
create function samsvar.held_by_person(person uuid, at timestamptz)
  returns table (role_units uuid[], roles text[], is_administrator boolean, locale text, time_zone text)
  language sql stable
  begin atomic
    select coalesce(array_agg(m.unit_id order by m.id) filter (where m.id is not null), '{{}}'),
           coalesce(array_agg(m.role order by m.id) filter (where m.id is not null), '{{}}'),
           exists (select 1 from samsvar.administrators a
                    where a.organisation_id = o.id and a.person_id = p.id),
           coalesce(p.locale, o.locale), o.timezone
      from samsvar.organisations o
      join samsvar.people p on p.organisation_id = o.id
      left join samsvar.memberships m
        on m.organisation_id = p.organisation_id and m.person_id = p.id
       and m.valid_from <= (at at time zone o.timezone)::date
       and (m.valid_to is null or m.valid_to > (at at time zone o.timezone)::date)
     where o.id = samsvar.current_organisation() and p.id = person and p.left_at is null
     group by o.id, p.id, p.locale, o.locale, o.timezone;
  end;
---
create function samsvar.session_by_key(
    key_hash bytea, at timestamptz, idle interval, is_activity boolean)
  returns table ({HOLDER}, session_id uuid, refresh_due boolean)
  language plpgsql volatile {GUARD}
  as $$
  declare
    {BEFORE};
    holder record;
  begin
    select s.organisation_id, s.id, s.person_id, s.seen_at, s.refresh_due_at into holder
      from samsvar.sign_in_sessions s
     where s.key_hash = session_by_key.key_hash
       and s.ended_at is null and s.expires_at > at and s.seen_at > at - idle;
    if holder.id is null then
      return;
    end if;
    perform set_config('samsvar.organisation_id', holder.organisation_id::text, true);
    if is_activity and holder.seen_at < at - interval '1 minute' then
      update samsvar.sign_in_sessions s set seen_at = at
       where s.organisation_id = holder.organisation_id and s.id = holder.id and s.seen_at < at;
    end if;
    return query
      select holder.organisation_id, holder.person_id, null::uuid, null::uuid, h.role_units, h.roles,
             h.is_administrator, '{{okr:read,okr:write}}'::text[], h.locale, h.time_zone,
             holder.id, coalesce(holder.refresh_due_at <= at, false)
        from samsvar.held_by_person(holder.person_id, at) h;
    {BACK};
  end $$;
---
create function samsvar.end_sessions(
    issuer text, subject text, provider_session text, begun_before timestamptz, at timestamptz)
  returns setof uuid
  language plpgsql volatile {GUARD}
  as $$
  declare
    {BEFORE};
    meant record;
  begin
    for meant in
      select s.organisation_id, s.id
        from samsvar.sign_in_sessions s
       where s.issuer = end_sessions.issuer and s.ended_at is null and s.created_at <= begun_before
         and (end_sessions.subject is not null or end_sessions.provider_session is not null)
         and (end_sessions.subject is null or s.subject = end_sessions.subject)
         and (end_sessions.provider_session is null or s.provider_session = end_sessions.provider_session)
    loop
      perform set_config('samsvar.organisation_id', meant.organisation_id::text, true);
      update samsvar.sign_in_sessions s set ended_at = at, sealed_tokens = '', refresh_due_at = null
       where s.organisation_id = meant.organisation_id and s.id = meant.id and s.ended_at is null;
      if found then
        return next meant.id;
      end if;
    end loop;
    {BACK};
  end $$;
---
-- The organisations that take the issuer's word for this person; most recently used first.
create function samsvar.organisations_admitting(issuer text, subject text, groups text[])
  returns table (organisation_id uuid, slug text, name text)
  language plpgsql stable {GUARD}
  as $$
  declare
    {BEFORE};
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
                              and m.group_name = any (groups)));
    end loop;
    {BACK};
  end $$;
---
-- The organisations that count this person among their people.
create function samsvar.organisations_knowing(issuer text, subject text) returns setof uuid
  language plpgsql stable {GUARD}
  as $$
  declare
    {BEFORE};
    candidate uuid;
  begin
    for candidate in select i.organisation_id from samsvar.organisation_issuers i where i.issuer = organisations_knowing.issuer
    loop
      perform set_config('samsvar.organisation_id', candidate::text, true);
      return query
        select p.organisation_id from samsvar.people p
         where p.organisation_id = candidate and p.issuer = organisations_knowing.issuer
           and p.subject = organisations_knowing.subject and p.left_at is null;
    end loop;
    {BACK};
  end $$;
---
create function samsvar.is_known_issuer(issuer text) returns boolean
  language sql stable {GUARD}
  begin atomic
    select exists (select 1 from samsvar.organisation_issuers i where i.issuer = is_known_issuer.issuer);
  end;
---
-- Whom an issuer's token speaks for, in each organisation that takes its word: a client (client_id) or a person (subject).
create function samsvar.holders_by_token(issuer text, subject text, client_id text, at timestamptz)
  returns table ({HOLDER})
  language plpgsql stable {GUARD}
  as $$
  declare
    {BEFORE};
    candidate uuid;
  begin
    for candidate in select i.organisation_id from samsvar.organisation_issuers i where i.issuer = holders_by_token.issuer
    loop
      perform set_config('samsvar.organisation_id', candidate::text, true);
      if subject = client_id then
        return query
          select o.id, null::uuid, c.id, c.unit_id, '{{}}'::uuid[], '{{}}'::text[], false, c.scopes, o.locale, o.timezone
            from samsvar.api_clients c join samsvar.organisations o on o.id = c.organisation_id
           where c.organisation_id = candidate and c.issuer = holders_by_token.issuer
             and c.client_id = holders_by_token.client_id
             and c.revoked_at is null and (c.valid_until is null or c.valid_until > at);
      else
        return query
          select candidate, p.id, null::uuid, null::uuid, h.role_units, h.roles, h.is_administrator,
                 '{{okr:read,okr:write}}'::text[], h.locale, h.time_zone
            from samsvar.people p cross join lateral samsvar.held_by_person(p.id, at) h
           where p.organisation_id = candidate and p.issuer = holders_by_token.issuer
             and p.subject = holders_by_token.subject;
      end if;
    end loop;
    {BACK};
  end $$;
---
create function samsvar.holder_by_api_token(key_hash bytea, at timestamptz)
  returns table ({HOLDER})
  language plpgsql stable {GUARD}
  as $$
  declare
    {BEFORE};
    token record;
  begin
    select t.organisation_id, t.api_client_id, t.scopes into token
      from samsvar.api_tokens t
     where t.key_hash = holder_by_api_token.key_hash and t.expires_at > at;
    if token.organisation_id is null then
      return;
    end if;
    perform set_config('samsvar.organisation_id', token.organisation_id::text, true);
    return query
      select o.id, null::uuid, c.id, c.unit_id, '{{}}'::uuid[], '{{}}'::text[], false, token.scopes, o.locale, o.timezone
        from samsvar.api_clients c join samsvar.organisations o on o.id = c.organisation_id
       where c.organisation_id = token.organisation_id and c.id = token.api_client_id
         and c.revoked_at is null and (c.valid_until is null or c.valid_until > at);
    {BACK};
  end $$;
---
-- A client of our own, by its id and the hash of its secret. Both must fit, so that nothing is learnt from either.
create function samsvar.api_client_by_secret(client_id text, secret_hash bytea, at timestamptz)
  returns table (organisation_id uuid, api_client_id uuid, scopes text[], valid_until timestamptz)
  language sql stable {GUARD}
  begin atomic
    select c.organisation_id, c.id, c.scopes, c.valid_until from samsvar.api_clients c
     where c.issuer is null and c.client_id = api_client_by_secret.client_id
       and c.secret_hash = api_client_by_secret.secret_hash
       and c.revoked_at is null and (c.valid_until is null or c.valid_until > at);
  end
"""

DROPPED = (
    "api_client_by_secret(text, bytea, timestamptz)",
    "holder_by_api_token(bytea, timestamptz)",
    "holders_by_token(text, text, text, timestamptz)",
    "is_known_issuer(text)",
    "organisations_knowing(text, text)",
    "organisations_admitting(text, text, text[])",
    "end_sessions(text, text, text, timestamptz, timestamptz)",
    "session_by_key(bytea, timestamptz, interval, boolean)",
    "held_by_person(uuid, timestamptz)",
)

OWN = "organisation_id = (select samsvar.current_organisation())"
FOUND_BY_DEFINER = ("sign_in_sessions", "api_tokens", "organisation_issuers", "api_clients")


def upgrade() -> None:
    """Add the tables, their policies, and the functions."""
    op.add_column("people", sa.Column("left_at", sa.DateTime(timezone=True)), schema="samsvar")
    op.create_table(
        "sign_in_sessions",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("provider_session", sa.Text()),
        sa.Column("groups", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("sealed_tokens", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refresh_due_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("octet_length(key_hash) = 32", name=op.f("sign_in_sessions_key_hash_is_sha256_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("sign_in_sessions_organisation_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["samsvar.people.organisation_id", "samsvar.people.id"],
            name=op.f("sign_in_sessions_organisation_id_person_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("sign_in_sessions_pkey")),
        schema="samsvar",
    )
    for name, columns in {
        "sign_in_sessions_key_idx": ["key_hash"],
        "sign_in_sessions_subject_idx": ["issuer", "subject"],
        "sign_in_sessions_person_idx": ["organisation_id", "person_id"],
        "sign_in_sessions_expiry_idx": ["organisation_id", "expires_at"],
    }.items():
        op.create_index(name, "sign_in_sessions", columns, schema="samsvar")
    op.create_table(
        "api_tokens",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("api_client_id", sa.Uuid(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("octet_length(key_hash) = 32", name=op.f("api_tokens_key_hash_is_sha256_check")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["samsvar.organisations.id"], name=op.f("api_tokens_organisation_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "api_client_id"],
            ["samsvar.api_clients.organisation_id", "samsvar.api_clients.id"],
            name=op.f("api_tokens_organisation_id_api_client_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("api_tokens_pkey")),
        schema="samsvar",
    )
    op.create_index("api_tokens_key_idx", "api_tokens", ["key_hash"], schema="samsvar")
    op.create_index("api_tokens_expiry_idx", "api_tokens", ["organisation_id", "expires_at"], schema="samsvar")
    op.create_table(
        "spent_proofs",
        sa.Column("proof_hash", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("proof_hash", name=op.f("spent_proofs_pkey")),
        schema="samsvar",
    )
    op.create_index(op.f("spent_proofs_expires_at_idx"), "spent_proofs", ["expires_at"], schema="samsvar")
    for table in ("sign_in_sessions", "api_tokens"):
        op.execute(f"alter table samsvar.{table} enable row level security")
        op.execute(f"alter table samsvar.{table} force row level security")
        op.execute(f"create policy organisation on samsvar.{table} using ({OWN}) with check ({OWN})")
        op.execute(f"grant select, insert, update, delete on samsvar.{table} to samsvar_app")
    op.execute("grant select, insert, delete on samsvar.spent_proofs to samsvar_app")
    for table in FOUND_BY_DEFINER:
        op.execute(f"create policy definer on samsvar.{table} for select to current_user using (true)")
    for statement in FUNCTIONS.split("---\n"):
        op.execute(statement)
    for function in DROPPED:
        op.execute(f"revoke execute on function samsvar.{function} from public")
        op.execute(f"grant execute on function samsvar.{function} to samsvar_app")


def downgrade() -> None:
    """Take it all away again; everybody is signed out by that."""
    for function in DROPPED:
        op.execute(f"drop function samsvar.{function}")
    for table in ("organisation_issuers", "api_clients"):
        op.execute(f"drop policy definer on samsvar.{table}")
    for table in ("spent_proofs", "api_tokens", "sign_in_sessions"):
        op.drop_table(table, schema="samsvar")
    op.drop_column("people", "left_at", schema="samsvar")
