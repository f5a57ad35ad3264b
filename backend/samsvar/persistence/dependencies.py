"""Dependencies, where one unit needs another's result by a date: tables and statements."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Date, DateTime, Index, Table, Text, Uuid

from samsvar.persistence import schema

# The consumer's end is carried like a contribution's; the provider's objective is unknown until the provider names it.
dependencies = Table(
    "dependencies",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("cycle_id", Uuid, nullable=False),
    Column("consumer_unit_id", Uuid, nullable=False),
    Column("consumer_okr_set_id", Uuid, nullable=False),
    schema.is_open("consumer_is_open"),
    Column("consumer_objective_id", Uuid, nullable=False),
    Column("consumer_key_result_id", Uuid),
    Column("provider_unit_id", Uuid, nullable=False),
    Column("provider_okr_set_id", Uuid),
    schema.is_open("provider_is_open", nullable=True),
    Column("provider_objective_id", Uuid),
    Column("provider_key_result_id", Uuid),
    schema.words("what"),
    Column("needed_by", Date, nullable=False),
    schema.words("kind"),
    Column("state", Text, nullable=False, server_default="REQUESTED"),
    Column("fallback", Text, nullable=False, server_default=""),
    Column("answer", Text, nullable=False, server_default=""),
    Column("counter_needed_by", Date),
    Column("delivered_at", DateTime(timezone=True)),
    schema.version(),
    schema.created_at(),
    schema.within_organisation(
        ["consumer_objective_id", "consumer_okr_set_id", "consumer_unit_id", "cycle_id", "consumer_is_open"],
        "objectives",
        ["id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="dependencies_consumer_objective_fkey",
    ),
    schema.within_organisation(
        [
            "consumer_key_result_id",
            "consumer_objective_id",
            "consumer_okr_set_id",
            "consumer_unit_id",
            "cycle_id",
            "consumer_is_open",
        ],
        "key_results",
        ["id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="dependencies_consumer_key_result_fkey",
    ),
    schema.within_organisation(
        ["provider_objective_id", "provider_okr_set_id", "provider_unit_id", "cycle_id", "provider_is_open"],
        "objectives",
        ["id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="dependencies_provider_objective_fkey",
    ),
    schema.within_organisation(
        [
            "provider_key_result_id",
            "provider_objective_id",
            "provider_okr_set_id",
            "provider_unit_id",
            "cycle_id",
            "provider_is_open",
        ],
        "key_results",
        ["id", "objective_id", "okr_set_id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="dependencies_provider_key_result_fkey",
    ),
    schema.within_organisation(["provider_unit_id"], "units"),
    schema.one_of("kind", ("GATES", "SLOWS", "INFORMS")),
    schema.one_of("state", ("REQUESTED", "ACCEPTED", "COUNTERED", "DECLINED", "DELIVERED", "WITHDRAWN")),
    CheckConstraint("what <> ''", name="what_present"),
    CheckConstraint("consumer_objective_id is distinct from provider_objective_id", name="not_on_itself"),
    CheckConstraint("(provider_objective_id is null) = (provider_okr_set_id is null)", name="provider_set"),
    CheckConstraint("(provider_objective_id is null) = (provider_is_open is null)", name="provider_open"),
    CheckConstraint(
        "provider_key_result_id is null or provider_objective_id is not null", name="key_result_with_objective"
    ),
    Index("dependencies_consumer_idx", "organisation_id", "consumer_objective_id"),
    Index("dependencies_provider_idx", "organisation_id", "provider_objective_id"),
    Index("dependencies_provider_unit_idx", "organisation_id", "provider_unit_id", "cycle_id", "state"),
    Index("dependencies_consumer_unit_idx", "organisation_id", "consumer_unit_id", "cycle_id", "state"),
)


def is_late(row: Any, today: sa.ColumnElement[dt.date]) -> sa.ColumnElement[bool]:
    """Return whether the day of a dependency is over, and what was wanted neither delivered nor given up."""
    undecided = ", ".join(f"'{state}'" for state in ("REQUESTED", "ACCEPTED", "COUNTERED"))
    return sa.and_(row.needed_by < today, row.state.in_(sa.text(undecided)))
