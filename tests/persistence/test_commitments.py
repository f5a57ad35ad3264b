"""What a set lacks and is advised against, as it is read, is what the domain says of it when the unit commits."""

from collections.abc import AsyncIterator, Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import okr_sets as rules
from samsvar.domain.key_results import KeyResultKind
from samsvar.graph.selection.rows import Row
from samsvar.persistence import commitments, okr_sets
from samsvar.persistence.database import Database as Transactions
from tests.conftest import Database
from tests.factories import companies, overlaps, plans


@pytest.fixture(scope="module")
async def transactions(database: Database) -> AsyncIterator[Transactions]:
    """The module's database, as operations reach it."""
    reached = Transactions(database.url)
    yield reached
    await reached.close()


def _beside(question: Callable[[Any], sa.Select[Any]], okr_set_id: UUID) -> sa.Select[Any]:
    """Return a question about a set, asked beside the set's row."""
    row = Row.of(okr_sets.okr_sets, "asked")
    asked = sa.select(okr_sets.okr_sets).where(okr_sets.okr_sets.c.id == okr_set_id).subquery("asked")
    answer = question(row).subquery("answer").lateral()
    return sa.select(answer).select_from(asked.join(answer, sa.true()))


async def test_both_find_the_same_missing_things_and_give_the_same_advice(transactions: Transactions) -> None:
    world = await plans.found(await companies.found(transactions))
    okr_set = await world.okr_set("Kort")
    await world.okr_set("Bedrift")  # Without an objective.
    await world.objective(okr_set, "Unproven")
    alone = await world.objective(okr_set, "Alone", stands_alone_reason="So it is")
    blank = await world.objective(okr_set, "Blank", stands_alone_reason="  ")
    for kind in KeyResultKind:
        await world.key_result(blank, f"Incomplete {kind}", kind=kind, baseline=None, target=None, metric=None)
    await world.key_result(alone, "Whole")
    await world.key_result(alone, "Steps", kind=KeyResultKind.MILESTONE, steps=(("Only", Decimal(1)),))
    for number in range(4):
        await world.key_result(alone, f"More {number}")
    waiting, _ = await world.proven("Konto", "Waiting")
    await world.dependency(alone, waiting)
    await world.dependency(waiting, blank)
    for number in range(3):
        await world.objective(okr_set, f"Number {number}")
    third = await world.objective(await world.okr_set("Lån"), "Third")
    confirmed = [await overlaps.found(world, blank, waiting), await overlaps.shared(world, [alone, waiting, third])]
    await overlaps.found(world, alone, third, kind="CONFLICT")  # Nobody has confirmed this one.
    interface = await overlaps.found(world, blank, third, kind="INTERFACE")
    for finding in (*confirmed, interface):
        await world.sql("update samsvar.overlap_findings set state = 'CONFIRMED' where id = :id", id=finding)
    company = await world.company.samsvar()
    seen, advised = set(), set()
    async with transactions.transaction(company) as connection:
        for own_id in (await connection.execute(sa.select(okr_sets.okr_sets.c.id))).scalars().all():
            loaded = await okr_sets.load(connection, world.company.id, own_id)
            assert loaded is not None
            written, asked = await commitments.written(connection, world.company.id, loaded[0])
            expected = {(each.code, each.nodes[0][1]) for each in rules.missing_for_commitment(own_id, written, asked)}
            found = await connection.execute(_beside(commitments.missing, own_id))
            read = {
                (
                    each.code,
                    each.okr_set_id
                    or each.objective_id
                    or each.key_result_id
                    or each.dependency_id
                    or each.overlap_finding_id,
                )
                for each in found
            }
            assert read == expected
            seen |= {code for code, _ in read}
            advice = await connection.execute(_beside(commitments.advice, own_id))
            given = {(each.code, each.okr_set_id or each.objective_id) for each in advice}
            counts = [(each.id, len(each.key_results)) for each in written]
            assert given == {(each.code, each.node[1]) for each in rules.warnings(own_id, counts)}
            advised |= {code for code, _ in given}
    assert len(seen) == 6
    assert len(advised) == 4
