"""Units through the API: what the caller sees of a deed, and of a refusal."""

from tests.graph.mutations.conftest import World


async def test_the_payload_holds_the_unit_as_it_is_now(world: World) -> None:
    answer = await world.do(
        "foundUnit",
        "Per",
        "unit { name kind version validFrom parent { name } ancestors { name } }",
        parent=world.unit("Privat"),
        kind="TEAM",
        name="Sparing",
    )
    assert answer["problems"] == []
    assert answer["unit"] == {
        "name": "Sparing",
        "kind": "TEAM",
        "version": 1,
        "validFrom": "2026-03-02",
        "parent": {"name": "Privat"},
        "ancestors": [{"name": "Nordlys"}, {"name": "Privat"}],
    }


async def test_a_refusal_is_data_in_the_callers_language(world: World) -> None:
    answer = await world.do("renameUnit", "Mia", "unit { id }", unit=world.unit("Kort"), name="X", expected_version=1)
    assert answer == {
        "unit": None,
        "problems": [
            {
                "code": "FORBIDDEN",
                "field": None,
                "message": "Du har ikke rett til å endre enheter her.",
                "remedy": "Be noen som leder enheten om å gjøre det, eller be en administrator om en rolle som gir retten.",
                "details": [],
                "nodes": [],
            }
        ],
    }


async def test_a_circle_is_named_by_titles_and_by_ids(world: World) -> None:
    answer = await world.do(
        "moveUnit",
        "Liv",
        unit=world.unit("Privat"),
        parent=world.unit("Kort"),
        reason="reorganised",
        expected_version=1,
    )
    problem = answer["problems"][0]
    assert (problem["code"], problem["field"]) == ("CIRCLE_OF_UNITS", "parent")
    assert problem["message"] == "Enheten ville stå under seg selv: Privat → Kort → Privat."
    assert problem["details"] == ["Privat", "Kort", "Privat"]
    assert problem["nodes"] == [world.unit("Privat"), world.unit("Kort"), world.unit("Privat")]


async def test_a_stale_version_says_what_changed(world: World) -> None:
    await world.do("renameUnit", "Bodil", unit=world.unit("Konto"), name="Kontoer", expected_version=1)
    answer = await world.do("renameUnit", "Liv", unit=world.unit("Konto"), name="Kontoene", expected_version=1)
    problem = answer["problems"][0]
    assert (problem["code"], problem["field"]) == ("STALE_VERSION", "expectedVersion")
    assert problem["details"] == ["navn: «Konto» → «Kontoer» (Bodil, 2.3.2026 09:00)"]


async def test_an_id_of_another_type_is_not_found(world: World) -> None:
    answer = await world.do(
        "renameUnit", "Liv", unit=world.unit("Kort").replace("unit_", "cycle_"), name="X", expected_version=1
    )
    assert [(one["code"], one["field"]) for one in answer["problems"]] == [("NOT_FOUND", "unit")]


async def test_the_same_key_again_returns_the_same_unit(world: World) -> None:
    founding = {"parent": world.unit("Privat"), "kind": "TEAM", "name": "Pensjon"}
    answers = [await world.do("foundUnit", "Per", "unit { id }", key="again", **founding) for _ in range(2)]
    assert answers[0]["unit"] == answers[1]["unit"] != None  # noqa: E711 - both, and there is one


async def test_of_several_deeds_in_one_document_each_sees_what_it_wrote(world: World) -> None:
    unit = world.unit("Lån")
    answer = await world.execute(
        f"""mutation {{
          first: renameUnit(input: {{idempotencyKey: "a", unit: "{unit}", name: "A", expectedVersion: 1}}) {{
            unit {{ name version }} problems {{ code }} }}
          second: renameUnit(input: {{idempotencyKey: "b", unit: "{unit}", name: "B", expectedVersion: 2}}) {{
            unit {{ name version }} problems {{ code }} }}
        }}""",
        "Liv",
    )
    assert [answer[name]["unit"] for name in ("first", "second")] == [
        {"name": "A", "version": 2},
        {"name": "B", "version": 3},
    ]


