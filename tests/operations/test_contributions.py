"""Contributions count once both units say so, never close a circle, and stay within their cycle."""

import asyncio
from decimal import Decimal

import pytest
import sqlalchemy as sa

from samsvar.domain import contributions as rules
from samsvar.domain import refusals
from samsvar.domain.rights import Forbidden
from samsvar.operations import contributions
from samsvar.operations.contributions import (
    AnswerContribution,
    CounterContribution,
    DeclineContribution,
    EndKind,
    EndRef,
    ProposeContribution,
)
from tests.factories.companies import NOW
from tests.factories.plans import Plans


def between(source: object, target: object, *, to: EndKind = EndKind.OBJECTIVE) -> ProposeContribution:
    """Return a proposal."""
    return ProposeContribution(EndRef(EndKind.OBJECTIVE, source), EndRef(to, target))  # type: ignore[arg-type]


class TestConsent:
    async def test_the_proposers_consent_is_implied_and_the_other_units_is_not(self, plans: Plans) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, _ = await plans.proven("Privat", "Above")
        own_id = await contributions.propose_contribution(await plans.by("Mia"), between(below, above), now=NOW)
        stored = await plans.row("contributions", own_id)
        assert (stored["state"], stored["direction"]) == ("PROPOSED", "BOTTOM_UP")
        assert (stored["from_consented_at"], stored["to_consented_at"]) == (NOW, None)
        with pytest.raises(Forbidden):  # A member proposes; whoever answers for the unit consents.
            await contributions.consent_to_contribution(await plans.by("Mia"), AnswerContribution(own_id, 1), now=NOW)
        with pytest.raises(rules.ConsentNotYours):
            await contributions.consent_to_contribution(await plans.by("Odd"), AnswerContribution(own_id, 1), now=NOW)
        await contributions.consent_to_contribution(await plans.by("Per"), AnswerContribution(own_id, 1), now=NOW)
        assert (await plans.row("contributions", own_id))["state"] == "AGREED"

    async def test_the_level_above_proposes_and_never_imposes(self, plans: Plans) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, _ = await plans.proven("Privat", "Above")
        own_id = await contributions.propose_contribution(await plans.by("Per"), between(below, above), now=NOW)
        stored = await plans.row("contributions", own_id)
        assert (stored["state"], stored["direction"]) == ("PROPOSED", "TOP_DOWN")
        for name in ("Per", "Liv"):
            with pytest.raises((rules.ConsentNotYours, Forbidden)):
                await contributions.consent_to_contribution(
                    await plans.by(name), AnswerContribution(own_id, 1), now=NOW
                )
        await contributions.consent_to_contribution(await plans.by("Odd"), AnswerContribution(own_id, 1), now=NOW)
        assert (await plans.row("contributions", own_id))["state"] == "AGREED"

    async def test_units_that_are_not_above_each_other_contribute_laterally(self, plans: Plans) -> None:
        one, _ = await plans.proven("Kort", "One")
        other, _ = await plans.proven("Konto", "Other")
        own_id = await contributions.propose_contribution(await plans.by("Odd"), between(one, other), now=NOW)
        assert (await plans.row("contributions", own_id))["direction"] == "LATERAL"

    async def test_within_one_unit_it_is_agreed_at_once(self, plans: Plans) -> None:
        company, _ = await plans.proven("Nordlys", "Company")
        draft = between(company, plans.moal, to=EndKind.MOAL)
        own_id = await contributions.propose_contribution(await plans.by("Liv"), draft, now=NOW)
        assert (await plans.row("contributions", own_id))["state"] == "AGREED"

    async def test_strangers_propose_nothing(self, plans: Plans) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, _ = await plans.proven("Privat", "Above")
        for name in ("Lars", "Vidar", "Astrid", "Nils", "Liv"):
            with pytest.raises(Forbidden):
                await contributions.propose_contribution(await plans.by(name), between(below, above), now=NOW)

    async def test_a_declined_one_says_why_and_may_be_proposed_anew(self, plans: Plans) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, _ = await plans.proven("Privat", "Above")
        own_id = await plans.contribution(below, above, by="Odd", agreed=False)
        with pytest.raises(rules.ContributionExists):
            await plans.contribution(below, above, by="Odd", agreed=False)
        with pytest.raises(refusals.TextMissing):
            await contributions.decline_contribution(
                await plans.by("Per"), DeclineContribution(own_id, " ", 1), now=NOW
            )
        await contributions.decline_contribution(await plans.by("Per"), DeclineContribution(own_id, "Nei", 1), now=NOW)
        assert (await plans.row("contributions", own_id))["decline_reason"] == "Nei"
        assert await plans.contribution(below, above, by="Odd", agreed=False) != own_id

    async def test_a_counter_waits_for_who_proposed(self, plans: Plans) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, _ = await plans.proven("Privat", "Above")
        own_id = await plans.contribution(below, above, by="Odd", agreed=False)
        counter = CounterContribution(own_id, Decimal("0.5"), 1, "Halvparten")
        await contributions.counter_contribution(await plans.by("Per"), counter, now=NOW)
        with pytest.raises(rules.ConsentNotYours):
            await contributions.consent_to_contribution(await plans.by("Per"), AnswerContribution(own_id, 2), now=NOW)
        await contributions.consent_to_contribution(await plans.by("Odd"), AnswerContribution(own_id, 2), now=NOW)
        stored = await plans.row("contributions", own_id)
        assert (stored["state"], stored["weight"]) == ("AGREED", Decimal("0.5"))

    async def test_a_stale_answer_says_what_changed(self, plans: Plans) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, _ = await plans.proven("Privat", "Above")
        own_id = await plans.contribution(below, above, by="Odd", agreed=False)
        counter = CounterContribution(own_id, Decimal("0.5"), 1)
        await contributions.counter_contribution(await plans.by("Per"), counter, now=NOW)
        with pytest.raises(refusals.StaleVersion) as refused:
            await contributions.consent_to_contribution(await plans.by("Odd"), AnswerContribution(own_id, 1), now=NOW)
        assert {change.field for change in refused.value.changes} >= {"weight"}


