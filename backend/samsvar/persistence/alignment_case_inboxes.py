"""For whom alignment cases wait, and who may do what in them: expressions to read with a row."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from samsvar.persistence import schema
from samsvar.persistence.alignment_case_turns import alignment_case_signatures, alignment_case_turns
from samsvar.persistence.alignment_cases import (
    alignment_case_objectives,
    alignment_case_participants,
    alignment_case_subjects,
)
from samsvar.persistence.units import units


def is_undecided(case: schema.Row) -> sa.ColumnElement[bool]:
    """Return whether units still negotiate."""
    return sa.or_(case.c.state == _word("OPEN"), case.c.state == _word("ESCALATED"))


def signature(participant: schema.Row, name: str) -> sa.ColumnElement[Any]:
    """Return something of the signature that a unit gave to the present proposal; null when it gave none."""
    given = alignment_case_signatures.alias("given")
    case = schema.metadata.tables["samsvar.alignment_cases"].alias("signed_case")
    return (
        sa.select(given.c[name])
        .select_from(given.join(case, case.c.proposal_id == given.c.turn_id))
        .where(
            case.c.id == participant.c.case_id,
            given.c.unit_id == participant.c.unit_id,
            given.c.withdrawn_at.is_(None),
        )
        .scalar_subquery()
    )


def waiting_units(case: schema.Row) -> sa.Select[Any]:
    """
    Return the units for which a case waits.

    With a proposal those that were asked and haven't signed it; without, those that were asked and didn't speak last.
    """
    waiting, unit = alignment_case_participants.alias("waiting"), units.alias("waiting_unit")
    return (
        sa.select(unit)
        .select_from(waiting.join(unit, unit.c.id == waiting.c.unit_id))
        .where(waiting.c.case_id == case.c.id, _is_waited_for(case, waiting))
    )


def waits_for_any(
    case: schema.Row, own: sa.Select[Any], *, cycle_ids: sa.ColumnElement[Sequence[UUID]]
) -> sa.ColumnElement[bool]:
    """Return whether a case of some cycles waits for one of some units; ``own`` is a select of their ids."""
    waiting = alignment_case_participants.alias("mine")
    return sa.and_(
        is_undecided(case),
        case.c.cycle_id == sa.any_(cycle_ids),
        sa.exists().where(
            waiting.c.case_id == case.c.id, waiting.c.unit_id == sa.any_(_array(own)), _is_waited_for(case, waiting)
        ),
    )


def awaited_by_any(
    case: schema.Row, own: sa.Select[Any], *, cycle_ids: sa.ColumnElement[Sequence[UUID]]
) -> sa.ColumnElement[bool]:
    """Return whether one of some units takes part in a case that waits for others, and not for it."""
    mine, others = alignment_case_participants.alias("mine"), alignment_case_participants.alias("others")
    ids = _array(own)
    return sa.and_(
        is_undecided(case),
        case.c.cycle_id == sa.any_(cycle_ids),
        sa.exists().where(mine.c.case_id == case.c.id, mine.c.unit_id == sa.any_(ids)),
        sa.exists().where(others.c.case_id == case.c.id, _is_waited_for(case, others)),
        sa.not_(
            sa.exists().where(mine.c.case_id == case.c.id, mine.c.unit_id == sa.any_(ids), _is_waited_for(case, mine))
        ),
    )


def is_to_be_looked_at(
    case: schema.Row, own: sa.Select[Any], today: sa.ColumnElement[dt.date]
) -> sa.ColumnElement[bool]:
    """Return whether the day has come to look again at what one of some units agreed, whatever its cycle."""
    mine = alignment_case_participants.alias("mine")
    return sa.and_(
        case.c.state == _word("AGREED"),
        case.c.look_again_on <= today,
        sa.exists().where(mine.c.case_id == case.c.id, mine.c.is_asked, mine.c.unit_id == sa.any_(_array(own))),
    )


def participating_among(case: schema.Row, own: sa.SelectBase, *, asked_only: bool = False) -> sa.Select[Any]:
    """Return those of some units that take part, or whose signature is asked for."""
    mine, unit = alignment_case_participants.alias("mine"), units.alias("own_unit")
    asked = [mine.c.is_asked, case.c.proposal_id.is_not(None)] if asked_only else []
    return (
        sa.select(unit)
        .select_from(mine.join(unit, unit.c.id == mine.c.unit_id))
        .where(mine.c.case_id == case.c.id, mine.c.unit_id == sa.any_(_array(own)), is_undecided(case), *asked)
    )


def names_objective(case: schema.Row, objective_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    """Return whether a case is about an objective, or one of its proposals touches it."""
    named = alignment_case_objectives.alias("named")
    return sa.exists().where(
        named.c.organisation_id == case.c.organisation_id,
        named.c.case_id == case.c.id,
        named.c.objective_id == objective_id,
    )


def is_about(case: schema.Row, kind: str, subject_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    """Return whether a case is about an overlap finding or a dependency."""
    named = alignment_case_subjects.alias("named")
    return sa.exists().where(
        named.c.case_id == case.c.id, named.c.subject_id == subject_id, named.c.kind == _word(kind)
    )


def takes_part_within(case: schema.Row, within: sa.Select[Any]) -> sa.ColumnElement[bool]:
    """Return whether one of some units takes part; ``within`` is a select of their ids."""
    part = alignment_case_participants.alias("part")
    return sa.exists().where(part.c.case_id == case.c.id, part.c.unit_id.in_(within))


def _is_waited_for(case: schema.Row, participant: Any) -> sa.ColumnElement[bool]:  # noqa: ANN401 - an alias of a table
    given, turn = alignment_case_signatures.alias("given"), alignment_case_turns.alias("turn")
    has_signed = sa.exists().where(
        given.c.turn_id == case.c.proposal_id,
        given.c.unit_id == participant.c.unit_id,
        given.c.withdrawn_at.is_(None),
    )
    last = (
        sa.select(turn.c.unit_id)
        .where(turn.c.case_id == participant.c.case_id)
        .order_by(turn.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    spoke_last = participant.c.unit_id == sa.func.coalesce(last, case.c.opened_by_unit_id, type_=Uuid())
    return sa.and_(
        is_undecided(case),
        participant.c.is_asked,
        sa.case((case.c.proposal_id.is_(None), sa.not_(spoke_last)), else_=sa.not_(has_signed)),
    )


def _array(own: sa.SelectBase) -> sa.ColumnElement[Any]:
    return sa.func.array(own.scalar_subquery(), type_=ARRAY(Uuid))


def _word(value: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{value}'", Text())
