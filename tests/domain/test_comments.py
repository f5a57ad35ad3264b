"""Comments: whose words they are, and how deep a thread goes."""

import dataclasses
import datetime as dt
from uuid import UUID, uuid4

import pytest

from samsvar.domain import comments, refusals
from samsvar.domain.comments import Comment

AUTHOR = uuid4()
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)

COMMENT = Comment(
    id=uuid4(),
    objective_id=uuid4(),
    key_result_id=None,
    moal_id=None,
    reply_to_id=None,
    author_id=AUTHOR,
    text="Is this about cards only?",
    written_at=NOW,
    edited_at=None,
    withdrawn_at=None,
    version=1,
)


@pytest.mark.parametrize("by", [uuid4(), None])
def test_words_are_changed_by_who_said_them_alone(by: UUID | None) -> None:
    with pytest.raises(comments.NotYourComment):
        COMMENT.reworded("No.", by=by, at=LATER)
    with pytest.raises(comments.NotYourComment):
        COMMENT.withdrawn(by=by, at=LATER)
    with pytest.raises(comments.NotYourComment):
        COMMENT.restored(by=by)


def test_other_words_say_when() -> None:
    reworded = COMMENT.reworded("Is this about all payments?", by=AUTHOR, at=LATER)
    assert (reworded.text, reworded.edited_at, reworded.version) == ("Is this about all payments?", LATER, 2)


def test_what_was_taken_back_is_said_again_before_it_is_reworded() -> None:
    withdrawn = COMMENT.withdrawn(by=AUTHOR, at=LATER)
    with pytest.raises(comments.CommentWithdrawn):
        withdrawn.reworded("Or not?", by=AUTHOR, at=LATER)
    assert withdrawn.restored(by=AUTHOR).reworded("Or not?", by=AUTHOR, at=LATER).text == "Or not?"


def test_taken_back_twice_it_was_taken_back_the_first_time() -> None:
    once = COMMENT.withdrawn(by=AUTHOR, at=NOW)
    assert once.withdrawn(by=AUTHOR, at=LATER).withdrawn_at == NOW


def test_an_answer_to_an_answer_stands_under_the_same_comment() -> None:
    answer = dataclasses.replace(COMMENT, id=uuid4(), reply_to_id=COMMENT.id)
    assert COMMENT.thread_id == answer.thread_id == COMMENT.id


def test_a_comment_says_something() -> None:
    with pytest.raises(refusals.TextMissing):
        comments.words(" \n ")
    assert comments.words("  Two\nlines ") == "Two\nlines"
