"""Changes of units on a day to come: planned, called off, and followed once the day is there."""

import asyncio
import datetime as dt

import pytest
import sqlalchemy as sa

from samsvar.domain import refusals, rights, unit_histories
from samsvar.domain import units as domain
from samsvar.domain.units import UnitKind
from samsvar.operations import people, scopes, units
from samsvar.persistence import unit_histories as histories
from samsvar.persistence.audit import audit_entries
from samsvar.persistence.units import units as table
from tests.factories.companies import NOW, TODAY, Company
from tests.operations.test_units import ending, history, moving, paths

WEEK = dt.timedelta(days=7)
SOON = TODAY + WEEK
LATER = TODAY + 2 * WEEK


def renaming(company: Company, unit: str, name: str, *, on: dt.date | None, version: int = 1) -> units.RenameUnit:
    return units.RenameUnit(unit=company.units[unit], name=name, expected_version=version, reason="clearer", on=on)


def moving_on(company: Company, unit: str, parent: str, on: dt.date, *, version: int = 1) -> units.MoveUnit:
    return units.MoveUnit(
        unit=company.units[unit], parent=company.units[parent], reason="nearer", expected_version=version, on=on
    )


def calling_off(company: Company, unit: str, on: dt.date, *, version: int = 2) -> units.CancelUnitChange:
    return units.CancelUnitChange(unit=company.units[unit], on=on, expected_version=version)


async def midnight(company: Company, day: dt.date) -> None:
    """Do what the job does when a day begins."""
    at = dt.datetime.combine(day, dt.time(0, 1), dt.UTC)
    await units.follow_plans(await company.samsvar(), units.FollowPlans(on=day), now=at)


async def tree(company: Company, day: dt.date) -> dict[str, str]:
    """Return each unit's place on a day, by the names of that day, from the history."""
    async with company.database.transaction(await company.samsvar()) as connection:
        kept = await histories.load(connection, company.id, since=dt.date(2024, 1, 1))
    chains = (kept.upward(own_id, day) for own_id in company.units.values())
    return {chain[0].name: "/".join(each.name for each in reversed(chain)) for chain in chains if chain}


