"""Two teams of two divisions negotiate through the API: opened, proposed, previewed, signed, done, undone."""

from typing import Any

from samsvar.graph.selection import resolvers
from samsvar.operations import api_clients, scopes
from samsvar.operations.api_clients import Credentials
from tests.factories.companies import NOW
from tests.factories.okrs import NOW_CYCLE
from tests.graph.mutations.conftest import World, gid

CASE = """
  id version title state waitsFor { name } mayPropose { name } maySign { name } present outcome
  participants { unit { name } isAsked hasSigned signedByName askedByUnit { name } }
  objectives { title } subjects { title isSubject objective { title } unit { name } }
  findings { id } dependencies { id }
  turns { id number kind unit { name } authorName said outcome isCurrent lookAgainOn
    effects { kind about objective { title } toObjective { title } unit { name } share title }
    signatures { unit { name } signedByName withdrawnAt } }
  proposal { id }
  changes { sets { unitName unit { name } lines { nodeId kind change before { title } after { title coOwners { unitName share } } } }
    follows { kind title } }
  undoes { id } undoneBy { id state }
"""
INBOX = "{ viewer { inbox { cases { id } awaitedCases { id } casesToLookAt { id } } } }"
PREVIEW = """
  query ($input: CaseEffectsPreviewInput!) { caseEffectsPreview(input: $input) {
    problems { effect problem { code nodes } } boundUnits { name isAsked unit { name } }
    changes { sets { unit { name } lines { nodeId change } } } appearing { code } vanishing { code } } }
"""


async def read(world: World, case: str, by: str) -> dict[str, Any]:
    """Return a case as somebody reads it, by both roads alike."""
    text = f"query ($id: ID!) {{ alignmentCase(id: $id) {{ {CASE} }} node(id: $id) {{ __typename }} }}"
    compiled = await world.execute(text, by, id=case)
    with resolvers.field_by_field():
        assert await world.execute(text, by, id=case) == compiled
    found: dict[str, Any] = compiled["alignmentCase"]
    return found


async def inbox(world: World, by: str) -> dict[str, int]:
    found = (await world.execute(INBOX, by))["viewer"]["inbox"]
    return {name: len(listed) for name, listed in found.items()}


async def test_two_units_negotiate_sign_and_undo(fresh_world: World) -> None:
    world = fresh_world
    ours = gid("Objective", world.ours.objectives["A card team that learns"])
    theirs = gid("Objective", world.ours.objectives["Betaling uten omveier"])
    opened = await world.do(
        "openAlignmentCase", "Odd", f"alignmentCase {{ {CASE} }}", title="Hvem lærer?", objectives=[ours, theirs]
    )
    assert opened["problems"] == []
    case = opened["alignmentCase"]
    assert {each["unit"]["name"]: each["isAsked"] for each in case["participants"]} == {"Privat": True, "Kort": True}
    assert [each["name"] for each in case["waitsFor"]] == ["Privat"]
    assert (await inbox(world, "Per"))["cases"] == 1
    assert await inbox(world, "Odd") == {"cases": 0, "awaitedCases": 1, "casesToLookAt": 0}

    effects = [{"kind": "SHARE_OBJECTIVE", "objective": ours, "unit": world.unit("Privat"), "share": 0.25}]
    thought = {"case": case["id"], "outcome": "CO_OWN", "effects": effects}
    preview = (await world.execute(PREVIEW, "Per", input=thought))["caseEffectsPreview"]
    assert preview["problems"] == []
    assert {each["unit"]["name"]: each["isAsked"] for each in preview["boundUnits"]} == {"Privat": True, "Kort": True}
    changed = [
        line["change"] for each in preview["changes"]["sets"] for line in each["lines"] if line["nodeId"] == ours
    ]
    assert changed == ["CHANGED"]

    proposed = await world.do(
        "proposeInCase",
        "Per",
        f"alignmentCase {{ {CASE} }}",
        **thought,
        said="Vi eier det sammen",
        look_again_on="2026-04-01",
        signs=True,
        expected_version=case["version"],
    )
    assert proposed["problems"] == []
    found = await read(world, case["id"], "Odd")
    (turn,) = found["turns"]
    assert (turn["kind"], turn["authorName"], turn["isCurrent"]) == ("PROPOSAL", "Per", True)
    assert turn["effects"][0]["share"] == 0.25
    assert [each["name"] for each in found["waitsFor"]] == ["Kort"]
    assert [each["name"] for each in found["maySign"]] == ["Kort"]
    assert found["mayPropose"] == [{"name": "Kort"}]
    assert await inbox(world, "Odd") == {"cases": 1, "awaitedCases": 0, "casesToLookAt": 0}
    assert await inbox(world, "Per") == {"cases": 0, "awaitedCases": 1, "casesToLookAt": 0}

    refused = await world.do("signCase", "Mia", "alignmentCase { id }", case=case["id"], turn=turn["id"])
    assert [each["code"] for each in refused["problems"]] == ["FORBIDDEN"]
    signed = await world.do("signCase", "Odd", "alignmentCase { id state }", case=case["id"], turn=turn["id"])
    assert signed["problems"] == []
    assert signed["alignmentCase"]["state"] == "AGREED"
    agreed = await read(world, case["id"], "Per")
    assert (agreed["outcome"], agreed["waitsFor"]) == ("CO_OWN", [])
    (line,) = [one for each in agreed["changes"]["sets"] for one in each["lines"] if one["nodeId"] == ours]
    assert line["after"]["coOwners"] == [{"unitName": "Privat", "share": 0.25}]
    owners = await world.execute(
        "query ($id: ID!) { objective(id: $id) { coOwners { unit { name } share } } }", "Per", id=ours
    )
    assert owners["objective"]["coOwners"] == [{"unit": {"name": "Privat"}, "share": 0.25}]

    undoing = await world.do(
        "undoAlignmentCase", "Odd", f"alignmentCase {{ {CASE} }}", case=case["id"], question="Det virket ikke"
    )
    other = undoing["alignmentCase"]
    assert other["undoes"] == {"id": case["id"]}
    assert [each["share"] for each in other["turns"][0]["effects"]] == [0]
    assert (await read(world, case["id"], "Per"))["undoneBy"] == {"id": other["id"], "state": "OPEN"}


