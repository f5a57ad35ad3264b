"""Partners of a case read the drafts that it is about, and nothing else of them; others read neither them nor the case."""

import uuid
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import refusals
from samsvar.domain.alignment_cases import CaseOutcome
from samsvar.domain.rights import Forbidden
from samsvar.operations import alignment_case_previews, alignment_case_turns, alignment_cases, objectives
from samsvar.operations.alignment_case_previews import PreviewCaseEffects
from samsvar.operations.alignment_case_turns import RemarkInCase
from samsvar.operations.alignment_cases import WithdrawCase
from samsvar.persistence.overlaps import overlap_findings
from tests.factories.cases import Cases, effect
from tests.factories.companies import NOW
from tests.factories.plans import Plans


@pytest.fixture
def cases(plans: Plans) -> Cases:
    """The company's cases."""
    return Cases(plans)


async def seen(plans: Plans, by: str, table: str) -> set[Any]:
    """Return the ids of a table's rows that somebody sees."""
    async with plans.company.database.transaction(await plans.by(by)) as connection:
        found = await connection.execute(sa.text(f"select id from samsvar.{table}"))
        return set(found.scalars())


async def about_a_draft(plans: Plans, cases: Cases) -> tuple[UUID, UUID, UUID]:
    """Let Kort, which sees both, open a case about its draft and what Konto has shown; return it with both."""
    draft, _ = await plans.proven("Kort", "Draft", state="DRAFT")
    shown, _ = await plans.proven("Konto", "Shown")
    return await cases.opened(draft, shown), draft, shown


