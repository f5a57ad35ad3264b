"""
What units agreed on in a case, done: by the functions that people's own deeds are made of.

It is done as Samsvar does things, for the case: what the others signed doesn't depend on the rights of who signs last.
The audit says which case it was, also where a set was committed to (invariant 9).
"""

import dataclasses
from collections.abc import Awaitable, Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from samsvar.domain import contributions as contribution_rules
from samsvar.domain import refusals, rights
from samsvar.domain.alignment_case_effects import CaseEffectKind, Done, Effect
from samsvar.domain.dependencies import DependencyKind
from samsvar.domain.key_results import Definition, KeyResultKind
from samsvar.domain.metrics import GoodDirection
from samsvar.domain.objectives import ObjectiveKind
from samsvar.operations import contributions, dependencies, key_results, moves, objectives
from samsvar.operations.contributions import AnswerContribution
from samsvar.operations.deeds import Deed
from samsvar.operations.dependencies import AcceptDependency, RequestDependency, SettleDependency
from samsvar.operations.key_results import DraftKeyResult, DropKeyResult, Measured, NewMetric, ReviseKeyResult
from samsvar.operations.objectives import DraftObjective, DropObjective, ReviseObjective, ShareObjective
from samsvar.persistence import alignment_case_records as case_records
from samsvar.persistence import changes
from samsvar.persistence import contributions as stored_contributions
from samsvar.persistence import dependencies as stored_dependencies
from samsvar.persistence import objectives as stored_objectives
from samsvar.persistence.alignment_case_turns import StoredEffect


@dataclasses.dataclass(frozen=True)
class Acting:
    """
    What an effect is done with.

    Attributes:
        deed: As Samsvar, seeing all drafts, for units that agreed.
        cycle_id: The case's.
        reason: The case, in words.
    """

    deed: Deed
    cycle_id: UUID
    reason: str


async def perform(deed: Deed, effects: Sequence[Effect], *, cycle_id: UUID, reason: str) -> list[Done]:
    """
    Do what was agreed, in order; the transaction sees all drafts meanwhile.

    Raises:
        Refusal: One of them can't be done; its field says which.
    """
    before = len(deed.entries)
    unlimited = dataclasses.replace(deed, rights=rights.Rights(is_unlimited=True), is_agreed=True)
    acting = Acting(unlimited, cycle_id, reason)
    done = []
    for place, effect in enumerate(effects):
        try:
            done.append(await _DO[effect.kind](acting, effect))
        except refusals.Refusal as refusal:
            refusal.field = f"effects.{place}" + (f".{refusal.field}" if refusal.field else "")
            raise
    # Shared lists: whatever it wrote, the deed tells; the case is the reason where nobody gave another one.
    deed.entries[before:] = [dataclasses.replace(entry, why=entry.why or reason) for entry in deed.entries[before:]]
    deed.reaches_unseen = True
    return done


async def stale(deed: Deed, effects: Sequence[StoredEffect], *, held: bool = False) -> list[refusals.Refusal]:
    """
    Return what somebody changed since a proposal that changes it in turn, with what they changed; told to nobody yet.

    Args:
        held: Whether nobody may change it from now on, because it is about to be done.
    """
    here = (deed.connection, deed.organisation_id)
    found = await case_records.versions(*here, {own_id for each in effects for own_id in each.seen}, held=held)
    problems: list[refusals.Refusal] = []
    for place, each in enumerate(effects):
        field = f"effects.{place}"
        for own_id, version in each.seen.items():
            if own_id not in found:
                problems.append(refusals.NotFound(field=field, kind=_kind_of(each.effect, own_id)))
                continue
            kind, current = found[own_id]
            if current != version:
                since = await changes.since(*here, own_id, version=version)
                problems.append(
                    refusals.StaleVersion(
                        field=field, nodes=((kind, own_id),), expected=version, current=current, changes=since
                    )
                )
        if each.effect.kind in (CaseEffectKind.DROP_OBJECTIVE, CaseEffectKind.MOVE_OBJECTIVE):
            assert each.effect.objective_id is not None
            proofs = await case_records.key_results_of(*here, each.effect.objective_id)
            added = [own_id for own_id in proofs if own_id not in each.seen]
            if added and each.effect.objective_id in found:
                version = each.seen.get(each.effect.objective_id, 0)
                problems.append(
                    refusals.StaleVersion(
                        field=field,
                        nodes=[("KeyResult", own_id) for own_id in added],
                        expected=version,
                        current=version,
                        changes=(),
                    )
                )
    return problems


