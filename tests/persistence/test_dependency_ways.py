"""What waits for what, what is tightest, what circles and what is hit: how far, how bounded, never through drafts."""

import datetime as dt
from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain.dependencies import DependencyKind
from samsvar.operations import dependencies
from samsvar.operations.contributions import EndKind, EndRef
from samsvar.operations.dependencies import RequestDependency
from samsvar.persistence import critical_chains, dependency_circles, dependency_risks, dependency_ways
from samsvar.persistence.database import Database as Transactions
from tests.conftest import Database
from tests.factories import companies, plans
from tests.factories.companies import NOW
from tests.factories.plans import Plans

TODAY = NOW.date()
GATES, SLOWS, INFORMS = DependencyKind.GATES, DependencyKind.SLOWS, DependencyKind.INFORMS


@pytest.fixture(scope="module")
async def transactions(database: Database) -> AsyncIterator[Transactions]:
    """The module's database, as operations reach it."""
    reached = Transactions(database.url)
    yield reached
    await reached.close()


class Needs:
    """Objectives named after their units; Lån's are drafts."""

    def __init__(self, world: Plans, ids: Mapping[str, UUID]) -> None:
        self.world, self.ids = world, ids

    async def need(
        self, consumer: str, provider: str, day: int = 30, *, kind: DependencyKind = GATES, **more: Any
    ) -> UUID:
        """Have something needed ``day`` days from today."""
        own_id = await self.world.dependency(self.ids[consumer], self.ids[provider], kind=kind)
        values = {"needed_by": TODAY + dt.timedelta(days=day), **more}
        await self.world.sql(
            f"update samsvar.dependencies set {', '.join(f'{name} = :{name}' for name in values)} where id = :id",
            id=own_id,
            **values,
        )
        return own_id

    async def ask(self, consumer: str, unit: str, *, kind: DependencyKind = GATES) -> UUID:
        """Ask a unit for something, of which it doesn't yet say where it works on it."""
        draft = RequestDependency(
            consumer=EndRef(EndKind.OBJECTIVE, self.ids[consumer]),
            provider_unit=self.world.company.units[unit],
            what="Noe",
            needed_by=TODAY + dt.timedelta(days=30),
            kind=kind,
        )
        return await dependencies.request_dependency(await self.world.by(None), draft, now=NOW)

    def wanted_by(self, name: str) -> dependency_ways.Condition:
        """Return what an objective waits for."""
        return lambda row: row.c.consumer_objective_id == _uuid(self.ids[name])

    def brought_by(self, name: str) -> dependency_ways.Condition:
        """Return what waits for an objective."""
        return lambda row: row.c.provider_objective_id == _uuid(self.ids[name])

    def given_by(self, name: str) -> dependency_ways.Condition:
        """Return what an objective contributes."""
        return lambda row: row.c.from_objective_id == _uuid(self.ids[name])

    async def chain(self, name: str, *, by: str = "Liv") -> tuple[list[UUID], int | None, UUID | None]:
        """Return the critical chain of an objective, its slack and where it is tightest."""
        statement = critical_chains.of(self.here, self.wanted_by(name), _today())
        (row,) = await self.read(statement, by=by)
        return row["dependency_ids"], row["slack_days"], row["tightest_id"]

    async def impact(self, name: str, *, by: str = "Liv") -> dict[str, tuple[int, str, bool]]:
        """Return what is hit if an objective slips: distance, through what, and whether it is gated."""
        found = await self.read(dependency_ways.impact(self.here, self.brought_by(name), self.given_by(name)), by=by)
        names = {own_id: name for name, own_id in self.ids.items()}
        return {names[row["objective_id"]]: (row["distance"], row["through"], row["is_gated"]) for row in found}

    async def circles(self, *units: str, by: str = "Liv") -> list[tuple[str, bool, list[UUID]]]:
        """Return the circles that touch some units, or all."""
        asked = None
        if units:
            asked = sa.select(
                sa.func.unnest(sa.literal([self.world.company.units[each] for each in units], sa.ARRAY(sa.Uuid())))
            )
        cycle = _uuid(self.world.cycles["running"])
        found = await self.read(dependency_circles.of_cycle(self.here, cycle, asked), by=by)
        return [(row["kind"], row["is_gating"], row["dependency_ids"]) for row in found]

    async def risk(self, name: str) -> Mapping[str, Any]:
        """Return what an objective's own dependencies say of it."""
        found = await self.read(dependency_risks.of_objective(self.here, _uuid(self.ids[name]), _today()))
        return dict(found[0])

    @property
    def here(self) -> Any:
        """The organisation's id as an expression."""
        return _uuid(self.world.company.id)

    async def read(self, statement: Any, *, by: str = "Liv") -> list[Any]:
        """Return the rows that somebody sees."""
        async with self.world.company.database.transaction(await self.world.by(by)) as connection:
            return list((await connection.execute(statement)).mappings())


