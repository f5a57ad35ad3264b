"""Ways along contributions and dependencies: how far, in which order, and never through what one doesn't see."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain.dependencies import DependencyKind
from samsvar.operations import contributions
from samsvar.operations.contributions import EndKind, EndRef, ProposeContribution
from samsvar.persistence import alignment_graphs, dependency_ways, graphs
from samsvar.persistence.database import Database as Transactions
from tests.conftest import Database
from tests.factories import companies, plans
from tests.factories.companies import NOW
from tests.factories.plans import Plans


@pytest.fixture(scope="module")
async def transactions(database: Database) -> AsyncIterator[Transactions]:
    """The module's database, as operations reach it."""
    reached = Transactions(database.url)
    yield reached
    await reached.close()


@pytest.fixture
async def pyramid(transactions: Transactions) -> tuple[Plans, dict[str, UUID]]:
    """Kort and Lån contribute to Privat, that to Nordlys, that to the Moal, which serves a strategy; Lån is a draft."""
    world = await plans.found(await companies.found(transactions))
    ids = {unit: (await world.proven(unit, unit))[0] for unit in ("Nordlys", "Privat", "Kort", "Konto")}
    ids["Lån"] = await world.objective(await world.okr_set("Lån"), "Hemmelig")
    await world.contribution(ids["Kort"], ids["Privat"])
    await world.contribution(ids["Lån"], ids["Privat"])
    await world.contribution(ids["Privat"], ids["Nordlys"])
    to_moal = ProposeContribution(EndRef(EndKind.OBJECTIVE, ids["Nordlys"]), EndRef(EndKind.MOAL, world.moal))
    await contributions.propose_contribution(await world.by("Liv"), to_moal, now=NOW)
    await world.contribution(ids["Konto"], ids["Kort"], agreed=False, by="Kim")
    await world.sql(
        """
        with strategy as (
            insert into samsvar.directions (organisation_id, id, kind, title, horizon_years, lineage_id, version, valid_from)
            select :organisation, own.id, 'STRATEGY', 'Vekst', 5, own.id, 1, '2024-01-01' from (select uuidv7()) own(id)
            returning id
        )
        insert into samsvar.moal_directions (organisation_id, moal_id, direction_id)
        select :organisation, :moal, id from strategy
        """,
        organisation=world.company.id,
        moal=world.moal,
    )
    return world, ids


async def read(world: Plans, statement: Any, *, by: str = "Liv") -> list[Any]:
    """Return the rows that somebody sees."""
    async with world.company.database.transaction(await world.by(by)) as connection:
        return list((await connection.execute(statement)).mappings())


def here(world: Plans) -> Any:
    """Return the organisation's id as an expression."""
    return sa.literal(world.company.id, sa.Uuid())


def number(value: int) -> Any:
    """Return a number as an expression."""
    return sa.literal(value, sa.Integer())


async def test_ancestors_and_supporters_reach_as_far_as_asked(pyramid: tuple[Plans, dict[str, UUID]]) -> None:
    world, ids = pyramid
    for depth, expected in ((1, ["Privat"]), (5, ["Privat", "Nordlys"])):
        found = await read(world, graphs.ancestors(here(world), sa.literal(ids["Kort"], sa.Uuid()), number(depth)))
        assert [row["title"] for row in sorted(found, key=lambda row: row["distance"])] == expected
    for depth, titles in ((1, {"Privat"}), (2, {"Privat", "Kort", "Hemmelig"})):
        found = await read(world, graphs.supporters(here(world), sa.literal(ids["Nordlys"], sa.Uuid()), number(depth)))
        assert {row["title"] for row in found} == titles


async def test_drafts_of_others_are_not_reached(pyramid: tuple[Plans, dict[str, UUID]]) -> None:
    world, ids = pyramid
    statement = graphs.supporters(here(world), sa.literal(ids["Nordlys"], sa.Uuid()), number(9))
    assert {row["title"] for row in await read(world, statement, by="Kim")} == {"Privat", "Kort"}


async def test_paths_lead_upward_to_the_strategy(pyramid: tuple[Plans, dict[str, UUID]]) -> None:
    world, ids = pyramid
    statement = graphs.paths_upward(here(world), sa.literal(ids["Konto"], sa.Uuid()), number(50), graphs.LIVING)
    (path,) = [row["value"] for row in await read(world, statement)]
    assert [(node["kind"], node["title"], node["contributionState"]) for node in path["nodes"]] == [
        ("OBJECTIVE", "Konto", None),
        ("OBJECTIVE", "Kort", "PROPOSED"),
        ("OBJECTIVE", "Privat", "AGREED"),
        ("OBJECTIVE", "Nordlys", "AGREED"),
        ("MOAL", "Trygg bank", "AGREED"),
        ("DIRECTION", "Vekst", None),
    ]
    assert (path["reachesStrategy"], path["isAgreed"]) == (True, False)
    agreed = graphs.paths_upward(here(world), sa.literal(ids["Konto"], sa.Uuid()), number(50))
    (alone,) = [row["value"] for row in await read(world, agreed)]
    assert [node["title"] for node in alone["nodes"]] == ["Konto"]
    assert alone["reachesStrategy"] is False


