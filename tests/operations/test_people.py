"""Roles and administration: granted, ended, never left to nobody."""

import asyncio
import datetime as dt
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import people as domain
from samsvar.domain import refusals, rights
from samsvar.domain.organisations import Locale
from samsvar.domain.rights import Role
from samsvar.operations import people
from samsvar.operations.scopes import HeldRole
from samsvar.persistence.people import administrators, memberships
from tests.factories import companies
from tests.factories.companies import NOW, TODAY, Company

WEEK = dt.timedelta(days=7)


def granting(
    company: Company, person: str, unit: str, role: Role, *, on: dt.date | None = None
) -> people.GrantMembership:
    return people.GrantMembership(person=company.people[person], unit=company.units[unit], role=role, on=on)


async def membership_of(company: Company, person: str) -> UUID:
    """Return the id of somebody's only membership."""
    async with company.database.transaction(await company.samsvar()) as connection:
        found = await connection.execute(
            sa.select(memberships.c.id).where(memberships.c.person_id == company.people[person])
        )
        own_id: UUID = found.scalar_one()
        return own_id


class TestGranting:
    async def test_gives_the_role_from_today(self, company: Company) -> None:
        await people.grant_membership(
            await company.scope("Per"), granting(company, "Nils", "Kort", Role.MEMBER), now=NOW
        )
        assert (await company.scope("Nils")).roles == (HeldRole(company.units["Kort"], Role.MEMBER),)

    async def test_for_a_later_day_gives_nothing_until_then(self, company: Company) -> None:
        draft = granting(company, "Nils", "Kort", Role.MEMBER, on=TODAY + WEEK)
        await people.grant_membership(await company.scope("Per"), draft, now=NOW)
        assert (await company.scope("Nils")).roles == ()
        assert len((await company.scope("Nils", now=NOW + WEEK)).roles) == 1

    async def test_outside_the_own_part_of_the_tree_is_refused(self, company: Company) -> None:
        with pytest.raises(rights.Forbidden):
            await people.grant_membership(
                await company.scope("Per"), granting(company, "Nils", "Konto", Role.MEMBER), now=NOW
            )

    async def test_twice_at_once_gives_the_role_once(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        draft = granting(company, "Nils", "Kort", Role.MEMBER)
        results = await asyncio.gather(
            *(people.grant_membership(astrid, draft, now=NOW) for _ in range(2)), return_exceptions=True
        )
        assert sum(isinstance(result, domain.RoleHeldAlready) for result in results) == 1

    async def test_to_somebody_of_another_organisation_finds_nobody(self, company: Company) -> None:
        other = await companies.found(company.database)
        draft = people.GrantMembership(person=other.people["Nils"], unit=company.units["Kort"], role=Role.MEMBER)
        with pytest.raises(refusals.NotFound) as refused:
            await people.grant_membership(await company.scope("Astrid"), draft, now=NOW)
        assert refused.value.field == "person"

    async def test_of_an_integrations_role_is_refused(self, company: Company) -> None:
        with pytest.raises(domain.RoleNotGranted):
            await people.grant_membership(
                await company.scope("Astrid"), granting(company, "Nils", "Kort", Role.INTEGRATION), now=NOW
            )

    async def test_as_a_viewer_shows_no_drafts(self, company: Company) -> None:
        vidar = await company.scope("Vidar")
        assert vidar.roles == (HeldRole(company.units["Kort"], Role.VIEWER),)
        assert vidar.reader_units == frozenset()


class TestEnding:
    async def test_takes_the_role_as_of_today(self, company: Company) -> None:
        draft = people.EndMembership(membership=await membership_of(company, "Mia"))
        await people.end_membership(await company.scope("Per"), draft, now=NOW)
        assert (await company.scope("Mia")).roles == ()

    async def test_again_is_refused(self, company: Company) -> None:
        per = await company.scope("Per")
        draft = people.EndMembership(membership=await membership_of(company, "Mia"))
        await people.end_membership(per, draft, now=NOW)
        with pytest.raises(domain.MembershipEnded):
            await people.end_membership(per, draft, now=NOW)

    async def test_of_what_a_group_gave_is_refused(self, company: Company) -> None:
        membership = await membership_of(company, "Mia")
        async with company.database.transaction(await company.samsvar()) as connection:
            await connection.execute(
                sa.update(memberships).where(memberships.c.id == membership).values(source="GROUP")
            )
        with pytest.raises(domain.KeptByGroup):
            await people.end_membership(
                await company.scope("Per"), people.EndMembership(membership=membership), now=NOW
            )


class TestAdministration:
    async def test_of_the_last_one_stays(self, company: Company) -> None:
        draft = people.DismissAdministrator(person=company.people["Astrid"])
        with pytest.raises(domain.LastAdministrator):
            await people.dismiss_administrator(await company.scope("Astrid"), draft, now=NOW)

    async def test_of_two_who_dismiss_each_other_at_once_one_stays(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        await people.appoint_administrator(astrid, people.AppointAdministrator(person=company.people["Nils"]), now=NOW)
        nils = await company.scope("Nils")
        # Nobody's row goes until both deeds have come as far as they get.
        async with company.database.transaction(astrid) as connection:
            await connection.execute(sa.select(administrators).with_for_update())
            dismissals = asyncio.gather(
                people.dismiss_administrator(
                    astrid, people.DismissAdministrator(person=company.people["Nils"]), now=NOW
                ),
                people.dismiss_administrator(
                    nils, people.DismissAdministrator(person=company.people["Astrid"]), now=NOW
                ),
                return_exceptions=True,
            )
            await asyncio.sleep(0.5)
        await dismissals
        async with company.database.transaction(astrid) as connection:
            left = await connection.execute(sa.select(sa.func.count()).select_from(administrators))
            assert left.scalar_one() == 1

    async def test_is_not_given_by_a_lead(self, company: Company) -> None:
        with pytest.raises(rights.Forbidden):
            await people.appoint_administrator(
                await company.scope("Liv"), people.AppointAdministrator(person=company.people["Liv"]), now=NOW
            )


async def test_a_person_chooses_their_own_language(company: Company) -> None:
    await people.choose_personal_settings(
        await company.scope("Nils"), people.ChoosePersonalSettings(locale=Locale.DE), now=NOW
    )
    assert (await company.scope("Nils")).locale == "de"
    assert (await company.scope("Mia")).locale == "nb"
