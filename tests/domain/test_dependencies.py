"""Whose turn it is to answer a dependency, what an answer keeps of what was said, and how one ends."""

import dataclasses
import datetime as dt
from uuid import UUID, uuid4

import pytest

from samsvar.domain import dependencies as rules
from samsvar.domain import refusals
from samsvar.domain.dependencies import Dependency, DependencyKind, DependencyState

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
APRIL, MAY, JUNE = dt.date(2026, 4, 1), dt.date(2026, 5, 1), dt.date(2026, 6, 1)
CONSUMER, PROVIDER, STRANGER = uuid4(), uuid4(), uuid4()


def requested() -> Dependency:
    """Return what the consumer asks the provider for, by April."""
    return Dependency(
        id=uuid4(),
        cycle_id=uuid4(),
        consumer_unit_id=CONSUMER,
        consumer_objective_id=uuid4(),
        consumer_key_result_id=None,
        provider_unit_id=PROVIDER,
        provider_objective_id=None,
        provider_key_result_id=None,
        what="Et API",
        needed_by=APRIL,
        kind=DependencyKind.GATES,
        state=DependencyState.REQUESTED,
        fallback="Vi tar det for hånd",
        answer="",
        counter_needed_by=None,
        delivered_at=None,
        version=1,
    )


def countered() -> Dependency:
    """Return it with May offered instead."""
    return requested().countered([PROVIDER], needed_by=MAY, answer="Etter påske")


def in_state(state: DependencyState) -> Dependency:
    """Return it in a state, whatever led there."""
    return dataclasses.replace(requested(), state=state)


class TestTurn:
    def test_is_the_providers_until_it_offers_another_day_and_the_consumers_then(self) -> None:
        assert requested().waits_for == PROVIDER
        assert countered().waits_for == CONSUMER
        assert countered().countered([CONSUMER], needed_by=JUNE, answer="").waits_for == PROVIDER

    @pytest.mark.parametrize("state", [each for each in DependencyState if each not in rules.UNDECIDED])
    def test_is_nobodys_once_it_is_decided(self, state: DependencyState) -> None:
        decided = in_state(state)
        assert decided.waits_for is None
        with pytest.raises(rules.DependencyDecided):
            decided.accepted([CONSUMER, PROVIDER])
        with pytest.raises(rules.DependencyDecided):
            decided.countered([CONSUMER, PROVIDER], needed_by=MAY, answer="")

    @pytest.mark.parametrize("units", [[CONSUMER], [STRANGER], []])
    def test_is_not_taken_by_others(self, units: list[UUID]) -> None:
        with pytest.raises(rules.AnswerNotYours):
            requested().accepted(units)
        with pytest.raises(rules.AnswerNotYours):
            requested().countered(units, needed_by=MAY, answer="")

    def test_nobody_accepts_its_own_offer(self) -> None:
        with pytest.raises(rules.AnswerNotYours):
            countered().accepted([PROVIDER])


class TestAcceptance:
    def test_holds_the_day_that_was_asked_for_or_the_one_that_was_offered(self) -> None:
        assert requested().accepted([PROVIDER]).needed_by == APRIL
        agreed = countered().accepted([CONSUMER])
        assert (agreed.state, agreed.needed_by, agreed.counter_needed_by) == (DependencyState.ACCEPTED, MAY, None)

    def test_keeps_what_was_said_unless_something_is_said(self) -> None:
        assert countered().accepted([CONSUMER]).answer == "Etter påske"
        assert countered().accepted([CONSUMER], answer=" Greit ").answer == "Greit"

    def test_names_where_the_provider_works_on_it_or_keeps_what_is_known(self) -> None:
        objective, proof = uuid4(), uuid4()
        named = requested().accepted([PROVIDER], objective_id=objective, key_result_id=proof)
        assert (named.provider_objective_id, named.provider_key_result_id) == (objective, proof)
        known = dataclasses.replace(requested(), provider_objective_id=objective, provider_key_result_id=proof)
        kept = known.accepted([PROVIDER])
        assert (kept.provider_objective_id, kept.provider_key_result_id) == (objective, proof)

    def test_of_another_objective_leaves_no_key_result_of_the_one_before(self) -> None:
        known = dataclasses.replace(requested(), provider_objective_id=uuid4(), provider_key_result_id=uuid4())
        elsewhere = uuid4()
        moved = known.accepted([PROVIDER], objective_id=elsewhere)
        assert (moved.provider_objective_id, moved.provider_key_result_id) == (elsewhere, None)


