"""Units: founded, renamed, moved and ended, with their history (invariant 2)."""

import asyncio
import dataclasses
import datetime as dt

import pytest
import sqlalchemy as sa

from samsvar.domain import refusals, rights
from samsvar.domain import units as domain
from samsvar.domain.units import UnitKind
from samsvar.operations import units
from samsvar.persistence.people import memberships
from samsvar.persistence.units import unit_versions
from samsvar.persistence.units import units as table
from tests.factories import companies
from tests.factories.companies import BEGAN_ON, NOW, TODAY, Company

WEEK = dt.timedelta(days=7)


async def paths(company: Company) -> dict[str, str]:
    """Return each unit's place, by the names of the units from the company down to it."""
    async with company.database.transaction(await company.samsvar()) as connection:
        rows = (await connection.execute(sa.select(table.c.number, table.c.name, table.c.path))).all()
    names = {str(row.number): row.name for row in rows}
    return {row.name: "/".join(names[number] for number in row.path.split("/")[:-1]) for row in rows}


async def history(company: Company, unit: str) -> list[tuple[str, dt.date, dt.date | None]]:
    """Return what a unit was called and when, oldest first."""
    async with company.database.transaction(await company.samsvar()) as connection:
        version = unit_versions.c
        found = await connection.execute(
            sa.select(version.name, version.valid_from, version.valid_to)
            .where(version.unit_id == company.units[unit])
            .order_by(version.valid_from)
        )
        return [tuple(row) for row in found]


def moving(company: Company, unit: str, parent: str, *, version: int = 1) -> units.MoveUnit:
    return units.MoveUnit(
        unit=company.units[unit], parent=company.units[parent], reason="reorganised", expected_version=version
    )


def ending(company: Company, unit: str, *, on: dt.date = TODAY, version: int = 1) -> units.EndUnit:
    return units.EndUnit(unit=company.units[unit], on=on, reason="merged", expected_version=version)


class TestFounding:
    async def test_places_the_unit_below_its_parent(self, company: Company) -> None:
        draft = units.FoundUnit(parent=company.units["Bedrift"], kind=UnitKind.TEAM, name="  Valuta ")
        await units.found_unit(await company.scope("Astrid"), draft, now=NOW)
        assert (await paths(company))["Valuta"] == "Nordlys/Bedrift/Valuta"

    async def test_by_a_division_lead_reaches_no_further_than_the_division(self, company: Company) -> None:
        per = await company.scope("Per")
        own = units.FoundUnit(parent=company.units["Privat"], kind=UnitKind.TEAM, name="Sparing")
        await units.found_unit(per, own, now=NOW)
        with pytest.raises(rights.Forbidden) as refused:
            await units.found_unit(per, dataclasses.replace(own, parent=company.units["Bedrift"]), now=NOW)
        assert refused.value.field == "parent"

    @pytest.mark.parametrize(("parent", "kind"), [("Kort", UnitKind.TEAM), ("Privat", UnitKind.COMPANY)])
    async def test_refuses_a_level_that_does_not_go_below_the_parents(
        self, company: Company, parent: str, kind: UnitKind
    ) -> None:
        with pytest.raises(domain.LevelMismatch):
            await units.found_unit(
                await company.scope("Astrid"),
                units.FoundUnit(parent=company.units[parent], kind=kind, name="Et team"),
                now=NOW,
            )

    async def test_does_not_find_a_unit_of_another_organisation(self, company: Company) -> None:
        other = await companies.found(company.database)
        with pytest.raises(refusals.NotFound) as refused:
            await units.found_unit(
                await company.scope("Astrid"),
                units.FoundUnit(parent=other.units["Privat"], kind=UnitKind.TEAM, name="Valuta"),
                now=NOW,
            )
        assert refused.value.field == "parent"


