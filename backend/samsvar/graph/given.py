"""
What a statement is given by the request, and no client can set: who asks, and when.

To the type checker each is what a declaration's function gets: an expression.
"""

import datetime as dt
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import sqlalchemy as sa

from samsvar.graph.selection import of_context

if TYPE_CHECKING:
    Now = sa.ColumnElement[dt.datetime]
    Today = sa.ColumnElement[dt.date]
    PersonId = sa.ColumnElement[UUID | None]
    ApiClientId = sa.ColumnElement[UUID | None]
    Locale = sa.ColumnElement[str]
    HeldIn = sa.ColumnElement[list[UUID]]
    HeldRoles = sa.ColumnElement[list[str]]
    IsAdministrator = sa.ColumnElement[bool]
else:
    Now = Annotated[dt.datetime, of_context(lambda context: context.now)]
    """The instant of the request: one for the whole of it."""

    Today = Annotated[dt.date, of_context(lambda context: context.today)]
    """The day of the request in the organisation's time zone."""

    PersonId = Annotated[UUID | None, of_context(lambda context: context.person_id)]
    """The person who asks; null when it is an integration."""

    ApiClientId = Annotated[UUID | None, of_context(lambda context: context.api_client_id)]
    """The integration that asks; null when it is a person."""

    Locale = Annotated[str, of_context(lambda context: context.scope.locale)]
    """The language of whoever asks: ``nb``, ``en`` or ``de``."""

    HeldIn = Annotated[list[UUID], of_context(lambda context: [held.unit_id for held in context.scope.roles])]
    """The units in which whoever asks holds roles."""

    HeldRoles = Annotated[list[str], of_context(lambda context: [held.role.value for held in context.scope.roles])]
    """The roles that go with :data:`HeldIn`, one for one."""

    IsAdministrator = Annotated[bool, of_context(lambda context: context.scope.is_administrator)]
    """Whether whoever asks administers the organisation."""
