"""What is done with requests for contributions: asked, answered, declined, withdrawn, reopened."""

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from samsvar.domain import contribution_requests as domain
from samsvar.domain import contributions as contribution_rules
from samsvar.domain import numbers, refusals, rights, texts, units
from samsvar.domain.contribution_requests import ContributionRequest, ContributionRequestState
from samsvar.domain.rights import Right
from samsvar.operations import contributions, deeds, links
from samsvar.operations.contributions import AnswerContribution, EndRef
from samsvar.operations.deeds import Deed
from samsvar.persistence import contribution_requests, ids
from samsvar.persistence import contributions as stored_contributions
from samsvar.persistence import units as stored_units
from samsvar.persistence.ends import End


@dataclasses.dataclass(frozen=True)
class AskForContribution:
    """
    Another unit to be asked to help something of ours.

    Attributes:
        target: The Moal, objective or key result; its unit asks.
        unit: Who is asked.
        cycle: In which cycle; None for the target's own, which a Moal doesn't have.
    """

    target: EndRef
    unit: UUID
    cycle: UUID | None = None
    weight: Decimal = Decimal(1)
    rationale: str = ""


@dataclasses.dataclass(frozen=True)
class AnswerContributionRequest:
    """
    What a request is answered with.

    Attributes:
        source: An objective or key result of the asked unit.
        target, weight: Other terms than were asked for; None as asked.
        rationale: How it helps; what was asked for when left out.
    """

    request: UUID
    source: EndRef
    expected_version: int
    target: EndRef | None = None
    weight: Decimal | None = None
    rationale: str = ""


@dataclasses.dataclass(frozen=True)
class DeclineContributionRequest:
    """A request to be declined, with the reason."""

    request: UUID
    reason: str
    expected_version: int


@dataclasses.dataclass(frozen=True)
class SettleContributionRequest:
    """A request to be taken back, or whose answer is taken back, as it was read."""

    request: UUID
    expected_version: int


@deeds.deed
async def ask_for_contribution(deed: Deed, draft: AskForContribution) -> UUID:
    """Ask a unit to contribute to something of ours: whoever drafts in our unit may."""
    target = await contributions.end(deed, draft.target, field="target")
    if not contributions.speaks_for(deed, target.unit_path):
        raise rights.Forbidden(field="target", right=Right.DRAFT_OKRS)
    asked = await stored_units.load(deed.connection, deed.organisation_id, draft.unit)
    if asked is None:
        raise refusals.NotFound(field="unit", kind="Unit")
    if asked.id == target.unit_id:
        raise domain.AsksItself(field="unit")
    if asked.valid_to is not None and asked.valid_to <= deed.today:
        raise units.UnitEnded(field="unit", unit=asked.name, ended_on=asked.valid_to)
    request = ContributionRequest(
        id=await ids.fresh(deed.connection),
        cycle_id=await _cycle(deed, draft.cycle, target),
        asking_unit_id=target.unit_id,
        asked_unit_id=asked.id,
        target_objective_id=target.objective_id,
        target_key_result_id=target.key_result_id,
        target_moal_id=target.moal_id,
        weight=numbers.weight(draft.weight),
        rationale=texts.prose(draft.rationale, field="rationale"),
        state=ContributionRequestState.ASKED,
        decline_reason=None,
        contribution_id=None,
        version=1,
    )
    if not await contribution_requests.insert(deed.connection, deed.organisation_id, request, target=target):
        raise domain.RequestExists(field="unit")
    _wrote(deed, None, request, okr_set_id=target.okr_set_id)
    return request.id


@deeds.deed
async def answer_contribution_request(deed: Deed, draft: AnswerContributionRequest) -> UUID:
    """
    Say with what our unit contributes: agreed at once when it is what was asked for, or else a proposal.

    Returns:
        The request's id.
    """
    request, own_units = await _load(deed, draft.request, draft.expected_version)
    request.require_answerable(own_units)
    source = await contributions.end(deed, draft.source, field="source")
    if source.unit_id != request.asked_unit_id or source.objective_id is None:
        raise contribution_rules.EndElsewhere(field="source")
    if source.cycle_id != request.cycle_id:
        raise contribution_rules.CyclesDiffer(field="source")
    target = await contributions.end(deed, draft.target or _target(request), field="target")
    if target.unit_id != request.asking_unit_id:
        raise contribution_rules.EndElsewhere(field="target")
    weight = request.weight if draft.weight is None else numbers.weight(draft.weight)
    is_met = request.is_met_by(
        objective_id=target.objective_id,
        key_result_id=target.key_result_id,
        moal_id=target.moal_id,
        weight=weight,
    )
    contribution_id = await contributions.join(
        deed,
        source,
        target,
        weight=weight,
        rationale=draft.rationale.strip() or request.rationale,
        proposed_by_unit_id=request.asking_unit_id if is_met else request.asked_unit_id,
        from_consents=True,
        to_consents=is_met,
        # Who asked thought of it first, on whatever terms it is agreed.
        direction=contribution_rules.direction(
            from_path=source.unit_path, to_path=target.unit_path, proposed_from_below=False
        ),
    )
    return await _store(deed, request, request.answered(own_units, contribution_id))


