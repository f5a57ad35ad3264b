"""Looking at words when they are written, whichever deed wrote them, and keeping what might be worded better."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import wording
from samsvar.domain.wording import TITLE, WHY, Subject
from samsvar.persistence import hints
from samsvar.persistence.audit import Entry

SUBJECTS: Final = {"Objective": Subject.OBJECTIVE, "KeyResult": Subject.KEY_RESULT}

_MATTERS: Final = {TITLE, WHY, "kind"}


async def look_at(connection: AsyncConnection, organisation_id: UUID, entries: Iterable[Entry]) -> None:
    """Look at the words that entries of the audit speak of, and store the hints on them where they are others now."""
    for entry in entries:
        subject = SUBJECTS.get(entry.node_type)
        changed = _MATTERS & set(entry.after or ())
        if subject is None or not changed:
            continue
        worded = await hints.load(connection, organisation_id, subject, entry.node_id)
        if worded is None:
            continue
        names = wording.possible_names(worded.texts)
        found = wording.hints(
            subject,
            worded.texts,
            people=await hints.called_so(connection, organisation_id, names),
            shows_steps=worded.shows_steps,
        )
        now = wording.reworded(worded.hints, found, changed=changed)
        if now != list(worded.hints):
            await hints.store(connection, organisation_id, subject, entry.node_id, now)
