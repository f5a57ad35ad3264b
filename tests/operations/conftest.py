"""What tests of operations act in."""

from collections.abc import AsyncIterator

import pytest

from samsvar.persistence.database import Database as Transactions
from tests.conftest import Database
from tests.factories import companies
from tests.factories import plans as plans_factory
from tests.factories.companies import Company
from tests.factories.plans import Plans


@pytest.fixture(scope="module")
async def transactions(database: Database) -> AsyncIterator[Transactions]:
    """The module's database, as operations reach it."""
    reached = Transactions(database.url)
    yield reached
    await reached.close()


@pytest.fixture
async def company(transactions: Transactions) -> Company:
    """A company of the test's own; see :class:`tests.factories.companies.Company`."""
    return await companies.found(transactions)


@pytest.fixture
async def plans(company: Company) -> Plans:
    """The company with cycles to write OKRs in; see :class:`tests.factories.plans.Plans`."""
    return await plans_factory.found(company)
