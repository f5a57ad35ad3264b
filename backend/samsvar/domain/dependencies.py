"""Dependencies: one unit needs another's result by a date."""

import dataclasses
import datetime
import enum
from collections.abc import Collection, Sequence
from uuid import UUID

from samsvar.domain import graphs, refusals, texts


class DependencyKind(enum.StrEnum):
    """What happens without it."""

    GATES = "GATES"
    SLOWS = "SLOWS"
    INFORMS = "INFORMS"


class DependencyState(enum.StrEnum):
    """How far it has come. Whether it is late follows from the date."""

    REQUESTED = "REQUESTED"
    ACCEPTED = "ACCEPTED"
    COUNTERED = "COUNTERED"
    DECLINED = "DECLINED"
    DELIVERED = "DELIVERED"
    WITHDRAWN = "WITHDRAWN"


UNDECIDED = (DependencyState.REQUESTED, DependencyState.COUNTERED)
LIVING = (*UNDECIDED, DependencyState.ACCEPTED)


class CircleOfDependencies(refusals.Refusal):
    """Gating dependencies would wait for each other (invariant 5); ``nodes`` name the objectives, in order."""

    code = "CIRCLE_OF_DEPENDENCIES"
    path: Sequence[str]
    circle: Sequence[graphs.Station] = ()


class DependsOnItself(refusals.Refusal):
    """An objective can't wait for itself, nor a unit ask itself."""

    code = "DEPENDS_ON_ITSELF"


class AnswerNotYours(refusals.Refusal):
    """The next step is the other unit's."""

    code = "ANSWER_NOT_YOURS"


class DependencyDecided(refusals.Refusal):
    """This can't be done to a dependency in its state."""

    code = "DEPENDENCY_DECIDED"
    state: DependencyState


class ProviderElsewhere(refusals.Refusal):
    """What the provider names isn't its own."""

    code = "PROVIDER_ELSEWHERE"


