"""Refusals: data with a code that nobody else has."""

import re

import pytest

from samsvar.domain import refusals


def test_a_code_belongs_to_one_refusal() -> None:
    with pytest.raises(TypeError, match="NOT_FOUND is taken by NotFound"):

        class Missing(refusals.Refusal):
            code = "NOT_FOUND"


def test_a_code_belongs_to_one_module_although_another_names_its_refusal_alike() -> None:
    with pytest.raises(TypeError, match=r"NOT_FOUND is taken by NotFound of samsvar\.domain\.refusals"):
        type("NotFound", (refusals.Refusal,), {"code": "NOT_FOUND"})


def test_codes_are_upper_case_words() -> None:
    assert all(re.fullmatch(r"[A-Z]+(_[A-Z]+)*", code) for code in refusals.known())


def test_a_refusal_knows_its_own_parameters() -> None:
    refusal = refusals.TextTooLong(field="title", longest=300)
    assert refusal.parameters() == {"longest": 300}
    assert str(refusal) == "TEXT_TOO_LONG {'longest': 300} at title"


def test_a_parameter_cannot_be_left_out() -> None:
    with pytest.raises(TypeError):
        refusals.TextTooLong(field="title")  # type: ignore[call-arg]


def test_several_refusals_are_said_together() -> None:
    refused = refusals.Refused([refusals.TextMissing(field="title"), refusals.TextMissing(field="why")])
    assert [refusal.field for refusal in refused.refusals] == ["title", "why"]
