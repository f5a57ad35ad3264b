"""What is done with Moals."""

import dataclasses
from collections.abc import Sequence
from uuid import UUID

from samsvar.domain import moals as domain
from samsvar.domain import refusals, texts
from samsvar.domain.directions import Direction
from samsvar.domain.moals import Moal, MoalState
from samsvar.domain.rights import Right
from samsvar.operations import deeds, units
from samsvar.operations.deeds import Deed
from samsvar.persistence import directions, moals


@dataclasses.dataclass(frozen=True)
class ProposeMoal:
    """A Moal for a unit (the company or a division), proposed by any unit."""

    unit: UUID
    proposed_by: UUID
    year: int
    title: str
    why: str = ""
    directions: tuple[UUID, ...] = ()


@dataclasses.dataclass(frozen=True)
class ReviseMoal:
    """Other words for a Moal; None leaves what is."""

    moal: UUID
    expected_version: int
    year: int | None = None
    title: str | None = None
    why: str | None = None
    directions: tuple[UUID, ...] | None = None
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class AgreeMoal:
    """The agreement of the unit that the Moal is for."""

    moal: UUID
    expected_version: int


@dataclasses.dataclass(frozen=True)
class AchieveMoal:
    """A Moal that was reached, and by what one sees it."""

    moal: UUID
    expected_version: int
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class DropMoal:
    """A Moal that is given up, and why."""

    moal: UUID
    reason: str
    expected_version: int


@dataclasses.dataclass(frozen=True)
class ReopenMoal:
    """A decision on a Moal that is taken back: to what it was before, and why, if anybody asks."""

    moal: UUID
    to: MoalState
    expected_version: int
    reason: str = ""


@deeds.deed
async def propose_moal(deed: Deed, draft: ProposeMoal) -> UUID:
    """Propose a Moal: any unit may, for the company or a division."""
    unit = await units.load(deed, draft.unit, field="unit")
    proposer = await units.load(deed, draft.proposed_by, field="proposedBy")
    deed.rights.require(Right.PROPOSE_MOALS, at=proposer.path, field="proposedBy")
    unit.require_living(deed.today, field="unit")
    proposer.require_living(deed.today, field="proposedBy")
    domain.require_owner(unit)
    wording = domain.Wording.of(
        year=draft.year, title=draft.title, why=draft.why, directions=await _served(deed, draft.directions)
    )
    moal_id = await moals.insert(
        deed.connection, deed.organisation_id, unit_id=unit.id, proposed_by_unit_id=proposer.id, wording=wording
    )
    deed.wrote("Moal", moal_id, after=await _locked(deed, moal_id), unit_id=unit.id)
    return moal_id


@deeds.deed
async def revise_moal(deed: Deed, draft: ReviseMoal) -> UUID:
    """Find other words for a Moal: its unit may until it is decided, who proposed it until it is agreed."""
    moal = await _locked(deed, draft.moal)
    await _require_say(deed, moal)
    await deed.require_version(moal, draft.expected_version)
    served = moal.direction_ids if draft.directions is None else draft.directions
    kept = await directions.some(deed.connection, deed.organisation_id, served)
    revised = moal.revised(
        domain.Wording.of(
            year=moal.year if draft.year is None else draft.year,
            title=moal.title if draft.title is None else draft.title,
            why=moal.why if draft.why is None else draft.why,
            directions=kept if draft.directions is None else await _served(deed, draft.directions),
        )
    )
    return await _store(deed, moal, revised, why=texts.prose(draft.reason, field="reason"))


@deeds.deed
async def agree_moal(deed: Deed, draft: AgreeMoal) -> UUID:
    """Agree to a Moal: from now on OKRs contribute to it."""
    moal = await _steered(deed, draft.moal)
    await deed.require_version(moal, draft.expected_version)
    return await _store(deed, moal, moal.turned(MoalState.AGREED, reason=None))


@deeds.deed
async def achieve_moal(deed: Deed, draft: AchieveMoal) -> UUID:
    """Say that a Moal was reached."""
    moal = await _steered(deed, draft.moal)
    await deed.require_version(moal, draft.expected_version)
    reason = texts.prose(draft.reason, field="reason")
    return await _store(deed, moal, moal.turned(MoalState.ACHIEVED, reason=reason or None), why=reason)


@deeds.deed
async def drop_moal(deed: Deed, draft: DropMoal) -> UUID:
    """Give a Moal up; who proposed it may withdraw it until it is agreed."""
    moal = await _locked(deed, draft.moal)
    await _require_say(deed, moal)
    await deed.require_version(moal, draft.expected_version)
    reason = texts.line(draft.reason, field="reason")
    return await _store(deed, moal, moal.turned(MoalState.DROPPED, reason=reason), why=reason)


@deeds.deed
async def reopen_moal(deed: Deed, draft: ReopenMoal) -> UUID:
    """Take a decision back: its unit may, and who withdrew their own proposal may offer it again."""
    moal = await _locked(deed, draft.moal)
    reason = texts.prose(draft.reason, field="reason")
    reopened = moal.reopened(draft.to, reason=reason or None)
    if reopened.state is MoalState.PROPOSED and moal.state is MoalState.DROPPED:
        await _require_say(deed, reopened)
    else:
        await _require_steering(deed, moal)
    await deed.require_version(moal, draft.expected_version)
    return await _store(deed, moal, reopened, why=reason)


async def _locked(deed: Deed, moal_id: UUID) -> Moal:
    moal = await moals.locked(deed.connection, deed.organisation_id, moal_id)
    if moal is None:
        raise refusals.NotFound(field="moal", kind="Moal")
    return moal


async def _steered(deed: Deed, moal_id: UUID) -> Moal:
    moal = await _locked(deed, moal_id)
    await _require_steering(deed, moal)
    return moal


async def _require_steering(deed: Deed, moal: Moal) -> None:
    unit = await units.load(deed, moal.unit_id, field="moal")
    deed.rights.require(Right.STEER, at=unit.path, field="moal")


async def _require_say(deed: Deed, moal: Moal) -> None:
    """Let pass who steers the Moal's unit, and whoever may propose for the unit that proposed it while it is open."""
    proposer = await units.load(deed, moal.proposed_by_unit_id, field="moal")
    if moal.state is MoalState.PROPOSED and deed.rights.holds(Right.PROPOSE_MOALS, at=proposer.path):
        return
    await _require_steering(deed, moal)


async def _served(deed: Deed, ids: Sequence[UUID]) -> list[Direction]:
    found = await directions.some(deed.connection, deed.organisation_id, ids)
    missing = set(ids) - {direction.id for direction in found}
    if missing:
        raise refusals.NotFound(field="directions", kind="Direction")
    return found


async def _store(deed: Deed, before: Moal, after: Moal, *, why: str = "") -> UUID:
    await moals.store(deed.connection, deed.organisation_id, after)
    deed.wrote("Moal", after.id, before=before, after=after, unit_id=after.unit_id, why=why or None)
    return after.id
