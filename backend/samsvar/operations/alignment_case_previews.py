"""
What a proposal would change, found out by doing it and taking it back: nothing is stored, nobody is told.

The rows that it touches are held for as long as that takes, as by the deed itself.
"""

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from samsvar.domain import alignment_case_changes as change_rules
from samsvar.domain import alignment_case_effects as effect_rules
from samsvar.domain import coherence, findings, refusals
from samsvar.domain.alignment_case_changes import Line
from samsvar.domain.alignment_case_effects import Done, Effect
from samsvar.domain.alignment_cases import AlignmentCase, CaseOutcome
from samsvar.operations import alignment_case_bindings, alignment_case_effects, deeds, scopes
from samsvar.operations.alignment_case_bindings import Bindings
from samsvar.operations.deeds import Deed
from samsvar.operations.scopes import Scope
from samsvar.persistence import alignment_case_records as case_records
from samsvar.persistence import alignment_case_turns as turns
from samsvar.persistence import alignment_cases as stored
from samsvar.persistence import coherence as plans
from samsvar.persistence import database, entrances, units


@dataclasses.dataclass(frozen=True)
class PreviewCaseEffects:
    """What one thinks of proposing; effects None for what is proposed."""

    case: UUID
    outcome: CaseOutcome | None = None
    effects: Sequence[Effect] | None = None


@dataclasses.dataclass(frozen=True)
class BoundUnit:
    """A unit whose OKRs would change, and whether it was asked."""

    unit_id: UUID
    name: str
    is_asked: bool


@dataclasses.dataclass(frozen=True)
class Preview:
    """
    What a proposal would change.

    Attributes:
        changes: As :func:`samsvar.domain.alignment_case_changes.compared` has it, with what follows; None where it can't be.
        problems: Why not.
        appearing, vanishing: What coherence would find then, and what it finds now and wouldn't then.
    """

    changes: Mapping[str, Any] | None = None
    problems: Sequence[refusals.Refusal] = ()
    bound: Sequence[BoundUnit] = ()
    appearing: Sequence[findings.Finding] = ()
    vanishing: Sequence[findings.Finding] = ()


async def preview(scope: Scope, draft: PreviewCaseEffects, *, now: dt.datetime) -> Preview:
    """
    Return what a proposal would change, as far as the caller may see it.

    Raises:
        NotFound: There is no such case that the caller sees.
        Refusal: The caller speaks for none of the units that take part.
    """
    async with scope.database.entered(scopes.entering(scope, now)) as (connection, found):
        deed = Deed(deeds.camel_case(preview.__name__), scope, scopes.rights_now(scope, found), now, connection)
        # Not held: who thinks doesn't keep others from signing. What it touches is, for the moment.
        case = await stored.read(connection, deed.organisation_id, draft.case)
        if case is None:
            raise refusals.NotFound(field="case", kind="AlignmentCase")
        participants = await stored.participants(connection, deed.organisation_id, case.id)
        effects, seen = draft.effects, None
        if effects is None:
            proposed = (
                []
                if case.proposal_id is None
                else await turns.effects(connection, deed.organisation_id, case.proposal_id)
            )
            effects, seen = [each.effect for each in proposed], proposed
        try:
            case.require_undecided()
            if draft.outcome is not None:
                effect_rules.require_complete(draft.outcome, effects)
            bindings = await alignment_case_bindings.bind(
                deed, case, effects, titles=None if seen is None else [each.about for each in seen]
            )
        except refusals.Refusal as refusal:
            return Preview(problems=(refusal,))
        except refusals.Refused as several:
            return Preview(problems=several.refusals)
        asked = {each.unit_id for each in participants if each.is_asked}
        bound = [
            BoundUnit(unit.id, unit.name, unit.id in asked)
            for own_id in sorted(bindings.unit_ids)
            if (unit := await units.load(connection, deed.organisation_id, own_id)) is not None
        ]
        return dataclasses.replace(await _tried(deed, case, bindings, participants, seen), bound=bound)


