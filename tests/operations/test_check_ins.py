"""Check-ins move key results, their objectives, and all others that follow the metric, in one transaction."""

import asyncio
import datetime as dt
from decimal import Decimal

import pytest

from samsvar.domain import check_ins as rules
from samsvar.domain import key_results as key_result_rules
from samsvar.domain import numbers, refusals
from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain.key_results import KeyResultKind
from samsvar.domain.rights import Forbidden
from samsvar.operations import check_ins, metrics, okr_sets
from samsvar.operations.check_ins import CorrectCheckIn, RecordCheckIn
from tests.factories.companies import NOW
from tests.factories.plans import Plans

WEEK = dt.timedelta(weeks=1)


async def test_a_check_in_moves_the_key_result_and_explains_the_objective(plans: Plans) -> None:
    objective, key_result = await plans.proven("Kort", "Kortet virker overalt")
    await plans.key_result(objective, "Not measured yet")
    await plans.check_in(key_result, 40, by="Mia", confidence=7, next_step="Ringe bankene")
    stored = await plans.row("key_results", key_result)
    assert (stored["current_value"], stored["progress"], stored["confidence"]) == (40, Decimal("0.4"), 7)
    assert stored["measured_at"] == stored["checked_in_at"] == NOW
    above = await plans.row("objectives", objective)
    assert (above["own_result"], above["own_coverage"]) == (Decimal("0.4"), Decimal("0.5"))
    assert above["confidence"] == 7
    assert [(term["value"], term["counted"], term["reason"]) for term in above["own_terms"]["terms"]] == [
        (0.4, True, None),
        (None, False, "NOT_MEASURED"),
    ]
    assert above["own_terms"]["terms"][0]["node"] == f"key_result_{key_result}"


async def test_key_results_that_share_a_metric_move_together(plans: Plans) -> None:
    objective, first = await plans.proven("Kort", "One")
    metric = (await plans.row("key_results", first))["metric_id"]
    other_set = await plans.okr_set("Konto", state="PROPOSED")
    other_objective = await plans.objective(other_set, "Another")
    second = await plans.key_result(
        other_objective, "Falls", kind=KeyResultKind.DECREASE, baseline=100, target=0, metric=metric
    )
    await plans.check_in(first, 30, by="Odd")
    assert (await plans.row("key_results", second))["progress"] == Decimal("0.7")
    assert (await plans.row("objectives", other_objective))["own_result"] == Decimal("0.7")
    assert (await plans.row("key_results", second))["checked_in_at"] is None
    assert {row["objective_id"] for row in await plans.rows("support_marks")} >= {objective, other_objective}


async def test_a_draft_begins_to_follow_its_metric_when_it_is_shown(plans: Plans) -> None:
    _, first = await plans.proven("Kort", "One")
    metric = (await plans.row("key_results", first))["metric_id"]
    draft = await plans.okr_set("Konto")
    hidden = await plans.key_result(await plans.objective(draft, "Hidden"), "Follows", metric=metric)
    await plans.check_in(first, 50)
    assert (await plans.row("key_results", hidden))["current_value"] is None
    await okr_sets.propose_okr_set(await plans.by("Kim"), okr_sets.TurnOkrSet(draft, 1), now=NOW)
    assert (await plans.row("key_results", hidden))["progress"] == Decimal("0.5")


async def test_what_is_said_of_the_past_does_not_move_the_present(plans: Plans) -> None:
    _, key_result = await plans.proven("Kort", "One")
    await plans.check_in(key_result, 60, confidence=8)
    await plans.check_in(key_result, 20, confidence=3, at=NOW - WEEK)
    stored = await plans.row("key_results", key_result)
    assert (stored["current_value"], stored["confidence"], stored["checked_in_at"]) == (60, 8, NOW)
    assert len(await plans.rows("check_ins")) == 2


async def test_a_correction_supersedes_and_nothing_is_edited(plans: Plans) -> None:
    objective, key_result = await plans.proven("Kort", "One")
    wrong = await plans.check_in(key_result, 90, confidence=9)
    before = await plans.row("check_ins", wrong)
    draft = CorrectCheckIn(check_in=wrong, value=Decimal(9))
    right = await check_ins.correct_check_in(await plans.by("Mia"), draft, now=NOW + WEEK)
    assert await plans.row("check_ins", wrong) == before
    corrected = await plans.row("check_ins", right)
    assert (corrected["supersedes_id"], corrected["value"], corrected["at"]) == (wrong, 9, NOW)
    assert (await plans.row("key_results", key_result))["progress"] == Decimal("0.09")
    assert (await plans.row("objectives", objective))["own_result"] == Decimal("0.09")
    assert (await plans.row("key_results", key_result))["confidence"] == 9
    with pytest.raises(rules.CorrectedAlready):
        await check_ins.correct_check_in(await plans.by("Mia"), draft, now=NOW + WEEK)


