"""What a mutation asks of its caller, visible where the mutation is declared."""

from collections.abc import Awaitable, Callable

from strawberry.extensions import FieldExtension

from samsvar.domain import refusals, rights
from samsvar.graph.context import Info
from samsvar.operations.scopes import WRITE


class Requires(FieldExtension):
    """
    Refuses strangers, tokens that may not write, and whoever holds none of the rights anywhere.

    At which unit one of them has to be held depends on the record: the operation checks that within its transaction.
    """

    def __init__(self, *any_of: rights.Right) -> None:
        self.any_of = any_of

    async def resolve_async(
        self, next_: Callable[..., Awaitable[object]], source: object, info: Info, **kwargs: object
    ) -> object:
        """Let pass, or raise the refusal that :class:`~samsvar.graph.problems.ProblemsInPayload` turns into data."""
        scope = info.context.scope
        if WRITE not in scope.token_scopes:
            raise refusals.ScopeMissing(scope=WRITE)
        if not any(map(scope.holds_anywhere, self.any_of)):
            raise rights.Forbidden(right=self.any_of[0])
        return await next_(source, info, **kwargs)
