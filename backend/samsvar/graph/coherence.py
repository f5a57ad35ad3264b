"""Coherence in the graph: what a set's plan says of itself before its unit commits to it."""

import datetime as dt
import enum
from typing import Annotated

import strawberry

from samsvar.domain import coherence as domain
from samsvar.domain import findings
from samsvar.domain.plans import Node, PastCycle
from samsvar.graph import global_ids, messages, selection
from samsvar.graph.context import Info
from samsvar.graph.key_results import KeyResultKind
from samsvar.graph.selection import readings
from samsvar.persistence import coherence


@strawberry.enum(description="What a finding answers.")
class PlanningQuestion(enum.Enum):
    COMPLETENESS = strawberry.enum_value("COMPLETENESS", description="Is it written to its end?")
    CONTRIBUTION = strawberry.enum_value(
        "CONTRIBUTION", description="Do our OKRs contribute to the company's OKRs and the Moals?"
    )
    AMBITION_AND_CAPACITY = strawberry.enum_value(
        "AMBITION_AND_CAPACITY",
        description="Are they ambitious and still realistic, and do they fit our people's capacity this cycle?",
    )
    CONTRADICTION = strawberry.enum_value(
        "CONTRADICTION", description="Do any of our key results contradict each other, or another unit's?"
    )
    DEPENDENCY = strawberry.enum_value("DEPENDENCY", description="Do we depend on other teams?")
    ALIGNMENT = strawberry.enum_value(
        "ALIGNMENT", description="Do other units pursue the same, or the opposite? The question of alignment."
    )


@strawberry.enum(description="How much a finding weighs.")
class FindingSeverity(enum.Enum):
    BLOCKS = strawberry.enum_value("BLOCKS", description="The unit can't commit before it is mended.")
    ADVICE = strawberry.enum_value("ADVICE", description="Worth a talk; it blocks nothing.")
    INFORMATION = strawberry.enum_value("INFORMATION", description="Good to know.")


@strawberry.type(description="A record that a finding rests on.")
class FindingEvidence:
    node_id: strawberry.ID = strawberry.field(description="The record's id.")
    title: str = strawberry.field(description="What it says.")
    unit_name: str | None = strawberry.field(description="Whose it is, when it is another unit's.")
    cycle_name: str | None = strawberry.field(description="Of which cycle, when it is an earlier one.")
    kind: KeyResultKind | None = strawberry.field(description="Of a key result: how it is proven.")
    baseline: float | None = strawberry.field(description="Of a key result: where it started.")
    target: float | None = strawberry.field(description="Of a key result: where it was to be.")
    band_low: float | None = strawberry.field(description="Of a key result: the lower edge of its band.")
    band_high: float | None = strawberry.field(description="Of a key result: the upper edge of its band.")
    measure: str = strawberry.field(description="What the values are counted in.")
    reached: float | None = strawberry.field(description="The last value that it came to.")
    progress: float | None = strawberry.field(description="The share of the way that was come, unclamped.")
    needed_by: dt.date | None = strawberry.field(description="Of a dependency: the day.")

    @classmethod
    def of(cls, evidence: findings.Evidence) -> "FindingEvidence":
        """Return a domain record as clients know it."""
        definition = evidence.definition
        return cls(
            node_id=_id(evidence.node),
            title=evidence.title,
            unit_name=evidence.unit,
            cycle_name=evidence.cycle,
            kind=None if definition is None else KeyResultKind(definition.kind.value),
            baseline=_float(definition and definition.baseline),
            target=_float(definition and definition.target),
            band_low=_float(definition and definition.band_low),
            band_high=_float(definition and definition.band_high),
            measure=evidence.measure,
            reached=_float(evidence.reached),
            progress=_float(evidence.progress),
            needed_by=evidence.needed_by,
        )


