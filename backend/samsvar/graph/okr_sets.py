"""OKR sets in the graph."""

import datetime as dt
import enum
from typing import Any

import sqlalchemy as sa
import strawberry
from sqlalchemy.dialects import postgresql

from samsvar.domain import key_results as definitions
from samsvar.domain.overlaps.findings import OverlapKind
from samsvar.graph import carry_overs, given, links, paging, selection, spoken
from samsvar.graph.audit import newest_first
from samsvar.graph.key_results import KeyResultKind
from samsvar.graph.nodes import Node
from samsvar.graph.objectives import ObjectiveKind
from samsvar.graph.selection import Row
from samsvar.persistence import audit, commitments, kept_commitments, okr_sets


@strawberry.enum(description="How binding a unit's OKRs of a cycle are.")
class OkrSetState(enum.Enum):
    DRAFT = strawberry.enum_value("DRAFT", description="Being written; seen by the unit and the units above it.")
    PROPOSED = strawberry.enum_value("PROPOSED", description="Shown to everybody.")
    ALIGNED = strawberry.enum_value("ALIGNED", description="Agreed with the units concerned.")
    COMMITTED = strawberry.enum_value("COMMITTED", description="What the unit commits to; changes need a reason.")
    REVIEWED = strawberry.enum_value("REVIEWED", description="Judged in the review.")
    CLOSED = strawberry.enum_value("CLOSED", description="Over with its cycle.")


@strawberry.enum(description="What an OKR set lacks before its unit can commit to it.")
class MissingCode(enum.Enum):
    NOTHING_TO_COMMIT_TO = strawberry.enum_value("NOTHING_TO_COMMIT_TO", description="It has no objective.")
    OBJECTIVE_UNPROVEN = strawberry.enum_value("OBJECTIVE_UNPROVEN", description="An objective has no key result.")
    CONTRIBUTES_TO_NOTHING = strawberry.enum_value(
        "CONTRIBUTES_TO_NOTHING",
        description="An objective has no agreed contribution, and doesn't say why it stands alone.",
    )
    DEPENDENCY_UNDECIDED = strawberry.enum_value(
        "DEPENDENCY_UNDECIDED", description="A dependency that gates, its own or one on its unit, waits for an answer."
    )
    KEY_RESULT_INCOMPLETE = strawberry.enum_value(
        "KEY_RESULT_INCOMPLETE", description="A key result doesn't say all that it is measured by."
    )
    OVERLAP_UNRESOLVED = strawberry.enum_value(
        "OVERLAP_UNRESOLVED",
        description="An overlap or a conflict with another unit was confirmed, and isn't resolved.",
    )


