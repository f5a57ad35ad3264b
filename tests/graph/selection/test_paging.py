"""Cursors and page sizes."""

import base64
import datetime as dt
import json
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsvar.graph import paging

_KEYS = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.integers(-(2**63) + 1, 2**63 - 1),
    st.booleans(),
    st.uuids(),
    st.dates(),
    st.datetimes(timezones=st.just(dt.UTC)),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12),
    st.floats(allow_nan=False, allow_infinity=False),
)


@given(st.lists(_KEYS, max_size=4))
def test_a_cursor_gives_back_the_keys_it_was_made_of(keys: list[Any]) -> None:
    cursor = paging.encode_cursor("Book.TITLE", keys)
    assert paging.decode_cursor(cursor, "Book.TITLE", [type(key) for key in keys]) == keys


@pytest.mark.parametrize(
    ("_case", "cursor", "types"),
    [
        ("nothing", "", [str]),
        ("no base64", "not a cursor", [str]),
        ("no JSON", base64.b64encode(b"\xff\xfe").decode(), [str]),
        ("no list", base64.b64encode(b'{"a": 1}').decode(), [str]),
        ("an empty list", base64.b64encode(b"[]").decode(), [str]),
        ("of another order", paging.encode_cursor("Book.NEWEST", ["x"]), [str]),
        ("with too few keys", paging.encode_cursor("Book.TITLE", []), [str]),
        ("with too many keys", paging.encode_cursor("Book.TITLE", ["x", "y"]), [str]),
        ("with a key of another type", paging.encode_cursor("Book.TITLE", ["x"]), [UUID]),
        ("with a number that is none", paging.encode_cursor("Book.TITLE", ["NaN"]), [Decimal]),
        ("with a boolean that is none", paging.encode_cursor("Book.TITLE", ["perhaps"]), [bool]),
        ("with a key that is no text", base64.b64encode(json.dumps(["Book.TITLE", 1]).encode()).decode(), [str]),
        ("with the character that no text has", paging.encode_cursor("Book.TITLE", ["a\0b"]), [str]),
        ("nested too deep", base64.b64encode(b"[" * 100_000).decode(), [str]),
        ("a number that the database has not", paging.encode_cursor("Book.TITLE", [2**63]), [int]),
        ("a number that is infinite", paging.encode_cursor("Book.TITLE", ["inf"]), [float]),
        ("a number beyond all measure", paging.encode_cursor("Book.TITLE", ["9" * 5000]), [int]),
    ],
)
def test_what_is_not_a_cursor_of_this_list_is_refused(_case: str, cursor: str, types: list[type]) -> None:
    with pytest.raises(paging.BadPage):
        paging.decode_cursor(cursor, "Book.TITLE", types)


@pytest.mark.parametrize(
    ("_case", "first", "last", "expected"),
    [
        ("neither is asked for", None, None, 20),
        ("from the start", 7, None, 7),
        ("from the end", None, 7, 7),
        ("the largest", 40, None, 40),
    ],
)
def test_a_page_has_the_size_that_was_asked_for(_case: str, first: int | None, last: int | None, expected: int) -> None:
    assert paging.page_size(first, last, paging.PageSizes(default=20, largest=40)) == expected


@pytest.mark.parametrize(
    ("_case", "first", "last"),
    [("both ends", 1, 1), ("nothing", 0, None), ("less than nothing", None, -1), ("too much", 41, None)],
)
def test_a_page_that_can_not_be_is_refused(_case: str, first: int | None, last: int | None) -> None:
    with pytest.raises(paging.BadPage):
        paging.page_size(first, last, paging.PageSizes(default=20, largest=40))
