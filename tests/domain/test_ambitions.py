"""Ambition beside what a unit reached before, and capacity beside what it carried."""

from decimal import Decimal
from uuid import uuid4

import pytest

from samsvar.domain import ambitions, coherence
from samsvar.domain.findings import Amount, Finding, Severity
from samsvar.domain.objectives import ObjectiveKind
from samsvar.domain.plans import PastCycle, PastKeyResult, Plan
from tests.factories import findings as make
from tests.factories.findings import METRIC, TODAY


def found(plan: Plan) -> dict[str, Finding]:
    """Return findings by code."""
    return {each.code: each for each in coherence.findings(plan, today=TODAY)}


def beside(*before: PastKeyResult, way: tuple[str, object, object], kind: ObjectiveKind) -> Plan:
    """Return a plan with a key result on its way beside what was reached with its metric before."""
    proof = make.key_result(make.defined(way[0], way[1], way[2], metric=METRIC))
    return make.plan(make.objective(proof, make.key_result(), kind=kind), past=before)


COMMITTED, ASPIRATIONAL = ObjectiveKind.COMMITTED, ObjectiveKind.ASPIRATIONAL
BEHIND, FAR, BEFORE = (
    ambitions.TARGET_BEHIND_REACHED,
    ambitions.TARGET_FAR_BEYOND_REACHED,
    ambitions.REACHED_BEFORE,
)


@pytest.mark.parametrize(
    ("_case", "way", "before", "kind", "code"),
    [
        ("further than ever", ("INCREASE", 50, 60), (40, 60, 50), COMMITTED, BEFORE),
        ("less than was reached", ("INCREASE", 40, 45), (40, 60, 50), COMMITTED, BEHIND),
        ("as much, committed: it may be kept", ("INCREASE", 45, 50), (40, 60, 50), COMMITTED, BEFORE),
        ("as much, aspirational: that is none", ("INCREASE", 45, 50), (40, 60, 50), ASPIRATIONAL, BEHIND),
        ("falling: less is further", ("DECREASE", 5, 4), (8, 5, 5), COMMITTED, BEFORE),
        ("falling: it was lower already", ("DECREASE", 8, 6), (8, 5, 5), COMMITTED, BEHIND),
        ("twice the longest way, committed", ("INCREASE", 50, 70), (40, 60, 50), COMMITTED, FAR),
        ("twice the longest way, aspirational", ("INCREASE", 50, 70), (40, 60, 50), ASPIRATIONAL, BEFORE),
        ("four times the longest way, aspirational", ("INCREASE", 50, 90), (40, 60, 50), ASPIRATIONAL, FAR),
        ("exactly half as far again", ("INCREASE", 50, 65), (40, 60, 50), COMMITTED, BEFORE),
        ("it never moved", ("INCREASE", 40, 41), (40, 60, 38), COMMITTED, FAR),
        ("it was never measured", ("INCREASE", 40, 400), (40, 60, None), COMMITTED, BEFORE),
    ],
)
def test_a_target_stands_beside_what_was_reached_before(
    _case: str,
    way: tuple[str, object, object],
    before: tuple[object, object, object],
    kind: ObjectiveKind,
    code: str,
) -> None:
    spoken = found(beside(make.past(*before, kind=way[0]), way=way, kind=kind))
    assert list(spoken) == [code]
    assert spoken[code].evidence[0].cycle == "2025 T3"


def test_the_best_of_several_cycles_counts() -> None:
    plan = beside(make.past(0, 50, 20), make.past(0, 50, 45), way=("INCREASE", 20, 40), kind=COMMITTED)
    assert found(plan)[BEHIND].parameters["reached"] == Amount(Decimal(45), "%")


def test_a_cycle_that_still_runs_says_what_is_reached_and_not_how_far_one_comes() -> None:
    running = make.past(0, 50, 10, is_over=False)
    assert list(found(beside(running, way=("INCREASE", 10, 60), kind=COMMITTED))) == [BEFORE]
    assert list(found(beside(running, way=("INCREASE", 0, 5), kind=COMMITTED))) == [BEHIND]


def test_another_metric_says_nothing() -> None:
    plan = make.plan(past=(make.past(0, 50, 45),))
    assert found(plan) == {}


def cycle(committed: object = None, aspirational: object = None, **more: object) -> PastCycle:
    """Return an earlier cycle."""
    shares = [None if share is None else Decimal(str(share)) for share in (committed, aspirational)]
    counts = {"objectives": 4, "key_results": 12, "initiatives": 10} | more
    return PastCycle(
        cycle_id=uuid4(),
        name="2025 T3",
        committed_share=shares[0],
        aspirational_share=shares[1],
        **counts,  # type: ignore[arg-type]
    )


class TestWhatWasKept:
    @pytest.mark.parametrize(
        ("_case", "cycles", "kind", "code"),
        [
            ("most of it", [cycle(0.9), cycle(0.7)], COMMITTED, None),
            ("half of it", [cycle(0.6), cycle(0.5)], COMMITTED, ambitions.COMMITMENTS_MISSED_BEFORE),
            ("half of it, but nothing is committed now", [cycle(0.5)], ASPIRATIONAL, None),
            ("only three cycles back", [cycle(0.9), cycle(0.9), cycle(0.9), cycle(0)], COMMITTED, None),
            ("a cycle that still runs", [cycle(0.1, is_over=False)], COMMITTED, None),
            ("all that was aspired to", [cycle(None, 1)], ASPIRATIONAL, ambitions.ASPIRATIONS_ALL_REACHED),
            ("two thirds of it, as it should be", [cycle(None, 0.7)], ASPIRATIONAL, None),
        ],
    )
    def test_before(self, _case: str, cycles: list[PastCycle], kind: ObjectiveKind, code: str | None) -> None:
        assert list(found(make.plan(make.objective(kind=kind), past_cycles=cycles))) == ([code] if code else [])

    def test_is_said_to_two_places(self) -> None:
        spoken = found(make.plan(past_cycles=[cycle(0.5), cycle(0.626)]))
        assert spoken[ambitions.COMMITMENTS_MISSED_BEFORE].parameters["share"] == Amount(Decimal("0.56"), "")


class TestCapacity:
    def test_is_noted(self) -> None:
        assert list(found(make.plan(capacity_note=" "))) == [ambitions.CAPACITY_NOT_NOTED]

    @pytest.mark.parametrize(
        ("initiatives", "before", "is_more"),
        [(13, 10, True), (12, 10, False), (8, 2, False), (9, 2, True), (9, 0, False)],
    )
    def test_more_than_was_ever_carried_is_advice(self, initiatives: int, before: int, is_more: bool) -> None:
        plan = make.plan(initiatives=initiatives, past_cycles=[cycle(initiatives=before)])
        assert (ambitions.MORE_THAN_BEFORE in found(plan)) is is_more

    def test_takes_what_others_wait_for(self) -> None:
        needs = (
            make.need(ours=False),
            make.need("SLOWS", ours=False),
            make.need(state="DECLINED", ours=False),
            make.need(),
        )
        finding = found(make.plan(needs=needs))[ambitions.OTHERS_WAIT_FOR_US]
        assert (finding.parameters["count"], finding.severity) == (1, Severity.INFORMATION)
