"""Carry-over: what comes along into the next cycle, what doesn't, and who may do it."""

from decimal import Decimal
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import carry_overs as rules
from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain import refusals
from samsvar.domain.carry_overs import BaselineRule
from samsvar.domain.key_results import KeyResultKind
from samsvar.domain.rights import Forbidden
from samsvar.operations import carry_overs, objectives
from samsvar.operations.carry_overs import CarryOverObjective
from tests.factories.companies import NOW
from tests.factories.plans import Plans


async def carry(
    plans: Plans,
    objective: UUID,
    okr_set: UUID,
    rule: BaselineRule = BaselineRule.RESTART_AT_CURRENT,
    *,
    why: str = "",
    by: str = "Mia",
) -> UUID:
    draft = CarryOverObjective(objective, okr_set, rule, why)
    return await carry_overs.carry_over_objective(await plans.by(by), draft, now=NOW)


async def proofs(plans: Plans, objective: UUID) -> list[dict[str, object]]:
    return [dict(row) for row in await plans.rows("key_results") if row["objective_id"] == objective]


async def lines(plans: Plans) -> list[tuple[UUID, UUID, int]]:
    """Return from, to and times of the objectives that were carried over."""
    rows = [row for row in await plans.rows("carry_overs") if row["from_key_result_id"] is None]
    return [(row["from_objective_id"], row["to_objective_id"], row["times"]) for row in rows]


