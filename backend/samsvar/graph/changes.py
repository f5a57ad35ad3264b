"""What changed, as it changes."""

import datetime as dt
from collections.abc import AsyncIterator

import strawberry

from samsvar.graph import global_ids
from samsvar.graph.context import Context


@strawberry.type(description="Records that changed together.")
class Changes:
    at: dt.datetime = strawberry.field(description="When they changed.")
    ids: list[strawberry.ID] = strawberry.field(
        description="The records. Some may be of types that you don't show; some you may not be allowed to see."
    )
    is_refetch_needed: bool = strawberry.field(
        description="Whether something changed that `ids` doesn't say, after a gap: read again what you show."
    )


async def _changes(info: strawberry.Info[Context]) -> AsyncIterator[Changes]:
    context = info.context
    async for change in context.live.changes(context.organisation_id):
        yield Changes(
            at=change.at or context.now,
            ids=[
                strawberry.ID(global_ids.encode(kind, own_id))
                for kind, own_ids in sorted(change.kinds.items())
                for own_id in sorted(own_ids)
            ],
            is_refetch_needed=change.refetch,
        )


@strawberry.type(description="What the server tells by itself.")
class Subscription:
    changes: AsyncIterator[Changes] = strawberry.subscription(
        resolver=_changes, description="Changes of the organisation's records, from now on."
    )
