"""What is done with hints on wording: a unit says that one doesn't fit, or wants it back."""

import dataclasses
from uuid import UUID

from samsvar.domain import refusals
from samsvar.domain.rights import Right
from samsvar.domain.wording import Subject
from samsvar.domain.wording_rules import Rule
from samsvar.operations import deeds, key_results, objectives
from samsvar.operations.deeds import Deed
from samsvar.persistence import hints


@dataclasses.dataclass(frozen=True)
class AnswerHint:
    """A hint of a record, as somebody has read it."""

    subject: Subject
    record: UUID
    rule: Rule
    expected_version: int


@deeds.deed
async def dismiss_hint(deed: Deed, draft: AnswerHint) -> UUID:
    """
    Put a hint aside for as long as the text stays as it is; returns the objective or key result.

    Raises:
        NotFound: No such record, or no such hint on it.
        StaleVersion: Its words may be others by now.
    """
    return await _answer(deed, draft, is_dismissed=True)


@deeds.deed
async def restore_hint(deed: Deed, draft: AnswerHint) -> UUID:
    """Show a hint again that was dismissed; returns the objective or key result."""
    return await _answer(deed, draft, is_dismissed=False)


async def _answer(deed: Deed, draft: AnswerHint, *, is_dismissed: bool) -> UUID:
    if draft.subject is Subject.OBJECTIVE:
        record, _, place = await objectives.load(deed, draft.record, field="record")
        node_type = "Objective"
        deed.rights.require(Right.DRAFT_OKRS, at=place.unit_path, field="record")
        await deed.require_version(record, draft.expected_version)
    else:
        key_result = await key_results.load(deed, draft.record, field="record")
        _, _, place = await objectives.load(deed, key_result.objective_id, field="record")
        node_type = "KeyResult"
        deed.rights.require(Right.DRAFT_OKRS, at=place.unit_path, field="record")
        await deed.require_version(key_result, draft.expected_version)
    worded = await hints.load(deed.connection, deed.organisation_id, draft.subject, draft.record)
    before = None if worded is None else next((hint for hint in worded.hints if hint.rule is draft.rule), None)
    if worded is None or before is None:
        raise refusals.NotFound(field="rule", kind="Hint")
    if before.is_dismissed == is_dismissed:
        return draft.record
    after = [
        dataclasses.replace(hint, is_dismissed=is_dismissed) if hint.rule is draft.rule else hint
        for hint in worded.hints
    ]
    await hints.store(deed.connection, deed.organisation_id, draft.subject, draft.record, after)
    # The words are the same, and so is the version: whoever is writing them meanwhile is not refused.
    deed.wrote(
        node_type,
        draft.record,
        before={"dismissed_hints": sorted(hint.rule.value for hint in worded.hints if hint.is_dismissed)},
        after={"dismissed_hints": sorted(hint.rule.value for hint in after if hint.is_dismissed)},
        unit_id=place.unit_id,
        okr_set_id=place.okr_set_id,
    )
    return draft.record
