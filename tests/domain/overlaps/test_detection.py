"""What is found among objectives: pairs, shared targets, conflicts and interfaces, and why."""

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from samsvar.domain.key_results import KeyResultKind
from samsvar.domain.overlaps import alignments, corpora, detection, items, structures
from samsvar.domain.overlaps.findings import Direction, OverlapFinding, OverlapKind, OverlapRule

METRIC = UUID(int=7_000)
NOTHING = detection.Structure()


def key_result(number: int, title: str, kind: KeyResultKind = KeyResultKind.MILESTONE, **said: Any) -> items.KeyResult:
    return items.KeyResult(id=UUID(int=number), title=title, kind=kind, **said)


def item(number: int, title: str, *key_results: items.KeyResult, unit: int | None = None) -> items.Item:
    return items.Item(
        objective_id=UUID(int=number), unit_id=UUID(int=1_000 + (unit or number)), title=title, key_results=key_results
    )


def moving(number: int, kind: KeyResultKind, **said: Any) -> items.Item:
    """An objective with one key result that moves the metric, in words of its own."""
    titles = ["Trygge betalinger hver dag", "Much shorter queues", "Zufriedene Kunden überall", "A calmer night shift"]
    on_metric = key_result(100 + number, "", kind, metric_id=METRIC, **said)
    return item(number, titles[number % 4], on_metric)


def found(
    some: Sequence[items.Item],
    structure: detection.Structure = NOTHING,
    contributions: Sequence[tuple[int, int]] = (),
) -> list[OverlapFinding]:
    """Find by words and structure; no model."""
    ancestors = alignments.ancestors((UUID(int=one), UUID(int=other)) for one, other in contributions)
    return detection.found(corpora.Corpus(some, {}, model_id=None, ancestors=ancestors), structure)


def told(finding: OverlapFinding) -> tuple[OverlapKind, OverlapRule, list[int]]:
    return finding.kind, finding.rule, [member.objective_id.int for member in finding.members]


class TestMetrics:
    def test_the_same_metric_in_the_same_direction_is_promised_twice_whatever_the_words(self) -> None:
        (one,) = found([moving(1, KeyResultKind.INCREASE), moving(2, KeyResultKind.INCREASE)])
        assert told(one) == (OverlapKind.OVERLAP, OverlapRule.SAME_METRIC, [1, 2])
        assert one.evidence.metric_id == METRIC
        assert one.a.key_result_id == UUID(int=101)

    def test_opposite_directions_are_a_conflict(self) -> None:
        (one,) = found([moving(1, KeyResultKind.INCREASE), moving(2, KeyResultKind.DECREASE)])
        assert told(one) == (OverlapKind.CONFLICT, OverlapRule.OPPOSITE_METRIC, [1, 2])
        assert (one.evidence.a_direction, one.evidence.b_direction) == (Direction.UP, Direction.DOWN)

    @pytest.mark.parametrize(
        ("_case", "target", "kinds"),
        [
            ("to somewhere inside", "45", []),
            ("out of it", "60", [OverlapKind.CONFLICT]),
            ("nobody knows where", None, []),
        ],
    )
    def test_holding_a_band_conflicts_with_leaving_it(
        self, _case: str, target: str | None, kinds: list[OverlapKind]
    ) -> None:
        holding = moving(1, KeyResultKind.MAINTAIN, band_low=Decimal(40), band_high=Decimal(50))
        leaving = moving(2, KeyResultKind.INCREASE, target=Decimal(target) if target else None)
        assert [one.kind for one in found([holding, leaving])] == kinds

    def test_bands_that_do_not_meet_are_a_conflict(self) -> None:
        low = moving(1, KeyResultKind.MAINTAIN, band_high=Decimal(40))
        high = moving(2, KeyResultKind.MAINTAIN, band_low=Decimal(41))
        assert [one.kind for one in found([low, high])] == [OverlapKind.CONFLICT]

    def test_a_number_that_is_only_being_learnt_promises_nothing(self) -> None:
        assert found([moving(1, KeyResultKind.BASELINE), moving(2, KeyResultKind.INCREASE)]) == []

    def test_three_units_on_one_metric_share_a_target(self) -> None:
        (one,) = found([moving(number, KeyResultKind.DECREASE) for number in (1, 2, 3)])
        assert told(one) == (OverlapKind.SHARED_TARGET, OverlapRule.SAME_METRIC, [1, 2, 3])

    def test_who_contributes_measures_the_same_by_intention(self) -> None:
        both = [moving(1, KeyResultKind.INCREASE), moving(2, KeyResultKind.INCREASE)]
        assert found(both, contributions=[(1, 3), (3, 2)]) == []

    def test_a_conflict_with_what_one_contributes_to_is_one_all_the_same(self) -> None:
        both = [moving(1, KeyResultKind.INCREASE), moving(2, KeyResultKind.DECREASE)]
        assert [one.kind for one in found(both, contributions=[(1, 2)])] == [OverlapKind.CONFLICT]

    def test_what_two_units_own_together_does_not_overlap(self) -> None:
        one, other = moving(1, KeyResultKind.INCREASE), moving(2, KeyResultKind.INCREASE)
        assert found([dataclasses.replace(one, also_of=frozenset({other.unit_id})), other]) == []
        assert found([dataclasses.replace(one, unit_id=other.unit_id), other]) == []


