"""Strategy and Moals through the API: who said what when, what it became, and how decisions are taken back."""

from typing import Any

from tests.graph.mutations.conftest import World

VERSIONS = "direction { id version title statedBy versions { version title validTo changeReason statedBy } }"


async def state(world: World, title: str, kind: str = "STRATEGY") -> dict[str, object]:
    stated = await world.do("stateDirection", "Liv", VERSIONS, kind=kind, title=title, text="", horizon_years=5)
    assert stated["problems"] == []
    direction: dict[str, object] = stated["direction"]
    return direction


async def test_versions_say_what_was_changed_by_whom_and_why(fresh_world: World) -> None:
    first = await state(fresh_world, "Enkel bank")
    assert (first["version"], first["statedBy"]) == (1, "Liv")
    revised = await fresh_world.do(
        "reviseDirection",
        "Astrid",
        VERSIONS,
        direction=first["id"],
        title="Den enkleste banken",
        reason="Sharper",
        expected_version=1,
    )
    assert revised["direction"]["versions"] == [
        {
            "version": 2,
            "title": "Den enkleste banken",
            "validTo": None,
            "changeReason": "Sharper",
            "statedBy": "Astrid",
        },
        {"version": 1, "title": "Enkel bank", "validTo": "2026-03-02", "changeReason": None, "statedBy": "Liv"},
    ]


async def test_what_was_retired_is_listed_until_it_holds_again(fresh_world: World) -> None:
    listed = "{ retiredDirections { title endReason retiredBy } }"
    direction = await state(fresh_world, "Filialer i hver by")
    stated: dict[str, Any] = {"direction": direction["id"], "expected_version": 1}
    await fresh_world.do("retireDirection", "Liv", "direction { id }", reason="People stay at home", **stated)
    assert (await fresh_world.execute(listed, "Mia"))["retiredDirections"] == [
        {"title": "Filialer i hver by", "endReason": "People stay at home", "retiredBy": "Liv"}
    ]
    restored = await fresh_world.do("restoreDirection", "Liv", "direction { validTo endReason retiredBy }", **stated)
    assert restored["direction"]["validTo"] is None
    assert (await fresh_world.execute(listed, "Mia"))["retiredDirections"] == []


async def test_strategies_stand_in_the_order_that_was_given(fresh_world: World) -> None:
    listed = "{ directions(kinds: [STRATEGY]) { id title } }"
    await state(fresh_world, "Den siste")
    present = [each["id"] for each in (await fresh_world.execute(listed, "Liv"))["directions"]]
    order = present[::-1]
    answer = await fresh_world.do("reorderStrategies", "Liv", "organisation { name }", order=order)
    assert answer["organisation"] == {"name": "Nordlys"}
    assert [each["id"] for each in (await fresh_world.execute(listed, "Liv"))["directions"]] == order
    partly = await fresh_world.do("reorderStrategies", "Liv", "organisation { name }", order=[])
    assert [each["code"] for each in partly["problems"]] == ["NOT_THE_WHOLE_LIST"]


async def test_a_moal_says_who_proposed_it_and_what_its_reader_may_do(fresh_world: World) -> None:
    world = fresh_world
    mine = "moal { id version state proposedByPerson proposedAt viewerRights viewerRightsOfProposer }"
    proposed = await world.do(
        "proposeMoal",
        "Mia",
        mine,
        unit=world.unit("Nordlys"),
        proposed_by=world.unit("Kort"),
        year=2026,
        title="Kundene klarer seg selv",
    )
    moal = proposed["moal"]
    assert moal["proposedByPerson"] == "Mia"
    assert "STEER" not in moal["viewerRights"]
    assert "PROPOSE_MOALS" in moal["viewerRightsOfProposer"]
    stated = {"moal": moal["id"]}
    agreed = await world.do("agreeMoal", "Liv", mine, expected_version=1, **stated)
    assert (agreed["moal"]["state"], "STEER" in agreed["moal"]["viewerRights"]) == ("AGREED", True)
    not_hers = await world.do("reopenMoal", "Mia", "moal { id }", to="PROPOSED", expected_version=2, **stated)
    assert [each["code"] for each in not_hers["problems"]] == ["FORBIDDEN"]
    reopened = await world.do("reopenMoal", "Liv", "moal { state }", to="PROPOSED", expected_version=2, **stated)
    assert reopened["moal"] == {"state": "PROPOSED"}
    never = await world.do("reopenMoal", "Liv", "moal { id }", to="AGREED", expected_version=3, **stated)
    assert [(each["code"], each["field"]) for each in never["problems"]] == [("TRANSITION_IMPOSSIBLE", "to")]
