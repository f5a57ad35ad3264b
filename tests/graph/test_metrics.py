"""Metrics that a unit may mean are found while typing: its own first, past wrong letters, and past no draft."""

import pytest

from tests.factories.okrs import NOW_CYCLE
from tests.graph.conftest import Ask, World, gid


async def suggested(ask: Ask, world: World, unit: str, text: str = "", *, as_: str = "Kim") -> list[str]:
    """Return the names of what is suggested."""
    answer = await ask(
        "query ($unit: ID!, $text: String!) { metricSuggestions(unit: $unit, text: $text) { name } }",
        as_=as_,
        unit=gid("Unit", world.ours.company.units[unit]),
        text=text,
    )
    return [metric["name"] for metric in answer["metricSuggestions"]]


@pytest.mark.parametrize(
    ("_case", "text"),
    [
        ("its beginning", "avv"),
        ("in the middle of a word", "betaling"),
        ("words in any order", "betalinger avviste"),
        ("whatever the case", "AVVISTE"),
        ("two letters changed places", "avvsite"),
        ("a letter left out", "avvste betalnger"),
        ("marks left out or put in", "ävviste"),
    ],
)
async def test_a_metric_is_found(ask: Ask, world: World, _case: str, text: str) -> None:
    assert await suggested(ask, world, "Konto", text) == ["Avviste betalinger"]


@pytest.mark.parametrize("text", ["kundetilfredshet", "xyz", "'; drop table metrics; --", "%", "\\"])
async def test_nothing_is_found_that_is_not_like_the_text(ask: Ask, world: World, text: str) -> None:
    assert await suggested(ask, world, "Konto", text) == []


async def test_a_unit_s_own_come_first_then_those_of_the_units_above_it(ask: Ask, world: World) -> None:
    assert await suggested(ask, world, "Kort") == ["Godtatte kort", "Avviste betalinger"]
    assert await suggested(ask, world, "Konto") == ["Avviste betalinger", "Godtatte kort"]
    assert await suggested(ask, world, "Privat") == ["Avviste betalinger", "Godtatte kort"]


async def test_a_name_with_the_words_comes_before_the_unit_s_own_that_is_only_like_them(ask: Ask, world: World) -> None:
    assert await suggested(ask, world, "Kort", "betalinger") == ["Avviste betalinger"]
    assert (await suggested(ask, world, "Kort", "te"))[0] == "Godtatte kort"


async def test_it_says_who_uses_a_metric_and_what_it_had_come_to_in_each_cycle(ask: Ask, world: World) -> None:
    answer = await ask(
        """query ($unit: ID!, $cycle: ID!) {
             metricSuggestions(unit: $unit, text: "avviste", first: 1) {
               keyResults(cycle: $cycle) { title } reached { value cycle { name } }
             }
           }""",
        unit=gid("Unit", world.ours.company.units["Konto"]),
        cycle=gid("Cycle", world.ours.cycles[NOW_CYCLE]),
    )
    assert {used["title"] for used in answer["metricSuggestions"][0]["keyResults"]} == {
        "Betalinger som stopper",
        "Avviste kort",
    }
    assert answer["metricSuggestions"][0]["reached"] == [{"value": 4, "cycle": {"name": NOW_CYCLE}}]


async def test_those_of_another_company_are_never_found(ask: Ask, world: World) -> None:
    ours = {gid("Metric", own_id) for own_id in world.ours.metrics.values()}
    for company in (world.ours.company, world.theirs.company):
        answer = await ask(
            "query ($unit: ID!) { metricSuggestions(unit: $unit) { id } }", unit=gid("Unit", company.units["Kort"])
        )
        assert {metric["id"] for metric in answer["metricSuggestions"]} <= ours
