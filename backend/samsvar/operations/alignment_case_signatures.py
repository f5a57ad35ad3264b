"""
Signatures: each unit that was asked signs one and the same proposal, and with the last one it happens.

Signing holds the case: of two last signatures one is the last, and sees the other. Whatever can't be done any more
refuses the signature and undoes all of it.
"""

import dataclasses
from collections.abc import Sequence
from uuid import UUID

from samsvar.domain import alignment_cases as domain
from samsvar.domain import refusals
from samsvar.domain.alignment_cases import AlignmentCase, CaseOutcome, CaseTurnKind, Participant
from samsvar.operations import (
    alignment_case_bindings,
    alignment_case_effects,
    alignment_case_previews,
    alignment_cases,
    deeds,
)
from samsvar.operations.deeds import Deed
from samsvar.persistence import alignment_case_records as case_records
from samsvar.persistence import alignment_case_turns as turns
from samsvar.persistence import alignment_cases as stored
from samsvar.persistence import entrances, overlaps


@dataclasses.dataclass(frozen=True)
class SignCase:
    """
    A proposal to be agreed to, or no longer.

    Attributes:
        turn: Exactly this one.
        unit: For which unit; None where that is clear.
    """

    case: UUID
    turn: UUID
    unit: UUID | None = None


@deeds.deed
async def sign_case(deed: Deed, draft: SignCase) -> UUID:
    """
    Sign the present proposal for a unit; with the last signature it is agreed, and done.

    Raises:
        ProposalSuperseded: Another proposal is on the table.
        SignedAlready: The unit has signed it.
        Refused: It can't be done any more; says what was changed since.
    """
    case, participants = await alignment_cases.load(deed, draft.case)
    case.require_signable(draft.turn)
    signer = alignment_cases.signing(deed, participants, draft.unit)
    await sign(deed, case, participants, draft.turn, signer)
    return case.id


@deeds.deed
async def withdraw_case_signature(deed: Deed, draft: SignCase) -> UUID:
    """Take a unit's signature back, as long as others are missing."""
    case, participants = await alignment_cases.load(deed, draft.case)
    case.require_signable(draft.turn)
    signer = alignment_cases.signing(deed, participants, draft.unit)
    here = (deed.connection, deed.organisation_id)
    if signer.unit_id not in await turns.signed(*here, draft.turn):
        raise domain.NotSigned(field="turn")
    await turns.withdraw_signature(*here, turn_id=draft.turn, unit_id=signer.unit_id, at=deed.now)
    await _tell(deed, case, participants, draft.turn)
    return case.id


async def sign(
    deed: Deed, case: AlignmentCase, participants: Sequence[Participant], turn_id: UUID, signer: Participant
) -> None:
    """Store a signature of a case that is held, and conclude it when no other is missing."""
    here = (deed.connection, deed.organisation_id)
    signed = await turns.signed(*here, turn_id)
    if signer.unit_id in signed:
        raise domain.SignedAlready(field="turn")
    await turns.sign(
        *here,
        case_id=case.id,
        turn_id=turn_id,
        unit_id=signer.unit_id,
        name=await alignment_cases.acting_name(deed),
        at=deed.now,
    )
    await _tell(deed, case, participants, turn_id)
    if not domain.unsigned(participants, {*signed, signer.unit_id}):
        await _conclude(deed, case, participants, turn_id, signer)


async def _tell(deed: Deed, case: AlignmentCase, participants: Sequence[Participant], turn_id: UUID) -> None:
    deed.touch("AlignmentCase", case.id)
    deed.touch("CaseTurn", turn_id)
    deed.touch("Unit", *(each.unit_id for each in participants))


async def _conclude(
    deed: Deed, case: AlignmentCase, participants: Sequence[Participant], turn_id: UUID, signer: Participant
) -> None:
    """Do what every unit signed."""
    here = (deed.connection, deed.organisation_id)
    turn = await turns.load(*here, turn_id)
    assert turn is not None
    assert turn.outcome is not None
    if turn.outcome is CaseOutcome.ESCALATE:
        escalated = await alignment_cases.escalated_by(deed, case, participants, signer.unit_id)
        await alignment_cases.add_turn(deed, case, CaseTurnKind.ESCALATION, signer.unit_id, "")
        await alignment_cases.store(deed, case, dataclasses.replace(escalated, proposal_id=None), signer.unit_id)
        return
    await alignment_cases.require_cycle_open(deed, case)
    effects = await turns.effects(*here, turn_id)
    async with entrances.seeing_all_drafts(*here):
        deed.reaches_unseen = True
        if problems := await alignment_case_effects.stale(deed, effects, held=True):
            raise refusals.Refused(problems)
        bindings = await alignment_case_bindings.bind(deed, case, [each.effect for each in effects])
        await alignment_case_bindings.require_asked(deed, participants, bindings)
        look = await alignment_case_previews.Look.before(deed, case, bindings)
        done = await alignment_case_effects.perform(
            deed, [each.effect for each in effects], cycle_id=case.cycle_id, reason=case.title
        )
        for effect, each in zip(effects, done, strict=True):
            await turns.store_done(*here, effect.id, each)
        made = alignment_case_previews.made(done)
        await stored.touch_objectives(*here, case.id, made, is_subject=False)
        await stored.share_no_more(*here, case.id, but={*bindings.objective_ids, *made})
        changes = await look.after(deed, done, is_done=True)
        await _settle_findings(deed, case)
        agreed = case.signed(turn_id, outcome=turn.outcome, look_again_on=turn.look_again_on, at=deed.now)
        await stored.keep_changes(*here, case.id, changes)
        await alignment_cases.store(deed, case, agreed, signer.unit_id, why=turn.said)


async def _settle_findings(deed: Deed, case: AlignmentCase) -> None:
    """Resolve what the case was about; what a case that is undone had resolved is open again."""
    here = (deed.connection, deed.organisation_id)
    name = await alignment_cases.acting_name(deed)
    settled = [(case.id, "RESOLVED")]
    if case.undoes_id is not None:
        settled.append((case.undoes_id, "OPEN"))
        deed.touch("AlignmentCase", case.undoes_id)
    for case_id, state in settled:
        findings = await stored.subjects(*here, case_id, alignment_cases.FINDING)
        if state == "OPEN":  # A text may have changed since, and yet another case have taken them up.
            held = await case_records.findings(*here, findings)
            findings = [each.id for each in held if each.state == "RESOLVED"]
        if findings:
            told = await overlaps.set_state(*here, findings, state, at=deed.now, by_name=name, reason=case.title)
            deed.touch("OverlapFinding", *told)
        deed.touch("Dependency", *await stored.subjects(*here, case_id, alignment_cases.DEPENDENCY))