async def what_refuses(deed: Deed, case: AlignmentCase, effects: Sequence[Effect]) -> Sequence[refusals.Refusal]:
    """Return why effects couldn't be done now, by trying; empty when they can."""
    trying = _trial(deed)
    attempt = await deed.connection.begin_nested()
    try:
        async with entrances.seeing_all_drafts(deed.connection, deed.organisation_id):
            await alignment_case_effects.perform(trying, effects, cycle_id=case.cycle_id, reason=case.title)
    except refusals.Refusal as refusal:
        return (refusal,)
    except refusals.Refused as several:
        return several.refusals
    finally:
        await attempt.rollback()
    return ()


@dataclasses.dataclass
class Look:
    """
    What sets say before a proposal is done.

    Attributes:
        visible: Objectives that whoever asks reads, beside those that the case is about.
    """

    case: AlignmentCase
    bindings: Bindings
    lines: Sequence[Line]
    visible: set[UUID]
    entries: int

    @classmethod
    async def before(cls, deed: Deed, case: AlignmentCase, bindings: Bindings, *, reader: bool = False) -> "Look":
        """Read what is there; ``reader``: what the caller reads, else what the case is about."""
        here = (deed.connection, deed.organisation_id)
        named = await stored.objectives_of(*here, case.id)
        lines = await case_records.lines(*here, case.cycle_id, bindings.unit_ids)
        visible = {*named, *bindings.objective_ids}
        if reader:
            visible |= {each.objective_id for each in lines}
        return cls(case, bindings, [each for each in lines if each.objective_id in visible], visible, len(deed.entries))

    async def after(self, deed: Deed, done: Sequence[Done], *, is_done: bool) -> dict[str, Any]:
        """Return what changed, with what followed for links; the transaction sees all drafts."""
        here = (deed.connection, deed.organisation_id)
        visible = {*self.visible, *made(done)}
        lines = await case_records.lines(*here, self.case.cycle_id, self.bindings.unit_ids)
        changed = change_rules.compared(
            self.lines, [each for each in lines if each.objective_id in visible], is_new_named=is_done
        )
        return {"sets": changed, "follows": await self._follows(deed, visible)}

    async def _follows(self, deed: Deed, visible: Collection[UUID]) -> list[dict[str, Any]]:
        """Return what becomes of links; those with drafts of others are as private as these."""
        here = (deed.connection, deed.organisation_id)
        came_and_went: dict[tuple[str, UUID], list[_Step]] = {}
        for entry in deed.entries[self.entries :]:
            if entry.node_type in _ENDS:
                came_and_went.setdefault((entry.node_type, entry.node_id), []).append((entry.before, entry.after))
        records = await _joining(deed, came_and_went)
        joined = {key: _objectives_of(key[0], record) for key, record in records.items() if record is not None}
        told = {*visible, *await case_records.shown(*here, {own_id for ends in joined.values() for own_id in ends})}
        names: dict[UUID, str] = {}
        follows = []
        for (kind, own_id), steps in came_and_went.items():
            record = records[kind, own_id]
            if record is None or not joined[kind, own_id] <= told:
                continue
            is_new = any(before is None for before, _ in steps)
            for unit_id in (record[name] for name in _ENDS[kind]):
                if unit_id not in names:
                    unit = await units.load(*here, unit_id)
                    names[unit_id] = "" if unit is None else unit.name
            start, goal = (names[record[name]] for name in _ENDS[kind])
            follows.append(
                {
                    "kind": f"{kind.upper()}_{'ADDED' if is_new else 'REMOVED'}",
                    "nodeId": f"{kind.lower()}_{own_id}",
                    "title": str(record.get("what") or await case_records.goal_of(*here, record)),
                    "fromUnitName": start,
                    "toUnitName": goal,
                }
            )
        for own_id in sorted(deed.touched.get("Dependency", ())):
            need = (
                None if ("Dependency", own_id) in came_and_went else await case_records.released(*here, own_id, visible)
            )
            if need is not None:
                follows.append({"kind": "DEPENDENCY_RELEASED", "nodeId": f"dependency_{own_id}", **need})
        return follows


def made(done: Sequence[Done]) -> list[UUID]:
    """Return the objectives that effects brought."""
    kinds = (effect_rules.CaseEffectKind.ADD_OBJECTIVE, effect_rules.CaseEffectKind.RESTORE_OBJECTIVE)
    return [each.result_id for each in done if each.effect.kind in kinds and each.result_id is not None]


