"""Numbers that people give: ones that can be kept, and weights."""

from decimal import Decimal
from typing import Final

from samsvar.domain import refusals

SMALLEST: Final = Decimal("1e-9")
LARGEST: Final = Decimal("1e15")


class ValueNotFinite(refusals.Refusal):
    """A number is not one, has no end, or is too large or too small to be meant."""

    code = "VALUE_NOT_FINITE"


class WeightNotPositive(refusals.Refusal):
    """A weight is zero or less."""

    code = "WEIGHT_NOT_POSITIVE"


def weight(value: Decimal, *, field: str = "weight") -> Decimal:
    """
    Return a weight.

    Raises:
        WeightNotPositive: It is zero or less.
        ValueNotFinite: It is NaN or infinite.
    """
    if finite(value, field=field) <= 0:
        raise WeightNotPositive(field=field)
    return value


def finite(value: Decimal, *, field: str) -> Decimal:
    """
    Return a number that can be kept: what is made of any of them, JSON can say.

    Raises:
        ValueNotFinite: It is NaN or infinite, a million billions or more, or nearer to 0 than a billionth.
    """
    if not value.is_finite() or (value and not SMALLEST <= abs(value) < LARGEST):
        raise ValueNotFinite(field=field)
    return value
