"""
What the endpoint adds to the floor, on an organisation of 1,000 teams: requests a second and CPU for each.

The floor sends the same SQL in the same kind of transaction, from a bare ASGI handler. Both run on this machine, one
after the other, so the ratio holds where absolute figures change from day to day.
"""

import asyncio
import dataclasses
import itertools
import uuid
from collections.abc import Iterator, Sequence

import orjson
import pytest

from samsvar.connectors import embedded_postgres
from tests.bench import check_ins, load, worlds

MOST_OVER_FLOOR = 2.0
"""CPU per request, server and database together, of our endpoint over the floor's."""


@pytest.fixture(scope="module")
def world(request: pytest.FixtureRequest) -> Iterator[worlds.World]:
    """The organisation, in a database that the next run finds again."""
    with worlds.standing(request.config.getoption("--bench-teams")) as world:
        yield world


def reads_of(world: worlds.World) -> list[worlds.Read]:
    """Return the reads that are measured, each with many different calls."""

    def some(ids: Sequence[uuid.UUID], kind: str) -> list[str]:
        return [f"{kind}_{each}" for each in itertools.islice(itertools.cycle(ids), worlds.CALLS)]

    cycle = f"cycle_{world.cycle}"
    return [
        worlds.Read(
            "team-with-ancestors",
            """query ($unit: ID!, $cycle: ID!) { okrSet(unit: $unit, cycle: $cycle) {
                state unit { name } objectives {
                  id title kind ownResult support state
                  keyResults { id title kind baseline target currentValue progress confidence measure
                    latestCheckIn { at value confidence whatChanged } }
                  ancestors(depth: 5) { id title ownResult unit { id name } } } } }""",
            [{"unit": unit, "cycle": cycle} for unit in some(world.units["TEAM"], "unit")],
        ),
        worlds.Read(
            "division-tree",
            """query ($filter: ObjectiveFilter!) { objectives(filter: $filter, first: 200) { nodes {
                id title ownResult support unit { id name }
                keyResults { id title baseline target currentValue progress } } } }""",
            [{"filter": {"under": unit, "cycle": cycle}} for unit in some(world.units["DIVISION"], "unit")],
        ),
        worlds.Read(
            "dependencies",
            """query ($id: ID!) { objective(id: $id) { id title
                dependsOn(transitive: true, depth: 10) { distance kind state neededBy what
                  providerUnit { name } provider { __typename ... on Objective { id title } } } } }""",
            [{"id": each} for each in some(world.objectives, "objective")],
        ),
        worlds.Read(
            "company-in-pages",
            """query ($filter: ObjectiveFilter!, $after: String) {
                objectives(filter: $filter, order: NEWEST, first: 1000, after: $after) {
                  pageInfo { endCursor hasNextPage } nodes {
                    id title kind ownResult support unit { id }
                    keyResults { id title baseline target currentValue progress } } } }""",
            [{"filter": {"cycle": cycle}, "after": None}],
        ),
    ]


def along_dependencies(world: worlds.World) -> list[worlds.Read]:
    """Return the reads along dependencies; the circles are of the whole company, the others of an objective each."""
    line = "id what kind state neededBy distance risk consumerUnit { name } providerUnit { name }"
    of = [{"of": f"objective_{each}"} for each in itertools.islice(itertools.cycle(world.objectives), worlds.CALLS)]
    return [
        worlds.Read(
            "upstream",
            f"query ($of: ID!) {{ dependencies(of: $of, direction: UPSTREAM, depth: 10) {{ {line} }} }}",
            of,
        ),
        worlds.Read(
            "downstream",
            f"query ($of: ID!) {{ dependencies(of: $of, direction: DOWNSTREAM, depth: 10) {{ {line} }} }}",
            of,
        ),
        worlds.Read("blocked-by", f"query ($of: ID!) {{ blockedBy(of: $of) {{ {line} }} }}", of),
        worlds.Read(
            "critical-chain",
            f"query ($of: ID!) {{ criticalChain(of: $of) {{ slackDays dueOn tightest {{ id }} dependencies {{ {line} }} }} }}",
            of,
        ),
        worlds.Read(
            "impact-of",
            """query ($of: ID!) { impactOf(of: $of) { distance through isGated
                objective { id title unit { name } } dependency { id } contribution { id } } }""",
            of,
        ),
        worlds.Read(
            "dependency-circles",
            f"""query ($cycle: ID!) {{ dependencyCircles(cycle: $cycle) {{ kind isGating
                dependencies {{ {line} }} stations {{ objective {{ id title }} unit {{ id name }} }} }} }}""",
            [{"cycle": f"cycle_{world.cycle}"}],
        ),
        worlds.Read(
            "dependency-list",
            f"""query ($cycle: ID!, $unit: ID!) {{ dependencyList(cycle: $cycle, unit: $unit, first: 50) {{
                totalCount nodes {{ {line} }} }} }}""",
            [
                {"cycle": f"cycle_{world.cycle}", "unit": f"unit_{each}"}
                for each in itertools.islice(itertools.cycle(world.units["DIVISION"]), worlds.CALLS)
            ],
        ),
    ]


