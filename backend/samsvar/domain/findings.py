"""Findings: what coherence says of a plan, how much it weighs, and where it is mended."""

import dataclasses
import datetime
import enum
from collections.abc import Mapping, Sequence
from decimal import Decimal

from samsvar.domain.key_results import Definition
from samsvar.domain.plans import Need, Node, PlannedKeyResult


class Question(enum.StrEnum):
    """What a finding answers: whether the plan is written to its end, the four questions of planning, and alignment's."""

    COMPLETENESS = "COMPLETENESS"
    CONTRIBUTION = "CONTRIBUTION"
    AMBITION_AND_CAPACITY = "AMBITION_AND_CAPACITY"
    CONTRADICTION = "CONTRADICTION"
    DEPENDENCY = "DEPENDENCY"
    ALIGNMENT = "ALIGNMENT"


class Severity(enum.StrEnum):
    """How much a finding weighs."""

    BLOCKS = "BLOCKS"
    """Nobody commits before it is mended (invariant 8)."""
    ADVICE = "ADVICE"
    """Worth a talk; it blocks nothing."""
    INFORMATION = "INFORMATION"
    """Good to know."""


@dataclasses.dataclass(frozen=True, slots=True)
class Amount:
    """A value with its measure, to be said as the language says it."""

    value: Decimal
    measure: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """
    A record that a finding rests on.

    Attributes:
        title, unit, cycle: What it is called, whose it is, of which cycle.
        definition: Of a key result.
        measure: What its values are counted in.
        reached: The last value that it came to.
        progress: The share of its way, unclamped.
        needed_by: Of a dependency.
    """

    node: Node
    title: str
    unit: str | None = None
    cycle: str | None = None
    definition: Definition | None = None
    measure: str = ""
    reached: Decimal | None = None
    progress: Decimal | None = None
    needed_by: datetime.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    One answer to a question of planning.

    Attributes:
        code: Stable name; the words stand in ``graph/messages`` by it.
        node: The record at which it is mended.
        parameters: What the words name.
        is_here: Whether the record belongs to the set itself.
    """

    code: str
    question: Question
    severity: Severity
    node: Node
    parameters: Mapping[str, object] = dataclasses.field(default_factory=dict)
    evidence: Sequence[Evidence] = ()
    is_here: bool = True


def evidence_of(record: Need | PlannedKeyResult) -> Evidence:
    """Return a dependency, or a key result of a plan, as what a finding rests on."""
    if isinstance(record, Need):
        other = record.provider if record.is_ours else record.consumer
        return Evidence(node=("Dependency", record.id), title=record.what, unit=other, needed_by=record.needed_by)
    return Evidence(
        node=("KeyResult", record.id),
        title=record.title,
        unit=record.unit or None,
        definition=record.definition,
        measure=record.measure,
    )
