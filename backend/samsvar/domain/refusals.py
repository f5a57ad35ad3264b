"""
Refusals: how a rule says no. They are data for the caller, not accidents.

Each concept's module declares its own beside the rules that raise them, named after the fact (``UnitEnded``). What it
says in words, and the way out, stands in ``graph/messages`` by the refusal's code, in every language.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import ClassVar, dataclass_transform
from uuid import UUID

_known: dict[str, type["Refusal"]] = {}


@dataclasses.dataclass(frozen=True)
class FieldChange:
    """One field of a record that somebody changed: what it was, what it is, who did it and when."""

    field: str
    before: object
    after: object
    by: str
    at: dt.datetime


@dataclass_transform(kw_only_default=True, eq_default=False)
class _Declared(Exception):
    """What makes a dataclass of each refusal."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        dataclasses.dataclass(kw_only=True, eq=False)(cls)


class Refusal(_Declared):
    """
    A request that a rule does not allow. The fields that a subclass adds are the words' parameters.

    Attributes:
        code: Stable name of the reason, UPPER_CASE; clients rely on it.
        field: The input field concerned, as a camelCase path (``startsOn``, ``keyResults.0.target``); None for the whole.
        nodes: The records that it is about, as (GraphQL type, id), in an order that means something: the path of a
            circle, or what has to be mended.
    """

    code: ClassVar[str]
    field: str | None = None
    nodes: Sequence[tuple[str, UUID]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        taken = _known.setdefault(cls.code, cls)
        # A dataclass with slots is made a second time, under its own name.
        if (taken.__module__, taken.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"{cls.code} is taken by {taken.__qualname__} of {taken.__module__}")

    def parameters(self) -> dict[str, object]:
        """Return what the message may name, by placeholder."""
        return {name: getattr(self, name) for name in parameters_of(type(self))}

    def __str__(self) -> str:
        return f"{self.code} {self.parameters()}" + (f" at {self.field}" if self.field else "")


class Refused(Exception):
    """Several refusals of one request: all that is missing at once, instead of one after the other."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(map(str, refusals)))
        self.refusals = tuple(refusals)


def known() -> dict[str, type[Refusal]]:
    """Return every declared refusal by its code, as far as its module was imported."""
    return dict(_known)


def parameters_of(refusal: type[Refusal]) -> tuple[str, ...]:
    """Return the names of a refusal's own fields."""
    shared = {each.name for each in dataclasses.fields(Refusal)}
    return tuple(each.name for each in dataclasses.fields(refusal) if each.name not in shared)


class Unauthenticated(Refusal):
    """Nobody is signed in, or who was is no longer known."""

    code = "UNAUTHENTICATED"


class ScopeMissing(Refusal):
    """The token does not allow this kind of request."""

    code = "SCOPE_MISSING"
    scope: str


class NotFound(Refusal):
    """No such record, or none that the caller may see: the two are not told apart."""

    code = "NOT_FOUND"
    kind: str


class StaleVersion(Refusal):
    """Somebody changed the record after the caller had read it."""

    code = "STALE_VERSION"
    expected: int
    current: int
    changes: Sequence[FieldChange]


class IdempotencyKeyReused(Refusal):
    """The key was used before, for another request."""

    code = "IDEMPOTENCY_KEY_REUSED"


class IdempotencyKeyUnusable(Refusal):
    """The key is empty or too long."""

    code = "IDEMPOTENCY_KEY_UNUSABLE"
    longest: int


class TextMissing(Refusal):
    """A text that has to say something is empty."""

    code = "TEXT_MISSING"


class TextTooLong(Refusal):
    """A text is longer than its place."""

    code = "TEXT_TOO_LONG"
    longest: int


class TransitionImpossible(Refusal):
    """A record doesn't go from its state to the one asked for."""

    code = "TRANSITION_IMPOSSIBLE"
    kind: str
    state: str
    wanted: str
    possible: Sequence[str]
