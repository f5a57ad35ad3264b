"""Objectives are put into an order that names them all, and shared with units that each bring a part."""

import asyncio
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

import pytest

from samsvar.domain import objectives as rules
from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain import refusals
from samsvar.domain.rights import Forbidden
from samsvar.operations import objectives
from samsvar.operations.objectives import DropObjective, ReorderObjectives, ShareObjective
from tests.factories.companies import NOW
from tests.factories.plans import Plans


async def order(plans: Plans, okr_set: UUID) -> Sequence[str]:
    """Return the titles of a set's objectives in their order."""
    rows = [row for row in await plans.rows("objectives") if row["okr_set_id"] == okr_set]
    return [row["title"] for row in sorted(rows, key=lambda row: row["position"])]


async def shares(plans: Plans, objective: UUID) -> dict[str, Decimal]:
    """Return an objective's co-owners by name, and their shares."""
    names = {own_id: name for name, own_id in plans.company.units.items()}
    async with plans.company.database.transaction(await plans.company.samsvar()) as connection:
        found = await connection.exec_driver_sql("select objective_id, unit_id, share from samsvar.objective_owners")
        return {names[row.unit_id]: row.share for row in found if row.objective_id == objective}


class TestOrder:
    async def test_is_the_one_that_was_asked_for(self, plans: Plans) -> None:
        okr_set = await plans.okr_set("Kort")
        first, second, third = [await plans.objective(okr_set, title) for title in ("First", "Second", "Third")]
        draft = ReorderObjectives(okr_set, [third, first, second])
        assert await objectives.reorder_objectives(await plans.by("Mia"), draft, now=NOW) == okr_set
        assert await order(plans, okr_set) == ["Third", "First", "Second"]
        entry = (await plans.rows("audit_entries"))[-1]
        assert (entry["node_type"], entry["node_id"], entry["okr_set_id"]) == ("OkrSet", okr_set, okr_set)
        assert entry["before"]["order"] == [str(first), str(second), str(third)]
        assert entry["after"]["order"] == [str(third), str(first), str(second)]
        await plans.objective(okr_set, "Fourth")
        assert await order(plans, okr_set) == ["Third", "First", "Second", "Fourth"]

    async def test_names_each_once_and_no_other(self, plans: Plans) -> None:
        okr_set = await plans.okr_set("Kort")
        first, second = [await plans.objective(okr_set, title) for title in ("First", "Second")]
        elsewhere, _ = await plans.proven("Konto", "Elsewhere")
        mia = await plans.by("Mia")
        for wanted in ([second, first, first], [second, elsewhere], [second, first, elsewhere]):
            with pytest.raises(rules.NotTheWholeList):
                await objectives.reorder_objectives(mia, ReorderObjectives(okr_set, wanted), now=NOW)
        assert await order(plans, okr_set) == ["First", "Second"]

    async def test_by_somebody_who_had_not_seen_what_came_and_went_is_followed_as_far_as_it_goes(
        self, plans: Plans
    ) -> None:
        okr_set = await plans.okr_set("Kort")
        first, second, third = [await plans.objective(okr_set, title) for title in ("First", "Second", "Third")]
        mia = await plans.by("Mia")
        await objectives.drop_objective(mia, DropObjective(second, 1), now=NOW)
        await plans.objective(okr_set, "Fourth")
        await objectives.reorder_objectives(mia, ReorderObjectives(okr_set, [third, second, first]), now=NOW)
        assert await order(plans, okr_set) == ["Third", "First", "Fourth"]

    async def test_of_two_at_once_follows_from_the_other(self, plans: Plans) -> None:
        okr_set = await plans.okr_set("Kort")
        first, second, third = [await plans.objective(okr_set, title) for title in ("First", "Second", "Third")]
        await asyncio.gather(
            objectives.reorder_objectives(
                await plans.by("Mia"), ReorderObjectives(okr_set, [third, second, first]), now=NOW
            ),
            objectives.reorder_objectives(
                await plans.by("Odd"), ReorderObjectives(okr_set, [third, first, second]), now=NOW
            ),
        )
        earlier, later = (await plans.rows("audit_entries"))[-2:]
        assert later["before"]["order"] == earlier["after"]["order"]

    async def test_is_the_units_own_until_the_review(self, plans: Plans) -> None:
        okr_set = await plans.okr_set("Kort", state="PROPOSED")
        ids = [await plans.objective(okr_set, title) for title in ("First", "Second")]
        draft = ReorderObjectives(okr_set, ids[::-1])
        for name in ("Vidar", "Lars", "Kim"):
            with pytest.raises(Forbidden):
                await objectives.reorder_objectives(await plans.by(name), draft, now=NOW)
        await plans.sql("update samsvar.okr_sets set state = 'COMMITTED', committed_at = now()")
        await objectives.reorder_objectives(await plans.by("Mia"), draft, now=NOW)
        await plans.sql("update samsvar.okr_sets set state = 'REVIEWED'")
        with pytest.raises(okr_set_rules.SetCommitted):
            await objectives.reorder_objectives(await plans.by("Mia"), draft, now=NOW)