class TestWhatComesAlong:
    async def test_words_metrics_and_targets(self, plans: Plans) -> None:
        objective, key_result = await plans.proven("Kort", "Cards work")
        await plans.check_in(key_result, 40)
        copy = await carry(plans, objective, await plans.okr_set("Kort", "coming"))
        assert (await plans.row("objectives", copy))["title"] == "Cards work"
        before = await plans.row("key_results", key_result)
        (after,) = await proofs(plans, copy)
        for name in ("title", "kind", "metric_id", "target", "weight"):
            assert after[name] == before[name]
        assert (before["baseline"], after["baseline"]) == (Decimal(0), Decimal(40))
        assert await lines(plans) == [(objective, copy, 1)]

    async def test_the_baseline_where_it_is_kept(self, plans: Plans) -> None:
        objective, key_result = await plans.proven("Kort", "Cards work")
        await plans.check_in(key_result, 40)
        copy = await carry(plans, objective, await plans.okr_set("Kort", "coming"), BaselineRule.KEEP)
        assert [proof["baseline"] for proof in await proofs(plans, copy)] == [Decimal(0)]

    async def test_only_the_steps_that_are_left(self, plans: Plans) -> None:
        okr_set = await plans.okr_set("Kort", state="PROPOSED")
        objective = await plans.objective(okr_set, "A pilot")
        milestone = await plans.key_result(
            objective, "Steps", kind=KeyResultKind.MILESTONE, steps=[("One", Decimal("0.5")), ("Two", Decimal("0.5"))]
        )
        await plans.check_in(milestone, None, reached_steps=[0])
        copy = await carry(plans, objective, await plans.okr_set("Kort", "coming"))
        (proof,) = await proofs(plans, copy)
        assert proof["steps"] == [{"title": "Two", "share": 1.0, "reached": False}]

    async def test_co_owners_do_and_contributions_do_not(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Cards work")
        above, _ = await plans.proven("Privat", "Payments work")
        await plans.contribution(objective, above)
        shared = objectives.ShareObjective(objective, [(plans.company.units["Konto"], Decimal("0.3"))], 1)
        await objectives.share_objective(await plans.by("Mia"), shared, now=NOW)
        copy = await carry(plans, objective, await plans.okr_set("Kort", "coming"))
        async with plans.company.database.transaction(await plans.company.samsvar()) as connection:
            owned = await connection.exec_driver_sql("select objective_id, share from samsvar.objective_owners")
            assert (copy, Decimal("0.3")) in [tuple(row) for row in owned]
        assert not [row for row in await plans.rows("contributions") if row["from_objective_id"] == copy]


class TestAgain:
    async def test_the_second_time_says_why(self, plans: Plans) -> None:
        first, _ = await plans.proven("Kort", "Cards work")
        second = await carry(plans, first, await plans.okr_set("Kort", "coming"))
        await plans.sql(
            "update samsvar.cycles set starts_on = '2026-09-01', ends_on = '2026-12-31', state = 'PREPARING' where id = :id",
            id=plans.cycles["past"],
        )
        after_next = await plans.okr_set("Kort", "past")
        with pytest.raises(rules.WhyAgainMissing) as refused:
            await carry(plans, second, after_next)
        assert refused.value.times == 2
        third = await carry(plans, second, after_next, why="The events came only now.")
        assert await lines(plans) == [(first, second, 1), (second, third, 2)]

    async def test_twice_into_the_same_set_is_refused_and_names_the_copy(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Cards work")
        okr_set = await plans.okr_set("Kort", "coming")
        copy = await carry(plans, objective, okr_set)
        with pytest.raises(rules.CarriedOverAlready) as refused:
            await carry(plans, objective, okr_set)
        assert refused.value.nodes == (("Objective", copy),)

    async def test_a_copy_that_was_dropped_can_be_made_again(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Cards work")
        okr_set = await plans.okr_set("Kort", "coming")
        copy = await carry(plans, objective, okr_set)
        await objectives.drop_objective(await plans.by("Mia"), objectives.DropObjective(copy, 1), now=NOW)
        again = await carry(plans, objective, okr_set)
        assert (objective, again, 1) in await lines(plans)


class TestIsRefused:
    async def test_from_another_unit(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Konto", "Accounts work")
        with pytest.raises(rules.OfAnotherUnit):
            await carry(plans, objective, await plans.okr_set("Kort", "coming"))

    async def test_within_the_cycle_and_backwards(self, plans: Plans) -> None:
        coming, _ = await plans.proven("Kort", "Next", cycle="coming")
        running = await plans.okr_set("Kort", "running")
        with pytest.raises(rules.NotAnEarlierCycle):
            await carry(plans, coming, running)

    async def test_into_what_was_committed_to(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Cards work")
        okr_set = await plans.okr_set("Kort", "coming", state="COMMITTED")
        with pytest.raises(okr_set_rules.SetCommitted):
            await carry(plans, objective, okr_set)

    @pytest.mark.parametrize("name", ["Kim", "Vidar"])
    async def test_by_those_who_do_not_write_there(self, plans: Plans, name: str) -> None:
        objective, _ = await plans.proven("Kort", "Cards work")
        okr_set = await plans.okr_set("Kort", "coming")
        with pytest.raises((Forbidden, refusals.NotFound)):
            await carry(plans, objective, okr_set, by=name)
        assert not await plans.rows("carry_overs")


async def test_the_line_is_as_private_as_its_drafts(plans: Plans) -> None:
    objective, _ = await plans.proven("Kort", "Cards work")
    await carry(plans, objective, await plans.okr_set("Kort", "coming"))
    for name, count in (("Odd", 2), ("Per", 2), ("Kim", 0)):
        async with plans.company.database.transaction(await plans.by(name)) as connection:
            assert await connection.scalar(sa.text("select count(*) from samsvar.carry_overs")) == count, name


async def test_a_copy_does_not_come_back_beside_the_one_that_was_made_since(plans: Plans) -> None:
    objective, _ = await plans.proven("Kort", "Cards work")
    okr_set, mia = await plans.okr_set("Kort", "coming"), await plans.by("Mia")
    first = await carry(plans, objective, okr_set)
    await objectives.drop_objective(mia, objectives.DropObjective(first, 1), now=NOW)
    second = await carry(plans, objective, okr_set)
    with pytest.raises(rules.CarriedOverAlready) as refused:
        await objectives.restore_objective(mia, objectives.RestoreObjective(first), now=NOW)
    assert refused.value.nodes == (("Objective", second),)
    await objectives.drop_objective(mia, objectives.DropObjective(second, 1), now=NOW)
    await objectives.restore_objective(mia, objectives.RestoreObjective(first), now=NOW)
