"""Contributions, the links upward: this helps that, and both units say so."""

import dataclasses
import datetime
import enum
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from samsvar.domain import graphs, numbers, refusals, texts


class ContributionState(enum.StrEnum):
    """How far a contribution has come; it counts while it is AGREED (invariant 6)."""

    PROPOSED = "PROPOSED"
    AGREED = "AGREED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


LIVING = (ContributionState.PROPOSED, ContributionState.AGREED)


class ContributionDirection(enum.StrEnum):
    """From where it was proposed."""

    TOP_DOWN = "TOP_DOWN"
    BOTTOM_UP = "BOTTOM_UP"
    LATERAL = "LATERAL"


class CircleOfContributions(refusals.Refusal):
    """The link would close a circle (invariant 5); ``nodes`` name the objectives on it, in order."""

    code = "CIRCLE_OF_CONTRIBUTIONS"
    path: Sequence[str]
    circle: Sequence[graphs.Station] = ()


class ContributesToItself(refusals.Refusal):
    """An objective, with its key results, can't contribute to itself."""

    code = "CONTRIBUTES_TO_ITSELF"


class CyclesDiffer(refusals.Refusal):
    """OKRs of one cycle don't contribute to, or depend on, those of another (invariant 7)."""

    code = "CYCLES_DIFFER"


class MoalDropped(refusals.Refusal):
    """Nothing can contribute to a Moal that was dropped."""

    code = "MOAL_DROPPED"


class ContributionExists(refusals.Refusal):
    """There is a living contribution between the two already."""

    code = "CONTRIBUTION_EXISTS"


class ConsentNotYours(refusals.Refusal):
    """The answer is the other unit's to give."""

    code = "CONSENT_NOT_YOURS"


class ContributionDecided(refusals.Refusal):
    """There is nothing left to answer."""

    code = "CONTRIBUTION_DECIDED"
    state: ContributionState


class CountersNothing(refusals.Refusal):
    """A counter-proposal says the same as what it answers: that would be an agreement."""

    code = "COUNTERS_NOTHING"