class TestInterfaces:
    def test_a_declared_dependency_is_one(self) -> None:
        some = [item(1, "Faster answers to everybody"), item(2, "Rooms that stay warm in winter")]
        structure = detection.Structure(dependencies=[structures.Dependency(UUID(int=9), UUID(int=2), UUID(int=1))])
        (one,) = found(some, structure)
        assert told(one) == (OverlapKind.INTERFACE, OverlapRule.SHARED_DEPENDENCY, [1, 2])
        assert one.evidence.dependency_id == UUID(int=9)

    def test_an_initiative_that_moves_anothers_key_result_is_one_where_it_moves_ones_own_too(self) -> None:
        own = item(1, "Faster answers to everybody", key_result(101, "Answered on the same day"))
        other = item(2, "Rooms that stay warm in winter", key_result(102, "Windows replaced in schools"))
        aims = [structures.InitiativeAim(UUID(int=8), own.unit_id, UUID(int=number)) for number in (101, 102)]
        (one,) = found([own, other], detection.Structure(initiative_aims=aims))
        assert told(one) == (OverlapKind.INTERFACE, OverlapRule.OTHERS_KEY_RESULT, [1, 2])
        assert found([own, other], detection.Structure(initiative_aims=aims[1:])) == []


class TestWords:
    FILLING = (
        "Rooms that stay warm in winter", "Invoices are paid on the day they are due", "Nobody waits for a new passport",
        "Every pupil can swim before summer", "Our charging points work at night",
    )  # fmt: skip

    def some(self, *titles: str) -> list[items.Item]:
        return [item(number, title) for number, title in enumerate([*titles, *self.FILLING], 1)]

    def test_the_same_text_of_three_units_is_one_target(self) -> None:
        same = "Cut the time to restore services after an outage"
        (one,) = found(self.some(same, same.upper(), f"{same} 20"))
        assert told(one) == (OverlapKind.SHARED_TARGET, OverlapRule.SAME_TEXT, [1, 2, 3])

    def test_the_same_text_of_two_units_is_an_overlap_with_its_words_marked(self) -> None:
        (one,) = found(self.some("🚀 Restore services after outages", "🚀 Restore Services after 12 outages"))
        assert told(one) == (OverlapKind.OVERLAP, OverlapRule.SAME_TEXT, [1, 2])
        assert "outages" in one.evidence.words_in_common
        title = "🚀 Restore services after outages".encode("utf-16-le")
        marked = [title[2 * mark.start : 2 * mark.end].decode("utf-16-le") for mark in one.evidence.a_marks]
        assert " ".join(marked).startswith("Restore services")

    @pytest.mark.parametrize("nothing", ["TBD", "X %", "", "…"])
    def test_what_says_nothing_is_not_alike(self, nothing: str) -> None:
        assert found(self.some(nothing, nothing, nothing)) == []

    def test_the_same_frame_around_another_object_counts_for_less(self) -> None:
        same = found(self.some("Recruit and train skilled nurses", "Recruit and train skilled nurses for us"))
        frame = found(self.some("Recruit and train skilled nurses", "Recruit and train skilled teachers"))
        assert [one.score for one in same] > [one.score for one in frame]

    def test_around_one_objective_is_found_what_the_whole_finds(self) -> None:
        same = "Cut the time to restore services after an outage"
        some = [*self.some(same, same, same, "Keep services up"), moving(20, KeyResultKind.INCREASE)]
        some.append(moving(21, KeyResultKind.INCREASE))
        corpus = corpora.Corpus(some, {}, model_id=None)
        whole = {one.key for one in detection.found(corpus, NOTHING)}
        around = [detection.found_around(corpus, NOTHING, one.objective_id) for one in some]
        assert {finding.key for one in around for finding in one.findings} == whole
        assert len(whole) == 2

    def test_a_target_falls_apart_when_a_member_leaves(self) -> None:
        same = "Cut the time to restore services after an outage"
        corpus = corpora.Corpus(self.some(same, same, same), {}, model_id=None)
        corpus.put(item(3, "Something quite different is wanted now"), {})
        recount = detection.found_around(corpus, NOTHING, UUID(int=3), companions=[UUID(int=1), UUID(int=2)])
        assert [told(one) for one in recount.findings] == [(OverlapKind.OVERLAP, OverlapRule.SAME_TEXT, [1, 2])]
        assert recount.replaces([UUID(int=1), UUID(int=2), UUID(int=3)])
        assert not recount.replaces([UUID(int=1), UUID(int=5)])

    def test_a_text_that_is_being_typed_finds_who_says_the_same(self) -> None:
        corpus = corpora.Corpus(self.some("Restore services after outages"), {}, model_id=None)
        first = detection.similar(corpus, "Restore services after outages", None, unit_id=UUID(int=1))[0]
        assert (first.objective_id, first.is_same_text) == (UUID(int=1), True)
        own = detection.similar(corpus, "Restore services after outages", None, unit_id=UUID(int=1_001))
        assert UUID(int=1) not in {one.objective_id for one in own}


class TestCommonWords:
    def test_how_many_share_a_word_follows_what_comes_goes_and_says_something_else(self) -> None:
        corpus = corpora.Corpus(
            [
                item(number, f"Tryggere betaling for {who} kunder")
                for number, who in enumerate(["unge", "gamle", "nye"])
            ],
            {},
            model_id=None,
        )
        assert corpus.share_with("betali") == 1
        corpus.remove(UUID(int=0))
        assert (corpus.share_with("betali"), corpus.share_with("gamle")) == (1, 1 / 2)
        corpus.put(item(2, "Kortere køer hver morgen"), {})
        assert (corpus.share_with("betali"), corpus.share_with("unge")) == (1 / 2, 0)
