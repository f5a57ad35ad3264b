"""What is done with contributions: proposed from any side, agreed to, declined, countered, withdrawn, reconsidered."""

import dataclasses
import enum
from decimal import Decimal
from uuid import UUID

from samsvar.domain import contributions as domain
from samsvar.domain import numbers, refusals, rights, texts
from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain.contributions import Contribution, ContributionState
from samsvar.domain.okr_sets import OkrSetState
from samsvar.domain.rights import Right
from samsvar.operations import deeds, links, results
from samsvar.operations.deeds import Deed
from samsvar.persistence import contributions, ends, ids
from samsvar.persistence.ends import End


class EndKind(enum.StrEnum):
    """What a link can join; the words are GraphQL types."""

    OBJECTIVE = "Objective"
    KEY_RESULT = "KeyResult"
    MOAL = "Moal"


@dataclasses.dataclass(frozen=True)
class EndRef:
    """A record that a link joins."""

    kind: EndKind
    id: UUID


@dataclasses.dataclass(frozen=True)
class ProposeContribution:
    """A link from an objective or key result to a Moal, an objective or a key result."""

    source: EndRef
    target: EndRef
    weight: Decimal = Decimal(1)
    rationale: str = ""


@dataclasses.dataclass(frozen=True)
class AnswerContribution:
    """A proposed contribution to be agreed to, or one to be withdrawn, as it was read."""

    contribution: UUID
    expected_version: int


@dataclasses.dataclass(frozen=True)
class DeclineContribution:
    """A proposed contribution to be declined, with the reason."""

    contribution: UUID
    reason: str
    expected_version: int


@dataclasses.dataclass(frozen=True)
class CounterContribution:
    """
    Other terms, in answer to a proposed contribution.

    Attributes:
        weight, source, target: What is another one; None keeps it. Ends stay in their units.
        rationale: How it helps, said anew; empty keeps what was said.
        reason: Why other terms; the rationale when left out.
    """

    contribution: UUID
    weight: Decimal | None
    expected_version: int
    rationale: str = ""
    reason: str = ""
    source: EndRef | None = None
    target: EndRef | None = None


@deeds.deed
async def propose_contribution(deed: Deed, draft: ProposeContribution) -> UUID:
    """
    Propose that something contributes to something.

    The proposing unit's consent is implied; where both ends are of one unit the contribution is agreed at once.
    """
    source = await end(deed, draft.source, field="source")
    target = await end(deed, draft.target, field="target")
    proposer = _proposer(deed, source, target)
    is_from_below = proposer.unit_id == source.unit_id
    return await join(
        deed,
        source,
        target,
        weight=draft.weight,
        rationale=draft.rationale,
        proposed_by_unit_id=proposer.unit_id,
        from_consents=is_from_below,
        to_consents=proposer.unit_id == target.unit_id,
        direction=domain.direction(
            from_path=source.unit_path, to_path=target.unit_path, proposed_from_below=is_from_below
        ),
    )


@deeds.deed
async def consent_to_contribution(deed: Deed, draft: AnswerContribution) -> UUID:
    """Agree to a contribution that the other unit proposed."""
    contribution, units = await _load(deed, draft.contribution, draft.expected_version)
    await links.require_cycle_open(deed, contribution.cycle_id)
    return await _store(deed, contribution, contribution.consented(units, deed.now))


@deeds.deed
async def decline_contribution(deed: Deed, draft: DeclineContribution) -> UUID:
    """Decline a contribution that the other unit proposed, and say why."""
    contribution, units = await _load(deed, draft.contribution, draft.expected_version)
    return await _store(deed, contribution, contribution.declined(units, draft.reason), why=draft.reason)


@deeds.deed
async def counter_contribution(deed: Deed, draft: CounterContribution) -> UUID:
    """Answer a proposed contribution with other terms, to which the other unit then consents or not."""
    contribution, units = await _load(deed, draft.contribution, draft.expected_version)
    await links.require_cycle_open(deed, contribution.cycle_id)
    contribution.require_waiting_for(units)
    source = None if draft.source is None else await end(deed, draft.source, field="source")
    target = None if draft.target is None else await end(deed, draft.target, field="target")
    terms = contribution.terms
    if source is not None:
        if source.unit_id != contribution.from_unit_id or source.objective_id is None:
            raise domain.EndElsewhere(field="source")
        terms = dataclasses.replace(
            terms, from_objective_id=source.objective_id, from_key_result_id=source.key_result_id
        )
    if target is not None:
        if target.unit_id != contribution.to_unit_id:
            raise domain.EndElsewhere(field="target")
        terms = dataclasses.replace(
            terms,
            to_objective_id=target.objective_id,
            to_key_result_id=target.key_result_id,
            to_moal_id=target.moal_id,
        )
    if draft.weight is not None:
        terms = dataclasses.replace(terms, weight=draft.weight)
    reason = texts.prose(draft.reason, field="reason") or texts.prose(draft.rationale, field="rationale")
    countered = contribution.countered(units, terms, deed.now, rationale=draft.rationale)
    await contributions.add_turn(deed.connection, deed.organisation_id, contribution, countered, reason=reason)
    if source is None and target is None:
        return await _store(deed, contribution, countered, why=reason)
    return await _join_anew(deed, contribution, countered, source, target, why=reason)


