"""Look-ups before the organisation is known answer their one question, and leave everything as it was."""

import dataclasses
import hashlib
from collections.abc import AsyncIterator

import asyncpg
import pytest

from samsvar.persistence.database import Database as Transactions
from tests.conftest import Database
from tests.factories import companies
from tests.factories.companies import Company

ISSUER = "https://id.test"
KEY, TOKEN, SECRET = (hashlib.sha256(name).digest() for name in (b"key", b"token", b"secret"))


@dataclasses.dataclass(frozen=True)
class World:
    """Two companies; in the second one Mia has a session, and a client has a token and a secret."""

    here: Company
    there: Company
    subject: str


@pytest.fixture(scope="module")
async def world(database: Database) -> AsyncIterator[World]:
    reached = Transactions(database.url)
    here, there = await companies.found(reached), await companies.found(reached)
    connection = await asyncpg.connect(database.superuser_url)
    subject = await connection.fetchval("select subject from samsvar.people where id = $1", there.people["Mia"])
    await connection.execute(
        f"""
        insert into samsvar.organisation_issuers values ('{there.id}', '{ISSUER}', 'EVERYONE');
        insert into samsvar.sign_in_sessions (organisation_id, key_hash, person_id, issuer, subject, groups,
            sealed_tokens, created_at, seen_at, expires_at)
          values ('{there.id}', '\\x{KEY.hex()}', '{there.people["Mia"]}', '{ISSUER}', '{subject}', '{{}}', '',
            now(), now(), now() + interval '1 hour');
        with client as (
          insert into samsvar.api_clients (organisation_id, name, client_id, secret_hash, scopes, unit_id)
            values ('{there.id}', 'Machine', 'machine', '\\x{SECRET.hex()}', '{{okr:read}}', '{there.units["Kort"]}')
            returning id)
        insert into samsvar.api_tokens (organisation_id, api_client_id, key_hash, scopes, expires_at)
          select '{there.id}', id, '\\x{TOKEN.hex()}', '{{okr:read}}', now() + interval '1 hour' from client;
        """
    )
    yield World(here, there, subject)
    await connection.close()
    await reached.close()


@pytest.fixture
async def connection(database: Database, world: World) -> AsyncIterator[asyncpg.Connection]:
    """The serving role in a transaction of the first company."""
    connection = await asyncpg.connect(database.url)
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute(f"select set_config('samsvar.organisation_id', '{world.here.id}', true)")
    yield connection
    await transaction.rollback()
    await connection.close()


LOOK_UPS = {
    "session_by_key": f"select organisation_id from samsvar.session_by_key('\\x{KEY.hex()}', now(), '8 h', true)",
    "holder_by_api_token": f"select organisation_id from samsvar.holder_by_api_token('\\x{TOKEN.hex()}', now())",
    "api_client_by_secret": (
        f"select organisation_id from samsvar.api_client_by_secret('machine', '\\x{SECRET.hex()}', now())"
    ),
    "holders_by_token": f"select organisation_id from samsvar.holders_by_token('{ISSUER}', '{{subject}}', 'app', now())",
    "organisations_admitting": f"select organisation_id from samsvar.organisations_admitting('{ISSUER}', 'x', '{{{{}}}}')",
    "organisations_admitting, with invitations": (
        f"select organisation_id from samsvar.organisations_admitting('{ISSUER}', 'x', '{{{{}}}}', 'x@x.test', now())"
    ),
    "organisations_knowing": f"select samsvar.organisations_knowing('{ISSUER}', '{{subject}}')",
}


@pytest.mark.parametrize("look_up", LOOK_UPS)
async def test_finds_the_organisation_and_goes_on_in_the_one_before(
    connection: asyncpg.Connection, world: World, look_up: str
) -> None:
    found = await connection.fetch(LOOK_UPS[look_up].format(subject=world.subject))
    assert [row[0] for row in found] == [world.there.id]
    assert await connection.fetchval("select samsvar.current_organisation()") == world.here.id
    assert await connection.fetchval("select count(*) from samsvar.people where name = 'Mia'") == 1


async def test_ending_sessions_goes_on_in_the_organisation_before(connection: asyncpg.Connection, world: World) -> None:
    ask = "select samsvar.end_sessions($1, $2, $3, now() + interval '1 h', now())"
    assert not await connection.fetch(ask, ISSUER, None, None)  # Nobody in particular is nobody.
    assert not await connection.fetch(ask, "https://id.elsewhere.test", world.subject, None)
    assert len(await connection.fetch(ask, ISSUER, world.subject, None)) == 1
    assert await connection.fetchval("select samsvar.current_organisation()") == world.here.id


@pytest.mark.parametrize("table", ["sign_in_sessions", "api_tokens", "api_clients", "organisation_issuers"])
async def test_the_serving_role_sees_no_other_organisation_in_their_tables(
    connection: asyncpg.Connection, world: World, table: str
) -> None:
    assert await connection.fetchval(f"select count(*) from samsvar.{table}") == 0
    await connection.execute(f"select set_config('samsvar.organisation_id', '{world.there.id}', true)")
    assert await connection.fetchval(f"select count(*) from samsvar.{table}") == 1


async def test_another_key_finds_nothing(connection: asyncpg.Connection) -> None:
    other = hashlib.sha256(b"another").hexdigest()
    for look_up in ("session_by_key", "holder_by_api_token", "api_client_by_secret"):
        text = LOOK_UPS[look_up]
        for known in (KEY, TOKEN, SECRET):
            text = text.replace(known.hex(), other)
        assert not await connection.fetch(text)
