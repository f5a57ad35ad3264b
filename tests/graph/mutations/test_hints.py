"""Hints on wording through the API, in the reader's language."""

import dataclasses
from typing import Any

import pytest

from samsvar.domain.wording_rules import Concern, Rule
from samsvar.graph import hints
from samsvar.graph.hints import HintCode, HintRule
from tests.graph.mutations.conftest import World, gid

HINTS = "hints { code rule message why isDismissed words { field start end text } }"


async def drafted(world: World, title: str) -> str:
    unit, cycle = world.unit("Lån"), gid("Cycle", world.ours.cycles["2026 T2"])
    okr_set = (await world.do("openOkrSet", "Lars", "okrSet { id }", unit=unit, cycle=cycle))["okrSet"]["id"]
    answer = await world.do("draftObjective", "Lars", "objective { id }", okr_set=okr_set, title=title)
    own_id: str = answer["objective"]["id"]
    return own_id


async def hints_of(world: World, objective: str, by: Any = "Lars", *, everything: str = "") -> Any:
    text = f"query ($id: ID!) {{ objective(id: $id) {{ hints{everything} {{ rule message isDismissed }} }} }}"
    return (await world.execute(text, by, id=objective))["objective"]["hints"]


async def test_an_objective_tells_what_might_be_worded_better_and_where(fresh_world: World) -> None:
    objective = await drafted(fresh_world, "Øke salget med 20 %")
    text = f"query ($id: ID!) {{ objective(id: $id) {{ {HINTS} }} }}"
    [hint] = (await fresh_world.execute(text, "Lars", id=objective))["objective"]["hints"]
    assert hint == {
        "code": "HOLDS_A_NUMBER",
        "rule": "NUMBER",
        "message": "Målet inneholder et tall.",
        "why": hints.texts()["NUMBER"]["why"]["nb"],
        "isDismissed": False,
        "words": [{"field": "TITLE", "start": 15, "end": 19, "text": "20 %"}],
    }


@pytest.mark.parametrize("locale", ["nb", "en", "de"])
async def test_what_it_says_is_in_the_readers_language(fresh_world: World, locale: str) -> None:
    objective = await drafted(fresh_world, "Øke salget med 20 %")
    scope = dataclasses.replace(await fresh_world.ours.company.scope("Lars"), locale=locale)
    [hint] = await hints_of(fresh_world, objective, scope)
    assert hint["message"] == hints.texts()["NUMBER"]["message"][locale]


async def test_a_dismissed_hint_is_only_told_to_who_asks_for_it(fresh_world: World) -> None:
    objective = await drafted(fresh_world, "Øke salget med 20 %")
    answer = await fresh_world.do(
        "dismissHint",
        "Lars",
        "objective { id hints { rule } } keyResult { id }",
        record=objective,
        rule="NUMBER",
        expected_version=1,
    )
    assert answer == {"objective": {"id": objective, "hints": []}, "keyResult": None, "problems": []}
    assert await hints_of(fresh_world, objective) == []
    [hint] = await hints_of(fresh_world, objective, everything="(includeDismissed: true)")
    assert hint["isDismissed"] is True
    restored = await fresh_world.do(
        "restoreHint", "Lars", "objective { hints { rule } }", record=objective, rule="NUMBER", expected_version=1
    )
    assert restored["objective"]["hints"] == [{"rule": "NUMBER"}]


async def test_what_is_no_objective_and_no_key_result_has_no_hints(fresh_world: World) -> None:
    answer = await fresh_world.do(
        "dismissHint", "Lars", "objective { id }", record=fresh_world.unit("Lån"), rule="NUMBER", expected_version=1
    )
    assert [problem["code"] for problem in answer["problems"]] == ["NOT_FOUND"]


def test_every_rule_says_what_it_found_and_why_it_matters_in_every_language() -> None:
    assert set(hints.texts()) == {rule.value for rule in Rule} == {rule.name for rule in HintRule}
    for rule, said in hints.texts().items():
        for part in ("message", "why"):
            assert set(said[part]) == {"nb", "en", "de"}, rule
            assert all(text.endswith((".", "?")) and "!" not in text for text in said[part].values()), rule


def test_every_concern_has_a_code() -> None:
    assert {concern.value for concern in Concern} == {code.name for code in HintCode}
