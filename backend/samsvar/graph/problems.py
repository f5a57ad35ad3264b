"""Problems: refusals as data in the payload of a mutation, in the caller's language."""

from collections.abc import Awaitable, Callable
from typing import Protocol

import strawberry
from strawberry.extensions import FieldExtension

from samsvar.domain import graphs, refusals
from samsvar.graph import global_ids, messages
from samsvar.graph.context import Info


@strawberry.type(description="An objective on a circle that was refused; blank where it is a draft of others.")
class CircleStation:
    node_id: strawberry.ID | None = strawberry.field(description="The objective's id.")
    title: str | None = strawberry.field(description="What it is called.")
    unit_name: str | None = strawberry.field(description="The unit that it belongs to.")


@strawberry.type(description="Why a mutation was refused. Nothing was changed.")
class Problem:
    code: str = strawberry.field(description="Stable name of the reason, such as STALE_VERSION.")
    field: str | None = strawberry.field(
        description="The input field concerned, as a path such as `startsOn`; null when it is the whole input."
    )
    message: str = strawberry.field(description="What is wrong, in the caller's language.")
    remedy: str = strawberry.field(description="What to do about it, in the caller's language.")
    details: list[str] = strawberry.field(
        description="Line by line: what others changed meanwhile, or the names along a circle."
    )
    nodes: list[strawberry.ID] = strawberry.field(
        description="The records that it is about, in an order that means something."
    )
    circle: list[CircleStation] = strawberry.field(
        description="The circle that a link would close, to be drawn: it starts and ends at the same objective, and the"
        " first step is the link that was refused. Empty unless it is about a circle."
    )

    @classmethod
    def of(cls, refusal: refusals.Refusal, locale: str) -> "Problem":
        """Say a refusal in words."""
        words = messages.of(refusal, locale)
        return cls(
            code=refusal.code,
            field=refusal.field,
            message=words.message,
            remedy=words.remedy,
            details=words.details,
            nodes=[strawberry.ID(global_ids.encode(kind, own_id)) for kind, own_id in refusal.nodes],
            circle=[_station(each) for each in getattr(refusal, "circle", ())],
        )


def _station(station: graphs.Station) -> CircleStation:
    own_id = station.objective_id
    return CircleStation(
        node_id=None if own_id is None else strawberry.ID(global_ids.encode("Objective", own_id)),
        title=station.title,
        unit_name=station.unit,
    )


class Payload(Protocol):
    """What a mutation returns: problems, or else the record."""

    def __init__(self, *, problems: list[Problem]) -> None: ...


class ProblemsInPayload(FieldExtension):
    """Turns what a mutation refuses into the ``problems`` of its payload. Stands last among its extensions."""

    def __init__(self, payload: Callable[..., Payload]) -> None:
        self.payload = payload

    async def resolve_async(
        self, next_: Callable[..., Awaitable[object]], source: object, info: Info, **kwargs: object
    ) -> object:
        """Return the mutation's payload, or one with nothing but problems."""
        try:
            return await next_(source, info, **kwargs)
        except refusals.Refusal as refusal:
            refused: tuple[refusals.Refusal, ...] = (refusal,)
        except refusals.Refused as several:
            refused = several.refusals
        return self.payload(problems=[Problem.of(each, info.context.scope.locale) for each in refused])
