"""People, their memberships and the organisation's administrators: tables and statements."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Index,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from samsvar.persistence import schema

# Whoever signs in: known by issuer and subject, never by e-mail address.
people = Table(
    "people",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    schema.words("issuer"),
    schema.words("subject"),
    schema.words("name"),
    Column("email", Text),
    Column("locale", Text),
    Column("last_signed_in_at", DateTime(timezone=True)),
    # When a sign-in showed that the organisation takes them in no longer; null again once it does.
    Column("left_at", DateTime(timezone=True)),
    schema.version(),
    schema.created_at(),
    UniqueConstraint("organisation_id", "issuer", "subject"),
    schema.one_of("locale", ("nb", "en", "de")),
)

# `source` tells who keeps the row: GROUP rows follow the provider's groups at each sign-in, ADMINISTRATOR rows stay.
memberships = Table(
    "memberships",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("person_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    schema.words("role"),
    schema.words("source"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    schema.created_at(),
    schema.within_organisation(["person_id"], "people"),
    schema.within_organisation(["unit_id"], "units"),
    schema.one_of("role", ("MEMBER", "LEAD", "OKR_MASTER", "VIEWER")),
    schema.one_of("source", ("GROUP", "ADMINISTRATOR")),
    CheckConstraint("valid_to is null or valid_to >= valid_from", name="valid_in_order"),
    Index("memberships_person_idx", "organisation_id", "person_id"),
    Index("memberships_unit_idx", "organisation_id", "unit_id"),
)

administrators = Table(
    "administrators",
    schema.metadata,
    schema.organisation_id(),
    Column("person_id", Uuid, primary_key=True),
    schema.words("source"),
    schema.created_at(),
    schema.within_organisation(["person_id"], "people"),
    schema.one_of("source", ("GROUP", "ADMINISTRATOR")),
)


def name_of(person_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[str]:
    """Return a person's name, null for null."""
    named = people.alias("named")
    return sa.select(named.c.name).where(named.c.id == person_id).scalar_subquery()
