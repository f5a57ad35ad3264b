"""Requests for contributions: a unit asks another one to help what it wants, before anything there does."""

import dataclasses
import enum
from collections.abc import Collection
from decimal import Decimal
from uuid import UUID

from samsvar.domain import refusals, texts


class ContributionRequestState(enum.StrEnum):
    """How far a request has come."""

    ASKED = "ASKED"
    ANSWERED = "ANSWERED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


class AsksItself(refusals.Refusal):
    """A unit asks others; what it does itself it links itself."""

    code = "ASKS_ITSELF"


class RequestExists(refusals.Refusal):
    """The unit was asked for this in the cycle, and hasn't answered yet."""

    code = "REQUEST_EXISTS"


class RequestDecided(refusals.Refusal):
    """This can't be done to a request in its state."""

    code = "REQUEST_DECIDED"
    state: ContributionRequestState


class RequestNotYours(refusals.Refusal):
    """The next step is the other unit's."""

    code = "REQUEST_NOT_YOURS"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRequest:
    """
    What a unit asks another one to contribute to.

    Attributes:
        asking_unit_id: Whose Moal, objective or key result is to be helped.
        asked_unit_id: Who is asked; it says with what, or says no.
        weight: How much the asking unit would let it count.
        contribution_id: What the asked unit answered with.
    """

    id: UUID
    cycle_id: UUID
    asking_unit_id: UUID
    asked_unit_id: UUID
    target_objective_id: UUID | None
    target_key_result_id: UUID | None
    target_moal_id: UUID | None
    weight: Decimal
    rationale: str
    state: ContributionRequestState
    decline_reason: str | None
    contribution_id: UUID | None
    version: int

    def require_answerable(self, unit_ids: Collection[UUID]) -> None:
        """
        Let pass the unit that was asked while it hasn't answered.

        Raises:
            RequestNotYours: None of the units is the one that was asked.
            RequestDecided: It is answered, declined or withdrawn.
        """
        self._require(self.asked_unit_id, unit_ids, ContributionRequestState.ASKED)

    def is_met_by(
        self, *, objective_id: UUID | None, key_result_id: UUID | None, moal_id: UUID | None, weight: Decimal
    ) -> bool:
        """Return whether an answer is what was asked for: the asking unit has then consented by asking."""
        return weight == self.weight and (objective_id, key_result_id, moal_id) == (
            self.target_objective_id,
            self.target_key_result_id,
            self.target_moal_id,
        )

    def answered(self, unit_ids: Collection[UUID], contribution_id: UUID) -> "ContributionRequest":
        """
        Return the request as answered by the asked unit with a contribution, as asked or on other terms.

        Raises:
            RequestNotYours: None of the units is the one that was asked.
            RequestDecided: It is answered, declined or withdrawn.
        """
        self.require_answerable(unit_ids)
        return self._changed(state=ContributionRequestState.ANSWERED, contribution_id=contribution_id)

    def declined(self, unit_ids: Collection[UUID], reason: str) -> "ContributionRequest":
        """
        Return the request as declined by the asked unit.

        Raises:
            RequestNotYours: None of the units is the one that was asked.
            RequestDecided: It is answered, declined or withdrawn.
            TextMissing: The reason is empty.
        """
        self.require_answerable(unit_ids)
        return self._changed(state=ContributionRequestState.DECLINED, decline_reason=texts.line(reason, field="reason"))

    def withdrawn(self, unit_ids: Collection[UUID]) -> "ContributionRequest":
        """
        Return the request as taken back by the unit that asked.

        Raises:
            RequestNotYours: None of the units is the one that asked.
            RequestDecided: It is answered, declined or withdrawn.
        """
        self._require(self.asking_unit_id, unit_ids, ContributionRequestState.ASKED)
        return self._changed(state=ContributionRequestState.WITHDRAWN)

    def reopened(self, unit_ids: Collection[UUID]) -> "ContributionRequest":
        """
        Return the request as not answered yet: the asked unit takes its answer back.

        Raises:
            RequestNotYours: None of the units is the one that was asked.
            RequestDecided: There is no answer.
        """
        self._require(
            self.asked_unit_id, unit_ids, ContributionRequestState.ANSWERED, ContributionRequestState.DECLINED
        )
        return self._changed(state=ContributionRequestState.ASKED, decline_reason=None, contribution_id=None)

    def _require(self, unit_id: UUID, unit_ids: Collection[UUID], *possible: ContributionRequestState) -> None:
        if unit_id not in unit_ids:
            raise RequestNotYours
        if self.state not in possible:
            raise RequestDecided(state=self.state)

    def _changed(self, **changes: object) -> "ContributionRequest":
        return dataclasses.replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]
