"""
Alignment cases: units negotiate what their OKRs get into each other's way with, and what they sign changes the OKRs.

A case is agreed when every unit that was asked signed one and the same proposal (invariant 14). Whoever was not asked
can't be bound. What was agreed is undone by another case alone.
"""

import dataclasses
import datetime
import enum
from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from samsvar.domain import refusals, texts


class CaseState(enum.StrEnum):
    """How far a case has come. An escalated one is open still: the unit above both takes part from then on."""

    OPEN = "OPEN"
    ESCALATED = "ESCALATED"
    AGREED = "AGREED"
    WITHDRAWN = "WITHDRAWN"


UNDECIDED: Final = (CaseState.OPEN, CaseState.ESCALATED)


class CaseOutcome(enum.StrEnum):
    """What units come to."""

    MERGE = "MERGE"
    SPLIT = "SPLIT"
    CO_OWN = "CO_OWN"
    HAND_OVER = "HAND_OVER"
    SEQUENCE = "SEQUENCE"
    DROP = "DROP"
    KEEP_BOTH = "KEEP_BOTH"
    ESCALATE = "ESCALATE"


class CaseTurnKind(enum.StrEnum):
    """What a unit does when it speaks."""

    PROPOSAL = "PROPOSAL"
    COUNTER_PROPOSAL = "COUNTER_PROPOSAL"
    REMARK = "REMARK"
    ESCALATION = "ESCALATION"


class CaseDecided(refusals.Refusal):
    """The case is agreed or withdrawn; another case may change what it came to."""

    code = "CASE_DECIDED"
    state: CaseState


class CaseNotAgreed(refusals.Refusal):
    """Only what was agreed is undone, or looked at again."""

    code = "CASE_NOT_AGREED"
    state: CaseState


class CaseOfOneUnit(refusals.Refusal):
    """There is nobody to agree with."""

    code = "CASE_OF_ONE_UNIT"


class CaseCyclesDiffer(refusals.Refusal):
    """A case is about one cycle."""

    code = "CASE_CYCLES_DIFFER"


class UnitInCaseAlready(refusals.Refusal):
    """The unit is asked already."""

    code = "UNIT_IN_CASE_ALREADY"
    unit: str


class NotInCase(refusals.Refusal):
    """The caller speaks for none of the units that take part."""

    code = "NOT_IN_CASE"


class UnitToSpeakForUnclear(refusals.Refusal):
    """The caller speaks for several of the units that take part, and doesn't say for which."""

    code = "UNIT_TO_SPEAK_FOR_UNCLEAR"


class NotAskedToSign(refusals.Refusal):
    """The unit takes part, but nobody asked for its signature."""

    code = "NOT_ASKED_TO_SIGN"


class NothingToSign(refusals.Refusal):
    """Nobody proposed anything yet."""

    code = "NOTHING_TO_SIGN"


class ProposalSuperseded(refusals.Refusal):
    """Another proposal is on the table by now; a signature holds for exactly one."""

    code = "PROPOSAL_SUPERSEDED"


class SignedAlready(refusals.Refusal):
    """The unit has signed this proposal."""

    code = "SIGNED_ALREADY"


class NotSigned(refusals.Refusal):
    """There is no signature of the unit to take back."""

    code = "NOT_SIGNED"


class FindingInAnotherCase(refusals.Refusal):
    """Another case is about this overlap finding, or has settled it."""

    code = "FINDING_IN_ANOTHER_CASE"


class CaseAtTheTop(refusals.Refusal):
    """The unit above both takes part already; nobody is left to ask."""

    code = "CASE_AT_THE_TOP"


class CaseUndoneAlready(refusals.Refusal):
    """Another case is about to undo it, or has."""

    code = "CASE_UNDONE_ALREADY"


