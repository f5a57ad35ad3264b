"""Whom the effects of a proposal bind, and what they were based on: everything that is changed is somebody's."""

import dataclasses
from collections.abc import Sequence
from uuid import UUID

from samsvar.domain import alignment_case_effects as domain
from samsvar.domain import refusals
from samsvar.domain.alignment_case_effects import CaseEffectKind, Effect
from samsvar.domain.alignment_cases import AlignmentCase, Participant
from samsvar.operations import contributions
from samsvar.operations.contributions import EndKind, EndRef
from samsvar.operations.deeds import Deed
from samsvar.persistence import alignment_case_records as case_records
from samsvar.persistence import alignment_cases, dependencies, entrances, ids, units
from samsvar.persistence import contributions as stored_contributions
from samsvar.persistence.alignment_case_turns import StoredEffect
from samsvar.persistence.ends import End


@dataclasses.dataclass
class Bound:
    """
    What one effect binds.

    Attributes:
        unit_ids: Whose OKRs it changes, or what they owe.
        about: The title of what it is about.
        seen: Records whose versions are part of what is agreed.
        objective_ids: Objectives that it touches.
        adds_to: The unit whose set gets something new.
    """

    effect: Effect
    unit_ids: set[UUID] = dataclasses.field(default_factory=set)
    about: str = ""
    seen: set[UUID] = dataclasses.field(default_factory=set)
    objective_ids: set[UUID] = dataclasses.field(default_factory=set)
    adds_to: UUID | None = None


@dataclasses.dataclass(frozen=True)
class Bindings:
    """What the effects of a proposal bind, effect by effect."""

    effects: Sequence[Bound]

    @property
    def unit_ids(self) -> set[UUID]:
        """All units whose OKRs are changed."""
        return {unit_id for each in self.effects for unit_id in each.unit_ids}

    @property
    def objective_ids(self) -> list[UUID]:
        """All objectives that are touched, in order."""
        return list(dict.fromkeys(own_id for each in self.effects for own_id in sorted(each.objective_ids)))

    async def stored(self, deed: Deed) -> list[StoredEffect]:
        """Return the effects as they are kept: with what they are about, and the versions that they were based on."""
        seen = {own_id for each in self.effects for own_id in each.seen}
        versions = await case_records.versions(deed.connection, deed.organisation_id, seen)
        return [
            StoredEffect(
                id=await ids.fresh(deed.connection),
                effect=each.effect,
                about=each.about,
                seen={own_id: versions[own_id][1] for own_id in each.seen if own_id in versions},
            )
            for each in self.effects
        ]


async def bind(
    deed: Deed, case: AlignmentCase, effects: Sequence[Effect], *, titles: Sequence[str] | None = None
) -> Bindings:
    """
    Return what effects bind, as far as the transaction sees what they are about.

    Args:
        titles: To take back what another case did: what that was about. What is gone by now is left to be refused when
            it is done.

    Raises:
        Refused: Something isn't there, or is of another cycle, each with its effect.
    """
    bound, problems = [], []
    restored: dict[UUID, case_records.Dropped] = {}
    for place, effect in enumerate(effects):
        own = Bound(effect)
        try:
            await _Binding(deed, case, own, restored).bind()
        except refusals.NotFound as missing:
            if titles is None:
                problems.append(_of_effect(missing, place))
        except refusals.Refusal as refusal:
            problems.append(_of_effect(refusal, place))
        if titles is not None:
            own.about = own.about or titles[place]
        bound.append(own)
    if problems:
        raise refusals.Refused(problems)
    return Bindings(bound)


async def touch_sets(deed: Deed, case: AlignmentCase, bindings: Bindings) -> None:
    """Say which sets would get something: a case is as private as a draft of them, also one that the caller doesn't see."""
    here = (deed.connection, deed.organisation_id)
    async with entrances.seeing_all_drafts(*here):
        for unit_id in sorted({each.adds_to for each in bindings.effects if each.adds_to is not None}):
            await alignment_cases.touch_set(*here, case.id, unit_id=unit_id, cycle_id=case.cycle_id)


async def require_asked(deed: Deed, participants: Sequence[Participant], bindings: Bindings) -> None:
    """
    Let pass effects that bind nobody but units that were asked.

    Raises:
        EffectBindsUnasked: They bind others; names them.
    """
    asked = {each.unit_id for each in participants if each.is_asked}
    unasked = [
        unit
        for own_id in sorted(bindings.unit_ids - asked)
        if (unit := await units.load(deed.connection, deed.organisation_id, own_id)) is not None
    ]
    if unasked:
        raise domain.EffectBindsUnasked(
            field="effects",
            nodes=[("Unit", each.id) for each in unasked],
            units=sorted(each.name for each in unasked),
        )


def _of_effect(refusal: refusals.Refusal, place: int) -> refusals.Refusal:
    refusal.field = f"effects.{place}" + (f".{refusal.field}" if refusal.field else "")
    return refusal


