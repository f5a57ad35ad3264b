"""Support from below is settled from marks: bottom-up, explained, and never of drafts."""

import asyncio
from decimal import Decimal

import asyncpg
import pytest

from samsvar.jobs.support import SupportWorker
from samsvar.operations import contributions, okr_sets, supports, verification
from samsvar.operations.contributions import AnswerContribution, EndKind, EndRef, ProposeContribution
from samsvar.persistence import supports as support_rows
from tests.conftest import Database
from tests.factories.companies import NOW
from tests.factories.plans import Plans


async def settle(plans: Plans) -> int:
    """Settle the company's marks."""
    return await supports.settle(plans.company.database, plans.company.id, now=NOW)


async def test_support_is_the_weighted_mean_of_where_supporters_stand(plans: Plans) -> None:
    above, _ = await plans.proven("Privat", "Above")
    one, one_proof = await plans.proven("Kort", "One")
    other, other_proof = await plans.proven("Konto", "Other")
    await plans.contribution(one, above, weight=3)
    await plans.contribution(other, above, weight=1)
    await plans.check_in(one_proof, 80)
    await settle(plans)
    stored = await plans.row("objectives", above)
    assert (stored["support"], stored["support_coverage"]) == (Decimal("0.8"), Decimal("0.75"))
    assert [(term["title"], term["counted"], term["reason"]) for term in stored["support_terms"]["terms"]] == [
        ("One", True, None),
        ("Other", False, "NOTHING_TO_COUNT"),
    ]
    await plans.check_in(other_proof, 40)
    await settle(plans)
    assert (await plans.row("objectives", above))["support"] == Decimal("0.7")
    assert (await plans.row("objectives", above))["own_result"] is None
    assert not await plans.rows("support_marks")


async def test_it_travels_through_objectives_without_a_result_of_their_own_up_to_the_moal(plans: Plans) -> None:
    team, proof = await plans.proven("Kort", "Team")
    division, _ = await plans.proven("Privat", "Division")
    company, company_proof = await plans.proven("Nordlys", "Company")
    await plans.contribution(team, division)
    await plans.contribution(division, company)
    to_moal = ProposeContribution(EndRef(EndKind.OBJECTIVE, company), EndRef(EndKind.MOAL, plans.moal))
    await contributions.propose_contribution(await plans.by("Liv"), to_moal, now=NOW)
    await plans.check_in(proof, 50)
    await settle(plans)
    for table, own_id in (("objectives", division), ("objectives", company), ("moals", plans.moal)):
        assert (await plans.row(table, own_id))["support"] == Decimal("0.5")
    await plans.check_in(company_proof, 10)
    await settle(plans)
    assert (await plans.row("moals", plans.moal))["support"] == Decimal("0.1")
    assert (await plans.row("objectives", company))["support"] == Decimal("0.5")


async def test_a_key_result_that_is_contributed_to_has_support_and_loses_it(plans: Plans) -> None:
    above, above_proof = await plans.proven("Privat", "Above")
    _, below_proof = await plans.proven("Kort", "Below")
    draft = ProposeContribution(EndRef(EndKind.KEY_RESULT, below_proof), EndRef(EndKind.KEY_RESULT, above_proof))
    own_id = await contributions.propose_contribution(await plans.by("Odd"), draft, now=NOW)
    await contributions.consent_to_contribution(await plans.by("Per"), AnswerContribution(own_id, 1), now=NOW)
    await plans.check_in(below_proof, 30)
    await settle(plans)
    for table, target in (("key_results", above_proof), ("objectives", above)):
        assert (await plans.row(table, target))["support"] == Decimal("0.3")
    await contributions.withdraw_contribution(await plans.by("Odd"), AnswerContribution(own_id, 2), now=NOW)
    await settle(plans)
    for table, target in (("key_results", above_proof), ("objectives", above)):
        assert (await plans.row(table, target))["support"] is None
        assert (await plans.row(table, target))["support_terms"] is None


async def test_drafts_neither_count_nor_are_named(plans: Plans) -> None:
    above, _ = await plans.proven("Privat", "Above")
    hidden_set = await plans.okr_set("Lån")
    hidden = await plans.objective(hidden_set, "Hemmelig")
    await plans.contribution(hidden, above)
    await settle(plans)
    assert (await plans.row("objectives", above))["support_terms"] is None
    await okr_sets.propose_okr_set(await plans.by("Lars"), okr_sets.TurnOkrSet(hidden_set, 1), now=NOW)
    await settle(plans)
    assert [t["title"] for t in (await plans.row("objectives", above))["support_terms"]["terms"]] == ["Hemmelig"]
    await okr_sets.reopen_okr_set(await plans.by("Lars"), okr_sets.ReopenOkrSet(hidden_set, 2), now=NOW)
    await settle(plans)
    assert (await plans.row("objectives", above))["support_terms"] is None


async def test_a_failed_round_leaves_its_marks_to_the_next(plans: Plans, monkeypatch: pytest.MonkeyPatch) -> None:
    above, _ = await plans.proven("Privat", "Above")
    below, proof = await plans.proven("Kort", "Below")
    await plans.contribution(below, above)
    await plans.check_in(proof, 60)
    marks = await plans.rows("support_marks")
    with monkeypatch.context() as patched:
        patched.setattr(support_rows, "store_support", _fail)
        with pytest.raises(ConnectionResetError):
            await settle(plans)
    assert await plans.rows("support_marks") == marks
    assert await settle(plans) > 0
    assert (await plans.row("objectives", above))["support"] == Decimal("0.6")
    assert await settle(plans) == 0


async def _fail(*_: object) -> None:
    raise ConnectionResetError


async def test_the_worker_settles_within_a_second_and_again_after_a_restart(database: Database, plans: Plans) -> None:
    above, _ = await plans.proven("Privat", "Above")
    below, proof = await plans.proven("Kort", "Below")
    await plans.contribution(below, above)

    async def connect() -> asyncpg.Connection:
        return await asyncpg.connect(database.url)

    async def until_settled(value: str) -> None:
        while (await plans.row("objectives", above))["support"] != Decimal(value):  # noqa: ASYNC110 - as a reader would
            await asyncio.sleep(0.02)

    for value in (20, 40):
        worker = SupportWorker(plans.company.database, connect, clock=lambda: NOW)
        running = asyncio.create_task(worker.run())
        await asyncio.sleep(0.6)
        await plans.check_in(proof, value)
        await asyncio.wait_for(until_settled(f"0.{value}"), timeout=1.5)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await plans.check_in(proof, value + 10)  # Nobody listens; the next worker finds the mark.
    worker = SupportWorker(plans.company.database, connect, clock=lambda: NOW)
    await worker.settle_all()
    await asyncio.wait_for(until_settled("0.5"), timeout=1)


async def test_many_check_ins_at_once_end_in_figures_that_verify(plans: Plans) -> None:
    above, _ = await plans.proven("Privat", "Above")
    proofs = []
    for unit in ("Kort", "Konto", "Lån"):
        objective, proof = await plans.proven(unit, unit)
        await plans.contribution(objective, above)
        proofs.append(proof)

    async def settle_often() -> None:
        for _ in range(10):
            await settle(plans)

    await asyncio.gather(
        settle_often(), settle_often(), *(plans.check_in(proof, value) for proof in proofs for value in range(5))
    )
    await settle(plans)
    assert (await verification.verify(plans.company.database, plans.company.id)).differences == ()