def _uuid(own_id: UUID) -> Any:
    return sa.literal(own_id, sa.Uuid())


def _today() -> Any:
    return sa.literal(TODAY, sa.Date())


@pytest.fixture
async def needs(transactions: Transactions) -> Needs:
    """A company whose units have one objective each, and Kort a second one; Lån's is a draft. Liv sees all of them."""
    world = await plans.found(await companies.found(transactions))
    ids = {unit: (await world.proven(unit, unit))[0] for unit in ("Nordlys", "Privat", "Bedrift", "Konto")}
    kort = await world.okr_set("Kort")
    ids |= {name: await world.objective(kort, name) for name in ("Kort", "Kort 2")}
    await world.sql("update samsvar.okr_sets set state = 'PROPOSED' where id = :id", id=kort)
    ids["Lån"] = await world.objective(await world.okr_set("Lån"), "Hemmelig")
    return Needs(world, ids)


class TestWays:
    async def test_begin_with_what_is_asked_for_and_go_on_from_there(self, needs: Needs) -> None:
        first = await needs.need("Kort", "Konto")
        other = await needs.need("Kort", "Bedrift")
        second = await needs.need("Konto", "Privat")
        await needs.need("Bedrift", "Nordlys")
        for depth, expected in ((0, {}), (1, {first: 1}), (5, {first: 1, second: 2})):
            way = dependency_ways.upstream(
                needs.here, lambda row: row.c.id == _uuid(first), sa.literal(depth, sa.Integer())
            )
            assert {row["id"]: row["distance"] for row in await needs.read(way)} == expected
        down = dependency_ways.downstream(
            needs.here, lambda row: row.c.id.in_([_uuid(second), _uuid(other)]), sa.literal(9, sa.Integer())
        )
        assert {row["id"]: row["distance"] for row in await needs.read(down)} == {second: 1, other: 1, first: 2}

    async def test_lead_through_no_draft_of_others(self, needs: Needs) -> None:
        await needs.need("Kort", "Lån")
        await needs.need("Lån", "Konto")
        for by, expected in (("Liv", 2), ("Kim", 0)):
            way = dependency_ways.upstream(needs.here, needs.wanted_by("Kort"), sa.literal(9, sa.Integer()))
            assert len(await needs.read(way, by=by)) == expected


class TestCriticalChain:
    async def test_is_empty_when_nothing_gates(self, needs: Needs) -> None:
        await needs.need("Kort", "Konto", -5, kind=SLOWS)
        await needs.need("Kort", "Bedrift", -5, state="DELIVERED")
        assert await needs.chain("Kort") == ([], None, None)

    async def test_has_as_much_room_as_the_furthest_has_days_left(self, needs: Needs) -> None:
        near = await needs.need("Kort", "Konto", 30)
        far = await needs.need("Konto", "Privat", 9)
        assert await needs.chain("Kort") == ([far, near], 9, far)

    async def test_is_tightest_where_one_is_needed_before_what_it_waits_for_can_be_there(self, needs: Needs) -> None:
        near = await needs.need("Kort", "Konto", 30)
        far = await needs.need("Konto", "Privat", 42)
        assert await needs.chain("Kort") == ([far, near], -12, near)

    async def test_counts_an_offered_day_and_no_day_before_today(self, needs: Needs) -> None:
        countered = await needs.need(
            "Kort", "Konto", 30, state="COUNTERED", counter_needed_by=TODAY + dt.timedelta(days=37)
        )
        assert await needs.chain("Kort") == ([countered], -7, countered)
        late = await needs.need("Konto", "Privat", -3)
        chain, slack, tightest = await needs.chain("Kort")
        assert (chain, slack, tightest) == ([late, countered], -7, countered)

    async def test_is_the_least_roomy_of_several_and_of_equals_the_longest(self, needs: Needs) -> None:
        await needs.need("Kort", "Konto", 40)
        tight = await needs.need("Kort", "Bedrift", 5)
        assert (await needs.chain("Kort"))[0] == [tight]
        further = await needs.need("Bedrift", "Nordlys", 5 - 5)
        assert await needs.chain("Kort") == ([further, tight], 0, further)
        longer = await needs.need("Nordlys", "Privat", 0)
        assert await needs.chain("Kort") == ([longer, further, tight], 0, further)

    async def test_ends_where_another_units_draft_begins(self, needs: Needs) -> None:
        near = await needs.need("Kort", "Konto", 30)
        hidden = await needs.need("Konto", "Lån", 1)
        assert await needs.chain("Kort") == ([hidden, near], 1, hidden)
        assert await needs.chain("Kort", by="Kim") == ([near], 30, near)


