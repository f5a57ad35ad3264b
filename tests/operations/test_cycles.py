"""Cycles: one after the other, one running at a time, forward only (invariant 3)."""

import asyncio
import datetime as dt
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import cycles as domain
from samsvar.domain import refusals, rights
from samsvar.domain.cycles import CycleState
from samsvar.operations import cycles
from samsvar.operations.scopes import Scope
from samsvar.persistence.cycles import cycles as table
from tests.factories.companies import NOW, Company

FIRST = cycles.PlanCycle(name="2026 T1", starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 4, 30))
SECOND = cycles.PlanCycle(name="2026 T2", starts_on=dt.date(2026, 5, 1), ends_on=dt.date(2026, 8, 31))
LIKE_FIRST = cycles.PlanCycle(name="Våren", starts_on=dt.date(2026, 3, 1), ends_on=dt.date(2026, 6, 30))


async def take(scope: Scope, cycle: UUID, *states: CycleState, version: int = 1) -> None:
    """Take a cycle through states, from a version on."""
    for number, state in enumerate(states):
        draft = cycles.AdvanceCycle(cycle=cycle, to=state, expected_version=version + number)
        await cycles.advance_cycle(scope, draft, now=NOW)


async def test_overlapping_days_are_refused_and_say_with_what(company: Company) -> None:
    liv = await company.scope("Liv")
    first = await cycles.plan_cycle(liv, FIRST, now=NOW)
    with pytest.raises(domain.CyclesOverlap) as refused:
        await cycles.plan_cycle(liv, LIKE_FIRST, now=NOW)
    assert (refused.value.field, refused.value.nodes) == ("startsOn", [("Cycle", first)])


async def test_of_two_overlapping_ones_planned_at_once_one_is_refused(company: Company) -> None:
    liv = await company.scope("Liv")
    results = await asyncio.gather(
        cycles.plan_cycle(liv, FIRST, now=NOW), cycles.plan_cycle(liv, LIKE_FIRST, now=NOW), return_exceptions=True
    )
    assert sum(isinstance(result, domain.CyclesOverlap) for result in results) == 1


async def test_the_database_itself_keeps_cycles_apart(company: Company) -> None:
    await cycles.plan_cycle(await company.scope("Liv"), FIRST, now=NOW)
    async with company.database.transaction(await company.samsvar()) as connection:
        with pytest.raises(sa.exc.IntegrityError, match="cycles_apart"):
            await connection.execute(
                sa.insert(table).values(
                    organisation_id=company.id, name="Våren", starts_on=LIKE_FIRST.starts_on, ends_on=LIKE_FIRST.ends_on
                )
            )


async def test_a_second_one_does_not_run_beside_the_first(company: Company) -> None:
    liv = await company.scope("Liv")
    first, second = [await cycles.plan_cycle(liv, draft, now=NOW) for draft in (FIRST, SECOND)]
    await take(liv, first, CycleState.PLANNING, CycleState.ALIGNING, CycleState.RUNNING)
    await take(liv, second, CycleState.PLANNING)
    with pytest.raises(domain.AnotherCycleRuns) as refused:
        await take(liv, second, CycleState.RUNNING, version=2)
    assert refused.value.other == "2026 T1"
    await take(liv, first, CycleState.REVIEWING, version=4)
    await take(liv, second, CycleState.RUNNING, version=2)


async def test_of_two_started_at_once_one_runs(company: Company) -> None:
    liv = await company.scope("Liv")
    both = [await cycles.plan_cycle(liv, draft, now=NOW) for draft in (FIRST, SECOND)]
    for cycle in both:
        await take(liv, cycle, CycleState.PLANNING)
    results = await asyncio.gather(
        *(take(liv, cycle, CycleState.RUNNING, version=2) for cycle in both), return_exceptions=True
    )
    assert sum(isinstance(result, domain.AnotherCycleRuns) for result in results) == 1


async def test_states_are_not_skipped_and_the_refusal_says_what_is_possible(company: Company) -> None:
    liv = await company.scope("Liv")
    first = await cycles.plan_cycle(liv, FIRST, now=NOW)
    with pytest.raises(refusals.TransitionImpossible) as refused:
        await take(liv, first, CycleState.RUNNING)
    assert refused.value.possible == (CycleState.PLANNING,)


async def test_the_first_day_of_a_running_one_stays_and_its_last_may_move(company: Company) -> None:
    liv = await company.scope("Liv")
    first = await cycles.plan_cycle(liv, FIRST, now=NOW)
    await take(liv, first, CycleState.PLANNING, CycleState.RUNNING)
    with pytest.raises(domain.CycleHasStarted):
        await cycles.reschedule_cycle(
            liv, cycles.RescheduleCycle(cycle=first, starts_on=dt.date(2026, 1, 8), expected_version=3), now=NOW
        )
    await cycles.reschedule_cycle(
        liv, cycles.RescheduleCycle(cycle=first, ends_on=dt.date(2026, 4, 24), expected_version=3), now=NOW
    )


async def test_planning_is_for_the_companys_lead_not_a_divisions(company: Company) -> None:
    with pytest.raises(rights.Forbidden):
        await cycles.plan_cycle(await company.scope("Per"), FIRST, now=NOW)