async def test_what_an_outcome_usually_changes_can_be_proposed_as_it_is(fresh_world: World) -> None:
    world = fresh_world
    ours = gid("Objective", world.ours.objectives["A card team that learns"])
    theirs = gid("Objective", world.ours.objectives["Betaling uten omveier"])
    opened = await world.do(
        "openAlignmentCase", "Odd", "alignmentCase { id version }", title="Hvem?", objectives=[ours, theirs]
    )
    case = opened["alignmentCase"]["id"]
    text = """query ($case: ID!, $outcome: CaseOutcome!, $stays: ID) {
      suggestedCaseEffects(case: $case, outcome: $outcome, stays: $stays) {
        kind objective keyResult unit toObjective title why share what neededBy dependencyKind } }"""
    suggested = (await world.execute(text, "Per", case=case, outcome="SEQUENCE", stays=theirs))["suggestedCaseEffects"]
    assert [(each["kind"], each["objective"], each["toObjective"]) for each in suggested] == [
        ("ADD_DEPENDENCY", ours, theirs)
    ]
    for outcome in ("MERGE", "SPLIT", "CO_OWN", "HAND_OVER", "SEQUENCE", "DROP", "KEEP_BOTH", "ESCALATE"):
        found = await world.execute(text, "Per", case=case, outcome=outcome, stays=theirs)
        thought = {"case": case, "outcome": outcome, "effects": found["suggestedCaseEffects"]}
        preview = (await world.execute(PREVIEW, "Odd", input=thought))["caseEffectsPreview"]
        codes = {each["problem"]["code"] for each in preview["problems"]}
        assert codes <= {"HAS_CHECK_INS"}, (outcome, preview["problems"])


async def test_who_is_in_the_room_is_seen_by_name_alone(fresh_world: World) -> None:
    world = fresh_world
    opened = await world.do(
        "openAlignmentCase",
        "Odd",
        "alignmentCase { id }",
        title="Hvem?",
        units=[world.unit("Kort"), world.unit("Privat")],
        cycle=gid("Cycle", world.ours.cycles[NOW_CYCLE]),
    )
    case = opened["alignmentCase"]["id"]
    for name in ("Per", "Odd"):
        await world.do("sayPresentInCase", name, "alignmentCase { id }", case=case)
    assert (await read(world, case, "Per"))["present"] == ["Odd", "Per"]
    await world.do("sayPresentInCase", "Odd", "alignmentCase { id }", case=case, is_leaving=True)
    assert (await read(world, case, "Per"))["present"] == ["Per"]


async def test_an_integration_sees_for_which_units_it_may_speak_and_leaves_signing_to_them(fresh_world: World) -> None:
    world = fresh_world
    company = world.ours.company
    draft = api_clients.CreateApiClient(name="Kasse", unit=company.units["Nordlys"], scopes=("okr:read", "okr:write"))
    astrid = await company.scope("Astrid")
    client = await api_clients.create_api_client(astrid, draft, credentials=Credentials.fresh(), now=NOW)
    scope = await scopes.of_api_client(company.database, company.id, client.id, now=NOW)
    opened = await world.do(
        "openAlignmentCase",
        scope,
        "alignmentCase { id mayPropose { name } maySign { name } }",
        title="Hvem?",
        unit=world.unit("Kort"),
        units=[world.unit("Kort"), world.unit("Privat")],
        cycle=gid("Cycle", world.ours.cycles[NOW_CYCLE]),
    )
    assert opened["problems"] == []
    case = opened["alignmentCase"]
    assert {each["name"] for each in case["mayPropose"]} == {"Kort", "Privat"}
    assert case["maySign"] == []
    said = await world.do(
        "remarkInCase", scope, "alignmentCase { id }", case=case["id"], unit=world.unit("Privat"), said="Tallene"
    )
    assert said["problems"] == []