class TestImpact:
    async def test_goes_along_what_waits_and_from_there_up_to_the_company(self, needs: Needs) -> None:
        await needs.need("Kort", "Bedrift")
        await needs.need("Konto", "Kort", kind=SLOWS)
        await needs.world.contribution(needs.ids["Kort"], needs.ids["Privat"])
        await needs.world.contribution(needs.ids["Privat"], needs.ids["Nordlys"])
        assert await needs.impact("Bedrift") == {
            "Kort": (1, "DEPENDENCY", True),
            "Konto": (2, "DEPENDENCY", False),
            "Privat": (2, "CONTRIBUTION", False),
            "Nordlys": (3, "CONTRIBUTION", False),
        }

    async def test_names_the_way_that_hits_hardest(self, needs: Needs) -> None:
        await needs.need("Kort", "Bedrift", kind=SLOWS)
        await needs.need("Konto", "Bedrift")
        await needs.need("Kort", "Konto")
        assert (await needs.impact("Bedrift"))["Kort"] == (2, "DEPENDENCY", True)

    async def test_spares_what_was_delivered_only_informed_or_only_proposed(self, needs: Needs) -> None:
        await needs.need("Kort", "Bedrift", state="DELIVERED")
        await needs.need("Konto", "Bedrift", kind=INFORMS)
        await needs.world.contribution(needs.ids["Konto"], needs.ids["Privat"], agreed=False, by="Kim")
        assert await needs.impact("Bedrift") == await needs.impact("Konto") == {}

    async def test_ends_in_a_circle_of_what_slows(self, needs: Needs) -> None:
        await needs.need("Kort", "Konto", kind=SLOWS)
        await needs.need("Konto", "Kort", kind=SLOWS)
        assert (await needs.impact("Konto"))["Kort"] == (1, "DEPENDENCY", False)

    async def test_leads_to_no_draft_of_others(self, needs: Needs) -> None:
        await needs.need("Lån", "Konto")
        await needs.need("Kort", "Lån")
        assert set(await needs.impact("Konto")) == {"Lån", "Kort"}
        assert await needs.impact("Konto", by="Odd") == {}


