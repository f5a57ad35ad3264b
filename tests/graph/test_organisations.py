"""Invariant 16, through the graph: another organisation's records are not there."""

import pytest

from tests.graph.conftest import Ask, World, all_ids


@pytest.mark.parametrize(
    "kind",
    [
        "Unit",
        "Person",
        "Cycle",
        "OkrSet",
        "Objective",
        "KeyResult",
        "Moal",
        "Direction",
        "Metric",
        "Contribution",
        "Dependency",
        "CheckIn",
        "Initiative",
    ],
)
async def test_a_foreign_id_finds_nothing(ask: Ask, world: World, kind: str) -> None:
    own, foreign = all_ids(world.ours)[kind][0], all_ids(world.theirs)[kind][0]
    answer = await ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", as_="Liv", ids=[foreign, own])
    assert answer["nodes"] == [None, {"id": own}]


async def test_foreign_ids_as_arguments_find_nothing(ask: Ask, world: World) -> None:
    ids = {kind: own[0] for kind, own in all_ids(world.theirs).items()}
    answer = await ask(
        """query ($unit: ID!, $cycle: ID!, $objective: ID!, $metric: ID!) {
          unit(id: $unit) { id } cycle(id: $cycle) { id } objective(id: $objective) { id }
          okrSet(unit: $unit, cycle: $cycle) { id }
          units(under: $unit) { totalCount } moals(unit: $unit) { totalCount }
          objectives(filter: {under: $unit}) { totalCount } ofCycle: objectives(filter: {cycle: $cycle}) { totalCount }
          keyResults(filter: {metric: $metric}) { totalCount } audit(node: $objective) { totalCount }
          alignmentGraph(unit: $unit, cycle: $cycle) { objectives { id } moals { id } edges { sourceId } }
          viewer { rights(unit: $unit) inbox(cycle: $cycle) { contributions { id } dependencies { id } } }
        }""",
        as_="Liv",
        unit=ids["Unit"],
        cycle=ids["Cycle"],
        objective=ids["Objective"],
        metric=ids["Metric"],
    )
    none = {"totalCount": 0}
    assert answer == {
        "unit": None,
        "cycle": None,
        "objective": None,
        "okrSet": None,
        "units": none,
        "moals": none,
        "objectives": none,
        "ofCycle": none,
        "keyResults": none,
        "audit": none,
        "alignmentGraph": {"objectives": [], "moals": [], "edges": []},
        "viewer": {"rights": [], "inbox": {"contributions": [], "dependencies": []}},
    }


async def test_an_id_of_another_type_finds_nothing(ask: Ask, world: World) -> None:
    unit = all_ids(world.ours)["Unit"][0]
    answer = await ask("query ($id: ID!) { objective(id: $id) { id } unit(id: $id) { id } }", id=unit)
    assert answer == {"objective": None, "unit": {"id": unit}}