class TestPartners:
    async def test_read_the_objective_with_its_key_results_and_nothing_else_of_the_draft(
        self, plans: Plans, cases: Cases
    ) -> None:
        assert await seen(plans, "Kim", "objectives") == set()
        draft, proof = await plans.proven("Kort", "Draft", state="DRAFT")
        other = await plans.objective((await plans.row("objectives", draft))["okr_set_id"], "Another")
        shown, _ = await plans.proven("Konto", "Shown")
        case = await cases.opened(draft, shown)
        assert await seen(plans, "Kim", "objectives") == {draft, shown}
        assert proof in await seen(plans, "Kim", "key_results")
        assert other not in await seen(plans, "Kim", "objectives")
        entries = await seen(plans, "Kim", "audit_entries")
        async with plans.company.database.transaction(await plans.company.samsvar()) as connection:
            told = await connection.execute(
                sa.text("select id from samsvar.audit_entries where node_id = any (:ids)"), {"ids": [draft, other]}
            )
            assert not entries & set(told.scalars())  # The history of the draft stays with those who read it whole.
        assert case in await seen(plans, "Kim", "alignment_cases")

    async def test_are_also_those_above_a_partner(self, plans: Plans, cases: Cases) -> None:
        case, draft, _ = await about_a_draft(plans, cases)
        assert draft in await seen(plans, "Bodil", "objectives")
        assert case in await seen(plans, "Bodil", "alignment_cases")

    async def test_are_not_those_who_take_no_part(self, plans: Plans, cases: Cases) -> None:
        case, draft, _ = await about_a_draft(plans, cases)
        await cases.proposed(case, [effect("DROP_OBJECTIVE", objective=draft)], outcome="DROP")
        for name in ("Lars", "Vidar", "Nils", "Astrid"):
            assert draft not in await seen(plans, name, "objectives")
            for table in ("alignment_cases", "alignment_case_turns", "alignment_case_effects"):
                assert not await seen(plans, name, table), (name, table)
        with pytest.raises(refusals.NotFound):
            await alignment_case_turns.remark_in_case(await plans.by("Lars"), RemarkInCase(case, "Hva?"), now=NOW)

    async def test_read_it_no_more_once_the_case_is_withdrawn(self, plans: Plans, cases: Cases) -> None:
        case, draft, _ = await about_a_draft(plans, cases)
        reason = WithdrawCase(case, "Nei", await cases.version(case))
        await alignment_cases.withdraw_case(await plans.by("Odd"), reason, now=NOW)
        assert draft not in await seen(plans, "Kim", "objectives")

    async def test_write_nothing_into_it(self, plans: Plans, cases: Cases) -> None:
        _, draft, _ = await about_a_draft(plans, cases)
        with pytest.raises(Forbidden):
            await objectives.revise_objective(
                await plans.by("Kim"), objectives.ReviseObjective(draft, 1, title="Mine"), now=NOW
            )

    async def test_are_the_whole_organisation_once_it_is_shown(self, plans: Plans, cases: Cases) -> None:
        case, draft, _ = await about_a_draft(plans, cases)
        await plans.sql("update samsvar.okr_sets set state = 'PROPOSED'")
        assert draft in await seen(plans, "Lars", "objectives")
        assert case in await seen(plans, "Lars", "alignment_cases")

    async def test_sign_what_changes_a_draft(self, plans: Plans, cases: Cases) -> None:
        case, draft, _ = await about_a_draft(plans, cases)
        konto = plans.company.units["Konto"]
        await cases.agreed(
            case, [effect("MOVE_OBJECTIVE", objective=draft, unit=konto)], "Kort", "Konto", outcome="HAND_OVER"
        )
        moved = await plans.row("objectives", draft)
        assert (moved["unit_id"], moved["is_open"]) == (konto, True)
        assert draft in await seen(plans, "Lars", "objectives")

    async def test_of_a_case_that_would_add_to_a_draft_are_alone_with_it(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        await plans.okr_set("Konto")
        case = await cases.opened(ours, units=[plans.company.units["Konto"]])
        assert case in await seen(plans, "Lars", "alignment_cases")
        adding = effect("ADD_OBJECTIVE", unit=plans.company.units["Konto"], title="New there")
        await cases.proposed(case, [adding], outcome="SPLIT")
        assert case not in await seen(plans, "Lars", "alignment_cases")
        assert case in await seen(plans, "Kim", "alignment_cases")


class TestPreviews:
    async def test_says_before_and_after_of_each_set_and_stores_nothing(self, plans: Plans, cases: Cases) -> None:
        ours, proof = await plans.proven("Kort", "Ours")
        theirs, their_proof = await plans.proven("Konto", "Theirs")
        above, _ = await plans.proven("Bedrift", "Above")
        link = await plans.contribution(theirs, above)
        case = await cases.opened(ours, theirs)
        draft = PreviewCaseEffects(
            case,
            CaseOutcome.MERGE,
            [
                effect("MOVE_KEY_RESULT", key_result=their_proof, to_objective=ours),
                effect("DROP_OBJECTIVE", objective=theirs),
            ],
        )
        found = await alignment_case_previews.preview(await plans.by("Kim"), draft, now=NOW)
        assert not found.problems
        assert found.changes is not None
        lines = {
            each["unitName"]: [(line["nodeId"], line["change"]) for line in each["lines"]]
            for each in found.changes["sets"]
        }
        assert lines == {
            "Kort": [
                (f"objective_{ours}", "SAME"),
                (f"key_result_{proof}", "SAME"),
                (f"key_result_{their_proof}", "MOVED_HERE"),
            ],
            "Konto": [(f"objective_{theirs}", "REMOVED"), (f"key_result_{their_proof}", "MOVED_AWAY")],
        }
        assert [(each["kind"], each["nodeId"]) for each in found.changes["follows"]] == [
            ("CONTRIBUTION_REMOVED", f"contribution_{link}")
        ]
        assert {(each.name, each.is_asked) for each in found.bound} == {("Kort", True), ("Konto", True)}
        assert "NOTHING_TO_COMMIT_TO" in {each.code for each in found.appearing}
        assert (await plans.row("objectives", theirs))["version"] == 1
        assert (await plans.row("key_results", their_proof))["objective_id"] == theirs

    async def test_says_nothing_of_what_becomes_of_links_with_drafts_of_others(
        self, plans: Plans, cases: Cases
    ) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        hidden, _ = await plans.proven("Lån", "Hidden", state="DRAFT")
        shown, _ = await plans.proven("Bedrift", "Shown")
        await plans.contribution(hidden, theirs)
        await plans.dependency(hidden, theirs)
        told = await plans.dependency(shown, theirs)
        case = await cases.opened(ours, theirs)
        dropping = [effect("DROP_OBJECTIVE", objective=theirs)]
        draft = PreviewCaseEffects(case, CaseOutcome.DROP, dropping)
        found = await alignment_case_previews.preview(await plans.by("Kim"), draft, now=NOW)
        assert found.changes is not None
        released = [("DEPENDENCY_RELEASED", f"dependency_{told}")]
        assert [(each["kind"], each["nodeId"]) for each in found.changes["follows"]] == released
        await cases.agreed(case, dropping, "Kort", "Konto", outcome="DROP")
        kept = (await plans.row("alignment_cases", case))["changes"]
        assert [(each["kind"], each["nodeId"]) for each in kept["follows"]] == released

    async def test_names_who_would_be_bound_unasked(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        others, _ = await plans.proven("Lån", "Others")
        case = await cases.opened(ours, theirs)
        draft = PreviewCaseEffects(case, CaseOutcome.DROP, [effect("DROP_OBJECTIVE", objective=others)])
        found = await alignment_case_previews.preview(await plans.by("Odd"), draft, now=NOW)
        assert [each.code for each in found.problems] == ["EFFECT_BINDS_UNASKED"]
        assert [(each.name, each.is_asked) for each in found.bound] == [("Lån", False)]
        assert found.changes is not None

    async def test_is_for_a_case_that_one_sees(self, plans: Plans, cases: Cases) -> None:
        case, _, _ = await about_a_draft(plans, cases)
        for scope, own_id in ((await plans.by("Lars"), case), (await plans.by("Odd"), uuid.uuid4())):
            with pytest.raises(refusals.NotFound):
                await alignment_case_previews.preview(scope, PreviewCaseEffects(own_id), now=NOW)


class TestFindings:
    async def test_wait_in_a_case_and_are_resolved_or_back_as_they_were(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        finding = await found_between(plans, ours, theirs)
        case = await cases.opened(by="Odd", findings=[finding])
        assert (await plans.row("overlap_findings", finding))["state"] == "IN_CASE"
        with pytest.raises(refusals.Refusal) as refused:
            await cases.opened(by="Kim", findings=[finding])
        assert refused.value.code == "FINDING_IN_ANOTHER_CASE"
        reason = WithdrawCase(case, "Nei", await cases.version(case))
        await alignment_cases.withdraw_case(await plans.by("Odd"), reason, now=NOW)
        assert (await plans.row("overlap_findings", finding))["state"] == "CONFIRMED"
        again = await cases.opened(by="Kim", findings=[finding])
        await cases.agreed(again, [], "Kort", "Konto", outcome="KEEP_BOTH", by="Kim")
        assert (await plans.row("overlap_findings", finding))["state"] == "RESOLVED"


async def found_between(plans: Plans, one: UUID, other: UUID) -> UUID:
    """Store a confirmed overlap finding between two objectives."""
    own_id = uuid.uuid4()
    a, b = [await plans.row("objectives", each) for each in sorted((one, other))]
    sides = {
        f"{side}_{name}": row[column]
        for side, row in (("a", a), ("b", b))
        for name, column in (
            ("unit_id", "unit_id"),
            ("okr_set_id", "okr_set_id"),
            ("is_open", "is_open"),
            ("objective_id", "id"),
        )
    }
    async with plans.company.database.transaction(await plans.by(None)) as connection:
        await connection.execute(
            sa.insert(overlap_findings).values(
                organisation_id=plans.company.id,
                id=own_id,
                cycle_id=a["cycle_id"],
                **sides,
                a_hash=b"a",
                b_hash=b"b",
                computed_kind="OVERLAP",
                rule="SIMILAR_TEXT",
                score=5,
                state="CONFIRMED",
                detected_at=NOW,
            )
        )
    return own_id