class TestCircles:
    async def test_of_objectives_are_found_with_their_steps_in_order(self, needs: Needs) -> None:
        steps = [
            await needs.need("Kort", "Konto"),
            await needs.need("Konto", "Bedrift"),
            await needs.need("Bedrift", "Kort", kind=SLOWS),
        ]
        ((kind, is_gating, found),) = await needs.circles()
        start = found.index(steps[0])
        assert (kind, is_gating, found[start:] + found[:start]) == ("OBJECTIVES", False, steps)

    async def test_of_units_wait_through_different_objectives_or_without_one_named(self, needs: Needs) -> None:
        there = await needs.need("Konto", "Kort 2")
        back = await needs.need("Kort", "Konto")
        assert [(kind, is_gating, set(found)) for kind, is_gating, found in await needs.circles()] == [
            ("UNITS", True, {there, back})
        ]
        await needs.world.sql("update samsvar.dependencies set state = 'DELIVERED' where id = :id", id=back)
        assert await needs.circles() == []
        asked = await needs.ask("Kort", "Konto")
        assert [set(found) for _, _, found in await needs.circles()] == [{there, asked}]

    async def test_of_units_that_only_inform_each_other_are_none(self, needs: Needs) -> None:
        await needs.need("Konto", "Kort 2", kind=INFORMS)
        await needs.need("Kort", "Konto")
        assert await needs.circles() == []

    async def test_are_listed_for_the_units_on_them(self, needs: Needs) -> None:
        await needs.need("Kort", "Konto", kind=SLOWS)
        await needs.need("Konto", "Kort", kind=SLOWS)
        assert len(await needs.circles("Kort")) == len(await needs.circles("Konto", "Bedrift")) == 1
        assert await needs.circles("Bedrift") == []

    async def test_stand_for_several_between_the_same_two_by_what_weighs_most(self, needs: Needs) -> None:
        await needs.need("Kort", "Konto", kind=INFORMS)
        gates = await needs.need("Kort", "Konto")
        await needs.need("Kort", "Konto", kind=SLOWS)
        back = await needs.need("Konto", "Kort", kind=SLOWS)
        assert [set(found) for _, _, found in await needs.circles()] == [{gates, back}]

    async def test_are_seen_by_whoever_sees_each_step(self, needs: Needs) -> None:
        await needs.need("Kort", "Lån", kind=SLOWS)
        await needs.need("Lån", "Kort", kind=SLOWS)
        assert len(await needs.circles()) == 1
        assert await needs.circles(by="Kim") == []


class TestRisk:
    @pytest.mark.parametrize(
        ("_case", "kind", "day", "more", "rank"),
        [
            ("late, and it can't do without", GATES, -1, {"state": "ACCEPTED"}, 2),
            ("unanswered, and its day is near", GATES, 14, {}, 2),
            ("unanswered, with time", GATES, 15, {}, 1),
            ("countered, with time", GATES, 15, {"state": "COUNTERED", "counter_needed_by": TODAY}, 1),
            ("promised, and its day is near", GATES, 0, {"state": "ACCEPTED"}, 1),
            ("promised, with time", GATES, 15, {"state": "ACCEPTED"}, 0),
            ("declined, and nothing else to do", GATES, 40, {"state": "DECLINED"}, 2),
            ("declined, and something else to do", GATES, 40, {"state": "DECLINED", "fallback": "Vent"}, 0),
            ("late, and slower without", SLOWS, -1, {"state": "ACCEPTED"}, 1),
            ("unanswered and near, and slower without", SLOWS, 3, {}, 1),
            ("unanswered with time, and slower without", SLOWS, 30, {}, 0),
            ("late, and only informs", INFORMS, -9, {}, 0),
            ("there", GATES, -9, {"state": "DELIVERED"}, 0),
            ("no longer needed", GATES, -9, {"state": "WITHDRAWN"}, 0),
        ],
    )
    async def test_of_an_objective_is_that_of_what_it_waits_for(
        self, needs: Needs, _case: str, kind: DependencyKind, day: int, more: dict[str, object], rank: int
    ) -> None:
        own_id = await needs.need("Kort", "Konto", day, kind=kind, **more)
        risk = await needs.risk("Kort")
        assert (risk["rank"], risk["worst_id"]) == (rank, own_id if rank else None)

    async def test_counts_and_names_the_worst(self, needs: Needs) -> None:
        await needs.need("Kort", "Konto", 10, state="ACCEPTED")
        late = await needs.need("Kort", "Bedrift", -2, state="ACCEPTED")
        await needs.need("Kort", "Privat", -4, kind=SLOWS)
        await needs.need("Kort", "Nordlys", -4, kind=INFORMS)
        risk = await needs.risk("Kort")
        counts = [risk[f"{name}_count"] for name in ("late", "undecided", "due_soon", "declined")]
        assert (risk["rank"], counts, risk["worst_id"]) == (2, [2, 1, 1, 0], late)

    async def test_is_none_without_dependencies(self, needs: Needs) -> None:
        risk = await needs.risk("Kort")
        assert (risk["rank"], risk["late_count"], risk["worst_id"]) == (0, 0, None)
