"""What units sign is done, with the last signature and as a whole; and taken back by another case alone."""

import asyncio
import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import refusals
from samsvar.domain.alignment_cases import CaseOutcome, CaseUndoneAlready
from samsvar.operations import alignment_case_openings, alignment_case_suggestions, contributions, objectives
from samsvar.operations.alignment_case_openings import UndoAlignmentCase
from samsvar.operations.contributions import EndKind, EndRef, ProposeContribution
from samsvar.operations.objectives import ReviseObjective
from tests.factories.cases import Cases, effect
from tests.factories.companies import NOW
from tests.factories.plans import Plans


@pytest.fixture
def cases(plans: Plans) -> Cases:
    """The company's cases."""
    return Cases(plans)


async def here(plans: Plans, table: str, own_id: UUID) -> bool:
    return any(row["id"] == own_id for row in await plans.rows(table))


async def audited(plans: Plans, own_id: UUID) -> list[dict[str, Any]]:
    async with plans.company.database.transaction(await plans.company.samsvar()) as connection:
        found = await connection.execute(
            sa.text("select * from samsvar.audit_entries where node_id = :id order by sequence"), {"id": own_id}
        )
        return [dict(row) for row in found.mappings()]


async def told(cases: Cases, case: UUID) -> list[tuple[str, str]]:
    """Return what a case that is agreed says of the links that came and went."""
    kept = (await cases.row(case))["changes"]
    return [(each["kind"], each["title"]) for each in kept["follows"]]


async def undone(cases: Cases, case: UUID) -> UUID:
    """Let Kort and Konto undo a case; return the one that did."""
    draft = UndoAlignmentCase(case, "Det virket ikke")
    undoing = await alignment_case_openings.undo_alignment_case(await cases.plans.by("Odd"), draft, now=NOW)
    await cases.signed(undoing, (await cases.row(undoing))["proposal_id"], "Kort", "Konto")
    assert (await cases.row(undoing))["state"] == "AGREED"
    return undoing


class Two:
    """An objective of Kort and one of Konto, with a case about both."""

    ours: UUID
    proof: UUID
    theirs: UUID
    their_proof: UUID
    case: UUID


@pytest.fixture
async def two(plans: Plans, cases: Cases) -> Two:
    world = Two()
    world.ours, world.proof = await plans.proven("Kort", "Ours")
    world.theirs, world.their_proof = await plans.proven("Konto", "Theirs")
    world.case = await cases.opened(world.ours, world.theirs)
    return world


