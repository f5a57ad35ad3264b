"""What a change of a unit would do, told before it is done."""

import datetime as dt

import pytest

from samsvar.domain import refusals, rights
from samsvar.domain import units as domain
from samsvar.domain.units import UnitKind
from samsvar.operations import unit_previews, units
from samsvar.operations.organisations import ChangeOrganisationSettings, change_organisation_settings
from samsvar.operations.unit_previews import Preview
from samsvar.persistence import units as table
from samsvar.persistence.database import Database as Transactions
from tests.factories import okrs
from tests.factories.companies import NOW, TODAY, Company
from tests.factories.okrs import Okrs

WEEK = dt.timedelta(days=7)


@pytest.fixture(scope="module")
async def ours(transactions: Transactions) -> Okrs:
    """The company with OKRs, which previews leave as they are; see :class:`tests.factories.okrs.Okrs`."""
    return await okrs.made(transactions)


def moving(company: Company, unit: str, parent: str) -> units.MoveUnit:
    return units.MoveUnit(unit=company.units[unit], parent=company.units[parent], reason="nearer", expected_version=1)


def told(preview: Preview) -> dict[str, tuple[int, list[str]]]:
    assert not preview.problems, preview.problems
    return {effect.kind: (effect.count, [each.title for each in effect.examples]) for effect in preview.effects}


async def asked(company: Company, by: str, draft: units.MoveUnit | units.EndUnit | units.RenameUnit) -> Preview:
    return await unit_previews.preview(await company.scope(by), draft, now=NOW)


async def test_a_move_tells_what_goes_along_and_who_reads_drafts_from_then_on(ours: Okrs) -> None:
    effects = told(await asked(ours.company, "Liv", moving(ours.company, "Privat", "Bedrift")))
    assert effects["UNITS_ALONG"] == (2, ["Kort", "Lån"])
    assert effects["READERS_GAINED"] == (1, ["Bedrift"])
    assert "READERS_LOST" not in effects
    assert effects["CLOSED_SETS_STAY"] == (1, [])


async def test_a_move_to_another_division_tells_which_links_then_cross_divisions(ours: Okrs) -> None:
    effects = told(await asked(ours.company, "Liv", moving(ours.company, "Kort", "Bedrift")))
    assert effects["READERS_GAINED"] == (1, ["Bedrift"])
    assert effects["READERS_LOST"] == (1, ["Privat"])
    assert effects["CONTRIBUTIONS_TURNED"][1]
    assert effects["CONTRIBUTIONS_ACROSS"][1]


async def test_drafts_are_counted_only_for_those_who_see_them(ours: Okrs) -> None:
    seen = {
        name: told(await asked(ours.company, name, moving(ours.company, "Privat", "Bedrift")))["OKR_SETS_ALONG"][0]
        for name in ("Liv", "Astrid")
    }
    assert seen["Liv"] == seen["Astrid"] + 2  # Lån's draft, and Kort's of the next cycle.


async def test_an_end_tells_what_is_left_behind(ours: Okrs) -> None:
    end = units.EndUnit(unit=ours.company.units["Kort"], on=TODAY + WEEK, reason="merged", expected_version=1)
    effects = told(await asked(ours.company, "Liv", end))
    assert effects["ROLES_END"] == (3, ["Mia", "Odd", "Vidar"])
    assert effects["OBJECTIVES_LEFT"][1] == ["Kortet virker overalt", "A card team that learns", "Kort på klokken"]
    assert effects["CLOSED_SETS_STAY"] == (1, [])


async def test_what_would_be_refused_is_told_instead(ours: Okrs) -> None:
    end = units.EndUnit(unit=ours.company.units["Privat"], on=TODAY, reason="merged", expected_version=1)
    assert [type(each) for each in (await asked(ours.company, "Liv", end)).problems] == [domain.UnitsBelowLive]
    stranger = await asked(ours.company, "Mia", moving(ours.company, "Kort", "Bedrift"))
    assert [type(each) for each in stranger.problems] == [rights.Forbidden]


async def test_an_older_version_is_told_to_be_stale(ours: Okrs) -> None:
    draft = units.RenameUnit(unit=ours.company.units["Kort"], name="Betaling", expected_version=0)
    assert [type(each) for each in (await asked(ours.company, "Liv", draft)).problems] == [refusals.StaleVersion]


async def test_nothing_is_stored(ours: Okrs) -> None:
    await asked(ours.company, "Liv", moving(ours.company, "Kort", "Bedrift"))
    async with ours.company.database.transaction(await ours.company.samsvar()) as connection:
        kept = await table.load(connection, ours.company.id, ours.company.units["Kort"])
    assert kept is not None
    assert (kept.version, kept.parent_id) == (1, ours.company.units["Privat"])


async def test_founding_on_a_level_that_is_not_in_use_says_so(company: Company) -> None:
    astrid = await company.scope("Astrid")
    await change_organisation_settings(
        astrid,
        ChangeOrganisationSettings(expected_version=1, levels=(UnitKind.COMPANY, UnitKind.DIVISION)),
        now=NOW,
    )
    draft = units.FoundUnit(parent=company.units["Privat"], kind=UnitKind.TEAM, name="Sparing")
    preview = await unit_previews.preview(astrid, draft, now=NOW)
    assert [effect.kind for effect in preview.effects] == ["LEVEL_NOT_IN_USE"]
