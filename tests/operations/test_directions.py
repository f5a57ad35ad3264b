"""Directions: stated, superseded by new versions with a reason, retired."""

import pytest
import sqlalchemy as sa

from samsvar.domain import directions as domain
from samsvar.domain import refusals, rights
from samsvar.domain.directions import DirectionKind
from samsvar.operations import directions, moals
from samsvar.persistence.directions import directions as table
from samsvar.persistence.moals import moal_directions
from tests.factories.companies import NOW, TODAY, Company

STRATEGY = directions.StateDirection(
    kind=DirectionKind.STRATEGY, title="Enkel bank", text="Alt på under et minutt.", horizon_years=5
)
MISSION = directions.StateDirection(kind=DirectionKind.MISSION, title="Trygg økonomi", text="", horizon_years=10)


async def test_a_new_version_supersedes_the_old_one_and_says_why(company: Company) -> None:
    liv = await company.scope("Liv")
    old = await directions.state_direction(liv, STRATEGY, now=NOW)
    new = await directions.revise_direction(
        liv,
        directions.ReviseDirection(direction=old, title="Den enkleste banken", reason="sharper", expected_version=1),
        now=NOW,
    )
    async with company.database.transaction(liv) as connection:
        rows = (await connection.execute(sa.select(table).order_by(table.c.version))).all()
    first, second = rows
    assert (first.title, first.valid_to) == ("Enkel bank", TODAY)
    assert (second.id, second.supersedes_id, second.lineage_id, second.version) == (new, old, old, 2)
    assert (second.text, second.change_reason) == ("Alt på under et minutt.", "sharper")


async def test_a_version_that_no_longer_holds_is_not_revised_again(company: Company) -> None:
    liv = await company.scope("Liv")
    old = await directions.state_direction(liv, STRATEGY, now=NOW)
    draft = directions.ReviseDirection(direction=old, title="Enklest", reason="sharper", expected_version=1)
    await directions.revise_direction(liv, draft, now=NOW)
    with pytest.raises(domain.DirectionSuperseded):
        await directions.revise_direction(liv, draft, now=NOW)


async def test_moals_that_are_not_decided_serve_the_new_version(company: Company) -> None:
    liv = await company.scope("Liv")
    old = await directions.state_direction(liv, STRATEGY, now=NOW)
    moal = await moals.propose_moal(
        liv,
        moals.ProposeMoal(
            unit=company.units["Nordlys"],
            proposed_by=company.units["Nordlys"],
            year=2026,
            title="Kundene klarer seg selv",
            directions=(old,),
        ),
        now=NOW,
    )
    new = await directions.revise_direction(
        liv, directions.ReviseDirection(direction=old, text="Nå.", reason="sooner", expected_version=1), now=NOW
    )
    async with company.database.transaction(liv) as connection:
        served = await connection.execute(
            sa.select(moal_directions.c.direction_id).where(moal_directions.c.moal_id == moal)
        )
        assert list(served.scalars()) == [new]


async def test_there_is_one_mission_at_a_time(company: Company) -> None:
    liv = await company.scope("Liv")
    mission = await directions.state_direction(liv, MISSION, now=NOW)
    with pytest.raises(domain.DirectionHolds):
        await directions.state_direction(liv, MISSION, now=NOW)
    await directions.retire_direction(
        liv, directions.RetireDirection(direction=mission, reason="a new owner", expected_version=1), now=NOW
    )
    await directions.state_direction(liv, MISSION, now=NOW)


async def test_retiring_needs_a_reason(company: Company) -> None:
    liv = await company.scope("Liv")
    mission = await directions.state_direction(liv, MISSION, now=NOW)
    with pytest.raises(refusals.TextMissing) as refused:
        await directions.retire_direction(
            liv, directions.RetireDirection(direction=mission, reason=" ", expected_version=1), now=NOW
        )
    assert refused.value.field == "reason"


async def test_stating_one_is_not_for_a_division(company: Company) -> None:
    with pytest.raises(rights.Forbidden):
        await directions.state_direction(await company.scope("Per"), STRATEGY, now=NOW)
