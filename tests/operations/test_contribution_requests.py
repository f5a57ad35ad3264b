"""A unit asks another one to contribute: answered as asked, on other terms, or not at all."""

import asyncio
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from samsvar.domain import contribution_requests as rules
from samsvar.domain import contributions as contribution_rules
from samsvar.domain import refusals
from samsvar.domain.okr_sets import CycleTooFar
from samsvar.domain.rights import Forbidden
from samsvar.operations import contribution_requests, contributions, objectives
from samsvar.operations.contribution_requests import (
    AnswerContributionRequest,
    AskForContribution,
    DeclineContributionRequest,
    SettleContributionRequest,
)
from samsvar.operations.contributions import AnswerContribution, EndKind, EndRef
from tests.factories.companies import NOW
from tests.factories.plans import Plans


def an(objective: UUID) -> EndRef:
    return EndRef(EndKind.OBJECTIVE, objective)


async def asked(plans: Plans, target: EndRef, unit: str = "Kort", *, by: str = "Per", **more: Any) -> UUID:
    """Ask a unit to contribute to something."""
    draft = AskForContribution(target, plans.company.units[unit], **more)
    return await contribution_requests.ask_for_contribution(await plans.by(by), draft, now=NOW)


async def answered(plans: Plans, request: UUID, source: UUID, *, by: str = "Odd", **more: Any) -> UUID:
    """Answer a request with an objective; return the contribution."""
    draft = AnswerContributionRequest(request, an(source), 1, **more)
    await contribution_requests.answer_contribution_request(await plans.by(by), draft, now=NOW)
    contribution: UUID = (await plans.row("contribution_requests", request))["contribution_id"]
    return contribution


class TestAsking:
    async def test_a_unit_asks_for_its_own_and_answers_for_nobody(self, plans: Plans) -> None:
        above, proof = await plans.proven("Privat", "Above")
        request = await asked(plans, EndRef(EndKind.KEY_RESULT, proof), weight=Decimal(2), rationale="Dere kan kort")
        stored = await plans.row("contribution_requests", request)
        assert (stored["state"], stored["target_objective_id"], stored["target_key_result_id"]) == (
            "ASKED",
            above,
            proof,
        )
        assert stored["weight"] == Decimal(2)
        for name in ("Odd", "Liv", "Bodil", "Vidar"):
            with pytest.raises(Forbidden):
                await asked(plans, an(above), "Konto", by=name)

    async def test_a_unit_is_asked_once_at_a_time(self, plans: Plans) -> None:
        above, _ = await plans.proven("Privat", "Above")
        request = await asked(plans, an(above))
        with pytest.raises(rules.RequestExists):
            await asked(plans, an(above))
        await contribution_requests.withdraw_contribution_request(
            await plans.by("Per"), SettleContributionRequest(request, 1), now=NOW
        )
        assert await asked(plans, an(above)) != request

    async def test_it_asks_others_that_live_in_a_cycle_that_is_open(self, plans: Plans) -> None:
        above, _ = await plans.proven("Privat", "Above")
        with pytest.raises(rules.AsksItself):
            await asked(plans, an(above), "Privat")
        await plans.sql("update samsvar.units set valid_to = '2026-01-15' where name = 'Lån'")
        with pytest.raises(refusals.Refusal) as refused:
            await asked(plans, an(above), "Lån")
        assert refused.value.code == "UNIT_ENDED"
        with pytest.raises(contribution_rules.CyclesDiffer):
            await asked(plans, an(above), cycle=plans.cycles["coming"])

    async def test_for_a_moal_it_names_the_cycle(self, plans: Plans) -> None:
        moal = EndRef(EndKind.MOAL, plans.moal)
        with pytest.raises(refusals.NotFound):
            await asked(plans, moal, by="Liv")
        with pytest.raises(CycleTooFar):
            await asked(plans, moal, by="Liv", cycle=plans.cycles["past"])
        await asked(plans, moal, by="Liv", cycle=plans.cycles["running"])
        await plans.sql("update samsvar.moals set state = 'DROPPED' where id = :id", id=plans.moal)
        with pytest.raises(contribution_rules.MoalDropped):
            await asked(plans, moal, "Lån", by="Liv", cycle=plans.cycles["running"])

    async def test_about_a_draft_it_waits_until_the_draft_is_proposed(self, plans: Plans) -> None:
        above, _ = await plans.proven("Privat", "Above", state="DRAFT")
        below, _ = await plans.proven("Kort", "Below")
        request = await asked(plans, an(above))
        with pytest.raises(refusals.NotFound):
            await answered(plans, request, below)
        await plans.sql("update samsvar.okr_sets set state = 'PROPOSED' where state = 'DRAFT'")
        answer = await answered(plans, request, below)
        assert (await plans.row("contributions", answer))["state"] == "AGREED"