class ProviderMissing(refusals.Refusal):
    """Nobody is named who could provide it."""

    code = "PROVIDER_MISSING"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """
    What a unit's objective needs of another unit.

    Attributes:
        provider_objective_id, provider_key_result_id: Where the provider works on it, once it said so.
        counter_needed_by: The day that the provider offers instead, while it is COUNTERED.
    """

    id: UUID
    cycle_id: UUID
    consumer_unit_id: UUID
    consumer_objective_id: UUID
    consumer_key_result_id: UUID | None
    provider_unit_id: UUID
    provider_objective_id: UUID | None
    provider_key_result_id: UUID | None
    what: str
    needed_by: datetime.date
    kind: DependencyKind
    state: DependencyState
    fallback: str
    answer: str
    counter_needed_by: datetime.date | None
    delivered_at: datetime.datetime | None
    version: int

    def accepted(
        self,
        unit_ids: Collection[UUID],
        *,
        objective_id: UUID | None = None,
        key_result_id: UUID | None = None,
        answer: str = "",
    ) -> "Dependency":
        """
        Return the dependency as agreed: the provider says yes to what was asked, or the consumer to what was offered.

        Args:
            unit_ids: The units for which the caller may answer.
            objective_id: Where the provider works on it; None keeps what is known.
            key_result_id: The key result of that objective, if it is one.
            answer: Said by whoever accepts.

        Raises:
            AnswerNotYours: It is the other unit's turn.
            DependencyDecided: There is nothing to accept.
        """
        self._require_turn(unit_ids)
        return self._changed(
            state=DependencyState.ACCEPTED,
            needed_by=self.counter_needed_by or self.needed_by,
            counter_needed_by=None,
            answer=texts.prose(answer, field="answer") or self.answer,
            **self._provided(objective_id, key_result_id),
        )

    def countered(
        self,
        unit_ids: Collection[UUID],
        *,
        needed_by: datetime.date,
        answer: str,
        objective_id: UUID | None = None,
        key_result_id: UUID | None = None,
    ) -> "Dependency":
        """
        Return the dependency with another day offered by the provider, or asked for by the consumer in turn.

        Args:
            unit_ids: The units for which the caller may answer.
            needed_by: The other day.
            answer: Said by whoever counters.
            objective_id: Where the provider would work on it; None keeps what is known.
            key_result_id: The key result of that objective, if it is one.

        Raises:
            AnswerNotYours: It is the other unit's turn.
            DependencyDecided: There is nothing to counter.
        """
        self._require_turn(unit_ids)
        said = texts.prose(answer, field="answer")
        provided = self._provided(objective_id, key_result_id)
        if self.state is DependencyState.COUNTERED:
            return self._changed(
                state=DependencyState.REQUESTED, needed_by=needed_by, counter_needed_by=None, answer=said, **provided
            )
        return self._changed(state=DependencyState.COUNTERED, counter_needed_by=needed_by, answer=said, **provided)

    def named(
        self, unit_ids: Collection[UUID], *, objective_id: UUID, key_result_id: UUID | None = None
    ) -> "Dependency":
        """
        Return the dependency with where the provider works on it, which it may say as long as the dependency lives.

        Raises:
            AnswerNotYours: The caller doesn't answer for the provider.
            DependencyDecided: It is over.
        """
        self._require(unit_ids, self.provider_unit_id, LIVING)
        return self._changed(**self._provided(objective_id, key_result_id))

    def declined(self, unit_ids: Collection[UUID], *, reason: str) -> "Dependency":
        """
        Return the dependency as declined by the provider.

        Raises:
            AnswerNotYours: The caller doesn't answer for the provider.
            DependencyDecided: It is settled.
            TextMissing: The reason is empty.
        """
        self._require(unit_ids, self.provider_unit_id, LIVING)
        return self._changed(
            state=DependencyState.DECLINED, counter_needed_by=None, answer=texts.line(reason, field="reason")
        )

    def delivered(self, unit_ids: Collection[UUID], at: datetime.datetime) -> "Dependency":
        """
        Return the dependency as delivered, which either unit may say.

        Raises:
            AnswerNotYours: The caller answers for neither unit.
            DependencyDecided: It wasn't accepted.
        """
        side = self.consumer_unit_id if self.consumer_unit_id in unit_ids else self.provider_unit_id
        self._require(unit_ids, side, (DependencyState.ACCEPTED,))
        return self._changed(state=DependencyState.DELIVERED, delivered_at=at)

    def reworded(
        self, unit_ids: Collection[UUID], *, what: str, needed_by: datetime.date, kind: DependencyKind, fallback: str
    ) -> "Dependency":
        """
        Return the dependency in other words of the consumer: before it was answered; its own fallback later, too.

        Raises:
            AnswerNotYours: The caller doesn't speak for the consumer.
            DependencyDecided: The provider has answered to what was asked, or it is over.
            TextMissing: It doesn't say what is needed.
        """
        asked = {"what": texts.line(what, field="what"), "needed_by": needed_by, "kind": kind}
        is_as_answered = all(getattr(self, name) == value for name, value in asked.items())
        self._require(unit_ids, self.consumer_unit_id, LIVING if is_as_answered else (DependencyState.REQUESTED,))
        return self._changed(**asked, fallback=texts.prose(fallback, field="fallback"))

    def withdrawn(self, unit_ids: Collection[UUID]) -> "Dependency":
        """
        Return the dependency as no longer needed.

        Raises:
            AnswerNotYours: The caller doesn't answer for the consumer.
            DependencyDecided: It is settled.
        """
        self._require(unit_ids, self.consumer_unit_id, LIVING)
        return self._changed(state=DependencyState.WITHDRAWN, counter_needed_by=None)

    @property
    def waits_for(self) -> UUID | None:
        """The unit whose turn it is to answer; None when nobody's is."""
        if self.state is DependencyState.REQUESTED:
            return self.provider_unit_id
        return self.consumer_unit_id if self.state is DependencyState.COUNTERED else None

    def _provided(self, objective_id: UUID | None, key_result_id: UUID | None) -> dict[str, object]:
        if objective_id is None:
            return {}
        return {"provider_objective_id": objective_id, "provider_key_result_id": key_result_id}

    def _require_turn(self, unit_ids: Collection[UUID]) -> None:
        if self.state not in UNDECIDED:
            raise DependencyDecided(state=self.state)
        if self.waits_for not in unit_ids:
            raise AnswerNotYours

    def _require(self, unit_ids: Collection[UUID], unit_id: UUID, possible: Sequence[DependencyState]) -> None:
        if unit_id not in unit_ids:
            raise AnswerNotYours
        if self.state not in possible:
            raise DependencyDecided(state=self.state)

    def _changed(self, **changes: object) -> "Dependency":
        return dataclasses.replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]
