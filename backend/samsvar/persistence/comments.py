"""Comments: tables and statements."""

import dataclasses
import datetime as dt
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, DateTime, Index, Integer, Table, Uuid
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.comments import Comment
from samsvar.persistence import ends, records, schema

# A comment hangs on its record by id alone, and on the record's set by a key: what is dropped from a draft may be
# brought back, and finds what was said about it. Whether the set is open is cascaded, so that a draft's comments are as
# private as the draft.
comments = Table(
    "comments",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("objective_id", Uuid),
    Column("key_result_id", Uuid),
    Column("moal_id", Uuid),
    Column("okr_set_id", Uuid),
    Column("unit_id", Uuid),
    Column("cycle_id", Uuid),
    schema.is_open(nullable=True),
    Column("reply_to_id", Uuid),
    Column("author_id", Uuid, nullable=False),
    schema.words("text"),
    Column("written_at", DateTime(timezone=True), nullable=False),
    Column("edited_at", DateTime(timezone=True)),
    Column("withdrawn_at", DateTime(timezone=True)),
    schema.version(),
    schema.within_organisation(
        ["okr_set_id", "unit_id", "cycle_id", "is_open"],
        "okr_sets",
        ["id", "unit_id", "cycle_id", "is_open"],
        on_update="CASCADE",
        name="comments_okr_set_fkey",
    ),
    schema.within_organisation(["moal_id"], "moals"),
    schema.within_organisation(["reply_to_id"], "comments"),
    schema.within_organisation(["author_id"], "people"),
    CheckConstraint("num_nonnulls(objective_id, key_result_id, moal_id) = 1", name="one_subject"),
    CheckConstraint("(moal_id is null) = (okr_set_id is not null)", name="subject_set"),
    CheckConstraint("(okr_set_id is null) = (is_open is null)", name="subject_open"),
    CheckConstraint("text <> ''", name="text_present"),
    Index("comments_objective_idx", "organisation_id", "objective_id", "id"),
    Index("comments_key_result_idx", "organisation_id", "key_result_id", "id"),
    Index("comments_moal_idx", "organisation_id", "moal_id", "id"),
    Index("comments_reply_to_idx", "organisation_id", "reply_to_id", "id"),
    Index("comments_set_idx", "organisation_id", "okr_set_id"),
)

# What a comment said before its author put it into other words. Append-only.
comment_wordings = Table(
    "comment_wordings",
    schema.metadata,
    schema.organisation_id(),
    Column("comment_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    schema.words("text"),
    Column("written_at", DateTime(timezone=True), nullable=False),
    schema.within_organisation(["comment_id"], "comments"),
)


async def load(connection: AsyncConnection, organisation_id: UUID, comment_id: UUID) -> Comment | None:
    """Return a comment, held until the transaction ends."""
    return await records.one(
        connection,
        Comment,
        sa.select(*records.columns(comments, Comment))
        .where(comments.c.organisation_id == organisation_id, comments.c.id == comment_id)
        .with_for_update(key_share=True),
    )


async def insert(connection: AsyncConnection, organisation_id: UUID, comment: Comment, *, about: ends.End) -> None:
    """Store a new comment on a record."""
    of_set = {} if about.okr_set_id is None else {"unit_id": about.unit_id, "cycle_id": about.cycle_id}
    await connection.execute(
        sa.insert(comments).values(
            organisation_id=organisation_id,
            okr_set_id=about.okr_set_id,
            is_open=about.is_open,
            **of_set,
            **dataclasses.asdict(comment),
        )
    )


async def store(connection: AsyncConnection, organisation_id: UUID, comment: Comment) -> None:
    """Store a comment that was reworded, taken back or restored."""
    await connection.execute(
        sa.update(comments)
        .where(comments.c.organisation_id == organisation_id, comments.c.id == comment.id)
        .values(
            text=comment.text,
            edited_at=comment.edited_at,
            withdrawn_at=comment.withdrawn_at,
            version=comment.version,
        )
    )


async def keep_wording(connection: AsyncConnection, organisation_id: UUID, comment: Comment) -> None:
    """Keep what a comment says before it is reworded."""
    written_at: dt.datetime = comment.edited_at or comment.written_at
    await connection.execute(
        sa.insert(comment_wordings).values(
            organisation_id=organisation_id,
            comment_id=comment.id,
            version=comment.version,
            text=comment.text,
            written_at=written_at,
        )
    )


def is_about(comment: schema.Row, subject: str, own_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    """Return the condition that a comment begins a thread about a record; ``subject`` names the column."""
    return sa.and_(comment.c[subject] == own_id, comment.c.reply_to_id.is_(None))


def count_about(subject: str, own_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[int]:
    """Return how many comments and answers a record has, without those that were taken back."""
    said = comments.alias("said")
    counted: sa.Select[Any] = (
        sa.select(sa.func.count()).select_from(said).where(said.c[subject] == own_id, said.c.withdrawn_at.is_(None))
    )
    return counted.scalar_subquery()
