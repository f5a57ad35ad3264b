"""Directions: stated, superseded by new versions with a reason, retired."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import directions as domain
from samsvar.domain import objectives as objectives_domain
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


async def retired(company: Company) -> UUID:
    liv = await company.scope("Liv")
    direction = await directions.state_direction(liv, STRATEGY, now=NOW)
    draft = directions.RetireDirection(direction=direction, reason="reached", expected_version=1)
    return await directions.retire_direction(liv, draft, now=NOW)


async def versions(company: Company) -> Sequence[sa.Row[Any]]:
    async with company.database.transaction(await company.samsvar()) as connection:
        return (await connection.execute(sa.select(table).order_by(table.c.version))).all()


async def test_a_retired_version_keeps_why_it_was_made(company: Company) -> None:
    liv = await company.scope("Liv")
    first = await directions.state_direction(liv, STRATEGY, now=NOW)
    second = await directions.revise_direction(
        liv, directions.ReviseDirection(direction=first, text="Nå", reason="sharper", expected_version=1), now=NOW
    )
    draft = directions.RetireDirection(direction=second, reason="reached", expected_version=2)
    await directions.retire_direction(liv, draft, now=NOW)
    last = (await versions(company))[-1]
    assert (last.change_reason, last.end_reason, last.valid_to) == ("sharper", "reached", TODAY)


async def test_what_was_retired_today_is_restored_as_if_it_had_not_ended(company: Company) -> None:
    direction = await retired(company)
    draft = directions.RestoreDirection(direction=direction, expected_version=1)
    assert await directions.restore_direction(await company.scope("Liv"), draft, now=NOW) == direction
    (only,) = await versions(company)
    assert (only.valid_to, only.end_reason) == (None, None)


async def test_what_was_retired_before_holds_again_as_a_new_version(company: Company) -> None:
    direction = await retired(company)
    draft = directions.RestoreDirection(direction=direction, expected_version=1, reason="not reached after all")
    later = NOW + dt.timedelta(days=30)
    restored = await directions.restore_direction(await company.scope("Liv"), draft, now=later)
    old, new = await versions(company)
    assert (old.valid_to, old.end_reason) == (TODAY, "reached")
    assert (new.id, new.supersedes_id, new.valid_from) == (restored, direction, later.date())
    assert (new.title, new.change_reason) == ("Enkel bank", "not reached after all")


async def test_what_holds_is_not_restored_and_neither_is_what_was_superseded(company: Company) -> None:
    liv = await company.scope("Liv")
    first = await directions.state_direction(liv, STRATEGY, now=NOW)
    restore = directions.RestoreDirection(direction=first, expected_version=1)
    with pytest.raises(domain.DirectionStillHolds):
        await directions.restore_direction(liv, restore, now=NOW)
    await directions.revise_direction(
        liv, directions.ReviseDirection(direction=first, text="Nå", reason="sharper", expected_version=1), now=NOW
    )
    with pytest.raises(domain.DirectionSuperseded):
        await directions.restore_direction(liv, restore, now=NOW)


async def test_a_retired_mission_is_not_restored_beside_another_one(company: Company) -> None:
    liv = await company.scope("Liv")
    old = await directions.state_direction(liv, MISSION, now=NOW)
    draft = directions.RetireDirection(direction=old, reason="another one", expected_version=1)
    await directions.retire_direction(liv, draft, now=NOW)
    await directions.state_direction(liv, MISSION, now=NOW)
    with pytest.raises(domain.DirectionHolds):
        await directions.restore_direction(liv, directions.RestoreDirection(direction=old, expected_version=1), now=NOW)


async def test_strategies_are_put_into_another_order_as_a_whole(company: Company) -> None:
    liv = await company.scope("Liv")
    await directions.state_direction(liv, MISSION, now=NOW)
    first, second = [await directions.state_direction(liv, STRATEGY, now=NOW) for _ in range(2)]
    await directions.reorder_strategies(liv, directions.ReorderStrategies(order=[second, first]), now=NOW)
    places = {row.id: row.position for row in await versions(company)}
    assert (places[second], places[first]) == (0, 1)
    with pytest.raises(objectives_domain.NotTheWholeList):
        await directions.reorder_strategies(liv, directions.ReorderStrategies(order=[second]), now=NOW)


async def test_who_does_not_steer_the_company_neither_restores_nor_reorders(company: Company) -> None:
    direction = await retired(company)
    per = await company.scope("Per")
    with pytest.raises(rights.Forbidden):
        await directions.restore_direction(
            per, directions.RestoreDirection(direction=direction, expected_version=1), now=NOW
        )
    with pytest.raises(rights.Forbidden):
        await directions.reorder_strategies(per, directions.ReorderStrategies(order=[]), now=NOW)
