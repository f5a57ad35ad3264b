"""Who may answer a contribution, when it counts, and from where it was proposed."""

import dataclasses
import datetime as dt
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from samsvar.domain import contributions as rules
from samsvar.domain import numbers, refusals
from samsvar.domain.contributions import Contribution, ContributionDirection, ContributionState

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
BELOW, ABOVE, STRANGER = uuid4(), uuid4(), uuid4()


def proposed(*, by: UUID = BELOW) -> Contribution:
    """Return a contribution that one of the two units has proposed."""
    return Contribution(
        id=uuid4(),
        cycle_id=uuid4(),
        from_unit_id=BELOW,
        from_objective_id=uuid4(),
        from_key_result_id=None,
        to_unit_id=ABOVE,
        to_objective_id=uuid4(),
        to_key_result_id=None,
        to_moal_id=None,
        weight=Decimal(1),
        rationale="Because",
        direction=ContributionDirection.BOTTOM_UP,
        state=ContributionState.PROPOSED,
        proposed_by_unit_id=by,
        from_consented_at=NOW if by == BELOW else None,
        to_consented_at=NOW if by == ABOVE else None,
        decline_reason=None,
        version=1,
    )


class TestConsent:
    @pytest.mark.parametrize(("by", "other"), [(BELOW, ABOVE), (ABOVE, BELOW)])
    def test_waits_for_the_unit_that_did_not_propose(self, by: UUID, other: UUID) -> None:
        contribution = proposed(by=by)
        assert contribution.waits_for == other
        agreed = contribution.consented([other], NOW)
        assert agreed.state is ContributionState.AGREED
        assert agreed.waits_for is None
        assert agreed.from_consented_at == agreed.to_consented_at == NOW

    @pytest.mark.parametrize("units", [[BELOW], [STRANGER], []])
    def test_is_nobody_elses_to_give(self, units: list[UUID]) -> None:
        with pytest.raises(rules.ConsentNotYours):
            proposed().consented(units, NOW)

    def test_is_given_once(self) -> None:
        with pytest.raises(rules.ContributionDecided):
            proposed().consented([ABOVE], NOW).consented([ABOVE], NOW)

    def test_every_answer_counts_as_an_edit(self) -> None:
        assert proposed().consented([ABOVE], NOW).version == 2
        assert proposed().declined([ABOVE], "No").version == 2


def on(contribution: Contribution, **others: object) -> rules.Terms:
    """Return a contribution's terms with some of them different."""
    return dataclasses.replace(contribution.terms, **others)  # type: ignore[arg-type]


class TestCounter:
    def test_turns_the_wait_around_with_another_weight(self) -> None:
        first = proposed()
        countered = first.countered([ABOVE], on(first, weight=Decimal("0.3")), NOW)
        assert (countered.weight, countered.rationale) == (Decimal("0.3"), "Because")
        assert (countered.waits_for, countered.last_word_of) == (BELOW, ABOVE)
        again = countered.countered([BELOW], on(countered, weight=Decimal("0.5")), NOW, rationale="Half")
        assert (again.waits_for, again.rationale) == (ABOVE, "Half")

    def test_names_another_target_or_source(self) -> None:
        first, elsewhere, proof = proposed(), uuid4(), uuid4()
        countered = first.countered([ABOVE], on(first, to_objective_id=elsewhere, to_key_result_id=proof), NOW)
        assert (countered.to_objective_id, countered.to_key_result_id) == (elsewhere, proof)
        assert (countered.weight, countered.version) == (first.weight, 2)
        back = countered.countered([BELOW], on(countered, from_key_result_id=proof), NOW)
        assert back.from_key_result_id == proof

    def test_needs_a_weight_that_counts(self) -> None:
        with pytest.raises(numbers.WeightNotPositive):
            proposed().countered([ABOVE], on(proposed(), weight=Decimal(0)), NOW)

    def test_says_something_else_than_the_proposal(self) -> None:
        first = proposed()
        with pytest.raises(rules.CountersNothing):
            first.countered([ABOVE], on(first, weight=Decimal("1.0")), NOW)

    def test_is_the_answering_units_alone(self) -> None:
        first = proposed()
        with pytest.raises(rules.ConsentNotYours):
            first.countered([BELOW], on(first, weight=Decimal(2)), NOW)
        agreed = first.consented([ABOVE], NOW)
        with pytest.raises(rules.ContributionDecided):
            agreed.countered([ABOVE], on(agreed, weight=Decimal(2)), NOW)


