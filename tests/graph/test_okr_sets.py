"""What a set lacks before commitment is said by the read as by the rule."""

import pytest

from samsvar.domain import okr_sets as domain
from samsvar.persistence import commitments, okr_sets
from tests.factories.okrs import SETS
from tests.graph.conftest import Ask, World, gid


@pytest.mark.parametrize("place", SETS, ids=" ".join)
async def test_what_is_missing_is_what_the_rule_says(ask: Ask, world: World, place: tuple[str, str]) -> None:
    company, set_id = world.ours.company, world.ours.sets[place]
    async with company.database.transaction(await company.scope("Liv")) as connection:
        loaded = await okr_sets.load(connection, company.id, set_id)
        assert loaded is not None
        okr_set, _ = loaded
        written, asked = await commitments.written(connection, company.id, okr_set)
    by_rule = domain.missing_for_commitment(set_id, written, asked)
    answer = await ask(
        "query ($id: ID!) { node(id: $id) { ... on OkrSet { missing { code title details node { id } } } } }",
        as_="Liv",
        id=gid("OkrSet", set_id),
    )
    by_read = {
        (one["code"], one["title"] or None, tuple(one["details"]), one["node"]["id"])
        for one in answer["node"]["missing"]
    }
    assert by_read == {
        (
            refusal.code,
            getattr(refusal, "title", getattr(refusal, "what", None)),
            tuple(getattr(refusal, "missing", ())),
            gid(*refusal.nodes[0]),
        )
        for refusal in by_rule
    }
    assert len(answer["node"]["missing"]) == len(by_rule)
