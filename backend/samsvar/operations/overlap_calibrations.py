"""What is done with an organisation's thresholds: learned from decisions, switched on and off, reset, brought back."""

import dataclasses
from uuid import UUID

from samsvar.domain.overlap_calibrations import Calibration, Decision
from samsvar.domain.overlap_findings import TreatedOverlap
from samsvar.domain.rights import Right
from samsvar.operations import deeds
from samsvar.operations.deeds import Deed
from samsvar.persistence import entrances, overlap_calibrations, units


@dataclasses.dataclass(frozen=True)
class CalibrateOverlaps:
    """Whether thresholds are to follow what people confirm and dismiss."""

    is_on: bool
    expected_version: int


@dataclasses.dataclass(frozen=True)
class ResetOverlapCalibration:
    """What people said up to now is to be forgotten, or remembered again."""

    expected_version: int


@deeds.deed
async def calibrate_overlaps(deed: Deed, draft: CalibrateOverlaps) -> UUID:
    """Let the thresholds follow people's decisions, or be as they are shipped."""
    before = await _load(deed, draft.expected_version)
    return await _store(deed, before, before.switched(is_on=draft.is_on))


@deeds.deed
async def reset_overlap_calibration(deed: Deed, draft: ResetOverlapCalibration) -> UUID:
    """Forget what people said of overlaps up to now; what they decided on each stays."""
    before = await _load(deed, draft.expected_version)
    return await _store(deed, before, await _learned(deed, before.reset(deed.now)))


@deeds.deed
async def restore_overlap_calibration(deed: Deed, draft: ResetOverlapCalibration) -> UUID:
    """Take the last reset back."""
    before = await _load(deed, draft.expected_version)
    return await _store(deed, before, await _learned(deed, before.brought_back()))


async def hear(deed: Deed, finding: TreatedOverlap, *, is_confirmed: bool | None) -> None:
    """Learn from what was said of a finding; None takes back what was. What structure says teaches nothing."""
    if not finding.is_by_text:
        return
    where = (deed.connection, deed.organisation_id, finding.id)
    if is_confirmed is None:
        await overlap_calibrations.forget(*where)
    else:
        decision = Decision(finding.score, is_confirmed=is_confirmed)
        await overlap_calibrations.remember(*where, decision, at=deed.now)
    await learn(deed)


async def learn(deed: Deed) -> None:
    """Work out the thresholds anew, after something was decided: in a deed of its own, or by a case."""
    before = await overlap_calibrations.locked(deed.connection, deed.organisation_id)
    after = await _learned(deed, before)
    if after != before:
        await overlap_calibrations.store(deed.connection, deed.organisation_id, after)
        deed.touch("OverlapCalibration", after.id)


async def _load(deed: Deed, expected_version: int) -> Calibration:
    company = await units.company(deed.connection, deed.organisation_id)
    deed.rights.require(Right.MANAGE_ORGANISATION, at=company.path)
    calibration = await overlap_calibrations.locked(deed.connection, deed.organisation_id)
    await deed.require_version(calibration, expected_version)
    return calibration


async def _learned(deed: Deed, calibration: Calibration) -> Calibration:
    """Return a calibration by all decisions that count; it is the same whoever's deed this is, so that drafts count."""
    async with entrances.seeing_all_drafts(deed.connection, deed.organisation_id):
        decisions = await overlap_calibrations.decisions(
            deed.connection, deed.organisation_id, since=calibration.counts_from
        )
    return calibration.learned(decisions)


async def _store(deed: Deed, before: Calibration, after: Calibration) -> UUID:
    await overlap_calibrations.store(deed.connection, deed.organisation_id, after)
    deed.wrote("OverlapCalibration", after.id, before=before, after=after)
    return after.id