class TestNegotiation:
    async def test_another_target_of_the_answering_unit_is_offered_and_every_turn_stays_readable(
        self, plans: Plans
    ) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, proof = await plans.proven("Privat", "Above")
        own_id = await plans.contribution(below, above, by="Odd", agreed=False)
        target = EndRef(EndKind.KEY_RESULT, proof)
        counter = CounterContribution(own_id, Decimal(2), 1, reason="The proof, not the whole", target=target)
        await contributions.counter_contribution(await plans.by("Per"), counter, now=NOW)
        counter = CounterContribution(own_id, Decimal(3), 2, reason="Then more of it")
        await contributions.counter_contribution(await plans.by("Odd"), counter, now=NOW)
        await contributions.consent_to_contribution(await plans.by("Per"), AnswerContribution(own_id, 3), now=NOW)
        stored = await plans.row("contributions", own_id)
        assert (stored["state"], stored["to_objective_id"], stored["to_key_result_id"]) == ("AGREED", above, proof)
        turns = sorted(await plans.rows("contribution_turns"), key=lambda turn: turn["number"])
        units = {own_id: name for name, own_id in plans.company.units.items()}
        proof_title = (await plans.row("key_results", proof))["title"]
        assert [(units[turn["unit_id"]], turn["target_title"], turn["weight"], turn["reason"]) for turn in turns] == [
            ("Kort", "Above", Decimal(1), ""),
            ("Privat", proof_title, Decimal(2), "The proof, not the whole"),
            ("Kort", proof_title, Decimal(3), "Then more of it"),
        ]

    async def test_the_link_stays_between_the_two_units(self, plans: Plans) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, _ = await plans.proven("Privat", "Above")
        elsewhere, _ = await plans.proven("Bedrift", "Elsewhere")
        own_id = await plans.contribution(below, above, by="Odd", agreed=False)
        for counter in (
            CounterContribution(own_id, None, 1, target=EndRef(EndKind.OBJECTIVE, elsewhere)),
            CounterContribution(own_id, None, 1, source=EndRef(EndKind.OBJECTIVE, elsewhere)),
            CounterContribution(own_id, None, 1, target=EndRef(EndKind.MOAL, plans.moal)),
        ):
            with pytest.raises(rules.EndElsewhere):
                await contributions.counter_contribution(await plans.by("Per"), counter, now=NOW)

    async def test_a_counter_joins_nothing_that_is_joined_already(self, plans: Plans) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, proof = await plans.proven("Privat", "Above")
        own_id = await plans.contribution(below, above, by="Odd", agreed=False)
        target = EndRef(EndKind.KEY_RESULT, proof)
        draft = ProposeContribution(EndRef(EndKind.OBJECTIVE, below), target)
        await contributions.propose_contribution(await plans.by("Odd"), draft, now=NOW)
        with pytest.raises(rules.ContributionExists):
            await contributions.counter_contribution(
                await plans.by("Per"), CounterContribution(own_id, None, 1, target=target), now=NOW
            )

    async def test_a_counter_closes_no_circle(self, plans: Plans) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, _ = await plans.proven("Privat", "Above")
        okr_set = (await plans.row("objectives", above))["okr_set_id"]
        other = await plans.objective(okr_set, "Other")
        await plans.contribution(other, below)
        own_id = await plans.contribution(below, above, by="Odd", agreed=False)
        counter = CounterContribution(own_id, None, 1, target=EndRef(EndKind.OBJECTIVE, other))
        with pytest.raises(rules.CircleOfContributions) as refused:
            await contributions.counter_contribution(await plans.by("Per"), counter, now=NOW)
        assert [(each.title, each.unit) for each in refused.value.circle] == [
            ("Below", "Kort"),
            ("Other", "Privat"),
            ("Below", "Kort"),
        ]
        stored = await plans.row("contributions", own_id)
        assert (stored["to_objective_id"], stored["version"]) == (above, 1)
        assert await plans.rows("contribution_turns") == []

    async def test_both_ends_at_once_find_no_way_over_the_link_that_was_there(self, plans: Plans) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, _ = await plans.proven("Privat", "Above")
        theirs = await plans.objective((await plans.row("objectives", above))["okr_set_id"], "Theirs")
        ours = await plans.objective((await plans.row("objectives", below))["okr_set_id"], "Ours")
        await plans.contribution(theirs, below)
        await plans.contribution(above, ours)
        own_id = await plans.contribution(below, above, by="Odd", agreed=False)
        counter = CounterContribution(
            own_id, None, 1, source=EndRef(EndKind.OBJECTIVE, ours), target=EndRef(EndKind.OBJECTIVE, theirs)
        )
        await contributions.counter_contribution(await plans.by("Per"), counter, now=NOW)
        assert (await plans.row("contributions", own_id))["from_objective_id"] == ours


