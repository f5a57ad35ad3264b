"""Alignment cases in the graph."""

import datetime as dt
import enum
from typing import Annotated, Any

import sqlalchemy as sa
import strawberry

from samsvar.domain.rights import Right
from samsvar.graph import filters, given, links, selection
from samsvar.graph.alignment_case_changes import CaseChanges
from samsvar.graph.alignment_case_turns import CaseOutcome, CaseTurn
from samsvar.graph.nodes import Node, OptionalCycle, OptionalUnit
from samsvar.graph.selection import Row
from samsvar.persistence import alignment_case_inboxes, alignment_case_presences, alignment_cases, rights, units


@strawberry.enum(description="How far a case has come.")
class CaseState(enum.Enum):
    OPEN = strawberry.enum_value("OPEN", description="The units negotiate.")
    ESCALATED = strawberry.enum_value(
        "ESCALATED", description="They still do, and the unit above both takes part; it imposes nothing."
    )
    AGREED = strawberry.enum_value("AGREED", description="Every unit that was asked signed, and it was done.")
    WITHDRAWN = strawberry.enum_value("WITHDRAWN", description="Given up.")


def matching(
    case: Row,
    unit: Annotated[
        OptionalUnit, strawberry.argument(description="Only those in which this unit or one below it takes part.")
    ] = None,
    cycle: Annotated[OptionalCycle, strawberry.argument(description="Only of this cycle.")] = None,
    states: Annotated[list[CaseState] | None, strawberry.argument(description="Only those in these states.")] = None,
) -> sa.ColumnElement[bool]:
    """Return which cases a list has."""
    within: sa.ColumnElement[bool] = sa.true()
    if unit is not None:
        within = alignment_case_inboxes.takes_part_within(case, units.ids_within(units.path_of(filters.bound(unit))))
    return sa.and_(within, filters.equals(case.c.cycle_id, cycle), filters.among(case.c.state, states))


def _signature(name: str) -> Any:  # noqa: ANN401 - an expression whose type the column says
    return lambda participant: alignment_case_inboxes.signature(participant, name)


def _has_signed(participant: Row) -> sa.ColumnElement[bool]:
    return alignment_case_inboxes.signature(participant, "signed_at").is_not(None)


def _waits_for(case: Row) -> sa.Select[Any]:
    return alignment_case_inboxes.waiting_units(case)


def _may_propose(case: Row, held_in: given.HeldIn, held_roles: given.HeldRoles) -> sa.Select[Any]:
    # As `operations/contributions.speaks_for`: an integration speaks for the units below its own, too, people don't.
    drafting = rights.units_spoken_for(Right.DRAFT_OKRS, held_in=held_in, roles=held_roles)
    consenting = rights.units_with(Right.CONSENT, held_in=held_in, roles=held_roles)
    return alignment_case_inboxes.participating_among(case, drafting.union_all(consenting))


def _may_sign(case: Row, held_in: given.HeldIn, held_roles: given.HeldRoles) -> sa.Select[Any]:
    own = rights.units_spoken_for(Right.CONSENT, held_in=held_in, roles=held_roles)
    return alignment_case_inboxes.participating_among(case, own, asked_only=True)


def _present(case: Row, now: given.Now) -> sa.ColumnElement[list[str]]:
    return alignment_case_presences.present(case, now)


def _objectives(case: Row, objective: Row) -> sa.ColumnElement[bool]:
    named = alignment_cases.alignment_case_objectives.alias("named")
    return sa.exists().where(named.c.case_id == case.c.id, named.c.objective_id == objective.c.id, named.c.is_subject)


def _dependencies(case: Row, dependency: Row) -> sa.ColumnElement[bool]:
    return alignment_case_inboxes.is_about(case, "DEPENDENCY", dependency.c.id)


def _findings(case: Row, finding: Row) -> sa.ColumnElement[bool]:
    return alignment_case_inboxes.is_about(case, "OVERLAP_FINDING", finding.c.id)


def _undone_by(case: Row, other: Row) -> sa.ColumnElement[bool]:
    return sa.and_(other.c.undoes_id == case.c.id, other.c.state != sa.literal_column("'WITHDRAWN'", sa.Text()))


@selection.type(alignment_cases.alignment_case_participants, description="A unit that takes part in a case.")
class CaseParticipant:
    unit: links.Unit = selection.to_one(lambda row, unit: unit.c.id == row.c.unit_id, description="Which.")
    is_asked: bool = selection.column(description="Whether its signature is needed; whoever helps takes part without.")
    asked_by_unit: links.Unit = selection.to_one(
        lambda row, unit: unit.c.id == row.c.asked_by_unit_id, description="Who asked it in; itself, if it began."
    )
    since: dt.datetime = selection.column(description="Since when.")
    has_signed: bool = selection.column(_has_signed, description="Whether it signed the present proposal.")
    signed_by_name: str | None = selection.column(_signature("signed_by_name"), description="Who signed for it.")
    signed_at: dt.datetime | None = selection.column(_signature("signed_at"), description="When.")


