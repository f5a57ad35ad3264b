"""Overlap findings in the graph: where objectives of different units may be about the same."""

import datetime as dt
import enum
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry

from samsvar.domain.rights import Right
from samsvar.graph import filters, given, links, selection
from samsvar.graph.nodes import CycleId, Node, OptionalUnit
from samsvar.graph.selection import Row
from samsvar.persistence import alignment_case_inboxes, overlap_findings, rights
from samsvar.persistence.overlaps import overlap_findings as table


@strawberry.enum(description="What two units have to settle.")
class OverlapKind(enum.Enum):
    OVERLAP = strawberry.enum_value("OVERLAP", description="They pursue the same effect, metric, customer or work.")
    SHARED_TARGET = strawberry.enum_value("SHARED_TARGET", description="Three or more pursue the same.")
    CONFLICT = strawberry.enum_value("CONFLICT", description="Reaching one undoes the other.")
    INTERFACE = strawberry.enum_value("INTERFACE", description="A hand-over at which both must act.")


@strawberry.enum(description="Where an overlap finding stands.")
class OverlapState(enum.Enum):
    OPEN = strawberry.enum_value("OPEN", description="Nobody has said anything.")
    CONFIRMED = strawberry.enum_value(
        "CONFIRMED", description="People say it is so. An overlap or conflict blocks commitment until it is resolved."
    )
    IN_CASE = strawberry.enum_value("IN_CASE", description="An alignment case is about it.")
    RESOLVED = strawberry.enum_value("RESOLVED", description="A case agreed on it.")
    DISMISSED = strawberry.enum_value(
        "DISMISSED", description="People say it is nothing, with a reason: until one of the texts changes."
    )


@strawberry.enum(description="By what it was found.")
class OverlapRule(enum.Enum):
    SIMILAR_TEXT = strawberry.enum_value("SIMILAR_TEXT", description="What is written is alike, across languages too.")
    SAME_TEXT = strawberry.enum_value("SAME_TEXT", description="The same is written.")
    SAME_METRIC = strawberry.enum_value("SAME_METRIC", description="The same metric is to move in the same direction.")
    OPPOSITE_METRIC = strawberry.enum_value("OPPOSITE_METRIC", description="The same metric is pulled both ways.")
    SHARED_DEPENDENCY = strawberry.enum_value("SHARED_DEPENDENCY", description="One waits for the other.")
    OTHERS_KEY_RESULT = strawberry.enum_value(
        "OTHERS_KEY_RESULT", description="One unit's initiative is to move the other's key result."
    )


@strawberry.enum(description="How sure it is, by the organisation's own thresholds.")
class OverlapStrength(enum.Enum):
    POSSIBLE = strawberry.enum_value("POSSIBLE", description="Worth a look.")
    LIKELY = strawberry.enum_value("LIKELY", description="Most such findings are confirmed.")
    STRONG = strawberry.enum_value("STRONG", description="Nearly all such findings are confirmed.")
    CERTAIN = strawberry.enum_value("CERTAIN", description="From structure: metrics, dependencies, initiatives.")


@strawberry.enum(description="Where a key result moves its metric.")
class MetricDirection(enum.Enum):
    UP = strawberry.enum_value("UP", description="It is to rise.")
    DOWN = strawberry.enum_value("DOWN", description="It is to fall.")
    HOLD = strawberry.enum_value("HOLD", description="It is to stay in its band.")


@strawberry.enum(description="What a likeness of texts is made of.")
class ScorePartName(enum.Enum):
    WHOLE = strawberry.enum_value("WHOLE", description="Both as a whole, by meaning.")
    UNITS = strawberry.enum_value("UNITS", description="Their best matching objectives and key results, by meaning.")
    WORDS = strawberry.enum_value("WORDS", description="The words that both use.")
    LETTERS = strawberry.enum_value("LETTERS", description="The letters that both use: compounds and endings.")


OverlapStates = Annotated[
    list[OverlapState] | None,
    strawberry.argument(description="Only those in these states; all when left out."),
]


