"""What no case brings about: words of drafts for others, findings taken from another case, records half moved."""

import asyncio
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import refusals
from samsvar.operations import alignment_case_openings, alignment_case_signatures, objectives, okr_sets
from samsvar.operations.alignment_case_openings import UndoAlignmentCase
from samsvar.operations.alignment_case_signatures import SignCase
from samsvar.operations.objectives import ReviseObjective
from tests.factories.cases import Cases, effect
from tests.factories.companies import NOW
from tests.factories.plans import Plans
from tests.operations.test_alignment_case_drafts import found_between, seen


@pytest.fixture
def cases(plans: Plans) -> Cases:
    """The company's cases."""
    return Cases(plans)


async def history(plans: Plans, by: str, own_id: UUID) -> list[Any]:
    """Return what the audit tells somebody of a record."""
    async with plans.company.database.transaction(await plans.by(by)) as connection:
        found = await connection.execute(
            sa.text("select why from samsvar.audit_entries where node_id = :id"), {"id": own_id}
        )
        return list(found.scalars())


async def undoing(plans: Plans, case: UUID, *, by: str) -> UUID:
    """Let somebody open a case to undo another one."""
    return await alignment_case_openings.undo_alignment_case(
        await plans.by(by), UndoAlignmentCase(case, "Det virket ikke"), now=NOW
    )


class TestDrafts:
    @pytest.mark.parametrize("shown", ["Kort", "Konto"])
    async def test_of_a_case_about_two_the_audit_tells_nobody_while_one_is_left(
        self, plans: Plans, cases: Cases, shown: str
    ) -> None:
        ours, _ = await plans.proven("Kort", "Ours", state="DRAFT")
        theirs, _ = await plans.proven("Konto", "Theirs", state="DRAFT")
        case = await cases.opened(ours, theirs, by="Liv")
        okr_set = (await plans.row("objectives", ours if shown == "Kort" else theirs))["okr_set_id"]
        await okr_sets.propose_okr_set(await plans.by(None), okr_sets.TurnOkrSet(okr_set, 1), now=NOW)
        assert case not in await seen(plans, "Lars", "alignment_cases")
        assert not await history(plans, "Lars", case)
        assert await history(plans, "Liv", case)

    async def test_are_read_no_more_by_partners_who_agreed_on_nothing_in_them(self, plans: Plans, cases: Cases) -> None:
        draft, proof = await plans.proven("Kort", "Draft", state="DRAFT")
        shown, _ = await plans.proven("Konto", "Shown")
        case = await cases.opened(draft, shown)
        await cases.proposed(case, [effect("REWORD_OBJECTIVE", objective=draft, title="Other words")], outcome="SPLIT")
        await cases.agreed(case, [], "Kort", "Konto", outcome="KEEP_BOTH")
        assert draft not in await seen(plans, "Kim", "objectives")
        assert proof not in await seen(plans, "Kim", "key_results")
        assert case in await seen(plans, "Kim", "alignment_cases")

    async def test_are_read_still_by_partners_as_far_as_they_agreed_on_them(self, plans: Plans, cases: Cases) -> None:
        draft, _ = await plans.proven("Kort", "Draft", state="DRAFT")
        shown, _ = await plans.proven("Konto", "Shown")
        case = await cases.opened(draft, shown)
        konto = plans.company.units["Konto"]
        sharing = effect("SHARE_OBJECTIVE", objective=draft, unit=konto, share=Decimal("0.3"))
        await cases.agreed(case, [sharing], "Kort", "Konto", outcome="CO_OWN")
        assert draft in await seen(plans, "Kim", "objectives")

    async def test_keep_what_is_to_be_undone_in_them_to_those_who_agreed(self, plans: Plans, cases: Cases) -> None:
        draft, _ = await plans.proven("Kort", "Draft", state="DRAFT")
        shown, _ = await plans.proven("Konto", "Shown")
        case = await cases.opened(draft, shown)
        await cases.agreed(case, [effect("DROP_OBJECTIVE", objective=draft)], "Kort", "Konto", outcome="DROP")
        undone = await undoing(plans, case, by="Kim")
        for name in ("Lars", "Vidar"):
            for table in ("alignment_cases", "alignment_case_turns", "alignment_case_effects"):
                assert not await seen(plans, name, table), (name, table)
        turn = (await cases.row(undone))["proposal_id"]
        await cases.signed(undone, turn, "Konto", "Kort")
        assert (await plans.row("objectives", draft))["title"] == "Draft"


