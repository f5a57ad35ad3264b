"""Comments in the graph. They name who said something; nothing leads from people to them (invariant 1)."""

import datetime as dt
from typing import Final

import sqlalchemy as sa
import strawberry

from samsvar.graph import given, links, paging, selection
from samsvar.graph.nodes import Node
from samsvar.graph.selection import Row
from samsvar.persistence import comments, people

PAGES: Final = paging.PageSizes(default=50, largest=200)


def oldest_first(comment: Row) -> list[sa.ColumnElement[object]]:
    """Return the order of a conversation."""
    return [comment.c.id]


def about_objective(objective: Row, comment: Row) -> sa.ColumnElement[bool]:
    """Return which comments begin a thread about an objective."""
    return comments.is_about(comment, "objective_id", objective.c.id)


def about_key_result(key_result: Row, comment: Row) -> sa.ColumnElement[bool]:
    """Return which comments begin a thread about a key result."""
    return comments.is_about(comment, "key_result_id", key_result.c.id)


def about_moal(moal: Row, comment: Row) -> sa.ColumnElement[bool]:
    """Return which comments begin a thread about a Moal."""
    return comments.is_about(comment, "moal_id", moal.c.id)


def _text(comment: Row) -> sa.ColumnElement[str | None]:
    return sa.case((comment.c.withdrawn_at.is_(None), comment.c.text))


def _is_own(comment: Row, person: given.PersonId) -> sa.ColumnElement[bool]:
    return sa.func.coalesce(comment.c.author_id == person, sa.false())


def _earlier_wordings(comment: Row, wording: Row) -> sa.ColumnElement[bool]:
    return sa.and_(wording.c.comment_id == comment.c.id, comment.c.withdrawn_at.is_(None))


@selection.type(comments.comment_wordings, description="What a comment said before it was put into other words.")
class CommentWording:
    text: str = selection.column(description="The words.")
    written_at: dt.datetime = selection.column(description="When they were written.")


@selection.type(comments.comments, description="What somebody said about an objective, a key result or a Moal.")
class Comment(Node):
    id: strawberry.ID = selection.global_id()
    text: str | None = selection.column(_text, description="The words; null once they were taken back.")
    author_name: str | None = selection.column(
        lambda comment: people.name_of(comment.c.author_id),
        description="The name of who said it. Nothing leads from people to what they say.",
    )
    is_own: bool = selection.column(_is_own, description="Whether the viewer said it, and may change it.")
    written_at: dt.datetime = selection.column(description="When it was said.")
    edited_at: dt.datetime | None = selection.column(description="When it was last put into other words.")
    withdrawn_at: dt.datetime | None = selection.column(description="When it was taken back.")
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    earlier_wordings: list[CommentWording] = selection.to_many(
        _earlier_wordings,
        order=lambda wording: [wording.c.version.desc()],
        description="What it said before, newest first; empty once it was taken back.",
    )
    answers: list[links.Comment] = selection.to_many(
        lambda comment, answer: answer.c.reply_to_id == comment.c.id,
        order=oldest_first,
        description="What others answered, oldest first. Answers have none themselves.",
    )
    objective: links.Objective | None = selection.to_one(
        lambda comment, objective: objective.c.id == comment.c.objective_id,
        description="What it is about, if it is an objective.",
    )
    key_result: links.KeyResult | None = selection.to_one(
        lambda comment, key_result: key_result.c.id == comment.c.key_result_id,
        description="What it is about, if it is a key result.",
    )
    moal: links.Moal | None = selection.to_one(
        lambda comment, moal: moal.c.id == comment.c.moal_id, description="What it is about, if it is a Moal."
    )
