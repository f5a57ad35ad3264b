"""Objectives in the graph: ways upward, supporters, dependencies, figures with what made them."""

import dataclasses
import importlib
import pkgutil

import pytest

from samsvar import domain
from samsvar.graph import audit
from samsvar.operations import deeds
from tests.factories.okrs import NOW_CYCLE
from tests.graph.conftest import Ask, World, gid


async def objective(ask: Ask, world: World, title: str, fields: str, *, as_: str = "Kim") -> dict[str, object]:
    """Return fields of an objective."""
    own_id = gid("Objective", world.ours.objectives[title])
    answer = await ask(f"query ($id: ID!) {{ objective(id: $id) {{ {fields} }} }}", as_=as_, id=own_id)
    found: dict[str, object] = answer["objective"]
    return found


async def test_every_path_upward_ends_at_a_direction_or_where_the_way_ends(ask: Ask, world: World) -> None:
    found = await objective(
        ask,
        world,
        "Kortet virker overalt",
        "pathsUpward { reachesStrategy isAgreed nodes { kind title unitName contributionState } }",
    )
    paths = found["pathsUpward"]
    assert isinstance(paths, list)
    assert {path["nodes"][-1]["title"] for path in paths} == {"En bank for alle", "Enklest"}
    assert all(path["reachesStrategy"] and path["isAgreed"] for path in paths)
    assert [node["title"] for node in paths[0]["nodes"][:-1]] == [
        "Kortet virker overalt",
        "Avviste kort",
        "Betaling uten omveier",
        "Kundene velger oss igjen",
        "Kunder for livet",
    ]
    assert [node["kind"] for node in paths[0]["nodes"]] == [
        "OBJECTIVE",
        "KEY_RESULT",
        "OBJECTIVE",
        "OBJECTIVE",
        "MOAL",
        "DIRECTION",
    ]


async def test_proposed_contributions_are_followed_when_asked_for(ask: Ask, world: World) -> None:
    agreed = await objective(ask, world, "Zahlungen ohne Umwege", "pathsUpward { isAgreed nodes { title } }")
    both = await objective(
        ask, world, "Zahlungen ohne Umwege", "pathsUpward(states: [AGREED, PROPOSED]) { isAgreed nodes { title } }"
    )
    assert agreed["pathsUpward"] == [{"isAgreed": True, "nodes": [{"title": "Zahlungen ohne Umwege"}]}]
    assert isinstance(both["pathsUpward"], list)
    assert {path["isAgreed"] for path in both["pathsUpward"]} == {False}
    assert len(both["pathsUpward"]) == 2


@pytest.mark.parametrize(
    ("depth", "titles"),
    [
        (1, ["Betaling uten omveier"]),
        (5, ["Betaling uten omveier", "Kundene velger oss igjen"]),
    ],
)
async def test_ancestors_are_reached_to_a_depth(ask: Ask, world: World, depth: int, titles: list[str]) -> None:
    found = await objective(ask, world, "Kortet virker overalt", f"ancestors(depth: {depth}) {{ title }}")
    assert found["ancestors"] == [{"title": title} for title in titles]


@pytest.mark.parametrize("depth", [0, -1, -3])
@pytest.mark.parametrize(
    "field", ["ancestors", "supporters", "dependsOn(transitive: true)", "neededBy(transitive: true)"]
)
async def test_no_step_leads_nowhere(ask: Ask, world: World, field: str, depth: int) -> None:
    field, _, others = field.rstrip(")").partition("(")
    asked = f"{field}({others} depth: {depth}) {{ id }}"
    found = await objective(ask, world, "Opening an account takes minutes", asked)
    assert found[field] == []


async def test_supporters_are_those_who_agreed(ask: Ask, world: World) -> None:
    found = await objective(ask, world, "Kundene velger oss igjen", "supporters { title }")
    assert found["supporters"] == [
        {"title": title}
        for title in ("Betaling uten omveier", "Kortet virker overalt", "Opening an account takes minutes")
    ]


async def test_links_can_be_held_to_states(ask: Ask, world: World) -> None:
    found = await objective(
        ask,
        world,
        "Opening an account takes minutes",
        "all: contributesTo { state } declined: contributesTo(states: [DECLINED]) { declineReason } none: contributesTo(states: []) { id }",
    )
    assert isinstance(found["all"], list)
    assert {link["state"] for link in found["all"]} == {"PROPOSED", "AGREED", "DECLINED"}
    assert found["declined"] == [{"declineReason": "Not this cycle."}]
    assert found["none"] == []


async def test_dependencies_are_followed_through_others(ask: Ask, world: World) -> None:
    found = await objective(
        ask,
        world,
        "Kortet virker overalt",
        "own: dependsOn { distance what } all: dependsOn(transitive: true) { distance what isLate provider { __typename } }",
    )
    assert isinstance(found["all"], list)
    assert {line["what"]: line["distance"] for line in found["all"]} == {
        "What Avviste kort needs.": 1,
        "What Kortet virker overalt needs.": 1,
        "What Opening an account takes minutes needs.": 2,
        "What Zahlungen ohne Umwege needs.": 3,
    }
    late = {line["what"] for line in found["all"] if line["isLate"]}
    assert late == {"What Opening an account takes minutes needs."}
    assert isinstance(found["own"], list)
    assert {line["distance"] for line in found["own"]} == {1}