async def pages_of(read: worlds.Read, port: int, bearer: str) -> worlds.Read:
    """Return the company's read with a call for each of its pages."""
    calls = [dict(read.calls[0])]
    while True:
        (request,) = dataclasses.replace(read, calls=calls[-1:]).requests(bearer)
        page = orjson.loads(await load.answer(port, request))["data"]["objectives"]["pageInfo"]
        if not page["hasNextPage"]:
            return dataclasses.replace(read, calls=calls)
        calls.append({**calls[-1], "after": page["endCursor"]})


def test_reads_cost_at_most_twice_the_floor(world: worlds.World, request: pytest.FixtureRequest) -> None:
    seconds = request.config.getoption("--bench-seconds")
    reads = reads_of(world)
    with worlds.serving(world) as (port, server):
        bearer = asyncio.run(worlds.token(world, port))
        reads[-1] = asyncio.run(pages_of(reads[-1], port, bearer))
        with worlds.floor(floor_of(world, reads)) as (floor_port, floor_server):
            ours, floors = compared(world, reads, bearer, (port, server), (floor_port, floor_server), seconds)
            first, *others = check_ins.requests(world, bearer)
            answered = orjson.loads(asyncio.run(load.answer(port, first)))
            assert answered["data"]["recordCheckIn"]["problems"] == [], answered
            write = "check-in (write)"
            ours[write] = measured(world, port, server, others, seconds)
            floors[write] = measured(world, floor_port, floor_server, check_ins.floor_requests(), seconds)
    print(table(ours, floors))  # noqa: T201 - what `make bench` is for
    for read in reads:
        assert ours[read.name].cpu_ms <= MOST_OVER_FLOOR * floors[read.name].cpu_ms, read.name


def test_reads_along_dependencies_cost_at_most_twice_the_floor(
    world: worlds.World, request: pytest.FixtureRequest
) -> None:
    seconds = request.config.getoption("--bench-seconds")
    reads = along_dependencies(world)
    with worlds.serving(world) as (port, server):
        bearer = asyncio.run(worlds.token(world, port))
        with worlds.floor(floor_of(world, reads)) as (floor_port, floor_server):
            ours, floors = compared(world, reads, bearer, (port, server), (floor_port, floor_server), seconds)
    print(table(ours, floors))  # noqa: T201 - what `make bench` is for
    for read in reads:
        assert ours[read.name].cpu_ms <= MOST_OVER_FLOOR * floors[read.name].cpu_ms, read.name


def compared(
    world: worlds.World,
    reads: Sequence[worlds.Read],
    bearer: str,
    ours_at: tuple[int, object],
    floor_at: tuple[int, object],
    seconds: float,
) -> tuple[dict[str, load.Cost], dict[str, load.Cost]]:
    """Return what some reads cost at our endpoint and at the floor, by their names; each is at a port, by a process."""
    ours: dict[str, load.Cost] = {}
    floors: dict[str, load.Cost] = {}
    for read in reads:
        requests, bare_requests = read.requests(bearer), read.floor_requests()
        # The floor must do the same work, or the ratio means nothing.
        (field,) = orjson.loads(asyncio.run(load.answer(ours_at[0], requests[0])))["data"].values()
        assert orjson.loads(asyncio.run(load.answer(floor_at[0], bare_requests[0]))) == field, read.name
        ours[read.name] = measured(world, *ours_at, requests, seconds)
        floors[read.name] = measured(world, *floor_at, bare_requests, seconds)
    return ours, floors


def measured(
    world: worlds.World, port: int, server: object, requests: Sequence[load.Request], seconds: float
) -> load.Cost:
    """Return what these requests cost."""
    return asyncio.run(
        load.measure(port, requests, server=server, database=world.database_process, seconds=seconds)  # type: ignore[arg-type]
    )


def floor_of(world: worlds.World, reads: Sequence[worlds.Read]) -> dict[str, object]:
    """Return what the floor is told to send."""
    statements, calls = check_ins.floor(world)
    return {
        "url": world.postgres.url(embedded_postgres.APP_ROLE),
        "beginning": worlds.beginning(world.scope),
        "statements": {read.name: read.statement(world.scope) for read in reads},
        "check_in": statements,
        "check_ins": calls,
    }


def table(ours: dict[str, load.Cost], floors: dict[str, load.Cost]) -> str:
    """Return the figures side by side."""
    head = f"{'':22}{'requests/s':>22}{'server ms':>20}{'database ms':>20}{'CPU':>8}{'bytes':>10}"
    rows = [head, f"{'':22}{'ours':>11}{'floor':>11}" + f"{'ours':>10}{'floor':>10}" * 2 + f"{'ratio':>8}{'each':>10}"]
    for name, own in ours.items():
        bare = floors[name]
        rows.append(
            f"{name:22}{own.per_second:11,.0f}{bare.per_second:11,.0f}{own.server_ms:10.2f}{bare.server_ms:10.2f}"
            f"{own.database_ms:10.2f}{bare.database_ms:10.2f}{own.cpu_ms / bare.cpu_ms:8.2f}{own.bytes_each:10,.0f}"
        )
    return "\n" + "\n".join(rows)
