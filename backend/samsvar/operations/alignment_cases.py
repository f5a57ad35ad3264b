"""What is done with alignment cases beside negotiating: units asked in, the unit above, given up, looked at again."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from samsvar.domain import alignment_cases as domain
from samsvar.domain import refusals, rights, texts
from samsvar.domain.alignment_cases import AlignmentCase, CaseTurnKind, Participant
from samsvar.domain.rights import Right
from samsvar.operations import contributions, deeds, links, overlap_calibrations
from samsvar.operations.deeds import Deed
from samsvar.persistence import alignment_case_records as case_records
from samsvar.persistence import alignment_case_turns as turns
from samsvar.persistence import alignment_cases, ids, overlaps, units

FINDING: Final = "OVERLAP_FINDING"
DEPENDENCY: Final = "DEPENDENCY"


@dataclasses.dataclass(frozen=True)
class AskUnitIntoCase:
    """
    A unit to take part, too.

    Attributes:
        unit: For which unit the caller speaks; None where that is clear.
        is_asked: Whether its signature is asked for; otherwise it helps.
    """

    case: UUID
    asked_unit: UUID
    expected_version: int
    unit: UUID | None = None
    is_asked: bool = True


@dataclasses.dataclass(frozen=True)
class EscalateCase:
    """The unit above both to be asked for help."""

    case: UUID
    expected_version: int
    unit: UUID | None = None
    said: str = ""


@dataclasses.dataclass(frozen=True)
class WithdrawCase:
    """A case to be given up, and why."""

    case: UUID
    reason: str
    expected_version: int
    unit: UUID | None = None


@dataclasses.dataclass(frozen=True)
class LookAgainAtCase:
    """An agreed case that was looked at; None when it need not be again."""

    case: UUID
    expected_version: int
    unit: UUID | None = None
    next_on: dt.date | None = None
    said: str = ""


@deeds.deed
async def ask_unit_into_case(deed: Deed, draft: AskUnitIntoCase) -> UUID:
    """Ask another unit to take part: whoever speaks for one that does may."""
    case, participants = await load(deed, draft.case, draft.expected_version)
    speaker = speaking(deed, participants, draft.unit)
    asked = await units.load(deed.connection, deed.organisation_id, draft.asked_unit)
    if asked is None:
        raise refusals.NotFound(field="askedUnit", kind="Unit")
    asked.require_living(deed.today, field="askedUnit")
    known = next((each for each in participants if each.unit_id == asked.id), None)
    if known is not None and (known.is_asked or not draft.is_asked):
        raise domain.UnitInCaseAlready(field="askedUnit", unit=asked.name)
    joined = case.joined()
    await alignment_cases.let_in(
        deed.connection,
        deed.organisation_id,
        case.id,
        [asked.id],
        is_asked=draft.is_asked,
        by_unit_id=speaker.unit_id,
        at=deed.now,
    )
    deed.touch("Unit", asked.id)
    return await store(deed, case, joined, speaker.unit_id)


@deeds.deed
async def escalate_case(deed: Deed, draft: EscalateCase) -> UUID:
    """Ask the unit above both for help; it takes part from now on, and imposes nothing."""
    case, participants = await load(deed, draft.case, draft.expected_version)
    speaker = speaking(deed, participants, draft.unit)
    escalated = await escalated_by(deed, case, participants, speaker.unit_id)
    await _say(deed, case, CaseTurnKind.ESCALATION, speaker.unit_id, draft.said)
    return await store(deed, case, escalated, speaker.unit_id, why=draft.said)


@deeds.deed
async def withdraw_case(deed: Deed, draft: WithdrawCase) -> UUID:
    """Give a case up: whoever speaks for the unit that opened it may, or for one whose signature is asked for."""
    case, participants = await load(deed, draft.case, draft.expected_version)
    speaker = speaking(deed, participants, draft.unit)
    if not (speaker.is_asked or speaker.unit_id == case.opened_by_unit_id):
        raise domain.NotAskedToSign(field="unit", nodes=(("Unit", speaker.unit_id),))
    reason = texts.line(draft.reason, field="reason")
    withdrawn = case.withdrawn(deed.now)
    await _say(deed, case, CaseTurnKind.REMARK, speaker.unit_id, reason)
    own_id = await store(deed, case, withdrawn, speaker.unit_id, why=reason)
    findings = await alignment_cases.subjects(deed.connection, deed.organisation_id, case.id, FINDING)
    if findings:
        deed.touch("OverlapFinding", *await overlaps.leave_case(deed.connection, deed.organisation_id, findings))
        await overlap_calibrations.learn(deed)
    await alignment_cases.share_no_more(deed.connection, deed.organisation_id, case.id)
    return own_id


@deeds.deed
async def look_again_at_case(deed: Deed, draft: LookAgainAtCase) -> UUID:
    """Say that the units looked at what they agreed, and when they will again."""
    case, participants = await load(deed, draft.case, draft.expected_version)
    speaker = speaking(deed, participants, draft.unit)
    domain.require_day_to_come(draft.next_on, today=deed.today, field="nextOn")
    looked_at = case.looked_at(draft.next_on)
    if draft.said.strip():
        await _say(deed, case, CaseTurnKind.REMARK, speaker.unit_id, draft.said)
    return await store(deed, case, looked_at, speaker.unit_id, why=draft.said)


async def load(
    deed: Deed, case_id: UUID, expected_version: int | None = None
) -> tuple[AlignmentCase, list[Participant]]:
    """
    Return a case, held, and the units that take part.

    Args:
        expected_version: None for what is only added, and doesn't change what others read.

    Raises:
        NotFound: There is none with this id, or it touches drafts that the caller doesn't see.
    """
    case = await alignment_cases.load(deed.connection, deed.organisation_id, case_id)
    if case is None:
        raise refusals.NotFound(field="case", kind="AlignmentCase")
    if expected_version is not None:
        await deed.require_version(case, expected_version)
    return case, await alignment_cases.participants(deed.connection, deed.organisation_id, case.id)


def speaking(deed: Deed, participants: Sequence[Participant], unit_id: UUID | None) -> Participant:
    """
    Return the participating unit that the caller speaks for: whoever drafts there, but nobody from above.

    Raises:
        NotInCase: The caller speaks for none of them, or the unit named takes no part.
        UnitToSpeakForUnclear: The caller speaks for several, and names none.
        Forbidden: Not for the one that is named.
    """
    return _one_of(
        participants,
        [each for each in participants if contributions.speaks_for(deed, each.path)],
        unit_id,
        Right.DRAFT_OKRS,
    )


def signing(deed: Deed, participants: Sequence[Participant], unit_id: UUID | None) -> Participant:
    """
    Return the participating unit that the caller signs for: who consents at exactly that unit, and nobody from above.

    Raises:
        NotInCase, UnitToSpeakForUnclear, Forbidden: As of :func:`speaking`.
        NotAskedToSign: Nobody asked for the unit's signature.
    """
    signer = _one_of(
        participants, [each for each in participants if _signs_for(deed, each.path)], unit_id, Right.CONSENT
    )
    if not signer.is_asked:
        raise domain.NotAskedToSign(field="unit", nodes=(("Unit", signer.unit_id),))
    return signer


async def escalated_by(
    deed: Deed, case: AlignmentCase, participants: Sequence[Participant], unit_id: UUID
) -> AlignmentCase:
    """
    Return the case with the nearest unit above all that take part in it.

    Raises:
        CaseAtTheTop: The company takes part already.
    """
    taking_part = {each.path for each in participants}
    path = domain.common_path(sorted(taking_part))
    while path in taking_part:
        path = domain.above(path)
    above = await case_records.unit_at(deed.connection, deed.organisation_id, path) if path else None
    if above is None:
        raise domain.CaseAtTheTop
    escalated = case.escalated(above[0])
    await alignment_cases.let_in(
        deed.connection,
        deed.organisation_id,
        case.id,
        [above[0]],
        is_asked=False,
        by_unit_id=unit_id,
        at=deed.now,
    )
    deed.touch("Unit", above[0])
    return escalated


async def add_turn(
    deed: Deed,
    case: AlignmentCase,
    kind: CaseTurnKind,
    unit_id: UUID,
    said: str,
    *,
    outcome: domain.CaseOutcome | None = None,
    look_again_on: dt.date | None = None,
) -> turns.Turn:
    """Append what a unit says."""
    turn = turns.Turn(
        id=await ids.fresh(deed.connection),
        case_id=case.id,
        kind=kind,
        unit_id=unit_id,
        author_name=await acting_name(deed),
        said=texts.prose(said, field="said"),
        outcome=outcome,
        look_again_on=look_again_on,
        at=deed.now,
    )
    await turns.add(deed.connection, deed.organisation_id, turn)
    deed.touch("AlignmentCase", case.id)
    deed.touch("CaseTurn", turn.id)
    return turn


async def store(deed: Deed, before: AlignmentCase, after: AlignmentCase, unit_id: UUID, *, why: str = "") -> UUID:
    """Store a case that went on, and tell of it."""
    await alignment_cases.store(deed.connection, deed.organisation_id, after)
    await wrote(deed, before, after, unit_id, why=why)
    return after.id


async def wrote(
    deed: Deed, before: AlignmentCase | None, after: AlignmentCase, unit_id: UUID, *, why: str = ""
) -> None:
    """Leave a trace of a case, as private as the drafts that it touches."""
    draft = await case_records.draft_of_case(deed.connection, deed.organisation_id, after.id)
    deed.reaches_unseen = deed.reaches_unseen or draft is not None
    deed.wrote(
        "AlignmentCase",
        after.id,
        before=before,
        after=after,
        unit_id=unit_id,
        okr_set_id=draft,
        why=why.strip() or None,
    )
    # What waits for whom is listed by unit.
    concerned = await alignment_cases.participants(deed.connection, deed.organisation_id, after.id)
    deed.touch("Unit", *(each.unit_id for each in concerned))


async def acting_name(deed: Deed) -> str:
    """Return the name of who acts, as a word to be kept."""
    actor = deed.scope.actor
    return await case_records.actor_name(
        deed.connection, deed.organisation_id, person_id=actor.person_id, api_client_id=actor.api_client_id
    )


async def _say(deed: Deed, case: AlignmentCase, kind: CaseTurnKind, unit_id: UUID, said: str) -> None:
    await add_turn(deed, case, kind, unit_id, said)


def _signs_for(deed: Deed, path: str) -> bool:
    number = int(path.rstrip("/").rsplit("/", 1)[-1])
    return deed.rights.is_unlimited or any(
        held.unit_number == number and Right.CONSENT in rights.GRANTED[held.role] for held in deed.rights.grants
    )


def _one_of(
    participants: Sequence[Participant], own: Sequence[Participant], unit_id: UUID | None, right: Right
) -> Participant:
    if unit_id is not None:
        named = next((each for each in participants if each.unit_id == unit_id), None)
        if named is None:
            raise domain.NotInCase(field="unit")
        if named not in own:
            raise rights.Forbidden(field="unit", right=right)
        return named
    if not own:
        raise (
            domain.NotInCase(field="case") if right is Right.DRAFT_OKRS else rights.Forbidden(field="case", right=right)
        )
    if len(own) > 1:
        raise domain.UnitToSpeakForUnclear(field="unit", nodes=[("Unit", each.unit_id) for each in own])
    return own[0]


async def require_cycle_open(deed: Deed, case: AlignmentCase) -> None:
    """
    Let pass while the OKRs of a case's cycle may still change.

    Raises:
        CycleTooFar: They may not.
    """
    await links.require_cycle_open(deed, case.cycle_id)