@deeds.deed
async def reconsider_contribution(deed: Deed, draft: AnswerContribution) -> UUID:
    """Take back our answer to a contribution, agreed or declined: it waits for our answer again."""
    contribution, units = await _load(deed, draft.contribution, draft.expected_version)
    await links.require_cycle_open(deed, contribution.cycle_id)
    reconsidered = contribution.reconsidered(units)
    if contribution.state is ContributionState.DECLINED:
        # While it was declined something else may have taken its place, or made a way back.
        return await _join_anew(deed, contribution, reconsidered, None, None)
    return await _store(deed, contribution, reconsidered)


@deeds.deed
async def withdraw_contribution(deed: Deed, draft: AnswerContribution) -> UUID:
    """Take back a proposal, or end an agreed contribution."""
    contribution, units = await _load(deed, draft.contribution, draft.expected_version)
    await links.require_cycle_open(deed, contribution.cycle_id)
    return await _store(deed, contribution, contribution.withdrawn(units))


async def join(
    deed: Deed,
    source: End,
    target: End,
    *,
    weight: Decimal,
    rationale: str,
    proposed_by_unit_id: UUID,
    from_consents: bool,
    to_consents: bool,
    direction: domain.ContributionDirection,
) -> UUID:
    """
    Write a new contribution between two ends, agreed where both sides consent by asking for it.

    Raises:
        ContributesToItself, CyclesDiffer, MoalDropped: The two can't be joined.
        CycleTooFar, SetCommitted: It is too late for it.
        CircleOfContributions: The way leads back.
        ContributionExists: They are joined already.
    """
    _require_joinable(source, target)
    # One at a time in a cycle: two links that are each fine by themselves could close a circle together.
    await deed.lock("contributions", of=source.cycle_id)
    await _refuse_circle(deed, source, target)
    assert source.cycle_id is not None
    assert source.objective_id is not None
    new = Contribution(
        id=await ids.fresh(deed.connection),
        cycle_id=source.cycle_id,
        from_unit_id=source.unit_id,
        from_objective_id=source.objective_id,
        from_key_result_id=source.key_result_id,
        to_unit_id=target.unit_id,
        to_objective_id=target.objective_id,
        to_key_result_id=target.key_result_id,
        to_moal_id=target.moal_id,
        weight=numbers.weight(weight),
        rationale=texts.prose(rationale, field="rationale"),
        direction=direction,
        state=ContributionState.AGREED if from_consents and to_consents else ContributionState.PROPOSED,
        proposed_by_unit_id=proposed_by_unit_id,
        from_consented_at=deed.now if from_consents else None,
        to_consented_at=deed.now if to_consents else None,
        decline_reason=None,
        version=1,
    )
    stored = await contributions.insert(deed.connection, deed.organisation_id, new, source=source, target=target)
    if not stored:
        raise domain.ContributionExists(field="target")
    await _wrote(deed, new.id, None, new, okr_set_id=ends.narrower(source, target))
    return new.id


async def end(deed: Deed, ref: EndRef, *, field: str) -> End:
    """
    Return one end of a link.

    Raises:
        NotFound: There is no such record, or it is a draft that the caller doesn't see.
    """
    find = {EndKind.OBJECTIVE: ends.objective, EndKind.KEY_RESULT: ends.key_result, EndKind.MOAL: ends.moal}
    found = await find[ref.kind](deed.connection, deed.organisation_id, ref.id)
    if found is None:
        raise refusals.NotFound(field=field, kind=ref.kind.value)
    return found


def ref(*, key_result_id: UUID | None, objective_id: UUID | None, moal_id: UUID | None = None) -> EndRef:
    """Return the end that a link's columns name: the key result rather than its objective."""
    possible = ((EndKind.KEY_RESULT, key_result_id), (EndKind.OBJECTIVE, objective_id), (EndKind.MOAL, moal_id))
    return next(EndRef(kind, own_id) for kind, own_id in possible if own_id is not None)


def speaks_for(deed: Deed, unit_path: str) -> bool:
    """
    Return whether the caller may propose in a unit's name: whoever drafts there, but nobody from above.

    The level above proposes to a unit; it never speaks for it.
    """
    if deed.rights.holds(Right.CONSENT, at=unit_path):
        return True
    number = int(unit_path.rstrip("/").rsplit("/", 1)[-1])
    return any(
        held.unit_number == number and Right.DRAFT_OKRS in rights.GRANTED[held.role] for held in deed.rights.grants
    )


def _proposer(deed: Deed, source: End, target: End) -> End:
    for each in (source, target):
        if speaks_for(deed, each.unit_path):
            return each
    raise rights.Forbidden(field="source", right=Right.CONSENT)


