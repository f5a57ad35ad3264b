"""Integrations: a secret seen once, rights in a part of the tree, revoked for good."""

import dataclasses
import datetime as dt
import hashlib

import pytest
import sqlalchemy as sa

from samsvar.domain import admissions, refusals, rights
from samsvar.domain import api_clients as domain
from samsvar.domain.rights import Role
from samsvar.operations import api_clients, scopes, units
from samsvar.operations.api_clients import Credentials
from samsvar.operations.scopes import HeldRole
from samsvar.persistence.api_clients import api_clients as table
from tests.factories.companies import NOW, Company


def drafted(company: Company, *allowed: str) -> api_clients.CreateApiClient:
    return api_clients.CreateApiClient(
        name="Tall fra kassa", unit=company.units["Privat"], scopes=allowed or ("okr:read", "okr:write")
    )


async def test_the_secret_is_returned_once_and_stored_as_a_hash(company: Company) -> None:
    astrid = await company.scope("Astrid")
    credentials = Credentials.fresh()
    first = await api_clients.create_api_client(astrid, drafted(company), credentials=credentials, now=NOW, key="k")
    again = await api_clients.create_api_client(
        astrid, drafted(company), credentials=Credentials.fresh(), now=NOW, key="k"
    )
    assert (first.secret, again.secret, again.id) == (credentials.secret, None, first.id)
    async with company.database.transaction(astrid) as connection:
        stored = (await connection.execute(sa.select(table).where(table.c.id == first.id))).one()
    assert stored.secret_hash == hashlib.sha256(credentials.secret.encode()).digest()


async def test_acts_in_its_unit_and_below_and_nowhere_else(company: Company) -> None:
    created = await api_clients.create_api_client(
        await company.scope("Astrid"), drafted(company), credentials=Credentials.fresh(), now=NOW
    )
    scope = await scopes.of_api_client(company.database, company.id, created.id, now=NOW)
    assert scope.roles == (HeldRole(company.units["Privat"], Role.INTEGRATION),)
    assert scope.reader_units == {company.units["Privat"]}
    draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=1)
    with pytest.raises(rights.Forbidden):
        await units.rename_unit(scope, draft, now=NOW)


async def test_without_the_scope_to_write_it_writes_nothing(company: Company) -> None:
    created = await api_clients.create_api_client(
        await company.scope("Astrid"), drafted(company, "okr:read"), credentials=Credentials.fresh(), now=NOW
    )
    scope = await scopes.of_api_client(company.database, company.id, created.id, now=NOW)
    draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=1)
    with pytest.raises(refusals.ScopeMissing):
        await units.rename_unit(scope, draft, now=NOW)


async def test_revoked_or_expired_it_is_nobody_at_once(company: Company) -> None:
    astrid = await company.scope("Astrid")
    short = dataclasses.replace(drafted(company), valid_until=NOW + dt.timedelta(hours=1))
    created = await api_clients.create_api_client(astrid, short, credentials=Credentials.fresh(), now=NOW)
    scope = await scopes.of_api_client(company.database, company.id, created.id, now=NOW)
    with pytest.raises(refusals.Unauthenticated):
        await scopes.of_api_client(company.database, company.id, created.id, now=NOW + dt.timedelta(hours=1))
    revocation = api_clients.RevokeApiClient(api_client=created.id, reason="lost")
    await api_clients.revoke_api_client(astrid, revocation, now=NOW)
    draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=1)
    with pytest.raises(refusals.Unauthenticated):
        await units.rename_unit(scope, draft, now=NOW)
    with pytest.raises(domain.ClientRevoked):
        await api_clients.revoke_api_client(astrid, revocation, now=NOW)


async def test_an_unknown_scope_or_issuer_is_refused(company: Company) -> None:
    astrid = await company.scope("Astrid")
    with pytest.raises(domain.ScopesUnknown):
        await api_clients.create_api_client(
            astrid, drafted(company, "okr:admin"), credentials=Credentials.fresh(), now=NOW
        )
    foreign = dataclasses.replace(drafted(company), issuer="https://elsewhere.test", client_id="kasse")
    with pytest.raises(admissions.IssuerUnknown):
        await api_clients.create_api_client(astrid, foreign, credentials=Credentials.fresh(), now=NOW)


async def test_only_administrators_create_one(company: Company) -> None:
    with pytest.raises(rights.Forbidden):
        await api_clients.create_api_client(
            await company.scope("Liv"), drafted(company), credentials=Credentials.fresh(), now=NOW
        )
