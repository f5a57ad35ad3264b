"""What inputs of mutations have in common."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol, TypeVar
from uuid import UUID

import strawberry

from samsvar.domain import refusals
from samsvar.graph import global_ids
from samsvar.graph.context import Info
from samsvar.operations.deeds import UseCase

Draft = TypeVar("Draft")
Draft_co = TypeVar("Draft_co", covariant=True)


def idempotency_key() -> str:
    """Declare the field ``idempotency_key: str`` of an input."""
    declared: str = strawberry.field(
        description="Chosen by the client, new for each deed. The same key again changes nothing and returns the first result."
    )
    return declared


def expected_version() -> int:
    """Declare the field ``expected_version: int`` of an input that edits a record."""
    declared: int = strawberry.field(
        description="The record's version that the edit is based on; a stale one is refused."
    )
    return declared


class Input(Protocol[Draft_co]):
    """The input of a mutation: what is asked for, and the key that makes asking twice the same as once."""

    idempotency_key: str

    def draft(self) -> Draft_co:
        """Return what the operation needs; raise a refusal when the input can't be that."""


async def perform(info: Info, use_case: UseCase[Draft], input: Input[Draft]) -> UUID:
    """Do what a mutation's input asks for, as the caller, and return the id of the record that was written."""
    context = info.context
    return await use_case(context.scope, input.draft(), now=context.now, key=input.idempotency_key)


def own_id(kind: str, global_id: str, *, field: str) -> UUID:
    """
    Return the uuid in the global id of a record.

    Args:
        kind: The GraphQL type that it has to be of.
        global_id: As the client sent it.
        field: Where in the input it stands.

    Raises:
        NotFound: It isn't one.
    """
    found = global_ids.decode(global_id, kind)
    if found is None:
        raise refusals.NotFound(field=field, kind=kind)
    return found


def own_ids(kind: str, global_ids_sent: Iterable[str], *, field: str) -> tuple[UUID, ...]:
    """
    Return the uuids in several global ids.

    Raises:
        NotFound: One of them isn't one.
    """
    return tuple(own_id(kind, each, field=f"{field}.{index}") for index, each in enumerate(global_ids_sent))


def exact(value: float) -> Decimal:
    """Return a number of the client as it was written: 0.1, and not the binary fraction next to it."""
    return Decimal(repr(value))


def exact_or_none(value: float | None) -> Decimal | None:
    """Return a number of the client as it was written, if there is one."""
    return None if value is None else exact(value)
