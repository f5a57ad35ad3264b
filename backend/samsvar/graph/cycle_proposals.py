"""The cycle that would come next: resolved in Python, because the domain says it."""

import datetime as dt

import strawberry

from samsvar.graph.context import Info
from samsvar.operations import cycles


@strawberry.type(description="A name and days that the next cycle may have, to begin a plan with.")
class ProposedCycle:
    name: str = strawberry.field(description="A name like those of the others.")
    starts_on: dt.date = strawberry.field(description="The day after the last cycle.")
    ends_on: dt.date = strawberry.field(description="The last day, by the length that the organisation has set.")


async def proposed(info: Info) -> ProposedCycle:
    """Say which cycle would come next."""
    cycle = await cycles.proposed(info.context.scope, now=info.context.now)
    return ProposedCycle(name=cycle.name, starts_on=cycle.starts_on, ends_on=cycle.ends_on)
