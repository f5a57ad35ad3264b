"""Initiatives: the work that is meant to move key results. It never counts as progress."""

import dataclasses
import datetime
import enum
from uuid import UUID

from samsvar.domain import texts


class InitiativeState(enum.StrEnum):
    """How far the work has come."""

    PLANNED = "PLANNED"
    ACTIVE = "ACTIVE"
    DONE = "DONE"
    DROPPED = "DROPPED"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """Work that a unit does."""

    id: UUID
    unit_id: UUID
    title: str
    text: str
    state: InitiativeState
    due_on: datetime.date | None
    version: int

    def revised(self, *, title: str, text: str, state: InitiativeState, due_on: datetime.date | None) -> "Initiative":
        """
        Return the initiative in other words, or another state.

        Raises:
            TextMissing: The title is empty.
            TextTooLong: A text is longer than its place.
        """
        return dataclasses.replace(
            self,
            title=texts.line(title, field="title"),
            text=texts.prose(text, field="text"),
            state=state,
            due_on=due_on,
            version=self.version + 1,
        )