def _kind_of(effect: Effect, own_id: UUID) -> str:
    if own_id == effect.objective_id:
        return "Objective"
    return {effect.dependency_id: "Dependency", effect.contribution_id: "Contribution"}.get(own_id, "KeyResult")


async def _reword_objective(acting: Acting, effect: Effect) -> Done:
    objective, _, _ = await objectives.load(acting.deed, _known(effect.objective_id))
    revised = ReviseObjective(
        objective=objective.id,
        expected_version=objective.version,
        title=effect.title,
        why=effect.why,
        kind=None if effect.objective_kind is None else ObjectiveKind(effect.objective_kind),
        reason=acting.reason,
    )
    await objectives.revise_objective.within(acting.deed, revised)
    former = {"title": objective.title, "why": objective.why, "objective_kind": objective.kind.value}
    return Done(effect=effect, former=former)


async def _share_objective(acting: Acting, effect: Effect) -> Done:
    deed = acting.deed
    objective, _, _ = await objectives.load(deed, _known(effect.objective_id))
    owners = await stored_objectives.owners(deed.connection, deed.organisation_id, objective.id)
    unit_id, former = _known(effect.unit_id), owners.get(_known(effect.unit_id), Decimal(0))
    owners.pop(unit_id, None)
    if effect.share:
        owners[unit_id] = effect.share
    shared = ShareObjective(objective.id, list(owners.items()), objective.version)
    await objectives.share_objective.within(deed, shared)
    return Done(effect=effect, former={"share": former})


async def _move_objective(acting: Acting, effect: Effect) -> Done:
    former = await moves.move_objective(acting.deed, _known(effect.objective_id), _known(effect.unit_id))
    return Done(effect=effect, former={"unit_id": former})


async def _move_key_result(acting: Acting, effect: Effect) -> Done:
    former = await moves.move_key_result(acting.deed, _known(effect.key_result_id), _known(effect.to_objective_id))
    return Done(effect=effect, former={"to_objective_id": former})


async def _drop_objective(acting: Acting, effect: Effect) -> Done:
    objective, _, _ = await objectives.load(acting.deed, _known(effect.objective_id))
    dropped = DropObjective(objective.id, objective.version, reason=acting.reason)
    await objectives.drop_objective.within(acting.deed, dropped)
    return Done(effect=effect)


async def _drop_key_result(acting: Acting, effect: Effect) -> Done:
    key_result = await key_results.load(acting.deed, _known(effect.key_result_id))
    dropped = DropKeyResult(key_result.id, key_result.version, reason=acting.reason)
    await key_results.drop_key_result.within(acting.deed, dropped)
    return Done(effect=effect)


async def _add_objective(acting: Acting, effect: Effect) -> Done:
    okr_set, _ = await moves.set_of(acting.deed, _known(effect.unit_id), acting.cycle_id)
    draft = DraftObjective(
        okr_set.id,
        effect.title or "",
        why=effect.why or "",
        kind=ObjectiveKind(effect.objective_kind or ObjectiveKind.COMMITTED),
    )
    return Done(effect=effect, result_id=await objectives.draft_objective.within(acting.deed, draft))


