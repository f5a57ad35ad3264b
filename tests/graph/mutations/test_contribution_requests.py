"""Contributions asked for and negotiated through the API, and circles that can be drawn."""

from tests.factories.okrs import NOW_CYCLE
from tests.graph.mutations.conftest import World, gid


async def test_a_division_asks_and_a_team_answers_on_its_own_terms(fresh_world: World) -> None:
    world = fresh_world
    key_result = gid("KeyResult", world.ours.key_results["Betalinger som stopper"])
    asked = await world.do(
        "askForContribution",
        "Per",
        "contributionRequest { id version state isSeenByAsked askedUnit { name } target { __typename } }",
        target=key_result,
        unit=world.unit("Kort"),
        weight=2,
        rationale="Dere ser det først",
    )
    request = asked["contributionRequest"]
    assert asked["problems"] == []
    assert (request["state"], request["isSeenByAsked"], request["askedUnit"]) == ("ASKED", True, {"name": "Kort"})
    assert request["target"] == {"__typename": "KeyResult"}
    stated = {"contribution_request": request["id"], "expected_version": 1}
    source = gid("Objective", world.ours.objectives["A card team that learns"])
    refused = await world.do("answerContributionRequest", "Per", "contributionRequest { id }", source=source, **stated)
    assert [problem["code"] for problem in refused["problems"]] == ["REQUEST_NOT_YOURS"]
    answered = await world.do(
        "answerContributionRequest",
        "Odd",
        "contributionRequest { state contribution { id version state direction weight request { id } } }",
        source=source,
        weight=0.5,
        **stated,
    )
    contribution = answered["contributionRequest"]["contribution"]
    assert (contribution["state"], contribution["direction"], contribution["weight"]) == ("PROPOSED", "TOP_DOWN", 0.5)
    assert contribution["request"] == {"id": request["id"]}
    countered = await world.do(
        "counterContribution",
        "Per",
        "contribution { weight target { __typename } turns { unit { name } targetTitle weight reason } }",
        contribution=contribution["id"],
        expected_version=1,
        target=gid("Objective", world.ours.objectives["Betaling uten omveier"]),
        reason="Det hele",
    )
    assert countered["contribution"]["target"] == {"__typename": "Objective"}
    assert [(turn["unit"]["name"], turn["targetTitle"]) for turn in countered["contribution"]["turns"]] == [
        ("Kort", "Betalinger som stopper"),
        ("Privat", "Betaling uten omveier"),
    ]
    reopened = await world.do(
        "reopenContributionRequest",
        "Odd",
        "contributionRequest { state contribution { id } }",
        contribution_request=request["id"],
        expected_version=2,
    )
    assert reopened["contributionRequest"] == {"state": "ASKED", "contribution": None}


async def test_a_request_is_listed_where_it_was_asked_and_where_it_is_answered(fresh_world: World) -> None:
    answer = await fresh_world.execute(
        """query ($unit: ID!, $objective: ID!, $cycle: ID!) {
             unit(id: $unit) { contributionRequests(cycle: $cycle, states: [ASKED]) { id } }
             objective(id: $objective) { contributionRequests { id } } }""",
        "Odd",
        unit=fresh_world.unit("Kort"),
        objective=gid("Objective", fresh_world.ours.objectives["Betaling uten omveier"]),
        cycle=gid("Cycle", fresh_world.ours.cycles[NOW_CYCLE]),
    )
    own_id = gid("ContributionRequest", fresh_world.ours.requests["of a team"])
    assert answer["unit"]["contributionRequests"] == [{"id": own_id}]
    assert answer["objective"]["contributionRequests"] == [{"id": own_id}]


async def test_a_circle_is_refused_with_its_stations(fresh_world: World) -> None:
    ours = fresh_world.ours
    above, below = (
        gid("Objective", ours.objectives[title]) for title in ("Kundene velger oss igjen", "Betaling uten omveier")
    )
    answer = await fresh_world.execute(
        """mutation ($input: ProposeContributionInput!) { proposeContribution(input: $input) {
             problems { code nodes circle { nodeId title unitName } } } }""",
        "Liv",
        input={"idempotencyKey": "a circle", "source": above, "target": below},
    )
    (problem,) = answer["proposeContribution"]["problems"]
    first = {"nodeId": above, "title": "Kundene velger oss igjen", "unitName": "Nordlys"}
    assert problem["circle"] == [
        first,
        {"nodeId": below, "title": "Betaling uten omveier", "unitName": "Privat"},
        first,
    ]
