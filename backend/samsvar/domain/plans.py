"""
Plans: a unit's OKRs of a cycle with all that planning asks about, as far as the reader may see it.

They are read at once, and looked at by :mod:`samsvar.domain.coherence`.
"""

import dataclasses
import datetime
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from samsvar.domain.contributions import ContributionState
from samsvar.domain.dependencies import LIVING, UNDECIDED, DependencyKind, DependencyState
from samsvar.domain.key_results import ON_THE_WAY, Definition, KeyResultKind
from samsvar.domain.moals import MoalState
from samsvar.domain.objectives import ObjectiveKind
from samsvar.domain.overlap_findings import BLOCKING_KINDS, UNRESOLVED, OverlapState
from samsvar.domain.overlaps.findings import OverlapKind

Node = tuple[str, UUID]
"""A record as its GraphQL type and id."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Upward:
    """
    A contribution of an objective or one of its key results, as far as it lives.

    Attributes:
        title: Of what it helps.
        waits_for: The unit that has to consent yet.
        moal_id, moal_state, moal_year: When it helps a Moal.
    """

    state: ContributionState
    title: str
    waits_for: str | None = None
    moal_id: UUID | None = None
    moal_state: MoalState | None = None
    moal_year: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlannedKeyResult:
    """A key result of the plan, or one of another unit that uses the same metric."""

    id: UUID
    objective_id: UUID
    title: str
    definition: Definition
    metric: str = ""
    measure: str = ""
    unit: str = ""
    linked_to: frozenset[UUID] = frozenset()
    """Objectives of the plan that contribute to its objective, or the other way, by a living contribution."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlannedObjective:
    """An objective of the plan."""

    id: UUID
    title: str
    kind: ObjectiveKind
    stands_alone_reason: str | None = None
    upward: Sequence[Upward] = ()
    key_results: Sequence[PlannedKeyResult] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """
    A dependency of the plan, or one on its unit.

    Attributes:
        objective_id: The objective of the plan that needs it; None when another unit asks ours.
        consumer, provider: Names of the units.
    """

    id: UUID
    what: str
    kind: DependencyKind
    state: DependencyState
    needed_by: datetime.date
    consumer: str
    provider: str
    fallback: str = ""
    objective_id: UUID | None = None

    @property
    def is_ours(self) -> bool:
        """Whether the plan's unit needs it."""
        return self.objective_id is not None

    @property
    def is_undecided(self) -> bool:
        """Whether it waits for an answer."""
        return self.state in UNDECIDED

    @property
    def lives(self) -> bool:
        """Whether anybody still counts on it."""
        return self.state in LIVING


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SharedSide:
    """An objective of another unit that is in an overlap finding with one of the plan."""

    objective_id: UUID
    title: str
    unit: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlannedOverlap:
    """
    An overlap finding that an objective of the plan is in, and that asks for something.

    Attributes:
        objective_id: The objective of the plan.
        is_told_elsewhere: Whether :mod:`samsvar.domain.contradictions` says the same with its numbers.
        others: The other units' objectives in it.
    """

    id: UUID
    kind: OverlapKind
    state: OverlapState
    objective_id: UUID
    is_told_elsewhere: bool = False
    others: Sequence[SharedSide] = ()

    @property
    def units(self) -> list[str]:
        """The other units, each once."""
        return list(dict.fromkeys(each.unit for each in self.others))

    @property
    def blocks(self) -> bool:
        """Whether it has to be settled before the unit commits."""
        return self.state in UNRESOLVED and self.kind in BLOCKING_KINDS


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """A Moal of the cycle's year, or an objective of the company or the unit above, that nobody contributes to yet."""

    node: Node
    title: str
    unit: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PastKeyResult:
    """
    What the unit reached with a metric in an earlier cycle.

    Attributes:
        is_over: Whether the cycle was judged already; otherwise it is what was reached so far.
    """

    id: UUID
    title: str
    cycle: str
    definition: Definition
    reached: Decimal | None
    progress: Decimal | None
    is_over: bool = True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PastCycle:
    """
    How much the unit took on in an earlier cycle, and the share of it that it reached.

    Attributes:
        committed_share, aspirational_share: Means of the objectives' own results, each within 0..1; None without any.
    """

    cycle_id: UUID
    name: str
    objectives: int
    key_results: int
    initiatives: int
    committed_share: Decimal | None = None
    aspirational_share: Decimal | None = None
    is_over: bool = True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A unit's OKRs of a cycle with all that planning asks about, as far as the reader may see it; latest past first."""

    okr_set_id: UUID
    unit: str
    starts_on: datetime.date
    ends_on: datetime.date
    capacity_note: str = ""
    initiatives: int = 0
    objectives: Sequence[PlannedObjective] = ()
    needs: Sequence[Need] = ()
    overlaps: Sequence[PlannedOverlap] = ()
    uncovered: Sequence[Above] = ()
    others: Sequence[PlannedKeyResult] = ()
    past: Sequence[PastKeyResult] = ()
    past_cycles: Sequence[PastCycle] = ()

    @property
    def key_results(self) -> list[PlannedKeyResult]:
        """All key results in their order."""
        return [each for objective in self.objectives for each in objective.key_results]


def way_of(definition: Definition) -> int:
    """Return 1 for a key result that is to rise, -1 for one that is to fall."""
    return 1 if definition.kind is KeyResultKind.INCREASE else -1


def is_on_the_way(definition: Definition) -> bool:
    """Return whether a definition says from where to where a metric is to go."""
    return (
        definition.kind in ON_THE_WAY
        and definition.baseline is not None
        and definition.target is not None
        and definition.metric_id is not None
    )