async def _add_key_result(acting: Acting, effect: Effect) -> Done:
    kind = _kind(effect, None)
    metric = None
    if effect.metric_id is None and kind is not KeyResultKind.MILESTONE:
        falls = kind is KeyResultKind.DECREASE
        metric = NewMetric(effect.title or "", effect.measure or "", GoodDirection.DOWN if falls else GoodDirection.UP)
    draft = DraftKeyResult(
        objective=_known(effect.objective_id),
        title=effect.title or "",
        measured=Measured(
            kind=kind,
            metric=effect.metric_id,
            new_metric=metric,
            baseline=effect.baseline,
            target=effect.target,
            stretch=effect.stretch,
            band_low=effect.band_low,
            band_high=effect.band_high,
        ),
        weight=effect.weight or Decimal(1),
    )
    return Done(effect=effect, result_id=await key_results.draft_key_result.within(acting.deed, draft))


async def _revise_key_result(acting: Acting, effect: Effect) -> Done:
    key_result = await key_results.load(acting.deed, _known(effect.key_result_id))
    before = key_result.definition

    def then(name: str) -> Any:  # noqa: ANN401 - of several types
        said = getattr(effect, name)
        return None if name in effect.clears else getattr(before, name) if said is None else said

    revised = ReviseKeyResult(
        key_result=key_result.id,
        expected_version=key_result.version,
        title=effect.title,
        measured=Measured(
            kind=_kind(effect, before),
            metric=then("metric_id"),
            **{name: then(name) for name in _NUMBERS},
            steps=tuple((step.title, step.share) for step in before.steps),
        ),
        weight=effect.weight,
        reason=acting.reason,
    )
    await key_results.revise_key_result.within(acting.deed, revised)
    former: Mapping[str, Any] = {
        "title": key_result.title,
        "weight": key_result.weight,
        "key_result_kind": before.kind.value,
        "metric_id": before.metric_id,
        **{name: getattr(before, name) for name in _NUMBERS},
    }
    return Done(effect=effect, former=former)


async def _add_dependency(acting: Acting, effect: Effect) -> Done:
    provider = None
    if effect.to_objective_id is not None or effect.to_key_result_id is not None:
        provider = contributions.ref(key_result_id=effect.to_key_result_id, objective_id=effect.to_objective_id)
    assert effect.needed_by is not None
    requested = RequestDependency(
        consumer=contributions.ref(key_result_id=effect.key_result_id, objective_id=effect.objective_id),
        what=effect.what or "",
        needed_by=effect.needed_by,
        kind=DependencyKind(effect.dependency_kind or DependencyKind.GATES),
        provider_unit=effect.unit_id,
        provider=provider,
        fallback=effect.fallback or "",
    )
    own_id = await dependencies.request_dependency.within(acting.deed, requested)
    await dependencies.accept_dependency.within(acting.deed, AcceptDependency(own_id, expected_version=1))
    return Done(effect=effect, result_id=own_id)


async def _add_contribution(acting: Acting, effect: Effect) -> Done:
    source = await contributions.end(
        acting.deed,
        contributions.ref(key_result_id=effect.key_result_id, objective_id=effect.objective_id),
        field="objective",
    )
    target = await contributions.end(
        acting.deed,
        contributions.ref(
            key_result_id=effect.to_key_result_id, objective_id=effect.to_objective_id, moal_id=effect.to_moal_id
        ),
        field="toObjective",
    )
    own_id = await contributions.join(
        acting.deed,
        source,
        target,
        weight=effect.weight or Decimal(1),
        rationale=effect.rationale or "",
        proposed_by_unit_id=source.unit_id,
        from_consents=True,
        to_consents=True,
        direction=contribution_rules.direction(
            from_path=source.unit_path, to_path=target.unit_path, proposed_from_below=True
        ),
    )
    return Done(effect=effect, result_id=own_id)


async def _restore_objective(acting: Acting, effect: Effect) -> Done:
    restored = objectives.RestoreObjective(_known(effect.objective_id))
    return Done(effect=effect, result_id=await objectives.restore_objective.within(acting.deed, restored))


async def _restore_key_result(acting: Acting, effect: Effect) -> Done:
    restored = key_results.RestoreKeyResult(_known(effect.key_result_id))
    return Done(effect=effect, result_id=await key_results.restore_key_result.within(acting.deed, restored))