@selection.type(alignment_cases.alignment_case_objectives, description="An objective that a case is about.")
class CaseSubject:
    objective: links.Objective | None = selection.to_one(
        lambda row, objective: objective.c.id == row.c.objective_id, description="Null when it is gone."
    )
    title: str = selection.column(description="What it was called when it came into the case.")
    unit: links.Unit = selection.to_one(lambda row, unit: unit.c.id == row.c.unit_id, description="Whose it is.")
    is_subject: bool = selection.column(description="Whether the case is about it; else a proposal touches it.")


@selection.type(
    alignment_cases.alignment_cases,
    description="Units negotiate what their OKRs get into each other's way with; what all of them sign changes the OKRs.",
)
class AlignmentCase(Node):
    id: strawberry.ID = selection.global_id()
    title: str = selection.column(description="What it is called.")
    question: str = selection.column(description="What is to be settled.")
    state: CaseState = selection.column(description="How far it has come.")
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    cycle: links.Cycle = selection.to_one(
        lambda case, cycle: cycle.c.id == case.c.cycle_id, description="Of which cycle."
    )
    opened_by_unit: links.Unit = selection.to_one(
        lambda case, unit: unit.c.id == case.c.opened_by_unit_id, description="Which unit opened it."
    )
    opened_by_name: str = selection.column(description="Who did, for the unit.")
    opened_at: dt.datetime = selection.column(description="When.")
    due_on: dt.date | None = selection.column(description="Until when the units mean to agree.")
    participants: list[CaseParticipant] = selection.to_many(
        lambda case, row: row.c.case_id == case.c.id,
        order=lambda row: [units.path_of(row.c.unit_id)],
        description="Who takes part, in the order of the tree.",
    )
    findings: list[links.OverlapFinding] = selection.to_many(
        _findings, description="The overlap findings that it is about, as far as you may see both sides."
    )
    objectives: list[links.Objective] = selection.to_many(
        _objectives, description="The objectives that it is about, as far as they are still there."
    )
    dependencies: list[links.Dependency] = selection.to_many(
        _dependencies, description="The dependencies that it is about."
    )
    subjects: list[CaseSubject] = selection.to_many(
        lambda case, row: sa.and_(row.c.case_id == case.c.id, row.c.objective_id.is_not(None)),
        order=lambda row: [row.c.is_subject.desc(), row.c.id],
        description="The objectives that it is about, then those that proposals touch; also those that are gone.",
    )
    turns: list[CaseTurn] = selection.to_many(
        lambda case, turn: turn.c.case_id == case.c.id,
        order=lambda turn: [turn.c.number],
        description="What was said and proposed, oldest first.",
    )
    proposal: CaseTurn | None = selection.to_one(
        lambda case, turn: turn.c.id == case.c.proposal_id,
        description="What is up for signature, or was agreed; null while nobody proposed anything.",
    )
    outcome: CaseOutcome | None = selection.column(description="What was agreed.")
    look_again_on: dt.date | None = selection.column(
        description="When the units look again at what they agreed; null when they don't, or have."
    )
    decided_at: dt.datetime | None = selection.column(description="When it was agreed or given up.")
    escalated_to: links.Unit | None = selection.to_one(
        lambda case, unit: unit.c.id == case.c.escalated_to_unit_id, description="The unit above both that helps."
    )
    undoes: links.AlignmentCase | None = selection.to_one(
        lambda case, other: other.c.id == case.c.undoes_id, description="The agreed case that this one is to undo."
    )
    undone_by: links.AlignmentCase | None = selection.to_one(
        _undone_by, description="The case that is to undo this one, or has; its state says which."
    )
    waits_for: list[links.Unit] = selection.to_many(
        source=_waits_for,
        order=lambda unit: [unit.c.path],
        description="Who has to sign; while nothing is proposed, who has to answer.",
    )
    may_propose: list[links.Unit] = selection.to_many(
        source=_may_propose, order=lambda unit: [unit.c.path], description="The viewer's units that may speak now."
    )
    may_sign: list[links.Unit] = selection.to_many(
        source=_may_sign,
        order=lambda unit: [unit.c.path],
        description="The viewer's units for which the viewer may sign now, or take a signature back.",
    )
    present: list[str] = selection.column(_present, description="The names of who is in the room now.")
    changes: CaseChanges | None = selection.column(description="What signing it changed; null before.")