class TestReconsidering:
    async def test_an_acceptance_is_taken_back_and_given_again(self, plans: Plans) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, _ = await plans.proven("Privat", "Above")
        own_id = await plans.contribution(below, above, by="Odd", agreed=False)
        await contributions.consent_to_contribution(await plans.by("Per"), AnswerContribution(own_id, 1), now=NOW)
        with pytest.raises(Forbidden):
            await contributions.reconsider_contribution(await plans.by("Liv"), AnswerContribution(own_id, 2), now=NOW)
        await contributions.reconsider_contribution(await plans.by("Per"), AnswerContribution(own_id, 2), now=NOW)
        stored = await plans.row("contributions", own_id)
        assert (stored["state"], stored["from_consented_at"], stored["to_consented_at"]) == ("PROPOSED", NOW, None)
        await contributions.consent_to_contribution(await plans.by("Per"), AnswerContribution(own_id, 3), now=NOW)

    async def test_a_decline_is_not_taken_back_once_something_took_its_place(self, plans: Plans) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, _ = await plans.proven("Privat", "Above")
        own_id = await plans.contribution(below, above, by="Odd", agreed=False)
        await contributions.decline_contribution(await plans.by("Per"), DeclineContribution(own_id, "Nei", 1), now=NOW)
        again = await plans.contribution(below, above, by="Odd", agreed=False)
        with pytest.raises(rules.ContributionExists):
            await contributions.reconsider_contribution(await plans.by("Per"), AnswerContribution(own_id, 2), now=NOW)
        await contributions.withdraw_contribution(await plans.by("Odd"), AnswerContribution(again, 1), now=NOW)
        await plans.contribution(above, below, by="Per", agreed=False)
        with pytest.raises(rules.CircleOfContributions):
            await contributions.reconsider_contribution(await plans.by("Per"), AnswerContribution(own_id, 2), now=NOW)