class TestEffects:
    async def test_merge_moves_what_proves_it_and_drops_the_rest(self, plans: Plans, cases: Cases, two: Two) -> None:
        await plans.check_in(two.their_proof, 30)
        effects = [
            effect("MOVE_KEY_RESULT", key_result=two.their_proof, to_objective=two.ours),
            effect("DROP_OBJECTIVE", objective=two.theirs),
            effect("SHARE_OBJECTIVE", objective=two.ours, unit=plans.company.units["Konto"], share=Decimal("0.4")),
        ]
        turn = await cases.proposed(two.case, effects)
        await cases.signed(two.case, turn, "Kort")
        assert await here(plans, "objectives", two.theirs)  # Nothing happens before the last signature.
        await cases.signed(two.case, turn, "Konto")
        moved = await plans.row("key_results", two.their_proof)
        assert (moved["objective_id"], moved["unit_id"]) == (two.ours, plans.company.units["Kort"])
        assert moved["progress"] == Decimal("0.3")  # Its measurements and check-ins came along.
        assert {row["objective_id"] for row in await plans.rows("check_ins")} == {two.ours}
        assert not await here(plans, "objectives", two.theirs)
        assert (await plans.row("objectives", two.ours))["own_result"] == Decimal("0.3")
        stored = await cases.row(two.case)
        assert (stored["state"], stored["outcome"]) == ("AGREED", "MERGE")
        await undone(cases, two.case)
        back = await plans.row("key_results", two.their_proof)
        assert (back["objective_id"], back["unit_id"]) == (two.theirs, plans.company.units["Konto"])
        assert (await plans.row("objectives", two.theirs))["title"] == "Theirs"

    async def test_handing_over_takes_along_links_comments_and_history(
        self, plans: Plans, cases: Cases, two: Two
    ) -> None:
        above, _ = await plans.proven("Privat", "Above")
        link = await plans.contribution(two.theirs, above)
        need = await plans.dependency(two.theirs, above)
        await plans.check_in(two.their_proof, 50)
        kort = plans.company.units["Kort"]
        effects = [effect("MOVE_OBJECTIVE", objective=two.theirs, unit=kort)]
        await cases.agreed(two.case, effects, "Kort", "Konto", outcome="HAND_OVER")
        moved = await plans.row("objectives", two.theirs)
        ours = await plans.row("objectives", two.ours)
        assert (moved["unit_id"], moved["okr_set_id"], moved["position"]) == (kort, ours["okr_set_id"], 1)
        assert (await plans.row("contributions", link))["from_unit_id"] == kort
        assert (await plans.row("dependencies", need))["consumer_unit_id"] == kort
        assert {row["unit_id"] for row in await plans.rows("check_ins")} == {kort}
        await undone(cases, two.case)
        assert (await plans.row("objectives", two.theirs))["unit_id"] == plans.company.units["Konto"]

    async def test_what_was_committed_to_changes_with_the_case_as_reason(
        self, plans: Plans, cases: Cases, two: Two
    ) -> None:
        await plans.sql("update samsvar.okr_sets set state = 'COMMITTED', committed_at = now()")
        effects = [
            effect("REVISE_KEY_RESULT", key_result=two.proof, target=Decimal(80)),
            effect("REWORD_OBJECTIVE", objective=two.theirs, title="Theirs alone"),
            effect("DROP_KEY_RESULT", key_result=two.their_proof),
            effect("ADD_KEY_RESULT", objective=two.theirs, title="New proof", baseline=Decimal(9), target=Decimal(4)),
            effect("ADD_OBJECTIVE", unit=plans.company.units["Kort"], title="New here"),
        ]
        await cases.agreed(two.case, effects, "Kort", "Konto", outcome="SPLIT")
        assert (await plans.row("key_results", two.proof))["target"] == 80
        assert (await plans.row("objectives", two.theirs))["title"] == "Theirs alone"
        assert not await here(plans, "key_results", two.their_proof)
        new = {row["title"]: row for row in await plans.rows("key_results")}["New proof"]
        assert (new["objective_id"], new["kind"]) == (two.theirs, "DECREASE")
        added = {row["title"]: row for row in await plans.rows("objectives")}["New here"]
        assert added["okr_set_id"] == (await plans.row("objectives", two.ours))["okr_set_id"]
        for own_id in (two.proof, two.theirs, two.their_proof, new["id"], added["id"]):
            assert (await audited(plans, own_id))[-1]["why"] == "Hvem gjør hva?"
        await undone(cases, two.case)
        assert (await plans.row("key_results", two.proof))["target"] == 100
        assert (await plans.row("objectives", two.theirs))["title"] == "Theirs"
        assert await here(plans, "key_results", two.their_proof)
        assert not await here(plans, "key_results", new["id"])
        assert not await here(plans, "objectives", added["id"])

    async def test_links_are_agreed_by_the_signatures(self, plans: Plans, cases: Cases, two: Two) -> None:
        effects = [
            effect(
                "ADD_DEPENDENCY",
                objective=two.ours,
                to_objective=two.theirs,
                what="Et grensesnitt",
                needed_by=dt.date(2026, 4, 1),
            ),
            effect("ADD_CONTRIBUTION", objective=two.theirs, to_objective=two.ours, rationale="Hjelper"),
        ]
        await cases.agreed(two.case, effects, "Kort", "Konto", outcome="SEQUENCE")
        (need,), (link,) = await plans.rows("dependencies"), await plans.rows("contributions")
        assert (need["state"], need["kind"], need["provider_objective_id"]) == ("ACCEPTED", "GATES", two.theirs)
        assert (link["state"], link["from_objective_id"], link["to_objective_id"]) == ("AGREED", two.theirs, two.ours)
        undoing = await undone(cases, two.case)
        assert [await told(cases, case) for case in (two.case, undoing)] == [
            [("DEPENDENCY_ADDED", "Et grensesnitt"), ("CONTRIBUTION_ADDED", "Ours")],
            [("CONTRIBUTION_REMOVED", "Ours"), ("DEPENDENCY_REMOVED", "Et grensesnitt")],
        ]
        (need,), (link,) = await plans.rows("dependencies"), await plans.rows("contributions")
        assert (need["state"], link["state"]) == ("WITHDRAWN", "WITHDRAWN")

    async def test_a_day_that_is_suggested_lies_in_what_is_left_of_the_cycle(self, plans: Plans, two: Two) -> None:
        cycle = await plans.row("cycles", (await plans.row("alignment_cases", two.case))["cycle_id"])
        for now in (NOW, dt.datetime.combine(cycle["ends_on"] - dt.timedelta(days=3), NOW.timetz())):
            (waits,) = await alignment_case_suggestions.suggest(
                await plans.by("Odd"), two.case, CaseOutcome.SEQUENCE, stays=two.theirs, now=now
            )
            assert waits.needed_by is not None
            assert now.date() < waits.needed_by < cycle["ends_on"]

    async def test_a_circle_is_refused_when_it_is_proposed(self, plans: Plans, cases: Cases, two: Two) -> None:
        await plans.dependency(two.theirs, two.ours)
        circle = effect(
            "ADD_DEPENDENCY", objective=two.ours, to_objective=two.theirs, what="Alt", needed_by=dt.date(2026, 4, 1)
        )
        with pytest.raises(refusals.Refused) as refused:
            await cases.proposed(two.case, [circle], outcome="SEQUENCE")
        assert [each.code for each in refused.value.refusals] == ["CIRCLE_OF_DEPENDENCIES"]

    async def test_moving_a_key_result_closes_no_circle(self, plans: Plans, cases: Cases, two: Two) -> None:
        above, _ = await plans.proven("Privat", "Above")
        await plans.contribution(two.ours, above)
        # Their key result is helped by what is above us: moved to ours, ours would help what helps it.
        draft = ProposeContribution(EndRef(EndKind.OBJECTIVE, above), EndRef(EndKind.KEY_RESULT, two.their_proof))
        await contributions.propose_contribution(await plans.by(None), draft, now=NOW)
        moving = effect("MOVE_KEY_RESULT", key_result=two.their_proof, to_objective=two.ours)
        with pytest.raises(refusals.Refused) as refused:
            await cases.proposed(two.case, [moving])
        assert [each.code for each in refused.value.refusals] == ["CIRCLE_OF_CONTRIBUTIONS"]


