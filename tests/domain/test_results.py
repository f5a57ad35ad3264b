"""Own result and support from below are weighted means that say what made them, and are never mixed."""

import datetime as dt
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from samsvar.domain import results
from samsvar.domain.results import KeyResultStanding, Supporter, Term

EARLY, LATE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
shares = st.decimals(min_value=-2, max_value=2, places=4)
weights = st.decimals(min_value="0.01", max_value=100, places=2)


def standing(
    number: int, progress: str | None, *, weight: int = 1, confidence: int | None = None, at: dt.datetime | None = LATE
) -> KeyResultStanding:
    """Return a key result."""
    return KeyResultStanding(
        id=UUID(int=number),
        title=f"KR {number}",
        weight=Decimal(weight),
        progress=None if progress is None else Decimal(progress),
        reason=results.NOT_MEASURED if progress is None else None,
        confidence=confidence,
        measured_at=at,
    )


class TestOwnResult:
    def test_is_the_weighted_mean_of_what_was_measured_with_its_coverage(self) -> None:
        own = results.own_result([standing(1, "1", weight=3), standing(2, "0.2"), standing(3, None, weight=4)])
        assert own.explanation.value == Decimal("0.8")
        assert own.explanation.coverage == Decimal("0.5")

    def test_without_anything_measured_there_is_none(self) -> None:
        own = results.own_result([standing(1, None)])
        assert own.explanation.value is None
        assert own.explanation.coverage == 0
        assert own.measured_at is None
        assert results.own_result([]).explanation.coverage == 0

    def test_is_as_fresh_as_its_oldest_part(self) -> None:
        assert results.own_result([standing(1, "1", at=EARLY), standing(2, "1", at=LATE)]).measured_at == EARLY

    def test_confidence_stays_apart_from_progress(self) -> None:
        own = results.own_result([standing(1, "1", confidence=2), standing(2, None, confidence=8, weight=3)])
        assert own.confidence == Decimal("6.5")
        assert own.explanation.value == 1

    def test_explains_itself_in_a_stable_shape(self) -> None:
        explained = results.own_result([standing(1, "0.5"), standing(2, None)]).explanation.as_json()
        assert explained == {
            "formula": "WEIGHTED_MEAN",
            "value": 0.5,
            "coverage": 0.5,
            "terms": [
                {
                    "node": f"key_result_{UUID(int=1)}",
                    "title": "KR 1",
                    "weight": 1.0,
                    "value": 0.5,
                    "counted": True,
                    "reason": None,
                },
                {
                    "node": f"key_result_{UUID(int=2)}",
                    "title": "KR 2",
                    "weight": 1.0,
                    "value": None,
                    "counted": False,
                    "reason": "NOT_MEASURED",
                },
            ],
        }


class TestSupport:
    def test_a_supporters_own_measure_is_better_evidence_than_what_stands_below_it(self) -> None:
        supporters = [Supporter("objective", UUID(int=1), "S", Decimal(1), Decimal("0.2"), Decimal("0.9"))]
        assert results.support(supporters).value == Decimal("0.2")

    def test_one_that_lives_through_others_brings_what_they_bring(self) -> None:
        supporters = [Supporter("objective", UUID(int=1), "S", Decimal(1), None, Decimal("0.9"))]
        assert results.support(supporters).value == Decimal("0.9")

    def test_one_with_nothing_to_count_lowers_the_coverage_alone(self) -> None:
        supporters = [
            Supporter("objective", UUID(int=1), "S", Decimal(1), Decimal("0.4"), None),
            Supporter("objective", UUID(int=2), "T", Decimal(3), None, None),
        ]
        explained = results.support(supporters)
        assert (explained.value, explained.coverage) == (Decimal("0.4"), Decimal("0.25"))
        assert explained.terms[1].reason == results.NOTHING_TO_COUNT


@given(st.lists(st.tuples(weights, shares), min_size=1, max_size=8))
def test_a_weighted_mean_lies_between_its_terms(pairs: list[tuple[Decimal, Decimal]]) -> None:
    terms = [Term("objective", UUID(int=place), "T", weight, value) for place, (weight, value) in enumerate(pairs)]
    mean = results.weighted_mean(terms)
    assert mean.value is not None
    assert min(value for _, value in pairs) <= mean.value <= max(value for _, value in pairs)
    assert mean.coverage == 1


@given(st.lists(st.tuples(weights, shares), min_size=1, max_size=8), weights)
def test_only_the_relation_of_weights_counts(pairs: list[tuple[Decimal, Decimal]], factor: Decimal) -> None:
    def mean(by: Decimal) -> Decimal | None:
        return results.weighted_mean(
            Term("objective", UUID(int=place), "T", weight * by, value) for place, (weight, value) in enumerate(pairs)
        ).value

    assert mean(Decimal(1)) == mean(factor)
