"""Dependencies in the graph: what waits for what, what is tightest, what circles, what is hit; never through drafts."""

import graphql
import orjson
import pytest

from samsvar.graph.schema import schema
from tests.factories.okrs import NOW_CYCLE
from tests.graph.conftest import World, gid
from tests.graph.selection import roads

EVERYTHING = """
query ($of: ID!, $unit: ID, $cycle: ID!) {
  up: dependencies(of: $of, direction: UPSTREAM, cycle: $cycle) { ...Line }
  down: dependencies(of: $of, direction: DOWNSTREAM, cycle: $cycle, kinds: [GATES], states: [ACCEPTED]) { ...Line }
  blockedBy(of: $of, cycle: $cycle) { ...Line }
  criticalChain(of: $of, cycle: $cycle) { slackDays dueOn tightest { id } dependencies { ...Line } }
  impactOf(of: $of, cycle: $cycle) { distance through isGated objective { title waitingRisk { ...Risk } }
    dependency { id } contribution { id } }
  dependencyList(cycle: $cycle, unit: $unit, first: 3) { totalCount pageInfo { hasNextPage } nodes { ...Line } }
  dependencyCircles(cycle: $cycle, unit: $unit) { kind isGating dependencies { what }
    stations { objective { title } unit { name } } }
}
fragment Line on Dependency { id what distance kind state isLate isUndecided daysLeft risk waitsForUnit { name } }
fragment Risk on WaitingRisk { level lateCount undecidedCount dueSoonCount declinedCount worst { what } }
"""


@pytest.mark.parametrize("kind", ["Objective", "KeyResult", "Unit", "Dependency", "Person"])
@pytest.mark.parametrize("name", ["Kim", "Lars"])
async def test_all_roads_give_one_answer(world: World, kind: str, name: str) -> None:
    ours = world.ours
    of = {
        "Objective": ours.objectives["Kortet virker overalt"],
        "KeyResult": next(iter(ours.key_results.values())),
        "Unit": ours.company.units["Privat"],
        "Dependency": next(iter(ours.dependencies.values())),
        "Person": next(iter(ours.company.people.values())),
    }[kind]
    document = graphql.parse(EVERYTHING)
    assert not graphql.validate(schema._schema, document)
    variables = {"of": gid(kind, of), "unit": gid("Unit", ours.company.units["Privat"]), "cycle": _cycle(world)}
    context = await world.context(name)
    slow = await roads.field_by_field(schema, document, variables, context)
    core = await roads.by_graphql_core(schema, document, variables, context)
    planned = await roads.by_plan(schema, document, variables, context)
    assert not core.errors, core.errors
    assert planned is not None, "Each of them is one statement."
    for other in (slow, planned):
        assert orjson.loads(orjson.dumps(other.data)) == orjson.loads(orjson.dumps(core.data))


def _cycle(world: World) -> str:
    return gid("Cycle", world.ours.cycles[NOW_CYCLE])