class TestPlanning:
    async def test_leaves_the_present_tree_as_it_is_until_the_day(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        await units.move_unit(astrid, moving_on(company, "Privat", "Bedrift", SOON), now=NOW)
        assert (await paths(company))["Lån"] == "Nordlys/Privat/Lån"
        assert (await tree(company, SOON - dt.timedelta(1)))["Lån"] == "Nordlys/Privat/Lån"
        assert (await tree(company, SOON))["Lån"] == "Nordlys/Bedrift/Privat/Lån"
        await midnight(company, SOON)
        assert (await paths(company))["Lån"] == "Nordlys/Bedrift/Privat/Lån"

    async def test_of_the_past_is_refused(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        yesterday = TODAY - dt.timedelta(1)
        for asked in (
            units.rename_unit(astrid, renaming(company, "Kort", "Betaling", on=yesterday), now=NOW),
            units.move_unit(astrid, moving_on(company, "Kort", "Bedrift", yesterday), now=NOW),
            units.end_unit(astrid, ending(company, "Kort", on=yesterday), now=NOW),
        ):
            with pytest.raises(unit_histories.PastStays):
                await asked

    async def test_needs_the_rights_of_today(self, company: Company) -> None:
        with pytest.raises(rights.Forbidden):
            await units.move_unit(await company.scope("Per"), moving_on(company, "Kort", "Bedrift", SOON), now=NOW)

    async def test_of_two_at_once_that_would_close_a_circle_one_is_refused(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        results = await asyncio.gather(
            units.move_unit(astrid, moving_on(company, "Privat", "Bedrift", SOON), now=NOW),
            units.move_unit(astrid, moving_on(company, "Bedrift", "Privat", LATER), now=NOW),
            return_exceptions=True,
        )
        assert sum(isinstance(result, domain.CircleOfUnits) for result in results) == 1

    async def test_tells_the_audit_what_is_planned_and_for_when(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        await units.rename_unit(astrid, renaming(company, "Kort", "Betaling", on=SOON), now=NOW)
        async with company.database.transaction(astrid) as connection:
            entry = audit_entries.c
            found = await connection.execute(
                sa.select(entry.before, entry.after).where(
                    entry.node_id == company.units["Kort"], entry.deed == "renameUnit"
                )
            )
            before, after = found.one()
        assert before["name"] == "Kort"
        assert after == {"version": 2, "name": "Betaling", "plannedFor": SOON.isoformat()}


class TestFollowing:
    async def test_again_or_late_changes_nothing_more(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        await units.rename_unit(astrid, renaming(company, "Kort", "Betaling", on=SOON), now=NOW)
        for day in (SOON + WEEK, SOON + WEEK, SOON + 2 * WEEK):
            await midnight(company, day)
        async with company.database.transaction(astrid) as connection:
            versions = await connection.execute(sa.select(table.c.version).where(table.c.id == company.units["Kort"]))
            assert versions.scalar_one() == 3
        assert await history(company, "Kort") == [("Kort", dt.date(2024, 1, 1), SOON), ("Betaling", SOON, None)]

    async def test_twice_at_once_happens_once(self, company: Company) -> None:
        await units.rename_unit(await company.scope("Astrid"), renaming(company, "Kort", "Betaling", on=SOON), now=NOW)
        await asyncio.gather(*(midnight(company, SOON) for _ in range(3)))
        async with company.database.transaction(await company.samsvar()) as connection:
            done = await connection.execute(
                sa.select(sa.func.count()).where(
                    audit_entries.c.node_id == company.units["Kort"], audit_entries.c.deed == "followPlans"
                )
            )
            assert done.scalar_one() == 1

    async def test_lets_several_units_change_places_on_one_day(self, company: Company) -> None:
        """Kort goes below Bedrift, Bedrift below Privat, and Konto up: no order by number would do."""
        astrid = await company.scope("Astrid")
        await units.move_unit(astrid, moving_on(company, "Bedrift", "Privat", SOON), now=NOW)
        await units.move_unit(astrid, moving_on(company, "Kort", "Bedrift", SOON), now=NOW)
        await units.move_unit(astrid, moving_on(company, "Konto", "Nordlys", SOON), now=NOW)
        await midnight(company, SOON)
        assert {
            name: place for name, place in (await paths(company)).items() if name in ("Bedrift", "Kort", "Konto")
        } == {
            "Bedrift": "Nordlys/Privat/Bedrift",
            "Kort": "Nordlys/Privat/Bedrift/Kort",
            "Konto": "Nordlys/Konto",
        }

    async def test_lets_a_unit_and_the_one_above_it_swap_places(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        await units.move_unit(astrid, moving(company, "Bedrift", "Privat"), now=NOW)
        await units.move_unit(astrid, moving_on(company, "Bedrift", "Nordlys", SOON, version=2), now=NOW)
        await units.move_unit(astrid, moving_on(company, "Privat", "Bedrift", SOON), now=NOW)
        await midnight(company, SOON)
        assert await paths(company) == await tree(company, SOON)


class TestCallingOff:
    async def test_a_move_keeps_the_unit_where_it_is(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        await units.move_unit(astrid, moving_on(company, "Kort", "Bedrift", SOON), now=NOW)
        await units.cancel_unit_change(astrid, calling_off(company, "Kort", SOON), now=NOW)
        await midnight(company, SOON)
        assert (await paths(company))["Kort"] == "Nordlys/Privat/Kort"

    async def test_an_end_is_possible_on_the_day_itself_and_gives_the_roles_back(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        await units.end_unit(astrid, ending(company, "Kort"), now=NOW)
        assert (await company.scope("Odd")).roles == ()
        await units.cancel_unit_change(astrid, calling_off(company, "Kort", TODAY), now=NOW)
        assert [held.role for held in (await company.scope("Odd")).roles] == [rights.Role.OKR_MASTER]

    async def test_a_founding_leaves_the_unit_out_of_every_tree(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        draft = units.FoundUnit(parent=company.units["Privat"], kind=UnitKind.TEAM, name="Sparing", on=SOON)
        founded = await units.found_unit(astrid, draft, now=NOW)
        await units.cancel_unit_change(
            astrid, units.CancelUnitChange(unit=founded, on=SOON, expected_version=1), now=NOW
        )
        async with company.database.transaction(astrid) as connection:
            kept = await histories.load(connection, company.id, since=TODAY)
        assert kept.on(founded, SOON) is None

    async def test_what_has_happened_is_refused(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        await units.rename_unit(astrid, renaming(company, "Kort", "Betaling", on=None), now=NOW)
        with pytest.raises(unit_histories.PastStays):
            await units.cancel_unit_change(astrid, calling_off(company, "Kort", TODAY), now=NOW)

    async def test_on_a_stale_version_is_refused(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        await units.move_unit(astrid, moving_on(company, "Kort", "Bedrift", SOON), now=NOW)
        with pytest.raises(refusals.StaleVersion):
            await units.cancel_unit_change(astrid, calling_off(company, "Kort", SOON, version=1), now=NOW)


class TestTakingAFoundingBack:
    async def test_is_refused_once_somebody_holds_a_role_there(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        draft = units.FoundUnit(parent=company.units["Privat"], kind=UnitKind.TEAM, name="Sparing")
        founded = await units.found_unit(astrid, draft, now=NOW)
        await people.grant_membership(
            astrid, people.GrantMembership(person=company.people["Nils"], unit=founded, role=rights.Role.LEAD), now=NOW
        )
        end = units.EndUnit(unit=founded, on=TODAY, reason="A mistake.", expected_version=1)
        with pytest.raises(domain.UnitInUse):
            await units.end_unit(astrid, end, now=NOW)

    async def test_on_its_first_day_needs_no_delete(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        draft = units.FoundUnit(parent=company.units["Privat"], kind=UnitKind.TEAM, name="Sparing")
        founded = await units.found_unit(astrid, draft, now=NOW)
        await units.end_unit(
            astrid, units.EndUnit(unit=founded, on=TODAY, reason="A mistake.", expected_version=1), now=NOW
        )
        async with company.database.transaction(astrid) as connection:
            found = await connection.execute(sa.select(table.c.valid_to).where(table.c.id == founded))
            assert found.scalar_one() == TODAY


async def test_roles_last_no_longer_than_their_unit(company: Company) -> None:
    await units.end_unit(await company.scope("Astrid"), ending(company, "Kort", on=SOON), now=NOW)
    before = await scopes.of_person(company.database, company.id, company.people["Mia"], now=NOW + WEEK / 2)
    after = await scopes.of_person(company.database, company.id, company.people["Mia"], now=NOW + WEEK)
    assert (len(before.roles), len(after.roles)) == (1, 0)


async def test_a_unit_that_did_something_cannot_be_deleted_even_by_the_database(company: Company) -> None:
    """There is no deed for it either; foreign keys of what it did stand behind."""
    assert not hasattr(units, "delete_unit")
    with pytest.raises(sa.exc.IntegrityError):
        async with company.database.transaction(await company.samsvar()) as connection:
            await connection.execute(sa.delete(table).where(table.c.id == company.units["Kort"]))
