"""Alignment cases: who opens them, who takes part, who speaks, and how they end without agreement."""

import datetime as dt

import pytest

from samsvar.domain import alignment_cases as rules
from samsvar.domain import refusals
from samsvar.domain.alignment_case_effects import EffectBindsUnasked, EffectIncomplete
from samsvar.domain.rights import Forbidden
from samsvar.operations import alignment_case_signatures, alignment_case_turns, alignment_cases
from samsvar.operations.alignment_case_signatures import SignCase
from samsvar.operations.alignment_case_turns import RemarkInCase
from samsvar.operations.alignment_cases import AskUnitIntoCase, EscalateCase, LookAgainAtCase, WithdrawCase
from tests.factories.cases import Cases, effect
from tests.factories.companies import NOW
from tests.factories.plans import Plans


@pytest.fixture
def cases(plans: Plans) -> Cases:
    """The company's cases."""
    return Cases(plans)


async def participants(cases: Cases, case: object) -> dict[str, bool]:
    names = {own_id: name for name, own_id in cases.plans.company.units.items()}
    rows = await participants_rows(cases)
    return {names[row["unit_id"]]: row["is_asked"] for row in rows if row["case_id"] == case}


async def participants_rows(cases: Cases) -> list[dict]:  # type: ignore[type-arg]
    async with cases.plans.company.database.transaction(await cases.plans.company.samsvar()) as connection:
        found = await connection.exec_driver_sql("select * from samsvar.alignment_case_participants")
        return [dict(row) for row in found.mappings()]


