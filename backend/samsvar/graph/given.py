"""What a statement is given by the request, and no client can set: who asks, and when."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from samsvar.graph import selection

Now = Annotated[dt.datetime, selection.of_context(lambda context: context.now)]
"""The instant of the request: one for the whole of it."""

Today = Annotated[dt.date, selection.of_context(lambda context: context.today)]
"""The day of the request in the organisation's time zone."""

PersonId = Annotated[UUID | None, selection.of_context(lambda context: context.person_id)]
"""The person who asks; None when it is an integration."""

ApiClientId = Annotated[UUID | None, selection.of_context(lambda context: context.api_client_id)]
"""The integration that asks; None when it is a person."""

HeldIn = Annotated[list[UUID], selection.of_context(lambda context: [held.unit_id for held in context.scope.roles])]
"""The units in which whoever asks holds roles."""

HeldRoles = Annotated[
    list[str], selection.of_context(lambda context: [held.role.value for held in context.scope.roles])
]
"""The roles that go with :data:`HeldIn`, one for one."""

IsAdministrator = Annotated[bool, selection.of_context(lambda context: context.scope.is_administrator)]
"""Whether whoever asks administers the organisation."""
