"""
Verification: every figure computed again from the ground and compared, every invariant asked of the rows themselves.

It reads one organisation in one transaction that sees a single moment, so that people may go on working meanwhile.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import graphs
from samsvar.operations import results as own_results
from samsvar.operations import supports
from samsvar.persistence import entrances, invariants, results
from samsvar.persistence import supports as support_rows
from samsvar.persistence.database import Database
from samsvar.persistence.supports import Figures


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """
    Something that isn't as it should be.

    Attributes:
        rule: What doesn't hold, in one line.
        node: The record's type in snake case and its id.
        field: The column, when it is a figure.
        stored, computed: What is there, and what should be.
    """

    rule: str
    node: str
    field: str | None = None
    stored: object = None
    computed: object = None

    def __str__(self) -> str:
        figures = "" if self.field is None else f": {self.field} is {self.stored}, should be {self.computed}"
        return f"{self.rule}: {self.node}{figures}"


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, by table, and what differs; ``name`` is the organisation's."""

    name: str
    looked_at: Mapping[str, int]
    differences: tuple[Difference, ...]


async def organisations(database: Database) -> list[UUID]:
    """Return every organisation."""
    async with database.entered(sa.select(sa.literal(1))) as (connection, _):
        found = await connection.execute(sa.select(sa.func.samsvar.all_organisations(type_=sa.Uuid())))
        return list(found.scalars())


async def verify(database: Database, organisation_id: UUID) -> Report:
    """
    Compare what is stored of an organisation with what the domain makes of it.

    Figures that wait for the job (there is a mark at, or below, them) are not differences.
    """
    async with database.snapshot(entrances.as_samsvar(organisation_id)) as connection:
        name = await invariants.organisation_name(connection, organisation_id)
        objective_ids = await results.all_objectives(connection, organisation_id)
        own = await _own_results(connection, organisation_id, objective_ids)
        support = await _support(connection, organisation_id, set(objective_ids))
        circles = await _circles(connection, organisation_id)
        broken = [
            Difference(rule, f"{kind}_{own_id}")
            for rule, kind, own_id in await invariants.broken(connection, organisation_id)
        ]
        counts = await invariants.counts(connection, organisation_id)
    return Report(name, counts, (*own, *support, *circles, *broken))


async def _own_results(
    connection: AsyncConnection, organisation_id: UUID, objective_ids: list[UUID]
) -> list[Difference]:
    before = await results.followed(connection, organisation_id, objective_ids)
    standings = await results.standings(connection, organisation_id, objective_ids)
    proofs: dict[UUID, list[results.Followed]] = {own_id: [] for own_id in objective_ids}
    found: list[Difference] = []
    for each in before:
        # A closed cycle keeps the values that it was closed with; how they count can be computed still.
        frozen = not own_results.takes_measurements(each) and each.reading.measured_at is not None
        now = own_results.progressed(each) if frozen else own_results.on_the_ground(each, standings[each.id])
        proofs[each.objective_id].append(now)
        stored, computed = own_results.figures_of(each), own_results.figures_of(now)
        found += _differing("progress", "key_result", each.id, _fields(stored), _fields(computed))
    figures = await results.objective_figures(connection, organisation_id, objective_ids)
    for own_id, key_results in proofs.items():
        own = own_results.own_figures(own_id, key_results)
        found += _differing("own result", "objective", own_id, _fields(figures[own_id]), _fields(own))
    return found


async def _support(connection: AsyncConnection, organisation_id: UUID, objective_ids: set[UUID]) -> list[Difference]:
    moal_ids = await support_rows.all_moals(connection, organisation_id)
    figures = await support_rows.figures(connection, organisation_id, objective_ids=objective_ids, moal_ids=moal_ids)
    links = await support_rows.links_into(connection, organisation_id, objective_ids=objective_ids, moal_ids=moal_ids)
    differing = supports.computed(figures, links, objective_ids=objective_ids, moal_ids=moal_ids)
    waiting, waiting_moals = await supports.and_above(
        connection, organisation_id, await support_rows.marked(connection, organisation_id)
    )
    return [
        difference
        for each in differing
        if each.objective_id not in waiting and each.id not in waiting_moals
        for difference in _differing(
            "support from below", each.kind, each.id, _supported(figures[each.id]), _supported(each)
        )
    ]


async def _circles(connection: AsyncConnection, organisation_id: UUID) -> list[Difference]:
    found: list[Difference] = []
    for what, edges in (await invariants.edges(connection, organisation_id)).items():
        _, on_circles = graphs.in_order(edges)
        found += [Difference(f"{what} without circles", f"objective_{own_id}") for own_id in on_circles]
    return found


def _supported(figures: Figures) -> dict[str, Any]:
    return {
        "support": figures.support,
        "support_coverage": figures.support_coverage,
        "support_terms": figures.support_terms,
    }


def _fields(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any of our records
    return {name: value for name, value in dataclasses.asdict(record).items() if name != "id"}


def _differing(
    rule: str, kind: str, own_id: UUID, stored: Mapping[str, Any], computed: Mapping[str, Any]
) -> Iterable[Difference]:
    return [
        Difference(rule, f"{kind}_{own_id}", name, stored[name], value)
        for name, value in computed.items()
        if stored[name] != value
    ]