@deeds.deed
async def decline_contribution_request(deed: Deed, draft: DeclineContributionRequest) -> UUID:
    """Say no, and why."""
    request, own_units = await _load(deed, draft.request, draft.expected_version)
    return await _store(deed, request, request.declined(own_units, draft.reason), why=draft.reason)


@deeds.deed
async def withdraw_contribution_request(deed: Deed, draft: SettleContributionRequest) -> UUID:
    """Ask no longer: whoever may ask in the unit's name may take it back."""
    request = await _locked(deed, draft.request, draft.expected_version)
    asking = await stored_units.load(deed.connection, deed.organisation_id, request.asking_unit_id)
    own_units = [asking.id] if asking is not None and contributions.speaks_for(deed, asking.path) else []
    if not own_units:
        raise rights.Forbidden(field="contributionRequest", right=Right.DRAFT_OKRS)
    return await _store(deed, request, request.withdrawn(own_units))


@deeds.deed
async def reopen_contribution_request(deed: Deed, draft: SettleContributionRequest) -> UUID:
    """Take our answer back, with the contribution that it was: the request waits for us again."""
    request, own_units = await _load(deed, draft.request, draft.expected_version)
    reopened = request.reopened(own_units)
    if await contribution_requests.is_asked_again(deed.connection, deed.organisation_id, request):
        raise domain.RequestExists(field="contributionRequest")
    stored = await _store(deed, request, reopened)
    if request.contribution_id is not None:
        answer = await stored_contributions.load(deed.connection, deed.organisation_id, request.contribution_id)
        if answer is not None and answer.state in contribution_rules.LIVING:
            settled = AnswerContribution(answer.id, expected_version=answer.version)
            await contributions.withdraw_contribution.within(deed, settled)
    return stored


def _target(request: ContributionRequest) -> EndRef:
    return contributions.ref(
        key_result_id=request.target_key_result_id,
        objective_id=request.target_objective_id,
        moal_id=request.target_moal_id,
    )


async def _cycle(deed: Deed, asked_for: UUID | None, target: End) -> UUID:
    """Return the cycle that a request is about, which hasn't come too far for it."""
    cycle_id = asked_for or target.cycle_id
    if cycle_id is None:
        raise refusals.NotFound(field="cycle", kind="Cycle")
    if target.cycle_id not in (None, cycle_id):
        raise contribution_rules.CyclesDiffer(field="cycle")
    if target.cycle_id is not None:
        contributions.require_set_open_to_links(target, "target")
    if target.moal_state == "DROPPED":
        raise contribution_rules.MoalDropped(field="target")
    await links.require_cycle_open(deed, cycle_id)
    return cycle_id


async def _load(deed: Deed, request_id: UUID, expected_version: int) -> tuple[ContributionRequest, Sequence[UUID]]:
    request = await _locked(deed, request_id, expected_version)
    await links.require_cycle_open(deed, request.cycle_id)
    own_units = await links.units_answered_for(
        deed, request.asked_unit_id, request.asking_unit_id, field="contributionRequest"
    )
    return request, own_units


async def _locked(deed: Deed, request_id: UUID, expected_version: int) -> ContributionRequest:
    request = await contribution_requests.load(deed.connection, deed.organisation_id, request_id)
    if request is None:
        raise refusals.NotFound(field="contributionRequest", kind="ContributionRequest")
    await deed.require_version(request, expected_version)
    return request


async def _store(deed: Deed, before: ContributionRequest, after: ContributionRequest, *, why: str = "") -> UUID:
    await contribution_requests.store(deed.connection, deed.organisation_id, after)
    target = await contributions.end(deed, _target(after), field="contributionRequest")
    _wrote(deed, before, after, okr_set_id=target.okr_set_id, why=why)
    return after.id


def _wrote(
    deed: Deed,
    before: ContributionRequest | None,
    after: ContributionRequest,
    *,
    okr_set_id: UUID | None,
    why: str = "",
) -> None:
    deed.wrote(
        "ContributionRequest",
        after.id,
        before=before,
        after=after,
        unit_id=after.asked_unit_id,
        okr_set_id=okr_set_id,
        why=why or None,
    )
    # What each of the two has to answer, or waits for, is listed by unit.
    deed.touch("Unit", after.asking_unit_id, after.asked_unit_id)
    if after.target_objective_id is not None:
        deed.touch("Objective", after.target_objective_id)
    if after.target_moal_id is not None:
        deed.touch("Moal", after.target_moal_id)