class TestTheLastSignature:
    async def test_is_refused_when_somebody_changed_it_since_and_nothing_is_half_done(
        self, plans: Plans, cases: Cases, two: Two
    ) -> None:
        effects = [
            effect("REWORD_OBJECTIVE", objective=two.ours, title="Ours in other words"),
            effect("DROP_OBJECTIVE", objective=two.theirs),
        ]
        turn = await cases.proposed(two.case, effects)
        await cases.signed(two.case, turn, "Kort")
        reworded = ReviseObjective(two.theirs, 1, title="Theirs, better")
        await objectives.revise_objective(await plans.by("Kim"), reworded, now=NOW)
        with pytest.raises(refusals.Refused) as refused:
            await cases.signed(two.case, turn, "Konto")
        (stale,) = refused.value.refusals
        assert isinstance(stale, refusals.StaleVersion)
        assert (stale.field, stale.nodes) == ("effects.1", (("Objective", two.theirs),))
        assert [(each.field, each.after) for each in stale.changes] == [("title", "Theirs, better")]
        assert (await plans.row("objectives", two.ours))["title"] == "Ours"
        assert (await cases.row(two.case))["state"] == "OPEN"
        signatures = await plans.rows("alignment_case_signatures")
        assert [row["unit_id"] for row in signatures] == [plans.company.units["Kort"]]

    async def test_is_refused_when_what_goes_got_another_key_result(self, plans: Plans, cases: Cases, two: Two) -> None:
        turn = await cases.proposed(two.case, [effect("DROP_OBJECTIVE", objective=two.theirs)], outcome="DROP")
        await cases.signed(two.case, turn, "Kort")
        added = await plans.key_result(two.theirs, "Seen by nobody who signed")
        with pytest.raises(refusals.Refused) as refused:
            await cases.signed(two.case, turn, "Konto")
        assert [each.nodes for each in refused.value.refusals] == [[("KeyResult", added)]]

    async def test_happens_once_when_two_are_the_last_at_the_same_time(
        self, plans: Plans, cases: Cases, two: Two
    ) -> None:
        effects = [effect("MOVE_KEY_RESULT", key_result=two.their_proof, to_objective=two.ours)]
        turn = await cases.proposed(two.case, effects)
        await asyncio.gather(cases.signed(two.case, turn, "Kort"), cases.signed(two.case, turn, "Konto"))
        assert (await cases.row(two.case))["state"] == "AGREED"
        assert (await plans.row("key_results", two.their_proof))["version"] == 2
        moves = [entry for entry in await audited(plans, two.their_proof) if entry["deed"] == "signCase"]
        assert len(moves) == 2  # One for each set's own history.

    async def test_is_not_held_back_by_the_rights_of_who_signs(self, plans: Plans, cases: Cases, two: Two) -> None:
        effects = [effect("DROP_OBJECTIVE", objective=two.theirs)]
        turn = await cases.proposed(two.case, effects, outcome="DROP")
        await cases.signed(two.case, turn, "Konto", "Kort")  # Odd has no say in Konto, and signs last.
        assert not await here(plans, "objectives", two.theirs)
        entry = (await audited(plans, two.theirs))[-1]
        assert (entry["deed"], entry["why"]) == ("signCase", "Hvem gjør hva?")

    async def test_keeps_what_it_changed(self, cases: Cases, two: Two) -> None:
        await cases.agreed(two.case, [effect("DROP_OBJECTIVE", objective=two.theirs)], "Kort", "Konto", outcome="DROP")
        (changed,) = (await cases.row(two.case))["changes"]["sets"]
        lines = [(line["kind"], line["change"]) for line in changed["lines"]]
        assert (changed["unitName"], lines) == ("Konto", [("OBJECTIVE", "REMOVED"), ("KEY_RESULT", "REMOVED")])


class TestUndoing:
    async def test_is_by_one_case_at_a_time(self, plans: Plans, cases: Cases, two: Two) -> None:
        await cases.agreed(two.case, [effect("DROP_OBJECTIVE", objective=two.theirs)], "Kort", "Konto", outcome="DROP")
        draft = UndoAlignmentCase(two.case, "Det virket ikke")
        await alignment_case_openings.undo_alignment_case(await plans.by("Kim"), draft, now=NOW)
        with pytest.raises(CaseUndoneAlready):
            await alignment_case_openings.undo_alignment_case(await plans.by("Odd"), draft, now=NOW)
        assert not await here(plans, "objectives", two.theirs)  # It asks first.
        assert (await cases.row(two.case))["state"] == "AGREED"
