"""Instants that clients send say their offset, or are refused before anything happens."""

import datetime as dt

import graphql
import pytest

from samsvar.graph.schema import schema


def parsed(value: object) -> object:
    """Return what the schema makes of a value."""
    scalar = schema._schema.type_map["DateTime"]
    assert isinstance(scalar, graphql.GraphQLScalarType)
    return scalar.parse_value(value)


@pytest.mark.parametrize("text", ["2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00Z"])
def test_an_offset_says_when_it_is(text: str) -> None:
    assert parsed(text) == dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize("value", ["2026-03-02T10:00:00", "2026-03-02", "tomorrow", "", 1_767_000_000, None, True])
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(graphql.GraphQLError, match="DateTime"):
        parsed(value)
