"""The unit tree: as it stands, and as it stood on a day."""

import datetime as dt

import graphql

from samsvar.graph.context import Context
from samsvar.graph.schema import schema
from samsvar.operations import units
from samsvar.persistence import database as databases
from tests.conftest import Database
from tests.factories import companies
from tests.graph.conftest import Ask, World, gid
from tests.graph.selection import roads


async def test_units_come_each_after_the_one_above_it(ask: Ask) -> None:
    answer = await ask("{ units { totalCount nodes { name parent { name } } } }")
    places = [(unit["name"], (unit["parent"] or {}).get("name")) for unit in answer["units"]["nodes"]]
    seen: set[str | None] = {None}
    for name, parent in places:
        assert parent in seen
        seen.add(name)
    assert answer["units"]["totalCount"] == len(places) == 6


async def test_units_can_be_held_to_a_branch_and_to_levels(ask: Ask, world: World) -> None:
    privat = gid("Unit", world.ours.company.units["Privat"])
    answer = await ask("query ($id: ID!) { units(under: $id, kinds: [TEAM]) { nodes { name } } }", id=privat)
    assert [unit["name"] for unit in answer["units"]["nodes"]] == ["Kort", "Lån"]


async def test_before_the_company_there_were_no_units(ask: Ask) -> None:
    answer = await ask('{ units(on: "2023-12-31") { totalCount } unitTree(on: "2023-12-31") { name } }')
    assert answer == {"units": {"totalCount": 0}, "unitTree": []}


async def test_the_tree_of_a_day_has_the_names_and_places_of_that_day(database: Database, world: World) -> None:
    opened = databases.Database(database.url)
    company = await companies.found(opened)
    scope = await company.scope("Liv")
    later = companies.NOW + dt.timedelta(days=10)
    await units.rename_unit(
        scope,
        units.RenameUnit(unit=company.units["Kort"], name="Betalingskort", reason="", expected_version=1),
        now=later,
    )
    await units.move_unit(
        scope,
        units.MoveUnit(
            unit=company.units["Kort"], parent=company.units["Bedrift"], reason="Nærmere.", expected_version=2
        ),
        now=later,
    )
    context = Context(scope=scope, now=later, live=world.nobody_listens())
    document = graphql.parse(
        """query ($before: Date!, $after: Date!) {
          before: unitTree(on: $before) { name parent { name } } after: unitTree(on: $after) { name parent { name } }
        }"""
    )
    days = {"before": companies.TODAY.isoformat(), "after": later.date().isoformat()}
    result = await roads.by_graphql_core(schema, document, days, context)
    await opened.close()
    assert result.errors is None
    answer = roads.answer(result)
    tree = {
        when: {place["name"]: (place["parent"] or {}).get("name") for place in answer[when]}
        for when in ("before", "after")
    }
    assert tree["before"]["Kort"] == "Privat"
    assert "Betalingskort" not in tree["before"]
    assert tree["after"]["Betalingskort"] == "Bedrift"
