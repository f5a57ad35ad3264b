"""What is done with mission, vision and strategies."""

import dataclasses
from collections.abc import Sequence
from uuid import UUID

from samsvar.domain import directions as domain
from samsvar.domain import moals as moals_domain
from samsvar.domain import objectives, refusals, texts
from samsvar.domain.directions import Direction, DirectionKind
from samsvar.domain.rights import Right
from samsvar.operations import deeds
from samsvar.operations.deeds import Deed
from samsvar.persistence import directions, moals, units


@dataclasses.dataclass(frozen=True)
class StateDirection:
    """A mission, a vision or a strategy that holds from today."""

    kind: DirectionKind
    title: str
    text: str
    horizon_years: int


@dataclasses.dataclass(frozen=True)
class ReviseDirection:
    """Other words for a direction, from today, and why; None leaves what is."""

    direction: UUID
    reason: str
    expected_version: int
    title: str | None = None
    text: str | None = None
    horizon_years: int | None = None


@dataclasses.dataclass(frozen=True)
class RetireDirection:
    """A direction that nothing follows, and why."""

    direction: UUID
    reason: str
    expected_version: int


@dataclasses.dataclass(frozen=True)
class RestoreDirection:
    """A retired direction that holds again."""

    direction: UUID
    expected_version: int
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class ReorderStrategies:
    """All strategies that hold in a new order."""

    order: Sequence[UUID]


@deeds.deed
async def state_direction(deed: Deed, draft: StateDirection) -> UUID:
    """State a direction."""
    await _enter(deed)
    holding = await directions.holding(deed.connection, deed.organisation_id)
    domain.require_room_for(draft.kind, holding=holding)
    direction = await directions.insert(
        deed.connection,
        deed.organisation_id,
        kind=draft.kind,
        wording=domain.Wording.of(title=draft.title, text=draft.text, horizon_years=draft.horizon_years),
        position=max((one.position + 1 for one in holding if one.kind is draft.kind), default=0),
        on=deed.today,
    )
    deed.wrote("Direction", direction.id, after=direction)
    return direction.id


@deeds.deed
async def revise_direction(deed: Deed, draft: ReviseDirection) -> UUID:
    """Let a new version supersede a direction, and return its id. Moals that are not decided serve the new one."""
    await _enter(deed)
    direction = await _load(deed, draft.direction)
    await deed.require_version(direction, draft.expected_version)
    direction.require_holding(field="direction")
    wording = domain.Wording.of(
        title=direction.title if draft.title is None else draft.title,
        text=direction.text if draft.text is None else draft.text,
        horizon_years=direction.horizon_years if draft.horizon_years is None else draft.horizon_years,
    )
    reason = texts.line(draft.reason, field="reason")
    await directions.end(deed.connection, deed.organisation_id, direction.id, on=deed.today)
    revised = await directions.insert(
        deed.connection,
        deed.organisation_id,
        kind=direction.kind,
        wording=wording,
        position=direction.position,
        on=deed.today,
        supersedes=direction,
        reason=reason,
    )
    undecided = [state for state, following in moals_domain.NEXT.items() if following]
    followed = await moals.follow(
        deed.connection, deed.organisation_id, superseded=direction.id, by=revised.id, states=undecided
    )
    deed.wrote("Direction", revised.id, before=direction, after=revised, why=reason)
    deed.touch("Direction", direction.id)
    deed.touch("Moal", *followed)
    return revised.id


@deeds.deed
async def retire_direction(deed: Deed, draft: RetireDirection) -> UUID:
    """Let a direction no longer hold from today; it stays readable, and so does what served it."""
    await _enter(deed)
    direction = await _load(deed, draft.direction)
    await deed.require_version(direction, draft.expected_version)
    direction.require_holding(field="direction")
    reason = texts.line(draft.reason, field="reason")
    retired = direction.retired(on=deed.today, reason=reason)
    await directions.store_end(deed.connection, deed.organisation_id, retired)
    deed.wrote("Direction", direction.id, before=direction, after=retired, why=reason)
    return direction.id


@deeds.deed
async def restore_direction(deed: Deed, draft: RestoreDirection) -> UUID:
    """
    Let a retired direction hold again: on the day of its end as if it had never ended, later as a new version.

    So what held on a day of the past stays true.
    """
    await _enter(deed)
    direction = await _load(deed, draft.direction)
    await deed.require_version(direction, draft.expected_version)
    follower = await directions.superseding(deed.connection, deed.organisation_id, direction.id)
    ended_on = direction.require_retired(is_superseded=follower is not None, field="direction")
    holding = await directions.holding(deed.connection, deed.organisation_id)
    domain.require_room_for(direction.kind, holding=holding)
    reason = texts.prose(draft.reason, field="reason")
    if ended_on == deed.today:
        restored = dataclasses.replace(direction, valid_to=None, end_reason=None)
        await directions.store_end(deed.connection, deed.organisation_id, restored)
    else:
        restored = await directions.insert(
            deed.connection,
            deed.organisation_id,
            kind=direction.kind,
            wording=direction.wording,
            position=max((one.position + 1 for one in holding if one.kind is direction.kind), default=0),
            on=deed.today,
            supersedes=direction,
            reason=reason or None,
        )
    deed.wrote("Direction", restored.id, before=direction, after=restored, why=reason or None)
    deed.touch("Direction", direction.id)
    return restored.id


@deeds.deed
async def reorder_strategies(deed: Deed, draft: ReorderStrategies) -> UUID:
    """Put the strategies into a new order; returns the organisation."""
    await _enter(deed)
    holding = await directions.holding(deed.connection, deed.organisation_id)
    present = [one.id for one in holding if one.kind is DirectionKind.STRATEGY]
    places = objectives.reordered(present, draft.order)
    await directions.store_order(deed.connection, deed.organisation_id, places)
    deed.wrote(
        "Organisation", deed.organisation_id, before={"strategies": present}, after={"strategies": list(draft.order)}
    )
    deed.touch("Direction", *draft.order)
    return deed.organisation_id


async def _enter(deed: Deed) -> None:
    company = await units.company(deed.connection, deed.organisation_id)
    deed.rights.require(Right.STEER, at=company.path)
    await deed.lock("directions")


async def _load(deed: Deed, direction_id: UUID) -> Direction:
    found = await directions.some(deed.connection, deed.organisation_id, [direction_id])
    if not found:
        raise refusals.NotFound(field="direction", kind="Direction")
    return found[0]