async def test_every_way_is_a_path_and_the_limit_holds(pyramid: tuple[Plans, dict[str, UUID]]) -> None:
    world, ids = pyramid
    await world.contribution(ids["Kort"], ids["Nordlys"])
    start = sa.literal(ids["Kort"], sa.Uuid())
    found = [row["value"] for row in await read(world, graphs.paths_upward(here(world), start, number(50)))]
    assert [len(path["nodes"]) for path in found] == [4, 5]
    assert len(await read(world, graphs.paths_upward(here(world), start, number(1)))) == 1


async def test_dependencies_are_followed_both_ways_even_in_circles(pyramid: tuple[Plans, dict[str, UUID]]) -> None:
    world, ids = pyramid
    await world.dependency(ids["Kort"], ids["Konto"])
    await world.dependency(ids["Konto"], ids["Nordlys"])
    await world.dependency(ids["Nordlys"], ids["Kort"], kind=DependencyKind.SLOWS)
    start = sa.literal(ids["Kort"], sa.Uuid())
    assert [
        row["distance"] for row in await read(world, dependency_ways.depends_on(here(world), start, number(1)))
    ] == [1]
    everything = await read(world, dependency_ways.depends_on(here(world), start, number(10)))
    assert sorted(row["distance"] for row in everything) == [1, 2, 3]
    gating = await read(world, dependency_ways.needed_by(here(world), start, number(10), kinds=["GATES"]))
    assert gating == []
    slowing = await read(world, dependency_ways.needed_by(here(world), start, number(1), kinds=["SLOWS"]))
    assert [row["consumer_objective_id"] for row in slowing] == [ids["Nordlys"]]


@pytest.mark.parametrize("over", ["DECLINED", "WITHDRAWN"])
async def test_what_was_given_up_is_an_objectives_own_history_and_leads_nowhere_unless_asked_for(
    pyramid: tuple[Plans, dict[str, UUID]], over: str
) -> None:
    world, ids = pyramid
    given_up = await world.dependency(ids["Kort"], ids["Konto"])
    await world.dependency(ids["Konto"], ids["Nordlys"])
    await world.sql("update samsvar.dependencies set state = :state where id = :id", state=over, id=given_up)
    for way, start in ((dependency_ways.depends_on, "Kort"), (dependency_ways.needed_by, "Nordlys")):
        at = sa.literal(ids[start], sa.Uuid())
        by_default = await read(world, way(here(world), at, number(10)))
        assert [row["distance"] for row in by_default] == [1]
        asked = await read(world, way(here(world), at, number(10), states=[over, "REQUESTED"]))
        assert sorted(row["distance"] for row in asked) == [1, 2]
    own = await read(world, dependency_ways.depends_on(here(world), sa.literal(ids["Kort"], sa.Uuid()), number(10)))
    assert [row["state"] for row in own] == [over]


@pytest.mark.parametrize("going", ["REQUESTED", "COUNTERED", "ACCEPTED", "DELIVERED"])
async def test_what_is_not_given_up_leads_on(pyramid: tuple[Plans, dict[str, UUID]], going: str) -> None:
    world, ids = pyramid
    first = await world.dependency(ids["Kort"], ids["Konto"])
    await world.dependency(ids["Konto"], ids["Nordlys"])
    await world.sql("update samsvar.dependencies set state = :state where id = :id", state=going, id=first)
    found = await read(world, dependency_ways.depends_on(here(world), sa.literal(ids["Kort"], sa.Uuid()), number(10)))
    assert sorted(row["distance"] for row in found) == [1, 2]


async def test_the_alignment_graph_has_what_stands_around_a_unit(pyramid: tuple[Plans, dict[str, UUID]]) -> None:
    world, ids = pyramid
    await world.dependency(ids["Kort"], ids["Konto"])
    around = (
        sa.literal(world.company.units["Privat"], sa.Uuid()),
        sa.literal(world.cycles["running"], sa.Uuid()),
        number(2),
    )
    objectives = await read(world, alignment_graphs.reached_objectives(*around))
    assert {row["title"] for row in objectives} == {"Privat", "Nordlys", "Kort", "Konto", "Hemmelig"}
    assert [row["title"] for row in await read(world, alignment_graphs.reached_moals(*around))] == ["Trygg bank"]
    edges = [row["value"] for row in await read(world, alignment_graphs.edges(*around))]
    kinds = sorted(edge["kind"] for edge in edges)
    assert kinds == ["CONTRIBUTION"] * 5 + ["DEPENDENCY", "SERVES"]
    assert {"kind", "sourceId", "targetId", "state", "weight"} == set(edges[0])