class TestRenaming:
    async def test_keeps_the_old_name_in_the_history(self, company: Company) -> None:
        later = NOW + WEEK
        draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=1, reason="clearer")
        await units.rename_unit(await company.scope("Per"), draft, now=later)
        assert await history(company, "Kort") == [
            ("Kort", BEGAN_ON, later.date()),
            ("Betaling", later.date(), None),
        ]

    async def test_twice_on_a_day_leaves_one_version_of_that_day(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        for version, name in ((1, "Betaling"), (2, "Betalinger")):
            draft = units.RenameUnit(unit=company.units["Kort"], name=name, expected_version=version)
            await units.rename_unit(astrid, draft, now=NOW)
        assert await history(company, "Kort") == [("Kort", BEGAN_ON, TODAY), ("Betalinger", TODAY, None)]

    async def test_on_a_stale_version_is_refused_with_what_changed_and_by_whom(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=1)
        await units.rename_unit(astrid, draft, now=NOW)
        with pytest.raises(refusals.StaleVersion) as refused:
            await units.rename_unit(astrid, dataclasses.replace(draft, name="Kortene"), now=NOW)
        assert refused.value.field == "expectedVersion"
        assert refused.value.current == 2
        assert [(one.field, one.before, one.after, one.by) for one in refused.value.changes] == [
            ("name", "Kort", "Betaling", "Astrid")
        ]

    async def test_with_the_same_key_again_changes_nothing_and_returns_the_first_result(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=1)
        first = await units.rename_unit.perform(astrid, draft, now=NOW, key="k1")
        again = await units.rename_unit.perform(astrid, draft, now=NOW + WEEK, key="k1")
        assert (first.is_first, again.is_first, again.id) == (True, False, first.id)
        assert len(await history(company, "Kort")) == 2

    async def test_with_the_same_key_for_something_else_is_refused(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=1)
        await units.rename_unit(astrid, draft, now=NOW, key="k1")
        with pytest.raises(refusals.IdempotencyKeyReused):
            await units.rename_unit(astrid, dataclasses.replace(draft, name="Kortene"), now=NOW, key="k1")

    async def test_twice_at_once_with_one_key_happens_once(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        draft = units.FoundUnit(parent=company.units["Privat"], kind=UnitKind.TEAM, name="Sparing")
        outcomes = await asyncio.gather(
            *(units.found_unit.perform(astrid, draft, now=NOW, key="one") for _ in range(4))
        )
        assert len({outcome.id for outcome in outcomes}) == 1
        assert [outcome.is_first for outcome in outcomes].count(True) == 1


class TestMoving:
    async def test_takes_all_units_below_along(self, company: Company) -> None:
        await units.move_unit(await company.scope("Astrid"), moving(company, "Privat", "Bedrift"), now=NOW)
        assert (await paths(company))["Lån"] == "Nordlys/Bedrift/Privat/Lån"

    async def test_below_itself_is_refused_and_names_the_circle(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        draft = units.FoundUnit(parent=company.units["Privat"], kind=UnitKind.DIVISION, name="Nord")
        north = await units.found_unit(astrid, draft, now=NOW)
        move = units.MoveUnit(unit=company.units["Privat"], parent=north, reason="reorganised", expected_version=1)
        with pytest.raises(domain.CircleOfUnits) as refused:
            await units.move_unit(astrid, move, now=NOW)
        assert refused.value.path == ["Privat", "Nord", "Privat"]

    async def test_of_two_that_would_close_a_circle_together_one_is_refused(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        results = await asyncio.gather(
            units.move_unit(astrid, moving(company, "Privat", "Bedrift"), now=NOW),
            units.move_unit(astrid, moving(company, "Bedrift", "Privat"), now=NOW),
            return_exceptions=True,
        )
        refused = [result for result in results if isinstance(result, domain.CircleOfUnits)]
        assert len(refused) == 1
        assert len(set((await paths(company)).values())) == 6

    async def test_needs_the_right_at_both_places(self, company: Company) -> None:
        with pytest.raises(rights.Forbidden) as refused:
            await units.move_unit(await company.scope("Per"), moving(company, "Kort", "Bedrift"), now=NOW)
        assert refused.value.field == "parent"
        await units.move_unit(await company.scope("Liv"), moving(company, "Kort", "Bedrift"), now=NOW)
        assert (await paths(company))["Kort"] == "Nordlys/Bedrift/Kort"

    async def test_of_the_company_is_refused(self, company: Company) -> None:
        with pytest.raises(domain.CompanyStays):
            await units.move_unit(await company.scope("Astrid"), moving(company, "Nordlys", "Privat"), now=NOW)


class TestEnding:
    async def test_ends_the_history_on_that_day_and_keeps_the_unit(self, company: Company) -> None:
        await units.end_unit(await company.scope("Astrid"), ending(company, "Kort", on=TODAY + WEEK), now=NOW)
        assert await history(company, "Kort") == [("Kort", BEGAN_ON, TODAY + WEEK)]
        assert "Kort" in await paths(company)

    async def test_is_refused_while_units_below_go_on(self, company: Company) -> None:
        with pytest.raises(domain.UnitsBelowLive) as refused:
            await units.end_unit(await company.scope("Astrid"), ending(company, "Privat"), now=NOW)
        assert refused.value.units == ["Kort", "Lån"]

    async def test_by_the_units_own_lead_is_for_those_above(self, company: Company) -> None:
        with pytest.raises(rights.Forbidden):
            await units.end_unit(await company.scope("Lars"), ending(company, "Lån"), now=NOW)

    async def test_lets_nothing_new_begin_in_it(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        await units.end_unit(astrid, ending(company, "Kort"), now=NOW)
        draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=2)
        with pytest.raises(domain.UnitEnded):
            await units.rename_unit(astrid, draft, now=NOW)

    async def test_of_a_parent_at_the_moment_a_team_is_founded_below_lets_only_one_of_both_happen(
        self, company: Company
    ) -> None:
        astrid = await company.scope("Astrid")
        await units.end_unit(astrid, ending(company, "Konto"), now=NOW)
        results = await asyncio.gather(
            units.end_unit(astrid, ending(company, "Bedrift"), now=NOW),
            units.found_unit(
                astrid,
                units.FoundUnit(parent=company.units["Bedrift"], kind=UnitKind.TEAM, name="Valuta"),
                now=NOW,
            ),
            return_exceptions=True,
        )
        assert sum(isinstance(result, refusals.Refusal) for result in results) == 1

    async def test_twice_on_different_days_moves_the_end(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        await units.end_unit(astrid, ending(company, "Kort", on=TODAY + WEEK), now=NOW)
        await units.end_unit(astrid, ending(company, "Kort", on=TODAY + 2 * WEEK, version=2), now=NOW)
        assert await history(company, "Kort") == [("Kort", BEGAN_ON, TODAY + 2 * WEEK)]


async def test_a_role_that_ended_no_longer_counts_even_in_a_scope_made_before(company: Company) -> None:
    before = await company.scope("Per")
    await _end_memberships(company, "Per")
    draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=1)
    with pytest.raises(rights.Forbidden):
        await units.rename_unit(before, draft, now=NOW)


async def _end_memberships(company: Company, person: str) -> None:
    async with company.database.transaction(await company.samsvar()) as connection:
        await connection.execute(
            sa.update(memberships).where(memberships.c.person_id == company.people[person]).values(valid_to=TODAY)
        )
