"""Who asks: roles, rights, and what waits for an answer."""

import pytest

from samsvar.domain.rights import Grant, Right, Rights
from tests.factories.okrs import NOW_CYCLE
from tests.graph.conftest import Ask, World, gid


@pytest.mark.parametrize("name", ["Astrid", "Liv", "Per", "Odd", "Mia", "Kim", "Vidar", "Nils"])
async def test_rights_are_those_of_the_domain(ask: Ask, world: World, name: str) -> None:
    company = world.ours.company
    scope = await company.scope(name)
    places = await ask("{ units { nodes { id name ancestors { name } } } }")
    numbers = {unit["name"]: number for number, unit in enumerate(places["units"]["nodes"])}
    names = {own_id: unit for unit, own_id in company.units.items()}
    held = Rights(
        tuple(Grant(role.unit_id, numbers[names[role.unit_id]], role.role) for role in scope.roles),
        is_administrator=scope.is_administrator,
    )
    for unit in places["units"]["nodes"]:
        path = "".join(f"{numbers[each]}/" for each in [*(above["name"] for above in unit["ancestors"]), unit["name"]])
        answer = await ask("query ($unit: ID!) { viewer { rights(unit: $unit) } }", as_=name, unit=unit["id"])
        expected = [right.value for right in Right if right is not Right.OWN_SETTINGS and held.holds(right, at=path)]
        assert answer["viewer"]["rights"] == expected, unit["name"]


@pytest.mark.parametrize(
    ("name", "contributions", "dependencies"),
    [
        ("Liv", {"to a key result"}, set()),
        ("Kim", {"asked from above"}, set()),
        ("Per", {"from a draft"}, {"unanswered"}),
        ("Odd", set(), {"countered"}),
        ("Mia", set(), set()),
        ("Lars", {"to a draft"}, set()),
        ("Vidar", set(), set()),
    ],
)
async def test_the_inbox_has_what_the_viewer_s_units_have_to_answer(
    ask: Ask, world: World, name: str, contributions: set[str], dependencies: set[str]
) -> None:
    answer = await ask(
        "query ($cycle: ID!) { viewer { inbox(cycle: $cycle) { contributions { id } dependencies { id } } } }",
        as_=name,
        cycle=gid("Cycle", world.ours.cycles[NOW_CYCLE]),
    )
    inbox = answer["viewer"]["inbox"]
    assert {one["id"] for one in inbox["contributions"]} == {
        gid("Contribution", world.ours.contributions[one]) for one in contributions
    }
    assert {one["id"] for one in inbox["dependencies"]} == {
        gid("Dependency", world.ours.dependencies[one]) for one in dependencies
    }


@pytest.mark.parametrize("argument", ["", "(cycle: null)"])
async def test_without_a_cycle_the_inbox_is_of_all_that_are_open(ask: Ask, world: World, argument: str) -> None:
    answer = await ask(
        f"{{ viewer {{ inbox{argument} {{ contributions {{ id cycle {{ state }} }} contributionRequests {{ id }} }} }} }}",
        as_="Kim",
    )
    inbox = answer["viewer"]["inbox"]
    asked = gid("Contribution", world.ours.contributions["asked from above"])
    assert inbox["contributions"] == [{"id": asked, "cycle": {"state": "RUNNING"}}]
    assert inbox["contributionRequests"] == []


@pytest.mark.parametrize(
    ("name", "requests"),
    [("Odd", {"of a team"}), ("Bodil", {"about a key result"}), ("Kim", set()), ("Mia", set()), ("Liv", set())],
)
async def test_the_inbox_has_what_the_viewer_s_units_are_asked_for(
    ask: Ask, world: World, name: str, requests: set[str]
) -> None:
    answer = await ask(
        "query ($cycle: ID!) { viewer { inbox(cycle: $cycle) { contributionRequests { id } } } }",
        as_=name,
        cycle=gid("Cycle", world.ours.cycles[NOW_CYCLE]),
    )
    assert {one["id"] for one in answer["viewer"]["inbox"]["contributionRequests"]} == {
        gid("ContributionRequest", world.ours.requests[one]) for one in requests
    }


@pytest.mark.parametrize(
    ("name", "contributions", "dependencies", "requests"),
    [
        ("Lars", {"from a draft"}, {"of a draft"}, {"about a draft"}),
        ("Kim", set(), set(), set()),
        ("Per", set(), {"countered"}, {"of a team"}),
        ("Bodil", {"to a key result", "asked from above"}, {"unanswered"}, set()),
        ("Liv", set(), set(), {"about a key result"}),
        ("Nils", set(), set(), set()),
    ],
)
async def test_what_the_viewer_s_units_wait_for_is_told_too(
    ask: Ask, world: World, name: str, contributions: set[str], dependencies: set[str], requests: set[str]
) -> None:
    answer = await ask(
        """query ($cycle: ID!) { viewer { inbox(cycle: $cycle) {
             awaitedContributions { id } awaitedDependencies { id } awaitedRequests { id isSeenByAsked } } } }""",
        as_=name,
        cycle=gid("Cycle", world.ours.cycles[NOW_CYCLE]),
    )
    inbox = answer["viewer"]["inbox"]
    ours = world.ours
    assert {one["id"] for one in inbox["awaitedContributions"]} == {
        gid("Contribution", ours.contributions[one]) for one in contributions
    }
    assert {one["id"] for one in inbox["awaitedDependencies"]} == {
        gid("Dependency", ours.dependencies[one]) for one in dependencies
    }
    assert {(one["id"], one["isSeenByAsked"]) for one in inbox["awaitedRequests"]} == {
        (gid("ContributionRequest", ours.requests[one]), one != "about a draft") for one in requests
    }


async def test_a_viewer_is_told_who_they_are(ask: Ask) -> None:
    answer = await ask(
        """{ viewer { person { name } apiClient { name } isAdministrator locale
             memberships { role unit { name } } organisation { name } } }""",
        as_="Odd",
    )
    assert answer["viewer"] == {
        "person": {"name": "Odd"},
        "apiClient": None,
        "isAdministrator": False,
        "locale": "nb",
        "memberships": [{"role": "OKR_MASTER", "unit": {"name": "Kort"}}],
        "organisation": {"name": "Nordlys"},
    }
