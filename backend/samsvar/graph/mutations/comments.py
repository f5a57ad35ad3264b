"""What can be done with comments."""

from typing import Final
from uuid import UUID

import strawberry

from samsvar.domain import refusals
from samsvar.domain.rights import Right
from samsvar.graph import global_ids, inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import comments

KINDS: Final = tuple(comments.FIND)


@strawberry.input(description="Words about an objective, a key result or a Moal.")
class WriteCommentInput:
    idempotency_key: str = inputs.idempotency_key()
    about: strawberry.ID = strawberry.field(description="What it is about: an objective, a key result or a Moal.")
    text: str = strawberry.field(description="The words, up to 5,000 characters.")
    reply_to: strawberry.ID | None = strawberry.field(
        default=None, description="The comment that it answers. An answer to an answer stands beside it."
    )

    def draft(self) -> comments.WriteComment:
        """Return what the operation needs."""
        for kind in KINDS:
            about = global_ids.decode(self.about, kind)
            if about is not None:
                return comments.WriteComment(
                    kind=kind,
                    about=about,
                    text=self.text,
                    reply_to=(
                        None if self.reply_to is None else inputs.own_id("Comment", self.reply_to, field="replyTo")
                    ),
                )
        raise refusals.NotFound(field="about", kind="Objective")


@strawberry.input(description="Other words in the place of one's own; the earlier ones stay readable.")
class RewordCommentInput:
    idempotency_key: str = inputs.idempotency_key()
    comment: strawberry.ID = strawberry.field(description="The comment.")
    expected_version: int = inputs.expected_version()
    text: str = strawberry.field(description="The words, up to 5,000 characters.")

    def draft(self) -> comments.RewordComment:
        """Return what the operation needs."""
        return comments.RewordComment(
            comment=inputs.own_id("Comment", self.comment, field="comment"),
            text=self.text,
            expected_version=self.expected_version,
        )


@strawberry.input
class TurnCommentInput:
    idempotency_key: str = inputs.idempotency_key()
    comment: strawberry.ID = strawberry.field(description="The comment.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> comments.TurnComment:
        """Return what the operation needs."""
        return comments.TurnComment(
            comment=inputs.own_id("Comment", self.comment, field="comment"), expected_version=self.expected_version
        )


@strawberry.input(description="A comment of one's own, to be taken back.")
class WithdrawCommentInput(TurnCommentInput): ...


@strawberry.input(description="A comment of one's own that was taken back, to be said again.")
class RestoreCommentInput(TurnCommentInput): ...


@strawberry.type
class CommentPayload:
    comment_id: strawberry.Private[UUID | None] = None
    comment: links.Comment | None = selection.by_id(
        "comment_id", description="The comment as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The comment that was written.")
class WriteCommentPayload(CommentPayload): ...


@strawberry.type(description="The comment in its new words.")
class RewordCommentPayload(CommentPayload): ...


@strawberry.type(description="The comment without its words.")
class WithdrawCommentPayload(CommentPayload): ...


@strawberry.type(description="The comment with its words again.")
class RestoreCommentPayload(CommentPayload): ...


@strawberry.type
class CommentMutations:
    @strawberry.mutation(
        description="Say something about an objective, a key result or a Moal that you may see.",
        extensions=[Requires(Right.COMMENT), ProblemsInPayload(WriteCommentPayload)],
    )
    async def write_comment(self, info: Info, input: WriteCommentInput) -> WriteCommentPayload:
        return WriteCommentPayload(comment_id=await inputs.perform(info, comments.write_comment, input))

    @strawberry.mutation(
        description="Put your own comment into other words.",
        extensions=[Requires(Right.COMMENT), ProblemsInPayload(RewordCommentPayload)],
    )
    async def reword_comment(self, info: Info, input: RewordCommentInput) -> RewordCommentPayload:
        return RewordCommentPayload(comment_id=await inputs.perform(info, comments.reword_comment, input))

    @strawberry.mutation(
        description="Take your own comment back. That something was said stays, the words don't.",
        extensions=[Requires(Right.COMMENT), ProblemsInPayload(WithdrawCommentPayload)],
    )
    async def withdraw_comment(self, info: Info, input: WithdrawCommentInput) -> WithdrawCommentPayload:
        return WithdrawCommentPayload(comment_id=await inputs.perform(info, comments.withdraw_comment, input))

    @strawberry.mutation(
        description="Say again what you had taken back.",
        extensions=[Requires(Right.COMMENT), ProblemsInPayload(RestoreCommentPayload)],
    )
    async def restore_comment(self, info: Info, input: RestoreCommentInput) -> RestoreCommentPayload:
        return RestoreCommentPayload(comment_id=await inputs.perform(info, comments.restore_comment, input))
