"""Who is in the room of a case now: said by the app every now and then, forgotten soon after."""

import dataclasses
from uuid import UUID

from samsvar.domain import refusals
from samsvar.operations import alignment_cases, deeds
from samsvar.operations.deeds import Deed
from samsvar.persistence import alignment_case_presences as presences
from samsvar.persistence import alignment_cases as stored


@dataclasses.dataclass(frozen=True)
class SayPresentInCase:
    """Somebody is in the room of a case, or leaves it."""

    case: UUID
    is_leaving: bool = False


@deeds.deed
async def say_present_in_case(deed: Deed, draft: SayPresentInCase) -> UUID:
    """Say that one is in the room of a case; an integration never is."""
    case = await stored.read(deed.connection, deed.organisation_id, draft.case)
    if case is None:
        raise refusals.NotFound(field="case", kind="AlignmentCase")
    person_id = deed.scope.actor.person_id
    if person_id is not None:
        is_news = await presences.is_in_room(
            deed.connection,
            deed.organisation_id,
            case.id,
            person_id=person_id,
            name=None if draft.is_leaving else await alignment_cases.acting_name(deed),
            now=deed.now,
            within=presences.PRESENT_FOR,
        )
        if is_news:
            deed.touch("AlignmentCase", case.id)
    return case.id
