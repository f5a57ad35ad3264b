"""What is done with overlap findings: confirmed, dismissed, opened again, called by another kind."""

import dataclasses
import itertools
from collections.abc import Sequence
from uuid import UUID

from samsvar.domain import alignment_cases, refusals
from samsvar.domain import overlap_findings as domain
from samsvar.domain.overlap_findings import TreatedOverlap
from samsvar.domain.overlaps.findings import OverlapKind
from samsvar.domain.rights import Right
from samsvar.operations import deeds, overlap_calibrations
from samsvar.operations.deeds import Deed
from samsvar.persistence import audit, overlap_findings, overlaps
from samsvar.persistence.overlap_findings import Place


@dataclasses.dataclass(frozen=True)
class ConfirmOverlap:
    """An overlap that is so, with what is to be said of it."""

    overlap: UUID
    expected_version: int
    note: str = ""


@dataclasses.dataclass(frozen=True)
class DismissOverlap:
    """An overlap that is none, and why."""

    overlap: UUID
    reason: str
    expected_version: int


@dataclasses.dataclass(frozen=True)
class ReopenOverlap:
    """An overlap whose decision is to be taken back."""

    overlap: UUID
    expected_version: int


@dataclasses.dataclass(frozen=True)
class RelabelOverlap:
    """An overlap to be called by another kind, and why."""

    overlap: UUID
    kind: OverlapKind
    expected_version: int
    reason: str = ""


@deeds.deed
async def confirm_overlap(deed: Deed, draft: ConfirmOverlap) -> UUID:
    """Say that it is so. Until it is resolved or dismissed, no unit concerned commits to an overlap or a conflict."""
    before, places = await _load(deed, draft.overlap, draft.expected_version)
    after = before.confirmed(draft.note)
    await _decide(deed, after)
    await overlap_calibrations.hear(deed, after, is_confirmed=True)
    return _wrote(deed, before, after, places)


@deeds.deed
async def dismiss_overlap(deed: Deed, draft: DismissOverlap) -> UUID:
    """Say that it is nothing, and why: it holds until one of the texts says something else."""
    before, places = await _load(deed, draft.overlap, draft.expected_version)
    after = before.dismissed(draft.reason)
    await _decide(deed, after)
    await overlap_calibrations.hear(deed, after, is_confirmed=False)
    return _wrote(deed, before, after, places)


@deeds.deed
async def reopen_overlap(deed: Deed, draft: ReopenOverlap) -> UUID:
    """Take back what was decided."""
    before, places = await _load(deed, draft.overlap, draft.expected_version)
    after = before.reopened()
    await overlap_findings.reopen(deed.connection, deed.organisation_id, after)
    await overlap_calibrations.hear(deed, after, is_confirmed=None)
    return _wrote(deed, before, after, places)


@deeds.deed
async def relabel_overlap(deed: Deed, draft: RelabelOverlap) -> UUID:
    """Call it by another kind; where it stands stays."""
    before, places = await _load(deed, draft.overlap, draft.expected_version)
    after = before.relabelled(draft.kind, draft.reason, sides=len(places))
    await overlap_findings.relabel(deed.connection, deed.organisation_id, after)
    return _wrote(deed, before, after, places)


async def _load(deed: Deed, finding_id: UUID, expected_version: int) -> tuple[TreatedOverlap, Sequence[Place]]:
    finding = await overlap_findings.load(deed.connection, deed.organisation_id, finding_id)
    if finding is None:
        raise refusals.NotFound(field="overlap", kind="OverlapFinding")
    places = await overlap_findings.places(deed.connection, deed.organisation_id, finding_id)
    if not may_decide(deed, [place.unit_path for place in places]):
        raise domain.OverlapNotYours(field="overlap")
    await deed.require_version(finding, expected_version)
    return finding, places


def may_decide(deed: Deed, paths: Sequence[str]) -> bool:
    """
    Return whether who acts may say what is between units: of one of them, or lead or OKR master of a unit above them all.

    Args:
        deed: In which they act.
        paths: Of the units.
    """
    return any(deed.rights.holds(Right.REVISE_OKRS, at=path) for path in paths) or any(
        deed.rights.holds(Right.CONSENT, at=path) for path in above_all(paths)
    )


def above_all(paths: Sequence[str]) -> list[str]:
    """Return the paths of the units above all of some, the company's first; one of them counts when it is above the others."""
    numbers = alignment_cases.common_path(paths).split("/")[:-1]
    return [f"{path}/" for path in itertools.accumulate(numbers, "{}/{}".format)]


async def _decide(deed: Deed, after: TreatedOverlap) -> None:
    name = await audit.name_of(
        deed.connection, person_id=deed.scope.actor.person_id, api_client_id=deed.scope.actor.api_client_id
    )
    await overlaps.set_state(
        deed.connection,
        deed.organisation_id,
        [after.id],
        after.state,
        at=deed.now,
        by_name=name,
        reason=after.reason,
    )


def _wrote(deed: Deed, before: TreatedOverlap, after: TreatedOverlap, places: Sequence[Place]) -> UUID:
    """Leave the trace, as private as the draft that it is about, and announce whatever looks different now."""
    # Of several drafts the upper unit's, which those below don't read.
    drafts = sorted((place.unit_path.count("/"), place.okr_set_id) for place in places if not place.is_open)
    draft = drafts[0][1] if drafts else None
    deed.wrote("OverlapFinding", after.id, before=before, after=after, okr_set_id=draft, why=after.reason or None)
    deed.touch("Objective", *(place.objective_id for place in places))
    # What a set lacks before its unit commits to it.
    deed.touch("OkrSet", *(place.okr_set_id for place in places))
    return after.id