async def test_a_dependency_has_no_distance_where_no_objective_was_asked(ask: Ask, world: World) -> None:
    own_id = gid("Dependency", world.ours.dependencies["gating"])
    answer = await ask("query ($id: ID!) { node(id: $id) { ... on Dependency { distance what } } }", id=own_id)
    assert answer["node"] == {"distance": None, "what": "What Avviste kort needs."}


async def test_figures_say_what_made_them(ask: Ask, world: World) -> None:
    found = await objective(
        ask,
        world,
        "Kortet virker overalt",
        "ownResult ownCoverage ownResultExplained { formula value coverage terms { nodeId title weight value isCounted reason } }",
    )
    assert found["ownResult"] == 1.333333
    assert found["ownResultExplained"] == {
        "formula": "WEIGHTED_MEAN",
        "value": 1.333333,
        "coverage": 0.333333,
        "terms": [
            {
                "nodeId": gid("KeyResult", world.ours.key_results["Avviste kort"]),
                "title": "Avviste kort",
                "weight": 1,
                "value": 1.333333,
                "isCounted": True,
                "reason": None,
            },
            {
                "nodeId": gid("KeyResult", world.ours.key_results["Klager"]),
                "title": "Klager",
                "weight": 2,
                "value": None,
                "isCounted": False,
                "reason": "NOT_MEASURED",
            },
        ],
    }


async def test_an_alignment_graph_joins_only_what_is_in_it(ask: Ask, world: World) -> None:
    answer = await ask(
        """query ($unit: ID!, $cycle: ID!) { alignmentGraph(unit: $unit, cycle: $cycle, depth: 5) {
          objectives { id } moals { id } directions { id } edges { kind sourceId targetId state } } }""",
        unit=gid("Unit", world.ours.company.units["Kort"]),
        cycle=gid("Cycle", world.ours.cycles[NOW_CYCLE]),
    )
    graph = answer["alignmentGraph"]
    nodes = {node["id"] for kind in ("objectives", "moals", "directions") for node in graph[kind]}
    assert {edge["kind"] for edge in graph["edges"]} == {"CONTRIBUTION", "DEPENDENCY", "SERVES"}
    assert {edge[end] for edge in graph["edges"] for end in ("sourceId", "targetId")} <= nodes


async def test_the_history_of_a_key_result_leaves_out_what_was_corrected(ask: Ask, world: World) -> None:
    answer = await ask(
        """query ($id: ID!) { keyResult(id: $id) { latestCheckIn { value recordedByName }
          standing: checkIns { totalCount nodes { value supersedes { value isSuperseded } } }
          all: checkIns(includeSuperseded: true) { nodes { value isSuperseded } } } }""",
        id=gid("KeyResult", world.ours.key_results["Avviste kort"]),
    )
    history = answer["keyResult"]
    assert history["latestCheckIn"] == {"value": 4, "recordedByName": "Mia"}
    assert [check_in["value"] for check_in in history["standing"]["nodes"]] == [4, 6, 7]
    assert history["standing"]["nodes"][1]["supersedes"] == {"value": 60, "isSuperseded": True}
    assert sorted(check_in["value"] for check_in in history["all"]["nodes"]) == [4, 6, 7, 60]


async def test_the_audit_of_a_record_says_who_did_what_and_why(ask: Ask, world: World) -> None:
    found = await objective(ask, world, "Kortet virker overalt", "audit { nodes { deed actorName before after why } }")
    assert found["audit"] == {
        "nodes": [
            {
                "deed": "reviseObjective",
                "actorName": "Mia",
                "before": {"title": "Boliglån raskt", "version": 1},
                "after": {"title": "Kortet virker overalt", "version": 2},
                "why": "Klarere.",
            }
        ]
    }


def test_every_field_that_holds_an_id_says_of_what() -> None:
    held = {
        deeds.camel_case(field.name)
        for module in pkgutil.iter_modules(domain.__path__, f"{domain.__name__}.")
        for record in vars(importlib.import_module(module.name)).values()
        if isinstance(record, type) and dataclasses.is_dataclass(record) and not issubclass(record, Exception)
        # What the worker finds isn't audited, nor the single effects of a case: what they do to a record is, at the record.
        if not record.__module__.startswith(("samsvar.domain.overlap", "samsvar.domain.alignment_case_effects"))
        for field in dataclasses.fields(record)
        if field.name.endswith(("_id", "_ids")) and "UUID" in str(field.type)
    }
    assert held - audit.NAMED_BY.keys() - set(audit.OF_THE_RECORDS_TYPE) == set()
