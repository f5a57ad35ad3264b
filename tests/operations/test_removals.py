"""People who leave, and whom the organisation lets in: what administrators change, and what keeps one administrator."""

import pytest
import sqlalchemy as sa

from samsvar.domain import admissions as domain
from samsvar.domain import people as people_domain
from samsvar.domain import refusals, rights
from samsvar.operations import admissions, people
from tests.factories.companies import NOW, Company

ISSUER = "https://id.test"


async def asked(company: Company, question: str) -> list[tuple[object, ...]]:
    async with company.database.transaction(await company.samsvar()) as connection:
        return [tuple(row) for row in await connection.execute(sa.text(question))]


class TestRemovingAPerson:
    async def test_ends_all_that_they_hold_and_keeps_that_they_held_it(self, company: Company) -> None:
        await people.remove_person(await company.scope("Astrid"), people.RemovePerson(company.people["Mia"]), now=NOW)
        found = await asked(
            company,
            "select p.left_at is not null, m.role, m.valid_to::text from samsvar.people p"
            " join samsvar.memberships m on m.person_id = p.id where p.name = 'Mia'",
        )
        assert found == [(True, "MEMBER", "2026-03-02")]
        with pytest.raises(refusals.Unauthenticated):
            await company.scope("Mia")

    async def test_is_the_administrators_alone(self, company: Company) -> None:
        for name in ("Liv", "Per", "Mia"):
            with pytest.raises(rights.Forbidden):
                await people.remove_person(
                    await company.scope(name), people.RemovePerson(company.people["Nils"]), now=NOW
                )

    async def test_leaves_the_last_administrator(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        with pytest.raises(people_domain.LastAdministrator):
            await people.remove_person(astrid, people.RemovePerson(company.people["Astrid"]), now=NOW)
        await people.appoint_administrator(astrid, people.AppointAdministrator(company.people["Liv"]), now=NOW)
        await people.remove_person(astrid, people.RemovePerson(company.people["Astrid"]), now=NOW)
        assert await asked(company, "select count(*) from samsvar.administrators") == [(1,)]


class TestAdmission:
    async def test_is_opened_and_closed_and_who_does_it_stays_in(self, company: Company) -> None:
        await admissions.admit(await company.samsvar(), admissions.Admit(ISSUER), now=NOW)
        astrid = await company.scope("Astrid")
        for is_for_everyone, stored in ((True, "EVERYONE"), (False, "MAPPED_GROUPS")):
            draft = admissions.ChangeAdmission(ISSUER, is_for_everyone)
            await admissions.change_admission(astrid, draft, now=NOW)
            assert await asked(company, "select admission from samsvar.organisation_issuers") == [(stored,)]
        assert await asked(company, "select name from samsvar.people where admitted_at is not null") == [("Astrid",)]

    async def test_takes_no_other_issuer_in(self, company: Company) -> None:
        astrid = await company.scope("Astrid")
        with pytest.raises(domain.IssuerUnknown):
            await admissions.change_admission(
                astrid, admissions.ChangeAdmission("https://evil.test", is_for_everyone=True), now=NOW
            )
        with pytest.raises(domain.IssuerUnknown):
            await admissions.map_group(astrid, admissions.MapGroup("https://evil.test", "all", "ADMIN"), now=NOW)

    async def test_a_group_means_something_until_it_does_not(self, company: Company) -> None:
        await admissions.admit(await company.samsvar(), admissions.Admit(ISSUER), now=NOW)
        astrid = await company.scope("Astrid")
        draft = admissions.MapGroup(ISSUER, "cards", "MEMBER", company.units["Kort"])
        await admissions.map_group(astrid, draft, now=NOW)
        ((meaning, group, role),) = await asked(company, "select id, group_name, role from samsvar.group_mappings")
        assert (group, role) == ("cards", "MEMBER")
        unmapping = admissions.UnmapGroup(meaning)  # type: ignore[arg-type]
        with pytest.raises(rights.Forbidden):
            await admissions.unmap_group(await company.scope("Liv"), unmapping, now=NOW)
        await admissions.unmap_group(astrid, unmapping, now=NOW)
        assert await asked(company, "select id from samsvar.group_mappings") == []

    @pytest.mark.parametrize(("role", "is_in_unit"), [("ADMIN", True), ("MEMBER", False), ("KING", True)])
    async def test_a_group_means_no_nonsense(self, company: Company, role: str, is_in_unit: bool) -> None:
        await admissions.admit(await company.samsvar(), admissions.Admit(ISSUER), now=NOW)
        unit = company.units["Kort"] if is_in_unit else None
        with pytest.raises(people_domain.RoleNotGranted):
            await admissions.map_group(
                await company.scope("Astrid"), admissions.MapGroup(ISSUER, "cards", role, unit), now=NOW
            )

    async def test_the_only_way_to_the_administration_stays(self, company: Company) -> None:
        meanings = [admissions.GroupMeaning("it", "ADMIN")]
        await admissions.admit(await company.samsvar(), admissions.Admit(ISSUER, meanings=meanings), now=NOW)
        await asked(company, "update samsvar.administrators set source = 'GROUP' returning 1")
        ((meaning,),) = await asked(company, "select id from samsvar.group_mappings")
        unmapping = admissions.UnmapGroup(meaning)  # type: ignore[arg-type]
        astrid = await company.scope("Astrid")
        with pytest.raises(domain.AdministratorsByGroupOnly):
            await admissions.unmap_group(astrid, unmapping, now=NOW)
        await people.appoint_administrator(astrid, people.AppointAdministrator(company.people["Liv"]), now=NOW)
        await admissions.unmap_group(astrid, unmapping, now=NOW)
