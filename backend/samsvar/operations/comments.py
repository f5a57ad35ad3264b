"""What is done with comments: written, reworded, taken back, and said again after all."""

import dataclasses
from collections.abc import Awaitable, Callable, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import comments as domain
from samsvar.domain import refusals
from samsvar.domain.comments import Comment
from samsvar.domain.rights import Right
from samsvar.operations import deeds
from samsvar.operations.deeds import Deed
from samsvar.persistence import comments, ends, ids

FIND: Final[Mapping[str, Callable[[AsyncConnection, UUID, UUID], Awaitable[ends.End | None]]]] = {
    "Objective": ends.objective,
    "KeyResult": ends.key_result,
    "Moal": ends.moal,
}
"""What can be commented on, by GraphQL type, and how it is found."""


@dataclasses.dataclass(frozen=True)
class WriteComment:
    """
    New words about a record.

    Attributes:
        kind: Its GraphQL type: one of :data:`FIND`.
        about: Its id.
        reply_to: A comment on the same record that this one answers.
    """

    kind: str
    about: UUID
    text: str
    reply_to: UUID | None = None


@dataclasses.dataclass(frozen=True)
class RewordComment:
    """Other words in the place of one's own."""

    comment: UUID
    text: str
    expected_version: int


@dataclasses.dataclass(frozen=True)
class TurnComment:
    """One's own comment, to be taken back or said again."""

    comment: UUID
    expected_version: int


@deeds.deed
async def write_comment(deed: Deed, draft: WriteComment) -> UUID:
    """
    Say something about an objective, a key result or a Moal.

    Raises:
        CommentsAreByPeople: An integration tries to.
    """
    here = (deed.connection, deed.organisation_id)
    author_id = deed.scope.actor.person_id
    if author_id is None:
        raise domain.CommentsAreByPeople
    about = await FIND[draft.kind](*here, draft.about)
    if about is None:
        raise refusals.NotFound(field="about", kind=draft.kind)
    deed.rights.require(Right.COMMENT, at=about.unit_path, field="about")
    subject = {
        "objective_id": draft.about if draft.kind == "Objective" else None,
        "key_result_id": draft.about if draft.kind == "KeyResult" else None,
        "moal_id": draft.about if draft.kind == "Moal" else None,
    }
    new = Comment(
        id=await ids.fresh(deed.connection),
        **subject,
        reply_to_id=await _thread(deed, draft),
        author_id=author_id,
        text=domain.words(draft.text),
        written_at=deed.now,
        edited_at=None,
        withdrawn_at=None,
        version=1,
    )
    await comments.insert(*here, new, about=about)
    _wrote(deed, new, about)
    return new.id


@deeds.deed
async def reword_comment(deed: Deed, draft: RewordComment) -> UUID:
    """Put one's own comment into other words; the earlier ones stay readable."""
    before, about = await _load(deed, draft.comment)
    after = before.reworded(draft.text, by=deed.scope.actor.person_id, at=deed.now)
    await deed.require_version(before, draft.expected_version)
    if after.text == before.text:
        return before.id
    await comments.keep_wording(deed.connection, deed.organisation_id, before)
    await comments.store(deed.connection, deed.organisation_id, after)
    _wrote(deed, after, about, before=before)
    return after.id


@deeds.deed
async def withdraw_comment(deed: Deed, draft: TurnComment) -> UUID:
    """Take one's own comment back: that something was said stays, the words are nobody's to read."""
    before, about = await _load(deed, draft.comment)
    after = before.withdrawn(by=deed.scope.actor.person_id, at=deed.now)
    await deed.require_version(before, draft.expected_version)
    await comments.store(deed.connection, deed.organisation_id, after)
    _wrote(deed, after, about, before=before)
    return after.id


@deeds.deed
async def restore_comment(deed: Deed, draft: TurnComment) -> UUID:
    """Say again what one had taken back."""
    before, about = await _load(deed, draft.comment)
    after = before.restored(by=deed.scope.actor.person_id)
    await deed.require_version(before, draft.expected_version)
    await comments.store(deed.connection, deed.organisation_id, after)
    _wrote(deed, after, about, before=before)
    return after.id


async def _thread(deed: Deed, draft: WriteComment) -> UUID | None:
    if draft.reply_to is None:
        return None
    answered = await comments.load(deed.connection, deed.organisation_id, draft.reply_to)
    if answered is None or draft.about not in (answered.objective_id, answered.key_result_id, answered.moal_id):
        raise refusals.NotFound(field="replyTo", kind="Comment")
    return answered.thread_id


async def _load(deed: Deed, comment_id: UUID) -> tuple[Comment, ends.End]:
    here = (deed.connection, deed.organisation_id)
    comment = await comments.load(*here, comment_id)
    if comment is None:
        raise refusals.NotFound(field="comment", kind="Comment")
    kind, own_id = _subject(comment)
    about = await FIND[kind](*here, own_id)
    if about is None:  # It was dropped from its draft.
        raise refusals.NotFound(field="comment", kind="Comment")
    deed.rights.require(Right.COMMENT, at=about.unit_path, field="comment")
    return comment, about


def _subject(comment: Comment) -> tuple[str, UUID]:
    subjects = (("Objective", comment.objective_id), ("KeyResult", comment.key_result_id), ("Moal", comment.moal_id))
    return next((kind, own_id) for kind, own_id in subjects if own_id is not None)


def _wrote(deed: Deed, after: Comment, about: ends.End, *, before: Comment | None = None) -> None:
    """Leave a trace without the words: the audit keeps for ever, and words may be taken back."""
    deed.wrote(
        "Comment",
        after.id,
        before=None if before is None else _trace(before),
        after=_trace(after),
        unit_id=about.unit_id,
        okr_set_id=about.okr_set_id,
    )
    kind, own_id = _subject(after)
    deed.touch(kind, own_id)


def _trace(comment: Comment) -> dict[str, object]:
    return {name: value for name, value in dataclasses.asdict(comment).items() if name not in ("text", "author_id")}
