"""
What a proposal of an alignment case would change: its effects, one record or link each, in the order in which they happen.

An effect names what it is about by ids and says the new words and numbers itself. What it was based on is kept with it
as versions: when somebody changed a record since, the effect isn't what was signed any more.
"""

import dataclasses
import datetime
import enum
import typing
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any, Final
from uuid import UUID

from samsvar.domain import refusals
from samsvar.domain.alignment_cases import CaseOutcome


class CaseEffectKind(enum.StrEnum):
    """What happens to whom. The last four take back what another case did."""

    REWORD_OBJECTIVE = "REWORD_OBJECTIVE"
    REVISE_KEY_RESULT = "REVISE_KEY_RESULT"
    SHARE_OBJECTIVE = "SHARE_OBJECTIVE"
    MOVE_OBJECTIVE = "MOVE_OBJECTIVE"
    MOVE_KEY_RESULT = "MOVE_KEY_RESULT"
    DROP_OBJECTIVE = "DROP_OBJECTIVE"
    DROP_KEY_RESULT = "DROP_KEY_RESULT"
    ADD_OBJECTIVE = "ADD_OBJECTIVE"
    ADD_KEY_RESULT = "ADD_KEY_RESULT"
    ADD_DEPENDENCY = "ADD_DEPENDENCY"
    ADD_CONTRIBUTION = "ADD_CONTRIBUTION"
    RESTORE_OBJECTIVE = "RESTORE_OBJECTIVE"
    RESTORE_KEY_RESULT = "RESTORE_KEY_RESULT"
    WITHDRAW_DEPENDENCY = "WITHDRAW_DEPENDENCY"
    WITHDRAW_CONTRIBUTION = "WITHDRAW_CONTRIBUTION"


class EffectIncomplete(refusals.Refusal):
    """An effect lacks what its kind needs."""

    code = "EFFECT_INCOMPLETE"


class EffectBindsUnasked(refusals.Refusal):
    """A proposal would change the OKRs of units that nobody asked."""

    code = "EFFECT_BINDS_UNASKED"
    units: Sequence[str]


class EffectElsewhere(refusals.Refusal):
    """An effect is about OKRs of another cycle than the case."""

    code = "EFFECT_ELSEWHERE"


class ObjectiveThereAlready(refusals.Refusal):
    """The unit has the objective that it would take over."""

    code = "OBJECTIVE_THERE_ALREADY"


class KeyResultThereAlready(refusals.Refusal):
    """The key result proves the objective that it would be moved to."""

    code = "KEY_RESULT_THERE_ALREADY"


class OutcomeWithoutEffects(refusals.Refusal):
    """This outcome changes OKRs, and the proposal says nothing of how."""

    code = "OUTCOME_WITHOUT_EFFECTS"


class OutcomeWithEffects(refusals.Refusal):
    """Who asks the unit above for help doesn't change OKRs by that."""

    code = "OUTCOME_WITH_EFFECTS"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """
    One thing that a proposal changes; what its kind doesn't need is None.

    Attributes:
        objective_id: What is reworded, shared, moved, dropped or restored; the objective that gets a key result, that
            needs something, or that contributes.
        key_result_id: What is revised, moved, dropped or restored; or, more exactly than the objective, what needs or
            contributes.
        unit_id: Who takes an objective over, co-owns it, gets a new one, or provides what is needed.
        to_objective_id: Where a key result goes; what is contributed to; where the provider works on it.
        to_key_result_id, to_moal_id: What is contributed to; the first also where the provider works on it.
        share: A co-owner's, 0..1; 0 takes the co-owner away.
        weight: Of a key result or a contribution.
        clears: Names of numbers of a key result that are to be none; one that is None otherwise stays.
    """

    kind: CaseEffectKind
    objective_id: UUID | None = None
    key_result_id: UUID | None = None
    unit_id: UUID | None = None
    to_objective_id: UUID | None = None
    to_key_result_id: UUID | None = None
    to_moal_id: UUID | None = None
    dependency_id: UUID | None = None
    contribution_id: UUID | None = None
    metric_id: UUID | None = None
    title: str | None = None
    why: str | None = None
    objective_kind: str | None = None
    key_result_kind: str | None = None
    measure: str | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    stretch: Decimal | None = None
    band_low: Decimal | None = None
    band_high: Decimal | None = None
    weight: Decimal | None = None
    share: Decimal | None = None
    what: str | None = None
    needed_by: datetime.date | None = None
    dependency_kind: str | None = None
    fallback: str | None = None
    rationale: str | None = None
    clears: tuple[str, ...] = ()


