"""Comments: what people say about an objective, a key result or a Moal; never about a person."""

import dataclasses
import datetime as dt
from uuid import UUID

from samsvar.domain import refusals, texts


class NotYourComment(refusals.Refusal):
    """Words are changed and taken back by who said them, and by nobody else."""

    code = "NOT_YOUR_COMMENT"


class CommentWithdrawn(refusals.Refusal):
    """What was taken back has no words to change."""

    code = "COMMENT_WITHDRAWN"


class CommentsAreByPeople(refusals.Refusal):
    """An integration has no opinion; what it knows are measurements."""

    code = "COMMENTS_ARE_BY_PEOPLE"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """
    A comment, as it stands now.

    Attributes:
        objective_id, key_result_id, moal_id: What it is about: exactly one of them.
        reply_to_id: The comment that it answers; that one answers none itself.
        edited_at: When its words were last changed; earlier ones stay readable.
        withdrawn_at: When its author took it back; nobody reads its words from then on.
    """

    id: UUID
    objective_id: UUID | None
    key_result_id: UUID | None
    moal_id: UUID | None
    reply_to_id: UUID | None
    author_id: UUID
    text: str
    written_at: dt.datetime
    edited_at: dt.datetime | None
    withdrawn_at: dt.datetime | None
    version: int

    @property
    def thread_id(self) -> UUID:
        """The comment under which an answer to this one stands: threads are one level deep."""
        return self.reply_to_id or self.id

    def reworded(self, text: str, *, by: UUID | None, at: dt.datetime) -> "Comment":
        """
        Return the comment in other words.

        Raises:
            NotYourComment: Somebody else wrote it.
            CommentWithdrawn: It was taken back.
            TextMissing, TextTooLong: The words don't fit.
        """
        self._require_author(by)
        if self.withdrawn_at is not None:
            raise CommentWithdrawn(field="comment")
        return dataclasses.replace(self, text=words(text), edited_at=at, version=self.version + 1)

    def withdrawn(self, *, by: UUID | None, at: dt.datetime) -> "Comment":
        """
        Return the comment as taken back; it keeps its place, so that answers still have something to stand under.

        Raises:
            NotYourComment: Somebody else wrote it.
        """
        self._require_author(by)
        return dataclasses.replace(self, withdrawn_at=self.withdrawn_at or at, version=self.version + 1)

    def restored(self, *, by: UUID | None) -> "Comment":
        """
        Return the comment as said again.

        Raises:
            NotYourComment: Somebody else wrote it.
        """
        self._require_author(by)
        return dataclasses.replace(self, withdrawn_at=None, version=self.version + 1)

    def _require_author(self, person_id: UUID | None) -> None:
        if person_id is None or person_id != self.author_id:
            raise NotYourComment(field="comment")


def words(text: str) -> str:
    """
    Return what a comment says.

    Raises:
        TextMissing: Nothing.
        TextTooLong: More than 5,000 characters.
    """
    said = texts.prose(text, field="text")
    if not said:
        raise refusals.TextMissing(field="text")
    return said
