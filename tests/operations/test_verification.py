"""Verification finds every figure and every row that isn't as the rules have it, and nothing else."""

from decimal import Decimal

import asyncpg
import pytest

from samsvar.domain.key_results import KeyResultKind
from samsvar.operations import supports, verification
from tests.conftest import Database
from tests.factories.companies import NOW
from tests.factories.plans import Plans


@pytest.fixture
async def settled(plans: Plans) -> Plans:
    """Two teams and a division, with links and check-ins, all marks settled."""
    above, _ = await plans.proven("Privat", "Above")
    below, proof = await plans.proven("Kort", "Below")
    await plans.key_result(below, "Steps", kind=KeyResultKind.MILESTONE, steps=(("Only", Decimal(1)),))
    await plans.contribution(below, above)
    await plans.check_in(proof, 33, confidence=5)
    await plans.proven("Lån", "Draft", state="DRAFT")
    await supports.settle(plans.company.database, plans.company.id, now=NOW)
    return plans


async def test_what_deeds_have_written_is_clean(settled: Plans) -> None:
    report = await verification.verify(settled.company.database, settled.company.id)
    assert report.differences == ()
    assert report.looked_at["objectives"] == 3


async def test_figures_that_wait_for_the_job_are_not_differences(settled: Plans) -> None:
    proof = (await settled.rows("check_ins"))[0]["key_result_id"]
    await settled.check_in(proof, 44)
    assert (await verification.verify(settled.company.database, settled.company.id)).differences == ()


@pytest.mark.parametrize(
    ("tampering", "rule", "field"),
    [
        ("update samsvar.key_results set progress = 0.9 where progress is not null", "progress", "progress"),
        ("update samsvar.key_results set current_value = 1 where progress is not null", "progress", "current_value"),
        ("update samsvar.key_results set confidence = 10 where progress is not null", "progress", "confidence"),
        ("update samsvar.objectives set own_result = 1 where own_result is not null", "own result", "own_result"),
        ("update samsvar.objectives set own_terms = '{}' where own_result is not null", "own result", "own_terms"),
        ("update samsvar.objectives set support = 1 where support is not null", "support from below", "support"),
    ],
)
async def test_a_tampered_figure_is_found(settled: Plans, tampering: str, rule: str, field: str) -> None:
    await settled.sql(tampering)
    report = await verification.verify(settled.company.database, settled.company.id)
    assert (rule, field) in {(difference.rule, difference.field) for difference in report.differences}


async def test_a_check_in_that_says_something_else_than_was_measured_is_found(
    settled: Plans, database: Database
) -> None:
    # The app itself may only add check-ins.
    connection = await asyncpg.connect(database.superuser_url)
    tampering = "update samsvar.check_ins set value = 99 where organisation_id = $1"
    await connection.execute(tampering, settled.company.id)
    await connection.close()
    (check_in,) = await settled.rows("check_ins")
    report = await verification.verify(settled.company.database, settled.company.id)
    assert [(each.rule, each.node) for each in report.differences] == [
        ("a check-in says what was measured (11)", f"check_in_{check_in['id']}")
    ]


async def test_a_circle_that_somebody_wrote_past_the_rules_is_found(settled: Plans) -> None:
    rows = await settled.rows("contributions")
    objectives = {row["title"]: row for row in await settled.rows("objectives")}
    above, below = objectives["Above"], objectives["Below"]
    await settled.sql(
        """
        insert into samsvar.contributions (organisation_id, cycle_id, from_unit_id, from_okr_set_id, from_is_open,
            from_objective_id, to_unit_id, to_okr_set_id, to_is_open, to_objective_id, direction, proposed_by_unit_id)
        values (:organisation, :cycle, :from_unit, :from_set, true, :source, :to_unit, :to_set, true, :target,
            'LATERAL', :from_unit)
        """,
        organisation=settled.company.id,
        cycle=above["cycle_id"],
        from_unit=above["unit_id"],
        from_set=above["okr_set_id"],
        source=above["id"],
        to_unit=below["unit_id"],
        to_set=below["okr_set_id"],
        target=below["id"],
    )
    assert len(rows) == 1
    report = await verification.verify(settled.company.database, settled.company.id)
    assert {difference.node for difference in report.differences} == {
        f"objective_{above['id']}",
        f"objective_{below['id']}",
    }
