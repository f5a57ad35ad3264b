"""OKRs through the API, from an empty draft to a check-in that shows above."""

from samsvar.graph import global_ids
from tests.graph.mutations.conftest import World, gid

MEASURED = {"kind": "DECREASE", "newMetric": {"name": "Avviste kort", "measure": "%"}, "baseline": 8.1, "target": 5}


async def test_a_team_writes_commits_and_follows_its_okrs(fresh_world: World) -> None:
    world = fresh_world
    kort = {"unit": world.unit("Lån"), "cycle": gid("Cycle", world.ours.cycles["2026 T2"])}
    opened = (await world.do("openOkrSet", "Lars", "okrSet { id version state missing { code } }", **kort))["okrSet"]
    assert (opened["state"], [each["code"] for each in opened["missing"]]) == ("DRAFT", ["NOTHING_TO_COMMIT_TO"])
    objective = (
        await world.do(
            "draftObjective",
            "Lars",
            "objective { id title standsAloneReason }",
            okr_set=opened["id"],
            title="  Kortet  virker ",
            stands_alone_reason="Vi lærer",
        )
    )["objective"]
    assert objective["title"] == "Kortet virker"
    drafted = await world.do(
        "draftKeyResult",
        "Lars",
        "keyResult { id version baseline target measure progress metric { name owner { name } } }",
        objective=objective["id"],
        title="Færre avviste",
        measured=MEASURED,
    )
    key_result = drafted["keyResult"]
    assert (key_result["baseline"], key_result["measure"]) == (8.1, "%")
    assert key_result["metric"] == {"name": "Avviste kort", "owner": {"name": "Lån"}}
    early = await world.do("recordCheckIn", "Lars", "checkIn { id }", key_result=key_result["id"], value=7)
    assert [each["code"] for each in early["problems"]] == ["SET_NOT_FOLLOWED"]
    for deed, version in (("proposeOkrSet", 1), ("commitOkrSet", 2)):
        turned = await world.do(deed, "Lars", "okrSet { state }", okr_set=opened["id"], expected_version=version)
        assert turned["problems"] == []
    checked = await world.do(
        "recordCheckIn",
        "Lars",
        "checkIn { value progress confidence keyResult { currentValue objective { ownResult ownCoverage } } }",
        key_result=key_result["id"],
        value=6.55,
        confidence=8,
    )
    assert checked["problems"] == []
    assert checked["checkIn"] == {
        "value": 6.55,
        "progress": 0.5,
        "confidence": 8,
        "keyResult": {"currentValue": 6.55, "objective": {"ownResult": 0.5, "ownCoverage": 1}},
    }
    eased = await world.do(
        "reviseKeyResult",
        "Lars",
        "keyResult { id }",
        key_result=key_result["id"],
        measured={**MEASURED, "target": 6},
        expected_version=1,
    )
    assert [(each["code"], each["field"]) for each in eased["problems"]] == [("REASON_FOR_CHANGE_MISSING", "reason")]


async def test_what_is_missing_is_listed_with_the_records_to_mend(fresh_world: World) -> None:
    world = fresh_world
    okr_set = gid("OkrSet", world.ours.sets[("Konto", "2026 T1")])
    answer = await world.do("commitOkrSet", "Kim", "okrSet { id }", okr_set=okr_set, expected_version=1)
    assert answer["okrSet"] is None
    assert answer["problems"]
    for problem in answer["problems"]:
        assert problem["nodes"]
        assert problem["message"].endswith(".")


async def test_a_circle_is_refused_with_its_titles(fresh_world: World) -> None:
    world = fresh_world
    below, above = (
        gid("Objective", world.ours.objectives[title])
        for title in ("Betaling uten omveier", "Kundene velger oss igjen")
    )
    answer = await world.do("proposeContribution", "Liv", "contribution { id }", source=above, target=below)
    (problem,) = answer["problems"]
    assert (problem["code"], problem["field"]) == ("CIRCLE_OF_CONTRIBUTIONS", "target")
    assert problem["nodes"] == [above, below, above]
    assert "Kundene velger oss igjen → Betaling uten omveier → Kundene velger oss igjen" in problem["message"]


async def test_a_proposal_is_agreed_by_the_other_unit(fresh_world: World) -> None:
    world = fresh_world
    proposed = await world.do(
        "proposeContribution",
        "Mia",
        "contribution { id version state direction source { __typename } target { __typename } }",
        source=gid("Objective", world.ours.objectives["A card team that learns"]),
        target=gid("KeyResult", world.ours.key_results["Betalinger som stopper"]),
        weight=0.1,
    )
    contribution = proposed["contribution"]
    assert (contribution["state"], contribution["direction"]) == ("PROPOSED", "BOTTOM_UP")
    assert contribution["target"] == {"__typename": "KeyResult"}
    stated = {"contribution": contribution["id"], "expected_version": 1}
    refused = await world.do("consentToContribution", "Odd", "contribution { id }", **stated)
    assert [each["code"] for each in refused["problems"]] == ["CONSENT_NOT_YOURS"]
    agreed = await world.do("consentToContribution", "Per", "contribution { state weight }", **stated)
    assert agreed["contribution"] == {"state": "AGREED", "weight": 0.1}


