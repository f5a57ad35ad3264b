"""Mission, vision and strategies in the graph."""

import datetime as dt
import enum
from typing import Annotated

import sqlalchemy as sa
import strawberry

from samsvar.graph import filters, links, selection
from samsvar.graph.nodes import Node
from samsvar.graph.selection import Row
from samsvar.persistence import audit, directions, moals


@strawberry.enum(description="What kind of direction it is.")
class DirectionKind(enum.Enum):
    MISSION = strawberry.enum_value("MISSION", description="What we stand for.")
    VISION = strawberry.enum_value("VISION", description="Where we want to be.")
    STRATEGY = strawberry.enum_value("STRATEGY", description="A way that takes us there.")


def _moals(
    direction: Row,
    moal: Row,
    year: Annotated[int | None, strawberry.argument(description="Only those of this year.")] = None,
) -> sa.ColumnElement[bool]:
    return sa.and_(moal.c.id.in_(moals.serving(direction.c.id)), filters.equals(moal.c.year, year))


@selection.type(
    directions.directions,
    description="A mission, vision or strategy, for 5 to 10 years. It is never edited: a new version supersedes it.",
)
class Direction(Node):
    id: strawberry.ID = selection.global_id()
    kind: DirectionKind = selection.column(description="Mission, vision or strategy.")
    title: str = selection.column(description="What it is called.")
    text: str = selection.column(description="What it says.")
    horizon_years: int = selection.column(description="How many years it looks ahead.")
    version: int = selection.column(description="Counts its versions, from 1.")
    valid_from: dt.date = selection.column(description="The first day of this version.")
    valid_to: dt.date | None = selection.column(
        description="The day on which it was superseded or retired; null while it holds."
    )
    change_reason: str | None = selection.column(description="Why this version was made.")
    end_reason: str | None = selection.column(description="Why it was retired; null while it holds or was superseded.")
    stated_by: str | None = selection.column(
        lambda direction: audit.author_name(direction.c.id),
        description="The name of who stated this version; null where nobody noted it.",
    )
    retired_by: str | None = selection.column(
        lambda direction: audit.author_name(direction.c.id, "retireDirection"),
        description="The name of who retired it; null while it was not.",
    )
    versions: list[links.Direction] = selection.to_many(
        lambda direction, version: version.c.lineage_id == direction.c.lineage_id,
        order=lambda version: [version.c.version.desc()],
        description="All its versions, the latest first, with this one among them.",
    )
    supersedes: links.Direction | None = selection.to_one(
        lambda direction, older: older.c.id == direction.c.supersedes_id, description="The version before."
    )
    superseded_by: links.Direction | None = selection.to_one(
        lambda direction, newer: newer.c.supersedes_id == direction.c.id, description="The version after."
    )
    moals: list[links.Moal] = selection.to_many(
        _moals,
        order=lambda moal: [moal.c.year.desc(), moal.c.position, moal.c.id],
        description="The Moals that serve it, latest year first.",
    )