class TestAnswering:
    async def test_as_asked_it_is_agreed_at_once(self, plans: Plans) -> None:
        above, _ = await plans.proven("Privat", "Above")
        below, _ = await plans.proven("Kort", "Below")
        request = await asked(plans, an(above), weight=Decimal(2), rationale="Dere kan kort")
        for name in ("Mia", "Liv", "Kim"):  # A member drafts; whoever answers for the unit says yes, nobody from above.
            with pytest.raises(Forbidden):
                await answered(plans, request, below, by=name)
        with pytest.raises(rules.RequestNotYours):
            await answered(plans, request, below, by="Per")
        contribution = await plans.row("contributions", await answered(plans, request, below))
        assert (contribution["state"], contribution["direction"], contribution["weight"]) == ("AGREED", "TOP_DOWN", 2)
        assert (contribution["rationale"], contribution["to_objective_id"]) == ("Dere kan kort", above)
        assert contribution["proposed_by_unit_id"] == plans.company.units["Privat"]
        assert (await plans.row("contribution_requests", request))["state"] == "ANSWERED"

    async def test_on_other_terms_it_is_a_proposal_that_the_asking_unit_answers(self, plans: Plans) -> None:
        above, proof = await plans.proven("Privat", "Above")
        below, _ = await plans.proven("Kort", "Below")
        request = await asked(plans, an(above))
        answer = await answered(plans, request, below, target=EndRef(EndKind.KEY_RESULT, proof), weight=Decimal("0.5"))
        contribution = await plans.row("contributions", answer)
        assert (contribution["state"], contribution["direction"]) == ("PROPOSED", "TOP_DOWN")
        with pytest.raises(contribution_rules.ConsentNotYours):
            await contributions.consent_to_contribution(await plans.by("Odd"), AnswerContribution(answer, 1), now=NOW)
        await contributions.consent_to_contribution(await plans.by("Per"), AnswerContribution(answer, 1), now=NOW)
        assert (await plans.row("contributions", answer))["state"] == "AGREED"

    async def test_answers_with_ones_own_to_what_is_the_asking_units(self, plans: Plans) -> None:
        above, _ = await plans.proven("Privat", "Above")
        below, _ = await plans.proven("Kort", "Below")
        elsewhere, _ = await plans.proven("Konto", "Elsewhere")
        later, _ = await plans.proven("Kort", "Later", cycle="coming")
        request = await asked(plans, an(above))
        with pytest.raises(contribution_rules.EndElsewhere):
            await answered(plans, request, elsewhere)
        with pytest.raises(contribution_rules.EndElsewhere):
            await answered(plans, request, below, target=an(elsewhere))
        with pytest.raises(contribution_rules.CyclesDiffer):
            await answered(plans, request, later)

    async def test_says_no_and_why(self, plans: Plans) -> None:
        above, _ = await plans.proven("Privat", "Above")
        request = await asked(plans, an(above))
        decline = DeclineContributionRequest(request, "Ikke denne syklusen", 1)
        await contribution_requests.decline_contribution_request(await plans.by("Odd"), decline, now=NOW)
        stored = await plans.row("contribution_requests", request)
        assert (stored["state"], stored["decline_reason"]) == ("DECLINED", "Ikke denne syklusen")

    async def test_is_taken_back_with_its_contribution(self, plans: Plans) -> None:
        above, _ = await plans.proven("Privat", "Above")
        below, _ = await plans.proven("Kort", "Below")
        request = await asked(plans, an(above))
        contribution = await answered(plans, request, below)
        back = SettleContributionRequest(request, 2)
        await contribution_requests.reopen_contribution_request(await plans.by("Odd"), back, now=NOW)
        assert (await plans.row("contributions", contribution))["state"] == "WITHDRAWN"
        stored = await plans.row("contribution_requests", request)
        assert (stored["state"], stored["contribution_id"]) == ("ASKED", None)

    async def test_closes_no_circle(self, plans: Plans) -> None:
        above, _ = await plans.proven("Privat", "Above")
        below, _ = await plans.proven("Kort", "Below")
        await plans.contribution(above, below)
        request = await asked(plans, an(above))
        with pytest.raises(contribution_rules.CircleOfContributions) as refused:
            await answered(plans, request, below)
        assert [each.unit for each in refused.value.circle] == ["Kort", "Privat", "Kort"]
        assert (await plans.row("contribution_requests", request))["state"] == "ASKED"

    @pytest.mark.parametrize("attempt", range(3))
    async def test_of_an_answer_and_a_proposal_that_close_a_circle_together_one_is_refused(
        self, plans: Plans, attempt: int
    ) -> None:
        above, _ = await plans.proven("Privat", "Above")
        below, _ = await plans.proven("Kort", "Below")
        request = await asked(plans, an(above))
        outcomes = await asyncio.gather(
            answered(plans, request, below),
            plans.contribution(above, below, by="Per", agreed=False),
            return_exceptions=True,
        )
        refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        assert [type(each) for each in refused] == [contribution_rules.CircleOfContributions], attempt
        assert len(await plans.rows("contributions")) == 1

    async def test_of_two_answers_at_once_one_counts(self, plans: Plans) -> None:
        above, _ = await plans.proven("Privat", "Above")
        below, _ = await plans.proven("Kort", "Below")
        request = await asked(plans, an(above))
        outcomes = await asyncio.gather(
            answered(plans, request, below), answered(plans, request, below), return_exceptions=True
        )
        assert [type(each) for each in outcomes if isinstance(each, BaseException)] == [refusals.StaleVersion]


async def test_what_is_dropped_takes_its_requests_along_and_leaves_its_answers_open(plans: Plans) -> None:
    above, _ = await plans.proven("Privat", "Above", state="PROPOSED")
    below, _ = await plans.proven("Kort", "Below", state="PROPOSED")
    other, _ = await plans.proven("Konto", "Other", state="PROPOSED")
    request = await asked(plans, an(above))
    await answered(plans, request, below)
    await asked(plans, an(below), "Konto", by="Odd")
    await asked(plans, an(other), "Lån", by="Kim")
    await objectives.drop_objective(await plans.by("Odd"), objectives.DropObjective(below, 1), now=NOW)
    stored = {row["id"]: row for row in await plans.rows("contribution_requests")}
    assert len(stored) == 2
    assert stored[request]["contribution_id"] is None