def _kind_said(lack: Row, locale: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    kinds = [f"OverlapKind.{kind}" for kind in OverlapKind]
    named = sa.literal_column("'OverlapKind.'", sa.Text()).op("||")(lack.c.kind)
    return spoken.words(sa.func.array_remove(postgresql.array([named]), sa.null()), kinds, locale=locale)


def _missing(okr_set: Row) -> sa.Select[Any]:
    return commitments.missing(okr_set)


_SAID = {code.name: code.name for code in MissingCode}


def _lack_says(part: str, lack: Row, locale: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    lacking = spoken.words(lack.c.details, definitions.LACKS, locale=locale)
    parameters = {"title": lack.c.title, "what": lack.c.title, "missing": lacking}
    parameters |= {"kind": _kind_said(lack, locale), "units": sa.func.array_to_string(lack.c.units, ", ")}
    return spoken.sentence(part, _SAID, code=lack.c.code, locale=locale, parameters=parameters)


def _lack_message(lack: Row, locale: given.Locale) -> sa.ColumnElement[str]:
    return _lack_says("message", lack, locale)


def _lack_remedy(lack: Row, locale: given.Locale) -> sa.ColumnElement[str]:
    return _lack_says("remedy", lack, locale)


@selection.type(description="Something that an OKR set lacks before its unit can commit to it.")
class Missing:
    code: MissingCode = selection.column(description="What it lacks.")
    message: str = selection.column(_lack_message, description="What it lacks, in the reader's language.")
    remedy: str = selection.column(_lack_remedy, description="What to do about it, in the reader's language.")
    title: str = selection.column(description="The title of the record to mend, or what a dependency is about.")
    details: list[str] = selection.column(
        description="Of a key result: codes of what its definition lacks, such as TARGET_MISSING."
    )
    node: Node = selection.to_one(
        members={
            "OkrSet": lambda lack, okr_set: okr_set.c.id == lack.c.okr_set_id,
            "Objective": lambda lack, objective: objective.c.id == lack.c.objective_id,
            "KeyResult": lambda lack, key_result: key_result.c.id == lack.c.key_result_id,
            "Dependency": lambda lack, dependency: dependency.c.id == lack.c.dependency_id,
            "OverlapFinding": lambda lack, finding: finding.c.id == lack.c.overlap_finding_id,
        },
        description="The record to mend.",
    )


@strawberry.enum(description="What experience advises against: 1 to 5 objectives, 2 to 5 key results each.")
class WarningCode(enum.Enum):
    NO_OBJECTIVES = strawberry.enum_value("NO_OBJECTIVES", description="The set has no objectives.")
    TOO_MANY_OBJECTIVES = strawberry.enum_value(
        "TOO_MANY_OBJECTIVES", description="The set has more than five objectives."
    )
    TOO_FEW_KEY_RESULTS = strawberry.enum_value(
        "TOO_FEW_KEY_RESULTS", description="The objective has fewer than two key results."
    )
    TOO_MANY_KEY_RESULTS = strawberry.enum_value(
        "TOO_MANY_KEY_RESULTS", description="The objective has more than five key results."
    )


def _advice(okr_set: Row) -> sa.Select[Any]:
    return commitments.advice(okr_set)


_ADVISED = {code.name: code.name for code in WarningCode} | {"NO_OBJECTIVES": "NOTHING_TO_COMMIT_TO"}


def _advice_says(part: str, advice: Row, locale: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    parameters = {"title": advice.c.title, "count": advice.c.count}
    return spoken.sentence(part, _ADVISED, code=advice.c.code, locale=locale, parameters=parameters)


def _advice_message(advice: Row, locale: given.Locale) -> sa.ColumnElement[str]:
    return _advice_says("message", advice, locale)


def _advice_remedy(advice: Row, locale: given.Locale) -> sa.ColumnElement[str]:
    return _advice_says("remedy", advice, locale)


@selection.type(description="Advice on an OKR set. It blocks nothing.")
class Warning:  # noqa: A001 - its name in the API
    code: WarningCode = selection.column(description="What it is about.")
    message: str = selection.column(_advice_message, description="What was seen, in the reader's language.")
    remedy: str = selection.column(_advice_remedy, description="What experience advises, in the reader's language.")
    node: Node = selection.to_one(
        members={
            "OkrSet": lambda advice, okr_set: okr_set.c.id == advice.c.okr_set_id,
            "Objective": lambda advice, objective: objective.c.id == advice.c.objective_id,
        },
        description="The record that it is about.",
    )


def _kept_objectives(commitment: Row) -> sa.Select[Any]:
    return kept_commitments.objectives_of(commitment)


def _kept_key_results(objective: Row) -> sa.Select[Any]:
    return kept_commitments.key_results_of(objective)


def _changes(okr_set: Row, entry: Row) -> sa.ColumnElement[bool]:
    return kept_commitments.changes(okr_set, entry)


def _who(row: Row) -> sa.ColumnElement[str]:
    return audit.actor_name(row)


@selection.type(description="A key result as it was when the unit committed to it.")
class CommittedKeyResult:
    key_result_id: strawberry.ID = selection.global_id("id", of="KeyResult", description="The key result.")
    title: str = selection.column(description="What was to be seen.")
    kind: KeyResultKind = selection.column(description="How it was to be proven.")
    metric: str | None = selection.column(description="What was measured.")
    measure: str = selection.column(description="What its values are counted in; empty without a metric.")
    baseline: float | None = selection.column(description="Where it started.")
    target: float | None = selection.column(description="Where it was to be.")
    band_low: float | None = selection.column(description="The lower edge of the band to stay in.")
    band_high: float | None = selection.column(description="The upper edge of the band to stay in.")


@selection.type(description="An objective as it was when the unit committed to it.")
class CommittedObjective:
    objective_id: strawberry.ID = selection.global_id("id", of="Objective", description="The objective.")
    title: str = selection.column(description="What was wanted.")
    why: str = selection.column(description="Why.")
    kind: ObjectiveKind = selection.column(description="How surely it was to be reached.")
    key_results: list[CommittedKeyResult] = selection.to_many(
        source=_kept_key_results, order=lambda proof: [proof.c.place], description="What was to prove it."
    )


@selection.type(
    kept_commitments.commitments,
    description="What a unit committed to, as it was then; kept also when the set was opened again.",
)
class Commitment:
    number: int = selection.column(description="Which time it was, from 1.")
    at: dt.datetime = selection.column(description="When.")
    actor_name: str = selection.column(_who, description="Who said so for the unit; empty when it came with an import.")
    objectives: list[CommittedObjective] = selection.to_many(
        source=_kept_objectives, order=lambda objective: [objective.c.place], description="What it was."
    )


@selection.type(okr_sets.okr_sets, description="One unit's OKRs of one cycle: what the unit commits to.")
class OkrSet(Node):
    id: strawberry.ID = selection.global_id()
    unit: links.Unit = selection.to_one(
        lambda row, unit: unit.c.id == row.c.unit_id, description="Whose OKRs they are."
    )
    cycle: links.Cycle = selection.to_one(
        lambda row, cycle: cycle.c.id == row.c.cycle_id, description="For which cycle."
    )
    state: OkrSetState = selection.column(description="How binding it is.")
    capacity_note: str = selection.column(
        description="What the people of the unit have time for this cycle, in its words."
    )
    committed_at: dt.datetime | None = selection.column(description="When the unit committed to it.")
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    objectives: list[links.Objective] = selection.to_many(
        lambda row, objective: objective.c.okr_set_id == row.c.id,
        order=lambda objective: [objective.c.position, objective.c.id],
        description="What the unit wants to reach, in its own order.",
    )
    missing: list[Missing] = selection.to_many(
        source=_missing,
        order=lambda lack: [
            lack.c.place,
            lack.c.code,
            lack.c.objective_id,
            lack.c.key_result_id,
            lack.c.dependency_id,
            lack.c.overlap_finding_id,
        ],
        description="What it lacks before the unit can commit to it; empty when nothing is missing.",
    )
    warnings: list[Warning] = selection.to_many(
        source=_advice,
        order=lambda advice: [advice.c.place, advice.c.code, advice.c.objective_id],
        description="What experience advises against; it blocks nothing.",
    )
    carry_over_candidates: list[links.Objective] = selection.to_many(
        source=carry_overs.candidates,
        order=lambda objective: [objective.c.position, objective.c.id],
        description="Objectives of the unit's last set before it that weren't fully reached, and aren't taken over yet.",
    )
    commitments: list[Commitment] = selection.to_many(
        lambda row, commitment: commitment.c.okr_set_id == row.c.id,
        order=lambda commitment: [commitment.c.number.desc()],
        description="What the unit committed to, the last time first; all times are kept.",
    )
    changes_since_commitment: list[links.AuditEntry] = selection.to_many(
        _changes,
        order=newest_first,
        description="What changed since the unit first committed to it, newest first.",
    )
    audit: paging.Connection[links.AuditEntry] = selection.connection(
        lambda row, entry: entry.c.node_id == row.c.id,
        orders=newest_first,
        description="Who did what to it and why, newest first.",
    )
