"""OKR sets: one unit's OKRs of one cycle, from draft to commitment."""

import dataclasses
import datetime
import enum
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from samsvar.domain import key_results, refusals
from samsvar.domain.overlaps.findings import OverlapKind
from samsvar.domain.rights import Right

MOST_OBJECTIVES: Final = 5


class OkrSetState(enum.StrEnum):
    """How far a set has come. Others see it from PROPOSED on."""

    DRAFT = "DRAFT"
    PROPOSED = "PROPOSED"
    ALIGNED = "ALIGNED"
    COMMITTED = "COMMITTED"
    REVIEWED = "REVIEWED"
    CLOSED = "CLOSED"


FOLLOWS: Final = {
    OkrSetState.DRAFT: (OkrSetState.PROPOSED,),
    OkrSetState.PROPOSED: (OkrSetState.ALIGNED, OkrSetState.COMMITTED, OkrSetState.DRAFT),
    OkrSetState.ALIGNED: (OkrSetState.COMMITTED, OkrSetState.PROPOSED),
    OkrSetState.COMMITTED: (OkrSetState.REVIEWED, OkrSetState.PROPOSED),
    OkrSetState.REVIEWED: (OkrSetState.CLOSED,),
    OkrSetState.CLOSED: (),
}

BEING_WRITTEN: Final = (OkrSetState.DRAFT, OkrSetState.PROPOSED, OkrSetState.ALIGNED)
"""States in which objectives and key results come and go."""
FOLLOWED: Final = (OkrSetState.PROPOSED, OkrSetState.ALIGNED, OkrSetState.COMMITTED, OkrSetState.REVIEWED)
"""States in which key results take measurements."""


class SetExists(refusals.Refusal):
    """The unit has a set in this cycle already (invariant 4)."""

    code = "SET_EXISTS"


class SetCommitted(refusals.Refusal):
    """What the unit committed to is fixed; a reopened set, or the next planning, changes it."""

    code = "SET_COMMITTED"
    state: OkrSetState


class SetNotFollowed(refusals.Refusal):
    """The set takes no check-ins in its state."""

    code = "SET_NOT_FOLLOWED"
    state: OkrSetState


class SetFollowedAlready(refusals.Refusal):
    """There are check-ins, so that the set can't become a draft again."""

    code = "SET_FOLLOWED_ALREADY"


class ReasonToReopenMissing(refusals.Refusal):
    """A committed set is opened again for a stated reason only."""

    code = "REASON_TO_REOPEN_MISSING"


class ReasonForWordingMissing(refusals.Refusal):
    """What a unit committed to is put into other words for a stated reason only."""

    code = "REASON_FOR_WORDING_MISSING"


class CycleTooFar(refusals.Refusal):
    """The cycle is past the point at which its OKRs are written."""

    code = "CYCLE_TOO_FAR"
    state: str


class CycleOver(refusals.Refusal):
    """The cycle is closed; nothing of it moves any more."""

    code = "CYCLE_OVER"


class NothingToCommitTo(refusals.Refusal):
    """A set without objectives."""

    code = "NOTHING_TO_COMMIT_TO"


class ObjectiveUnproven(refusals.Refusal):
    """An objective has no key result."""

    code = "OBJECTIVE_UNPROVEN"
    title: str


class ContributesToNothing(refusals.Refusal):
    """An objective neither contributes upward nor says why it stands alone."""

    code = "CONTRIBUTES_TO_NOTHING"
    title: str


class DependencyUndecided(refusals.Refusal):
    """A dependency that gates has no answer yet."""

    code = "DEPENDENCY_UNDECIDED"
    what: str


class OverlapUnresolved(refusals.Refusal):
    """People confirmed that another unit pursues the same, or the opposite, and the units haven't settled it."""

    code = "OVERLAP_UNRESOLVED"
    title: str
    kind: OverlapKind
    units: Sequence[str]


