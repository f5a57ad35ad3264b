"""Global ids."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsvar.graph import global_ids

OWN = UUID("01930000-0000-7000-8000-00000000abcd")


def test_an_id_names_its_type_in_snake_case() -> None:
    assert global_ids.encode("KeyResult", OWN) == f"key_result_{OWN}"
    assert global_ids.encode("OkrSet", OWN) == f"okr_set_{OWN}"


def test_an_id_gives_back_the_uuid_it_was_made_of() -> None:
    assert global_ids.decode(global_ids.encode("KeyResult", OWN), "KeyResult") == OWN


@pytest.mark.parametrize(
    ("_case", "given_id"),
    [
        ("of another type", f"objective_{OWN}"),
        ("of a type whose name ends alike", f"result_{OWN}"),
        ("without a type", str(OWN)),
        ("without a uuid", "key_result_"),
        ("in capitals", f"key_result_{str(OWN).upper()}"),
        ("in braces", f"key_result_{{{OWN}}}"),
        ("with something after it", f"key_result_{OWN}' or true --"),
        ("empty", ""),
    ],
)
def test_what_is_not_an_id_of_the_type_is_none(_case: str, given_id: str) -> None:
    assert global_ids.decode(given_id, "KeyResult") is None


@given(st.text())
def test_no_text_makes_reading_an_id_fail(text: str) -> None:
    global_ids.decode(text)
    global_ids.decode(f"unit_{text}", "Unit")
