"""What a mutation asks of its caller, visible where the mutation is declared."""

from collections.abc import Awaitable, Callable

from strawberry.extensions import FieldExtension

from samsvar.domain import refusals, rights
from samsvar.graph.context import Info
from samsvar.operations.scopes import WRITE


class Requires(FieldExtension):
    """
    Refuses strangers, tokens that may not write, and whoever holds the right nowhere.

    At which unit it has to be held depends on the record: the operation checks that within its transaction.
    """

    def __init__(self, right: rights.Right) -> None:
        self.right = right

    async def resolve_async(
        self, next_: Callable[..., Awaitable[object]], source: object, info: Info, **kwargs: object
    ) -> object:
        """Let pass, or raise the refusal that :class:`~samsvar.graph.problems.ProblemsInPayload` turns into data."""
        scope = info.context.scope
        if WRITE not in scope.token_scopes:
            raise refusals.ScopeMissing(scope=WRITE)
        if not scope.holds_anywhere(self.right):
            raise rights.Forbidden(right=self.right)
        return await next_(source, info, **kwargs)