FIELDS: Final = tuple(field.name for field in dataclasses.fields(Effect))

CLEARABLE: Final = ("baseline", "target", "stretch", "band_low", "band_high", "metric_id")
"""What a key result may be without."""

NEEDS: Final[Mapping[CaseEffectKind, tuple[str, ...]]] = {
    CaseEffectKind.REWORD_OBJECTIVE: ("objective_id",),
    CaseEffectKind.REVISE_KEY_RESULT: ("key_result_id",),
    CaseEffectKind.SHARE_OBJECTIVE: ("objective_id", "unit_id", "share"),
    CaseEffectKind.MOVE_OBJECTIVE: ("objective_id", "unit_id"),
    CaseEffectKind.MOVE_KEY_RESULT: ("key_result_id", "to_objective_id"),
    CaseEffectKind.DROP_OBJECTIVE: ("objective_id",),
    CaseEffectKind.DROP_KEY_RESULT: ("key_result_id",),
    CaseEffectKind.ADD_OBJECTIVE: ("unit_id", "title"),
    CaseEffectKind.ADD_KEY_RESULT: ("objective_id", "title"),
    CaseEffectKind.ADD_DEPENDENCY: ("objective_id", "what", "needed_by"),
    CaseEffectKind.ADD_CONTRIBUTION: ("objective_id",),
    CaseEffectKind.RESTORE_OBJECTIVE: ("objective_id",),
    CaseEffectKind.RESTORE_KEY_RESULT: ("key_result_id",),
    CaseEffectKind.WITHDRAW_DEPENDENCY: ("dependency_id",),
    CaseEffectKind.WITHDRAW_CONTRIBUTION: ("contribution_id",),
}
"""What each kind can't do without."""

ONE_OF: Final[Mapping[CaseEffectKind, tuple[str, ...]]] = {
    CaseEffectKind.REWORD_OBJECTIVE: ("title", "why", "objective_kind"),
    CaseEffectKind.ADD_DEPENDENCY: ("unit_id", "to_objective_id", "to_key_result_id"),
    CaseEffectKind.ADD_CONTRIBUTION: ("to_objective_id", "to_key_result_id", "to_moal_id"),
}
"""Of these each kind needs at least one."""

CHANGE_NOTHING: Final = (CaseOutcome.KEEP_BOTH, CaseOutcome.ESCALATE)
"""Outcomes that may leave OKRs as they are."""

_INPUT_NAMES: Final = {
    "objective_id": "objective",
    "key_result_id": "keyResult",
    "unit_id": "unit",
    "to_objective_id": "toObjective",
    "to_key_result_id": "toKeyResult",
    "to_moal_id": "toMoal",
    "dependency_id": "dependency",
    "contribution_id": "contribution",
    "needed_by": "neededBy",
    "objective_kind": "objectiveKind",
}


