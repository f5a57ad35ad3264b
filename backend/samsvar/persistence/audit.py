"""The audit, which is the outbox as well: who did what to which record, in the transaction that did it."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import BigInteger, Column, DateTime, Identity, Index, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.persistence import api_clients, people, schema
from samsvar.persistence.statements import Statement

# Append-only. `sequence` orders entries for whoever follows them (webhooks, live views); `okr_set_id` keeps what is
# said of a draft as private as the draft.
audit_entries = Table(
    "audit_entries",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("sequence", BigInteger, Identity(always=True), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("person_id", Uuid),
    Column("api_client_id", Uuid),
    schema.words("deed"),
    schema.words("node_type"),
    Column("node_id", Uuid, nullable=False),
    Column("unit_id", Uuid),
    Column("okr_set_id", Uuid),
    Column("before", JSONB),
    Column("after", JSONB),
    Column("why", Text),
    schema.within_organisation(["person_id"], "people"),
    schema.within_organisation(["unit_id"], "units"),
    schema.within_organisation(["okr_set_id"], "okr_sets"),
    Index("audit_entries_node_idx", "organisation_id", "node_id", "id"),
    Index("audit_entries_sequence_idx", "organisation_id", "sequence"),
    Index(
        "audit_entries_set_idx",
        "organisation_id",
        "okr_set_id",
        "sequence",
        postgresql_where=text("okr_set_id is not null"),
    ),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """What a deed did to one record; ``before`` and ``after`` hold the fields that differ, by their camelCase names."""

    node_type: str
    node_id: UUID
    unit_id: UUID | None = None
    okr_set_id: UUID | None = None
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None
    why: str | None = None


_FIELDS: Final = tuple(field.name for field in dataclasses.fields(Entry))

_STORE: Final = Statement(
    sa.text(
        """
        insert into samsvar.audit_entries (
               organisation_id, at, person_id, api_client_id, deed,
               node_type, node_id, unit_id, okr_set_id, before, after, why)
        select :organisation_id, :at, :person_id, :api_client_id, :deed,
               e.node_type, e.node_id, e.unit_id, e.okr_set_id, e.before, e.after, e.why
          from jsonb_to_recordset(:entries) as e(
               node_type text, node_id uuid, unit_id uuid, okr_set_id uuid, before jsonb, after jsonb, why text)
        """
    ).bindparams(
        sa.bindparam("organisation_id", type_=Uuid()),
        sa.bindparam("at", type_=DateTime(timezone=True)),
        sa.bindparam("person_id", type_=Uuid()),
        sa.bindparam("api_client_id", type_=Uuid()),
        sa.bindparam("deed", type_=Text()),
        sa.bindparam("entries", type_=JSONB()),
    )
)


async def store(
    connection: AsyncConnection,
    entries: Sequence[Entry],
    *,
    organisation_id: UUID,
    deed: str,
    person_id: UUID | None,
    api_client_id: UUID | None,
    at: dt.datetime,
) -> None:
    """Append the entries of one deed."""
    await _STORE.rows(
        connection,
        organisation_id=organisation_id,
        at=at,
        person_id=person_id,
        api_client_id=api_client_id,
        deed=deed,
        entries=[{name: getattr(each, name) for name in _FIELDS} for each in entries],
    )


async def name_of(connection: AsyncConnection, *, person_id: UUID | None, api_client_id: UUID | None) -> str:
    """Return what a person or integration is called; empty for Samsvar itself."""
    client = sa.select(api_clients.api_clients.c.name).where(api_clients.api_clients.c.id == api_client_id)
    person = people.name_of(sa.literal(person_id, Uuid()))
    found = await connection.execute(sa.select(sa.func.coalesce(person, client.scalar_subquery(), "")))
    return str(found.scalar_one())


def author_name(node_id: sa.ColumnElement[UUID], *deeds: str) -> sa.ColumnElement[str | None]:
    """
    Return the name of who made a record, or who last did one of the deeds to it; null where no entry tells.

    Args:
        node_id: The record.
        deeds: Names of mutations; none for the first entry, which is the record's making.
    """
    entry = audit_entries.alias("authoring")
    named = [entry.c.deed == sa.literal_column(f"'{deed}'", Text()) for deed in deeds]
    meant = sa.and_(entry.c.node_id == node_id, *([sa.or_(*named)] if named else []))
    order = entry.c.sequence.desc() if deeds else entry.c.sequence
    return sa.select(_name(entry)).where(meant).order_by(order).limit(1).scalar_subquery()


def actor_name(entry: schema.Row) -> sa.ColumnElement[str]:
    """Return the name of the person or integration that did it, empty for Samsvar itself."""
    return sa.func.coalesce(_name(entry), sa.literal_column("''"), type_=Text())


def _name(entry: schema.Row) -> sa.ColumnElement[str | None]:
    client = api_clients.api_clients.alias("acting")
    name = sa.select(client.c.name).where(client.c.id == entry.c.api_client_id).scalar_subquery()
    return sa.func.coalesce(people.name_of(entry.c.person_id), name, type_=Text())
