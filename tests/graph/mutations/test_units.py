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