def require_complete(outcome: CaseOutcome, effects: Sequence[Effect]) -> None:
    """
    Let pass effects that say what their kinds need, for an outcome that has some.

    Raises:
        Refused: With all that is missing (EffectIncomplete), or OutcomeWithoutEffects, OutcomeWithEffects.
    """
    if outcome is CaseOutcome.ESCALATE and effects:
        raise OutcomeWithEffects(field="effects")
    if outcome not in CHANGE_NOTHING and not effects:
        raise OutcomeWithoutEffects(field="effects")
    incomplete: list[refusals.Refusal] = []
    for place, effect in enumerate(effects):
        missing = [name for name in NEEDS[effect.kind] if _is_missing(getattr(effect, name))]
        either = ONE_OF.get(effect.kind, ())
        if either and all(_is_missing(getattr(effect, name)) for name in either):
            missing.append(either[0])
        incomplete += [EffectIncomplete(field=f"effects.{place}.{_INPUT_NAMES.get(name, name)}") for name in missing]
    if incomplete:
        raise refusals.Refused(incomplete)


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SubjectKeyResult:
    """A key result of an objective that a case is about."""

    id: UUID
    metric_id: UUID | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An objective that a case is about; ``owners_share`` is what co-owners leave to the unit whose set it is in."""

    id: UUID
    unit_id: UUID
    title: str
    why: str
    key_results: Sequence[SubjectKeyResult]
    owners_share: Decimal = Decimal(1)


def suggested_effects(
    outcome: CaseOutcome, subjects: Sequence[Subject], *, alike: Sequence[tuple[UUID, UUID]], by: datetime.date
) -> list[Effect]:
    """
    Return what an outcome usually changes, for units to start from; the first subject is the one that stays.

    Args:
        outcome: What the units come to.
        subjects: The objectives that the case is about.
        alike: Pairs of key results that measure the same, found side by side; those on one metric are known anyway.
        by: The day by which what comes first is to be there.
    """
    if len({each.unit_id for each in subjects}) < 2:
        return []
    stays, others = subjects[0], [each for each in subjects[1:] if each.unit_id != subjects[0].unit_id]
    share = (stays.owners_share / (len({each.unit_id for each in others}) + 1)).quantize(Decimal("0.01"), ROUND_DOWN)
    match outcome:
        case CaseOutcome.MERGE:
            return [effect for each in others for effect in _merged(stays, each, alike, share)]
        case CaseOutcome.CO_OWN:
            return [effect for each in others for effect in (_shared(stays, each, share), _dropped(each))]
        case CaseOutcome.HAND_OVER:
            return [
                Effect(kind=CaseEffectKind.MOVE_OBJECTIVE, objective_id=each.id, unit_id=stays.unit_id)
                for each in others
            ]
        case CaseOutcome.SPLIT:
            return [
                Effect(kind=CaseEffectKind.REWORD_OBJECTIVE, objective_id=each.id, title=each.title, why=each.why)
                for each in (stays, *others)
            ]
        case CaseOutcome.SEQUENCE:
            return [
                Effect(
                    kind=CaseEffectKind.ADD_DEPENDENCY,
                    objective_id=each.id,
                    unit_id=stays.unit_id,
                    to_objective_id=stays.id,
                    what=stays.title,
                    needed_by=by,
                    dependency_kind="GATES",
                )
                for each in others
            ]
        case CaseOutcome.DROP:
            return [effect for each in others for effect in _given_up(stays, each, alike)]
        case CaseOutcome.KEEP_BOTH | CaseOutcome.ESCALATE:
            return []


def _merged(stays: Subject, other: Subject, alike: Sequence[tuple[UUID, UUID]], share: Decimal) -> list[Effect]:
    """What only the other one has goes along; the rest goes with it."""
    doubled = _doubled(stays, other, alike)
    moving = [
        Effect(kind=CaseEffectKind.MOVE_KEY_RESULT, key_result_id=each.id, to_objective_id=stays.id)
        for each in other.key_results
        if each.id not in doubled
    ]
    return [*moving, _dropped(other), _shared(stays, other, share)]


def _given_up(stays: Subject, other: Subject, alike: Sequence[tuple[UUID, UUID]]) -> list[Effect]:
    """The doubled key results go; the whole objective when nothing would prove it afterwards, or none is doubled."""
    doubled = _doubled(stays, other, alike)
    if not doubled or len(doubled) == len(other.key_results):
        return [_dropped(other)]
    return [
        Effect(kind=CaseEffectKind.DROP_KEY_RESULT, key_result_id=each.id)
        for each in other.key_results
        if each.id in doubled
    ]


def _doubled(stays: Subject, other: Subject, alike: Sequence[tuple[UUID, UUID]]) -> set[UUID]:
    metrics = {each.metric_id for each in stays.key_results if each.metric_id is not None}
    own = {each.id for each in stays.key_results}
    paired = {a for a, b in alike if b in own} | {b for a, b in alike if a in own}
    return {each.id for each in other.key_results if each.metric_id in metrics or each.id in paired}


def _shared(stays: Subject, other: Subject, share: Decimal) -> Effect:
    return Effect(kind=CaseEffectKind.SHARE_OBJECTIVE, objective_id=stays.id, unit_id=other.unit_id, share=share)


def _dropped(other: Subject) -> Effect:
    return Effect(kind=CaseEffectKind.DROP_OBJECTIVE, objective_id=other.id)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """
    An effect that happened.

    Attributes:
        result_id: The record that it made, if it made one.
        former: What was there before, by the names of the effect's fields; enough to take it back.
    """

    effect: Effect
    result_id: UUID | None = None
    former: Mapping[str, Any] = dataclasses.field(default_factory=dict)


def read_former(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was there before an effect, from what is stored of it: JSON keeps ids, numbers and days as text."""
    return {name: None if value is None else _reading(name)(value) for name, value in kept.items()}


