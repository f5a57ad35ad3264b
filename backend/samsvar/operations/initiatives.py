"""What is done with initiatives: planned, revised, and linked to the key results that they are meant to move."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from samsvar.domain import refusals, texts
from samsvar.domain.initiatives import Initiative, InitiativeState
from samsvar.domain.rights import Right
from samsvar.operations import deeds
from samsvar.operations.deeds import Deed
from samsvar.persistence import ends, ids, initiatives


@dataclasses.dataclass(frozen=True)
class PlanInitiative:
    """Work that a unit plans, and the key results that it is meant to move."""

    unit: UUID
    title: str
    text: str = ""
    due_on: dt.date | None = None
    key_results: Sequence[UUID] = ()


@dataclasses.dataclass(frozen=True)
class ReviseInitiative:
    """
    An initiative in other words, or another state; what is None stays.

    Attributes:
        keeps_due_on: Whether ``due_on`` is left out; otherwise None takes the day away.
    """

    initiative: UUID
    expected_version: int
    title: str | None = None
    text: str | None = None
    state: InitiativeState | None = None
    due_on: dt.date | None = None
    keeps_due_on: bool = True


@dataclasses.dataclass(frozen=True)
class InitiativeLink:
    """An initiative and a key result that it is meant to move, or isn't any more."""

    initiative: UUID
    key_result: UUID


@deeds.deed
async def plan_initiative(deed: Deed, draft: PlanInitiative) -> UUID:
    """Plan work."""
    path = await ends.unit_path(deed.connection, deed.organisation_id, draft.unit)
    if path is None:
        raise refusals.NotFound(field="unit", kind="Unit")
    deed.rights.require(Right.DRAFT_OKRS, at=path, field="unit")
    initiative = Initiative(
        id=await ids.fresh(deed.connection),
        unit_id=draft.unit,
        title=texts.line(draft.title, field="title"),
        text=texts.prose(draft.text, field="text"),
        state=InitiativeState.PLANNED,
        due_on=draft.due_on,
        version=1,
    )
    await initiatives.insert(deed.connection, deed.organisation_id, initiative)
    deed.wrote("Initiative", initiative.id, after=initiative, unit_id=draft.unit)
    for key_result_id in dict.fromkeys(draft.key_results):
        await _link(deed, initiative, key_result_id, field="keyResults")
    return initiative.id


@deeds.deed
async def revise_initiative(deed: Deed, draft: ReviseInitiative) -> UUID:
    """Put an initiative into other words, or say how far it has come."""
    initiative = await _load(deed, draft.initiative)
    await deed.require_version(initiative, draft.expected_version)
    revised = initiative.revised(
        title=initiative.title if draft.title is None else draft.title,
        text=initiative.text if draft.text is None else draft.text,
        state=draft.state or initiative.state,
        due_on=initiative.due_on if draft.keeps_due_on else draft.due_on,
    )
    await initiatives.store(deed.connection, deed.organisation_id, revised)
    deed.wrote("Initiative", revised.id, before=initiative, after=revised, unit_id=initiative.unit_id)
    return revised.id


@deeds.deed
async def link_initiative(deed: Deed, draft: InitiativeLink) -> UUID:
    """Say that an initiative is meant to move a key result."""
    initiative = await _load(deed, draft.initiative)
    await _link(deed, initiative, draft.key_result, field="keyResult")
    return initiative.id


@deeds.deed
async def unlink_initiative(deed: Deed, draft: InitiativeLink) -> UUID:
    """Say that it isn't any more."""
    initiative = await _load(deed, draft.initiative)
    end = await ends.key_result(deed.connection, deed.organisation_id, draft.key_result)
    here = (deed.connection, deed.organisation_id)
    if end is None or not await initiatives.unlink(*here, initiative.id, draft.key_result):
        raise refusals.NotFound(field="keyResult", kind="KeyResult")
    deed.wrote(
        "Initiative",
        initiative.id,
        before={"key_result": draft.key_result},
        after={"key_result": None},
        unit_id=initiative.unit_id,
        okr_set_id=end.okr_set_id,
    )
    deed.touch("KeyResult", draft.key_result)
    return initiative.id


async def _load(deed: Deed, initiative_id: UUID) -> Initiative:
    found = await initiatives.load(deed.connection, deed.organisation_id, initiative_id)
    if found is None:
        raise refusals.NotFound(field="initiative", kind="Initiative")
    initiative, path = found
    deed.rights.require(Right.DRAFT_OKRS, at=path, field="initiative")
    return initiative


async def _link(deed: Deed, initiative: Initiative, key_result_id: UUID, *, field: str) -> None:
    end = await ends.key_result(deed.connection, deed.organisation_id, key_result_id)
    if end is None:
        raise refusals.NotFound(field=field, kind="KeyResult")
    if await initiatives.link(deed.connection, deed.organisation_id, initiative.id, key_result_id):
        deed.wrote(
            "Initiative",
            initiative.id,
            before={"key_result": None},
            after={"key_result": key_result_id},
            unit_id=initiative.unit_id,
            okr_set_id=end.okr_set_id,
        )
        deed.touch("KeyResult", key_result_id)