@strawberry.type(description="One answer to a question of planning, with the record at which it is mended.")
class Finding:
    code: str = strawberry.field(description="Stable name of what was found, such as TARGETS_DIFFER.")
    question: PlanningQuestion = strawberry.field(description="What it answers.")
    severity: FindingSeverity = strawberry.field(description="How much it weighs.")
    message: str = strawberry.field(description="What was found, in the reader's language.")
    remedy: str = strawberry.field(description="What can be done about it, in the reader's language.")
    node_id: strawberry.ID = strawberry.field(description="The record at which it is mended.")
    is_here: bool = strawberry.field(description="Whether that record belongs to the set itself.")
    evidence: list[FindingEvidence] = strawberry.field(description="What it rests on.")


@strawberry.type(description="How much a unit took on in an earlier cycle, and the share of it that it reached.")
class PlanningPast:
    cycle_id: strawberry.ID = strawberry.field(description="The cycle.")
    cycle_name: str = strawberry.field(description="What the cycle is called.")
    objectives: int = strawberry.field(description="How many objectives.")
    key_results: int = strawberry.field(description="How many key results.")
    initiatives: int = strawberry.field(description="How many initiatives were to move them.")
    committed_share: float | None = strawberry.field(
        description="Mean own result of its committed objectives, each within 0 to 1; null without any."
    )
    aspirational_share: float | None = strawberry.field(
        description="Mean own result of its aspirational objectives, each within 0 to 1; null without any."
    )
    is_over: bool = strawberry.field(
        description="Whether the cycle was judged; otherwise it is what it came to so far."
    )

    @classmethod
    def of(cls, past: PastCycle) -> "PlanningPast":
        """Return a domain record as clients know it."""
        return cls(
            cycle_id=_id(("Cycle", past.cycle_id)),
            cycle_name=past.name,
            objectives=past.objectives,
            key_results=past.key_results,
            initiatives=past.initiatives,
            committed_share=_float(past.committed_share),
            aspirational_share=_float(past.aspirational_share),
            is_over=past.is_over,
        )


@strawberry.type(
    description="What a set's plan says of itself before its unit commits to it, as far as the reader sees."
)
class Coherence:
    okr_set_id: strawberry.ID = strawberry.field(description="The set.")
    is_ready: bool = strawberry.field(description="Whether nothing blocks.")
    findings: list[Finding] = strawberry.field(
        description="What was found: what blocks first, then by question, then in the set's own order."
    )
    past: list[PlanningPast] = strawberry.field(description="Earlier cycles of the unit, latest first.")


async def coherence_of(
    info: Info,
    okr_set: Annotated[
        strawberry.ID, selection.identifies("OkrSet"), strawberry.argument(description="The id of an OKR set.")
    ],
) -> Coherence | None:
    """Resolve the root field: read the plan in one statement, and let the domain look at it."""
    own_id = global_ids.decode(okr_set, "OkrSet")
    if own_id is None:
        return None
    async with readings.reading_for(info.context) as reading:
        plan = await coherence.plan(reading, own_id)
    if plan is None:
        return None
    found = domain.findings(plan, today=info.context.today)
    return Coherence(
        okr_set_id=okr_set,
        is_ready=all(each.severity is not findings.Severity.BLOCKS for each in found),
        findings=[spoken(each, info.context.scope.locale) for each in found],
        past=[*map(PlanningPast.of, plan.past_cycles)],
    )


def spoken(finding: findings.Finding, locale: str) -> Finding:
    """Say a finding in words."""
    message, remedy = messages.of_finding(finding, locale)
    return Finding(
        code=finding.code,
        question=PlanningQuestion(finding.question.value),
        severity=FindingSeverity(finding.severity.value),
        message=message,
        remedy=remedy,
        node_id=_id(finding.node),
        is_here=finding.is_here,
        evidence=[*map(FindingEvidence.of, finding.evidence)],
    )


def _id(node: Node) -> strawberry.ID:
    return strawberry.ID(global_ids.encode(*node))


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))
