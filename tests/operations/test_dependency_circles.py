"""Whichever way a dependency comes to gate, two that close a circle together don't both get through (invariant 5)."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import dependencies as rules
from samsvar.domain.alignment_case_effects import CaseEffectKind, Effect
from samsvar.domain.dependencies import DependencyKind
from samsvar.operations import alignment_case_effects, deeds, dependencies, objectives
from samsvar.operations.contributions import EndKind, EndRef
from samsvar.operations.deeds import Deed
from samsvar.operations.dependencies import (
    AcceptDependency,
    CounterDependency,
    NameProvider,
    RequestDependency,
    RewordDependency,
)
from samsvar.operations.objectives import DropObjective, RestoreObjective
from samsvar.persistence import entrances
from tests.factories.companies import NOW
from tests.factories.plans import Plans

APRIL = dt.date(2026, 4, 1)

Road = Callable[[Plans, UUID, UUID], Awaitable[Callable[[], Awaitable[Any]]]]
"""Prepares that the first objective comes to wait for the second, and returns the deed by which it does."""


async def asked(plans: Plans, first: UUID, *, kind: DependencyKind = DependencyKind.GATES) -> UUID:
    """Ask Konto for something without saying of which objective."""
    request = RequestDependency(
        EndRef(EndKind.OBJECTIVE, first), "Et API", APRIL, kind, provider_unit=plans.company.units["Konto"]
    )
    return await dependencies.request_dependency(await plans.by(None), request, now=NOW)


async def by_request(plans: Plans, first: UUID, second: UUID) -> Callable[[], Awaitable[Any]]:
    return lambda: plans.dependency(first, second)


async def by_acceptance(plans: Plans, first: UUID, second: UUID) -> Callable[[], Awaitable[Any]]:
    draft = AcceptDependency(await asked(plans, first), 1, EndRef(EndKind.OBJECTIVE, second))
    by = await plans.by("Kim")
    return lambda: dependencies.accept_dependency(by, draft, now=NOW)


async def by_counter_offer(plans: Plans, first: UUID, second: UUID) -> Callable[[], Awaitable[Any]]:
    draft = CounterDependency(await asked(plans, first), APRIL, 1, provider=EndRef(EndKind.OBJECTIVE, second))
    by = await plans.by("Kim")
    return lambda: dependencies.counter_dependency(by, draft, now=NOW)


async def by_naming(plans: Plans, first: UUID, second: UUID) -> Callable[[], Awaitable[Any]]:
    draft = NameProvider(await asked(plans, first), EndRef(EndKind.OBJECTIVE, second), 1)
    by = await plans.by("Kim")
    return lambda: dependencies.name_provider(by, draft, now=NOW)


async def by_rewording(plans: Plans, first: UUID, second: UUID) -> Callable[[], Awaitable[Any]]:
    own_id = await plans.dependency(first, second, kind=DependencyKind.SLOWS)
    draft = RewordDependency(dependency=own_id, expected_version=1, kind=DependencyKind.GATES)
    by = await plans.by("Odd")
    return lambda: dependencies.reword_dependency(by, draft, now=NOW)


async def at_once(plans: Plans, *deeds: Callable[[], Awaitable[Any]]) -> list[Any]:
    """
    Do deeds of which each had begun, and none had looked for circles, before the first of them was done.

    Fails when one of them looks without waiting its turn.
    """
    cycle = plans.cycles["running"]
    turn = sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(f"dependencies {cycle}", 0)))
    waiting = sa.text(
        "select count(*) from pg_locks where locktype = 'advisory' and not granted"
        " and database = (select oid from pg_database where datname = current_database())"
    )
    async with plans.company.database.transaction(await plans.company.samsvar()) as held:
        await held.execute(turn)
        begun = [asyncio.ensure_future(deed()) for deed in deeds]
        async with asyncio.timeout(10):
            while (await held.execute(waiting)).scalar_one() < len(deeds):
                assert not any(each.done() for each in begun), "Each waits its turn."
    return await asyncio.gather(*begun, return_exceptions=True)


async def gating(plans: Plans) -> set[tuple[UUID, UUID]]:
    """Return what waits for what."""
    return {
        (row["consumer_objective_id"], row["provider_objective_id"])
        for row in await plans.rows("dependencies")
        if row["kind"] == "GATES" and row["provider_objective_id"]
    }


ROADS = [by_request, by_acceptance, by_counter_offer, by_naming, by_rewording]


@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
async def test_of_two_that_begin_together_the_second_is_refused(plans: Plans, road: Road) -> None:
    first, _ = await plans.proven("Kort", "First")
    second, _ = await plans.proven("Konto", "Second")
    deed = await road(plans, first, second)
    done = await at_once(plans, deed, lambda: plans.dependency(second, first))
    assert [type(each) for each in done if isinstance(each, BaseException)] == [rules.CircleOfDependencies]
    assert len(await gating(plans)) == 1


async def test_what_is_brought_back_waits_its_turn_and_leaves_out_what_would_close_a_circle(plans: Plans) -> None:
    back, _ = await plans.proven("Kort", "Back")
    second, _ = await plans.proven("Konto", "Second")
    third, _ = await plans.proven("Lån", "Third")
    await plans.dependency(back, second)
    await plans.dependency(third, back)
    await objectives.drop_objective(await plans.by(None), DropObjective(back, 1), now=NOW)
    by = await plans.by(None)
    done = await at_once(
        plans,
        lambda: objectives.restore_objective(by, RestoreObjective(back), now=NOW),
        lambda: plans.dependency(second, third),
    )
    refused = [each for each in done if isinstance(each, BaseException)]
    assert {type(each) for each in refused} <= {rules.CircleOfDependencies}
    assert len(await gating(plans)) == 2


async def test_an_objective_that_comes_to_wait_for_itself_by_a_moved_key_result_is_refused(plans: Plans) -> None:
    first, _ = await plans.proven("Kort", "First")
    second, proof = await plans.proven("Konto", "Second")
    hidden, _ = await plans.proven("Lån", "Hidden", state="DRAFT")
    await plans.dependency(first, hidden)
    request = RequestDependency(
        EndRef(EndKind.OBJECTIVE, hidden),
        "Et API",
        APRIL,
        DependencyKind.GATES,
        provider=EndRef(EndKind.KEY_RESULT, proof),
    )
    await dependencies.request_dependency(await plans.by(None), request, now=NOW)

    @deeds.deed
    async def agree(deed: Deed, key_result_id: UUID) -> UUID:
        effect = Effect(kind=CaseEffectKind.MOVE_KEY_RESULT, key_result_id=key_result_id, to_objective_id=first)
        async with entrances.seeing_all_drafts(deed.connection, deed.organisation_id):
            await alignment_case_effects.perform(deed, [effect], cycle_id=plans.cycles["running"], reason="Kortene")
        return key_result_id

    with pytest.raises(rules.CircleOfDependencies) as refused:
        await agree(await plans.by("Odd"), proof, now=NOW)
    assert set(refused.value.path) == {"First", "…"}, "Nobody learns a draft's title from a circle."
    assert (await plans.row("key_results", proof))["objective_id"] == second


async def test_of_a_ring_that_is_closed_all_at_once_one_step_is_missing(plans: Plans) -> None:
    ids = [(await plans.proven(unit, unit))[0] for unit in ("Kort", "Konto", "Lån")]
    steps = zip(ids, [*ids[1:], ids[0]], strict=True)
    deeds = [lambda step=step: plans.dependency(*step) for step in steps]
    done = await at_once(plans, *deeds)
    assert [type(each) for each in done if isinstance(each, BaseException)] == [rules.CircleOfDependencies]
    assert len(await gating(plans)) == len(ids) - 1
