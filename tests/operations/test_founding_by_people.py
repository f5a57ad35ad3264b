"""An organisation founded by somebody who signed in: once for each sign-in, and only the first where that is the rule."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator

import pytest

from samsvar.connectors import embedded_postgres
from samsvar.domain import organisations as domain
from samsvar.domain.sign_ins import Identity
from samsvar.operations import organisations, scopes
from samsvar.operations.organisations import Founder, FoundOrganisation
from samsvar.persistence.database import Database as Transactions
from tests.conftest import Database
from tests.factories.companies import NOW, TODAY

THEA = Identity("https://id.test", "thea", "Thea", "thea@verksted.test", None, frozenset(), is_email_verified=True)


@pytest.fixture
async def empty(postgres_server: embedded_postgres.Server, template_database: str) -> AsyncIterator[Transactions]:
    """A database in which there is no organisation."""
    database = Database("test_founding_first", postgres_server)
    postgres_server.create_database(database.name, template=template_database)
    opened = Transactions(database.url)
    yield opened
    await opened.close()
    postgres_server.drop_database(database.name)


def plan(slug: str) -> FoundOrganisation:
    return FoundOrganisation(name="Verkstedet", slug=slug, on=TODAY)


def founder(proof: str, *, is_first_only: bool = True) -> Founder:
    return Founder(
        dataclasses.replace(THEA, subject=proof),
        proof_hash=proof.encode().ljust(32, b"-"),
        proof_expires_at=NOW.replace(hour=23),
        is_first_only=is_first_only,
    )


async def test_the_first_is_founded_and_no_second_one(empty: Transactions) -> None:
    assert await organisations.may_be_founded(empty, is_first_only=True)
    await organisations.found_by_person(empty, plan("first"), founder("one"), now=NOW)
    assert not await organisations.may_be_founded(empty, is_first_only=True)
    with pytest.raises(domain.FoundingClosed):
        await organisations.found_by_person(empty, plan("second"), founder("two"), now=NOW)
    assert await organisations.may_be_founded(empty, is_first_only=False)
    await organisations.found_by_person(empty, plan("second"), founder("two", is_first_only=False), now=NOW)


async def test_of_two_at_once_one_is_the_first(empty: Transactions) -> None:
    endings = await asyncio.gather(
        *(
            organisations.found_by_person(empty, plan(f"at-once-{number}"), founder(f"n{number}"), now=NOW)
            for number in range(4)
        ),
        return_exceptions=True,
    )
    closed = [ending for ending in endings if isinstance(ending, domain.FoundingClosed)]
    assert len(closed) == len(endings) - 1, endings


async def test_a_sign_in_founds_once_even_at_once(empty: Transactions) -> None:
    endings = await asyncio.gather(
        *(
            organisations.found_by_person(empty, plan(f"once-{number}"), founder("same", is_first_only=False), now=NOW)
            for number in range(4)
        ),
        return_exceptions=True,
    )
    again = [ending for ending in endings if isinstance(ending, domain.FoundedAlready)]
    assert len(again) == len(endings) - 1, endings


async def test_what_was_refused_leaves_the_sign_in_as_it_was(empty: Transactions) -> None:
    open_to_all = founder("careful", is_first_only=False)
    with pytest.raises(domain.SlugUnusable):
        await organisations.found_by_person(empty, plan("Not a slug"), open_to_all, now=NOW)
    organisation = await organisations.found_by_person(empty, plan("a-slug"), open_to_all, now=NOW)
    samsvar = await scopes.of_samsvar(empty, organisation)
    assert len(samsvar.reader_units) == 1
