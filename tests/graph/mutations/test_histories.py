"""Histories through the API: comments, changes in names, and the line through the cycles."""

from typing import Any

from tests.factories.okrs import NOW_CYCLE
from tests.graph.mutations.conftest import World, gid

COMMENTS = """
  comments { totalCount nodes { text authorName isOwn withdrawnAt earlierWordings { text } answers { text authorName } } }
  commentCount
"""
CHANGES = "changes { nodes { deed nodeType subject actorName why isAfterCommitment fields { field before after } } }"


def objective(world: World, title: str) -> str:
    return gid("Objective", world.ours.objectives[title])


def key_result(world: World, title: str) -> str:
    return gid("KeyResult", world.ours.key_results[title])


async def read(world: World, kind: str, own_id: str, fields: str, *, as_: str = "Kim") -> Any:
    field = kind[0].lower() + kind[1:]
    return (await world.execute(f"query ($id: ID!) {{ it: {field}(id: $id) {{ {fields} }} }}", as_, id=own_id))["it"]


async def test_a_conversation_has_authors_and_answers_and_what_was_said_before(fresh_world: World) -> None:
    world, about = fresh_world, objective(fresh_world, "Kortet virker overalt")
    first = await world.do("writeComment", "Kim", "comment { id version isOwn }", about=about, text="Abroad, too?")
    assert (first["problems"], first["comment"]["isOwn"]) == ([], True)
    comment = first["comment"]["id"]
    await world.do("writeComment", "Mia", about=about, text="From May.", reply_to=comment)
    await world.do("rewordComment", "Kim", comment=comment, text="Outside Europe, too?", expected_version=1)
    found = await read(world, "Objective", about, COMMENTS, as_="Mia")
    assert found == {
        "comments": {
            "totalCount": 1,
            "nodes": [
                {
                    "text": "Outside Europe, too?",
                    "authorName": "Kim",
                    "isOwn": False,
                    "withdrawnAt": None,
                    "earlierWordings": [{"text": "Abroad, too?"}],
                    "answers": [{"text": "From May.", "authorName": "Mia"}],
                }
            ],
        },
        "commentCount": 2,
    }


async def test_nobody_reads_what_was_taken_back_and_the_answers_stay(fresh_world: World) -> None:
    world, about = fresh_world, key_result(fresh_world, "Avviste kort")
    comment = (await world.do("writeComment", "Kim", "comment { id }", about=about, text="First"))["comment"]["id"]
    await world.do("rewordComment", "Kim", comment=comment, text="Second", expected_version=1)
    await world.do("writeComment", "Mia", about=about, text="Not so.", reply_to=comment)
    taken = await world.do("withdrawComment", "Kim", "comment { text }", comment=comment, expected_version=2)
    assert taken["comment"]["text"] is None
    for reader in ("Kim", "Mia"):
        found = await read(world, "KeyResult", about, COMMENTS, as_=reader)
        assert "First" not in str(found)
        assert "Second" not in str(found)
        assert [answer["text"] for answer in found["comments"]["nodes"][0]["answers"]] == ["Not so."]
        assert found["commentCount"] == 1
        history = await world.execute(
            "query ($id: ID!) { audit(node: $id) { nodes { before after } } }", reader, id=comment
        )
        assert "First" not in str(history)


async def test_a_link_with_a_draft_is_in_the_history_for_those_who_see_the_draft(fresh_world: World) -> None:
    world, source = fresh_world, objective(fresh_world, "Kortet virker overalt")
    target = objective(world, "Boliglån på én dag")
    done = await world.do("proposeContribution", "Lars", source=source, target=target, rationale="Hysj")
    assert done["problems"] == []
    seen = {name: str(await read(world, "Objective", source, CHANGES, as_=name)) for name in ("Lars", "Mia")}
    assert {name: "Hysj" in told for name, told in seen.items()} == {"Lars": True, "Mia": False}


async def test_comments_on_a_draft_are_found_by_those_who_see_the_draft_alone(fresh_world: World) -> None:
    world, about = fresh_world, objective(fresh_world, "Boliglån på én dag")
    comment = (await world.do("writeComment", "Lars", "comment { id }", about=about, text="Hysj"))["comment"]["id"]
    refused = await world.do("writeComment", "Kim", "comment { id }", about=about, text="Hva da?")
    assert [problem["code"] for problem in refused["problems"]] == ["NOT_FOUND"]
    node = "query ($id: ID!) { node(id: $id) { ... on Comment { text objective { title } } } audit(node: $id) { totalCount } }"
    assert await world.execute(node, "Kim", id=comment) == {"node": None, "audit": {"totalCount": 0}}
    seen = await world.execute(node, "Per", id=comment)
    assert seen["node"] == {"text": "Hysj", "objective": {"title": "Boliglån på én dag"}}


async def test_a_comment_names_its_author_and_leads_nowhere_from_there(fresh_world: World) -> None:
    introspected = await fresh_world.execute('{ __type(name: "Comment") { fields { name type { name } } } }', "Kim")
    by_name = {field["name"]: field["type"]["name"] for field in introspected["__type"]["fields"]}
    assert by_name["authorName"] == "String"
    assert "Person" not in by_name.values()


