"""What a change of a unit would do, before anybody does it: nothing is stored."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from samsvar.domain import refusals
from samsvar.domain import unit_effects as domain
from samsvar.domain.unit_effects import Effect, EffectKind, Example
from samsvar.domain.unit_histories import History
from samsvar.operations import deeds, scopes, units
from samsvar.operations.deeds import Deed
from samsvar.operations.scopes import Scope
from samsvar.operations.units import Change, EndUnit, FoundUnit, MoveUnit, RenameUnit
from samsvar.persistence import organisations, unit_effects
from samsvar.persistence.unit_effects import Counted, Link

EXAMPLES: Final = 8
"""How many records an effect names; it counts all of them."""


@dataclasses.dataclass(frozen=True)
class Preview:
    """What would refuse the change, or else what it does; of drafts only those that the caller sees."""

    problems: tuple[refusals.Refusal, ...] = ()
    effects: tuple[Effect, ...] = ()


async def preview(scope: Scope, draft: FoundUnit | RenameUnit | MoveUnit | EndUnit, *, now: dt.datetime) -> Preview:
    """Return what a change of a unit would do, as far as the caller may see it."""
    async with scope.database.entered(scopes.entering(scope, now)) as (connection, found):
        deed = Deed(deeds.camel_case(preview.__name__), scope, scopes.rights_now(scope, found), now, connection)
        try:
            match draft:
                case FoundUnit():
                    await units.founding(deed, draft)
                    return Preview(effects=await _of_founding(deed, draft))
                case RenameUnit():
                    return Preview(effects=await _of_renaming(deed, await units.renaming(deed, draft)))
                case MoveUnit():
                    return Preview(effects=await _of_moving(deed, await units.moving(deed, draft)))
                case EndUnit():
                    return Preview(effects=await _of_ending(deed, await units.ending(deed, draft)))
        except refusals.Refusal as refusal:
            return Preview(problems=(refusal,))


async def _of_founding(deed: Deed, draft: FoundUnit) -> tuple[Effect, ...]:
    levels = await organisations.levels(deed.connection, deed.organisation_id)
    if draft.kind in levels:
        return ()
    return (Effect(EffectKind.LEVEL_NOT_IN_USE, (), 1),)


async def _of_renaming(deed: Deed, change: Change) -> tuple[Effect, ...]:
    closed = await unit_effects.closed_sets(deed.connection, deed.organisation_id, [change.unit.id])
    return _present([Effect(EffectKind.CLOSED_SETS_STAY, (), closed), _later(change)])


async def _of_moving(deed: Deed, change: Change) -> tuple[Effect, ...]:
    unit_id, day, asked = change.unit.id, change.on, (deed.connection, deed.organisation_id)
    along = change.after.within(unit_id, day)
    sets = await unit_effects.open_sets(*asked, along)
    closed = await unit_effects.closed_sets(*asked, along)
    outward = _Outward(change, along, await unit_effects.living_contributions(*asked, along))
    waiting = _Outward(change, along, await unit_effects.living_dependencies(*asked, along))
    above_before, above_after = (domain.readers(history, unit_id, day) for history in (change.before, change.after))
    return _present(
        [
            _units(EffectKind.UNITS_ALONG, _names(change.after, along - {unit_id}, day)),
            _records(EffectKind.OKR_SETS_ALONG, "OkrSet", sets, change.after, day),
            _links(EffectKind.CONTRIBUTIONS_ACROSS, "Contribution", outward.becoming_across(), change.after, day),
            _links(EffectKind.CONTRIBUTIONS_TOGETHER, "Contribution", outward.becoming_inner(), change.after, day),
            _links(EffectKind.CONTRIBUTIONS_TURNED, "Contribution", outward.turned(), change.after, day),
            _links(EffectKind.DEPENDENCIES_ACROSS, "Dependency", waiting.becoming_across(), change.after, day),
            _units(EffectKind.READERS_GAINED, _without(above_after, above_before)),
            _units(EffectKind.READERS_LOST, _without(above_before, above_after)),
            Effect(EffectKind.CLOSED_SETS_STAY, (), closed),
            _later(change),
        ]
    )


async def _of_ending(deed: Deed, change: Change) -> tuple[Effect, ...]:
    unit_id, day, asked = change.unit.id, change.on, (deed.connection, deed.organisation_id)
    contributions = await unit_effects.living_contributions(*asked, [unit_id])
    dependencies = await unit_effects.living_dependencies(*asked, [unit_id])
    unanswered = [link for link in contributions if link.awaits_unit_id == unit_id]
    undecided = [link for link in dependencies if link.awaits_unit_id == unit_id]
    answers = [
        *_links(EffectKind.ANSWERS_MISSING, "Contribution", unanswered, change.before, day).examples,
        *_links(EffectKind.ANSWERS_MISSING, "Dependency", undecided, change.before, day).examples,
    ]
    waiting = [link for link in dependencies if link.awaits_unit_id != unit_id]
    dropped = [version for version in change.before.versions(unit_id) if version.valid_from > day]
    return _present(
        [
            _detailed(EffectKind.OBJECTIVES_LEFT, "Objective", await unit_effects.open_objectives(*asked, unit_id)),
            Effect(EffectKind.ANSWERS_MISSING, tuple(answers[:EXAMPLES]), len(unanswered) + len(undecided)),
            _links(EffectKind.DEPENDENCIES_LEFT, "Dependency", waiting, change.before, day),
            _records(
                EffectKind.MOALS_LEFT, "Moal", await unit_effects.moals_underway(*asked, unit_id), change.before, day
            ),
            _detailed(EffectKind.ROLES_END, "Membership", await unit_effects.roles_lasting(*asked, unit_id, on=day)),
            Effect(EffectKind.CLOSED_SETS_STAY, (), await unit_effects.closed_sets(*asked, [unit_id])),
            Effect(
                EffectKind.PLANS_DROPPED,
                tuple(Example("Unit", unit_id, each.name, each.valid_from.isoformat()) for each in dropped[:EXAMPLES]),
                len(dropped),
            ),
        ]
    )


class _Outward:
    """Links between the units that go along and all others, before the change and after it."""

    def __init__(self, change: Change, along: set[UUID], links: Sequence[Link]) -> None:
        self._change = change
        self._links = [link for link in links if (link.from_unit_id in along) != (link.to_unit_id in along)]

    def becoming_across(self) -> list[Link]:
        return [link for link in self._links if self._across(link) == (False, True)]

    def becoming_inner(self) -> list[Link]:
        return [link for link in self._links if self._across(link) == (True, False)]

    def turned(self) -> list[Link]:
        """Return those that led upward and no longer do, or the other way round."""
        return [link for link in self._links if len(set(self._relations(link))) > 1]

    def _across(self, link: Link) -> tuple[bool, ...]:
        return tuple(
            domain.is_across(history, link.from_unit_id, link.to_unit_id, self._change.on)
            for history in (self._change.before, self._change.after)
        )

    def _relations(self, link: Link) -> list[domain.Relation]:
        return [
            domain.relation(history, link.from_unit_id, link.to_unit_id, self._change.on)
            for history in (self._change.before, self._change.after)
        ]


def _present(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    return tuple(effect for effect in effects if effect.count)


def _later(change: Change) -> Effect:
    later = [version for version in change.after.versions(change.unit.id) if version.valid_from > change.on]
    examples = (Example("Unit", change.unit.id, each.name, each.valid_from.isoformat()) for each in later[:EXAMPLES])
    return Effect(EffectKind.PLANNED_LATER, tuple(examples), len(later))


def _without(some: dict[UUID, str], others: dict[UUID, str]) -> dict[UUID, str]:
    return {own_id: name for own_id, name in some.items() if own_id not in others}


def _names(history: History, unit_ids: Iterable[UUID], day: dt.date) -> dict[UUID, str]:
    found = {unit_id: history.on(unit_id, day) for unit_id in unit_ids}
    named = {unit_id: version.name for unit_id, version in found.items() if version is not None}
    return dict(sorted(named.items(), key=lambda item: item[1]))


def _units(kind: EffectKind, names: dict[UUID, str]) -> Effect:
    examples = [Example("Unit", own_id, name) for own_id, name in names.items()]
    return Effect(kind, tuple(examples[:EXAMPLES]), len(names))


def _records(kind: EffectKind, node_type: str, records: Sequence[Counted], history: History, day: dt.date) -> Effect:
    names = _names(history, {each.unit_id for each in records}, day)
    examples = (Example(node_type, each.id, each.title, names.get(each.unit_id, "")) for each in records[:EXAMPLES])
    return Effect(kind, tuple(examples), len(records))


def _detailed(kind: EffectKind, node_type: str, records: Sequence[Counted]) -> Effect:
    examples = (Example(node_type, each.id, each.title, each.detail) for each in records[:EXAMPLES])
    return Effect(kind, tuple(examples), len(records))


def _links(kind: EffectKind, node_type: str, links: Sequence[Link], history: History, day: dt.date) -> Effect:
    names = _names(history, {own_id for link in links for own_id in (link.from_unit_id, link.to_unit_id)}, day)
    examples = (
        Example(
            node_type, link.id, link.title, f"{names.get(link.from_unit_id, '')} → {names.get(link.to_unit_id, '')}"
        )
        for link in links[:EXAMPLES]
    )
    return Effect(kind, tuple(examples), len(links))
