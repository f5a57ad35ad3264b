"""Who may answer a request for a contribution, and what meets it."""

import dataclasses
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from samsvar.domain import contribution_requests as rules
from samsvar.domain import refusals
from samsvar.domain.contribution_requests import ContributionRequest, ContributionRequestState

ASKING, ASKED, STRANGER = uuid4(), uuid4(), uuid4()
OBJECTIVE, PROOF = uuid4(), uuid4()


def asked() -> ContributionRequest:
    """Return a request that nobody has answered."""
    return ContributionRequest(
        id=uuid4(),
        cycle_id=uuid4(),
        asking_unit_id=ASKING,
        asked_unit_id=ASKED,
        target_objective_id=OBJECTIVE,
        target_key_result_id=None,
        target_moal_id=None,
        weight=Decimal(2),
        rationale="You know the cards",
        state=ContributionRequestState.ASKED,
        decline_reason=None,
        contribution_id=None,
        version=1,
    )


class TestAnswer:
    def test_names_the_contribution(self) -> None:
        contribution = uuid4()
        answered = asked().answered([ASKED], contribution)
        assert (answered.state, answered.contribution_id) == (ContributionRequestState.ANSWERED, contribution)
        assert answered.version == 2

    def test_says_why_not(self) -> None:
        declined = asked().declined([ASKED], " Full  up ")
        assert (declined.state, declined.decline_reason) == (ContributionRequestState.DECLINED, "Full up")
        with pytest.raises(refusals.TextMissing):
            asked().declined([ASKED], " ")

    @pytest.mark.parametrize("units", [[ASKING], [STRANGER], []])
    def test_is_given_by_who_was_asked_alone(self, units: list[UUID]) -> None:
        with pytest.raises(rules.RequestNotYours):
            asked().answered(units, uuid4())
        with pytest.raises(rules.RequestNotYours):
            asked().declined(units, "No")

    @pytest.mark.parametrize("state", [each for each in ContributionRequestState if each != "ASKED"])
    def test_is_given_once(self, state: ContributionRequestState) -> None:
        decided = dataclasses.replace(asked(), state=state)
        with pytest.raises(rules.RequestDecided):
            decided.answered([ASKED], uuid4())
        with pytest.raises(rules.RequestDecided):
            decided.withdrawn([ASKING])

    @pytest.mark.parametrize(
        ("_case", "objective", "key_result", "moal", "weight", "is_met"),
        [
            ("as asked", OBJECTIVE, None, None, "2.0", True),
            ("another weight", OBJECTIVE, None, None, "1", False),
            ("a key result of it", OBJECTIVE, PROOF, None, "2", False),
            ("another objective", PROOF, None, None, "2", False),
            ("a Moal", None, None, PROOF, "2", False),
        ],
    )
    def test_is_what_was_asked_for_only_on_the_same_terms(
        self,
        _case: str,
        objective: UUID | None,
        key_result: UUID | None,
        moal: UUID | None,
        weight: str,
        *,
        is_met: bool,
    ) -> None:
        found = asked().is_met_by(
            objective_id=objective, key_result_id=key_result, moal_id=moal, weight=Decimal(weight)
        )
        assert found is is_met


class TestTakingBack:
    def test_who_asked_takes_the_question_back(self) -> None:
        assert asked().withdrawn([ASKING]).state is ContributionRequestState.WITHDRAWN
        with pytest.raises(rules.RequestNotYours):
            asked().withdrawn([ASKED])

    def test_who_answered_takes_the_answer_back(self) -> None:
        for answered in (asked().answered([ASKED], uuid4()), asked().declined([ASKED], "No")):
            again = answered.reopened([ASKED])
            assert again.state is ContributionRequestState.ASKED
            assert (again.contribution_id, again.decline_reason) == (None, None)
            with pytest.raises(rules.RequestNotYours):
                answered.reopened([ASKING])

    def test_there_has_to_be_an_answer(self) -> None:
        with pytest.raises(rules.RequestDecided):
            asked().reopened([ASKED])