async def _tried(
    deed: Deed,
    case: AlignmentCase,
    bindings: Bindings,
    participants: Sequence[Any],
    proposed: Sequence[turns.StoredEffect] | None,
) -> Preview:
    here = (deed.connection, deed.organisation_id)
    problems: list[refusals.Refusal] = []
    try:
        await alignment_case_bindings.require_asked(deed, participants, bindings)
    except refusals.Refusal as refusal:
        problems.append(refusal)
    if proposed is not None:
        problems += await alignment_case_effects.stale(deed, proposed)
    trying = _trial(deed)
    look = await Look.before(trying, case, bindings, reader=True)
    sets = await case_records.sets_of(*here, case.cycle_id, bindings.unit_ids)
    found_before = await _coherence(deed, sets)
    attempt = await deed.connection.begin_nested()
    try:
        async with entrances.seeing_all_drafts(*here):
            done = await alignment_case_effects.perform(
                trying, [each.effect for each in bindings.effects], cycle_id=case.cycle_id, reason=case.title
            )
            changes = await look.after(trying, done, is_done=False)
        found_after = await _coherence(deed, sets)
    except refusals.Refusal as refusal:
        return Preview(problems=(*problems, refusal))
    except refusals.Refused as several:
        return Preview(problems=(*problems, *several.refusals))
    finally:
        await attempt.rollback()
    return Preview(
        changes=changes,
        problems=problems,
        appearing=[each for key, each in found_after.items() if key not in found_before],
        vanishing=[each for key, each in found_before.items() if key not in found_after],
    )


def _trial(deed: Deed) -> Deed:
    """Return the deed with traces of its own, which nobody stores."""
    return Deed(deed.name, deed.scope, deed.rights, deed.now, deed.connection)


async def _coherence(deed: Deed, okr_set_ids: Sequence[UUID]) -> dict[tuple[Any, ...], findings.Finding]:
    """Return what coherence finds in sets that the caller reads, by what makes a finding the same one."""
    found = {}
    for own_id in okr_set_ids:
        plan = await plans.plan(_Reading(deed), own_id)
        for each in () if plan is None else coherence.findings(plan, today=deed.today):
            found[(own_id, each.code, each.node)] = each
    return found


@dataclasses.dataclass
class _Reading:
    """A writing transaction, read like a reader's."""

    deed: Deed

    async def value(self, sql: str, parameters: Sequence[Any]) -> Any:  # noqa: ANN401 - whatever the column holds
        """Return the first column of the first row."""
        return await database.value(self.deed.connection, sql, parameters)


_Step = tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]


async def _joining(
    deed: Deed, came_and_went: Mapping[tuple[str, UUID], Sequence[_Step]]
) -> dict[tuple[str, UUID], Mapping[str, Any] | None]:
    """Return what each link joins; None for one that neither came nor went."""
    records: dict[tuple[str, UUID], Mapping[str, Any] | None] = {}
    for (node_type, own_id), steps in came_and_went.items():
        written = (each for step in steps for each in step if each and _ENDS[node_type][0] in each)
        records[node_type, own_id] = next(written, None)
        # Of a link that is withdrawn the log has what differs, and that is not what it joins.
        if records[node_type, own_id] is None and any(after and after.get("state") == _GONE for _, after in steps):
            records[node_type, own_id] = await case_records.ends_of(
                deed.connection, deed.organisation_id, node_type, own_id
            )
    return records


def _objectives_of(kind: str, link: Mapping[str, Any]) -> set[UUID]:
    """Return the objectives that a link joins, as far as it names them."""
    return {own_id for name in _OBJECTIVES[kind] if (own_id := link.get(name)) is not None}


_GONE: Final = "WITHDRAWN"
_ENDS: Final = {"Contribution": ("fromUnitId", "toUnitId"), "Dependency": ("consumerUnitId", "providerUnitId")}
_OBJECTIVES: Final = {
    "Contribution": ("fromObjectiveId", "toObjectiveId"),
    "Dependency": ("consumerObjectiveId", "providerObjectiveId"),
}
