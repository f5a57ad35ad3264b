"""
Figures: progress and own results in the transaction that moves them, support from below by a job.

A check-in knows what it moves and counts on from what is stored (:func:`count`). Whatever changes the ground itself
(a definition, a correction, a set that opens) reads all of it again (:func:`recount`). `samsvar verify` does
the latter for everything and compares.
"""

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import key_results as key_result_rules
from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain import results as domain
from samsvar.domain.check_ins import CheckIn
from samsvar.operations import supports
from samsvar.operations.deeds import Deed
from samsvar.persistence import key_results as key_result_rows
from samsvar.persistence import results
from samsvar.persistence.results import Followed, KeyResultFigures, ObjectiveFigures, Standing


def takes_measurements(each: Followed) -> bool:
    """Return whether a key result moves when its metric is measured."""
    return each.set_state in okr_set_rules.FOLLOWED and each.cycle_state != "CLOSED"


def progressed(each: Followed) -> Followed:
    """Return a key result with the progress that its reading gives."""
    return dataclasses.replace(each, progress=key_result_rules.progress_of(each.definition, each.reading))


def figures_of(each: Followed) -> KeyResultFigures:
    """Return what is stored of where a key result stands."""
    return KeyResultFigures(
        id=each.id,
        current_value=each.reading.value,
        measured_at=each.reading.measured_at,
        progress=each.progress,
        confidence=each.confidence,
        checked_in_at=each.checked_in_at,
        steps=key_result_rows.steps_json(each.definition),
    )


def own_figures(objective_id: UUID, key_results: Iterable[Followed]) -> ObjectiveFigures:
    """Return what is stored of an objective's own result."""
    own = domain.own_result(
        [
            domain.KeyResultStanding(
                id=each.id,
                title=each.title,
                weight=each.weight,
                progress=each.progress,
                reason=key_result_rules.why_without_progress(each.definition, each.reading),
                confidence=each.confidence,
                measured_at=each.reading.measured_at,
            )
            for each in key_results
        ]
    )
    return ObjectiveFigures(
        id=objective_id,
        own_result=own.explanation.value,
        own_coverage=own.explanation.coverage,
        own_terms=own.explanation.as_json(),
        confidence=own.confidence,
        measured_at=own.measured_at,
    )


def on_the_ground(each: Followed, standing: Standing) -> Followed:
    """Return a key result as its measurements and check-ins say."""
    definition = each.definition
    if definition.kind is key_result_rules.KeyResultKind.MILESTONE and standing.reached_steps is not None:
        places = [place for place in standing.reached_steps if place < len(definition.steps)]
        definition = key_result_rules.with_reached(definition, places)
    return progressed(
        dataclasses.replace(
            each,
            definition=definition,
            reading=standing.reading,
            confidence=standing.confidence,
            checked_in_at=standing.checked_in_at,
        )
    )


async def count(
    deed: Deed, before: Sequence[Followed], after: Sequence[Followed], *, check_in: CheckIn | None = None
) -> None:
    """
    Store what has moved, and mark it for the support of what stands above.

    Args:
        deed: The deed that moves it; it holds the objectives.
        before: All key results of the objectives concerned, as they were.
        after: The same ones, in the same order, as they are.
        check_in: The check-in that moved it; stored with it.
    """
    moved = [new for old, new in zip(before, after, strict=True) if new != old]
    objective_ids = list(dict.fromkeys(each.objective_id for each in moved))
    if not moved and check_in is None:
        return
    said = () if check_in is None else (check_in,)
    await _store(deed.connection, deed.organisation_id, after, moved, objective_ids, check_ins=said)
    deed.touch("KeyResult", *(each.id for each in moved))
    deed.touch("Objective", *objective_ids)


async def recount(deed: Deed, objective_ids: Collection[UUID]) -> None:
    """Read where the key results of objectives stand from the ground, store it, and announce it."""
    key_results = await recounted(deed.connection, deed.organisation_id, objective_ids)
    deed.touch("KeyResult", *(each.id for each in key_results))
    deed.touch("Objective", *objective_ids)


async def recounted(
    connection: AsyncConnection, organisation_id: UUID, objective_ids: Collection[UUID], *, marks: bool = True
) -> list[Followed]:
    """Like :func:`recount`, outside of a deed; returns the key results as they are now."""
    held = await results.hold_objectives(connection, organisation_id, objective_ids=objective_ids)
    before = await results.followed(connection, organisation_id, held)
    standings = await results.standings(connection, organisation_id, held)
    after = [on_the_ground(each, standings[each.id]) for each in before]
    await _store(connection, organisation_id, after, after, held, marks=marks)
    return after


async def recompute_cycle(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> None:
    """Compute every figure of a cycle from the ground, support from below as well: for imports."""
    objective_ids = await results.objectives_of_cycle(connection, organisation_id, cycle_id)
    await recounted(connection, organisation_id, objective_ids, marks=False)
    await supports.resupport(connection, organisation_id, objective_ids)


async def mark(deed: Deed, *objective_ids: UUID | None) -> None:
    """Mark objectives whose supporters changed, or that support others in another way now."""
    await results.mark(deed.connection, deed.organisation_id, {each for each in objective_ids if each is not None})


async def _store(
    connection: AsyncConnection,
    organisation_id: UUID,
    all_: Sequence[Followed],
    moved: Sequence[Followed],
    objective_ids: Collection[UUID],
    *,
    marks: bool = True,
    check_ins: Sequence[CheckIn] = (),
) -> None:
    proofs: dict[UUID, list[Followed]] = {own_id: [] for own_id in objective_ids}
    for each in all_:
        if each.objective_id in proofs:
            proofs[each.objective_id].append(each)
    await results.store_figures(
        connection,
        organisation_id,
        [figures_of(each) for each in moved],
        [own_figures(own_id, key_results) for own_id, key_results in proofs.items()],
        marks=objective_ids if marks else (),
        check_ins=check_ins,
    )
