"""What a resolver finds in `info.context`: made anew for every execution, each event of a subscription included."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import uuid
import zoneinfo

import strawberry

from samsvar.operations import scopes
from samsvar.persistence import database, notifications, overlap_questions


@dataclasses.dataclass(frozen=True)
class Context:
    """
    Who asks, when, and where to look.

    Attributes:
        scope: Who acts, for which organisation, with which rights.
        now: The one instant of this execution: all that it reads and writes happened at it.
        live: What changes, for subscriptions: ``live.changes(organisation_id)``.
        questions: Whom to ask what a text is like; None where nobody is there to answer.
    """

    scope: scopes.Scope
    now: dt.datetime
    live: notifications.Changes
    questions: overlap_questions.OverlapQuestions | None = None

    @property
    def database(self) -> database.Database:
        """Where everything is kept."""
        return self.scope.database

    @property
    def organisation_id(self) -> uuid.UUID:
        """The one organisation that this execution sees."""
        return self.scope.organisation_id

    @property
    def person_id(self) -> uuid.UUID | None:
        """The person who asks; None for an integration."""
        return self.scope.actor.person_id

    @property
    def api_client_id(self) -> uuid.UUID | None:
        """The integration that asks; None for a person."""
        return self.scope.actor.api_client_id

    @functools.cached_property
    def today(self) -> dt.date:
        """The day in the organisation's time zone."""
        return self.now.astimezone(zoneinfo.ZoneInfo(self.scope.timezone)).date()


Info = strawberry.Info[Context, None]
"""What a resolver is given beside its arguments."""