class EndElsewhere(refusals.Refusal):
    """A link that two units negotiate stays between these two."""

    code = "END_ELSEWHERE"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What two units negotiate: what helps, what is helped, and how much it counts."""

    from_objective_id: UUID
    from_key_result_id: UUID | None
    to_objective_id: UUID | None
    to_key_result_id: UUID | None
    to_moal_id: UUID | None
    weight: Decimal


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """A link from an objective, or one of its key results, to a Moal, an objective, or one of its key results."""

    id: UUID
    cycle_id: UUID
    from_unit_id: UUID
    from_objective_id: UUID
    from_key_result_id: UUID | None
    to_unit_id: UUID
    to_objective_id: UUID | None
    to_key_result_id: UUID | None
    to_moal_id: UUID | None
    weight: Decimal
    rationale: str
    direction: ContributionDirection
    state: ContributionState
    proposed_by_unit_id: UUID
    from_consented_at: datetime.datetime | None
    to_consented_at: datetime.datetime | None
    decline_reason: str | None
    version: int

    def consented(self, unit_ids: Sequence[UUID], at: datetime.datetime) -> "Contribution":
        """
        Return the contribution with the consent of one side; agreed once both sides gave theirs.

        Args:
            unit_ids: The ends' units for which the caller may consent.
            at: When.

        Raises:
            ContributionDecided: Nobody's consent is missing.
            ConsentNotYours: None of the units is the one whose consent is missing.
        """
        self.require_waiting_for(unit_ids)
        return self._changed(
            from_consented_at=self.from_consented_at or at,
            to_consented_at=self.to_consented_at or at,
            state=ContributionState.AGREED,
        )

    def declined(self, unit_ids: Sequence[UUID], reason: str) -> "Contribution":
        """
        Return the contribution as declined by the unit whose consent is missing.

        Raises:
            ContributionDecided: Nobody's consent is missing.
            ConsentNotYours: None of the units is the one whose consent is missing.
            TextMissing: The reason is empty.
        """
        self.require_waiting_for(unit_ids)
        return self._changed(state=ContributionState.DECLINED, decline_reason=texts.line(reason, field="reason"))

    def countered(
        self, unit_ids: Sequence[UUID], terms: Terms, at: datetime.datetime, *, rationale: str = ""
    ) -> "Contribution":
        """
        Return the contribution on other terms, which now waits for the side that had proposed the last ones.

        Args:
            unit_ids: The ends' units for which the caller may answer.
            terms: Another target, source or weight; the ends stay in their units, which the caller has seen to.
            at: When.
            rationale: How it helps, said anew; empty keeps what was said.

        Raises:
            ContributionDecided: Nobody's consent is missing.
            ConsentNotYours: None of the units is the one whose consent is missing.
            WeightNotPositive: The weight is zero or less.
            CountersNothing: The terms are the present ones.
        """
        waits_for_from = self.from_consented_at is None
        self.require_waiting_for(unit_ids)
        terms = dataclasses.replace(terms, weight=numbers.weight(terms.weight))
        if terms == self.terms:
            raise CountersNothing
        return self._changed(
            **{field.name: getattr(terms, field.name) for field in dataclasses.fields(terms)},
            rationale=texts.prose(rationale, field="rationale") or self.rationale,
            from_consented_at=at if waits_for_from else None,
            to_consented_at=None if waits_for_from else at,
        )

    def reconsidered(self, unit_ids: Sequence[UUID]) -> "Contribution":
        """
        Return the contribution as it was before one side's answer, which that side takes back.

        Where the caller answers for both sides of an agreed one, the side that consented last is meant.

        Raises:
            ContributionDecided: It was withdrawn, was never answered, or is between a unit and itself.
            ConsentNotYours: It was answered by another unit.
        """
        waits_for_from = self.from_consented_at is None
        if self.state is ContributionState.AGREED and self.from_unit_id != self.to_unit_id:
            sides = {self.from_unit_id: self.from_consented_at, self.to_unit_id: self.to_consented_at}
            own = [(consented, unit_id) for unit_id, consented in sides.items() if unit_id in unit_ids and consented]
            if not own:
                raise ConsentNotYours
            waits_for_from = max(own, key=lambda side: side[0])[1] == self.from_unit_id
        elif self.state is ContributionState.DECLINED:
            if (self.from_unit_id if waits_for_from else self.to_unit_id) not in unit_ids:
                raise ConsentNotYours
        else:
            raise ContributionDecided(state=self.state)
        return self._changed(
            state=ContributionState.PROPOSED,
            decline_reason=None,
            from_consented_at=None if waits_for_from else self.from_consented_at,
            to_consented_at=self.to_consented_at if waits_for_from else None,
        )

    def withdrawn(self, unit_ids: Sequence[UUID]) -> "Contribution":
        """
        Return the contribution as withdrawn: by its proposer, or by either side once it was agreed.

        Raises:
            ContributionDecided: It was declined or withdrawn.
            ConsentNotYours: It is proposed, by another unit.
        """
        if self.state not in (ContributionState.PROPOSED, ContributionState.AGREED):
            raise ContributionDecided(state=self.state)
        may = {self.proposed_by_unit_id}
        if self.state is ContributionState.AGREED:
            may = {self.from_unit_id, self.to_unit_id}
        if may.isdisjoint(unit_ids):
            raise ConsentNotYours
        return self._changed(state=ContributionState.WITHDRAWN)

    def require_waiting_for(self, unit_ids: Sequence[UUID]) -> None:
        """
        Let pass the unit whose consent is missing.

        Raises:
            ContributionDecided: Nobody's is.
            ConsentNotYours: It is another unit's.
        """
        if self.state is not ContributionState.PROPOSED:
            raise ContributionDecided(state=self.state)
        if self.waits_for not in unit_ids:
            raise ConsentNotYours

    @property
    def terms(self) -> Terms:
        """What the two units negotiate, as it stands."""
        return Terms(**{field.name: getattr(self, field.name) for field in dataclasses.fields(Terms)})

    @property
    def last_word_of(self) -> UUID:
        """The unit that stated the present terms of a contribution that is proposed."""
        return self.to_unit_id if self.from_consented_at is None else self.from_unit_id

    @property
    def waits_for(self) -> UUID | None:
        """The unit whose consent is missing; None once it is decided."""
        if self.state is not ContributionState.PROPOSED:
            return None
        return self.from_unit_id if self.from_consented_at is None else self.to_unit_id

    def _changed(self, **changes: object) -> "Contribution":
        return dataclasses.replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]


def direction(*, from_path: str, to_path: str, proposed_from_below: bool) -> ContributionDirection:
    """
    Return from where a contribution is proposed, by the units' places in the tree.

    Args:
        from_path, to_path: Paths of the units at its lower and upper end ("1/7/42/").
        proposed_from_below: Whether the unit that contributes proposes it.
    """
    if not from_path.startswith(to_path):
        return ContributionDirection.LATERAL
    return ContributionDirection.BOTTOM_UP if proposed_from_below else ContributionDirection.TOP_DOWN