@dataclasses.dataclass
class _Binding:
    deed: Deed
    case: AlignmentCase
    own: Bound
    restored: dict[UUID, case_records.Dropped]
    """What effects before this one bring back, by the ids of all that comes with it."""

    async def bind(self) -> None:
        effect, kinds = self.own.effect, CaseEffectKind
        match effect.kind:
            case kinds.REWORD_OBJECTIVE | kinds.SHARE_OBJECTIVE | kinds.MOVE_OBJECTIVE | kinds.DROP_OBJECTIVE:
                await self._of_objective()
            case kinds.REVISE_KEY_RESULT | kinds.DROP_KEY_RESULT | kinds.MOVE_KEY_RESULT:
                await self._of_key_result()
            case kinds.ADD_OBJECTIVE:
                await self._unit(effect.unit_id, gets_something=True)
                self.own.about = effect.title or ""
            case kinds.ADD_KEY_RESULT:
                end = await self._end(EndRef(EndKind.OBJECTIVE, _known(effect.objective_id)), field="objective")
                self.own.about = end.title
            case kinds.ADD_DEPENDENCY | kinds.ADD_CONTRIBUTION:
                await self._link()
            case kinds.RESTORE_OBJECTIVE | kinds.RESTORE_KEY_RESULT:
                await self._dropped(effect.objective_id or effect.key_result_id)
            case kinds.WITHDRAW_DEPENDENCY | kinds.WITHDRAW_CONTRIBUTION:
                await self._ending()

    async def _of_objective(self) -> None:
        effect, kinds = self.own.effect, CaseEffectKind
        is_whole = effect.kind in (kinds.MOVE_OBJECTIVE, kinds.DROP_OBJECTIVE)
        await self._objective(effect.objective_id, is_whole=is_whole)
        if effect.kind in (kinds.MOVE_OBJECTIVE, kinds.SHARE_OBJECTIVE):
            await self._unit(effect.unit_id, gets_something=is_whole)

    async def _of_key_result(self) -> None:
        effect = self.own.effect
        await self._key_result(effect.key_result_id)
        if effect.kind is CaseEffectKind.MOVE_KEY_RESULT:
            await self._end(EndRef(EndKind.OBJECTIVE, _known(effect.to_objective_id)), field="toObjective")

    async def _end(self, ref: EndRef, *, field: str) -> End:
        end = self._restored(ref) or await contributions.end(self.deed, ref, field=field)
        if end.cycle_id not in (None, self.case.cycle_id):
            raise domain.EffectElsewhere(field=field)
        if end.moal_id is None:
            self.own.unit_ids.add(end.unit_id)
        if end.objective_id is not None:
            self.own.objective_ids.add(end.objective_id)
        return end

    def _restored(self, ref: EndRef) -> End | None:
        """Return an end that is there once the effects before this one are done."""
        known = self.restored.get(ref.id)
        if known is None:
            return None
        return End(
            title=known.title,
            unit_id=known.unit_id,
            unit_path="",
            cycle_id=known.cycle_id,
            objective_id=known.objective_id,
            key_result_id=ref.id if ref.kind is EndKind.KEY_RESULT else None,
        )

    async def _objective(self, own_id: UUID | None, *, is_whole: bool = False) -> None:
        end = await self._end(EndRef(EndKind.OBJECTIVE, _known(own_id)), field="objective")
        assert end.objective_id is not None
        self.own.about = end.title
        self.own.seen.add(end.objective_id)
        if is_whole:
            self.own.seen.update(
                await case_records.key_results_of(self.deed.connection, self.deed.organisation_id, end.objective_id)
            )

    async def _key_result(self, own_id: UUID | None) -> None:
        end = await self._end(EndRef(EndKind.KEY_RESULT, _known(own_id)), field="keyResult")
        assert end.key_result_id is not None
        self.own.about = end.title
        self.own.seen.add(end.key_result_id)

    async def _unit(self, own_id: UUID | None, *, gets_something: bool = False) -> None:
        unit = await units.load(self.deed.connection, self.deed.organisation_id, _known(own_id))
        if unit is None:
            raise refusals.NotFound(field="unit", kind="Unit")
        unit.require_living(self.deed.today, field="unit")
        self.own.unit_ids.add(unit.id)
        if gets_something:
            self.own.adds_to = unit.id

    async def _link(self) -> None:
        effect = self.own.effect
        source = contributions.ref(key_result_id=effect.key_result_id, objective_id=effect.objective_id)
        self.own.about = (await self._end(source, field="objective")).title
        if (effect.to_key_result_id, effect.to_objective_id, effect.to_moal_id) != (None, None, None):
            target = contributions.ref(
                key_result_id=effect.to_key_result_id, objective_id=effect.to_objective_id, moal_id=effect.to_moal_id
            )
            end = await self._end(target, field="toObjective")
            self.own.unit_ids.add(end.unit_id)  # Of a Moal, too: its unit consents.
        if effect.unit_id is not None:
            await self._unit(effect.unit_id)

    async def _dropped(self, own_id: UUID | None) -> None:
        dropped = await case_records.dropped(self.deed.connection, self.deed.organisation_id, _known(own_id))
        if dropped is None:
            objective = self.own.effect.kind is CaseEffectKind.RESTORE_OBJECTIVE
            field, kind = ("objective", "Objective") if objective else ("keyResult", "KeyResult")
            raise refusals.NotFound(field=field, kind=kind)
        self.own.unit_ids.add(dropped.unit_id)
        self.own.adds_to = dropped.unit_id
        self.own.about = dropped.title
        self.restored |= dict.fromkeys((_known(own_id), *dropped.key_result_ids), dropped)

    async def _ending(self) -> None:
        effect, here = self.own.effect, (self.deed.connection, self.deed.organisation_id)
        if effect.kind is CaseEffectKind.WITHDRAW_DEPENDENCY:
            need = await dependencies.load(*here, _known(effect.dependency_id))
            if need is None:
                raise refusals.NotFound(field="dependency", kind="Dependency")
            self.own.unit_ids |= {need.consumer_unit_id, need.provider_unit_id}
            self.own.about = need.what
            self.own.seen.add(need.id)
            return
        link = await stored_contributions.load(*here, _known(effect.contribution_id))
        if link is None:
            raise refusals.NotFound(field="contribution", kind="Contribution")
        self.own.unit_ids |= {link.from_unit_id, link.to_unit_id}
        self.own.seen.add(link.id)


def _known(own_id: UUID | None) -> UUID:
    """Return an id that the effect's kind needs, and whose presence was checked."""
    assert own_id is not None
    return own_id
