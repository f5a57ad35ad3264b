"""Organisational units, today's tree and its history: tables and statements."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Identity,
    Index,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from samsvar.persistence import schema

# `path` is the materialised path of today's tree: the numbers of the units from the root down to this one, each
# followed by a slash ("1/7/42/"). A unit and all below it are one range: path ~>=~ '1/7/' and path ~<~ '1/7/~'.
units = Table(
    "units",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("number", BigInteger, Identity(always=True), nullable=False),
    schema.words("kind"),
    schema.words("name"),
    Column("parent_id", Uuid),
    schema.words("path"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(["parent_id"], "units"),
    UniqueConstraint("organisation_id", "number"),
    schema.one_of("kind", ("COMPANY", "DIVISION", "TEAM")),
    CheckConstraint("(kind = 'COMPANY') = (parent_id is null)", name="root_is_company"),
    CheckConstraint("parent_id is distinct from id", name="not_own_parent"),
    CheckConstraint("valid_to is null or valid_to > valid_from", name="valid_in_order"),
    Index(
        "units_path_idx",
        "organisation_id",
        "path",
        unique=True,
        postgresql_ops={"path": "text_pattern_ops"},
    ),
    Index("units_parent_idx", "organisation_id", "parent_id"),
)

# What each unit was called and where it stood, day by day; the last version of a living unit has no end.
unit_versions = Table(
    "unit_versions",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("unit_id", Uuid, nullable=False),
    schema.words("kind"),
    schema.words("name"),
    Column("parent_id", Uuid),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("reason", Text),
    schema.created_at(),
    schema.within_organisation(["unit_id"], "units"),
    schema.within_organisation(["parent_id"], "units"),
    UniqueConstraint("organisation_id", "unit_id", "valid_from"),
    CheckConstraint("valid_to is null or valid_to > valid_from", name="valid_in_order"),
)
