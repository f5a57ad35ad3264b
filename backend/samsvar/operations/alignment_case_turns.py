"""What units say in alignment cases: proposals, counter-proposals, remarks."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from samsvar.domain import alignment_case_effects as effect_rules
from samsvar.domain import alignment_cases as domain
from samsvar.domain import refusals, texts
from samsvar.domain.alignment_case_effects import Effect
from samsvar.domain.alignment_cases import CaseOutcome, CaseTurnKind
from samsvar.operations import (
    alignment_case_bindings,
    alignment_case_previews,
    alignment_case_signatures,
    alignment_cases,
    deeds,
)
from samsvar.operations.deeds import Deed
from samsvar.persistence import alignment_case_turns as turns
from samsvar.persistence import alignment_cases as stored


@dataclasses.dataclass(frozen=True, kw_only=True)
class ProposeInCase:
    """
    What a unit proposes, in the place of what was proposed before.

    Attributes:
        unit: For which unit the caller speaks; None where that is clear.
        look_again_on: The day on which the units would look again at what they agreed.
        signs: Whether the caller signs it for the unit at once, which takes the right to consent there.
    """

    case: UUID
    outcome: CaseOutcome
    expected_version: int
    effects: Sequence[Effect] = ()
    unit: UUID | None = None
    said: str = ""
    look_again_on: dt.date | None = None
    signs: bool = False


@dataclasses.dataclass(frozen=True)
class RemarkInCase:
    """What a unit says without proposing anything."""

    case: UUID
    said: str
    unit: UUID | None = None


@deeds.deed
async def propose_in_case(deed: Deed, draft: ProposeInCase) -> UUID:
    """
    Propose what the units come to, with what that changes; earlier signatures count no more.

    Raises:
        EffectBindsUnasked: It would change the OKRs of units that nobody asked.
        Refused: What can't be done, effect by effect.
    """
    case, participants = await alignment_cases.load(deed, draft.case, draft.expected_version)
    speaker = alignment_cases.speaking(deed, participants, draft.unit)
    case.require_undecided()
    await alignment_cases.require_cycle_open(deed, case)
    domain.require_day_to_come(draft.look_again_on, today=deed.today, field="lookAgainOn")
    effect_rules.require_complete(draft.outcome, draft.effects)
    bindings = await alignment_case_bindings.bind(deed, case, draft.effects)
    await alignment_case_bindings.require_asked(deed, participants, bindings)
    if problems := await alignment_case_previews.what_refuses(deed, case, draft.effects):
        raise refusals.Refused(problems)
    here = (deed.connection, deed.organisation_id)
    kind = CaseTurnKind.PROPOSAL if case.proposal_id is None else CaseTurnKind.COUNTER_PROPOSAL
    turn = await alignment_cases.add_turn(
        deed,
        case,
        kind,
        speaker.unit_id,
        draft.said,
        outcome=draft.outcome,
        look_again_on=draft.look_again_on,
    )
    await turns.add_effects(*here, turn, await bindings.stored(deed))
    await stored.touch_objectives(*here, case.id, bindings.objective_ids, is_subject=False)
    await alignment_case_bindings.touch_sets(deed, case, bindings)
    proposed = case.proposed(turn.id)
    await alignment_cases.store(deed, case, proposed, speaker.unit_id, why=draft.said)
    if draft.signs:
        signer = alignment_cases.signing(deed, participants, speaker.unit_id)
        await alignment_case_signatures.sign(deed, proposed, participants, turn.id, signer)
    return case.id


@deeds.deed
async def remark_in_case(deed: Deed, draft: RemarkInCase) -> UUID:
    """Say something in a case; also in one that is decided, for whoever reads it later."""
    case, participants = await alignment_cases.load(deed, draft.case)
    speaker = alignment_cases.speaking(deed, participants, draft.unit)
    said = texts.prose(draft.said, field="said")
    if not said:
        raise refusals.TextMissing(field="said")
    await alignment_cases.add_turn(deed, case, CaseTurnKind.REMARK, speaker.unit_id, said)
    # While nothing is proposed, whoever spoke last doesn't have to answer.
    deed.touch("Unit", *(each.unit_id for each in participants))
    return case.id