async def test_milestones_come_as_far_as_their_reached_steps(plans: Plans) -> None:
    okr_set = await plans.okr_set("Kort", state="PROPOSED")
    objective = await plans.objective(okr_set, "Move house")
    steps = (("Find one", Decimal("0.25")), ("Sign", Decimal("0.25")), ("Move in", Decimal("0.5")))
    key_result = await plans.key_result(objective, "Moved", kind=KeyResultKind.MILESTONE, steps=steps)
    await plans.check_in(key_result, None, reached_steps=[0, 2])
    stored = await plans.row("key_results", key_result)
    assert stored["progress"] == Decimal("0.75")
    assert [step["reached"] for step in stored["steps"]] == [True, False, True]
    with pytest.raises(key_result_rules.NoSuchStep):
        await plans.check_in(key_result, None, reached_steps=[3])
    with pytest.raises(key_result_rules.ValueOutOfPlace):
        await plans.check_in(key_result, 1)


async def test_two_check_ins_at_once_leave_the_objective_with_both(plans: Plans) -> None:
    objective, first = await plans.proven("Kort", "One")
    second = await plans.key_result(objective, "Second")
    for value in range(1, 8):
        await asyncio.gather(plans.check_in(first, value * 10), plans.check_in(second, value))
        assert (await plans.row("objectives", objective))["own_result"] == Decimal(value * 11) / 200


async def test_the_same_key_again_changes_nothing(plans: Plans) -> None:
    _, key_result = await plans.proven("Kort", "One")
    mia = await plans.by("Mia")
    draft = RecordCheckIn(key_result=key_result, value=Decimal(10))
    first = await check_ins.record_check_in(mia, draft, now=NOW, key="k")
    again = await check_ins.record_check_in(mia, draft, now=NOW + WEEK, key="k")
    assert first == again
    assert len(await plans.rows("measurements")) == 1
    with pytest.raises(refusals.IdempotencyKeyReused):
        await check_ins.record_check_in(mia, RecordCheckIn(key_result=key_result, value=Decimal(11)), now=NOW, key="k")


@pytest.mark.parametrize(("name", "unit"), [("Vidar", "Kort"), ("Lars", "Kort"), ("Astrid", "Kort"), ("Nils", "Kort")])
async def test_only_the_unit_and_those_above_check_in(plans: Plans, name: str, unit: str) -> None:
    _, key_result = await plans.proven(unit, "One")
    with pytest.raises(Forbidden):
        await plans.check_in(key_result, 1, by=name)
    assert not await plans.rows("measurements")


async def test_drafts_and_closed_cycles_take_no_check_ins(plans: Plans) -> None:
    _, key_result = await plans.proven("Kort", "One", state="DRAFT")
    with pytest.raises(okr_set_rules.SetNotFollowed):
        await plans.check_in(key_result, 1)
    _, key_result = await plans.proven("Konto", "Two")
    await plans.sql("update samsvar.cycles set state = 'CLOSED' where id = :id", id=plans.cycles["running"])
    with pytest.raises(okr_set_rules.CycleOver):
        await plans.check_in(key_result, 1)
    assert not await plans.rows("measurements")


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({}, rules.NothingSaid),
        ({"confidence": 11}, rules.ConfidenceOutOfBounds),
        ({"value": "NaN"}, numbers.ValueNotFinite),
        ({"value": "1", "at": NOW + WEEK}, rules.MeasuredInTheFuture),
    ],
)
async def test_what_cannot_be_is_refused(
    plans: Plans, more: dict[str, object], refusal: type[refusals.Refusal]
) -> None:
    _, key_result = await plans.proven("Kort", "One")
    given = dict(more)
    value = given.pop("value", None)
    draft = RecordCheckIn(key_result=key_result, value=None if value is None else Decimal(str(value)), **given)  # type: ignore[arg-type]
    with pytest.raises(refusal):
        await check_ins.record_check_in(await plans.by("Mia"), draft, now=NOW)


async def test_a_measurement_moves_all_that_follow_its_metric(plans: Plans) -> None:
    objective, key_result = await plans.proven("Kort", "One")
    metric = (await plans.row("key_results", key_result))["metric_id"]
    await metrics.record_measurement(await plans.by("Mia"), metrics.RecordMeasurement(metric, Decimal(25)), now=NOW)
    assert (await plans.row("objectives", objective))["own_result"] == Decimal("0.25")
    assert (await plans.row("key_results", key_result))["confidence"] is None