class TestCircles:
    async def test_a_circle_is_refused_with_its_path(self, plans: Plans) -> None:
        first, _ = await plans.proven("Kort", "First")
        second, _ = await plans.proven("Privat", "Second")
        third, _ = await plans.proven("Konto", "Third")
        await plans.contribution(first, second)
        await plans.contribution(second, third)
        with pytest.raises(rules.CircleOfContributions) as refused:
            await plans.contribution(third, first)
        assert refused.value.path == ["Third", "First", "Second", "Third"]
        assert [own_id for _, own_id in refused.value.nodes] == [third, first, second, third]

    async def test_key_results_close_circles_too(self, plans: Plans) -> None:
        first, _ = await plans.proven("Kort", "First")
        second, proof = await plans.proven("Privat", "Second")
        await plans.contribution(first, second)
        draft = ProposeContribution(EndRef(EndKind.KEY_RESULT, proof), EndRef(EndKind.OBJECTIVE, first))
        with pytest.raises(rules.CircleOfContributions):
            await contributions.propose_contribution(await plans.by("Per"), draft, now=NOW)

    async def test_a_circle_through_a_draft_that_nobody_here_sees_is_found(self, plans: Plans) -> None:
        first, _ = await plans.proven("Kort", "First")
        hidden, _ = await plans.proven("Lån", "Hemmelig", state="DRAFT")
        last, _ = await plans.proven("Konto", "Last")
        await plans.contribution(first, hidden, agreed=False)
        await plans.contribution(hidden, last, agreed=False)
        with pytest.raises(rules.CircleOfContributions) as refused:
            await plans.contribution(last, first, by="Kim")
        assert refused.value.path == ["Last", "First", "…", "Last"]
        assert hidden not in [own_id for _, own_id in refused.value.nodes]

    @pytest.mark.parametrize("attempt", range(3))
    async def test_of_two_that_close_a_circle_together_exactly_one_is_refused(self, plans: Plans, attempt: int) -> None:
        first, _ = await plans.proven("Kort", "First")
        second, _ = await plans.proven("Konto", "Second")
        outcomes = await asyncio.gather(
            plans.contribution(first, second, by="Odd", agreed=False),
            plans.contribution(second, first, by="Kim", agreed=False),
            return_exceptions=True,
        )
        refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        assert len(refused) == 1, attempt
        assert isinstance(refused[0], rules.CircleOfContributions)
        assert sorted(set(refused[0].path)) == ["First", "Second"]
        assert len(await plans.rows("contributions")) == 1

    async def test_declined_links_close_no_circle(self, plans: Plans) -> None:
        first, _ = await plans.proven("Kort", "First")
        second, _ = await plans.proven("Konto", "Second")
        own_id = await plans.contribution(first, second, agreed=False, by="Odd")
        await contributions.withdraw_contribution(await plans.by("Odd"), AnswerContribution(own_id, 1), now=NOW)
        await plans.contribution(second, first, by="Kim", agreed=False)
        assert [row["state"] for row in await plans.rows("contributions")] == ["WITHDRAWN", "PROPOSED"]


async def test_cycles_are_joined_by_carry_over_alone(plans: Plans) -> None:
    now, _ = await plans.proven("Kort", "Now")
    later, _ = await plans.proven("Konto", "Later", cycle="coming")
    with pytest.raises(rules.CyclesDiffer):
        await plans.contribution(now, later)


async def test_nothing_contributes_to_itself_or_to_a_dropped_moal(plans: Plans) -> None:
    objective, key_result = await plans.proven("Nordlys", "Company")
    draft = ProposeContribution(EndRef(EndKind.KEY_RESULT, key_result), EndRef(EndKind.OBJECTIVE, objective))
    with pytest.raises(rules.ContributesToItself):
        await contributions.propose_contribution(await plans.by("Liv"), draft, now=NOW)
    await plans.sql("update samsvar.moals set state = 'DROPPED' where id = :id", id=plans.moal)
    with pytest.raises(rules.MoalDropped):
        await contributions.propose_contribution(
            await plans.by("Liv"), between(objective, plans.moal, to=EndKind.MOAL), now=NOW
        )


async def test_what_is_said_of_a_link_with_a_draft_is_told_to_nobody_who_may_not_read_the_draft(plans: Plans) -> None:
    below, _ = await plans.proven("Kort", "Below")
    above, _ = await plans.proven("Privat", "Above", state="DRAFT")
    ends = (EndRef(EndKind.OBJECTIVE, below), EndRef(EndKind.OBJECTIVE, above))
    draft = contributions.ProposeContribution(*ends, rationale="Between us")
    own_id = await contributions.propose_contribution(await plans.by("Per"), draft, now=NOW)

    async def told(name: str) -> int:
        async with plans.company.database.transaction(await plans.by(name)) as connection:
            asked = sa.text("select count(*) from samsvar.audit_entries where node_id = :id")
            return int((await connection.execute(asked, {"id": own_id})).scalar_one())

    assert [await told(name) for name in ("Per", "Liv", "Mia", "Kim")] == [1, 1, 0, 0]
