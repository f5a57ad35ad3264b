"""Organisations: founded apart from each other, changed by their administrators."""

import datetime as dt

import pytest
import sqlalchemy as sa

from samsvar.domain import organisations as domain
from samsvar.domain import rights
from samsvar.domain.organisations import Locale
from samsvar.domain.units import UnitKind
from samsvar.operations import organisations, scopes
from samsvar.persistence.database import Database as Transactions
from samsvar.persistence.organisations import organisations as table
from tests.factories.companies import NOW, Company

DRAFT = organisations.FoundOrganisation(name="Fjordkraft", slug="fjordkraft", on=dt.date(2024, 1, 1))


async def test_a_slug_is_taken_once_even_by_an_organisation_that_one_cannot_see(transactions: Transactions) -> None:
    await organisations.found_organisation(transactions, DRAFT, now=NOW)
    with pytest.raises(domain.SlugTaken):
        await organisations.found_organisation(transactions, DRAFT, now=NOW)


async def test_samsvar_itself_reads_every_draft_of_one_organisation(company: Company) -> None:
    assert (await company.samsvar()).reader_units == {company.units["Nordlys"]}


async def test_settings_that_are_left_out_stay(company: Company) -> None:
    astrid = await company.scope("Astrid")
    draft = organisations.ChangeOrganisationSettings(
        expected_version=1, locale=Locale.EN, levels=(UnitKind.TEAM, UnitKind.COMPANY)
    )
    await organisations.change_organisation_settings(astrid, draft, now=NOW)
    async with company.database.transaction(astrid) as connection:
        row = (await connection.execute(sa.select(table))).one()
    assert (row.name, row.locale, row.cycle_months, row.version) == ("Nordlys", "en", 4, 2)
    assert row.levels == ["COMPANY", "TEAM"]
    assert (await company.scope("Nils")).locale == "en"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"timezone": "Oslo"}, domain.TimezoneUnknown),
        ({"timezone": "../../etc/passwd"}, domain.TimezoneUnknown),
        ({"cycle_months": 6}, domain.ChoiceUnknown),
        ({"levels": (UnitKind.TEAM,)}, domain.CompanyLevelMissing),
    ],
)
async def test_a_setting_that_cannot_be_is_refused(
    company: Company, change: dict[str, object], refusal: type[Exception]
) -> None:
    draft = organisations.ChangeOrganisationSettings(expected_version=1, **change)  # type: ignore[arg-type]
    with pytest.raises(refusal):
        await organisations.change_organisation_settings(await company.scope("Astrid"), draft, now=NOW)


async def test_settings_are_not_for_leads(company: Company) -> None:
    draft = organisations.ChangeOrganisationSettings(expected_version=1, name="Livs bank")
    with pytest.raises(rights.Forbidden):
        await organisations.change_organisation_settings(await company.scope("Liv"), draft, now=NOW)


async def test_an_organisation_that_does_not_exist_has_no_scope(company: Company) -> None:
    from samsvar.domain import refusals

    with pytest.raises(refusals.Unauthenticated):
        await scopes.of_samsvar(company.database, company.units["Kort"])
