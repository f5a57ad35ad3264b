"""What is done with check-ins: recorded, and corrected by newer ones."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from samsvar.domain import check_ins as domain
from samsvar.domain import key_results as key_result_rules
from samsvar.domain import numbers, refusals, texts
from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain.check_ins import CheckIn
from samsvar.domain.key_results import KeyResultKind, Reading
from samsvar.domain.rights import Right
from samsvar.operations import deeds, metrics, results
from samsvar.operations.deeds import Deed
from samsvar.persistence import check_ins, ids
from samsvar.persistence import metrics as metric_rows
from samsvar.persistence import results as figures
from samsvar.persistence.results import Followed


@dataclasses.dataclass(frozen=True, kw_only=True)
class RecordCheckIn:
    """
    Where a key result stands.

    Attributes:
        value: Of its metric; None leaves it.
        reached_steps: Of a milestone: the places, from 0, of all steps that are reached; None leaves them.
        at: When that was so; None for now.
    """

    key_result: UUID
    value: Decimal | None = None
    reached_steps: Sequence[int] | None = None
    confidence: int | None = None
    what_changed: str = ""
    obstacle: str = ""
    next_step: str = ""
    at: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class CorrectCheckIn:
    """A check-in in another one's place; what is None, value and steps, stays as it was said."""

    check_in: UUID
    value: Decimal | None = None
    reached_steps: Sequence[int] | None = None
    confidence: int | None = None
    what_changed: str = ""
    obstacle: str = ""
    next_step: str = ""


@deeds.deed
async def record_check_in(deed: Deed, draft: RecordCheckIn) -> UUID:
    """
    Record a check-in.

    In one transaction: the measurement, the check-in, every key result that follows the metric, the own results of their
    objectives with their terms, and the marks for what stands above.
    """
    said = _words(draft)
    at = domain.measured_at(draft.at, now=deed.now)
    here = (deed.connection, deed.organisation_id)
    measured = None
    if draft.value is not None:
        # First of all, because it holds the metric: no key result can begin to use it unseen.
        measured = await metric_rows.measure_key_result(
            *here,
            draft.key_result,
            value=numbers.finite(draft.value, field="value"),
            measured_at=at,
            source=metrics.source_of(deed),
            recorded_by_id=deed.scope.actor.person_id,
        )
    measurement_id, metric_id = measured if measured is not None else (None, None)
    held, fresh_id = await figures.hold_for_check_in(*here, draft.key_result, metric_id)
    if fresh_id is None:
        raise refusals.NotFound(field="keyResult", kind="KeyResult")
    before = await figures.followed(*here, held)
    own = _own(before, draft.key_result)
    _require(deed, own)
    domain.value_for(own.definition, draft.value)
    reached = _reached(own, draft.reached_steps)
    check_in = CheckIn(
        id=fresh_id,
        key_result_id=own.id,
        at=at,
        measurement_id=measurement_id,
        value=draft.value,
        progress=_progress_with(own, draft.value, reached, at),
        confidence=draft.confidence,
        reached_steps=reached,
        recorded_by_id=deed.scope.actor.person_id,
        supersedes_id=None,
        what_changed=said.what_changed,
        obstacle=said.obstacle,
        next_step=said.next_step,
    )
    if _is_of_the_past(own, before, metric_id, at):
        await check_ins.insert(*here, check_in, of=own)
        await results.recount(deed, held)
    else:
        after = [_checked_in(_measured(each, metric_id, draft.value, at), check_in) for each in before]
        await results.count(deed, before, after, check_in=check_in)
    _wrote(deed, own, check_in.id, after=check_in)
    return check_in.id


@deeds.deed
async def correct_check_in(deed: Deed, draft: CorrectCheckIn) -> UUID:
    """Record a check-in in another one's place, which stays in the history (invariant 11)."""
    here = (deed.connection, deed.organisation_id)
    old = await check_ins.load(*here, draft.check_in)
    if old is None:
        raise refusals.NotFound(field="checkIn", kind="CheckIn")
    said = _words(draft)
    metric_id = None if old.measurement_id is None else await metric_rows.metric_of(*here, old.measurement_id)
    if metric_id is not None:
        await metrics.load(deed, metric_id)
    held = await figures.hold_objectives(*here, key_result_id=old.key_result_id, metric_id=metric_id)
    own = _own(await figures.followed(*here, held), old.key_result_id)
    _require(deed, own)
    if await check_ins.is_corrected(*here, old.id):
        raise domain.CorrectedAlready(field="checkIn", nodes=(("CheckIn", old.id),))
    domain.value_for(own.definition, draft.value)
    measurement_id, value = old.measurement_id, old.value
    if draft.value is not None and draft.value != old.value:
        value = draft.value
        measurement_id = await _measure_again(deed, old, own, value)
    reached = old.reached_steps if draft.reached_steps is None else _reached(own, draft.reached_steps)
    new = dataclasses.replace(
        old,
        id=await ids.fresh(deed.connection),
        measurement_id=measurement_id,
        value=value,
        reached_steps=reached,
        progress=_progress_with(own, value, reached, old.at),
        confidence=old.confidence if draft.confidence is None else draft.confidence,
        recorded_by_id=deed.scope.actor.person_id,
        supersedes_id=old.id,
        what_changed=said.what_changed,
        obstacle=said.obstacle,
        next_step=said.next_step,
    )
    await check_ins.insert(*here, new, of=own)
    await results.recount(deed, held)
    _wrote(deed, own, new.id, before=old, after=new)
    return new.id