class TestReconsidering:
    @pytest.mark.parametrize(("by", "other"), [(BELOW, ABOVE), (ABOVE, BELOW)])
    def test_what_was_agreed_waits_again_for_who_takes_the_answer_back(self, by: UUID, other: UUID) -> None:
        agreed = proposed(by=by).consented([other], NOW)
        again = agreed.reconsidered([other])
        assert (again.state, again.waits_for) == (ContributionState.PROPOSED, other)
        assert agreed.reconsidered([by]).waits_for == by

    def test_who_answers_for_both_takes_back_the_later_answer(self) -> None:
        agreed = proposed().consented([ABOVE], NOW + dt.timedelta(hours=1))
        assert agreed.reconsidered([BELOW, ABOVE]).waits_for == ABOVE

    def test_what_was_declined_waits_again_without_the_reason(self) -> None:
        declined = proposed().declined([ABOVE], "No")
        again = declined.reconsidered([ABOVE])
        assert (again.state, again.waits_for, again.decline_reason) == (ContributionState.PROPOSED, ABOVE, None)

    def test_is_nobody_elses_to_do(self) -> None:
        with pytest.raises(rules.ConsentNotYours):
            proposed().declined([ABOVE], "No").reconsidered([BELOW])
        with pytest.raises(rules.ConsentNotYours):
            proposed().consented([ABOVE], NOW).reconsidered([STRANGER])

    def test_needs_an_answer(self) -> None:
        with pytest.raises(rules.ContributionDecided):
            proposed().reconsidered([ABOVE])
        with pytest.raises(rules.ContributionDecided):
            proposed().withdrawn([BELOW]).reconsidered([BELOW])
        own = dataclasses.replace(proposed(), to_unit_id=BELOW, state=ContributionState.AGREED, to_consented_at=NOW)
        with pytest.raises(rules.ContributionDecided):
            own.reconsidered([BELOW])


class TestEnding:
    def test_a_refusal_says_why(self) -> None:
        assert proposed().declined([ABOVE], " Not now ").decline_reason == "Not now"
        with pytest.raises(refusals.TextMissing):
            proposed().declined([ABOVE], "  ")

    def test_a_proposal_is_withdrawn_by_its_proposer_alone(self) -> None:
        assert proposed().withdrawn([BELOW]).state is ContributionState.WITHDRAWN
        with pytest.raises(rules.ConsentNotYours):
            proposed().withdrawn([ABOVE])

    @pytest.mark.parametrize("unit", [BELOW, ABOVE])
    def test_an_agreed_one_is_ended_by_either_side(self, unit: UUID) -> None:
        agreed = proposed().consented([ABOVE], NOW)
        assert agreed.withdrawn([unit]).state is ContributionState.WITHDRAWN

    @pytest.mark.parametrize("state", [ContributionState.DECLINED, ContributionState.WITHDRAWN])
    def test_what_is_over_stays_over(self, state: ContributionState) -> None:
        over = dataclasses.replace(proposed(), state=state)
        with pytest.raises(rules.ContributionDecided):
            over.consented([ABOVE], NOW)
        with pytest.raises(rules.ContributionDecided):
            over.withdrawn([BELOW])


class TestDirection:
    @pytest.mark.parametrize(
        ("_case", "from_path", "to_path", "proposed_from_below", "direction"),
        [
            ("a team offers", "1/7/42/", "1/7/", True, "BOTTOM_UP"),
            ("a division asks", "1/7/42/", "1/7/", False, "TOP_DOWN"),
            ("a unit within itself", "1/", "1/", True, "BOTTOM_UP"),
            ("teams side by side", "1/7/42/", "1/8/43/", True, "LATERAL"),
            ("numbers that only begin alike", "1/70/", "1/7/", True, "LATERAL"),
            ("downward is not upward", "1/", "1/7/", True, "LATERAL"),
        ],
    )
    def test_follows_from_the_units_places(
        self, _case: str, from_path: str, to_path: str, *, proposed_from_below: bool, direction: str
    ) -> None:
        found = rules.direction(from_path=from_path, to_path=to_path, proposed_from_below=proposed_from_below)
        assert found == direction
