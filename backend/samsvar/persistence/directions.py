"""Mission, vision and strategies: tables and statements."""

import sqlalchemy as sa
from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from samsvar.persistence import schema

# A direction is never edited: a new version supersedes it, and `lineage_id` (the first version's id) keeps them together.
directions = Table(
    "directions",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    schema.words("kind"),
    schema.words("title"),
    Column("text", Text, nullable=False, server_default=""),
    Column("horizon_years", SmallInteger, nullable=False),
    Column("lineage_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("supersedes_id", Uuid),
    Column("change_reason", Text),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    schema.created_at(),
    schema.within_organisation(["supersedes_id"], "directions"),
    schema.within_organisation(["lineage_id"], "directions"),
    UniqueConstraint("organisation_id", "lineage_id", "version"),
    UniqueConstraint("organisation_id", "supersedes_id"),
    schema.one_of("kind", ("MISSION", "VISION", "STRATEGY")),
    CheckConstraint("horizon_years between 1 and 30", name="horizon_years_sensible"),
    CheckConstraint("(version = 1) = (supersedes_id is null)", name="first_supersedes_nothing"),
    Index("directions_current_idx", "organisation_id", "kind", "position", postgresql_where=text("valid_to is null")),
)


def by_kind(kind: sa.ColumnElement[str]) -> sa.ColumnElement[int]:
    """Return a number by which kinds sort as the pyramid has them: mission, vision, strategies."""
    places = {word: sa.literal_column(str(place), Integer()) for place, word in enumerate(("MISSION", "VISION"))}
    return sa.case(places, value=kind, else_=sa.literal_column("2", Integer()))