async def test_what_is_planned_is_told_until_it_is_called_off(fresh_world: World) -> None:
    world = fresh_world
    await world.do(
        "moveUnit",
        "Liv",
        unit=world.unit("Kort"),
        parent=world.unit("Bedrift"),
        on="2026-04-01",
        reason="nearer",
        expected_version=1,
    )
    text = """{ plannedUnitChanges {
      unit { name version plannedChanges { on } } on name nameBefore parent { name } parentBefore { name }
      isFounded isEnded reason } unitTree(on: "2026-04-01") { name parent { name } } }"""
    answer = await world.execute(text, "Nils")
    assert answer["plannedUnitChanges"] == [
        {
            "unit": {"name": "Kort", "version": 2, "plannedChanges": [{"on": "2026-04-01"}]},
            "on": "2026-04-01",
            "name": "Kort",
            "nameBefore": "Kort",
            "parent": {"name": "Bedrift"},
            "parentBefore": {"name": "Privat"},
            "isFounded": False,
            "isEnded": False,
            "reason": "nearer",
        }
    ]
    assert {"name": "Kort", "parent": {"name": "Bedrift"}} in answer["unitTree"]
    called_off = await world.do(
        "cancelUnitChange", "Liv", "unit { version }", unit=world.unit("Kort"), on="2026-04-01", expected_version=2
    )
    assert called_off == {"unit": {"version": 3}, "problems": []}
    assert (await world.execute(text, "Nils"))["plannedUnitChanges"] == []


async def test_beginnings_and_ends_to_come_are_told_as_such(fresh_world: World) -> None:
    world = fresh_world
    await world.do("foundUnit", "Per", parent=world.unit("Privat"), kind="TEAM", name="Sparing", on="2026-04-01")
    await world.do("endUnit", "Per", unit=world.unit("Lån"), on="2026-05-01", reason="merged", expected_version=1)
    answer = await world.execute("{ plannedUnitChanges { name on isFounded isEnded reason } }", "Nils")
    assert answer["plannedUnitChanges"] == [
        {"name": "Sparing", "on": "2026-04-01", "isFounded": True, "isEnded": False, "reason": None},
        {"name": "Lån", "on": "2026-05-01", "isFounded": False, "isEnded": True, "reason": "merged"},
    ]


async def test_a_preview_tells_effects_and_stores_nothing(fresh_world: World) -> None:
    world = fresh_world
    text = """query ($input: UnitChangeInput!) { unitChangePreview(input: $input) {
      problems { code field } effects { kind count examples { nodeId title about } } } }"""
    asked = {"kind": "MOVE", "unit": world.unit("Privat"), "parent": world.unit("Bedrift"), "expectedVersion": 1}
    preview = (await world.execute(text, "Liv", input=asked))["unitChangePreview"]
    assert preview["problems"] == []
    along = next(effect for effect in preview["effects"] if effect["kind"] == "UNITS_ALONG")
    assert along["examples"][0] == {"nodeId": world.unit("Kort"), "title": "Kort", "about": ""}
    refused = await world.execute(text, "Liv", input=asked | {"parent": world.unit("Kort")})
    assert refused["unitChangePreview"]["problems"] == [{"code": "CIRCLE_OF_UNITS", "field": "parent"}]
    answer = await world.execute("query ($id: ID!) { unit(id: $id) { version } }", "Liv", id=world.unit("Privat"))
    assert answer["unit"]["version"] == 1


async def test_whether_a_level_takes_part_follows_the_settings(fresh_world: World) -> None:
    world = fresh_world
    await world.do("changeOrganisationSettings", "Astrid", levels=["COMPANY", "DIVISION"], expected_version=1)
    answer = await world.execute("{ units { nodes { name takesPart } } }", "Nils")
    assert {unit["name"]: unit["takesPart"] for unit in answer["units"]["nodes"]} == {
        "Nordlys": True,
        "Privat": True,
        "Bedrift": True,
        "Kort": False,
        "Lån": False,
        "Konto": False,
    }


async def test_the_next_cycle_is_proposed_after_the_last_one(world: World) -> None:
    answer = await world.execute("{ proposedCycle { name startsOn endsOn } }", "Nils")
    assert answer["proposedCycle"] == {"name": "2026 T3", "startsOn": "2026-09-01", "endsOn": "2026-12-31"}


async def test_who_is_in_an_ended_unit_is_a_member_of_it_no_longer(fresh_world: World) -> None:
    world = fresh_world
    await world.do("endUnit", "Liv", unit=world.unit("Kort"), on="2026-03-02", reason="merged", expected_version=1)
    answer = await world.execute(
        "query ($id: ID!) { viewer { memberships { role } } unit(id: $id) { members { role } } }",
        "Mia",
        id=world.unit("Kort"),
    )
    assert answer == {"viewer": {"memberships": []}, "unit": {"members": []}}
