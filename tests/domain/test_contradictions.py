"""Key results that measure the same and pull it apart."""

from uuid import uuid4

import pytest

from samsvar.domain import coherence, contradictions
from samsvar.domain.findings import Finding, Question, Severity
from samsvar.domain.key_results import Definition
from samsvar.domain.plans import Plan
from tests.factories import findings as make
from tests.factories.findings import METRIC, OBJECTIVE, TODAY


def found(plan: Plan) -> list[Finding]:
    """Return what contradicts."""
    return [each for each in coherence.findings(plan, today=TODAY) if each.question is Question.CONTRADICTION]


def of_metric(kind: str, start: object, end: object) -> Definition:
    """Return a definition by the one metric."""
    return make.defined(kind, start, end, metric=METRIC)


RISING = of_metric("INCREASE", 10, 20)
CASES = [
    ("both rise to the same", RISING, of_metric("INCREASE", 12, 20), None),
    ("both rise, to other numbers", RISING, of_metric("INCREASE", 10, 30), contradictions.TARGETS_DIFFER),
    ("one rises, one falls", RISING, of_metric("DECREASE", 20, 10), contradictions.PULLED_APART),
    ("one keeps a band that the other leaves", RISING, of_metric("MAINTAIN", 5, 15), contradictions.BAND_LEFT),
    ("one comes into the band that the other keeps", RISING, of_metric("MAINTAIN", 15, 25), None),
    ("a band without an upper end", RISING, of_metric("MAINTAIN", 15, None), None),
    ("no target yet", of_metric("INCREASE", 10, None), of_metric("MAINTAIN", 5, 15), None),
    ("bands apart", of_metric("MAINTAIN", 5, 15), of_metric("MAINTAIN", 16, 20), contradictions.BANDS_APART),
    ("bands that touch", of_metric("MAINTAIN", 5, 15), of_metric("MAINTAIN", 15, 20), None),
    ("another metric", RISING, make.defined("DECREASE", 20, 10), None),
]


@pytest.mark.parametrize(("_case", "one", "other", "code"), CASES)
def test_is_found_in_one_set_and_across_units(_case: str, one: Definition, other: Definition, code: str | None) -> None:
    for first, second in ((one, other), (other, one)):
        inside = make.plan(make.objective(make.key_result(first), make.key_result(second)))
        assert [each.code for each in found(inside)] == ([code] if code else [])
        theirs = make.key_result(second, unit="Konto", objective_id=uuid4())
        across = make.plan(make.objective(make.key_result(first), make.key_result()), others=(theirs,))
        assert [each.code for each in found(across)] == ([code] if code else [])


def test_without_a_metric_nothing_is_measured_by_the_same() -> None:
    bare = Definition(kind=RISING.kind)
    assert contradictions.contradiction(bare, bare) is None


def test_names_the_other_key_result_and_whose_it_is() -> None:
    theirs = make.key_result(of_metric("DECREASE", 20, 10), title="Theirs", unit="Konto", objective_id=uuid4())
    (finding,) = found(make.plan(make.objective(make.key_result(RISING), make.key_result()), others=(theirs,)))
    assert (finding.parameters["other"], finding.parameters["unit"]) == ("Theirs", "Konto")
    assert finding.evidence[0].node == ("KeyResult", theirs.id)
    assert finding.severity is Severity.ADVICE


class TestDifferentTargets:
    def test_of_other_units_are_only_good_to_know(self) -> None:
        theirs = make.key_result(of_metric("INCREASE", 10, 30), unit="Konto", objective_id=uuid4())
        (finding,) = found(make.plan(make.objective(make.key_result(RISING), make.key_result()), others=(theirs,)))
        assert finding.severity is Severity.INFORMATION

    def test_of_units_that_contribute_to_each_other_are_parts_of_a_whole(self) -> None:
        linked = make.key_result(
            of_metric("INCREASE", 10, 30), unit="Privat", objective_id=uuid4(), linked_to=frozenset({OBJECTIVE})
        )
        assert found(make.plan(make.objective(make.key_result(RISING), make.key_result()), others=(linked,))) == []

    def test_pull_apart_however_they_are_linked(self) -> None:
        linked = make.key_result(
            of_metric("DECREASE", 20, 10), unit="Privat", objective_id=uuid4(), linked_to=frozenset({OBJECTIVE})
        )
        (finding,) = found(make.plan(make.objective(make.key_result(RISING), make.key_result()), others=(linked,)))
        assert finding.code == contradictions.PULLED_APART
