"""What contributions and dependencies share: two units answer for them, and their cycle bounds them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain import rights
from samsvar.domain.rights import Right
from samsvar.operations.deeds import Deed
from samsvar.persistence import ends, entrances


async def units_answered_for(deed: Deed, *unit_ids: UUID, field: str) -> list[UUID]:
    """
    Return for which of a link's two units the caller may answer; both may be the same.

    Raises:
        Forbidden: For none of them.
    """
    units: list[UUID] = []
    for unit_id in set(unit_ids):
        path = await ends.unit_path(deed.connection, deed.organisation_id, unit_id)
        if path is not None and deed.rights.holds(Right.CONSENT, at=path):
            units.append(unit_id)
    if not units:
        raise rights.Forbidden(field=field, right=Right.CONSENT)
    return units


async def require_cycle_open(deed: Deed, cycle_id: UUID) -> None:
    """
    Let pass while links of a cycle may be answered.

    Raises:
        CycleTooFar: The cycle is reviewed or closed.
    """
    state = await ends.cycle_state(deed.connection, deed.organisation_id, cycle_id)
    okr_set_rules.require_cycle_open(state or "CLOSED")


async def stations(deed: Deed, way: Sequence[UUID]) -> dict[str, Any]:
    """
    Return how a refusal names the objectives on a circle: as nodes, by their titles, and to be drawn.

    Drafts of others are blank, also while the transaction sees them: whoever signs a case isn't told of them (ADR 0057).
    """
    async with entrances.seeing_own_drafts(deed.connection):
        circle = await ends.stations(deed.connection, deed.organisation_id, way)
    return {
        "nodes": [("Objective", each.objective_id) for each in circle if each.objective_id is not None],
        "path": [each.title or "…" for each in circle],
        "circle": circle,
    }
