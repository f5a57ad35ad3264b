"""Invariant 17: a draft is seen by its unit and those above, whatever edge of the graph leads to it."""

import pytest

from tests.factories.okrs import NOW_CYCLE, Okrs
from tests.graph.conftest import Ask, World, gid, hidden_ids

OUTSIDERS = ["Kim", "Bodil", "Vidar", "Astrid", "Nils"]
INSIDERS = ["Lars", "Per", "Liv"]

TITLE = "Boliglån på én dag"
PROOF = "Søknader ferdig samme dag"

# Each starts at something open and takes one edge that leads to Lån's draft, and to nothing else of it.
EDGES = {
    "okrSet": '{ okrSet(unit: "%(unit)s", cycle: "%(cycle)s") { id } }',
    "unit's set": '{ unit(id: "%(unit)s") { okrSet(cycle: "%(cycle)s") { id } } }',
    "unit's sets": '{ unit(id: "%(unit)s") { okrSets { id } } }',
    "unit's objectives": '{ unit(id: "%(unit)s") { objectives(cycle: "%(cycle)s") { nodes { title } } } }',
    "objectives below": '{ unit(id: "%(above)s") { objectives(cycle: "%(cycle)s", includeBelow: true) { nodes { title } } } }',
    "cycle's sets": '{ cycle(id: "%(cycle)s") { okrSets { nodes { id } } } }',
    "cycle's objectives": '{ cycle(id: "%(cycle)s") { objectives { nodes { title } } } }',
    "cycle's key results": '{ cycle(id: "%(cycle)s") { keyResults { nodes { title } } } }',
    "objectives": '{ objectives(filter: {unit: "%(unit)s"}) { nodes { title } } }',
    "objectives by text": '{ objectives(filter: {text: "boliglån"}) { nodes { title } } }',
    "key results": '{ keyResults(filter: {under: "%(above)s"}) { nodes { title } } }',
    "objective": '{ objective(id: "%(objective)s") { title } }',
    "key result": '{ keyResult(id: "%(key_result)s") { title } }',
    "node": '{ node(id: "%(objective)s") { id } }',
    "node of a check-in": '{ node(id: "%(check_in)s") { id } }',
    "requests of a unit": '{ unit(id: "%(konto)s") { contributionRequests(cycle: "%(cycle)s") { id } } }',
    "request": '{ node(id: "%(request)s") { id } }',
    "contribution with its turns": '{ node(id: "%(to_draft)s") { ... on Contribution { turns { targetTitle } } } }',
    "nodes": '{ nodes(ids: ["%(key_result)s", "%(contribution)s", "%(dependency)s"]) { id } }',
    "supported by": '{ objective(id: "%(supported)s") { supportedBy { id } } }',
    "supporters": '{ objective(id: "%(supported)s") { supporters { title } } }',
    "paths upward": '{ objective(id: "%(supporting)s") { pathsUpward(states: [PROPOSED, AGREED]) { nodes { title } } } }',
    "contributes to": '{ objective(id: "%(supporting)s") { contributesTo { id } } }',
    "depends on": '{ objective(id: "%(depending)s") { dependsOn(transitive: true) { id } } }',
    "needed by": '{ objective(id: "%(needed)s") { neededBy(transitive: true) { id } } }',
    "initiative": "{ initiatives { nodes { keyResults { title } } } }",
    "alignment graph": '{ alignmentGraph(unit: "%(above)s", cycle: "%(cycle)s") { objectives { title } edges { sourceId } } }',
    "search": '{ search(text: "boliglån") { subject { ... on Objective { title } } } }',
    "search of key results": '{ search(text: "søknader") { subject { ... on KeyResult { title } } } }',
    "audit": '{ audit(node: "%(objective)s") { nodes { after } } }',
    "missing": '{ okrSet(unit: "%(bedrift)s", cycle: "%(cycle)s") { missing { title } } }',
}
# Led to by an agreed contribution only, which a draft can't have; by name of the edge.
ONLY_HIDDEN = {"supporters", "missing", "alignment graph"}


def filled(query: str, okrs: Okrs) -> str:
    return query % {
        "unit": gid("Unit", okrs.company.units["Lån"]),
        "konto": gid("Unit", okrs.company.units["Konto"]),
        "request": gid("ContributionRequest", okrs.requests["about a draft"]),
        "to_draft": gid("Contribution", okrs.contributions["to a draft"]),
        "above": gid("Unit", okrs.company.units["Privat"]),
        "bedrift": gid("Unit", okrs.company.units["Bedrift"]),
        "cycle": gid("Cycle", okrs.cycles[NOW_CYCLE]),
        "objective": gid("Objective", okrs.objectives[TITLE]),
        "key_result": gid("KeyResult", okrs.key_results[PROOF]),
        "check_in": gid("CheckIn", okrs.check_ins["of a draft"]),
        "contribution": gid("Contribution", okrs.contributions["from a draft"]),
        "dependency": gid("Dependency", okrs.dependencies["of a draft"]),
        "supported": gid("Objective", okrs.objectives["Betaling uten omveier"]),
        "supporting": gid("Objective", okrs.objectives["Opening an account takes minutes"]),
        "depending": gid("Objective", okrs.objectives["Zahlungen ohne Umwege"]),
        "needed": gid("Objective", okrs.objectives["Kortet virker overalt"]),
    }


def drafts_in(answer: object, okrs: Okrs) -> list[str]:
    text = str(answer)
    words = [word for word in (*Okrs.DRAFT_WORDS, "Hemmelig") if word in text]
    return words + [one for one in hidden_ids(okrs) if one in text]


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("name", OUTSIDERS)
async def test_others_see_nothing_of_a_draft(ask: Ask, world: World, edge: str, name: str) -> None:
    answer = await ask(filled(EDGES[edge], world.ours), as_=name)
    assert not drafts_in(answer, world.ours)


@pytest.mark.parametrize("edge", [edge for edge in EDGES if edge not in ONLY_HIDDEN])
@pytest.mark.parametrize("name", INSIDERS)
async def test_its_unit_and_those_above_see_it(ask: Ask, world: World, edge: str, name: str) -> None:
    answer = await ask(filled(EDGES[edge], world.ours), as_=name)
    assert drafts_in(answer, world.ours)


@pytest.mark.parametrize(("name", "count"), [("Kim", 5), ("Lars", 6), ("Liv", 6)])
async def test_totals_count_only_what_is_seen(ask: Ask, world: World, name: str, count: int) -> None:
    query = filled('{ cycle(id: "%(cycle)s") { okrSets { totalCount } objectives { totalCount } } }', world.ours)
    answer = await ask(query, as_=name)
    assert answer["cycle"]["okrSets"]["totalCount"] == count
    assert answer["cycle"]["objectives"]["totalCount"] == count + 1