@selection.type(description="A stretch of a title, in UTF-16 code units, as JavaScript counts.")
class TextMark:
    node_id: strawberry.ID = selection.column(description="The objective or key result whose title it is.")
    start: int = selection.column(description="Where it begins.")
    end: int = selection.column(description="Where it has ended.")


@selection.document(description="Two words of different languages that mean the same to the model.")
class WordPair:
    a: str = selection.key(description="In the text of `a`.")
    b: str = selection.key(description="In the text of `b`.")
    likeness: float = selection.key(description="How alike they are, 0.3 to 1.")


@selection.document(description="A part of a likeness of texts.")
class ScorePart:
    name: ScorePartName = selection.key(description="Which.")
    value: float = selection.key(description="How alike in this respect, -1 to 1.")
    weight: float = selection.key(description="How much it counts; all weights together are 1.")


def _marks(side: Row) -> sa.Select[Any]:
    return overlap_findings.marks(side)


@selection.type(description="An objective in an overlap finding.")
class OverlapSide:
    objective: links.Objective = selection.to_one(
        lambda side, objective: objective.c.id == side.c.objective_id, description="The objective."
    )
    unit: links.Unit = selection.to_one(lambda side, unit: unit.c.id == side.c.unit_id, description="Whose it is.")
    key_result: links.KeyResult | None = selection.to_one(
        lambda side, key_result: key_result.c.id == side.c.key_result_id,
        description="Its key result in which the evidence lies; null for the objective itself.",
    )
    language: str = selection.column(description="The language that it is written in: nb, en, de; empty if unknown.")
    marks: list[TextMark] = selection.to_many(
        source=_marks, order=lambda mark: [mark.c.place], description="What to mark in the titles."
    )


@selection.type(description="Why it was found. Where there is no evidence of a sort, none is made up.")
class OverlapEvidence:
    words_in_common: list[str] = selection.column(description="In one language: the words that both use.")
    word_pairs: list[WordPair] = selection.column(description="Across languages: words that mean the same.")
    metric: links.Metric | None = selection.to_one(
        lambda evidence, metric: metric.c.id == evidence.c.metric_id, description="What both measure."
    )
    a_direction: MetricDirection | None = selection.column(description="Where `a` moves the metric.")
    b_direction: MetricDirection | None = selection.column(description="Where `b` moves the metric.")
    dependency: links.Dependency | None = selection.to_one(
        lambda evidence, dependency: dependency.c.id == evidence.c.dependency_id, description="What one waits for."
    )
    parts: list[ScorePart] = selection.column(description="What the likeness is made of.")


def _strength(finding: Row) -> sa.ColumnElement[str]:
    return overlap_findings.strength(finding)


def _a(finding: Row) -> sa.Select[Any]:
    return overlap_findings.side(finding, "a")


def _b(finding: Row) -> sa.Select[Any]:
    return overlap_findings.side(finding, "b")


def _members(finding: Row) -> sa.Select[Any]:
    return overlap_findings.sides(finding)


def _evidence(finding: Row) -> sa.Select[Any]:
    return overlap_findings.evidence(finding)


def _may_decide(finding: Row, held_in: given.HeldIn, held_roles: given.HeldRoles) -> sa.ColumnElement[bool]:
    return overlap_findings.may_decide(
        finding,
        revising=rights.units_with(Right.REVISE_OKRS, held_in=held_in, roles=held_roles),
        consenting=rights.units_with(Right.CONSENT, held_in=held_in, roles=held_roles),
    )


def _cases(finding: Row, case: Row) -> sa.ColumnElement[bool]:
    return alignment_case_inboxes.is_about(case, "OVERLAP_FINDING", finding.c.id)