async def _withdraw_dependency(acting: Acting, effect: Effect) -> Done:
    deed = acting.deed
    need = await stored_dependencies.load(deed.connection, deed.organisation_id, _known(effect.dependency_id))
    if need is None:
        raise refusals.NotFound(field="dependency", kind="Dependency")
    await dependencies.withdraw_dependency.within(deed, SettleDependency(need.id, need.version))
    former: Mapping[str, Any] = {
        "objective_id": need.consumer_objective_id,
        "key_result_id": need.consumer_key_result_id,
        "unit_id": need.provider_unit_id,
        "to_objective_id": need.provider_objective_id,
        "to_key_result_id": need.provider_key_result_id,
        "what": need.what,
        "needed_by": need.needed_by,
        "dependency_kind": need.kind.value,
        "fallback": need.fallback,
    }
    return Done(effect=effect, former=former)


async def _withdraw_contribution(acting: Acting, effect: Effect) -> Done:
    deed = acting.deed
    link = await stored_contributions.load(deed.connection, deed.organisation_id, _known(effect.contribution_id))
    if link is None:
        raise refusals.NotFound(field="contribution", kind="Contribution")
    await contributions.withdraw_contribution.within(deed, AnswerContribution(link.id, link.version))
    former: Mapping[str, Any] = {
        "objective_id": link.from_objective_id,
        "key_result_id": link.from_key_result_id,
        "to_objective_id": link.to_objective_id,
        "to_key_result_id": link.to_key_result_id,
        "to_moal_id": link.to_moal_id,
        "weight": link.weight,
        "rationale": link.rationale,
    }
    return Done(effect=effect, former=former)


def _kind(effect: Effect, before: Definition | None) -> KeyResultKind:
    """Return how a key result is proven: as said, or by its numbers where rising and falling are one kind (0074)."""
    ways = (KeyResultKind.INCREASE, KeyResultKind.DECREASE)
    if effect.key_result_kind is not None:
        stated = KeyResultKind(effect.key_result_kind)
    else:
        stated = KeyResultKind.INCREASE if before is None else before.kind
    start = effect.baseline if effect.baseline is not None or before is None else before.baseline
    goal = effect.target if effect.target is not None or before is None else before.target
    if stated in ways and start is not None and goal is not None and start != goal:
        return KeyResultKind.DECREASE if goal < start else KeyResultKind.INCREASE
    return stated


def _known(own_id: UUID | None) -> UUID:
    """Return an id that the effect's kind needs, and whose presence was checked."""
    assert own_id is not None
    return own_id


_NUMBERS: Final = ("baseline", "target", "stretch", "band_low", "band_high")
_DO: Final[Mapping[CaseEffectKind, Callable[[Acting, Effect], Awaitable[Done]]]] = {
    CaseEffectKind.REWORD_OBJECTIVE: _reword_objective,
    CaseEffectKind.REVISE_KEY_RESULT: _revise_key_result,
    CaseEffectKind.SHARE_OBJECTIVE: _share_objective,
    CaseEffectKind.MOVE_OBJECTIVE: _move_objective,
    CaseEffectKind.MOVE_KEY_RESULT: _move_key_result,
    CaseEffectKind.DROP_OBJECTIVE: _drop_objective,
    CaseEffectKind.DROP_KEY_RESULT: _drop_key_result,
    CaseEffectKind.ADD_OBJECTIVE: _add_objective,
    CaseEffectKind.ADD_KEY_RESULT: _add_key_result,
    CaseEffectKind.ADD_DEPENDENCY: _add_dependency,
    CaseEffectKind.ADD_CONTRIBUTION: _add_contribution,
    CaseEffectKind.RESTORE_OBJECTIVE: _restore_objective,
    CaseEffectKind.RESTORE_KEY_RESULT: _restore_key_result,
    CaseEffectKind.WITHDRAW_DEPENDENCY: _withdraw_dependency,
    CaseEffectKind.WITHDRAW_CONTRIBUTION: _withdraw_contribution,
}