async def test_changes_are_told_in_names_with_their_reasons(fresh_world: World) -> None:
    world, proof = fresh_world, key_result(fresh_world, "Avviste kort")
    own = await read(world, "KeyResult", proof, "version objective { id }")
    async with world.ours.company.database.transaction(await world.ours.company.samsvar()) as connection:
        await connection.exec_driver_sql("update samsvar.okr_sets set committed_at = '2026-01-08 12:00+00'")
    done = await world.do(
        "reviseKeyResult",
        "Mia",
        key_result=proof,
        expected_version=own["version"],
        measured={
            "kind": "DECREASE",
            "metric": gid("Metric", world.ours.metrics["Godtatte kort"]),
            "baseline": 8,
            "target": 6,
            "stretch": 4,
        },
        reason="The events come late.",
    )
    assert done["problems"] == []
    found = (await read(world, "Objective", own["objective"]["id"], CHANGES))["changes"]["nodes"][0]
    changed = {field.pop("field"): field for field in found.pop("fields")}
    assert found == {
        "deed": "reviseKeyResult",
        "nodeType": "KeyResult",
        "subject": "Avviste kort",
        "actorName": "Mia",
        "why": "The events come late.",
        "isAfterCommitment": True,
    }
    assert changed == {
        "metricId": {"before": "Avviste betalinger", "after": "Godtatte kort"},
        "target": {"before": "5", "after": "6.0"},
    }


async def test_co_owners_and_orders_are_told_in_names(fresh_world: World) -> None:
    world, own = fresh_world, objective(fresh_world, "Kort på klokken")
    shared = await world.do(
        "shareObjective",
        "Odd",
        objective=own,
        co_owners=[{"unit": world.unit("Konto"), "share": 0.25}],
        expected_version=1,
    )
    assert shared["problems"] == []
    found = (await read(world, "Objective", own, CHANGES, as_="Odd"))["changes"]["nodes"][0]
    assert found["fields"] == [{"field": "coOwners", "before": None, "after": {"Konto": "0.25"}}]
    assert found["isAfterCommitment"] is False
    stale = await world.do("reviseObjective", "Mia", objective=own, expected_version=1, title="Kort i lommen")
    assert stale["problems"][0]["details"] == ["medeiere: - → «Konto 0,25» (Odd, 2.3.2026 09:00)"]


async def test_a_commitment_and_its_reopening_are_told_with_each_objective(fresh_world: World) -> None:
    world, own = fresh_world, objective(fresh_world, "Opening an account takes minutes")
    okr_set = (await read(world, "Objective", own, "okrSet { id version }"))["okrSet"]
    turned = await world.do(
        "reopenOkrSet", "Kim", okr_set=okr_set["id"], expected_version=okr_set["version"], reason="Too early."
    )
    assert turned["problems"] == []
    newest = (await read(world, "Objective", own, CHANGES))["changes"]["nodes"][0]
    assert (newest["deed"], newest["nodeType"], newest["why"]) == ("reopenOkrSet", "OkrSet", "Too early.")
    assert {"field": "state", "before": "PROPOSED", "after": "DRAFT"} in newest["fields"]


async def test_an_objective_that_is_carried_over_has_a_line(fresh_world: World) -> None:
    world, own = fresh_world, objective(fresh_world, "A card team that learns")
    okr_set = gid("OkrSet", world.ours.sets["Kort", "2026 T2"])
    query = "query ($id: ID!) { node(id: $id) { ... on OkrSet { carryOverCandidates { id title ownResult } } } }"
    offered = (await world.execute(query, "Mia", id=okr_set))["node"]["carryOverCandidates"]
    assert own in [each["id"] for each in offered]
    assert all(each["ownResult"] is None or each["ownResult"] < 1 for each in offered)
    copied = await world.do(
        "carryOverObjective",
        "Mia",
        "objective { id line { id cycle { name } } carriedOverFrom { times baselineRule fromObjective { id } } }",
        objective=own,
        okr_set=okr_set,
        baseline_rule="KEEP",
    )
    assert copied["problems"] == []
    copy = copied["objective"]["id"]
    assert copied["objective"] == {
        "id": copy,
        "line": [{"id": own, "cycle": {"name": NOW_CYCLE}}, {"id": copy, "cycle": {"name": "2026 T2"}}],
        "carriedOverFrom": {"times": 1, "baselineRule": "KEEP", "fromObjective": {"id": own}},
    }
    left = (await world.execute(query, "Mia", id=okr_set))["node"]["carryOverCandidates"]
    assert own not in [each["id"] for each in left]
    seen = await read(world, "Objective", own, "line { id } carriedOverTo { toObjective { id } }", as_="Mia")
    assert seen == {"line": [{"id": own}, {"id": copy}], "carriedOverTo": [{"toObjective": {"id": copy}}]}
    # The copy stands in a draft of Kort.
    hidden = await read(world, "Objective", own, "line { id } carriedOverTo { times }", as_="Kim")
    assert hidden == {"line": [{"id": own}], "carriedOverTo": []}


async def test_a_key_results_line_is_also_that_of_its_metric_in_its_unit(fresh_world: World) -> None:
    world = fresh_world
    found = await read(world, "KeyResult", key_result(world, "Avviste kort"), "line { title cycle { name } }")
    assert [each["title"] for each in found["line"]] == ["Avviste kort"]
    metric = world.ours.metrics["Avviste betalinger"]
    async with world.ours.company.database.transaction(await world.ours.company.samsvar()) as connection:
        await connection.exec_driver_sql(
            f"update samsvar.key_results set metric_id = '{metric}' where title = 'Avviste kort i fjor'"
        )
    found = await read(world, "KeyResult", key_result(world, "Avviste kort"), "line { title cycle { name } }")
    assert [(each["title"], each["cycle"]["name"]) for each in found["line"]] == [
        ("Avviste kort i fjor", "2025 T3"),
        ("Avviste kort", NOW_CYCLE),
    ]