@selection.type(
    table,
    description="Objectives of different units that may be about the same, contradict each other, or meet at an interface. It"
    " is seen by who may see both sides.",
)
class OverlapFinding(Node):
    id: strawberry.ID = selection.global_id()
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    cycle: links.Cycle = selection.to_one(
        lambda finding, cycle: cycle.c.id == finding.c.cycle_id, description="In which cycle."
    )
    kind: OverlapKind = selection.column(description="What it is: as people say, else as computed.")
    computed_kind: OverlapKind = selection.column(description="What it is as computed.")
    rule: OverlapRule = selection.column(description="By what it was found.")
    state: OverlapState = selection.column(description="Where it stands.")
    strength: OverlapStrength = selection.column(_strength, description="How sure it is.")
    score: float = selection.column(
        description="Likeness of the texts, in robust standard deviations above what unlike ones have; of structure 100."
    )
    is_cross_language: bool = selection.column(description="Whether the texts are of different languages.")
    a: OverlapSide = selection.to_one(source=_a, description="One of the two.")
    b: OverlapSide = selection.to_one(source=_b, description="The other one, of another unit.")
    members: list[OverlapSide] = selection.to_many(
        source=_members,
        order=lambda side: [side.c.place, side.c.objective_id],
        description="`a` and `b`; of a SHARED_TARGET all that you may see.",
    )
    evidence: OverlapEvidence = selection.to_one(source=_evidence, description="Why.")
    reason: str = selection.column(description="What was said with the last decision; empty without any.")
    decided_by_name: str | None = selection.column(description="Who decided; null while nobody has.")
    decided_at: dt.datetime | None = selection.column(description="When it was decided; null while nobody has.")
    reopened_at: dt.datetime | None = selection.column(
        description="When a decision was set aside because one of the texts had changed; null if none was."
    )
    detected_at: dt.datetime = selection.column(description="When it was found first.")
    cases: list[links.AlignmentCase] = selection.to_many(
        _cases,
        order=lambda case: [case.c.opened_at.desc(), case.c.id],
        description="The alignment cases about it that you see, latest first.",
    )
    may_decide: bool = selection.column(
        _may_decide, description="Whether you may confirm, dismiss, relabel or reopen it, while no case has the word."
    )


def matching(
    finding: Row,
    cycle: CycleId,
    unit: Annotated[
        OptionalUnit, strawberry.argument(description="Only those with it, or a unit below it, on at least one side.")
    ] = None,
    between: Annotated[
        list[strawberry.ID] | None,
        selection.identifies("Unit"),
        strawberry.argument(
            description="Only those between these two units, each with all below it: a matrix's cell. A unit above the other"
            " stands for its own OKRs; the same unit twice for what lies within it."
        ),
    ] = None,
    kinds: Annotated[list[OverlapKind] | None, strawberry.argument(description="Only these kinds.")] = None,
    states: OverlapStates = None,
    min_score: Annotated[
        float | None,
        strawberry.argument(description="Least likeness; the organisation's lowest threshold when left out."),
    ] = None,
) -> sa.ColumnElement[bool]:
    """Return the condition of the root field: which findings."""
    conditions = [
        finding.c.cycle_id == cycle,
        overlap_findings.is_listed(finding, filters.bound(min_score)),
        filters.among(finding.c.kind, kinds),
        filters.among(finding.c.state, states),
    ]
    if unit is not None:
        conditions.append(overlap_findings.concerns(finding, filters.bound(unit), filters.bound(cycle)))
    if between is not None:
        two = overlap_findings.both(filters.bound(between))
        conditions.append(overlap_findings.joins(finding, *two, filters.bound(cycle)))
    return sa.and_(*conditions)


def strongest_first(finding: Row) -> list[sa.ColumnElement[Any]]:
    """Return the order of findings: the strongest first; of what is equally sure, what pulls apart before what is handed over."""
    return [finding.c.score.desc(), overlap_findings.urgency(finding)]


def of_objective(objective: Row, finding: Row, states: OverlapStates = None) -> sa.ColumnElement[bool]:
    """Return which findings an objective is in."""
    return sa.and_(
        overlap_findings.of_objective(finding, objective.c.id),
        overlap_findings.is_listed(finding),
        filters.among(finding.c.state, states),
    )


def of_key_result(key_result: Row, finding: Row, states: OverlapStates = None) -> sa.ColumnElement[bool]:
    """Return which findings have their evidence in a key result."""
    return sa.and_(
        overlap_findings.of_key_result(finding, key_result),
        overlap_findings.is_listed(finding),
        filters.among(finding.c.state, states),
    )


def listed(finding: Row) -> list[sa.ColumnElement[Any]]:
    """Return the order of an objective's findings: the strongest first, and always the same."""
    return [finding.c.score.desc(), finding.c.id]