class TestOpening:
    async def test_asks_all_units_in_whose_okrs_it_is_about(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        case = await cases.opened(ours, theirs)
        assert await participants(cases, case) == {"Kort": True, "Konto": True}
        stored = await cases.row(case)
        assert (stored["state"], stored["opened_by_name"]) == ("OPEN", "Odd")

    async def test_from_above_takes_part_without_a_signature(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Lån", "Theirs")
        case = await cases.opened(ours, theirs, by="Per", unit=plans.company.units["Privat"])
        assert await participants(cases, case) == {"Privat": False, "Kort": True, "Lån": True}

    async def test_freely_names_whom_it_asks_and_in_which_cycle(self, plans: Plans, cases: Cases) -> None:
        with pytest.raises(rules.CaseOfOneUnit):
            await cases.opened(unit=plans.company.units["Kort"], cycle=plans.cycles["running"])
        case = await cases.opened(
            unit=plans.company.units["Kort"], units=[plans.company.units["Lån"]], cycle=plans.cycles["running"]
        )
        assert await participants(cases, case) == {"Kort": True, "Lån": True}

    async def test_is_in_the_name_of_a_unit_that_one_speaks_for(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        for name, unit in (("Per", "Kort"), ("Liv", "Konto"), ("Mia", "Konto")):
            with pytest.raises(Forbidden):
                await cases.opened(ours, theirs, by=name, unit=plans.company.units[unit])
        await cases.opened(ours, theirs, by="Mia", unit=plans.company.units["Kort"])  # A member drafts, and speaks.

    async def test_is_about_one_cycle(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        later, _ = await plans.proven("Konto", "Later", cycle="coming")
        with pytest.raises(rules.CaseCyclesDiffer):
            await cases.opened(ours, later)


class TestProposing:
    async def test_binds_nobody_who_was_not_asked(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        others, _ = await plans.proven("Lån", "Others")
        case = await cases.opened(ours, theirs)
        with pytest.raises(EffectBindsUnasked) as refused:
            await cases.proposed(case, [effect("DROP_OBJECTIVE", objective=others)], outcome="DROP")
        assert refused.value.units == ["Lån"]
        draft = AskUnitIntoCase(case, plans.company.units["Lån"], await cases.version(case))
        await alignment_cases.ask_unit_into_case(await plans.by("Odd"), draft, now=NOW)
        await cases.proposed(case, [effect("DROP_OBJECTIVE", objective=others)], outcome="DROP")

    async def test_a_unit_that_helps_is_not_bound_either(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Lån", "Theirs")
        above, _ = await plans.proven("Privat", "Above")
        case = await cases.opened(ours, theirs, by="Per", unit=plans.company.units["Privat"])
        with pytest.raises(EffectBindsUnasked):
            await cases.proposed(case, [effect("DROP_OBJECTIVE", objective=above)], outcome="DROP", by="Per")

    async def test_says_what_each_change_needs(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        case = await cases.opened(ours, theirs)
        with pytest.raises(refusals.Refused) as refused:
            await cases.proposed(case, [effect("MOVE_OBJECTIVE", objective=ours), effect("ADD_OBJECTIVE")])
        assert [each.field for each in refused.value.refusals] == [
            "effects.0.unit",
            "effects.1.unit",
            "effects.1.title",
        ]
        assert all(isinstance(each, EffectIncomplete) for each in refused.value.refusals)

    async def test_is_refused_when_it_can_not_be_done(self, plans: Plans, cases: Cases) -> None:
        ours, proof = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        await plans.check_in(proof, 20)
        case = await cases.opened(ours, theirs)
        with pytest.raises(refusals.Refused) as refused:
            await cases.proposed(case, [effect("DROP_OBJECTIVE", objective=ours)], outcome="DROP")
        assert [(each.code, each.field) for each in refused.value.refusals] == [("HAS_CHECK_INS", "effects.0")]
        assert (await cases.row(case))["proposal_id"] is None

    async def test_takes_the_place_of_what_was_proposed_before(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        case = await cases.opened(ours, theirs)
        first = await cases.proposed(case, [], outcome="KEEP_BOTH", signs=True)
        second = await cases.proposed(case, [effect("DROP_OBJECTIVE", objective=theirs)], outcome="DROP", by="Kim")
        kinds = {row["id"]: row["kind"] for row in await plans.rows("alignment_case_turns")}
        assert (kinds[first], kinds[second]) == ("PROPOSAL", "COUNTER_PROPOSAL")
        with pytest.raises(rules.ProposalSuperseded):
            await cases.signed(case, first, "Konto")
        await cases.signed(case, second, "Konto")
        assert (await cases.row(case))["state"] == "OPEN"  # Kort signed another proposal.

    async def test_of_one_who_has_not_seen_the_last_one_is_stale(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        case = await cases.opened(ours, theirs)
        read = await cases.version(case)
        await cases.proposed(case, [], outcome="KEEP_BOTH")
        late = alignment_case_turns.ProposeInCase(case=case, outcome=rules.CaseOutcome.KEEP_BOTH, expected_version=read)
        with pytest.raises(refusals.StaleVersion):
            await alignment_case_turns.propose_in_case(await plans.by("Kim"), late, now=NOW)


class TestSigning:
    async def test_is_for_who_answers_at_exactly_that_unit(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        case = await cases.opened(ours, theirs)
        turn = await cases.proposed(case, [], outcome="KEEP_BOTH")
        for name in ("Mia", "Per", "Liv", "Astrid", "Vidar", "Kim"):
            with pytest.raises(Forbidden):
                await cases.signed(case, turn, "Kort", by=name)
        await cases.signed(case, turn, "Kort")
        with pytest.raises(rules.SignedAlready):
            await cases.signed(case, turn, "Kort")

    async def test_can_be_taken_back_while_others_are_missing(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        case = await cases.opened(ours, theirs)
        turn = await cases.proposed(case, [], outcome="KEEP_BOTH", signs=True)
        back = SignCase(case, turn)
        await alignment_case_signatures.withdraw_case_signature(await plans.by("Odd"), back, now=NOW)
        with pytest.raises(rules.NotSigned):
            await alignment_case_signatures.withdraw_case_signature(await plans.by("Odd"), back, now=NOW)
        await cases.signed(case, turn, "Konto")
        assert (await cases.row(case))["state"] == "OPEN"
        await cases.signed(case, turn, "Kort")
        assert (await cases.row(case))["state"] == "AGREED"
        with pytest.raises(rules.CaseDecided):
            await alignment_case_signatures.withdraw_case_signature(await plans.by("Odd"), back, now=NOW)


class TestEscalating:
    async def test_goes_to_the_nearest_unit_above_both_which_imposes_nothing(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        near, _ = await plans.proven("Lån", "Near")
        case = await cases.opened(ours, near)
        draft = EscalateCase(case, await cases.version(case), said="Vi kommer ikke videre")
        await alignment_cases.escalate_case(await plans.by("Odd"), draft, now=NOW)
        stored = await cases.row(case)
        assert (stored["state"], stored["escalated_to_unit_id"]) == ("ESCALATED", plans.company.units["Privat"])
        assert await participants(cases, case) == {"Kort": True, "Lån": True, "Privat": False}
        turn = await cases.proposed(case, [effect("DROP_OBJECTIVE", objective=near)], outcome="DROP", by="Per")
        with pytest.raises(rules.NotAskedToSign):
            await cases.signed(case, turn, "Privat")
        await cases.signed(case, turn, "Kort", "Lån")
        assert (await cases.row(case))["state"] == "AGREED"

    async def test_across_divisions_goes_to_the_company_and_no_further(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        far, _ = await plans.proven("Konto", "Far")
        case = await cases.opened(ours, far)
        draft = EscalateCase(case, await cases.version(case))
        await alignment_cases.escalate_case(await plans.by("Kim"), draft, now=NOW)
        assert (await cases.row(case))["escalated_to_unit_id"] == plans.company.units["Nordlys"]
        again = EscalateCase(case, await cases.version(case))
        with pytest.raises(rules.CaseAtTheTop):
            await alignment_cases.escalate_case(await plans.by("Kim"), again, now=NOW)

    async def test_agreed_by_all_is_escalated_and_not_decided(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        near, _ = await plans.proven("Lån", "Near")
        case = await cases.opened(ours, near)
        await cases.agreed(case, [], "Kort", "Lån", outcome="ESCALATE")
        stored = await cases.row(case)
        assert (stored["state"], stored["proposal_id"]) == ("ESCALATED", None)


class TestEnding:
    async def test_withdrawn_says_why_and_stays(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        case = await cases.opened(ours, theirs)
        draft = WithdrawCase(case, "Ikke lenger aktuelt", await cases.version(case))
        await alignment_cases.withdraw_case(await plans.by("Kim"), draft, now=NOW)
        assert (await cases.row(case))["state"] == "WITHDRAWN"
        with pytest.raises(rules.CaseDecided):
            await cases.proposed(case, [], outcome="KEEP_BOTH")
        remark = RemarkInCase(case, "Takk")
        await alignment_case_turns.remark_in_case(await plans.by("Odd"), remark, now=NOW)
        said = [row["said"] for row in await plans.rows("alignment_case_turns")]
        assert said == ["Ikke lenger aktuelt", "Takk"]

    async def test_agreed_comes_back_on_the_day_to_look_again(self, plans: Plans, cases: Cases) -> None:
        ours, _ = await plans.proven("Kort", "Ours")
        theirs, _ = await plans.proven("Konto", "Theirs")
        case = await cases.opened(ours, theirs)
        with pytest.raises(rules.DayToLookAgainPassed):
            await cases.proposed(case, [], outcome="KEEP_BOTH", look_again_on=NOW.date())
        await cases.agreed(case, [], "Kort", "Konto", outcome="KEEP_BOTH", look_again_on=dt.date(2026, 4, 1))
        assert (await cases.row(case))["look_again_on"] == dt.date(2026, 4, 1)
        draft = LookAgainAtCase(case, await cases.version(case), next_on=dt.date(2026, 4, 20), said="Det holder")
        await alignment_cases.look_again_at_case(await plans.by("Odd"), draft, now=NOW)
        assert (await cases.row(case))["look_again_on"] == dt.date(2026, 4, 20)
        done = LookAgainAtCase(case, await cases.version(case))
        await alignment_cases.look_again_at_case(await plans.by("Kim"), done, now=NOW)
        assert (await cases.row(case))["look_again_on"] is None