class KeyResultIncomplete(refusals.Refusal):
    """A key result lacks what it is measured by."""

    code = "KEY_RESULT_INCOMPLETE"
    title: str
    missing: Sequence[str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OkrSet:
    """One unit's OKRs of one cycle."""

    id: UUID
    unit_id: UUID
    cycle_id: UUID
    state: OkrSetState
    capacity_note: str
    committed_at: datetime.datetime | None
    version: int

    def turned(self, to: OkrSetState) -> "OkrSet":
        """
        Return the set in another state.

        Raises:
            TransitionImpossible: That doesn't follow.
        """
        if to not in FOLLOWS[self.state]:
            raise refusals.TransitionImpossible(
                kind="OkrSet", state=self.state, wanted=to, possible=FOLLOWS[self.state]
            )
        return dataclasses.replace(self, state=to, version=self.version + 1)

    def committed(self, at: datetime.datetime) -> "OkrSet":
        """Return the set as committed to; what is missing is asked with :func:`missing_for_commitment`."""
        return dataclasses.replace(self.turned(OkrSetState.COMMITTED), committed_at=at)

    def reopened(self, *, reason: str | None, has_check_ins: bool) -> "OkrSet":
        """
        Return the set one stage earlier: a committed or aligned one as proposed, a proposed one as a draft.

        Args:
            reason: Why; a committed set needs one.
            has_check_ins: Whether its key results are followed already: what others have followed isn't hidden again.

        Raises:
            ReasonToReopenMissing: The set is committed, and no reason is given.
            SetFollowedAlready: It would become a draft.
            TransitionImpossible: It is reviewed or closed, or a draft.
        """
        if self.state is OkrSetState.COMMITTED and not (reason or "").strip():
            raise ReasonToReopenMissing(field="reason")
        was_aligned = self.state in (OkrSetState.ALIGNED, OkrSetState.COMMITTED)
        reopened = self.turned(OkrSetState.PROPOSED if was_aligned else OkrSetState.DRAFT)
        if not reopened.is_open and has_check_ins:
            raise SetFollowedAlready
        return reopened

    def require_being_written(self) -> None:
        """
        Let pass while objectives and key results may come and go.

        Raises:
            SetCommitted: They may not any more.
        """
        if self.state not in BEING_WRITTEN:
            raise SetCommitted(state=self.state, nodes=(("OkrSet", self.id),))

    def require_open_to_wording(self) -> None:
        """
        Let pass while texts may change, which is until the review.

        Raises:
            SetCommitted: The set is reviewed or closed.
        """
        if self.state in (OkrSetState.REVIEWED, OkrSetState.CLOSED):
            raise SetCommitted(state=self.state, nodes=(("OkrSet", self.id),))

    @property
    def right_to_write(self) -> Right:
        """What changing it takes: those above may help with a draft, and what was shown is the unit's word."""
        return Right.REVISE_OKRS if self.is_open else Right.DRAFT_OKRS

    @property
    def is_open(self) -> bool:
        """Whether everybody sees it (invariant 17)."""
        return self.state is not OkrSetState.DRAFT

    @property
    def is_committed(self) -> bool:
        """Whether the unit has committed to it, so that changes need a reason."""
        return self.state in (OkrSetState.COMMITTED, OkrSetState.REVIEWED, OkrSetState.CLOSED)

    @property
    def was_committed(self) -> bool:
        """Whether the unit has committed to it once, be it reopened since."""
        return self.committed_at is not None


def require_followed(state: OkrSetState, okr_set_id: UUID) -> None:
    """
    Let pass while a set's key results take measurements.

    Raises:
        SetNotFollowed: The set is a draft, or closed.
    """
    if state not in FOLLOWED:
        raise SetNotFollowed(state=state, nodes=(("OkrSet", okr_set_id),))


def require_cycle_open(state: str) -> None:
    """
    Let pass while a cycle's OKRs may be written; reviewing looks back, and closed is closed.

    Raises:
        CycleTooFar: They may not any more.
    """
    if state in ("REVIEWING", "CLOSED"):
        raise CycleTooFar(state=state)


def require_cycle_running(state: str) -> None:
    """
    Let pass while what a unit committed to still moves.

    Raises:
        CycleOver: The cycle is closed.
    """
    if state == "CLOSED":
        raise CycleOver


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WrittenKeyResult:
    """A key result, as commitment looks at it."""

    id: UUID
    title: str
    definition: key_results.Definition


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOverlap:
    """
    What an objective has in common with other units' that was confirmed and isn't settled.

    Attributes:
        id: The overlap finding's.
        units: The others, by name.
    """

    id: UUID
    kind: OverlapKind
    units: Sequence[str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WrittenObjective:
    """
    An objective, as commitment looks at it.

    Attributes:
        contributes: Whether it, or one of its key results, contributes upward, agreed by both units (invariant 6).
        stands_alone_reason: Why it contributes to nothing, if it says so.
        undecided: Its gating dependencies without an answer: id and what is needed.
        unresolved: Its overlaps and conflicts that people confirmed, or that a case is about.
    """

    id: UUID
    title: str
    key_results: Sequence[WrittenKeyResult]
    contributes: bool
    stands_alone_reason: str | None
    undecided: Sequence[tuple[UUID, str]]
    unresolved: Sequence[WrittenOverlap] = ()


def missing_for_commitment(
    okr_set_id: UUID, objectives: Sequence[WrittenObjective], asked: Sequence[tuple[UUID, str]] = ()
) -> list[refusals.Refusal]:
    """
    Return what a set lacks before the unit can commit to it (invariant 8), each with the record to mend.

    Args:
        okr_set_id: The set's id.
        objectives: All of the set, in their order.
        asked: Gating dependencies on the unit that it hasn't answered: id and what is needed.
    """
    missing: list[refusals.Refusal] = [
        DependencyUndecided(nodes=(("Dependency", dependency_id),), what=what) for dependency_id, what in asked
    ]
    if not objectives:
        missing.append(NothingToCommitTo(nodes=(("OkrSet", okr_set_id),)))
    for objective in objectives:
        here = (("Objective", objective.id),)
        if not objective.key_results:
            missing.append(ObjectiveUnproven(nodes=here, title=objective.title))
        if not objective.contributes and not (objective.stands_alone_reason or "").strip():
            missing.append(ContributesToNothing(nodes=here, title=objective.title))
        missing.extend(
            DependencyUndecided(nodes=(("Dependency", dependency_id),), what=what)
            for dependency_id, what in objective.undecided
        )
        missing.extend(
            OverlapUnresolved(
                nodes=(("OverlapFinding", overlap.id),), title=objective.title, kind=overlap.kind, units=overlap.units
            )
            for overlap in objective.unresolved
        )
        missing.extend(
            KeyResultIncomplete(nodes=(("KeyResult", each.id),), title=each.title, missing=sorted(lacking))
            for each in objective.key_results
            if (lacking := key_results.missing_in(each.definition))
        )
    return missing


TOO_MANY_OBJECTIVES: Final = "TOO_MANY_OBJECTIVES"
NO_OBJECTIVES: Final = "NO_OBJECTIVES"
TOO_FEW_KEY_RESULTS: Final = "TOO_FEW_KEY_RESULTS"
TOO_MANY_KEY_RESULTS: Final = "TOO_MANY_KEY_RESULTS"


@dataclasses.dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - read as okr_sets.Warning
    """Advice that blocks nothing: its code, and the record concerned as (GraphQL type, id)."""

    code: str
    node: tuple[str, UUID]


def warnings(okr_set_id: UUID, key_results_of: Sequence[tuple[UUID, int]]) -> list[Warning]:
    """
    Return what experience advises against (invariant 4): 1-5 objectives, 2-5 key results each.

    Args:
        okr_set_id: The set's id.
        key_results_of: Per objective its id, and how many key results it has.
    """
    here = ("OkrSet", okr_set_id)
    found = [Warning(NO_OBJECTIVES, here)] if not key_results_of else []
    if len(key_results_of) > MOST_OBJECTIVES:
        found.append(Warning(TOO_MANY_OBJECTIVES, here))
    for objective_id, count in key_results_of:
        if count < key_results.FEW:
            found.append(Warning(TOO_FEW_KEY_RESULTS, ("Objective", objective_id)))
        if count > key_results.MANY:
            found.append(Warning(TOO_MANY_KEY_RESULTS, ("Objective", objective_id)))
    return found