class TestSharing:
    async def test_replaces_the_co_owners_and_counts_as_an_edit(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Privat", "Shared")
        units, per = plans.company.units, await plans.by("Per")
        draft = ShareObjective(objective, [(units["Lån"], Decimal("0.25")), (units["Konto"], Decimal("0.5"))], 1)
        await objectives.share_objective(per, draft, now=NOW)
        assert await shares(plans, objective) == {"Lån": Decimal("0.25"), "Konto": Decimal("0.5")}
        await objectives.share_objective(per, ShareObjective(objective, [(units["Kort"], Decimal("0.1"))], 2), now=NOW)
        assert await shares(plans, objective) == {"Kort": Decimal("0.1")}
        entry = (await plans.rows("audit_entries"))[-1]
        assert entry["before"]["coOwners"] == {str(units["Lån"]): "0.25", str(units["Konto"]): "0.5"}
        assert entry["after"] == {"coOwners": {str(units["Kort"]): "0.1"}, "version": 3}
        await objectives.share_objective(per, ShareObjective(objective, [], 3), now=NOW)
        assert await shares(plans, objective) == {}

    async def test_leaves_the_owner_something_and_everybody_a_part(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Privat", "Shared")
        units, per = plans.company.units, await plans.by("Per")
        for given in (["0"], ["-0.1"], ["1"], ["NaN"], ["0.5", "0.5"], ["0.7", "0.4"]):
            co_owners = [(units[name], Decimal(share)) for name, share in zip(("Lån", "Kort"), given, strict=False)]
            with pytest.raises(rules.ShareOutOfBounds):
                await objectives.share_objective(per, ShareObjective(objective, co_owners, 1), now=NOW)
        twice = [(units["Lån"], Decimal("0.1")), (units["Lån"], Decimal("0.2"))]
        with pytest.raises(rules.ShareOutOfBounds):
            await objectives.share_objective(per, ShareObjective(objective, twice, 1), now=NOW)
        own = [(units["Privat"], Decimal("0.5"))]
        with pytest.raises(rules.OwnsItAnyway):
            await objectives.share_objective(per, ShareObjective(objective, own, 1), now=NOW)
        assert await shares(plans, objective) == {}

    async def test_is_with_units_of_the_organisation(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Privat", "Shared")
        nobody = ShareObjective(objective, [(plans.moal, Decimal("0.5"))], 1)
        with pytest.raises(refusals.NotFound) as refused:
            await objectives.share_objective(await plans.by("Per"), nobody, now=NOW)
        assert (refused.value.field, refused.value.kind) == ("coOwners", "Unit")

    async def test_from_what_is_no_longer_so_says_what_changed(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Privat", "Shared")
        lan, per = plans.company.units["Lån"], await plans.by("Per")
        await objectives.share_objective(per, ShareObjective(objective, [(lan, Decimal("0.5"))], 1), now=NOW)
        with pytest.raises(refusals.StaleVersion) as refused:
            await objectives.share_objective(per, ShareObjective(objective, [(lan, Decimal("0.2"))], 1), now=NOW)
        assert [(each.field, each.after) for each in refused.value.changes] == [("coOwners", {"Lån": "0.5"})]
        assert await shares(plans, objective) == {"Lån": Decimal("0.5")}

    async def test_is_said_by_the_owner_until_the_review(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Privat", "Shared")
        draft = ShareObjective(objective, [(plans.company.units["Lån"], Decimal("0.5"))], 1)
        for name in ("Lars", "Mia", "Bodil"):
            with pytest.raises(Forbidden):
                await objectives.share_objective(await plans.by(name), draft, now=NOW)
        await plans.sql("update samsvar.okr_sets set state = 'REVIEWED', committed_at = now()")
        with pytest.raises(okr_set_rules.SetCommitted):
            await objectives.share_objective(await plans.by("Per"), draft, now=NOW)
