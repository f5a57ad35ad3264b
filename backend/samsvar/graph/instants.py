"""Instants in the API: the scalar ``DateTime``, which says its offset, so that it means the same to everybody."""

import datetime as dt
from typing import Final

import strawberry
from graphql import GraphQLError


def _parsed(value: object) -> dt.datetime:
    if isinstance(value, str):
        try:
            instant = dt.datetime.fromisoformat(value)
        except ValueError:
            pass
        else:
            if instant.tzinfo is not None:
                return instant
    raise GraphQLError(f"Value cannot represent a DateTime: {value!r}. Write 2027-03-01T09:00:00+01:00, or Z for UTC.")


DATE_TIME: Final = strawberry.scalar(
    name="DateTime",
    description="An instant in ISO 8601, with its offset from UTC.",
    serialize=dt.datetime.isoformat,
    parse_value=_parsed,
)
