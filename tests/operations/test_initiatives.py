"""Initiatives are planned and revised by their unit, and linked to the key results that they are meant to move."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from samsvar.domain import refusals
from samsvar.domain.initiatives import InitiativeState
from samsvar.domain.rights import Forbidden
from samsvar.operations import initiatives
from samsvar.operations.initiatives import InitiativeLink, PlanInitiative, ReviseInitiative
from tests.factories.companies import NOW
from tests.factories.plans import Plans

APRIL = dt.date(2026, 4, 1)


async def planned(plans: Plans, *key_results: UUID, by: str = "Mia") -> UUID:
    """Plan work of Kort."""
    draft = PlanInitiative(plans.company.units["Kort"], "Ny kortleser", "To uker", APRIL, key_results)
    return await initiatives.plan_initiative(await plans.by(by), draft, now=NOW)


async def linked(plans: Plans) -> set[UUID]:
    """Return the key results that any initiative is meant to move."""
    async with plans.company.database.transaction(await plans.company.samsvar()) as connection:
        found = await connection.exec_driver_sql("select key_result_id from samsvar.initiative_key_results")
        return set(found.scalars())


async def traces(plans: Plans) -> Sequence[tuple[Any, ...]]:
    """Return what deeds said of initiatives: the deed, the key result before and after, the set concerned."""
    return [
        (row["deed"], (row["before"] or {}).get("keyResult"), row["after"].get("keyResult"), row["okr_set_id"])
        for row in await plans.rows("audit_entries")
        if row["node_type"] == "Initiative"
    ]


class TestPlanning:
    async def test_says_what_and_by_when_and_which_key_results_it_moves(self, plans: Plans) -> None:
        _, own = await plans.proven("Kort", "Own")
        _, other = await plans.proven("Konto", "Other")
        own_id = await planned(plans, own, other, own)
        stored = await plans.row("initiatives", own_id)
        assert stored["unit_id"] == plans.company.units["Kort"]
        assert [stored[name] for name in ("title", "text", "due_on", "state", "version")] == [
            "Ny kortleser",
            "To uker",
            APRIL,
            "PLANNED",
            1,
        ]
        assert await linked(plans) == {own, other}
        assert len(await traces(plans)) == 3

    @pytest.mark.parametrize("name", ["Lars", "Kim", "Vidar", "Nils", "Astrid"])
    async def test_is_the_units_own(self, plans: Plans, name: str) -> None:
        with pytest.raises(Forbidden):
            await planned(plans, by=name)

    async def test_for_a_key_result_that_is_not_seen_plans_nothing(self, plans: Plans) -> None:
        _, hidden = await plans.proven("Lån", "Hemmelig", state="DRAFT")
        with pytest.raises(refusals.NotFound) as refused:
            await planned(plans, hidden)
        assert (refused.value.field, refused.value.kind) == ("keyResults", "KeyResult")
        assert await plans.rows("initiatives") == []


class TestRevising:
    async def test_changes_what_is_given_and_keeps_the_rest(self, plans: Plans) -> None:
        own_id, mia = await planned(plans), await plans.by("Mia")
        active = ReviseInitiative(own_id, 1, state=InitiativeState.ACTIVE)
        await initiatives.revise_initiative(mia, active, now=NOW)
        stored = await plans.row("initiatives", own_id)
        assert [stored[name] for name in ("title", "text", "due_on", "state", "version")] == [
            "Ny kortleser",
            "To uker",
            APRIL,
            "ACTIVE",
            2,
        ]
        other = ReviseInitiative(own_id, 2, title=" Ny leser ", text="", due_on=None, keeps_due_on=False)
        await initiatives.revise_initiative(mia, other, now=NOW)
        stored = await plans.row("initiatives", own_id)
        assert [stored[name] for name in ("title", "text", "due_on", "state")] == ["Ny leser", "", None, "ACTIVE"]

    async def test_from_what_is_no_longer_so_says_what_changed(self, plans: Plans) -> None:
        own_id, mia = await planned(plans), await plans.by("Mia")
        await initiatives.revise_initiative(mia, ReviseInitiative(own_id, 1, title="Leser"), now=NOW)
        with pytest.raises(refusals.StaleVersion) as refused:
            await initiatives.revise_initiative(mia, ReviseInitiative(own_id, 1, title="Kort"), now=NOW)
        assert [(each.field, each.before, each.after, each.by) for each in refused.value.changes] == [
            ("title", "Ny kortleser", "Leser", "Mia")
        ]
        assert (await plans.row("initiatives", own_id))["title"] == "Leser"

    async def test_leaves_a_title(self, plans: Plans) -> None:
        own_id = await planned(plans)
        with pytest.raises(refusals.TextMissing):
            await initiatives.revise_initiative(await plans.by("Mia"), ReviseInitiative(own_id, 1, title=" "), now=NOW)


class TestLinks:
    async def test_are_said_once_and_leave_one_trace(self, plans: Plans) -> None:
        objective, proof = await plans.proven("Konto", "Other")
        own_id, mia = await planned(plans), await plans.by("Mia")
        for _ in range(2):
            await initiatives.link_initiative(mia, InitiativeLink(own_id, proof), now=NOW)
        okr_set = (await plans.row("objectives", objective))["okr_set_id"]
        assert (await traces(plans))[1:] == [("linkInitiative", None, str(proof), okr_set)]

    async def test_are_taken_back_one_by_one(self, plans: Plans) -> None:
        objective, proof = await plans.proven("Kort", "Own")
        _, other = await plans.proven("Konto", "Other")
        own_id, mia = await planned(plans, proof, other), await plans.by("Mia")
        await initiatives.unlink_initiative(mia, InitiativeLink(own_id, proof), now=NOW)
        assert await linked(plans) == {other}
        okr_set = (await plans.row("objectives", objective))["okr_set_id"]
        assert (await traces(plans))[-1] == ("unlinkInitiative", str(proof), None, okr_set)
        with pytest.raises(refusals.NotFound):
            await initiatives.unlink_initiative(mia, InitiativeLink(own_id, proof), now=NOW)

    async def test_of_another_units_work_are_not_ours(self, plans: Plans) -> None:
        _, proof = await plans.proven("Konto", "Other")
        own_id, kim = await planned(plans, proof), await plans.by("Kim")
        with pytest.raises(Forbidden):
            await initiatives.link_initiative(kim, InitiativeLink(own_id, proof), now=NOW)
        with pytest.raises(Forbidden):
            await initiatives.unlink_initiative(kim, InitiativeLink(own_id, proof), now=NOW)
        with pytest.raises(Forbidden):
            await initiatives.revise_initiative(kim, ReviseInitiative(own_id, 1, title="Vår"), now=NOW)
        assert await linked(plans) == {proof}

    async def test_move_no_figures(self, plans: Plans) -> None:
        objective, proof = await plans.proven("Kort", "Own")
        await plans.check_in(proof, 40)
        before = await plans.row("objectives", objective)
        own_id = await planned(plans, proof)
        done = ReviseInitiative(own_id, 1, state=InitiativeState.DONE)
        await initiatives.revise_initiative(await plans.by("Mia"), done, now=NOW)
        assert await plans.row("objectives", objective) == before