async def test_a_provider_says_where_it_works_with_another_day_and_again_later(fresh_world: World) -> None:
    world = fresh_world
    selected = "dependency { version state counterNeededBy provider { __typename ... on Node { id } } }"
    stated = {"dependency": gid("Dependency", world.ours.dependencies["unanswered"])}
    objective = gid("Objective", world.ours.objectives["Betaling uten omveier"])
    countered = await world.do(
        "counterDependency",
        "Per",
        selected,
        needed_by="2026-05-02",
        provider=objective,
        expected_version=1,
        **stated,
    )
    assert countered["dependency"] == {
        "version": 2,
        "state": "COUNTERED",
        "counterNeededBy": "2026-05-02",
        "provider": {"__typename": "Objective", "id": objective},
    }
    proof = gid("KeyResult", world.ours.key_results["Betalinger som stopper"])
    named = await world.do("nameProvider", "Per", selected, provider=proof, expected_version=2, **stated)
    assert named["dependency"]["provider"] == {"__typename": "KeyResult", "id": proof}
    elsewhere = gid("Objective", world.ours.objectives["Kortet virker overalt"])
    refused = await world.do("nameProvider", "Per", selected, provider=elsewhere, expected_version=3, **stated)
    assert [(each["code"], each["field"]) for each in refused["problems"]] == [("PROVIDER_ELSEWHERE", "provider")]


async def test_left_out_stays_and_null_takes_away(fresh_world: World) -> None:
    world = fresh_world
    planned = await world.do(
        "planInitiative", "Mia", "initiative { id dueOn }", unit=world.unit("Kort"), title="Rydde", due_on="2026-04-01"
    )
    own_id = planned["initiative"]["id"]
    kept = await world.do(
        "reviseInitiative",
        "Mia",
        "initiative { title dueOn state }",
        initiative=own_id,
        state="DONE",
        expected_version=1,
    )
    assert kept["initiative"] == {"title": "Rydde", "dueOn": "2026-04-01", "state": "DONE"}
    taken = await world.do(
        "reviseInitiative", "Mia", "initiative { dueOn }", initiative=own_id, due_on=None, expected_version=2
    )
    assert taken["initiative"] == {"dueOn": None}


async def test_an_id_of_another_type_is_not_found(world: World) -> None:
    answer = await world.do("recordCheckIn", "Mia", "checkIn { id }", key_result=world.unit("Kort"), value=1)
    assert [(each["code"], each["field"]) for each in answer["problems"]] == [("NOT_FOUND", "keyResult")]
    assert global_ids.decode(world.unit("Kort"), "KeyResult") is None


async def test_the_audit_names_records_by_ids_that_can_be_asked_for(fresh_world: World) -> None:
    world = fresh_world
    source = gid("Objective", world.ours.objectives["A card team that learns"])
    target = gid("KeyResult", world.ours.key_results["Betalinger som stopper"])
    proposed = await world.do(
        "proposeContribution", "Mia", "contribution { id }", source=source, target=target, weight=0.1
    )
    own_id = proposed["contribution"]["id"]
    document = "query ($id: ID!) { audit(node: $id) { nodes { after } } }"
    (entry,) = (await world.execute(document, "Mia", id=own_id))["audit"]["nodes"]
    named = {name: value for name, value in entry["after"].items() if value and (name == "id" or name.endswith("Id"))}
    assert named.items() >= {"id": own_id, "fromObjectiveId": source, "toKeyResultId": target}.items()
    assert named.keys() >= {"fromUnitId", "toUnitId", "cycleId", "toObjectiveId"}
    for name, found in named.items():
        answer = await world.execute("query ($id: ID!) { node(id: $id) { id } }", "Mia", id=found)
        assert answer["node"] == {"id": found}, name


async def test_the_audit_names_the_records_of_an_order(fresh_world: World) -> None:
    world = fresh_world
    objective = gid("Objective", world.ours.objectives["Kortet virker overalt"])
    read = "query ($id: ID!) { objective(id: $id) { keyResults { id } audit { nodes { after } } } }"
    present = [each["id"] for each in (await world.execute(read, "Mia", id=objective))["objective"]["keyResults"]]
    turned = present[::-1]
    answer = await world.do("reorderKeyResults", "Mia", objective=objective, order=turned)
    assert answer["problems"] == []
    newest = (await world.execute(read, "Mia", id=objective))["objective"]["audit"]["nodes"][0]
    assert newest["after"] == {"order": turned}


async def test_what_was_dropped_is_brought_back_under_its_ids(fresh_world: World) -> None:
    world = fresh_world
    place = {"unit": world.unit("Lån"), "cycle": gid("Cycle", world.ours.cycles["2026 T2"])}
    okr_set = (await world.do("openOkrSet", "Lars", "okrSet { id }", **place))["okrSet"]["id"]
    drafted = await world.do("draftObjective", "Lars", "objective { id }", okr_set=okr_set, title="Kortet virker")
    objective = drafted["objective"]["id"]
    proof = (
        await world.do(
            "draftKeyResult", "Lars", "keyResult { id }", objective=objective, title="Færre avviste", measured=MEASURED
        )
    )["keyResult"]["id"]

    await world.do("dropKeyResult", "Lars", "objective { id }", key_result=proof, expected_version=1)
    back = await world.do("restoreKeyResult", "Lars", "keyResult { id title baseline }", key_result=proof)
    assert back["keyResult"] == {"id": proof, "title": "Færre avviste", "baseline": 8.1}

    dropped = await world.do(
        "dropObjective", "Lars", "okrSet { objectives { id } }", objective=objective, expected_version=1
    )
    assert dropped["okrSet"]["objectives"] == []
    asked = "objective { id okrSet { objectives { id keyResults { id } } } }"
    back = await world.do("restoreObjective", "Lars", asked, objective=objective)
    assert back["objective"]["okrSet"]["objectives"] == [{"id": objective, "keyResults": [{"id": proof}]}]
    again = await world.do("restoreObjective", "Lars", asked, objective=objective)
    assert [(each["code"], each["field"]) for each in again["problems"]] == [("NOT_FOUND", "objective")]