class TestCounter:
    def test_leaves_the_day_that_was_asked_for_until_it_is_agreed_to(self) -> None:
        assert (countered().needed_by, countered().counter_needed_by) == (APRIL, MAY)

    def test_in_turn_asks_for_another_day(self) -> None:
        again = countered().countered([CONSUMER], needed_by=JUNE, answer="Da venter vi")
        assert (again.state, again.needed_by, again.counter_needed_by) == (DependencyState.REQUESTED, JUNE, None)
        assert again.answer == "Da venter vi"

    def test_names_where_the_provider_would_work_on_it_which_the_acceptance_keeps(self) -> None:
        objective, proof = uuid4(), uuid4()
        offered = requested().countered(
            [PROVIDER], needed_by=MAY, answer="", objective_id=objective, key_result_id=proof
        )
        agreed = offered.accepted([CONSUMER])
        assert (agreed.provider_objective_id, agreed.provider_key_result_id) == (objective, proof)


class TestNaming:
    @pytest.mark.parametrize("state", rules.LIVING)
    def test_is_the_providers_while_the_dependency_lives(self, state: DependencyState) -> None:
        objective, proof = uuid4(), uuid4()
        named = in_state(state).named([PROVIDER], objective_id=objective, key_result_id=proof)
        assert (named.state, named.provider_objective_id, named.provider_key_result_id) == (state, objective, proof)
        with pytest.raises(rules.AnswerNotYours):
            in_state(state).named([CONSUMER], objective_id=objective)

    def test_of_another_objective_leaves_no_key_result_of_the_one_before(self) -> None:
        known = requested().named([PROVIDER], objective_id=uuid4(), key_result_id=uuid4())
        assert known.named([PROVIDER], objective_id=uuid4()).provider_key_result_id is None

    @pytest.mark.parametrize("state", [each for each in DependencyState if each not in rules.LIVING])
    def test_is_too_late_once_it_is_over(self, state: DependencyState) -> None:
        with pytest.raises(rules.DependencyDecided):
            in_state(state).named([PROVIDER], objective_id=uuid4())


class TestEnding:
    def test_the_provider_alone_declines_and_says_why(self) -> None:
        declined = countered().declined([PROVIDER], reason=" Ikke i år ")
        assert (declined.state, declined.answer, declined.counter_needed_by) == (
            DependencyState.DECLINED,
            "Ikke i år",
            None,
        )
        with pytest.raises(refusals.TextMissing):
            requested().declined([PROVIDER], reason="  ")
        with pytest.raises(rules.AnswerNotYours):
            requested().declined([CONSUMER], reason="Ikke i år")

    def test_the_consumer_alone_needs_it_no_longer(self) -> None:
        withdrawn = countered().withdrawn([CONSUMER])
        assert (withdrawn.state, withdrawn.counter_needed_by) == (DependencyState.WITHDRAWN, None)
        with pytest.raises(rules.AnswerNotYours):
            requested().withdrawn([PROVIDER])

    @pytest.mark.parametrize("unit", [CONSUMER, PROVIDER])
    def test_either_unit_says_that_it_was_delivered(self, unit: UUID) -> None:
        delivered = in_state(DependencyState.ACCEPTED).delivered([unit], NOW)
        assert (delivered.state, delivered.delivered_at) == (DependencyState.DELIVERED, NOW)
        with pytest.raises(rules.AnswerNotYours):
            in_state(DependencyState.ACCEPTED).delivered([STRANGER], NOW)

    @pytest.mark.parametrize("state", [each for each in DependencyState if each is not DependencyState.ACCEPTED])
    def test_only_what_was_agreed_is_delivered(self, state: DependencyState) -> None:
        with pytest.raises(rules.DependencyDecided):
            in_state(state).delivered([CONSUMER, PROVIDER], NOW)

    @pytest.mark.parametrize("state", [DependencyState.DECLINED, DependencyState.DELIVERED, DependencyState.WITHDRAWN])
    def test_what_is_over_stays_over(self, state: DependencyState) -> None:
        with pytest.raises(rules.DependencyDecided):
            in_state(state).declined([PROVIDER], reason="Nei")
        with pytest.raises(rules.DependencyDecided):
            in_state(state).withdrawn([CONSUMER])

    def test_what_was_agreed_may_still_fall_through(self) -> None:
        agreed = in_state(DependencyState.ACCEPTED)
        assert agreed.declined([PROVIDER], reason="Folk sluttet").state is DependencyState.DECLINED
        assert agreed.withdrawn([CONSUMER]).state is DependencyState.WITHDRAWN


def test_every_answer_counts_as_an_edit() -> None:
    agreed = in_state(DependencyState.ACCEPTED)
    answers = [
        requested().accepted([PROVIDER]),
        countered(),
        requested().declined([PROVIDER], reason="Nei"),
        requested().withdrawn([CONSUMER]),
        agreed.delivered([PROVIDER], NOW),
        agreed.named([PROVIDER], objective_id=uuid4()),
    ]
    assert [each.version for each in answers] == [2] * len(answers)
