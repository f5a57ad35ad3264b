"""An organisation says whom it lets in and what groups mean; nobody else does."""

import os
import subprocess
import sys

import pytest
import sqlalchemy as sa

from samsvar.domain import rights
from samsvar.operations import admissions, scopes
from samsvar.operations.admissions import Admit, GroupMeaning
from samsvar.persistence.database import Database as Transactions
from tests.conftest import Database
from tests.factories.companies import NOW, Company

ISSUER = "https://id.nordlys.test"


async def facts(transactions: Transactions, company: Company) -> tuple[list[tuple[str, str]], list[tuple[str, ...]]]:
    """Return the company's issuers with their admission, and what groups mean there."""
    async with transactions.transaction(await company.samsvar()) as connection:
        issuers = await connection.execute(sa.text("select issuer, admission from samsvar.organisation_issuers"))
        meanings = await connection.execute(
            sa.text(
                "select m.group_name, m.role, coalesce(u.name, '-') from samsvar.group_mappings m"
                " left join samsvar.units u on u.id = m.unit_id order by 1, 2, 3"
            )
        )
        return [tuple(row) for row in issuers], [tuple(row) for row in meanings]


class TestAdmit:
    async def test_lets_in_the_groups_that_mean_something(self, transactions: Transactions, company: Company) -> None:
        meanings = [
            GroupMeaning("kort", "MEMBER", "Kort"),
            GroupMeaning("guests", "VIEWER"),
            GroupMeaning("it", "ADMIN"),
        ]
        await admissions.admit(await company.samsvar(), Admit(ISSUER, meanings=meanings), now=NOW)
        assert await facts(transactions, company) == (
            [(ISSUER, "MAPPED_GROUPS")],
            [("guests", "VIEWER", "Nordlys"), ("it", "ADMIN", "-"), ("kort", "MEMBER", "Kort")],
        )

    async def test_changes_nothing_the_second_time(self, transactions: Transactions, company: Company) -> None:
        draft = Admit(ISSUER, meanings=[GroupMeaning("it", "ADMIN")])
        for _ in range(2):
            await admissions.admit(await company.samsvar(), draft, now=NOW)
        async with transactions.transaction(await company.samsvar()) as connection:
            entries = await connection.execute(
                sa.text("select count(*) from samsvar.audit_entries where deed = 'admit'")
            )
            assert entries.scalar_one() == 2  # The issuer, and the group; once each.
        assert (await facts(transactions, company))[1] == [("it", "ADMIN", "-")]

    async def test_never_shuts_anybody_out(self, transactions: Transactions, company: Company) -> None:
        samsvar = await company.samsvar()
        await admissions.admit(samsvar, Admit(ISSUER, is_for_everyone=True), now=NOW)
        await admissions.admit(samsvar, Admit(ISSUER, meanings=[GroupMeaning("it", "ADMIN")]), now=NOW)
        assert (await facts(transactions, company))[0] == [(ISSUER, "EVERYONE")]

    async def test_is_for_administrators(self, company: Company) -> None:
        draft = Admit(ISSUER, is_for_everyone=True)
        for name in ("Liv", "Odd", "Vidar", "Nils"):
            with pytest.raises(rights.Forbidden):
                await admissions.admit(await company.scope(name), draft, now=NOW)
        await admissions.admit(await company.scope("Astrid"), draft, now=NOW)

    @pytest.mark.parametrize("unit", ["Elsewhere", ""])
    async def test_needs_a_unit_that_there_is(self, transactions: Transactions, company: Company, unit: str) -> None:
        draft = Admit(ISSUER, meanings=[GroupMeaning("it", "ADMIN"), GroupMeaning("kort", "MEMBER", unit)])
        with pytest.raises(admissions.UnitUnclear):
            await admissions.admit(await company.samsvar(), draft, now=NOW)
        assert await facts(transactions, company) == ([], [])


class TestTheCommand:
    def samsvar(self, database: Database, *arguments: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("SAMSVAR_")}
        return subprocess.run(
            [sys.executable, "-m", "samsvar.cli", "organisations", "admit", *arguments],
            env={**clean, "SAMSVAR_DATABASE_URL": database.url},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    async def slug(self, transactions: Transactions, company: Company) -> str:
        async with transactions.transaction(await scopes.of_samsvar(transactions, company.id)) as connection:
            return str((await connection.execute(sa.text("select slug from samsvar.organisations"))).scalar_one())

    async def test_does_the_same(self, database: Database, transactions: Transactions, company: Company) -> None:
        slug = await self.slug(transactions, company)
        ran = self.samsvar(database, slug, "--issuer", ISSUER, "--group", "kort", "--role", "LEAD", "--unit", "Kort")
        assert (ran.returncode, ran.stdout) == (0, f"{slug} lets in the group kort of {ISSUER}.\n")
        assert await facts(transactions, company) == ([(ISSUER, "MAPPED_GROUPS")], [("kort", "LEAD", "Kort")])

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            (["nowhere", "--everyone"], "There is no organisation nowhere."),
            (["{slug}"], "Say whom to let in: --group NAME, or --everyone."),
            (["{slug}", "--group", "x", "--role", "BOSS"], "There is no role BOSS."),
            (["{slug}", "--group", "x", "--role", "ADMIN", "--unit", "Kort"], "leave --unit out"),
            (["{slug}", "--group", "x", "--unit", "Elsewhere"], "has no unit called 'Elsewhere' today"),
        ],
    )
    async def test_says_in_a_sentence_what_stops_it(
        self,
        database: Database,
        transactions: Transactions,
        company: Company,
        arguments: list[str],
        sentence: str,
    ) -> None:
        slug = await self.slug(transactions, company)
        ran = self.samsvar(database, *(each.format(slug=slug) for each in arguments), "--issuer", ISSUER)
        assert ran.returncode == 1
        assert sentence in ran.stderr
        assert "Traceback" not in ran.stderr