async def _measure_again(deed: Deed, old: CheckIn, own: Followed, value: Decimal) -> UUID:
    metric_id = own.definition.metric_id
    if metric_id is None:
        raise domain.MetricNotChosen(field="value")
    return await metric_rows.measure(
        deed.connection,
        deed.organisation_id,
        metric_id=metric_id,
        value=value,
        measured_at=old.at,
        source=metrics.source_of(deed),
        recorded_by_id=deed.scope.actor.person_id,
        supersedes_id=old.measurement_id,
    )


class _Words(NamedTuple):
    what_changed: str
    obstacle: str
    next_step: str


def _words(draft: RecordCheckIn | CorrectCheckIn) -> _Words:
    domain.confidence(draft.confidence)
    said = _Words(
        texts.prose(draft.what_changed, field="whatChanged"),
        texts.prose(draft.obstacle, field="obstacle"),
        texts.prose(draft.next_step, field="nextStep"),
    )
    if (draft.value, draft.reached_steps, draft.confidence) == (None, None, None) and not any(said):
        raise domain.NothingSaid
    return said


def _own(key_results: Sequence[Followed], key_result_id: UUID) -> Followed:
    own = next((each for each in key_results if each.id == key_result_id), None)
    if own is None:
        raise refusals.NotFound(field="keyResult", kind="KeyResult")
    return own


def _require(deed: Deed, own: Followed) -> None:
    deed.rights.require(Right.CHECK_IN, at=own.unit_path, field="keyResult")
    okr_set_rules.require_followed(own.set_state, own.okr_set_id)
    okr_set_rules.require_cycle_running(own.cycle_state)


def _is_of_the_past(own: Followed, key_results: Sequence[Followed], metric_id: UUID | None, at: dt.datetime) -> bool:
    """
    Return whether something as new or newer is known, so that only the ground says what holds now.

    Of the same instant the larger id holds, and ids are given before anybody waits for anybody.
    """
    if own.checked_in_at is not None and at <= own.checked_in_at:
        return True
    followers = (each.reading.measured_at for each in key_results if each.definition.metric_id == metric_id)
    return metric_id is not None and any(newest is not None and at <= newest for newest in followers)


def _reached(own: Followed, reached_steps: Sequence[int] | None) -> tuple[int, ...] | None:
    if reached_steps is None:
        return None
    if own.definition.kind is not KeyResultKind.MILESTONE:
        raise key_result_rules.ValueOutOfPlace(field="reachedSteps", kind=own.definition.kind)
    key_result_rules.with_reached(own.definition, reached_steps)
    return tuple(sorted(set(reached_steps)))


def _measured(each: Followed, metric_id: UUID | None, value: Decimal | None, at: dt.datetime) -> Followed:
    if metric_id is None or each.definition.metric_id != metric_id or not results.takes_measurements(each):
        return each
    return results.progressed(dataclasses.replace(each, reading=Reading(value=value, measured_at=at)))


def _checked_in(each: Followed, check_in: CheckIn) -> Followed:
    if each.id != check_in.key_result_id:
        return each
    confidence = each.confidence if check_in.confidence is None else check_in.confidence
    said = dataclasses.replace(each, confidence=confidence, checked_in_at=check_in.at)
    if check_in.reached_steps is None:
        return said
    return results.progressed(
        dataclasses.replace(
            said,
            definition=key_result_rules.with_reached(said.definition, check_in.reached_steps),
            reading=Reading(value=None, measured_at=check_in.at),
        )
    )


def _progress_with(
    own: Followed, value: Decimal | None, reached: Sequence[int] | None, at: dt.datetime
) -> Decimal | None:
    if value is None and reached is None:
        return own.progress
    definition = own.definition if reached is None else key_result_rules.with_reached(own.definition, reached)
    return key_result_rules.progress_of(definition, Reading(value=value, measured_at=at))


def _wrote(deed: Deed, own: Followed, own_id: UUID, *, before: object = None, after: object = None) -> None:
    deed.wrote("CheckIn", own_id, before=before, after=after, unit_id=own.unit_id, okr_set_id=own.okr_set_id)
