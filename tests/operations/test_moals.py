"""Moals: proposed at every level, agreed by the unit that they are for."""

import dataclasses
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import moals as domain
from samsvar.domain import refusals, rights
from samsvar.operations import moals
from samsvar.persistence.moals import moals as table
from tests.factories import companies
from tests.factories.companies import NOW, Company


def proposal(company: Company, *, by: str = "Kort", unit: str = "Nordlys") -> moals.ProposeMoal:
    return moals.ProposeMoal(
        unit=company.units[unit],
        proposed_by=company.units[by],
        year=2026,
        title="Kundene klarer seg selv",
        why="De spør oss om det de kunne gjort selv.",
    )


async def state(company: Company, moal: UUID) -> tuple[str, str | None, int]:
    async with company.database.transaction(await company.samsvar()) as connection:
        row = (await connection.execute(sa.select(table).where(table.c.id == moal))).one()
        return row.state, row.state_reason, row.version


async def test_a_team_proposes_and_the_company_agrees(company: Company) -> None:
    moal = await moals.propose_moal(await company.scope("Mia"), proposal(company), now=NOW)
    assert await state(company, moal) == ("PROPOSED", None, 1)
    await moals.agree_moal(await company.scope("Liv"), moals.AgreeMoal(moal=moal, expected_version=1), now=NOW)
    assert await state(company, moal) == ("AGREED", None, 2)


async def test_who_proposed_it_does_not_agree_to_it_for_the_company(company: Company) -> None:
    mia = await company.scope("Mia")
    moal = await moals.propose_moal(mia, proposal(company), now=NOW)
    with pytest.raises(rights.Forbidden):
        await moals.agree_moal(mia, moals.AgreeMoal(moal=moal, expected_version=1), now=NOW)


async def test_nobody_proposes_in_the_name_of_another_unit(company: Company) -> None:
    with pytest.raises(rights.Forbidden) as refused:
        await moals.propose_moal(await company.scope("Mia"), proposal(company, by="Lån"), now=NOW)
    assert refused.value.field == "proposedBy"


async def test_a_team_has_none_of_its_own(company: Company) -> None:
    with pytest.raises(domain.MoalsAreNotForTeams):
        await moals.propose_moal(await company.scope("Mia"), proposal(company, unit="Kort"), now=NOW)


async def test_who_proposed_it_may_revise_it_until_it_is_agreed(company: Company) -> None:
    mia = await company.scope("Mia")
    moal = await moals.propose_moal(mia, proposal(company), now=NOW)
    revision = moals.ReviseMoal(moal=moal, title="Kundene ordner alt selv", expected_version=1)
    await moals.revise_moal(mia, revision, now=NOW)
    await moals.agree_moal(await company.scope("Liv"), moals.AgreeMoal(moal=moal, expected_version=2), now=NOW)
    with pytest.raises(rights.Forbidden):
        await moals.revise_moal(mia, dataclasses.replace(revision, expected_version=3), now=NOW)
    await moals.revise_moal(await company.scope("Liv"), dataclasses.replace(revision, expected_version=3), now=NOW)


async def test_what_was_dropped_is_neither_revised_nor_achieved(company: Company) -> None:
    liv = await company.scope("Liv")
    moal = await moals.propose_moal(await company.scope("Mia"), proposal(company), now=NOW)
    await moals.drop_moal(liv, moals.DropMoal(moal=moal, reason="covered elsewhere", expected_version=1), now=NOW)
    assert await state(company, moal) == ("DROPPED", "covered elsewhere", 2)
    with pytest.raises(refusals.TransitionImpossible):
        await moals.achieve_moal(liv, moals.AchieveMoal(moal=moal, expected_version=2), now=NOW)
    with pytest.raises(domain.MoalDecided):
        await moals.revise_moal(liv, moals.ReviseMoal(moal=moal, title="Igjen", expected_version=2), now=NOW)


async def test_it_is_not_found_from_another_organisation(company: Company) -> None:
    moal = await moals.propose_moal(await company.scope("Mia"), proposal(company), now=NOW)
    other = await companies.found(company.database)
    with pytest.raises(refusals.NotFound):
        await moals.agree_moal(await other.scope("Liv"), moals.AgreeMoal(moal=moal, expected_version=1), now=NOW)


async def test_it_serves_no_direction_that_is_not_there(company: Company) -> None:
    draft = dataclasses.replace(proposal(company), directions=(company.units["Kort"],))
    with pytest.raises(refusals.NotFound) as refused:
        await moals.propose_moal(await company.scope("Mia"), draft, now=NOW)
    assert refused.value.field == "directions"


async def reopen(company: Company, who: str, moal: UUID, to: domain.MoalState, version: int) -> None:
    draft = moals.ReopenMoal(moal=moal, to=to, expected_version=version)
    await moals.reopen_moal(await company.scope(who), draft, now=NOW)


async def test_an_agreement_is_taken_back_by_who_may_give_it(company: Company) -> None:
    moal = await moals.propose_moal(await company.scope("Mia"), proposal(company), now=NOW)
    await moals.agree_moal(await company.scope("Liv"), moals.AgreeMoal(moal=moal, expected_version=1), now=NOW)
    with pytest.raises(rights.Forbidden):
        await reopen(company, "Mia", moal, domain.MoalState.PROPOSED, 2)
    await reopen(company, "Liv", moal, domain.MoalState.PROPOSED, 2)
    assert await state(company, moal) == ("PROPOSED", None, 3)


async def test_who_withdrew_a_proposal_offers_it_again_and_does_not_agree_by_that(company: Company) -> None:
    mia = await company.scope("Mia")
    moal = await moals.propose_moal(mia, proposal(company), now=NOW)
    await moals.drop_moal(mia, moals.DropMoal(moal=moal, reason="too early", expected_version=1), now=NOW)
    with pytest.raises(rights.Forbidden):
        await reopen(company, "Mia", moal, domain.MoalState.AGREED, 2)
    await reopen(company, "Mia", moal, domain.MoalState.PROPOSED, 2)
    assert await state(company, moal) == ("PROPOSED", None, 3)


async def test_what_was_achieved_becomes_agreed_again_and_nothing_else(company: Company) -> None:
    liv = await company.scope("Liv")
    moal = await moals.propose_moal(liv, proposal(company, by="Nordlys"), now=NOW)
    await moals.agree_moal(liv, moals.AgreeMoal(moal=moal, expected_version=1), now=NOW)
    await moals.achieve_moal(liv, moals.AchieveMoal(moal=moal, reason="seen", expected_version=2), now=NOW)
    with pytest.raises(refusals.TransitionImpossible) as refused:
        await reopen(company, "Liv", moal, domain.MoalState.PROPOSED, 3)
    assert refused.value.possible == (domain.MoalState.AGREED,)
    await reopen(company, "Liv", moal, domain.MoalState.AGREED, 3)
    assert await state(company, moal) == ("AGREED", None, 4)
