"""The catalogue gate: the migrated database keeps organisations apart by itself, and the gate notices when it doesn't."""

import pathlib
from collections.abc import AsyncIterator

import asyncpg
import pytest

from tests.conftest import Database

GATE = (pathlib.Path(__file__).parent / "catalogue_gate.sql").read_text()

# What the gate lets pass, with the reason. A line more in one of these is a decision.
UNIQUE_ACROSS_ORGANISATIONS = {
    "samsvar.organisations_pkey": "organisations themselves",
    "samsvar.organisations_slug_key": "addresses of organisations",
}
LOOKS_ACROSS_ORGANISATIONS = {
    "organisation_by_slug": "an address names its organisation",
    "all_organisations": "`samsvar verify` looks at each in turn",
    "organisations_with_marks": "jobs ask where there is work",
    "organisations_with_overlap_marks": "likewise",
    "session_by_key": "a cookie names its session, and that its organisation",
    "end_sessions": "the provider signs a person out everywhere",
    "holder_by_api_token": "a token names its holder, and that the organisation",
    "holders_by_token": "a token of a provider names whom it vouches for",
    "api_client_by_secret": "a secret names its client, and that the organisation",
    "is_known_issuer": "tokens of strangers are refused before their organisation is known",
    "organisations_admitting": "groups and invitations decide which organisations admit a person",
    "organisations_knowing": "a person chooses among the organisations that know them",
    "way_of_contributions": "circles through other units' drafts are found; within the organisation, ids alone",
    "way_of_dependencies": "likewise",
    "organisations_to_choose": "the menu of organisations names those that know the same identity",
    "search": "full text reaches no index under policies; it keeps to organisation and drafts by itself, and is tested for it",
}
READ_BY_THE_OWNERS_FUNCTIONS = [
    "organisations",
    "support_marks",
    "overlap_marks",
    "sign_in_sessions",
    "api_tokens",
    "organisation_issuers",
    "api_clients",
    "contributions",
    "dependencies",
    "units",
    "moals",
    "objectives",
    "key_results",
    "metrics",
]
NEVER_CHANGED = [
    "alignment_case_turns",
    "audit_entries",
    "check_ins",
    "contribution_turns",
    "commitments",
    "measurements",
]
OF_NO_ORGANISATION = {"spent_proofs": "hashes of proofs that were used, kept before anybody knows whose they are"}


@pytest.fixture
async def superuser(database: Database) -> AsyncIterator[asyncpg.Connection]:
    """A connection that may change the catalogue; what a test changes is rolled back."""
    connection = await asyncpg.connect(database.superuser_url)
    transaction = connection.transaction()
    await transaction.start()
    yield connection
    await transaction.rollback()
    await connection.close()


async def holes(connection: asyncpg.Connection) -> list[str]:
    lists = (
        list(UNIQUE_ACROSS_ORGANISATIONS),
        list(LOOKS_ACROSS_ORGANISATIONS),
        READ_BY_THE_OWNERS_FUNCTIONS,
        NEVER_CHANGED,
        list(OF_NO_ORGANISATION),
    )
    return [f"{row['hole']}: {row['place']}" for row in await connection.fetch(GATE, *lists)]


async def test_the_migrated_database_has_no_hole(superuser: asyncpg.Connection) -> None:
    found = await holes(superuser)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("hole", "broken_by"),
    [
        ("no organisation_id", "create table samsvar.loose (id uuid primary key)"),
        (
            "primary key without the organisation",
            "alter table samsvar.support_marks drop constraint support_marks_pkey",
        ),
        ("row security not enabled", "alter table samsvar.metrics disable row level security"),
        ("row security not enabled", "alter table samsvar.metrics no force row level security"),
        ("not one permissive policy", "drop policy organisation on samsvar.metrics"),
        ("not one permissive policy", "create policy more on samsvar.metrics using (true)"),
        (
            "does not begin with the organisation",
            (
                "alter policy organisation on samsvar.metrics"
                " using (organisation_id = (select samsvar.current_organisation()) or name = '')"
            ),
        ),
        ("does not begin with the organisation", "alter policy organisation on samsvar.metrics with check (true)"),
        (
            "does not begin with the organisation",
            "alter policy organisation on samsvar.metrics using (organisation_id = samsvar.current_organisation())",
        ),
        (
            "function for each row",
            (
                "alter policy organisation on samsvar.metrics using (organisation_id = (select samsvar.current_organisation())"
                " and organisation_id = samsvar.current_organisation())"
            ),
        ),
        (
            "owner's functions do more",
            "create policy more on samsvar.initiatives for select to samsvar_owner using (true)",
        ),
        ("owner's functions do more", "create policy more on samsvar.organisations to samsvar_owner using (true)"),
        ("view that reads as its owner", "create view samsvar.loose as select * from samsvar.metrics"),
        ("materialized view", "create materialized view samsvar.loose as select * from samsvar.metrics"),
        (
            "foreign key that may leave",
            (
                "alter table samsvar.metrics add other uuid unique; alter table samsvar.people add metric uuid"
                " references samsvar.metrics (other)"
            ),
        ),
        ("unique index across", "create unique index loose on samsvar.people (email)"),
        (
            "not on the list",
            (
                "create function samsvar.loose() returns int language sql security definer"
                " set search_path = pg_catalog, pg_temp return 1"
            ),
        ),
        ("without a search_path", "alter function samsvar.organisation_by_slug reset search_path"),
        ("for everybody", "grant execute on function samsvar.current_organisation() to public"),
        ("role that row security does not bind", "alter role samsvar_app bypassrls"),
        ("role that may become another", "grant samsvar_owner to samsvar_app"),
        ("owned by the serving role", "alter table samsvar.metrics owner to samsvar_app"),
        ("right that goes around policies", "grant truncate on samsvar.metrics to samsvar_app"),
        ("history that can be rewritten", "grant update on samsvar.audit_entries to samsvar_app"),
        ("may create", "grant create on schema samsvar to samsvar_app"),
        ("may forge", "grant update on samsvar.alembic_version to samsvar_app"),
    ],
)
async def test_a_hole_is_found(superuser: asyncpg.Connection, hole: str, broken_by: str) -> None:
    await superuser.execute(broken_by)
    assert any(hole in found for found in await holes(superuser))
