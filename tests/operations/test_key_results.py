"""Key results stand in an order that names them all, and what explains their objective follows it."""

import pytest

from samsvar.domain import objectives as objective_rules
from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain import refusals
from samsvar.domain.rights import Forbidden
from samsvar.operations import key_results
from samsvar.operations.key_results import DropKeyResult, ReorderKeyResults
from tests.factories.companies import NOW
from tests.factories.plans import Plans


class TestOrder:
    async def test_is_the_one_that_was_asked_for_in_the_explanation_too(self, plans: Plans) -> None:
        objective, first = await plans.proven("Kort", "Ours")
        second, third = [await plans.key_result(objective, title) for title in ("Second", "Third")]
        for proof, value in ((first, 10), (second, 20), (third, 60)):
            await plans.check_in(proof, value)
        before = await plans.row("objectives", objective)
        draft = ReorderKeyResults(objective, [third, first, second])
        assert await key_results.reorder_key_results(await plans.by("Mia"), draft, now=NOW) == objective
        positions = {row["id"]: row["position"] for row in await plans.rows("key_results")}
        assert positions == {third: 0, first: 1, second: 2}
        after = await plans.row("objectives", objective)
        assert [term["title"] for term in after["own_terms"]["terms"]] == ["Third", "Proof of Ours", "Second"]
        assert after["own_result"] == before["own_result"]
        entry = (await plans.rows("audit_entries"))[-1]
        assert (entry["node_type"], entry["node_id"]) == ("Objective", objective)
        assert entry["before"]["order"] == [str(first), str(second), str(third)]
        assert entry["after"]["order"] == [str(third), str(first), str(second)]

    async def test_names_each_once_and_no_other(self, plans: Plans) -> None:
        objective, first = await plans.proven("Kort", "Ours")
        second = await plans.key_result(objective, "Second")
        _, elsewhere = await plans.proven("Konto", "Elsewhere")
        for wanted in ([second, first, first], [second, elsewhere]):
            draft = ReorderKeyResults(objective, wanted)
            with pytest.raises(objective_rules.NotTheWholeList):
                await key_results.reorder_key_results(await plans.by("Mia"), draft, now=NOW)
        positions = {row["id"]: row["position"] for row in await plans.rows("key_results")}
        assert positions == {first: 0, second: 1, elsewhere: 0}

    async def test_is_the_units_own_until_the_review(self, plans: Plans) -> None:
        objective, first = await plans.proven("Kort", "Ours")
        draft = ReorderKeyResults(objective, [await plans.key_result(objective, "Second"), first])
        for name in ("Vidar", "Lars", "Kim"):
            with pytest.raises(Forbidden):
                await key_results.reorder_key_results(await plans.by(name), draft, now=NOW)
        await plans.sql("update samsvar.okr_sets set state = 'COMMITTED', committed_at = now()")
        await key_results.reorder_key_results(await plans.by("Mia"), draft, now=NOW)
        await plans.sql("update samsvar.okr_sets set state = 'REVIEWED'")
        with pytest.raises(okr_set_rules.SetCommitted):
            await key_results.reorder_key_results(await plans.by("Mia"), draft, now=NOW)

    async def test_of_an_objective_that_is_not_seen_is_not_found(self, plans: Plans) -> None:
        objective, first = await plans.proven("Kort", "Hemmelig", state="DRAFT")
        with pytest.raises(refusals.NotFound):
            await key_results.reorder_key_results(await plans.by("Kim"), ReorderKeyResults(objective, [first]), now=NOW)


class TestDropping:
    async def test_counts_the_objective_again_and_makes_room_at_the_end(self, plans: Plans) -> None:
        objective, first = await plans.proven("Kort", "Ours")
        second = await plans.key_result(objective, "Second")
        await plans.check_in(second, 60)
        await key_results.drop_key_result(await plans.by("Mia"), DropKeyResult(first, 1), now=NOW)
        stored = await plans.row("objectives", objective)
        assert [term["title"] for term in stored["own_terms"]["terms"]] == ["Second"]
        third = await plans.key_result(objective, "Third")
        assert {row["id"]: row["position"] for row in await plans.rows("key_results")} == {second: 1, third: 2}

    async def test_of_what_was_followed_is_refused(self, plans: Plans) -> None:
        objective, first = await plans.proven("Kort", "Ours")
        await plans.key_result(objective, "Second")
        await plans.check_in(first, 60)
        with pytest.raises(objective_rules.HasCheckIns):
            await key_results.drop_key_result(await plans.by("Mia"), DropKeyResult(first, 1), now=NOW)
