"""
How a key result or an objective fares today, as expressions to read with a row.

`samsvar.domain.states` is where the rules are; a test holds these expressions to it, row by row. They depend on today,
so nothing of this is stored.
"""

from typing import Any, Protocol

import sqlalchemy as sa

from samsvar.domain import states
from samsvar.persistence.cycles import cycles
from samsvar.persistence.objectives import objectives
from samsvar.persistence.organisations import organisations

Value = sa.ColumnElement[Any]


class Row(Protocol):
    """A table, an alias of one, or a row of a statement being built: what has columns in ``c``."""

    @property
    def c(self) -> Any: ...  # noqa: ANN401 - columns are reached by name


def elapsed_share(cycle: Row, today: Value) -> Value:
    """Return the share of a cycle's days that have passed when ``today`` ends, 0..1."""
    days = sa.cast(cycle.c.ends_on - cycle.c.starts_on + _days(1), sa.Numeric())
    return sa.func.least(sa.func.greatest((today - cycle.c.starts_on + _days(1)) / days, _number(0)), _number(1))


def key_result_expected_progress(key_result: Row, today: Value) -> Value:
    """Return where an even pace would have a key result today; a band is expected to be held from the first day."""
    objective = objectives.alias("expected_of")
    cycle = cycles.alias("expected_in")
    pace = (
        sa.select(elapsed_share(cycle, today) * _success(objective.c.kind))
        .select_from(cycle)
        .join(objective, _same(objective, key_result.c.organisation_id, key_result.c.objective_id))
        .where(_same(cycle, key_result.c.organisation_id, key_result.c.cycle_id))
        .scalar_subquery()
    )
    return sa.case((key_result.c.kind == _word("MAINTAIN"), _number(1)), else_=pace)


def objective_expected_progress(objective: Row, today: Value) -> Value:
    """Return where an even pace would have an objective's own result today."""
    cycle = cycles.alias("expected_in")
    return (
        sa.select(elapsed_share(cycle, today) * _success(objective.c.kind))
        .where(_same(cycle, objective.c.organisation_id, objective.c.cycle_id))
        .scalar_subquery()
    )


def key_result_state(key_result: Row, today: Value) -> Value:
    """Return a key result's state, one of :class:`samsvar.domain.states.ProgressState`."""
    objective = objectives.alias("judged_of")
    cycle, organisation = cycles.alias("judged_in"), organisations.alias("judged_by")
    expected = sa.case(
        (key_result.c.kind == _word("MAINTAIN"), _number(1)),
        else_=elapsed_share(cycle, today) * _success(objective.c.kind),
    )
    return (
        sa.select(_state(key_result, key_result.c.progress, expected, cycle, organisation, today))
        .select_from(cycle)
        .join(organisation, organisation.c.id == cycle.c.organisation_id)
        .join(objective, _same(objective, key_result.c.organisation_id, key_result.c.objective_id))
        .where(_same(cycle, key_result.c.organisation_id, key_result.c.cycle_id))
        .scalar_subquery()
    )


def objective_state(objective: Row, today: Value) -> Value:
    """Return the state of an objective's own result."""
    cycle, organisation = cycles.alias("judged_in"), organisations.alias("judged_by")
    expected = elapsed_share(cycle, today) * _success(objective.c.kind)
    return (
        sa.select(_state(objective, objective.c.own_result, expected, cycle, organisation, today))
        .select_from(cycle)
        .join(organisation, organisation.c.id == cycle.c.organisation_id)
        .where(_same(cycle, objective.c.organisation_id, objective.c.cycle_id))
        .scalar_subquery()
    )


def _state(row: Row, progress: Value, expected: Value, cycle: Row, organisation: Row, today: Value) -> Value:
    judged_on = sa.func.least(today, cycle.c.ends_on)
    heard_at = sa.func.coalesce(row.c.measured_at, row.c.created_at)
    heard_on = sa.cast(sa.func.timezone(organisation.c.timezone, heard_at), sa.Date())
    patience = sa.cast(organisation.c.check_in_weeks, sa.Integer()) * _days(7 * states.INTERVALS_UNTIL_STALE)
    silence = judged_on - sa.func.greatest(heard_on, cycle.c.starts_on)
    behind = sa.case((progress >= _number(1), _number(0)), else_=sa.func.coalesce(expected - progress, _number(0)))
    said: Value = row.c.confidence
    return sa.case(
        (judged_on < cycle.c.starts_on, _word(states.ProgressState.NOT_STARTED)),
        (
            row.c.measured_at.is_(None) & (today > cycle.c.ends_on),
            _word(states.ProgressState.NOT_MEASURED),
        ),
        (silence > patience, _word(states.ProgressState.STALE)),
        (row.c.measured_at.is_(None), _word(states.ProgressState.NOT_STARTED)),
        (
            (behind > _number(states.OFF_TRACK_BEHIND)) | (said < _number(states.POOR_CONFIDENCE)).is_(sa.true()),
            _word(states.ProgressState.OFF_TRACK),
        ),
        (
            (behind > _number(states.AT_RISK_BEHIND)) | (said < _number(states.GOOD_CONFIDENCE)).is_(sa.true()),
            _word(states.ProgressState.AT_RISK),
        ),
        else_=_word(states.ProgressState.ON_TRACK),
    )


def _success(kind: Value) -> Value:
    return sa.case((kind == _word("ASPIRATIONAL"), _number(states.ASPIRATIONAL_SUCCESS)), else_=_number(1))


def _same(table: Row, organisation_id: Value, own_id: Value) -> sa.ColumnElement[bool]:
    condition: sa.ColumnElement[bool] = (table.c.organisation_id == organisation_id) & (table.c.id == own_id)
    return condition


# Constants stand in the statement: as parameters they would only hide from the planner what never changes.
def _word(value: str) -> Value:
    return sa.literal_column(f"'{value}'", sa.Text())


def _days(value: int) -> Value:
    return sa.literal_column(str(value), sa.Integer())


def _number(value: object) -> Value:
    return sa.literal_column(f"{value}::numeric", sa.Numeric())
