"""
What a caller is told when a request fails.

Errors of the request itself (GraphQL's own, limits, refusals to serve) say what is wrong and carry a stable code.
Everything else is a defect: the caller gets a reference, and the log has the rest under the same reference.
A failure of the database that passes by itself is neither: it ends the request as a whole, so that no caller takes
half an answer for a whole one.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any, Final

import graphql
import structlog

from samsvar.persistence import failures

_log = structlog.get_logger(__name__)

UNEXPECTED: Final = "UNEXPECTED"


class Expected(graphql.GraphQLError):
    """An error whose words are meant for the caller, raised where there is no payload to put a problem into."""

    def __init__(self, message: str, *, code: str, **extensions: object) -> None:
        """Carry the stable UPPER_CASE `code`, and what else the caller can act on."""
        super().__init__(message, extensions={"code": code, **extensions})


class Passing(Exception):
    """The request failed as a whole, by no fault of the caller's; see `failure` for whether to try again."""

    def __init__(self, failure: failures.Failure) -> None:
        """Carry what kind of failure it was."""
        super().__init__(failure.kind.value)
        self.failure = failure


def presented(errors: Iterable[graphql.GraphQLError]) -> list[dict[str, Any]]:
    """
    Return the errors of an answer as the caller may see them.

    Raises:
        Passing: One of them is a failure of the database that passes by itself.
    """
    return [_presented(error) for error in errors]


def raise_if_passing(error: BaseException) -> None:
    """
    Raise `Passing` when a failure of the database that passes by itself is behind `error`.

    Raises:
        Passing: It is.
    """
    failure = failures.of(error)
    if failure is not None:
        raise Passing(failure) from error


def _presented(error: graphql.GraphQLError) -> dict[str, Any]:
    if _is_for_the_caller(error):
        return dict(error.formatted)
    raise_if_passing(error)
    reference = secrets.token_hex(4)
    original = error.original_error or error
    _log.error("unexpected error", reference=reference, path=error.path, exc_info=original)
    masked: dict[str, Any] = {
        "message": f"Something went wrong here. The reference is {reference}.",
        "extensions": {"code": UNEXPECTED, "reference": reference},
    }
    if error.path:
        masked["path"] = error.path
    if error.locations:
        masked["locations"] = [location.formatted for location in error.locations]
    return masked


def _is_for_the_caller(error: graphql.GraphQLError) -> bool:
    """
    Tell whether an error is GraphQL's or ours to show.

    graphql-core wraps what a resolver raises and keeps it as `original_error`; a `GraphQLError` that was raised as such,
    or that parsing, validation or the coercion of variables made, was written for the caller.
    """
    original = error.original_error
    while isinstance(original, graphql.GraphQLError) and original.original_error is not None:
        original = original.original_error
    if original is None:
        # Values that do not fit the schema are found by the executor and have no original, but a path into the answer.
        return error.path is None or _code(error.extensions) is not None
    return isinstance(original, graphql.GraphQLError)


def _code(extensions: Mapping[str, Any] | None) -> str | None:
    return (extensions or {}).get("code")