class TestFindings:
    async def test_that_another_case_took_up_are_left_to_it_by_an_undoing(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        finding = await found_between(plans, ours, theirs)
        case = await cases.opened(by="Odd", findings=[finding])
        await cases.agreed(case, [], "Kort", "Konto", outcome="KEEP_BOTH")
        await plans.sql("update samsvar.overlap_findings set state = 'OPEN'")  # As when a text changed.
        other = await cases.opened(by="Odd", findings=[finding])
        undone = await undoing(plans, case, by="Odd")
        await cases.signed(undone, (await cases.row(undone))["proposal_id"], "Kort", "Konto")
        assert (await plans.row("overlap_findings", finding))["state"] == "IN_CASE"
        await cases.agreed(other, [], "Kort", "Konto", outcome="KEEP_BOTH")
        assert (await plans.row("overlap_findings", finding))["state"] == "RESOLVED"


class TestMoves:
    async def test_to_a_unit_that_was_joined_to_it_leave_nothing_half_done(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, proof = await plans.proven("Konto", "Theirs")
        await plans.dependency(theirs, ours)
        finding = await found_between(plans, ours, theirs)
        kort = plans.company.units["Kort"]
        case = await cases.opened(by="Odd", findings=[finding])
        sharing = effect("SHARE_OBJECTIVE", objective=theirs, unit=kort, share=Decimal("0.4"))
        handing = effect("MOVE_OBJECTIVE", objective=theirs, unit=kort)
        revising = effect("REVISE_KEY_RESULT", key_result=proof, target=Decimal(70))
        await cases.agreed(case, [sharing, handing, revising], "Kort", "Konto", outcome="HAND_OVER")
        assert (await plans.row("objectives", theirs))["unit_id"] == kort
        assert (await plans.row("key_results", proof))["target"] == 70
        undone = await undoing(plans, case, by="Kim")
        await cases.signed(undone, (await cases.row(undone))["proposal_id"], "Kort", "Konto")
        assert (await plans.row("objectives", theirs))["unit_id"] == plans.company.units["Konto"]
        assert (await plans.row("key_results", proof))["target"] == 100

    async def test_that_would_bind_who_got_it_since_are_refused(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        await plans.proven("Lån", "Others")
        one = await cases.opened(ours, theirs)
        turn = await cases.proposed(one, [effect("ADD_KEY_RESULT", objective=theirs, title="New")], outcome="SPLIT")
        await cases.signed(one, turn, "Kort")
        other = await cases.opened(theirs, units=[plans.company.units["Lån"]], by="Kim")
        moving = effect("MOVE_OBJECTIVE", objective=theirs, unit=plans.company.units["Lån"])
        await cases.agreed(other, [moving], "Konto", "Lån", outcome="HAND_OVER", by="Kim")
        with pytest.raises(refusals.Refusal) as refused:
            await cases.signed(one, turn, "Konto")
        assert refused.value.code == "EFFECT_BINDS_UNASKED"
        assert (await cases.row(one))["state"] == "OPEN"

    async def test_of_one_record_in_two_cases_at_once_are_done_in_one(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        turns = []
        for place, order in enumerate(((ours, theirs), (theirs, ours))):
            case = await cases.opened(ours, theirs)
            words = [effect("REWORD_OBJECTIVE", objective=each, title=f"Case {place}") for each in order]
            turn = await cases.proposed(case, words, outcome="SPLIT")
            await cases.signed(case, turn, "Kort")
            turns.append((case, turn))
        ended = await asyncio.gather(
            *(cases.signed(case, turn, "Konto") for case, turn in turns), return_exceptions=True
        )
        assert sorted(type(each).__name__ for each in ended) == ["NoneType", "Refused"]
        titles = {(await plans.row("objectives", each))["title"] for each in (ours, theirs)}
        assert len(titles) == 1

    @pytest.mark.parametrize("share", ["1.5", "-0.2", "1"])
    async def test_of_shares_that_add_up_to_no_whole_are_refused_before_they_are_signed(
        self, plans: Plans, cases: Cases, share: str
    ) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        case = await cases.opened(ours, theirs)
        sharing = effect("SHARE_OBJECTIVE", objective=ours, unit=plans.company.units["Konto"], share=Decimal(share))
        with pytest.raises((refusals.Refusal, refusals.Refused)):
            await cases.proposed(case, [sharing], outcome="CO_OWN")

    async def test_based_on_what_was_reworded_since_are_refused(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        case = await cases.opened(ours, theirs)
        turn = await cases.proposed(case, [effect("DROP_OBJECTIVE", objective=theirs)], outcome="DROP")
        await cases.signed(case, turn, "Kort")
        await objectives.revise_objective(await plans.by("Kim"), ReviseObjective(theirs, 1, title="Better"), now=NOW)
        with pytest.raises(refusals.Refused) as refused:
            await cases.signed(case, turn, "Konto")
        assert [each.code for each in refused.value.refusals] == ["STALE_VERSION"]


class TestSignatures:
    async def test_sent_again_while_the_first_is_under_way_come_to_the_same(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        case = await cases.opened(ours, theirs)
        adding = effect("ADD_OBJECTIVE", unit=plans.company.units["Kort"], title="New")
        turn = await cases.proposed(case, [adding], outcome="SPLIT")
        await cases.signed(case, turn, "Kort")
        kim, draft = await plans.by("Kim"), SignCase(case, turn)
        sent = [alignment_case_signatures.sign_case(kim, draft, now=NOW, key="as-one-0123456789") for _ in range(3)]
        assert await asyncio.gather(*sent) == [case] * 3
        assert [row["title"] for row in await plans.rows("objectives")].count("New") == 1


class TestUnitsThatEnded:
    async def test_are_asked_into_no_case(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        await plans.sql("update samsvar.units set valid_to = '2026-01-05' where name = 'Konto'")
        with pytest.raises(refusals.Refusal) as refused:
            await cases.opened(ours, theirs, unit=plans.company.units["Kort"])
        assert refused.value.code == "UNIT_ENDED"