class DayToLookAgainPassed(refusals.Refusal):
    """The day to look again isn't one to come."""

    code = "DAY_TO_LOOK_AGAIN_PASSED"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """
    A unit that takes part in a case.

    Attributes:
        name: What it is called.
        path: Who may speak for it.
        is_asked: Whether its signature is needed; a unit that helps, or stands above, takes part without.
    """

    unit_id: UUID
    name: str
    path: str
    is_asked: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentCase:
    """
    What units negotiate.

    Attributes:
        question: What is to be settled, in words; may be empty when the title says it.
        opened_by_name: Who opened it, as a word: nothing leads from people to cases.
        proposal_id: The turn that is up for signature.
        outcome: What was agreed.
        look_again_on: The day on which the units look at what they agreed; None when they don't, or have.
        due_on: Until when they mean to agree.
        escalated_to_unit_id: The unit above both that was asked to help.
        undoes_id: The agreed case that this one is to undo.
    """

    id: UUID
    cycle_id: UUID
    title: str
    question: str
    state: CaseState
    opened_by_unit_id: UUID
    opened_by_name: str
    opened_at: datetime.datetime
    proposal_id: UUID | None
    outcome: CaseOutcome | None
    look_again_on: datetime.date | None
    due_on: datetime.date | None
    decided_at: datetime.datetime | None
    escalated_to_unit_id: UUID | None
    undoes_id: UUID | None
    version: int

    def require_undecided(self) -> None:
        """
        Let pass while the units still negotiate.

        Raises:
            CaseDecided: It is agreed or withdrawn.
        """
        if self.state not in UNDECIDED:
            raise CaseDecided(state=self.state, nodes=(("AlignmentCase", self.id),))

    def require_agreed(self) -> None:
        """
        Let pass once it is agreed.

        Raises:
            CaseNotAgreed: It isn't.
        """
        if self.state is not CaseState.AGREED:
            raise CaseNotAgreed(state=self.state, nodes=(("AlignmentCase", self.id),))

    def proposed(self, turn_id: UUID) -> "AlignmentCase":
        """Return the case with another proposal up for signature; signatures of earlier ones count no more."""
        self.require_undecided()
        return self._changed(proposal_id=turn_id)

    def joined(self) -> "AlignmentCase":
        """Return the case with another unit in it."""
        self.require_undecided()
        return self._changed()

    def signed(
        self, turn_id: UUID, *, outcome: CaseOutcome, look_again_on: datetime.date | None, at: datetime.datetime
    ) -> "AlignmentCase":
        """Return the case as agreed: every unit that was asked signed this turn."""
        self.require_signable(turn_id)
        return self._changed(state=CaseState.AGREED, outcome=outcome, look_again_on=look_again_on, decided_at=at)

    def require_signable(self, turn_id: UUID) -> None:
        """
        Let pass a signature for exactly the proposal that is on the table.

        Raises:
            CaseDecided: It is agreed or withdrawn.
            NothingToSign: Nobody proposed anything.
            ProposalSuperseded: Another proposal is on the table.
        """
        self.require_undecided()
        if self.proposal_id is None:
            raise NothingToSign(field="turn")
        if self.proposal_id != turn_id:
            raise ProposalSuperseded(field="turn", nodes=(("CaseTurn", self.proposal_id),))

    def escalated(self, unit_id: UUID) -> "AlignmentCase":
        """Return the case with the unit above both asked to help; it proposes, and imposes nothing."""
        self.require_undecided()
        return self._changed(state=CaseState.ESCALATED, escalated_to_unit_id=unit_id)

    def withdrawn(self, at: datetime.datetime) -> "AlignmentCase":
        """Return the case as given up; whatever was said stays."""
        self.require_undecided()
        return self._changed(state=CaseState.WITHDRAWN, decided_at=at)

    def looked_at(self, next_on: datetime.date | None) -> "AlignmentCase":
        """Return an agreed case that was looked at: with the next day to do so, or none."""
        self.require_agreed()
        return self._changed(look_again_on=next_on)

    def _changed(self, **changes: object) -> "AlignmentCase":
        return dataclasses.replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]


def opened(
    *,
    own_id: UUID,
    cycle_id: UUID,
    title: str,
    question: str,
    unit_id: UUID,
    name: str,
    at: datetime.datetime,
    due_on: datetime.date | None,
    undoes_id: UUID | None,
) -> AlignmentCase:
    """
    Return a new case.

    Raises:
        TextMissing, TextTooLong: Of the title or the question.
    """
    return AlignmentCase(
        id=own_id,
        cycle_id=cycle_id,
        title=texts.line(title, field="title"),
        question=texts.prose(question, field="question"),
        state=CaseState.OPEN,
        opened_by_unit_id=unit_id,
        opened_by_name=name,
        opened_at=at,
        proposal_id=None,
        outcome=None,
        look_again_on=None,
        due_on=due_on,
        decided_at=None,
        escalated_to_unit_id=None,
        undoes_id=undoes_id,
        version=1,
    )


def require_day_to_come(day: datetime.date | None, *, today: datetime.date, field: str) -> None:
    """
    Let pass no day, or one to come.

    Raises:
        DayToLookAgainPassed: It is today or before.
    """
    if day is not None and day <= today:
        raise DayToLookAgainPassed(field=field)


def unsigned(participants: Sequence[Participant], signed: Collection[UUID]) -> list[Participant]:
    """Return the units whose signature is missing."""
    return [each for each in participants if each.is_asked and each.unit_id not in signed]


def common_path(paths: Sequence[str]) -> str:
    """
    Return the path of the nearest unit that stands above all of some, or is one of them above the others.

    Args:
        paths: Paths of units ("1/7/42/") of one organisation.
    """
    split = [path.rstrip("/").split("/") for path in paths]
    shared: list[str] = []
    for numbers in zip(*split, strict=False):
        if len(set(numbers)) > 1:
            break
        shared.append(numbers[0])
    return "".join(f"{number}/" for number in shared)


def above(path: str) -> str:
    """Return the path of the unit above one; empty above the company."""
    numbers = path.rstrip("/").split("/")[:-1]
    return "".join(f"{number}/" for number in numbers)
