"""What is dropped from a set can be brought back for a while: with its ids, and those of its links that can still be."""

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import okr_sets as okr_set_rules
from samsvar.domain import refusals
from samsvar.domain.rights import Forbidden
from samsvar.operations import check_ins, contributions, drops, initiatives, key_results, objectives, okr_sets
from samsvar.operations.contributions import EndKind, EndRef, ProposeContribution
from samsvar.operations.key_results import DropKeyResult, RestoreKeyResult
from samsvar.operations.objectives import DropObjective, RestoreObjective
from tests.factories.companies import NOW
from tests.factories.plans import Plans

TABLES = ("objectives", "objective_owners", "key_results", "initiative_key_results", "contributions", "dependencies")


async def written(plans: Plans) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Return what is stored of OKRs, except for when figures were computed and how often links were edited."""
    found = {}
    for table in TABLES:
        order = "objective_id, unit_id" if table == "objective_owners" else "1, 2, 3"
        async with plans.company.database.transaction(await plans.company.samsvar()) as connection:
            rows = await connection.exec_driver_sql(f"select * from samsvar.{table} order by {order}")
            found[table] = [dict(row) for row in rows.mappings()]
    for row in found["dependencies"]:
        row.pop("version")
    return found


async def drop(plans: Plans, objective: UUID, *, by: str = "Mia") -> None:
    """Drop an objective as it is."""
    version = (await plans.row("objectives", objective))["version"]
    await objectives.drop_objective(await plans.by(by), DropObjective(objective, version), now=NOW)


async def restore(plans: Plans, objective: UUID, *, by: str = "Mia") -> None:
    """Bring an objective back."""
    await objectives.restore_objective(await plans.by(by), RestoreObjective(objective), now=NOW)


async def test_an_objective_comes_back_with_all_that_hung_on_it(plans: Plans) -> None:
    objective, key_result = await plans.proven("Kort", "Dropped")
    above, _ = await plans.proven("Privat", "Above")
    below, _ = await plans.proven("Konto", "Below")
    await plans.contribution(objective, above)
    await plans.contribution(below, objective)
    await plans.dependency(objective, above)
    await plans.dependency(below, objective)
    units = plans.company.units
    shared = objectives.ShareObjective(objective, [(units["Lån"], Decimal("0.5"))], 1)
    await objectives.share_objective(await plans.by("Odd"), shared, now=NOW)
    begun = initiatives.PlanInitiative(units["Kort"], "Et tiltak", key_results=[key_result])
    await initiatives.plan_initiative(await plans.by("Mia"), begun, now=NOW)
    before = await written(plans)
    assert all(before.values())

    await drop(plans, objective)
    gone = await written(plans)
    assert len(gone["objectives"]) == 2
    assert (gone["contributions"], gone["initiative_key_results"], len(gone["dependencies"])) == ([], [], 1)
    await restore(plans, objective)
    assert await written(plans) == before
    assert await plans.rows("dropped_records") == []
    entries = [(row["node_type"], row["node_id"]) for row in await plans.rows("audit_entries")][-6:]
    assert ("Objective", objective) in entries
    assert ("KeyResult", key_result) in entries
    with pytest.raises(refusals.NotFound):
        await restore(plans, objective)


async def test_a_key_result_comes_back_to_its_place(plans: Plans) -> None:
    objective, first = await plans.proven("Kort", "Kept", state="DRAFT")
    await plans.key_result(objective, "Second")
    before = await written(plans)
    mia = await plans.by("Mia")
    await key_results.drop_key_result(mia, DropKeyResult(first, 1), now=NOW)
    assert len((await written(plans))["key_results"]) == 1
    assert await key_results.restore_key_result(mia, RestoreKeyResult(first), now=NOW) == first
    assert await written(plans) == before


async def test_a_key_result_waits_for_its_objective_to_come_back(plans: Plans) -> None:
    objective, key_result = await plans.proven("Kort", "Dropped", state="DRAFT")
    mia = await plans.by("Mia")
    await key_results.drop_key_result(mia, DropKeyResult(key_result, 1), now=NOW)
    await drop(plans, objective)
    with pytest.raises(refusals.NotFound):
        await key_results.restore_key_result(mia, RestoreKeyResult(key_result), now=NOW)
    await restore(plans, objective)
    await key_results.restore_key_result(mia, RestoreKeyResult(key_result), now=NOW)
    assert [row["id"] for row in await plans.rows("key_results")] == [key_result]


async def test_links_whose_other_end_is_gone_stay_away(plans: Plans) -> None:
    objective, _ = await plans.proven("Kort", "Dropped")
    above, _ = await plans.proven("Privat", "Above")
    link = await plans.contribution(objective, above)
    await drop(plans, objective)
    await drop(plans, above, by="Per")
    await restore(plans, objective)
    assert await plans.rows("contributions") == []
    await restore(plans, above, by="Per")
    assert link not in {row["id"] for row in await plans.rows("contributions")}


async def test_links_that_would_close_a_circle_by_now_stay_away(plans: Plans) -> None:
    objective, _ = await plans.proven("Kort", "Dropped")
    above, _ = await plans.proven("Privat", "Above")
    between, _ = await plans.proven("Konto", "Between")
    upward, from_below = await plans.contribution(objective, above), await plans.contribution(between, objective)
    waiting, waited_for = await plans.dependency(objective, above), await plans.dependency(between, objective)
    await drop(plans, objective)
    back, gate = await plans.contribution(above, between), await plans.dependency(above, between)
    await restore(plans, objective)
    links = {row["id"] for row in await plans.rows("contributions")}
    assert back in links
    assert len(links & {upward, from_below}) == 1
    needs = {row["id"]: row["provider_objective_id"] for row in await plans.rows("dependencies")}
    assert needs[gate] == between
    assert waiting not in needs or needs[waited_for] is None


async def test_a_set_that_was_shown_meanwhile_gets_it_back_in_the_open(plans: Plans) -> None:
    objective, key_result = await plans.proven("Kort", "Dropped", state="DRAFT")
    other = await plans.objective((await plans.row("objectives", objective))["okr_set_id"], "Stays")
    await drop(plans, objective)
    okr_set = (await plans.row("objectives", other))["okr_set_id"]
    await okr_sets.propose_okr_set(await plans.by("Odd"), okr_sets.TurnOkrSet(okr_set, 1), now=NOW)
    await restore(plans, objective)
    assert (await plans.row("objectives", objective))["is_open"]
    await check_ins.record_check_in(
        await plans.by("Mia"), check_ins.RecordCheckIn(key_result=key_result, value=Decimal("0.5"), at=NOW), now=NOW
    )


async def test_what_was_dropped_is_as_private_as_its_draft(plans: Plans) -> None:
    objective, _ = await plans.proven("Kort", "Dropped", state="DRAFT")
    await drop(plans, objective)
    with pytest.raises(refusals.NotFound):
        await restore(plans, objective, by="Kim")
    await plans.sql("update samsvar.okr_sets set state = 'PROPOSED'")
    with pytest.raises(Forbidden):
        await restore(plans, objective, by="Kim")


async def told(plans: Plans, name: str, own_id: UUID) -> list[str]:
    """Return the deeds of which the audit tells somebody about a record."""
    scope = await plans.by(name)
    async with plans.company.database.transaction(scope) as connection:
        asked = sa.text("select deed from samsvar.audit_entries where node_id = :id order by sequence")
        return list((await connection.execute(asked, {"id": own_id})).scalars())


async def test_links_with_drafts_that_one_does_not_read_go_along_come_back_and_stay_untold(plans: Plans) -> None:
    objective, key_result = await plans.proven("Kort", "Shown")
    hidden, _ = await plans.proven("Lån", "Hidden", state="DRAFT")
    above, _ = await plans.proven("Privat", "Above", state="DRAFT")
    source, kinds = EndRef(EndKind.OBJECTIVE, hidden), (EndKind.OBJECTIVE, EndKind.KEY_RESULT)
    ids = [
        await contributions.propose_contribution(
            await plans.by("Lars"), ProposeContribution(source, EndRef(kind, end)), now=NOW
        )
        for kind, end in zip(kinds, (objective, key_result), strict=True)
    ]
    upward = ProposeContribution(EndRef(EndKind.OBJECTIVE, objective), EndRef(EndKind.OBJECTIVE, above))
    ids.append(await contributions.propose_contribution(await plans.by("Per"), upward, now=NOW))
    mia = await plans.by("Mia")
    await key_results.drop_key_result(mia, DropKeyResult(key_result, 1), now=NOW)
    await key_results.restore_key_result(mia, RestoreKeyResult(key_result), now=NOW)
    await drop(plans, objective)
    assert await plans.rows("contributions") == []
    await restore(plans, objective)
    assert [row["id"] for row in await plans.rows("contributions")] == sorted(ids)
    assert [await told(plans, "Mia", each) for each in ids] == [[], [], []]
    assert (await told(plans, "Lars", ids[0]))[-2:] == ["dropObjective", "restoreObjective"]
    assert (await told(plans, "Per", ids[2]))[-2:] == ["dropObjective", "restoreObjective"]


async def test_a_link_proposed_while_its_end_is_dropped_is_refused_or_goes_along(plans: Plans) -> None:
    objective, _ = await plans.proven("Kort", "Dropped")
    okr_set = await plans.okr_set("Lån", state="PROPOSED")
    sources = [await plans.objective(okr_set, f"Source {number}") for number in range(6)]
    lars, mia = await plans.by("Lars"), await plans.by("Mia")
    target = EndRef(EndKind.OBJECTIVE, objective)
    proposals = [
        contributions.propose_contribution(
            lars, ProposeContribution(EndRef(EndKind.OBJECTIVE, source), target), now=NOW
        )
        for source in sources
    ]
    dropping = objectives.drop_objective(mia, DropObjective(objective, 1), now=NOW)
    done = await asyncio.gather(*proposals[:3], dropping, *proposals[3:], return_exceptions=True)
    assert all(isinstance(each, UUID | refusals.NotFound) for each in done)
    assert await plans.rows("contributions") == []


async def test_nothing_comes_back_into_a_set_that_the_unit_committed_to(plans: Plans) -> None:
    objective, _ = await plans.proven("Kort", "Dropped")
    await drop(plans, objective)
    await plans.sql("update samsvar.okr_sets set state = 'COMMITTED', committed_at = now()")
    with pytest.raises(okr_set_rules.SetCommitted):
        await restore(plans, objective)


async def test_after_a_month_it_is_forgotten(plans: Plans) -> None:
    objective, _ = await plans.proven("Kort", "Dropped")
    await drop(plans, objective)
    database = plans.company.database
    await drops.forget_old(database, now=NOW + dt.timedelta(days=30))
    assert len(await plans.rows("dropped_records")) == 1
    assert await drops.forget_old(database, now=NOW + dt.timedelta(days=31)) >= 1
    with pytest.raises(refusals.NotFound):
        await restore(plans, objective)
