"""What an outcome of a case usually changes, for the units to start from."""

import datetime as dt
from uuid import UUID

from samsvar.domain import alignment_case_effects as domain
from samsvar.domain.alignment_case_effects import Effect
from samsvar.domain.alignment_cases import CaseOutcome
from samsvar.operations import scopes
from samsvar.operations.scopes import Scope
from samsvar.persistence import alignment_case_records as case_records
from samsvar.persistence import alignment_cases as stored


async def suggest(
    scope: Scope, case_id: UUID, outcome: CaseOutcome, *, stays: UUID | None, now: dt.datetime
) -> list[Effect]:
    """
    Return what an outcome usually changes in what a case is about; nothing for a case that the caller doesn't see.

    Args:
        stays: The objective that stays; the first one that was named when left out.
    """
    async with scope.database.entered(scopes.entering(scope, now)) as (connection, _):
        here = (connection, scope.organisation_id)
        case = await stored.read(*here, case_id)
        if case is None:
            return []
        named = await stored.objectives_of(*here, case.id, subjects_only=True)
        order = [each for each in named if each == stays] + [each for each in named if each != stays]
        subjects = [each for each in [await case_records.subject(*here, own_id) for own_id in order] if each]
        findings = await stored.subjects(*here, case.id, "OVERLAP_FINDING")
        sides = await case_records.sides(*here, findings)
        by = await case_records.middle_of(*here, case.cycle_id, since=now.date())
    return domain.suggested_effects(outcome, subjects, alike=sides, by=by)
