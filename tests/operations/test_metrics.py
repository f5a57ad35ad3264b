"""Metrics are defined by those who draft for a unit, and put into other words without touching what was measured."""

from decimal import Decimal

import pytest
import sqlalchemy as sa

from samsvar.domain import refusals
from samsvar.domain.metrics import GoodDirection
from samsvar.domain.rights import Forbidden
from samsvar.operations import metrics
from samsvar.operations.metrics import DefineMetric, RecordMeasurement, ReviseMetric
from samsvar.persistence import metric_searches
from tests.factories.companies import NOW
from tests.factories.plans import Plans


async def test_a_unit_defines_what_it_counts(plans: Plans) -> None:
    draft = DefineMetric(plans.company.units["Kort"], "  Avviste  kort ", " % ", GoodDirection.DOWN)
    own_id = await metrics.define_metric(await plans.by("Mia"), draft, now=NOW)
    stored = await plans.row("metrics", own_id)
    assert (stored["name"], stored["measure"], stored["good_direction"]) == ("Avviste kort", "%", "DOWN")
    assert (stored["owner_unit_id"], stored["source"]) == (plans.company.units["Kort"], "MANUAL")


@pytest.mark.parametrize("name", ["Vidar", "Lars", "Nils"])
async def test_others_define_and_revise_nothing_for_it(plans: Plans, name: str) -> None:
    draft = DefineMetric(plans.company.units["Kort"], "Avviste kort")
    with pytest.raises(Forbidden):
        await metrics.define_metric(await plans.by(name), draft, now=NOW)
    own_id = await metrics.define_metric(await plans.by("Mia"), draft, now=NOW)
    with pytest.raises(Forbidden):
        await metrics.revise_metric(await plans.by(name), ReviseMetric(own_id, 1, name="Annet"), now=NOW)
    assert (await plans.row("metrics", own_id))["name"] == "Avviste kort"


async def test_other_words_leave_what_is_left_out_and_what_was_measured(plans: Plans) -> None:
    draft = DefineMetric(plans.company.units["Kort"], "Avviste kort", "%", GoodDirection.DOWN)
    own_id = await metrics.define_metric(await plans.by("Mia"), draft, now=NOW)
    await metrics.record_measurement(await plans.by("Mia"), RecordMeasurement(own_id, Decimal(7)), now=NOW)
    await metrics.revise_metric(await plans.by("Odd"), ReviseMetric(own_id, 1, measure="promille"), now=NOW)
    stored = await plans.row("metrics", own_id)
    assert (stored["name"], stored["measure"], stored["good_direction"], stored["version"]) == (
        "Avviste kort",
        "promille",
        "DOWN",
        2,
    )
    assert [each["value"] for each in await plans.rows("measurements")] == [7]


async def test_a_revision_states_what_it_read_and_keeps_a_name(plans: Plans) -> None:
    draft = DefineMetric(plans.company.units["Kort"], "Avviste kort")
    own_id = await metrics.define_metric(await plans.by("Mia"), draft, now=NOW)
    await metrics.revise_metric(await plans.by("Mia"), ReviseMetric(own_id, 1, name="Nektede kort"), now=NOW)
    with pytest.raises(refusals.StaleVersion):
        await metrics.revise_metric(await plans.by("Odd"), ReviseMetric(own_id, 1, name="Kort"), now=NOW)
    with pytest.raises(refusals.TextMissing):
        await metrics.revise_metric(await plans.by("Odd"), ReviseMetric(own_id, 2, name="  "), now=NOW)
    assert (await plans.row("metrics", own_id))["name"] == "Nektede kort"


@pytest.mark.parametrize(
    ("state", "who_finds_it"),
    [("DRAFT", {"Lars", "Per"}), ("PROPOSED", {"Lars", "Per", "Kim"})],
)
async def test_what_only_a_draft_measures_is_suggested_to_those_alone_who_see_the_draft(
    plans: Plans, state: str, who_finds_it: set[str]
) -> None:
    await plans.proven("Lån", "Lån på én dag", state=state)
    unit, text = sa.literal(plans.company.units["Konto"]), sa.literal("lån på én")
    found = set()
    for name in ("Lars", "Per", "Kim"):
        async with plans.company.database.transaction(await plans.by(name)) as connection:
            suggested = await connection.execute(metric_searches.suggested(unit, text, sa.literal(5)))
            found |= {name for row in suggested if row.name == "Metric of Proof of Lån på én dag"}
    assert found == who_finds_it