def _require_joinable(source: End, target: End) -> None:
    if source.objective_id == target.objective_id:
        raise domain.ContributesToItself(field="target")
    for each, field in ((source, "source"), (target, "target")):
        if each.cycle_state is not None:
            okr_set_rules.require_cycle_open(each.cycle_state)
            require_set_open_to_links(each, field)
    if target.cycle_id is not None and target.cycle_id != source.cycle_id:
        raise domain.CyclesDiffer(field="target")
    if target.moal_state == "DROPPED":
        raise domain.MoalDropped(field="target")


def require_set_open_to_links(each: End, field: str) -> None:
    """
    Let pass an end whose set isn't reviewed yet.

    Raises:
        SetCommitted: Its set is reviewed or closed.
    """
    if each.set_state in (OkrSetState.REVIEWED, OkrSetState.CLOSED):
        raise okr_set_rules.SetCommitted(field=field, state=OkrSetState(each.set_state))


async def _refuse_circle(deed: Deed, source: End, target: End) -> None:
    if target.objective_id is None:
        return
    assert source.objective_id is not None
    way = await contributions.way(deed.connection, target.objective_id, source.objective_id)
    if way:
        raise domain.CircleOfContributions(field="target", **await links.stations(deed, [source.objective_id, *way]))


async def _join_anew(
    deed: Deed, before: Contribution, after: Contribution, source: End | None, target: End | None, *, why: str = ""
) -> UUID:
    """
    Store a contribution between other ends, or one that lives again.

    Args:
        source, target: The end that is another one now.

    Raises:
        ContributionExists: The two are joined already.
        CircleOfContributions, and others of :func:`join`.
    """
    start = source or await end(
        deed, ref(key_result_id=after.from_key_result_id, objective_id=after.from_objective_id), field="source"
    )
    goal = target or await end(
        deed,
        ref(key_result_id=after.to_key_result_id, objective_id=after.to_objective_id, moal_id=after.to_moal_id),
        field="target",
    )
    _require_joinable(start, goal)
    await deed.lock("contributions", of=after.cycle_id)
    if await contributions.joined_by_another(deed.connection, deed.organisation_id, after):
        raise domain.ContributionExists(field="target")
    stored = await _store(deed, before, after, source=source, target=target, why=why)
    # Only now, so that no way is found over the link that was there before.
    await _refuse_circle(deed, start, goal)
    return stored


async def _load(deed: Deed, contribution_id: UUID, expected_version: int) -> tuple[Contribution, list[UUID]]:
    contribution = await contributions.load(deed.connection, deed.organisation_id, contribution_id)
    if contribution is None:
        raise refusals.NotFound(field="contribution", kind="Contribution")
    units = await links.units_answered_for(
        deed, contribution.from_unit_id, contribution.to_unit_id, field="contribution"
    )
    await deed.require_version(contribution, expected_version)
    return contribution, units


async def _store(
    deed: Deed,
    before: Contribution,
    after: Contribution,
    *,
    source: End | None = None,
    target: End | None = None,
    why: str = "",
) -> UUID:
    await contributions.store(deed.connection, deed.organisation_id, after, source=source, target=target)
    await _wrote(deed, after.id, before, after, okr_set_id=await told_with(deed, after), why=why)
    return after.id


async def told_with(deed: Deed, contribution: Contribution) -> UUID | None:
    """Return the set with which the audit tells of a contribution; see :func:`ends.narrower`."""
    here, goal = (deed.connection, deed.organisation_id), contribution.to_objective_id
    source = await ends.objective(*here, contribution.from_objective_id)
    target = None if goal is None else await ends.objective(*here, goal)
    return None if source is None else ends.narrower(source, target)


async def _wrote(
    deed: Deed,
    own_id: UUID,
    before: Contribution | None,
    after: Contribution,
    *,
    okr_set_id: UUID | None,
    why: str = "",
) -> None:
    deed.wrote(
        "Contribution",
        own_id,
        before=before,
        after=after,
        unit_id=after.to_unit_id if after.proposed_by_unit_id == after.from_unit_id else after.from_unit_id,
        okr_set_id=okr_set_id,
        why=why or None,
    )
    # What each of the two has to answer, or waits for, is listed by unit.
    deed.touch("Unit", after.from_unit_id, after.to_unit_id)
    deed.touch("Objective", *{each for each in (after.from_objective_id, after.to_objective_id) if each})
    if after.to_moal_id is not None:
        deed.touch("Moal", after.to_moal_id)
    if before is not None:
        deed.touch("Objective", *{each for each in (before.from_objective_id, before.to_objective_id) if each})
    agreed = {each.state for each in (before, after) if each is not None}
    if ContributionState.AGREED in agreed:
        # A Moal's support is found from what points at it; an objective's is its own mark.
        await results.mark(deed, after.to_objective_id or after.from_objective_id)