def _reading(name: str) -> Callable[[Any], Any]:
    kinds = typing.get_args(_KINDS[name])
    return next((read for kind, read in _READ.items() if kind in kinds), str)


def inverse(done: Sequence[Done]) -> list[Effect]:
    """Return what takes effects back, the last one first."""
    return [_inverse(each) for each in reversed(done)]


def _inverse(done: Done) -> Effect:
    effect, kinds = done.effect, CaseEffectKind
    if effect.kind in _BACK_THE_SAME_WAY:
        cleared = [name for name in CLEARABLE if name in done.former and done.former[name] is None]
        return dataclasses.replace(effect, **done.former, clears=tuple(cleared))
    if effect.kind in _BY_TAKING_AWAY:
        kind, name = _BY_TAKING_AWAY[effect.kind]
        return Effect(kind=kind, **{name: done.result_id})  # type: ignore[arg-type]
    brings_back = {
        kinds.DROP_OBJECTIVE: Effect(kind=kinds.RESTORE_OBJECTIVE, objective_id=effect.objective_id),
        kinds.DROP_KEY_RESULT: Effect(kind=kinds.RESTORE_KEY_RESULT, key_result_id=effect.key_result_id),
        kinds.WITHDRAW_DEPENDENCY: Effect(kind=kinds.ADD_DEPENDENCY),
        kinds.WITHDRAW_CONTRIBUTION: Effect(kind=kinds.ADD_CONTRIBUTION),
    }
    return dataclasses.replace(brings_back[effect.kind], **done.former)


_BACK_THE_SAME_WAY: Final = (
    CaseEffectKind.REWORD_OBJECTIVE,
    CaseEffectKind.REVISE_KEY_RESULT,
    CaseEffectKind.SHARE_OBJECTIVE,
    CaseEffectKind.MOVE_OBJECTIVE,
    CaseEffectKind.MOVE_KEY_RESULT,
)
_BY_TAKING_AWAY: Final[Mapping[CaseEffectKind, tuple[CaseEffectKind, str]]] = {
    CaseEffectKind.ADD_OBJECTIVE: (CaseEffectKind.DROP_OBJECTIVE, "objective_id"),
    CaseEffectKind.RESTORE_OBJECTIVE: (CaseEffectKind.DROP_OBJECTIVE, "objective_id"),
    CaseEffectKind.ADD_KEY_RESULT: (CaseEffectKind.DROP_KEY_RESULT, "key_result_id"),
    CaseEffectKind.RESTORE_KEY_RESULT: (CaseEffectKind.DROP_KEY_RESULT, "key_result_id"),
    CaseEffectKind.ADD_DEPENDENCY: (CaseEffectKind.WITHDRAW_DEPENDENCY, "dependency_id"),
    CaseEffectKind.ADD_CONTRIBUTION: (CaseEffectKind.WITHDRAW_CONTRIBUTION, "contribution_id"),
}

_KINDS: Final = typing.get_type_hints(Effect)
_READ: Final[Mapping[type, Callable[[Any], Any]]] = {
    UUID: lambda value: UUID(str(value)),
    Decimal: lambda value: Decimal(str(value)),
    datetime.date: lambda value: datetime.date.fromisoformat(str(value)),
}
